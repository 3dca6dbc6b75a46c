"""Terms as functions of a point, rigorously: a term is compiled once and called at many points.

Invariant: a compiled term returns an enclosure of the term's value at the point, or raises
Undefined, Unknown or (for an enclosing derivative) Kink.  Nothing is ever guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Set

from flint import arb, fmpq

from derive.refuting import enclosure
from derive.refuting.elementary import FUNCTIONS, real_power, root
from derive.refuting.enclosure import ZERO, Undefined, Unknown, Value, exact
from derive.refuting.valuation import Point
from derive.refuting.variables import distinct
from derive.terms.term import FUNCTIONS as ARITY
from derive.terms.term import RELATIONS, E, Term

MAXIMAL_DEPTH = 150
Compiled = Callable[[Point], Value]
Condition = Callable[[Point], bool]


class Compiler:
    """Compiles the terms of one proposition.

    `integers` are the names that take integer values only, `counts` those in bounds of sums; `shared`
    the terms that stand at several places, whose value is kept at a point (None: every term's).
    """

    def __init__(
        self,
        integers: frozenset[str] = frozenset(),
        counts: frozenset[str] = frozenset(),
        shared: Set[Term] | None = None,
    ):
        self.integers, self.counts, self.shared = integers, counts, shared
        self.done: dict[tuple[Term, frozenset], Compiled] = {}
        self.seen: set[Term] = set()
        self.depth = 0

    def compile(self, term: Term, bound: frozenset[Term] = frozenset()) -> Compiled:
        """The term as a function of a point.  `bound`: the binders' variables around it."""
        known = self.done.get((term, bound))
        if known is not None:
            return known
        if self.depth >= MAXIMAL_DEPTH:
            return self.unknown
        self.depth += 1
        try:
            build = _BUILD.get(term.op)
            if term.op in ("apply", "prime", "indexed") and term.args[0].op != "symbol":
                compiled = self.unknown
            elif build is not None:
                compiled = build(self, term, bound)
            elif term.op in ARITY or term.op == "sqrt":
                compiled = self._function(term, bound)
            else:
                compiled = self.unknown
        finally:
            self.depth -= 1
        kept = bool(term.args) and term.op not in RELATIONS if self.shared is None else term in self.shared
        if kept and not bound:
            compiled = _cached(compiled)
        self.done[term, bound] = compiled
        return compiled

    def condition(self, term: Term, bound: frozenset[Term] = frozenset()) -> Condition:
        """The condition as a function of a point: True, False, or raises."""
        if term.op in RELATIONS:
            return self._relation(term, bound)
        if term.op in ("and", "or"):
            return _junction([self.condition(a, bound) for a in term.args], decisive=term.op == "or")
        if term.op == "true":
            return lambda p: True
        if term.op == "integer":
            inner = self.compile(term.args[0], bound)
            return lambda p: _is_integer(inner(p))
        return self.unknown

    # builders

    @staticmethod
    def unknown(p: Point) -> Value:
        raise Unknown

    def _function(self, term: Term, bound: frozenset[Term]) -> Compiled:
        parts = [self.compile(a, bound) for a in term.args]
        if term.op in ("max", "min"):
            choose = enclosure.maximum if term.op == "max" else enclosure.minimum
            first, *others = parts

            def extreme(p):
                value = first(p)
                for other in others:
                    value = choose(value, other(p))
                return value

            return extreme
        function, (inner,) = FUNCTIONS[term.op], parts
        if term.op in _BOUNDARY:
            boundary = _BOUNDARY[term.op]

            def at_boundary(p):
                v = inner(p)
                if type(v) is fmpq and boundary(v):
                    p.fragile = True
                return function(v)

            return at_boundary
        return lambda p: function(inner(p))

    def _number(self, term: Term, bound: frozenset[Term]) -> Compiled:
        value = exact(term.value)
        return lambda p: value

    def _symbol(self, term: Term, bound: frozenset[Term]) -> Compiled:
        name = term.value

        def lookup(p):
            try:
                return p.values[name]
            except KeyError:
                raise Unknown from None

        return lookup

    def _constant(self, term: Term, bound: frozenset[Term]) -> Compiled:
        return (lambda p: arb.pi()) if term.value == "pi" else self.unknown

    def _sum_of_terms(self, term: Term, bound: frozenset[Term]) -> Compiled:
        parts = []
        for a in term.args:
            negative = a.op == "neg"
            parts.append((negative, self.compile(a.args[0] if negative else a, bound)))
        if len(parts) == 2 and not parts[0][0]:
            (_, first), (negative, second) = parts
            if negative:
                return lambda p: first(p) - second(p)
            return lambda p: first(p) + second(p)

        def total(p):
            value = ZERO
            for negative, part in parts:
                value = value - part(p) if negative else value + part(p)
            return value

        return total

    def _product_of_terms(self, term: Term, bound: frozenset[Term]) -> Compiled:
        times = enclosure.times
        first, *others = [self.compile(a, bound) for a in term.args]
        if len(others) == 1:
            other = others[0]
            return lambda p: times(first(p), other(p))

        def multiplied(p):
            value = first(p)
            for other in others:
                value = times(value, other(p))
            return value

        return multiplied

    def _negation(self, term: Term, bound: frozenset[Term]) -> Compiled:
        inner = self.compile(term.args[0], bound)
        return lambda p: -inner(p)

    def _quotient(self, term: Term, bound: frozenset[Term]) -> Compiled:
        divide = enclosure.divide
        a, b = (self.compile(x, bound) for x in term.args)
        return lambda p: divide(a(p), b(p))

    def _power(self, term: Term, bound: frozenset[Term]) -> Compiled:
        base_term, exponent_term = term.args
        if base_term == E:
            return self._function(Term("exp", (exponent_term,)), bound)
        base, exponent = self.compile(base_term, bound), self.compile(exponent_term, bound)
        literal = _literal_integer(exponent_term)
        if literal is not None:
            return lambda p: enclosure.integer_power(base(p), literal)
        whole = not any(s.op == "symbol" for s in distinct(exponent_term)) or all(
            s.op in ("neg", "+", "*") or s.op in ("symbol", "number") and self._is_whole(s)
            for s in distinct(exponent_term)
        )

        def power(p):
            a, b = base(p), exponent(p)
            if type(b) is fmpq and b.q == 1:
                if type(a) is fmpq or type(a) is arb:
                    s = enclosure.sign(a) if type(a) is fmpq or not (a > 0 or a < 0) else (1 if a > 0 else -1)
                    if s == 0 and not b:
                        raise Unknown  # 0^0 whose exponent is no literal: some say 1, some nothing
                    if s <= 0 and not whole:
                        p.fragile = True
                return enclosure.integer_power(a, b.p)
            value = real_power(a, b)
            if type(value) is fmpq and not value:
                p.fragile = True
            return value

        return power

    def _is_whole(self, leaf: Term) -> bool:
        return leaf.value in self.integers if leaf.op == "symbol" else leaf.value.denominator == 1

    def _root(self, term: Term, bound: frozenset[Term]) -> Compiled:
        degree = _literal_integer(term.args[1])
        if degree is None or not 1 <= degree <= 1000:
            return self.unknown
        inner = self.compile(term.args[0], bound)

        def rooted(p):
            v = inner(p)
            if type(v) is fmpq and not v:
                p.fragile = True
            return root(v, degree)

        return rooted

    def _cases(self, term: Term, bound: frozenset[Term]) -> Compiled:
        rows = [
            (self.condition(condition, bound), self.compile(value, bound))
            for value, condition in zip(term.args[::2], term.args[1::2], strict=True)
        ]

        def chosen(p):
            for condition, value in rows:
                if condition(p):
                    return value(p)
            raise Undefined(robust=not p.fragile)

        return chosen

    def _relation(self, term: Term, bound: frozenset[Term]) -> Condition:
        holds, op = enclosure.holds, term.op
        a, b = (self.compile(x, bound) for x in term.args)

        def related(p):
            left, right = a(p), b(p)
            if type(left) is fmpq and type(right) is fmpq and left == right:
                p.fragile = True  # the row may change in any neighbourhood
            return holds(op, left, right)

        return related

    def _indexed(self, term: Term, bound: frozenset[Term]) -> Compiled:
        key = self.key(term, bound)
        free = not any(bound & index.free for index in term.args[1:])
        letters = frozenset(s.value for index in term.args[1:] for s in index.free)
        below, above = letters <= self.counts, bool(letters) and letters <= self.counts

        def element(p):
            k = key(p)
            value = p.values.get(k)
            if value is None:
                value = p.table.element(k)
            p.table.read(k, free, below, above)
            return value

        return element

    def key(self, variable: Term, bound: frozenset[Term]) -> Callable[[Point], object]:
        """What the variable is called in `Point.values`: a name, or a name with exact indices."""
        if variable.op == "symbol":
            return lambda p: variable.value
        if variable.op != "indexed":
            return self.unknown
        head = variable.args[0].value
        indices = [self.compile(i, bound) for i in variable.args[1:]]

        def indexed(p):
            at = tuple(i(p) for i in indices)
            if not all(type(i) is fmpq for i in at):
                raise Unknown
            if head not in p.table.heads:
                p.table.heads[head] = variable.args[0]
            return (head, at)

        return indexed

    def _apply(self, term: Term, bound: frozenset[Term]) -> Compiled:
        head = term.args[0]
        arguments = [self.compile(a, bound) for a in term.args[1:]]
        orders = (0,) * len(arguments)
        return lambda p: p.table.call(head, orders, tuple(a(p) for a in arguments))

    def _prime(self, term: Term, bound: frozenset[Term]) -> Compiled:
        head, order, argument = term.args
        count = _literal_integer(order)
        inner = self.compile(argument, bound)
        if count is None or not 0 <= count <= 20:
            return self.unknown
        return lambda p: p.table.call(head, (count,), (inner(p),))

    def _binder(self, term: Term, bound: frozenset[Term]) -> Compiled:
        from derive.refuting import binders  # it compiles bodies with this class

        return binders.BUILD[term.op](self, term, bound)


_BUILD = {
    "number": Compiler._number,
    "symbol": Compiler._symbol,
    "constant": Compiler._constant,
    "+": Compiler._sum_of_terms,
    "*": Compiler._product_of_terms,
    "neg": Compiler._negation,
    "/": Compiler._quotient,
    "^": Compiler._power,
    "root": Compiler._root,
    "cases": Compiler._cases,
    "indexed": Compiler._indexed,
    "apply": Compiler._apply,
    "prime": Compiler._prime,
    **dict.fromkeys(("derivative", "at", "limit", "sum", "product", "integral"), Compiler._binder),
}


_BOUNDARY: dict[str, Callable[[fmpq], bool]] = {  # where the function jumps or its domain ends
    "sqrt": lambda v: not v,
    "sign": lambda v: not v,
    "floor": lambda v: v.q == 1,
    "arcsin": lambda v: abs(v) == 1,
    "arccos": lambda v: abs(v) == 1,
    "arcosh": lambda v: v == 1,
}


def _cached(compiled: Compiled) -> Compiled:
    """The same, computed once a point.  Only for terms outside binders."""
    slot = id(compiled)

    def once(p):
        cache = p.cache
        value = cache.get(slot)
        if value is not None:
            return value
        value = compiled(p)
        if type(value) is fmpq and value.height_bits() > enclosure.EXACT_BITS:
            value = enclosure.bounded(value)
        cache[slot] = value
        return value

    return once


def _junction(parts: list[Condition], decisive: bool) -> Condition:
    """`or` (decisive True) and `and` (decisive False), three-valued, every part evaluated."""

    def joined(p):
        decided = unknown = False
        undefined = None
        for part in parts:
            try:
                decided |= part(p) == decisive
            except Unknown:
                unknown = True
            except Undefined as exception:
                undefined = exception
        if undefined is not None:
            raise Unknown if decided or unknown else undefined
        if decided:
            return decisive
        if unknown:
            raise Unknown
        return not decisive

    return joined


def _is_integer(v: Value) -> bool:
    if type(v) is fmpq:
        return v.q == 1
    if type(v) is arb and v.is_finite() and not v.contains_integer():
        return False
    raise Unknown


def _literal_integer(term: Term) -> int | None:
    if term.op == "number" and term.value.denominator == 1:
        return int(term.value)
    if term.op == "neg":
        inner = _literal_integer(term.args[0])
        return None if inner is None else -inner
    return None
