"""Sums, products and indices: relations with their verdicts, and the point at which a false one fails."""

from __future__ import annotations

import pytest

from derive.deciding.verdicts import decide
from derive.stating import state_relation

COUNT = r"n \ge 1; n \in \mathbb{N}"

PROVED = [
    # ranges that differ at their ends
    (r"\sum_{i=1}^{n} x_i = x_1 + \sum_{i=2}^{n} x_i", COUNT),
    (r"\sum_{i=1}^{n} x_i = \sum_{i=1}^{n-1} x_i + x_n", COUNT),
    (r"\sum_{i=1}^{n} x_i = x_1 + \sum_{i=2}^{n-1} x_i + x_n", r"n \ge 2; n \in \mathbb{N}"),
    (r"\sum_{i=1}^{n+1} x_i = \sum_{i=1}^{n} x_i + x_{n+1}", r"n \in \mathbb{N}"),
    (r"\prod_{i=1}^{n} x_i = x_1 \prod_{i=2}^{n} x_i", COUNT),
    (r"x_n \prod_{i=1}^{n-1} x_i = \prod_{i=1}^{n} x_i", COUNT),
    (r"\prod_{i=1}^{n} x_i = x_1 x_n \prod_{i=2}^{n-1} x_i", r"n \ge 2; n \in \mathbb{N}"),
    (r"\sum_{i=1}^{n} x_{i} = \sum_{i=0}^{n-1} x_{i+1}", r"n \in \mathbb{N}"),
    (r"\sum_{i=0}^{n} x_{n-i} = \sum_{i=0}^n x_i", r"n \in \mathbb{N}"),
    (r"\sum_{i=1}^{t} x_{t-i} = \sum_{i=0}^{t-1} x_i", r"t \in \mathbb{N}"),
    (r"\sum_{i=1}^{n} x_{i} - \sum_{i=1}^{n} x_{i+1} = x_1 - x_{n+1}", r"n \in \mathbb{N}"),
    (r"\sum_{i=1}^{n} (x_{i} - x_{i-1}) = x_{n} - x_0", r"n \in \mathbb{N}"),
    (r"\sum_{k=1}^n \frac1k = \sum_{k=0}^{n-1} \frac{1}{k+1}", r"n \in \mathbb{N}"),
    (r"\sum_{i=1}^{n} x_{i+t} y_{i+s} = \sum_{k=1}^{n} y_{k+s} x_{k+t}", r"s \in \mathbb{Z}; t \in \mathbb{Z}"),
    (r"\prod_{i=1}^n g(x_i) h(x_i) = \left(\prod_{i=1}^n g(x_i)\right) \prod_{i=1}^n h(x_i)", ""),
    (r"\prod_{i=1}^n \lim_{y \to \infty} z_{ii} = \prod_{i=1}^n z_{ii}", ""),
    # nested sums
    (r"\sum_{i=1}^n \sum_{j=1}^m a_{ij} = \sum_{j=1}^m \sum_{i=1}^n a_{ij}", ""),
    (r"\sum_{i=1}^n \sum_{j=1}^m a_{ij} x_i y_j = \sum_{j=1}^m y_j \sum_{i=1}^n a_{ij} x_i", ""),
    (r"\sum_{i=1}^n \sum_{j=1}^n a_{ij} = \sum_{i=1}^n \sum_{j=1}^n a_{ji}", ""),
    (r"\sum_{i=1}^n \sum_{j=1}^m\sum_{k=1}^l a_{ijk} = \sum_{k=1}^l \sum_{i=1}^n \sum_{j=1}^m a_{ijk}", ""),
    (r"\left(\sum_{i=1}^n x_i\right)^2 = \sum_{i=1}^n \sum_{j=1}^n x_i x_j", ""),
    # products
    (r"\prod_{i=1}^n e^{x_i} = e^{\sum_{i=1}^n x_i}", ""),
    (r"\prod_{i=1}^n a_i b_i = \left(\prod_{i=1}^n a_i\right)\left(\prod_{i=1}^n b_i\right)", ""),
    (r"\prod_{i=1}^n \frac{a_i}{b_i} = \frac{\prod_{i=1}^n a_i}{\prod_{i=1}^n b_i}", r"b_i \ne 0"),
    (r"\prod_{i=1}^n c a_i = c^n \prod_{i=1}^n a_i", "c > 0"),
    (r"\prod_{i=1}^n x_i^2 = \left(\prod_{i=1}^n x_i\right)^2", ""),
    (r"\prod_{i=1}^n p^{y_i}(1-p)^{1-y_i} = p^{\sum_{i=1}^n y_i}(1-p)^{n-\sum_{i=1}^n y_i}", "0 < p < 1"),
    (r"\log \prod_{i=1}^n p_i^{y_i}(1-p_i)^{1-y_i} = \sum_{i=1}^n \left(y_i \log p_i + (1-y_i)\log(1-p_i)\right)",
     "0 < p_i < 1"),
    (r"\log\prod_{i=1}^n \frac{p_i}{q_i} = \sum_{i=1}^n \log p_i - \sum_{i=1}^n \log q_i", "p_i > 0; q_i > 0"),
    (r"\prod_{i=1}^n \frac{1}{\sqrt{2\pi\sigma^2}} e^{-\frac{(x_i-\mu)^2}{2\sigma^2}} "
     r"= (2\pi\sigma^2)^{-n/2} e^{-\frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2}", r"\sigma > 0"),
    # geometric sums, for a base of any sign
    (r"\sum_{k=0}^{n-1} r^k = \frac{1-r^n}{1-r}", r"r \ne 1; n \in \mathbb{N}"),
    (r"\sum_{k=1}^{n} a r^{k-1} = a\frac{1-r^{n}}{1-r}", r"r \ne 1; n \in \mathbb{N}"),
    (r"1 + r + r^2 + \dots + r^{n-1} = \frac{1-r^n}{1-r}", r"r \ne 1; n \ge 1"),
    (r"\sum_{i=1}^t \beta^{t-i}(1-\beta) = 1 - \beta^t", r"t \in \mathbb{N}; 0 < \beta < 1"),
    (r"\sum_{i=1}^t \beta^{t-i}(1-\beta) = 1 - \beta^t", r"t \in \mathbb{N}; \beta \ne 1"),
    (r"\sum_{k=0}^{n} (-1)^k = \frac{1 + (-1)^n}{2}", r"n \in \mathbb{N}"),
    (r"x^{n} = x^2 x^{n-2}", r"n \in \mathbb{N}; n \ge 2"),
    # dots
    (r"\frac{1}{n}(x_1 + x_2 + \cdots + x_n) = \frac1n\sum_{i=1}^{n} x_i", COUNT),
    (r"1 + 3 + 5 + \dots + (2n-1) = n^2", r"n \in \mathbb{N}"),
    (r"p_1 p_2 \cdots p_n = e^{\log p_1 + \log p_2 + \dots + \log p_n}", "p_i > 0"),
    (r"\frac{d}{d\mu} \prod_{i=1}^n e^{-(x_i-\mu)^2} = "
     r"2\left(\sum_{i=1}^n (x_i-\mu)\right) \prod_{i=1}^n e^{-(x_i-\mu)^2}", ""),
    (r"p_i (\delta_{ij} - p_j) = p_j (\delta_{ij} - p_i)", ""),
    # without bounds
    (r"\sum_i (a x_i + b y_i) = a \sum_i x_i + b \sum_i y_i", ""),
    (r"\frac{\partial}{\partial z_j} \sum_i z_i^2 = 2 z_j", ""),
    (r"\frac{\partial}{\partial z_j} \frac{e^{z_i}}{\sum_k e^{z_k}} = "
     r"\frac{e^{z_i}}{\sum_k e^{z_k}}\left(\delta_{ij} - \frac{e^{z_j}}{\sum_k e^{z_k}}\right)", ""),
    (r"\frac{\partial}{\partial z_j} \frac{e^{z_i}}{\sum_k e^{z_k}} = "
     r"\frac{e^{z_i}}{\sum_k e^{z_k}}\left(1 - \frac{e^{z_i}}{\sum_k e^{z_k}}\right)", "i = j"),
    (r"-\sum_i y_i (\delta_{ij} - p_j) = p_j - y_j", r"\sum_i y_i = 1"),
    (r"\sum_i p_i = 1", r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}"),
    (r"\log\sum_k e^{z_k} = m + \log\sum_k e^{z_k-m}", ""),
    (r"\sum_j \frac{\partial}{\partial z_j} \log\sum_i e^{z_i} = 1", ""),
    (r"\sum_x p(x) \log p(x) = \sum_x p(x) \log\frac{p(x)}{q(x)} + \sum_x p(x) \log q(x)", "p(x) > 0; q(x) > 0"),
    (r"\sum_{x\in X} p(x) (a + b f(x)) = a + b \sum_{x\in X} p(x) f(x)", r"\sum_{x \in X} p(x) = 1"),
    (r"\prod_i e^{x_i} = e^{\sum_i x_i}", ""),
    # without one index
    (r"\sum_{i \ne j} x_i = \sum_i x_i - x_j", ""),
    (r"\frac{e^{z_y}}{\sum_j e^{z_j}} = \frac{1}{1 + \sum_{j \ne y} e^{z_j - z_y}}", ""),
    (r"\sum_{j=1, j \ne y}^n e^{z_j} = \sum_{j=1}^n e^{z_j} - e^{z_y}", r"1 \le y \le n; y \in \mathbb{N}"),
    (r"\sum_i \sum_{j \ne i} x_i x_j = \left(\sum_i x_i\right)^2 - \sum_i x_i^2", ""),
]  # fmt: skip

