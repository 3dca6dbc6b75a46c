r"""Sums without bounds: which set they run over, what is told of it, and what is refused."""

from __future__ import annotations

import pytest

from derive.document import DeriveError, Proposition
from derive.reading import read_text
from derive.reading.math import read_condition, read_term
from derive.stating import state, state_relation
from derive.terms.latex import write
from derive.terms.term import BINDERS, Term, subterms


def claims(*formulas: str) -> list[Proposition]:
    text = "\n\n".join(f if f.startswith("#") or " " in f and "$" in f else f"$$\n{f}\n$$" for f in formulas)
    found = state(read_text(text, "post.md"))
    assert not any(s.problem for s in found), [s.problem for s in found]
    return [s.proposition for s in found if s.proposition]


def uppers(proposition: Proposition) -> list[str]:
    """The upper bounds of the sums and products, in the order in which they stand."""
    sides = (proposition.left, proposition.right)
    return [write(t.args[3]) for s in sides for t in subterms(s) if t.op in ("sum", "product")]


@pytest.mark.parametrize(
    "latex, given, bounds, told",
    [
        (r"\sum_i x_i = c", [], ["N"], [r"i = 1, \dots, N"]),
        (r"\sum_i x_i y_i = \sum_j y_j", [], ["N", "N"], [r"i, j = 1, \dots, N"]),
        (r"\sum_i x_i = \sum_j y_j", [], ["N", "M"], [r"i = 1, \dots, N", r"j = 1, \dots, M"]),
        (r"\sum_i \sum_j a_{ij} = c", [], ["N", "M"], [r"i = 1, \dots, N", r"j = 1, \dots, M"]),
        (r"\sum_i \sum_j a_{ij} = \sum_k a_{kk}", [], ["N", "N", "N"], [r"i, j, k = 1, \dots, N"]),
        # a letter on both sides is one letter, and so is one in a given; i of two givens are two
        (r"\sum_i x_i = y_j + x_j + \sum_i y_i", [], ["N", "N"], [r"i, j = 1, \dots, N"]),
        (r"\sum_i x_i = \sum_j y_j", ["x_i = y_i"], ["N", "N"], [r"i, j = 1, \dots, N"]),
        (
            r"\sum_i x_i = \sum_j y_j",
            ["x_i > 0", "y_i > 0"],
            ["N", "M"],
            [r"i = 1, \dots, N", r"j = 1, \dots, M"],
        ),
        # written ranges
        (r"\sum_i x_i = \sum_{i=1}^{n} x_i", [], ["n", "n"], []),
        (r"\sum_i x_i y_i = \sum_{j=1}^{K} y_j", [], ["K", "K"], []),
        (r"\sum_i x_i = x_1 + \sum_{i=2}^{n} x_i", [], ["n", "n"], []),
        (r"\sum_i x_i = \sum_{i=1}^{n-1} x_i + x_n", [r"\sum_{i=1}^{n} x_i = 1"], ["n", "n - 1"], []),
        (r"\sum_i x_i = c", [r"\sum_{k=0}^{5} x_k > 0"], ["5"], []),
        # names that are taken
        (r"\sum_i x_i = N_0 + c", [], ["M"], [r"i = 1, \dots, M"]),
        (r"\sum_i x_i = c", ["c = M", "M = K"], ["N"], [r"i = 1, \dots, N"]),
        # sets, arguments
        (r"\sum_x p(x) = 1", [], ["N"], [r"x = 1, \dots, N"]),
        (r"\sum_{x \in X} p(x) = \sum_{y \in X} q(y)", [], ["N", "N"], [r"|X| = N \ge 1"]),
        (r"\sum_{x \in X} p(x) = \sum_{y \in Y} q(y)", [], ["N", "M"], [r"|X| = N \ge 1", r"|Y| = M \ge 1"]),
        (r"\sum_{i \in S} x_i = x_j", [], ["N"], [r"|S| = N \ge 1, j \in S"]),
    ],
)
def test_ranges(latex, given, bounds, told):
    statement = state_relation(latex, given)
    assert uppers(statement.proposition) == bounds
    assert [c.latex for c in statement.given if c.latex not in given] == told
    for condition in statement.given:
        if condition.latex in told:
            assert set(condition.term.args) <= set(statement.proposition.givens)


