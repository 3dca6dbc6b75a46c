"""PDFs: made of what is built as LaTeX, in a folder of their own, and only where something changed."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from checked import checked, shown, step

from derive.document import DeriveError
from derive.rendering import pdf
from derive.rendering.build import build

PAGE = checked(["# Title\n\nSome words.", shown("a = b", "1")], step(), path="page.md")
PLAIN = rb"\documentclass{article}\begin{document}%s\end{document}"


@pytest.fixture
def tex(tool):
    for program in pdf.PROGRAMS:
        tool(program)


def text_of(tool, path) -> str:
    return subprocess.run(
        [tool("pdftotext"), "-layout", str(path), "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout


def test_a_page_becomes_a_pdf_and_is_made_again_only_when_it_changes(tex, tool, tmp_path, monkeypatch):
    sources = build([PAGE], tmp_path, ("latex",))[:1]
    (made,) = pdf.build_pdfs(sources, tmp_path / "pdf")
    assert made == tmp_path / "pdf/page.pdf" and "Some words." in text_of(tool, made)
    assert [path.name for path in (tmp_path / "pdf").iterdir()] == ["page.pdf"]
    before = made.read_bytes()
    made.unlink()
    pdf.build_pdfs(sources, tmp_path / "pdf")
    assert made.read_bytes() == before  # the same bytes, whatever the clock says
    monkeypatch.setattr(pdf, "compiled", lambda *_: pytest.fail("it is there already"))
    assert pdf.build_pdfs(sources, tmp_path / "pdf") == [made]
    sources[0].write_bytes(sources[0].read_bytes().replace(b"Some words.", b"Other words."))
    monkeypatch.setattr(pdf, "compiled", lambda *_: b"new")
    pdf.build_pdfs(sources, tmp_path / "pdf")
    assert made.read_bytes() == b"new"


def test_progress_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "compiled", lambda *_: b"new")
    told = []
    pdf.build_pdfs(build([PAGE], tmp_path, ("latex",)), tmp_path / "pdf", lambda *at: told.append(at))
    assert told == [(0, 2), (1, 2)]


@pytest.mark.parametrize(
    "command",
    [
        r"\immediate\write18{touch %s/pwned}",
        r"\newwrite\w\immediate\openout\w=%s/pwned",
        r"\newwrite\w\immediate\openout\w=../pwned",
        r"\newwrite\w\immediate\openout\w=.pwned",
        r"\input{%s/secret}",
        r"\input{../secret}",
        r"\newread\r\openin\r=%s/secret \ifeof\r\else\read\r to\x\x\fi",
        r"\input|'cat %s/secret'",
        r"\special{psfile=%s/secret}",
    ],
)
def test_tex_reads_and_writes_nothing_outside(tex, tool, tmp_path, command):
    """What LaTeX is built never holds such a command; should it ever, TeX refuses it."""
    (tmp_path / "secret").write_text("SECRETWORD\n")
    (tmp_path / "secret.tex").write_text("SECRETWORD\n")
    place = str(tmp_path).encode()
    body = command.encode().replace(b"%s", place)
    try:
        (tmp_path / "made.pdf").write_bytes(pdf.compiled(PLAIN % (b"words " + body), {}, "page.md"))
    except DeriveError as error:
        assert str(error).startswith("page.md: TeX failed: ") and "\n" not in str(error)
    else:
        assert "SECRETWORD" not in text_of(tool, tmp_path / "made.pdf")
    assert not (tmp_path / "pwned").exists()


def test_tex_that_does_not_end_is_stopped(tex):
    with pytest.raises(DeriveError, match="^page.md: TeX took more than 3 s: leave pdf out of --format$"):
        pdf.compiled(PLAIN % rb"\loop\iftrue\repeat", {}, "page.md", seconds=3)


def test_tex_that_fails_says_why(tex):
    with pytest.raises(DeriveError, match="^page.md: TeX failed: Undefined control sequence: leave pdf out"):
        pdf.compiled(PLAIN % rb"\nosuchcommand", {}, "page.md")


def test_settings_of_the_user_are_not_read(tex, tmp_path, monkeypatch):
    (tmp_path / ".latexmkrc").write_text("system('touch pwned'); die;")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TEXINPUTS", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert pdf.compiled(PLAIN % b"words", {}, "page.md").startswith(b"%PDF")
    assert not (tmp_path / "pwned").exists()


def test_without_tex_one_line_names_the_packages(derive_command, tmp_path):
    source = tmp_path / "page.md"
    source.write_text("# T\n\n$$ x + x = 2 x $$\n")
    (tmp_path / "bin").mkdir()
    options = {"cwd": tmp_path, "PATH": str(tmp_path / "bin")}
    run = derive_command("build", source, "--format", "markdown,pdf", **options)
    said = "derive: no PDF was made: on Debian or Ubuntu, apt install latexmk texlive-xetex"
    assert run.code == 0 and run.err.startswith(said) and run.err.count("\n") == 1
    assert (tmp_path / "output/markdown/page.md").exists() and not (tmp_path / "output/pdf").exists()
    run = derive_command("build", source, "--format", "pdf", **options)
    assert run.code == 2 and run.err.startswith(said) and run.out == ""


def test_pdf_alone_leaves_no_latex(tex, derive_command, tmp_path):
    source = tmp_path / "page.md"
    source.write_text("# T\n\n$$ x + x = 2 x $$\n")
    run = derive_command("build", source, "--format", "pdf", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [".built.json", "pdf"]


def test_a_picture_that_is_gone(tmp_path):
    source, _ = build(
        [checked(["words", shown("a = b")], step("refuted"), path="p.md")], tmp_path, ("latex",)
    )
    source.write_bytes(source.read_bytes().replace(b"words", rb"\drawing{p/gone.pdf}{words}"))
    with pytest.raises(
        DeriveError, match=r"p\.tex: cannot be read \(No such file or directory\): build it again"
    ):
        pdf.build_pdfs([source], tmp_path / "pdf")


def test_what_is_there_is_found(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "latexmk" else name)
    assert not pdf.is_there()
