"""Attacks on the rules of the kernel: each must be refused.  And what each rule is for."""

from __future__ import annotations


import pytest

from derive.proving import kernel
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem, assume
from derive.reading.math import read_condition, read_term
from derive.terms.term import (
    INFINITY,
    ONE,
    TRUE,
    TWO,
    ZERO,
    Term,
    derivative,
    div,
    function,
    mul,
    neg,
    number,
    power,
    relation,
    sub,
    symbol,
)

a, b, c, i, j, n, x, y = map(symbol, "abcijnxy")
x_i, x_j, y_i = (Term("indexed", pair) for pair in ((x, i), (x, j), (y, i)))
BOTH, ABOVE, BELOW = ZERO, ONE, number(-1)


def C(latex: str) -> Term:
    return read_condition(latex)


def T(latex: str) -> Term:
    return read_term(latex)


def given(latex: str) -> Theorem:
    return assume(C(latex))


def at(body: Term, variable: Term, value: Term) -> Term:
    return Term("at", (body, variable, value))


def lim(body: Term, variable: Term, point: Term, side: Term = BOTH) -> Term:
    return Term("limit", (body, variable, point, side))


def total(body: Term, index: Term, lower: Term, upper: Term) -> Term:
    return Term("sum", (body, index, lower, upper))


def cases(*rows: Term) -> Term:
    return Term("cases", rows)


def equal(left: str, right: str, *premises: Theorem) -> Theorem:
    return kernel.arithmetic(T(left), T(right), premises)


# ── attacks, a row each ──────────────────────────────────────────────────────

UNDEFINED = [
    ("a quotient", lambda: kernel.defined(T(r"\frac{1}{x}"))),
    ("a quotient by something ≥ 0", lambda: kernel.defined(T(r"\frac{1}{x}"), [given(r"x \ge 0")])),
    ("a quotient by x − x", lambda: kernel.defined(T(r"\frac{1}{x-x}"))),
    ("a quotient by 0", lambda: kernel.defined(T(r"\frac{1}{0}"))),
    ("0/0", lambda: kernel.defined(T(r"\frac{0}{0}"))),
    ("a quotient inside 0 · …", lambda: kernel.defined(T(r"0 \cdot \frac{1}{x}"))),
    ("another denominator than shown", lambda: kernel.defined(T(r"\frac{1}{y}"), [given(r"x \ne 0")])),
    ("a log", lambda: kernel.defined(T(r"\log x"))),
    ("a log of something ≥ 0", lambda: kernel.defined(T(r"\log x"), [given(r"x \ge 0")])),
    ("a log of something ≠ 0", lambda: kernel.defined(T(r"\log x"), [given(r"x \ne 0")])),
    ("log 0", lambda: kernel.defined(T(r"\log 0"))),
    ("log of −1", lambda: kernel.defined(T(r"\log(-1)"))),
    ("a root", lambda: kernel.defined(T(r"\sqrt{x}"))),
    ("a root of −1", lambda: kernel.defined(T(r"\sqrt{-1}"))),
    ("a fourth root", lambda: kernel.defined(T(r"\sqrt[4]{x}"))),
    ("a root of degree 0", lambda: kernel.defined(Term("root", (x, ZERO)))),
    ("a root of real degree", lambda: kernel.defined(Term("root", (x, y)), [given("x > 0"), given("y > 0")])),
    ("x^{-1}", lambda: kernel.defined(T("x^{-1}"))),
    ("0^{-1}", lambda: kernel.defined(T("0^{-1}"))),
    ("x^{1/2}", lambda: kernel.defined(T(r"x^{\frac12}"))),
    ("x^{-1/2} at x ≥ 0", lambda: kernel.defined(T(r"x^{-\frac12}"), [given(r"x \ge 0")])),
    ("(−1)^{1/3}", lambda: kernel.defined(T(r"(-1)^{\frac13}"))),
    ("x^y", lambda: kernel.defined(T("x^y"))),
    ("x^y at x ≥ 0", lambda: kernel.defined(T("x^y"), [given(r"x \ge 0")])),
    ("x^y at x ≥ 0, y ≥ 0", lambda: kernel.defined(T("x^y"), [given(r"x \ge 0"), given(r"y \ge 0")])),
    ("0^y", lambda: kernel.defined(T("0^y"))),
    ("tan", lambda: kernel.defined(T(r"\tan x"))),
    ("arcsin", lambda: kernel.defined(T(r"\arcsin x"))),
    ("arcsin above −1 alone", lambda: kernel.defined(T(r"\arcsin x"), [given(r"1 + x \ge 0")])),
    ("artanh at 1", lambda: kernel.defined(T(r"\operatorname{artanh} 1"))),
    ("arcosh below 1", lambda: kernel.defined(T(r"\operatorname{arcosh} x"), [given(r"x \ge 0")])),
    ("Γ", lambda: kernel.defined(T(r"\Gamma(x)"))),
    ("Γ of something ≥ 0", lambda: kernel.defined(T(r"\Gamma(x)"), [given(r"x \ge 0")])),
    ("Γ(0)", lambda: kernel.defined(T(r"\Gamma(0)"))),
    ("a factorial of what may not be whole", lambda: kernel.defined(T("x!"), [given(r"x \ge 0")])),
    ("a factorial of what may be negative", lambda: kernel.defined(T("n!"), [given(r"n \in \mathbb{Z}")])),
    ("the factorial of −1", lambda: kernel.defined(T("(-1)!"))),
    ("the factorial of 1/2", lambda: kernel.defined(T(r"(\frac12)!"))),
    ("a factorial", lambda: kernel.defined(T("x!"))),
    ("cases that leave something out", lambda: kernel.defined(cases(x, C("x > 0"), neg(x), C("x < 0")))),
    ("cases with a row without value", lambda: kernel.defined(cases(T(r"\log x"), C("x > 0"), x, TRUE))),
    ("cases with a condition without value", lambda: kernel.defined(cases(x, C(r"\log x > 0"), x, TRUE))),
    ("a derivative", lambda: kernel.defined(derivative(T("|x|"), x))),
    ("a limit", lambda: kernel.defined(lim(div(ONE, x), x, ZERO))),
    ("a sum", lambda: kernel.defined(total(x, i, ONE, n))),
    ("an integral", lambda: kernel.defined(Term("integral", (div(ONE, x), x, ZERO, ONE)))),
    ("a value at a point", lambda: kernel.defined(at(T(r"\log x"), x, neg(ONE)))),
    ("infinity", lambda: kernel.defined(INFINITY)),
    ("a relation", lambda: kernel.defined(C("x > 0"))),
    ("the body of a derivative that exists", lambda: kernel.defined(
        T(r"\frac1y"), [kernel.differentiate(T("x^2"), x)])),
    ("a row of cases that exist", lambda: kernel.defined(
        T(r"\log x"), [assume(relation(cases(T(r"\log x"), C("x > 0"), ZERO, TRUE), "=", y))])),
    ("the body of a limit that exists", lambda: kernel.defined(
        T(r"\frac1x"), [assume(relation(lim(T(r"\frac1x"), x, y), "=", ONE))])),
]  # fmt: skip

