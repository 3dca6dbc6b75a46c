r"""Prose → the conditions it states.

Invariant: a condition is a relation, set or property of a symbol that follows a cue
(`for`, `Assume`, `当` …) with nothing between them but fillers.  What is denied, one
of several alternatives, or not understood to its end is no condition.

    Assume $0 < p < 1$.            holds to the end of the section
    For $x \ge 0$ we get:          holds for the display that follows
    当x>=0时,可以表示为:            the same
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from derive.document import Condition, Place
from derive.reading import cues
from derive.reading.math import MathError, Names, read_condition
from derive.reading.sentences import MATH, formulas, sentences
from derive.terms.relations import disjoint
from derive.terms.term import TRUE, Term

_NAME = r"(?:[A-Za-zα-ωΑ-Ω]|\\[A-Za-z]+)(?:_(?:[A-Za-z0-9]|\{[A-Za-z0-9]+\}))?'*"
_ATOM = rf"-?(?:\|{_NAME}\||\d+(?:\.\d+)?|{_NAME})"
_SIGN = r"(?:[<>]=?|[≤≥≠=⩽⩾]|!=|\\(?:[lg]eq?|neq?|[lg]t)(?![A-Za-z]))"
_BARE = re.compile(
    rf"(?<![A-Za-z0-9_\\.^|+*/-])(?:{_ATOM}(?:\s*{_SIGN}\s*{_ATOM})+|{_NAME}\s*(?:∈|\\in)\s*(?:[(\[][^()\[\]$]{{1,40}},[^()\[\]$]{{1,40}}[)\]]|\\?\{{[^{{}}$]{{1,60}}\}}))"
    r"(?![A-Za-z0-9_^|+*/({\[-]|\s*[<>=≤≥+*/^])"
)
_SYMBOL = re.compile(rf"(?<![A-Za-z0-9_\\]){_NAME}(?![A-Za-z0-9_^({{\[])")
_COMPARED = re.compile(r"\$(?P<math>[^$\n]+)\$|(?P<bare>-?\d+(?:\.\d+)?(?![A-Za-z0-9_.])|零)")
_CHAINED = re.compile(
    r"[,，]?\s?(?:and|so|hence|or|thus|then|therefore|namely|i\.e\.|that is"
    r"|即|且|和|从而|所以|因此|于是|也就是|故)?\s?[,，:：]?",
    re.I,
)
_PLAIN_SET = re.compile(r"([^{}]*∈\s*)\{([^{}]*)\}")  # `n∈{1,2}`, as typed without LaTeX
_LONGEST = 4000  # characters of a sentence
_WHERE = re.compile(r"\s*[,，]?\s*(?:(?:where|with|provided)\b|其中|这里)")
_RUNS_ON = re.compile(r"\s*[,，]?\s*(?:for|if|when|whenever)\b")
_REST = re.compile(
    r"[$\s,.;，。；)）]*(?:and|while|but)?[\s,]*", re.I
)  # `$$…$$ if x > 0, and $$…$$ if x < 0`
_APART = re.compile(r"(?:^|[,，。:：;；(（\n]|在)\s*$")
_INTRODUCED_FACT = re.compile(r"since|because|因为|由于", re.I)
_CASE = re.compile(r"if|when|whenever|assuming|provided|当|若|如果|假如|倘若|只要", re.I)


Unit = tuple[str, Term, int, int]  # a relation: its LaTeX and term, where it begins and ends


@dataclass(frozen=True)
class Found:
    """A condition in the text.  `start` is where its relation is written, `cue` where its cue is.

    `scope`: "section", "display", or for an equation that gives a name to its right side
    "name" (`Let p = …`) and "display name" (`where p = …`).
    """

    scope: str
    latex: str
    term: Term
    start: int
    end: int
    cue: int
    case: bool  # the cue names a case (for, when, if), not a property (with)

    def condition(self, place: Callable[[int], Place]) -> Condition:
        """The condition; the term of one that gives a name is `left := right`."""
        term = Term(":=", self.term.args) if self.scope.endswith("name") else self.term
        return Condition(self.latex, term, place(self.start))


@dataclass(frozen=True)
class Said:
    """The conditions that prose between two displays states.

    For its section, for the display before it, for the one after it.  `goes_on`: so little
    is said that what introduces the display before introduces the one after, too.
    """

    section: tuple[Found, ...] = ()
    before: tuple[Found, ...] = ()
    after: tuple[Found, ...] = ()
    goes_on: bool = False


def read_prose(quiet: str, names: Names, follows: bool, precedes: bool) -> Said:
    """What a silenced text says, which follows or precedes a display or not.  Offsets are into it."""
    section: list[Found] = []
    before: tuple[Found, ...] = ()
    after: tuple[Found, ...] = ()
    pieces = sentences(quiet)
    for index, (start, end) in enumerate(pieces):
        by_place = (
            {f.start: f for f in _conditions(quiet, start, end, names)} if end - start <= _LONGEST else {}
        )
        found = list(by_place.values())
        if cues.LIFTED.search(quiet, start, end):
            section.clear()
        section += [f for f in found if not f.scope.startswith("display")]
        local = _last_case([f for f in found if f.scope != "section"])
        introduces = precedes and index == len(pieces) - 1
        trails = follows and index == 0
        if trails and (
            _WHERE.match(quiet, start)
            or _RUNS_ON.match(quiet, start)
            and (not introduces or local and _REST.fullmatch(quiet, local[-1].end, end))
        ):
            before = local
        elif introduces:
            after = local
    goes_on = follows and not section and not before and _CHAINED.fullmatch(quiet.strip()) is not None
    return Said(tuple(section), before, after, goes_on)


def _last_case(found: list[Found]) -> tuple[Found, ...]:
    """Without the cases that a later one excludes: `for x > 0 it is clear, and for x < 0`.

    What contradicts itself otherwise states nothing: `a number with x > 0 and one with x < 0`.
    """
    kept = []
    for f in found:
        against = [g for g in found if g.cue != f.cue and disjoint(f.term, g.term)]
        if not any(g.cue > f.cue for g in against) and all(g.case and f.case for g in against):
            kept.append(f)
    return tuple(kept)


def _conditions(text: str, start: int, end: int, names: Names) -> Iterator[Found]:
    """The conditions of one sentence, in order."""
    plain = _without_formulas(text[start:end])
    general = cues.GENERAL.search(text, start, end)
    taken = start
    for cue in cues.CUE.finditer(plain):
        if start + cue.start() < taken:
            continue
        units, taken = _clause(text, start + cue.end(), end, names)
        before = plain[max(cue.start() - 80, 0) : cue.start()]
        if cues.DENIAL.search(before[-24:]) or cues.NEGATION.search(before):
            continue
        for latex, term, place, stop in units:
            scope = _scope(cue.lastgroup, cue.group(), term)
            if scope and not (general and scope == "display"):
                yield Found(scope, latex, term, place, stop, start + cue.start(), cue.lastgroup == "display")
    if not general:
        yield from _suffixed(text, plain, start, end, names)


def _suffixed(text: str, plain: str, start: int, end: int, names: Names) -> Iterator[Found]:
    """`x<0时`: relations without a cue before them, but with a word that makes them conditions."""
    for match in cues.SUFFIX.finditer(text, start, end):
        relation = _relation_before(text, start, match.start())
        if relation is None or not _APART.search(
            plain[max(relation[0] - start - 8, 0) : relation[0] - start]
        ):
            continue
        unit = _unit(text, relation[0], end, names)
        if unit is not None and unit[3] == match.start():
            yield Found("display", *unit, relation[0], True)


def _relation_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The formula or bare relation that ends at `end`."""
    window = max(start, end - 200)
    for pattern in (MATH, _BARE):
        for found in pattern.finditer(text, window, min(end + 1, len(text))):
            if found.end() == end:
                return found.span()
    return None


