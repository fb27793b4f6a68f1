"""Words of the investigator: notes and tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casefile.domain.commands import TAG_COLOURS, AddNote, AddTag, ColourTag, DeleteNote, EditNote
from casefile.domain.rows import NoteRow
from casefile.gui.asking.dialogues import Dialogues, Ids, not_empty, passage
from casefile.gui.dialogs.choose import Choose, Option
from casefile.gui.dialogs.form import Field
from casefile.gui.session import Session
from casefile.gui.text import colour_words, isolate, one_line, tr


def note(asks: Dialogues, _session: Session, ids: Ids) -> None:
    """A new note; on the case where there is no id."""
    target, start, end = passage(ids[0]) if ids else ("", None, None)
    on = (
        tr("the case")
        if not target
        else tr("a passage of {}").format(target)
        if start is not None
        else tr("what is looked at")
    )
    asks.form(
        tr("Note"),
        tr("A note on {}. It stays in the case and is searched with it.").format(on),
        [Field("text", "", hint=tr("Note"), long=True)],
        tr("Save note"),
        lambda v: AddNote(target, v["text"].strip(), start, end),
        not_empty("text", tr("Write something.")),
    )


def edit_note(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Other words for a note."""

    def ask(notes: Sequence[NoteRow]) -> None:
        row = next((n for n in notes if n.id == ids[0]), None)
        if row is not None:
            field = Field("text", "", row.text, long=True)
            asks.form(
                tr("Note"),
                "",
                [field],
                tr("Save note"),
                lambda v: EditNote(row.id, v["text"].strip()),
                not_empty("text", tr("Write something.")),
            )

    session.jobs.read(session.case.ask.notes, ask, "verbs")


def delete_note(_asks: Dialogues, session: Session, ids: Ids) -> None:
    """Away with a note; undo brings it back."""
    session.do(DeleteNote(ids[0]))


def tag_colour(asks: Dialogues, session: Session, ids: Ids) -> None:
    """The colour of a tag; of which, where there is no id."""
    if not ids:
        session.jobs.read(session.case.ask.tags, lambda tags: _which(asks, session, tags), "verbs")
        return
    name = ids[0]

    def ask(chosen: Mapping[str, str]) -> None:
        now = chosen.get(name, "")
        options = [
            Option(colour or "-", colour_words(colour), aside=tr("now") if colour == now else "")
            for colour in (*TAG_COLOURS, "")
        ]
        why = tr("The tag “{}” shows in this colour wherever it stands.").format(isolate(name))
        asks.choose(
            tr("Colour of a tag"), why, options, tr("Save"), lambda keys: ColourTag(name, "" if keys[0] == "-" else keys[0])
        )

    session.jobs.read(session.case.ask.tag_colours, ask, "verbs")


def _which(asks: Dialogues, session: Session, tags: Sequence[tuple[str, int]]) -> None:
    options = [Option(name, isolate(one_line(name, 60)), aside=f"{number:,}") for name, number in tags]
    why = tr("Which tag?") if tags else tr("There is no tag yet: Ctrl+T tags what you look at.")
    dialog = Choose(asks.window, tr("Colour of a tag"), why, options, tr("Next"))
    dialog.chosen.connect(lambda keys: tag_colour(asks, session, keys))
    asks.up(dialog)


def tag(asks: Dialogues, session: Session, ids: Ids) -> None:
    """A tag for one or several things."""

    def ask(tags: Sequence[tuple[str, int]]) -> None:
        field = Field("tag", tr("Tag"), hint=tr("key, to check, …"), suggestions=tuple(tag for tag, _ in tags))
        asks.form(
            tr("Tag"), "", [field], tr("Tag"), lambda v: AddTag(ids, v["tag"].strip()), not_empty("tag", tr("Write a tag."))
        )

    session.jobs.read(session.case.ask.tags, ask, "verbs")
