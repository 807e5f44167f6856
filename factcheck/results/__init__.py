"""The results of notes, kept from one run to the next."""
