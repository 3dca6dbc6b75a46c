"""What the pages show is what was read: a built page, read again, has the same mathematics."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import mathml
import pytest

from derive.document import Checked
from derive.reading import read, read_text
from derive.rendering.formats import FORMATS, render

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path
    for folder in ("derive/derivations", "tests/corpus", "tests/documents")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".md", ".txt", ".tex") and path.name != "README.md"
)


def mathematics(document) -> list[tuple]:
    """Every display that was read without a problem: its numbers, and the terms of its chains."""
    found = []
    for display in document.displays:
        if not display.problems:
            sides = [
                (
                    chain.first and chain.first.term,
                    [
                        (link.relation, link.side.term, [c.term for c in link.conditions])
                        for link in chain.links
                    ],
                )
                for chain in display.chains
            ]
            found.append((display.numbers, sides, [condition.term for condition in display.conditions]))
    return found


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_page_reads_back_to_the_same_terms(path, form):
    document = read(path)
    text = next(render(form, [Checked(replace(document, path="notes/page.md"), ())]))
    if form == "html":
        again = read_text(mathml.markdown(text), "page.md")
    else:
        again = read_text(text, f"page.{FORMATS[form].suffix}")
    assert mathematics(again) == mathematics(document)


def test_there_is_something_to_read():
    assert len(DOCUMENTS) >= 2
