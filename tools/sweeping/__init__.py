"""The fault sweep: each thing the program does to a case is killed, starved of room and failed at, at one of its writes
after the other; after each the invariants of a case must hold, and doing it again must work."""
