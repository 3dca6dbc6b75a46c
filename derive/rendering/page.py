"""What a page shows of a checked document, the same for every format and language.

Invariant: every block of the document and every step is on the page once, in the author's order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from derive import __version__
from derive.document import VERDICTS, Checked, Condition, Counterexample, Display, Document, Prose, Step
from derive.reading.flavours import with_dollars
from derive.rendering.dependencies import rests_on
from derive.rendering.display import Formula, formula
from derive.rendering.why import Why, why

if TYPE_CHECKING:
    from derive.rendering.pictures import View

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
SIGNS = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", ":=": ":="}


@dataclass(frozen=True)
class StepWhy:
    """Why one step holds: `relation` is the LaTeX of what it says."""

    number: int
    relation: str
    line: str
    told: Why


@dataclass(frozen=True)
class StepView:
    """One step, or several in a row that have the same to say: from `first` to `last` within the
    display, on the lines `line` to `last_line`.  `equation` is the number of the row or ""."""

    first: int
    last: int
    equation: str
    line: str  # as it is told: in a notebook with its cell
    last_line: str
    verdict: str
    relation: str  # LaTeX of the whole step
    given: tuple[Condition, ...]
    conditions: tuple[str, ...]
    laws: tuple[str, ...]
    counterexample: Counterexample | None
    holds_if: str | None  # LaTeX
    messages: tuple[str, ...]  # why, and the edit that fixes it
    edit: str | None
    warning: str | None
    acknowledged: str | None
    outdated: str | None
    picture: str | None = None  # the name of a picture of its counterexample
    why: tuple[StepWhy, ...] = ()  # where the build asked for it, of each step that is proved


@dataclass(frozen=True)
class DisplayView:
    """A displayed formula with its steps.  `shared` holds what all of its steps stand on, `rests`
    the definitions that it uses: (numbers, line, anchor) of each."""

    kind: str  # "display"
    formula: Formula
    numbers: tuple[str, ...]
    line: str  # of its first right side
    count: int
    steps: tuple[StepView, ...]
    tally: tuple[tuple[str, int], ...]
    worst: str
    shared: tuple[Condition, ...]
    anchor: str = ""  # its place on the page
    rests: tuple[tuple[tuple[str, ...], str, str], ...] = ()

    @property
    def told(self) -> bool:
        """Whether there is more to say of a step than its verdict."""
        return any(
            step.why or step.laws or step.counterexample or step.messages or step.warning or step.acknowledged
            or step.outdated or step.holds_if or step.edit
            for step in self.steps
        )


@dataclass(frozen=True)
class ProseView:
    kind: str  # "prose"
    text: str


@dataclass(frozen=True)
class Assumption:
    """A condition with the displays whose steps stand on it: (numbers, line) of each."""

    latex: str
    line: str | None  # None: the proof adds it
    displays: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True)
class Page:
    title: str
    language: str
    front: str  # front matter for Markdown, with title and language
    blocks: tuple[ProseView | DisplayView, ...]
    assumptions: tuple[Assumption, ...]
    added: tuple[Assumption, ...]
    tally: tuple[tuple[str, int], ...]
    count: int
    file: str
    version: str = __version__
    pictures: Mapping[str, View] = field(default_factory=dict, repr=False)  # by name
    credit: tuple[tuple[str, str], ...] = ()  # author, source and licence, from the front matter
    folder: Path | None = field(default=None, repr=False)  # where the source lies

    @property
    def refuted(self) -> bool:
        return "refuted" in dict(self.tally)

    @property
    def explained(self) -> bool:
        return any(step.why for display in self.displays for step in display.steps)

    @property
    def displays(self) -> tuple[DisplayView, ...]:
        return tuple(block for block in self.blocks if block.kind == "display")


def picture_folder(file: str) -> str:
    """The folder beside a page in which its pictures are."""
    return re.sub(r"[^\w.-]", "-", PurePath(file).stem)


def page(checked: Checked, drawn: bool = True) -> Page:
    """What the page of a checked document shows, with its pictures where they are to be `drawn`."""
    document = checked.document
    views = _pictures(checked) if drawn else {}
    steps: dict[int, list[Step]] = {}
    for step in checked.steps:
        steps.setdefault(step.statement.display, []).append(step)
    blocks: list[ProseView | DisplayView] = []
    index, anchors = 0, set()
    rests = rests_on(checked)
    shown: dict[int, DisplayView] = {}
    for block in document.blocks:
        if isinstance(block, Prose):
            blocks.append(ProseView("prose", _prose(document, block, first=not blocks)))
        else:
            view = _display(_aligned(document, block), steps.get(index, []), views if drawn else None)
            used = tuple((shown[i].numbers, shown[i].line, shown[i].anchor) for i in rests.get(index, ()))
            shown[index] = replace(view, anchor=_anchor(view, anchors), rests=used)
            blocks.append(shown[index])
            index += 1
    return Page(
        title=document.title,
        language=document.language,
        front=front_matter(document),
        blocks=tuple(blocks),
        assumptions=_assumptions(document, checked.steps),
        added=_added(document, checked.steps),
        tally=_tally(step.verdict.kind for step in checked.steps),
        count=len(checked.steps),
        file=PurePath(document.path).name,
        pictures=views,
        credit=_credit(document),
        folder=Path(document.path).parent,
    )


def _pictures(checked: Checked) -> dict[str, View]:
    if not any(isinstance(block, Prose) and block.pictures for block in checked.document.blocks):
        return {}
    from derive.rendering.pictures import pictures  # what draws is imported only when it is asked for

    return pictures(checked)


def _anchor(display: DisplayView, taken: set[str]) -> str:
    """A name for the place of the display on the page, which no other has."""
    number = re.sub(r"[^A-Za-z0-9.-]+", "-", display.numbers[0]) if display.numbers else ""
    name = f"eq-{number}" if number.strip("-") else f"line-{display.line.replace(':', '-')}"
    while name in taken:
        name += "x"
    taken.add(name)
    return name


def _credit(document: Document) -> tuple[tuple[str, str], ...]:
    """What the front matter says of author, source and licence, each in one line."""
    found = _FRONT_MATTER.match(_plain(document.source))
    lines = re.findall(r"(?m)^(author|source|license)[ \t]*:[ \t]*(\S.*)$", found[1] if found else "")
    return tuple((key, value.strip().strip("\"'")) for key, value in lines)


def front_matter(document: Document) -> str:
    """The author's front matter, with a title and a language where it has none."""
    found = _FRONT_MATTER.match(_plain(document.source))
    kept = found[1].rstrip() if found else ""
    for key, value in (("title", document.title), ("lang", document.language)):
        if value and not re.search(rf"^{key}[ \t]*:", kept, re.MULTILINE):
            kept += f"\n{key}: {json.dumps(value, ensure_ascii=False)}"
    return kept.strip("\n")


