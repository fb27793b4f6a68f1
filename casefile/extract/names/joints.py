"""Which tokens after the first belong to the same name-like run: the small words, marks and numbers that join its parts."""

from __future__ import annotations

from casefile.extract.document import Document
from casefile.extract.names.rules import Rules
from casefile.extract.names.shapes import ALNUM, APOSTROPHES, CAPS, DIGITS, LETTER, LOWER, MIXED, NAME, PUNCT, TITLE

# Openers that may also stand inside a name: Air Force One, New York, First Bank.
_INSIDE = frozenset(
    "one two three four first second third new old last all late early no your our my us more now today up".split()
)
_ABBREVIATED = frozenset(
    "st mt ft jr sr dr mr mrs ms prof gen col lt capt sgt rev hon sen rep gov maj adm cmdr wm chas jos".split()
)
_DOTTED_LEGAL = frozenset("inc corp ltd co bros cos".split())
_AFTER_COMMA = frozenset("inc ltd llc corp co jr sr plc gmbh".split())
_SITES = frozenset("com org net io co".split())
_MACHINES = frozenset(
    """engine engines aircraft jet jets plane planes airliner helicopter helicopters drone drones missile missiles rocket
    rockets satellite tank printer camera smartphone phone router chip processor car model reactor turbine""".split()
)
_COUNTED = frozenset("percent million billion thousand years days hours people times".split())
_OF_DISTRICTS = frozenset("police constabulary council".split())
_CONTRACTED = frozenset("s t d m re ve ll em n clock all".split())
_FOREIGN = frozenset("für pour para per des der du del della zur zum van voor för til for och et e y i und".split())
_SAINTS = frozenset("st saint king queen trinity".split())
_QUOTES = frozenset('"“”')
_LONGEST = 40
"""Tokens. No name is longer; the work on one run is bounded by it."""


