"""Terms and equations as SymPy expressions."""

from __future__ import annotations

import pytest
import sympy
from statements import STATEMENTS

import derive
from derive.document import DeriveError
from derive.reading import read_text
from derive.reading.math import read_condition, read_term
from derive.terms.sympy import to_sympy
from derive.terms.term import Term, symbol

x, y, z = sympy.symbols("x y z", real=True)
i, n = sympy.Symbol("i", integer=True), sympy.Symbol("n", real=True)
f = sympy.Function("f", real=True)

TABLE = [
    ("x - y", x - y),
    (r"\frac{x}{y}", x / y),
    ("x^{y}", x**y),
    ("2.5", sympy.Rational(5, 2)),
    (r"\pi e", sympy.pi * sympy.E),
    (r"\sqrt{x} + \sqrt[3]{y}", sympy.sqrt(x) + y ** sympy.Rational(1, 3)),
    (r"\log(1 + e^{-x})", sympy.log(1 + sympy.exp(-x))),
    (r"\max(x, y, 0) + \min(x, y)", sympy.Max(x, y, 0) + sympy.Min(x, y)),
    ("|x|", sympy.Abs(x)),
    (r"\arcsin x + \operatorname{artanh}(y)", sympy.asin(x) + sympy.atanh(y)),
    ("f(x, y)", f(x, y)),
    ("f''(x)", sympy.Derivative(f(x), (x, 2))),
    (r"\frac{d}{dx} x^2", 2 * x),
    (r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}", sympy.Piecewise((x, x > 0), (0, True))),
    (r"\lim_{x \to 0^+} \frac{|x|}{x}", sympy.Integer(1)),
    (r"\lim_{x \to -\infty} e^{x}", sympy.Integer(0)),
    (r"\sum_{i=1}^{3} i", sympy.Integer(6)),
    (r"\prod_{i=1}^{3} i", sympy.Integer(6)),
    (r"\int_0^1 x^2\,dx", sympy.Rational(1, 3)),
    (r"\left. x^2 \right|_{x=3}", sympy.Integer(9)),
    ("x_i", sympy.IndexedBase("x", real=True)[i]),
]


@pytest.mark.parametrize(("latex", "expression"), TABLE, ids=[latex for latex, _ in TABLE])
def test_same_value(latex: str, expression: sympy.Expr) -> None:
    assert sympy.simplify(to_sympy(read_term(latex)).doit() - expression.doit()) == 0


def test_nothing_is_simplified() -> None:
    assert str(to_sympy(read_term(r"\frac{x}{x}"))) == "x/x"
    assert to_sympy(read_term("x - x")) != 0


@pytest.mark.parametrize("latex", STATEMENTS)
def test_statements_have_a_form(latex: str) -> None:
    assert isinstance(to_sympy(read_condition(latex)), sympy.Basic)


def test_no_form_is_said() -> None:
    with pytest.raises(DeriveError, match="no form in SymPy"):
        to_sympy(Term("all", (read_condition("x > 0"), symbol("i"))))


def test_equations_by_number() -> None:
    document = read_text(
        "\\[\\begin{align} f(x) &= x^2 \\\\ &= x \\cdot x \\end{align}\\]\n\n"
        "\\[\\begin{equation} y = 1 \\quad (x > 0) \\end{equation}\\]\n\n\\[ z = 2 \\]\n"
    )
    assert document.equations.keys() == {"1", "2", "3"}
    assert document.equations["1"] == (f(x), x**2)
    assert [str(side) for side in document.equations["2"]] == ["x*x"]
    assert document.equations["3"] == (y, 1)
    assert derive.DeriveError is DeriveError
