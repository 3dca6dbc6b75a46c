"""The commands: exit codes, what is printed, and what other programs read."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from conftest import ROOT

POST = ROOT / "tests/corpus/proved/bce-with-logits-post.txt"
STEP_KEYS = {
    "equation", "line", "column", "left", "relation", "right", "verdict",
    "given", "conditions", "laws", "counterexample", "message",
}  # fmt: skip


def write(path, *displays: str):
    path.write_text("# Title\n\n" + "\n".join(f"$$\n{latex}\n$$\n" for latex in displays))
    return path


@pytest.mark.parametrize(
    "displays, code, summary",
    [
        (["f(x) = x^2", "f(x) = x \\cdot x"], 0, "2 relations: 1 proved, 1 definition"),
        (["|x| = x"], 1, "1 relation: 1 refuted"),
        (["2 > 1", "x = \\nonsense"], 1, "1 proved, 1 unread"),
    ],
)
def test_exit_code_and_summary(derive_command, tmp_path, displays, code, summary):
    run = derive_command("check", write(tmp_path / "post.md", *displays))
    assert (run.code, run.err) == (code, "")
    assert summary in run.out


def test_the_post_as_it_was_published(derive_command):
    run = derive_command("check", POST, "--format", "json")
    assert (run.code, run.err) == (0, "")
    report = json.loads(run.out)
    assert report["version"] == 1
    assert report["summary"] == {
        "proved": 16, "refuted": 0, "undecided": 0, "unread": 0, "definition": 3,
    }  # fmt: skip
    (document,) = report["documents"]
    assert document["language"] == "zh"
    steps = document["steps"]
    assert all(set(step) == STEP_KEYS for step in steps)
    numbers = [step["equation"] for step in steps]
    assert numbers == ["1", "2", "3", *"444444", "5", *"66666", "7", *"888"]
    assert "L" in steps[2]["message"]
    lines = POST.read_text(encoding="utf-8").split("\n")
    for step in steps:
        if step["equation"] in "56":
            (given,) = step["given"]
            assert given["latex"] == ("x>=0" if step["equation"] == "5" else "x<0")
            assert given["latex"] in lines[given["line"] - 1]

    shown = derive_command("check", POST)
    assert shown.code == 0
    assert shown.out.splitlines()[-1] == "19 relations: 16 proved, 3 definitions"


def test_without_a_file_what_ships_is_checked(derive_command, tmp_path):
    run = derive_command("check", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert "bce-with-logits.md" in run.out and "bce-with-logits.zh.md" in run.out


def test_a_folder_is_every_document_in_it(derive_command, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    write(tmp_path / "b.md", "2 > 1")
    write(tmp_path / "sub" / "a.md", "2 > 1")
    write(tmp_path / ".hidden" / "c.md", "1 > 2")
    (tmp_path / "prose.md").write_text("# Nothing to check\n")
    run = derive_command("check", tmp_path)
    assert (run.code, run.err) == (0, "")
    assert run.out.index("b.md") < run.out.index("prose.md") < run.out.index("a.md")
    assert "2 relations: 2 proved" in run.out


@pytest.mark.parametrize(
    "note_before, latex, code, shown",
    [
        ("", "\\pi^{\\pi^{\\pi}} \\ne \\Gamma(x) + 10^9", 1, "1 undecided"),
        ("beyond us", "\\pi^{\\pi^{\\pi}} \\ne \\Gamma(x) + 10^9", 0, "acknowledged: beyond us"),
        ("beyond us", "2 > 1", 1, "out of date"),
        ("beyond us", "1 > 2", 1, "out of date"),
    ],
)
def test_an_undecided_step_may_be_acknowledged(derive_command, tmp_path, note_before, latex, code, shown):
    path = tmp_path / "post.md"
    note = f"<!-- derive: undecided {note_before} -->\n\n" if note_before else ""
    path.write_text(f"# Title\n\n{note}$$\n{latex}\n$$\n")
    run = derive_command("check", path)
    assert (run.code, run.err) == (code, "")
    assert shown in run.out


@pytest.mark.parametrize(
    "relation, given, code, shown",
    [
        (r"\log(1+e^{-x}) + x = \log(1+e^x)", [r"x \in \mathbb{R}"], 0, "✓ proved"),
        ("|x| = x", [r"x \ge 0"], 0, r"✓ proved, for x \ge 0"),
        (r"\frac{x}{x} = 1", [], 0, "proved, if x"),
        ("|x| = x", [], 1, "at x = -1: left 1, right -1"),
        ("-h = -h", [], 0, "✓ proved"),
        ("-|x| = -x", ["-x < 0"], 0, "✓ proved, for -x < 0"),
        ("-(-x) = x", [], 0, "✓ proved"),
        (r"0 < e^{-|x|} \le 1", [], 0, r"✓ proved  e^{-|x|} \le 1"),
        (r"0 < e^{-|x|} < 1", [], 1, "✗ refuted  e^{-|x|} < 1"),
        (r"a \le b < c", ["a < b"], 1, "✗ refuted  b < c, for a < b"),
        (r"e^{-|x|} \in (0, 1]", [], 0, "✓ proved, by"),
        (r"\log 2 \approx 0.694", [], 1, "rounded to these digits it is 0.693"),
    ],
)
def test_prove(derive_command, relation, given, code, shown):
    run = derive_command("prove", relation, *(part for g in given for part in ("--given", g)))
    assert run.code == code
    assert shown in run.out + run.err


def test_build_and_build_check(derive_command, tmp_path):
    good, bad = write(tmp_path / "good.md", "2 > 1"), write(tmp_path / "bad.md", "1 > 2")
    output = tmp_path / "made"
    built = derive_command("build", good, bad, "--output", output, "--format", "html,markdown,latex,json")
    assert (built.code, built.err) == (1, "")  # a document with a refuted step is built all the same
    formats = (("markdown", "md"), ("html", "html"), ("latex", "tex"), ("json", "proof.json"))
    paths = [output / f"{form}/{name}" for form, end in formats
             for name in (f"good.{end}", f"bad.{end}", f"index.{end}")[: 2 if form == "json" else 3]]  # fmt: skip
    *written, last = built.out.splitlines()
    assert sorted(written) == sorted(f"wrote {path}" for path in paths)
    assert last == "2 relations: 1 proved, 1 refuted"
    assert all(path.stat().st_size for path in paths)

    def check(*arguments: object):
        return derive_command("build", good, "--output", output, "--check", *arguments)

    assert (check().code, check().out) == (0, "1 relation: 1 proved\n")
    paths[0].write_text("changed")
    run = check("--format", "markdown")
    assert run.code == 1
    assert run.out.startswith(f"{paths[0]} is stale")
    assert paths[0].read_text() == "changed"
    assert check("--format", "latex").code == 0


def test_prove_prints_the_step_object(derive_command):
    run = derive_command("prove", "|x| = x", "--format", "json")
    step = json.loads(run.out)
    assert run.code == 1
    assert set(step) == STEP_KEYS
    assert (step["left"], step["relation"], step["right"]) == ("|x|", "=", "x")
    assert step["verdict"] == "refuted"
    assert step["counterexample"] == {"point": {"x": "-1"}, "left": "1", "right": "-1"}


def test_prove_prints_the_steps_of_a_chain_as_a_list(derive_command):
    run = derive_command("prove", r"0 < e^{-|x|} \in (0, 1)", "--format", "json")
    steps = json.loads(run.out)
    assert run.code == 1
    assert [(step["relation"], step["right"], step["verdict"]) for step in steps] == [
        ("<", "e^{-|x|}", "proved"),
        (r"\in", "(0, 1)", "refuted"),
    ]
    assert steps[1]["counterexample"] == {"point": {"x": "0"}, "left": "1", "right": "(0, 1)"}


def test_colour_only_on_a_terminal(derive_command):
    assert "\x1b[" not in derive_command("prove", "|x| = x").out


def test_an_ascii_terminal_is_no_reason_to_stop(derive_command):
    run = derive_command("check", POST, PYTHONIOENCODING="ascii")
    assert run.code == 0
    assert "16 proved" in run.out


def test_version_and_help(derive_command):
    assert derive_command("--version").out == "derive 0.1.0\n"
    for command in ((), ("check",), ("prove",), ("build",), ("explain",), ("laws",), ("new",)):
        run = derive_command(*command, "--help")
        assert run.code == 0 and len(run.out.splitlines()) <= 25


def test_the_same_whatever_the_hash_seed_and_the_workers(derive_command):
    runs = {derive_command("check", "--format", "json", PYTHONHASHSEED=str(seed)).out for seed in range(3)}
    assert len(runs) == 1
    import derive

    documents = [derive.read(path) for path in sorted((ROOT / "derive/derivations").glob("*.md"))]
    assert derive.check(*documents, workers=1) == derive.check(*documents, workers=3)


def test_from_python():
    import derive

    report = derive.check(derive.read(POST))
    assert report.passed
    assert report.summary["proved"] == 16


def test_importing_the_package_loads_no_other_library():
    code = "import sys, derive.cli; print([m for m in ('sympy', 'flint', 'jinja2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_checking_does_not_load_sympy():
    code = "import sys, derive; derive.check(derive.read(sys.argv[1])); print('sympy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, POST], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def run_patched(patch: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process whose modules were first changed by `patch`."""
    code = f"import sys, os, time\n{patch}\nfrom derive.cli import main\nmain(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60
    )