def _aligned(document: Document, display: Display) -> Display:
    """The display in the environment that Sphinx sets it in, where it has rows and none of its own."""
    rows = "&" in display.latex or r"\\" in display.latex
    if PurePath(document.path).suffix.lower() != ".rst" or not rows or r"\begin" in display.latex:
        return display
    return replace(display, latex=rf"\begin{{aligned}}{display.latex}\end{{aligned}}")


def _prose(document: Document, block: Prose, first: bool) -> str:
    """The text as Markdown, without front matter or preamble."""
    text = _plain(block.text)
    suffix = PurePath(document.path).suffix.lower()
    if suffix == ".tex":
        from derive.rendering.texprose import markdown

        return markdown(text, first)
    if suffix == ".rst":
        from derive.rendering import rstprose

        return rstprose.markdown(text, block.level)
    return with_dollars(_FRONT_MATTER.sub("", text, count=1) if first else text)


def _plain(text: str) -> str:
    """The text with one kind of line end, and no control characters."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", re.sub(r"\r\n?", "\n", text))


def _typeset(condition: Condition) -> Condition:
    """The condition as mathematics writes it, where it was typed as in a program."""
    latex = condition.latex
    for typed, sign in ((">=", r"\ge"), ("<=", r"\le"), ("!=", r"\ne")):
        latex = re.sub(rf"\s*{typed}\s*", lambda _, sign=sign: f" {sign} ", latex)
    return replace(condition, latex=latex)


def _display(display: Display, steps: list[Step], views: dict[str, View] | None) -> DisplayView:
    given = [tuple(map(_typeset, step.statement.given)) for step in steps]
    shared = tuple(c for c in dict.fromkeys(given[0]) if all(c in g for g in given)) if given else ()
    tally = _tally(step.verdict.kind for step in steps)
    shown = [_step(number, step, shared) for number, step in enumerate(steps, 1)]
    shown = _together([_with_picture(*pair, views) for pair in zip(shown, steps)])
    line = (steps[0].statement.place if steps else display.place).label
    worst = next(
        (k for k in ("refuted", "unread", "undecided", "proved", "definition") if k in dict(tally)), ""
    )
    return DisplayView(
        "display", formula(display), display.numbers, line, len(steps), shown, tally, worst, shared
    )


def _with_picture(shown: StepView, step: Step, views: dict[str, View] | None) -> StepView:
    """The step with a picture of its counterexample, which is added to the views; None draws none."""
    if views is None or step.verdict.counterexample is None:
        return shown
    from derive.rendering.pictures import counterexample

    name = f"step-{sum(name.startswith('step-') for name in views) + 1}.svg"
    view = counterexample(step, name) if name not in views else None
    if view is None:
        return shown
    views[name] = view
    return replace(shown, picture=name)


def _together(steps: list[StepView]) -> tuple[StepView, ...]:
    """The steps, those in a row that have the same to say made one."""
    found: list[StepView] = []
    for step in steps:
        if found and _alike(found[-1], step):
            told = found[-1].why + step.why
            found[-1] = replace(found[-1], last=step.last, last_line=step.last_line, why=told)
        else:
            found.append(step)
    return tuple(found)


def _alike(one: StepView, other: StepView) -> bool:
    if one.verdict not in ("proved", "definition") or set(one.laws) != set(other.laws):
        return False
    if one.warning or one.messages or one.acknowledged or one.outdated:
        return False
    own = ("first", "last", "line", "last_line", "relation", "laws", "why")
    apart = {name: getattr(one, name) for name in own}
    return replace(other, **apart) == one


def _step(number: int, step: Step, shared: tuple[Condition, ...]) -> StepView:
    statement, verdict, problem = step.statement, step.verdict, step.statement.problem
    noted = step.acknowledged
    in_parts = {problem.message, f"{problem.message}: {problem.edit}"} if problem else set()
    in_parts.add(f"it holds for {verdict.holds_if}")
    said = None if verdict.message in in_parts else verdict.message
    line = (problem.place if problem else statement.place).label
    sign = SIGNS.get(statement.relation, statement.relation)
    relation = f"{statement.left} {sign} {statement.right}".strip()
    told = why(verdict.explanation)
    return StepView(
        first=number,
        last=number,
        equation=statement.equation or "",
        line=line,
        last_line=line,
        verdict=verdict.kind,
        relation=relation,
        given=tuple(condition for condition in map(_typeset, statement.given) if condition not in shared),
        conditions=verdict.conditions,
        laws=verdict.laws,
        counterexample=verdict.counterexample,
        holds_if=verdict.holds_if,
        messages=tuple(message for message in (said, problem and problem.message) if message),
        edit=problem.edit if problem and problem.edit not in (said or "") else None,
        warning=statement.warning,
        why=(StepWhy(number, relation, line, told),) if told else (),
        acknowledged=noted if noted and verdict.kind == "undecided" else None,
        outdated=noted if noted and verdict.kind != "undecided" else None,
    )


def _tally(kinds: Iterable[str]) -> tuple[tuple[str, int], ...]:
    count = dict.fromkeys(VERDICTS, 0)
    for kind in kinds:
        count[kind] += 1
    return tuple((kind, number) for kind, number in count.items() if number)


def _assumptions(document: Document, steps: tuple[Step, ...]) -> tuple[Assumption, ...]:
    found: dict[tuple[str, str], dict[int, None]] = {}
    first: dict[tuple[str, str], int] = {}
    for step in steps:
        for condition in step.statement.given:
            key = (_typeset(condition).latex, condition.place.label)
            first.setdefault(key, condition.place.line)
            found.setdefault(key, {})[step.statement.display] = None
    ordered = sorted(found.items(), key=lambda item: first[item[0]])
    return tuple(Assumption(latex, line, _names(document, steps, used)) for (latex, line), used in ordered)


def _added(document: Document, steps: tuple[Step, ...]) -> tuple[Assumption, ...]:
    found: dict[str, dict[int, None]] = {}
    for step in steps:
        for latex in step.verdict.conditions:
            found.setdefault(latex, {})[step.statement.display] = None
    return tuple(Assumption(latex, None, _names(document, steps, used)) for latex, used in found.items())


def _names(
    document: Document, steps: tuple[Step, ...], used: Iterable[int]
) -> tuple[tuple[tuple[str, ...], str], ...]:
    lines: dict[int, str] = {}
    for step in steps:
        lines.setdefault(step.statement.display, step.statement.place.label)
    return tuple((document.displays[i].numbers, lines[i]) for i in sorted(used))
