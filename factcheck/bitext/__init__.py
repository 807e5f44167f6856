"""Two versions of one note: which files they are, how they are aligned, where they part."""
