"""What a document defines: names, their parameters and what they stand for.

Invariant: a name means what was last said of it above the place where it is used;
in a definition that uses it before anything is said of it, what it means at last.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from derive.document import Condition, Place
from derive.terms.term import TWO, Term, conjunction, function, subterms

Literals = tuple[Term | None, ...]  # the arguments of a name: its numbers, and None for what varies


@dataclass(frozen=True)
class Head:
    r"""A left side that can be defined: a symbol, `f(x, y)` or `p_i`.

    `pattern` holds its arguments: a symbol is a parameter, a number (an index only)
    stands for itself, and in `\ell(\mu, \sigma^2)` the square of one gives its root.
    """

    op: str  # symbol, apply, indexed
    name: str
    pattern: tuple[Term, ...] = ()

    @property
    def parameters(self) -> tuple[Term, ...]:
        return tuple(p.args[0] if p.op == "^" else p for p in self.pattern if p.op != "number")

    @property
    def literals(self) -> Literals:
        return tuple(p if p.op == "number" else None for p in self.pattern)

    def values(self, arguments: tuple[Term, ...]) -> dict[Term, Term]:
        """What the parameters are where the name stands with these arguments: σ = √v at v."""
        found = {}
        for part, argument in zip(self.pattern, arguments, strict=True):
            if part.op == "symbol":
                found[part] = argument
            elif part.op == "^":
                found[part.args[0]] = part.args[0] if argument == part else function("sqrt", argument)
        return found


def head_of(term: Term) -> Head | None:
    """The head that `term` writes, or None where it is no name with distinct parameters."""
    if term.op == "symbol":
        return Head("symbol", term.value)
    if term.op not in ("apply", "indexed"):
        return None
    function, *arguments = term.args
    symbols = [a.args[0] if _is_square(a) else a for a in arguments if a.op == "symbol" or _is_square(a)]
    fixed = range(len(arguments)) if term.op == "indexed" else _fixed_places(function.value)
    squares = term.op == "apply" and any(a.op == "symbol" for a in arguments)  # f(x^2) alone says less of f
    literal = all(
        a.op == "symbol" or (squares and _is_square(a)) or (a.op == "number" and i in fixed)
        for i, a in enumerate(arguments)
    )
    named = bool(symbols) or term.op == "indexed" or any(i in fixed for i in range(len(arguments)))
    if not literal or len(set(symbols)) != len(symbols) or not named:
        return None
    return Head(term.op, function.value, tuple(arguments))


def _is_square(term: Term) -> bool:
    return term.op == "^" and term.args[0].op == "symbol" and term.args[1] == TWO


def _fixed_places(name: str) -> set[int]:
    r"""Which arguments a number can name: the indices of `p_{\cdot}`, the value in `P(y=\cdot\mid \cdot)`."""
    indices, _, _ = name.partition("(")
    gaps = name.split(r"\cdot")[:-1]
    events = {
        i for i, gap in enumerate(gaps) if gap.rstrip().endswith(("=", "<", ">", r"\le", r"\ge", r"\ne"))
    }
    return events | set(range(indices.count(r"\cdot")))


@dataclass(frozen=True)
class Piece:
    """A value, and the conditions under which it was given."""

    value: Term
    conditions: tuple[Condition, ...] = ()

    @property
    def condition(self) -> Term:
        return conjunction(*(c.term for c in self.conditions))


@dataclass(frozen=True)
class Definition:
    """A name's meaning, or with no pieces that it means nothing any more.

    `index` counts the definitions of the document.
    """

    head: Head
    pieces: tuple[Piece, ...]
    written: str  # its left side, as the author wrote it
    equation: str | None
    place: Place
    index: int

    @property
    def body(self) -> Term:
        """The value as written; undefined where no piece's conditions hold."""
        if len(self.pieces) == 1 and not self.pieces[0].conditions:
            return self.pieces[0].value
        rows = [part for piece in self.pieces for part in (piece.value, piece.condition)]
        return Term("cases", tuple(rows))


