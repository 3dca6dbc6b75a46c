"""Rows that list cases, and say nothing of them."""

from __future__ import annotations

import pytest

from derive.reading import read_text
from derive.stating import state


def kinds(rows: str) -> list[str]:
    text = (
        "$$L = y \\log p$$\n\n$$\n\\begin{align*}\n" + rows.replace(" / ", " \\\\\n") + "\n\\end{align*}\n$$"
    )
    return [step.kind for step in state(read_text(text, "post.md"))][1:]


@pytest.mark.parametrize(
    "rows, expected",
    [
        ("y = 1, p = 0 / y = 0, p = 1", ["unread"] * 4),
        ("y = 1, p &= 0.1 / y = 1, p &= 0.9", ["unread"] * 4),
        (r"y = 1, \quad p = 0.1, \quad \text{bad!} / y = 0, \quad p = 1, \quad \text{good!}", ["unread"] * 4),
        # no contradiction: values
        ("y = 1, p = 0", ["claim"] * 2),
        ("y = 1, p = 0 / y = 1, p = 0", ["claim"] * 4),
        ("a = 1, b = 0 / c = 0, d = 1", ["definition"] * 4),
        # one name in a row: a claim contradicts another
        ("y = 1 / y = 0", ["claim"] * 2),
        # something is said
        ("y = 1, p = 0 / y = 0, p = z", ["claim"] * 3 + ["definition"]),
        ("y = 1, p = 0 / y = 0, p > 1", ["claim"] * 3),
        ("y = 1, p = 0 / y = 0, p = 1 = 2", ["claim"] * 5),
        ("y = 1, p = 0 / y = 0, L = 0", ["claim"] * 4),
        ("1 + 1 = 3, p = 0 / 1 + 1 = 2, p = 1", ["claim"] * 4),
    ],
)
def test_rows(rows, expected):
    assert kinds(rows) == expected


def test_the_message_says_what_to_write():
    text = "$$\n\\begin{align*}\ny = 1, p = 0 \\\\\ny = 0, p = 1\n\\end{align*}\n$$"
    problem = state(read_text(text, "post.md"))[0].problem
    assert problem.message == "`y = 1` is one of several cases, and nothing is said of it"
    assert problem.edit == r"write what holds then: `L = … \quad \text{for } y = 1`"