LOGIC = [
    ("assume an `or`", lambda: assume(C(r"x \in \{0, 1\}"))),
    ("assume a chain", lambda: assume(C("0 < x < 1"))),
    ("assume a term", lambda: assume(x)),
    ("assume truth", lambda: assume(TRUE)),
    ("part of an `or`", lambda: kernel.part(C(r"x \in \{0, 1\}"), 0)),
    ("part of a relation", lambda: kernel.part(C("x > 0"), 0)),
    ("specialize a relation", lambda: kernel.specialize(C("x_i > 0"), j)),
    ("specialize at what may not be whole", lambda: kernel.specialize(Term("all", (C("x_i > 0"), i)), j)),
    ("specialize at ⌊1/y⌋, which may have no value", lambda: kernel.specialize(
        Term("all", (C("x_i > 0"), i)), T(r"\lfloor \frac1y \rfloor"))),
    ("specialize at 1 + ⌊1/y⌋", lambda: kernel.specialize(
        Term("all", (C("x_i > 0"), i)), T(r"1 + \lfloor \frac1y \rfloor"))),
    ("specialize at y!", lambda: kernel.specialize(Term("all", (C("x_i > 0"), i)), T("y!"))),
    ("a sum counted from ⌊1/y⌋ on", lambda: kernel.summation("sum-shift", total(c, i, ONE, TWO), (), [
        kernel.summation("sum-written-out", total(c, i, ONE, TWO))], by=T(r"\lfloor \frac1y \rfloor"))),
    ("specialize at a half", lambda: kernel.specialize(Term("all", (C("x_i > 0"), i)), T(r"\frac12"))),
    ("split that omits =", lambda: kernel.split(
        (given("x = 1"), given("x = 1")), (C("x > 0"), C("x < 0")), kernel.defined(x))),
    ("split that omits <", lambda: kernel.split((given("x = 1"),), (C(r"x \ge 0"),), kernel.defined(x))),
    ("split of ≤ and <", lambda: kernel.split(
        (given("x = 1"), given("x = 1")), (C(r"x \le 0"), C("x < 0")), kernel.defined(x))),
    ("split on different terms", lambda: kernel.split(
        (given("x = 1"), given("x = 1")), (C(r"x \ge 0"), C("y < 0")), kernel.defined(x))),
    ("split of swapped terms", lambda: kernel.split(
        (given("x = 1"), given("x = 1")), (C("x > y"), C(r"y \ge x")), kernel.defined(T("x + y")))),
    ("split of different conclusions", lambda: kernel.split(
        (given("x > 0"), given("x < 0"), given("x = 0")), (C("x > 0"), C("x < 0"), C("x = 0")), kernel.defined(x))),
    ("split with too few theorems", lambda: kernel.split(
        (given("x = 1"),), (C(r"x \ge 0"), C("x < 0")), kernel.defined(x))),
    ("split on what may have no value", lambda: kernel.split(
        (given("x = 1"), given("x = 1")), (C(r"\log x \ge 0"), C(r"\log x < 0")), kernel.defined(x))),
    ("absurd from a true relation", lambda: kernel.absurd(equal("1", "1"), C("0 = 1"))),
    ("absurd from a hypothesis about a symbol", lambda: kernel.absurd(given("x < 0"), C("0 = 1"))),
    ("absurd from 0 ≤ 0", lambda: kernel.absurd(kernel.order(C(r"0 \le 0"), ()), C("0 = 1"))),
    ("instance at what may have no value", lambda: kernel.instance(given("x = x"), {x: T(r"\frac1y")})),
    ("instance at −∞", lambda: kernel.instance(given("x = x"), {x: neg(INFINITY)})),
    ("instance of a number", lambda: kernel.instance(equal("1", "1"), {ONE: TWO})),
    ("instance of a term", lambda: kernel.instance(given("x + y > 0"), {T("x + y"): neg(ONE)})),
    ("instance of an element", lambda: kernel.instance(given("x_i > 0"), {x_i: neg(ONE)})),
    ("instance that changes a bound family", lambda: kernel.instance(
        kernel.differentiate(power(x_i, TWO), x_i), {x: y})),
    ("instance that a derivative would catch", lambda: kernel.instance(
        kernel.differentiate(mul(a, x_i), x_i), {a: x_i})),
]  # fmt: skip

LAWS = [
    ("log of a product", lambda: kernel.law("log-product", {a: x, b: y})),
    ("log of a product, one sign shown", lambda: kernel.law("log-product", {a: x, b: y}, [given("x > 0")])),
    ("log of a product, ≥ shown", lambda: kernel.law(
        "log-product", {a: x, b: y}, [given(r"x \ge 0"), given("y > 0")])),
    ("log of a product, another term shown", lambda: kernel.law(
        "log-product", {a: x, b: y}, [given("x > 0"), given("2y > 0")])),
    ("a value that may not exist", lambda: kernel.law("exp-positive", {a: T(r"\frac1x")})),
    ("a variable without value", lambda: kernel.law("exp-sum", {a: x})),
    ("|a| = a", lambda: kernel.law("abs-of-nonnegative", {a: x})),
    ("|a| = a for a ≠ 0", lambda: kernel.law("abs-of-nonnegative", {a: x}, [given(r"x \ne 0")])),
    ("|a| > 0", lambda: kernel.law("abs-nonzero", {a: x}, [given(r"x \ge 0")])),
    ("max", lambda: kernel.law("max-first", {a: x, b: y}, [given(r"y \ge x")])),
    ("sqrt a = a^{1/2} at 0", lambda: kernel.law("sqrt-power", {a: x}, [given(r"x \ge 0")])),
    ("a^b = e^{b log a} at a < 0", lambda: kernel.law("power-exp", {a: neg(ONE), b: TWO})),
    ("0^0 = 0", lambda: kernel.law("power-zero-base", {a: ZERO})),
    ("tan", lambda: kernel.law("tan-quotient", {a: x})),
    ("a derivative law used as an equation", lambda: kernel.law("derivative-log", {a: x}, [given("x > 0")])),
    ("a condition that holds for other numbers", lambda: kernel.law("log-increasing", {a: ONE, b: TWO})),
    ("a relation as a value", lambda: kernel.law("exp-positive", {a: C("x > 0")})),
]  # fmt: skip

CASES = [
    ("a row that is not shown", lambda: kernel.row(cases(x, C("x > 0"), neg(x), TRUE), 0, ())),
    ("a row below one that may hold", lambda: kernel.row(cases(x, C("x > 0"), neg(x), TRUE), 1, ())),
    ("a row below one that is only not shown", lambda: kernel.row(
        cases(x, C("x > 0"), neg(x), TRUE), 1, [given(r"x \ne 1")])),
    ("a row whose value may not exist", lambda: kernel.row(
        cases(T(r"\frac1x"), C(r"x \ge 0"), x, TRUE), 0, [given(r"x \ge 0")])),
    ("a row after an `or` of which one fails", lambda: kernel.row(
        cases(ZERO, C(r"x \in \{0, 1\}"), x, TRUE), 1, [given(r"x \ne 0")])),
    ("a row after a condition that may have no value", lambda: kernel.row(
        cases(ZERO, C(r"\log x > 0"), x, TRUE), 1, [given(r"x \le 0")])),
]  # fmt: skip

ARITHMETIC = [
    ("x = y", lambda: equal("x", "y")),
    ("x/x = 1", lambda: equal(r"\frac{x}{x}", "1")),
    ("x/x = 1 for x ≥ 0", lambda: equal(r"\frac{x}{x}", "1", given(r"x \ge 0"))),
    ("0 · 1/x = 0", lambda: equal(r"0 \cdot \frac1x", "0")),
    ("1/x − 1/x = 0", lambda: equal(r"\frac1x - \frac1x", "0")),
    ("division by x − x", lambda: equal(r"\frac{1}{x-x}", r"\frac{2}{x-x}", given(r"x - x \ne 0"))),
    ("x^0 · log x", lambda: equal(r"x^0 \cdot \log x", r"\log x")),
    ("√(x²) = x", lambda: equal(r"\sqrt{x^2}", "x", kernel.law("square-nonnegative", {a: x}))),
    ("(x²)^{1/2} = x", lambda: equal(r"(x^2)^{\frac12}", "x", kernel.law("square-nonnegative", {a: x}))),
    ("|x|² = x²", lambda: equal("|x|^2", "x^2")),
    ("x² = 1 gives x = 1", lambda: equal("x", "1", given("x^2 = 1"))),
    ("x y = 0 gives x = 0", lambda: equal("x", "0", given("x y = 0"))),
    ("an equation that leads in a circle", lambda: equal("x", "y", given("x = x + 1 - 1"))),
    ("a power that never settles", lambda: equal("x", "1", given("x^2 = x^3"))),
    ("a number that a premise equates", lambda: equal("1", "2", given("1 = x"))),
    ("x_i = x_j", lambda: kernel.arithmetic(x_i, x_j, [given("i = k")])),
    ("∞ − ∞ = 0", lambda: kernel.arithmetic(sub(INFINITY, INFINITY), ZERO)),
    ("a huge power", lambda: equal("x^{10^{10}}", "x^{10^{9}}")),
    ("bodies of binders", lambda: kernel.congruence(derivative(T("y"), x), [given("y = x")])),
    ("congruence from an inequality", lambda: kernel.congruence(T("y + 1"), [given(r"y \ge x")])),
    ("congruence of what may not exist", lambda: kernel.congruence(T(r"\frac{1}{y}"), [given("y = x")])),
    ("congruence of cases that leave something out", lambda: kernel.congruence(
        cases(y, C("y > 0"), ONE, C("y < 0")), [given("y = x")])),
]  # fmt: skip

