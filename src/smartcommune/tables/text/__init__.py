"""Text files to sheets: encodings, legacy fonts, separators, irregular lines."""
