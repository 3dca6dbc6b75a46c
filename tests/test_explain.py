"""`derive explain`: what stands in the margin is true, complete and said once."""

from __future__ import annotations

import json

import pytest
from conftest import ROOT

import derive
from derive.deciding import explanation, margins
from derive.deciding.explanation import Case, Reason, Rewriting
from derive.document import DeriveError, Proposition
from derive.proving.context import Failure, Need
from derive.proving.conventions import with_conventions
from derive.proving.laws import LAWS, RULES
from derive.proving.prover import prove
from derive.refuting.refuter import refute
from derive.reporting.explaining import equation_lines, explanation_lines
from derive.stating import state, state_relation
from derive.terms.term import RELATIONS, relation

WIDE = ("softmax", "f-measure", "gan-discriminator", "newton")  # sums, limits, values put in, kinks
FORMS = ("sum", "product", "quotient")
POST = ROOT / "tests/corpus/proved/bce-with-logits-post.txt"


def margin(claim: str, *given: str) -> list[str]:
    """The notes on a relation that stands alone."""
    proposition = state_relation(claim, given).proposition
    return list(explanation_lines(explanation.explain(prove(proposition), proposition, {}), set()))


@pytest.mark.parametrize(
    "claim, given, lines",
    [
        ("(a+b)^2 = a^2 + 2ab + b^2", (), ["arithmetic"]),
        ("x = x", (), ["both sides say the same"]),
        (r"|x| = x", (r"x \ge 0",), ["|x| = x    abs-of-nonnegative, as x ≥ 0 (given)"]),
        (
            r"\frac{x^2 - 1}{x - 1} = x + 1",
            (),
            ["arithmetic", "defined: x - 1 ≠ 0    arithmetic from x ≠ 1 (a condition of the verdict)"],
        ),
        (
            r"\max(x, y) = \frac{x + y + |x - y|}{2}",
            (),
            [
                "for x - y ≥ 0:",
                "  max(x, y) = x    max-first, as x ≥ y (arithmetic from x - y ≥ 0)",
                "  |x - y| = x - y    abs-of-nonnegative, as x - y ≥ 0",
                "for x - y ≤ 0:",
                "  max(x, y) = y    max-second, as x ≤ y (arithmetic from x - y ≤ 0)",
                "  |x - y| = -(x - y)    abs-of-nonpositive, as x - y ≤ 0",
            ],
        ),
        (
            r"\log(ab) = \log a + \log b",
            ("a > 0", "b > 0"),
            [
                "log(a b) = log(b) + log(a)    log-product, as b > 0 (given), a > 0 (given)",
                "defined: a b > 0    a product of positive terms",
            ],
        ),
        (
            r"\log\frac{1}{1+e^{-x}} = -\log(1+e^{-x})",
            (),
            [
                "log(1/(1 + e^(-x)))",
                "  = log(e^x/(e^x + 1))             e^(-x) = 1/e^x: exp-multiple",
                "  = log(e^x) + log(1/(e^x + 1))    log-product, as e^x > 0 (exp-positive), "
                "1/(e^x + 1) > 0 (a quotient of",
                "                                   positive terms)",
                "  = log(e^x) - log(e^x + 1)        log-power, as e^x + 1 > 0 (a sum of positive terms)",
                "log(1 + e^(-x))",
                "  = log((e^x + 1)/e^x)           e^(-x) = 1/e^x: exp-multiple",
                "  = log(e^x + 1) + log(1/e^x)    log-product, as e^x + 1 > 0, "
                "1/e^x > 0 (a quotient of positive terms)",
                "  = log(e^x + 1) - log(e^x)      log-power, as e^x > 0",
                "defined: 1/(1 + e^(-x)) > 0    a quotient of positive terms",
                "defined: 1 + e^(-x) > 0    a sum of positive terms",
            ],
        ),
    ],
)
def test_the_margin(claim, given, lines):
    assert margin(claim, *given) == lines


def test_every_remark_of_the_documents_is_true():
    """Each statement against the refuter, under what is given and the cases it stands in."""
    laws = {law.name for law in (*LAWS, *RULES)}
    words = set()
    count = 0
    corpus = [next((ROOT / "tests/corpus/derivations").glob(f"{name}.*[dx]")) for name in WIDE]
    for path in (POST, *sorted((ROOT / "derive/derivations").glob("*.md")), *corpus):
        for statement in state(derive.read(path)):
            if statement.proposition is None:
                continue
            try:
                proof = prove(statement.proposition)
            except (Failure, Need):
                assert path in corpus  # where some steps are wrong on purpose
                continue
            given = (*with_conventions(statement.proposition).givens, *proof.conditions, *proof.domain)
            told = explanation.explain(proof, statement.proposition, {})
            for conditions, claim, by in claims((*told.remarks, *told.defined), given):
                words |= set(by) - laws
                if claim.op in RELATIONS:
                    count += 1
                    left, right = claim.args
                    assert refute(Proposition(conditions, left, claim.op, right), effort=0) is None
    assert count > 500
    assert words <= {
        *(explanation.GIVEN, explanation.CASE, explanation.NEEDED, explanation.DOMAIN, explanation.RANGE),
        *(explanation.ARITHMETIC, explanation.SQUARES, *explanation.RULES.values()),
        *(f"a {form} of {sign} terms" for form in FORMS for sign in ("positive", "nonnegative")),
    }


