r"""Terms with dots between them: which sum or product they are, and which are none."""

from __future__ import annotations

import pytest

import derive
from derive.reading import read_text
from derive.reading.math import MathError, Names, read_term
from derive.terms.latex import write
from derive.terms.term import subterms

READ = [
    (r"x_1 + x_2 + \dots + x_n", r"\sum_{k = 1}^{n} x_{k}"),
    (r"x_1 + \cdots + x_n", r"\sum_{k = 1}^{n} x_{k}"),
    (r"a_0 + \ldots + a_{n-1}", r"\sum_{k = 0}^{n - 1} a_{k}"),
    (r"1 + t + \dots + t^{n-1}", r"1 + \sum_{k = 1}^{n - 1} t^{k}"),
    (r"1 + 2 + 4 + \dots + 2^n", r"\sum_{k = 0}^{n} 2^{k}"),
    (r"1 + 3 + \dots + (2n-1)", r"\sum_{k = 1}^{n} (2 k - 1)"),
    (r"1 + 2 + \dots + 100", r"\sum_{k = 1}^{100} k"),
    (r"\frac{1}{1} + \frac{1}{2} + \dots + \frac{1}{n}", r"\sum_{k = 1}^{n} \frac{1}{k}"),
    (r"\frac{u_1}{n} + \frac{u_2}{n} + \dots + \frac{u_n}{n}", r"\sum_{k = 1}^{n} \frac{u_{k}}{n}"),
    (r"w_1 x_1 + w_2 x_2 + \dots + w_m x_m + b", r"\left(\sum_{k = 1}^{m} w_{k} x_{k}\right) + b"),
    (r"s - a_1 - a_2 - \cdots - a_n", r"s + \sum_{k = 1}^{n} (-a_{k})"),
    (r"1 + c + c^2 + \cdots", r"1 + \sum_{k = 1}^{\infty} c^{k}"),
    (r"1 + x + \frac{x^2}{2!} + \frac{x^3}{3!} + \dots", r"1 + \sum_{k = 1}^{\infty} \frac{x^{k}}{k!}"),
    (r"e^{z_0} + e^{z_1} + \dots + e^{z_j} + \dots + e^{z_n}", r"\sum_{k = 0}^{n} e^{z_{k}}"),
    (r"n \cdot (n-1) \cdot \dots \cdot 1", r"\prod_{k = 1}^{n} k"),
    (r"n (n-1) (n-2) \cdots 3 \cdot 2 \cdot 1", r"\prod_{k = 1}^{n} k"),
    (r"n (n-1) (n-2) \cdots (n-m+1)", r"\prod_{k = 1}^{m} (n - k + 1)"),
    (r"x_1 x_2 \cdots x_n / y", r"\left(\prod_{k = 1}^{n} x_{k}\right) / y"),
    (r"p(x_1) \cdots p(x_n)", r"\prod_{k = 1}^{n} p(x_{k})"),
    (r"x (x+1) (x+2) \dots (x+n)", r"\prod_{k = 0}^{n} (x + k)"),
]
UNDECIDED = [
    r"1 + 2 + \dots + 2^n",  # 2^k, or the numbers up to it
    r"1 + \dots + n",  # one term says nothing of the step
    r"1 + c + \cdots",  # nor do two without an end
    r"a + \dots + b",
    r"1 + 1 + \dots + 1",
    r"1 + 2 + 4 + \dots + n^2",  # what is written does not fit
    r"x_1 + x_3 + \dots + x_n",
    r"1 - r + r^2 - r^3 + \cdots",
    r"\frac{1}{x} + \frac{1}{x-1} \dots \frac{1}{1}",
    r"x_1 + \dots",
    r"\frac{x_1 \dots}{2}",
]
UNREAD = [r"\dots + x_n", r"x^{\dots}", r"f(\dots)", r"\log \dots"]


@pytest.mark.parametrize("latex, written", READ)
def test_what_the_dots_stand_for(latex, written):
    term = read_term(latex, Names())
    assert write(term) == write(read_term(written, Names()))


@pytest.mark.parametrize("latex", UNDECIDED)
def test_dots_that_can_stand_for_anything(latex):
    found = [part for part in subterms(read_term(latex, Names())) if part.op == "beyond"]
    assert [part.value for part in found] == ["dots"]


@pytest.mark.parametrize("latex", UNREAD)
def test_dots_beside_nothing(latex):
    with pytest.raises(MathError):
        read_term(latex, Names())


@pytest.mark.parametrize(
    "text, verdict",
    [
        ("For $c > 0$, $c \\ne 1$ and $n \\in \\mathbb{N}$:\n\n$$1 + c + c^2 + \\dots + c^n = \\frac{1 - c^{n+1}}{1 - c}$$", "proved"),
        ("For $c > 0$, $c \\ne 1$ and $n \\in \\mathbb{N}$:\n\n$$1 + c + c^2 + \\dots + c^n = \\frac{1 - c^{n}}{1 - c}$$", "refuted"),
        ("For $n \\in \\mathbb{N}$:\n\n$$1 + 2 + \\dots + n = \\frac{n(n+1)}{2}$$", "proved"),
    ],
)  # fmt: skip
def test_verdicts_on_what_dots_stand_for(text, verdict):
    assert derive.check(read_text(text)).documents[0].steps[-1].verdict.kind == verdict


def test_many_dotted_terms_take_no_time():
    many = " + ".join(f"x_{{{i}}} y" for i in range(400)) + r" + \dots + x_n y"
    assert read_term(many, Names()).op in ("sum", "+")
