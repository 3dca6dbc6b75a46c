"""Attacks on the kernel's rules of ranges, nested sums and products, and what each rule is for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.document import Proposition
from derive.proving import kernel
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem, assume
from derive.reading.math import read_condition, read_term
from derive.refuting.refuter import refute
from derive.terms.term import ONE, TRUE, ZERO, Term, add, number, relation, sub, symbol

c, i, j, k, m, n, t = map(symbol, "cijkmnt")
A_POWER = {symbol("a"): symbol("x"), symbol("b"): n}
N_LESS, N_MORE = sub(n, ONE), add(n, ONE)


def T(latex: str) -> Term:
    return read_term(latex)


def total(body: str | Term, index: Term = i, lower: Term = ONE, upper: Term = n, op: str = "sum") -> Term:
    return Term(op, (T(body) if isinstance(body, str) else body, index, lower, upper))


def product(body: str, index: Term = i, lower: Term = ONE, upper: Term = n) -> Term:
    return total(body, index, lower, upper, "product")


def given(latex: str) -> Theorem:
    return assume(read_condition(latex))


def whole(*symbols: Term) -> tuple[Theorem, ...]:
    return tuple(assume(Term("integer", (s,))) for s in symbols)


def at_least(upper: Term, lower: Term) -> Theorem:
    return assume(relation(upper, ">=", lower))


def same(left: Term, right: Term) -> Theorem:
    return kernel.arithmetic(left, right)


BOUNDS = (*whole(n, m), at_least(n, sub(ONE, ONE)), at_least(m, sub(ONE, ONE)))
SOME = at_least(n, ONE)
X = total("x_i")
ALL_X = product("x_i")


def exists(term: Term, *premises: Theorem, inner: tuple[Theorem, ...] = ()) -> Theorem:
    """That the sum has a value, from its body having one."""
    return kernel.summation("sum-equal", term, (kernel.defined(term.args[0], inner),), (*BOUNDS, *premises))


def rule(name: str, term: Term, *premises: Theorem, inner=(), **more):
    return lambda: kernel.summation(name, term, inner, premises, **more)


NESTED = total(total("a_{ij}", j, ONE, m))
TRIANGLE = total(total("a_{ij}", j, ONE, i))
POLE = total(T(r"\frac{1}{i}"), i, ONE, n)
NEXT = {"after": number(2)}
TWO_IS = same(number(2), add(ONE, ONE))
SIGNS = (given(r"y_i \ge 0"), given(r"z_i \ge 0"))
INSIDE = (*BOUNDS, SOME, exists(X))

REFUSED = [
    ("x^n, n perhaps below zero", lambda: kernel.defined(T("x^n"), whole(n))),
    ("x^n, n perhaps not whole", lambda: kernel.defined(T("x^n"), [given(r"n \ge 0")])),
    ("x^{n+1}, n perhaps below zero", lambda: kernel.law("power-sum", {**A_POWER, symbol("c"): ONE}, whole(n))),
    ("x^{n+1}, n perhaps not whole", lambda: kernel.law(
        "power-sum", {**A_POWER, symbol("c"): ONE}, [given(r"n \ge 0")])),
    ("x^n, x not 0 and n perhaps not whole", lambda: kernel.defined(T("x^n"), [given(r"x \ne 0")])),
    ("x^{n-n}, x perhaps 0", lambda: kernel.law("power-sum-nonzero", {**A_POWER, symbol("c"): T("-n")}, whole(n))),
    ("the slope of x^n, n perhaps 0 and x, too", lambda: kernel.differentiate(T("x^n"), T("x"), [*whole(n), given(r"n \ge 0")])),
    ("the slope of x^n, n perhaps not whole", lambda: kernel.differentiate(T("x^n"), T("x"), [given(r"n \ge 1"), given(r"x \ne 0")])),
    ("the slope of x^n by n", lambda: kernel.differentiate(T("x^n"), n, [*whole(n), given(r"n \ge 1")])),
    ("the first of no terms", rule("sum-first", X, *BOUNDS, exists(X), TWO_IS, **NEXT)),
    ("the first, the rest from elsewhere", rule("sum-first", X, *INSIDE, after=number(3))),
    ("the first, the rest from elsewhere, shown", rule("sum-first", X, *INSIDE, same(number(3), add(ONE, T("2"))), after=number(3))),
    ("the first of terms without value", rule("sum-first", POLE, *BOUNDS, SOME, TWO_IS, **NEXT)),
    ("the first, the bounds not whole", rule("sum-first", X, SOME, exists(X), TWO_IS, **NEXT)),
    ("the first, by the index", rule(
        "sum-first", X, *INSIDE, assume(relation(i, "=", add(ONE, ONE))), after=i)),
    ("the last of no terms", rule("sum-last", X, *BOUNDS, exists(X), same(N_LESS, N_LESS), before=N_LESS)),
    ("the last, the rest to elsewhere", rule("sum-last", X, *INSIDE, same(n, n), before=n)),
    ("the last of a pole", rule("sum-last", total(T(r"\frac{1}{n-i}")), *BOUNDS, SOME, same(N_LESS, N_LESS), before=N_LESS)),
    ("empty, which it is not", rule("sum-empty", X, *BOUNDS, SOME)),
    ("empty, which it may not be", rule("sum-empty", X, *BOUNDS)),
    ("empty by two", rule("sum-empty", X, *BOUNDS, assume(relation(n, "=", sub(ONE, number(2)))))),
    ("a shift by half", rule("sum-shift", X, *BOUNDS, exists(X), by=number(Fraction(1, 2)))),
    ("a shift by what may not be whole", rule("sum-shift", X, *BOUNDS, exists(X), by=c)),
    ("a shift by the index", rule("sum-shift", X, *BOUNDS, exists(X), *whole(i), by=i)),
    ("a shift of terms without value", rule("sum-shift", POLE, *BOUNDS, by=ONE)),
    ("reversed, the range perhaps negative", rule("sum-reverse", X, *whole(n), exists(X))),
    ("reversed terms without value", rule("sum-reverse", POLE, *BOUNDS)),
    ("other bounds", rule("sum-bounds", X, *INSIDE, same(ONE, ONE), same(N_LESS, N_LESS), lower=ONE, upper=N_LESS)),
    ("a bound that is the index", rule(
        "sum-bounds", X, *INSIDE, same(ONE, ONE), assume(relation(n, "=", i)), lower=ONE, upper=i)),
    ("swapped, one range inside the other", rule("sum-swap", TRIANGLE, *BOUNDS, *whole(i))),
    ("swapped, one letter twice", rule("sum-swap", total(total("x_i", i, ONE, m)), *BOUNDS, exists(total(total("x_i", i, ONE, m)), inner=(exists(total("x_i", i, ONE, m)),)))),
    ("swapped with a product", rule("sum-swap", total(product("a_{ij}", j, ONE, m)), *BOUNDS, exists(
        total(product("a_{ij}", j, ONE, m)), inner=(exists(product("a_{ij}", j, ONE, m)),)))),
    ("swapped, an inner bound not whole by itself", rule(
        "sum-swap", total(total("a_{ij}", j, ONE, t)), *BOUNDS,
        assume(relation(total(total("a_{ij}", j, ONE, t)), "=", ZERO)))),
    ("a product of a sum's terms", rule("product-separate", product("x_i + y_i"), *BOUNDS, exists(ALL_X))),
    ("a sum of a product's terms", rule("sum-separate", total("x_i y_i"), *BOUNDS, exists(X), exists(total("y_i")))),
    ("a product of factors without value", rule("product-separate", product(r"x_i \log y_i"), *BOUNDS, exists(ALL_X))),
    ("a constant product, the base perhaps negative", rule("product-constant", product("c"), *BOUNDS)),
    ("a constant product with the index", rule("product-constant", ALL_X, *BOUNDS, given("x_i > 0"))),
    ("a quotient, perhaps by zero", rule("product-quotient", product(r"\frac{x_i}{y_i}"), *BOUNDS, exists(ALL_X), exists(product("y_i")))),
    ("a power that is no number", rule("product-power", product("(x_i)^k"), *BOUNDS, exists(ALL_X))),
    ("a power below zero", rule("product-power", product("x_i^{-1}"), *BOUNDS, exists(ALL_X))),
    ("a half power", rule("product-power", product(r"x_i^{\frac12}"), *BOUNDS, exists(ALL_X))),
    ("a sum of exponentials", rule("product-exp", total("e^{x_i}"), *BOUNDS, exists(X))),
    ("exponents without value", rule("product-exp", product(r"e^{\log x_i}"), *BOUNDS)),
    ("a sum that is not zero", rule("sum-positive", X, *BOUNDS, inner=[given(r"x_i \ne 0")])),
    ("Cauchy, of an inequality", rule("sum-cauchy", X, *BOUNDS, inner=[given(r"(x_i)^2 \le y_i z_i"), *SIGNS])),
    ("Cauchy, of what may be negative", rule("sum-cauchy", X, *BOUNDS, inner=[given("(x_i)^2 = y_i z_i"), SIGNS[0], given(r"z_i \ne 0")])),
    ("Cauchy, of one sign for both", rule("sum-cauchy", X, *BOUNDS, inner=[given("(x_i)^2 = y_i z_i"), SIGNS[0], SIGNS[0]])),
    ("Cauchy, of another square", rule("sum-cauchy", X, *BOUNDS, inner=[given("(w_i)^2 = y_i z_i"), *SIGNS])),
    ("Cauchy, the bounds not whole", rule("sum-cauchy", X, inner=[given("(x_i)^2 = y_i z_i"), *SIGNS])),
    ("Cauchy for a product", rule("sum-cauchy", ALL_X, *BOUNDS, inner=[given("(x_i)^2 = y_i z_i"), *SIGNS])),
    ("a product not zero from some terms", rule("sum-positive", ALL_X, *BOUNDS, inner=[given(r"x_i \ne 0")])),
]  # fmt: skip


@pytest.mark.parametrize("attack", [pytest.param(attack, id=name) for name, attack in REFUSED])
def test_refused(attack):
    with pytest.raises(Refusal):
        pytest.fail(f"{attack()!r}")


def test_a_power_with_a_whole_exponent_has_a_value():
    theorem = kernel.law(
        "power-sum", {**A_POWER, symbol("c"): ONE}, [*whole(n), given(r"n \ge 0")]
    )
    assert theorem.conclusion == read_condition(r"x^{n+1} = x^n x^1")
    claim = Proposition(
        tuple(theorem.hypotheses), *theorem.conclusion.args[:1], "=", theorem.conclusion.args[1]
    )
    assert refute(claim, effort=1) is None


def not_zero() -> tuple[Theorem, Theorem]:
    """Π e^{y_i} > 0."""
    body = T("e^{y_i}")
    return exists(product("e^{y_i}")), kernel.summation(
        "sum-positive", product("e^{y_i}"), (kernel.law("exp-positive", {symbol("a"): body.args[0]}),), BOUNDS
    )


PROVED = [
    ("sum-first", rule("sum-first", X, *INSIDE, TWO_IS, **NEXT), r"x_1 + \sum_{i=2}^{n} x_i"),
    ("sum-last", rule("sum-last", X, *INSIDE, same(N_LESS, N_LESS), before=N_LESS), r"x_n + \sum_{i=1}^{n - 1} x_i"),
    ("product-first", rule("sum-first", ALL_X, *BOUNDS, SOME, exists(ALL_X), TWO_IS, **NEXT), r"x_1 \prod_{i=2}^{n} x_i"),
    ("sum-empty", rule("sum-empty", total("x_i", i, N_MORE, n), *whole(n), at_least(n, sub(N_MORE, ONE)),
                       same(n, sub(N_MORE, ONE))), "0"),
    ("product-empty", rule("sum-empty", product("x_i", i, N_MORE, n), *whole(n), at_least(n, sub(N_MORE, ONE)),
                           same(n, sub(N_MORE, ONE))), "1"),
    ("sum-shift", rule("sum-shift", X, *BOUNDS, exists(X), *whole(k), by=k), r"\sum_{i=1+k}^{n+k} x_{i-k}"),
    ("sum-reverse", rule("sum-reverse", X, *BOUNDS, exists(X)), r"\sum_{i=1}^{n} x_{1 + n - i}"),
    ("sum-bounds", rule("sum-bounds", X, *INSIDE, same(ONE, T("2 - 1")), same(n, n), lower=T("2 - 1"), upper=n),
     r"\sum_{i=2 - 1}^{n} x_i"),
    ("sum-swap", rule("sum-swap", NESTED, *BOUNDS, exists(NESTED, inner=(exists(NESTED.args[0]),))),
     r"\sum_{j=1}^{m} \sum_{i=1}^{n} a_{ij}"),
    ("product-separate", rule("product-separate", product("x_i y_i"), *BOUNDS, exists(ALL_X), exists(product("y_i"))),
     r"\left(\prod_{i=1}^{n} x_i\right) \prod_{i=1}^{n} y_i"),
    ("product-constant", rule("product-constant", product("c"), *BOUNDS, given("c > 0")), "c^{n - 1 + 1}"),
    ("product-quotient", rule("product-quotient", product(r"\frac{x_i}{e^{y_i}}"), *BOUNDS, exists(ALL_X), *not_zero()),
     r"\frac{\prod_{i=1}^{n} x_i}{\prod_{i=1}^{n} e^{y_i}}"),
    ("product-power", rule("product-power", product("x_i^3"), *BOUNDS, exists(ALL_X)), r"\left(\prod_{i=1}^{n} x_i\right)^3"),
    ("product-exp", rule("product-exp", product("e^{x_i}"), *BOUNDS, exists(X)), r"e^{\sum_{i=1}^{n} x_i}"),
]  # fmt: skip


@pytest.mark.parametrize("proof, value", [pytest.param(*row[1:], id=row[0]) for row in PROVED])
def test_proved_and_not_refuted(proof, value):
    theorem = proof()
    left, right = theorem.conclusion.args
    assert theorem.conclusion.op == "=" and right == T(value)
    assert TRUE not in theorem.hypotheses
    claim = Proposition(tuple(sorted(theorem.hypotheses, key=repr)), left, "=", right)
    assert refute(claim, effort=1) is None
    wrong = Proposition(claim.givens, left, "=", add(right, ONE))
    attacked = refute(wrong, effort=1) is not None  # so the attack could have succeeded
    assert attacked == (value not in "01")  # it leaves out sums of no term between symbols
