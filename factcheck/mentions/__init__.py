"""What a text states: quantities, dates, contacts and names, with their spans."""
