"""What is first said of a name: given from there on, and not claimed of every number."""

from __future__ import annotations

import pytest

import derive
from derive.reading import read_text


def verdicts(text: str) -> list[str]:
    return [step.verdict.kind for step in derive.check(read_text(text)).documents[0].steps]


@pytest.mark.parametrize(
    "said, follows",
    [
        (r"\hat s^2 = \frac{1}{2} (u^2 + v^2)", r"2 \hat s^2 = u^2 + v^2"),
        (r"\ln p(y \mid x) = -\frac{1}{2} (y - x)^2", r"2 \ln p(y \mid x) = -(y - x)^2"),
        (r"-\log g(x) = 2 x", r"\log g(x) = -2 x"),
        (r"y_i(z_i) = 2 z_i + c", r"y_i(z_i) - c = 2 z_i"),
        (r"g_x(x_t, a) = a e^{-a x_t}", r"2 g_x(x_t, a) = 2 a e^{-a x_t}"),
        (r"F_m(x) = F_{m-1}(x) + h_m(x)", r"F_m(x) - h_m(x) = F_{m-1}(x)"),
        (r"r_n = r_0 + n s", r"2 r_n = 2 r_0 + 2 n s"),
        (r"N'(x) = e^{-x^2}", r"2 N'(x) = 2 e^{-x^2}"),
    ],
)
def test_it_is_given(said, follows):
    assert verdicts(f"$${said}$$\n\nso\n\n$${follows}$$") == ["definition", "proved"]


@pytest.mark.parametrize(
    "text",
    [
        "$$(a + b)^2 = a^2 + b^2$$",  # of no name alone
        "$$a^2 = a b$$",  # of itself
        "$$g(-x) = g(x) + 1$$",
        "$$g(x) = a$$\n\n$$g(x)^2 = a$$",  # defined
        "$$g(0) = 3$$\n\n$$g(0)^2 = 4$$",  # said already
        "$$\\log g(x) = 2 x$$\n\n$$\\log g(x) = 3 x$$",
        "$$x + y = z$$\n\n$$x^2 = 4$$",  # solves something
        "Hence\n\n$$s^2 = u + v$$",
        "We prove that\n\n$$s^2 = u + v$$",
        "Assume $s = 1$.\n\n$$s^2 = 4$$",
        "$$s^2 \\le u$$",
    ],
)
def test_a_claim_stays_one(text):
    assert verdicts(text)[-1] in ("refuted", "undecided")


def test_the_value_of_a_derivative_is_given():
    assert verdicts("$$v'(0) = 3$$") == ["definition"]


def test_what_is_said_of_it_next_is_claimed():
    text = "$$s_n^2 = u_n + v$$\n\nThen\n\n$$s_n^2 = u_n$$"
    assert verdicts(text)[-1] != "definition"


@pytest.mark.parametrize(
    "one, other",
    [
        (r"\quad \text{if } y = 1", r"\quad \text{if } y = 0"),
        (r"\quad (y = 1)", r"\quad (y = 0)"),
    ],
)
def test_a_formula_for_one_value_of_another_name_defines_nothing_elsewhere(one, other):
    text = f"$$L = -\\log p {one}$$\n\n$$L = -\\log(1 - p) {other}$$"
    assert verdicts(text) == ["definition", "definition"]


@pytest.mark.parametrize(
    "relation, case, kind",
    [
        (r"\frac{\partial a_j}{\partial z_i} = a_i (1 - a_i)", "i = j", "proved"),
        (r"\frac{\partial a_j}{\partial z_i} = -a_i a_j", r"i \ne j", "proved"),
        (r"\frac{\partial a_j}{\partial z_i} = -a_i a_j", "i = j", "refuted"),
        (r"a_i = \frac{e^{z_1}}{\sum_k e^{z_k}}", "i = 1", "proved"),
    ],
)
def test_indices_behind_a_comma_are_a_case(relation, case, kind):
    softmax = r"$$a_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$$"
    assert verdicts(f"{softmax}\n\n$${relation}, \\quad {case}$$") == ["definition", kind]


@pytest.mark.parametrize(
    "text, expected",
    [  # letters that tell names apart
        (r"$$E_c = a + b$$ $$E_p = a - b$$ $$E_c + E_p = 2 a$$", ["definition", "definition", "proved"]),
        (r"$$E_c = c$$ $$E_p = 2 p$$", ["definition", "refuted"]),  # a family's index
    ],
)
def test_letters_below_that_are_no_indices(text, expected):
    assert verdicts(text.replace("$$ $$", "$$\n\n$$"))[: len(expected)] == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "* Line function\n$$g(x) = 2 x$$\n\n* Square function\n$$g(x) = x^2$$",
            ["definition", "definition"],
        ),
        ("* Line function\n$$g(x) = 2 x$$\n\n* So we see\n$$g(x) = x^2$$", ["definition", "refuted"]),
        ("* 直线函数\n$$g(x) = 2 x$$\n\n* 平方函数\n$$g(x) = x^2$$", ["definition", "definition"]),
        ("# A\n\n$$f(x; a) = a x$$\n\n# B\n\n$$f(x; b) = b + x$$", ["definition", "definition"]),
        ("# A\n\n$$f(x; a) = a x$$\n\n$$f(x; b) = b + x$$", ["definition", "refuted"]),
        ("# A\n\n$$f(x; a) = a x$$\n\n# B\n\n$$f(x; a) = a + x$$", ["definition", "refuted"]),
    ],
)
def test_a_name_for_another_item_of_a_list_or_another_family(text, expected):
    assert verdicts(text) == expected


def test_a_second_formula_with_a_new_symbol_says_how_to_define_it():
    report = derive.check(read_text("$$q = w x$$\n\n$$q = v \\max(0, w x)$$"))
    step = report.documents[0].steps[-1]
    assert step.verdict.kind == "refuted"
    assert "write `:=`" in step.statement.warning


@pytest.mark.parametrize(
    "text, kind",
    [
        (r"$$a b + c = 0.2 \times 0.5 + 0.1$$", "undecided"),  # which values are they?
        ("Let $a = 0.2$, $b = 0.5$ and $c = 0.1$.\n\n$$a b + c = 0.2 \\times 0.5 + 0.1$$", "proved"),
        ("Let $a = 0.2$, $b = 0.5$ and $c = 0.1$.\n\n$$a b + c = 0.25$$", "refuted"),
        (r"$$0.2 \times 0.5 = 0.2$$", "refuted"),
        (r"$$(a + b)^2 = 2$$", "refuted"),
        (r"$$a - a = 0.5$$", "refuted"),
    ],
)
def test_values_that_are_put_in_have_to_be_said(text, kind):
    assert verdicts(text)[-1] == kind


def test_where_says_what_a_square_is():
    text = "$$\\ln p(y \\mid x) = -\\frac{y}{s_n^2}$$\n\nwhere\n\n$$s_n^2 = u_n + v$$"
    assert verdicts(text) == ["definition", "definition"]
