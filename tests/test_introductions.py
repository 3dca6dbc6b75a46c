"""Equations that the text sets instead of claiming: what says so, and what follows from them."""

from __future__ import annotations

import pytest

import derive
from derive.reading import read_text
from derive.reading.introductions import concludes, models, sets

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
    "Differentiating with respect to $w$:",
    "先对 $w$ 求偏导：",
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
    "Let $b = 0$.",
    "Setting $t = 0$ gives",
    "令 $b = 0$，得",
    "Solving the integral, we find",
    "Letting $h$ tend to zero, we get",
    "As we let $h \\to 0$, the slope is equal to 0:",
    "The terms should equal each other, so",
    "Hence it must be that",
    "Note that both sides must be equal, i.e.",
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
            "definition undecided",
        ),
        # only an equation to zero, of something that varies and is no lone symbol
        (SET + r"$$ p = \frac{m}{n} $$", "proved"),
        (SET + r"$$ p = \frac{m}{n+1} $$", "refuted"),
        (SET + r"$$ p = 0 $$", "refuted"),
        (SET + r"$$ 1 = 0 $$", "refuted"),
        (SET + r"$$ p = p + 1 = 0 $$", "refuted refuted"),
        # what shall be equal, and two quantities that are set equal
        (
            r"Then  $$ \frac{m}{p} - \frac{n-m}{1-p} \stackrel{!}{=} 0 $$  so  $$ p = \frac{m}{n} $$",
            "definition proved",
        ),
        (r"Setting these equal, we get  $$ 2 u = 3 - u $$  so  $$ u = 1 $$", "definition proved"),
        (r"Setting these equal to one  $$ 2 u = 3 - u $$", "refuted"),
        (r"There is a number such that  $$ |u| \le 3 v $$  so  $$ |2 u| \le 6 v $$", "definition proved"),
        # what holds by itself is proved
        (SET + r"$$ p - p = 0 $$", "proved"),
        # without the words it is a claim, and gives nothing
        (r"Hence  $$ \frac{m}{p} - \frac{n-m}{1-p} = 0 $$  so  $$ p = \frac{m}{n} $$", "refuted undecided"),
        # an equation that nothing solves proves nothing
        ("Solving\n$$ p^2 + 1 = 0 $$  so  $$ p = 7 $$", "definition undecided"),
        # what does not follow from the derivative above being zero
        (SET + r"$$ p^2 + 1 = 0 $$", "refuted"),
        (SET + r"$$ n - p m = 0 $$", "refuted"),
        (SET + r"$$ m - p n = 0 $$", "proved"),
        (SET + r"$$ \frac{m}{p} = \frac{n-m}{1-p} $$", "proved"),
        ("Setting this equal to zero:\n$$ m - p n = 0 $$", "proved"),
        ("令导数为零，得\n$$ n - p m = 0 $$", "refuted"),
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


@pytest.mark.parametrize(
    "sentence",
    [
        "Each bank sets its reserves to satisfy the equation",
        "Next we add a theory stating that deposits depend entirely on loans, namely",
        "It is a consumption function asserting that people consume a fraction $b \\in (0,1)$ of their income:",
        "We begin with an initial condition stating that",
        "We also assume that the noise is",
        "This is subject to the constraint",
        "假设用户满足",
        "约束条件为：",
    ],
)
def test_words_that_make_an_assumption(sentence):
    assert models(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Assuming $x > 0$ the gradient is",
        "Assume $x > 0$, the derivative is",
        "We assume $x > 0$ and get",
        "We assume $x > 0$ so that the gradient is",
        "If we assume independence the variance is",
        "When we assume independence the variance is",
        "We do not assume that",
        "We assumed above that",
        "It is required to show that",
        "Under this assumption the loss is",
        "The function satisfies",
        "The model is",
        "假设 $x>0$，则",
        "假设 $x>0$，导数为",
        "由假设得",
        "若假设独立，方差为",
        "不假设",
    ],
)
def test_words_that_make_none(sentence):
    assert not models(sentence)