REFUTED = [
    # by elements beside the range, where they are written so
    (r"\sum_{i=1}^{n} (x_{i} - x_{i-1}) = x_{n+1} - x_0", r"n \in \mathbb{N}"),
    (r"\sum_{i=2}^{n} x_i = x_1 + \sum_{i=2}^{n} x_i", COUNT),
    (r"\sum_{i=1}^{n} x_i = \sum_{i=1}^{n-1} x_i + x_{n+1}", COUNT),
    (r"\sum_{k=0}^{n} r^k = \frac{1-r^{n}}{1-r}", r"r \ne 1; n \in \mathbb{N}"),
    (r"(x_1 + x_2 + \dots + x_n)^2 = x_1^2 + x_2^2 + \dots + x_n^2", ""),
    (r"1 + 2 + \dots + n = \frac{n(n-1)}{2}", r"n \in \mathbb{N}"),
    (r"\sum_{i=1}^{n} x_i = x_1 + \sum_{i=2}^{n-1} x_i", r"n \ge 2; n \in \mathbb{N}"),
    (r"\sum_{i=1}^{n} x_{i} = \sum_{i=0}^{n-1} x_{i}", r"n \in \mathbb{N}"),
    (r"\sum_{i=1}^{n} (x_{i} - x_{i-1}) = x_{n} - x_1", r"n \in \mathbb{N}"),
    (r"\prod_{i=1}^{n} x_i = x_n \prod_{i=2}^{n-1} x_i", r"n \ge 2; n \in \mathbb{N}"),
    (r"\sum_{i=1}^n \sum_{j=1}^n a_{ij} x_i = \sum_{i=1}^n \sum_{j=1}^n a_{ij} x_j", ""),
    (r"\left(\sum_{i=1}^n x_i\right)^2 = \sum_{i=1}^n x_i^2", ""),
    (r"\prod_{i=1}^n e^{x_i} = \sum_{i=1}^n e^{x_i}", ""),
    (r"\prod_{i=1}^n c a_i = c \prod_{i=1}^n a_i", "c > 0"),
    (r"\prod_{i=1}^n p^{y_i}(1-p)^{1-y_i} = p^{\sum_{i=1}^n y_i}(1-p)^{1-\sum_{i=1}^n y_i}", "0 < p < 1"),
    (r"\log\prod_{i=1}^n p_i = \prod_{i=1}^n \log p_i", "p_i > 0"),
    (r"\frac{\partial}{\partial z_j} \sum_i z_i^2 = 2 z_i", ""),
    (r"-\sum_i y_i (\delta_{ij} - p_i) = p_j - y_j", r"\sum_i y_i = 1"),
    (r"\log\sum_k e^{z_k} = m + \log\sum_k e^{z_k+m}", ""),
    (r"\sum_{i \ne j} x_i = \sum_i x_i", ""),
    (r"\sum_{i \ne j} x_i = \sum_i x_i - x_i", ""),
    (r"\frac{e^{z_y}}{\sum_j e^{z_j}} = \frac{1}{\sum_{j \ne y} e^{z_j - z_y}}", ""),
    (r"\sum_{x\in X} p(x) (a + b f(x)) = a + b \sum_{x\in X} f(x)", r"\sum_{x \in X} p(x) = 1"),
    (r"\sum_i x_i y_i = \sum_i x_i \sum_i y_i", ""),
]  # fmt: skip

