"""reStructuredText: directives and roles, what is code there, sections, and the pages built of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.document import Display
from derive.reading import read_text
from derive.rendering.rstprose import markdown


def displays(text: str) -> list[str]:
    document = read_text(text, "post.rst")
    assert "".join(b.source if isinstance(b, Display) else b.text for b in document.blocks) == text
    for display in document.displays:
        line = text.split("\n")[display.place.line - 1]
        assert line[display.place.column - 1 :].startswith(display.source.split("\n")[0].rstrip("\r"))
    return [" ".join(d.latex.split()) for d in document.displays]


DISPLAYS = [
    (".. math:: a = b", ["a = b"]),
    (".. math::\n\n   a = b", ["a = b"]),
    (".. math::\n\n   a = b\n\ntext", ["a = b"]),
    (".. math::\n   a = b\n", ["a = b"]),
    (".. math:: a = b\n   + c\n", ["a = b + c"]),
    (".. math::\n   :label: loss\n\n   a = b", ["a = b"]),
    (".. math::\n   :label: loss\n   :nowrap:\n\n   a = b", ["a = b"]),
    (".. math:: a = b\n   :label: loss\n", ["a = b"]),
    (".. math::\n\n   a &= b \\\\\n     &= c\n\n   d = e\n", ["a &= b \\\\ &= c", "d = e"]),
    (".. math:: a = b\n\n   c = d", ["a = b", "c = d"]),
    (".. math::\n\n   \\begin{align}\n   a &= b \\\\\n\n   c &= d\n   \\end{align}",
     ["\\begin{align} a &= b \\\\ c &= d \\end{align}"]),
    ("- item\n\n  .. math:: a = b\n", ["a = b"]),
    ("- .. math:: a = b\n", ["a = b"]),
    (".. note::\n\n   .. math:: a = b\n\n   text", ["a = b"]),
    (".. admonition:: Proof\n   :class: x\n\n   .. math::\n\n      a = b", ["a = b"]),
    (".. math:: a = b\r\n\r\ntext\r\n\r\n.. math::\r\n\r\n   c = d\r\n", ["a = b", "c = d"]),
    # no mathematics
    ("text::\n\n   .. math:: a = b\n\n   $$a = b$$\n\n.. math:: c = d", ["c = d"]),
    ("::\n\n   .. math:: a = b\n", []),
    (".. code-block:: rst\n\n   .. math:: a = b\n\n.. math:: c = d", ["c = d"]),
    (".. code::\n   :number-lines:\n\n   .. math:: a = b\n", []),
    (".. a comment\n   .. math:: a = b\n", []),
    ("..\n   .. math:: a = b\n", []),
    (".. raw:: html\n\n   .. math:: a = b\n", []),
    (">>> x\n.. math:: a = b\n", []),
    ("text ``.. math:: a = b`` text", []),
    ("a :math:`x = 1` b", []),
    ("It costs $5 and $6 = 7$.", []),
    (".. _math: x\n\n.. math:: a = b", ["a = b"]),
    (".. [1] a note\n\n.. math:: a = b", ["a = b"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), DISPLAYS, ids=[text for text, _ in DISPLAYS])
def test_displays(text: str, found: list[str]) -> None:
    assert displays(text) == found


def test_a_directive_that_holds_nothing_is_told() -> None:
    (display,) = read_text("text\n\n.. math::\n   :label: x\n\ntext", "post.rst").displays
    (problem,) = display.problems
    assert (problem.place.line, problem.message) == (3, "`.. math::` holds nothing")


def test_conditions_titles_and_sections() -> None:
    text = (
        "=======\nA title\n=======\n\nAssume :math:`x > 0`.\n\nPart\n----\n\nLet :math:`n > 1`. For\n"
        ":math:`y \\ge\n0`:\n\n.. math:: |y| = y\n\nSmaller\n~~~~~~~\n\n.. math:: a = b\n\nOther\n-----\n\n.. math:: c = d\n"
    )
    document = read_text(text, "post.rst")
    assert document.title == "A title"
    assert [(b.text.split("\n")[-4 if "A title" in b.text else 0][:9], b.level) for b in document.blocks
            if not isinstance(b, Display) and b.section] == [
        ("", 1), ("Part", 2), ("Smaller", 3), ("Other", 2),
    ]  # fmt: skip
    assert [[c.latex for c in d.conditions] for d in document.displays] == [["y \\ge\n0"], [], []]
    section = [[c.latex for c in b.conditions] for b in document.blocks if not isinstance(b, Display)]
    assert [found for found in section if found] == [["x > 0"], ["n > 1"]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [(".. derive: undecided too hard\n\n", "too hard"), ("..  a comment\n\n", None)],
)
def test_notes(text: str, reason: str | None) -> None:
    (display,) = read_text(f"{text}.. math:: a = b\n", "post.rst").displays
    assert display.acknowledged == reason


PROSE = [
    ("for :math:`x > 0` and ``x``", None, "for $x > 0$ and `x`"),
    ("``:math:`x```", None, "`:math:`x``"),
    ("see `here <https://example.org>`_, :ref:`there <x>`, :eq:`loss`", None,
     "see [here](https://example.org), there, (loss)"),
    ("Title\n=====\n\ntext", 2, "## Title\n\ntext"),
    ("=====\nTitle\n=====\n\ntext", 1, "# Title\n\ntext"),
    ("code::\n\n   x = 1\n     y\n\ntext", None, "code:\n\n```\nx = 1\n  y\n```\n\n\ntext"),
    (".. code-block:: python\n\n   x = 1\n", None, "\n```python\nx = 1\n```\n\n"),
    (".. note::\n\n   Mind this.\n", None, "**Note**\n\n\nMind this.\n"),
    (".. a comment\n\ntext", None, "\n\ntext"),
    (".. image:: x.png\n   :width: 3\n\ntext", None, "\n\ntext"),
    ("- an item\n- another", None, "- an item\n- another"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "level", "shown"), PROSE, ids=[text for text, _, _ in PROSE])
def test_prose_as_markdown(text: str, level: int | None, shown: str) -> None:
    assert markdown(text, level) == shown


def test_built(tmp_path: Path, derive_command) -> None:
    (tmp_path / "post.rst").write_text(
        "Title\n=====\n\nFor :math:`x > 0`:\n\n.. math::\n\n   |x| &= x \\\\\n   &= \\sqrt{x^2}\n\nCode::\n\n   1 < 2\n"
    )
    run = derive_command("build", "post.rst", "--format", "html,markdown,latex", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    page = (tmp_path / "output/markdown/post.md").read_text()
    assert (
        "# Title" in page
        and "For $x > 0$:" in page
        and "\\begin{aligned}" in page
        and "```\n1 < 2\n```" in page
    )
    assert r"\begin{aligned}" in (tmp_path / "output/latex/post.tex").read_text()


@given(
    st.lists(
        st.sampled_from(
            [".. math::", ".. math:: a = b", "   ", "\n", "\n\n", "a = b", "===", "---", "::", "..", ".. note::", "- ",
             ":label: x", ":math:`x > 0`", "``", "`", "For ", "Assume :math:`x>0`.", "\r\n", "text", ">>> ", "\t"]
        ),
        max_size=25,
    ).map("".join)
)  # fmt: skip
def test_every_text_is_read_and_kept(text: str) -> None:
    displays(text)
    markdown(text, None)
