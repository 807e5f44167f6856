"""The catalogue of rules, one file each."""
