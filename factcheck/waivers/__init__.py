"""Waivers: findings that a named person accepts, for a stated reason, until a stated day."""

FILE = "waivers.yaml"
"""The name of the file of waivers, which lies beside the settings."""
