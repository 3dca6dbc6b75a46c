"""The words that introduce a condition, in English and Chinese.

Invariant: tables only.  A word that is not here introduces nothing, and a word that
is not a filler between a cue and its relation breaks the connection: what is not
recognised is no condition.
"""

from __future__ import annotations

import re


def _any(*words: str) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


CUE = re.compile(
    # Hold to the end of the section.
    r"(?P<section>\b"
    + _any("assume", "suppose", "require", r"(?<!is )(?<!are )given(?! by)", r"under the assumptions?", "throughout")
    + r"\b|"
    + _any("假设", "假定", "约定", "规定", "已知", "给定", "要求")
    # The same, but they may also give a name: `Let p = \\sigma(z)`.
    + r")|(?P<let>\b"
    + _any("let", "denote", "define", "set")
    + r"\b|"
    + _any("令", "记", "定义", "(?<![假建])设")
    # Hold for the display they introduce.
    + r")|(?P<display>\b"
    + _any("for", "when", "if", "whenever", "while", "since", "because", "assuming", "provided")
    + r"\b|\b"
    + _any("as long as", "so long as", "in case", "in the case", "case", "on", "restricted to", "taking", "setting")
    + r"\b|"
    + _any("(?<![应相适妥恰正不仅有])当", "若", "如果", "假如", "倘若", "对于", "对", "因为", "由于", "在", "只要", "代入")
    # The same, or they give a name.
    + r")|(?P<where>\b(?:where|with)\b|其中|这里)",
    re.IGNORECASE,
)
# Before a cue: what it introduces is denied, or one case among others.
DENIAL = re.compile(
    r"(?:\b(?:not|except|unless|even|only(?= +if)|both|neither|nor|whether|unlike|than|never|longer|regardless of|"
    r"fails?|wrong|invalid|undefined|instead of)|除|除非|除了|即使|即便|无论|不论|不管|是否|并非|不是|不能|不|仅|必|须)[\s,，]*$",
    re.IGNORECASE,
)
# Anywhere in the sentence: the display is about every value, whatever cases the sentence mentions.
GENERAL = re.compile(
    r"\b(?:in general|regardless|whatever|whether or not|no matter|for (?:all|every|any) (?:\$[A-Za-z]\$|[A-Za-z])(?=[,:.]|$| we))"
    r"|无论|不论|不管|一般地|一切|总有",
    re.IGNORECASE,
)
# Between a cue and its relation.
FILLER = re.compile(
    r"[\s,，:：(（*_]+|\b"
    + _any(
        *"all any every each some a an the that this which we have has of value values fixed given real reals".split(),
        *"number numbers scalar scalars input inputs logit logits variable variables parameter parameters".split(),
        *"constant constants label labels argument arguments also now case cases condition half such us".split(),
    )
    + r"\b|"
    + _any(
        *"任意的 任意 任何 所有的 所有 每个 每一个 某个 给定的 给定 固定的 固定 有 条件 的 参数 变量 实数 常数 输入 自变量 标签 满足 都 均".split()
    ),
    re.IGNORECASE,
)
# Between one relation and the next.
CONNECTIVE = re.compile(
    r"\s*(?:[,，、]\s*(?:and|with|where|且|并且|以及)?|and(?: also| for| that| where| when| if)?\b|且|并且|以及|和|与|同时)\s*",
    re.IGNORECASE,
)
ALTERNATIVE = re.compile(r"\s*[,，]?\s*(?:or\b|或)", re.IGNORECASE)
# `x<0时`: the word after it makes a condition of a relation.
SUFFIX = re.compile(r"的?时候?(?![间刻代常期])|的?情况下|的?情形|的?条件下")

# What is said of a symbol: (pattern after it, or before it, and the relation it stands for; "" says nothing).
PROPERTIES = (
    (r"(?:strictly\s+)?positive\s+integers?|positive\s+whole\s+numbers?|正整数", r"\in \mathbb{N}, {0} \ge 1"),
    (r"(?:non-?negative|nonneg)\s+integers?|natural\s+numbers?|自然数|非负整数", r"\in \mathbb{N}"),
    (r"integers?|whole\s+numbers?|整数", r"\in \mathbb{Z}"),
    (r"(?:strictly\s+|a\s+)?positive(?:\s+real)?(?:\s+numbers?)?|正实数|正数|正的?", "> 0"),
    (r"(?:strictly\s+|a\s+)?negative(?:\s+real)?(?:\s+numbers?)?|负实数|负数|负的?", "< 0"),
    (r"(?:a\s+)?non-?negative(?:\s+real)?(?:\s+numbers?)?|非负实数|非负数|非负的?", r"\ge 0"),
    (r"(?:a\s+)?non-?positive(?:\s+real)?(?:\s+numbers?)?|非正实数|非正数|非正的?", r"\le 0"),
    (r"(?:a\s+)?non-?zero(?:\s+real)?(?:\s+numbers?)?|not\s+zero|非零实数|非零常数|非零的?|不为零|不为\s*0(?![.\d])", r"\ne 0"),
    (r"(?:a\s+)?probabilit(?:y|ies)", r"\in [0, 1]"),
)  # fmt: skip
_PROPERTY = [(re.compile(rf"(?:{words})(?!(?<=[A-Za-z])[A-Za-z-])", re.IGNORECASE), meaning) for words, meaning in PROPERTIES]
COPULA = re.compile(
    r"\s*(?:(?:is|are|be|being)\b(?:\s+(?:an?|always|both|all|some)\b)*|(?:都|均)?[是为])\s*", re.IGNORECASE
)
COMPARISONS = (
    (r"大于或?等于|不小于|不少于|(?:greater|larger|bigger)\s+than\s+or\s+equal\s+to|at\s+least|no\s+less\s+than", r"\ge"),
    (r"小于或?等于|不大于|不超过|(?:less|smaller)\s+than\s+or\s+equal\s+to|at\s+most|no\s+(?:more|greater)\s+than", r"\le"),
    (r"不等于|not\s+equal\s+to|different\s+from", r"\ne"),
    (r"大于|(?:strictly\s+)?(?:greater|larger|bigger)\s+than|above", ">"),
    (r"小于|(?:strictly\s+)?(?:less|smaller)\s+than|below", "<"),
    (r"等于|equal\s+to|equals", "="),
)  # fmt: skip
_COMPARISON = [(re.compile(rf"\s*(?:{pattern})\s*", re.IGNORECASE), sign) for pattern, sign in COMPARISONS]


def property_at(text: str, at: int) -> tuple[str, int] | None:
    """What the words at `at` say of a symbol, as the relation after it, and where they end."""
    for pattern, meaning in _PROPERTY:
        found = pattern.match(text, at)
        if found:
            return meaning, found.end()
    return None


def comparison_at(text: str, at: int) -> tuple[str, int] | None:
    """The sign that the words at `at` spell out, and where they end."""
    for pattern, sign in _COMPARISON:
        found = pattern.match(text, at)
        if found:
            return sign, found.end()
    return None
