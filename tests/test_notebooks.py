"""Notebooks: their Markdown cells are read, and a place in them is a cell and a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import unstyle

import derive
from derive.deciding import margins
from derive.document import DeriveError, Display
from derive.reading import read_text
from derive.reporting.data import report_object
from derive.reporting.terminal import report_lines


def notebook(*cells: tuple[str, str | list[str]], **more: object) -> str:
    """A notebook as Jupyter writes it."""
    made = [{"cell_type": kind, "metadata": {}, "source": source} for kind, source in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}, indent=1)


POST = notebook(
    ("markdown", ["# A title\n", "\n", "Assume $x > 0$."]),
    ("code", "# $$a = b$$"),
    ("markdown", "$$\n|x| = x\n$$\n\n$$|x| = -x$$"),
    ("raw", "$$a = b$$"),
    ("markdown", ["For $y \\ge 0$:\n", "\n", "$$ |y| = y $$\n", "\n", "$$ z = \\foo $$"]),
)


def test_cells_are_read_and_placed() -> None:
    document = read_text(POST, "post.ipynb")
    assert document.title == "A title"
    assert [str(d.place) for d in document.displays] == [
        "cell 3, line 1", "cell 3, line 5", "cell 5, line 3", "cell 5, line 5",
    ]  # fmt: skip
    assert [(c.latex, c.place.label) for d in document.displays for c in d.conditions] == [
        ("y \\ge 0", "5:1")
    ] * 2
    assert document.displays[1].chains[0].links[0].side.place.column == 9
    parts = [b.source if isinstance(b, Display) else b.text for b in document.blocks]
    assert (
        "".join(parts)
        == document.source
        == (
            "# A title\n\nAssume $x > 0$.\n\n$$\n|x| = x\n$$\n\n$$|x| = -x$$\n\nFor $y \\ge 0$:\n\n$$ |y| = y $$\n\n$$ z = \\foo $$"
        )
    )


def test_what_is_told_has_the_cell() -> None:
    report = derive.check(read_text(POST, "post.ipynb"), workers=1)
    told = [unstyle(line) for line in report_lines(report)]
    assert told == [
        "post.ipynb  A title",
        "  ✓       cell 3, line 2 proved, for x > 0 (cell 1, line 3)",
        "  ✗       cell 3, line 5 refuted, for x > 0 (cell 1, line 3)",
        "      5 | $$|x| = -x$$",
        "        |         ^",
        "      at x = 1: left 1, right -1",
        "  ✓       cell 5, line 3 proved, for y \\ge 0 (cell 5, line 1)",
        "  !       cell 5, line 5 unread",
        "      5 | $$ z = \\foo $$",
        "        |        ^",
        "      unknown macro `\\foo`: write `\\mathrm{foo}` for a name, or spell it out",
        "",
        "4 relations: 2 proved, 1 refuted, 1 unread",
    ]
    first, *_ = report_object(report)["documents"][0]["steps"]
    assert (first["cell"], first["line"], first["column"]) == (3, 2, 7)
    assert first["given"] == [{"latex": "x > 0", "cell": 1, "line": 3}]


@pytest.mark.parametrize(("equation", "right"), [("cell:3:2", "x"), ("cell:3:5", "-x"), ("cell:5:3", "y")])
def test_an_equation_is_found_by_cell_and_line(equation: str, right: str) -> None:
    (found,) = margins.find(read_text(POST, "post.ipynb"), equation)
    assert found.right == right


@pytest.mark.parametrize("equation", ["cell:2:1", "cell:9:1", "7"])
def test_an_equation_that_is_not_there(equation: str) -> None:
    with pytest.raises(DeriveError, match=f"no equation {equation}"):
        margins.find(read_text(POST, "post.ipynb"), equation)


def test_what_a_cell_opens_ends_with_it() -> None:
    cells = [("markdown", opened) for opened in ("```\ncode", "$$ a = b", "<!-- a", "`a", "{% raw %}")]
    document = read_text(notebook(*cells, ("markdown", "$$c = d$$")), "a.ipynb")
    assert [bool(d.problems) for d in document.displays] == [True, False]


def test_explained_and_built(tmp_path: Path, derive_command) -> None:
    (tmp_path / "post.ipynb").write_text(POST)
    run = derive_command("explain", "post.ipynb", "cell:3:2", cwd=tmp_path)
    assert run.code == 0
    assert "as x > 0 (given in cell 1, line 3)" in run.out
    run = derive_command("build", "post.ipynb", "--format", "html,markdown,latex", cwd=tmp_path)
    assert (run.code, run.err) == (1, "")
    for page in ("markdown/post.md", "latex/post.tex"):
        text = (tmp_path / "output" / page).read_text()
        assert "line 3:2" in text and "line 1:3" in text
    assert (
        derive_command("build", "post.ipynb", "--check", cwd=tmp_path)
        .out.splitlines()[-1]
        .startswith("4 rel")
    )


@pytest.mark.parametrize(
    ("data", "fragments"),
    [
        ("{", ["a.ipynb:1: is no notebook", "column 2"]),
        ('{"cells": [\n{"a" 1}]}', ["a.ipynb:2: is no notebook", "save it again"]),
        ("[]", ["has no list of cells"]),
        ("3", ["has no list of cells"]),
        ('{"nbformat": 3, "worksheets": []}', ["version 4", "nbconvert"]),
        ('{"cells": {}}', ["has no list of cells"]),
        ("[" * 100_000, ["is no notebook"]),
        ("1" * 5_000, ["is no notebook"]),
        (notebook(("markdown", 3)), ["cell 1: its source is no text"]),
        (notebook(("code", "x"), ("markdown", [1])), ["cell 2: its source is no text"]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_notebook(data: str, fragments: list[str]) -> None:
    with pytest.raises(DeriveError) as error:
        read_text(data, "a.ipynb")
    assert "\n" not in str(error.value)
    for fragment in fragments:
        assert fragment in str(error.value)


@pytest.mark.parametrize(
    "data",
    [
        notebook(),
        notebook(("code", "x")),
        notebook(("markdown", []), ("markdown", "")),
        '{"cells": [1, null, {}, {"cell_type": "markdown"}]}',
        notebook(("markdown", "half of a pair: \ud800 $$a = b$$")),
    ],
)
def test_odd_notebooks_are_read(data: str) -> None:
    read_text(data, "a.ipynb").source.encode()
