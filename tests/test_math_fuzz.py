"""Broken mathematics: whatever is typed, the reader answers, and only with a MathError."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from statements import STATEMENTS
from test_display import CHAINS, PROBLEMS
from test_math_reader import CONDITIONS, TABLE

from derive.document import Place
from derive.reading.display import read_display
from derive.reading.math import MathError, Names, read_condition, read_term
from derive.terms.latex import write

SOURCES = [*STATEMENTS, *(row[0] for row in (*TABLE, *CONDITIONS, *CHAINS, *PROBLEMS))]
PIECE = re.compile(r"\\[A-Za-z]+|\\.|\s+|[A-Za-z]+|.", re.DOTALL)
PIECES = sorted({piece for source in SOURCES for piece in PIECE.findall(source)})

piece = st.one_of(st.sampled_from(PIECES), st.characters(codec="utf-8"))
source = st.sampled_from(SOURCES)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """Real mathematics with pieces taken out, put in, exchanged, or from elsewhere."""
    pieces = PIECE.findall(draw(source))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(pieces)))
        match draw(st.integers(0, 3)):
            case 0:
                del pieces[at : at + 1]
            case 1:
                pieces.insert(at, draw(piece))
            case 2:
                pieces[at : at + 1] = [draw(piece)]
            case 3:
                other = PIECE.findall(draw(source))
                start = draw(st.integers(0, len(other)))
                pieces[at:at] = other[start : start + draw(st.integers(1, 8))]
    return "".join(pieces)


anything = st.one_of(broken(), st.lists(piece, max_size=30).map("".join), st.text(max_size=60))


@settings(max_examples=600, deadline=None)
@given(anything)
def test_expressions(latex: str) -> None:
    for read in (read_term, read_condition):
        try:
            write(read(latex))
        except MathError as error:
            assert 0 <= error.offset <= len(latex)
            assert error.message and error.edit
            assert len((error.message + error.edit).splitlines()) == 1


@settings(max_examples=400, deadline=None)
@given(anything)
def test_displays(latex: str) -> None:
    reading = read_display(latex, Names(), lambda offset: Place(1, offset + 1), 1)
    for problem in reading.problems:
        assert 1 <= problem.place.column <= len(latex) + 1
        assert problem.message and problem.edit
    for chain in reading.chains:
        assert chain.links
        for side in (*([chain.first] if chain.first else ()), *(link.side for link in chain.links)):
            assert side.latex and 1 <= side.place.column <= len(latex)
