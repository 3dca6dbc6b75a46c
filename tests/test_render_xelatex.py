"""The LaTeX that is built compiles, shows every character, and does nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest
from checked import checked, shown, step
from test_render_pages import every_verdict, hostile_document

import derive
from derive.reading import read_text
from derive.rendering.build import build

ROOT = Path(__file__).parent.parent
CHARACTERS = checked(
    [
        "# Title\n\nWords: é ß ß “q” ‘q’ – — … · × ± ² ½ α Ω ∂ ≤ ∞ → ⇒ ✓ ✗ ℝ ₁ ， 。（）「」 €",
        shown("α · β × γ − δ ≤ 1 … ∞ ’ \\text{若 x} 中文 （x）＝，", "1"),
        shown("x_{α} + \\text{— “q”}", "2"),
    ],
    step(),
    title="Title",
    path="characters.md",
)
RARE = checked(
    ["# 龘靐\n\n繁體字與罕見字：堃喆龘", shown("a = b")], step(), language="zh", title="龘靐", path="rare.md"
)
PROSE = checked(
    [
        "# A *title*\n\nA note[^1], *the same[^1]*, **another[^2] ~~struck[^3]~~**, none[^4].\n\n## Head[^5] and `code_`\n\n"
        "- item[^6]\n  > quoted ![gone](gone.png) [![badge](https://e.org/b.svg)](https://e.org)\n\n"
        "| a[^7] | ![in a table](x.png) |\n|--|--|\n| [^7] | b<br>c |\n\nHard  \nbreak ---\n\n***\n\n#### Deep",
        shown("a = b"),
        "[^1]: First, with $x^2$ and [^2].\n[^2]: Two paragraphs.\n\n    - and a list\n\n    ```\n    code {\n    ```\n"
        "[^3]: [^3] of itself.\n[^5]: In a heading.\n\n    Twice.\n[^6]: | t | u |\n    |--|--|\n    | 1 | 2 |\n[^7]: In a table.",
    ],
    step(),
    path="prose.md",
)
DOCUMENTS = {
    "prose": PROSE,
    "every-verdict.en": every_verdict("en"),
    "every-verdict.zh": every_verdict("zh"),
    "characters": CHARACTERS,
    "rare": RARE,
    "page": hostile_document(),
    "long": checked(
        ["x" * 210_000, "x" * 1001, "word " * 45_000, shown("a + " * 11_000 + "b")],
        step(message="~" * 10_000),
        path="long.md",
    ),
}


def compiled(tool, source: Path) -> str:
    """The log of xelatex, run twice as tables need; a page must come out of it."""
    for _ in range(2):
        done = subprocess.run(
            [tool("xelatex"), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", source.name],
            cwd=source.parent,
            capture_output=True,
            timeout=180,
        )
        log = source.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
        assert done.returncode == 0, "\n".join(re.findall(r"(?m)^!.*(?:\n.*){3}", log)) or log[-2000:]
    return log


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_it_compiles_and_no_character_is_missing(tool, font, tmp_path, name):
    if name == "rare":
        font("Noto Serif CJK SC")
    source, *laws = build([DOCUMENTS[name]], tmp_path, ("latex",))
    log = compiled(tool, source)
    assert "Missing character" not in log
    assert source.with_suffix(".pdf").exists()
    written = {source.with_suffix(suffix) for suffix in (".aux", ".log", ".pdf", ".tex")}
    assert set(source.parent.iterdir()) == {*written, *laws}
    assert "/etc/passwd" not in re.findall(r"\(([^\s()]+)", log)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_words_and_marks_are_on_the_page(tool, tmp_path, language):
    source, *_ = build([every_verdict(language)], tmp_path, ("latex",))
    compiled(tool, source)
    text = subprocess.run(
        [tool("pdftotext"), "-layout", source.with_suffix(".pdf").name, "-"],
        cwd=source.parent,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    words = {"en": ["REFUTED", "(5)", "line 90"], "zh": ["不成立", "(5)", "第 90 行"]}[language]
    assert [word for word in words if word not in text] == []


WRONG = {
    "en": "# Softplus\n\n$$ f(x) = \\log(1 + e^x) $$\n\nFor every $x$:\n\n$$ f(x) = \\max(x, 0) + \\log(1 + e^{-x}) $$\n\n"
    "and it is bounded by\n\n$$ f(x) \\le |x| + 1 = \\Gamma(|x| + 2) $$\n\nNot read:\n\n$$ f(x) = \\frac{1 $$\n",
    "zh": "---\nlang: zh\n---\n\n# 软加函数\n\n$$ f(x) = \\log(1 + e^x) $$\n\n对一切 $x$ 有\n\n$$ f(x) = \\max(x, 0) + \\log(1 + e^{-x}) $$\n\n"
    "并且\n\n$$ f(x) \\le |x| + 1 = \\Gamma(|x| + 2) $$\n\n读不懂：\n\n$$ f(x) = \\frac{1 $$\n",
}


@pytest.mark.parametrize("language", sorted(WRONG))
def test_a_wrong_document_is_set_within_the_margins_with_its_pictures(tool, tmp_path, language):
    found = derive.check(read_text(WRONG[language], "wrong.md"), workers=1)
    source = build(found, tmp_path, ("latex",))[0]
    assert source.read_text(encoding="utf-8").count("\\drawing{wrong/step-") == 2
    log = compiled(tool, source)
    assert "Missing character" not in log
    assert wide(log) == []


def wide(log: str) -> list[str]:
    """By how much lines of the page go over its margin, where that is seen."""
    return [width for width in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log) if float(width) > 5]


@pytest.mark.parametrize("source", sorted((ROOT / "output/latex").glob("*.tex")), ids=lambda path: path.name)
def test_what_ships_compiles_with_no_wide_line(tool, tmp_path, source):
    copy = tmp_path / source.name
    copy.write_bytes(source.read_bytes())
    if source.with_suffix("").is_dir():
        shutil.copytree(source.with_suffix(""), copy.with_suffix(""))
    log = compiled(tool, copy)
    assert "Missing character" not in log
    assert wide(log) == []


def test_a_link_to_a_law_leads_to_its_place(tool, tmp_path):
    source, laws, _ = build([every_verdict("en")], tmp_path, ("latex",))
    for file in (source, laws):
        compiled(tool, file)
    assert b"/GoToR/F(laws.pdf)/D(exp-sum)" in unpacked(source.with_suffix(".pdf"))
    assert b"(exp-sum)" in unpacked(laws.with_suffix(".pdf"))


def unpacked(pdf: Path) -> bytes:
    """The file's objects, those in compressed streams included."""
    out = []
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf.read_bytes(), re.DOTALL):
        try:
            out.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"".join(out)
