r"""Cases in words on one row: `x^2 \text{ for } x > 0 \text{ and } 0 \text{ otherwise}`."""

from __future__ import annotations

import pytest

import derive
from derive.reading import read_text
from derive.reading.math import Names, read_term


def right(latex: str):
    (display,) = read_text(f"$$f(x) = {latex}$$").displays
    assert not display.problems
    return display.chains[0].links[-1].side.term


CASES = read_term(r"\begin{cases} x^2 & x > 0 \\ 1 & \text{otherwise} \end{cases}", Names())


@pytest.mark.parametrize(
    "latex",
    [
        r"x^2 \text{ for } x > 0 \text{ and } 1 \text{ otherwise}",
        r"x^2 \quad \text{if } x > 0, \quad 1 \text{ otherwise}",
        r"x^2, \text{ if } x > 0, \text{ and } 1 \text{ else}",
        r"x^2 \text{ when } x > 0 \text{ and } 1 \text{ otherwise}.",
    ],
)
def test_they_are_cases(latex):
    assert right(latex) == CASES


@pytest.mark.parametrize(
    "latex",
    [
        r"x^2 \text{ for } x > 0",  # nothing is said of the others
        r"x^2 \text{ for } x > 0 \text{ and } x < 1",
    ],
)
def test_they_are_not(latex):
    assert right(latex).op == "^"


def test_what_they_say_is_checked():
    text = "$$r(x) = x \\text{ for } x > 0 \\text{ and } 0 \\text{ otherwise}$$\n\n$$r(x) = %s$$"
    kinds = [
        [step.verdict.kind for step in derive.check(read_text(text % other)).documents[0].steps]
        for other in (r"\max(x, 0)", "|x|")
    ]
    assert kinds == [["definition", "proved"], ["definition", "refuted"]]
