"""The words that introduce a condition, in English and Chinese.

Invariant: tables only.  A word that is not here introduces nothing, and a word that
is no filler breaks the connection between a cue and a relation: what is not
recognised is no condition.
"""

from __future__ import annotations

import re


def _words(text: str) -> str:
    """A pattern for any of the words, longest first; `_` is a space inside one."""
    words = sorted(text.split(), key=len, reverse=True)
    return "(?:" + "|".join(word.replace("_", " ") for word in words) + ")"


def _pattern(*alternatives: str) -> re.Pattern:
    return re.compile("|".join(alternatives), re.IGNORECASE)


CUE = re.compile(
    # Hold to the end of the section.
    rf"(?P<section>\b(?:{_words('assume suppose require throughout under_the_assumptions?')}"
    r"|(?<!is )(?<!are )given(?! by))\b"
    rf"|{_words('假设 假定 约定 规定 已知 给定 要求')})"
    # The same, but they may also give a name: `Let p = \sigma(z)`.
    rf"|(?P<let>\b{_words('let denote define set')}\b|{_words('令 记 定义')}|(?<![假建])设)"
    # Hold for the display they introduce: cases.
    rf"|(?P<display>\b{_words('for when if whenever while since because assuming provided case on')}\b"
    rf"|\b{_words('as_long_as so_long_as in_case in_the_case restricted_to taking setting')}\b"
    rf"|(?<![应相适妥恰正不仅有])当|{_words('若 如果 假如 倘若 对于 对 因为 由于 在 只要 代入')})"
    # The same, or they give a name.
    r"|(?P<where>\b(?:where|with)\b|其中|这里)",
    re.IGNORECASE,
)

# Directly before a cue: what it introduces is denied, or is one case among others.
DENIAL = re.compile(
    rf"(?:\b(?:{_words('not except unless even both neither nor whether unlike than never longer')}"
    rf"|{_words('regardless_of fails? wrong invalid undefined instead_of')}|only(?= +if))"
    rf"|{_words('除 除非 除了 即使 即便 无论 不论 不管 是否 并非 不是 不能 不 仅 必 须')})[\s,，]*$",
    re.IGNORECASE,
)
# Earlier in the clause: nothing that the cue introduces is assumed (`we do not need to assume that`).
NEGATION = re.compile(
    r"(?:\b(?:not(?! (?:hard|difficult|surprising|only))|never|without|nor|no need|cannot|unnecessary)\b"
    r"|n't\b|没有|无需|不需要|不必|去掉)[^,;:，；：]*$",
    re.IGNORECASE,
)
# Behind a relation: it is spoken of, and not assumed.
DENIED = _pattern(
    r"\s*(?:does not|doesn't|do not|is not|isn't|is false|were|was|would|which is (?:false|impossible))",
    r"\s*(?:fails?|leads? to|implies|contradicts?|removed|dropped)\b",
    r"\s*(?:不成立|并不|不再|的假设|这个(?:条件|假设)|矛盾)",
)
# A sentence that ends what was assumed before it.
LIFTED = _pattern(
    r"\b(?:drop|lift|remove|relax|abandon|discard|give up)(?:s|ped|d|ing)?\s+"
    r"(?:this|that|these|those|the|our|all)\b[^.;]{0,40}\b(?:assumption|condition|restriction|constraint|requirement)s?\b",
    r"\bno longer (?:assume|require|suppose)",
    r"\bwithout (?:this|that|these|the) (?:assumption|condition|restriction)",
    r"(?:去掉|去除|取消|放弃|不再需要)[^。；，]{0,12}(?:条件|假设|限制)",
    "不再假设",
)
# Anywhere in a sentence: the display is about every value, whatever cases the sentence mentions.
GENERAL = _pattern(
    r"\b(?:in general|regardless|whatever|whether or not|no matter)",
    r"\bfor (?:all|every|any) (?:\$[A-Za-z]\$|[A-Za-z])(?=[,:.]|$| we)",
    r"\b(?:in fact|always)\s*$",
    _words("无论 不论 不管 一般地 一般的 一般情况 一切 总有"),
    r"对于?(?:任意|所有|任何|每个)的?\s*(?:实数)?\s*(?:\$[A-Za-z]\$|[A-Za-z])?\s*(?=[，,：:。]|都|均|有|$)",
)

