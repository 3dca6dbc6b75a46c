"""What a proposition leaves open: symbols, elements with literal indices, opaque names.

Invariant: a symbol bound by a binder is not among the names, a symbol that stands in an
index or as the bound of a sum is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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


def variables(terms: tuple[Term, ...]) -> Variables:
    """What the terms leave open, together."""
    names: dict = {}
    integers: set[str] = set()
    counts: set[str] = set()
    heads: set[str] = set()

    walked: set[tuple[Term, frozenset[Term], bool]] = set()

    def walk(term: Term, bound: frozenset[Term], whole: bool) -> None:
        if (term, bound, whole) in walked:
            return
        walked.add((term, bound, whole))
        if term.op == "symbol":
            if whole:
                integers.add(term.value)
            if term not in bound:
                names[term.value] = None
        elif term.op in ("apply", "prime", "indexed") and term.args[0].op != "symbol":
            for a in term.args:  # not evaluated: what f_i is depends on i
                walk(a, bound, False)
        elif term.op in ("apply", "prime"):
            heads.add(term.args[0].value)
            for a in term.args[1:]:
                walk(a, bound, False)
        elif term.op == "indexed":
            indices = term.args[1:]
            if all(i.op == "number" for i in indices):
                if term not in bound:
                    names[term.args[0].value, tuple(exact(i.value) for i in indices)] = None
            else:
                heads.add(term.args[0].value)
                for i in indices:
                    walk(i, bound, True)
        elif term.op in ("at", "limit", "sum", "product", "integral"):
            body, variable, *rest = term.args
            repeats = term.op in ("sum", "product")
            if repeats and variable.op == "symbol":
                integers.add(variable.value)
                counts.update(s.value for s in distinct(rest[-1]) if s.op == "symbol")
            walk(body, bound | {variable}, whole)
            for r in rest:
                walk(r, bound, repeats)
        else:
            if term.op == "integer" and term.args[0].op == "symbol":
                integers.add(term.args[0].value)
            for a in term.args:
                walk(a, bound, whole)

    for term in terms:
        walk(term, frozenset(), False)
    ordered = sorted(names, key=lambda n: (n, ()) if isinstance(n, str) else n)
    return Variables(tuple(ordered), frozenset(integers), frozenset(counts), tuple(sorted(heads)))


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
