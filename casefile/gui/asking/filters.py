"""Narrow the scope by what the investigator said: grades, stars, notes, tags, decisions; and by outlet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casefile.domain.scope import And, Graded, Marked, Not, OfOutlet, Or, Scope, Tagged
from casefile.domain.weighing import CREDIBILITY, RELIABILITY
from casefile.gui.asking.dialogues import Dialogues, Ids
from casefile.gui.chips import sign_words
from casefile.gui.dialogs.choose import Choose, Option
from casefile.gui.session import Session
from casefile.gui.text import isolate, one_line, tr

Counted = Sequence[tuple[str, int]]
_SIGNS = ("starred", "noted", "tagged", "accepted", "corrected", "rejected")
_LONGEST = 60


def ask(asks: Dialogues, session: Session, _ids: Ids) -> None:
    """Choose conditions; those of one kind widen one another, those of several narrow."""

    def fetch() -> tuple[Counted, Counted]:
        return session.case.ask.tags(), session.case.ask.outlets()

    def choose(found: tuple[Counted, Counted]) -> None:
        known = choices(*found)
        options = [Option(str(place), words, kind, aside=kind) for place, (kind, words, _condition) in enumerate(known)]
        why = tr("Tick what to look among. Several of one kind: any of them. Of several kinds: all of them.")
        dialog = Choose(asks.window, tr("Filter"), why, options, tr("Narrow to these"), several=True)
        dialog.chosen.connect(lambda keys: asks.scope_wanted.emit(joined(known[int(key)] for key in keys)))
        asks.up(dialog)

    session.jobs.read(fetch, choose, "verbs")


def choices(tags: Counted, outlets: Counted) -> tuple[tuple[str, str, Scope], ...]:
    """(kind, words, condition) of everything that can be chosen in a case with these tags and outlets."""
    said: list[tuple[str, str, Scope]] = [(tr("your mark"), sign_words(sign).capitalize(), Marked(sign)) for sign in _SIGNS]
    said.append((tr("your mark"), tr("Not decided yet"), Not(Marked("decided"))))
    tagged = [(tr("tag"), f"#{isolate(one_line(tag, _LONGEST))}", Tagged(tag)) for tag, _ in tags]
    letters = [(tr("source"), f"{letter}  {tr(words)}", Graded(letter)) for letter, words in RELIABILITY.items()]
    digits = [(tr("information"), f"{digit}  {tr(words)}", Graded(digit)) for digit, words in CREDIBILITY.items()]
    without = [(tr("source"), tr("No grade"), Graded(""))]
    published = [(tr("outlet"), isolate(one_line(outlet, _LONGEST)), OfOutlet(outlet)) for outlet, _ in outlets]
    return (*said, *tagged, *letters, *without, *digits, *published)


def joined(chosen: Iterable[tuple[str, str, Scope]]) -> Scope:
    """Any of those of one kind, and all kinds: a formula of the fewest parts."""
    kinds: dict[str, list[Scope]] = {}
    for kind, _, condition in chosen:
        kinds.setdefault(kind, []).append(condition)
    parts = tuple(some[0] if len(some) == 1 else Or(tuple(some)) for some in kinds.values())
    return parts[0] if len(parts) == 1 else And(parts)
