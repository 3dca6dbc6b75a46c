r"""The environments of a displayed formula → its rows, with the numbers LaTeX prints.

Invariant: every token inside stands in exactly one row, but for what only lays out
(`&`, `\\`, `\begin`, `\label`); those are `dropped`, by their places.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.reading.cursor import CLOSING
from derive.reading.signs import is_sign
from derive.reading.tokens import MathError, Token
from derive.reading.vocabulary import CONDITION_WORDS, INTERTEXT, RELATIONS

ONE_NUMBER = frozenset(("equation", "multline", "dmath"))
ROW_NUMBERS = frozenset(("align", "gather", "eqnarray", "alignat", "flalign", "xalignat", "IEEEeqnarray"))
INNER = frozenset(
    ("aligned", "alignedat", "split", "gathered", "array", "multlined", "displaymath", "math", "subequations")
)
COLUMNS = frozenset(
    ("array", "alignat", "alignat*", "alignedat", "xalignat", "xalignat*", "IEEEeqnarray", "IEEEeqnarray*")
)
LAYOUT = ONE_NUMBER | ROW_NUMBERS | INNER | frozenset(name + "*" for name in ONE_NUMBER | ROW_NUMBERS)
SYSTEMS = frozenset(("aligned", "array", "gathered", "split", "matrix", "cases", "dcases", "rcases"))
BARE_SYSTEMS = frozenset(("cases", "dcases", "rcases", "matrix"))
OPENING = frozenset(("(", "[", "{", r"\{", r"\lvert", r"\lfloor", r"\lceil"))


OPERATORS = frozenset(("+", "-", r"\cdot", r"\times", "*", "/", r"\pm", r"\mp"))
ENDS = frozenset(
    (r"\blacksquare", r"\square", r"\Box", r"\qed", r"\qedhere", r"\checkmark", r"\qedsymbol", "□", "■", "∎")
)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
STARS = frozenset(("*", "**", r"\star", r"\dagger", r"\ddagger", r"\ast"))
ROMAN = frozenset("i ii iii iv v vi vii viii ix x".split())


@dataclass
class Row:
    tokens: list[Token] = field(default_factory=list)
    number: str | None = None
    tag: str | None = None
    untagged: bool = False
    joins: bool = False  # a row of multline: it goes on with the one before
    columns: int = 0
    block: int | None = None  # the inner environment it stands in, whose rows have one number


@dataclass
class Rows:
    """The rows of a display, the numbers on it, and where layout stood."""

    rows: list[Row]
    numbers: tuple[str, ...]
    next_number: int
    dropped: list[tuple[int, int]]


def nesting(token: Token) -> int:
    """1 where a token opens something, −1 where it closes something, else 0."""
    kind, text = token.kind, token.text
    if kind == "sign" or kind == "command":
        if text in OPENING:
            return 1
        return -1 if text in CLOSING else 0
    if kind in ("left", "begin"):
        return 1
    return -1 if kind in ("right", "end") else 0


def label_before(tokens: list[Token], end: int) -> tuple[str, int]:
    """The label before an index, `(3)`, `(a)`, `(iv)` or `②`, and where it begins; "" for none."""
    if end and tokens[end - 1].text in CIRCLED:
        return str(CIRCLED.index(tokens[end - 1].text) + 1), end - 1
    if end < 3 or tokens[end - 1].text != ")" or tokens[end - 1].kind != "sign":
        return "", end
    start = end - 2
    while start > 0 and end - start < 7 and tokens[start].text != "(":
        start -= 1
    inside = tokens[start + 1 : end - 1]
    label = "".join(token.text for token in inside)
    single = len(inside) == 1 and (inside[0].kind in ("number", "letter") or label in STARS)
    return (label, start) if tokens[start].text == "(" and (single or label in ROMAN) else ("", end)


def closing(tokens: list[Token], index: int) -> int:
    """The index of the brace that closes the one at `index`, or of the stop token."""
    depth = 0
    while tokens[index].kind != "stop":
        if tokens[index].kind == "sign":
            depth += (tokens[index].text == "{") - (tokens[index].text == "}")
        if not depth:
            break
        index += 1
    return index


def holds_relation(tokens: list[Token], index: int) -> bool:
    r"""Whether the braces at `index` are around a relation, or rows of them, and not around one side."""
    depth = 0
    end = closing(tokens, index)
    rows = tokens[index + 1].kind == "begin" and tokens[index + 1].text in LAYOUT
    for token in tokens[index:end]:
        depth += nesting(token)
        if depth == 1 + rows and token.text in RELATIONS:
            return tokens[end].kind != "stop"
    return False


def system_end(tokens: list[Token], begin: int) -> int | None:
    """The index of the `\\end` of an environment whose rows are relations, or None."""
    depth, related, stated = 0, False, False
    for at in range(begin, len(tokens)):
        token = tokens[at]
        depth += nesting(token)
        if not depth:
            return at if related and token.kind == "end" else None
        if depth == 1 and token.text == "&" and tokens[at + 1].text not in RELATIONS and not stated:
            return None  # a value and its condition
        if depth == 1:
            stated = token.kind != "row" and (stated or token.text in RELATIONS)
        related = related or stated
    return None


def split_rows(latex: str, tokens: list[Token], first_number: int) -> Rows:
    """The rows of the display whose tokens these are.  Raises MathError."""
    return _Splitter(latex, tokens, first_number).run()


class _Splitter:
    def __init__(self, latex: str, tokens: list[Token], first_number: int):
        self.latex = latex
        self.tokens = tokens
        self.next = first_number
        self.rows = [Row()]
        self.numbers: list[str] = []
        self.dropped: list[tuple[int, int]] = []
        self.open: list[tuple[Token, int]] = []  # the layout environments around, and their first rows

    def run(self) -> Rows:
        index, depth, inner = 0, 0, 0
        tokens = self.tokens
        while tokens[index].kind != "stop":
            token = tokens[index]
            index += 1
            if token.kind in ("left", "begin") and not depth and not self.rows[-1].tokens:
                token = self.unbrace(index - 1)
            if token.kind == "begin" and token.text in LAYOUT and not depth:
                self.drop(token)
                self.begin(token)
                index = self.skip_arguments(index, token)
            elif token.kind == "end" and not depth:
                self.drop(token)
                self.end(token)
            elif token.kind == "text" and not depth and self.latex.startswith(INTERTEXT, token.start):
                plain = CONDITION_WORDS.isdisjoint(token.text.lower().split())
                if plain:
                    self.drop(token)
                self.rows.append(Row([] if plain else [token]))
            elif token.kind == "row" and not inner:
                self.drop(token)
                self.rows.append(Row())
                depth = 0
            elif token.text == "&" and token.kind == "sign" and not inner:
                self.drop(token)
                row = self.rows[-1]
                row.columns += 1
                column = row.columns > 1 or self.open and self.open[-1][0].text == "array"
                if column and not (row.tokens and is_sign(row.tokens[-1])):  # set apart like a quad
                    tokens[index] = tokens[index]._replace(gap=True)
            elif token.kind == "mark" and token.text in (r"\label", r"\tag", r"\tag*"):
                self.drop(token)
                if token.text != r"\label":
                    self.rows[-1].tag = token.value.strip(" $")
            elif token.text == r"\notag" and token.kind == "command":
                self.drop(token)
                self.rows[-1].untagged = True
            elif not depth and (brace := self.group_at(index - 1)) is not None:
                behind = closing(tokens, brace)
                self.drop(tokens[behind])
                self.drop(tokens[brace])
                del tokens[behind]
                if brace == index:
                    self.drop(token)
                    del tokens[brace]
            else:
                change = nesting(token)
                depth = max(depth + change, 0)
                if token.kind == "begin":
                    inner += 1
                elif token.kind == "end":
                    inner -= 1
                self.rows[-1].tokens.append(token)
        if self.open:
            token = self.open[-1][0]
            raise MathError(
                token.start, rf"`\begin{{{token.text}}}` is not closed", rf"add `\end{{{token.text}}}`"
            )
        for row in self.rows:
            self.numbered_by_hand(row)
        for row in self.rows:  # a tag with no environment around it
            if row.number is None and row.tag:
                row.number = row.tag
                self.numbers.append(row.tag)
        return Rows(
            [row for row in self.rows if row.tokens], tuple(self.numbers), self.next, sorted(self.dropped)
        )

    def numbered_by_hand(self, row: Row) -> None:
        r"""Takes off what numbers a row or ends a proof: `\quad (3)`, `\cdots (3)`, `①`, `\blacksquare`."""
        tokens = row.tokens
        while tokens and (tokens[-1].text in ENDS or tokens[-1].kind == "mark"):
            self.drop(tokens.pop())
        label, start = label_before(tokens, len(tokens))
        set_off = start < len(tokens) and (tokens[start].gap or tokens[start].text in CIRCLED)
        dotted = start
        while dotted > 1 and tokens[dotted - 1].text == r"\dots" and label:
            dotted -= 1
        many = start - dotted > 1 or (dotted < start and tokens[-1].text in CIRCLED)
        if many and tokens[dotted - 1].text not in OPERATORS:
            set_off, start = True, dotted
        given = row.number or row.tag
        if label and set_off and start > 1 and (label.isalpha() or given in (None, label)):
            row.tag = row.tag or (label if label.isdigit() else None)
            for token in tokens[start:]:
                self.drop(token)
            del tokens[start:]
        elif (
            len(tokens) > 4
            and tokens[3].gap
            and label_before(tokens, 3)[1] == 0
            and label_before(tokens, 3)[0].isdigit()
        ):
            row.tag = row.tag or tokens[1].text
            for token in tokens[:3]:
                self.drop(token)
            del tokens[:3]

    def unbrace(self, index: int) -> Token:
        r"""The token at `index`, where a system `\left\{ … \right.` is taken out of its brace."""
        tokens = self.tokens
        fenced = tokens[index].kind == "left"
        begin = index + fenced
        if fenced and (tokens[index].text != r"\{" or tokens[begin].kind != "begin"):
            return tokens[index]
        if tokens[begin].text not in SYSTEMS or (tokens[begin].text not in BARE_SYSTEMS and not fenced):
            return tokens[index]
        end = system_end(tokens, begin)
        if end is None or (fenced and (tokens[end + 1].kind, tokens[end + 1].text) != ("right", ".")):
            return tokens[index]
        for at in range(begin, end):  # a condition behind a claim is set apart
            if tokens[at].text == "&" and tokens[at].kind == "sign" and not is_sign(tokens[at + 1]):
                tokens[at + 1] = tokens[at + 1]._replace(gap=True)
        for at in (begin, end):  # its rows are claims, each by itself
            tokens[at] = tokens[at]._replace(text="aligned" if tokens[at].text != "array" else "array")
        if fenced:
            self.drop(tokens[index])
            self.drop(tokens[end + 1])
            del tokens[end + 1], tokens[index]
        return tokens[index]

    def group_at(self, index: int) -> int | None:
        r"""The index of the brace at a token, or of the `\boxed` there, that holds statements; else None."""
        token, row = self.tokens[index], self.rows[-1].tokens
        brace = index + (token.text == r"\boxed")
        if self.tokens[brace].text != "{" or self.tokens[brace].kind != "sign":
            return None
        begins = token.text == r"\boxed" or not row or is_sign(row[-1]) or token.gap
        return brace if begins and holds_relation(self.tokens, brace) else None

    def drop(self, token: Token) -> None:
        self.dropped.append((token.start, token.end))

    def skip_arguments(self, index: int, begin: Token) -> int:
        """Behind the `[t]` and the `{rcl}` of an environment."""
        tokens = self.tokens
        if (
            tokens[index].text == "["
            and tokens[index + 1].text in ("t", "b", "c")
            and tokens[index + 2].text == "]"
        ):
            for token in tokens[index : index + 3]:
                self.drop(token)
            index += 3
        if begin.text in COLUMNS and tokens[index].text == "{":
            while tokens[index].kind != "stop":
                token = tokens[index]
                self.drop(token)
                index += 1
                if token.text == "}":
                    break
        return index

    def begin(self, token: Token) -> None:
        numbered = token.text in ONE_NUMBER or token.text in ROW_NUMBERS
        if (numbered or token.text.endswith("*")) and self.rows[-1].tokens:
            self.rows.append(Row())
        self.open.append((token, len(self.rows) - 1))

    def end(self, token: Token) -> None:
        if not self.open or self.open[-1][0].text != token.text:
            wanted = rf"\end{{{self.open[-1][0].text}}}" if self.open else ""
            raise MathError(
                token.start,
                rf"`\end{{{token.text}}}` closes no `\begin{{{token.text}}}`",
                f"write `{wanted}` there" if wanted else "remove it, or write its beginning",
            )
        begin, first = self.open.pop()
        rows = self.rows[first:]
        if token.text in INNER:
            for row in rows:
                row.block = begin.start
        if token.text.rstrip("*") in ("multline", "multlined"):
            for row in rows[1:]:
                row.joins = True
        if token.text in ROW_NUMBERS:
            self.number_rows(rows)
        elif token.text in ONE_NUMBER:
            self.number_once(rows)
        elif token.text.endswith("*"):
            for row in rows:
                if row.tag and row.number is None:
                    row.number = row.tag
                    self.numbers.append(row.tag)
        if token.text not in INNER:
            self.rows.append(Row())

    def number_rows(self, rows: list[Row]) -> None:
        last: Row | None = None
        for row in rows:
            if not row.tokens:
                continue
            if last is not None and row.block is not None and row.block == last.block:
                row.number = last.number
            else:
                row.number = self.number(row.tag, row.untagged)
            last = row

    def number_once(self, rows: list[Row]) -> None:
        tag = next((row.tag for row in rows if row.tag), None)
        number = self.number(tag, any(row.untagged for row in rows))
        for row in rows:
            row.number = number

    def number(self, tag: str | None, untagged: bool) -> str | None:
        if tag:
            number = tag
        elif untagged:
            return None
        else:
            number = str(self.next)
            self.next += 1
        self.numbers.append(number)
        return number