class Joints:
    """Finds the ends of runs in one document."""

    def __init__(self, document: Document, rules: Rules, shapes: list[int], blocked: bytearray) -> None:
        self.document = document
        self.rules = rules
        self.shapes = shapes
        self.blocked = blocked

    def end(self, first: int, stop: int) -> int:
        """Token after the name-like run that begins at `first`, not beyond `stop`."""
        words, lower, shapes, blocked = self.document.words, self.document.lower, self.shapes, self.blocked
        starts, ends, rules = self.document.starts, self.document.ends, self.rules
        token = first + 1
        after_of = False
        stop = min(stop, first + _LONGEST)
        while token < stop and not blocked[token]:
            form = shapes[token]
            more = token + 1 < stop and not blocked[token + 1]
            if form in NAME:
                if form == TITLE and self._opens(token):
                    break
                token += 1
            elif form == DIGITS:
                if (
                    shapes[token - 1] == CAPS
                    and token + 2 < stop
                    and words[token + 1] == "-"
                    and shapes[token + 2] == DIGITS
                    and ends[token + 1] == starts[token + 2]
                    and ends[token] == starts[token + 1]
                    and starts[token] == ends[token - 1] + 1
                    and len(words[token]) <= 3
                ):
                    token += 3  # "CRJ 72-600"
                    continue
                if not self._is_version(first, token, stop):
                    break
                token += 1
            elif form == PUNCT:
                close = starts[token] == ends[token - 1]
                word = words[token]
                if word == "." and close:
                    before = lower[token - 1]
                    joins = more and shapes[token + 1] in NAME and starts[token + 1] - ends[token] <= 1
                    nickname = more and words[token + 1] in _QUOTES and self._is_nickname(first, token + 1, stop)
                    if (
                        before in _DOTTED_LEGAL
                        or nickname
                        or (joins and (shapes[token - 1] == LETTER or before in _ABBREVIATED))
                    ):
                        token += 1
                        if before in _DOTTED_LEGAL and more and lower[token] not in rules.legal and words[token] != ",":
                            break
                        continue
                    if not (more and lower[token + 1] in _SITES and starts[token + 1] == ends[token]):
                        break
                if not more:
                    break
                tight = close and starts[token + 1] == ends[token]
                following = shapes[token + 1]
                if (
                    (word == "-" and tight and (following in NAME or following == DIGITS))
                    or (word == "-" and tight and self._is_korean(token))
                    or (word == "&" and following in NAME and (tight or (not close and starts[token + 1] > ends[token])))
                    or (word in APOSTROPHES and tight and following in NAME and len(words[token - 1]) <= 3)
                    or (word in APOSTROPHES and tight and self._is_inside(token))
                    or (word in APOSTROPHES and close and following == TITLE and self._is_of_many(token))
                    or (word == "," and close and lower[token + 1] in _AFTER_COMMA and following in NAME)
                ):
                    token += 2
                elif word in _QUOTES and following == TITLE and self._is_nickname(first, token, stop):
                    token += 4
                elif word == "," and close and lower[token - 1] in rules.fields:
                    last = self._field_list(first, token, stop, after_of)
                    if last == token:
                        break
                    token = last
                elif word[0] in APOSTROPHES and word[1:] == "s" and close and self._is_possessive(first, token, stop):
                    token += 1
                elif word == "." and tight and lower[token + 1] in _SITES:
                    token += 2
                else:
                    break
            else:
                last = self._connect(first, token, stop, after_of) if more else token
                if last == token:
                    break
                after_of = after_of or lower[token] in ("of", "for", "on")
                token = last
        return token

    def _connect(self, first: int, token: int, stop: int, after_of: bool) -> int:
        """Token after a lower-case word that joins two parts of a name, and after the first word of the second part; the
        same token if it joins nothing."""
        lower, shapes, rules, words = self.document.lower, self.shapes, self.rules, self.document.words
        word, before = words[token], lower[token - 1]
        following = token + 1
        if word in ("of", "for", "on"):
            if lower[following] == "the" and words[following] == "the" and following + 1 < stop:
                following += 1
            if shapes[following] not in NAME or self.blocked[following]:
                return token
            joins = (
                before in rules.of_heads
                or (before, "of", lower[token + 1]) in rules.multi
                or (after_of and _abstract(before))
                if word == "of"
                else before in (rules.for_heads if word == "for" else rules.on_heads)
                or (after_of and lower[following] in rules.fields)
            )
            return following + 1 if joins else token
        if word == "and":
            if shapes[following] != TITLE or lower[following] not in rules.fields:
                return max(self._two_districts(first, token, stop), self._two_fields(first, token, stop))
            if (after_of and before in rules.fields) or (after_of and before == "readiness"):
                return following + 1
            return self._two_fields(first, token, stop)
        head = lower[first + (lower[first] == "the")]
        if word in _FOREIGN and head in rules.org_fronts and shapes[following] in (TITLE, MIXED, CAPS):
            return following + 1  # "Bundesamt für Statistik"
        if word in rules.particles and shapes[token - 1] in (TITLE, MIXED, LETTER):
            last = token + 1
            if last < stop and words[last] in rules.particles:
                last += 1
            if last < stop and words[last] == "-" and last + 1 < stop:
                last += 1
            if last < stop and shapes[last] in (TITLE, MIXED) and not self.blocked[last]:
                return last + 1
        return token

    def _two_districts(self, first: int, token: int, stop: int) -> int:
        """ "Dale and Lindow Police": one body of two districts."""
        lower, shapes = self.document.lower, self.shapes
        last = token + 2
        alone = token - first == 1 or lower[token - 2] in self.rules.openers
        if not alone or last >= stop or shapes[token + 1] != TITLE:
            return token
        return last + 1 if shapes[last] == TITLE and lower[last] in _OF_DISTRICTS else token

    def _two_fields(self, first: int, token: int, stop: int) -> int:
        """ "Strategic Planning and Management Department": the left part is no name by itself, a head ends the right one."""
        lower, shapes, rules = self.document.lower, self.shapes, self.rules
        first += lower[first] == "the"
        if not all(lower[index] in rules.fields or _abstract(lower[index]) for index in range(first, token)):
            return token
        last = token + 1
        while last < stop and shapes[last] == TITLE and not self.blocked[last]:
            if lower[last] in rules.org_heads and last > token + 1:
                return last + 1
            last += 1
        return token

    def _field_list(self, first: int, token: int, stop: int, after_of: bool) -> int:
        """ "Education, Culture, Sports and Tourism Ministry", "Ministry of Health, Labour and Welfare": token after
        the list (and its head), or the same token."""
        lower, shapes, rules, words = self.document.lower, self.shapes, self.rules, self.document.words
        first += lower[first] == "the"
        if not after_of and not all(lower[index] in rules.fields for index in range(first, token)):
            return token
        last, closed = token, False
        while last < stop and not closed:
            if words[last] == ",":
                last += 1
            if last < stop and words[last] in ("and", "&"):
                closed = True
                last += 1
            begin = last
            while last < stop and shapes[last] == TITLE and lower[last] in rules.fields:
                last += 1
            if last == begin or (not closed and (last >= stop or words[last] not in (",", "and", "&"))):
                return token
        if not closed:
            return token
        if after_of:
            return last
        return last + 1 if last < stop and shapes[last] == TITLE and lower[last] in rules.org_heads else token

    def _is_nickname(self, first: int, token: int, stop: int) -> bool:
        """Robert "Bobby" Lindow, Robert J. "Bobby" Lindow."""
        words, shapes = self.document.words, self.shapes
        return (
            token + 3 < stop
            and any(self.document.lower[index] in self.rules.firsts for index in range(max(first, token - 4), token))
            and words[token + 2] in _QUOTES
            and shapes[token + 1] == shapes[token + 3] == TITLE
        )

    def _is_korean(self, token: int) -> bool:
        """Han Seo-jun, Lien Ming-hsuan: the second half of a given name in small letters."""
        following = self.document.words[token + 1]
        return (
            token >= 2
            and self.document.lower[token - 2] in self.rules.korean
            and following.islower()
            and 2 <= len(following) <= 6
            and following not in self.rules.common
        )

    def _is_version(self, first: int, token: int, stop: int) -> bool:
        """A number that belongs to a product's name: Windows 11, iPhone 4, Boeing 787."""
        words, shapes, lower = self.document.words, self.shapes, self.document.lower
        number = words[token]
        longest = 8 if number.count(".") > 1 else 4 + ("." in number)
        if self.document.starts[token] - self.document.ends[token - 1] != 1 or "," in number or len(number) > longest:
            return False
        name = self.document.text[self.document.starts[first] : self.document.ends[token - 1]]
        whole = self.document.text[self.document.starts[first] : self.document.ends[token]]
        if self.rules.known.find(whole) is not None:
            return True
        last = self.rules.known.find(words[token - 1])
        known = self.rules.known.find(name)
        product = shapes[token - 1] in (MIXED, ALNUM) or any(
            entry is not None and entry.category in ("software", "vehicle", "make") for entry in (known, last)
        )
        maker = any(entry is not None and entry.category == "company" for entry in (known, last))
        following = shapes[token + 1] if token + 1 < stop else PUNCT
        noun = first - 1 if lower[first - 1] != "the" else first - 2
        if first and lower[noun] in self.rules.system_heads and shapes[noun] == LOWER and number.isdigit():
            return following != LOWER or lower[token + 1] not in _COUNTED  # "the probe Orlan 3"
        if following == LOWER and number.isdigit() and shapes[token - 1] in (TITLE, CAPS) and lower[token + 1] in _MACHINES:
            return True  # "a Trent 900 engine"
        if product:
            return not (following == LOWER and lower[token + 1] in _COUNTED)
        return maker and number.isdigit() and 2 <= len(number) <= 3 and following != LOWER

    def _is_inside(self, token: int) -> bool:
        """Ng'ang'a, Thiong'o, Sana'a: an apostrophe inside a name, before small letters that are no ending."""
        following = self.document.words[token + 1]
        return following.islower() and len(following) <= 5 and following not in _CONTRACTED and token > 0

    def _is_of_many(self, token: int) -> bool:
        """Workers' Party, Teachers' Union: what a body is of, and its head."""
        lower = self.document.lower
        return lower[token - 1] in self.rules.memberships and lower[token + 1] in self.rules.org_heads

    def _is_possessive(self, first: int, token: int, stop: int) -> bool:
        """St Brand's Hospital, People's Bank, Children's Fund, and what is known with its possessive."""
        lower, rules = self.document.lower, self.rules
        more = token + 1 < stop and self.shapes[token + 1] == TITLE
        if more and (lower[first] in _SAINTS or lower[first - 1] == "st"):
            return lower[token + 1] in rules.org_heads or lower[token + 1] in rules.place_heads
        if more and lower[token - 1] in rules.memberships:
            return True
        return self._known_possessive(first, token)

    def _known_possessive(self, first: int, token: int) -> bool:
        name = self.document.text[self.document.starts[first] : self.document.ends[token]].replace("’", "'")
        return name in self.rules.known.exact

    def _opens(self, token: int) -> bool:
        """A word that begins a sentence or phrase; but "Theresa May"."""
        lower, rules = self.document.lower, self.rules
        return (
            lower[token] in rules.openers
            and lower[token] not in _INSIDE
            and not (lower[token] in rules.lasts and lower[token - 1] in rules.firsts)
        )


def _abstract(word: str) -> bool:
    return len(word) > 5 and word.endswith(
        ("ing", "ment", "tion", "sion", "ness", "ity", "ics", "ship", "ance", "ence", "ism", "logy")
    )
