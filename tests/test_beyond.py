"""Vectors, matrices, expectations and probabilities: read as they are written, and never decided."""

from __future__ import annotations

import pytest

import derive
from derive.proving import kernel
from derive.proving.evidence import Refusal
from derive.reading import read_text
from derive.reading.math import Names, read_condition, read_term
from derive.terms.latex import write
from derive.terms.term import is_known, subterms

# latex · the kind, the name and the arguments of what is beyond numbers in it
TABLE = [
    ("X^T y", "vector", r"{\cdot}^{\top}", "X"),
    (r"X^\top", "vector", r"{\cdot}^{\top}", "X"),
    (r"X^{\mathsf{T}}", "vector", r"{\cdot}^{\top}", "X"),
    (r"X^{\mathrm T}", "vector", r"{\cdot}^{\top}", "X"),
    (r"(A + B)^\top", "vector", r"\left(\cdot\right)^{\top}", "A + B"),
    (r"w_i^T x", "vector", r"{\cdot}^{\top}", "w_i"),
    (r"w^T (x - m)", "vector", r"{\cdot}^{\top}", "w"),
    (r"\|x\|", "vector", r"\lVert \cdot \rVert", "x"),
    (r"\left\| A x - b \right\|_2^2", "vector", r"\lVert \cdot \rVert_{\cdot}", "A x - b", "2"),
    (r"\frac{1}{2}\lVert w \rVert^2", "vector", r"\lVert \cdot \rVert", "w"),
    ("||w||^2", "vector", r"\lVert \cdot \rVert", "w"),
    ("3 ||x - c_i||^2_2", "vector", r"\lVert \cdot \rVert_{\cdot}", "x - c_i", "2"),
    (r"\langle u, v \rangle", "vector", r"\langle \cdot, \cdot \rangle", "u", "v"),
    (r"\nabla L", "vector", r"\nabla \cdot", "L"),
    (r"\nabla_w L(w)", "vector", r"\nabla_{\cdot} \cdot", "w", "L(w)"),
    (r"\nabla^2 f(x)", "vector", r"\nabla^{\cdot} \cdot", "2", "f(x)"),
    (r"a \odot b", "vector", r"\cdot \odot \cdot", "a", "b"),
    (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "vector",
     r"\begin{pmatrix} \cdot & \cdot \\ \cdot & \cdot \end{pmatrix}", "a", "b", "c", "d"),
    (r"\begin{bmatrix} x_1 \\ \vdots \\ x_n \end{bmatrix}", "vector",
     r"\begin{bmatrix} \cdot \\ \vdots \\ \cdot \end{bmatrix}", "x_1", "x_n"),
    (r"\mathcal{L}\{f(t)\}", "transform", r"\mathcal{L}\left\{\cdot\right\}", "f(t)"),
    (r"2 \mathcal{F}^{-1}\{g\}", "transform", r"\mathcal{F}^{\cdot}\left\{\cdot\right\}", "-1", "g"),
    (r"P(J \text{ wins}, X < d \rvert c < d)", "random", r"P(\cdot,X<\cdot\mid c<\cdot)", r"J \mathrm{wins}", "d", "d"),
    (r"P(\lnot E \mid A)", "random", r"P\left(\lnot \cdot \mid \cdot\right)", "E", "A"),
    (r"\min_{x \in \mathbb{R}^n} L(x)", "range", r"\min_{\cdot \in \mathbb{R}^{\cdot}} \cdot", "x", "n", "L(x)"),
    (r"{\arg\max}_w L(w)", "vector", r"\arg\max_{\cdot} \cdot", "w", "L(w)"),
    (r"L(\{x_n\}_{n=1}^{N})", "list", r"\left\{\cdot\right\}_{\cdot = \cdot}^{\cdot}", "x_n", "n", "1", "N"),
    (r"y'' + y", "prime", "y''"),  # a derivative or another symbol
    (r"v_i' + 1", "prime", r"v_{\cdot}'", "i"),
    (r"\Sigma_j e^{z_j} + 1", "sigma", r"\Sigma_{\cdot} \cdot", "j", r"e^{z_j}"),  # a sum or a symbol
    (r"\det(A)", "vector", r"\det\left(\cdot\right)", "A"),
    (r"\operatorname{tr}(A B)", "vector", r"\mathrm{tr}\left(\cdot\right)", "A B"),
    (r"\arg\max_w L(w)", "vector", r"\arg\max_{\cdot} \cdot", "w", "L(w)"),
    (r"\underset{w}{\arg\max} L(w)", "vector", r"\arg\max_{\cdot} \cdot", "w", "L(w)"),
    (r"2 \underset{w \in S}{\operatorname{argmin}} f(w)", "vector", r"\mathrm{argmin}_{\cdot \in \cdot} \cdot", "w", "S", "f(w)"),
    (r"\underset{i}{\max} x_i", "range", r"\max_{\cdot} \cdot", "i", "x_i"),
    (r"\operatorname*{argmax}_w f(w)", "vector", r"\mathrm{argmax}_{\cdot} \cdot", "w", "f(w)"),
    (r"\mathbb{E}[X]", "random", r"\mathbb{E}\left[\cdot\right]", "X"),
    ("E[X^2]", "random", r"E\left[\cdot\right]", "X^2"),
    (r"\mathbb{E} X", "random", r"\mathbb{E} \cdot", "X"),
    (r"\mathbb{E}_{x \sim p(x)}[f(x) \mid y, z]", "random",
     r"\mathbb{E}_{\cdot \sim \cdot}\left[\cdot \mid \cdot, \cdot\right]", "x", "p(x)", "f(x)", "y", "z"),
    (r"\operatorname{Var}(X)", "random", r"\mathrm{Var}\left(\cdot\right)", "X"),
    (r"\Pr(A \cap B)", "random", r"\Pr\left(\cdot\right)", r"A \cap B"),
    (r"D_{KL}(p \| q)", "random", r"D_{\text{KL}}(\cdot\| \cdot)", "p", "q"),
    (r"\int (6t - 2) \, dt", "antiderivative", r"\int \left(\cdot\right) \, d\cdot", "6t - 2", "t"),
    (r"\int f(x) \, dx + C", "antiderivative", r"\int \cdot \, d\cdot", "f(x)", "x"),
    # lists, sets, and events
    ("(x, y)", "list", r"\left(\cdot, \cdot\right)", "x", "y"),
    (r"c [a_1, a_2, \dots, a_n]", "list", r"\left[\cdot, \cdot, \dots, \cdot\right]", "a_1", "a_2", "a_n"),
    (r"\{(x, y) \mid x > 0\}", "list", r"\left\{\cdot \mid \cdot > \cdot\right\}", "(x, y)", "x", "0"),
    (r"\{|a_i - b| : i < n\}", "list", r"\left\{\cdot: \cdot < \cdot\right\}", "|a_i - b|", "i", "n"),
    (r"f(x_1, \dots, x_n)", "list", r"f(\cdot,\dots,\cdot)", "x_1", "x_n"),
    (r"P(y \mid x_1, \dots x_n)", "list", r"P(\cdot\mid \cdot,\dots,\cdot)", "y", "x_1", "x_n"),
    (r"P(A \cap B)", "random", r"P\left(\cdot\right)", r"A \cap B"),
    (r"P(X \in [a, b], Y \in S)", "random", r"P\left(\cdot \in \cdot, \cdot \in \cdot\right)", "X", "[a, b]", "Y", "S"),
    # sums over what no bounds say
    (r"\frac{1}{n} \sum x_i", "range", r"\sum \cdot", "x_i"),
    (r"\sum \frac{1}{2} (t - o)^2 + 1", "range", r"\sum \cdot", r"\frac{1}{2} (t - o)^2"),
    (r"\sum_i^n x_i", "range", r"\sum_{\cdot}^{\cdot} \cdot", "i", "n", "x_i"),
    (r"\sum_{i=1} x_i", "range", r"\sum_{\cdot = \cdot} \cdot", "i", "1", "x_i"),
    (r"\sum_{i<j} x_i", "range", r"\sum_{\cdot < \cdot} \cdot", "i", "j", "x_i"),
    (r"\sum_{i,i} -x_i", "range", r"\sum_{\cdot, \cdot} \left(\cdot\right)", "i", "i", "-x_i"),
    (r"\sum_{x_i} p(x_i)", "range", r"\sum_{\cdot} \cdot", "x_i", "p(x_i)"),
    (r"\sum_{y \in Q_m} (y - c)^2", "range", r"\sum_{\cdot \in \cdot} \cdot", "y", "Q_m", "(y - c)^2"),
    (r"\left(\sum_{y \in Q_m} y\right) x", "range", r"\sum_{\cdot \in \cdot} \cdot", "y", "Q_m", "y"),
    (r"\sum_{j: y_j \ne c} d_j", "range", r"\sum_{\cdot: \cdot \ne \cdot} \cdot", "j", "y_j", "c", "d_j"),
    (r"\prod_{(x, y) \in D} p_x", "range", r"\prod_{\cdot \in \cdot} \cdot", "(x, y)", "D", "p_x"),
    (r"\max_{j : y_j = 1} r_j", "range", r"\max_{\cdot: \cdot = \cdot} \cdot", "j", "y_j", "1", "r_j"),
    (r"\min_{w, b} \frac{1}{2} w^2", "range", r"\min_{\cdot, \cdot} \cdot", "w", "b", r"\frac{1}{2} w^2"),
    (r"\max(|y - z|)", "list", r"\max\left(\cdot\right)", "|y - z|"),
    (r"\binom{n}{n_1, n_2, \dots, n_t}", "list", r"\binom{\cdot}{\cdot, \cdot, \dots, \cdot}", "n", "n_1", "n_2", "n_t"),
    (r"|\bigcap_{i=1}^k S_i|", "list", r"\bigcap_{\cdot = \cdot}^{\cdot} \cdot", "i", "1", "k", "S_i"),
    (r"1 - |\bigcup_i \overline{S_i}|", "list", r"\bigcup_{\cdot} \cdot", "i", r"\overline{S_i}"),
    (r"|A \cap B|", "list", r"\cdot \cap \cdot", "A", "B"),
    (r"\frac{|A \cup B|}{2}", "list", r"\cdot \cup \cdot", "A", "B"),
    (r"Q_m \setminus R", "list", r"\cdot \setminus \cdot", "Q_m", "R"),
    # dots that can stand for anything
    (r"1 - r + r^2 - r^3 + \cdots", "dots", r"\cdot - \cdot + \cdot - \cdot + \dots", "1", "r", "r^2", "r^3"),
    (r"(1 + 2 + 4 + \dots + n^2) x", "dots", r"\cdot + \cdot + \cdot + \dots + \cdot", "1", "2", "4", "n^2"),
    (r"x_1 + x_3 + \dots + x_n", "dots", r"\cdot + \cdot + \dots + \cdot", "x_1", "x_3", "x_n"),
    (r"-a - b \cdots - c", "dots", r"-\cdot - \cdot + \dots - \cdot", "a", "b", "c"),
    (r"a b \cdots d", "dots", r"\cdot \times \cdot \times \dots \times \cdot", "a", "b", "d"),
    (r"0.333\ldots", "dots", r"\cdot \dots", "0.333"),
    # differentials, and two signs at once
    (r"-k (x - m)\,dx", "differential", r"\mathrm{d}\cdot", "x"),
    (r"\frac{du}{u + 1}", "differential", r"\mathrm{d}\cdot", "u"),
    (r"r \mathrm{d} \theta", "differential", r"\mathrm{d}\cdot", r"\theta"),
    (r"r d\theta", "differential", r"\mathrm{d}\cdot", r"\theta"),
    (r"\pm 1", "sign", r"\pm \cdot", "1"),
    (r"\frac{-b \pm \sqrt{D}}{2 a}", "sign", r"\cdot \pm \cdot", "-b", r"\sqrt{D}"),
    (r"(a + b \mp c) x", "sign", r"\cdot \mp \cdot", "a + b", "c"),
    (r"a \pm b - c", "sign", r"\cdot \pm \cdot", "a", "b"),
    (r"\int_z q(z)\,dz", "antiderivative", r"\int_{\cdot} \cdot \, d\cdot", "z", "q(z)", "z"),
    (r"\int_{x \in A} p(x)\,dx", "antiderivative", r"\int_{\cdot \in \cdot} \cdot \, d\cdot", "x", "A", "p(x)", "x"),
    (r"2 \int \frac{dx}{x} + C", "antiderivative", r"\int \cdot \, d\cdot", r"\frac{1}{x}", "x"),
    ("KL(p||q)", "random", r"\mathrm{KL}\left(\cdot \| \cdot\right)", "p", "q"),
]  # fmt: skip


