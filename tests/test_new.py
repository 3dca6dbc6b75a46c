"""`derive new`: a small document that proves something, and nothing written over."""

from __future__ import annotations

import pytest

import derive
from derive.beginning import BEGINNINGS, begin, named
from derive.document import DeriveError
from derive.stating.pictures import drawn


@pytest.mark.parametrize("language", sorted(BEGINNINGS))
@pytest.mark.parametrize("title", ["Softplus", 'A "quoted" *title*: $x_1$ <b> {x} \\end', "稳定的 softplus"])
def test_it_proves_something_as_it_stands(tmp_path, language, title):
    path = begin(title, language, tmp_path / "page.md")
    document = derive.read(path)
    report = derive.check(document, workers=1)
    assert report.passed and report.summary["proved"] == 3
    assert document.language == language and document.title == title
    assert len(drawn(document)) == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Softplus without overflow", "softplus-without-overflow"),
        ("带 logit 的损失", "带-logit-的损失"),
        ("../../etc/passwd", "etc-passwd"),
        ("...", "derivation"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_title_as_the_name_of_a_file(title, name):
    assert named(title) == name


def test_nothing_is_written_over(derive_command, tmp_path):
    run = derive_command("new", "My page", cwd=tmp_path)
    assert (run.code, run.out, run.err) == (0, "wrote my-page.md: try derive check my-page.md\n", "")
    (tmp_path / "my-page.md").write_text("mine")
    run = derive_command("new", "My page", cwd=tmp_path)
    assert run.code == 2 and run.err == (
        "derive: my-page.md: there is a file of that name: choose another with --output\n"
    )
    assert (tmp_path / "my-page.md").read_text() == "mine"


@pytest.mark.parametrize("title", ["", "  ", "!?", "\n"])
def test_a_title_needs_a_word(tmp_path, title):
    with pytest.raises(DeriveError, match="a title needs a word"):
        begin(title, "en", tmp_path / "x.md")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(DeriveError, match="cannot be written .*: choose another with --output"):
        begin("Title", "en", tmp_path / "no" / "x.md")


def test_a_new_document_builds(derive_command, tmp_path):
    assert derive_command("new", "标题", "--language", "zh", "--output", "p.md", cwd=tmp_path).code == 0
    run = derive_command("build", "p.md", "--format", "markdown,latex", cwd=tmp_path)
    assert run.code == 0 and "wrote output/markdown/p/f.svg" in run.out
