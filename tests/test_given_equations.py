"""Equations that are given: solved for what they are linear in, and used as they are."""

from __future__ import annotations

import pytest

from derive.deciding.verdicts import decide
from derive.stating import state_relation

# relation, givens, "proved", "proved if …", or the sides that differ at the point that refutes it
ROWS = [
    (r"P = \frac{e^z}{1+e^z}", "e^z(1-P) = P", "proved"),
    (r"P = \frac{1}{1+e^{-z}}", "e^z(1-P) = P", "proved"),
    (r"P = \frac{1}{1+e^z}", "e^z(1-P) = P", "left 0.731059, right 0.268941"),
    (r"P = e^z", "e^z(1-P) = P", "left 1/2, right 1"),
    (r"z = \log\frac{P}{1-P}", "e^z(1-P) = P", "proved"),
    (r"z = \log\frac{1-P}{P}", "e^z(1-P) = P", "left 1, right -1.00000"),
    (r"u = \frac{1}{1+e^{-k}}", r"\frac{u}{1-u} = e^k", "proved"),
    (r"u = \frac{1}{1+e^k}", r"\frac{u}{1-u} = e^k", "left 0.731059, right 0.268941"),
    (r"R = \frac{e^s}{c+e^s}", "e^s(1-R) = cR; c > 0", "proved"),
    (r"R(e^s + c) = e^s", "e^s(1-R) = cR", "proved"),  # a multiple of what is given, c = -e^s or not
    (r"0 < R", "e^s(1-R) = cR; c > 0", "proved"),
    (r"x = \frac{b}{a}", r"a x = b; a \ne 0", "proved"),
    (r"x = \frac{b}{a}", "a x = b", r"proved if a \ne 0"),
    (r"x = \frac{c-b}{a-d}", "a x + b = d x + c; a > d", "proved"),
    (r"x = \frac{b-c}{a-d}", "a x + b = d x + c; a > d", "refuted"),
    (r"w = \frac{y}{x}", r"y - w x = 0; x \ne 0", "proved"),
    (r"x > 0", "x e^y = 1", "proved"),
    (r"x = y", "x y = 1", "refuted"),
    (r"x = y", "x^2 = y^2", "refuted"),
]


@pytest.mark.parametrize("statement, givens, expect", ROWS, ids=[f"{r[0]} | {r[1]}" for r in ROWS])
def test_decided(statement, givens, expect):
    found = decide(state_relation(statement, givens.split(";")).proposition)
    if expect.startswith("proved"):
        assert (found.kind, found.conditions) == ("proved", tuple(filter(None, [expect[len("proved if ") :]])))
        return
    assert found.kind == "refuted", found.message
    if expect != "refuted":
        assert f"left {found.counterexample.left}, right {found.counterexample.right}" == expect
