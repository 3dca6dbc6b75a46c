r"""Prose → the conditions it states, and which display each of them is about.

Invariant: a display has the conditions of the sentence that runs into it, and of the one
behind it that goes on with it (`where …`); nothing that another sentence says of a case.

    Assume $0 < p < 1$.            holds to the end of the section
    For $x \ge 0$ we get:          holds for the display that follows
    当x>=0时,可以表示为:            the same
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from derive.document import Condition, Place
from derive.reading import cues
from derive.reading.clauses import RENEWALS, Found, Sentence
from derive.reading.cues import CASE, GIVEN, WHERE
from derive.reading.math import Names, read_condition, read_term
from derive.reading.sentences import sentences
from derive.reading.token import MathError
from derive.reading.units import Unit
from derive.reading.words import COMMA, WORD
from derive.terms.relations import disjoint
from derive.terms.term import TRUE, Term, subterms

__all__ = ["Found", "Said", "condition", "read_prose"]

_CHAINED = re.compile(
    r"[,，]?\s?(?:and|so|hence|or|thus|then|therefore|namely|i\.e\.|that is"
    r"|即|且|和|从而|所以|因此|于是|也就是|故)?\s?[,，:：]?",
    re.I,
)
# Mathematics, or a letter by itself: without one a sentence says nothing of a symbol.
_SPEAKS = re.compile(
    r"[$<>=≤≥≠∈\\]|(?<![A-Za-z])[B-HJ-Zb-zα-ω](?![A-Za-z])|(?<![A-Za-z])[aA]\s+(?:is|are|be)\b"
)
# These say what a symbol is, and suppose nothing.
_DOMAINS = frozenset(("integer", "or", ":=", *RENEWALS))
_MEMBER = re.compile(r"\\in(?![A-Za-z])|∈")
_LONGEST = 4000  # characters of a sentence
_FEW = 3  # words before a case that a sentence begins with: `Next, we see for $x > 0$ the following.`
_MOST = 24  # conditions in a sentence that somebody wrote
_REST = re.compile(
    r"[$\s,.;，。；)）]*(?:and|while|but)?[\s,]*", re.I
)  # `$$…$$ if x > 0, and $$…$$ if x < 0`
_VALID = re.compile(r"\s*[,，]?\s*(?:(?:which|[Tt]his|that) )?(?:holds|is (?:valid|true))\b(?!\s+only)")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])[ \t]")
_BARE_WHERE = re.compile(r"\s*[,，]?\s*(?:where|with|here|其中|这里|此处|式中)\s*[,，:：]?\s*", re.I)
_ITS_CASE = re.compile(
    r"[$\s,，]*(?:for|if|when|whenever|当)\s*\$(?P<case>[^$]*(?:[<>≤≥]|\\(?:le|ge|leq|geq|lt|gt|ne|neq)\b)[^$]*)\$"
)
_NEXT_CASE = re.compile(
    r"\s*[,，;；]?\s*(?:and|or|while|but|而|且)?\s*\$(?P<value>[^$=<>]+)\$\s*[,，]?\s*"
    r"(?:(?:for|if|when|whenever|当)\s*\$(?P<case>[^$]+)\$|otherwise|elsewhere|else|否则)"
)
_VALUE_BEHIND = re.compile(r"\s*[,，;；]?\s*(?:and|or|while|but)\s*\$(?![^$]*[=<>])[^$]+\$")
_EQUALITY = re.compile(
    r"(?:\b(?:with|where|and)\s+(?:the\s+)?)?\bequality\s+(?:holds?|holding|is|being|occurs?|attained|only|exactly|precisely"
    r"|just|when|whenever|if|iff|for|at|in)\b|(?:^|[^，,。；;]*)(?:等号|取等|取到等)",
    re.I,
)
_GOES_ON = re.compile(r"[$\s)）]*[,，]?\s*(?:then|we|this|the|it)\b", re.I)
_DONE = re.compile(r"[\s$)）]*(?:时|的情况下|的情形|成立|有效|均成立|都成立|恒成立)*[\s。.]*")


@dataclass(frozen=True)
class Said:
    """The conditions that prose between two displays states.

    For its section, for the display before it, for the one after it; what is missed are the
    relations beside those displays that were taken for none.  `goes_on`: so little is said
    that what introduces the display before introduces the one after, too.
    """

    section: tuple[Found, ...] = ()
    before: tuple[Found, ...] = ()
    after: tuple[Found, ...] = ()
    goes_on: bool = False
    missed_before: tuple[Unit, ...] = ()
    missed_after: tuple[Unit, ...] = ()


def condition(found: Found, place: Callable[[int], Place]) -> Condition:
    """The condition; the term of one that gives a name is `left := right`."""
    term = found.unit.term
    if found.scope.endswith("name"):
        term = Term(":=", term.args)
    domain = _MEMBER.search(found.latex) or any(part.op in _DOMAINS for part in subterms(term))
    supposed = found.scope == "section" and found.supposed and not domain
    return Condition(found.latex, term, place(found.unit.start), supposed)


def read_prose(quiet: str, names: Names, follows: bool, precedes: bool) -> Said:
    """What a silenced text says, which follows or precedes a display or not.  Offsets are into it."""
    section: list[Found] = []
    before: tuple[Found, ...] = ()
    after: tuple[Found, ...] = ()
    pieces = sentences(quiet)
    missed_before: tuple[Unit, ...] = ()
    missed_after: tuple[Unit, ...] = ()
    listing = False  # what `where:` lists
    for index, (start, end) in enumerate(pieces):
        if end - start > _LONGEST:
            listing = False
            continue
        trails = follows and index == 0
        introduces = precedes and index == len(pieces) - 1
        if trails and _BARE_WHERE.fullmatch(quiet[start:end]):
            listing = True
            continue
        item = listing and _ITEM.match(quiet, start, end)
        listing = bool(item)
        if cues.LEAVES.match(quiet, start, end) or cues.OTHERWISE.match(quiet, start, end):
            section.append(_left(quiet, start, end))
        if not _SPEAKS.search(quiet, start, end):
            if cues.LIFTED.search(quiet, start, end):
                section.clear()
            continue
        sentence = Sentence(quiet, item.end() if item else start, end, names)
        found = list({f.unit.start: f for f in sentence.conditions(bool(item))}.values())
        if len(found) > _MOST:
            found = []
        if cues.LIFTED.search(quiet, start, end):
            section.clear()
        found = [in_case for f in found if (in_case := _in_its_case(f, quiet, end, names)) is not None]
        section += [
            f for f in found if not f.scope.startswith("display") and (introduces or not f.renews)
        ]
        local = _last_case([f for f in found if f.scope not in ("section", "name")])
        if item:
            before += local
            missed_before += sentence.missed()
        elif trails and _trails(sentence, quiet, start, end, local, introduces):
            local = tuple(f for f in local if not _of_a_part(f, sentence, quiet, start, end))
            before = local + tuple(f for f in found if f.scope == "name")
            missed_before = sentence.missed()
        elif introduces:
            closed = quiet[start:end].rstrip().endswith((".", "。"))  # and the display begins anew
            late = [f for f in local if f.case and len(quiet[start : f.cue].split()) > _FEW]
            after = tuple(f for f in local if not (closed and (f.embedded or f in late)))
            missed_after = sentence.missed()
    goes_on = follows and not section and not before and _CHAINED.fullmatch(quiet.strip()) is not None
    return Said(tuple(section), before, after, goes_on, missed_before, missed_after)


def _left(quiet: str, start: int, end: int) -> Found:
    """That what was supposed before a sentence is over: `In general, …`."""
    begin = start + len(quiet[start:end]) - len(quiet[start:end].lstrip())
    return Found("section", "", Unit("", Term("every", ()), begin, begin), begin, True)


def _trails(
    sentence: Sentence, quiet: str, start: int, end: int, local: tuple[Found, ...], introduces: bool
) -> bool:
    """Whether a sentence behind a display is said of it: `where …`, `for $x > 0$`, `对 $x>0$ 成立`."""
    first = next((w for w in sentence.words if w.form != COMMA), None)
    if first is None or _ITEM.match(quiet, start, end):
        return False  # an item of a list says something new
    # `Setting $x = 0$ gives`, `With $x = 0$ we get` say something new, of what comes after
    anew = first.text == "with" or first.text.endswith("ing")
    anew = first.text == "代入" or (first.form == WORD and anew and not quiet[first.start].islower())
    if first.kinds & {WHERE} and not anew:
        return not (introduces and _begins_anew(sentence))
    rest = quiet[local[-1].unit.end : end] if local else ""
    if first.form != WORD:
        return (
            not introduces
            and bool(local)
            and bool(first.kinds & {CASE, GIVEN})
            and _DONE.fullmatch(rest) is not None
        )
    runs_on = quiet[first.start].islower() and first.kinds & {CASE, GIVEN}
    if _GOES_ON.match(rest):
        return False  # `if $x = 1$, then …`
    if not runs_on and not _VALID.match(quiet, start):
        return False
    return not introduces or bool(local) and _REST.fullmatch(rest) is not None


def _begins_anew(sentence: Sentence) -> bool:
    """Whether a cue stands behind a comma there: `Here, with $x = 0$, we get`, `这里，令 $x=0$，可得`."""
    return sentence.form(1) == COMMA and sentence.can(2, *cues.CUES)


def _in_its_case(found: Found, quiet: str, end: int, names: Names) -> Found | None:
    """What gives a function its formula in a case, for that case only: `Let $f(x) = x$ for $x > 0$`,
    and in the cases that are told with it: `and $-x$ otherwise`; None where one cannot be read."""
    told = _ITS_CASE.match(quiet, found.unit.end, end)
    if not found.scope.endswith("name") or told is None or found.unit.term.args[0].op != "apply":
        return found
    left, right = found.unit.term.args
    try:
        rows = [right, read_condition(told["case"], names)]
        while following := _NEXT_CASE.match(quiet, told.end(), end):
            told = following
            case = read_condition(told["case"], names) if told["case"] else TRUE
            rows += [read_term(told["value"], names), case]
    except MathError:
        return None
    if rows[1].free.isdisjoint(left.free):
        return found
    if _VALUE_BEHIND.match(quiet, told.end(), end):
        return None
    return replace(found, unit=replace(found.unit, term=Term("=", (left, Term("cases", tuple(rows))))))


def _of_a_part(found: Found, sentence: Sentence, quiet: str, start: int, end: int) -> bool:
    """Whether a condition behind a display is one on something that is said besides:
    `with equality for $x = y$`, `where the second term vanishes for $x = 0$`."""
    told = _EQUALITY.search(quiet, start, end)
    if told is not None and not quiet[found.unit.end : told.start()].strip("$ \n"):
        return True  # it stands behind, or `for $x = y$ equality holds`
    first = next(w for w in sentence.words if w.form != COMMA)
    ranges = any(part.op == "integer" for part in subterms(found.unit.term))
    return bool(found.case and first.kinds & {WHERE}) and not ranges


def _last_case(found: list[Found]) -> tuple[Found, ...]:
    """Without the cases that a later one excludes: `for x > 0 it is clear, and for x < 0`.

    What contradicts itself otherwise states nothing: `a number with x > 0 and one with x < 0`.
    """
    kept = []
    for f in found:
        against = [g for g in found if g is not f and disjoint(f.unit.term, g.unit.term)]
        later = any(g.cue > f.cue for g in against)
        if not later and all(
            g.case and f.case and g.cue != f.cue and not (f if f.cue > g.cue else g).joined for g in against
        ):
            kept.append(f)
    return tuple(kept)
