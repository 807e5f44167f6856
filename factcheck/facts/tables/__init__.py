"""Registries in spreadsheets: CSV and Excel files read as the nodes of a fact file, and nodes written as tables."""
