"""Documents to well-formed rule files and profiles."""
