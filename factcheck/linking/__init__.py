"""Ties statements to the facts that they state."""