NUMERIC = [
    ("e^0 > 1", lambda: kernel.numeric(C("e^0 > 1"))),
    ("e^0 ≥ 1, which only equality gives", lambda: kernel.numeric(C(r"e^0 \ge 1"))),
    ("0 = 0", lambda: kernel.numeric(C("0 = 0"))),
    ("π = 22/7", lambda: kernel.numeric(C(r"\pi = \frac{22}{7}"))),
    ("π > 22/7", lambda: kernel.numeric(C(r"\pi > \frac{22}{7}"))),
    ("a symbol", lambda: kernel.numeric(C("x^2 + 1 > 0"))),
    ("a symbol times 0", lambda: kernel.numeric(C(r"1 + 0 \cdot x > 0"))),
    ("a log of −1, times 0", lambda: kernel.numeric(C(r"0 \cdot \log(-1) < 1"))),
    ("a log of 0", lambda: kernel.numeric(C(r"\log(0) < 1"))),
    ("a root of −1", lambda: kernel.numeric(C(r"\sqrt{-1} \ne 1"))),
    ("1/0", lambda: kernel.numeric(C(r"\frac10 > 0"))),
    ("a denominator that may be zero", lambda: kernel.numeric(C(r"\frac{1}{\sin \pi} \ne 0"))),
    ("a cube root of −8 by a power", lambda: kernel.numeric(C(r"(-8)^{\frac13} < 0"))),
    ("a sum", lambda: kernel.numeric(relation(total(i, i, ONE, TWO), ">", ZERO))),
    ("cases", lambda: kernel.numeric(relation(cases(ONE, C("1 > 0"), ZERO, TRUE), ">", ZERO))),
    ("infinity", lambda: kernel.numeric(relation(INFINITY, ">", ZERO))),
    ("a value that is too large", lambda: kernel.numeric(C("e^{e^{e^{e^{10}}}} > 0"))),
    ("numbers that differ far behind the point", lambda: kernel.numeric(C(r"\pi + e^{-10^5} < \pi"))),
]  # fmt: skip


def order(goal: str, *parts) -> Theorem:
    return kernel.order(C(goal), parts)


ORDER = [
    ("x > 0", lambda: order("x > 0")),
    ("≥ gives no >", lambda: order("x > 0", (1, ((given(r"x \ge 0"), 1),)))),
    ("≠ gives no >", lambda: order("x > 0", (1, ((given(r"x \ne 0"), 1),)))),
    ("the other way round", lambda: order("x < 0", (1, ((given("x > 0"), 1),)))),
    ("a negative coefficient", lambda: order("-x > 0", (-1, ((given("x > 0"), 1),)))),
    ("coefficient zero is not positive", lambda: order("0 > 0", (0, ((given("x > 0"), 1),)))),
    ("nothing is not positive", lambda: order("0 > 0")),
    ("a square is not positive", lambda: order("x^2 > 0", (1, ((x, 2),)))),
    ("an odd power of a term", lambda: order(r"x^3 \ge 0", (1, ((x, 3),)))),
    ("a square of what may not exist", lambda: order(r"\frac{1}{x^2} \ge 0", (1, ((div(ONE, x), 2),)))),
    ("a term divided by", lambda: order(r"\frac{1}{x^2} \ge 0", (1, ((x, -2),)))),
    ("≥ divided by", lambda: order(r"\frac1x \ge 0", (1, ((given(r"x \ge 0"), -1),)))),
    ("= divided by", lambda: order(r"\frac1x = 0", (1, ((given("x = 0"), -1),)))),
    ("≠ times ≥", lambda: order(r"x y \ge 0", (1, ((given(r"x \ne 0"), 1), (given(r"y \ge 0"), 1))))),
    ("≠ plus ≠", lambda: order(
        r"x + y \ne 0", (1, ((given(r"x \ne 0"), 1),)), (1, ((given(r"y \ne 0"), 1),)))),
    ("≠ plus >", lambda: order(r"x + y \ne 0", (1, ((given(r"x \ne 0"), 1),)), (1, ((given("y > 0"), 1),)))),
    ("exponent 0 of an equation", lambda: order("1 = 0", (1, ((given("a + b = c"), 0),)))),
    ("exponent 0 of a term", lambda: order("1 > 0", (1, ((x, 0),)))),
    ("parts that do not add up", lambda: order("x > 1", (1, ((given("x > 0"), 1),)))),
    ("equations from inequalities", lambda: order(
        "x = 0", (1, ((given(r"x \ge 0"), 1),)), (1, ((given(r"x \le 0"), 1),)))),
    ("strengthen by another term", lambda: kernel.strengthen(given(r"x \ge 0"), given(r"y \ne 0"))),
    ("strengthen by ≥", lambda: kernel.strengthen(given(r"x \ge 0"), given(r"x \ge 0"))),
    ("strengthen an equation", lambda: kernel.strengthen(given("x = 0"), given(r"x \ne 0"))),
    ("a factor of what may be zero", lambda: kernel.nonzero_factor(given(r"x y \ge 0"), x, y)),
    ("a factor of something else", lambda: kernel.nonzero_factor(given(r"x y \ne 0"), x, x)),
    ("a factor with a pole for cofactor", lambda: kernel.nonzero_factor(given(r"y \ne 0"), x, T(r"\frac{y}{x}"))),
]  # fmt: skip

NEAR = kernel.law("abs-of-nonnegative", {a: x}, [given(r"x \ge 0")])  # x ≥ 0 ⊢ |x| = x
INSIDE = kernel.law("abs-of-nonnegative", {a: x}, [given("x > 0")])  # x > 0 ⊢ |x| = x
OUTSIDE = kernel.law("abs-of-nonpositive", {a: x}, [given(r"x \le 0")])  # x ≤ 0 ⊢ |x| = −x
SLOPE = kernel.differentiate(x, x)  # D x = 1
DOWN = kernel.differentiate(neg(x), x)  # D(−x) = −1


def jump() -> tuple[Theorem, Theorem]:
    """x < 0 ⊢ f = x and x ≥ 0 ⊢ f = x + 1: slopes agree, values do not."""
    f = cases(x, C("x < 0"), T("x + 1"), TRUE)
    return kernel.row(f, 0, [given("x < 0")]), kernel.row(f, 1, [given(r"x \ge 0")])


def glued_jump():
    below, above = jump()
    return kernel.glue(below, above, SLOPE, kernel.differentiate(T("x + 1"), x), kernel.defined(x))


def glued(below, above, slope_below, slope_above, exists=None):
    return lambda: kernel.glue(below, above, slope_below, slope_above, exists or kernel.defined(x))


SQUARE = kernel.differentiate(power(x, TWO), x)
FLAT = kernel.differentiate(ZERO, x)
STEP = cases(ZERO, relation(T(r"\lfloor x \rfloor"), "<=", ZERO), x, TRUE)

