"""Attacks on the kernel's rules of infinite sums, and on what the refuter says of them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, fmpq

from derive.proving import kernel
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem, assume
from derive.reading.math import read_condition, read_term
from derive.refuting.enclosure import Undefined, Unknown
from derive.refuting.evaluation import Compiler
from derive.refuting.valuation import Budget, Point
from derive.terms.term import INFINITY, ONE, ZERO, Term, add, neg, number, relation, symbol

a, i, k, m, n, x = map(symbol, "aikmnx")
HALF = read_term(r"\frac{1}{2}")


def T(latex: str) -> Term:
    return read_term(latex)


def series(body: str | Term, lower: Term = ZERO, index: Term = k) -> Term:
    return Term("sum", (T(body) if isinstance(body, str) else body, index, lower, INFINITY))


def given(latex: str) -> Theorem:
    return assume(read_condition(latex))


def converges(total: Term) -> Theorem:
    """That a sum has a value, taken for granted."""
    return assume(relation(total, "=", total))


def whole(*terms: Term) -> tuple[Theorem, ...]:
    return tuple(assume(Term("integer", (t,))) for t in terms)


def same(left: Term, right: Term) -> Theorem:
    return kernel.arithmetic(left, right)


X = series("x_k")
LATER = series("x_k", ONE)
ONE_IS = same(ONE, add(ZERO, ONE))


def rule(name: str, term: Term, *premises: Theorem, inner=(), **more):
    return lambda: kernel.summation(name, term, inner, premises, **more)


REFUSED = [
    ("terms without a sum", rule("series-equal", X, inner=[assume(relation(T("x_k"), "=", T("y_k")))])),
    ("equal, the other sum exists elsewhere", rule(
        "series-equal", X, converges(series("y_k", ONE)), inner=[assume(relation(T("x_k"), "=", T("y_k")))])),
    ("equal for some terms", rule(
        "series-equal", X, converges(series("y_k")), inner=[kernel.order(
            relation(T("x_k"), "=", T("y_k")), [(1, [(assume(relation(T("x_k"), "=", T("y_k"))), 1)]),
                                                 (0, [(given("k > 5"), 1)])])])),
    ("smaller terms", rule("series-equal", X, converges(series("y_k")), inner=[assume(relation(T("x_k"), "<=", T("y_k")))])),
    ("a finite sum as an infinite one", rule(
        "series-equal", Term("sum", (T("x_k"), k, ZERO, n)), converges(series("y_k")),
        inner=[assume(relation(T("x_k"), "=", T("y_k")))])),
    ("the first of a sum without value", rule("series-first", X, ONE_IS, after=ONE)),
    ("the first, the rest from elsewhere", rule("series-first", X, converges(X), after=number(2))),
    ("the first without value", rule(
        "series-first", series(r"\frac{1}{k}"), converges(series(r"\frac{1}{k}", ONE)), ONE_IS, after=ONE)),
    ("a shift by half", rule("series-shift", X, converges(X), same(HALF, add(ZERO, HALF)), by=HALF, lower=HALF)),
    ("a shift to elsewhere", rule("series-shift", X, converges(X), by=ONE, lower=number(2))),
    ("a shift of a sum without value", rule("series-shift", X, ONE_IS, by=ONE, lower=ONE)),
    ("a shift by the index", rule("series-shift", X, converges(X), *whole(k), same(k, add(ZERO, k)), by=k, lower=k)),
    ("positive without value", rule("series-positive", X, inner=[given("x_k > 0")])),
    ("positive, of which some terms are not", rule("series-positive", X, converges(X), inner=[given(r"x_k \ne 0")])),
    ("a sum of sums without value", rule("sum-separate", series("x_k + y_k"), converges(series("x_k + y_k")))),
    ("a multiple of a sum without value", rule("sum-scale", series("a x_k"), converges(series("a x_k")))),
    ("another index, of a sum without value", rule("sum-rename", X, index=i)),
    ("a constant for ever", rule("sum-constant", series("a"), converges(series("a")))),
    ("reversed", rule("sum-reverse", X, converges(X))),
    ("swapped", rule("sum-swap", series(series("a_{ik}", ZERO, i)), converges(series(series("a_{ik}", ZERO, i))))),
    ("a slope, term by term", rule(
        "sum-derivative", series("x^k"), inner=[assume(relation(T(r"\frac{d}{dx} x^k"), "=", T("k x^{k-1}")))], variable=x)),
    ("telescoped for ever", rule(
        "sum-telescope", series("k - (k - 1)"), inner=[kernel.arithmetic(T("k - (k-1)"), T("k - (k - 1)"))], primitive=k)),
    ("a last term", rule("sum-last", X, converges(X), before=INFINITY)),
    ("the geometric series at 1", lambda: kernel.law("geometric-series", {a: ONE}, [])),
    ("the geometric series at −1", lambda: kernel.law("geometric-series", {a: neg(ONE)}, [])),
    ("the geometric series anywhere", lambda: kernel.law("geometric-series", {a: x}, [given("x < 1")])),
    ("the logarithm's series at 1", lambda: kernel.law("logarithm-series", {a: ONE}, [])),
]  # fmt: skip


@pytest.mark.parametrize("attack", [pytest.param(attack, id=name) for name, attack in REFUSED])
def test_refused(attack):
    with pytest.raises(Refusal):
        pytest.fail(f"{attack()!r}")


PROVED = [
    ("series-first", rule("series-first", X, converges(X), ONE_IS, after=ONE), r"x_0 + \sum_{k=1}^{\infty} x_k"),
    ("series-first, from the rest", rule("series-first", X, converges(LATER), ONE_IS, after=ONE), r"x_0 + \sum_{k=1}^{\infty} x_k"),
    ("series-shift", rule("series-shift", X, converges(X), ONE_IS, by=ONE, lower=ONE), r"\sum_{k=1}^{\infty} x_{k-1}"),
    ("sum-separate", rule("sum-separate", series("x_k + y_k"), converges(X), converges(series("y_k"))),
     r"\sum_{k=0}^{\infty} x_k + \sum_{k=0}^{\infty} y_k"),
    ("sum-scale", rule("sum-scale", series("a x_k"), converges(X)), r"a \sum_{k=0}^{\infty} x_k"),
]  # fmt: skip


@pytest.mark.parametrize("proof, value", [pytest.param(*row[1:], id=row[0]) for row in PROVED])
def test_proved(proof, value):
    assert proof().conclusion.args[1] == T(value)


@pytest.mark.parametrize(
    "sum_, at, value",
    [
        (r"\sum_{k=0}^{\infty} x^k", "1/2", "2"),
        (r"\sum_{k=0}^{\infty} x^k", "-1/2", "2/3"),
        (r"\sum_{k=0}^{\infty} x^k", "1", "undefined"),
        (r"\sum_{k=0}^{\infty} x^k", "-1", "undefined"),
        (r"\sum_{k=0}^{\infty} x^k", "3", "undefined"),
        (r"\sum_{k=1}^{\infty} k x^k", "1/2", "2"),
        (r"\sum_{k=0}^{\infty} (k-3) x^k", "1/2", "-4"),
        (r"\sum_{k=1}^{\infty} k^2 x^k", "1/2", "6"),
        (r"\sum_{k=0}^{\infty} \frac{x^k (k+1)}{2^k}", "1", "4"),
        (r"\sum_{k=0}^{\infty} \frac{k! x^k}{1}", "1/9", "undefined"),
        (r"\sum_{k=0}^{\infty} \frac{0^k}{k!}", "1", "unknown"),  # 0^0
        (r"\sum_{k=1}^{\infty} \frac{1}{k}", "1", "unknown"),
        (r"\sum_{k=1}^{\infty} \frac{1}{k^2}", "1", "unknown"),
        (r"\sum_{k=0}^{\infty} (k^2 - k) x^k", "1/2", "unknown"),
        (r"\sum_{k=x}^{\infty} \frac{1}{2^k}", "3", "1/4"),
        (r"\sum_{k=x}^{\infty} \frac{1}{2^k}", "1/2", "unknown"),
    ],
)
def test_what_the_refuter_says(sum_, at, value):
    point = Point({"x": fmpq(Fraction(at).numerator, Fraction(at).denominator)}, budget=Budget())
    try:
        found = Compiler().compile(T(sum_))(point)
    except Undefined:
        assert value == "undefined"
    except Unknown:
        assert value == "unknown"
    else:
        exact = Fraction(value)
        assert arb(found).contains(fmpq(exact.numerator, exact.denominator)) and arb(found).rad() < 1e-6
