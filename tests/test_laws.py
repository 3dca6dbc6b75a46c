"""Every law against rigorous enclosures at many points; every condition needed; every rejected law false."""

from __future__ import annotations

import importlib
import random
from fractions import Fraction
from itertools import product
from math import ceil

import pytest
from flint import ctx, fmpq

from derive.proving.laws import LAWS, REJECTED, RULES, derivative_laws
from derive.reading.math import read_condition
from derive.refuting.enclosure import Kink, Undefined, Unknown
from derive.refuting.enclosure import holds as related
from derive.refuting.evaluation import Compiler
from derive.refuting.valuation import Budget, Point
from derive.terms.latex import write
from derive.terms.term import BINDERS, FUNCTIONS, RELATIONS, Term, subterms, symbol

LEAST = 10_000  # points at which all conditions hold and both sides are told, for a law with variables
LEAST_OF = {"integral": 60, "sum": 300}  # the same where an enclosure takes as long as many others
BITS = 128
SPECIAL = tuple(
    map(
        Fraction,
        "0 1 -1 1/2 -1/2 2 -2 3 -3 1/3 -1/3 3/2 -3/2 7/5 -9/4 10 -10 25 -30 100 -100 1000 -1000 "
        "1/1000000000000 -1/1000000000000 1000000000001/1000000000000 999999999999/1000000000000 "
        "-999999999999/1000000000000 -1000000000001/1000000000000 "
        "1/1000000000000000000000000000000 -1/1000000000000000000000000000000 1000000 -1000000 "
        "355/113 -355/113 355/226 3141592653589793/1000000000000000".split(),
    )
)
# A condition that no rational point shows to be needed, and why it is.
KEPT = {
    ("tan-quotient", r"\cos(a) \ne 0"): "cos is zero at no rational; at π/2 neither side has a value",
    ("derivative-tan", r"\cos(a) \ne 0"): "cos is zero at no rational; at π/2 there is no derivative",
    ("factorial-gamma", r"a \in \mathbb{Z}"): "of numbers that are not whole a! has no meaning here",
    ("power-nonnegative-whole", r"b \in \mathbb{Z}"): "0^0 has no value where its exponent is any number",
    **{
        (name, r"c \in \mathbb{Z}"): "a sum that ends at no whole number has no meaning here"
        for name in (
            "binomial-theorem",
            "binomial-mean",
            "binomial-mean-nonzero",
            "binomial-square",
            "binomial-square-nonzero",
        )
    },
    **{
        (name, r"c \ge 0"): "a sum that ends before it begins has no meaning here"
        for name in ("binomial-theorem", "binomial-mean-nonzero", "binomial-square-nonzero")
    },
}

law_rows = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)


def values(count: int) -> list[Fraction]:
    """So many numbers: the special ones, then others of every size."""
    dice = random.Random(1)
    found = list(SPECIAL)
    while len(found) < count:
        size = Fraction(10) ** dice.randint(-6, 2)
        found.append(size * Fraction(dice.randint(-9999, 9999), 1000))
    return found[:count]