DERIVATIVES = [
    ("of |x|", lambda: kernel.differentiate(T("|x|"), x)),
    ("of a floor", lambda: kernel.differentiate(T(r"\lfloor x \rfloor"), x)),
    ("of a max", lambda: kernel.differentiate(T(r"\max(x, 0)"), x)),
    ("of a log, nothing known", lambda: kernel.differentiate(T(r"\log x"), x)),
    ("of √x at x ≥ 0", lambda: kernel.differentiate(T(r"\sqrt x"), x, [given(r"x \ge 0")])),
    ("of x^{3/2} at x ≥ 0", lambda: kernel.differentiate(T(r"x^{\frac32}"), x, [given(r"x \ge 0")])),
    ("of a cube root", lambda: kernel.differentiate(T(r"\sqrt[3]{x}"), x)),
    ("of 1/x", lambda: kernel.differentiate(T(r"\frac1x"), x)),
    ("of x^{-1}", lambda: kernel.differentiate(T("x^{-1}"), x)),
    ("of x^x", lambda: kernel.differentiate(T("x^x"), x, [given(r"x \ge 0")])),
    ("of tan", lambda: kernel.differentiate(T(r"\tan x"), x)),
    ("of x_{x_i} by x_i", lambda: kernel.differentiate(Term("indexed", (x, x_i)), x_i)),
    ("of y_{x_i} by x_i", lambda: kernel.differentiate(Term("indexed", (y, x_i)), x_i)),
    ("of arcsin at 1", lambda: kernel.differentiate(T(r"\arcsin x"), x, [given("x = 1")])),
    ("of an unknown function", lambda: kernel.differentiate(T("f(x)"), x)),
    ("of a constant without value", lambda: kernel.differentiate(T(r"\log y"), x)),
    ("of cases", lambda: kernel.differentiate(cases(x, C("x > 0"), ZERO, TRUE), x)),
    ("of a factorial", lambda: kernel.differentiate(T("x!"), x)),
    ("of a sum", lambda: kernel.differentiate(total(mul(x, i), i, ONE, n), x)),
    ("by a number", lambda: kernel.differentiate(T("x + 2"), TWO)),
    ("by a term", lambda: kernel.differentiate(T("e^x"), T("e^x"))),
    ("by a sum of symbols", lambda: kernel.differentiate(T("x + y"), T("x + y"))),
    ("of a whole family", lambda: kernel.differentiate(x_i, x)),
    ("equal at x ≥ 0 only", lambda: kernel.derivative_of_equal(NEAR, SLOPE)),
    ("equal at x = 0 only", lambda: kernel.derivative_of_equal(given("y = x"), SLOPE)),
    ("equal where y ≥ x only", lambda: kernel.derivative_of_equal(
        kernel.law("max-second", {a: x, b: y}, [given(r"x \le y")]), kernel.differentiate(y, x))),
    ("equal where a floor is positive", lambda: kernel.derivative_of_equal(
        kernel.row(cases(x, C(r"\lfloor x \rfloor > 0"), ZERO, TRUE), 0, [given(r"\lfloor x \rfloor > 0")]), SLOPE)),
    ("equal where √x > 0", lambda: kernel.derivative_of_equal(
        kernel.row(cases(x, C(r"\sqrt x < 1"), ZERO, TRUE), 0, [given(r"\sqrt x < 1")]), SLOPE)),
    ("equal to something else", lambda: kernel.derivative_of_equal(INSIDE, DOWN)),
    ("from an inequality", lambda: kernel.derivative_of_equal(given("y > x"), SLOPE)),
    ("from no derivative", lambda: kernel.derivative_of_equal(INSIDE, equal("x", "x"))),
    ("glue of |x|: the slopes differ", glued(OUTSIDE, NEAR, DOWN, SLOPE)),
    ("glue with a jump", glued_jump),
    ("glue of x > 0 and x ≥ 0", glued(INSIDE, NEAR, SLOPE, SLOPE)),
    ("glue of one side with itself", glued(NEAR, NEAR, SLOPE, SLOPE)),
    ("glue where one piece needs y = x", glued(
        kernel.row(cases(x, C(r"y \le 0"), ZERO, TRUE), 0, [given(r"y \le 0")]),
        kernel.row(cases(x, C(r"y \le 0"), ZERO, TRUE), 1, [given("y > 0")]), SLOPE, FLAT)),
    ("glue with the slope of something else", glued(OUTSIDE, NEAR, SLOPE, SLOPE)),
    ("glue at a boundary that jumps", lambda: kernel.glue(
        kernel.row(STEP, 0, [given(r"\lfloor x \rfloor \le 0")]),
        kernel.order(relation(STEP, "=", x), (
            (1, ((kernel.row(STEP, 1, [given(r"\lfloor x \rfloor > 0")]), 1),)),),
            [given(r"\lfloor x \rfloor \ge 0")]),
        FLAT, SLOPE, kernel.defined(T(r"\lfloor x \rfloor")))),
    ("value of a derivative", lambda: kernel.value_at(at(derivative(T("|x|"), x), x, ZERO))),
    ("value at what may not exist", lambda: kernel.value_at(at(T("x"), x, T(r"\frac1y")))),
    ("value at what may not exist, unused", lambda: kernel.value_at(at(ONE, x, T(r"\frac1y")))),
    ("value that may not exist", lambda: kernel.value_at(at(T(r"\log x"), x, neg(ONE)))),
    ("value of an element", lambda: kernel.value_at(at(power(x_i, TWO), x_i, TWO))),
]  # fmt: skip


def quotient(body: str, point: Term = ZERO, side: Term = BOTH) -> Theorem:
    """de l'Hôpital's rule used once on u/v, as the kernel asks for it."""
    term = lim(T(body), x, point, side)
    upper, lower = T(body).args
    slopes = [kernel.differentiate(part, x) for part in (upper, lower)]
    u, v = (s.conclusion.args[1] for s in slopes)
    nonzero = (
        kernel.order(relation(v, "!=", ZERO), ((v.value, ()),))
        if v.op == "number"
        else assume(relation(v, "!=", ZERO))
    )
    return kernel.quotient_limit(term, *slopes, nonzero, kernel.limit(lim(div(u, v), x, point, side)))


def from_above() -> Theorem:
    """lim |x|/x = 1 at 0 from above."""
    return kernel.limit_of_equal(
        equal(r"\frac{|x|}{x}", "1", INSIDE, given("x > 0")), kernel.limit(lim(ONE, x, ZERO, ABOVE))
    )


def near_zero(condition: str, side: Term) -> Theorem:
    """lim 1 = 1 at 0, from an equation that is shown under the condition only."""
    under = kernel.order(relation(ONE, "=", ONE), (), [given(condition)])
    return kernel.limit_of_equal(under, kernel.limit(lim(ONE, x, ZERO, side)))


