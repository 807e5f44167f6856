"""Pages of reference: every rule and every key of a fact file, made from the data that the program itself uses."""
