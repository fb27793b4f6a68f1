"""Commands that add the investigator's own words: notes and tags."""

from __future__ import annotations

import uuid

from casefile.case.handlers.articles import existing
from casefile.case.handlers.verdicts import counted
from casefile.case.work import Work
from casefile.domain.commands import TAG_COLOURS, AddNote, AddTag, ColourTag, DeleteNote, EditNote, RemoveTag
from casefile.domain.ids import Kind
from casefile.errors import UserError
from casefile.store.read.notes import note_text
from casefile.store.write.bindings import target_of


def add(work: Work, command: AddNote) -> str:
    """A note on a thing, a passage, or the case."""
    target = work.one_target(command.target) if command.target else None
    if command.start is not None or command.end is not None:
        if target is None or work.kind_of(command.target) is not Kind.ARTICLE:
            raise UserError("A note on a passage is a note on its article: give the article's id.")
        length = len(existing(work, int(target[1:])).text)
        if command.start is None or command.end is None or not 0 <= command.start < command.end <= length:
            raise UserError(f"The passage must lie within the article, 0 to {length}.")
    identifier = f"{Kind.NOTE}{uuid.uuid4().hex[:13]}"
    values = {"target": target, "text": words(command.text), "start": command.start, "end": command.end, "created": work.at}
    work.put("note", {"id": identifier}, values)
    work.created = identifier
    return f"Note on {counted(work, (command.target,))}" if command.target else "Note on the case"


def edit(work: Work, command: EditNote) -> str:
    """Other words for a note."""
    _known(work, command.note)
    work.put("note", {"id": command.note}, {"text": words(command.text)})
    return "Edit a note"


def remove(work: Work, command: DeleteNote) -> str:
    """A note goes."""
    _known(work, command.note)
    work.put("note", {"id": command.note}, None)
    return "Delete a note"


def tag(work: Work, command: AddTag) -> str:
    """Things bear a tag."""
    name = tag_name(command.tag)
    for identifier in command.targets:
        work.put("tag", {"target": work.one_target(identifier), "tag": name}, {})
    return f"Tag {counted(work, command.targets)} “{name}”"


def untag(work: Work, command: RemoveTag) -> str:
    """Things no longer bear a tag."""
    name = tag_name(command.tag)
    for identifier in command.targets:
        for target in work.targets_of(identifier):
            work.put("tag", {"target": target, "tag": name}, None)
    return f"Take tag “{name}” from {counted(work, command.targets)}"


def colour(work: Work, command: ColourTag) -> str:
    """A tag shows in this colour; kept for the tag, whatever bears it."""
    name = tag_name(command.tag)
    if command.colour and command.colour not in TAG_COLOURS:
        raise UserError(f"“{command.colour}” is no colour of tags; they are {', '.join(TAG_COLOURS)}.")
    target = target_of(work.tx, f"{Kind.TAG}{name}")
    if target is None:
        raise UserError(f"Nothing bears the tag “{name}”. Tag something first.")
    work.say(target, "colour", command.colour or None)
    return f"Colour tag “{name}” {command.colour}" if command.colour else f"Take the colour from tag “{name}”"


def tag_name(text: str) -> str:
    """A tag without blanks around it. Raises UserError where nothing is left."""
    name = " ".join(text.split())
    if not name:
        raise UserError("A tag cannot be empty.")
    return name


def words(text: str) -> str:
    """A note's text. Raises UserError where it says nothing."""
    if not text.strip():
        raise UserError("A note cannot be empty. Delete it instead.")
    return text


def _known(work: Work, note: str) -> None:
    if note_text(work.tx, note) is None:
        raise UserError(f"There is no note “{note}” in this case.")
