"""The ways in which people write one thing: each is read as the way beside it."""

from __future__ import annotations

import pytest
from test_latex_writer import functions_in

from derive.reading.math import read_term
from derive.terms.latex import write

CHANGES = [
    (r"\beta_{0k}", r"\beta_{0,k}"),
    (r"\beta_{0\ell}", r"\beta_{0,\ell}"),
    (r"lnL(\theta)", r"\ln L(\theta)"),
]
OTHER_CHANGES = [
    ("H[P] + 1", r"H\left[P\right] + 1"),(r"\frac{\Delta \bar{v}}{2}", r"\frac{\Delta\bar{v}}{2}"), (r"\mathcal{L}\{t\}", r"\mathcal L \left\{ t \right\}")]
MAXIMA = [
    (r"\mathop{\rm arg\,max}_t p(t)", r"\operatorname{argmax}_t p(t)"),
    (r"\mathrm{arg}\max_t p(t)", r"\arg\max_t p(t)"),
    (r"\text{arg}\max_t p(t)", r"\arg\max_t p(t)"),
    (r"arg\max_t p(t)", r"\arg\max_t p(t)"),
]
SLOPES = [
    (r"\frac{df}{dx}(x)", r"\frac{d}{dx} f(x)"),
    (r"\frac{dg}{dx}(x) \frac{df}{dx}(x)", r"\left(\frac{d}{dx} g(x)\right) \cdot \frac{d}{dx} f(x)"),
    (r"\frac{df}{du}(1-y)", r"\frac{df}{du} \cdot (1-y)"),
]
FRACTIONS = [
    (r"\dfrac{a}{b}", r"\frac{a}{b}"),
    (r"\tfrac ab", r"\frac{a}{b}"),
    (r"\cfrac{1}{1+\cfrac{1}{x}}", r"\frac{1}{1+\frac{1}{x}}"),
    (r"\frac12", r"\frac{1}{2}"),
    (r"\frac1x", r"\frac{1}{x}"),
    ("a/b", r"\frac{a}{b}"),
    ("1/(1+e^{-x})", r"\frac{1}{1+e^{-x}}"),
    ("e^x/(1+e^x)", r"\frac{e^x}{1+e^x}"),
    (r"{a \over b}", r"\frac{a}{b}"),
    (r"\sqrt{a \over b}", r"\sqrt{\frac{a}{b}}"),
    (r"{{a \over b} \over c} + 1", r"\frac{\frac{a}{b}}{c} + 1"),
    (r"\left( x + 1 \over y \right)", r"\frac{x+1}{y}"),
    ("½ x", r"\frac{1}{2} x"),
]
PARENTHESES = [
    (r"\left(a+b\right)c", "(a+b)c"),
    (r"\bigl(a+b\bigr)c", "(a+b)c"),
    (r"\Big[a+b\Big]c", "(a+b)c"),
    (r"\left\{a+b\right\}c", "(a+b)c"),
    (r"\lbrace a+b\rbrace c", "(a+b)c"),
    (r"\Big|x\Big|", "|x|"),
    (r"\vert x\vert", "|x|"),
    (r"\left\vert x\right\vert", "|x|"),
    (r"\lvert x-y\rvert", "|x-y|"),
    ("（1＋x）ｙ", "(1+x)y"),
    ("{x}_i", "x_i"),
    (r"{\hat y}_i^2", r"\hat{y}_i^2"),
    ("{f}(x)", "f(x)"),
    (r"{p_\theta}(x)", r"p_\theta(x)"),
    ("f{(x)}", "f(x)"),
    (r"y{(1-y)}^2", "y(1-y)^2"),
]
PRODUCTS = [
    ("xy", r"x \cdot y"),
    ("2x", r"2 \times x"),
    ("(1-y)x", "(1-y)*x"),
    (r"x\log x", r"x \cdot \log(x)"),
    (r"y\log p + (1-y)\log(1-p)", r"y \cdot \log(p) + (1-y) \cdot \log(1-p)"),
    (r"\sin x \cos y", r"\sin(x) \cdot \cos(y)"),
    (r"\log(1+e^{-x}) - xy", r"\log(1+e^{-x}) - x \cdot y"),
    (r"2\pi\sigma^2", r"2 \cdot \pi \cdot \sigma^2"),
    (r"\sigma(x)(1-\sigma(x))", r"\sigma(x) \cdot (1-\sigma(x))"),
    (r"\log(x)(1-x)", r"\log(x) \cdot (1-x)"),
    (r"\exp(-x)(1+x)", r"\exp(-x) \cdot (1+x)"),
    (r"\ln(1+e^{-z})[-y-(1-y)]", r"\ln(1+e^{-z}) \cdot (-y-(1-y))"),
]
FUNCTIONS = [
    (r"\log x", r"\log(x)"),
    (r"\ln x", r"\log(x)"),
    (r"\lg x", r"\log_{10}(x)"),
    ("log(x)", r"\log(x)"),
    ("exp(-x)", "e^{-x}"),
    ("max(0, x)", r"\max(0, x)"),
    ("ln(x)", r"\log(x)"),
    (r"\mathrm e^{-x}", "e^{-x}"),
    (r"{\rm e}^{-x}", "e^{-x}"),
    (r"\exp\{-x\}", "e^{-x}"),
    (r"\log^2 x", r"(\log(x))^2"),
    (r"\tanh(wx+b)^2", r"(\tanh(wx+b))^2"),
    (r"\exp(-x)^2", r"(\exp(-x))^2"),
    (r"\ln (x-1)!", r"\ln((x-1)!)"),
    (r"\log \frac{a}{b}", r"\log(\frac{a}{b})"),
    (r"\log p(x)", r"\log(p(x))"),
    (r"\log \sigma(x)", r"\log(\sigma(x))"),
    (r"\mathop{\rm max}(x, y)", r"\max(x, y)"),
    (r"\mathop{\max}\limits(x, y)", r"\max(x, y)"),
    (r"\operatorname*{softmax}(z)_i", r"\mathrm{softmax}(z)_i"),
    (r"{\rm softmax}(z)_i", r"\mathrm{softmax}(z)_i"),
    (r"\text{softmax}(z)_i", r"\mathrm{softmax}(z)_i"),
    ("[1-x]_+", r"\max(1-x, 0)"),
    ("(x)_{+}^2", r"\max(x, 0)^2"),
    ("√(x+1)", r"\sqrt{x+1}"),
    ("√12", r"\sqrt{12}"),
]
NAMES = [
    (r"\hat y_i", r"\hat{y}_i"),
    (r"\bm x", r"\boldsymbol{x}"),
    (r"{\bf x}_i", r"\mathbf{x}_i"),
    (r"\bf{w}", r"\mathbf{w}"),
    (r"{\cal L}", r"\mathcal{L}"),
    (r"\mathcal L_{BCE}", r"\mathcal{L}_{\text{BCE}}"),
    (r"\eta_{\min}", r"\eta_{\text{min}}"),
    (r"\eta_\max", r"\eta_{\text{max}}"),
    (r"x_{\rm max}", r"x_{\text{max}}"),
    (r"x_\mathrm{max}", r"x_{\text{max}}"),
    ("x_{i,max}", r"x_{i,\text{max}}"),
    ("x_{BCE,i}", r"x_{\text{BCE},i}"),
    ("xₘₐₓ", r"x_{\text{max}}"),
    ("x^{new}", r"x^{\text{new}}"),
    (r"x_i^{\rm new}", r"x^{\text{new}}_i"),
    (r"\theta^\star", r"\theta^*"),
    (r"\theta^{\ast}", r"\theta^*"),
    ("W^{(l)}_{ij}", "W_{ij}^{(l)}"),
    ("ŷ_i", r"\hat{y}_i"),
    ("x̂ + σ̄", r"\hat{x} + \bar{\sigma}"),
    ("x_+", "x_{+}"),
    (r"J_\mathbf{MSE}", r"J_{\text{MSE}}"),
    (r"\vec{v}_{A/B}", r"\vec{v}_{\text{A/B}}"),
    ("f^{,}(x)", "f'(x)"),
    (r"\sum_{i=1}^{n} -[x_i y]", r"\sum_{i=1}^{n} (-x_i y)"),
]
CHARACTERS = [
    ("σ’(x)", r"\sigma'(x)"),
    ("x²", "x^2"),
    ("x⁻¹", "x^{-1}"),
    ("x¹²", "x^{12}"),
    ("x₁ + x₁₂", "x_1 + x_{12}"),
    ("xᵢⱼ", "x_{ij}"),
    ("𝑥 + 𝐱", r"x + \mathbf{x}"),
    ("𝜎(𝑧)", r"\sigma(z)"),
    ("ℒ(θ)", r"\mathcal{L}(\theta)"),
    ("１２＋ｘ", "12 + x"),
    ("a−b·c×d", r"a - b \cdot c \times d"),
    ("∞", r"\infty"),
]
NUMBERS = [
    ("1e-8", "0.00000001"),
    ("1.5e-3", "0.0015"),
    ("2e3", "2000"),
    (r"\frac1e-8", r"\frac{1}{e} - 8"),
    ("2 e - 3", r"2 \cdot e - 3"),
    ("1{,}000", "1000"),
    ("1{,}000{,}000.5", "1000000.5"),
    (".5x", r"0.5 \cdot x"),
    (r"50\%", r"\frac{50}{100}"),
]
DERIVATIVES = [
    ("dy/dx", r"\frac{dy}{dx}"),
    ("d y / d x", r"\frac{dy}{dx}"),
    (r"\partial L/\partial x", r"\frac{\partial L}{\partial x}"),
    ("∂L/∂z", r"\frac{\partial L}{\partial z}"),
    (r"\partial f(x) / \partial x", r"\frac{\partial f(x)}{\partial x}"),
    (r"\mathrm{d}y/\mathrm{d}x", r"\frac{dy}{dx}"),
    (r"{\rm d}y/{\rm d}x", r"\frac{dy}{dx}"),
    (r"\frac{{\rm d}y}{{\rm d}x}", r"\frac{dy}{dx}"),
    (r"{\partial L \over \partial x}", r"\frac{\partial L}{\partial x}"),
    ("dL/dy dy/dx", r"\frac{dL}{dy} \cdot \frac{dy}{dx}"),
    ("d^2y/dx^2", r"\frac{d^2 y}{dx^2}"),
    (r"\partial^2 L/\partial x\partial y", r"\frac{\partial^2 L}{\partial x \partial y}"),
    ("d/dx (x^2)", r"\frac{d}{dx} x^2"),
    ("d/dx x^2 + 1", r"\frac{d}{dx} x^2 + 1"),
    (r"\partial_x L", r"\frac{\partial L}{\partial x}"),
    (r"\partial_{z_j} f(z)", r"\frac{\partial}{\partial z_j} f(z)"),
    (r"\partial_x^2 L", r"\frac{\partial^2 L}{\partial x^2}"),
    (r"\partial_{xy} L", r"\frac{\partial^2 L}{\partial x\partial y}"),
    (r"\tanh'(x)", r"\frac{d}{dx} \tanh(x)"),
    (r"\log''(x)", r"\frac{d^2}{dx^2} \log(x)"),
    (r"\tanh'(2x+1)", r"\left. \frac{d}{dt} \tanh(t) \right|_{t=2x+1}"),
    (r"\exp'(t+1)", r"\left. \frac{d}{ds} \exp(s) \right|_{s=t+1}"),
]
EVALUATIONS = [
    (r"\left. x^2 \right|_0^1", "[x^2]_0^1"),
    (r"x^2 \Big|_0^1", "[x^2]_0^1"),
    (r"x e^{-x} \Big|_0^\infty", r"[x e^{-x}]_0^\infty"),
    (r"\left. a x \right|_{x=0}^{x=1}", r"[a x]_{x=0}^{x=1}"),
]
INDICATORS = [
    (r"\mathbb{I}(x > 0)", r"\mathbb{1}[x > 0]"),
    (r"\mathbf{I}[x>0]", r"\mathbb{1}[x > 0]"),
    (r"1\{x > 0\}", r"\mathbb{1}[x > 0]"),
    (r"1_{x>0}", r"\mathbb{1}[x > 0]"),
    ("I(x>0)", r"\mathbb{1}[x > 0]"),
    ("2[x=k]", r"2 \mathbb{1}[x = k]"),
]
TABLE = [
    *CHANGES, *OTHER_CHANGES, *MAXIMA, *SLOPES, *FRACTIONS, *PARENTHESES, *PRODUCTS, *FUNCTIONS, *NAMES, *CHARACTERS, *NUMBERS, *DERIVATIVES, *EVALUATIONS, *INDICATORS,
]  # fmt: skip


