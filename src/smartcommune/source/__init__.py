"""Files, text and Python values to documents whose nodes know where they stand."""
