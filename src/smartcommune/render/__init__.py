"""Assessments and problems to what people and programs read. Each module is one format."""