POSITIVE = assume(relation(x_i, ">", ZERO))
LIMITS = [
    ("|x|/x from x > 0", lambda: kernel.limit_of_equal(
        equal(r"\frac{|x|}{x}", "1", INSIDE, given("x > 0")), kernel.limit(lim(ONE, x, ZERO)))),
    ("|x_i|/x_i from x_i > 0", lambda: kernel.limit_of_equal(
        kernel.arithmetic(div(function("abs", x_i), x_i), ONE,
                          [kernel.law("abs-of-nonnegative", {a: x_i}, [POSITIVE]), POSITIVE]),
        kernel.limit(lim(ONE, x_i, ZERO)))),
    ("an assumption about the variable", lambda: kernel.limit(lim(T(r"\frac1x"), x, ZERO), [given(r"x \ne 0")])),
    ("1/x at 0", lambda: kernel.limit(lim(T(r"\frac1x"), x, ZERO))),
    ("a jump", lambda: kernel.limit(lim(T(r"\lfloor x \rfloor"), x, ONE))),
    ("a sign", lambda: kernel.limit(lim(T(r"\operatorname{sign}(x)"), x, ZERO))),
    ("√x at 0", lambda: kernel.limit(lim(T(r"\sqrt x"), x, ZERO))),
    ("√x at −1", lambda: kernel.limit(lim(T(r"\sqrt x"), x, neg(ONE)))),
    ("log x at 0", lambda: kernel.limit(lim(T(r"\log x"), x, ZERO))),
    ("log x at y", lambda: kernel.limit(lim(T(r"\log x"), x, y))),
    ("∞ − ∞", lambda: kernel.limit(lim(T("x^2 - x"), x, INFINITY))),
    ("0 · ∞", lambda: kernel.limit(lim(T(r"x \cdot \frac1x"), x, INFINITY))),
    ("∞ / ∞", lambda: kernel.limit(lim(T(r"\frac{x}{x}"), x, INFINITY))),
    ("y · ∞", lambda: kernel.limit(lim(T("y x"), x, INFINITY))),
    ("sin at ∞", lambda: kernel.limit(lim(T(r"\sin x"), x, INFINITY))),
    ("a negative base under a moving exponent", lambda: kernel.limit(lim(T("(x-2)^{2+x}"), x, ZERO))),
    ("the same far to the left", lambda: kernel.limit(lim(T(r"\frac{1}{x^{1+1/x}}"), x, neg(INFINITY)))),
    ("at a point without value", lambda: kernel.limit(lim(ONE, x, T(r"\frac1y")))),
    ("of a constant without value", lambda: kernel.limit(lim(T(r"\log y"), x, ZERO))),
    ("by a number", lambda: kernel.limit(lim(ONE, ONE, ZERO))),
    ("by an element", lambda: kernel.limit(lim(x_i, x_i, ZERO))),
    ("near by a bound without value", lambda: kernel.limit_of_equal(
        equal(r"\frac1y y", "1", given(r"x > \frac1y")), kernel.limit(lim(ONE, x, INFINITY)))),
    ("near by x > 0 at 0 from both sides", lambda: kernel.limit_of_equal(INSIDE, kernel.limit(lim(x, x, ZERO)))),
    ("near by x < 1 at ∞", lambda: kernel.limit_of_equal(
        kernel.law("max-second", {a: x, b: ONE}, [given(r"x \le 1")]), kernel.limit(lim(ONE, x, INFINITY)))),
    ("near by x ≠ 0 far away", lambda: kernel.limit_of_equal(
        kernel.law("max-second", {a: x, b: y}, [given(r"x \le y")]), kernel.limit(lim(y, x, ZERO)))),
    ("equal to something else", lambda: kernel.limit_of_equal(INSIDE, kernel.limit(lim(ONE, x, INFINITY)))),
    ("both sides that differ", lambda: kernel.both_sides(
        kernel.limit_of_equal(equal(r"\frac{|x|}{x}", "1", INSIDE, given("x > 0")),
                              kernel.limit(lim(ONE, x, ZERO, ABOVE))),
        kernel.limit_of_equal(
            equal(r"\frac{|x|}{x}", "-1", kernel.law("abs-of-nonpositive", {a: x}, [given("x < 0")]),
                  given("x < 0")), kernel.limit(lim(neg(ONE), x, ZERO, BELOW))),
        equal("1", "1"))),
    ("both sides, one twice", lambda: kernel.both_sides(
        kernel.limit(lim(x, x, ZERO, ABOVE)), kernel.limit(lim(x, x, ZERO, ABOVE)), equal("0", "0"))),
    ("√x at 0 from below", lambda: kernel.limit(lim(T(r"\sqrt x"), x, ZERO, BELOW))),
    ("√x⁻¹ at 0 from above", lambda: kernel.limit_of_equal(
        equal(r"\frac{1}{\sqrt x}\sqrt x", "1", given("x > 0")), kernel.limit(lim(ONE, x, ZERO)))),
    ("a root of what goes to 0 from either side", lambda: kernel.limit(lim(T(r"\sqrt{x^3}"), x, ZERO))),
    ("xʸ at 0", lambda: kernel.limit(lim(T("x^y"), x, ZERO, ABOVE), [given(r"y \ge 0")])),
    ("yˣ", lambda: kernel.limit(lim(T("y^x"), x, ZERO), [given(r"y \ge 0")])),
    ("0 to the power 0", lambda: kernel.limit(lim(T("x^x"), x, ZERO, ABOVE))),
    ("1 to the power ∞", lambda: kernel.limit(lim(T(r"(1 + \frac1x)^x"), x, INFINITY))),
    ("arcsin at 1 from above", lambda: kernel.limit(lim(T(r"\arcsin x"), x, ONE, ABOVE))),
    ("arcsin at 1", lambda: kernel.limit(lim(T(r"\arcsin x"), x, ONE))),
    ("arcsin at y", lambda: kernel.limit(lim(T(r"\arcsin x"), x, y), [given(r"1 - y > 0")])),
    ("from the limit on the other side", lambda: kernel.limit(
        lim(T(r"\frac{|x|}{x} + 1"), x, ZERO, BELOW), [from_above()])),
    ("from the limit on one side", lambda: kernel.limit(lim(T(r"\frac{|x|}{x} + 1"), x, ZERO), [from_above()])),
    ("near by sin x > 0 at 0 from both sides", lambda: near_zero(r"\sin x > 0", BOTH)),
    ("near by sin x > 0 at 0 from below", lambda: near_zero(r"\sin x > 0", BELOW)),
    ("near by x − sin x > 0", lambda: near_zero(r"x - \sin x > 0", ABOVE)),
    ("near by cos x < 0", lambda: near_zero(r"\cos x < 0", BOTH)),
    ("near by y + x > 0", lambda: near_zero("y + x > 0", BOTH)),
    ("near by ⌊x⌋ = 0", lambda: near_zero(r"\lfloor x \rfloor = 0", ABOVE)),
    ("both sides, ∞ and −∞", lambda: kernel.both_sides(
        kernel.limit(lim(T(r"\frac1x"), x, ZERO, ABOVE)), kernel.limit(lim(T(r"\frac1x"), x, ZERO, BELOW)), None)),
    ("both sides, ∞ and a number", lambda: kernel.both_sides(
        kernel.limit(lim(T(r"e^{\frac1x}"), x, ZERO, ABOVE)), kernel.limit(lim(T(r"e^{\frac1x}"), x, ZERO, BELOW)),
        None)),
    ("de l'Hôpital: 1/1", lambda: quotient(r"\frac{1+x}{1+2x}")),
    ("de l'Hôpital: 1/0", lambda: quotient(r"\frac{1+x}{x}")),
    ("de l'Hôpital: no limit of u′/v′", lambda: quotient(r"\frac{x + \sin x}{x}", INFINITY)),
    ("de l'Hôpital: a lower slope that may be zero", lambda: kernel.quotient_limit(
        lim(T(r"\frac{x^2}{x}"), x, ZERO), SQUARE, SLOPE, equal("1", "1"), kernel.limit(lim(T(r"\frac{2x}{1}"), x, ZERO)))),
]  # fmt: skip


def improper(
    body: str, primitive: str, lower: Term, upper: Term, *local: str, sides=(ABOVE, BELOW), premises=()
) -> Theorem:
    """∫ body by the limits of the primitive, which is differentiated under local conditions."""
    F, f = T(primitive), T(body)
    slope = kernel.differentiate(F, x, list(map(given, local)))
    same = kernel.arithmetic(slope.conclusion.args[1], f, list(map(given, local)))
    back = kernel.order(relation(derivative(F, x), "=", f), ((1, ((slope, 1),)), (1, ((same, 1),))))
    ends = [kernel.limit(lim(F, x, point, side)) for point, side in zip((lower, upper), sides)]
    return kernel.improper_integral(Term("integral", (f, x, lower, upper)), back, *ends, premises)


FAR_UP, FAR_DOWN = INFINITY, neg(INFINITY)
IMPROPER = [
    ("a pole inside", lambda: improper(r"x^{-2}", r"-\frac1x", neg(ONE), ONE, r"x \ne 0")),
    ("a pole at the bound", lambda: improper(r"x^{-2}", r"-\frac1x", ZERO, ONE, "x > 0")),
    ("a logarithm without bound", lambda: improper(r"\frac1x", r"\log x", ONE, FAR_UP, "x > 1", sides=(ABOVE, BOTH))),
    ("∞ − ∞", lambda: improper("2x", "x^2", FAR_DOWN, FAR_UP, sides=(BOTH, BOTH))),
    ("no limit", lambda: improper(r"\cos x", r"\sin x", ZERO, FAR_UP, sides=(ABOVE, BOTH))),
    ("bounds whose order is not shown", lambda: improper("2x", "x^2", y, ONE)),
    ("bounds turned round", lambda: improper("2x", "x^2", ONE, ZERO)),
    ("equal bounds", lambda: improper("2x", "x^2", ONE, ONE)),
    ("infinite bounds turned round", lambda: improper(
        r"\frac{1}{1+x^2}", r"\arctan x", FAR_UP, FAR_DOWN, sides=(BOTH, BOTH))),
    ("a limit from outside", lambda: improper("2x", "x^2", ZERO, ONE, sides=(BELOW, ABOVE))),
    ("a limit from both sides", lambda: improper("2x", "x^2", ZERO, ONE, sides=(BOTH, BOTH))),
    ("an assumption that is not the interval", lambda: improper(
        r"\frac1x", r"\log x", ONE, TWO, "x > 0")),
    ("bounds that move", lambda: improper("2x", "x^2", ZERO, x)),
    ("a bound without value", lambda: improper("2x", "x^2", T(r"\frac1y"), INFINITY, sides=(ABOVE, BOTH))),
    ("an integrand that may jump", lambda: kernel.improper_integral(
        Term("integral", (T("f(x)"), x, ZERO, ONE)),
        assume(relation(derivative(T("F(x)"), x), "=", T("f(x)"))),
        *(assume(relation(lim(T("F(x)"), x, p, s), "=", y)) for p, s in ((ZERO, ABOVE), (ONE, BELOW))))),
]  # fmt: skip


