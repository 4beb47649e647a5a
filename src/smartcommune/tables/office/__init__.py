"""Files of office programs to sheets of texts, as an officer sees them."""
