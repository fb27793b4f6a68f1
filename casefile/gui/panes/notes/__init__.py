"""Notes: what the investigator wrote down."""
