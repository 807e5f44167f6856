"""Sign-offs: what was checked, by its digests, with what was found; and what has changed since."""
