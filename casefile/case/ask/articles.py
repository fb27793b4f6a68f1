"""Questions about articles: their rows, texts, versions and originals."""

from __future__ import annotations

from casefile.case.ask.questions import Questions
from casefile.case.records import article_record
from casefile.domain.drift import Drift, drift
from casefile.domain.findings import Findings
from casefile.domain.ids import article_id
from casefile.domain.records import Record
from casefile.domain.rows import ArticleRow, ArticleText, VersionRow
from casefile.domain.scope import EVERYTHING, Scope
from casefile.errors import UserError
from casefile.store.read import articles, current, listing, reader, versions
from casefile.store.read.versions import VersionText


class OfArticles(Questions):
    """What can be asked about articles."""

    def articles(self, scope: Scope = EVERYTHING, order: str = "number") -> tuple[ArticleRow, ...]:
        """Articles in order of number, published, title or outlet."""
        if order not in articles.ORDERS:
            raise UserError(f"Articles have no order “{order}”. Take one of: {', '.join(articles.ORDERS)}.")
        return self._within(scope, lambda tx, found: articles.articles(tx, scope, found, order))

    def article_numbers(
        self, scope: Scope = EVERYTHING, order: str = "number", words: tuple[str, ...] = ()
    ) -> tuple[int, ...]:
        """Numbers alone, in order, of the articles in scope in whose title, outlet, authors and tags all the words are."""
        return self._within(scope, lambda tx, found: articles.in_order(tx, scope, found, order, words))

    def article_rows(self, numbers: tuple[int, ...], likened: bool = True) -> tuple[ArticleRow, ...]:
        """These articles (some hundreds at most), in this order, without those that are gone. Unless `likened`, nothing is
        said of what they repeat, which takes a large case a second."""
        return self._read(lambda tx: articles.of_numbers(tx, numbers, likened))

    def article(self, number: int) -> ArticleText:
        """One article with its text and all marks, rejected ones too. Raises UserError."""
        with self._store.read() as tx:
            found = reader.article_text(tx, number)
        if found is None:
            raise _no_article(article_id(number))
        return found

    def findings(self, number: int) -> Findings:
        """What the current run found in an article, and what was marked by hand; no decision applied. Raises UserError."""
        with self._store.read() as tx:
            text = current.current_text(tx, number)
            if text is None or text.withdrawn:
                raise _no_article(article_id(number))
            return current.findings_of(tx, text.run)

    def text(self, number: int) -> str:
        """The text of an article alone: many times quicker than `article`. Raises UserError."""
        with self._store.read() as tx:
            found = current.current_text(tx, number)
        if found is None:
            raise _no_article(article_id(number))
        return found.text

    def record(self, number: int) -> Record:
        """What was found in an article, as `casefile extract` prints it, entities known case-wide. Raises UserError."""
        with self._store.read() as tx:
            found = article_record(tx, number)
        if found is None:
            raise _no_article(article_id(number))
        return found

    def versions(self, number: int) -> tuple[VersionRow, ...]:
        """The versions of an article's text, oldest first. Raises UserError where there is no such article."""
        found = self._read(lambda tx: versions.versions(tx, number))
        if not found:
            raise UserError(f"There is no article {article_id(number)} in this case.")
        return found

    def version(self, number: int, version: int) -> VersionText:
        """One version with its text. Raises UserError where there is none of this number."""
        found = self._read(lambda tx: versions.version_text(tx, number, version))
        if found is None:
            raise UserError(f"{article_id(number)} has no version {version}; see: casefile versions")
        return found

    def drift(self, number: int, old: int, new: int) -> tuple[VersionText, VersionText, Drift]:
        """Two versions of an article and where they differ, word by word. Raises UserError where one is missing."""
        one, other = self.version(number, old), self.version(number, new)
        return one, other, drift(one.text, other.text)

    def pages(self, number: int) -> tuple[tuple[int, int], ...]:
        """(page number, where it begins in the text) of an article read from a document with pages; else empty."""
        return self._read(lambda tx: versions.pages(tx, number))

    def original(self, number: int) -> tuple[bytes, str]:
        """The bytes an article was read from, unchanged, and their media type. Raises UserError."""
        with self._store.read() as tx:
            found = articles.original(tx, number)
        if found is None:
            raise _no_article(article_id(number))
        return found

    def article_count(self) -> int:
        """How many articles the case has."""
        return self._read(articles.count)

    def publication_months(self) -> tuple[str, str] | None:
        """The first and the last month (year-month) from which an article is; None where none is dated."""
        return self._read(articles.months)

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Outlets, with how many articles each has."""
        return self._read(listing.outlets)

    def article_number(self, text: str) -> int:
        """The number that "S4" or "4" means. Raises UserError where there is no such article."""
        digits = text.strip().lstrip("Ss")
        if digits.isascii() and digits.isdigit() and len(digits) <= 9:
            with self._store.read() as tx:
                if articles.article(tx, int(digits)) is not None:
                    return int(digits)
        raise _no_article(text)


def _no_article(text: str) -> UserError:
    return UserError(f"There is no article “{text}” in this case. The articles listing shows their numbers.")