MODEL = "We assume that consumption is:\n"


@pytest.mark.parametrize(
    "text, verdicts",
    [
        (MODEL + "$$ c = b y $$  so  $$ c = b c + b i $$", "definition definition undecided"),
        (MODEL + "$$ c = b y $$  so  $$ y = \\frac{i}{1 + b} $$", "definition definition refuted"),
        (MODEL + "$$ c = b y $$  so  $$ c = y $$", "definition definition refuted"),
        # what is defined is true or false, and so is what has no name for a side
        (MODEL + "$$ y = c + 2 i $$", "definition refuted"),
        (MODEL + "$$ (c + i)^2 = c^2 + i^2 $$", "definition refuted"),
        (MODEL + "$$ b + 1 = 2 b $$", "definition refuted"),
        (MODEL + "$$ c = c + 1 = b $$", "definition refuted undecided"),
        # without the words it is a claim
        ("Hence\n$$ c = b y $$", "definition refuted"),
        ("Assuming $b < 1$ the consumption is\n$$ c = b y $$", "definition refuted"),
    ],
)
def test_what_a_model_assumes_is_given(text, verdicts):
    national = "# Income\nLet $0 < b < 1$.\n$$ c + i = y $$\n"
    report = derive.check(read_text(national + apart(text)), workers=1)
    assert [step.verdict.kind for step in report.documents[0].steps] == verdicts.split()


@pytest.mark.parametrize(
    "text, verdicts",
    [
        # the function alone stands above
        ("$$ L(w) = (w-1)^2 $$  Setting the derivative to zero:  $$ 3(w-2) = 0 $$", "definition refuted"),
        ("$$ L(w) = (w-1)^2 $$  Setting the derivative to zero:  $$ w - 1 = 0 $$", "definition proved"),
        ("$$ L = (w-1)^2 $$  Setting the derivative to zero:  $$ w = 1 $$", "definition proved"),
        # two derivatives, and one is meant, or both
        (
            "$$ \\frac{dQ}{da} = 2a - b $$  $$ \\frac{dQ}{db} = b - 2 $$  Setting it to zero:  $$ b = 2 $$",
            "undecided undecided undecided",
        ),
        (
            "$$ \\frac{dQ}{da} = 2a - b $$  $$ \\frac{dQ}{db} = b - 2 $$  Setting both to zero:  $$ a = 1 $$",
            "undecided undecided proved",
        ),
        # another derivative than the one above: told as set
        (
            "$$ \\frac{dQ}{da} = 2a $$  Setting the derivative with respect to $b$ to zero:  $$ b + 1 = 0 $$",
            "undecided definition",
        ),
        # of what it is set is said nowhere
        ("Setting the derivative to zero:  $$ w + b = 0 $$", "definition"),
        # where something is extreme
        (
            "$$ q = a - (b-c)^2 $$  To find the maximum, differentiate by $b$:  $$ \\frac{dq}{db} = -2(b-c) = 0 $$",
            "definition proved definition",
        ),
        ("$$ q = a - b $$  Taking the derivative:  $$ \\frac{dq}{db} = -1 = 0 $$", "definition proved refuted"),
        # the function itself is set
        ("$$ L(w) = (w-1)^2 $$  Setting it to zero:  $$ w^2 - 2w + 1 = 0 $$", "definition definition"),
    ],
)
def test_what_is_set_is_the_derivative_above(text, verdicts):
    report = derive.check(read_text(apart(text)), workers=1)
    assert [step.verdict.kind for step in report.documents[0].steps] == verdicts.split()


@pytest.mark.parametrize(
    "sentence, concluded",
    [
        ("Rearranging this equation, we are able to obtain the optimal parameter that is largest:", True),
        ("After some steps we end up with", True),
        ("Now we know what the constant is:", True),
        ("The formula is as follows:", False),
        ("It follows that", True),
        ("The loss is", False),
    ],
)
def test_words_that_conclude(sentence, concluded):
    assert concludes(sentence) is concluded
