"""Headings, lists, columns and fields, whatever the format."""
