"""Quotes: who said what, how it is attributed, and how much rests on the unnamed."""
