"""A profile's document to one commune's facts."""
