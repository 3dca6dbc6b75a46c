r"""Notebooks → the text of their Markdown cells, and where each cell stands in it.

Invariant: nothing that begins in a cell goes on in the next one; code, its output and raw
cells are no text.  A notebook is data: nothing in it is run.
"""

from __future__ import annotations

import json

from derive.document import DeriveError
from derive.reading.spans import Cell, Lines, Scan, Span

BETWEEN = "\n\n"  # cells


def cells(data: str, path: str) -> tuple[str, tuple[Cell, ...]]:
    """The text of the Markdown cells, and where they stand.  Raises DeriveError for what is no notebook."""
    try:
        notebook = json.loads(data)
    except json.JSONDecodeError as error:
        raise DeriveError(
            f"{path}:{error.lineno}: is no notebook: {error.msg} (column {error.colno}): save it again from Jupyter"
        ) from None
    except (RecursionError, ValueError):
        raise DeriveError(f"{path}: is no notebook: its JSON is not what Jupyter writes") from None
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(found, list):
        older = isinstance(notebook, dict) and "worksheets" in notebook
        edit = "convert it with jupyter nbconvert --to notebook" if older else "save it again from Jupyter"
        raise DeriveError(f"{path}: is no notebook of version 4: it has no list of cells: {edit}")
    pieces: list[str] = []
    places: list[Cell] = []
    at = 0
    for number, cell in enumerate(found, 1):
        text = _markdown(cell, number, path)
        if text is not None:
            places.append(Cell(number, at, at + len(text)))
            pieces.append(text)
            at += len(text) + len(BETWEEN)
    return BETWEEN.join(pieces), tuple(places)


def _markdown(cell: object, number: int, path: str) -> str | None:
    """The text of a cell, None where it is not Markdown."""
    if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
        return None
    source = cell.get("source", "")
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise DeriveError(f"{path}: cell {number}: its source is no text: save it again from Jupyter")
    return "".join(lines).encode("utf-8", "replace").decode()  # half a surrogate is no character


def scan(text: str, lines: Lines) -> Scan:
    """The displays of each cell, and what in it is no prose."""
    from derive.reading import markdown

    displays: list[Span] = []
    silent: list[tuple[int, int, str]] = []
    for cell in lines.cells:
        inside = text[cell.start : cell.end]
        found = markdown.scan(inside, Lines(inside))
        displays += (span.moved(cell.start) for span in found.displays)
        silent += ((start + cell.start, end + cell.start, kind) for start, end, kind in found.silent)
    return Scan(tuple(displays), tuple(silent))
