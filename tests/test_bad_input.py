"""Input nobody can check: one line that says where and what to do, and no traceback."""

from __future__ import annotations

import json
import time

import pytest

GOOD = "# Title\n\nFor $x \\ge 0$:\n\n$$\n|x| = x\n$$\n"


def display(latex: str) -> str:
    return f"# Title\n\n$$\n{latex}\n$$\n"


@pytest.mark.parametrize(
    "name, content, fragments",
    [
        ("missing.md", None, ["missing.md"]),
        ("empty.md", b"", ["empty.md", "empty"]),
        ("blank.md", b" \n\n", ["blank.md"]),
        ("prose.md", b"# Title\n\nOnly prose, and $x = 1$.\n", ["prose.md", "no displayed relation"]),
        ("latin.md", "für\n\n$$x = x$$\n".encode("latin-1"), ["latin.md:1", "UTF-8"]),
        ("long.md", b"a = b\n" * 900_000, ["long.md"]),
    ],
)
def test_a_file_that_cannot_be_checked(derive_command, tmp_path, name, content, fragments):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    run = derive_command("check", path)
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    for fragment in fragments:
        assert fragment in run.err


@pytest.mark.parametrize(
    "latex, fragments",
    [
        ("x = {1 + 2", ["{"]),
        ("x = \\left( 1 + 2", ["\\left"]),
        ("x = \\foo + 1", ["\\foo"]),
        ("x = \\frac{1}", ["\\frac"]),
        ("x = 1 because we said so", ["we said so", "\\text"]),
        ("x = " + "{" * 10_000 + "1" + "}" * 10_000, ["nest"]),
    ],
)
def test_a_display_that_cannot_be_read(derive_command, tmp_path, latex, fragments):
    """It is unread, with its place, and the display after it is checked all the same."""
    path = tmp_path / "post.md"
    path.write_text(display(latex) + "\n" + display("2 > 1"))
    run = derive_command("check", path, "--format", "json")
    assert (run.code, run.err) == (1, "")
    report = json.loads(run.out)
    assert report["summary"]["unread"] >= 1
    unread = [step for step in report["documents"][0]["steps"] if step["verdict"] == "unread"]
    assert unread[0]["line"] == 4
    for fragment in fragments:
        assert fragment in unread[0]["message"]
    assert report["documents"][0]["steps"][-1]["verdict"] == "proved"

    shown = derive_command("check", path)
    assert shown.code == 1
    assert "unread" in shown.out and "^" in shown.out


@pytest.mark.parametrize("opening", ["\\[", "$$", "\\begin{equation}"])
def test_a_display_that_is_not_closed(derive_command, tmp_path, opening):
    path = tmp_path / "post.md"
    path.write_text(f"# Title\n\n{opening}\nx = x\n\nProse.\n")
    run = derive_command("check", path)
    assert (run.code, run.err) == (1, "")
    assert "3 | " + opening in run.out and "1 unread" in run.out


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.rstrip().encode(),
        ("设 " + GOOD).encode(),
    ],
)
def test_what_is_no_reason_to_complain(derive_command, tmp_path, content):
    path = tmp_path / "post.md"
    path.write_bytes(content)
    run = derive_command("check", path)
    assert (run.code, run.err) == (0, "")
    assert "1 relation: 1 proved" in run.out


@pytest.mark.parametrize(
    "latex",
    [
        "x^{10^{10^{10}}} = x",
        "10^{10^{10}} = 10^{10^{11}}",
        "(1 + x)^{10^{9}} = 1",
        "((((x^{99})^{99})^{99})^{99})^{99} = x",
        "2^{2^{2^{2^{2^{2}}}}} - 1 = 2^{2^{2^{2^{2^{2}}}}}",
        "1 / (10^{10^{10}}) = 0",
        "\\frac{d}{dx} x^{10^{10^{10}}} = x",
    ],
)
def test_enormous_numbers_take_neither_the_time_nor_the_machine(derive_command, latex):
    begin = time.monotonic()
    run = derive_command("prove", latex, "--timeout", "2")
    assert time.monotonic() - begin < 10  # the limit and the start of a process, with room; no benchmark
    assert (run.code, run.err) == (1, "")


def test_a_folder_without_a_document(derive_command, tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    run = derive_command("check", tmp_path)
    assert run.code == 2
    assert str(tmp_path) in run.err and "no document" in run.err


def test_a_large_file_is_read(derive_command, tmp_path):
    path = tmp_path / "large.md"
    path.write_text(GOOD + "Prose without mathematics.\n" * 200_000)
    assert path.stat().st_size > 5_000_000
    run = derive_command("check", path)
    assert (run.code, run.err) == (0, "")


def test_one_bad_file_does_not_hide_the_others(derive_command, tmp_path):
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(GOOD)
    run = derive_command("check", bad, good)
    assert run.code == 2
    assert str(good) in run.out and "1 proved" in run.out
    assert "bad.md" in run.err


def test_an_output_that_cannot_be_written(derive_command, tmp_path):
    path = tmp_path / "post.md"
    path.write_text(GOOD)
    output = path / "below"  # below a file: not even the superuser writes there
    run = derive_command("build", path, "--output", output, "--format", "html,markdown,latex")
    assert run.code == 2
    assert run.err.count("\n") == 1 and str(output) in run.err


@pytest.mark.parametrize("name", ["markdown", "latex"])
def test_a_template_with_an_undefined_name(derive_command, tmp_path, name):
    import shutil

    from conftest import ROOT

    path = tmp_path / "post.md"
    path.write_text(GOOD)
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    (template,) = (templates / name).glob("document.*")
    with template.open("a") as file:
        file.write("\n{{ author.name }}\n" if name == "markdown" else "\n<< author.name >>\n")
    run = derive_command("build", path, "--output", tmp_path / "output", "--templates", templates, "--format", name)
    assert run.code == 2
    assert run.err.count("\n") == 1
    assert "author" in run.err and template.name in run.err


@pytest.mark.parametrize(
    "arguments, fragment",
    [
        (["check", "--timeout", "0"], "--timeout"),
        (["check", "--timeout", "nan"], "--timeout"),
        (["check", "--timeout", "inf"], "--timeout"),
        (["check", "--format", "yaml"], "--format"),
        (["build", "--format", "word"], "word"),
        (["build", "--templates", "/nowhere"], "/nowhere"),
        (["prove"], "RELATION"),
        (["prove", "x"], "x"),
        (["prove", ""], "relation"),
        (["prove", "x = x", "--given", "x +"], "column 3"),
        (["prove", "1 < x < \\foo"], "column 9"),
        (["reprove"], "reprove"),
        (["check", "--nonsense"], "--nonsense"),
    ],
)
def test_options_and_arguments(derive_command, arguments, fragment):
    run = derive_command(*arguments)
    assert (run.code, run.out) == (2, "")
    assert fragment in run.err and run.err.count("\n") == 1


def test_a_step_that_runs_too_long_is_undecided(derive_command, tmp_path):
    path = tmp_path / "post.md"
    path.write_text(GOOD)
    run = derive_command("check", path, "--timeout", "0.000001")
    assert run.code == 1
    assert "undecided" in run.out and "stopped after 1e-06 s" in run.out
