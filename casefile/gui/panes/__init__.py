"""One folder a pane: `pane.py`, with `model.py` and `delegate.py` where it has them. Panes import no other pane."""
