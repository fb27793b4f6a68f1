"""What the brief needs from the investigator: summary, judgements, a name for the way it is made."""

from __future__ import annotations

from casefile.domain.commands import ChangeJudgement, MakeJudgement, SaveProfile, SetCase
from casefile.domain.judgements import CONFIDENCES, LIKELIHOODS, Judgement
from casefile.domain.profile import PROFILES
from casefile.domain.rows import Overview
from casefile.gui.asking.dialogues import Dialogues, Ids, not_empty
from casefile.gui.dialogs.form import Field
from casefile.gui.session import Session
from casefile.gui.text import tr

_WHY = (
    "Say it in one sentence. Likelihood is about what happened; confidence is about your sources and reasoning, and stands "
    "apart from it (ICD 203)."
)
_NOTHING = ""


def judge(asks: Dialogues, _session: Session, ids: Ids) -> None:
    """A new judgement that rests on these claims, events, quotes, figures or mentions."""
    rests = tr(" It cites what you chose ({}).").format(len(ids)) if ids else ""
    asks.form(
        tr("Judgement"),
        tr(_WHY) + rests,
        _fields(None),
        tr("Judge"),
        lambda v: MakeJudgement(v["text"], v["likelihood"], v["confidence"], v["basis"], ids),
        not_empty("text", tr("Write what you conclude.")),
    )


def change(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Other words, another likelihood or confidence."""

    def ask(judgements: tuple[Judgement, ...]) -> None:
        judgement = next((one for one in judgements if one.id == ids[0]), None)
        if judgement is None:
            return
        old = {
            "text": judgement.text,
            "likelihood": judgement.likelihood,
            "confidence": judgement.confidence,
            "basis": judgement.basis,
        }
        asks.form(
            tr("Judgement"),
            tr(_WHY),
            _fields(judgement),
            tr("Save"),
            lambda v: ChangeJudgement(judgement.id, tuple((key, v[key]) for key in old if v[key] != old[key])),
            lambda v: (bool(v["text"].strip()) and v != old, "" if v != old else tr("Change something, or cancel.")),
        )

    session.jobs.read(session.case.ask.judgements, ask, "verbs")


def summary(asks: Dialogues, session: Session, _ids: Ids) -> None:
    """Title of the case, classification line, the investigator's summary."""

    def ask(now: Overview) -> None:
        old = {"title": now.title, "classification": now.classification, "summary": now.summary}
        fields = [
            Field("title", tr("Title of the case"), old["title"]),
            Field("classification", tr("Classification line"), old["classification"], tr("empty: none")),
            Field("summary", tr("Summary"), old["summary"], tr("What happened, in your own words. Markdown."), long=True),
        ]
        asks.form(
            tr("Summary for the brief"),
            tr("It opens the brief, under your name. Nothing of it is written by the program."),
            fields,
            tr("Save"),
            lambda v: SetCase(tuple((k, v[k]) for k in old if v[k] != old[k])) if v != old else None,
        )

    session.jobs.read(session.case.ask.overview, ask, "verbs")


def keep_profile(asks: Dialogues, _session: Session, ids: Ids) -> None:
    """Keep a profile (its TOML first, then the names that are taken) under a name."""
    text, *kept = ids
    asks.form(
        tr("Keep these choices"),
        tr("They are kept in the case as a profile, for the window and for casefile brief --profile."),
        [Field("name", tr("Name"), hint=tr("For the editors"), suggestions=tuple(kept))],
        tr("Keep"),
        lambda v: SaveProfile(v["name"], text),
        lambda v: _free(v["name"]),
    )


def _free(name: str) -> tuple[bool, str]:
    if " ".join(name.split()) in PROFILES:
        return False, tr("That name belongs to the program. Choose another.")
    return bool(name.strip()), "" if name.strip() else tr("Write a name.")


def _fields(judgement: Judgement | None) -> list[Field]:
    return [
        Field("text", tr("Judgement"), judgement.text if judgement else ""),
        Field("likelihood", tr("Likelihood"), judgement.likelihood if judgement else "", choices=(_NOTHING, *LIKELIHOODS)),
        Field("confidence", tr("Confidence"), judgement.confidence if judgement else "", choices=(_NOTHING, *CONFIDENCES)),
        Field(
            "basis",
            tr("Why"),
            judgement.basis if judgement else "",
            tr("What it rests on, what speaks against it"),
            long=True,
        ),
    ]
