"""Draft a registry from trusted notes: names, facts, cues, identifiers, and the file that holds them."""