def beyond(latex: str):
    return next(part for part in subterms(read_term(latex)) if part.op == "beyond")


@pytest.mark.parametrize("latex, kind, name, arguments", [(a, b, c, d) for a, b, c, *d in TABLE])
def test_it_is_read(latex, kind, name, arguments):
    found = beyond(latex)
    assert (found.value, found.args[0].value) == (kind, name)
    assert found.args[1:] == tuple(map(read_term, arguments))


@pytest.mark.parametrize("latex", [row[0] for row in TABLE])
def test_what_is_written_reads_back(latex):
    assert read_term(write(read_term(latex))) == read_term(latex)


@pytest.mark.parametrize("latex", ["x^T", "c^{T+1}", "(1 + r)^T"])
def test_t_is_a_number_where_the_document_uses_it_as_one(latex):
    assert is_known(read_term(latex, Names(transposes=False)))


@pytest.mark.parametrize(
    "text, decided",
    [
        (r"$$\sum_{t=1}^{T} c = T c$$", True),
        (r"$$c^T = c \cdot c^{T-1}$$", True),
        (r"$$\frac{c^T}{T} = \frac{1}{T} c^T$$", True),
        (r"$$x^T y = y^T x$$", False),
    ],
)
def test_the_document_says_what_t_is(text, decided):
    left = read_text(text).displays[0].chains[0].first.term
    right = read_text(text).displays[0].chains[0].links[0].side.term
    assert (is_known(left) and is_known(right)) == decided


