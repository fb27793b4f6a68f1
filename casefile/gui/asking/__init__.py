"""The questions behind the verbs, a module a noun: each reads what it shows, asks, and turns the answer into one command."""
