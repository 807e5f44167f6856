"""Readers: from bytes to a Document."""
