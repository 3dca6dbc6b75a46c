"""Equations that the text sets instead of claiming: what says so, and what follows from them."""

from __future__ import annotations

import pytest

import derive
from derive.reading import read_text
from derive.reading.introductions import sets

SETS = (
    "Setting the derivative to zero gives",
    "Set this to $0$:",
    "We set the gradient equal to zero and solve.",
    "Equating both partial derivatives to zero, we obtain",
    "Setting $\\ell'(p) = 0$:",
    "To find the maximum we solve the equation",
    "The first-order condition is",
    "The normal equations are",
    "At a stationary point",
    "At the optimum the derivative must be zero:",
    "Here the derivative vanishes:",
    "令导数等于0：",
    "令上式为零，得",
    "令 $\\frac{dL}{dw} = 0$，有",
    "求解方程",
    "一阶条件为",
    "驻点满足",
)
CLAIMS = (
    "It follows that the derivative is",
    "Hence",
    "We do not set this to zero:",
    "The sum is already zero:",
    "Solving for $w$ gives",
    "Setting $x = 1$, we get",
    "Setting the temperature to one gives",
    "Let $x > 0$.",
    "The set of all $x$:",
    "The loss goes to zero as $x \\to \\infty$:",
    "所以导数为",
    "令 $x = 1$，得",
    "不能令其为零：",
    "当 $x$ 趋于 0 时",
)


@pytest.mark.parametrize("sentence", SETS)
def test_words_that_set_an_equation(sentence):
    assert sets(sentence)


@pytest.mark.parametrize("sentence", CLAIMS)
def test_words_that_do_not(sentence):
    assert not sets(sentence)


COIN = """# A coin
Let $0 < p < 1$ and $n > m > 0$.
$$ \\ell(p) = m \\log p + (n-m)\\log(1-p) $$
$$ \\ell'(p) = \\frac{m}{p} - \\frac{n-m}{1-p} $$
"""
SET = "Setting it to zero,\n"


def apart(text: str) -> str:
    """The text with a line of its own for what stands between two spaces."""
    return text.replace("  ", "\n")


@pytest.mark.parametrize(
    "text, verdicts",
    [
        # what is set is given to what follows it, to the end of the section
        (SET + r"$$ \frac{m}{p} - \frac{n-m}{1-p} = 0 $$  so  $$ p = \frac{m}{n} $$", "definition proved"),
        (SET + r"$$ 0 = \frac{m}{p} - \frac{n-m}{1-p} $$  so  $$ p = \frac{m}{n} $$", "definition proved"),
        (
            SET + r"$$ \ell'(p) = \frac{m}{p} - \frac{n-m}{1-p} = 0 $$  so  $$ p = \frac{m}{n} $$",
            "proved definition proved",
        ),
        (SET + r"$$ \frac{m}{p} - \frac{n-m}{1-p} = 0 $$  so  $$ p = \frac{m}{n+1} $$", "definition refuted"),
        (
            SET
            + "$$ \\frac{m}{p} - \\frac{n-m}{1-p} = 0 $$\n# Elsewhere\nLet $0 < p < 1$.\nSo\n$$ p = \\frac{m}{n} $$",
            "definition refuted",
        ),
        # only an equation to zero, of something that varies and is no lone symbol
        (SET + r"$$ p = \frac{m}{n} $$", "refuted"),
        (SET + r"$$ p = 0 $$", "refuted"),
        (SET + r"$$ 1 = 0 $$", "refuted"),
        (SET + r"$$ p = p + 1 = 0 $$", "refuted definition"),
        # what holds by itself is proved
        (SET + r"$$ p - p = 0 $$", "proved"),
        # without the words it is a claim, and gives nothing
        (r"Hence  $$ \frac{m}{p} - \frac{n-m}{1-p} = 0 $$  so  $$ p = \frac{m}{n} $$", "refuted refuted"),
        # an equation that nothing solves proves nothing
        (SET + r"$$ p^2 + 1 = 0 $$  so  $$ p = 7 $$", "definition undecided"),
    ],
)
def test_what_is_set_is_given(text, verdicts):
    report = derive.check(read_text(COIN + apart(text)), workers=1)
    assert [step.verdict.kind for step in report.documents[0].steps][2:] == verdicts.split()


def test_the_equation_is_told_where_it_is_used_and_only_there():
    text = SET + r"$$ \frac{m}{p} - \frac{n-m}{1-p} = 0 $$  so  $$ p = \frac{m}{n} $$  and  $$ p \le 1 $$"
    steps = derive.check(read_text(COIN + apart(text)), workers=1).documents[0].steps
    used = [[c.latex for c in step.statement.given if "= 0" in c.latex] for step in steps[3:]]
    assert used == [[r"\frac{m}{p} - \frac{n-m}{1-p} = 0"], []]


def test_an_equation_without_the_words_says_what_they_would_be():
    (step,) = derive.check(read_text("Hence\n$$ x^2 - 1 = 0 $$"), workers=1).documents[0].steps
    assert (step.verdict.kind, step.statement.warning) == (
        "refuted",
        "an equation to be solved is introduced by words that say so: `Setting … to zero:`",
    )
