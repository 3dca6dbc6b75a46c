"""What theorems show: which terms are defined, which conditions hold.

Invariant: a term is called defined, and a condition held, only where every premise
holds.  Part of what is trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from derive.proving.rational import literal, whole
from derive.terms.term import BINDERS, FAMILIES, ONE, RELATIONS, ZERO, Term, add, function, relation, sub

_FLIP = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_GIVEN_BY = {  # the relations of which each one gives it
    "=": ("=",), "<": ("<",), ">": (">",), ">=": (">=", ">", "="), "<=": ("<=", "<", "="), "!=": ("!=", "<", ">")
}  # fmt: skip
NEGATION = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_TOTAL = frozenset(
    "+ * neg exp abs max min sin cos sign floor arctan sinh cosh tanh arsinh erf apply indexed".split()
)


class Refusal(Exception):
    """A rule whose premises do not give the conclusion."""


# Conditions under which a function has a value, its argument having one.  Necessary, too,
# but for Γ, which has values between the negative whole numbers.
_DOMAINS = {
    "log": lambda a: (relation(a, ">", ZERO),),
    "sqrt": lambda a: (relation(a, ">=", ZERO),),
    "tan": lambda a: (relation(function("cos", a), "!=", ZERO),),
    "arcsin": lambda a: (relation(add(ONE, a), ">=", ZERO), relation(sub(ONE, a), ">=", ZERO)),
    "arccos": lambda a: (relation(add(ONE, a), ">=", ZERO), relation(sub(ONE, a), ">=", ZERO)),
    "artanh": lambda a: (relation(add(ONE, a), ">", ZERO), relation(sub(ONE, a), ">", ZERO)),
    "arcosh": lambda a: (relation(sub(a, ONE), ">=", ZERO),),
    "gamma": lambda a: (relation(a, ">", ZERO),),
    "factorial": lambda a: (Term("integer", (a,)), relation(a, ">=", ZERO)),
}


def domain_of(term: Term) -> tuple[Term, ...]:
    """The conditions, each `part relation 0` or that it is whole, under which a function of
    one argument, or a quotient, has a value where its arguments have one."""
    if term.op == "/":
        return (relation(term.args[1], "!=", ZERO),)
    return _DOMAINS[term.op](term.args[0]) if term.op in _DOMAINS else ()


def strict_subterms(term: Term) -> Iterator[Term]:
    """The subterms without whose value the term has none; bodies of binders and
    rows of cases are not among them."""
    stack = [term]
    while stack:
        current = stack.pop()
        yield current
        if current.op not in BINDERS and current.op != "cases":
            stack.extend(current.args[1:] if current.op in FAMILIES else current.args)


@lru_cache(maxsize=50_000)
def needed(term: Term) -> frozenset[Term]:
    """The strict subterms, each once."""
    return frozenset(strict_subterms(term))


class Evidence:
    """What a set of theorems shows: which terms are defined, and their signs."""

    def __init__(self, premises: Iterable):
        self.known: set[Term] = set()
        self.relations: set[Term] = set()
        self.slopes: dict[tuple[Term, ...], Term] = {}  # (body, variable): its derivative
        self.limits: dict[tuple[Term, ...], Term] = {}  # (body, variable, point, side): ±infinity too
        for premise in premises:
            if premise.conclusion.op == "integer":
                self.relations.add(premise.conclusion)
            if premise.conclusion.op == "tends":
                self.limits[premise.conclusion.args[0].args] = premise.conclusion.args[1]
            if premise.conclusion.op not in RELATIONS:
                continue
            self.known |= premise.defined
            left, right = premise.conclusion.args
            if premise.conclusion.op == "=" and left.op == "derivative":
                self.slopes[left.args] = right
            if premise.conclusion.op == "=" and left.op == "limit":
                self.limits[left.args] = right
            self.relations.add(premise.conclusion)

    def holds(self, condition: Term) -> bool:
        """Whether the condition is one of the premises or follows from one at once:
        a > b gives a ≥ b and a ≠ b; between numbers it is computed."""
        op = condition.op
        if op == "true":
            return True
        if op == "and":
            return all(self.holds(part) for part in condition.args)
        if op == "or":
            return any(self.holds(part) for part in condition.args)
        if op == "integer":
            return self._whole(condition.args[0])
        if op not in RELATIONS:
            return False
        left, right = condition.args
        a, b = literal(left), literal(right)
        if a is not None and b is not None:
            return compare(a, op, b)
        return any(self._said(left, stronger, right) for stronger in _GIVEN_BY[op])

    def _said(self, left: Term, op: str, right: Term) -> bool:
        """Whether a premise is the relation, read from either side."""
        return (
            relation(left, op, right) in self.relations or relation(right, _FLIP[op], left) in self.relations
        )

    def _whole(self, term: Term) -> bool:
        """Whether the term is shown to be a whole number, hence to have a value."""
        if whole(term) is not None or Term("integer", (term,)) in self.relations:
            return True
        if term.op in ("floor", "factorial"):  # ⌊log(−1)⌋ is no number
            return self.shows_defined(term)
        return term.op in ("+", "*", "neg") and all(map(self._whole, term.args))

    def require(self, term: Term) -> None:
        """Raise Refusal unless the term is defined wherever the premises hold."""
        if term in self.known:
            return
        op, args = term.op, term.args
        if op in ("number", "symbol", "constant"):
            return
        if op == "cases":
            self._require_rows(args)
            self.known.add(term)
            return
        if op in BINDERS or op in RELATIONS:
            raise Refusal(f"not shown to be defined: {term!r}")
        for part in args:
            self.require(part)
        if not self._own_condition(term):
            raise Refusal(f"not shown to be defined: {term!r}")
        self.known.add(term)

    def _require_rows(self, args: tuple[Term, ...]) -> None:
        """Cases have a value when all rows have one and the last is for all the rest."""
        if args[-1].op != "true":
            raise Refusal("cases that may leave something out")
        for place, part in enumerate(args[:-1]):
            if place % 2 and part.op not in RELATIONS:
                raise Refusal("a row's condition that is not a relation")
            for side in part.args if place % 2 else (part,):
                self.require(side)

    def shows_defined(self, term: Term) -> bool:
        """Whether `require` would pass."""
        try:
            self.require(term)
        except Refusal:
            return False
        return True

    def _own_condition(self, term: Term) -> bool:
        op, args = term.op, term.args
        if op in _TOTAL:
            return True
        if op == "/" or op in _DOMAINS:
            return all(map(self.holds, domain_of(term)))
        if op == "root":
            degree = whole(args[1])
            return (
                degree is not None
                and degree > 0
                and (degree % 2 == 1 or self.holds(relation(args[0], ">=", ZERO)))
            )
        if op == "^":
            exponent = literal(args[1])
            if exponent is not None and exponent.denominator == 1 and exponent >= 0:
                return True
            if exponent is not None and exponent.denominator == 1:
                return self.holds(relation(args[0], "!=", ZERO))
            if exponent is not None and exponent > 0:
                return self.holds(relation(args[0], ">=", ZERO))
            if self._whole(args[1]) and (
                self.holds(relation(args[1], ">=", ZERO)) or self.holds(relation(args[0], "!=", ZERO))
            ):
                return True  # 0^0 = 1, as for x^0
            return self.holds(relation(args[0], ">", ZERO)) or (
                self.holds(relation(args[0], ">=", ZERO)) and self.holds(relation(args[1], ">", ZERO))
            )
        return False


def compare(a: Fraction, op: str, b: Fraction) -> bool:
    """Whether the relation holds between two rational numbers."""
    return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]
