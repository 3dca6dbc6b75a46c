"""Counterexamples: exact points at which every given holds and the relation fails.

Invariant: a point is returned only when rigorous enclosures show that every given holds
there and that the relation fails there, or that one side has a value and the other has
none anywhere near.  It knows nothing of how anything is proved.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, ctx, fmpq

from derive.document import Counterexample, Proposition
from derive.proving.enclosure import Kink, Undefined, Unknown, Value, holds
from derive.proving.evaluation import Compiler, Point, fraction
from derive.proving.opaque import Table
from derive.proving.points import Assignment, Search, choice
from derive.proving.writing import write_name, write_pair
from derive.terms.term import Term, subterms

BITS = 64
LATER_BITS = (256, 1024)
CLOSED_BITS = (256, 1024, 4096)
DEFINED, NOWHERE = "defined", "undefined"


def refute(proposition: Proposition, effort: int = 1) -> Counterexample | None:
    """A counterexample that can be checked by hand, or None.

    `effort` 0 tries some dozens of readable points; 1 searches on.
    """
    before = ctx.prec
    try:
        return _Refutation(proposition).find(wide=effort > 0)
    except RecursionError:
        return None
    finally:
        ctx.prec = before


def witness(givens: tuple[Term, ...], terms: tuple[Term, ...]) -> dict[str, Fraction] | None:
    """A point, by the LaTeX of its symbols, where every given holds and every term has a value."""
    before = ctx.prec
    try:
        return _Refutation(Proposition(givens, Term("true"), "=", Term("true")), terms).witness()
    except RecursionError:
        return None
    finally:
        ctx.prec = before


class _Refutation:
    def __init__(self, proposition: Proposition, terms: tuple[Term, ...] | None = None):
        self.relation = proposition.relation
        self.terms = (proposition.left, proposition.right) if terms is None else terms
        givens = tuple(
            part for given in proposition.givens for part in (given.args if given.op == "and" else (given,))
        )
        everything = givens + self.terms
        names, self.integers, self.heads = _names(everything)
        self.inside = _names(self.terms)[0]
        self.compiler = Compiler(self.integers)
        at_point, self.everywhere = [], []
        for given in givens:
            running = _running(given)
            (self.everywhere if running else at_point).append((given, running))
        self.conditions = [self.compiler.condition(g) for g, _ in at_point]
        self.universal = [(self.compiler.condition(g), running) for g, running in self.everywhere]
        self.opaque_in_givens = {
            s.args[0] for g in givens for s in subterms(g) if s.op in ("apply", "prime")
        }
        self.sides = [self.compiler.compile(t) for t in self.terms]
        compared = (Term(self.relation, self.terms),) if terms is None else terms
        self.search = Search(names, self.integers, self.heads, givens, compared, self.compiler)

    # searching

    def find(self, wide: bool) -> Counterexample | None:
        ctx.prec = BITS
        faint, close = None, []
        for assignment, pattern in self.search.points(wide):
            outcome, visible = self._fails(assignment, pattern)
            if outcome:
                if visible:
                    return self._written(assignment, pattern)
                faint = faint or (assignment, pattern)
            elif outcome is None and len(close) < (8 if wide else 2):
                close.append((assignment, pattern))
        if faint:
            return self._written(*faint)
        for bits in CLOSED_BITS if not self.search.names else LATER_BITS:
            ctx.prec = bits
            for assignment, pattern in close[:1] if bits > 256 and not wide else close:
                if self._fails(assignment, pattern)[0]:
                    return self._written(assignment, pattern)
        return None

    def _fails(self, assignment: Assignment, pattern: int) -> tuple[bool | None, bool]:
        """Whether the point is a counterexample, and whether the sides differ visibly.

        None where more precision could tell.
        """
        p = self._point(assignment, pattern)
        if not self._given(p):
            return False, False
        values, states = [], []
        for side in self.sides:
            try:
                values.append(side(p))
                states.append(DEFINED)
            except Undefined as undefined:
                values.append(None)
                states.append(NOWHERE if undefined.robust else "perhaps")
            except (Unknown, Kink):
                return None, False
        if not self._given_everywhere(p) or p.table.outside() or self._slopes_of_given(p):
            return False, False
        if states == [DEFINED, DEFINED]:
            try:
                return not holds(self.relation, *values), _far_apart(*values)
            except (Unknown, Kink):
                return None, False
        return set(states) == {DEFINED, NOWHERE} and not p.fragile, True

    def witness(self) -> dict[str, Fraction] | None:
        for bits in (BITS, *LATER_BITS):
            ctx.prec = bits
            for assignment, pattern in self.search.points(wide=True):
                p = self._point(assignment, pattern)
                if not self._given(p):
                    continue
                try:
                    for side in self.sides:
                        side(p)
                except (Undefined, Unknown, Kink):
                    continue
                if self._given_everywhere(p) and not p.table.outside() and not p.unsure:
                    return {name: fraction(v) for name, v in self._coordinates(p)}
        return None

    def _point(self, assignment: Assignment, pattern: int) -> Point:
        return Point(assignment, Table(choice(self.heads, pattern)))

    def _given(self, p: Point) -> bool:
        try:
            if not all(condition(p) for condition in self.conditions):
                return False
        except (Undefined, Unknown, Kink):
            return False
        p.fragile = False
        p.cache.clear()
        return True

    def _given_everywhere(self, p: Point) -> bool:
        """Whether givens about x_i or f(x) hold for every element and argument that was read."""
        if not self.universal:
            return True
        fragile = p.fragile
        elements = {i for _, indices in p.table.elements for i in indices}
        elements |= {i for key in p.values if isinstance(key, tuple) for i in key[1]}
        arguments = {
            a for kept in p.table.calls.values() for given, _ in kept for a in given if type(a) is fmpq
        }
        try:
            for condition, running in self.universal:
                if not _holds_running(condition, running, p, elements, arguments):
                    return False
        except (Undefined, Unknown, Kink):
            return False
        p.fragile = fragile
        return True

    def _slopes_of_given(self, p: Point) -> bool:
        """Whether a derivative was chosen of a function that the givens speak of."""
        return any(any(orders) and head in self.opaque_in_givens for head, orders in p.table.calls)

    # writing

    def _coordinates(self, p: Point) -> list[tuple[str, fmpq]]:
        found = [(write_name(key, p.table), v) for key, v in p.values.items() if key in self.inside]
        found += [(write_name(key, p.table), v) for key, v in p.table.elements.items()]
        for (head, orders), kept in p.table.calls.items():
            known = set()
            for arguments, value in kept:
                if all(type(a) is fmpq for a in arguments) and arguments not in known:
                    known.add(arguments)
                    found.append((write_name((head, orders, arguments), p.table), value))
        return sorted(found)

    def _written(self, assignment: Assignment, pattern: int) -> Counterexample:
        """The counterexample as text, with as many digits as show the difference."""
        for bits in (128, 512, 2048, 8192, 32768):
            ctx.prec = max(bits, ctx.prec)
            p = self._point(assignment, pattern)
            self._given(p)
            values: list[Value | None] = []
            for side in self.sides:
                try:
                    values.append(side(p))
                except Undefined:
                    values.append(None)
            pair = write_pair(*values)
            if pair is not None:
                break
        left, right = pair or ("?", "?")
        point = tuple((name, str(value)) for name, value in self._coordinates(p))
        return Counterexample(point, left, right)


def _far_apart(a: Value, b: Value) -> bool:
    """Whether a reader sees the difference in the first digits."""
    if type(a) is fmpq and type(b) is fmpq and a.height_bits() < 64 and b.height_bits() < 64:
        return True
    try:
        return bool(abs(a - b) * 10_000 > abs(a) + abs(b) and (abs(a) + abs(b)) * 10**9 > 1)
    except TypeError:
        return False


def _names(terms: tuple[Term, ...]) -> tuple[list, frozenset, list[str]]:
    """Keys of the free symbols and of elements with literal indices; which are whole; opaque names."""
    names: dict = {}
    integers: set = set()
    heads: dict[str, None] = {}

    def walk(term: Term, bound: frozenset, index: bool) -> None:
        if term.op == "symbol":
            if index:
                integers.add(term.value)
            if term not in bound:
                names[term.value] = None
            return
        if term.op == "integer" and term.args[0].op == "symbol":
            integers.add(term.args[0].value)
        if term.op in ("apply", "prime"):
            heads[term.args[0].value] = None
            for a in term.args[1:]:
                walk(a, bound, False)
            return
        if term.op == "indexed":
            indices = term.args[1:]
            if all(i.op == "number" for i in indices):
                key = (term.args[0].value, tuple(fmpq(i.value.numerator, i.value.denominator) for i in indices))
                if term not in bound:
                    names[key] = None
            else:
                heads[term.args[0].value] = None
                for i in indices:
                    walk(i, bound, True)
            return
        if term.op in ("at", "limit", "sum", "product", "integral"):
            body, variable, *rest = term.args
            whole = term.op in ("sum", "product")
            if whole and variable.op == "symbol":
                integers.add(variable.value)
            walk(body, bound | {variable}, index)
            for r in rest:
                walk(r, bound, whole)
            return
        for a in term.args:
            walk(a, bound, index)

    for term in terms:
        walk(term, frozenset(), False)
    ordered = sorted(names, key=lambda n: (n, ()) if isinstance(n, str) else (n[0], n[1]))
    return ordered, frozenset(integers), sorted(heads)


def _running(given: Term) -> tuple[tuple[str, bool], ...]:
    """The symbols over which a given runs: those that stand as an index or an argument alone.

    True with a name when it is an index.
    """
    running: dict[tuple[str, bool], None] = {}
    for s in subterms(given):
        if s.op in ("indexed", "apply"):
            for a in s.args[1:]:
                if a.op == "symbol" and a in given.free:
                    running[a.value, s.op == "indexed"] = None
    return tuple(running)


def _holds_running(condition, running, p: Point, elements: set, arguments: set) -> bool:
    if not running:
        return condition(p)
    (name, index), *rest = running
    before = p.values.get(name)
    for value in sorted(elements if index else arguments)[:40]:
        p.values[name] = value
        p.cache.clear()
        if not _holds_running(condition, rest, p, elements, arguments):
            return False
    if before is None:
        p.values.pop(name, None)
    else:
        p.values[name] = before
    p.cache.clear()
    return True
