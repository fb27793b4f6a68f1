"""One plain line for people of each row that a listing prints."""

from __future__ import annotations

from casefile.domain import edtf
from casefile.domain.plain import Row


def article_line(row: Row) -> str:
    published = row["published"]
    sure = "" if published["basis"] == "given" else f" ({published['basis']})"
    return (
        f"{row['id']:<4} {edtf.open_in_words(published['edtf']) or edtf.in_words(published['edtf'])}{sure}  "
        f"{row['outlet'] or '(no outlet)'}: {row['title'] or '(no title)'}"
        f"{' (' + row['language'] + ', read with reduced means)' if row['reduced'] else ''}"
        f"{_repeats(row)}"
    )


def _repeats(row: Row) -> str:
    first = row["duplicate_of"] or row["origin"]
    if not first or first == row["id"]:
        return ""
    share = f", {row['overlap']:.0%}" if row["overlap"] else ""
    return f" (repeats {first}{share})"


def event_line(row: Row) -> str:
    places = dict.fromkeys(f"[{report['article']} ¶{report['paragraph']}]" for report in row["reports"])
    sources = " ".join(places)
    status = "" if row["status"] == "reported" else f" ({row['status']})"
    return f"{edtf.in_words(row['edtf']):<22} {row['summary']}{status} {sources}  {row['id']}"


def entity_line(row: Row) -> str:
    also = f" (also {', '.join(row['aliases'])})" if row["aliases"] else ""
    return f"{row['type']:<13} {row['name']}{also}: {row['mentions']} in {len(row['articles'])} articles  {row['id']}"


def quote_line(row: Row) -> str:
    of = f" of {row['affiliation']}" if row["affiliation"] and row["affiliation"] not in (row["speaker"] or "") else ""
    who = f"{row['speaker'] or 'unknown'} ({row['speaker_type']}{of}, {row['kind']})"
    return f"[{row['article']} ¶{row['paragraph']}] {who}: {_said(row)}  {row['id']}"


def _said(row: Row) -> str:
    """What is quoted, without what the article puts between the pieces ("…," he said, "…")."""
    pieces = [row["text"][start - row["start"] : end - row["start"]] for start, end in row["spans"]]
    return " … ".join(" ".join(piece.split()) for piece in pieces) or str(row["text"])


def figure_line(row: Row) -> str:
    # "4.2 percent" and "1.5 million euros" have their unit in their words; of what is counted, the unit stands beside.
    beside = row["kind"] == "count" and row["unit"] and row["unit"].casefold() not in row["text"].casefold()
    words = f"{row['text']} {row['unit']}" if beside else row["text"]
    return f"[{row['article']} ¶{row['paragraph']}] {words}  {row['id']}"


def claim_line(row: Row) -> str:
    says = "; ".join(
        f"[{cell['article']} ¶{cell['paragraph']}] {cell['relation']} {cell['value']}"
        for cell in row["cells"]
        if cell["relation"] != "silent"
    )
    origins = f"{row['origins']} origin{'' if row['origins'] == 1 else 's'}"
    return f"{row['standing']:<12} {row['summary']} ({row['kind']}, {origins}): {says}  {row['id']}"


def suggestion_line(row: Row) -> str:
    """One suggestion, for people."""
    first, second = row["names"]
    return f"{first} = {second}?  {row['why']}  [{row['article']} ¶{row['paragraph']}]  {row['first']} {row['second']}"
