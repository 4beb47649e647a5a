"""Communes with what they can become to a choice: who gets a seat, how sure that is, and who comes next."""
