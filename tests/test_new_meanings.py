"""A name that is defined again in another section: when that is a new meaning, and when a claim about the old one."""

from __future__ import annotations

import pytest

import derive
from derive.reading import read_text
from derive.reading.introductions import defines, recalls, turns
from derive.stating import state

OLD = "## First\n\n$$f(y) = y^2 + a$$\n\n$$n = 10$$\n\n"
REDEFINED = ("in another way; from here on it means", "从这里起以此处为准")


def last(text: str):
    return state(read_text(OLD + text, "post.md"))[-1]


@pytest.mark.parametrize(
    "text",
    [
        "## Next\n\n$$f(y) = b y$$",
        "## Next\n\n$$f(x) = b x$$",
        "# Next\n\n$$f(y) = b y$$",
        "### Inside\n\nText.\n\n## Next\n\n$$f(y) = b y$$",
        "## Next\n\nThe density of the next family is given by\n\n$$f(y) = b y$$",
        "## Next\n\nWe define\n\n$$f(y) = y^3$$",
        "## Next\n\n定义\n\n$$f(y) = y^3$$",
        "## Next\n\nwhere\n\n$$f(y) = b y, \\quad y = 2 s$$",
        # `s` is expressed by others, `b` is not
        "## Next\n\nAssume $s = b y$.\n\n$$f(y) = s y$$",
        # in one section only where the text turns to another model, or names it in a list
        "* The first one\n\n* Exponential function\n\n$$f(y) = e^y$$",
        "* 指数函数\n\n$$f(y) = e^y$$",
        "**Cubic loss:**\n\n$$f(y) = y^3$$",
        "The cubic loss is then defined as\n\n$$f(y) = y^3$$",
        "The density of the **next** family is given by\n\n$$f(y) = b y$$",
        "We use another model, with density\n\n$$f(y) = b y$$",
    ],
)
def test_a_new_meaning_is_told(text):
    step = last(text) if "y = 2 s" not in text else state(read_text(OLD + text, "post.md"))[2]
    assert step.kind == "definition"
    assert any(words in step.warning for words in REDEFINED)


@pytest.mark.parametrize(
    "text",
    [
        # no heading, or one of a lower level
        "$$f(y) = b y$$",
        "### Inside\n\n$$f(y) = b y$$",
        # of what the old one speaks of: a claim about it
        "## Next\n\n$$f(y) = y^3$$",
        "## Next\n\n$$f(x) = x^3 + a$$",
        "## Next\n\n$$f(y) = y^2 - a$$",
        "## Next\n\n$$n = 11$$",
        "## Next\n\nThe function is given by\n\n$$f(y) = y^3$$",
        # a conclusion, and what is said again
        "## Next\n\nHence\n\n$$f(y) = b y$$",
        "## Next\n\nIt follows that\n\n$$f(y) = b y$$",
        "## Next\n\n所以\n\n$$f(y) = b y$$",
        "## Next\n\nRecall that\n\n$$f(y) = b y$$",
        "## Next\n\nAs defined above,\n\n$$f(y) = y^3$$",
        "## Next\n\nWe show that\n\n$$f(y) = b y$$",
        "## Next\n\nRecall the next family, which is given by\n\n$$f(y) = b y$$",
        "## Next\n\n$$y = y \\Rightarrow f(y) = b y$$",
        # no first relation of its display
        "## Next\n\n$$\\begin{aligned} g &= b y \\\\ f(y) &= b y \\end{aligned}$$",
        "## Next\n\n$$b y + 0 = f(y) = b y$$",
        # what is given ties the new symbol to the old ones
        "## Next\n\nAssume $y = 2 b$.\n\n$$f(y) = b y$$",
        "## Next\n\nAssume $b = y + a$.\n\n$$f(y) = b$$",
        # of itself
        "## Next\n\n$$f(y) = f(y) + b$$",
        "## Next\n\n$$f(y) \\le b$$",
        # the old model goes on
        "The density of the family is positive and\n\n$$f(y) = b y$$",
        "The density of the same family is given by\n\n$$f(y) = b y$$",
        "The density of the next family is given by\n\n$$f(y) = y^3$$",
    ],
)
def test_a_claim_stays_one(text):
    assert last(text).kind == "claim"


