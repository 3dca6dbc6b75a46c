"""What a document says of its names: each formula is read with what the others say."""

from __future__ import annotations

import pytest

from derive import check
from derive.deciding.verdicts import decide
from derive.reading import read_text
from derive.reading.math import Names
from derive.reading.names import defined_names
from derive.reading.uses import Uses
from derive.stating.relation import state_relation
from derive.terms.latex import write


def first_sides(text: str) -> list[str]:
    """Every side of a document as it was read; what was not, as its message."""
    sides = []
    for display in read_text(text).displays:
        for chain in display.chains:
            sides += [
                write(side.term) for side in (chain.first, *(link.side for link in chain.links)) if side
            ]
        sides += ["unread: " + problem.message for problem in display.problems]
    return sides


def displays(*formulas: str) -> str:
    return "\n\n".join(f"$$\n{formula}\n$$" for formula in formulas)


# formulas of a document · the last two sides, as they are read
TABLE = [
    # labels, where the letter is never a quantity
    ((r"P = \theta^{n_H}(1-\theta)^{n_T}",), r"\theta^{n_{\text{H}}} \cdot (1 - \theta)^{n_{\text{T}}}"),
    ((r"N = 3", r"y = x_N",), "x_{N}"),
    # an index above, where it stands there as a letter
    ((r"\theta^{(t)} = 1", r"y = \theta^{(t+1)}"), r"\theta^{(t + 1)}"),
    # a d that is no quantity
    ((r"y = \frac{d^2f}{dx^2}", "x = r\\,dx"), r"r \mathrm{d}x"),
    # a variable with a prime, where there is a differential of it
    ((r"x = \int_0^t v(t')\,dt'",), r"\int_{0}^{t} v(t') \,dt'"),
    ((r"t = 2", r"x = \int_0^t (t - t')\,dt'",), r"\int_{0}^{t} (t - t') \,dt'"),
    ((r"y = 2 x^{(t+1)}",), "unread: `^{(t+1)}` can be an index or a power"),
    # primes
    ((r"x' = x - a", "y = 2 x'"), "2 x'"),
    ((r"x_i^{\prime} = x_i - a_i",), "x_{i} - a_{i}"),
    (("y = x^2", "2x = y'"), "y'"),
    ((r"\frac{dy}{dx} = 2", "z = y'"), "y'"),
    ((r"V(s) = r + \gamma V(s')",), r"r + \gamma V(s')"),
    ((r"\pi(a' \mid s') = 1", r"z = \pi(a' \mid s')"), r"\pi(a'\mid s')"),
    ((r"y = N'(d_1) + N(-d_2)",), "N'(d_{1}) + N(-d_{2})"),
    # words
    ((r"MSE = x^2", "y = 2 MSE"), r"2 \mathrm{MSE}"),
    (("A = 1", "B = 2", "C = 3", "ABC = x"), "unread"),
    (("Loss = target - output",), r"\mathrm{target} - \mathrm{output}"),
    ((r"F = \frac{precision \cdot recall}{precision + recall}",),
     r"\frac{\mathrm{precision} \mathrm{recall}}{\mathrm{precision} + \mathrm{recall}}"),
    (("y = LHS",), "unread: the word `LHS` stands in the mathematics"),
    (("损失 = 2 x",), "2 x"),
    (("原式 = 2 x",), "unread: the words `原式` stand in the mathematics"),
    ((r"\text{由于} \ a + b = 2 b",), "2 b"),
    # a change, and a differential
    ((r"\Delta x = x - a", r"y = \frac{\Delta x}{\Delta t}"), r"\frac{\Delta x}{\Delta t}"),
    (("du = x dx",), r"x \mathrm{d}x"),
    ((r"y = \frac{d}{dx} x^2", "du = x dx"), r"x \mathrm{d}x"),
    ((r"y = \frac{dL}{d\hat{y}}", "du = x dx"), r"x \mathrm{d}x"),
    ((r"\Delta = b^2 - 4ac", r"y = \frac{\Delta y}{\Delta x}"), r"unread: `\Delta y` can be a change of `y`"),
    ((r"y = \Delta x", r"\Delta = b - c", r"y = \Delta x"), r"unread: `\Delta x` can be a change"),
    ((r"\Delta_p = 1 - a", r"y = \Delta x_i"), r"\Delta x_{i}"),
    ((r"y = \Delta_p x",), r"\Delta_{\text{p}} x"),
    ((r"y = 2 x_{t|s}",), r"2 x_{t\mid s}"),
    ((r"y = 2 \hat{x}_{T+h|T} + 1",), r"2 \hat{x}_{T + h\mid T} + 1"),
    ((r"y = 2 x_{|i-j|}",), r"2 x_{|i - j|}"),
    ((r"y = 2 \Delta{c_j}",), r"2 \Delta c_{j}"),
    ((r"C = M + c", r"y = \frac{MCC}{2}", "MCC = 1"), "1"),
    ((r"C = M + c", "MCC = 1", r"y = \frac{MCC}{2}"), r"\frac{\mathrm{MCC}}{2}"),
    # words, where they are no products of letters
    ((r"Let\space b = 0",), "unread: `b = 0` is a condition on nothing"),
    (("Log-Odds = x",), "unread: the word"),
    (("y = Ln x",), "unread: the word `Ln`"),
    (("y = ln x",), r"\log(x)"),
    ((r"y = out_{o1} - net_{h1}",), r"\mathrm{out}_{o,1} - \mathrm{net}_{h,1}"),
    ((r"y = in_{h1} - out_{h1}",), r"\mathrm{in}_{h,1} - \mathrm{out}_{h,1}"),
    ((r"\text{post-test odds} = \text{risk ratio} \times \text{pre-test odds}.",),
     r"\text{risk ratio} \text{pre-test odds}"),
    ((r"y = \frac{\text{cases found}}{\text{all the cases}}",), "unread: the words `all the cases` stand"),
    ((r"y = \frac{a}{b} \text{risk ratio}.",), r"\frac{a}{b}"),
    ((r"y = \text{risk ratio}.",), "unread: the words `risk ratio` stand"),
    ((r"y = \text{depends loss}",), "unread: the words `depends loss` stand in the mathematics"),
    ((r"y = 2 \text{pre-test odds}",), "2"),
    ((r"\text{applying chain rule} = 2 x",), "unread: the words `applying chain rule` stand"),
    ((r"\text{right side} = 2 x",), "unread: the words `right side` stand"),
    ((r"y = \frac{\partial E_{total}}{\partial w} \cdot \frac{\partial E_{total}}{\partial v}",),
     r"\frac{\partial E_{\text{total}}}{\partial w}"),
    ((r"y = n_m^{left} + n_m^{right}",), r"n^{\text{left}}_{m} + n^{\text{right}}_{m}"),
    # e among letters
    (("y = ae - bd",), "unread: `e` can be the constant or a letter beside `d`"),
    (("y = (a+b)(c+e)", "z = c + f"), "c + f"),
    (("z = c + f", "y = (a+b)(c+e)"), "unread: `e` can be the constant or a letter beside `f`"),
    (("z = c + f", "y = a e^{x}"), "a e^{x}"),
    (("z = c + f", r"y = a + \log_e x"), r"a + \frac{\log(x)}{\log(\mathrm{e})}"),
    (("z = c + f", r"y = a \mathrm{e}"), r"a \mathrm{e}"),
    (("f(x) = x^2", "y = a + e"), r"a + \mathrm{e}"),
    # choices
    ((r"\mathrm A_n^m = \frac{n!}{(n-m)!}", r"y = \mathrm{A}_5^2"), r"\mathrm{A}_{5}^{2}"),
    ((r"C_n^k = \binom{n}{k}", r"y = C_{n-1}^{k-1} + C_n^2"), r"C_{n - 1}^{k - 1} + C_{n}^{2}"),
    ((r"C_n^k = \binom{n}{k}", "y = C_i^2"), "unread: `C_i^2` can be a value of what was defined or a power"),
    ((r"y = C_n^k p^k",), "unread: `C_n^k` can be a number of choices or a power"),
    ((r"y = C_i^2 + A_1^2",), r"C_{i}^{2} + A_{1}^{2}"),
    # functions
    ((r"\pi(v) = e^v", r"y = \pi(v+1)"), r"\pi(v + 1)"),
    ((r"O(x) = x^2", "y = O(x)"), "O(x)"),
    ((r"y = \rho\left(\frac{a}{b}\right)",), r"unread: `\rho\left(\frac{a}{b}\right)` can be a function or a factor"),
    ((r"y = \rho(a + b)", r"z = 2 \rho"), r"2 \rho"),
    ((r"\rho(u) = u^2", r"y = \rho\left(\frac{a}{b}\right)"), r"\rho\left(\frac{a}{b}\right)"),
    (("p(y|x) = h^y", "z = p(y=1|x)"), r"p(1\mid x)"),
    (("p(y|x) = h^y", "z = p(t=1|x)"), r"p(t=1\mid x)"),
    (("f(x) = x^2", "z = f(x=1)"), "f(1)"),
]  # fmt: skip


