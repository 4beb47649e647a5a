"""A rule set to a document that a jurist reads before signing."""
