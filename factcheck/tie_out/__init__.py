"""Tie-out: the class of each figure, date and name of the notes, and the facts that no note states."""
