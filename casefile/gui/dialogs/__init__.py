"""What the window asks of the person at the keyboard."""
