r"""Macros that a document defines → the LaTeX they stand for.

Invariant: what is expanded is what TeX would set, and each of its characters knows the
place it comes from; expansion ends, whatever the macros say.

    \newcommand{\norm}[1]{|#1|}   \def\R{\mathbb{R}}   \DeclareMathOperator{\softmax}{softmax}
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from derive.reading.token import MathError

MOST = 2_000  # expansions in one formula
LONGEST = 50_000  # characters of what a formula expands to
DEEPEST = 40  # macros inside macros

_COMMAND = r"\\(?P<kind>(?:re|provide)?newcommand|providecommand|DeclareRobustCommand|[gx]?def|let|DeclareMathOperator|DeclarePairedDelimiter)"
_DEFINITION = re.compile(_COMMAND + r"(?P<star>\*?)\s*(?:\{\s*)?\\(?P<name>[A-Za-z]+)\s*\}?\s*")
_COUNT = re.compile(r"\[\s*(\d)\s*\]\s*")
_DEFAULT = re.compile(r"\[([^\[\]]*)\]\s*")
_PARAMETERS = re.compile(r"((?:#\d)*)\s*(?=\{)")
_LET = re.compile(r"=?\s*(\\[A-Za-z]+|[^\\\s])")
_PARAMETER = re.compile(r"#(\d)")
_USE = re.compile(r"\\(?:([A-Za-z]+)|.)", re.DOTALL)
_TOKEN = re.compile(r"\s*(\\[A-Za-z]+|\\.|[^\s\\])", re.DOTALL)
_CONTROL = re.compile(r"\\[A-Za-z]+\Z")
# `"\\R": "\\mathbb{R}"` in front matter; `R: "\\mathbb{R}"` and `abs: ["|#1|", 1]` in a script
_ENTRY = re.compile(r"^\s*([\"']?)\\{1,2}(?P<name>[A-Za-z]+)\1\s*:\s*(?P<value>\S.*?)\s*$", re.MULTILINE)
_SCRIPT = re.compile(r"\b[mM]acros[\"']?\s*[:=]\s*(?=\{)")
_SCRIPT_ENTRY = re.compile(
    r"[\"']?\\{0,2}(?P<name>[A-Za-z]+)[\"']?\s*:\s*\[?\s*(?P<value>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')"
)


@dataclass(frozen=True)
class Macro:
    """What a name stands for: `#1`, `#2` in the body are its arguments."""

    body: str
    arguments: int = 0
    default: str | None = None  # of the first argument, which is then in brackets or left out


class Macros:
    """The macros of a document, in the order of the places from which they hold."""

    def __init__(self, defined: Iterable[tuple[int, str, Macro]] = ()):
        self.defined = sorted(defined, key=lambda item: item[0])
        self.all = {name: macro for _, name, macro in self.defined}
        self._count = 0
        self._known: dict[str, Macro] = {}

    def before(self, offset: int) -> Mapping[str, Macro]:
        """By name, the macros that hold at an offset of the document; offsets are asked for in order."""
        while self._count < len(self.defined) and self.defined[self._count][0] <= offset:
            _, name, macro = self.defined[self._count]
            self._known[name] = macro
            self._count += 1
        return self._known


@dataclass
class Expanded:
    """Mathematics without the document's macros; for each character, the offset it comes from."""

    latex: str
    offsets: list[int] | None = None  # None: as it was

    def origin(self, offset: int) -> int:
        if self.offsets is None:
            return offset
        return self.offsets[min(offset, len(self.offsets) - 1)] if self.offsets else 0


def macros_of(text: str, front: str = "", silent: Sequence[tuple[int, int]] = ()) -> Macros:
    """The macros that a text defines outside its silent ranges, and those of its front matter and scripts."""
    found = [(0, name, macro) for name, macro in [*_front_entries(front), *_script_entries(text)]]
    starts = [start for start, _ in silent]
    for start, end, name, macro in _definitions(text):
        around = bisect_right(starts, start) - 1
        if around < 0 or silent[around][1] <= start:
            found.append((end, name, macro))
    return Macros(found)


def expand(latex: str, known: Mapping[str, Macro]) -> Expanded:
    """The mathematics with its macros, and those that it defines itself, expanded.  Raises MathError."""
    if "\\" not in latex or not (known or _DEFINITION.search(latex)):
        return Expanded(latex)
    text, offsets = _Expansion(dict(known)).run(latex, list(range(len(latex))), 0)
    return Expanded(text, [*offsets, len(latex)])


def plain(latex: str, known: Mapping[str, Macro]) -> str:
    """The mathematics with its macros expanded; as it was where they do not end."""
    try:
        return expand(latex, known).latex
    except MathError:
        return latex


