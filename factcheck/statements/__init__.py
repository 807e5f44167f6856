"""What the words around a mention say of it: clause, verb, tense, modifiers, subjects, reference."""
