r"""A row of a display cut at its commas, its gaps and its words.

Invariant: every token of the row is in one segment, but for commas and for words that say
how segments belong together; words that state nothing are segments of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.reading.conditions import is_filler, word_of
from derive.reading.rows import nesting
from derive.reading.signs import is_sign
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import (
    APPROXIMATIONS,
    CONDITION_WORDS,
    MEMBERSHIPS,
    COMPARISONS,
    RELATIONS,
    is_name,
)

_SAYING = frozenset((*RELATIONS, *MEMBERSHIPS, *APPROXIMATIONS, *COMPARISONS))
_SUCH = frozenset(("s.t", "such that", "subject to", "满足", "使得"))
_AND = frozenset(("and", "且", "及", "以及", "和"))
_WHERE = frozenset(("where", "with", "其中", "这里"))
_EVERY = frozenset(("all", "every", "each", "any", "对所有", "对任意"))
_OR = frozenset(("or", "或", "或者"))
# Between statements: each stands by itself.
_SO = frozenset(
    "so|so that|hence|thus|therefore|then|that is|i.e|ie|that means|which means|which gives|which implies"
    "|implies|gives|it follows that|iff|if and only if|or equivalently|equivalently|and so|and hence|and thus"
    "|and therefore|consequently|即|也即|亦即|所以|因此|因而|于是|从而|故|则|可得|得|得到|推出|等价于|当且仅当|有".split(
        "|"
    )
)
_LEADING = frozenset(("if", "and", "or", "so", "reason"))
# Before what a step rests on.
_REASONS = frozenset(
    "since|because|as|by|using|from|via|due to|recall|recall that|因为|由于|利用|由|根据".split("|")
)
_SPACE = re.compile(r"\\[;: ,]|~|\\(?:hspace|enspace|thickspace|medspace|thinspace|hfill|hskip)")
OPERATORS = frozenset(("+", "-", "*", "/", r"\cdot", r"\times"))
_OPENING = frozenset(("(", "[", "{", r"\{", "^", "_"))
# Words that can say something of the mathematics, so that a note with one is no mere note.
_TELLING = frozenset(
    "if for when where with while let assume assuming suppose positive negative nonnegative non-negative nonzero "
    "unless except given provided real integer integers 若 当 时 如果 对 对于 其中 设 假设 正 负 非负 整数".split()
)


@dataclass
class Segment:
    """What stands between two breaks of a row, and the break before it.

    `lead` is "" (the row's beginning), "comma", "gap", "if" (words that introduce a
    condition), "colon" (the end of such a condition before the relation), "and", "or", "so"
    (words between statements), "reason" (since, because), or "note" (words that say nothing).
    """

    lead: str
    tokens: list[Token]
    comma: Token | None = None
    every: bool = False  # for all, for each
    word: str = ""  # the one that begins the words that introduce a condition


def segments(latex: str, tokens: list[Token]) -> list[Segment]:
    """A row cut at its commas, its gaps and its words."""
    tokens = bracketed_words(tokens)
    found = [Segment("", [])]
    depth = 0
    for index, token in enumerate(tokens):
        if not depth:
            cut = break_at(latex, tokens, index, found)
            if cut is not None and cut.lead == "gap" and not found[-1].tokens and found[-1].lead in _LEADING:
                cut = None  # a quad behind words sets nothing apart
            if cut is not None:
                found.append(cut)
                if cut.lead != "gap":
                    continue
        depth = max(depth + nesting(token), 0)
        found[-1].tokens.append(token)
    for segment in found:
        segment.tokens = strip(segment.tokens)
    return found


def break_at(latex: str, tokens: list[Token], index: int, found: list[Segment]) -> Segment | None:
    """The segment that begins at, or behind, a token outside all brackets; None where the row goes on."""
    token = tokens[index]
    if token.kind == "sign" and token.text in (",", ";"):
        return Segment("comma", [], token)
    after_condition = found[1:] and found[1].lead == "if" and not found[0].tokens
    if token.text == ":" and token.kind == "sign" and after_condition:
        return Segment("colon", [])
    if token.kind in ("text", "word"):
        return break_at_words(latex, tokens, index, after_condition)
    if token.kind == "command" and token.text == r"\forall":
        return Segment("if", [token], every=True)
    if token.kind == "command" and token.text == r"\because" and index:
        return Segment("reason", [])
    apart = token.gap or (token.text == "(" and is_spaced(latex, tokens, index))
    return Segment("gap", []) if index and apart and sets_apart(tokens, index) else None


def break_at_words(
    latex: str, tokens: list[Token], index: int, after_condition: object
) -> Segment | None:
    """The segment that words introduce, or None for the name of a quantity."""
    token = tokens[index]
    word = word_of(token)
    if not word:
        return Segment("comma", [], token)
    if word in _AND:
        return Segment("and", [], token)
    if word in _OR:
        return Segment("or", [], token)
    if word in _SUCH:
        return Segment("if", [], token)
    if word in ("then", "则", "时") and (after_condition or word == "时"):
        return Segment("comma", [])
    if word in _SO:
        return Segment("so", [], token)
    if index and is_reason(word):
        return Segment("reason", [], token)
    if is_filler(token) or word in _WHERE:
        parts = word.split()
        return Segment("if", [], every=bool(_EVERY & set(parts)), word=parts[0] if parts else "")
    if is_note(token, named=not closes_row(tokens, index)) and ends_side(tokens, index):
        refuse_call(latex, tokens, index)
        return Segment("note", [])
    return None


def refuse_call(latex: str, tokens: list[Token], index: int) -> None:
    r"""Raises MathError at words right before a parenthesis: `\text{top-k accuracy}(y, f) = …`."""
    token, behind = tokens[index], tokens[index + 1 : index + 2]
    written = latex[token.start : token.end]
    if index or not behind or behind[0].text not in ("(", "[") or behind[0].start != token.end:
        return
    if not written.rstrip("}").endswith((" ", ":", ",", ".", "：", "，")):
        raise MathError(
            token.start,
            f"`{token.text}` before a parenthesis can be a note or the name of a function",
            rf"write `\mathrm{{{token.text.title().replace(' ', '').replace('-', '')}}}(…)` for the function, "
            r"a colon behind the note",
        )


def bracketed_words(tokens: list[Token]) -> list[Token]:
    r"""The tokens, with `\text{(since } x > 0 \text{)}` as words and a relation, without its parentheses.

    Where no relation stands between the words, all of it is one note: `\text{(by definition of } p \text{)}`.
    """
    begin = next(
        (i for i, t in enumerate(tokens) if t.kind == "text" and t.text.count("(") > t.text.count(")")), None
    )
    if begin is None or not tokens[begin].text.startswith("("):
        return tokens
    ends = (
        i
        for i, t in enumerate(tokens)
        if i > begin and t.kind == "text" and t.text.rstrip(".,;").endswith(")")
    )
    end = next(ends, None)
    if end is None or tokens[end].text.count("(") >= tokens[end].text.count(")"):
        return tokens
    opening, closing = tokens[begin], tokens[end]
    inside = tokens[begin + 1 : end]
    words = opening.text[1:].strip()
    if has_relation(inside) or not inside:
        last = closing.text.rstrip(".,;")[:-1].strip()
        inside = [opening._replace(text=words), *inside, *([closing._replace(text=last)] if last else [])]
    else:
        inside = [opening._replace(text=f"({words} …)", end=closing.end)]
    return [*tokens[:begin], *inside, *tokens[end + 1 :]]


def is_spaced(latex: str, tokens: list[Token], index: int) -> bool:
    r"""Whether a space that prints stands before a token: `\;`, `~`, `\hspace{…}`."""
    return _SPACE.search(latex, tokens[index - 1].end, tokens[index].start) is not None


def ends_side(tokens: list[Token], index: int) -> bool:
    """Whether a note stands between sides and not inside one."""
    before = tokens[index - 1] if index else None
    if before is not None and (is_sign(before) or before.text in OPERATORS):
        return False
    if index + 1 == len(tokens):
        return True
    following = tokens[index + 1]
    if is_sign(following) and (before is None or before.text in (",", ";", ":")):
        return False  # it is the left side
    return before is None or following.gap or is_sign(following) or following.text in (",", ";", ".")


def sets_apart(tokens: list[Token], index: int) -> bool:
    """Whether the quad before a token ends the relation there."""
    before, token = tokens[index - 1], tokens[index]
    if is_sign(before) or before.text in OPERATORS or before.text in _OPENING:
        return False
    if is_sign(token) or token.text in OPERATORS or nesting(token) < 0:
        return False
    if token.text in ("(", "[") and token.kind in ("sign", "left"):
        inner = enclosed(tokens[index:])
        return inner is not None and has_relation(inner)
    return has_relation(tokens[index:])


def is_reason(word: str) -> bool:
    r"""Whether words lead to what a step rests on: `since`, `by eq.`, `using the definition of`."""
    first, *rest = word.split()
    return word in _REASONS or (first in _REASONS and not _TELLING & set(rest))


def enclosed(tokens: list[Token]) -> list[Token] | None:
    """What stands between the parentheses that enclose all of the tokens, or None."""
    end = len(tokens)
    if end < 3 or tokens[0].text not in ("(", "[") or tokens[0].kind not in ("sign", "left"):
        return None
    depth = 0
    for index in range(end):
        depth += nesting(tokens[index])
        if not depth:
            return tokens[1:index] if index == end - 1 else None
    return None


def has_relation(tokens: list[Token]) -> bool:
    return any(t.text in _SAYING for t in top_level(tokens))


def top_level(tokens: list[Token]) -> list[Token]:
    depth, found = 0, []
    for token in tokens:
        change = nesting(token)
        if not depth and not change:
            found.append(token)
        depth = max(depth + change, 0)
    return found


def strip(tokens: list[Token]) -> list[Token]:
    """Without punctuation at either end."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].kind == "sign" and tokens[start].text in ",;:.":
        start += 1
    while end > start and tokens[end - 1].kind == "sign" and tokens[end - 1].text in ",;:.":
        end -= 1
    return tokens[start:end]


def introduces(token: Token) -> bool:
    """Words between relations and conditions: if, for all, and, where."""
    word = word_of(token)
    return is_filler(token) or word in _AND or word in _WHERE or word in ("or", "或")


def closes_row(tokens: list[Token], index: int) -> bool:
    """Whether a quad sets a token off at the end of a relation: no factor is meant there."""
    return index > 1 and tokens[index].gap and index + 1 == len(tokens) and has_relation(tokens[:index])


def is_note(token: Token, named: bool = True) -> bool:
    r"""Words that state nothing: `\text{by the chain rule}`.  `named`: they may name a quantity."""
    if token.kind != "text" or (named and is_name(token.text)):
        return False
    text = token.text.lower()
    words = set(text.replace("(", " ").replace(")", " ").replace(",", " ").split())
    return not words & (_TELLING | CONDITION_WORDS) and not any(
        w in text for w in _TELLING if not w.isascii()
    )
