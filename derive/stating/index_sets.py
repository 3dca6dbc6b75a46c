r"""The sets that sums without bounds run over: `\sum_i x_i`, `\sum_{x \in X} p(x)`.

Invariant: such a set is finite and not empty.  The letters that index one place of one
family run over one set, and so do places that share a letter in a term, a definition or
a relation; where a range of theirs is written, that is the set.  Nothing else is taken
for granted: two places that nothing connects have sets of their own, and a set with a
name, `\sum_{i \in S} x_i`, is no other one that the same family is summed over.

A set without a written range becomes 1, …, N with a new N.  That is no loss, for where
the index itself is a value (`\sum_i i`) the sum is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from derive.document import Condition, Place
from derive.stating.unfolding import Open, Refused
from derive.stating.unsaid import (
    refuse_counts,
    refuse_elements,
    refuse_others,
    refuse_pairs,
    refuse_values,
    sign,
    written,
)
from derive.terms.latex import write
from derive.terms.term import BINDERS, ONE, Term, conjunction, function, relation, subterms, symbol

NAMES = ("N", "M", "K", "L", "D", "S", "T", "J", *(f"N_{{{i}}}" for i in range(1, 100)))
Node = tuple  # a place of a family, a letter in a text or below a sum, a named set
Range = tuple[Term, Term]


@dataclass(frozen=True)
class Closed:
    """Terms in which every sum has bounds, what is meant by them, and how that is told."""

    terms: tuple[Term, ...]
    more: tuple[Term, ...] = ()
    told: tuple[Condition, ...] = ()


@dataclass
class Classes:
    """Which nodes stand for one set, and the ranges that are written for them."""

    parent: dict[Node, Node] = field(default_factory=dict)
    ranges: list[tuple[Node, Range]] = field(default_factory=list)
    groups: int = 0

    def root(self, node: Node) -> Node:
        while node in self.parent:
            node = self.parent[node]
        return node

    def unite(self, a: Node, b: Node) -> None:
        a, b = self.root(a), self.root(b)
        if a != b:
            self.parent[max(a, b)] = min(a, b)  # the order makes it the same in every run

    def copy(self) -> Classes:
        return Classes(dict(self.parent), list(self.ranges), self.groups)

    def written(self, node: Node) -> set[Range]:
        root = self.root(node)
        return {found for other, found in self.ranges if self.root(other) == root}

    def read(self, terms: Sequence[Term], conditions: Iterable[Term] = ()) -> Reading:
        """Takes in terms that are said together: a letter means one thing in them."""
        self.groups += 1
        reading = Reading(self, self.groups)
        for term in terms:
            reading.visit(term, {})
        for letter, found in ranges_of(conditions):
            self.ranges.append((reading.node(letter, {}), found))
        return reading


class Reading:
    """One walk through terms; `sums` are those without bounds, each with its node."""

    def __init__(self, classes: Classes, group: int):
        self.classes = classes
        self.group = group
        self.sums: list[tuple[Term, Node]] = []
        self.others: list[tuple[Term, Node]] = []  # sums with bounds
        self.values: list[tuple[Term, Node]] = []  # what stands at one value of an index: x_0
        self.letters: dict[Term, Node] = {}  # free ones that index something
        self.count = 0

    def node(self, letter: Term, bound: dict[Term, Node]) -> Node:
        return bound.get(letter) or ("letter", self.group, str(letter.value), 0)

    def visit(self, term: Term, bound: dict[Term, Node]) -> None:
        if term.op in ("indexed", "apply") and term.args[0].op == "symbol":
            for place, argument in enumerate(term.args[1:], 1):
                if argument.op == "symbol":
                    node = self.node(argument, bound)
                    self.classes.unite(("place", term.op, str(term.args[0].value), place), node)
                    if argument not in bound and term.op == "indexed":
                        self.letters[argument] = node
                elif not argument.free:
                    self.values.append((term, ("place", term.op, str(term.args[0].value), place)))
        elif term.op in ("=", "!=") and all(side.op == "symbol" for side in term.args) and bound:
            nodes = [self.node(side, bound) for side in term.args]
            if any(side in bound for side in term.args):
                self.classes.unite(*nodes)
                self.letters.update((s, n) for s, n in zip(term.args, nodes, strict=True) if s not in bound)
        if term.op not in BINDERS or term.op == "derivative" or term.args[1].op != "symbol":
            for part in term.args[1:] if term.op in ("indexed", "apply") else term.args:
                self.visit(part, bound)
            return
        body, variable, *rest = term.args
        node = None
        if term.op in ("sum", "product"):
            self.count += 1
            node = ("letter", self.group, str(variable.value), self.count)
            self.note(term, node, bound)
        inside = {letter: n for letter, n in bound.items() if letter != variable}
        self.visit(body, inside if node is None else {**inside, variable: node})
        for part in rest:
            self.visit(part, bound)

    def note(self, term: Term, node: Node, bound: dict[Term, Node]) -> None:
        lower, upper = term.args[2:]
        if upper.op == "unsaid":
            self.sums.append((term, node))
            if upper.value:
                self.classes.unite(("set", str(upper.value)), node)
            return
        self.others.append((term, node))
        if lower.op == "number" and upper.free.isdisjoint(bound):
            self.classes.ranges.append((node, (lower, upper)))


def ranges_of(conditions: Iterable[Term]) -> Iterator[tuple[Term, Range]]:
    r"""The letters whose range is given: `i = 1, \dots, n`."""
    for condition in conditions:
        parts = condition.args if condition.op == "and" else (condition,)
        for part in parts:
            if part.op != "integer" or part.args[0].op != "symbol":
                continue
            (letter,) = part.args
            below = [p.args[0] for p in parts if p.op == "<=" and p.args[1] == letter]
            above = [p.args[1] for p in parts if p.op == "<=" and p.args[0] == letter]
            if len(below) == len(above) == 1 and below[0].op == "number":
                yield letter, (below[0], above[0])


class IndexSets:
    """The index sets of one text."""

    def __init__(self, said: Iterable[tuple[Sequence[Term], Iterable[Term]]]):
        """`said`: the terms of each relation, with the conditions under which it stands."""
        self.classes = Classes()
        self.names: dict[Node, str] = {}
        self.taken: set[str] = set()
        self.open = False  # whether there is any sum without bounds
        for terms, conditions in said:
            conditions = tuple(conditions)
            for term in (*terms, *conditions):
                self.taken.update(str(s.value) for s in subterms(term) if s.op == "symbol")
            self.open |= bool(self.classes.read(terms, conditions).sums)

    def close(self, sides: Sequence[Term], givens: Sequence[Term], place: Place) -> Closed:
        """The sides and then the givens with bounds on every sum.  Raises Refused."""
        if not any(part.op == "unsaid" for term in (*sides, *givens) for part in subterms(term)):
            return Closed((*sides, *givens))
        for side in sides:
            refuse_pairs(side, sides, frozenset())
        classes = self.classes.copy()
        reading = classes.read(sides)
        readings = [reading, *(classes.read((given,)) for given in givens)]
        refuse_others(
            [(term, classes.root(node)) for one in readings for term, node in one.sums],
            [(term, classes.root(node)) for one in readings for term, node in one.others],
        )
        chosen: dict[Node, Range] = {}
        told: dict[Node, dict[str, None]] = {}
        for one in readings:
            for term, node in one.sums:
                root = classes.root(node)
                if root not in chosen:
                    chosen[root] = self.range(term, node, classes)
                if self.is_new(chosen[root]):
                    refuse_values(term)
                    refuse_counts(term, sides)
                    refuse_elements(
                        term, [t for r in readings for t, n in r.values if classes.root(n) == root]
                    )
                told.setdefault(root, {})[told_as(term)] = None
        more: list[Term] = []
        for letter, node in reading.letters.items():
            root = classes.root(node)
            if root in chosen:
                lower, upper = chosen[root]
                more += [
                    Term("integer", (letter,)),
                    relation(letter, ">=", lower),
                    relation(letter, "<=", upper),
                ]
                told[root][str(letter.value)] = None
        conditions = []
        for root, letters in told.items():
            _, upper = chosen[root]
            if self.is_new(chosen[root]):
                meant = conjunction(Term("integer", (upper,)), relation(upper, ">=", ONE))
                more += meant.args
                conditions.append(Condition(sentence(letters, upper), meant, place))
        sizes = {
            function("abs", symbol(name[1])): chosen[root][1]
            for name in self.known(classes)
            if name[0] == "set" and (root := classes.root(name)) in chosen
        }
        terms = []
        for one, term in zip(readings, (tuple(sides), *((given,) for given in givens)), strict=True):
            bounds = iter([chosen[classes.root(node)] for _, node in one.sums])
            terms += [counted(bounded(side, bounds), sizes) for side in term]
        return Closed(tuple(terms), tuple(more), tuple(conditions))

    def range(self, term: Term, node: Node, classes: Classes) -> Range:
        """What a sum without bounds runs over."""
        root = classes.root(node)
        places = [n for n in self.known(classes) if classes.root(n) == root and n[0] in ("place", "set")]
        if not places:
            raise Open(
                f"`{written(term)}` says no range, and nothing behind it has `{term.args[1].value}` as an index",
                rf"write `{sign(term)}_{{{term.args[1].value}=1}}^{{n}}`",
            )
        found = set() if term.args[3].value else widest(classes.written(node))
        if len(found) > 1:
            shown = " and ".join(f"`{write(a)}` to `{write(b)}`" for a, b in sorted(found, key=repr))
            raise Refused(
                f"`{written(term)}` can run from {shown}, which are both written", "write its bounds"
            )
        if found:
            return found.pop()
        for known in sorted({self.classes.root(place) for place in places}):
            if known in self.names:
                return ONE, symbol(self.names[known])
        name = next(n for n in NAMES if n not in self.taken)
        self.taken.add(name)
        for place in places:
            self.names[self.classes.root(place)] = name
        return ONE, symbol(name)

    def is_new(self, found: Range) -> bool:
        """Whether a range is one that nothing writes: 1, …, N with a new N."""
        return found[1].op == "symbol" and found[1].value in self.names.values()

    @staticmethod
    def known(classes: Classes) -> set[Node]:
        return {*classes.parent, *classes.parent.values()}


def widest(found: set[Range]) -> set[Range]:
    """The ranges without those that are a part of another: 2 to n, or 1 to n − 1."""
    found = set(found)
    for lower, upper in tuple(found):
        for low, high in tuple(found):
            shorter = upper.op == "+" and upper.args[0] == high and upper.args[1].op == "neg"
            if (lower, upper) != (low, high) and lower.value >= low.value and (upper == high or shorter):
                found.discard((lower, upper))
    return found


def bounded(term: Term, bounds: Iterator[Range]) -> Term:
    """The term with bounds on its sums without them, in the order in which a reading meets these."""
    if not any(part.op == "unsaid" for part in subterms(term)):
        return term
    if term.op in ("sum", "product") and term.args[3].op == "unsaid":
        lower, upper = next(bounds)
        return Term(term.op, (bounded(term.args[0], bounds), term.args[1], lower, upper))
    return Term(term.op, tuple(bounded(part, bounds) for part in term.args), term.value)


def counted(term: Term, sizes: dict[Term, Term]) -> Term:
    """The term with `|X|` as the number of elements of a set X that a sum beside it runs over."""
    if term in sizes:
        return sizes[term]
    return Term(term.op, tuple(counted(part, sizes) for part in term.args), term.value) if sizes else term


def told_as(term: Term) -> str:
    """The set's name, or else the letter that runs over it."""
    return f"|{term.args[3].value}|" if term.args[3].value else str(term.args[1].value)


def sentence(names: dict[str, None], upper: Term) -> str:
    """How a set is told: its letters with their range, or the number of its elements."""
    sets = [name for name in names if name.startswith("|")]
    if sets:
        members = [rf"{name} \in {sets[0].strip('|')}" for name in names if name not in sets]
        return ", ".join((" = ".join((*sets, f"{write(upper)} \\ge 1")), *members))
    letters = sorted(name for name in names if "_" not in name) or sorted(names)  # k_{1} was k as written
    return rf"{', '.join(letters)} = 1, \dots, {write(upper)}"
