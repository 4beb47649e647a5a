"""A rule set, a day and facts to outcomes and a verdict."""