# No verdict but undecided, whether it is true of vectors or false.
UNDECIDED = [
    "$$A B^T = B^T A$$",
    "$$x^T y = y^T x$$",
    r"$$x^\top x = x^\top x$$",
    r"$$\|x\|^2 \ge 0$$",
    r"$$\mathbf{A}\mathbf{B} = \mathbf{B}\mathbf{A}$$",
    r"$$\vec{a} + \vec{b} = \vec{b} + \vec{a}$$",
    "Let $w = 1$.\n\n$$L = A^T A$$\n\n$$A B = B A$$",
    "$$L = \\|A\\|$$\n\n$$C = A B$$\n\n$$C = B A$$",
    "Let $A$ and $B$ be matrices.\n\n$$A B = B A$$",
    "Let $A, B \\in \\mathbb{R}^{n \\times n}$.\n\n$$A B = B A$$",
    "The matrices $A$, $B$ are symmetric.\n\n$$(A + B)^2 = A^2 + 2 A B + B^2$$",
    "Here $v$ is a vector and $W$ a weight matrix.\n\n$$W v = v W$$",
    "$$W v = v W$$\n\nwhere $W$ is an $n \\times n$ matrix.",
    "设矩阵 $A$、$B$。\n\n$$A B = B A$$",
    "其中 $W$ 是可逆矩阵。\n\n$$W v = v W$$",
    "The vectors $x_i$ are given.\n\n$$x_1 x_2 = x_2 x_1$$",
    r"$$\mathbb{E}[X + Y] = \mathbb{E}[X] + \mathbb{E}[Y]$$",
    r"$$\mathbb{E}[X Y] = \mathbb{E}[X]\,\mathbb{E}[Y]$$",
    r"$$D_{KL}(p \| p) = 0$$",
    r"$$\Pr(A) \le 1$$",
    r"$$\frac{\partial}{\partial m} \mathbb{E}[X] = 0$$",
    "Assume $\\mathbb{E}[X] = 0$.\n\n$$\\frac{\\partial}{\\partial m} \\mathbb{E}[X] = 0$$",
    "Assume $\\mathbb{E}[X] = 0$.\n\n$$\\mathbb{E}[X] = 1$$",
    r"$$\sum_{i=1}^{3} \mathbb{E}[X] = 3\,\mathbb{E}[X]$$",
    r"$$\lim_{n \to \infty} \mathbb{E}[X] = \mathbb{E}[X]$$",
    r"$$\nabla_x (x + x) = 2$$",
    "$$\\ell = \\mathbb{E}[X]$$\n\n$$\\ell - \\ell = 0$$",
    r"$$(1, 2) = (1, 2)$$",
    r"$$\{1, 2\} = \{2, 1\}$$",
    r"$$f(x_1, \dots, x_n) = f(x_1, \dots, x_n)$$",
    r"$$\frac{\partial}{\partial x_2} f(x_1, \dots, x_n) = 0$$",
    r"$$P(A \cap B) = P(A) P(B)$$",
    r"$$\sum x_i = \sum x_i$$",
    r"$$\sum_{y \in Q_m} y - \sum_{y \in Q_m} y = 0$$",
    r"$$\sum_{y \in Q} y = \sum_{y \in Q} y$$",
    r"$$\frac{1}{n} \sum_i x_i = 2$$",
    r"$$\sum_{i \in S} x_i = \sum_i x_i$$",
    r"$$1 + 2 + 4 + \dots = 1 + 2 + 4 + \dots$$",
    r"$$\frac{1}{3} = 0.333\ldots$$",
    r"$$\binom{n}{a, b} = \binom{n}{a, b}$$",
    r"$$A \cap B = B \cap A$$",
    r"$$\pm 1 = \pm 1$$",
    r"$$(a \pm b)^2 = a^2 \pm 2 a b + b^2$$",
    "Let $x = 1$.\n\n$$x = \\pm 1$$",
    r"$$du = du$$",
    "$$u = 2 x$$\n\n$$du = 2 dx$$",
    r"$$\max_i x_i = \max_i x_i$$",
    r"$$\max(x) = x$$",
    r"$$\int x \, dx = \int x \, dx$$",
    r"$$\int x \, dx = \int x \, dx + 1$$",
    r"$$\int 2 x \, dx = x^2 + C$$",
    r"$$0 \cdot \int x \, dx = 0$$",
    r"$$\frac{\partial}{\partial y} \int x \, dx = 0$$",
    "$$v(t) = \\int a \\, dt$$\n\n$$v(2) = 3$$",
    "$$F = \\int x \\, dx$$\n\n$$F - F = 0$$",
]


