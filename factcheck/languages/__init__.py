"""Languages as data: one folder of tables for each."""