def wholes(count: int) -> list[Fraction]:
    """So many whole numbers, small ones first."""
    return [Fraction(k // 2 if k % 2 else -k // 2) for k in range(count)]


@pytest.fixture(autouse=True)
def precision():
    before, ctx.prec = ctx.prec, BITS
    yield
    ctx.prec = before


def points(names: list[str], most: int, whole: frozenset[str] = frozenset()) -> list[dict[str, fmpq]]:
    """Points over the variables, on a grid whose diagonals (a = b, a = −b) are among them.

    Of `whole` variables most values are whole; beside a point a then stands ⌊a⌋.
    """
    if not names:
        return [{}]
    side = ceil(most ** (1 / len(names)))
    numbers = [fmpq(v.numerator, v.denominator) for v in values(side)]
    whole_numbers = [fmpq(v.numerator, 1) for v in wholes(side)] + numbers[:30]
    choices = [whole_numbers if name in whole else numbers for name in names]
    found = [dict(zip(names, chosen)) for chosen in product(*choices)]
    if len(whole) == 1 and len(names) == 2:
        (integer,) = whole
        (other,) = set(names) - whole
        more = [fmpq(v.numerator, v.denominator) for v in values(most)]
        found += [{other: v, integer: fmpq(v.floor())} for v in more]
    return found


class Attack:
    """A relation and conditions, to be evaluated at points."""

    def __init__(self, relation: Term, conditions: tuple[Term, ...], most: int = LEAST):
        self.op = relation.op
        free = relation.free.union(*(c.free for c in conditions))
        whole = frozenset(c.args[0].value for c in conditions if c.op == "integer")
        self.points = points(sorted(s.value for s in free), most, whole)
        compiler = Compiler()
        self.conditions = [compiler.condition(c) for c in conditions]
        self.sides = [compiler.compile(side) for side in relation.args]

    def outcome(self, values: dict[str, fmpq]) -> str:
        """ "outside" (a condition fails), "unknown", "undefined" (a side has no value), "fails", "holds"."""
        point = Point(values, budget=Budget())
        try:
            if not all(condition(point) for condition in self.conditions):
                return "outside"
        except Undefined:
            return "outside"
        except (Unknown, Kink):
            return "unknown"
        point.cache.clear()
        try:
            left, right = (side(point) for side in self.sides)
        except Undefined:
            return "undefined"
        except (Unknown, Kink):
            return "unknown"
        try:
            return "holds" if related(self.op, left, right) else "fails"
        except (Unknown, Kink):
            return "holds"  # enclosures that overlap: as equal as can be told


@law_rows
def test_no_law_fails_anywhere(law):
    """At 10,000 points and more, of a grid that is the denser the more of it the conditions leave out."""
    single = not law.relation.free or any(c.op == "=" for c in law.side_conditions)
    least = LEAST_OF.get(law.relation.args[0].op, LEAST)
    for density in (1.1, 2.9, 9, 27):
        attack = Attack(law.relation, law.side_conditions, round(least * density))
        outcomes = [attack.outcome(point) for point in attack.points]
        wrong = [p for p, o in zip(attack.points, outcomes) if o in ("fails", "undefined")]
        assert wrong == []
        if outcomes.count("holds") >= (1 if single else least):
            return
    raise AssertionError(f"the conditions hold at {outcomes.count('holds')} points only")


@pytest.mark.parametrize(
    "law, place",
    [pytest.param(law, i, id=f"{law.name}-{i}") for law in LAWS for i in range(len(law.conditions))],
)
def test_every_condition_is_needed(law, place):
    rest = (*law.side_conditions[:place], *law.side_conditions[place + 1 :])
    attack = Attack(law.relation, rest, LEAST_OF.get(law.relation.args[0].op, 2_000))
    needed = any(attack.outcome(point) in ("fails", "undefined") for point in attack.points)
    assert needed != ((law.name, law.conditions[place]) in KEPT)


@pytest.mark.parametrize("rejected", REJECTED, ids=lambda law: law.name)
def test_rejected_laws_fail_at_their_witness(rejected):
    assignments = [read_condition(part.strip()) for part in rejected.witness.split(",")]
    point = {}
    for equation in assignments:
        name, number = equation.args
        value = Compiler().compile(number)(Point({}))
        assert equation.op == "=" and isinstance(value, fmpq)
        point[name.value] = value
    attack = Attack(read_condition(rejected.statement), tuple(map(read_condition, rejected.conditions)))
    assert attack.outcome(point) in ("fails", "undefined")


def test_names_are_unique():
    names = [law.name for law in (*LAWS, *RULES, *REJECTED)]
    assert len(set(names)) == len(names)
    assert all(name == name.lower() and " " not in name for name in names)


@law_rows
def test_statements_are_relations_in_the_letters_a_b_c(law):
    assert law.relation.op in RELATIONS
    assert law.relation.free <= {symbol("a"), symbol("b"), symbol("c")}
    assert read_condition(write(law.relation)) == law.relation
    for condition in law.side_conditions:
        assert condition.op in (*RELATIONS, "integer")
        assert condition.free <= law.relation.free  # else it would be about a letter without value
        assert not any(part.op in BINDERS for part in subterms(condition))


@law_rows
def test_laws_of_derivatives_integrals_and_sums_alone_have_binders(law):
    left, right = law.relation.args
    assert not any(part.op in BINDERS for part in subterms(right))
    if not law.name.startswith("derivative-"):
        own = [left.op] if left.op in ("integral", "sum") else []
        assert [part.op for part in subterms(left) if part.op in BINDERS] == own
        return
    body, variable = left.args
    assert left.op == "derivative" and variable == symbol("a") and body.args[0] == variable
    name = law.name.removeprefix("derivative-")
    assert derivative_laws()[name] is law
    assert (body.op, len(body.args)) == (("^", 2) if name == "power" else (name, 1))
    assert name in (*FUNCTIONS, "sqrt", "power")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_name_the_code_that_checks_them(rule):
    module, function = rule.checked_by.split(".")
    assert callable(getattr(importlib.import_module(f"derive.proving.{module}"), function))
    assert rule.statement and rule.conditions


@pytest.mark.parametrize(
    "relation, conditions, point, outcome",
    [
        (r"\log(a^{2}) = 2\log(a)", (), {"a": -1}, "undefined"),
        (r"\log(a^{2}) = 2\log(a)", ("a > 0",), {"a": -1}, "outside"),
        (r"\log(a^{2}) = 2\log(a)", ("a > 0",), {"a": 3}, "holds"),
        (r"e^{a} \ge 1 + a", (), {"a": 0}, "holds"),
        (r"e^{a} > 1 + a", (), {"a": 0}, "fails"),
        (r"e^{a} = 1 + a", (), {"a": Fraction(1, 10**15)}, "fails"),
        (r"\frac{d}{da}|a| = \operatorname{sign}(a)", (), {"a": 0}, "undefined"),
        (r"\frac{d}{da}|a| = \operatorname{sign}(a)", (), {"a": -2}, "holds"),
    ],
)
def test_the_attack_itself(relation, conditions, point, outcome):
    attack = Attack(read_condition(relation), tuple(map(read_condition, conditions)))
    assert (
        attack.outcome(
            {name: fmpq(Fraction(v).numerator, Fraction(v).denominator) for name, v in point.items()}
        )
        == outcome
    )
