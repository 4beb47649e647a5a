"""What is wrong with a rule file to the change that may put it right."""
