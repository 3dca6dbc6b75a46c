"""The README says what the program does: its example is run, its list of what is trusted is complete."""

from __future__ import annotations

import ast
import re

from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROVING = ROOT / "derive/proving"


def block(language: str) -> str:
    return re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)[1]


def test_the_example_is_what_the_program_prints(derive_command, tmp_path):
    (tmp_path / "softplus.md").write_text(block("markdown"), encoding="utf-8")
    command, printed = block("console").split("\n", 1)
    assert command == "$ derive check softplus.md"
    assert derive_command("check", "softplus.md", cwd=tmp_path).out == printed


def test_what_the_kernel_stands_on_is_named():
    """The kernel, and every module of its folder that it imports, in turn."""
    found, waiting = set(), {"kernel"}
    while waiting:
        name = waiting.pop()
        found.add(name)
        for node in ast.walk(ast.parse((PROVING / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("derive.proving"):
                imported = node.module.split(".")[2:] or [alias.name for alias in node.names]
                waiting |= set(imported) - found
    trusted = README.split("## What is trusted")[1]
    named = set(re.findall(r"(\w+)\.py`", trusted))
    assert named == found | {"verdicts", "claims", "checking"}


def test_the_comparison_is_the_table_that_is_printed(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tests/benchmarks")
    import compare

    rows = re.findall(r"^\| .*\|$", README, re.MULTILINE)
    cells = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]
    assert compare.table(cells[2:]).split("\n") == rows
    systems = [
        kind.__name__ for kind in (compare.systems.Derive, compare.systems.SymPy, *compare.systems.PROMPTED)
    ]
    assert [row[0].split()[0].lower() for row in cells[2:]] == [name.lower() for name in systems]


def test_one_screen():
    assert len(README.splitlines()) <= 70
