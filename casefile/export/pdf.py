"""The brief as a PDF: PDF/A-3a and PDF/UA-1 where the data allows, and a visible note where it does not."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from casefile.domain.brief import Brief
from casefile.errors import BugError
from casefile.export.atomic import write_whole
from casefile.export.document import document
from casefile.export.record import dumps, record
from casefile.export.typesetting import STANDARDS, Job, NotTypeset, Standard, typeset

_NOTES: dict[tuple[Standard, ...], str] = {
    ("ua-1",): "This file is not PDF/A: the typesetter could not meet the archival standard with the text of this case.",
    (): "This file is neither PDF/A nor PDF/UA: the typesetter could not meet the standards with the text of this case.",
}


def write_brief(brief: Brief, out: Path, *, limit: float | None = None) -> None:
    """Writes the PDF of `brief` to `out`, whole or not at all. The same brief gives the same bytes.

    Raises PlaceError (no room, not writable), UserError (`out` is a folder; it took more than `limit` seconds, by default a
    time that grows with its size).
    """
    write_whole(out, pdf(brief, limit=limit))


def pdf(brief: Brief, *, limit: float | None = None) -> bytes:
    """The PDF of a brief, for a preview or for `write_brief`. Raises UserError after `limit` seconds, as that does."""
    prepared = datetime.fromisoformat(brief.prepared).replace(tzinfo=UTC)
    attached = dumps(record(brief))
    refusals = []
    best, accessible, none = STANDARDS
    # Before the last standard is given up, what goes beyond Latin is spelt out: a code is better than an empty box.
    for plain, standards in ((False, best), (False, accessible), (True, best), (True, none)):
        data = json.dumps(document(brief, plain=plain), ensure_ascii=False, sort_keys=True)
        job = Job(data, attached, int(prepared.timestamp()), standards, _NOTES.get(standards, ""))
        try:
            return typeset(job, limit)
        except NotTypeset as refusal:
            refusals.append(str(refusal))
    raise BugError("the brief cannot be typeset: " + " | ".join(dict.fromkeys(refusals)))