@pytest.mark.parametrize(("formulas", "side"), TABLE, ids=[" ; ".join(row[0]) for row in TABLE])
def test_each_is_read_with_the_others(formulas: tuple[str, ...], side: str) -> None:
    read = first_sides(displays(*formulas))
    if side == "unread":  # a product, no name: nothing more is asked of it
        assert read[-2] == "A B C"
    else:
        assert read[-1].startswith(side)


def test_a_formula_in_a_line_names_a_function() -> None:
    assert first_sides("The cost $J(w)$ at 2 is\n\n$$ J(2) = 3 $$")[0] == "J(2)"
    assert first_sides("The cost is\n\n$$ J(2) = 3 $$")[0].startswith("unread")


@pytest.mark.parametrize(
    ("formula", "field", "letters"),
    [
        (r"\mathbf{x}^{(t)} + y^{[l]}", "raised", {"x", "y"}),
        ("x^{(a+b)}", "raised", set()),
        (r"n_H + n_{T}", "labels", {"H", "T"}),
        ("n_H + H", "labels", set()),
        ("n_i + m_j", "labels", set()),
        (r"\Theta_c - \Theta_p", "labels", {"c", "p"}),
        (r"\sum_{c=1}^n p_c", "labels", set()),
        (r"\frac{e^{z_v}}{\sum_u e^{z_u}}", "labels", set()),
        (r"g(v) = z_v", "labels", set()),
        ("V(s') + Q(s', a')", "primed", {"s", "a"}),
        ("y'(1-y')", "primed", set()),
        ("f'(x)", "functions", {"f"}),
        ("y'(1-y)", "functions", set()),
        ("MSE = 1", "words", {"MSE"}),
        ("BS = 1", "words", {"BS"}),
        (r"w_{hj} + b_h + a_j", "indices", {"h", "j"}),
        ("BS = B + 1", "words", set()),
        ("MCC = M + C", "words", {"MCC"}),
        ("y = ABC + A + B + C", "words", set()),
        ("y = 2 abc", "words", set()),
    ],
)
def test_what_the_uses_of_letters_say(formula: str, field: str, letters: set[str]) -> None:
    assert getattr(Uses([formula]).names(Names()), field) == letters
    assert getattr(defined_names([formula]), field) >= letters


