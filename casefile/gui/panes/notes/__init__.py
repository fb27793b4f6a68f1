"""Notes and tags: what the investigator wrote down."""
