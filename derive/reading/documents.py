"""A text, and where its displays stand → a Document.

Invariant: the texts of the blocks, one after the other, are the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from derive.document import Condition, Display, Document, Picture, Place, Problem, Prose
from derive.reading import cues
from derive.reading.bare import as_values, bare_names
from derive.reading.display import problem_of, read_display
from derive.reading.front import front_matter, language, title
from derive.reading.macros import Expanded, Macro, expand, macros_of, plain
from derive.reading.names import called_functions, called_words, defined_names
from derive.reading.math import MathError, Names
from derive.reading.pictures import read_pictures
from derive.reading.prose import Found, Said, Unit, condition, read_prose
from derive.reading.sentences import formulas, sentences, silence
from derive.reading.introductions import introduction
from derive.reading.scopes import is_simple
from derive.reading.spans import Cell, Lines, Scan, Span
from derive.terms.latex import write
from derive.terms.sets import denied

_QUOTE_MARK = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_NUMBER = re.compile(r"(?:^|(?<=\n))[ \t]*\d{1,2}\.\s*\Z")
_COMMENT = re.compile(r"<!--[^\n]*?-->")
_NOTE = re.compile(r"(?:<!--|%|\.\.)\s*derive:\s*(?P<words>.*?)\s*(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Format:
    """How a kind of source is read: its displays, its headings, and whether it has a `# title`.

    `spell` writes the marks around mathematics as dollars, without moving anything.
    """

    scan: Callable[[str, Lines], Scan]
    heading: re.Pattern | None  # None: the scan tells
    is_markdown: bool = False
    spell: Callable[[str], str] = str


def read_document(text: str, path: str, form: Format, cells: Sequence[Cell] = ()) -> Document:
    """The document that `text` holds, which may be that of the cells of a notebook.  Linear in the text."""
    lines = Lines(text, cells)
    front = front_matter(text)
    spelled = form.spell(text)
    scan = form.scan(spelled, lines)
    found = [span for span in scan.displays if span.start >= front.end]
    macros = macros_of(
        text, text[: front.end], [(a, b) for a, b, kind in scan.silent if a and kind != "definition"]
    )
    maths = [_Formula(spelled, lines, span, macros.before(span.start)) for span in found]
    quiet = silence(spelled, ((start, end) for start, end, _ in scan.silent))
    gaps = list(_gaps(front.end, found, len(text)))
    prose = [quiet[start:end] for start, end in gaps]
    lined = [
        [plain(part[inner:outer], macros.all) for _, _, inner, outer in formulas(part)] for part in prose
    ]
    written = [*(formula.latex for formula in maths), *(latex for part in lined for latex in part)]
    bare = frozenset().union(*map(bare_names, written))
    names = defined_names(written)
    called = called_functions(prose) - bare - names.symbols
    names = replace(names, macros=macros.all, bare=bare, functions=names.functions | called)
    names = replace(names, words=names.words | called_words(prose))
    notes = [
        m for start, end, kind in scan.silent if kind == "comment" and (m := _NOTE.match(text, start, end))
    ]
    reader = _Reader(text, quiet, lines, form, names, notes, dict(scan.headings))
    if front.end:
        reader.blocks.append(Prose(text[: front.end], 1))
    said = [reader.read_gap(i, gaps[i], i < len(found)) for i in range(len(gaps))]
    for index, formula in enumerate(maths):
        reader.add_prose(said[index])
        reader.meet(lined[index], formula.latex)
        reader.add_display(formula, said[index], said[index + 1])
    reader.add_prose(said[-1])
    return Document(
        path,
        heading(text, scan) or title(front, quiet[front.end :], form.is_markdown),
        language(front, path, " ".join(prose)),
        tuple(reader.blocks),
        text,
    )


def heading(text: str, scan: Scan) -> str:
    """The words of the first heading that the scan tells, without its rulers."""
    for start, _ in scan.headings[:1]:
        lines = text[start : start + 500].split("\n")[:2]
        return next(line.strip() for line in lines if any(c.isalnum() for c in line) or line is lines[-1])
    return ""


def _gaps(start: int, spans: list[Span], end: int) -> Iterator[tuple[int, int]]:
    for span in spans:
        yield start, span.start
        start = span.end
    yield start, end


class _Formula:
    """The mathematics of a span without macros and the marks of a block quote, and its places."""

    def __init__(self, text: str, lines: Lines, span: Span, macros: Mapping[str, Macro]):
        self.span = span
        self.lines = lines
        self.latex = self.unquoted(text, span)
        self.problem: MathError | None = None
        self.expanded = Expanded(self.latex)
        try:
            self.expanded = expand(self.latex, macros)
        except MathError as error:
            self.problem = error
        self.latex = self.expanded.latex

    def unquoted(self, text: str, span: Span) -> str:
        """The mathematics, without the marks of a block quote."""
        raw = _COMMENT.sub(lambda m: " " * len(m.group()), text[span.inner : span.outer]).replace(
            "\u00a0", " "
        )
        self.pieces: list[tuple[int, int]] = [(0, span.inner)]  # (offset in latex, offset in the text)
        if not span.quoted:
            return raw
        kept, length, at = [], 0, 0
        for mark in _QUOTE_MARK.finditer(raw):
            if mark.start() == 0:
                continue  # what stands before it on its line is the delimiter
            kept.append(raw[at : mark.start()])
            length += mark.start() - at
            at = mark.end()
            self.pieces.append((length, span.inner + at))
        return "".join((*kept, raw[at:]))

    def place(self, offset: int) -> Place:
        """The place in the source of an offset in the LaTeX."""
        offset = self.expanded.origin(offset)
        low, high = 0, len(self.pieces)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.pieces[middle][0] <= offset else (low, middle)
        start, source = self.pieces[low]
        return self.lines.place(source + offset - start)


@dataclass(frozen=True)
class _Gap:
    """The prose between two displays, in parts that begin with a heading each (the first may not)."""

    start: int
    end: int
    parts: tuple[tuple[int, int, bool, Said], ...]  # start, end, begins with a heading, what it says
    note: re.Match | None
    introduction: str = ""  # its last sentence, before a display

    @property
    def first(self) -> Said:
        return self.parts[0][3] if self.parts and not self.parts[0][2] else Said()

    @property
    def last(self) -> Said:
        return self.parts[-1][3] if self.parts else Said(goes_on=True)


class _Reader:
    def __init__(
        self,
        text: str,
        quiet: str,
        lines: Lines,
        form: Format,
        names: Names,
        notes: list[re.Match],
        levels: dict[int, int],
    ):
        self.text = text
        self.quiet = quiet
        self.lines = lines
        self.form = form
        self.levels = levels
        self.headings = sorted(levels)
        self.names = names
        self.notes = deque(notes)
        self.blocks: list[Prose | Display] = []
        self.number = 1
        self.bare: set[str] = set()  # names that have stood for numbers
        self.defined: frozenset[str] = frozenset()  # functions that have been defined
        self.introduced: tuple[Condition, ...] = ()
        self.setting = False
        self.supposed: tuple[Condition, ...] = ()  # in this section, at last

    def meet(self, inline: list[str], display: str) -> None:
        """Notes what the formulas before a display and the display itself say of their names."""
        for latex in (*inline, display):
            self.bare |= bare_names(latex)
        self.defined |= defined_names([*inline, display]).functions

    def read_gap(self, index: int, gap: tuple[int, int], precedes: bool) -> _Gap:
        start, end = gap
        if self.form.heading is None:
            heads = set(self.headings[bisect_left(self.headings, start) : bisect_left(self.headings, end)])
        else:
            heads = {m.start() for m in self.form.heading.finditer(self.quiet, start, end)}
        cuts = sorted({start, *heads, end})
        parts = []
        for a, b in zip(cuts, cuts[1:], strict=False):
            said = read_prose(self.quiet[a:b], self.names, index > 0 and a == start, precedes and b == end)
            parts.append((a, b, a in heads, said))
        note = None
        while self.notes and self.notes[0].end() <= end:
            note = self.notes.popleft()
        return _Gap(start, end, tuple(parts), note, self.introduction(parts[-1][0], end) if parts else "")

    def introduction(self, start: int, end: int) -> str:
        """The last sentence of a part."""
        text = self.quiet[start:end]
        last = sentences(text)[-1:]
        if not last:
            return ""
        begin, end = last[0]
        mark = _NUMBER.search(text, max(0, begin - 20), begin)  # `2.` ends no sentence
        return text[mark.start() if mark else begin : end]

    def add_prose(self, gap: _Gap) -> None:
        for start, end, heading, said in gap.parts:
            conditions = tuple(self.conditions(said.section, start))
            line, level = self.lines.place(start).line, self.levels.get(start)
            self.supposed = tuple(c for c in conditions if c.supposed)[-1:] or (
                () if heading else self.supposed
            )
            self.blocks.append(
                Prose(self.text[start:end], line, conditions, heading, level, self.pictures(start, end))
            )

    def pictures(self, start: int, end: int) -> tuple[Picture, ...]:
        names = as_values(self.names, self.bare, self.defined)
        text, quiet = self.text[start:end], self.quiet[start:end]
        return tuple(read_pictures(text, quiet, names, lambda offset: self.lines.place(start + offset)))

    def conditions(self, found: tuple[Found, ...], start: int) -> Iterator[Condition]:
        for item in found:
            yield condition(item, lambda offset: self.lines.place(start + offset))

    def mentions(self, units: tuple[Unit, ...], start: int) -> Iterator[Condition]:
        for unit in units:
            yield Condition(unit.latex, unit.term, self.lines.place(start + unit.start))

    def add_display(self, formula: _Formula, before: _Gap, after: _Gap) -> None:
        start = before.parts[-1][0] if before.parts else before.end
        introduced = tuple(self.conditions(before.last.after, start))
        introduced = introduced or self.other_case(before)
        behind = self.quiet[after.start : after.start + 200]
        said = introduction(before.introduction, formula.latex, behind)
        setting = said.sets
        if before.last.goes_on and len(before.parts) <= 1:
            introduced, setting = self.introduced + introduced, setting or self.setting
        self.introduced, self.setting = introduced, setting
        trailing = tuple(self.conditions(after.first.before, after.start))
        mentions = (
            *self.mentions(before.last.missed_after, start),
            *self.mentions(after.first.missed_before, after.start),
        )
        display = self.read(formula)
        self.blocks.append(
            replace(
                display,
                conditions=introduced + trailing,
                mentions=mentions,
                said=replace(said, sets=setting, asks=said.asks if setting else ""),
                **self.acknowledged(before, display.problems),
            )
        )

    def other_case(self, before: _Gap) -> tuple[Condition, ...]:
        """What holds `otherwise`: that the one case which was spoken of before does not."""
        begin = cues.OTHERWISE.match(before.introduction)
        cases = self.introduced or self.supposed
        if begin is None or len(cases) != 1 or not is_simple(cases[0].term):
            return ()
        term = denied(cases[0].term)
        place = self.lines.place(before.end - len(before.introduction.lstrip()))
        return (Condition(write(term), term, place),) if term is not None else ()

    def read(self, formula: _Formula) -> Display:
        span = formula.span
        source, place = self.text[span.start : span.end], self.lines.place(span.start)
        if span.problem:
            message, edit = span.problem
            return Display(source, formula.latex, place, problems=(Problem(place, message, edit, source),))
        if formula.problem:
            problem = problem_of(formula.problem, formula.latex, formula.place)
            return Display(source, formula.latex, place, problems=(problem,))
        reading = read_display(
            formula.latex, as_values(self.names, self.bare, self.defined), formula.place, self.number
        )
        self.number = reading.next_number
        return Display(source, formula.latex, place, reading.numbers, reading.chains, reading.problems)

    def acknowledged(self, gap: _Gap, problems: tuple[Problem, ...]) -> dict[str, object]:
        """The author's note before a display: `<!-- derive: undecided REASON -->`."""
        if gap.note is None:
            return {}
        place = self.lines.place(gap.note.start())
        verdict, _, reason = " ".join(gap.note["words"].split()).partition(" ")
        if verdict != "undecided":
            message, edit = f"the note `derive: {verdict}` is not known", "write `derive: undecided REASON`"
        elif not reason.split():
            message, edit = (
                "the note `derive: undecided` has no reason",
                "write the reason behind `undecided`",
            )
        else:
            return {"acknowledged": reason}
        return {"problems": (Problem(place, message, edit, gap.note.group().strip()), *problems)}
