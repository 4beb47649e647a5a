"""Cases to what they are worth: what they show, which mistakes they would notice, what they lack."""
