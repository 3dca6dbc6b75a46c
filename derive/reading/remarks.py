r"""What stands beside the relation on a row: `\quad (x > 0)`, `\text{for } x < 0`.

Invariant: a row is divided into relations and remarks, and every token of it is in
one of them, but for words in `\text{…}` that state nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from derive.document import Condition
from derive.reading.segments import OPERATORS, Segment, enclosed, has_relation, segments, strip, top_level
from derive.reading.signs import is_sign
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import MEMBERSHIPS, RELATIONS, SYMBOLS
from derive.reading.worded import cases_in_words

_PLAIN = frozenset("+ - _ | , / { }".split()) | {
    r"\lvert",
    r"\rvert",
    r"\left",
    r"\right",
    r"\dots",
    r"\infty",
    r"\pm",
}
GIVING = frozenset(("let", "set", "denote", "define", "设", "令", "记"))
ORDERS = frozenset(("<", ">", r"\le", r"\ge", r"\ne", r"\in", r"\notin"))


@dataclass
class Remark:
    """A condition on a row, before it is read.  `read` is the condition, or False.

    `word` is the one that introduces it: behind `where` an equation gives a name.
    """

    tokens: list[Token]
    word: str = ""
    read: Condition | bool | None = None


@dataclass
class Piece:
    """A relation, or chain of them, with the remarks that go with it, and what stands before it.

    `lead` is "" for the first of a row, and else as for segments.
    """

    tokens: list[Token]
    remarks: list[Remark] = field(default_factory=list)
    lead: str = ""
    names: bool = False  # it gives a name: Let u = 1 + x


def divide(latex: str, tokens: list[Token]) -> list[Piece]:
    """The pieces of one row.  Raises MathError for what is neither relation nor remark."""
    return _Divider(latex, segments(latex, cases_in_words(tokens))).run()


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
            (first, *more) = self.leading
            if first.word in GIVING and has_relation(first.tokens) and not more:
                return [Piece(first.tokens, names=True)]  # \text{Let } u = 1 + x
            raise on_nothing(first.tokens[0].start, source(self.latex, first.tokens))
        return self.pieces

    def place(self, index: int, segment: Segment) -> None:
        part = segment.tokens
        piece = next((one for one in reversed(self.pieces) if one.lead != "reason"), None)
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
            self.begin_remark(part, worded=True, word=segment.word)
        elif self.remark is not None and self.extends(index, segment):
            comma = [segment.comma] if segment.comma else []
            self.remark.tokens = self.remark.tokens + comma + part
        elif piece is None:
            self.begin_piece(part, "")
        elif is_sign(part[0]):
            piece.tokens = piece.tokens + part  # a = b, by the chain rule, = c
            self.remark = None
        elif segment.lead != "and" and (is_condition(part) or self.lists(index) or fixes(part, piece.tokens)):
            if (
                segment.lead == "comma"
                and not has_relation(piece.tokens)
                and piece.tokens[0].text not in OPERATORS
            ):
                raise leftover(self.latex, piece.tokens)
            self.begin_remark(unwrap(part), worded=False)
        elif has_relation(part):
            listed = segment.lead in ("comma", "and") and self.pieces[-1].lead == "reason"
            self.begin_piece(part, "reason" if listed else segment.lead)
        else:
            raise leftover(self.latex, part)

    def place_statement(self, part: list[Token]) -> None:
        """What words set apart as a statement of its own, whatever it is about."""
        if not has_relation(part) and not is_sign(part[0]):
            raise leftover(self.latex, part)
        self.begin_piece(part, "so")

    def place_reason(self, part: list[Token]) -> None:
        r"""`\because x > 0` is a condition; what is about more than names is a claim: nothing is believed."""
        if not has_relation(part):
            if not points_elsewhere(part):
                raise leftover(self.latex, part)
            self.remark = None
        elif self.pieces and is_condition(part):
            self.begin_remark(part, worded=False)
        else:
            self.begin_piece(part, "reason" if self.pieces else "")

    def only_names(self, index: int) -> bool:
        """Whether a segment is one letter, and nothing goes on with it."""
        tokens = [token for token in self.segments[index].tokens if token.text != r"\forall"]
        following = self.segments[index + 1 : index + 2]
        goes_on = bool(following) and following[0].lead in ("comma", "and") and bool(following[0].tokens)
        return len(tokens) == 1 and tokens[0].kind in ("letter", "command") and not goes_on

    def begin_piece(self, tokens: list[Token], lead: str) -> None:
        self.pieces.append(Piece(tokens, list(self.leading), lead))
        self.remark = None

    def begin_remark(self, tokens: list[Token], worded: bool, word: str = "") -> None:
        self.remark = Remark(unwrap(tokens), word)
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


def is_condition(tokens: list[Token]) -> bool:
    """Whether a remark reads as a condition: an order, a membership, or parentheses around a relation."""
    inner = enclosed(tokens)
    if inner is not None:
        return has_relation(inner)
    first = next((t.text for t in top_level(tokens) if t.text in RELATIONS or t.text in ORDERS), None)
    return (first in ORDERS and is_plain(tokens)) or (first == "=" and has_dots(tokens))


def fixes(tokens: list[Token], relation: list[Token]) -> bool:
    """Whether `i = j` or `k = 1` says which index of the relation is meant: its letters stand below names there."""
    if len(tokens) != 3 or tokens[1].text != "=":
        return False
    below = {token.text for token in subscripts(relation)}
    left, _, right = tokens
    return left.text in below and (right.kind == "number" or right.text in below)


def subscripts(tokens: list[Token]) -> Iterator[Token]:
    """The letters that stand in subscripts."""
    depth, inside = 0, []  # the depths at which a subscript in braces began
    for before, token in zip([None, *tokens], tokens):
        depth += (token.text == "{") - (token.text == "}")
        below = before is not None and before.text == "_"
        if below and token.text == "{":
            inside.append(depth)
        elif inside and depth < inside[-1]:
            inside.pop()
        elif (below or inside) and token.kind in ("letter", "command"):
            yield token


def is_plain(tokens: list[Token]) -> bool:
    r"""Whether an order is about names and numbers, as conditions are: `x > 0`, `|r| \le d`.

    `\max(0, u) \ge u` and `\sigma(x) \in (0, 1)` behind a comma are claims: taken for conditions
    they would be believed.
    """
    ends = (i for i, token in enumerate(tokens) if token.text in MEMBERSHIPS)  # what stands behind is a set
    tokens = tokens[: next(ends, len(tokens))]
    for token in top_level(tokens):
        plain = token.kind in ("letter", "number", "space") or token.text in SYMBOLS or token.text in ORDERS
        if not plain and token.text not in _PLAIN and token.text not in RELATIONS:
            return False
    return not any(a.kind == "letter" and b.text == "(" for a, b in zip(tokens, tokens[1:]))


def has_dots(tokens: list[Token]) -> bool:
    return any(token.text == r"\dots" for token in top_level(tokens))


def points_elsewhere(tokens: list[Token]) -> bool:
    r"""Whether tokens only name an equation or a formula: `(3)`, `\eqref{…}`, `\sigma(x)`."""
    return not any(is_sign(token) or token.text in OPERATORS for token in tokens)


def unwrap(tokens: list[Token]) -> list[Token]:
    """Without the parentheses that enclose all of it."""
    inner = enclosed(tokens)
    return strip(inner) if inner else tokens


def source(latex: str, tokens: list[Token]) -> str:
    return latex[tokens[0].start : tokens[-1].end][:60]


def leftover(latex: str, tokens: list[Token]) -> MathError:
    return MathError(
        tokens[0].start,
        f"`{source(latex, tokens)}` is neither a relation nor a condition",
        r"write it as a condition, `\text{for } x > 0`, or move it out of the formula",
    )


def on_nothing(start: int, shown: str) -> MathError:
    return MathError(
        start,
        f"`{shown}` is a condition on nothing",
        "put a comma behind the condition, and the relation it is for",
    )
