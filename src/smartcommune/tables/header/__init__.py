"""The first and last rows of a table to its columns: what each means, which rows are communes."""
