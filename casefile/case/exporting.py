"""Writes a case out in one of the formats that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.case.composing import compose
from casefile.case.composition.material import gather
from casefile.domain.material import Material
from casefile.domain.profile import PROFILES
from casefile.domain.scope import EVERYTHING, Scope
from casefile.errors import UserError
from casefile.export.annotations import web_annotations
from casefile.export.atomic import make_folder, write_whole
from casefile.export.ftm import ftm
from casefile.export.graphml import graphml
from casefile.export.html import html
from casefile.export.json_case import json_case
from casefile.export.markdown import markdown
from casefile.export.references import bibtex, csl, ris
from casefile.export.stix import stix
from casefile.export.tables import LISTINGS, encoded, everything_csv
from casefile.export.timesketch import timesketch
from casefile.extract import EXTRACTOR

if TYPE_CHECKING:
    from casefile.case.ask import Ask

Writer = Callable[[Material, date], bytes]


def _text(text: str) -> bytes:
    return text.encode("utf-8", "replace")


FORMATS: Mapping[str, Writer] = {
    "json": lambda material, _: json_case(material),
    "csv": lambda material, _: encoded(everything_csv(material)),
    "markdown": lambda material, day: _text(markdown(compose(material, PROFILES["evidence"], day))),
    "html": lambda material, day: _text(html(compose(material, PROFILES["evidence"], day))),
    "graphml": lambda material, _: _text(graphml(material)),
    "bibtex": lambda material, _: _text(bibtex(material.articles)),
    "ris": lambda material, _: _text(ris(material.articles)),
    "csl": lambda material, _: _text(csl(material.articles)),
    "ftm": lambda material, _: _text(ftm(material)),
    "stix": lambda material, day: _text(stix(material, day)),
    "timesketch": lambda material, _: _text(timesketch(material)),
    "annotations": lambda material, _: _text(web_annotations(material)),
}
"""Format -> its bytes. `day` is the date that a brief carries."""


def export_case(ask: Ask, out: Path, form: str, *, day: date, scope: Scope = EVERYTHING) -> tuple[Path, ...]:
    """Writes the case to `out`, each file whole or not at all; returns the files written.

    `csv` to a folder (or to a name without an ending, which becomes one) writes a table a listing; to a file, all findings
    in one table. Raises UserError for an unknown format, PlaceError where the place cannot be written to.
    """
    if form not in FORMATS:
        raise UserError(f"There is no format “{form}”; choose one of: {', '.join(sorted((*FORMATS, 'casefile')))}.")
    material = gather(ask, EXTRACTOR, scope, records=form == "json")
    if form == "csv" and (out.is_dir() or not out.suffix):
        return _tables(material, out)
    write_whole(out, FORMATS[form](material, day))
    return (out,)


def _tables(material: Material, folder: Path) -> tuple[Path, ...]:
    make_folder(folder)
    written = []
    for name, listing in LISTINGS.items():
        target = folder / f"{name}.csv"
        write_whole(target, encoded(listing(material)))
        written.append(target)
    return tuple(written)
