"""What a table is before anything in it is understood: rows with the numbers that an officer sees."""