def claims(remarks, conditions):
    """Every statement made, with the conditions it stands under and what it is said to be by."""
    for remark in remarks:
        if isinstance(remark, Case):
            yield from claims(remark.remarks, (*conditions, remark.condition))
        elif isinstance(remark, Rewriting):
            for before, after, reasons in zip(remark.terms, remark.terms[1:], remark.reasons):
                yield conditions, relation(before, "=", after), ()
                yield from claims(reasons, conditions)
        else:
            assert isinstance(remark, Reason)
            yield conditions, remark.claim, remark.by
            yield from claims(remark.because, conditions)


@pytest.mark.parametrize("equation", ["7", "(7)", "line:52"])
def test_an_equation_is_found_by_number_and_by_line(equation):
    (found,) = margins.find(derive.read(POST), equation)
    assert (found.equation, found.place.line) == ("7", 52)


def test_a_line_inside_a_display_is_the_display(tmp_path):
    (tmp_path / "post.md").write_text("# Title\n$$\nx =\n\nx\n$$\n$$ 2 > 1 $$\n", encoding="utf-8")
    document = derive.read(tmp_path / "post.md")
    (first,) = margins.find(document, "line:5")
    (second,) = margins.find(document, "line:7")
    assert [margins.find(document, f"line:{line}") for line in (2, 3, 4, 6)] == [[first]] * 4
    assert second.place.line == 7


@pytest.mark.parametrize(
    "equation, edit", [("9", "its numbers are 1, 2, 3, 4, 5, 6, 7, 8;"), ("line:1", "give a line")]
)
def test_an_equation_that_is_not_there(equation, edit):
    with pytest.raises(DeriveError) as error:
        margins.find(derive.read(POST), equation)
    assert f"no equation {equation}: {edit}" in str(error.value)


def test_given_conditions_are_named_with_their_line():
    lines = list(equation_lines(margins.explain_equation(derive.read(POST), "5")))
    assert any("|x| = x: abs-of-nonnegative, as x ≥ 0 (given in line 42)" in line for line in lines), lines


def test_what_was_said_is_not_said_again():
    lines = list(equation_lines(margins.explain_equation(derive.read(POST), "4")))
    assert [line.strip() for line in lines if "as above" in line] == [
        "log(e^(-x)/(1 + e^(-x))) = -log(e^x + 1)    as above"
    ]
    assert sum("exp-positive" in line for line in lines) == 1


@pytest.mark.parametrize(
    "display, code, lines",
    [
        ("|x| = x", 1, ["at x = -1", "left:  |x| = |-1| = 1", "right: x = -1", r"it holds for x \ge 0"]),
        (
            r"\log x^2 = 2 \log x",
            1,
            ["left:  log(x^2) = log((-1)^2) = 0", "right: 2 log(x) = 2 log(-1), which is undefined"],
        ),
        (r"\pi^{\pi^{\pi}} \ne \Gamma(x) + 10^9", 1, ["π^(π^π) ≠ Γ(x) + 10^9", "the sign of the difference could not be found"]),
        (r"x = \nonsense", 1, [r"\nonsense", "unknown macro"]),
        ("f(x) = x^2", 0, ["f(x) = x^2"]),
    ],
)
def test_steps_that_are_not_proved(derive_command, tmp_path, display, code, lines):
    (tmp_path / "post.md").write_text(f"# Title\n\n$$\n{display}\n$$\n", encoding="utf-8")
    run = derive_command("explain", "post.md", "line:4", cwd=tmp_path)
    assert (run.code, run.err) == (code, "")
    printed = [line.strip() for line in run.out.splitlines()]
    for line in lines:
        assert any(shown.startswith(line) for shown in printed), run.out


def test_the_command_and_its_object(derive_command):
    run = derive_command("explain", POST, "7")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines()[0] == "✓ (7) line 52  proved"
    told = json.loads(derive_command("explain", POST, "7", "--format", "json").out)
    (step,) = told["steps"]
    assert (told["version"], step["verdict"], step["equation"]) == (1, "proved", "7")
    *common, below, above = step["explanation"]["remarks"]
    assert [below["case"], above["case"]] == [r"x \ge 0", r"x \le 0"]
    assert below["remarks"][0] == {
        "claim": r"\max(x, 0) = x",
        "by": ["max-first"],
        "line": None,
        "because": [{"claim": r"x \ge 0", "by": ["this case"], "line": None, "because": []}],
    }
    assert [len(rewriting["terms"]) for rewriting in common] == [4, 3]


def test_no_such_equation_is_one_calm_line(derive_command):
    run = derive_command("explain", POST, "99")
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1 and "no equation 99" in run.err
