"""The page that lists all that was built.

Invariant: it says of a document what the document's own page says, its tally and no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from derive import __version__
from derive.document import VERDICTS, Checked, Report
from derive.rendering.laws import is_law
from derive.rendering.words import WORDS, phrase

STEM = "index"


@dataclass(frozen=True)
class Entry:
    """A document as it is listed.  `laws`: it leads to the page of the laws; `steps`, `passed`
    and `acknowledged` are those of its report."""

    source: str  # its path, as it was given
    title: str
    language: str
    tally: tuple[tuple[str, int], ...]
    acknowledged: int
    laws: bool
    passed: bool

    @property
    def stem(self) -> str:
        return PurePath(self.source).stem

    @property
    def file(self) -> str:
        return PurePath(self.source).name

    @property
    def count(self) -> int:
        return sum(number for _, number in self.tally)


@dataclass(frozen=True)
class IndexPage:
    title: str
    language: str
    front: str
    entries: tuple[Entry, ...]
    laws: tuple[tuple[str, str], ...]  # the pages of the laws that are built: (stem, title)
    version: str = __version__
    blocks: tuple[()] = ()  # no prose of an author


def entry(checked: Checked) -> Entry:
    """What is listed of a document."""
    count = dict.fromkeys(VERDICTS, 0)
    for step in checked.steps:
        count[step.verdict.kind] += 1
    document = checked.document
    return Entry(
        source=document.path,
        title=document.title or PurePath(document.path).stem,
        language=document.language,
        tally=tuple((kind, number) for kind, number in count.items() if number),
        acknowledged=sum(bool(step.acknowledged) for step in checked.steps),
        laws=any(is_law(name) for step in checked.steps for name in step.verdict.laws),
        passed=Report((checked,)).passed,
    )


def index_page(entries: Iterable[Entry], laws: Iterable[tuple[str, str]]) -> IndexPage:
    """The page, in the language of the documents where they have one in common."""
    entries = tuple(entries)
    spoken = {e.language if e.language in WORDS else "en" for e in entries}
    language = spoken.pop() if len(spoken) == 1 else "en"
    title = phrase(language, "index_title")
    front = f"title: {json.dumps(title, ensure_ascii=False)}\nlang: {json.dumps(language)}"
    return IndexPage(title, language, front, entries, tuple(laws))