def test_what_cannot_be_tokenized_says_nothing() -> None:
    assert Uses([r"\text{", "x^{"]).names(Names()) == Names()


def test_events_are_defined_and_used() -> None:
    text = displays(
        r"P(y=1 \mid x) = \sigma(z)", r"P(y=0 \mid x) = 1 - P(y=1 \mid x)", r"P(y=0 \mid x) = 1 - \sigma(z)"
    )
    verdicts = [step.verdict.kind for step in check(read_text(text)).documents[0].steps]
    assert verdicts == ["definition", "definition", "proved"]


@pytest.mark.parametrize(
    "relation",
    ["P(A, B) = P(A|B) P(B)", "P(A|B) = P(B|A) P(A) / P(B)", "P(A) = 1 - P(B)", "p(y=1|x) = 1 - p(y=0|x)"],
)
def test_laws_of_probability_are_not_refuted(relation: str) -> None:
    assert decide(state_relation(relation).proposition).kind == "undecided"
    # one probability alone is a number like any other
    assert decide(state_relation(r"\log p(y|x) = 2 \log p(y|x)").proposition).kind == "refuted"


@pytest.mark.parametrize(
    "words, right",
    [
        ("where $B$ is the beta function", "apply(B, +(a, b))"),
        ("其中 $B$ 为贝塔函数", "apply(B, +(a, b))"),
        ("where $B$ is the budget", "*(B, +(a, b))"),
    ],
)
def test_what_the_text_calls_a_function(words: str, right: str) -> None:
    (display,) = read_text(f"$$ y = B(a + b) $$\n\n{words}.").displays
    assert repr(display.chains[0].links[0].side.term) == right


@pytest.mark.parametrize(
    "formula, op",
    [
        (r"\frac{\partial E}{\partial \hat{y}_j^k} = 1", "indexed"),
        (r"\frac{\partial E}{\partial y_j^{k}} = 1", "indexed"),
        (r"\frac{\partial^k E}{\partial y_j^k} = 1", "^"),  # of order k
        (r"\frac{\partial E}{\partial y^k} = 1", "^"),
        (r"E = y_j^k + 1", "^"),
    ],
)
def test_an_index_above_where_there_is_a_derivative_by_it(formula, op):
    display = read_text(displays(formula, "y = 2 t_j^k")).displays[-1]
    assert display.chains[0].links[0].side.term.args[1].op == op


def test_the_mean_of_a_random_variable_is_no_function() -> None:
    sides = [side.chains[0].links[0].side.term for side in read_text(displays("m = E(X)", "q = E(w)")).displays]
    assert [sides[0].op, sides[1].op] == ["beyond", "apply"]


def test_the_words_that_the_text_lists() -> None:
    text = "where $tp$, $tn$ and $fn$ are numbers of samples.\n\n$$ a = tp + t p $$"
    (display,) = read_text(text).displays
    assert repr(display.chains[0].links[0].side.term) == r"+(\mathrm{tp}, *(t, p))"


def test_a_name_with_fewer_indices_is_another() -> None:
    text = displays(r"N_{c,i} = c + i", r"q_i = \frac{N_{c,i}}{N_c}", r"q_i N_c = c + i")
    verdicts = [step.verdict.kind for step in check(read_text(text)).documents[0].steps]
    assert verdicts == ["definition", "definition", "proved"]
