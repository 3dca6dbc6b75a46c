"""Mathematics that is not read: the offender, why, and the edit that fixes it."""

from __future__ import annotations

import pytest
from work import calls

from derive.reading.math import MathError, Names, read_condition, read_term

# latex · what stands at the offset · in the message · in the edit
TABLE = [
    # unbalanced
    ("x}", "}", "closes nothing", "remove it"),
    ("x)", ")", "closes nothing", "remove it"),
    ("{x", "{", "is not closed", "add `}`"),
    ("x + (y", "(y", "`(` is not closed", "add `)`"),
    (r"\left(x", r"\left(", r"`\left(` is not closed", r"\right)"),
    (r"\left(x)", r"\left(", r"`\left(` is not closed before `)`", r"\right)"),
    ("(x]", "(x", "`(` is not closed before `]`", "write `)` there"),
    (r"x\right)", r"\right)", r"without its `\left`", "remove it"),
    ("|x", "|x", "`|` is not closed", "add `|`"),
    (r"\frac{1}{2", "{2", "`{` is not closed", "add `}`"),
    (r"\text{loss", "{loss", r"`\text{` is not closed", "add the missing `}`"),
    (r"\begin{cases} x & x > 0", r"\begin", "`cases` is not closed", r"\end{cases}"),
    (r"x \end{cases}", r"\end", r"without `\begin{cases}`", "remove it"),
    # missing pieces
    ("", "", "there is no mathematics", "write the formula"),
    (r"\nabla + 1", r"\nabla", "acts on nothing", r"\nabla_w L"),
    (r"\nabla \cdot u", r"\nabla", "the divergence", "by component"),
    (r"\lVert x", r"\lVert", "is not closed", r"\rVert"),
    (r"\langle x", r"\langle", "is not closed", r"\rangle"),
    (r"\mathbb{E} + 1", "+", "is of nothing", r"\mathbb{E}[…]"),
    (r"\arg x", "x", r"`\arg` of nothing", r"\arg\max_w"),
    ("x +", "+", "nothing follows `+`", "write what is missing"),
    ("x + * y", "* y", "`*` has nothing to stand on", "write what it belongs to"),
    (r"\frac{1}", r"\frac", r"`\frac{1}` has no denominator", r"`\frac{1}{…}`"),
    (r"\frac", r"\frac", r"`\frac` has no argument", r"`\frac{…}{…}`"),
    (r"\sqrt", r"\sqrt", r"`\sqrt` has no argument", r"`\sqrt{…}`"),
    (r"\frac{}{2}", "{}", "empty braces", "between"),
    ("()", "(", "empty `()`", "between"),
    ("f()", "()", "empty parentheses", "arguments"),
    (r"\log", r"\log", r"`\log` has no argument", r"`\log(…)`"),
    (r"\log + 1", r"\log", r"`\log` has no argument", r"`\log(…)`"),
    (r"x^", "^", "`^` has no argument", "write `^{…}`"),
    (r"\hat", r"\hat", "has no argument", r"\hat{y}"),
    (r"\max x", r"\max", "no parentheses", r"\max(a, b)"),
    (r"\underset x", r"\underset", r"unknown macro `\underset`", "spell it out"),
    (r"\bigcup_i", r"\bigcup", "acts on nothing", "after it"),
    (r"\max_i", r"\max", "acts on nothing", "after it"),
    # unknown
    (r"\foo x", r"\foo", r"unknown macro `\foo`", r"\mathrm{foo}"),
    ("x # y", "#", "`#` means nothing", "remove it"),
    (r"\pm a \pm b", r"\pm b", "the sign of the", "one line for each"),
    (r"a \pm -b", "-", "two signs in a row", "in parentheses"),
    ("f(x=1)", "(", "a relation inside parentheses", "one side"),
    (r"\dot x", r"\dot", "variable it does not name", r"\frac{dx}{dt}"),
    ("n!!", "!", "double factorial", r"\prod"),
    # words
    ("2 loss + 1", "loss", "the word `loss`", r"\mathrm{loss}"),
    ("2 损失 + 1", "损失", "the word `损失`", r"\text{损失}"),
    ("logx", "logx", "`logx` is no function", r"`\log x`"),
    (r"x \text{ where x is real}", r"\text", "the words `where x is real`", "move them out"),
    # what prints as something else
    ("x^10", "^10", "`^10` prints as `^{1}0`", "`^{10}`"),
    ("x_12", "_12", "`_12` prints as `_{1}2`", "`_{12}`"),
    ("x_max", "_max", "prints as `_{m}ax`", "`_{max}`"),
    ("e^-x", "^-", "takes the sign alone", "`^{-…}`"),
    ("2{x+1}", "{x", "braces do not print", "parentheses"),
    ("{x+1}y", "{x", "braces do not print", "parentheses"),
    ("-{x+1}", "{x", "braces do not print", "parentheses"),
    ("{x+1}^2", "{x", "braces do not print", "parentheses"),
    ("{xy}^2", "{xy", "braces do not print", "parentheses"),
    ("a/{bc}", "{bc", "braces do not print", "parentheses"),
    ("x{2}", "{2", "number in braces", r"\cdot"),
    (r"\log{1+x}", "{1", "do not print", r"`\log(…)`"),
    ("x^a^b", "^b", "second superscript", "parentheses"),
    ("x_a_b", "_b", "second subscript", "x_{i,j}"),
    # two readings
    (r"\rho(a + b)", r"\rho", "a function or a factor", r"`\rho \cdot (…)` for the product"),
    (r"\Delta + \Delta x", r"\Delta", r"`\Delta x` can be a change of `x` or a product", r"`\Delta \cdot x`"),
    (r"ae + bd", "e", "the constant or a letter beside `d`", r"`\mathrm{e}`"),
    (r"C_n^k p^k", "C_n^k", "a number of choices or a power", r"`\binom{n}{k}` for the number, `(C_{n})^{k}`"),
    (r"\mathrm{A}_n^n", r"\mathrm{A}_n^n", "a number of choices", r"`\frac{n!}{(n - n)!}` for the number"),
    (r"\mathrm Q_{n}^r", r"\mathrm Q_{n}^r", "a number of choices", r"`\mathrm{Q}_{n,r}` for the number"),
    (r"x^{\underline{n}}", "^", "a falling factorial or a power", r"`\prod_{i=0}^{n-1} (x - i)`"),
    (r"(x+1)^{\overline n}", "^", "a rising factorial or a power", r"`\prod_{i=0}^{n-1} (x + i)`"),
    ("b_{x,y}^i", "b", "a power or a name with an index above", "`b_{x,y,i}` for the name, `(b_{x,y})^{i}` for"),
    (r"\frac{df}{dx}(x+1)", r"\frac", "a derivative at a point or a product", "`f'(…)` for the point"),
    (r"\log x y", r"\log", "two things", r"`\log(x)\,y` or `\log(x y)`"),
    (r"\log x(1-y)", r"\log", "two things", r"`\log(x) \cdot (1-y)` or `\log(x(1-y))`"),
    (r"\log(1+x)^2", r"\log", "two things", r"`(\log(1+x))^2` or `\log((1+x)^2)`"),
    (r"\log(\sigma_i)^2", r"\log", "two things", r"`(\log(\sigma_i))^2` or `\log((\sigma_i)^2)`"),
    (r"\log(1+x)(y)", r"\log", "two things", r"`\log(1+x) \cdot (y)` or `\log((1+x)(y))`"),
    (r"\operatorname{sin}(2x)^2", r"\operatorname", "two things", r"`(\operatorname{sin}(2x))^2`"),
    (r"\log\left(1+x\right)^2", r"\log", "two things", r"`(\log(1+x))^2` or `\log((1+x)^2)`"),
    (r"\log x \cdot y", r"\log", "two things", r"`\log(x) \cdot y` or `\log(x \cdot y)`"),
    (r"\log{x}y", r"\log", "two things", r"`\log(x)\,y`"),
    (r"a + \log x y", r"\log", "two things", r"`\log(x)\,y`"),
    (r"y'(1 - y)", "y", "derivative or another symbol", r"\tilde{y}"),
    (r"\sin^{-2} x", r"\sin", "inverse function or one over it", r"\arcsin"),
    ("1/2x", "1/2", "can end at `2` or go on", r"\frac{1}{2}"),
    ("dy/dx y", "dy", "can end at `dx` or go on", "parentheses after the slash"),
    ("d^2y/dx", "d^2y", "another order above", "same order"),
    ("dxy/dx", "dxy", "several factors", r"\left(…\right)"),
    ("a d + dx", "dx", "a differential or a product", r"`d \cdot x`"),
    ("dx^2", "dx", "the differential of a power or a power of one", r"\frac{dy}{dx}"),
    (r"\mathrm{d} + 1", r"\mathrm", "a differential of nothing", "`dx`"),
    (r"\int \frac{dx}{x} \frac{dy}{y}", r"\int", r"without its `dx`", "dx"),
    ("x 2", "2", "the number `2` follows a factor", r"\cdot 2"),
    ("1 000", "000", "the number `000` follows a factor", r"\cdot"),
    ("L(0)", "L", "value of a function or a product", r"L \cdot 0"),
    (r"\pi(a)", r"\pi", "product with the constant", r"\pi \cdot a"),
    (r"\sigma^2(x)", r"\sigma", "power of a function", r"\cdot"),
    ("f^2(x)", "f", "power of a function", r"f(…)^{…}"),
    (r"\theta^{(t+1)}", "^", "index or a power", "`^{t+1}`"),
    ("L_{0-1}", "_", "a difference or a name", r"`_{\text{0-1}}` for the name"),
    ("x_{2k}", "_", "pair or a product", r"2 \cdot k"),
    ("x_{ij+1}", "ij", "can be several", "commas"),
    ("r(x+1) + r(x)", "r(", "function elsewhere", r"\cdot"),
    (r"\frac{d}{dx} (x^2) y", r"\frac", "can end at `(x^2)` or go on", "parentheses"),
    (r"\frac{d}{dx} x \cdot y", r"\frac", "can end at `x` or go on", "parentheses"),
    ("--x", "-x", "two signs", "parentheses"),
    ("|a, b|", ", b", "a comma between parentheses", "define the function"),
    (r"f(x) + g(x)|_{x=0}", "|", "how far back", r"\left. f(x) + g(x) \right|_{x=0}"),
    (r"2 f(x)|_{x=0}", "|", "how far back", r"\right|_{x=0}"),
    (r"y(1-y)|_{y=0}", "|", "how far back", r"\right|_{x=0}"),
    (r"\sum_{i=1}^{n} i |_{n=1}", "|", "how far back", r"\right|_{x=0}"),
    (r"\underbrace{a}_{=0}", r"\underbrace", "states something", r"\text{…}"),
    (r"2\underbrace{a + b}_{\text{c}}", r"\underbrace", "braces do not print", "parentheses"),
    (r"a x \Big|_0^1", "|", "of which variable", "_{x=a}^{x=b}"),
    (r"x + x^2 \Big|_0^1", "|", "how far back", r"\right|_{x=0}"),
    # labels, indices and words
    (r"\gamma^{\text{steps}}", r"\text", "a power or a name", r"`(\gamma)^{\text{steps}}` for the power"),
    ("x^+", "^", "a part of `x` or a name", r"`\max(x, 0)`, or `x_{+}`"),
    ("x^{-}", "^", "a part of `x` or a name", r"`\min(x, 0)`"),
    (r"x_{\cdot}", r"\cdot", "a dot for an index", "write the index"),
    ("f^{(n)}(x)", "^", "derivative of unknown order", "`f_{n}(…)`"),
    (r"\text{const}", r"\text", "another number in each line", "`C`"),
    (r"\operatorname{const} + 1", r"\operatorname", "another number in each line", "`C`"),
    (r"\text{Proof } x", r"\text", "the words `Proof` stand", "move them out"),
    (r"\operatorname{softmax} z", r"\operatorname", "a function of it, or a product", r"\operatorname{softmax}(…)"),
    (r"\mathrm{sigmoid} z", r"\mathrm", "a function of it, or a product", r"\mathrm{sigmoid} \cdot"),
    (r"\bf{w x}", "{", "holds one symbol", "one to each symbol"),
    ("2e-3", "2e", "the number 2·10^(-3) or 2 times e", r"`2 \cdot 10^{-3}` or `2 e - 3`"),
    ("1,000", ",", "one number or two", "`1{,}000`"),
    (r"x\%", r"\%", "a percent sign", r"\frac{x}{100}"),
    # not covered
    (r"\frac{\delta L}{\delta x}", r"\frac", "derivative or a quotient", r"\frac{\partial L}{\partial x}"),
    ("D_x f(x)", "D", "derivative or a quantity", r"`D_x \cdot` for the product"),
    ("O(h^2)", "O", "order of growth", "leave it out"),
    (r"\mathcal{O}(h)", r"\mathcal", "order of growth", "leave it out"),
    ("P(X + Y > 1)", "X", "not about one random variable", "name the probability"),
    (r"a \over b", r"\over", "outside braces", r"\frac{…}{…}"),
    (r"n \choose k", r"\choose", "outside braces", r"\binom{n}{k}"),
    (r"a \bmod b", r"\bmod", "remainders", r"\lfloor x/n \rfloor"),
    # primes
    ("(xy)'", "'", "by which variable", r"\frac{d}{dx}"),
    ("f'(x,y)", "f", "by which variable", r"\frac{\partial}{\partial x}"),
    (r"\tanh' x", r"\tanh", "does not say where it is taken", r"\tanh'(x)"),
    (r"\tanh^2'(x)", "'", "a prime behind what stands above", "write it before"),
    (r"[x]_0^1", "[", "does not say of which variable", r"_{x=a}^{x=b}"),
    (r"\left[a x\right]_0^1", r"\left[", "does not say of which variable", r"_{x=a}^{x=b}"),
    (r"\lim_{x \to \infty} \sqrt{x^2+1} - x", r"\lim", "can end before `-` or go on", "parentheses around all"),
    # derivatives, sums, integrals, limits
    (r"\frac{d}{dx}", r"\frac", "acts on nothing", "write what it acts on"),
    (r"\frac{d}{dx} + 1", r"\frac", "acts on a signed term", r"\left(…\right)"),
    (r"\frac{\partial a + b}{\partial x}", "{", "derivative of a sum", r"\partial (a + b)"),
    (r"\frac{d f}{\partial x}", r"\frac", "or the other way round", "one kind"),
    (r"\frac{d^2 f}{dx}", r"\frac", "order 2 above and 1 below", "same order"),
    (r"\frac{\partial^2 L}{\partial \sigma^3}", r"\frac", "order 2 above and 3 below", "name the power"),
    (r"\frac{\partial L}{\partial x \partial \sigma^2}", r"\frac", "order 1 above and 3 below", "name the power"),
    (r"\frac{d^n f}{dx^n}", r"\frac", "order of the derivative is no number", "as a number"),
    (r"\partial x", r"\partial", "outside a fraction", r"\frac{\partial L}{\partial x}"),
    (r"\sum_{1 \le i \le n}^{m} x_i", r"\sum", "two upper bounds", "one of them"),
    (r"\prod_{i=1}^{n} p_i q", "p", "does not depend on `i`", "parentheses"),
    (r"\prod_i x_i / n", "x", "does not depend on `i`", "parentheses"),
    (r"\sum_{i=1}^{n}", r"\sum", "acts on nothing", "in parentheses"),
    (r"\int_0 x\,dx", r"\int", "without bounds", r"\int_a^b"),
    (r"\int_0^1 x", r"\int", r"without its `dx`", "dx"),
    (r"\lim x", r"\lim", "does not say where", r"\lim_{x \to 0}"),
    # cases
    (r"\begin{cases} x & x > 0 \\ 0 \end{cases}", "0 ", "without its condition", "value & condition"),
    (r"\begin{cases} x & \text{otherwise} \\ 0 & x < 0 \end{cases}", "0 ", "after `otherwise`", "last"),
    # relations where none belongs
    ("x = y", "=", "the relation `=` inside an expression", "one side"),
    (r"x \approx y", r"\approx", r"the relation `\approx`", "one side"),
    ("(x = 1)", "=", "the relation `=` inside", "one side"),
    ("a & b", "&", "alignment mark", "move it out"),
    # size
    ("9" * 1001, "999", "a number of 1001 digits", "power of ten"),
    (r"\frac{d^{11}}{dx^{11}} x", r"\frac", "order of the derivative", "as a number"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "offender", "message", "edit"), TABLE, ids=[row[0][:30] for row in TABLE])
