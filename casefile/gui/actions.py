"""Every action of the window: words, keys, when it can be used. Menus, palette, key sheet and help read this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from casefile.domain.ids import Kind
from casefile.gui.icons import icon
from casefile.gui.text import tr
from casefile.gui.theme import Theme

CASE, WRITE, FOCUS, ARTICLE, ENTITY, ALWAYS = "case", "write", "focus", "article", "entity", ""
CHANGE_FOCUS, CHANGE_ARTICLE, CHANGE_ENTITY = f"{WRITE} {FOCUS}", f"{WRITE} {ARTICLE}", f"{WRITE} {ENTITY}"
CLAIM, QUOTE, NOTE, EVIDENCE, CORRECTABLE, GRADABLE = "claim", "quote", "note", "evidence", "correctable", "gradable"
_OF_KIND: dict[str, frozenset[Kind]] = {
    ENTITY: frozenset({Kind.ENTITY}),
    CLAIM: frozenset({Kind.CLAIM}),
    QUOTE: frozenset({Kind.QUOTE}),
    NOTE: frozenset({Kind.NOTE}),
    EVIDENCE: frozenset({Kind.FIGURE, Kind.QUOTE, Kind.REPORT, Kind.EVENT, Kind.MENTION}),
    CORRECTABLE: frozenset({Kind.DATE, Kind.MENTION, Kind.QUOTE, Kind.FIGURE, Kind.REPORT, Kind.EVENT}),
    GRADABLE: frozenset({Kind.ARTICLE, Kind.OUTLET, Kind.CLAIM}),
}


def met_by(kind: Kind) -> frozenset[str]:
    """The needs that looking at a thing of this kind meets."""
    return frozenset({FOCUS, *(need for need, kinds in _OF_KIND.items() if kind in kinds)})


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. `needs`, parted by spaces: a case open, a case that can be changed, something looked at, or something of
    one of some kinds."""

    name: str
    group: str
    words: str
    keys: tuple[str, ...] = ()
    needs: str = ALWAYS
    help: str = ""
    checkable: bool = False


