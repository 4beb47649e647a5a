"""What a person has to a first rule file: the levels of a decision, or a rule set to begin from."""
