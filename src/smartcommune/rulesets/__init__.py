"""Files to rule sets in which every name is resolved."""
