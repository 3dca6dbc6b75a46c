r"""Terms with dots between them → the sum or product that they write.

Invariant: what is read gives back, term for term, everything that is written before and behind
the dots; where two different sequences would, or none, it is beyond: read, and never decided.

    x_1 + x_2 + \dots + x_n          the last term says how the terms vary (n is what counts)
    n (n-1) (n-2) \cdots 1           the first one does
    1 + c + c^2 + \cdots             no last term: three terms say it
    x_1 + \dots + x_n                one term says it where only its index counts
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from derive.reading.lists import DOT, beyond
from derive.terms.term import INFINITY, ONE, ZERO, Term, neg, number, substitute, subterms, symbol

DOTS = Term("dots")
_LETTERS = "kijlmrspqtuv"
_LARGEST = 60  # parts of one term
_MOST_BESIDE = 4  # terms of no sequence, on each side
_MOST_PLACES = 4  # of what counts, in one term
_STARTS = range(3)
_LARGEST_POWER = 20  # of a number, that is computed
_HOLE = symbol(r"\cdot")


class Sequence(NamedTuple):
    """The terms `pattern` at whole numbers (for its hole) from `start` to `end`."""

    pattern: Term
    start: Term
    end: Term


def resolve(op: str, terms: list[Term]) -> list[Term] | None:
    """The terms of a sum (`+`) or product (`*`) with dots as one term, or None where it is not clear which."""
    first = terms.index(DOTS)
    last = len(terms) - 1 - terms[::-1].index(DOTS)
    before, between, behind = terms[:first], terms[first + 1 : last], terms[last + 1 :]
    if not before or any(sum(1 for _ in _values(t)) > _LARGEST for t in terms):
        return None
    between = [t for t in between if t != DOTS]
    for skipped in range(min(len(before), _MOST_BESIDE)):
        for dropped in range(min(max(len(behind), 1), _MOST_BESIDE)):
            kept = behind[: len(behind) - dropped]
            found = list(_sequences(before[skipped:], kept))
            if not found:
                continue
            same = all(_same(found[0], other) for other in found[1:])
            if not same or not all(any(_fitting(found[0].pattern, t)) for t in between):
                return None
            sequence = found[0]
            if sequence.start == ZERO and _has_zeroth_power(sequence.pattern):
                sequence, skipped = sequence._replace(start=ONE), skipped + 1  # 1 is written, not 0^0
            return [*before[:skipped], _binder(op, sequence, terms), *behind[len(kept) :]]
    return None


def unclear(op: str, terms: list[Term]) -> Term:
    r"""The sum or product as it is written, dots included, of which nothing is decided: `1 + 2 + 4 + \dots`."""
    if op == "*" and len(terms) == 2 and terms[0].op == "number":
        return beyond("dots", rf"{DOT} \dots", terms[0])  # 0.333\dots
    name, found = "", []
    for term in terms:
        sign = r" \times " if op == "*" else " - " if term.op == "neg" else " + "
        name += sign if name else "-" if sign == " - " else ""
        inner = term.args[0] if term.op == "neg" and op == "+" else term
        if term == DOTS:
            name += r"\dots"
        else:
            found.append(inner)
            name += rf"\left({DOT}\right)" if inner.op in ("+", "neg") else DOT
    return beyond("dots", name, *found)


def _sequences(before: list[Term], behind: list[Term]) -> Iterator[Sequence]:
    """The sequences that begin with all of `before` and end with all of `behind`."""
    if behind:
        yield from _ascending(before, behind)
        if len(before) > 1:
            yield from _descending(before, behind)
    elif len(before) > 2:
        for pattern, counted in _patterns(before[-1]):
            if counted.op == "number" and _gives(pattern, add_up(counted, 1 - len(before)), before):
                yield Sequence(pattern, add_up(counted, 1 - len(before)), INFINITY)


def _ascending(before: list[Term], behind: list[Term]) -> Iterator[Sequence]:
    for pattern, end in _patterns(behind[-1]):
        if len(before) == 1 and (end.op == "number" or not _counts_indices(pattern)):
            continue
        if not _gives(pattern, add_up(end, 1 - len(behind)), behind):
            continue
        for start in map(number, _STARTS):
            if _gives(pattern, start, before):
                yield Sequence(pattern, start, end)


def _descending(before: list[Term], behind: list[Term]) -> Iterator[Sequence]:
    for pattern, start in _patterns(before[0]):
        if start.op == "number" or not _gives(pattern, start, before, -1):
            continue
        for end in _fitting(pattern, behind[-1]):
            if _gives(pattern, end, behind[::-1]):
                yield Sequence(pattern, end, start)


def _gives(pattern: Term, start: Term, terms: list[Term], step: int = 1) -> bool:
    """Whether the pattern gives the terms, one after the other."""
    return all(
        simplest(substitute(pattern, {_HOLE: add_up(start, step * i)})) == simplest(term)
        for i, term in enumerate(terms)
    )


def _patterns(term: Term) -> Iterator[tuple[Term, Term]]:
    """Each way to take a part of the term for what counts: the term with a hole, and the part."""
    for part in dict.fromkeys(_values(term)):
        places = sum(1 for other in _values(term) if other == part)
        if places > _MOST_PLACES:
            continue
        for size in range(places, 0, -1):
            for chosen in combinations(range(places), size):
                yield _with_holes(term, part, list(chosen)), part


def _values(term: Term) -> Iterator[Term]:
    """The term and its parts, names left out, in the order in which `_with_holes` meets them."""
    yield term
    if term.op not in ("symbol", "number"):
        for argument in term.args[1 if term.op in ("indexed", "apply") else 0 :]:
            yield from _values(argument)


def _with_holes(term: Term, part: Term, chosen: list[int]) -> Term:
    count = [-1]

    def walk(at: Term) -> Term:
        if at == part:
            count[0] += 1
            if count[0] in chosen:
                return _HOLE
        if not at.args:
            return at
        named = 1 if at.op in ("indexed", "apply") else 0
        return Term(at.op, (*at.args[:named], *map(walk, at.args[named:])), at.value)

    return walk(term)


def _fitting(pattern: Term, term: Term) -> Iterator[Term]:
    """The values of the hole for which the pattern is the term."""
    for value in dict.fromkeys(_values(term)):
        if simplest(substitute(pattern, {_HOLE: value})) == simplest(term):
            yield value


def _counts_indices(pattern: Term) -> bool:
    """Whether the hole stands in indices only."""
    if pattern == _HOLE:
        return False
    return all(_counts_indices(a) or (pattern.op == "indexed" and a == _HOLE) for a in pattern.args)


def _has_zeroth_power(pattern: Term) -> bool:
    """Whether at 0 the pattern has a power that is 1 only where its base is not 0."""
    at_zero = subterms(substitute(pattern, {_HOLE: ZERO}))
    return any(p.op == "^" and p.args[0].op != "number" and simplest(p.args[1]) == ZERO for p in at_zero)


def _same(first: Sequence, other: Sequence) -> bool:
    """Whether two sequences have the same terms, counted from elsewhere or from the other end."""
    if first == other or first.start.op != "number":
        return first == other or (other.start.op == "number" and _same(other, first))
    start = int(first.start.value)
    if other.start.op == "number":
        shift = int(other.start.value) - start
        value, end = add_up(_HOLE, shift), add_up(first.end, shift)
        same_end = first.end == other.end or simplest(end) == simplest(other.end)
    else:
        value = Term("+", (other.end, neg(_HOLE), number(start)))
        same_end = simplest(substitute(value, {_HOLE: first.end})) == simplest(other.start)
    return same_end and simplest(substitute(other.pattern, {_HOLE: value})) == simplest(first.pattern)


def _binder(op: str, sequence: Sequence, terms: list[Term]) -> Term:
    taken = {part.value for term in terms for part in subterms(term) if part.op == "symbol"}
    index = symbol(next(letter for letter in (*_LETTERS, r"\kappa") if letter not in taken))
    body = substitute(sequence.pattern, {_HOLE: index})
    return Term("sum" if op == "+" else "product", (body, index, sequence.start, sequence.end))


def add_up(term: Term, shift: int) -> Term:
    """`term + shift`, with no number left to be added."""
    return simplest(Term("+", (term, number(shift)))) if shift else term


def simplest(term: Term) -> Term:
    """The term as one would write it: x for x^1 and 1·x, 1 for x^0, n − 1 for n + 2 − 3.

    Only for comparing: x^0 is 1 for the reader of a sum, wherever it has a value.
    """
    if not term.args:
        return term
    named = 1 if term.op in ("indexed", "apply") else 0
    args = [*term.args[:named], *map(simplest, term.args[named:])]
    if term.op == "+":
        return _sum(args)
    if term.op == "neg":
        return _product([number(-1), *args])
    if term.op == "*":
        return _product(args)
    if term.op == "/" and args[1] == ONE:
        return args[0]
    if term.op == "^" and args[1] == ZERO or term.op == "exp" and args[0] == ZERO:
        return ONE
    if term.op == "factorial" and args[0] in (ZERO, ONE):
        return ONE
    if term.op == "^" and args[0].op == args[1].op == "number" and args[1].value in range(_LARGEST_POWER):
        return number(args[0].value ** int(args[1].value))
    if term.op == "^" and (args[1] == ONE or args[0] == ONE):
        return args[0]
    return Term(term.op, tuple(args), term.value)


def _sum(args: list[Term]) -> Term:
    parts = [p for a in args for p in (a.args if a.op == "+" else (a,))]
    total = sum(p.value for p in parts if p.op == "number")
    rest = [p for p in parts if p.op != "number"]
    parts = [*rest, number(total)] if total or not rest else rest
    return parts[0] if len(parts) == 1 else Term("+", tuple(parts))


def _product(args: list[Term]) -> Term:
    parts = [p for a in args for p in (a.args if a.op == "*" else (a,))]
    total = number(1).value
    for part in parts:
        total *= part.value if part.op == "number" else 1
    rest = [p for p in parts if p.op != "number"]
    if not total or not rest:
        return number(total)
    parts = rest if total == 1 else [number(total), *rest]
    return parts[0] if len(parts) == 1 else Term("*", tuple(parts))
