"""Rule files and their cases to everything that is wrong with them."""
