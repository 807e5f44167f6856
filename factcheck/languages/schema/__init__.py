"""The schema of a language's tables."""