@pytest.mark.parametrize(
    "formulas, bounds",
    [
        ((r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}", r"\sum_i y_i p_i = c + d"), ["N", "N"]),
        # y and z meet only through the definition of p
        ((r"p_i = e^{z_i}", r"L = -\sum_i y_i p_i", r"\sum_i y_i = \sum_j z_j"), ["N", "N"]),
        ((r"p_i = e^{z_i}", r"\sum_i y_i = \sum_j z_j"), ["N", "M"]),
        ((r"L = \sum_{i=1}^{K} y_i z_i", r"\sum_j z_j = c + d"), ["K"]),
        ((r"p_i = e^{z_i}, \quad i = 1, \dots, K", r"\sum_j z_j = c + d"), ["K"]),
        ((r"p_i = e^{z_i}, \quad i = 1, \dots, K", r"\sum_j y_j = c + d"), ["N"]),
    ],
)
def test_ranges_of_a_text(formulas, bounds):
    assert uppers(claims(*formulas)[-1]) == bounds


@pytest.mark.parametrize(
    "latex, given, more",
    [
        (r"\frac{\partial}{\partial z_j} \sum_i z_i^2 = 2 z_j", [], [r"j \ge 1", r"j \le N"]),
        (r"\sum_{i \ne j} x_i = c", [], [r"j \ge 1", r"j \le N"]),
        (r"\sum_i x_i = w_j + c", [], []),
        (r"\sum_i x_i = x_{j+1}", [], []),
    ],
)
def test_free_indices_are_in_the_range(latex, given, more):
    givens = state_relation(latex, given).proposition.givens
    letters = {write(g) for g in givens if read_term("j") in g.free and g.op != "integer"}
    assert letters == set(more)


@pytest.mark.parametrize(
    "latex, given, message",
    [
        (r"\sum_i i = c", [], "nothing behind it has `i` as an index"),
        (r"\sum_i i x_i = c", [], "`i` is a number"),
        (r"\sum_i x_{i+1} = c", [], "nothing behind it has `i`"),
        (r"\sum_i x_i x_{i+1} = c", [], "`i` is a number"),
        (r"\sum_i x_i \mathbb{1}[i > 2] = c", [], "`i` is a number"),
        (r"\sum_x x p(x) = c", [], "`x` is a number"),
        (r"\sum_x p(x) = c", ["p(x) = x^2"], "`x`"),
        (r"\sum_i 1 = c", [], "nothing behind it"),
        (r"\frac{1}{n} \sum_i x_i = c", [], r"`n` may be the number of terms of `\sum_i`"),
        (r"\frac{1}{B} \sum_i x_i = c", [], "`B` may be the number"),
        (r"\frac{\sum_i x_i}{B} = c", [], "`B` may be the number"),
        (r"\sum_i (x_i + c) = \sum_i x_i + n c", [], "`n` may be the number"),
        (r"\sum_{i \ne j} a_{ij} = c", [], "alone or both letters"),
        (r"\sum_i x_i = \sum_{i=1}^{n} x_i + \sum_{i=1}^{m} x_i", [], "both written"),
        (r"\sum_i x_i y_i = c", [r"\sum_{i=1}^{n} x_i = \sum_{i=1}^{m} y_i"], "both written"),
        # a set with a name is no other one: a part of a family, two samples
        (r"\sum_{i \in S} x_i = \sum_{i \in T} x_i", [], "run over one set"),
        (r"\sum_{x \in X} p(x) = \sum_{y \in Y} p(y)", [], "run over one set"),
        (r"\sum_{i \in S} x_i = \sum_i x_i", [], "run over one set"),
        (r"\sum_{i \in S} x_i = \sum_{i=1}^{n} x_i", [], "run over one set"),
        (r"\frac{\sum_{k \in C} e^{z_k}}{\sum_j e^{z_j}} = 1", [], "run over one set"),
        (r"\frac{\partial}{\partial x_1} \sum_{i \in S} x_i = 1", [], "`x_{1}` is among"),
        (r"\frac{\partial}{\partial x_0} \sum_i x_i = 1", [], "`x_{0}` is among"),
    ],
)
def test_refused(latex, given, message):
    with pytest.raises(DeriveError) as error:
        state_relation(latex, given)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "latex, term",
    [
        (r"\sum_{i,j} a_{ij}", r"\sum_i \sum_j a_{ij}"),
        (r"\sum_{ij} a_{ij}", r"\sum_i \sum_j a_{ij}"),
        (r"\sum_{i,j=1}^n a_{ij}", r"\sum_{i=1}^n \sum_{j=1}^n a_{ij}"),
        (r"\sum_{1 \le i \le n} x_i", r"\sum_{i=1}^n x_i"),
        (r"\sum_{0 \le i < n} x_i", r"\sum_{i=0}^{n-1} x_i"),
        (r"\sum_{i \in \{1, \dots, n\}} x_i", r"\sum_{i=1}^n x_i"),
        (r"\sum_{y \in \{0, 1\}} e^{y}", r"e^{0} + e^{1}"),
        (r"\prod_{y \in \{-1, 1\}} (x + y)", r"(x + (-1)) (x + 1)"),
        (r"\sum_{j \neq i} x_j", r"\sum_j \begin{cases} x_j & j \ne i \\ 0 & \text{otherwise} \end{cases}"),
        (r"\prod_{j=1, j \ne i}^{n} x_j", r"\prod_{j=1}^{n} \begin{cases} x_j & j \ne i \\ 1 & \text{otherwise} \end{cases}"),
        (r"\sum_i x_i y_i + c", r"\left(\sum_i x_i y_i\right) + c"),
        (r"\log\sum_k e^{z_k}", r"\log\left(\sum_k e^{z_k}\right)"),
    ],
)  # fmt: skip
def test_what_stands_below(latex, term):
    assert read_term(latex) == read_term(term)
    assert read_term(write(read_term(latex))) == read_term(latex)