@pytest.mark.parametrize("text", UNDECIDED)
def test_it_is_never_decided(text):
    verdict = derive.check(read_text(text), workers=1).documents[0].steps[-1].verdict
    assert verdict.kind == "undecided"
    assert any(words in verdict.message for words in ("not decided", "nothing above says", "bounds", "one set", "not clear"))


@pytest.mark.parametrize(
    "text, kinds",
    [
        (r"$$L = \|y - A x\|^2$$", ["definition"]),
        ("The vector $x$ has $n$ entries.\n\n$$x_1 x_2 = x_2 x_1$$", ["proved"]),
        ("Let $n$ be the number of vectors.\n\n$$n + n = 2 n$$", ["proved"]),
        ("A $d$-dimensional vector has $d$ entries.\n\n$$d + d = 2 d$$", ["proved"]),
        ("这里 $n$ 是向量的维数。\n\n$$n + n = 2 n$$", ["proved"]),
        ("Let $c \\in \\mathbb{R}$, $c > 0$ and $t \\in \\mathbb{R}^+$.\n\n$$c t = t c$$", ["proved"]),
        ("$$m = \\mathbb{E}[X]$$\n\n$$2 + 2 = 4$$", ["definition", "proved"]),
        ("$$L = \\mathbb{E}[X]$$\n\n$$x + x = 2x$$\n\n$$x + x = 3x$$", ["definition", "proved", "refuted"]),
    ],
)
def test_what_stands_beside_it_is_decided(text, kinds):
    steps = derive.check(read_text(text), workers=1).documents[0].steps
    assert [step.verdict.kind for step in steps] == kinds


@pytest.mark.parametrize("condition", [r"\mathbb{E}[X] = 0", r"x > \|w\|"])
def test_the_kernel_assumes_nothing_of_it(condition):
    with pytest.raises(Refusal):
        kernel.assume(read_condition(condition))
    with pytest.raises(Refusal):
        kernel.defined(read_condition(condition).args[1 if "w" in condition else 0])


def test_the_argument_of_a_maximum_is_of_the_whole_product():
    (display,) = read_text(r"$$ a = \arg\max_y P(y) Q(y) $$").displays
    assert repr(display.chains[0].links[0].side.term.args[-1]) == "*(apply(P, y), apply(Q, y))"
    (display,) = read_text(r"$$ a = \arg\max_y f(y) + g(y) $$").displays
    assert "does not show what it is of" in display.problems[0].message
def test_a_star_is_a_convolution_where_the_document_writes_one():
    text = "$$h(t) = (f*g)(t)$$\n\n$$f*g = g*f$$\n\n$$2 * x = x + x$$"
    kinds = [step.verdict.kind for step in derive.check(read_text(text)).documents[0].steps]
    assert kinds == ["unread", "undecided", "proved"]
