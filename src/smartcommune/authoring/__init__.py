"""What rule authors need: running the cases of rule sets and looking for weak places in rule files."""
