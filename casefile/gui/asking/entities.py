"""Who is who: rename, merge, split, and who said something."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.domain.commands import Merge, Rename, SetSpeaker, Split
from casefile.domain.ids import Kind, kind_of
from casefile.domain.rows import EntityProfile, EntityRow, EventRow, MentionRow
from casefile.gui.asking.dialogues import Dialogues, Ids, not_empty
from casefile.gui.dialogs.choose import Option
from casefile.gui.dialogs.form import Field
from casefile.gui.session import Session
from casefile.gui.text import count, date_words, isolate, one_line, tr


def rename(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Another name for an entity."""

    def ask(profile: EntityProfile) -> None:
        row = profile.row
        mentions, articles = count(row.mentions, "mention"), count(len(row.articles), "article")
        why = tr("{} in {} go by the new name; texts stay as they are.").format(mentions, articles)
        field = Field("name", tr("Name"), row.name, suggestions=row.aliases)
        asks.form(
            tr("Rename"),
            why,
            [field],
            tr("Rename"),
            lambda v: Rename(row.id, v["name"]),
            not_empty("name", tr("Write a name.")),
        )

    session.jobs.read(lambda: session.case.ask.entity(ids[0]), ask, "verbs")


def merge(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Entities, or events, that are one."""
    if kind_of(ids[0]) is Kind.EVENT:
        session.jobs.read(
            lambda: session.case.ask.timeline(everything=True), lambda rows: _merge_events(asks, ids, rows), "verbs"
        )
    else:
        session.jobs.read(session.case.ask.entities, lambda rows: _merge_entities(asks, ids, rows), "verbs")


def split(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Mentions that are somebody else."""

    def ask(profile: EntityProfile) -> None:
        options = [Option(m.id, _mention_words(m)) for m in profile.mentions]
        name = isolate(profile.row.name)
        why = tr(
            "Tick the mentions that are not {}. They become an entity of their own; what the article calls by the same name "
            "goes along."
        ).format(name)
        asks.choose(tr("Split"), why, options, tr("Split off"), lambda keys: Split(profile.row.id, keys), several=True)

    session.jobs.read(lambda: session.case.ask.entity(ids[0]), ask, "verbs")


def speaker(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Who said a quote."""

    def ask(rows: Sequence[EntityRow]) -> None:
        options = [_entity_option(row) for row in rows if row.type in ("person", "organisation")]
        asks.choose(
            tr("Set speaker"),
            tr("Who said it? Choose, or type a name or words such as “a former official”."),
            options,
            tr("Set speaker"),
            lambda keys: SetSpeaker(ids[0], keys[0] or keys[1]),
            free=True,
        )

    session.jobs.read(session.case.ask.entities, ask, "verbs")


def _merge_events(asks: Dialogues, ids: Ids, rows: Sequence[EventRow]) -> None:
    options = [
        Option(row.id, f"{isolate(one_line(row.summary, 90))} – {date_words(row.edtf)}") for row in rows if row.id in ids
    ]
    asks.choose(
        tr("Merge events"),
        tr("{} events become one. Which one gives the summary?").format(len(ids)),
        options,
        tr("Merge"),
        lambda keys: Merge((keys[0], *(i for i in ids if i != keys[0]))),
    )


def _merge_entities(asks: Dialogues, ids: Ids, rows: Sequence[EntityRow]) -> None:
    chosen = [row for row in rows if row.id in ids]
    if len(ids) > 1:
        asks.choose(
            tr("Merge"),
            tr("{} become one. Which name stays?").format(len(ids)),
            [_entity_option(row) for row in chosen],
            tr("Merge"),
            lambda keys: Merge((keys[0], *(i for i in ids if i != keys[0]))),
        )
        return
    name = isolate(chosen[0].name) if chosen else tr("this entity")
    alike = sorted(
        (row for row in rows if row.id not in ids),
        key=lambda row: (not chosen or row.type != chosen[0].type, -row.mentions),
    )
    asks.choose(
        tr("Merge"),
        tr("Who else is {}? All mentions become one entity, which keeps the name {}.").format(name, name),
        [_entity_option(row) for row in alike],
        tr("Merge"),
        lambda keys: Merge((ids[0], *keys)),
        several=True,
    )


def _entity_option(row: EntityRow) -> Option:
    aside = f"{row.type.value}, {count(row.mentions, 'mention')}"
    return Option(row.id, isolate(one_line(row.name, 60)), " ".join((*row.aliases, row.type.value)), aside=aside)


def _mention_words(row: MentionRow) -> str:
    place = row.place
    return f"{place.article} ¶{place.paragraph}  {isolate(one_line(place.text, 40))} – {one_line(place.sentence, 160)}"