@pytest.mark.parametrize(("typed", "plain"), TABLE, ids=[typed for typed, _ in TABLE])
def test_what_people_type(typed: str, plain: str) -> None:
    assert read_term(typed) == read_term(plain)


# Names that are not one another: an index in order, in brackets, above and below.
APART = [
    ("x_i", "x_{(i)}"),
    ("x_i", "x_{[i]}"),
    ("a^{[l]}", "a^l"),
    ("a^{[l]}", "a^{(l)}"),
    ("x^{<t>}", "x^t"),
    ("x_{1:t}", "x_{1,t}"),
    ("x^{new}", "x^{n e w}"),
    ("x_{new}", "x_{n,e,w}"),
    ("x_{max,i}", "x_{i,max}"),
    (r"\theta^{\text{old}}", r"\theta_{\text{old}}"),
    (r"\mathbf{x}", "x"),
    (r"\mathcal{L}^{(i)}", r"\mathcal{L}"),
]


@pytest.mark.parametrize(("first", "second"), APART)
def test_names_that_look_apart_are_apart(first: str, second: str) -> None:
    assert read_term(first) != read_term(second)


WRITTEN = [typed for row in (*TABLE, *APART) for typed in row]


@pytest.mark.parametrize("latex", WRITTEN)
def test_what_is_written_comes_back(latex: str) -> None:
    term = read_term(latex)
    assert read_term(write(term), functions_in(term)) == term
