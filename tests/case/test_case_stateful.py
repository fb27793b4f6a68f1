"""A monkey at the keyboard: whatever is done, undone, redone and reopened, the case is sound and shows what it showed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from made import ECHO, HARBOUR, SOURCES, adding

from casefile.case import Case
from casefile.domain import commands as c
from casefile.domain.findings import EntityType
from casefile.errors import UserError
from casefile.index import open_index

TWIN = adding(
    "twin.txt", "Same words.\n\n<p Doria Vance>Doria Vance</p> <r 2024>spoke</r> to <p Tomas Ilk>Tomas Ilk</p>.", "2024"
)
SAME = c.AddArticle(TWIN.reading.__class__("again.txt", None, b"\xef\xbb\xbf" + TWIN.reading.content, "text/plain",
                    TWIN.reading.text, "utf-8", TWIN.reading.metadata), TWIN.findings, "again")  # fmt: skip
ARTICLES = (HARBOUR, SOURCES, ECHO, TWIN, SAME)


def shown(case: Case) -> dict[str, Any]:
    """Everything that any pane shows."""
    ask = case.ask
    overview = ask.overview()
    return {
        "articles": ask.articles(),
        "texts": tuple(ask.article(row.number) for row in ask.articles()),
        "timeline": ask.timeline(everything=True, rejected=True),
        "shown timeline": ask.timeline(),
        "entities": ask.entities(rejected=True),
        "mentions": ask.mentions(rejected=True),
        "quotes": ask.quotes(rejected=True),
        "figures": ask.figures(rejected=True),
        "notes": ask.notes(),
        "tags": ask.tags(),
        "review": ask.review(),
        "outlets": ask.outlets(),
        "counts": overview.counts,
        "case": (overview.title, overview.summary, overview.lenses, overview.review),
    }


class Monkey(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.cache = Path(self.folder.name) / "cache"
        self.path = Path(self.folder.name) / "monkey.casefile"
        self.case = Case.create(self.path, "Monkey", index=self.index, who="monkey")
        self.before: list[dict[str, Any]] = []
        self.after: list[dict[str, Any]] = []
        self.now = shown(self.case)

    def index(self, case_id: str) -> Any:
        return open_index(case_id, self.cache)

    def teardown(self) -> None:
        self.case.close()
        self.folder.cleanup()

    def ids(self, *names: str) -> list[str]:
        found = [row.id for name in names for row in getattr(self.case.ask, name)()]
        return sorted(set(found))

    def do(self, *commands: c.Command) -> None:
        changed = []
        for command in commands:
            try:
                changed.append(self.case.do(command))
            except UserError:
                assert shown(self.case) == self.now or changed, "what was refused changed something"
        self.case.settle()
        if any(change.kinds for change in changed):
            self.before.append(self.now)
            self.after.clear()
            self.now = shown(self.case)
        else:
            assert shown(self.case) == self.now

    @rule(which=st.integers(0, len(ARTICLES) - 1))
    def add(self, which: int) -> None:
        command = ARTICLES[which]
        self.do(c.AddArticle(command.reading, command.findings, f"batch {len(self.before)} {self.case.revision}"))

    @rule()
    def add_all(self) -> None:
        batch = f"all {self.case.revision}"
        self.do(*(c.AddArticle(command.reading, command.findings, batch) for command in ARTICLES))

    @precondition(lambda self: self.case.ask.articles())
    @rule(data=st.data())
    def judge(self, data: st.DataObject) -> None:
        ids = self.ids("timeline", "entities", "mentions", "quotes", "figures") + [
            mark.id
            for row in self.case.ask.articles()
            for mark in self.case.ask.article(row.number).marks
            if mark.kind == "date"
        ]
        targets = tuple(data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)))
        verb = data.draw(st.sampled_from([c.Accept, c.Reject, c.Reconsider]))
        self.do(verb(targets))

    @precondition(lambda self: self.case.ask.entities())
    @rule(data=st.data())
    def identify(self, data: st.DataObject) -> None:
        ids = self.ids("entities")
        one, other = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
        mention = data.draw(st.sampled_from(self.ids("mentions")))
        self.do(
            data.draw(
                st.sampled_from(
                    [
                        c.Rename(one, "Somebody Else"),
                        c.Retype((one,), EntityType.OTHER),
                        c.Retype((mention,), EntityType.SYSTEM),
                        c.Merge((one, other)),
                        c.Split(one, (mention,)),
                        c.MarkFrame((one,), True),
                        c.MarkFrame((other,), False),
                    ]
                )
            )
        )

    @precondition(lambda self: self.case.ask.timeline(everything=True))
    @rule(data=st.data())
    def move_events(self, data: st.DataObject) -> None:
        rows = self.case.ask.timeline(everything=True)
        one, other = data.draw(st.sampled_from(rows)), data.draw(st.sampled_from(rows))
        self.do(
            data.draw(
                st.sampled_from(
                    [
                        c.Merge((one.id, other.id)),
                        c.Split(one.id, (one.reports[0].id,)),
                        c.Correct(one.id, (("edtf", "2022-05"),)),
                        c.Correct(one.reports[-1].id, (("status", "denied"),)),
                    ]
                )
            )
        )

    @precondition(lambda self: self.case.ask.quotes())
    @rule(data=st.data())
    def annotate(self, data: st.DataObject) -> None:
        targets = self.ids("articles", "entities", "timeline", "quotes", "figures")
        target = data.draw(st.sampled_from(targets))
        quote = data.draw(st.sampled_from(self.ids("quotes")))
        notes = self.ids("notes") or ["n0"]
        note = data.draw(st.sampled_from(notes))
        self.do(
            data.draw(
                st.sampled_from(
                    [
                        c.AddNote(target, "Look at this."),
                        c.AddNote(self.ids("articles")[0], "And here.", 2, 9),
                        c.AddNote("", "On the whole."),
                        c.EditNote(note, "Other words."),
                        c.DeleteNote(note),
                        c.AddTag((target,), "key"),
                        c.RemoveTag((target,), "key"),
                        c.ColourTag("key", "teal"),
                        c.ColourTag("key", ""),
                        c.Star((target,)),
                        c.Star((target,), False),
                        c.SetGrade(target, "B2"),
                        c.SetSpeaker(quote, "Tomas Ilk"),
                        c.SetSpeaker(quote, None),
                        c.SetCase((("summary", "So far."),)),
                        c.SaveScope("mine", "tag:key"),
                    ]
                )
            )
        )

    @precondition(lambda self: self.case.ask.articles())
    @rule(data=st.data())
    def correct_articles(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from([row.number for row in self.case.ask.articles()]))
        self.do(
            data.draw(
                st.sampled_from(
                    [
                        c.SetMetadata(number, (("outlet", "The Other"),)),
                        c.SetMetadata(number, (("published", "2023-03-04"),)),
                        c.SetMetadata(number, (("authors", "A. B.; C. D."), ("grade", "C3"))),
                        c.ReadAnew((number,)),
                        c.MarkByHand(number, "mention", 0, 5, (("type", "person"),)),
                        c.MarkByHand(number, "figure", 2, 6, (("value", "12"),)),
                        c.MarkByHand(number, "event", 0, 10, (("edtf", "2021"),)),
                        c.MarkByHand(number, "date", 3, 8, (("edtf", "2020-02"),)),
                        c.MarkByHand(number, "quote", 1, 12, (("speaker", "Nobody"),)),
                    ]
                )
            )
        )

    @rule()
    def undo(self) -> None:
        changed = self.case.undo()
        assert (changed is None) == (not self.before)
        if changed is not None:
            self.after.append(self.now)
            self.now = self.before.pop()
        assert shown(self.case) == self.now

    @rule()
    def redo(self) -> None:
        changed = self.case.redo()
        assert (changed is None) == (not self.after)
        if changed is not None:
            self.before.append(self.now)
            self.now = self.after.pop()
        assert shown(self.case) == self.now

    @rule()
    def reopen(self) -> None:
        self.case.close()
        self.case = Case.open(self.path, index=self.index, who="monkey")
        assert shown(self.case) == self.now

    @invariant()
    def is_sound(self) -> None:
        assert self.case.verify() == ()


Monkey.TestCase.settings = settings(
    max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
test_whatever_is_done_can_be_undone = Monkey.TestCase
