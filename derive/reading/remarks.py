r"""What stands beside the relation on a row: `\quad (x > 0)`, `\text{for } x < 0`.

Invariant: a row is divided into relations and remarks, and every token of it is in
one of them, but for words in `\text{…}` that state nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.document import Condition
from derive.reading.conditions import is_filler, word_of
from derive.reading.rows import nesting
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import CONDITION_WORDS, RELATIONS, SEPARATORS, UNSUPPORTED_RELATIONS, is_name

ORDERS = frozenset(("<", ">", r"\le", r"\ge", r"\ne", r"\in", r"\notin", r"\dots"))
_JOINS = frozenset(("and", "且", "or", "或", "where", "其中"))
_BEFORE = frozenset(("+", "-", "*", "/", "(", "[", "{", r"\{", r"\cdot", r"\times", "^", "_"))
# Words that can say something of the mathematics, so that a note with one is no mere note.
_TELLING = frozenset(
    "if for when where with while let assume assuming suppose positive negative nonnegative non-negative nonzero "
    "unless except given provided real integer integers 若 当 时 如果 对 对于 其中 设 假设 正 负 非负 整数".split()
)


@dataclass
class Remark:
    """A condition on a row, before it is read.  `read` is the condition, or False."""

    tokens: list[Token]
    read: Condition | bool | None = None


@dataclass
class Piece:
    """A relation, or chain of them, with the remarks that go with it."""

    tokens: list[Token]
    remarks: list[Remark] = field(default_factory=list)


def divide(latex: str, tokens: list[Token]) -> list[Piece]:
    """The pieces of one row.  Raises MathError for what is neither relation nor remark."""
    pieces: list[Piece] = []
    leading: list[Remark] = []
    rest = tokens
    if rest and introduces(rest[0]):
        remark, rest = leading_remark(latex, rest)
        leading.append(remark)
    while rest:
        end = first_break(rest)
        head, tail = rest[:end], rest[end:]
        worded = bool(tail) and introduces(tail[0])
        tail = strip(tail)
        piece = Piece(head, list(leading))
        pieces.append(piece)
        rest = []
        while tail:
            stop = first_break(tail, start=1, commas=worded or is_condition(tail, worded))
            part, tail = tail[:stop], tail[stop:]
            if is_note(part[0]) and len(part) == 1:
                pass
            elif worded or is_condition(part, worded):
                # a comma inside a condition joins conditions: x > 0, y > 0
                piece.remarks.append(Remark(unwrap(part)))
            elif has_relation(part):
                rest = part + tail
                tail = []
            else:
                raise leftover(latex, part)
            worded = bool(tail) and introduces(tail[0])
            tail = strip(tail)
    return pieces


def leading_remark(latex: str, tokens: list[Token]) -> tuple[Remark, list[Token]]:
    r"""`\text{if } x > 0,` before the relation it is a condition of."""
    depth = 0
    for index, token in enumerate(tokens):
        depth += nesting(token)
        ends = token.text in (",", ":", ";") and token.kind == "sign"
        if index and not depth and (ends or (token.gap and has_relation(tokens[1:index])) or word_of(token) in ("时", "then")):
            part = strip(tokens[:index])
            behind = strip(tokens[index:])
            if part and behind and has_relation(part):
                return Remark(unwrap(part)), behind
    raise MathError(
        tokens[0].start,
        f"`{latex[tokens[0].start : tokens[0].end]}` introduces a condition that does not end",
        "put a comma behind the condition, and the relation it is for",
    )


def first_break(tokens: list[Token], start: int = 0, commas: bool = False) -> int:
    """Where the first relation of a row ends: at a comma, a gap, or words."""
    depth = 0
    for index, token in enumerate(tokens):
        if not depth and index >= start:
            if token.text in (",", ";") and token.kind == "sign" and not commas:
                return index
            if introduces(token) or is_note(token):
                return index
            if index and token.gap and not commas and sets_apart(tokens, index):
                return index
        depth = max(depth + nesting(token), 0)
    return len(tokens)


def sets_apart(tokens: list[Token], index: int) -> bool:
    """Whether the quad before a token ends the relation there."""
    before, token = tokens[index - 1], tokens[index]
    if before.text in _BEFORE or before.text in RELATIONS or before.text in SEPARATORS:
        return False
    if token.text in RELATIONS or token.text in SEPARATORS or token.text in UNSUPPORTED_RELATIONS:
        return False
    if token.text in ("+", "-", r"\cdot", r"\times", "*", "/", ")", "]", r"\}") or token.kind == "right":
        return False
    if token.text in ("(", "[") and token.kind in ("sign", "left"):
        inner = enclosed(tokens[index:])
        return inner is not None and has_relation(inner, any_depth=False)
    return has_relation(tokens[index:])


def is_condition(tokens: list[Token], worded: bool) -> bool:
    """Whether a remark reads as a condition: an order, a membership, or parentheses around a relation."""
    if worded:
        return True
    inner = enclosed(tokens)
    if inner is not None:
        return has_relation(inner)
    first = next((t.text for t in top_level(tokens) if t.text in RELATIONS or t.text in ORDERS), None)
    if first in ORDERS:
        return True
    return first == "=" and any(t.text == r"\dots" for t in top_level(tokens))


def unwrap(tokens: list[Token]) -> list[Token]:
    return strip(enclosed(tokens) or tokens)


def enclosed(tokens: list[Token]) -> list[Token] | None:
    """What stands between the parentheses that enclose all of the tokens, or None."""
    end = len(tokens)
    while end and tokens[end - 1].text in (",", ".", ";", ":"):
        end -= 1
    if end < 3 or tokens[0].text not in ("(", "[") or tokens[0].kind not in ("sign", "left"):
        return None
    depth = 0
    for index in range(end):
        depth += nesting(tokens[index])
        if not depth:
            return tokens[1:index] if index == end - 1 else None
    return None


def has_relation(tokens: list[Token], any_depth: bool = False) -> bool:
    pool = tokens if any_depth else top_level(tokens)
    return any(t.text in RELATIONS or t.text in (r"\in", r"\notin") for t in pool)


def top_level(tokens: list[Token]) -> list[Token]:
    depth, found = 0, []
    for token in tokens:
        change = nesting(token)
        if not depth and not change:
            found.append(token)
        depth = max(depth + change, 0)
    return found


def strip(tokens: list[Token]) -> list[Token]:
    """Without commas and words that introduce, at either end."""
    start, end = 0, len(tokens)
    while start < end and (tokens[start].text in (",", ";", ":", ".") or introduces(tokens[start])):
        start += 1
    while end > start and (tokens[end - 1].text in (",", ";", ":", ".") or introduces(tokens[end - 1])):
        end -= 1
    return tokens[start:end]


def introduces(token: Token) -> bool:
    """Words before a condition: if, for all, when, 当."""
    return is_filler(token) or word_of(token) in _JOINS


def is_note(token: Token) -> bool:
    r"""Words that state nothing: `\text{by the chain rule}`."""
    if token.kind != "text" or is_name(token.text):
        return False
    text = token.text.lower()
    words = set(text.replace("(", " ").replace(")", " ").replace(",", " ").split())
    return not words & (_TELLING | CONDITION_WORDS) and not any(w in text for w in _TELLING if not w.isascii())


def leftover(latex: str, tokens: list[Token]) -> MathError:
    source = latex[tokens[0].start : tokens[-1].end]
    return MathError(
        tokens[0].start,
        f"`{source[:60]}` is neither a relation nor a condition",
        r"write it as a condition, `\text{for } x > 0`, or move it out of the formula",
    )
