r"""Sums without bounds that nothing says enough of.

Invariant: what is refused has two readings, and what is open is one sum that no set 1, …, N
stands for; each function raises Refused or Open with the edit, or does nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from derive.stating.unfolding import Open, Refused
from derive.terms.latex import write
from derive.terms.term import BINDERS, RELATIONS, ZERO, Term, relation


def refuse_pairs(term: Term, sides: Sequence[Term], bound: frozenset[Term]) -> None:
    r"""Refuses `\sum_{i \ne j} a_{ij}` where nothing else speaks of j: it can count both letters."""
    if term.op in ("sum", "product") and term.args[3].op == "unsaid":
        body, index = term.args[:2]
        if body.op == "cases" and body.args[1].op == "!=" and body.args[1].args[0] == index:
            other = body.args[1].args[1]
            if (
                other.op == "symbol"
                and other in body.args[0].free - bound
                and not elsewhere(other, term, sides)
            ):
                i, j = index.value, other.value
                raise Refused(
                    rf"`{sign(term)}_{{{i} \ne {j}}}` can count `{i}` alone or both letters",
                    rf"write `{sign(term)}_{{{i}=1, {i} \ne {j}}}^{{n}}` for `{i}` alone, "
                    rf"`{sign(term)}_{{{j}}} {sign(term)}_{{{i} \ne {j}}}` for both",
                )
    if term.op in BINDERS and term.op != "derivative":
        bound |= {term.args[1]}
    for part in term.args:
        refuse_pairs(part, sides, bound)


def elsewhere(letter: Term, term: Term, sides: Sequence[Term]) -> bool:
    """Whether the letter is free in the sides outside sums that leave it out as this one does."""

    def free(part: Term) -> bool:
        if letter not in part.free or (
            part.op == term.op and part.args[3] == term.args[3] and _leaves_out(part, letter)
        ):
            return False
        return part == letter or any(free(a) for a in part.args)

    return any(map(free, sides))


def _leaves_out(term: Term, letter: Term) -> bool:
    body = term.args[0]
    return body.op == "cases" and body.args[1] == relation(term.args[1], "!=", letter)


def refuse_others(sums: Sequence[tuple[Term, Hashable]], others: Sequence[tuple[Term, Hashable]]) -> None:
    r"""Refuses `\sum_{i \in S} x_i` beside a sum over the same family that does not say `\in S`:
    each sum comes with what stands for the sets of its family."""
    for term, family in sums:
        name = term.args[3].value
        beside = (t for t, f in (*sums, *others) if f == family and t.args[3].value != name)
        other = next(beside, None) if name else None
        if other is not None:
            raise Open(
                f"nothing says whether `{written(term)}` and `{written(other)}` run over one set",
                "write the same set below both, or the bounds of both",
            )


def refuse_elements(term: Term, elements: Sequence[Term]) -> None:
    r"""Refuses a sum without bounds beside elements that may be outside: `\sum_i x_i` and x_0."""
    for element in elements:
        if term.args[3].value or any(place.op == "neg" or place == ZERO for place in element.args[1:]):
            raise Open(
                f"nothing says whether `{write(element)}` is among what `{written(term)}` runs over",
                rf"write `{sign(term)}_{{{term.args[1].value}=1}}^{{n}}`",
            )


def refuse_counts(term: Term, sides: Sequence[Term]) -> None:
    r"""Refuses a sum without bounds beside what may be the number of its terms: `\frac1n \sum_i x_i`."""
    for side in sides:
        found = next(counts(side), None)
        if found is not None:
            raise Open(
                f"`{found.value}` may be the number of terms of `{written(term)}`, which says no bounds",
                rf"write `{sign(term)}_{{{term.args[1].value}=1}}^{{{found.value}}}`",
            )


def counts(term: Term) -> Iterator[Term]:
    """The symbols that stand as a number of terms does: n, N, K or M, or what divides a sum."""
    if term.op == "symbol":
        if term.value in ("n", "N", "K", "M"):
            yield term
        return
    if term.op == "/" and term.args[1].op == "symbol" and _totals(term.args[0]):
        yield term.args[1]
    if term.op == "*" and any(map(_totals, term.args)):
        yield from (p.args[1] for p in term.args if p.op == "/" and p.args[1].op == "symbol")
    parts = term.args[1:] if term.op in ("indexed", "apply") else term.args
    if term.op in ("sum", "product"):
        parts = term.args[:1]
    elif term.op == "indexed":
        parts = ()
    for part in parts:
        yield from counts(part)


def _totals(term: Term) -> bool:
    """Whether the term is a sum without bounds, or a product with one."""
    parts = term.args if term.op in ("*", "neg") else (term,)
    return any(part.op == "sum" and part.args[3].op == "unsaid" for part in parts)


def refuse_values(term: Term) -> None:
    """Refuses a sum without bounds whose index is a value itself: 1, …, N is one choice of many."""
    index = term.args[1]
    if not names_only(term.args[0], index):
        raise Open(
            f"`{index.value}` is a number in what `{written(term)}` sums, and no bounds say which numbers",
            rf"write `{sign(term)}_{{{index.value}=1}}^{{n}}`",
        )


def names_only(term: Term, index: Term) -> bool:
    """Whether the index only tells elements apart: below a name, as an argument, in i = j."""
    if index not in term.free or (term.op in BINDERS and term.args[1] == index):
        return True
    if term.op == "symbol":
        return False
    parts = term.args
    if term.op in ("indexed", "apply"):
        parts = tuple(a for a in term.args[1:] if a.op != "symbol")
    elif term.op in ("=", "!=") and all(side.op == "symbol" for side in term.args):
        return True
    elif term.op in RELATIONS and any(side == index for side in term.args):
        return False
    return all(names_only(part, index) for part in parts)


def sign(term: Term) -> str:
    return r"\sum" if term.op == "sum" else r"\prod"


def written(term: Term) -> str:
    """The sign of a sum with what stands below it, as it is written if it has no bounds."""
    index, upper = term.args[1], term.args[3]
    within = rf" \in {upper.value}" if upper.op == "unsaid" and upper.value else ""
    return rf"{sign(term)}_{{{index.value}{within}}}" if within else f"{sign(term)}_{index.value}"
