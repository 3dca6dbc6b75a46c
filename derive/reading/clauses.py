r"""A sentence → the conditions it states.

    sentence  = … clause …
    clause    = cue [noun phrase] relation { connective [noun phrase] relation } [description]
    relation  = `x > 0` | property symbol | symbol is property | symbol comparison number

Invariant: every word between a cue and the end of its relation is understood, and so is
the word behind it; what is denied, doubted, quoted, asked, one of several alternatives or
concluded is no condition.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from derive.reading import cues
from derive.reading.cues import (
    AND, ASKS, BAD, CASE, COPULA, CUES, DATUM, DOUBT, FACT, FILLER, GIVEN, LEAD, LET, NOT, NOUN, OR, SECTION,
    SO, STOP, SUFFIX, THEN, UNLIKE, WHERE,
)  # fmt: skip
from derive.reading.denials import BREAKS, FARTHEST
from derive.reading.phrases import Phrases
from derive.reading.math import Names
from derive.reading.scopes import is_name, scope
from derive.reading.units import Unit, Units
from derive.reading.words import (
    COLON,
    COMMA,
    FORMULA,
    HAN,
    MARK,
    RELATION,
    WORD,
    words,
)
from derive.terms.relations import disjoint
from derive.terms.term import Term

RENEWALS = frozenset(("any", "every"))  # ends what is assumed, or what is supposed only, of its names
MOST_DESCRIBED = 8  # symbols before the first one with a relation
_FREE = frozenset("arbitrary any real reals 任意 任意的 实数 任意实数 任何".split())
_EVERY = frozenset("all any every each arbitrary general 任意 任意的 任何 所有 所有的 一切 一般 一般的".split())


@dataclass(frozen=True)
class Found:
    """A condition in the text.  `start` is where its relation is written, `cue` where its cue is.

    `scope`: "section", "display", "declared" (both), or for an equation that gives a name
    to its right side "name" (`Let p = …`) and "display name" (`where p = …`).
    """

    scope: str
    latex: str
    unit: Unit
    cue: int
    case: bool  # the cue names a case (for, when, if), not a property (with)
    embedded: bool = False  # the cue stands inside a statement: `it vanishes for x < 0`
    joined: bool = False  # to the case before it: `when x > 0 and when x < 0`
    supposed: bool = False  # as one of several cases

    @property
    def renews(self) -> bool:
        """Whether it ends what was supposed, where a display is said to hold in general."""
        return self.unit.term.op == "every"


class Sentence(Phrases):
    """The words of a sentence, and what they state."""

    def __init__(self, text: str, start: int, end: int, names: Names):
        super().__init__(words(text, start, end))
        self.units = Units(self.words, names)
        self.absurd = cues.ABSURD.search(text, start, end) is not None
        self.general = cues.GENERAL.search(text, start, end) is not None
        self.refused: set[int] = set()  # where relations stand that are spoken of, and not assumed
        self.taken: set[int] = set()
        self.against: list[Term] = []  # what the refused ones say

    def conditions(self, item: bool = False) -> list[Found]:
        """The conditions, in order.  `item`: of a list that `where:` introduces."""
        if self.asks():
            return []
        found: list[Found] = []
        at, denied, ended = 0, -1, -1
        if item:
            found, at = self.clause(-1, WHERE, "display")
        while at < len(self.words):
            word = self.words[at]
            if word.kinds.isdisjoint(CUES) or word.quoted:
                found += self.suffixed(at)
                at += 1
                continue
            kind = next(k for k in (SECTION, LET, GIVEN, WHERE, FACT, CASE) if k in word.kinds)
            kind, reach = self.introduces(at, kind)
            reach = "" if self.absurd and kind in (SECTION, LET) else reach
            if denied == at - 1 and denied >= 0 and self.can(denied, AND, OR):
                reach = ""
            joined = bool(found) and ended == at - 1 and self.can(ended, AND)
            more, behind = self.clause(at, kind, reach)
            more = [replace(f, joined=joined) for f in more] if joined else more
            ended = behind
            denied = behind if not more and behind > at + 1 else -1
            found += more
            at = max(behind, at + 1)
        found.sort(key=lambda f: f.unit.term.op not in RENEWALS)  # let x > 0 with x real
        # a model with x > 0 beats one with x < 0
        return [f for f in found if f.case or not any(disjoint(f.unit.term, term) for term in self.against)]

    def asks(self) -> bool:
        return any(word.text in ("?", "？", "吗", "呢") for word in self.words[-3:])

    # behind the cue

    def clause(self, at: int, kind: str, reach: str) -> tuple[list[Found], int]:
        """What a cue introduces, and the index behind it."""
        first = self.units.naming(at + 1) if kind in (LET, WHERE) and at >= 0 else None
        parsed: list[tuple[Unit, bool]] = []  # with whether only a comma joins it
        described = False
        if first:
            parsed, index = [(first[0], False)], first[1]
        elif self.says(at, *cues.NAMING):
            return [], at + 1
        else:
            index = self.phrase(at + 1, kind)
            unit = self.units.unit(index, kind) if index is not None else None
            if unit is None and index is not None and kind in (LET, SECTION, WHERE):
                index, unit = self.declared(index, kind)
            index = at + 1 if index is None else index
            loose = False
            while unit is not None:
                parsed.append((unit[0], loose))
                index = unit[1]
                if (
                    kind == WHERE
                    and self.can(index, COPULA)
                    and at >= 0
                    and self.words[at].text.endswith("ing")
                ):
                    return self.refuse(parsed, index)  # setting α = 1 is called
                told, behind = self.description(index, kind, bool(unit[0].equation))
                if told is None:
                    return self.refuse(parsed, index)
                described = described or told
                if behind > index and not self.joined(behind):
                    index = behind
                    break
                joined = self.joined(behind)
                unit = None
                if joined:
                    begin, loose = joined
                    start = self.phrase(begin, FACT if loose else kind, joined=True)
                    lists = kind in (LET, SECTION, WHERE)
                    if start is not None and (
                        not loose or lists or (start == begin and self.form(start) == RELATION)
                    ):
                        unit = self.units.unit(start, kind)
                if unit is None:
                    index = behind
        if not parsed:
            if kind == LET and reach == "section" and index == at + 1:
                return self.freed(at), index
            if kind == CASE and reach and self.begins(at):
                return self.every(at), index
            return [], index
        names = all(unit.equation and is_name(unit.term) for unit, _ in parsed)
        if not reach or self.refuses(at, index, kind, described, names):
            return self.refuse(parsed, index)
        kept = self.without_conclusions(parsed, index, kind, self.words[at].text if at >= 0 else "")
        found = []
        word = self.words[at].text if at >= 0 else ""
        reaches = {unit: scope(kind, word, unit.term, reach, described) for unit in kept if not unit.trivial}
        if kind in (CASE, FACT) and not all(reaches.values()) and not self.begins(at):
            return self.refuse(parsed, index)  # it vanishes when x > 0, and f(x) = 1 elsewhere
        for unit in kept:
            if unit.trivial:
                self.taken.add(unit.start)
                if kind == LET and reach == "section" or kind == CASE and self.begins(at):
                    found += self.renewed(unit.start, at, kind)
                continue
            how = reaches[unit]
            if how and not (self.general and how.startswith("display")):
                start = self.words[at].start if at >= 0 else self.words[0].start
                embedded = kind == CASE and at > 0 and not self.begins(at)
                supposed = not described and self.supposes(at, unit)
                found.append(Found(how, unit.latex, unit, start, kind == CASE, embedded, supposed=supposed))
                self.taken.add(unit.start)
        return found, index

    def declared(self, at: int, kind: str) -> tuple[int | None, tuple[Unit, int] | None]:
        """What is said of a symbol behind its description: `$x$ be a real number with $x > 0$`."""
        if self.form(at) != FORMULA:
            return None, None
        for _ in range(MOST_DESCRIBED):
            begin, unit = self.behind_description(at, kind)
            if unit is not None or begin is None or self.form(begin) != FORMULA:
                return begin, unit
            at = begin
        return None, None

    def behind_description(self, at: int, kind: str) -> tuple[int | None, tuple[Unit, int] | None]:
        owner = self.units.subject(at)[1]
        if self.says(owner, "have", "has"):  # let the player $i$ have a strength
            begin = self.phrase(owner + 1, kind, joined=True)
            return begin, self.units.unit(begin, kind) if begin is not None else None
        told, behind = self.description(owner, kind, False)
        joined = self.joined(behind) if told else None
        if joined is None:
            return None, None
        begin = self.phrase(joined[0], FACT if joined[1] else kind, joined=True)
        return begin, self.units.unit(begin, kind) if begin is not None else None

    def freed(self, at: int) -> list[Found]:
        """The symbol of `let $x$ be any real number`: what was assumed of it before is over."""
        begin = self.phrase(at + 1, LET)
        if begin is None or self.form(begin) != FORMULA:
            return []
        told, behind = self.description(self.units.subject(begin)[1], LET, False)
        said = {word.text for word in self.words[begin:behind]}
        return self.renewed(self.words[begin].inner, at, LET) if told and said & _FREE else []

    def every(self, at: int) -> list[Found]:
        """The symbol of `for all $x$ we have`: of it nothing is supposed there."""
        begin = self.phrase(at + 1, CASE)
        if begin is None or self.form(begin) != FORMULA:
            return []
        behind = self.units.subject(begin)[1]
        over = self.form(behind) in (*BREAKS, "") or self.can(behind, THEN, LEAD, FILLER)
        said = {word.text for word in self.words[at + 1 : begin]}
        return self.renewed(self.words[begin].inner, at, CASE) if over and said & _EVERY else []

    def renewed(self, start: int, cue: int, kind: str) -> list[Found]:
        """That the symbols of the formula at an offset are spoken of anew."""
        (at,) = (i for i, word in enumerate(self.words) if word.inner == start and word.latex)
        unit = self.units.renewal(at, "any" if kind == LET else "every")
        return [Found("section", unit.latex, unit, self.words[cue].start, kind == CASE)] if unit else []

    def supposes(self, at: int, unit: Unit) -> bool:
        """Whether a cue makes one of several cases; an assumption that lasts, and what a noun says of
        its symbols (`assume a temperature $T > 0$`), is none."""
        if at < 0 or any(word.text in cues.LASTING for word in self.words[:at]):
            return False
        behind = at + 1
        while self.word(behind) is not None and self.words[behind].end <= unit.start:
            word = self.words[behind]
            if word.form in (WORD, HAN) and (self.can(behind, NOUN, DATUM) or not word.kinds):
                return False
            behind += 1
        return self.says(at, *cues.SUPPOSING) or self.can(at, LET) and self.says(at - 1, *cues.FIRST)

    def refuse(self, parsed: list[tuple[Unit, bool]], index: int) -> tuple[list[Found], int]:
        self.refused |= {unit.start for unit, _ in parsed}
        self.against += [unit.term for unit, _ in parsed]
        return [], index

    def without_conclusions(
        self, parsed: list[tuple[Unit, bool]], at: int, kind: str, start: str
    ) -> list[Unit]:
        """Without what is concluded at the end: `for x > 0, f(x) > 1, so …`."""
        word = self.word(at)
        behind = self.word(at + 1) if word is not None and word.form == COMMA else word
        concluded = behind is not None and (
            SO in behind.kinds
            or (word is behind and word.form == MARK and word.text not in ".。;；")
            or (
                word is behind
                and (behind.kinds & {COPULA, STOP} or (behind.form == WORD and not behind.kinds))
            )
        )

        def lists(unit: Unit) -> bool:
            """Whether a comma may join it: anything behind Let, names behind where, else simple relations."""
            if start == "at":
                return False  # at x = 0, y = 1: a statement
            named = kind == WHERE and unit.equation and is_name(unit.term)
            return kind in (LET, SECTION) or named or unit.simple

        kept = list(parsed)
        while kept and kept[-1][1] and (concluded or not lists(kept[-1][0])):
            self.refused.add(kept.pop()[0].start)
        return [unit for unit, loose in kept if not loose or lists(unit)]

    # `x<0时`

    def suffixed(self, at: int) -> list[Found]:
        """A relation without a cue before it, but with a word that makes it a condition."""
        word = self.words[at]
        if word.form != RELATION or word.quoted or word.start in self.taken or not self.can(at + 1, SUFFIX):
            return []
        if len(self.words[at + 1].text) == 1 and self.words[at + 1].text != "时":
            return []
        if at and self.words[at - 1].form not in BREAKS:
            return []
        if at > 1 and self.form(at - 1) == COMMA and self.form(at - 2) in (RELATION, FORMULA):
            return []  # the last of several: what holds of them all was said before
        unit = self.units.unit(at, CASE)
        if (
            unit is None
            or unit[1] != at + 1
            or self.general
            or not scope(CASE, "当", unit[0].term, "display", False)
        ):
            return []
        self.taken.add(unit[0].start)
        return [Found("display", unit[0].latex, unit[0], word.start, True)]

    # for the reader of the reports

    def missed(self) -> tuple[Unit, ...]:
        """The relations about names behind a cue that were neither taken for conditions nor refused."""
        found = []
        for at, word in enumerate(self.words):
            if word.form == RELATION and word.inner not in self.taken | self.refused and self.cued(at):
                unit = self.units.unit(at, CASE)
                if unit and unit[0].simple and not unit[0].equation and not unit[0].trivial:
                    found.append(unit[0])
        return tuple(found)

    def cued(self, at: int) -> bool:
        """Whether a cue stands before a word in its clause, and nothing that denies."""
        cued, last = False, max(-1, at - FARTHEST)
        for before in range(at - 1, last, -1):
            word = self.words[before]
            if word.quoted or word.kinds & {UNLIKE, NOT, ASKS, DOUBT, BAD}:
                return False
            if word.form in (COMMA, COLON, MARK):
                break
            cued = cued or bool(word.kinds & CUES)
        return cued
