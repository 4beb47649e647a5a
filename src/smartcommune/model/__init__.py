"""What rule sets, facts and values are, and the words for them."""
