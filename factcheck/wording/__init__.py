"""Values put into the words of a language."""
