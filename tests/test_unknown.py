"""Derivatives of names that nothing is said of: proved whatever they are, else undecided."""

from __future__ import annotations

import pytest

import derive
from derive.reading import read_text

UNKNOWN = [  # (text, the verdict on its last step)
    (r"$$\frac{dy}{dx} = 0$$", "undecided"),
    ("$$p = z^2$$\n\n$$\\frac{dp}{dx} = 0$$", "undecided"),
    (r"$$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} \cdot \frac{\partial a}{\partial w}$$", "undecided"),
    (r"$$\frac{\partial L}{\partial w}(1 - y)(-1) = -(1 - y)\frac{\partial L}{\partial w}$$", "proved"),
    (r"$$\sum_{j=1}^{3} 2 \frac{\partial E}{\partial y_j} w_j = 2 \sum_{j=1}^{3} w_j \frac{\partial E}{\partial y_j}$$", "proved"),
    (r"$$\sum_{j=1}^{3} \frac{\partial E}{\partial y_j} = 3 \frac{\partial E}{\partial y_1}$$", "undecided"),
    (r"$$\frac{d^2L}{dw^2} - \frac{d^2L}{dw^2} = 0$$", "proved"),
    (r"$$\frac{dL}{dw_1} = 3$$", "undecided"),  # of an element of a family
    (r"$$\frac{dz_i}{dw} = 2 x_i$$", "undecided"),  # and of one
    (r"$$\frac{d}{dw} (y - u) = -x$$", "undecided"),  # u may be a formula in w
    (r"$$\frac{d}{dw} \left(w \frac{dL}{dw}\right) = \frac{dL}{dw}$$", "undecided"),  # dL/dw is no constant
    (r"$$\int_0^1 \frac{dL}{dw} \, dw = \frac{dL}{dw}$$", "undecided"),
    (r"$$\lim_{w \to 0} \frac{dL}{dw} = \frac{dL}{dw}$$", "undecided"),
    ("$$L = w^2$$\n\n$$\\frac{dL}{dw} = 2w$$", "proved"),
    ("$$L = w^2$$\n\n$$\\frac{dL}{dw} = 3w$$", "refuted"),
    ("$$g(w) = w + \\frac{dL}{dw}$$\n\n$$g(3) = g(4) - 1$$", "undecided"),  # dL/dw at 3 and at 4
    (r"$$\sum_{i=1}^n \frac{dJ}{dw_i} = 0$$", "undecided"),
    ("$$g(x) = \\frac{dy}{dx}$$\n\n$$g'(x) = 0$$", "undecided"),
    ("$$p = \\frac{1}{1 + e^{-z}}$$\n\n$$\\frac{\\partial L}{\\partial p} = 1$$", "undecided"),
    ("$$y_i = a x_i$$\n\n$$\\frac{\\partial L}{\\partial y_i} = 1$$", "undecided"),  # by what a formula defines
]  # fmt: skip


@pytest.mark.parametrize("text, verdict", UNKNOWN)
def test_unknown_derivatives(text, verdict):
    last = derive.check(read_text(text)).documents[0].steps[-1]
    assert last.verdict.kind == verdict
    if verdict == "undecided":
        assert "nothing above says what" in last.verdict.message or "by a symbol" in last.verdict.message


def test_what_is_proved_of_an_unknown_derivative_asks_that_it_exists():
    last = derive.check(read_text(r"$$2\frac{dy}{dx} = \frac{dy}{dx} + \frac{dy}{dx}$$")).documents[0].steps[-1]
    assert last.verdict.conditions == (r"\frac{\partial y}{\partial x} \text{ exists}",)


