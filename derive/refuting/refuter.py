"""Counterexamples: exact points at which every given holds and the relation fails.

Invariant: a point is returned only when rigorous enclosures show that every given holds
there and that the relation fails there, or that one side has a value and the other has
none anywhere near.  It knows nothing of how anything is proved.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from flint import arb, ctx, fmpq

from derive.document import Counterexample, Proposition
from derive.refuting.enclosure import Kink, Undefined, Unknown, Value, fraction, holds
from derive.refuting.evaluation import Compiled, Compiler
from derive.refuting.intervals import infinite
from derive.refuting.opaque import Table
from derive.refuting.points import Assignment, Search, choice
from derive.refuting.scaling import scalings
from derive.refuting.unfolding import settled, unfolded
from derive.refuting.valuation import Budget, Point
from derive.refuting.variables import distinct, running, variables
from derive.refuting.writing import write_name, write_pair, write_value
from derive.terms.term import RELATIONS, Term

_COST = {"derivative": 40, "limit": 30, "sum": 20, "product": 20, "integral": 200}  # in arithmetic steps
BITS = 64
LATER_BITS = (256, 1024)
CLOSED_BITS = (256, 1024, 4096)
WRITING_BITS = (128, 512, 2048, 8192, 16384)
DEFINED, NOWHERE = "defined", "undefined"


def refute(proposition: Proposition, effort: int = 1) -> Counterexample | None:
    """A counterexample that can be checked by hand, or None.

    `effort` 0 tries some dozens of readable points; 1 searches on.
    """
    return looked_at(proposition, effort)[0]


def looked_at(proposition: Proposition, effort: int = 0) -> tuple[Counterexample | None, bool]:
    """What `refute` finds, and whether all that is given certainly held at a point on the way."""
    before = ctx.prec
    try:
        if proposition.left == proposition.right and proposition.relation in ("=", "<=", ">="):
            return None, False
        refutation = _Refutation(proposition)
        return refutation.find(wide=effort > 0), refutation.lived
    except RecursionError:
        return None, False
    finally:
        ctx.prec = before


def witness(givens: tuple[Term, ...], terms: tuple[Term, ...]) -> dict[Term, Fraction] | None:
    """A point where every given certainly holds and every term certainly has a value.

    Its keys are the symbols with exact values, the elements (`indexed`) and opaque values (`apply`, `prime`)
    at exact indices and arguments.
    """
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
        givens, self.terms = unfolded(givens, self.terms)
        everything = givens + self.terms
        found = variables(everything)
        givens, settling = settled(givens, found.integers)
        self.open = found.without(name for name, _ in settling)
        self.inside = frozenset(variables(self.terms if terms is None else everything).names)
        self.compiler = Compiler(self.open.integers, self.open.counts, _shared(everything))
        self.settling = [(name, self.compiler.compile(term)) for name, term in settling]
        self.scalings = scalings(givens, self.compiler)
        self.scaled = False  # 0 and 1 are easier to check than 1/3 and 2/3
        self.conditions, self.universal = [], []
        for given in givens:
            condition, over = self.compiler.condition(given), running(given, self.inside)
            if over:
                self.universal.append((condition, over))
            else:
                self.conditions.append(condition)
        self.opaque_in_givens = {s.args[0] for g in givens for s in distinct(g) if s.op in ("apply", "prime")}
        self.size = 1 + sum(_COST.get(s.op, 1) for t in everything for s in distinct(t))
        self.budget, self.boxes = Budget(), 4
        self.lived = False  # whether all that is given held at a point
        self.sides = [_infinite(t) or self.compiler.compile(t) for t in self.terms]
        compared = (Term(self.relation, self.terms),) if terms is None else terms
        self.search = Search(self.open, givens, compared, self.compiler, self.scalings.keys())

    # searching

    def most(self, wide: bool) -> int:
        """How many points are tried: fewer when each costs more."""
        return max(40, min(600, 60_000 // self.size)) if wide else max(15, min(60, 5_000 // self.size))

    def find(self, wide: bool) -> Counterexample | None:
        ctx.prec = BITS
        faint, close, self.scaled = None, [], wide
        self.budget = Budget(40_000 if wide else 4_000)
        for assignment, pattern in islice(self.search.points(wide), self.most(wide)):
            if self.budget.left < 0:
                break
            outcome, visible = self._fails(assignment, pattern)
            if outcome:
                if visible:
                    return self._written(assignment, pattern)
                faint = faint or (assignment, pattern)
            elif outcome is None and len(close) < (8 if wide else 2):
                close.append((assignment, pattern))
        if faint:
            return self._written(*faint)
        for bits in CLOSED_BITS if not self.open.names else LATER_BITS:
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
        self.lived = self.lived or not p.unsure
        if states == [DEFINED, DEFINED]:
            try:
                return not holds(self.relation, *values), _far_apart(*values)
            except (Unknown, Kink):
                return None, False
        if p.unsure:
            return False, True
        if set(states) == {DEFINED, NOWHERE} and not p.fragile:
            return True, True
        if set(states) != {DEFINED, "perhaps"}:
            return False, True
        return not (self.open.names or self.open.heads) or self._apart_around(assignment), True

    def _apart_around(self, assignment: Assignment) -> bool:
        """Whether all around the point one side has a value and the other has none: log(0/x).

        Every symbol is a ball here; what is undefined then is so at each of its points.
        """
        if self.open.heads or self.open.integers or self.boxes <= 0:
            return False
        self.boxes -= 1
        balls = {name: arb(value, arb(2) ** -20) for name, value in assignment.items()}
        p = self._settled(Point(balls, None, self.budget))
        states = []
        for side in self.sides:
            try:
                side(p)
                states.append(DEFINED)
            except Undefined:
                states.append(NOWHERE)
            except (Unknown, Kink):
                return False
        return set(states) == {DEFINED, NOWHERE} and not p.unsure

    def witness(self) -> dict[Term, Fraction] | None:
        self.scaled = True
        for bits in (BITS, *LATER_BITS):
            ctx.prec = bits
            for assignment, pattern in islice(self.search.points(wide=True), self.most(wide=True)):
                p = self._point(assignment, pattern)
                if not self._given(p):
                    continue
                try:
                    for side in self.sides:
                        side(p)
                except (Undefined, Unknown, Kink):
                    continue
                if self._given_everywhere(p) and not p.table.outside() and not p.unsure:
                    return {name: fraction(v) for name, v in self._coordinates(p).items() if type(v) is fmpq}
        return None

    def _point(self, assignment: Assignment, pattern: int) -> Point:
        p = Point(assignment, Table(choice(self.open.heads, pattern)), self.budget)
        for scale in self.scalings.values() if self.scaled else ():
            scale(p)
        p.cache.clear()
        return self._settled(p)

    def _settled(self, p: Point) -> Point:
        """The point with the values that givens settle; one that has none stays out, and is Unknown."""
        for name, term in self.settling:
            try:
                p.values[name] = term(p)
            except (Undefined, Unknown, Kink):
                break
        p.cache.clear()
        return p

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
            for condition, over in self.universal:
                if not _holds_running(condition, over, p, elements, arguments):
                    return False
        except (Undefined, Unknown, Kink):
            return False
        p.fragile = fragile
        return True

    def _slopes_of_given(self, p: Point) -> bool:
        """Whether a derivative was chosen of a function that the givens speak of."""
        return any(any(orders) and head in self.opaque_in_givens for head, orders in p.table.calls)

    # writing

    def _coordinates(self, p: Point) -> dict[Term, fmpq]:
        """The values of everything the statement leaves open, opaque terms as far as they were read."""
        table = p.table
        found = {table.name(key): v for key, v in p.values.items() if key in self.inside}
        found.update((table.name(key), v) for key, v in table.elements.items())
        for (head, orders), kept in table.calls.items():
            for arguments, value in kept:
                if all(type(a) is fmpq for a in arguments):
                    found[table.name((head, orders, arguments))] = value
        return found

    def _written(self, assignment: Assignment, pattern: int) -> Counterexample:
        """The counterexample as text, with as many digits as show the difference."""
        pair, accuracy = None, -1
        for bits in (ctx.prec, *WRITING_BITS):
            ctx.prec, self.budget = max(bits, ctx.prec), Budget(100_000)
            p = self._point(assignment, pattern)
            self._given(p)
            values = [self._value(side, p) for side in self.sides]
            before, accuracy = accuracy, sum(map(_accuracy, values))
            pair = write_pair(*values, final=accuracy <= before or bits == WRITING_BITS[-1])
            if pair is not None and bits > BITS:
                break
        point = tuple(
            sorted((write_name(term), write_value(value)) for term, value in self._coordinates(p).items())
        )
        return Counterexample(point, *pair)

    def _value(self, side: Compiled, p: Point) -> Value | None:
        try:
            return side(p)
        except Undefined:
            return None


def _shared(terms: tuple[Term, ...]) -> set[Term]:
    """The terms, not leaves or relations, that stand at several places in these."""
    met, several = set(terms), set()
    for term in terms:
        for part in distinct(term):
            for inner in part.args:
                if inner.args and inner.op not in RELATIONS:
                    (several if inner in met else met).add(inner)
    return several


def _accuracy(value: Value | None) -> int:
    """How many bits of the value are known; 0 where more precision would not help."""
    return arb(value).rel_accuracy_bits() if type(value) is arb else 0


def _infinite(side: Term):
    """A whole side that is ∞ or -∞: what a limit may be said to be."""
    sign = -1 if side.op == "neg" else 1
    if (side.args[0] if sign < 0 else side).op != "infinity":
        return None
    return lambda p: infinite(sign)


def _far_apart(a: Value, b: Value) -> bool:
    """Whether a reader sees the difference in the first digits."""
    if type(a) not in (fmpq, arb) or type(b) not in (fmpq, arb):
        return True
    if type(a) is fmpq and type(b) is fmpq and a.height_bits() < 64 and b.height_bits() < 64:
        return True
    size = abs(a) + abs(b)
    return bool(abs(a - b) * 10_000 > size and size * 10**9 > 1)


def _holds_running(condition, over, p: Point, elements: set, arguments: set) -> bool:
    if not over:
        return condition(p)
    (name, index), *rest = over
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