# Between a cue and its relation.
FILLER = _pattern(
    r"[\s,，:：(（*_]+",
    r"\b"
    + _words(
        "all any every each some a an the that this which we us have has of such also now case cases condition "
        "half value values fixed given real reals number numbers scalar scalars input inputs logit logits "
        "variable variables parameter parameters constant constants label labels argument arguments"
    )
    + r"\b",
    _words(
        "任意 任意的 任何 所有 所有的 每个 每一个 某个 给定 给定的 固定 固定的 有 的 条件 参数 变量 "
        "实数 常数 输入 自变量 标签 满足 都 均"
    ),
)
# Between one relation and the next.
CONNECTIVE = _pattern(
    r"\s*[,，、]\s*(?:and|with|where|且|并且|以及)?\s*",
    r"\s*and(?: also| for| that| where| when| if)?\b\s*",
    r"\s*(?:且|并且|以及|和|与|同时)\s*",
)
ALTERNATIVE = _pattern(r"\s*[,，]?\s*(?:or\b|或)")
# `x<0时`: the word behind it makes a condition of a relation.
SUFFIX = re.compile(r"的?时候?(?![间刻代常期])|的?情况下|的?情形|的?条件下")

COPULA = _pattern(
    r"\s*(?:is|are|be|being)\b(?:\s+(?:an?|always|both|all|some)\b)*\s*", r"\s*(?:都|均)?[是为]\s*"
)

_NUMBERS = r"(?:\s+real)?(?:\s+numbers?)?"
_PROPERTIES = (  # what is said of a symbol, and the relation behind it
    (r"positive\s+integers?|正整数", r"\in \mathbb{N}, {0} \ge 1"),
    (r"non-?negative\s+integers?|natural\s+numbers?|自然数|非负整数", r"\in \mathbb{N}"),
    (r"integers?|whole\s+numbers?|整数", r"\in \mathbb{Z}"),
    (rf"(?:strictly\s+)?positive{_NUMBERS}|正(?:实?数|的)?", "> 0"),
    (rf"(?:strictly\s+)?negative{_NUMBERS}|负(?:实?数|的)?", "< 0"),
    (rf"non-?negative{_NUMBERS}|非负(?:实?数|的)?", r"\ge 0"),
    (rf"non-?positive{_NUMBERS}|非正(?:实?数|的)?", r"\le 0"),
    (rf"non-?zero{_NUMBERS}|not\s+zero|非零(?:实数|常数|的)?|不为零|不为\s*0(?![.\d])", r"\ne 0"),
    (r"probabilit(?:y|ies)", r"\in [0, 1]"),
)
_THAN_OR_EQUAL = r"\s+than\s+or\s+equal\s+to"
_COMPARISONS = (
    (
        rf"大于或?等于|不小于|不少于|(?:greater|larger|bigger){_THAN_OR_EQUAL}|at\s+least|no\s+less\s+than",
        r"\ge",
    ),
    (
        rf"小于或?等于|不大于|不超过|(?:less|smaller){_THAN_OR_EQUAL}|at\s+most|no\s+(?:more|greater)\s+than",
        r"\le",
    ),
    (r"不等于|not\s+equal\s+to|different\s+from", r"\ne"),
    (r"大于|(?:strictly\s+)?(?:greater|larger|bigger)\s+than|above", ">"),
    (r"小于|(?:strictly\s+)?(?:less|smaller)\s+than|below", "<"),
    (r"等于|equal\s+to|equals", "="),
)
_PROPERTY = [
    (re.compile(rf"(?:{words})(?!(?<=[A-Za-z])[A-Za-z-])", re.I), said) for words, said in _PROPERTIES
]
_COMPARISON = [(re.compile(rf"\s*(?:{words})\s*", re.I), sign) for words, sign in _COMPARISONS]


def property_at(text: str, at: int) -> tuple[str, int] | None:
    """What the words at `at` say of a symbol, as the relation behind it, and where they end."""
    return _at(_PROPERTY, text, at)


def comparison_at(text: str, at: int) -> tuple[str, int] | None:
    """The sign that the words at `at` spell out, and where they end."""
    return _at(_COMPARISON, text, at)


def _at(table: list[tuple[re.Pattern, str]], text: str, at: int) -> tuple[str, int] | None:
    for pattern, meaning in table:
        found = pattern.match(text, at)
        if found:
            return meaning, found.end()
    return None
