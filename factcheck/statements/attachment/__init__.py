"""The verb of a date, sure or likely."""
