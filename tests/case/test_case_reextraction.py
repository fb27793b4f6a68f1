"""A decision finds its finding again after the article is read anew, or is shown as an orphan; it is never dropped."""

from __future__ import annotations

from pathlib import Path

from made import HARBOUR, findings, reading

from casefile.bootstrap import importing, opening
from casefile.case import Case
from casefile.domain import commands as c
from casefile.domain.commands import AddArticle
from casefile.extract import extract

TEXT = (
    "The <o Pellmar Trust>Pellmar Trust</o> lost <f 300 letters>300 letters</f>. "
    "“It hurts,” said <p Ada Quill>Ada Quill</p>."
)


def test_reading_anew_binds_by_id_then_by_overlap_then_orphans(case: Case) -> None:
    text, found = findings(TEXT, "2024-02")
    by_rule = extract(text, published=found.published)
    case.do(AddArticle(reading("pellmar.txt", text, "2024-02"), found, "p"))
    number = case.ask.articles()[-1].number
    figure = next(row for row in case.ask.figures() if row.place.article == f"S{number}")
    trust = next(row for row in case.ask.entities() if row.name == "Pellmar Trust")
    # The whole second sentence, which no rule takes for a figure.
    start = text.index("“It hurts")
    invented = case.do(c.MarkByHand(number, "figure", start, start + 10, (("value", "1"),))).created
    case.do(c.Accept((figure.id,)))
    case.do(c.Rename(trust.id, "The Trust"))
    case.do(c.AddTag((figure.id,), "count"))
    assert any(f.start < figure.place.end and f.end > figure.place.start for f in by_rule.figures), "the rules see it too"
    case.do(c.ReadAnew((number,)))
    rows = [row for row in case.ask.figures() if row.place.article == f"S{number}"]
    assert [row.decision for row in rows if row.place.start <= figure.place.start < row.place.end] == ["accepted"]
    assert invented in {row.id for row in rows}, "what was marked by hand stays"
    assert any(row.name == "The Trust" and f"S{number}" in row.articles for row in case.ask.entities())
    assert case.ask.tags() == (("count", 1),)
    assert case.verify() == ()


def test_a_decision_without_finding_is_an_orphan_until_the_finding_returns(case: Case) -> None:
    text, found = findings("Calm <f 7 gulls>words that nobody would ever take for a number</f> here.", "2024-02")
    case.do(AddArticle(reading("calm.txt", text, "2024-02"), found, "calm"))
    figure = case.ask.figures()[-1]
    case.do(c.Correct(figure.id, (("value", "8"),)))
    case.do(c.ReadAnew((4,)))
    assert figure.id not in {row.id for row in case.ask.figures(rejected=True)}
    orphan = case.ask.review()[0]
    assert (orphan.kind, orphan.id, orphan.place.article) == ("orphan", figure.id, "S4")
    assert orphan.place.text == "words that nobody would ever take for a number"
    case.undo()
    assert case.ask.figures()[-1].value == 8.0
    assert "orphan" not in {item.kind for item in case.ask.review()}
    case.redo()
    case.do(c.Reconsider((figure.id,)))
    assert case.ask.review()[0].kind == "orphan", "a correction is not taken back by reconsidering"
    assert case.verify() == ()


def test_an_entity_is_found_by_an_id_it_had_before(case: Case) -> None:
    text, found = findings("The <o Pellmar Trust>old Pellmar Trust</o> spoke. The Pellmar Trust said so.", "2024-02")
    case.do(AddArticle(reading("pellmar.txt", text, "2024-02"), found, "p"))
    former = next(row.id for row in case.ask.entities() if row.name == "Pellmar Trust")
    case.do(c.ReadAnew((4,)))
    assert former not in {row.id for row in case.ask.entities()}
    assert "Pellmar Trust" in case.ask.entity(former).row.name


def test_decisions_wait_while_their_article_is_withdrawn(case: Case) -> None:
    case.do(pellmar("one"))
    figure = case.ask.figures()[-1].id
    case.do(c.Reject((figure,)))
    case.undo()
    case.undo()
    case.do(pellmar("two"))
    assert case.ask.figures()[-1].id == figure
    case.do(c.Reject((figure,)))
    assert figure not in {row.id for row in case.ask.figures()}
    assert HARBOUR.reading.text == case.ask.article(1).text


def pellmar(batch: str) -> AddArticle:
    text, found = findings(TEXT, "2024-02")
    return AddArticle(reading("pellmar.txt", text, "2024-02"), found, batch)


def test_what_was_reviewed_is_not_asked_again_after_reading_anew(case: Case) -> None:
    text = (
        "The Pellmar Trust lost 300 letters on 3 March 2024. “It hurts us all,” said Ada Quill, its director. "
        "About 40 clerks were told in Brackwater last week."
    )
    case.do(
        AddArticle(
            reading("pellmar.txt", text, "2024-03-20"),
            extract(text, published=findings("x", "2024-03-20")[1].published),
            "p",
        )
    )
    number = case.ask.articles()[-1].number
    asked = [item for item in case.ask.review() if item.place.article == f"S{number}"]
    assert {item.kind for item in asked} >= {"date", "entity", "quote", "figure"}
    for item in asked[::2]:
        case.do(c.Accept((item.id,)))
    for item in asked[1::2]:
        case.do(c.Reject((item.id,)))
    left = {item.id for item in case.ask.review()}
    assert not left & {item.id for item in asked}
    case.do(c.ReadAnew((number,)))
    case.do(c.SetMetadata(number, (("published", "2024-03-21"),)))
    again = [item for item in case.ask.review() if item.place.article == f"S{number}"]
    assert not {item.id for item in again} & {item.id for item in asked}
    assert case.verify() == ()


def test_a_date_corrected_by_hand_goes_before_the_text_s_own_line(tmp_path: Path) -> None:
    """The text's date line counts before what a list gave; what the investigator says counts before both."""
    text = "Published 3 May 2024\n\nThe ferry Anneke sank yesterday off Brackwater."
    file = tmp_path / "ferry.txt"
    file.write_text(text, "utf-8")
    manifest = tmp_path / "list.csv"
    manifest.write_text("file,published\nferry.txt,2024-08-20\n", "utf-8")
    with opening.create_case(tmp_path / "ferry.casefile") as case:
        importing.import_into(case, [file], manifest=manifest)
        assert sank(case) == "2024-05-02"
        case.do(c.SetMetadata(1, (("published", "2024-06-10"),)))
        assert sank(case) == "2024-06-09"
        case.undo()
        assert sank(case) == "2024-05-02"


def sank(case: Case) -> str | None:
    (event,) = (row for row in case.ask.timeline(everything=True) if "sank" in row.summary)
    return event.edtf
