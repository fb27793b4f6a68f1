"""Decide on all proposals of one rule at once, after looking through them."""

from __future__ import annotations

from casefile.domain.commands import Accept
from casefile.domain.reviewing import alike
from casefile.domain.rows import ReviewItem
from casefile.gui.asking.dialogues import Dialogues, Ids
from casefile.gui.dialogs.choose import Option
from casefile.gui.session import Session
from casefile.gui.text import count, isolate, one_line, tr

_MOST = 5_000
"""Proposals that are looked through for those of the rule."""


def accept_alike(asks: Dialogues, session: Session, ids: Ids) -> None:
    """A preview of what is proposed as this one is: what stays ticked is accepted, in one step of undo."""
    scope = session.desk.selection.scope

    def fetch() -> tuple[ReviewItem, ...]:
        return alike(session.case.ask.review(scope, _MOST), ids[0])

    def ask(items: tuple[ReviewItem, ...]) -> None:
        options = [
            Option(
                item.id,
                f"{isolate(one_line(item.what, 70))} · {item.place.article} · {round(item.confidence * 100)} %\n"
                f"{isolate(one_line(item.place.sentence or item.place.text, 110))}",
                item.rule,
                ticked=True,
            )
            for item in items
        ]
        why = tr("{} in scope, found by the same rule. Take the tick from what is not so; undo takes all of it back.")
        asks.choose(
            tr("Accept all like this"),
            why.format(count(len(items), "proposal")),
            options,
            tr("Accept these"),
            Accept,
            several=True,
        )

    session.jobs.read(fetch, ask, "verbs")
