"""Attacks on the kernel's rule of the integral of a sum of multiples of others."""

from __future__ import annotations

import pytest

from derive.proving import kernel
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem, assume
from derive.reading.math import read_condition, read_term
from derive.terms.term import INFINITY, ONE, ZERO, Term, mul, neg, number, relation, symbol

a, b, t, x, y = map(symbol, "abtxy")
HALF = read_term(r"\frac{1}{2}")


def T(latex: str) -> Term:
    return read_term(latex)


def given(latex: str) -> Theorem:
    return assume(read_condition(latex))


def area(body: str, variable: Term = x, low: Term = ZERO, high: Term = ONE) -> Term:
    return Term("integral", (T(body), variable, low, high))


def known(body: str, value: str, variable: Term = x, low: Term = ZERO, high: Term = ONE) -> Theorem:
    """That an integral has a value, taken for granted."""
    return assume(relation(area(body, variable, low, high), "=", T(value)))


def same(left: str, right: Term, *premises: Theorem) -> Theorem:
    return kernel.arithmetic(T(left), right, premises)


HALF_OF_X = known("x", r"\frac{1}{2}")
TWICE = same("2x", mul(number(2), x))


def test_multiples_and_sums():
    equal = kernel.arithmetic(T("2x + 3x^2"), T("2 x + 3 x^2"))
    squares = known("t^2", r"\frac{1}{3}", t)
    found = kernel.integral_of_sum(
        area("2x + 3x^2"), equal, ((number(2), HALF_OF_X), (number(3), squares))
    )
    assert found.conclusion.args[1] == T(r"2 \cdot \frac{1}{2} + 3 \cdot \frac{1}{3}")


def test_what_holds_inside_is_enough():
    equal = same(r"\frac{x}{x} x", mul(ONE, x), given("x > 0"))
    found = kernel.integral_of_sum(area(r"\frac{x}{x} x"), equal, ((ONE, HALF_OF_X),))
    assert not any(x in h.free for h in found.hypotheses)


ATTACKS = [
    ("a factor that moves", lambda: kernel.integral_of_sum(area("x x"), same("x x", mul(x, x)), ((x, HALF_OF_X),))),
    ("other bounds", lambda: kernel.integral_of_sum(
        area("2x"), TWICE, ((number(2), known("x", "2", x, ZERO, number(2))),))),
    ("an infinite bound for a finite one", lambda: kernel.integral_of_sum(
        area("2x", x, ZERO, INFINITY), TWICE, ((number(2), HALF_OF_X),))),
    ("another integrand", lambda: kernel.integral_of_sum(area("2x"), TWICE, ((number(2), known("x^2", "1")),))),
    ("another multiple", lambda: kernel.integral_of_sum(area("2x"), TWICE, ((number(3), HALF_OF_X),))),
    ("an inequality of integrands", lambda: kernel.integral_of_sum(
        area("2x"), assume(relation(T("2x"), "<=", mul(number(2), x))), ((number(2), HALF_OF_X),))),
    ("an inequality of integrals", lambda: kernel.integral_of_sum(
        area("2x"), TWICE, ((number(2), assume(relation(area("x"), "<=", HALF))),))),
    ("equal where more is assumed of the variable", lambda: kernel.integral_of_sum(
        area("|x - 1| + 0"), assume(relation(T("|x - 1| + 0"), "=", mul(number(2), x))), ((number(2), HALF_OF_X),))),
    ("the variable free in the known integral", lambda: kernel.integral_of_sum(
        area("x x"), same("x x", mul(ONE, T("x x"))), ((ONE, known("t x", "1", t)),))),
    ("no integrals at all", lambda: kernel.integral_of_sum(area("2x"), TWICE, ())),
    ("bounds of unknown order", lambda: kernel.integral_of_sum(
        area("2x", x, a, b), TWICE, ((number(2), known("x", "1", x, a, b)),))),
    ("bounds the wrong way round", lambda: kernel.integral_of_sum(
        area("2x", x, INFINITY, ZERO), TWICE, ((number(2), known("x", "1", x, INFINITY, ZERO)),))),
    ("from −∞ backwards", lambda: kernel.integral_of_sum(
        area("2x", x, ZERO, neg(INFINITY)), TWICE, ((number(2), known("x", "1", x, ZERO, neg(INFINITY))),))),
    ("a bound that moves", lambda: kernel.integral_of_sum(
        area("2x", x, x, INFINITY), TWICE, ((number(2), known("x", "1", x, x, INFINITY)),))),
    ("a factor without value", lambda: kernel.integral_of_sum(
        area(r"\log(a) x"), assume(relation(T(r"\log(a) x"), "=", mul(T(r"\log(b)"), x))), ((T(r"\log(b)"), HALF_OF_X),))),
    ("Γ of what may be negative", lambda: kernel.law("gamma-integral", {a: a, b: ONE}, [])),
    ("a decay that may be none", lambda: kernel.law("gamma-integral", {a: ONE, b: b}, [])),
]  # fmt: skip


@pytest.mark.parametrize("attack", [pytest.param(attack, id=name) for name, attack in ATTACKS])
def test_refused(attack):
    with pytest.raises(Refusal):
        pytest.fail(f"{attack()!r}")


def test_the_law_keeps_its_own_variable():
    """Γ's parameter may be named as the law's bound variable is."""
    c = symbol("c")
    found = kernel.law("gamma-integral", {a: c, b: ONE}, [assume(relation(c, ">", ZERO))])
    body, variable = found.conclusion.args[0].args[:2]
    assert variable != c and c in body.free
