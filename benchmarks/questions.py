"""How long a large case takes to answer what the panes ask of it, each question by itself, in milliseconds of the processor.

    python benchmarks/questions.py CASE [--only WORDS] [--again]

CASE is opened for reading. Every question is asked twice, one after the other: the first time nothing of it is kept, neither
pages of the file nor answers; with `--again` a third time with the case's own answers forgotten, as after a change. Scopes
are taken from the case: its most named entity, one in the middle, its first outlet, a year.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from casefile.bootstrap import opening
from casefile.case.ask import Ask
from casefile.domain.ids import Kind
from casefile.domain.listed import Wish
from casefile.domain.scope import EVERYTHING, During, Matching, OfEntity, OfOutlet, Scope
from casefile.domain.selection import Focus
from casefile.domain.weighing import QUICK
from casefile.gui.panes.entities.card import OFFERED
from casefile.gui.panes.timeline.lanes import OUTLET, Words
from casefile.gui.panes.timeline.loading import Wanted, answer, with_lanes


def scopes(ask: Ask) -> dict[str, Scope]:
    """Scopes that an investigator takes, by what they are called."""
    named = ask.entities_in_brief(EVERYTHING)
    outlet = ask.outlets()[0][0]
    first = (ask.publication_months() or ("2020-01", "2020-01"))[0][:4]
    year = str(int(first) + 3)
    return {
        "everything": EVERYTHING,
        "most named entity": OfEntity(named[0].id),
        "entity in the middle": OfEntity(named[len(named) // 2].id),
        "an outlet": OfOutlet(outlet),
        "a year": During(f"{year}-01-01", f"{year}-12-31"),
        "a query": Matching("insurer"),
    }


def questions(ask: Ask, name: str, scope: Scope) -> dict[str, Callable[[], Any]]:
    """What the window asks when the scope becomes this."""
    wanted = Wanted(scope, False, OUTLET, Words())
    return {
        f"{name}: counts": lambda: ask.overview(scope),
        f"{name}: articles": lambda: ask.article_rows(ask.article_numbers(scope)[:100], likened=False),
        f"{name}: entities": lambda: ask.entities_in_brief(scope),
        f"{name}: quotes": lambda: ask.quotes_listed(scope, Wish("speaker")),
        f"{name}: shares of quotes": lambda: ask.anonymous_shares(scope),
        f"{name}: figures": lambda: ask.figures_listed(scope, Wish("unit")),
        f"{name}: timeline": lambda: answer(ask, wanted, None, ()),
        f"{name}: review": lambda: ask.review(scope),
        f"{name}: notes": lambda: ask.notes(scope),
        f"{name}: search": lambda: ask.search("cargo", scope=scope),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--only", default="", help="questions with these words in their name")
    given = parser.parse_args()
    with opening.open_case(given.case, read_only=True) as case:
        ask = case.ask
        found = scopes(ask)
        asked: dict[str, Callable[[], Any]] = {}
        for name, scope in found.items():
            asked |= questions(ask, name, scope)
        article = ask.article_numbers()[-1]
        quote = ask.article(article).quotes[0]
        background = answer(ask, Wanted(EVERYTHING, False, OUTLET, Words()), None, ()).background
        asked |= {
            "what repeats what": lambda: ask.article_rows((article,)),
            "merge suggestions": ask.merge_suggestions,
            "in conflict": lambda: ask.disputed(QUICK),
            "an article": lambda: ask.article(article),
            "focus: article": lambda: ask.links(Focus(Kind.ARTICLE, f"S{article}", article)),
            "focus: quote": lambda: ask.links(Focus(Kind.QUOTE, quote.id, article)),
            "tags": ask.tags,
        }
        if background is not None:
            asked["lanes"] = lambda: with_lanes(ask, background)
        for name, scope in found.items():
            if isinstance(scope, OfEntity):
                focus = Focus(Kind.ENTITY, scope.entity)
                asked[f"focus: {name}"] = lambda focus=focus: ask.links(focus)
                asked[f"card: {name}"] = lambda focus=focus: ask.profile(focus.id, OFFERED)
                asked[f"sparkline: {name}"] = lambda focus=focus: ask.entity_months((focus.id,))
        print(f"{'':36} {'first':>9} {'again':>9}   milliseconds of the processor")
        for words, question in asked.items():
            if given.only in words:
                print(f"{words:36} {_worked(question):9.0f} {_worked(question):9.0f}", flush=True)


def _worked(question: Callable[[], Any]) -> float:
    begin = time.process_time()
    question()
    return (time.process_time() - begin) * 1000


if __name__ == "__main__":
    main()
