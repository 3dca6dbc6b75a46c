"""Terms → LaTeX: what is written reads back to the same term."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements import STATEMENTS
from test_math_reader import CONDITIONS, TABLE

from derive.reading.math import Names, read_condition, read_term
from derive.terms.latex import write
from derive.terms.term import (
    INFINITY,
    ONE,
    PI,
    TRUE,
    ZERO,
    E,
    Term,
    add,
    derivative,
    div,
    function,
    mul,
    neg,
    number,
    power,
    relation,
    sub,
    subterms,
    symbol,
)


def functions_in(term: Term) -> Names:
    return Names(
        functions=frozenset(part.args[0].value for part in subterms(term) if part.op in ("apply", "prime"))
    )


@pytest.mark.parametrize("latex", [latex for latex, _ in TABLE])
def test_terms_come_back(latex: str) -> None:
    term = read_term(latex)
    assert read_term(write(term), functions_in(term)) == term


@pytest.mark.parametrize("latex", [*STATEMENTS, *(latex for latex, _ in CONDITIONS)])
def test_statements_come_back(latex: str) -> None:
    term = read_condition(latex)
    assert read_condition(write(term), functions_in(term)) == term


READABLE = [
    (r"\frac{1}{1+e^{-x}}", r"\frac{1}{1 + e^{-x}}"),
    ("x>=0", r"x \ge 0"),
    ("0<p<1", "0 < p < 1"),
    ("max(x,0) + log(1+e^{-|x|}) - xy", r"\max(x, 0) + \log\left(1 + e^{-|x|}\right) - x y"),
    (r"-[-y \log(z) + (1-y)x]", r"-(-y \log(z) + (1 - y) x)"),
    ("x_i^2 y", "x_{i}^{2} y"),
    (r"\tanh^2 x", r"\tanh^{2}(x)"),
    ("y(1-y)", "y (1 - y)"),
    ("2.5 x", "2.5 x"),
    ("L(y, x)", "L(y, x)"),
    ("p_\\theta(y|x)", r"p_{\theta}(y\mid x)"),
    (r"\frac{\partial L(y,x)}{\partial x}", r"\frac{\partial L(y, x)}{\partial x}"),
    (r"\frac{d}{dx} x^2", r"\frac{d}{dx} x^{2}"),
    (r"\frac{\partial^2 f}{\partial x\partial y}", r"\frac{\partial^{2} f}{\partial x \partial y}"),
    (r"\sum_{i=1}^n x_i + 1", r"\sum_{i = 1}^{n} x_{i} + 1"),
    (r"\lim_{x\to 0^+} \frac1x", r"\lim_{x \to 0^+} \frac{1}{x}"),
    (r"\begin{cases}x & x>0\\0 & \text{else}\end{cases}", r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "written"), READABLE)
def test_what_is_written_is_readable(latex: str, written: str) -> None:
    assert write(read_condition(latex) if "=" in latex[:3] or "<" in latex else read_term(latex)) == written


# Numbers below zero and fractions are not what a reader makes, but what provers make.
COMPUTED = [(number(-3), "-3"), (number(Fraction(1, 3)), r"\frac{1}{3}"), (number(Fraction(-1, 2)), "-0.5")]


@pytest.mark.parametrize(("term", "written"), COMPUTED)
def test_computed_numbers(term: Term, written: str) -> None:
    assert write(term) == written


NAMES = [
    "x",
    "y",
    "z",
    "a",
    "n",
    "d",
    "f",
    r"\sigma",
    r"\hat{y}",
    r"\theta^{*}",
    r"x_{\text{max}}",
    r"\mathrm{loss}",
]
SYMBOLS = st.sampled_from(NAMES).map(symbol)
LETTERS = st.sampled_from("xyzn").map(symbol)
INDICES = st.sampled_from("ijk").map(symbol)
NUMBERS = st.one_of(st.integers(0, 99), st.decimals(0, 9, places=2).map(Fraction)).map(number)
LEAVES = st.one_of(
    SYMBOLS,
    NUMBERS,
    st.sampled_from([PI, E, ZERO, ONE]),
    st.builds(lambda i: Term("indexed", (symbol("x"), i)), INDICES),
    st.builds(lambda i, j: Term("indexed", (symbol(r"z"), i, j)), INDICES, INDICES),
    st.builds(lambda i: Term("indexed", (symbol(r"y^{(\cdot)}"), i)), INDICES),
)
UNARY = [
    "log",
    "abs",
    "sqrt",
    "sin",
    "tanh",
    "sign",
    "floor",
    "factorial",
    "arcsin",
    "artanh",
    "erf",
    "gamma",
]


def grow(terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(terms, min_size=2, max_size=3)
    conditions = st.builds(relation, terms, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), terms)
    return st.one_of(
        several.map(lambda parts: add(*parts)),
        several.map(lambda parts: mul(*parts)),
        st.builds(sub, terms, terms),
        terms.map(neg),
        st.builds(div, terms, terms),
        st.builds(power, terms, terms),
        st.builds(function, st.sampled_from(UNARY), terms),
        terms.map(lambda u: function("exp", u)),
        several.map(lambda parts: function("max", *parts)),
        st.builds(lambda u, n: Term("root", (u, n)), terms, NUMBERS),
        several.map(lambda parts: Term("apply", (symbol("L"), *parts))),
        st.builds(lambda u, v: Term("apply", (symbol(r"p_{\cdot}(\cdot\mid \cdot)"), symbol(r"\theta"), u, v)), terms, terms),
        st.builds(lambda n, u: Term("prime", (symbol("g"), number(n), u)), st.integers(1, 3), terms),
        st.builds(lambda u, v, c: Term("cases", (u, c, v, TRUE)), terms, terms, conditions),
        st.builds(derivative, terms, LETTERS),
        st.builds(lambda u, x, p: Term("at", (u, x, p)), terms, LETTERS, terms),
        st.builds(
            lambda u, x, p, side: Term("limit", (u, x, p, number(side))),
            terms, LETTERS, st.one_of(st.just(INFINITY), terms), st.sampled_from([0, 1, -1]),
        ),
        st.builds(
            lambda op, u, i, m, n: Term(op, (u, i, m, n)), st.sampled_from(["sum", "product"]), terms, INDICES, terms, terms
        ),
        st.builds(lambda u, x, a, b: Term("integral", (u, x, a, b)), terms, LETTERS, terms, terms),
    )  # fmt: skip


TERMS = st.recursive(LEAVES, grow, max_leaves=12)
ORDERS = st.builds(relation, TERMS, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), TERMS)
COMBINED = st.recursive(
    st.one_of(ORDERS, LETTERS.map(lambda n: Term("integer", (n,)))),
    lambda parts: st.builds(lambda op, some: Term(op, tuple(some)), st.sampled_from(["and", "or"]), st.lists(parts, min_size=2, max_size=3)),
    max_leaves=4,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(TERMS)
def test_random_terms_come_back(term: Term) -> None:
    assert read_term(write(term), Names(functions=frozenset({"L"}))) == term


@settings(max_examples=100, deadline=None)
@given(COMBINED)
def test_random_conditions_come_back(term: Term) -> None:
    assert read_condition(write(term), Names(functions=frozenset({"L"}))) == term
