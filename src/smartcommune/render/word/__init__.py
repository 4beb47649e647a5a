"""Answers to Word documents in the form of Decree 30/2020/NĐ-CP, to be signed; what only the office knows is dots."""
