"""The shape of a language's tables."""
