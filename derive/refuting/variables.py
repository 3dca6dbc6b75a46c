"""What a proposition leaves open: symbols, elements with literal indices, opaque names.

Invariant: a symbol bound by a binder is not among the names, a symbol that stands in an
index or as the bound of a sum is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from derive.refuting.enclosure import exact
from derive.terms.term import Term


@dataclass(frozen=True)
class Variables:
    """`names` are sorted keys: a symbol's name, or a name with exact indices.

    `integers` take whole values, bound index variables included; `counts` are those in
    upper bounds of sums; `heads` the names of arrays and functions whose values are open.
    """

    names: tuple
    integers: frozenset[str]
    counts: frozenset[str]
    heads: tuple[str, ...]

    def without(self, names: Iterable[str]) -> Variables:
        """The same without names that something else gives a value."""
        given = set(names)
        return replace(self, names=tuple(n for n in self.names if n not in given))


def distinct(term: Term) -> Iterator[Term]:
    """Every subterm once, however often it is shared."""
    seen = {term}
    stack = [term]
    while stack:
        current = stack.pop()
        yield current
        for a in reversed(current.args):
            if a not in seen:
                seen.add(a)
                stack.append(a)


def variables(terms: Iterable[Term]) -> Variables:
    """What the terms leave open, together."""
    each = list(map(_variables, dict.fromkeys(terms)))
    if len(each) == 1:
        return each[0]
    names = {name for found in each for name in found.names}
    heads = {head for found in each for head in found.heads}
    return Variables(
        tuple(sorted(names, key=_order)),
        frozenset().union(*(found.integers for found in each)),
        frozenset().union(*(found.counts for found in each)),
        tuple(sorted(heads)),
    )


@lru_cache(maxsize=10_000)
def _variables(term: Term) -> Variables:
    walk = _Walk()
    walk.through(term, frozenset(), False)
    names = tuple(sorted(walk.names, key=_order))
    return Variables(names, frozenset(walk.integers), frozenset(walk.counts), tuple(sorted(walk.heads)))


def _order(name: str | tuple) -> tuple:
    return (name, ()) if isinstance(name, str) else name


class _Walk:
    """What was found on the way through a term."""

    def __init__(self):
        self.names: set = set()
        self.integers: set[str] = set()
        self.counts: set[str] = set()
        self.heads: set[str] = set()
        self.walked: set[tuple[Term, frozenset[Term], bool]] = set()

    def through(self, term: Term, bound: frozenset[Term], whole: bool) -> None:
        if (term, bound, whole) in self.walked:
            return
        self.walked.add((term, bound, whole))
        if term.op == "symbol":
            if whole:
                self.integers.add(term.value)
            if term not in bound:
                self.names.add(term.value)
        elif term.op in ("apply", "prime", "indexed") and term.args[0].op != "symbol":
            for a in term.args:  # not evaluated: what f_i is depends on i
                self.through(a, bound, False)
        elif term.op in ("apply", "prime"):
            self.heads.add(term.args[0].value)
            for a in term.args[1:]:
                self.through(a, bound, False)
        elif term.op == "indexed":
            indices = term.args[1:]
            if all(i.op == "number" for i in indices):
                if term not in bound:
                    self.names.add((term.args[0].value, tuple(exact(i.value) for i in indices)))
            else:
                self.heads.add(term.args[0].value)
                for i in indices:
                    self.through(i, bound, True)
        elif term.op in ("at", "limit", "sum", "product", "integral"):
            body, variable, *rest = term.args
            repeats = term.op in ("sum", "product")
            if repeats and variable.op == "symbol":
                self.integers.add(variable.value)
                self.counts.update(s.value for s in distinct(rest[-1]) if s.op == "symbol")
            self.through(body, bound | {variable}, whole)
            for r in rest:
                self.through(r, bound, repeats)
        else:
            if term.op == "integer" and term.args[0].op == "symbol":
                self.integers.add(term.args[0].value)
            for a in term.args:
                self.through(a, bound, whole)


def running(given: Term, inside: frozenset[str]) -> tuple[tuple[str, bool], ...]:
    """The symbols over all of whose values a given is meant, as `p_i > 0` is for every i.

    They stand alone as an index (True) or as an argument (False).  Two that are both in
    the statement (`inside`), as in r(a) > r(b), are those of the statement alone.
    """
    found: dict[tuple[str, bool], None] = {}
    for s in distinct(given):
        if s.op in ("indexed", "apply"):
            for a in s.args[1:]:
                if a.op == "symbol" and a in given.free:
                    found[a.value, s.op == "indexed"] = None
    return tuple(found) if len(found) == 1 else tuple(r for r in found if r[0] not in inside)