@dataclass
class _Expansion:
    known: dict[str, Macro]
    count: int = 0
    size: int = 0

    def run(self, text: str, offsets: list[int], depth: int) -> tuple[str, list[int]]:
        if depth > DEEPEST:
            raise _endless(offsets)
        pieces: list[str] = []
        origins: list[int] = []
        at = 0
        while found := _USE.search(text, at):
            known = found[1] in self.known
            defined = None if known else _definition_at(text, found.start())
            if not (known or defined):
                pieces.append(text[at : found.end()])
                origins += offsets[at : found.end()]
                at = found.end()
                continue
            pieces.append(text[at : found.start()])
            origins += offsets[at : found.start()]
            if defined:
                at, name, macro = defined
                self.known[name] = macro
                continue
            inner, places, at = self.use(text, offsets, found, depth)
            if _CONTROL.search(inner) and text[at : at + 1].isalpha():
                inner, places = inner + " ", [*places, offsets[found.start()]]
            pieces.append(inner)
            origins += places
        pieces.append(text[at:])
        origins += offsets[at:]
        return "".join(pieces), origins

    def use(self, text: str, offsets: list[int], found: re.Match, depth: int) -> tuple[str, list[int], int]:
        """What a macro with its arguments stands for, and where they end."""
        macro, start, at = self.known[found[1]], found.start(), found.end()
        if macro.arguments and text[at : at + 1] == "*":  # `\abs*{x}` of a paired delimiter
            at += 1
        arguments: list[tuple[str, list[int]]] = []
        if macro.default is not None:
            optional = _DEFAULT.match(text, at)
            value = optional[1] if optional else macro.default
            at = optional.end() if optional else at
            arguments.append((value, [offsets[start]] * len(value)))
        while len(arguments) < macro.arguments:
            inner, end, behind = _argument(text, at)
            if behind < 0:
                raise MathError(
                    offsets[start],
                    f"`\\{found[1]}` has {len(arguments)} of its {macro.arguments} arguments",
                    f"write `\\{found[1]}{{…}}`",
                )
            arguments.append((text[inner:end], offsets[inner:end]))
            at = behind
        body, places = "", []
        for index, piece in enumerate(_PARAMETER.split(macro.body)):
            if index % 2 == 0:
                body += piece
                places += [offsets[start]] * len(piece)
            elif 0 < int(piece) <= len(arguments):
                value, origins = arguments[int(piece) - 1]
                if _CONTROL.search(body) and value[:1].isalpha():
                    body, places = body + " ", [*places, offsets[start]]
                body += value
                places = places + origins
        self.count += 1
        self.size += len(body)
        if self.count > MOST or self.size > LONGEST:
            raise _endless([offsets[start]])
        inner, places = self.run(body, places, depth + 1)
        return inner, places, at


def _endless(offsets: list[int]) -> MathError:
    return MathError(offsets[0] if offsets else 0, "a macro expands without end", "write what it stands for")


def _argument(text: str, at: int) -> tuple[int, int, int]:
    """Where an argument begins and ends, and where the text goes on; -1 where there is none."""
    token = _TOKEN.match(text, at)
    if token is None:
        return 0, 0, -1
    if token[1] != "{":
        return token.start(1), token.end(1), token.end()
    end = _closing(text, token.start(1))
    return token.end(1), end, end + 1 if end >= 0 else -1


def _closing(text: str, at: int) -> int:
    """Where the brace that opens at `at` closes; -1 where it does not."""
    depth = 0
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 1
        elif character in "{}":
            depth += 1 if character == "{" else -1
            if not depth:
                return at
        at += 1
    return -1


def _definitions(text: str) -> Iterator[tuple[int, int, str, Macro]]:
    at = 0
    while found := _DEFINITION.search(text, at):
        at = found.end()
        line = text.rfind("\n", 0, found.start()) + 1
        commented = re.search(r"(?<!\\)%", text[line : found.start()])
        defined = None if commented else _definition_at(text, found.start())
        if defined:
            at, name, macro = defined
            yield found.start(), at, name, macro


def _definition_at(text: str, start: int) -> tuple[int, str, Macro] | None:
    """The macro that is defined at `start`, and where its definition ends."""
    head = _DEFINITION.match(text, start)
    if head is None:
        return None
    kind, name, at = head["kind"], head["name"], head.end()
    if kind == "let":
        other = _LET.match(text, at)
        return (other.end(), name, Macro(other[1])) if other and other[1] != "\\" + name else None
    count, default = 0, None
    if kind.endswith("def"):
        parameters = _PARAMETERS.match(text, at)
        if parameters is None:
            return None
        count, at = len(parameters[1]) // 2, parameters.end()
    elif kind.endswith("command") or kind == "DeclareRobustCommand":
        if number := _COUNT.match(text, at):
            count, at = int(number[1]), number.end()
            if optional := _DEFAULT.match(text, at):
                default, at = optional[1], optional.end()
    end = _closing(text, at) if text[at : at + 1] == "{" else -1
    if end < 0:
        return None
    body = text[at + 1 : end]
    if kind == "DeclareMathOperator":
        return end + 1, name, Macro(rf"\operatorname{head['star']}{{{body}}}")
    if kind == "DeclarePairedDelimiter":
        inner, close, behind = _argument(text, end + 1)
        return (behind, name, Macro(f"{body}#1{text[inner:close]}", 1)) if behind >= 0 else None
    return end + 1, name, Macro(body, count, default)


def _front_entries(front: str) -> Iterator[tuple[str, Macro]]:
    for entry in _ENTRY.finditer(front):
        value = (
            entry["value"].removeprefix("[").rstrip(",]0123456789 ")
            if entry["value"][0] == "["
            else entry["value"]
        )
        yield entry["name"], _written(value)


def _script_entries(text: str) -> Iterator[tuple[str, Macro]]:
    for script in _SCRIPT.finditer(text):
        end = _closing(text, script.end())
        for entry in _SCRIPT_ENTRY.finditer(text, script.end(), end if end >= 0 else script.end()):
            yield entry["name"], _written(entry["value"])


def _written(value: str) -> Macro:
    """The macro of a body in quotes, where a backslash can be written twice."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        doubled = value[0] == '"' or "\\\\" in value
        value = value[1:-1].replace("\\\\", "\\") if doubled else value[1:-1]
    return Macro(value, max((int(n) for n in _PARAMETER.findall(value)), default=0))
