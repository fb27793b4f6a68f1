"""Writers: each takes the transaction, changes rows, and returns what puts them back where that is not derived."""