@pytest.mark.parametrize(
    "right, kind",
    [
        (r"\prod_{i=1}^n Q(x_i \mid t)", "undecided"),  # no n numbers need be probabilities
        (r"Q(x_1 \mid t) \cdots Q(x_n \mid t)", "undecided"),
        (r"\prod_{i=1}^n x_i", "refuted"),
    ],
)
def test_a_probability_for_every_value_of_an_index_is_many(right, kind):
    last = derive.check(read_text(f"$$p = t^m (1-t)^k$$\n\n$$p = {right}$$")).documents[0].steps[-1]
    assert last.verdict.kind == kind


@pytest.mark.parametrize(
    "step, kind",
    [
        (r"P(A) \le 1", "undecided"),  # P(A) = 2 is no probability
        (r"P(A) \ge 0", "undecided"),
        (r"P(A)^2 \le P(A)", "undecided"),
        ("P(A) > 0", "undecided"),
        ("P(A)^2 = P(A)", "refuted"),
        ("P(A) + 1 = P(A)", "refuted"),
        (r"f(A) \le 1", "undecided"),
    ],
)
def test_probabilities_are_refuted_with_probabilities(step, kind):
    last = derive.check(read_text(f"$${step}$$")).documents[0].steps[-1]
    assert last.verdict.kind == kind


UNTOLD = [  # (text, the verdict on its last step): a name on a side that nothing is said of is no counterexample
    ("$$z = x + y_0$$\n\nHence\n\n$$y_0 = i + c_0$$", "undecided"),
    ("Let $y_{-1} = 0$.\n\n$$z = y_0$$\n\n$$y_t = b y_{t-1} + i$$", "undecided"),
    ("$$z = \\log J(w, b)$$\n\n$$J(2, 1) = 5$$", "undecided"),
    ("$$z = \\sigma^2 k$$\n\nHence\n\n$$\\sigma^2 = \\frac{1}{k}$$", "undecided"),
    ("$$z = S(x)$$\n\n$$\\frac{d}{dx} S(x) = \\frac{1}{x^2 + 1}$$", "undecided"),
    ("$$z = f(x) + g(x)$$\n\n$$g(x) + h(x) + x = f(x) + 2 x$$", "undecided"),
    ("$$z = 2 x y$$\n\n$$x \\ge 0$$", "undecided"),
    (r"$$\frac{d}{dx} (x N(x)) = N(x)$$", "undecided"),
    (r"$$\Phi(-x) = 1 - \Phi(x)$$", "undecided"),
    (r"$$B(a, b) + 0 = B(b, a)$$", "undecided"),
    ("$$z = h(x)$$\n\n$$h^{-1}(x) + h^{-1}(-x) = 0$$", "undecided"),
    ("$$N(x) = x^2$$\n\n$$N(-x) = -N(x)$$", "refuted"),
    ("$$z = h(x)$$\n\n$$h(-x) = 1 - h(x)$$", "refuted"),
    # it is on both sides, or has a formula, or an equation is given of it
    ("$$z = 2 x y$$\n\n$$x = 2 x + y$$", "refuted"),

    ("$$y = x^2$$\n\nHence\n\n$$y = 2 x + 1$$", "refuted"),
    ("$$f(x) = x^2$$\n\n$$f(2) = 5$$", "refuted"),
    ("Let $x^2 = 4$.\n\n$$x = 2$$", "refuted"),
    ("Let $y_i = 2 i$.\n\n$$z = y_3 + 1$$\n\nHence\n\n$$y_3 = 7$$", "refuted"),
    # it is no name
    ("$$z = 2 x y$$\n\n$$x y = 2 z + 1$$", "refuted"),
    (r"$$\frac{d}{dx} e^x = 1$$", "refuted"),
    (r"$$\sin x = \cos x$$", "refuted"),
]


@pytest.mark.parametrize("text, verdict", UNTOLD)
def test_a_name_that_nothing_is_said_of_refutes_nothing(text, verdict):
    last = derive.check(read_text(text)).documents[0].steps[-1]
    assert last.verdict.kind == verdict
    assert verdict == "refuted" or "nothing above says what" in last.verdict.message