def test_error(latex: str, offender: str, message: str, edit: str) -> None:
    with pytest.raises(MathError) as caught:
        read_term(latex)
    error = caught.value
    assert latex[error.offset :].startswith(offender)
    assert message in error.message
    assert edit in error.edit
    assert len((error.message + error.edit).splitlines()) == 1


CONDITIONS = [
    ("x", "x", "`x` is no condition", "write a relation"),
    ("0 < x, y < 1", "0", "one condition for each", "`0 < x < 1, 0 < y < 1`"),
    (r"x \in \mathbb{R}^n", "^", "vectors", "components"),
    (r"x \in \mathbb{C}", r"\mathbb", "no set that is known", "interval"),
    (r"x \in D", "D", "`D` is no set that is known", "interval"),
    ("x \\in [0, 1", "[", "not closed", "write `)` or `]`"),
    (r"x, y \notin \{0\}", r"\notin", "not supported", r"\ne"),
    (r"i = 1, \dots", r"\dots", "no end", r"i = 1, \dots, n"),
    (r"x \approx 0", r"\approx", "relation", ""),
    (r"f(t), t \ge 0", "f", "a function with its variable, or two conditions", "for each"),
]


@pytest.mark.parametrize(("latex", "offender", "message", "edit"), CONDITIONS)
def test_condition_error(latex: str, offender: str, message: str, edit: str) -> None:
    with pytest.raises(MathError) as caught:
        read_condition(latex)
    error = caught.value
    assert latex[error.offset :].startswith(offender)
    assert message in error.message
    assert edit in error.edit


