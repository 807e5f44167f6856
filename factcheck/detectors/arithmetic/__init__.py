"""Figures of a note that must add up."""