def test_no_sum_is_left_without_bounds():
    proposition = state_relation(
        r"\sum_i x_i = 1", [r"\sum_i y_i = 1 \text{ for all } j", "x_i = y_i"]
    ).proposition
    terms = (*proposition.givens, proposition.left, proposition.right)
    assert not any(part.op == "unsaid" for term in terms for part in subterms(term))
    assert read_condition(r"N \ge 1") in terms
    assert Term("integer", (read_term("N"),)) in terms
    assert "unsaid" not in BINDERS


@pytest.mark.parametrize(
    "formula, warning",
    [
        (r"\sum_{i=1}^{n} x_i y_i + x_i = a + b", "ends before `x_{i}`"),
        (r"a + b = \sum_i x_i y_i - 2 x_i", r"ends before `2 x_{i}`"),
        (r"a + b = c \sum_i x_i y_i + x_i", "ends before `x_{i}`"),
        (r"a + b = x_i + \sum_i x_i y_i", None),
        (r"a + b = \sum_i (x_i y_i + x_i)", None),
        (r"a + b = \sum_i x_i y_i + x_j", None),
        (r"\sum_{i=1}^{n} \sum_{i=1}^{m} x_i y_i = a + b", "inside a sum over `i`"),
        (r"\sum_{i=1}^{n} \left(x_i + \prod_{i=1}^{n} y_i\right) = a + b", "inside a sum over `i`"),
        (r"\sum_{i=1}^{n} \sum_{j=1}^{n} a_{ij} = a + b", None),
    ],
)
def test_letters_used_twice_are_told(formula, warning):
    (statement,) = state(read_text(f"$$\n{formula}\n$$", "post.md"))
    assert (statement.warning is None) == (warning is None)
    assert warning is None or warning in statement.warning


def test_what_is_said_of_one_set_is_not_said_of_another():
    text = (r"A = \sum_{i \in S} x_i", r"B = \sum_{i=1}^{n} x_i", r"\sum_{i \in S} (x_i + c) = A + |S| c")
    claim = claims(*text)[-1]
    assert uppers(claim) == ["N", "N"]  # not n
    assert not [part for part in subterms(claim.right) if part.op == "abs"]
