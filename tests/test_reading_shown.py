"""What `derive check -v` shows of a reading is what was read: it parses back to the same terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import unstyle

import derive
from derive.document import Place, Statement
from derive.reading import read, read_text
from derive.reading.display import read_display
from derive.reading.math import Names, read_condition, read_term
from derive.reading.sources import SUFFIXES
from derive.reading.vocabulary import MEMBERSHIPS
from derive.reporting.data import report_object
from derive.reporting.terminal import report_lines
from derive.stating import state
from derive.terms.latex import write
from derive.terms.term import Term, subterms

ROOT = Path(__file__).parent.parent
FOLDERS = ("derive/derivations", "output", "tests/corpus")
DOCUMENTS = sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*") if p.suffix in SUFFIXES)


def functions_in(term: Term) -> Names:
    applied = (part.args[0].value for part in subterms(term) if part.op in ("apply", "prime"))
    return Names(functions=frozenset(map(str, applied)))


def reread(statement: Statement) -> tuple[Term, Term] | None:
    """The sides of a membership, whose right side is no term by itself, from the line that is shown."""
    if statement.sides is None:
        return None
    left, right = statement.sides
    shown = f"{write(left)} {statement.relation} {write(right)}"
    (chain,) = read_display(shown, functions_in(left), lambda offset: Place(1, offset + 1), 1).chains
    return chain.first.term, chain.links[0].side.term


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_reading_in_the_repository_comes_back(path: Path) -> None:
    statements = state(read(path))
    for statement in statements:
        assert (statement.sides is None) <= (statement.kind == "unread")
        if statement.relation in MEMBERSHIPS:
            assert reread(statement) == statement.sides
            continue
        for side in statement.sides or ():
            assert read_term(write(side), functions_in(side)) == side
        for condition in statement.given:
            assert read_condition(write(condition.term), functions_in(condition.term)) == condition.term


def test_there_are_enough_of_them() -> None:
    assert sum(len(read(path).displays) for path in DOCUMENTS) > 600


POST = """# Post

For $x >= 0$:

$$ \\begin{aligned} f(x) &= |x|x \\\\ &= x^2 \\\\ &= \\foo \\end{aligned} $$

$$ f(x) = \\log\\left(1 + e^{-x}\\right) + \\frac{1}{1 + e^{-x}} + \\frac{x}{x^2 + 1} - \\tanh\\left(\\frac{x}{2}\\right) $$
"""


def test_what_is_shown() -> None:
    report = derive.check(read_text(POST, "post.md"), workers=1)
    assert [unstyle(line) for line in report_lines(report, verbose=True)] == [
        "post.md  Post",
        "  ≡       line 5         definition",
        "      read: f(x) = |x| x",
        "      for:  x \\ge 0 (line 3)",
        "  ✓       line 5         proved, for x >= 0 (line 3)",
        "      read: |x| x = x^{2}",
        "      for:  x \\ge 0 (line 3)",
        "  !       line 5         unread",
        "      5 | $$ \\begin{aligned} f(x) &= |x|x \\\\ &= x^2 \\\\ &= \\foo \\end{aligned} $$",
        "        |                                                 ^",
        "      unknown macro `\\foo`: write `\\mathrm{foo}` for a name, or spell it out",
        "  ✗       line 7         refuted, for x >= 0 (line 3)",
        "      7 | $$ f(x) = \\log\\left(1 + e^{-x}\\right) + \\frac{1}{1 + e^{-x}} + \\frac{x}{x^2 + 1} - \\tanh\\left(\\frac…",
        "        |           ^",
        "      at x = 0: left 0, right 1.19315",
        "      read: f(x)",
        "            = \\log\\left(1 + e^{-x}\\right) + \\frac{1}{1 + e^{-x}} + \\frac{x}{x^{2} + 1} - "
        "\\tanh\\left(\\frac{x}{2}\\right)",
        "      for:  x \\ge 0 (line 3)",
        "",
        "4 relations: 1 proved, 1 refuted, 1 unread, 1 definition",
    ]
    steps = report_object(report, verbose=True)["documents"][0]["steps"]
    assert [step["read"] for step in steps[:3]] == [["f(x)", "|x| x"], ["|x| x", "x^{2}"], None]
    assert all("read" not in step for step in report_object(report)["documents"][0]["steps"])


def test_the_command(derive_command, tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("$$ |x| x = x|x| $$")
    for option in ("-v", "--verbose"):
        assert (
            "      read: |x| x = x \\cdot |x|" in derive_command("check", option, "post.md", cwd=tmp_path).out
        )
    assert "read:" not in derive_command("check", "post.md", cwd=tmp_path).out
