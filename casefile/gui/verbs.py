"""Verbs that need an answer first: each fetches what its form shows, asks, and turns the answer into one command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from casefile.domain.commands import (
    AddNote,
    AddTag,
    Command,
    DeleteNote,
    EditNote,
    MarkByHand,
    Merge,
    Rename,
    SetGrade,
    SetMetadata,
    SetSpeaker,
    Split,
)
from casefile.domain.ids import Kind, kind_of
from casefile.domain.rows import (
    ArticleRow,
    EntityProfile,
    EntityRow,
    EventRow,
    FigureRow,
    MentionRow,
    NoteRow,
    QuoteRow,
    ReportRow,
)
from casefile.gui.dialogs import findings, publication
from casefile.gui.dialogs.choose import Choose, Option
from casefile.gui.dialogs.form import Check, Field, Form
from casefile.gui.dialogs.original import OriginalDialog, about, readable
from casefile.gui.session import Session
from casefile.gui.text import count, date_words, isolate, one_line

if TYPE_CHECKING:
    from casefile.case.ask import Ask

Ids = tuple[str, ...]
Correctable = EventRow | ReportRow | FigureRow | QuoteRow | MentionRow | None
_ADMIRALTY = (
    "Admiralty code. Source: A reliable to E unreliable, F cannot be judged. Information: 1 confirmed to 5 improbable, "
    "6 cannot be judged. Both for an article: B2. Empty clears it."
)


class Verbs(QObject):
    """Opens the dialogues of one window. A dialogue reads first, off the GUI thread, and opens when the answer is there."""

    opened = Signal(object)
    """The dialogue that came up."""
    search_wanted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._table: dict[str, Callable[[Session, Ids], None]] = {
            "rename": self._rename,
            "merge": self._merge,
            "split": self._split,
            "note": self._note,
            "edit-note": self._edit_note,
            "delete-note": lambda session, ids: session.do(DeleteNote(ids[0])),
            "tag": self._tag,
            "published": self._published,
            "metadata": self._metadata,
            "grade": self._grade,
            "speaker": self._speaker,
            "original": self._original,
            "mark": self._mark,
            "correct": self._correct,
            "search": lambda _, ids: self.search_wanted.emit(one_line(ids[0], 200)),
        }

    def serve(self, session: Session | None) -> None:
        """Work on this case from now on."""
        self._session = session

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self._table)

    def run(self, verb: str, ids: object) -> None:
        """Do a verb on these ids; nothing without a case. KeyError for a verb that is none."""
        act = self._table[verb]
        if self._session is not None:
            act(self._session, tuple(str(identifier) for identifier in ids) if isinstance(ids, Sequence) else ())

    # Identity.

    def _rename(self, session: Session, ids: Ids) -> None:
        def ask(profile: EntityProfile) -> None:
            row = profile.row
            mentions, articles = count(row.mentions, "mention"), count(len(row.articles), "article")
            why = f"{mentions} in {articles} go by the new name; texts stay as they are."
            field = Field("name", "Name", row.name, suggestions=row.aliases)
            self._form(
                "Rename", why, [field], "Rename", lambda v: Rename(row.id, v["name"]), _not_empty("name", "Write a name.")
            )

        session.jobs.read(lambda: session.case.ask.entity(ids[0]), ask, "verbs")

    def _merge(self, session: Session, ids: Ids) -> None:
        if kind_of(ids[0]) is Kind.EVENT:
            session.jobs.read(
                lambda: session.case.ask.timeline(everything=True), lambda rows: self._merge_events(ids, rows), "verbs"
            )
        else:
            session.jobs.read(session.case.ask.entities, lambda rows: self._merge_entities(ids, rows), "verbs")

    def _merge_events(self, ids: Ids, rows: Sequence[EventRow]) -> None:
        options = [
            Option(row.id, f"{isolate(one_line(row.summary, 90))} – {date_words(row.edtf)}") for row in rows if row.id in ids
        ]
        self._choose(
            "Merge events",
            f"{len(ids)} events become one. Which one gives the summary?",
            options,
            "Merge",
            lambda keys: Merge((keys[0], *(i for i in ids if i != keys[0]))),
        )

    def _merge_entities(self, ids: Ids, rows: Sequence[EntityRow]) -> None:
        chosen = [row for row in rows if row.id in ids]
        if len(ids) > 1:
            options = [_entity_option(row) for row in chosen]
            self._choose(
                "Merge",
                f"{len(ids)} become one. Which name stays?",
                options,
                "Merge",
                lambda keys: Merge((keys[0], *(i for i in ids if i != keys[0]))),
            )
            return
        name = isolate(chosen[0].name) if chosen else "this entity"
        alike = sorted(
            (row for row in rows if row.id not in ids),
            key=lambda row: (not chosen or row.type != chosen[0].type, -row.mentions),
        )
        self._choose(
            "Merge",
            f"Who else is {name}? All mentions become one entity, which keeps the name {name}.",
            [_entity_option(row) for row in alike],
            "Merge",
            lambda keys: Merge((ids[0], *keys)),
            several=True,
        )

    def _split(self, session: Session, ids: Ids) -> None:
        def ask(profile: EntityProfile) -> None:
            options = [
                Option(
                    m.id,
                    _mention_words(m),
                )
                for m in profile.mentions
            ]
            name = isolate(profile.row.name)
            why = (
                f"Tick the mentions that are not {name}. They become an entity of their own; what the article calls by the "
                "same name goes along."
            )
            self._choose("Split", why, options, "Split off", lambda keys: Split(profile.row.id, keys), several=True)

        session.jobs.read(lambda: session.case.ask.entity(ids[0]), ask, "verbs")

    def _speaker(self, session: Session, ids: Ids) -> None:
        def ask(rows: Sequence[EntityRow]) -> None:
            options = [_entity_option(row) for row in rows if row.type in ("person", "organisation")]
            self._choose(
                "Set speaker",
                "Who said it? Choose, or type a name or words such as “a former official”.",
                options,
                "Set speaker",
                lambda keys: SetSpeaker(ids[0], keys[0] or keys[1]),
                free=True,
            )

        session.jobs.read(session.case.ask.entities, ask, "verbs")

    # Words of the investigator.

    def _note(self, _session: Session, ids: Ids) -> None:
        target, start, end = _passage(ids[0]) if ids else ("", None, None)
        on = "the case" if not target else f"a passage of {target}" if start is not None else "what is looked at"
        self._form(
            "Note",
            f"A note on {on}. It stays in the case and is searched with it.",
            [Field("text", "", hint="Note", long=True)],
            "Save note",
            lambda v: AddNote(target, v["text"].strip(), start, end),
            _not_empty("text", "Write something."),
        )

    def _edit_note(self, session: Session, ids: Ids) -> None:
        def ask(notes: Sequence[NoteRow]) -> None:
            note = next((n for n in notes if n.id == ids[0]), None)
            if note is not None:
                field = Field("text", "", note.text, long=True)
                self._form(
                    "Note",
                    "",
                    [field],
                    "Save note",
                    lambda v: EditNote(note.id, v["text"].strip()),
                    _not_empty("text", "Write something."),
                )

        session.jobs.read(session.case.ask.notes, ask, "verbs")

    def _tag(self, session: Session, ids: Ids) -> None:
        def ask(tags: Sequence[tuple[str, int]]) -> None:
            field = Field("tag", "Tag", hint="key, to check, …", suggestions=tuple(tag for tag, _ in tags))
            self._form("Tag", "", [field], "Tag", lambda v: AddTag(ids, v["tag"].strip()), _not_empty("tag", "Write a tag."))

        session.jobs.read(session.case.ask.tags, ask, "verbs")

    # Articles.

    def _published(self, session: Session, ids: Ids) -> None:
        def ask(row: ArticleRow) -> None:
            field = Field("published", "Published", row.published.edtf or "", "2024-06-21")
            self._form(
                "Publication date",
                publication.why(row),
                [field],
                "Save date",
                lambda v: SetMetadata(row.number, (("published", v["published"].strip()),)),
                lambda v: publication.explain(row, v),
            )

        self._with_article(session, ids, ask)

    def _metadata(self, session: Session, ids: Ids) -> None:
        def ask(row: ArticleRow) -> None:
            old = {
                "title": row.title,
                "outlet": row.outlet,
                "author": "; ".join(row.authors),
                "language": row.language,
                "url": row.url,
                "grade": row.grade,
            }
            fields = [
                Field("title", "Title", old["title"]),
                Field("outlet", "Outlet", old["outlet"]),
                Field("author", "Authors", old["author"], "separated by ;"),
                Field("language", "Language", old["language"], "en, ja, …"),
                Field("url", "Address", old["url"]),
                Field("grade", "Reliability", old["grade"], "A to F, 1 to 6, such as B2"),
            ]
            self._form(
                f"About {row.id}",
                "The original and its text stay as they are.",
                fields,
                "Save",
                lambda v: SetMetadata(row.number, tuple((key, v[key]) for key in old if v[key] != old[key])),
                lambda v: (v != old, "" if v != old else "Change something, or cancel."),
            )

        self._with_article(session, ids, ask)

    def _grade(self, _session: Session, ids: Ids) -> None:
        self._form(
            "Reliability",
            _ADMIRALTY,
            [Field("grade", "Grade", hint="B2")],
            "Save",
            lambda v: SetGrade(ids[0], v["grade"].strip().upper()),
        )

    def _original(self, session: Session, ids: Ids) -> None:
        number = int(ids[0][1:])

        def fetch() -> tuple[ArticleRow, str, str, str]:
            content, media_type = session.case.ask.original(number)
            row = session.case.ask.article(number).row
            return row, about(media_type, len(content), row.sha256), *readable(content, media_type)

        def show(answer: tuple[ArticleRow, str, str, str]) -> None:
            row, line, words, source = answer
            self._up(OriginalDialog(self._window, row.id, line, words, source))

        session.jobs.read(fetch, show, "verbs")

    # Findings.

    def _mark(self, session: Session, ids: Ids) -> None:
        what, detail, passage = ids
        target, start, end = _passage(passage)
        if start is None or end is None:
            return
        if what == "mention":
            session.do(MarkByHand(int(target[1:]), what, start, end, (("type", detail),)), "reader")
        else:
            self._ask(findings.marking(what, detail, int(target[1:]), start, end))

    def _correct(self, session: Session, ids: Ids) -> None:
        identifier = ids[0]

        def ask(row: Correctable) -> None:
            question = findings.correcting(identifier, row)
            if question is not None:
                self._ask(question)

        session.jobs.read(lambda: _row_of(session.case.ask, identifier), ask, "verbs")

    def _ask(self, question: findings.Question) -> None:
        self._form(question.title, question.why, question.fields, question.done, question.command, question.check)

    # Small steps.

    def _with_article(self, session: Session, ids: Ids, then: Callable[[ArticleRow], None]) -> None:
        number = int(ids[0][1:])
        session.jobs.read(lambda: session.case.ask.article(number).row, then, "verbs")

    def _form(
        self,
        title: str,
        why: str,
        fields: Sequence[Field],
        done: str,
        command: Callable[[Mapping[str, str]], Command | None],
        check: Check | None = None,
    ) -> None:
        form = Form(self._window, title, why, fields, done, check)
        form.submitted.connect(lambda values: self._do(command(values)))
        self._up(form)

    def _choose(
        self,
        title: str,
        why: str,
        options: Sequence[Option],
        done: str,
        command: Callable[[Ids], Command],
        *,
        several: bool = False,
        free: bool = False,
    ) -> None:
        dialog = Choose(self._window, title, why, options, done, several=several, free=free)
        dialog.chosen.connect(lambda keys: self._do(command(keys)))
        self._up(dialog)

    def _do(self, command: Command | None) -> None:
        if self._session is not None and command is not None:
            self._session.do(command, "dialog")

    def _up(self, dialog: QDialog) -> None:
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        self.opened.emit(dialog)


def _entity_option(row: EntityRow) -> Option:
    aside = f"{row.type.value}, {count(row.mentions, 'mention')}"
    return Option(row.id, isolate(one_line(row.name, 60)), " ".join((*row.aliases, row.type.value)), aside=aside)


def _mention_words(row: MentionRow) -> str:
    place = row.place
    return f"{place.article} ¶{place.paragraph}  {isolate(one_line(place.text, 40))} – {one_line(place.sentence, 160)}"


def _passage(target: str) -> tuple[str, int | None, int | None]:
    """("S4", 120, 140) of "S4:120:140"; a plain id stands for the whole."""
    name, _, place = target.partition(":")
    if not place:
        return name, None, None
    start, _, end = place.partition(":")
    return name, int(start), int(end)


def _not_empty(name: str, words: str) -> Check:
    return lambda values: (bool(values[name].strip()), "" if values[name].strip() else words)


def _row_of(ask: Ask, identifier: str) -> Correctable:
    """What an event, report, figure, quote or mention says now; None for other things and for what is gone."""
    match kind_of(identifier):
        case Kind.QUOTE:
            return next((row for row in ask.quotes() if row.id == identifier), None)
        case Kind.FIGURE:
            return next((row for row in ask.figures() if row.id == identifier), None)
        case Kind.MENTION:
            return next((row for row in ask.mentions() if row.id == identifier), None)
        case Kind.EVENT:
            return next((row for row in ask.timeline(everything=True) if row.id == identifier), None)
        case Kind.REPORT:
            reports = (report for row in ask.timeline(everything=True) for report in row.reports)
            return next((report for report in reports if report.id == identifier), None)
        case _:
            return None