DEEP = [
    "{" * 10_000 + "x" + "}" * 10_000,
    "(" * 10_000 + "x" + ")" * 10_000,
    "{" * 10_000,
    r"\left(" * 10_000,
    "|" * 10_001,
    r"\frac{" * 10_000,
    r"\sqrt" * 10_000 + "x",
    r"\log" * 10_000 + " x",
    r"\log{" * 10_000,
    "x^{" * 10_000,
    "x_{" * 10_000,
    r"\hat{" * 10_000,
    "f(" * 10_000,
    "-(" * 10_000,
    r"\sum_{i=1}^{n}" * 10_000 + "x",
    r"\frac{d}{dx}" * 10_000 + "x",
    r"\int_0^1" * 10_000,
    r"\max(1," * 10_000,
    r"\begin{cases} x &" * 10_000,
    r"\mathbb{1}[" * 10_000,
    "x" + "/x" * 10_000,
    "x" + "!^2" * 10_000,
    "(x)" + "'" * 10_000,
    "f" + "'" * 10_000 + "(x)",
]  # fmt: skip


@pytest.mark.parametrize("latex", DEEP, ids=[latex[:20] for latex in DEEP])
def test_nesting_ends_in_an_error(latex: str) -> None:
    for read in (read_term, read_condition):
        with pytest.raises(MathError):
            read(latex)


def test_the_limit_of_nesting() -> None:
    read_term("(" * 60 + "x" + ")" * 60)
    with pytest.raises(MathError, match="nested deeper than 100 levels"):
        read_term("(" * 101 + "x" + ")" * 101)
    with pytest.raises(MathError, match="nested deeper than 100 levels"):
        read_term("x" + "/x" * 101)


# Each level writes its content twice in the term; a reader of the tree would never come back.
DOUBLING = r"\begin{{cases}} 1 & 0 < {} < 1 \end{{cases}}"


def test_a_term_that_is_small_on_the_page_is_small_to_walk() -> None:
    latex = "x"
    for _ in range(24):
        latex = DOUBLING.format(latex)
    with pytest.raises(MathError, match="more than|nested deeper"):
        read_term(latex)


@pytest.mark.parametrize("unit", [r"+ \frac{a}{b}x", r"- y(1-y)", r"\sin x", "x_{i+1}", r"\hat{y}", "[ab]"])
def test_reading_is_linear(unit: str) -> None:
    def work(times: int) -> int:
        latex = "a " + unit * times
        return calls(lambda: read_term(latex, Names()))

    assert work(2_000) <= 11 * work(200)
