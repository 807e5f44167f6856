"""Lists of names in a sentence."""
