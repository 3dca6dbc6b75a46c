"""Relations that must be proved and relations that must not: tests/soundness/*.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.document import DeriveError, Proposition, Verdict
from derive.deciding.verdicts import decide
from derive.reading.math import read_condition
from derive.reading.tokens import MathError
from derive.stating import state_relation

FOLDER = Path(__file__).parent / "soundness"

# Rows that are not yet decided.  Each must be undecided, so that the set shrinks on purpose.
UNDECIDED = {
    "must-prove": set(),
    "must-not-prove": set(),
}


def rows(name: str) -> list:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [pytest.param(*row[:4], id=row[0]) for row in found]


def verdicts(statement: str, given: str) -> list[Verdict]:
    """One for each relation of the statement, which may be a chain."""
    givens = [g.strip() for g in given.split(";") if g.strip()]
    chain = read_condition(statement)
    if chain.op == "and":
        given_terms = tuple(map(read_condition, givens))
        return [decide(Proposition(given_terms, c.args[0], c.op, c.args[1])) for c in chain.args]
    found = state_relation(statement, givens)
    assert found.kind == "claim", found.problem
    return [decide(found.proposition)]


@pytest.mark.parametrize("name, statement, given, expect", rows("must-prove"))
def test_true_statements_are_proved(name, statement, given, expect):
    found = verdicts(statement, given)
    kind = "undecided" if name in UNDECIDED["must-prove"] else "proved"
    assert [v.kind for v in found] == [kind] * len(found), [v.message for v in found]
    wanted = {read_condition(expect.removeprefix("proved-if "))} if expect != "proved" else set()
    assert {read_condition(c) for v in found for c in v.conditions} == wanted


@pytest.mark.parametrize("name, statement, given, expect", rows("must-not-prove"))
def test_false_statements_are_not(name, statement, given, expect):
    (found,) = verdicts(statement, given)
    if name in UNDECIDED["must-not-prove"]:
        assert found.kind == "undecided"
    elif expect == "refuted":
        assert found.kind == "refuted", found
        assert found.counterexample is not None
    else:
        assert expect == "refused"
        assert found.kind != "proved" or found.conditions  # then it excludes where it fails


# Found by attacks on the prover, the refuter and the conventions: never proved as they stand.
ATTACKS = [
    (r"\lim_{x\to -\infty} \frac{1}{x^{1+1/x}} = 0", "", "no value far to the left"),
    (r"\lim_{x\to 0} (x-2)^{2+x} = 4", "", "no value beside 0"),
    (r"\lim_{x\to 0} x^{1+x} = 0", "", "no value for x < 0"),
    (r"\lim_{x\to 0} \frac{|x|}{x} = 1", "x > 0", "the x under the limit is not the one that is given"),
    (r"\lim_{x_i\to 0} \frac{|x_i|}{x_i} = 1", "x_i > 0", "nor is the element"),
    (r"\lim_{x\to\infty} \sqrt{x^2+1} - x = 0", "", "the limit ends before − x"),
    (r"x^{1000-e^{y}} = x^{1000-e^{y}}\frac{\sqrt{1000-e^{y}}}{\sqrt{1000-e^{y}}}", r"x \ge 0", "y = 7"),
    (r"\sqrt{x^2 y} = |x|\sqrt{y}", "", "x = 0, y = -1"),
    (r"\sqrt{a y} = \sqrt{a}\sqrt{y}", r"a \ge 0; a \le 0", "y = -1"),
    (r"0^{y} = 0^{y}\frac{y}{y}", "", "y = 0, where 0^0 = 1"),
    (r"\left. x_i^2 \right|_{x_i=3} = x_i^2", "", "it is 9"),
    (r"\frac{d}{dx} y = 1", "y = x", "y does not vary with x"),
    (r"\frac{d}{dx} |x| = \frac{d}{dx} x", r"x \ge 0", "x = 0"),
    (r"\frac{d}{dx} x\sqrt{x} = 0", "x = 0", "no value for x < 0"),
    (r"\frac{d}{dx}\begin{cases}x^2 & x < 0\\ x^2+1 & x \ge 0\end{cases} = 2x", r"x \ge 0", "a jump at 0"),
    (r"\frac{d}{dx}\begin{cases}1 & x = 0\\ x & x \ne 0\end{cases} = 1", "", "a jump at 0"),
    (r"\frac{d}{dx} \lfloor x \rfloor = 0", "", "x = 1"),
    (r"f'(2x) = 2x", "f(x) = x^2", "it is taken at 2x"),
    (r"f'(2x) = 2", r"f(x) = |x|; x > 0", "nor does the chain rule ask for a 2"),
    (r"\frac{d}{dx} \operatorname{sign}(x) = 0", "", "x = 0"),
    (r"\frac{d}{dn}\sum_{i=1}^{n} 1 = 1", "", "a sum is a step function of its bound, at best"),
    (r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}", r"n \ge -3", "n = -2"),
    (r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}", "n = -2", "no range"),
    (r"\sum_{i=1}^{n} x_i > 0", "x_i > 0", "n = 0"),
    (r"\sum_{i=1}^{n} x_i = 0", "x_n = 0", "the index of the given is the bound"),
    (r"\log\prod_{i=1}^{n} p_i = \sum_{i=1}^{n}\log p_i", r"p_i \ge 0", "p_1 = 0"),
    (r"\frac{\partial}{\partial x_{n+1}}\sum_{i=1}^{n} x_i = 1", "", "it is 0"),
    (r"\frac{\partial}{\partial x_i} (x_i x_j) = x_j", "", "i = j"),
    (r"\sum_{i=1}^{3} \frac{1}{i-2} = 0", "", "a pole at i = 2"),
    (r"\frac{\partial}{\partial x_1} x_{x_1} = 0", r"x_1 \ne 1", "x_{x_1} has no value beside a whole x_1"),
    (r"\frac{\partial}{\partial x_1} y_{x_1} = 0", "", "nor has y_{x_1}"),
    (r"\sum_{i=2}^{n} \delta_{ij} x_i = x_j + 0 \sum_{i=1}^{n} x_i", "", "j = 1"),
    (r"\sum_{i=1}^{n} \delta_{ij} x_i + \sum_{i=1}^{m} x_i = x_j + \sum_{i=1}^{m} x_i", "", "j = m > n"),
    (r"\sum_{i=1}^{n} \delta_{ij} x_i + \sum_{i=1}^{n+1} x_i = x_j + \sum_{i=1}^{n+1} x_i", "", "j = n + 1"),
    (r"\sum_{i=1}^{n} \delta_{ij} x_i + x_0 = x_j + x_0", "", "j = 0"),
    (r"\frac{\partial}{\partial x_j}\left(\sum_{i=2}^{n} x_i + 0\sum_{i=1}^{n} x_i\right) = 1", "", "j = 1"),
    (
        r"\sum_{i=1}^{n} \frac{e^{z_i}}{\sum_{k=1}^{n} e^{z_k}} = \frac{\sum_{i=1}^{n} e^{z_i}}{\sum_{k=1}^{n} e^{z_k}}",
        "",
        "n = 0: 0 = 0/0",
    ),
    (r"\int_{-1}^1 \frac{1}{x^2} dx = -2", "", "a pole at 0"),
    (r"\int_{-1}^1 \frac{1}{x} dx = 0", "", "a pole at 0"),
    (r"\int_{0}^{\pi} \frac{1}{\cos^2 x} dx = 0", "", "a pole at π/2"),
    (r"\int_{a}^{b} \frac{1}{x^2} dx = \frac{1}{a} - \frac{1}{b}", "", "a pole between a and b"),
    (r"\int_{a}^{b} \frac{1}{x} dx = \log b - \log a", "", "a = b = -1"),
    (r"\int_0^{\frac1y} 0 dx = 0", "", "y = 0"),
    (r"\frac{x + |x|}{x + |x|} = 1", "", "no value for x ≤ 0"),
    (r"\frac{\lfloor x \rfloor}{\lfloor x \rfloor} = 1", "", "no value for 0 ≤ x < 1"),
    (r"\frac{\sin x - \sin(x+2\pi)}{\sin x - \sin(x+2\pi)} = 1", "", "no value anywhere"),
]
# What must not end the program, whatever is said of it.
OPEN = [
    (r"\frac{d}{dx} x! = 1", "x! has no slope"),
    (r"\lim_{t \to 1} (|t| + 1)! = 2", "nor values all around"),
    (r"\int_0^1 |x!| dx = 1", "nor an integral"),
]


@pytest.mark.parametrize("statement, why", OPEN, ids=[row[0] for row in OPEN])
def test_undecided(statement, why):
    assert [v.kind for v in verdicts(statement, "")] == ["undecided"], why


# Right, though they look like some of the above.
RIGHT = [
    (r"\frac{d}{dx} x|x| = 2|x|", "", ()),
    (r"\frac{d^2}{dx^2} |x|^3 = 6|x|", "", ()),
    (r"\frac{d}{dx}\begin{cases}0 & x = 0\\ x & x \ne 0\end{cases} = 1", "", ()),
    (r"\frac{d}{dx} |x| = 1", r"x \ge 0", (r"x \ne 0",)),
    (r"\left.\frac{d}{dx} x^2\right|_{x=2x} = 4x", "", ()),
    (r"\lim_{x\to 0} \frac{\sqrt{x^2}}{|x|} = 1", "", ()),
    (r"\lim_{x\to 0^+} x\log x = 0", "", ()),
    (r"\lim_{x\to \frac1y} 1 = 1", "", (r"y \ne 0",)),
    (r"\frac{\partial}{\partial x_i} x_{i+1} = 0", "", ()),
    (r"\sum_{i=1}^{n} \delta_{ij} x_i + x_1 = x_j + x_1", "", ()),
    (r"\sum_{i=1}^{n} \delta_{ij} x_i + \sum_{i=1}^{n-1} x_i = x_j + \sum_{i=1}^{n-1} x_i", "", ()),
    (r"f'(2x) = 4x", "f(x) = x^2", ()),
    (r"f'(2x) = 1", r"f(x) = |x|; x > 0", ()),
    (r"f'(x^2) = 1", r"f(x) = \max(x, 0)", (r"x \ne 0",)),
    (r"\int_{-1}^{1} |x| dx = 1", "", ()),
    (r"x^{\frac42} = x^2", "", ()),
    (r"x^0 = 1", "", ()),
]


@pytest.mark.parametrize("statement, given, why", ATTACKS, ids=[f"{a[0]} | {a[1]}" for a in ATTACKS])
def test_attacks(statement, given, why):
    try:
        found = verdicts(statement, given)
    except (DeriveError, MathError):
        return  # not read: nothing is claimed of it
    assert all(v.kind != "proved" or v.conditions for v in found), why


@pytest.mark.parametrize("statement, given, conditions", RIGHT, ids=[f"{a[0]} | {a[1]}" for a in RIGHT])
def test_right_ones_beside_them(statement, given, conditions):
    (found,) = verdicts(statement, given)
    assert (found.kind, found.conditions) == ("proved", conditions)


def test_the_rows_are_all_there():
    must, must_not = rows("must-prove"), rows("must-not-prove")
    assert (len(must), len(must_not)) == (40, 53)
    names = {p.id for p in must} | {p.id for p in must_not}
    assert UNDECIDED["must-prove"] | UNDECIDED["must-not-prove"] <= names