def sum_rule(name: str, term: Term, *inner: Theorem, premises=(), **more):
    return lambda: kernel.summation(name, term, inner, premises, **more)


WHOLE = assume(Term("integer", (n,)))
ENOUGH = assume(relation(n, ">=", sub(ONE, ONE)))
BOUNDS = (WHOLE, ENOUGH)
SUM = total(x_i, i, ONE, n)
SUMS = [
    ("bounds that may not be whole", sum_rule("sum-constant", total(c, i, ONE, n), premises=[ENOUGH])),
    ("a range that may be negative", sum_rule("sum-constant", total(c, i, ONE, n), premises=[WHOLE])),
    ("a constant without value", sum_rule("sum-constant", total(T(r"\log c"), i, ONE, n), premises=BOUNDS)),
    ("a constant with the index", sum_rule("sum-constant", SUM, premises=BOUNDS)),
    ("from 5 to 1", sum_rule("sum-constant", total(c, i, number(5), ONE))),
    ("half a bound", sum_rule("sum-constant", total(c, i, ONE, T(r"\frac52")))),
    ("an index in its own bound", sum_rule("sum-constant", total(c, i, ONE, i),
                                           premises=[assume(Term("integer", (i,)))])),
    ("terms equal for some i", sum_rule("sum-equal", SUM, given("x_i = i"), premises=BOUNDS)),
    ("terms equal for i = 2", sum_rule(
        "sum-equal", SUM, kernel.congruence(x_i, [given("i = 2")]), premises=BOUNDS)),
    ("terms equal for i ≥ 2", sum_rule(
        "sum-equal", total(T("|i - 2|"), i, ONE, n),
        kernel.law("abs-of-nonnegative", {a: T("i - 2")}, [given(r"i - 2 \ge 0")]), premises=BOUNDS)),
    ("a premise about the index", sum_rule("sum-equal", SUM, kernel.defined(x_i), premises=[*BOUNDS, given("i = 1")])),
    ("terms without value", sum_rule("sum-separate", total(T(r"\frac1i + x"), i, ZERO, n), premises=BOUNDS)),
    ("a factor with the index", sum_rule("sum-scale", total(mul(i, x_i), i, ONE, n), premises=BOUNDS)),
    ("a factor out of a product", sum_rule(
        "sum-scale", Term("product", (mul(c, x_i), i, ONE, n)), premises=BOUNDS)),
    ("a name that is taken", sum_rule(
        "sum-rename", total(mul(x_i, x_j), i, ONE, n), premises=BOUNDS, index=j)),
    ("pick outside the range", sum_rule(
        "sum-pick", total(cases(ONE, C("i = j"), ZERO, TRUE), i, ONE, n),
        kernel.row(cases(ONE, C("i = j"), ZERO, TRUE), 1, [given(r"i \ne j")]),
        premises=[*BOUNDS, assume(Term("integer", (j,)))], place=j)),
    ("pick what may not be whole", sum_rule(
        "sum-pick", total(cases(ONE, C("i = j"), ZERO, TRUE), i, ONE, n),
        kernel.row(cases(ONE, C("i = j"), ZERO, TRUE), 1, [given(r"i \ne j")]),
        premises=[*BOUNDS, given(r"j \ge 1"), given(r"j \le n")], place=j)),
    ("pick where the others do not vanish", sum_rule(
        "sum-pick", SUM, kernel.defined(x_i), premises=[*BOUNDS, given(r"j \ge 1"), given(r"j \le n")], place=j)),
    ("write out a pole", sum_rule("sum-written-out", total(T(r"\frac{1}{i-2}"), i, ONE, number(3)))),
    ("write out from 3 to 1", sum_rule("sum-written-out", total(i, i, number(3), ONE))),
    ("write out a symbolic range", sum_rule("sum-written-out", total(i, i, ONE, n), premises=BOUNDS)),
    ("telescope by something else", sum_rule(
        "sum-telescope", total(i, i, ONE, n), equal("i", "i"), premises=BOUNDS, primitive=T("i^2"))),
    ("positive when there may be no term", sum_rule(
        "sum-positive", total(T("e^i"), i, ONE, n), kernel.law("exp-positive", {a: i}), premises=BOUNDS)),
    ("positive from ≥", sum_rule(
        "sum-positive", total(T("i^2"), i, ONE, n), kernel.law("exp-positive", {a: i}), premises=BOUNDS)),
    ("the derivative by an element with the index", sum_rule(
        "sum-derivative", SUM, kernel.differentiate(x_i, x_i), premises=BOUNDS, variable=x_i)),
    ("the derivative by a bound", sum_rule(
        "sum-derivative", total(c, i, ONE, n), kernel.differentiate(c, n), premises=BOUNDS, variable=n)),
    ("the log of a product of anything", sum_rule(
        "log-of-product", Term("product", (x_i, i, ONE, n)), kernel.defined(x_i), premises=BOUNDS)),
]  # fmt: skip


def integral(body: str, primitive: str, lower: Term, upper: Term, *premises: Theorem, inside=()):
    def attack():
        slope = kernel.differentiate(T(primitive), x, inside)
        same = kernel.arithmetic(slope.conclusion.args[1], T(body), (*inside, *premises))
        goal = relation(slope.conclusion.args[0], "=", T(body))
        whole = kernel.order(goal, ((1, ((slope, 1),)), (1, ((same, 1),))))
        return kernel.integral(Term("integral", (T(body), x, lower, upper)), whole, premises)

    return attack


INTEGRALS = [
    ("1/x² across its pole", integral(
        r"\frac{1}{x^2}", r"-\frac1x", neg(ONE), ONE, given(r"-1 \le 1"), inside=[given(r"x \ne 0")])),
    ("1/x from 0", integral(r"\frac1x", r"\log x", ZERO, ONE, inside=[given("x > 0")])),
    ("between bounds in an unknown order", integral(
        r"\frac1x", r"\log x", a, b, given("a > 0"), given("b > 0"), inside=[given("x > 0")])),
    ("a bound without value", integral("0", "1", T(r"\frac1y"), ONE)),
    ("a bound with the variable", integral("1", "x", ZERO, x)),
    ("to infinity", integral("1", "x", ZERO, INFINITY)),
    ("of something else", lambda: kernel.integral(Term("integral", (T("x^2"), x, ZERO, ONE)), SLOPE)),
    ("by another variable", lambda: kernel.integral(Term("integral", (ONE, y, ZERO, ONE)), SLOPE)),
    ("under an assumption about the variable", lambda: kernel.integral(
        Term("integral", (ONE, x, neg(ONE), ONE)), kernel.derivative_of_equal(INSIDE, SLOPE))),
]  # fmt: skip


def grown(f: str, g: str, sign: str, ordered: Theorem | str, *premises: Theorem, near=()):
    """The rule of growth for f with D f = g, which `near` may be needed for, and the sign of g."""

    def attack():
        slope = slope_of(f, g, *near)
        told = sign if isinstance(sign, Theorem) else given(sign)
        return kernel.monotone(
            slope, told, ordered if isinstance(ordered, Theorem) else given(ordered), premises
        )

    return attack


def slope_of(f: str, g: str, *near: Theorem) -> Theorem:
    slope = kernel.differentiate(T(f), x, near)
    same = kernel.arithmetic(slope.conclusion.args[1], T(g), near)
    goal = relation(slope.conclusion.args[0], "=", T(g))
    return kernel.order(goal, ((1, ((slope, 1),)), (1, ((same, 1),))))


def chord(f: str, g: str, h: str, sign: Theorem, *between: str, near=(), inside=()):
    def attack():
        ends = [b if isinstance(b, Theorem) else given(b) for b in between]
        return kernel.chord(slope_of(f, g, *near), slope_of(g, h, *inside), sign, *ends)

    return attack


