"""Keys that panes answer, beside those of the window's actions: for the sheet of all keys and the help."""

from __future__ import annotations

PANE_KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Lists",
        (
            ("Enter", "Open in the reader"),
            ("Ctrl+Enter", "Narrow the scope to it"),
            ("Shift and Ctrl with click", "Select several"),
            ("Double click", "Narrow the scope to it"),
            ("Ctrl+C", "Copy with citation"),
            ("Menu key, right click", "What can be done with it"),
            ("Esc", "Empty the filter, else step back"),
        ),
    ),
    (
        "Reader",
        (
            ("J, K", "Next, previous article"),
            ("Alt+Down, Alt+Up", "Next, previous mark"),
            ("Enter", "Look at the mark; in find, the next place"),
            ("Ctrl+Enter", "Narrow the scope to it"),
            ("Alt+Enter", "This name said the quote that is looked at"),
            ("Alt+Shift+Left, Right", "Move the end of the mark"),
            ("Alt+Shift+Up, Down", "Move the start of the mark"),
            ("Esc", "Close find, else step back"),
        ),
    ),
    (
        "Review",
        (
            ("A", "Accept"),
            ("R", "Reject"),
            ("E", "Edit"),
            ("M", "Merge"),
            ("S", "Skip"),
            ("Shift+A", "Accept all like this…"),
            ("J, K", "Next, previous"),
        ),
    ),
    ("Entities", (("F2", "Rename"), ("Delete", "Reject"), ("Ctrl+Shift+M", "Merge"))),
    (
        "Suggestions in Entities",
        (("A, M", "Merge the two"), ("R", "They are two"), ("S", "Later"), ("J, K", "Next, previous")),
    ),
    (
        "Timeline",
        (
            ("Left, Right", "Previous, next event"),
            ("Up, Down", "The event above, below"),
            ("Home, End", "First, last event"),
            ("Shift+Left, Right", "Pan"),
            ("+, =, -", "Zoom"),
            ("0", "Show all events"),
            ("[, ]", "Begin, end the scope's interval at the event"),
            ("Space", "Open or fold the lane"),
            ("Enter", "Open in the reader"),
            ("Ctrl+Enter", "Narrow the scope to it"),
        ),
    ),
    (
        "Graph",
        (
            ("Left, Right, Up, Down", "The next name that way"),
            ("+, =, -", "Zoom"),
            ("0", "Show all names"),
            ("Enter", "Open in the reader"),
            ("Ctrl+Enter", "Narrow the scope to it"),
        ),
    ),
    (
        "Claims",
        (
            ("Ctrl+PgDown, Ctrl+PgUp", "Next, previous section"),
            ("Enter", "Open in the reader"),
            ("C, I, N", "Consistent, inconsistent, neutral (Hypotheses)"),
            ("Delete, Backspace", "Take back; in Gaps, set aside"),
            ("Left, Right, Up, Down", "From box to box (Origins)"),
        ),
    ),
    ("Notes", (("F2", "Edit note"), ("Delete", "Delete note"))),
    ("Tags", (("Enter", "Narrow the scope to it"),)),
    ("Brief", (("Alt+Up, Alt+Down", "Move a section or judgement"), ("Delete", "Delete a judgement"))),
    (
        "Original",
        (("PageUp, PageDown", "Turn the page"), ("Home", "Back to the passage"), ("+, =, -", "Zoom")),
    ),
    (
        "Search box",
        (
            ("Enter, Down", "To the results"),
            ("Ctrl+Enter", "Narrow the scope to the query"),
            ("Esc", "Empty it"),
        ),
    ),
)
"""(pane, ((keys, what they do), ...)), in the order of the sheet."""
