"""The window: PySide6 and nothing below it knows of it. Start in `app`, then `window`; panes know only `pane`."""