NONZERO, POSITIVE_X = given(r"x \ne 0"), given("x > 0")
FALLS = kernel.order(C(r"-x^{-2} < 0"), ((1, ((NONZERO, -2),)),))  # if x ≠ 0
E_ABOVE = kernel.law("exp-positive", {a: x})
GROWTH = [
    ("1/x falls, from −1 to 1", grown(r"x^{-1}", r"-x^{-2}", FALLS, kernel.order(C("-1 < 1"), ((2, ()),)), near=[NONZERO])),
    ("x² where x² > 1", grown("x^2", "2x", kernel.order(C("2x > 0"), ((2, ((POSITIVE_X, 1),)),)), "a < b",
                              near=[given("x^2 > 1")])),
    ("x³ from the sign of another term", grown("x^3", "3x^2", E_ABOVE, "a < b")),
    ("from a slope that is not zero", grown("x^2", "2x", given(r"2x \ne 0"), "a < b")),
    ("points in no order", grown("x", "1", kernel.order(C("1 > 0"), ((1, ()),)), r"a \ne b")),
    ("points in the wrong order", grown("x", "1", kernel.order(C("1 > 0"), ((1, ()),)), "b > a")),
    ("a jump", lambda: kernel.monotone(
        given(r"\lfloor x \rfloor = x"), E_ABOVE, given("a < b"))),
    ("no slope", lambda: kernel.monotone(equal("x", "x"), E_ABOVE, given("a < b"))),
    ("the slope by an element", lambda: kernel.monotone(
        kernel.differentiate(x_i, x_i), kernel.order(C("1 > 0"), ((1, ()),)), given("a < b"))),
    ("whole x only", lambda: kernel.monotone(
        kernel.order(relation(derivative(T("x"), x), "=", ONE), ((1, ((kernel.differentiate(x, x), 1),)),),
                     [assume(Term("integer", (x,)))]),
        kernel.order(C("1 > 0"), ((1, ()),)), given("a < b"))),
    ("a chord of 1/x from −1 to 1", chord(
        r"x^{-1}", r"-x^{-2}", r"2x^{-3}", given(r"2x^{-3} > 0"), "-1 < y", "y < 1",
        near=[NONZERO], inside=[NONZERO])),
    ("a chord beyond its ends", chord("x^2", "2x", "2", kernel.order(C("2 > 0"), ((2, ()),)), "a < b", "c < b")),
    ("a chord through other points", chord("x^2", "2x", "2", kernel.order(C("2 > 0"), ((2, ()),)), "a < b", "c < y")),
    ("a chord by the first slope", lambda: kernel.chord(
        slope_of("x^2", "2x"), slope_of("x^2", "2x"), given("2x > 0"), given("a < b"), given("b < c"))),
    ("a chord by another's second slope", lambda: kernel.chord(
        slope_of("x^2", "2x"), slope_of("x^3", "3x^2"), given("3x^2 > 0"), given("a < b"), given("b < c"))),
]  # fmt: skip


def rootless(term: str, *bounds: str, atom: Term = x):
    return lambda: kernel.polynomial(T(term), atom, [given(b) for b in bounds])


POLYNOMIALS = [
    ("a double root", rootless("x^2 - 2x + 1")),
    ("a root", rootless("x^3 - x + 1")),
    ("a root at an end", rootless("x^2 - 1", r"x \ge 1")),
    ("a root at an open end", rootless("x^2 - 1", "x > 1")),
    ("a root inside", rootless("x^2 - 2", r"x \ge 1", r"x \le 2")),
    ("two roots inside", rootless("(x-1)(x-2)", r"x \ge 0", r"x \le 3")),
    ("a root far out", rootless("x - 1000000", r"x \ge 1")),
    ("two roots close together", rootless("(x - 1)^2 - 10^{-40}", r"x \ge 0", r"x \le 2")),
    ("a bound of something else", rootless("x^3 + 1", r"y \ge 0")),
    ("a bound that is no number", rootless("x^3 + 1", r"x \ge y")),
    ("no bound", rootless("x^3 + 1", r"x \ne -1")),
    ("bounds that cross", rootless("x^2 - 1", r"x \ge 2", r"x \le 0")),
    ("two symbols", rootless("x^2 + y^2 + 1")),
    ("another atom", rootless("x^2 + 1", atom=y)),
    ("a ratio", rootless(r"\frac{x^2+1}{x}", "x > 1")),
    ("no value", rootless(r"(\log x)^2 + 1", atom=T(r"\log x"))),
    ("zero", rootless("x - x")),
    ("e^x, and e^{-x} is not the same", rootless("e^x + e^{-x}", "e^x > 0", atom=T("e^x"))),
]  # fmt: skip

ATTACKS = {
    "undefined": UNDEFINED,
    "logic": LOGIC,
    "law": LAWS,
    "cases": CASES,
    "arithmetic": ARITHMETIC,
    "order": ORDER,
    "numeric": NUMERIC,
    "derivative": DERIVATIVES,
    "limit": LIMITS,
    "sum": SUMS,
    "integral": INTEGRALS,
    "growth": GROWTH,
    "polynomial": POLYNOMIALS,
    "improper integral": IMPROPER,
}
ROWS = [pytest.param(attack, id=f"{kind}: {name}") for kind, rows in ATTACKS.items() for name, attack in rows]


@pytest.mark.parametrize("attack", ROWS)
def test_refused(attack):
    with pytest.raises(Refusal):
        theorem = attack()
        pytest.fail(f"{theorem!r}")


