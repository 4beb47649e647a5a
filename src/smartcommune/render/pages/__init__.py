"""Answers to pages that are handed over: one file each, readable without script and network, printable on A4."""
