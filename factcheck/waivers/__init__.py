"""Waivers: findings that a named person accepts, for a stated reason, until a stated day."""
