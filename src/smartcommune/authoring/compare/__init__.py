"""Two rule sets to every difference of behaviour between them, each with a commune that shows it."""
