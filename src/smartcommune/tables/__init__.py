"""Tables of communes: what a file holds, what its columns mean, and the facts of every row."""
