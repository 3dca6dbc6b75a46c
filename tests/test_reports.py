"""What is told about a report, on the screen and as JSON."""

from __future__ import annotations

import json

import pytest
from click import unstyle

from derive.document import (
    Checked,
    Condition,
    Counterexample,
    Document,
    Place,
    Problem,
    Report,
    Statement,
    Step,
    Use,
    Verdict,
)
from derive.reporting.data import report_object
from derive.reporting.terminal import Progress, excerpt, report_lines
from derive.terms.term import TRUE

SOURCE = "损失 $$L = |x| = x$$\n" * 3 + "a \\foo b\n"
POSITIVE = Condition("x>=0", TRUE, Place(60, 3))
SMALL = Condition("p < 1", TRUE, Place(61, 3))


def step(kind, equation="4", line=1, column=1, acknowledged=None, given=(), **rest):
    told = {name: rest.pop(name, None) for name in ("warning", "problem")}
    statement = Statement("claim", equation, Place(line, column), "|x|", "=", "x", 0, given, **told)
    return Step(statement, Verdict(kind, **rest), acknowledged)


def report(*steps: Step) -> Report:
    return Report((Checked(Document("post.md", "A post", "en", (), SOURCE), steps),))


REFUTED = step(
    "refuted",
    line=2,
    column=14,
    counterexample=Counterexample((("x", "-1"), (r"\hat{y}", "1/2")), "1", "-1"),
    message="holds if x >= 0",
)
PROBLEM = Problem(Place(4, 3), r"unknown macro \foo", r"define it with \newcommand", r"\foo")


@pytest.mark.parametrize(
    "steps, lines",
    [
        ([step("proved")], ["  ✓ (4)   line 1         proved"]),
        (
            [step("proved", line=line) for line in (51, 52, 56)],
            ["  ✓ (4)   lines 51–56    3 steps proved"],
        ),
        (  # different equations, conditions or verdicts do not share a line
            [step("proved"), step("proved", "5"), step("proved", "5", conditions=("x \\ne 0",))],
            [
                "  ✓ (4)   line 1         proved",
                "  ✓ (5)   line 1         proved",
                "  ✓ (5)   line 1         proved, if x \\ne 0",
            ],
        ),
        (
            [step("proved", None, given=(POSITIVE, SMALL))],
            ["  ✓       line 1         proved, for x>=0 (line 60), p < 1 (line 61)"],
        ),
        (
            [step("definition", warning="L is used twice")],
            ["  ≡ (4)   line 1         definition", "      L is used twice"],
        ),
        (
            [REFUTED],
            [
                "  ✗ (4)   line 2         refuted",
                "      2 | 损失 $$L = |x| = x$$",
                "        |                ^",
                r"      at x = -1, \hat{y} = 1/2: left 1, right -1",
                "      holds if x >= 0",
            ],
        ),
        (
            [step("unread", "2", line=9, problem=PROBLEM, message="unknown macro \\foo: define it")],
            [
                "  ! (2)   line 9         unread",
                "      4 | a \\foo b",
                "        |   ^",
                "      unknown macro \\foo: define it",
            ],
        ),
        (
            [step("undecided", line=9, acknowledged="Fermat", message="no law fits")],
            ["  ? (4)   line 9         undecided", "      no law fits", "      acknowledged: Fermat"],
        ),
        (
            [step("proved", acknowledged="Fermat")],
            [
                "  ✓ (4)   line 1         proved",
                "      remove the note `derive: undecided Fermat`: it is out of date",
            ],
        ),
        ([], ["  no displayed relation"]),
    ],
)
def test_what_is_shown_of_steps(steps, lines):
    shown = [unstyle(line) for line in report_lines(report(*steps))]
    assert shown[0] == "post.md  A post"
    assert shown[1:-2] == lines


@pytest.mark.parametrize(
    "steps, line",
    [
        ([step("proved")], "1 relation: 1 proved"),
        ([step("definition")] * 3 + [step("proved")] * 16, "19 relations: 16 proved, 3 definitions"),
        (
            [step("unread"), step("undecided"), step("undecided", acknowledged="hard"), REFUTED],
            "4 relations: 1 refuted, 2 undecided, 1 unread, 1 acknowledged",
        ),
    ],
)
def test_the_summary(steps, line):
    assert unstyle(list(report_lines(report(*steps)))[-1]) == line


@pytest.mark.parametrize(
    "text, column, shown",
    [
        ("abc", 2, ["1 | abc", "  |  ^"]),
        ("  abc", 4, ["1 | abc", "  |  ^"]),
        ("a\tb", 3, ["1 | a b", "  |   ^"]),
        ("设ab", 2, ["1 | 设ab", "  |   ^"]),
        ("abc", 9, ["1 | abc", "  |    ^"]),
        (
            "x" * 80 + "!" + "y" * 80,
            81,
            ["1 | …" + "x" * 49 + "!" + "y" * 48 + "…", "  | " + " " * 50 + "^"],
        ),
    ],
)
def test_the_caret_stands_under_the_column(text, column, shown):
    assert [unstyle(line) for line in excerpt([text], Place(1, column))] == shown


def test_no_caret_where_there_is_no_such_line():
    assert list(excerpt(["abc"], Place(2, 1))) == []


def test_the_object_other_programs_read():
    proved = step(
        "proved",
        None,
        line=71,
        column=9,
        given=(POSITIVE,),
        conditions=("x \\ne 0",),
        uses=(Use("log-exp", ""), Use("log-quotient", ""), Use("log-exp", "")),
    )
    made = json.loads(json.dumps(report_object(report(proved, REFUTED, step("definition", warning="twice")))))
    first, second, third = made["documents"][0].pop("steps")
    assert made == {
        "version": 1,
        "documents": [{"path": "post.md", "title": "A post", "language": "en"}],
        "summary": {"proved": 1, "refuted": 1, "undecided": 0, "definition": 1, "unread": 0},
    }
    assert first == {
        "equation": None,
        "line": 71,
        "column": 9,
        "left": "|x|",
        "relation": "=",
        "right": "x",
        "verdict": "proved",
        "given": [{"latex": "x>=0", "line": 60}],
        "conditions": ["x \\ne 0"],
        "laws": ["log-exp", "log-quotient"],
        "counterexample": None,
        "message": None,
    }
    assert second["counterexample"] == {"point": {"x": "-1", r"\hat{y}": "1/2"}, "left": "1", "right": "-1"}
    assert second["message"] == "holds if x >= 0"
    assert (third["verdict"], third["message"]) == ("definition", "twice")


@pytest.mark.parametrize(
    "terminal, after, shown",
    [
        (True, 0, True),
        (True, 60, False),
        (False, 0, False),
    ],
)
def test_progress_is_told_late_and_to_a_terminal_only(monkeypatch, capsys, terminal, after, shown):
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    monkeypatch.setattr(Progress, "AFTER", after)
    progress = Progress("pages")
    progress(3, 40)
    progress(7, 40)
    progress.close()
    out, err = capsys.readouterr()
    assert out == "" and ("pages" in err and "3/40" in err and "7/40" in err) == shown
    assert err.endswith("\r\033[K\033[?25h") == shown and bool(err) == shown