def _without_formulas(text: str) -> str:
    plain = list(text)
    for start, end, *_ in formulas(text):
        plain[start:end] = "\0" * (end - start)
    return "".join(plain)


def _scope(kind: str, cue: str, term: Term) -> str:
    """How far a condition holds, or "" where the words state something else."""
    if term.op != "=":
        if _INTRODUCED_FACT.fullmatch(cue) and not _is_simple(term):
            return ""
        return "section" if kind in ("section", "let") else "display"
    left, right = term.args
    if kind == "section":
        return "section"
    names = left.op == "apply" or (left.op == "symbol" and right.op not in ("number", "neg", "symbol"))
    if names and kind in ("let", "where"):
        return "name" if kind == "let" else "display name"
    if kind == "let":
        return "display" if _is_simple(term) else "section"
    if left.op == "apply":
        return ""
    return "display" if _CASE.fullmatch(cue) or _is_simple(term) else ""


def _is_simple(term: Term) -> bool:
    """Whether it compares a symbol with a number or another symbol."""
    parts = [side.args[0] if side.op in ("neg", "abs") else side for side in term.args]
    return all(part.op in ("symbol", "indexed", "number", "constant") for part in parts)


def _clause(text: str, at: int, end: int, names: Names) -> tuple[list[Unit], int]:
    """The relations that follow a cue, and where they end; none where one of them is not certain."""
    found: list[Unit] = []
    unit = None
    for _ in range(12):
        unit = _unit(text, at, end, names)
        filler = None if unit else cues.FILLER.match(text, at, end)
        if unit or not filler:
            break
        at = filler.end()
    while unit is not None:
        found.append(unit)
        at = unit[3]
        if cues.ALTERNATIVE.match(text, at, end) or cues.DENIED.match(text, at, end):
            return [], at
        connective = cues.CONNECTIVE.match(text, at, end)
        unit = _unit(text, connective.end(), end, names) if connective else None
    return [f for f in found if f[1] != TRUE], at


