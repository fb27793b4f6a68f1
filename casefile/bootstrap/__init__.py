"""Wires the packages together, by hand: the only place where a case meets its index, its readers and its writers.

Each module loads only what it wires, so that opening a case does not load what imports or writes one.
"""
