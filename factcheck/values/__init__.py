"""Exact values: types, comparison, kinds of error, normal forms."""
