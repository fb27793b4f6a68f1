"""Entities: people, organisations, places, systems, programmes in scope, and a card of the one looked at."""
