"""What is first said of a family where it defines none: `x_{t+1} = x_t + 1`, `I(x_i) = …` are set, not claimed."""

from __future__ import annotations

import pytest

import derive
from derive.reading import read_text


@pytest.mark.parametrize(
    "formulas, verdicts",
    [
        (("x_{t+1} = x_t + 1", "x_{t+1} - x_t = 1"), "definition proved"),
        (("x_{t+1} = x_t + 1", "x_{t+1} = x_t"), "definition refuted"),
        (("x_{t+1} = x_t + 1", "x_{t+1} = x_t + 2"), "definition refuted"),
        ((r"w_{t+1} = w_t - \eta g_t", r"w_t - w_{t+1} = \eta g_t"), "definition proved"),
        ((r"I(x_i) = -\log p_i", r"e^{-I(x_i)} = p_i"), "definition proved"),
        ((r"I(x_i) = -\log p_i", r"e^{I(x_i)} = p_i"), "definition undecided"),
        # what is known of the name already can be claimed
        (("x_t = t", "x_{t+1} = x_t + 1"), "definition proved"),
        (("x_t = t", "x_{t+1} = x_t + 2"), "definition refuted"),
        (("y = x_1 + 1", "x_{t+1} = x_t + 2"), "definition undecided"),
        (("f(x) = x^2", "f(x_i) = x_i"), "definition refuted"),
        (("x_{t+1} = x_t + 1 = x_t"), "definition refuted"),
        # at other arguments, and of a square
        ((r"f(y_i|a,b) = y_i^a - b", "f(y_i|c,d) = y_i^c - d"), "definition definition"),
        ((r"f(y_i|a,b) = y_i^a - b", "f(y_i|a,b) = y_i^a + b"), "definition undecided"),
        ((r"\sigma^2 = a + b", r"\sigma^2 - a = b"), "definition proved"),
        ((r"s_n^2 = a + b", "s_n^2 = a"), "definition refuted"),
        ((r"y = s + 1", r"s^2 = a + b"), "definition undecided"),
        (("x^2 = 4",), "undecided"),
        # numbers and formulas name no member of a family
        (("f(2) = 6",), "undecided"),
        (("f(x + 1) = f(x)",), "refuted"),
        (("x_{t+1} < x_t",), "undecided"),
    ],
)
def test_a_family(formulas, verdicts):
    formulas = (formulas,) if isinstance(formulas, str) else formulas
    text = "\n\n".join(f"$$\n{formula}\n$$" for formula in formulas)
    (checked,) = derive.check(read_text(text, "post.md"), workers=1).documents
    assert " ".join(step.verdict.kind for step in checked.steps) == verdicts


def test_what_follows_from_above_is_claimed():
    (checked,) = derive.check(read_text("Hence\n\n$$x_{t+1} = x_t + 1$$", "post.md"), workers=1).documents
    assert [step.verdict.kind for step in checked.steps] == ["undecided"]
