"""Files that are built: where they go, when they are stale, what is said when they cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from checked import checked, shown, step

import derive.rendering.build as building
from derive.document import DeriveError, Report
from derive.rendering.build import build, stale
from derive.rendering.templates import folder

ROOT = Path(__file__).parent.parent
ONE = checked(["Text", shown("a = b", "1")], step(), path="notes/one.md")
TWO = checked([shown("a = b", "1")], step("refuted", at="x=1: 1 | 2"), path="other/two.zh.md", language="zh")


def files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_each_document_in_each_format(tmp_path):
    written = build(Report((ONE, TWO)), tmp_path)
    kinds = (("html", "html"), ("latex", "tex"), ("markdown", "md"))
    names = [f"{form}/{name}.{end}" for form, end in kinds for name in ("index", "one", "two.zh")]
    names = sorted([*names, "json/one.proof.json", "json/two.zh.proof.json"])
    assert files(tmp_path) == names
    assert sorted(str(path.relative_to(tmp_path)) for path in written) == names


@pytest.mark.parametrize(
    ("formats", "names"), [
        (("markdown",), ["markdown/index.md", "markdown/one.md"]),
        (("latex", "json"), ["json/one.proof.json", "latex/index.tex", "latex/one.tex"]),
    ]
)
def test_formats_are_chosen(tmp_path, formats, names):
    build([ONE], tmp_path, formats)
    assert files(tmp_path) == names


def test_built_twice_is_built_the_same(tmp_path):
    build([ONE, TWO], tmp_path / "a")
    build([ONE, TWO], tmp_path / "b")
    for name in files(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_hash_seed_makes_no_difference():
    program = (
        "import sys; sys.path[:0] = ['tests']\n"
        "from test_render_pages import every_verdict\nfrom derive.rendering.formats import render\n"
        "for form in ('html', 'markdown', 'latex'): sys.stdout.write(next(render(form, [every_verdict('zh')])))\n"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(pages) == 1


def test_what_is_committed_is_what_is_built(derive_command):
    """Pictures included, and with any hash seed: byte for byte."""
    run = derive_command("build", "--check", PYTHONHASHSEED="7")
    assert run.code == 0, run.out + run.err


def test_no_page_names_a_place_on_this_machine(tmp_path):
    there = checked([shown("a = b")], step(), path=str(tmp_path / "deep" / "page.md"))
    for path in build([there], tmp_path / "out"):
        assert str(tmp_path) not in path.read_text(encoding="utf-8")


def test_stale_names_what_differs_is_missing_or_left_over(tmp_path):
    build([ONE, TWO], tmp_path)
    assert stale([ONE, TWO], tmp_path) == []
    assert build([ONE, TWO], tmp_path, check=True) == []
    (tmp_path / "markdown/one.md").write_text("changed")
    (tmp_path / "latex/two.zh.tex").unlink()
    (tmp_path / "latex/gone.tex").write_text("left over")
    (tmp_path / "latex/one.log").write_text("not ours")
    before = files(tmp_path)
    expected = [tmp_path / name for name in ("markdown/one.md", "latex/two.zh.tex")]
    assert build([ONE, TWO], tmp_path, check=True) == expected
    assert stale([ONE, TWO], tmp_path) == [*expected, tmp_path / "latex/gone.tex"]
    assert files(tmp_path) == before
    assert (tmp_path / "markdown/one.md").read_text() == "changed"


@pytest.mark.parametrize(
    ("documents", "formats", "said"),
    [
        ([ONE], ("markdown", "docx"), "docx: no such format: choose from html, markdown, latex, json"),
        (
            [ONE, checked([shown("a = b")], step(), path="two/one.tex")],
            ("markdown",),
            "two/one.tex: notes/one.md is built as",
        ),
    ],
)
def test_what_cannot_be_built_is_told_before_anything_is_written(tmp_path, documents, formats, said):
    with pytest.raises(DeriveError, match=f"^{said}"):
        build(documents, tmp_path, formats)
    assert files(tmp_path) == []


def test_a_file_in_the_way(tmp_path):
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(
        DeriveError, match=r"one\.html: cannot be written \(.*\): choose another folder with --output$"
    ):
        build([ONE], tmp_path / "out")


def test_a_folder_in_the_way(tmp_path):
    (tmp_path / "markdown/one.md").mkdir(parents=True)
    with pytest.raises(
        DeriveError, match=r"one\.md: cannot be written \(.*\): choose another folder with --output$"
    ):
        build([ONE], tmp_path, ("markdown",))
    with pytest.raises(DeriveError, match=r"one\.md: cannot be read \(.*\)"):
        stale([ONE], tmp_path, ("markdown",))
    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("a regular file, which nobody writes below, root included")
    with pytest.raises(DeriveError, match="cannot be written"):
        build([ONE], tmp_path / "file" / "out")


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_nothing_half_written_stays_behind(tmp_path, monkeypatch, error):
    build([ONE], tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}

    def interrupted(*_):
        raise error

    monkeypatch.setattr(building.os, "replace", interrupted)
    changed = checked(["Other text", shown("a = b", "1")], step(), path="notes/one.md")
    with pytest.raises(KeyboardInterrupt if error is KeyboardInterrupt else DeriveError):
        build([changed], tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_own_templates_replace_those_of_the_same_name(tmp_path):
    (tmp_path / "own/markdown").mkdir(parents=True)
    (tmp_path / "own/markdown/reproduce.jinja").write_text("## Mine {{ page.version }} {{ page.file }}\n")
    markdown, latex, *_ = build([ONE], tmp_path / "out", ("markdown", "latex"), tmp_path / "own")
    assert "## Mine" in markdown.read_text(encoding="utf-8") and "✓ proved" in markdown.read_text(
        encoding="utf-8"
    )
    assert "How to reproduce" in latex.read_text(encoding="utf-8")


def test_own_templates_escape_without_being_asked(tmp_path):
    (tmp_path / "own/markdown").mkdir(parents=True)
    (tmp_path / "own/markdown/document.jinja").write_text(
        "{{ page.title }} {% for b in page.blocks %}{{ b.text }}{% endfor %}"
    )
    hostile = checked(["<script>*x*</script>"], title="<b>&")
    build([hostile], tmp_path / "out", ("markdown",), tmp_path / "own")
    text = (tmp_path / "out/markdown/page.md").read_text(encoding="utf-8")
    assert text == "&lt;b\\>&amp; &lt;script\\>\\*x\\*&lt;/script\\>\n"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (
            "line\n{{ undefined_name }}",
            r"document\.jinja:2: 'undefined_name' is undefined: correct the template",
        ),
        (
            "line\n\n{{ page.nothing }}",
            r"document\.jinja:3: .*has no attribute 'nothing': correct the template",
        ),
        ("{% for x in %}", r"document\.jinja:1: .*: correct the template"),
        ("{% if page %}\n", r"document\.jinja:\d: .*endif.*: correct the template"),
        ("{{ say('no_such_word') }}", r"document\.jinja:1: .*no_such_word.*: correct the template"),
        ("{{ say('given') }}", r"document\.jinja:1: .*condition.*: correct the template"),
        (
            "{% include 'absent.jinja' %}",
            r"document\.jinja:1: no template absent\.jinja: correct the template",
        ),
        ("{% include 'document.jinja' %}", r"include each other without end: correct the template"),
        ("{{ 1 / 0 }}", r"document\.jinja:1: division by zero: correct the template"),
        ("{{ page.title | nofilter }}", r"document\.jinja:1: .*nofilter.*: correct the template"),
        (b"\xff\xfe", r"not UTF-8.*: correct the template"),
    ],
)
def test_a_template_that_is_wrong(tmp_path, template, said):
    own = tmp_path / "own/markdown"
    own.mkdir(parents=True)
    (own / "document.jinja").write_bytes(template if isinstance(template, bytes) else template.encode())
    with pytest.raises(DeriveError, match=said) as error:
        build([ONE], tmp_path / "out", ("markdown",), tmp_path / "own")
    assert "\n" not in str(error.value) and str(tmp_path / "own") in str(error.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "said"), [("absent", "no such folder of templates"), ("empty", "no templates here")]
)
def test_a_folder_without_templates(tmp_path, name, said):
    (tmp_path / "empty").mkdir()
    with pytest.raises(DeriveError, match=said):
        build([ONE], tmp_path / "out", templates=tmp_path / name)


def test_templates_are_found_in_a_checkout_and_when_installed(tmp_path, monkeypatch):
    assert folder() == ROOT / "templates"
    import derive.rendering.templates as module

    package = tmp_path / "site-packages/derive"
    (package / "templates/markdown").mkdir(parents=True)
    (package / "rendering").mkdir()
    monkeypatch.setattr(module, "__file__", str(package / "rendering/templates.py"))
    assert folder() == package / "templates"
    (package / "templates/markdown").rmdir()
    with pytest.raises(DeriveError, match="the templates are missing: install derive-proofs again"):
        folder()


def test_templates_are_copied_and_used(derive_command, tmp_path):
    own, source = tmp_path / "own", tmp_path / "one.md"
    source.write_text("$$ 2 > 1 $$\n", encoding="utf-8")
    assert derive_command("templates", "--copy", own).code == 0
    again = derive_command("templates", "--copy", own)
    assert (again.code, "is there already" in again.err) == (2, True)
    (own / "html/reproduce.jinja").write_text("<p>Mine</p>", encoding="utf-8")
    built = derive_command("build", source, "--format", "html", "--templates", own, "--output", tmp_path / "out")
    assert built.code == 0
    assert "<p>Mine</p>" in (tmp_path / "out/html/one.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("seed", "workers"), [("1", 1), ("2", 2), ("3", 3)])
def test_neither_the_hash_seed_nor_the_workers_make_a_difference(tmp_path, seed, workers):
    """What is built from a document that ships is what is committed."""
    program = (
        "import derive, sys, pathlib\n"
        "from derive.rendering.build import build\n"
        f"report = derive.check(derive.read('derive/derivations/bce-with-logits.md'), workers={workers}, "
        "explained=True)\n"
        "build(report, pathlib.Path(sys.argv[1]), ('html', 'markdown', 'latex', 'json'))\n"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    for name in files(tmp_path):
        if "bce" in name:
            assert (tmp_path / name).read_bytes() == (ROOT / "output" / name).read_bytes(), name
