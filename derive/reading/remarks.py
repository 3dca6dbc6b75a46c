r"""What stands beside the relation on a row: `\quad (x > 0)`, `\text{for } x < 0`.

Invariant: a row is divided into relations and remarks, and every token of it is in
one of them, but for words in `\text{…}` that state nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from derive.document import Condition
from derive.reading.conditions import is_filler, word_of
from derive.reading.rows import nesting
from derive.reading.signs import is_sign
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import (
    CONDITION_WORDS,
    RELATIONS,
    SYMBOLS,
    is_name,
)

_PLAIN = frozenset("+ - _ | , / { }".split()) | {
    r"\lvert",
    r"\rvert",
    r"\left",
    r"\right",
    r"\dots",
    r"\infty",
    r"\pm",
}
ORDERS = frozenset(("<", ">", r"\le", r"\ge", r"\ne", r"\in", r"\notin"))
_AND = frozenset(("and", "且", "及", "以及", "和"))
_WHERE = frozenset(("where", "其中"))
_EVERY = frozenset(("all", "every", "each", "any", "对所有", "对任意"))
_OR = frozenset(("or", "或", "或者"))
# Between statements: each stands by itself.
_SO = frozenset(
    "so|so that|hence|thus|therefore|then|that is|i.e|ie|that means|which means|which gives|which implies|implies|gives"
    "|it follows that|iff|if and only if|or equivalently|equivalently|即|也即|亦即|所以|因此|因而|于是|从而|故|则"
    "|可得|得|得到|推出|等价于|当且仅当|有|and so|and hence|and thus|and therefore|consequently".split("|")
)
_LEADING = frozenset(("if", "and", "or", "so", "reason"))
# Before what a step rests on.
_REASONS = frozenset(
    "since|because|as|by|using|from|via|due to|recall|recall that|因为|由于|利用|由|根据".split("|")
)
_SPACE = re.compile(r"\\[;: ,]|~|\\(?:hspace|enspace|thickspace|medspace|thinspace|hfill|hskip)")
_OPERATORS = frozenset(("+", "-", "*", "/", r"\cdot", r"\times"))
_OPENING = frozenset(("(", "[", "{", r"\{", "^", "_"))
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


def divide(latex: str, tokens: list[Token]) -> list[Piece]:
    """The pieces of one row.  Raises MathError for what is neither relation nor remark."""
    return _Divider(latex, segments(latex, tokens)).run()


class _Divider:
    def __init__(self, latex: str, found: list[Segment]):
        self.latex = latex
        self.segments = found
        self.pieces: list[Piece] = []
        self.leading: list[Remark] = []
        self.remark: Remark | None = None  # the one that a comma would go on with
        self.worded = False

    def run(self) -> list[Piece]:
        for index, segment in enumerate(self.segments):
            if segment.tokens:
                self.place(index, segment)
            elif (
                segment.lead == "if"
                and index == len(self.segments) - 1
                and not self.remark
                and not self.pieces
            ):
                break
        if self.leading and not self.pieces:
            first = self.leading[0].tokens[0]
            raise MathError(
                first.start,
                f"`{source(self.latex, self.leading[0].tokens)}` is a condition on nothing",
                "put a comma behind the condition, and the relation it is for",
            )
        return self.pieces

    def place(self, index: int, segment: Segment) -> None:
        part = segment.tokens
        piece = self.pieces[-1] if self.pieces else None
        if segment.lead == "gap" and (inner := enclosed(part)) and inner[0].text == r"\because":
            segment = Segment("reason", strip(inner[1:]))
            part = segment.tokens
        if segment.lead == "or" and not self.remark:
            raise MathError(
                segment.comma.start,
                "one of two relations need hold only, and each would be checked by itself",
                r"write the one that is meant, or `\text{and}`",
            )
        if segment.lead == "reason":
            self.place_reason(part)
        elif segment.lead == "so":
            self.place_statement(part)
        elif segment.lead == "if" and segment.every and self.only_names(index):
            self.remark = None  # for all i: nothing is asked of it
        elif segment.lead == "if":
            self.begin_remark(part, worded=True)
        elif self.remark is not None and self.extends(index, segment):
            comma = [segment.comma] if segment.comma else []
            self.remark.tokens = self.remark.tokens + comma + part
        elif piece is None:
            self.begin_piece(part)
        elif is_sign(part[0]):
            piece.tokens = piece.tokens + part  # a = b, by the chain rule, = c
            self.remark = None
        elif segment.lead != "and" and (is_condition(part) or self.lists(index)):
            if (
                segment.lead == "comma"
                and not has_relation(piece.tokens)
                and piece.tokens[0].text not in _OPERATORS
            ):
                raise leftover(self.latex, piece.tokens)
            self.begin_remark(unwrap(part), worded=False)
        elif has_relation(part):
            self.begin_piece(part)
        else:
            raise leftover(self.latex, part)

    def place_statement(self, part: list[Token]) -> None:
        """What words set apart as a statement of its own, whatever it is about."""
        if not has_relation(part) and not is_sign(part[0]):
            raise leftover(self.latex, part)
        self.begin_piece(part)

    def place_reason(self, part: list[Token]) -> None:
        r"""`\because x > 0` is a condition; what is about more than names is a claim, or it would be believed."""
        if not has_relation(part):
            if not points_elsewhere(part):
                raise leftover(self.latex, part)
            self.remark = None
        elif self.pieces and is_condition(part):
            self.begin_remark(part, worded=False)
        else:
            self.begin_piece(part)

    def only_names(self, index: int) -> bool:
        """Whether a segment is one letter, and nothing goes on with it."""
        tokens = [token for token in self.segments[index].tokens if token.text != r"\forall"]
        following = self.segments[index + 1 : index + 2]
        goes_on = bool(following) and following[0].lead in ("comma", "and") and bool(following[0].tokens)
        return len(tokens) == 1 and tokens[0].kind in ("letter", "command") and not goes_on

    def begin_piece(self, tokens: list[Token]) -> None:
        self.pieces.append(Piece(tokens, list(self.leading)))
        self.remark = None

    def begin_remark(self, tokens: list[Token], worded: bool) -> None:
        self.remark = Remark(unwrap(tokens))
        self.worded = worded
        (self.pieces[-1].remarks if self.pieces else self.leading).append(self.remark)

    def extends(self, index: int, segment: Segment) -> bool:
        """Whether a segment goes on with the condition before it: `x > 0, y > 0`."""
        part = segment.tokens
        related = has_relation(part)
        if segment.lead == "or":
            return True
        if segment.lead not in ("comma", "and"):
            return False
        if not related:
            return not self.pieces or self.worded or has_dots(self.remark.tokens + part)
        if not self.pieces:  # If x > 0, y > 0, a = b: the last relation is the claim
            later = any(has_relation(s.tokens) for s in self.segments[index + 1 :])
            return is_condition(part) and later or not has_relation(self.remark.tokens)
        return self.worded or is_condition(part)

    def lists(self, index: int) -> bool:
        """Whether `i = 1` begins `i = 1, …, n`."""
        behind = self.segments[index + 1 : index + 3]
        return any(s.tokens and s.tokens[0].text == r"\dots" for s in behind)


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
        return break_at_words(tokens, index, after_condition)
    if token.kind == "command" and token.text == r"\forall":
        return Segment("if", [token], every=True)
    if token.kind == "command" and token.text == r"\because" and index:
        return Segment("reason", [])
    apart = token.gap or (token.text == "(" and is_spaced(latex, tokens, index))
    return Segment("gap", []) if index and apart and sets_apart(tokens, index) else None


def break_at_words(tokens: list[Token], index: int, after_condition: object) -> Segment | None:
    """The segment that words introduce, or None for the name of a quantity."""
    token = tokens[index]
    word = word_of(token)
    if not word:
        return Segment("comma", [], token)
    if word in _AND:
        return Segment("and", [], token)
    if word in _OR:
        return Segment("or", [], token)
    if word in ("then", "则", "时") and (after_condition or word == "时"):
        return Segment("comma", [])
    if word in _SO:
        return Segment("so", [], token)
    if index and is_reason(word):
        return Segment("reason", [], token)
    if is_filler(token) or word in _WHERE:
        return Segment("if", [], every=bool(_EVERY & set(word.split())))
    if is_note(token) and ends_side(tokens, index):
        return Segment("note", [])
    return None


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
    if before is not None and (is_sign(before) or before.text in _OPERATORS):
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
    if is_sign(before) or before.text in _OPERATORS or before.text in _OPENING:
        return False
    if is_sign(token) or token.text in _OPERATORS or nesting(token) < 0:
        return False
    if token.text in ("(", "[") and token.kind in ("sign", "left"):
        inner = enclosed(tokens[index:])
        return inner is not None and has_relation(inner)
    return has_relation(tokens[index:])


def is_condition(tokens: list[Token]) -> bool:
    """Whether a remark reads as a condition: an order, a membership, or parentheses around a relation."""
    inner = enclosed(tokens)
    if inner is not None:
        return has_relation(inner)
    first = next((t.text for t in top_level(tokens) if t.text in RELATIONS or t.text in ORDERS), None)
    return (first in ORDERS and is_plain(tokens)) or (first == "=" and has_dots(tokens))


def is_plain(tokens: list[Token]) -> bool:
    r"""Whether an order is about names and numbers, as conditions are: `x > 0`, `|r| \le d`.

    `\max(0, u) \ge u` behind a comma is a claim: taken for a condition it would be believed.
    """
    for token in top_level(tokens):
        if token.text in (r"\in", r"\notin"):
            return True  # what stands behind it is a set
        plain = token.kind in ("letter", "number", "space") or token.text in SYMBOLS or token.text in ORDERS
        if not plain and token.text not in _PLAIN and token.text not in RELATIONS:
            return False
    return not any(a.kind == "letter" and b.text == "(" for a, b in zip(tokens, tokens[1:]))


def has_dots(tokens: list[Token]) -> bool:
    return any(token.text == r"\dots" for token in top_level(tokens))


def is_reason(word: str) -> bool:
    r"""Whether words lead to what a step rests on: `since`, `by eq.`, `using the definition of`."""
    first, *rest = word.split()
    return word in _REASONS or (first in _REASONS and not _TELLING & set(rest))


def points_elsewhere(tokens: list[Token]) -> bool:
    r"""Whether tokens only name an equation or a formula: `(3)`, `\eqref{…}`, `\sigma(x)`."""
    return not any(is_sign(token) or token.text in _OPERATORS for token in tokens)


def unwrap(tokens: list[Token]) -> list[Token]:
    """Without the parentheses that enclose all of it."""
    inner = enclosed(tokens)
    return strip(inner) if inner else tokens


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
    return any(t.text in RELATIONS or t.text in (r"\in", r"\notin") for t in top_level(tokens))


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


def is_note(token: Token) -> bool:
    r"""Words that state nothing: `\text{by the chain rule}`."""
    if token.kind != "text" or is_name(token.text):
        return False
    text = token.text.lower()
    words = set(text.replace("(", " ").replace(")", " ").replace(",", " ").split())
    return not words & (_TELLING | CONDITION_WORDS) and not any(
        w in text for w in _TELLING if not w.isascii()
    )


def source(latex: str, tokens: list[Token]) -> str:
    return latex[tokens[0].start : tokens[-1].end][:60]


def leftover(latex: str, tokens: list[Token]) -> MathError:
    return MathError(
        tokens[0].start,
        f"`{source(latex, tokens)}` is neither a relation nor a condition",
        r"write it as a condition, `\text{for } x > 0`, or move it out of the formula",
    )