SPECS: tuple[Spec, ...] = (
    Spec("new", "Case", "New case…", ("Ctrl+N",), help="Make an empty case file."),
    Spec("open", "Case", "Open case…", ("Ctrl+O",), help="Open a case file."),
    Spec("sample", "Case", "Open the sample case", help="Open a fresh copy of the case that comes with CaseFile."),
    Spec("import", "Case", "Import…", ("Ctrl+I",), WRITE, "Add articles: files, folders or a manifest."),
    Spec(
        "paste-article",
        "Case",
        "Import from clipboard…",
        ("Ctrl+Shift+V",),
        WRITE,
        "Make an article of the text on the clipboard.",
    ),
    Spec("watch", "Case", "Watch a folder…", (), WRITE, "Import what comes into a folder; asked again, no longer."),
    Spec("export", "Case", "Export brief…", ("Ctrl+E",), CASE, "Write the PDF brief."),
    Spec(
        "summary", "Case", "Summary for the brief…", (), WRITE, "Write the summary that opens the brief, in your own words."
    ),
    Spec(
        "give",
        "Case",
        "Give selection as a case…",
        (),
        CASE,
        "Write what is in scope as a case of its own, for a colleague.",
    ),
    Spec(
        "take-over",
        "Case",
        "Take over decisions…",
        (),
        WRITE,
        "See what another case decided about the same articles, and take it over.",
    ),
    Spec("judge", "Edit", "Judge…", ("Ctrl+J",), CHANGE_FOCUS, "Write what you conclude from what is looked at."),
    Spec(
        "second-window",
        "Case",
        "Second window, read-only",
        ("Ctrl+Shift+N",),
        CASE,
        "Open this case in another window, for reading: it follows what is changed here.",
    ),
    Spec("preferences", "Case", "Preferences…", ("Ctrl+,",), help="Colours, size of text, dates, movement, processes."),
    Spec("backup", "Case", "Back up now", (), CASE, "Make a backup of the case and check it."),
    Spec("restore", "Case", "Restore a backup…", (), WRITE, "Put a backup in the place of the case."),
    Spec("copy", "Case", "Save a copy…", (), CASE, "Save a checked copy of the case elsewhere."),
    Spec("compact", "Case", "Compact", (), WRITE, "Give back the room that deleted things left in the file."),
    Spec("encrypt", "Case", "Passphrase…", (), WRITE, "Encrypt the case with a passphrase, or choose another one."),
    Spec("decrypt", "Case", "Take off the passphrase…", (), WRITE, "Leave the case in the clear again."),
    Spec("verify", "Case", "Check the case", (), CASE, "Check every hash, reference and the audit trail."),
    Spec("print", "Case", "Print…", ("Ctrl+Shift+P",), CASE, "Print the reader, the timeline or the claims."),
    Spec("close", "Case", "Close case", ("Ctrl+W",), CASE, "Close the case; everything is already saved."),
    Spec("quit", "Case", "Quit", ("Ctrl+Q",), help="Leave CaseFile."),
    Spec("undo", "Edit", "Undo", ("Ctrl+Z",), WRITE, "Take back the last change of the case."),
    Spec("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), WRITE, "Do again what was undone."),
    Spec("accept", "Edit", "Accept", ("Ctrl+Shift+A",), CHANGE_FOCUS, "Accept what is looked at."),
    Spec("reject", "Edit", "Reject", ("Ctrl+Shift+R",), CHANGE_FOCUS, "Reject what is looked at."),
    Spec("rename", "Edit", "Rename entity…", ("F2",), CHANGE_ENTITY, "Give the entity another name."),
    Spec("merge", "Edit", "Merge entities…", ("Ctrl+Shift+M",), CHANGE_ENTITY, "Say that two entities are one."),
    Spec("split", "Edit", "Split entity…", (), CHANGE_ENTITY, "Say that some mentions are somebody else."),
    Spec("note", "Edit", "Note…", ("Ctrl+D",), WRITE, "Write a note on what is looked at, or on the case."),
    Spec("tag", "Edit", "Tag…", ("Ctrl+T",), CHANGE_FOCUS, "Tag what is looked at."),
    Spec("tag-colour", "Edit", "Colour of a tag…", (), WRITE, "Choose the colour in which a tag shows."),
    Spec("star", "Edit", "Star", ("Ctrl+Shift+S",), CHANGE_FOCUS, "Mark what is looked at as important."),
    Spec("unstar", "Edit", "Take star away", (), CHANGE_FOCUS, "What is looked at is no longer marked as important."),
    Spec("grade", "Edit", "Reliability…", ("Ctrl+Shift+G",), f"{WRITE} {GRADABLE}", "Grade the article or claim looked at."),
    Spec("grade-outlet", "Edit", "Reliability of the outlet…", (), CHANGE_ARTICLE, "Grade the outlet of the article."),
    Spec("correct", "Edit", "Correct…", (), f"{WRITE} {CORRECTABLE}", "Correct what was read: its date, value or words."),
    Spec("speaker", "Edit", "Set speaker…", (), f"{WRITE} {QUOTE}", "Say who said the quote that is looked at."),
    Spec("frame", "Edit", "Mere frame", (), CHANGE_ENTITY, "Say that the entity is a reporter or an outlet, no more."),
    Spec("edit-note", "Edit", "Edit note…", (), f"{WRITE} {NOTE}", "Change the words of the note that is looked at."),
    Spec("delete-note", "Edit", "Delete note", (), f"{WRITE} {NOTE}", "Delete the note that is looked at."),
    Spec("copy-citation", "Edit", "Copy with citation", ("Ctrl+Shift+C",), ARTICLE, "Copy the passage with its citation."),
    Spec("make-claim", "Claims", "Make a claim of this…", (), f"{WRITE} {EVIDENCE}", "Claim what is looked at."),
    Spec("link-claim", "Claims", "Link to a claim…", (), f"{WRITE} {EVIDENCE}", "Make it evidence of a claim."),
    Spec("reword-claim", "Claims", "Reword the claim…", (), f"{WRITE} {CLAIM}", "Give the claim other words."),
    Spec("split-claim", "Claims", "Split the claim…", (), f"{WRITE} {CLAIM}", "Make some of its evidence another claim."),
    Spec("merge-claims", "Claims", "Merge claims…", (), f"{WRITE} {CLAIM}", "Say that the claim and another are one."),
    Spec("suppose", "Claims", "New hypothesis…", (), WRITE, "Write what would explain the case."),
    Spec("weigh-claims", "Claims", "Weigh claims…", (), WRITE, "Choose claims that tell the hypotheses apart."),
    Spec("hold", "Claims", "Hold against a hypothesis…", (), f"{WRITE} {CLAIM}", "Judge the claim under a hypothesis."),
    Spec("question", "Claims", "Note a question…", (), WRITE, "Write down what nobody says; it stands among the gaps."),
    Spec("origin", "Claims", "Origin…", (), CHANGE_ARTICLE, "Say where the article has its information from."),
    Spec("see-claims", "Claims", "Claims against articles", (), CASE, "Show what articles agree on and differ on."),
    Spec("see-hypotheses", "Claims", "Hypotheses", (), CASE, "Show hypotheses against the claims that are weighed."),
    Spec("see-gaps", "Claims", "Gaps", (), CASE, "Show what nobody says."),
    Spec("see-origins", "Claims", "Origins", (), CASE, "Show where articles have their information from."),
    Spec("published", "Edit", "Publication date…", ("Ctrl+Shift+D",), CHANGE_ARTICLE, "Correct when the article came out."),
    Spec("metadata", "Edit", "Title, outlet, authors…", (), CHANGE_ARTICLE, "Correct what is known about the article."),
    Spec("versions", "Edit", "Versions of the text…", (), ARTICLE, "How the article's text changed, word by word."),
    Spec("correct-text", "Edit", "Correct the text…", (), CHANGE_ARTICLE, "Put right what was misread in the original."),
    Spec("encoding", "Edit", "Other encoding…", (), CHANGE_ARTICLE, "Read the stored bytes in another encoding."),
    Spec("search", "Go", "Search", ("Ctrl+K", "/"), CASE, "Search articles, quotes, entities, events and notes."),
    Spec("palette", "Go", "All actions…", ("Ctrl+P",), help="Find any action by typing."),
    Spec("find", "Go", "Find in text", ("Ctrl+F",), CASE, "Find words in the article shown."),
    Spec("find-next", "Go", "Find next", ("F3",), CASE, "To the next place found."),
    Spec("find-previous", "Go", "Find previous", ("Shift+F3",), CASE, "To the place found before."),
    Spec("back", "Go", "Back", ("Alt+Left",), CASE, "To what was looked at before."),
    Spec("forward", "Go", "Forward", ("Alt+Right",), CASE, "Takes back going back."),
    Spec("clear", "Go", "Clear scope", ("Ctrl+Shift+L",), CASE, "Look among everything again."),
    Spec(
        "filter",
        "Go",
        "Filter…",
        ("Ctrl+Shift+F",),
        CASE,
        "Narrow the scope by grade, star, note, tag, decision or outlet.",
    ),
    Spec("like", "Go", "More like this", (), ARTICLE, "Find articles that share the telling words of this one."),
    Spec("keep-search", "Go", "Keep this search…", (), WRITE, "Keep the query of the search box in the case."),
    Spec("lens", "Go", "Keep scope as a lens…", ("Ctrl+L",), WRITE, "Keep the present scope under a name."),
    Spec("next-pane", "Go", "Next pane", ("F6",), CASE, "Move the keyboard to the next pane."),
    Spec(
        "original",
        "Go",
        "View original",
        ("Ctrl+U",),
        ARTICLE,
        "Show the stored original, at the passage that is looked at.",
    ),
    Spec(
        "beside",
        "View",
        "Read side by side",
        ("Ctrl+Shift+B",),
        CASE,
        "A second article beside the first, at the same claim or event.",
    ),
    Spec("timeline-table", "View", "Timeline as table or chart", (), CASE, "Turn the timeline into a table, and back."),
    Spec("timeline-fit", "View", "Show the whole timeline", (), CASE, "Zoom so that all events are in sight."),
    Spec("zoom-in", "View", "Larger text", ("Ctrl++", "Ctrl+="), CASE, "Larger text in the reader."),
    Spec("zoom-out", "View", "Smaller text", ("Ctrl+-",), CASE, "Smaller text in the reader."),
    Spec("zoom-reset", "View", "Usual text size", ("Ctrl+0",), CASE, "Usual text size in the reader."),
    Spec("dark", "View", "Dark", ("Ctrl+Shift+K",), help="Dark or light colours.", checkable=True),
    Spec("layout", "View", "Usual arrangement of panes", (), CASE, "Put all panes back where they were at first."),
    Spec("keys", "Help", "All keys", ("?", "Ctrl+?"), help="Show all keys."),
    Spec("help", "Help", "Help", ("F1",), help="How to work with CaseFile."),
    Spec("about", "Help", "About CaseFile", help="Version and licence."),
)
ICONS = {
    "import": "import",
    "export": "export",
    "undo": "undo",
    "redo": "redo",
    "back": "back",
    "forward": "forward",
    "dark": "moon",
}
GROUPS = tuple(dict.fromkeys(spec.group for spec in SPECS))


class Actions(QObject):
    """The actions as QActions of one window."""

    def __init__(self, window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self.last = ""
        """Name of the action that was triggered last, for a report of a fault."""
        self._needs = {spec.name: spec.needs for spec in SPECS}
        self._group = {spec.name: spec.group for spec in SPECS}
        for spec in SPECS:
            self._add(window, spec, handlers[spec.name])

    def add_pane(self, window: QWidget, number: int, title: str, show: Callable[[], object]) -> QAction:
        """An action that brings a pane to the front; the first eight get Ctrl+1 to Ctrl+8."""
        keys = (f"Ctrl+{number}",) if number <= 8 else ()
        return self._add(
            window,
            Spec(f"pane-{title.casefold()}", "Panes", title, keys, CASE, tr("Show {}.").format(title.casefold())),
            show,
        )

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def of_group(self, group: str) -> tuple[QAction, ...]:
        return tuple(action for name, action in self._actions.items() if self._group[name] == group)

    def all(self) -> tuple[tuple[str, QAction], ...]:
        """(group, action) of every action, in the order of the table."""
        return tuple((self._group[name], action) for name, action in self._actions.items())

    def restyle(self, theme: Theme) -> None:
        """Icons in the colours of this theme."""
        for name, picture in ICONS.items():
            self._actions[name].setIcon(icon(picture, theme.colours["muted"]))

    def allow(self, met: frozenset[str]) -> None:
        """Enable the actions whose needs are met."""
        for name, action in self._actions.items():
            action.setEnabled(met.issuperset(self._needs[name].split()))

    def _run(self, name: str, handler: Callable[[], object]) -> None:
        self.last = name
        handler()

    def _add(self, window: QWidget, spec: Spec, handler: Callable[[], object]) -> QAction:
        action = QAction(tr(spec.words), window)
        action.setObjectName(f"action-{spec.name}")
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.checkable)
        action.setToolTip(tr(spec.help or spec.words))
        action.setStatusTip(tr(spec.help))
        # Undo and redo say in their text what they would undo.
        action.setProperty("words", tr(spec.words))
        action.triggered.connect(lambda _checked=False: self._run(spec.name, handler))
        window.addAction(action)
        self._actions[spec.name] = action
        self._needs[spec.name] = spec.needs
        self._group[spec.name] = spec.group
        return action