# True at every point one would try, or true only under more than is given: never proved.
OPEN = [
    (r"\sum_{i=1}^{n} x_i = x_1 + \sum_{i=2}^{n-1} x_i + x_n", COUNT),  # n = 1: a range from 2 to 0
    (r"\frac{\partial}{\partial z_3} \sum_{i=1}^{n} z_i^2 = 2 z_3", ""),  # true where there is a z_3
]


def verdict(relation: str, given: str):
    statement = state_relation(relation, [g.strip() for g in given.split(";") if g.strip()])
    return decide(statement.proposition)


@pytest.mark.parametrize("relation, given", PROVED)
def test_proved(relation, given):
    found = verdict(relation, given)
    assert (found.kind, found.conditions) == ("proved", ()), found.message


@pytest.mark.parametrize("relation, given", REFUTED)
def test_refuted_by_few_terms(relation, given):
    found = verdict(relation, given)
    assert found.kind == "refuted", found.message
    point = dict(found.counterexample.point)
    assert int(point.get("n") or point["N"]) <= 3  # so that a person can write the terms out
    assert all(len(value) <= 4 for value in point.values())


@pytest.mark.parametrize("relation, given", OPEN)
def test_not_proved(relation, given):
    assert verdict(relation, given).kind == "undecided"


@pytest.mark.parametrize(
    "relation, kind",
    [
        (r"\prod_{i=1}^n g(x_i) = 2 \prod_{i=1}^n h(x_i)", "refuted"),  # the index stands in g(x_i) only
        (r"\prod_{i=1}^n g(x_i, 2) = \prod_{j=1}^n g(x_j, 2)", "proved"),
        (r"\lim_{n \to \infty} \frac{2^n n!}{(a + n)!} = 1", "undecided"),  # is a whole? nothing says so
    ],
)
def test_an_index_deep_in_a_term_and_a_number_not_known_to_be_whole(relation, kind):
    found = verdict(relation, "")
    assert found.kind == kind and "internal error" not in (found.message or "")