def _unit(text: str, at: int, end: int, names: Names) -> Unit | None:
    """The relation that is written at `at`, or None."""
    adjective = cues.property_at(text, at)
    if adjective:
        subject = _subject(text, re.compile(r"\s*").match(text, adjective[1]).end(), end)
        return _said(subject, adjective[0], subject[1], subject[2], names) if subject else None
    math = MATH.match(text, at, end)
    if math:
        inner, outer = math.span(math.lastgroup)
        latex = text[inner:outer].strip()
        if _is_relation(latex):
            begin = inner + len(text[inner:outer]) - len(text[inner:outer].lstrip())
            return _read(latex, begin, math.end(), names)
    else:
        bare = _BARE.match(text, at, end)
        if bare:
            return _read(bare.group(), at, bare.end(), names)
    subject = _subject(text, at, end)
    if subject is None:
        return None
    return _predicate(text, subject, end, names)


def _subject(text: str, at: int, end: int) -> tuple[str, int, int] | None:
    """A symbol, or symbols between commas in a formula: its LaTeX, start and end."""
    math = MATH.match(text, at, end)
    if math:
        inner, outer = math.span(math.lastgroup)
        latex = text[inner:outer].strip()
        return None if _is_relation(latex) or not latex else (latex, inner, math.end())
    bare = _SYMBOL.match(text, at, end)
    return (bare.group(), at, bare.end()) if bare else None


def _predicate(text: str, subject: tuple[str, int, int], end: int, names: Names) -> Unit | None:
    """`x is positive`, `x 大于 0`, `x 为 0`."""
    latex, start, at = subject
    copula = cues.COPULA.match(text, at, end)
    after = copula.end() if copula else at
    said = cues.property_at(text, after) if copula else None
    if said:
        return _said(subject, said[0], start, said[1], names)
    compared = cues.comparison_at(text, after) or (
        ("=", after) if copula and copula.group().strip() == "为" else None
    )
    if not compared:
        return None
    sign, after = compared
    number = _COMPARED.match(text, after, end)
    if not number:
        return None
    value = (number["math"] or number["bare"]).replace("零", "0")
    return _read(f"{latex} {sign} {value}", start, number.end(), names)


def _said(subject: tuple[str, int, int], meaning: str, start: int, end: int, names: Names) -> Unit | None:
    latex = subject[0]
    return _read(f"{latex} {meaning.replace('{0}', latex)}", start, end, names)


def _is_relation(latex: str) -> bool:
    return re.search(r"[<>=≤≥≠∈]|\\(?:[lg]eq?|[lg]eqslant|neq?|[lg]t|in)(?![A-Za-z])", latex) is not None


def _read(latex: str, start: int, end: int, names: Names) -> Unit | None:
    try:
        return latex, read_condition(_PLAIN_SET.sub(r"\1\\{\2\\}", latex), names), start, end
    except MathError:
        return None  # not understood, hence no condition
