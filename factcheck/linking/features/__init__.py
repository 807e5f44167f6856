"""The features of a statement and a candidate fact: small functions, each with a name, a sign and a meaning."""
