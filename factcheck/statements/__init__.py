"""What the words around a mention state of it: its verb, its tense, the role of a date, its modifiers."""
