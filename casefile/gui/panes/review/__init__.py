"""Review: proposals of the program, least sure first, decided with single keys."""
