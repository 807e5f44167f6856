"""Mutation testing of a registry: one error at a time in each verified statement, and what would make the check find it."""
