r"""reStructuredText → the spans of its displays, its headings, and what is no prose.

Invariant: line by line, and a block is what is indented below its first line, as in
docutils; nothing is executed, and the mathematics of literal blocks, code and comments is
none.

    .. math::                 .. math:: a = b              for :math:`x > 0`
       :label: loss

       a = b
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.reading.spans import Lines, Scan, Span

_ROLE = re.compile(r":math:`(?P<math>(?:[^`\\\n]|\\.|\n(?![ \t]*\n)){1,2000})`")
_LITERAL = re.compile(r"``(?!`)(?:[^`\n]|`(?!`)){1,2000}``")
_EXPLICIT = re.compile(r"(?P<indent>[ \t]*(?:(?:[-*+•]|\d{1,3}[.)]|#\.)[ \t]+)*)\.\.(?:[ \t]+(?P<rest>.*))?$")
_DIRECTIVE = re.compile(r"(?P<name>[A-Za-z][\w:+.-]*?)[ \t]?::(?:[ \t]+(?P<argument>.*))?$")
_TARGET = re.compile(r"_|\[|\|")  # `.. _name:`, `.. [1] text`, `.. |name| image::`
_OPTION = re.compile(r"[ \t]*:[\w-]+:")
_RULER = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t\r]*$")
PROSE = frozenset(
    "note warning tip important hint caution danger attention error seealso admonition topic sidebar rubric container "
    "epigraph highlights pull-quote compound class versionadded versionchanged deprecated proof theorem lemma "
    "corollary definition example remark proposition exercise solution prf:proof prf:theorem figure".split()
)


def spell(text: str) -> str:
    r"""The text with `:math:` roles between dollars, character for character as long."""
    return _ROLE.sub(lambda m: f"\u00a0     ${m['math']}$", text)


def scan(text: str, lines: Lines) -> Scan:
    """The displays and headings of a text, and what is no prose.  Linear in the text."""
    scanner = _Scanner(text, lines)
    scanner.run()
    silent = sorted([*scanner.silent, *scanner.literals()])
    return Scan(tuple(scanner.displays), tuple(silent), tuple(scanner.headings))


class _Scanner:
    def __init__(self, text: str, lines: Lines):
        self.text = text
        self.starts = lines.starts
        self.displays: list[Span] = []
        self.silent: list[tuple[int, int, str]] = []
        self.headings: list[tuple[int, int]] = []
        self.levels: dict[str, int] = {}

    # lines

    def line(self, index: int) -> str:
        end = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[index] : end].rstrip("\r")

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.line(index))

    def block(self, index: int, indent: int) -> int:
        """The line behind the block that is indented deeper than `indent`, from a line on."""
        last = index
        while index < len(self.starts):
            line = self.line(index)
            if line.strip():
                if width(line) <= indent:
                    break
                last = index + 1
            index += 1
        return last

    def run(self) -> None:
        index = 0
        blank = True  # a blank line stands before
        while index < len(self.starts):
            line = self.line(index)
            explicit = _EXPLICIT.match(line)
            if not line.strip():
                blank, index = True, index + 1
                continue
            if explicit:
                index = self.explicit(index, explicit)
            elif blank and line.lstrip().startswith(">>> "):
                index = self.silence(index, self.paragraph(index))
            elif (heading := self.heading(index)) is not None:
                index = heading
            elif line.rstrip().endswith("::"):
                index = self.silence(index + 1, self.block(index + 1, width(line)))
            else:
                index += 1
            blank = False

    def paragraph(self, index: int) -> int:
        while index < len(self.starts) and self.line(index).strip():
            index += 1
        return index

    def silence(self, index: int, stop: int, kind: str = "code") -> int:
        if stop > index:
            self.silent.append((self.starts[index], self.end(stop - 1), kind))
        return max(stop, index)

    # what is explicit markup

    def explicit(self, index: int, found: re.Match[str]) -> int:
        indent, rest = len(found["indent"].expandtabs()), (found["rest"] or "").strip()
        directive = _DIRECTIVE.match(rest)
        stop = self.block(index + 1, indent)
        if directive is None:
            if _TARGET.match(rest):
                return index + 1
            return self.silence(index, stop, "comment")
        name = directive["name"].lower()
        if name in ("math", "katex"):
            self.mathematics(index, stop, found.end("indent"))
            return stop
        if name not in PROSE:
            return self.silence(index, stop)
        options = index + 1
        while options < stop and _OPTION.match(self.line(options)):
            options += 1
        return self.silence(index, options)

    def mathematics(self, index: int, stop: int, column: int) -> None:
        """The displays of a directive: its argument, and each paragraph of its content."""
        first = self.starts[index] + self.line(index).index("::", column) + 2
        behind = index + 1
        while behind < stop and self.line(behind).strip() and not _OPTION.match(self.line(behind)):
            behind += 1
        content = behind
        while content < stop and _OPTION.match(self.line(content)):
            content += 1
        pieces = [(first, self.end(behind - 1))] if self.text[first : self.end(behind - 1)].strip() else []
        pieces += self.paragraphs(content, stop)
        start = self.starts[index] + column
        if not pieces:
            end = self.end(max(stop, content) - 1)
            problem = ("`.. math::` holds nothing", "write the formula below it, indented")
            self.displays.append(Span(start, end, first, end, problem))
        for inner, outer in pieces:
            self.displays.append(Span(start, outer, inner, outer))
            start = outer

    def paragraphs(self, index: int, stop: int) -> Iterator[tuple[int, int]]:
        """The paragraphs of lines, where one with an open environment goes on behind a blank line."""
        first, depth = None, 0
        for at in range(index, stop):
            line = self.line(at)
            if line.strip():
                first = at if first is None else first
                depth += line.count(r"\begin{") - line.count(r"\end{")
            if first is not None and (at + 1 == stop or (not self.line(at + 1).strip() and depth <= 0)):
                if line.strip():
                    yield self.starts[first], self.end(at)
                first, depth = None, 0

    # titles

    def heading(self, index: int) -> int | None:
        """The line behind a title with its ruler, which is noted; None where none begins."""
        line = self.line(index)
        over = bool(_RULER.match(line)) and index + 2 < len(self.starts)
        title, under = (index + 1, index + 2) if over else (index, index + 1)
        if under >= len(self.starts) or (index and self.line(index - 1).strip()):
            return None
        ruler = self.line(under)
        if not _RULER.match(ruler) or not self.line(title).strip() or (over and ruler[0] != line[0]):
            return None
        if not over and (
            line.startswith((" ", "\t")) or _RULER.match(line) or len(ruler.rstrip()) < len(line.strip()) // 2
        ):
            return None
        kind = ruler[0] * (1 + over)
        self.headings.append((self.starts[index], self.levels.setdefault(kind, len(self.levels) + 1)))
        return under + 1

    def literals(self) -> Iterator[tuple[int, int, str]]:
        """Literals within a line, outside the displays and what is silent already."""
        taken = sorted(
            [(d.start, d.end) for d in self.displays] + [(start, end) for start, end, _ in self.silent]
        )
        index = 0
        for found in _LITERAL.finditer(self.text):
            while index < len(taken) and taken[index][1] <= found.start():
                index += 1
            if index == len(taken) or found.end() <= taken[index][0]:
                yield *found.span(), "code"


def width(line: str) -> int:
    """The columns of white space before a line."""
    return len(line.expandtabs()) - len(line.expandtabs().lstrip())
