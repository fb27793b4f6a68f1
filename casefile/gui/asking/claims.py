"""Claims and what is weighed with them: make, merge, split, reword, link; hypotheses, questions, origins."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.domain.claims import Claim, Relation
from casefile.domain.commands import (
    AddNote,
    Command,
    DecideClaim,
    EditHypothesis,
    JudgeHypothesis,
    LinkEvidence,
    MakeClaim,
    MakeHypothesis,
    Merge,
    SetOrigin,
    Split,
    WeighClaims,
)
from casefile.domain.rows import ArticleRow
from casefile.domain.weighing import Competition, Consistency
from casefile.gui.asking.dialogues import Dialogues, Ids, not_empty
from casefile.gui.dialogs.choose import Option
from casefile.gui.dialogs.form import Field
from casefile.gui.session import Session
from casefile.gui.text import count, isolate, one_line, opening, tr

_INDEPENDENT = "independent"


def make(asks: Dialogues, _session: Session, ids: Ids) -> None:
    """A claim of the investigator's own, on these findings."""
    asks.form(
        tr("Claim"),
        tr("Say what is claimed, in one sentence. What you chose ({}) is its evidence.").format(len(ids)),
        [Field("text", "", hint=tr("What is claimed"), long=True)],
        tr("Make claim"),
        lambda v: MakeClaim(v["text"].strip(), ids),
        not_empty("text", tr("Write what is claimed.")),
    )


def link(asks: Dialogues, session: Session, ids: Ids) -> None:
    """These findings bear on a claim."""

    def ask(claims: Sequence[Claim]) -> None:
        relations = (Relation.STATES, Relation.COMPATIBLE, Relation.DIFFERS, Relation.DENIES)
        options = [
            Option(f"{claim.id} {relation}", isolate(one_line(claim.summary, 80)), aside=tr(str(relation)))
            for claim in claims
            for relation in relations
        ]
        why = tr("Which claim does it bear on, and how? Type to find the claim; the relation stands at the right.")
        asks.choose(tr("Link to a claim"), why, options, tr("Link"), lambda keys: _linked(keys[0], ids))

    session.jobs.read(session.case.ask.claims, ask, "verbs")


def _linked(key: str, ids: Ids) -> Command:
    claim, _, relation = key.partition(" ")
    return LinkEvidence(claim, ids, relation)