ODD = {
    "no relation": lambda: assume(Term("integer", (n,))),
    "an infinite limit": lambda: kernel.limit(lim(x, x, INFINITY)),
}
RULES = {
    "absurd": lambda odd: kernel.absurd(odd, C("0 = 1")),
    "arithmetic": lambda odd: kernel.arithmetic(x, y, [odd]),
    "congruence": lambda odd: kernel.congruence(x, [odd]),
    "order": lambda odd: kernel.order(C("x > 0"), ((1, ((odd, 1),)),)),
    "strengthen": lambda odd: kernel.strengthen(odd, odd),
    "nonzero factor": lambda odd: kernel.nonzero_factor(odd, x, y),
    "derivative of equal": lambda odd: kernel.derivative_of_equal(odd, SLOPE),
    "derivative of equal, the slope": lambda odd: kernel.derivative_of_equal(INSIDE, odd),
    "glue": lambda odd: kernel.glue(odd, NEAR, SLOPE, SLOPE, odd),
    "glue, the slope": lambda odd: kernel.glue(OUTSIDE, NEAR, odd, SLOPE, kernel.defined(x)),
    "limit of equal": lambda odd: kernel.limit_of_equal(odd, kernel.limit(lim(ONE, x, ZERO))),
    "both sides": lambda odd: kernel.both_sides(odd, odd, odd),
    "quotient limit": lambda odd: kernel.quotient_limit(lim(T(r"\frac{x}{x}"), x, ZERO), odd, odd, odd, odd),
    "polynomial": lambda odd: kernel.polynomial(x, x, [odd]),
    "monotone": lambda odd: kernel.monotone(odd, E_ABOVE, given("a < b")),
    "monotone, the sign": lambda odd: kernel.monotone(SLOPE, odd, given("a < b")),
    "monotone, the order": lambda odd: kernel.monotone(
        SLOPE, kernel.order(C("1 > 0"), ((1, ()),)), odd),
    "chord": lambda odd: kernel.chord(odd, odd, E_ABOVE, given("a < b"), given("b < c")),
    "chord, the order": lambda odd: kernel.chord(
        slope_of("x^2", "2x"), slope_of("2x", "2"), kernel.order(C("2 > 0"), ((2, ()),)), odd, odd),
    "integral": lambda odd: kernel.integral(Term("integral", (ONE, x, ZERO, ONE)), odd),
    "improper integral": lambda odd: kernel.improper_integral(
        Term("integral", (ONE, x, ZERO, ONE)), odd, odd, odd),
    "sum-equal": lambda odd: kernel.summation("sum-equal", SUM, (odd,), BOUNDS),
    "sum-positive": lambda odd: kernel.summation("sum-positive", SUM, (odd,), BOUNDS),
    "sum-derivative": lambda odd: kernel.summation("sum-derivative", SUM, (odd,), BOUNDS, variable=x),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_premises_of_another_kind_are_refused(rule, odd):
    with pytest.raises(Refusal):
        pytest.fail(f"{rule(odd())!r}")


def test_no_cases_at_all_prove_nothing():
    with pytest.raises(Refusal):
        kernel.split((), (), None)


# ── what the rules are for ───────────────────────────────────────────────────


def hypotheses(*conditions: str) -> frozenset[Term]:
    return frozenset(map(C, conditions))


E_X = kernel.law("exp-positive", {a: x})
PROOFS = [
    ("an almost integer", lambda: kernel.numeric(C(r"e^{\pi\sqrt{163}} < 262537412640768744")), (),
     r"e^{\pi\sqrt{163}} < 262537412640768744"),
    ("a quotient", lambda: kernel.defined(T(r"\frac1x"), [given("x < 0")]), ("x < 0",), r"\frac1x = \frac1x"),
    ("x^0", lambda: kernel.arithmetic(T("x^0"), ONE), (), "x^0 = 1"),
    ("x^{1/3} at x ≥ 0", lambda: kernel.defined(T(r"x^{\frac13}"), [given(r"x \ge 0")]),
     (r"x \ge 0",), r"x^{\frac13} = x^{\frac13}"),
    ("cancelling", lambda: equal(r"\frac{x^2-1}{x-1}", "x+1", given(r"x - 1 \ne 0")),
     (r"x - 1 \ne 0",), r"\frac{x^2-1}{x-1} = x + 1"),
    ("an equation used", lambda: equal("x^2", "4", given("x = 2")), ("x = 2",), "x^2 = 4"),
    ("a power used", lambda: equal("x^4", "y^2", given("x^2 = y")), ("x^2 = y",), "x^4 = y^2"),
    ("squares", lambda: order(r"x^2 + 1 > 0", (1, ((x, 2),)), (1, ())), (), "x^2 + 1 > 0"),
    ("division by what is positive", lambda: kernel.order(
        C(r"\frac{1}{x} > 0"), ((1, ((given("x > 0"), -1),)),)), ("x > 0",), r"\frac1x > 0"),
    ("≠ squared", lambda: order("x^2 > 0", (1, ((given(r"x \ne 0"), 2),))), (r"x \ne 0",), "x^2 > 0"),
    ("all three signs", lambda: kernel.split(
        (order("x^2 \\ge 0", (1, ((given("x > 0"), 2),))), order("x^2 \\ge 0", (1, ((given("x = 0"), 2),))),
         order("x^2 \\ge 0", (1, ((given("x < 0"), 2),)))), (C("x > 0"), C("x = 0"), C("x < 0")), kernel.defined(x)),
     (), r"x^2 \ge 0"),
    ("contradiction", lambda: kernel.absurd(
        kernel.order(C("0 > 0"), ((1, ((given("x > 0"), 1),)), (1, ((given("x < 0"), 1),)))), C("x = y")),
     ("x > 0", "x < 0"), "x = y"),
    ("an instance", lambda: kernel.instance(given("x > y"), {x: y, y: x}), ("y > x",), "y > x"),
    ("the slope of a product", lambda: kernel.differentiate(T("x e^x"), x), (),
     relation(derivative(T("x e^x"), x), "=", T("e^x + x e^x"))),
    ("the slope of |x| for x > 0", lambda: kernel.derivative_of_equal(INSIDE, SLOPE), ("x > 0",),
     relation(derivative(T("|x|"), x), "=", ONE)),
    ("a constant that needs x > 0 elsewhere", lambda: kernel.differentiate(y, x), (),
     relation(derivative(y, x), "=", ZERO)),
    ("one variable of two", lambda: kernel.differentiate(T("y x"), x, [given("y = x")]), ("y = x",),
     relation(derivative(T("y x"), x), "=", y)),
    ("an element by itself", lambda: kernel.differentiate(x_i, x_i), (), relation(derivative(x_i, x_i), "=", ONE)),
    ("an element by another", lambda: kernel.differentiate(x_i, x_j), (), relation(
        derivative(x_i, x_j), "=", cases(ONE, C("i = j"), ZERO, TRUE))),
    ("a limit at a pole, from above", lambda: kernel.limit(lim(T(r"e^{-\frac1x}"), x, ZERO, ABOVE)), (),
     relation(lim(T(r"e^{-\frac1x}"), x, ZERO, ABOVE), "=", ZERO)),
    ("de l'Hôpital", lambda: quotient(r"\frac{e^x - 1}{x}"), (),
     relation(lim(T(r"\frac{e^x - 1}{x}"), x, ZERO), "=", ONE)),
    ("no terms at all", sum_rule("sum-written-out", total(i, i, ONE, ZERO)), (),
     relation(total(i, i, ONE, ZERO), "=", ZERO)),
    ("e^x grows", grown("e^x", "e^x", E_ABOVE, "y < x"), ("y < x",), "e^y < e^x"),
    ("e^x grows, weakly", grown("e^x", "e^x", E_ABOVE, r"a \le b"), (r"a \le b",), r"e^a \le e^b"),
    ("1/x falls where x > 0", grown(
        "x^{-1}", r"-x^{-2}", kernel.order(C(r"-x^{-2} < 0"), ((1, ((POSITIVE_X, -2),)),)),
        "a < b", near=[POSITIVE_X]), ("a < b", "a > 0", "b > 0"), "a^{-1} > b^{-1}"),
    ("x² grows where both ends are positive", grown(
        "x^2", "2x", kernel.order(C("2x > 0"), ((2, ((POSITIVE_X, 1),)),)), "a < b"),
     ("a < b", "a > 0", "b > 0"), "a^2 < b^2"),
    ("x² grows between 0 and y, by what holds there", lambda: kernel.monotone(
        slope_of("x^2", "2x"), kernel.order(C("2x > 0"), ((2, ((given("0 < x"), 1),)),)), given("0 < y")),
     ("0 < y",), "0^2 < y^2"),
    ("a chord of x²", chord("x^2", "2x", "2", kernel.order(C("2 > 0"), ((2, ()),)), r"a \le b", r"b \le c"),
     (r"a \le b", r"b \le c"), r"(c - a) b^2 \le (c - b) a^2 + (b - a) c^2"),
    ("a chord of a log", chord(
        r"\log x", "x^{-1}", r"-x^{-2}", kernel.order(C(r"-x^{-2} < 0"), ((1, ((POSITIVE_X, -2),)),)),
        "a < b", "b < c", near=[POSITIVE_X], inside=[POSITIVE_X]), ("a < b", "b < c", "a > 0", "c > 0"),
     r"(c - a) \log b \ge (c - b)\log a + (b - a)\log c"),
    ("no root", rootless("x^6 + x^2 + 1 - x"), (), "x^6 + x^2 + 1 - x > 0"),
    ("no root to the right", rootless("1 - x - x^5", r"x \ge 1"), (r"x \ge 1",), "1 - x - x^5 < 0"),
    ("no root of e^x", rootless("e^{x} (e^x - 1)^2 + e^x", "e^x > 1", atom=T("e^x")), ("e^x > 1",),
     "e^x (e^x - 1)^2 + e^x > 0"),
    ("√x⁻¹ from 0", lambda: kernel.limit(lim(T(r"\sqrt{x^3}"), x, ZERO, ABOVE)), (),
     relation(lim(T(r"\sqrt{x^3}"), x, ZERO, ABOVE), "=", ZERO)),
    ("near by sin x > 0, from above", lambda: near_zero(r"\sin x > 0", ABOVE), (),
     relation(lim(ONE, x, ZERO, ABOVE), "=", ONE)),
    ("near by cos x > 0", lambda: near_zero(r"\cos x > 0", BOTH), (), relation(lim(ONE, x, ZERO), "=", ONE)),
    ("both sides, ∞ twice", lambda: kernel.both_sides(*(
        kernel.limit(lim(T(r"\frac{1}{x^2}"), x, ZERO, s)) for s in (ABOVE, BELOW)), None), (),
     Term("tends", (lim(T(r"\frac{1}{x^2}"), x, ZERO), INFINITY))),
    ("an improper integral", lambda: improper("2x", "x^2", ZERO, ONE), (),
     relation(Term("integral", (T("2x"), x, ZERO, ONE)), "=", T("1 - 0"))),
    ("an integral", integral("2x", "x^2", ZERO, y), (),
     relation(Term("integral", (T("2x"), x, ZERO, y)), "=", T("y^2 - 0^2"))),
]  # fmt: skip


@pytest.mark.parametrize("proof, given, conclusion", [pytest.param(*row[1:], id=row[0]) for row in PROOFS])
def test_proved(proof, given, conclusion):
    theorem = proof()
    wanted = C(conclusion) if isinstance(conclusion, str) else conclusion
    left, right = theorem.conclusion.args
    assert theorem.hypotheses == hypotheses(*given)
    assert (theorem.conclusion.op, left) == (wanted.op, wanted.args[0])
    if right != wanted.args[1]:
        kernel.arithmetic(right, wanted.args[1])
