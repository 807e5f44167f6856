"""The mentions of a text: quantities, dates, contacts and names, with their spans."""