def merge(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Claims that are one; of a single claim, with which."""

    def ask(claims: Sequence[Claim]) -> None:
        if len(ids) > 1:
            options = [_option(claim) for claim in claims if claim.id in ids]
            why = tr("{} claims become one. Which one gives the words?").format(len(ids))
            asks.choose(
                tr("Merge claims"), why, options, tr("Merge"), lambda k: Merge((k[0], *(i for i in ids if i != k[0])))
            )
            return
        own = next((claim for claim in claims if claim.id == ids[0]), None)
        others = sorted(
            (claim for claim in claims if claim.id != ids[0]), key=lambda claim: own is not None and claim.kind != own.kind
        )
        why = tr("Which other claims say the same? They become one, in the words of this one.")
        options = [_option(claim) for claim in others]
        asks.choose(tr("Merge claims"), why, options, tr("Merge"), lambda k: Merge((ids[0], *k)), several=True)

    session.jobs.read(session.case.ask.claims, ask, "verbs")


def split(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Evidence that is a claim of its own, or a claim that was merged into this one."""

    def ask(claim: Claim) -> None:
        options = [
            Option(
                one.id,
                f"{one.article} ¶{one.paragraph}  {isolate(one_line(one.value, 40))} – {one_line(one.sentence, 160)}",
            )
            for cell in claim.said
            for one in cell.evidence
        ]
        options += [Option(merged, tr("the claim {} that was merged into it").format(merged)) for merged in claim.merged]
        why = tr("Tick what does not belong to “{}”. It becomes a claim of its own.").format(
            isolate(one_line(claim.summary, 80))
        )
        asks.choose(tr("Split claim"), why, options, tr("Split off"), lambda keys: Split(claim.id, keys), several=True)

    session.jobs.read(lambda: session.case.ask.claim(ids[0]), ask, "verbs")


def reword(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Other words for a claim."""

    def ask(claim: Claim) -> None:
        asks.form(
            tr("Reword claim"),
            tr("The sentences of the articles stay as they are."),
            [Field("text", "", claim.summary, long=True)],
            tr("Save"),
            lambda v: DecideClaim((claim.id,), (("summary", v["text"].strip()),)),
            not_empty("text", tr("Write what is claimed.")),
        )

    session.jobs.read(lambda: session.case.ask.claim(ids[0]), ask, "verbs")


def _option(claim: Claim) -> Option:
    return Option(claim.id, isolate(one_line(claim.summary, 90)), str(claim.kind), aside=count(claim.origins, tr("origin")))


# Hypotheses, questions, origins.


def suppose(asks: Dialogues, _session: Session, ids: Ids) -> None:
    """A new hypothesis; these claims are weighed against it."""
    asks.form(
        tr("Hypothesis"),
        tr("What would explain it? Write one hypothesis; make others that compete with it, the unlikely ones too."),
        [Field("text", "", hint=tr("What would explain it"), long=True)],
        tr("Make hypothesis"),
        lambda v: MakeHypothesis(v["text"].strip(), ids),
        not_empty("text", tr("Write what would explain it.")),
    )


def edit_hypothesis(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Other words for a hypothesis."""

    def ask(found: Competition) -> None:
        own = next((one for one in found.hypotheses if one.id == ids[0]), None)
        if own is not None:
            asks.form(
                tr("Hypothesis"),
                tr("What was judged of it stays."),
                [Field("text", "", own.text, long=True)],
                tr("Save"),
                lambda v: EditHypothesis(own.id, v["text"].strip()),
                not_empty("text", tr("Write what would explain it.")),
            )

    session.jobs.read(session.case.ask.hypotheses, ask, "verbs")


def weigh(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Choose the claims that are weighed against the hypotheses; those given are weighed at once."""
    if ids:
        session.do(WeighClaims(ids))
        return

    def fetch() -> tuple[Sequence[Claim], frozenset[str]]:
        weighed = frozenset(row.claim for row in session.case.ask.hypotheses().rows)
        return session.case.ask.claims(), weighed

    def ask(answer: tuple[Sequence[Claim], frozenset[str]]) -> None:
        claims, weighed = answer
        options = [_option(claim) for claim in claims if claim.id not in weighed]
        why = tr("Tick the claims that would be expected under one hypothesis and not under another.")
        asks.choose(tr("Weigh claims"), why, options, tr("Weigh"), WeighClaims, several=True)

    session.jobs.read(fetch, ask, "verbs")


def hold(asks: Dialogues, session: Session, ids: Ids) -> None:
    """How a claim sits with each hypothesis."""

    def ask(found: Competition) -> None:
        options = [
            Option(f"{one.id} {said}", isolate(one_line(one.text, 80)), aside=tr(str(said)))
            for one in found.hypotheses
            for said in Consistency
        ]
        why = tr("If the hypothesis were true, would the claim be expected?")
        asks.choose(tr("Hold against a hypothesis"), why, options, tr("Hold"), lambda keys: _held(keys[0], ids))

    session.jobs.read(session.case.ask.hypotheses, ask, "verbs")


def _held(key: str, claims: Ids) -> Command:
    hypothesis, _, said = key.partition(" ")
    return JudgeHypothesis(hypothesis, claims, said)


def question(asks: Dialogues, _session: Session, ids: Ids) -> None:
    """A question of the investigator's, which is a gap until somebody answers it."""
    target = ids[0] if ids else ""
    asks.form(
        tr("Question"),
        tr("What does nobody say? It stays among the gaps until you delete it."),
        [Field("text", "", hint=tr("Who, when, how many …"), long=True)],
        tr("Note question"),
        lambda v: AddNote(target, f"? {v['text'].strip()}"),
        not_empty("text", tr("Write the question.")),
    )


def origin(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Where articles have their information from."""
    numbers = tuple(int(identifier[1:]) for identifier in ids)

    def ask(rows: Sequence[ArticleRow]) -> None:
        options = [Option(_INDEPENDENT, tr("Its own reporting: independent"))]
        options += [
            Option(row.id, isolate(one_line(row.title, 80)) or opening(row), row.outlet, aside=row.outlet or row.id)
            for row in rows
            if row.number not in numbers
        ]
        why = tr("Where does {} have its information from? Choose an article, or type an outlet's name.").format(
            ", ".join(ids)
        )
        asks.choose(tr("Origin"), why, options, tr("Save"), lambda keys: SetOrigin(numbers, keys[0] or keys[1]), free=True)

    session.jobs.read(session.case.ask.articles, ask, "verbs")
