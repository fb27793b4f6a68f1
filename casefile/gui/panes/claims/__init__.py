"""Claims: the matrix of what articles agree on, differ on, deny and are silent on."""
