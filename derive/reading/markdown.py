r"""Markdown, and text that was copied from a page → where its displays and its code are.

Invariant: one pass from left to right; of two constructs that overlap the one that
begins first wins, so that math in code, in a code span or in a comment is no math,
and a `$` in math opens nothing.

    $$ … $$    \[ … \]    \begin{equation} … \end{equation}    ```math
    $ … $ or \( … \) on a line of its own, when it holds a relation
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.reading.spans import DISPLAY_ENVIRONMENTS, Lines, Scan, Span, paragraph_end

_QUOTE = r"[ \t]{0,3}(?:>[ \t]?)+"
_ENVIRONMENT = "(?:" + "|".join(DISPLAY_ENVIRONMENTS) + r")\*?"
_OPENER = re.compile(
    r"""
    (?P<fence>^(?:[ \t]|>)*(?P<bar>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$)
  | (?P<colons>^(?:[ \t]|>)*(?P<row>:{3,})[ \t]*\{math\}[ \t]*$)
  | (?P<comment><!--)
  | (?P<raw><(?P<tag>pre|code|script|style|textarea|kbd)\b[^>\n]*>)
  | (?P<liquid>\{%-?[ ]*(?P<block>highlight|comment|codeblock)\b|\{\{<[ ]*(?P<code>highlight|code)\b)
  | (?P<ticks>`+)
  | (?P<bracket>\\\\?\[)
  | (?P<parenthesis>\\\\?\()
  | (?P<escape>\\[\\$`<])
  | (?P<environment>\\begin[ ]?\{(?P<name>"""
    + _ENVIRONMENT
    + r""")\})
  | (?P<dollars>\$+)
    """,
    re.VERBOSE | re.MULTILINE,
)
_KINDS = (
    "fence",
    "colons",
    "comment",
    "raw",
    "liquid",
    "ticks",
    "bracket",
    "parenthesis",
    "escape",
    "environment",
    "dollars",
)
_SILENT = ("fence", "comment", "raw", "liquid", "ticks")
_RELATION = re.compile(
    r"[=<>≤≥≠≡≜≔]|\\(?:[lg]eq?|[lg]t|neq?|equiv|triangleq|coloneqq|[lg]eqslant)(?![A-Za-z])"
)
_DISPLAYED = re.compile(r"\\begin[ ]?\{" + _ENVIRONMENT + r"\}")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-+*•]|\d{1,9}[.)])(?:[ \t]|$)")
_PROSE = re.compile(
    r"^[ \t>]*\#{1,6}[ \t]"  # a heading
    r"|(?<![\\A-Za-z{])(?:[A-Za-z]{2,}[,;:]?[ ]+){2,}[A-Za-z]{2,}"  # three words
    r"|[\u4e00-\u9fff]{3}",
    re.MULTILINE,
)
_INLINE = re.compile(r"\$(?![\s$])(?:[^$\\\n]|\\.|\n(?![ \t]*\n)){1,2000}?(?<!\s)\$(?!\d)")
_SPACED = re.compile(  # on lines of its own: `$ a = b $`
    r"\$(?:[ \t]+[^$\n]{1,2000}?[ \t]+|[ \t]*\n[^$]{1,2000}?\n[ \t]*)\$(?=[ \t\r.,;:。，；：]*(?:\n|\Z))"
)
_NUMBERED = re.compile(r"\\(?:tag|label)\*?\{")  # LaTeX numbers displays only
_DISPLAYS = re.compile(r"(?:[ \t>.,;]*\$\$[^$\n]+\$\$)+[ \t\r.,;]*")
_OPTIONS = re.compile(  # of a `math` directive: `:label: loss`, or `label: loss` between lines `---`
    r"(?:\s*^[ \t]*---[ \t]*\n(?:[ \t]*[\w-]+:[^\n]*\n)*[ \t]*---[ \t]*$)?(?:\s*^[ \t]*:[\w-]+:[^\n]*$)*",
    re.MULTILINE,
)
_MATH_INFO = re.compile(r"[ \t]*(?:math|katex|latex-display|\{math\}(?P<math>[^\n]*))[ \t\r]*")
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>|&nbsp;|&emsp;|^[ \t>]*\d{1,3}[.)](?=[ \t])")
_LABEL = re.compile(r"[ \t]*(?:\([\w:-]+\)|\{#[\w:-]+\})")  # `$$ … $$ (loss)`, `$$ … $$ {#eq:loss}`
_SHORT = 200  # characters that may stand beside a formula in its line; bounds what is looked at


def scan(text: str, lines: Lines, code_by_indentation: bool = True) -> Scan:
    """The displays of a Markdown text, and what is no prose.  Linear in the text."""
    scanner = _Scanner(text, lines, code_by_indentation)
    return Scan(tuple(scanner.run()), tuple(scanner.silent))


class _Scanner:
    def __init__(self, text: str, lines: Lines, code_by_indentation: bool):
        self.text = text
        self.lines = lines
        self.code = _indented_code(text) if code_by_indentation else iter(())
        self.silent: list[tuple[int, int, str]] = []
        self.found: dict[str, tuple[int, int]] = {}  # a closer: looked for from here, is next there
        self.paragraph = (0, -1)
        self.single: bool | None = None

    def run(self) -> Iterator[Span]:
        nowhere = (len(self.text), len(self.text))
        code_start, code_end = next(self.code, nowhere)
        at = 0
        while opener := _OPENER.search(self.text, at):
            start = opener.start()
            while code_end <= start:
                self.silence(max(code_start, at), code_end)
                code_start, code_end = next(self.code, nowhere)
            if code_start <= start:
                self.silence(max(code_start, at), code_end)
                at = code_end
                continue
            kind = next(name for name in _KINDS if opener[name] is not None)
            found = getattr(self, kind)(opener)
            if isinstance(found, Span):
                yield found
                found = found.end
            elif kind in _SILENT:
                self.silence(start, found, kind)
            at = max(found, opener.end() if found == start else start + 1)
        while code_end < len(self.text) or code_start < code_end:
            self.silence(max(code_start, at), code_end)
            code_start, code_end = next(self.code, nowhere)

    def silence(self, start: int, end: int, kind: str = "code") -> None:
        if start < end:
            self.silent.append((start, end, kind))

    # Each returns a display, or the offset at which to go on.

    def fence(self, opener: re.Match) -> Span | int:
        info = _MATH_INFO.fullmatch(opener["info"])
        if info is None:
            close = self.closing(opener["bar"], opener.end())
            return close.end() if close else len(self.text)
        return self.directive(
            opener["bar"], opener.start("bar"), opener.end("info") - len(info["math"] or "")
        )

    def colons(self, opener: re.Match) -> Span:
        return self.directive(opener["row"], opener.start("row"), opener.end())

    def closing(self, bar: str, start: int) -> re.Match | None:
        """The line that closes a block which such a bar opened."""
        closer = re.compile(rf"^(?:[ \t]|>)*{bar[0]}{{{len(bar)},}}[ \t\r]*$", re.MULTILINE)
        return closer.search(self.text, start)

    def directive(self, bar: str, start: int, inner: int) -> Span:
        """The mathematics of a block, without its options."""
        close = self.closing(bar, inner)
        if close is None:
            return self.unclosed(
                start, inner, f"the block {bar}math", f"write {bar} on the line after the formula"
            )
        inner = _OPTIONS.match(self.text, inner, close.start()).end()
        return self.span(start, inner, close.start(), close.start() + len(close.group().rstrip()))

    def comment(self, opener: re.Match) -> int:
        end = self.find("-->", opener.end())
        return opener.start() if end < 0 else end + len("-->")

    def raw(self, opener: re.Match) -> Span | int:
        end = self.find(f"</{opener['tag']}>", opener.end())
        if end < 0:
            return opener.start()
        close = end + len(f"</{opener['tag']}>")
        if "math/tex" in opener.group() and "mode=display" in opener.group():
            return self.span(opener.start(), opener.end(), end, close)
        return close

    def liquid(self, opener: re.Match) -> int:
        end = self.find(f"end{opener['block']}" if opener["block"] else f"/{opener['code']}", opener.end())
        close = self.text.find("}", end, end + 40) if end >= 0 else -1
        return opener.start() if close < 0 else close + len("}")

    def ticks(self, opener: re.Match) -> int:
        """Past a code span; backticks that nothing closes are themselves."""
        run, end = opener.group(), self.paragraph_end(opener.end())
        if self.found.get(run) == (end, -1):
            return opener.start()
        closer = re.compile(f"(?<!`){run}(?!`)").search(self.text, opener.end(), end)
        if closer is None:
            self.found[run] = (end, -1)  # nowhere in this paragraph
            return opener.start()
        return closer.end()

    def escape(self, opener: re.Match) -> int:
        return opener.end()

    def bracket(self, opener: re.Match) -> Span | int:
        start, inner = opener.span()
        doubled = len(opener.group()) == 3  # `\\[`, which Markdown turns into `\[`
        if doubled and not self.begins_line(start):
            return inner  # a line break
        close = opener.group()[:-1] + "]"
        end = self.find(close, inner)
        if end >= 0 and not self.belongs_to_later(inner, end, opener.group()):
            span = self.span(start, inner, end, end + len(close))
            return span.end if self.is_escaped_bracket(span) else span
        if doubled or self.looks_like_prose(start, inner):
            return inner
        return self.unclosed(start, inner, f"`{opener.group()}`", f"write `{close}` after the formula")

    def parenthesis(self, opener: re.Match) -> Span | int:
        start, inner = opener.span()
        close = opener.group()[:-1] + ")"
        end = self.find(close, inner)
        if end < 0 or end > self.paragraph_end(inner):
            if not _DISPLAYED.match(self.text, inner):
                return inner
            return self.unclosed(start, inner, f"`{opener.group()}`", f"write `{close}` after the formula")
        span = self.span(start, inner, end, end + len(close))
        displayed = _DISPLAYED.search(self.text, inner, end)
        return span if displayed or self.is_line_with_relation(span) else span.end

    def environment(self, opener: re.Match) -> Span:
        start, close = opener.start(), rf"\end{{{opener['name']}}}"
        end = self.find(close, start)
        if end < 0 or self.belongs_to_later(opener.end(), end, opener.group()):
            return self.unclosed(start, start, f"`{opener.group()}`", f"write `{close}` after the formula")
        return self.span(start, start, end + len(close), end + len(close))

    def dollars(self, opener: re.Match) -> Span | int:
        start, inner = opener.span()
        if inner - start == 1:
            return self.dollar(start)
        if inner - start > 2:
            return inner
        end = self.find("$$", inner)
        if end < 0 or self.belongs_to_later(inner, end, "$$"):
            if self.looks_like_prose(start, inner):
                return inner
            return self.unclosed(start, inner, "`$$`", "write `$$` after the formula")
        span = self.span(start, inner, end, end + 2)
        return span.end if self.is_inside_a_sentence(span) else span

    def dollar(self, start: int) -> Span | int:
        match = _INLINE.match(self.text, start)
        if match is None and self.begins_line(start):
            match = _SPACED.match(self.text, start)
        if match is None:
            return start + 1
        span = self.span(start, start + 1, match.end() - 1, match.end())
        return span if self.is_line_with_relation(span) else span.end

    # Spans.

    def span(self, start: int, inner: int, outer: int, end: int) -> Span:
        return Span(start, end, inner, outer, quoted=self.is_quoted(start))

    def unclosed(self, start: int, inner: int, what: str, edit: str) -> Span:
        """What was opened and not closed, up to the next blank line."""
        end = self.paragraph_end(inner)
        return Span(start, end, inner, end, (f"{what} is not closed", edit), self.is_quoted(start))

    # Questions.  What is looked at twice is remembered, or short.

    def find(self, closer: str, start: int) -> int:
        """Where `closer` is next, not escaped by a backslash, or -1."""
        since, found = self.found.get(closer, (0, -2))
        if since <= start and (found == -1 or start <= found):
            return found
        found = start - 1
        while (found := self.text.find(closer, found + 1)) >= 0 and self.is_escaped(found):
            pass
        self.found[closer] = (start, found)
        return found

    def is_escaped(self, offset: int) -> bool:
        before = self.text[max(offset - 40, 0) : offset]
        return (len(before) - len(before.rstrip("\\"))) % 2 == 1

    def paragraph_end(self, start: int) -> int:
        since, end = self.paragraph
        if not since <= start <= end:
            self.paragraph = (start, end := paragraph_end(self.text, start))
        return end

    def belongs_to_later(self, inner: int, end: int, opener: str) -> bool:
        """Whether the closer at `end` closes something later, for this opener has none."""
        again = self.find(opener, inner) if opener != "$$" else -1
        if 0 <= again < end:
            return True
        first = self.paragraph_end(inner)
        return first < end and _PROSE.search(self.text, first, end) is not None

    def looks_like_prose(self, start: int, inner: int) -> bool:
        r"""Whether what follows an opener without a closer holds no mathematics: `\[1] `, `$$ and up`."""
        rest = self.text[inner : min(self.paragraph_end(inner), inner + _SHORT)]
        return not self.begins_line(start) and not _RELATION.search(rest) and "\\" not in rest

    def begins_line(self, offset: int) -> bool:
        line = self.lines.line_start(offset)
        return offset - line < _SHORT and not _TAGS.sub("", self.text[line:offset]).strip(" \u00a0\t>-+*•")

    def ends_line(self, offset: int) -> bool:
        label = _LABEL.match(self.text, offset)
        offset = label.end() if label else offset
        end = self.text.find("\n", offset, offset + _SHORT)
        if end < 0 and len(self.text) > offset + _SHORT:
            return False
        rest = self.text[offset : end if end >= 0 else len(self.text)]
        return not _TAGS.sub("", rest).strip(" \u00a0\t\r.,;:。，；：、")

    def is_quoted(self, offset: int) -> bool:
        return re.compile(_QUOTE).match(self.text, self.lines.line_start(offset), offset) is not None

    def is_line_with_relation(self, span: Span) -> bool:
        """Whether it is a line of its own that holds a relation, not one of a paragraph that was wrapped."""
        if not (self.begins_line(span.start) and self.ends_line(span.end)):
            return False
        line = self.lines.line_start(span.start)
        before = self.text[self.lines.line_start(max(line - 1, 0)) : line].strip(" \t\r\n>")
        apart = (
            _LIST_ITEM.match(self.text, line)
            or not before
            or before.endswith((":", "：", "$$", r"\]", "-->"))
            or before.startswith("#")
        )
        return apart and _RELATION.search(self.text, span.inner, span.outer) is not None

    def is_escaped_bracket(self, span: Span) -> bool:
        r"""Whether `\[…\]` are brackets that Markdown escapes: `see \[1\]`."""
        inner = self.text[span.inner : span.outer]
        if "\n" in inner or "\\" in inner or _RELATION.search(inner):
            return False
        return not (self.begins_line(span.start) and self.ends_line(span.end))

    def is_inside_a_sentence(self, span: Span) -> bool:
        """Whether `$$…$$` stands in a line of text, where it is set inline.

        With text on one side it is inline where the author writes no inline math with
        single dollars (kramdown).
        """
        if "\n" in self.text[span.inner : span.outer] or _DISPLAYED.search(self.text, span.inner, span.outer):
            return False
        begins, ends = self.begins_line(span.start), self.ends_line(span.end)
        if (
            begins
            and ends
            or self.holds_only_displays(span)
            or _NUMBERED.search(self.text, span.inner, span.outer)
        ):
            return False
        if not begins and not ends:
            return True
        line = self.lines.line_start(span.start)
        if ends and self.text[max(line, span.start - _SHORT) : span.start].rstrip().endswith((":", "：")):
            return False
        if self.single is None:
            self.single = _INLINE.search(self.text.replace("$$", "  ")) is not None
        return not self.single

    def holds_only_displays(self, span: Span) -> bool:
        """Whether nothing but formulas between double dollars stands on the line: `$$a = b$$ $$c = d$$`."""
        start = self.lines.line_start(span.start)
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        return end - start < 2000 and _DISPLAYS.fullmatch(self.text, start, end) is not None


def _indented_code(text: str) -> Iterator[tuple[int, int]]:
    """The lines that are code because of their indentation, as (start, end)."""
    after_blank, in_list, in_code = True, False, False
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        line = text[start:end]
        if not line.strip():
            after_blank = True
        elif line.startswith(("    ", "\t")) and (after_blank or in_code) and not in_list:
            in_code, after_blank = True, False
            yield (start, end)
        else:
            if _LIST_ITEM.match(line):
                in_list = True
            elif after_blank and not line.startswith(("  ", "\t")):
                in_list = False
            in_code = after_blank = False
        start = end
