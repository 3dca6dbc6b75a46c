"""What GitHub's Markdown and its MathJax ask of a page, of what is built and of each rule by itself.

The rules are those told in https://github.com/github/markup/issues/1688 (macros that are refused)
and https://nschloe.github.io/2022/06/27/math-on-github-follow-up.html (Markdown before mathematics).
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from checked import checked, shown, step
from conftest import ROOT
from markdown_it import MarkdownIt
from test_render_pages import every_verdict

from derive.reading.math import read_term
from derive.rendering.formats import render
from derive.rendering.guarding import guarded, portable

REFUSED = r"\\(?:operatorname|mbox|phantom|hphantom|vphantom|require|def|gdef|newcommand|renewcommand|let|href|class|style|cssId|unicode)(?![A-Za-z])"
UNKNOWN = r"\\(?:bm|coloneqq|eqqcolon|intertext|textnormal)(?![A-Za-z])|\{(?:dcases|flalign\*?)\}"  # not in what GitHub loads
BUILT = sorted((ROOT / "output/markdown").glob("*.md"))


@pytest.mark.parametrize(
    ("latex", "written"),
    [
        (r"\operatorname{sinh}(x)", r"\mathop{\mathrm{sinh}}(x)"),
        (r"\operatorname*{argmax}_x f", r"\mathop{\mathrm{argmax}}_x f"),
        (r"x \mbox{ if } y", r"x \text{ if } y"),
        (r"a \phantom{b {c}} = d", r"a {} = d"),
        (r"x^{\hphantom{2}}", r"x^{{}}"),
        (r"\bm x", r"\boldsymbol x"),
        (r"f \coloneqq g", "f := g"),
        (r"\begin{dcases} 1 & x > 0 \end{dcases}", r"\begin{cases} 1 & x > 0 \end{cases}"),
        (r"a \\ \intertext{so that} b", r"a \\ \text{so that} \\ b"),
        (r"\operatornameless \bmod", r"\operatornameless \bmod"),
    ],
)
def test_what_github_refuses_is_written_otherwise(latex, written):
    assert portable(latex) == written
    assert not re.search(f"{REFUSED}|{UNKNOWN}", guarded(latex) or "")


@pytest.mark.parametrize(
    "latex",
    [
        r"\operatorname{sinh}(x)",
        r"\operatorname{arctanh}(x)",
        r"\bm x + 1",
        r"\begin{dcases} 1 & x > 0 \\ 0 & x \le 0 \end{dcases}",
    ],
)
def test_it_still_means_the_same(latex):
    assert read_term(portable(latex)) == read_term(latex)


def test_each_macro_that_a_formula_may_have_is_shown_there():
    from derive.rendering.formula import ARGUMENTS, INNER, OUTER, SYMBOLS

    for name, count in {**dict.fromkeys(SYMBOLS, 0), **ARGUMENTS}.items():
        latex = rf"\{name}" + "{x}" * count
        assert not re.search(f"{REFUSED}|{UNKNOWN}", portable(latex)), latex
    for name in (*INNER, *(f"{outer}*" for outer in OUTER)):
        assert not re.search(UNKNOWN, portable(rf"\begin{{{name}}} x \end{{{name}}}")), name


@pytest.mark.parametrize(
    ("prose", "written"),
    [
        ("当$x>0$时", "当 $x>0$ 时"),
        ("当 $x>0$，", "当 $x>0$，"),
        ("（$x$）", "（$x$）"),
        ("where $x +\ny$ is", "where $x + y$ is"),
        ("$f$的", "$f$ 的"),
    ],
)
def test_mathematics_stands_apart_from_letters_and_on_one_line(prose, written):
    text = next(render("markdown", [checked([prose, shown("a = b")], step())]))
    assert f"\n\n{written}\n\n" in text


def pages():
    yield from (path.read_text(encoding="utf-8") for path in BUILT)
    yield from (next(render("markdown", [every_verdict(language)])) for language in ("en", "zh"))


@pytest.mark.parametrize(
    "text", [*pages()], ids=[*(path.name for path in BUILT), "verdicts.en", "verdicts.zh"]
)
def test_a_page_on_github(text):
    body = text[re.match(r"---\n.*?\n---\n", text, re.DOTALL).end() :]
    plain = re.sub(r"(?ms)^(`{3,})(?!math).*?^\1$|`[^`\n]*`", "", body)
    displays = re.findall(r"(?m)^\$\$$\n((?:(?!^\$\$$).*\n)+?)^\$\$$", plain)
    assert plain.count("$$") == 2 * len(displays)  # on lines of their own, and nowhere else
    assert not re.search(r"(?m)^\$\$$\n\n|\n\n\$\$\n\n", "".join(displays))
    outside = re.sub(r"(?ms)^\$\$$.*?^\$\$$", "", plain)
    inline = re.findall(r"\$([^$]+)\$", outside)
    for latex in (*displays, *inline):
        assert not re.search(f"{REFUSED}|{UNKNOWN}", latex), latex
        assert not re.search(r"\\[^A-Za-z\\\s]", latex), f"Markdown eats a backslash: {latex}"
        assert not re.search(r"\\\\(?!\n)", latex), f"\\\\ is no line's end: {latex}"
        assert not re.search(r"<[A-Za-z/!?]", latex), latex
        for environment in re.findall(
            r"\\begin\{(aligned|split|gathered|cases|array)\}(.*?)\\end\{\1\}", latex, re.DOTALL
        ):
            assert "\\tag" not in environment[1], "a tag within a part of a formula"
        assert latex.count("\\tag") <= 1 or "\\begin{align*}" in latex or "\\begin{gather*}" in latex
    for latex in inline:
        assert "\n" not in latex and latex == latex.strip() and "|" not in latex
    for found in re.finditer(r"\$[^$]+\$", outside):
        around = outside[found.start() - 1 : found.start()] + outside[found.end() : found.end() + 1]
        assert not any(character.isalnum() for character in around), (around, found[0])
    # Markdown, which GitHub reads first, finds nothing of its own in a formula.
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(body):
        for part in token.children or ():
            if part.type in ("em_open", "strong_open", "html_inline", "link_open"):
                assert part.markup != "_", "an emphasis begins at an index"


@pytest.mark.parametrize("path", BUILT, ids=lambda path: path.name)
def test_links_and_pictures_lead_somewhere(path):
    """Relative, and to a file that is there."""
    text = path.read_text(encoding="utf-8")
    found = re.findall(r"\]\(([^()\s]+)\)", re.sub(r"(?ms)^\$\$$.*?^\$\$$|`[^`\n]*`(?!\])", "", text))
    near = [address.partition("#") for address in found if not re.match(r"[a-z]+:", address)]
    assert [name for name, _, _ in near if name and not (path.parent / unquote(name)).is_file()] == []
    places = {
        name: (path.parent / unquote(name)).read_text(encoding="utf-8") for name, _, place in near if place
    }
    assert [(name, place) for name, _, place in near if place and f'id="{place}"' not in places[name]] == []
