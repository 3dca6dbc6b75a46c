r"""A displayed formula → chains of relations, each side read as a term.

Invariant: a relation is stated only between two sides that were read; a side that
cannot be read becomes a Problem and breaks its chain there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from derive.document import Chain, Condition, Link, Place, Problem, Side
from derive.reading import conditions
from derive.reading.bare import split_words
from derive.reading.braces import Note, notes
from derive.reading.brackets import Names
from derive.reading.conditions import word_of
from derive.reading.cues import WHERE
from derive.reading.math import finish, parser
from derive.reading.parser import Parser
from derive.reading.remarks import Remark, divide, on_nothing
from derive.reading.rows import OPERATORS, Row, Rows, nesting, split_rows
from derive.reading.scopes import gives_name, is_name, scope
from derive.reading.segments import introduces
from derive.reading.signs import is_sign, merge
from derive.reading.tokens import MathError, Token, tokenize
from derive.reading.vocabulary import (
    APPROXIMATIONS,
    MEMBERSHIPS,
    OTHERWISE,
    COMPARISONS,
    RELATIONS,
    SEPARATORS,
    UNSUPPORTED_RELATIONS,
    UPRIGHT,
)
from derive.terms.term import Term

Locate = Callable[[int], Place]
NAMING = frozenset(("where", "with", "let", "其中", "这里", "设", "令", "记"))
PUNCTUATION = frozenset((",", ".", ";", ":"))
_MEANINGS = {**RELATIONS, **MEMBERSHIPS, **APPROXIMATIONS, **COMPARISONS}
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")
_EDITS = {
    r"\to": r"write `\Rightarrow` between statements, `\lim_{x \to a}` for a limit, or move it into the text",
    r"\noted": "write the relation alone, or with a label in parentheses as its note: `(a)`",
}


@dataclass(frozen=True)
class DisplayReading:
    """What a displayed formula says, and the equation numbers it prints."""

    chains: tuple[Chain, ...]
    problems: tuple[Problem, ...]
    numbers: tuple[str, ...]
    next_number: int


@dataclass
class Member:
    """One piece of a chain before it is read: a relation sign and the side behind it."""

    sign: Token | None  # None: the chain's first side
    meaning: str | None  # None: a relation that is not supported
    tokens: list[Token]
    number: str | None
    remarks: list[Remark]
    names: bool = False  # the relation gives its left side a meaning, if that is a name


def read_display(latex: str, names: Names, locate: Locate, first_number: int) -> DisplayReading:
    """The chains, problems and numbers of one displayed formula.

    `latex` is the formula without its outer delimiters, `locate` maps an offset in it
    to the source, `first_number` is the number of its first numbered row.
    """
    try:
        signs = merge(split_words(latex, tokenize(latex), names))
        rows = split_rows(latex, signs.tokens, first_number)
    except MathError as error:
        return DisplayReading((), (problem_of(error, latex, locate),), (), first_number)
    reader = _Reader(latex, names, locate, rows, signs.conditions)
    reader.read()
    problems = tuple(sorted(reader.problems, key=lambda p: (p.place.line, p.place.column)))
    return DisplayReading(tuple(reader.chains), problems, rows.numbers, rows.next_number)


def problem_of(error: MathError, latex: str, locate: Locate) -> Problem:
    return Problem(locate(error.offset), error.message, error.edit, latex.strip())


class _Reader:
    def __init__(self, latex: str, names: Names, locate: Locate, rows: Rows, noted: dict[int, list[Token]]):
        self.latex = latex
        self.names = names
        self.locate = locate
        self.noted = noted  # conditions on signs
        self.rows = rows.rows
        self.starts = [start for start, _ in rows.dropped]
        self.dropped = rows.dropped
        self.chains: list[Chain] = []
        self.asides: list[Chain] = []  # what braces in the chain so far say
        self.problems: list[Problem] = []
        self.broken = False  # the chain so far ends in a problem
        self.unclear = False  # two statements stand before the next row
        self.untouched = True  # nothing came before: a relation goes on with the display before

    def read(self) -> None:
        members: list[Member] = []
        lone: list[Member] = []  # sides that stand in no relation
        for row in self.rows:
            try:
                self.refuse_prose(row.tokens)
                pieces = divide(self.latex, row.tokens)
            except MathError as error:
                self.problem(error, row.tokens)
                self.state(members, lone)
                members, self.untouched, self.broken = [], False, True
                continue
            for index, piece in enumerate(pieces):
                found = self.members(piece.tokens, row, piece.remarks)
                if piece.names and len(found) > 1:
                    found[1].names = True
                if not found:
                    continue
                if piece.lead == "reason":
                    self.reason(found, lone)
                elif index == 0 and members and self.goes_on(members, found, row):
                    if self.unclear and found[0].sign is not None:
                        self.two_ways(found[0])
                        self.state(members, lone)
                        members, self.broken = [], True
                    else:
                        self.join(members, found)
                else:
                    self.state(members, lone)
                    members = found
                members = self.separate(members, lone)
            begun = bool(self.chains or self.problems)
            because = bool(row.tokens) and row.tokens[0].text == r"\because" and begun
            self.unclear = because or any(piece.lead not in ("", "so", "reason") for piece in pieces)
        self.state(members, lone)
        stated = bool(self.chains or self.problems)
        for member in lone:
            if all(token.kind in ("text", "word", "mark") for token in member.tokens):
                continue  # a remark on a row of its own
            if stated:
                self.problem(
                    MathError(
                        member.tokens[0].start,
                        f"`{self.source(member.tokens)}` stands in no relation",
                        "write the relation it belongs to, or begin the row with an operator",
                    ),
                    member.tokens,
                )
            elif any(token.text in RELATIONS for token in member.tokens):
                self.side(trim(member.tokens))  # only for its problem, or what its braces say
                self.chains += self.asides

    def reason(self, members: list[Member], lone: list[Member]) -> None:
        r"""States what a row gives as its reason, `(\because c = d)`, beside the chain, which goes on."""
        chains, self.chains = self.chains, []
        untouched, broken = self.untouched, self.broken
        self.state(members, lone)
        self.asides += self.chains
        self.chains, self.untouched, self.broken = chains, untouched, broken

    def two_ways(self, member: Member) -> None:
        """The row begins with a relation, and two statements stand before it."""
        error = MathError(
            member.sign.start,
            f"the row begins with `{self.source([member.sign])}` and can go on with two statements",
            "write its left side",
        )
        self.problem(error, [member.sign])

    # rows → members

    def members(self, tokens: list[Token], row: Row, remarks: list[Remark]) -> list[Member]:
        """The row split at its relation signs, the first member without one if it has a left side."""
        found = [Member(None, "=", [], row.number, remarks)]
        depth = 0
        for token in tokens:
            if not depth and is_sign(token):
                meaning = "" if token.text in SEPARATORS else _MEANINGS.get(token.text)
                noted = self.noted.get(token.start)
                found.append(
                    Member(token, meaning, [], row.number, remarks + ([Remark(noted)] if noted else []))
                )
                continue
            depth = max(depth + nesting(token), 0)
            found[-1].tokens.append(token)
        if not found[0].tokens:
            del found[0]
        return found

    def goes_on(self, members: list[Member], found: list[Member], row: Row) -> bool:
        """Whether a row continues the chain of the row before it."""
        first, last = found[0], members[-1]
        if first.sign is not None or row.joins:
            return first.meaning != "" or first.sign is None
        if not last.tokens:
            return last.meaning != ""
        token = first.tokens[0]
        if token.kind == "left" and token.text == ".":
            return True
        if token.text in OPERATORS and token.kind in ("sign", "command"):
            return True
        end = last.tokens[-1]
        if end.text in OPERATORS and end.kind in ("sign", "command"):
            return True
        return len(found) == 1 and sum(map(nesting, last.tokens)) > 0

    def join(self, members: list[Member], found: list[Member]) -> None:
        first, last = found[0], members[-1]
        if first.sign is None:
            head, tail = last.tokens, first.tokens
            if head and tail and head[-1].kind == "right" and head[-1].text == "." and tail[0].text == ".":
                head, tail = head[:-1], tail[1:]  # \right. \\ \left.
            last.tokens = head + tail
            last.remarks = last.remarks + first.remarks
            if last.sign is not None and not head:
                last.number = first.number
            found = found[1:]
        members.extend(found)

    def separate(self, members: list[Member], lone: list[Member]) -> list[Member]:
        r"""States what stands before a `\Rightarrow`; what is left goes on."""
        for index in range(len(members) - 1, -1, -1):
            if members[index].meaning == "":
                self.separate_all(members, lone)
                rest = members[index:]
                rest[0] = Member(None, "=", rest[0].tokens, rest[0].number, rest[0].remarks)
                return rest if rest[0].tokens or len(rest) > 1 else []
        return members

    def separate_all(self, members: list[Member], lone: list[Member]) -> None:
        part: list[Member] = []
        for member in members:
            if member.meaning == "":
                self.state(part, lone)
                part = [Member(None, "=", member.tokens, member.number, member.remarks)]
            else:
                part.append(member)

    # members → chains

    def state(self, members: list[Member], lone: list[Member]) -> None:
        """Reads the members of one chain; breaks it where one cannot be read."""
        if not members:
            return
        if len(members) == 1 and members[0].sign is None:
            if trim(members[0].tokens):
                lone.append(members[0])
            return
        first: Side | None = None
        links: list[Link] = []
        # whether the next link has a left side; at the very beginning, the display before has it
        linked = members[0].sign is not None and self.untouched
        blamed = self.broken  # a missing left side was told already
        self.untouched = self.broken = False
        for member in members:
            if member.sign is None and not trim(member.tokens):
                continue
            if links and links[-1].relation in MEMBERSHIPS:
                self.problem(
                    MathError(
                        member.sign.start, "a set stands in a second relation", "end the chain behind the set"
                    ),
                    [member.sign],
                )
                self.finish(first, links)
                return
            side = self.member_side(member)
            if member.sign is not None and not linked and not blamed:
                self.problem(
                    MathError(member.sign.start, "nothing stands before the relation", "write its left side"),
                    [member.sign],
                )
            conditions = () if side is None or member.meaning is None else self.conditions(member)
            broken = side is None or member.meaning is None or conditions is None
            if member.sign is None and not broken:
                first = side
            elif broken or not linked:
                self.finish(first, links)
                first, links = side, []
            else:
                place = self.locate(member.sign.start)
                meaning = member.meaning
                if member.names and meaning == "=" and not links and first is not None:
                    said = Term("=", (first.term, side.term))
                    plain = side.term.args[0] if side.term.op == "neg" else side.term
                    meaning = ":=" if is_name(said) and plain.op != "number" else "="
                    if meaning == "=" and is_name(said):
                        shown = f"{first.latex} = {side.latex}"
                        self.problem(on_nothing(member.sign.start, shown), [member.sign])
                        first = None
                        break
                links.append(Link(meaning, side, conditions, member.number, place))
            linked, blamed = side is not None, side is None
        self.finish(first, links)

    def member_side(self, member: Member) -> Side | None:
        """The side of a member, or None; what is wrong with it is then told."""
        tokens = trim(member.tokens)
        if member.meaning is None:
            self.unsupported(member)
            told, side = list(self.problems), self.side(tokens) if tokens else None
            self.problems = told
            return side
        if not tokens:
            shown = self.source([member.sign])
            self.problem(
                MathError(member.sign.start, f"nothing follows `{shown}`", "write the other side"),
                [member.sign],
            )
            return None
        return self.members_side(tokens) if member.meaning in MEMBERSHIPS else self.side(tokens)

    def members_side(self, tokens: list[Token]) -> Side | None:
        """The set behind a `\\in`."""
        return self.term(tokens, tokens, conditions.members)

    def finish(self, first: Side | None, links: list[Link]) -> None:
        asides, self.asides = tuple(self.asides), []
        if links:
            self.chains.append(Chain(first, tuple(links), asides))

    def side(self, tokens: list[Token]) -> Side | None:
        kept, stated = notes(tokens)
        side = self.term(tokens, kept)
        if side is not None:
            for note in stated:
                self.aside(note)
        return side

    def aside(self, note: Note) -> None:
        r"""Keeps what a brace says of the part it holds: `\underbrace{w x}_{z}` is z = w x."""
        held, said = self.term(note.written, note.held), self.term(note.said, note.said)
        if held is None or said is None:
            return
        relation = RELATIONS[note.sign.text] if note.sign else "="
        place = self.locate((note.sign or note.said[0]).start)
        if relation == "=":  # what it is called or equals comes first: it may be a new name
            held, said = said, held
        self.asides.append(Chain(held, (Link(relation, said, place=place),)))

    def term(self, tokens: list[Token], kept: list[Token], read=Parser.expression) -> Side | None:
        """The side whose tokens these are, read from those that are `kept` of them."""
        end = tokens[-1].end
        p = parser(self.latex, [*kept, Token("stop", "", end, end)], self.names)
        try:
            term = finish(p, read(p))
        except MathError as error:
            self.problem(error, tokens)
            return None
        return Side(self.source(tokens), term, self.locate(tokens[0].start))

    def conditions(self, member: Member) -> tuple[Condition, ...] | None:
        """The remarks on a member's row, or None when one of them cannot be read."""
        found = []
        for remark in member.remarks:
            if remark.read is None:
                remark.read = self.condition(remark)
            if remark.read is False:
                return None
            found.append(remark.read)
        return tuple(found)

    def condition(self, remark: Remark) -> Condition | bool:
        tokens = trim(remark.tokens)
        end = tokens[-1].end
        p = parser(self.latex, [*tokens, Token("stop", "", end, end)], self.names)
        try:
            term = finish(p, conditions.condition(p))
        except MathError as error:
            self.problem(error, tokens)
            return False
        if remark.word in NAMING and term.op == "=":
            if gives_name(term):
                term = Term(":=", term.args)
            elif not scope(WHERE, remark.word, term, "display", False):
                message = f"`{self.source(tokens)}` gives no name, and is no condition on one"
                self.problem(MathError(tokens[0].start, message, "state it in a display of its own"), tokens)
                return False
        return Condition(self.source(tokens), term, self.locate(tokens[0].start))

    # problems and sources

    def unsupported(self, member: Member) -> None:
        text, shown = member.sign.text, self.source([member.sign])
        message = f"the relation `{shown}` ({UNSUPPORTED_RELATIONS[text]}) is not supported"
        edit = _EDITS.get(text, "write = < > ≤ ≥ or ≠, or move it into the text")
        self.problem(MathError(member.sign.start, message, edit), [member.sign])

    def refuse_prose(self, tokens: list[Token]) -> None:
        r"""A sentence without `\text` is named whole, not at its first odd letter."""
        words = [index for index, token in enumerate(tokens) if token.kind == "word"]
        if len(words) < 2 or not any(is_prose(tokens, index) for index in words):
            return
        shown = self.source(tokens[words[0] : words[-1] + 1])
        raise MathError(
            tokens[words[0]].start,
            f"the words `{shown[:60]}` stand in the mathematics",
            r"move them out of the formula, or into `\text{…}`",
        )

    def problem(self, error: MathError, tokens: list[Token]) -> None:
        self.problems.append(
            Problem(self.locate(error.offset), error.message, error.edit, self.source(tokens))
        )

    def source(self, tokens: list[Token]) -> str:
        """The source of tokens, without the layout and the comments between them."""
        start, end = tokens[0].start, tokens[-1].end
        pieces, at = [], start
        for dropped_start, dropped_end in self.dropped[bisect_left(self.starts, start) :]:
            if dropped_start >= end:
                break
            pieces.append(self.latex[at:dropped_start])
            at = dropped_end
        pieces.append(self.latex[at:end])
        if "%" in self.latex:
            pieces = [_COMMENT.sub("", piece) for piece in pieces]
        if len(pieces) == 1:
            return pieces[0].strip()
        return " ".join(piece.strip() for piece in pieces if piece.strip())


def trim(tokens: list[Token]) -> list[Token]:
    """Without the punctuation at the end."""
    end = len(tokens)
    while end and tokens[end - 1].kind == "sign" and tokens[end - 1].text in PUNCTUATION:
        end -= 1
    return tokens[:end]


def is_prose(tokens: list[Token], index: int) -> bool:
    """Whether a word can neither introduce a condition nor name a function."""
    if index > 1 and tokens[index - 1].text == "{" and tokens[index - 2].text in UPRIGHT | {"_", "^"}:
        return False
    word, following = tokens[index], tokens[index + 1 : index + 2]
    if introduces(word) or word_of(word) in OTHERWISE:
        return False
    return not (word.text.isascii() and following and following[0].text == "(")