def test_what_stands_before_the_first_heading_does_not_end():
    steps = state(read_text("$$f(y) = y^2$$\n\n# First\n\n$$f(y) = b y$$", "post.md"))
    assert [step.kind for step in steps] == ["definition", "claim"]


def test_the_refuted_claim_says_what_to_write():
    document = read_text(OLD + "## Next\n\n$$f(y) = y^3$$", "post.md")
    step = derive.check(document, workers=1).documents[0].steps[-1]
    assert (step.verdict.kind, step.statement.warning) == (
        "refuted",
        "`f(y)` was defined in line 3: if it is another `f(y)` here, write `:=`.",
    )


def test_from_there_on_the_name_has_the_new_meaning():
    document = read_text(OLD + "## Next\n\n$$f(y) = b y$$\n\n$$f(2) = 2 b$$\n\n$$f(2) = 4 + a$$", "post.md")
    assert [step.verdict.kind for step in derive.check(document, workers=1).documents[0].steps][2:] == [
        "definition",
        "proved",
        "refuted",
    ]


@pytest.mark.parametrize(
    "sentence, said",
    [
        ("We define", "defines"),
        ("The loss is defined as", "defines"),
        ("Let", "defines"),
        ("定义损失函数", "defines"),
        ("which was defined as", ""),
        ("As defined above,", "recalls"),
        ("By definition", "recalls"),
        ("Recall that", "recalls"),
        ("如前所述", "recalls"),
        ("由定义", "recalls"),
        ("The density of the gamma family is given by", "turns"),
        ("In the second model the rate is", "turns"),
        ("We use a distribution with density", "turns"),
        ("伯努利分布的概率为", "turns"),
        ("The same family is given by", "recalls"),
        ("## Expanding the sum", "recalls"),
        ("## 化简损失函数", "recalls"),
        ("Use the model (see above) or another distribution with density", "turns"),
        ("The model is not given by", ""),
        ("The derivative is given by", ""),
        ("Hence", ""),
        ("The density at the upper bound is given by", "turns"),
        ("根据 sigmoid 函数，表达式为", ""),
        ("根据定义", "recalls"),
        ("To generalize this formula, we rescale it to produce the following:", "turns"),
    ],
)
def test_what_the_sentence_says(sentence, said):
    found = {
        name: test(sentence) for name, test in (("defines", defines), ("recalls", recalls), ("turns", turns))
    }
    assert [name for name, is_so in found.items() if is_so] == ([said] if said else [])


@pytest.mark.parametrize(
    "first, second, kind",
    [
        ("1. Linear scaling", "2. Standardization", "definition"),
        ("1. 线性归一化", "2. 标准化", "definition"),
        ("1. Linear scaling", "2. Simplified form", "claim"),
        ("1. Linear scaling", "2. We see that", "claim"),
        ("The scaling is", "2. Standardization", "claim"),
    ],
)
def test_items_of_a_list(first, second, kind):
    text = f"{first}\n\n$$w = \\frac{{x - a}}{{b}}$$\n\n{second}\n\n$$w = \\frac{{x - b}}{{a}}$$"
    assert state(read_text(text, "post.md"))[-1].kind == kind


@pytest.mark.parametrize(
    "text, verdicts",
    [
        # a formula that heads an item is the case that the item is about
        ("1. $x > 0$:\n\n   $$|x| = x$$\n\n2. $x < 0$:\n\n   $$|x| = x$$", "definition proved definition refuted"),
        ("1. $k = i$\n\n   Then\n\n   $$a_k - a_i = 0$$", "definition proved"),
        # one that says all is none
        ("1. $a^2 = b$\n2. $a^2 = b + 1$", "definition refuted"),
    ],
)
def test_what_an_item_is_about(text, verdicts):
    steps = derive.check(read_text(text, "post.md"), workers=1).documents[0].steps
    assert [step.verdict.kind for step in steps] == verdicts.split()


def test_densities_of_several_families():
    text = "The density of the {} family is given by\n\n$$f(y) = {}$$\n\n"
    one, other = text.format("first", "m y"), text.format("second", "m + y")
    assert [s.kind for s in state(read_text(one + other, "post.md"))] == ["definition", "definition"]
    # one that the text does not give for a family is a claim about the last
    assert state(read_text(one + "so\n\n$$f(y) = m + y$$", "post.md"))[-1].kind == "claim"
