"""The page of the laws: read off the table, led to from every law that a document names."""

from __future__ import annotations

import re
from pathlib import Path

import mathml
import pytest
from checked import checked, shown, step

from derive.document import DeriveError
from derive.proving.laws import LAWS, REJECTED, RULES
from derive.rendering.build import build, stale
from derive.rendering.formats import FORMATS, render_laws
from derive.rendering.formula import flaw
from derive.rendering.sentences import SENTENCES
from derive.rendering.words import WORDS

NAMES = [law.name for law in (*LAWS, *RULES)]


def resting(laws: str, language: str = "en", path: str = "one.md"):
    return checked([shown("a = b", "1")], step(laws=laws), path=path, language=language)


def files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize("law", [*LAWS, *RULES, *REJECTED], ids=lambda law: law.name)
def test_a_law_can_be_shown_as_mathematics(law):
    assert [flaw(part, None) for part in law.statement.split(r", \quad ")] == [None] * (
        law.statement.count(r", \quad ") + 1
    )
    assert re.fullmatch("[a-z]+(-[a-z]+)*", law.name)  # a name is a place that can be led to


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_law_has_its_place_once(language):
    text = render_laws("markdown", language)
    assert re.findall(r'<a id="([^"]*)"></a>', text) == NAMES
    text = render_laws("latex", language)
    assert re.findall(r"\\place\{([^#}]*)\}", text) == NAMES
    assert re.findall(r'<\w+ id="([^"]*)">', render_laws("html", language)) == NAMES


@pytest.mark.parametrize("language", sorted(WORDS))
@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize(
    "said",
    [
        r"$\log(ab) = \log(a) + \log(b)$",
        r"$\cos(a) \ne 0$",
        r"$(fg)' = f'g + fg'$",
        r"$\log(a^{2}) = 2\log(a)$",
        r"$c = \frac{1}{2}$",
    ],
)
def test_statements_conditions_and_witnesses_are_mathematics(said, form, language):
    text = render_laws(form, language)
    if form == "html":
        text = " ".join(f"${mathml.latex(formula)}$" for formula in mathml.tree(text).find("math"))
        text, said = (re.sub(r"\s|\\,", "", words) for words in (text, said))
    assert said in text


def test_the_chinese_page_speaks_chinese():
    untranslated = [rule.conditions for rule in RULES if rule.conditions not in SENTENCES["zh"]]
    assert untranslated == []
    text = render_laws("markdown", "zh")
    assert "条件：两个极限都存在。由 `kernel.both_sides` 检查。" in text
    assert not re.search(r"\b(law|conditions|checked|fails)\b", re.sub(r"`[^`]*`|<a [^>]*>", "", text), re.I)


@pytest.mark.parametrize(
    ("documents", "pages"),
    [
        ([resting("log-exp")], ["laws"]),
        ([resting("sum-scale", "zh", "one.zh.md")], ["laws.zh"]),
        ([resting("log-exp"), resting("numeric", "zh", "one.zh.md")], ["laws", "laws.zh"]),
        ([resting("")], []),
        ([resting("no-law-of-that-name")], []),
    ],
)
def test_a_document_brings_the_page_it_leads_to(tmp_path, documents, pages):
    build(documents, tmp_path)
    built = [name for name in files(tmp_path) if "laws" in name]
    kinds = (("html", "html"), ("latex", "tex"), ("markdown", "md"))
    assert built == [f"{form}/{page}.{suffix}" for form, suffix in kinds for page in pages]
    for page in (tmp_path / "markdown").glob("*.md"):
        for target, place in re.findall(r"\]\((laws[^)#]*)#([^)]*)\)", page.read_text(encoding="utf-8")):
            assert f'<a id="{place}"></a>' in (tmp_path / "markdown" / target).read_text(encoding="utf-8")
    for page in (tmp_path / "html").glob("*.html"):
        for target, place in re.findall(r'href="(laws[^"#]*)#([^"]*)"', page.read_text(encoding="utf-8")):
            assert f' id="{place}"' in (tmp_path / "html" / target).read_text(encoding="utf-8")


def test_what_leads_where():
    from derive.rendering.formats import render

    zh = resting("log-exp made-up", "zh")
    assert "依据 [`log-exp`](laws.zh.md#log-exp)、`made-up`" in next(render("markdown", [zh]))
    assert r"\linkto{laws.zh.pdf}{log-exp}{\texttt{log-exp}}、\texttt{made-up}" in next(render("latex", [zh]))


def test_the_page_goes_stale_like_any_other(tmp_path):
    document = [resting("log-exp")]
    build(document, tmp_path)
    assert (build(document, tmp_path, check=True), stale(document, tmp_path)) == ([], [])
    (tmp_path / "markdown/laws.md").write_text("changed")
    (tmp_path / "latex/laws.zh.tex").write_text("left over")
    assert build(document, tmp_path, check=True) == [tmp_path / "markdown/laws.md"]
    assert stale(document, tmp_path) == [tmp_path / "markdown/laws.md", tmp_path / "latex/laws.zh.tex"]


def test_a_document_of_the_same_name_is_told(tmp_path):
    with pytest.raises(
        DeriveError, match=r"^laws\.md: .*laws\.html is the page of the laws: rename the document$"
    ):
        build([resting("log-exp", path="laws.md")], tmp_path)
    assert files(tmp_path) == []
    build([resting("", path="laws.md")], tmp_path)  # it leads to no law, so there is no such page


def test_what_ships_has_the_page():
    output = Path(__file__).parent.parent / "output"
    for form, options in FORMATS.items():
        for language in WORDS:
            name = "laws" if language == "en" else f"laws.{language}"
            built = output / form / f"{name}.{options.suffix}"
            assert built.read_text(encoding="utf-8") == render_laws(form, language), "run derive build"
