"""What each command does, by noun. A handler changes the truth through `Work.put` and returns the label for undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casefile.case.handlers import (
    articles,
    case,
    claims,
    corrections,
    exchange,
    identity,
    judgements,
    notes,
    verdicts,
    versions,
    weighing,
)
from casefile.case.work import Work
from casefile.domain import commands as c

HANDLERS: dict[type[c.Command], Callable[[Work, Any], str]] = {
    c.AddArticle: articles.add,
    c.SetMetadata: articles.set_metadata,
    c.CorrectText: versions.correct,
    c.ReadAnew: articles.read_again,
    c.Accept: verdicts.accept,
    c.Reject: verdicts.reject,
    c.Reconsider: verdicts.reconsider,
    c.SetGrade: verdicts.grade,
    c.Star: verdicts.star,
    c.Retype: identity.retype,
    c.Rename: identity.rename,
    c.Merge: identity.merge,
    c.Split: identity.split,
    c.MarkFrame: identity.frame,
    c.KeepApart: identity.keep_apart,
    c.SetSpeaker: corrections.speaker,
    c.Correct: corrections.correct,
    c.MarkByHand: corrections.mark,
    c.MakeClaim: claims.make,
    c.LinkEvidence: claims.link,
    c.DecideClaim: claims.decide,
    c.MakeHypothesis: weighing.make,
    c.EditHypothesis: weighing.edit,
    c.DeleteHypothesis: weighing.delete,
    c.JudgeHypothesis: weighing.judge,
    c.WeighClaims: weighing.weigh,
    c.SetOrigin: weighing.origin,
    c.AddNote: notes.add,
    c.EditNote: notes.edit,
    c.DeleteNote: notes.remove,
    c.AddTag: notes.tag,
    c.RemoveTag: notes.untag,
    c.ColourTag: notes.colour,
    c.MakeJudgement: judgements.make,
    c.ChangeJudgement: judgements.change,
    c.CiteInJudgement: judgements.cite,
    c.DeleteJudgement: judgements.delete,
    c.SetCase: case.set_case,
    c.SaveScope: case.save_scope,
    c.SaveProfile: case.save_profile,
    c.TakeOver: exchange.take_over,
}
