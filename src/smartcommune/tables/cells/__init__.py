"""The cells of a table to facts, and to what is wrong with those that are none."""