@pytest.mark.parametrize(
    "patch, arguments, said",
    [
        (
            "import derive.reading\ndef read(path): raise KeyError('x')\nderive.reading.read = read",
            ["check", "post.md"],
            "derive: post.md: internal error, please report it with the document: KeyError: 'x' (<string>:3)",
        ),
        (
            "from derive.deciding import verdicts\n"
            "def decide(p): raise verdicts.Disagreement('proved: this; ' + 'y' * 1000 + 'refuted at that')\n"
            "verdicts.decide = decide",
            ["prove", "x = x"],
            "derive: internal error, please report it with the document: Disagreement: proved: this; "
            + "y" * 1000
            + "refuted at that (",
        ),
    ],
)
def test_an_error_of_ours_is_one_calm_line(patch, arguments, said):
    run = run_patched(patch, *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(said)
    assert run.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="no such signals")
class TestStopping:
    def start(self, *command: object):
        return subprocess.Popen(
            [sys.executable, *map(str, command)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def test_a_closed_pipe_is_quiet(self):
        process = self.start("-m", "derive", "check", POST)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() == 141

    @pytest.mark.parametrize("to_all", [True, False])
    def test_an_interrupt_is_quiet_and_leaves_nothing(self, to_all):
        code = (
            "import os, time; from derive.deciding import verdicts; from derive.cli import main\n"
            "verdicts.decide = lambda proposition: os.write(1, b'begun') and time.sleep(60)\n"
            # As in a terminal: tests that run in the background inherit that SIGINT is ignored.
            "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "main(['prove', 'x = x'])"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "DERIVE_DEBUG": "1"},  # lets the worker write
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        assert process.stdout.read(5) == b"begun"
        (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (out, err.strip()) == (b"", b"")  # a new line after the terminal's ^C
        assert process.returncode == 130
        with pytest.raises(ProcessLookupError):  # nothing is left in its group
            os.killpg(process.pid, 0)

    def test_a_killed_command_leaves_nothing(self):
        code = (
            "import os, time; from derive.deciding import verdicts; from derive.cli import main\n"
            "verdicts.decide = lambda proposition: os.write(1, b'begun') and time.sleep(60)\n"
            "main(['prove', 'x = x', '--timeout', '1'])"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "DERIVE_DEBUG": "1"},
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert process.stdout.read(5) == b"begun"
        process.kill()
        assert process.stdout.read() == b""  # its end comes when the last process that could write is gone
        process.stdout.close()
        process.wait()
