"""What a document defines: names, their parameters and what they stand for.

Invariant: a name means what was last said of it above the place where it is used
(and, where nothing is said above, what is said first below).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.document import Condition, Place
from derive.terms.term import Term, conjunction, subterms


@dataclass(frozen=True)
class Head:
    """A left side that can be defined: a symbol, `f(x, y)` or `p_i`.

    `pattern` holds its arguments: a symbol is a parameter, a number (an index only)
    stands for itself.
    """

    op: str  # symbol, apply, indexed
    name: str
    pattern: tuple[Term, ...] = ()

    @property
    def parameters(self) -> tuple[Term, ...]:
        return tuple(p for p in self.pattern if p.op == "symbol")

    @property
    def literals(self) -> tuple[Term | None, ...]:
        return tuple(None if p.op == "symbol" else p for p in self.pattern)


def head_of(term: Term) -> Head | None:
    """The head that `term` writes, or None where it is no name with distinct parameters."""
    if term.op == "symbol":
        return Head("symbol", term.value)
    if term.op not in ("apply", "indexed"):
        return None
    function, *arguments = term.args
    symbols = [a for a in arguments if a.op == "symbol"]
    indices = len(arguments) if term.op == "indexed" else _index_count(function.value)
    literal = all(a.op == "symbol" or (a.op == "number" and i < indices) for i, a in enumerate(arguments))
    if not literal or len(set(symbols)) != len(symbols) or (term.op == "apply" and not symbols):
        return None
    return Head(term.op, function.value, tuple(arguments))


def _index_count(name: str) -> int:
    r"""How many of a function's arguments are written as indices: one in `p_{\cdot}`."""
    before, _, _ = name.partition("(")
    return before.count(r"\cdot")


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
    """A name's meaning.  `index` counts the definitions of the document."""

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

    @property
    def domain(self) -> tuple[Condition, ...]:
        """The conditions without which it means nothing; none where it has several pieces."""
        return self.pieces[0].conditions if len(self.pieces) == 1 else ()


@dataclass
class Definitions:
    """All definitions so far, by name."""

    by_name: dict[tuple[str, str], list[Definition]] = field(default_factory=dict)
    count: int = 0

    def add(self, head: Head, pieces: tuple[Piece, ...], written: str, equation: str | None, place: Place) -> None:
        new = Definition(head, pieces, written, equation, place, self.count)
        self.count += 1
        self.by_name.setdefault((head.op, head.name), []).append(new)

    def all(self, op: str, name: str) -> list[Definition]:
        return self.by_name.get((op, name), [])

    def of(self, head: Head) -> Definition | None:
        """The definition in force of a head: the same name with the same literal indices."""
        found = [d for d in self.all(head.op, head.name) if d.head.literals == head.literals]
        return found[-1] if found else None

    def find(self, op: str, name: str, arguments: tuple[Term, ...], before: int) -> Definition | None:
        """The definition that gives the term a meaning, as seen by the definition numbered `before`."""
        fitting = [d for d in self.all(op, name) if _fits(d.head, arguments)]
        above = [d for d in fitting if d.index < before]
        return above[-1] if above else fitting[0] if fitting else None


def _fits(head: Head, arguments: tuple[Term, ...]) -> bool:
    return len(head.pattern) == len(arguments) and all(
        p.op == "symbol" or p == a for p, a in zip(head.pattern, arguments, strict=True)
    )


class Occurrences:
    """Which names have occurred in displays.  A name is fresh while it has not."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], dict[tuple[Term | None, ...], int]] = {}  # how often, by literal indices

    def add(self, term: Term) -> None:
        names = set()  # the first argument of these is a name, not a symbol that occurs
        for part in subterms(term):
            if part.op in ("apply", "indexed", "prime"):
                names.add(id(part.args[0]))
                op = "indexed" if part.op == "indexed" else "apply"
                arguments = part.args[2:] if part.op == "prime" else part.args[1:]
                self.note(op, part.args[0].value, tuple(a if a.op == "number" else None for a in arguments))
            elif part.op == "symbol" and id(part) not in names:
                self.note("symbol", part.value, ())

    def note(self, op: str, name: str, literals: tuple[Term | None, ...]) -> None:
        found = self.seen.setdefault((op, name), {})
        found[literals] = found.get(literals, 0) + 1

    def count(self, head: Head) -> int:
        """How often the name occurred, at an index that can be the head's."""
        return sum(
            count
            for seen, count in self.seen.get((head.op, head.name), {}).items()
            if len(seen) != len(head.literals)
            or all(a is None or b is None or a == b for a, b in zip(seen, head.literals, strict=True))
        )

    def has(self, head: Head) -> bool:
        return self.count(head) > 0


def occurs(head: Head, term: Term) -> bool:
    """Whether the name that `head` defines stands in `term`."""
    found = Occurrences()
    found.add(term)
    return found.has(head)