@dataclass
class Definitions:
    """All definitions so far, by name and literal indices."""

    by_name: dict[tuple[str, str], list[Definition]] = field(default_factory=dict)
    by_index: dict[tuple[str, str], dict[Literals, list[Definition]]] = field(default_factory=dict)
    count: int = 0

    def add(
        self, head: Head, pieces: tuple[Piece, ...], written: str, equation: str | None, place: Place
    ) -> None:
        new = Definition(head, pieces, written, equation, place, self.count)
        self.count += 1
        self.by_name.setdefault((head.op, head.name), []).append(new)
        self.by_index.setdefault((head.op, head.name), {}).setdefault(head.literals, []).append(new)

    def restore(self, head: Head, before: Definition | None) -> None:
        """From here on the head means what it meant before, or nothing."""
        last = self.by_index[head.op, head.name][head.literals][-1]
        source = before or last
        self.add(head, before.pieces if before else (), source.written, source.equation, source.place)

    def all(self, op: str, name: str) -> list[Definition]:
        return [d for d in self.by_name.get((op, name), []) if d.pieces]

    def of(self, head: Head) -> Definition | None:
        """The definition in force of a head: the same name with the same literal indices."""
        found = self.by_index.get((head.op, head.name), {}).get(head.literals)
        return found[-1] if found and found[-1].pieces else None

    def find(self, op: str, name: str, arguments: tuple[Term, ...], before: int) -> Definition | None:
        """The definition that gives the term a meaning, as seen by the definition numbered `before`."""
        found = self.by_index.get((op, name))
        if not found:
            return None
        fitting = found.get((None,) * len(arguments), [])
        if not fitting:
            fitting = found.get(tuple(a if a.op == "number" else None for a in arguments), [])
        if not fitting:
            return None
        above = bisect_left(fitting, before, key=lambda d: d.index)
        found_here = fitting[above - 1]  # where nothing is said above: the last of all
        return found_here if found_here.pieces else None


class Occurrences:
    """Which names have occurred in displays.  A name is fresh while it has not."""

    def __init__(self) -> None:
        # by name, by which arguments are numbers, by these numbers: how often
        self.seen: dict[tuple[str, str], dict[tuple[bool, ...], dict[Literals, int]]] = {}

    def add(self, term: Term) -> None:
        names = set()  # the first argument of these is a name, not a symbol that occurs
        for part in subterms(term):
            if part.op in ("apply", "indexed", "prime"):
                names.add(id(part.args[0]))
                op = "indexed" if part.op == "indexed" else "apply"
                self.note(op, part.args[0].value, part.args[2:] if part.op == "prime" else part.args[1:])
            elif part.op == "symbol" and id(part) not in names:
                self.note("symbol", part.value, ())

    def note(self, op: str, name: str, arguments: tuple[Term, ...]) -> None:
        literals = tuple(a if a.op == "number" else None for a in arguments)
        found = self.seen.setdefault((op, name), {}).setdefault(_mask(literals), {})
        found[literals] = found.get(literals, 0) + 1

    def count(self, head: Head) -> int:
        """How often the name occurred, at an index that can be the head's."""
        literals, total = head.literals, 0
        for mask, found in self.seen.get((head.op, head.name), {}).items():
            if mask == _mask(literals):
                total += found.get(literals, 0)
            else:
                total += sum(count for seen, count in found.items() if _meet(seen, literals))
        return total

    def times(self, name: Term) -> int:
        """How often a symbol, family or function occurred, at whatever indices and arguments."""
        key = (name.op, name.value if name.op == "symbol" else name.args[0].value)
        return sum(count for found in self.seen.get(key, {}).values() for count in found.values())

    def has(self, head: Head) -> bool:
        return self.count(head) > 0


def _mask(literals: Literals) -> tuple[bool, ...]:
    return tuple(literal is not None for literal in literals)


def _meet(first: Literals, second: Literals) -> bool:
    """Whether arguments can be among both; a name with other arguments than before counts as met."""
    return len(first) != len(second) or all(
        a is None or b is None or a == b for a, b in zip(first, second, strict=True)
    )


def occurs(head: Head, term: Term) -> bool:
    """Whether the name that `head` defines stands in `term`."""
    found = Occurrences()
    found.add(term)
    return found.has(head)
