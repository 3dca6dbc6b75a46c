"""Certificates: what is stated is what was proved, and nothing but that is ever certified."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

import derive
from derive import cli
from derive.certifying import certify as certifying
from derive.certifying.certificates import certificate, entries, read_certified
from derive.certifying.expressions import Inexpressible
from derive.certifying.lemmas import lemmas
from derive.certifying.names import RESERVED, Names, identifier
from derive.certifying.running import AXIOMS, LIBRARY, MODULES, Rocq, axioms
from derive.deciding.claims import proofs
from derive.document import DeriveError
from derive.reading import read_text
from derive.stating import state_relations

POST = ROOT / "tests/corpus/proved/bce-with-logits-post.txt"


def stated(latex: str, *givens: str):
    """The lemmas of a relation that is proved: that it is defined, and that it holds."""
    (statement,) = state_relations(latex, givens)
    ((proposition, proof),) = proofs(statement.proposition)
    return lemmas(proposition, (*proof.conditions, *proof.domain))


# ── what is stated ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "latex, givens, binders, hypotheses, defined, conclusion",
    [
        ("x + 1 = 1 + x", (), "(x : R)", (), None, "(x + 1) = (1 + x)"),
        (r"\frac{x}{x} = 1", (), "(x : R)", ("(x <> 0)",), "(x <> 0)", "(x / x) = 1"),
        (r"\frac{x}{2} = \frac{1}{2} x", (), "(x : R)", (), None, "(x / 2) = ((1 / 2) * x)"),
        (r"\log x \le x - 1", (), "(x : R)", ("(x > 0)",), "(0 < x)", "(ln x) <= (x - 1)"),
        (r"\sqrt{x}^2 = x", (), "(x : R)", ("(x >= 0)",), "(0 <= x)", "((sqrt x) ^ 2) = x"),
        (r"x^{-2} = \frac{1}{x^2}", ("x > 0",), "(x : R)", ("(x > 0)",), r"((x <> 0) /\ ((x ^ 2) <> 0))",
         "(/ (x ^ 2)) = (1 / (x ^ 2))"),
        (r"x^a = e^{a \log x}", ("x > 0",), "(x a : R)", ("(x > 0)",),
         r"((0 < x \/ (x = 0 /\ 0 < a)) /\ (0 < x))", "(power x a) = (exp (a * (ln x)))"),
        (r"\max(x, 0) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}", (), "(x : R)", (),
         "(~ (x > 0) -> (~ (x <= 0) -> False))",
         "(Rmax x 0) = (if Rgt_dec x 0 then x else (if Rle_dec x 0 then 0 else 0))"),
        (r"\frac{d}{dx} \log x = \frac{1}{x}", ("x > 0",), "(x : R)", ("(x > 0)",),
         r"((locally x (fun x : R => (0 < x))) /\ (x <> 0))", "is_derive (fun x : R => (ln x)) x (1 / x)"),
        (r"\lim_{x \to \infty} e^{-x} = 0", (), "", (), None, "is_lim (fun x : R => (exp (- x))) p_infty 0"),
        (r"\lim_{x \to \infty} e^{x} = \infty", (), "", (), None, "is_lim (fun x : R => (exp x)) p_infty p_infty"),
        (r"\lim_{h \to 0^+} \frac{h}{h} = 1", (), "", (), "(at_right 0 (fun h : R => (h <> 0)))",
         "filterlim (fun h : R => (h / h)) (at_right 0) (locally 1)"),
        (r"\int_0^1 x \, dx = \frac{1}{2}", (), "", (), None, "is_RInt (fun x : R => x) 0 1 (1 / 2)"),
        (r"\sum_{i=1}^n 2 x_i = 2 \sum_{i=1}^n x_i", (), "(x : Z -> R) (n : Z)", ("(n >= (1 + (- 1)))%Z",),
         "(0 <= n)%Z",
         "(sum 1%Z n (fun i : Z => (2 * (x i)))) = (2 * (sum 1%Z n (fun i : Z => (x i))))"),
        (r"\frac{\partial}{\partial x_1} x_1^2 = 2 x_1", (), "(x : Z -> R)", (), None,
         "is_derive (fun t : R => let x := varied x 1%Z t in ((x 1%Z) ^ 2)) (x 1%Z) (2 * (x 1%Z))"),
    ],
)  # fmt: skip
def test_a_lemma_says_what_the_theorem_says(latex, givens, binders, hypotheses, defined, conclusion):
    where, main = stated(latex, *givens)
    assert (main.binders, main.hypotheses, main.conclusion) == (binders, hypotheses, conclusion)
    assert (where and where.conclusion) == defined
    assert where is None or (where.binders, where.hypotheses) == (binders, hypotheses)


@pytest.mark.parametrize(
    "latex, givens, reason",
    [
        (r"\Gamma(x + 1) = x \Gamma(x)", ("x > 0",), "the function Γ"),
        (r"1 + \lim_{x \to \infty} e^{-x} = 1", (), "a limit inside a term"),
    ],
)
def test_what_is_not_expressible_is_told(latex, givens, reason):
    with pytest.raises(Inexpressible, match=reason):
        stated(latex, *givens)


@pytest.mark.parametrize(
    "latex, name",
    [
        ("x", "x"), (r"\theta", "theta"), (r"\hat{y}", "hat_y"), (r"x_{\text{max}}", "x_max"), ("x'", "x_prime"),
        ("α", "v"), (r"\pi_\theta(\cdot \mid \cdot)", "pi_theta"), (r"a*)Axiom f:False.(*", "a_Axiom_f_False"),
    ],
)  # fmt: skip
def test_names_are_letters_and_digits(latex, name):
    assert identifier(latex) == name


def test_no_name_hides_a_word_of_a_statement():
    names = Names()
    given = [names.of("value", word) for word in sorted(RESERVED)]
    assert not RESERVED & set(given)
    assert len(set(given)) == len(given)


def test_different_things_have_different_names():
    names = Names()
    told = [
        names.of(kind, latex) for kind in ("value", "family 1") for latex in ("x", r"\hat x", "hat_x", "{x}")
    ]
    assert len(set(told)) == 8
    assert names.of("value", "x") == told[0]


def test_every_word_that_is_printed_is_reserved():
    """What stands in a template of a statement before its first part, or is a function's name in Rocq."""
    printed: set[str] = set()
    for name in ("expressions", "definedness", "lemmas"):
        source = (ROOT / f"derive/certifying/{name}.py").read_text(encoding="utf-8")
        printed |= set(re.findall(r'"\(?([A-Za-z_]\w+) \{', source)) | set(
            re.findall(r'": "([a-zA-Z]\w+)"', source)
        )
    assert {"Derive", "ln", "ex_derive", "is_lim", "Rlt_dec", "is_RInt_gen", "locally"} <= printed
    assert printed - RESERVED == {"family", "function"}  # kinds of names


# ── the text of a certificate ────────────────────────────────────────────────

TWO_STEPS = r"""# A title (* with "a comment" *)

For $x > 0$:
$$ \log(x^2) = 2 \log x \tag{1} $$
$$ \Gamma(x + 1) = x \Gamma(x) \tag{2} $$
For every $x$:
$$ e^{x} e^{-x} = 1 \tag{3} $$
"""


@pytest.fixture(scope="module")
def checked():
    return derive.check(read_text(TWO_STEPS, "two.md")).documents[0]


def test_the_text_of_a_certificate(checked):
    steps = entries(checked)
    assert [(e.name, len(e.lemmas), e.reason is None) for e in steps] == [
        ("eq1_step1", 2, True), ("eq2_step1", 0, False), ("eq3_step1", 1, True),
    ]  # fmt: skip
    text = certificate(checked.document, steps, {"eq1_step1"})
    assert text.startswith("(* two.md: A title ( * with ''a comment'' * )\n")
    assert (
        "Lemma eq1_step1 (x : R) :\n  (x > 0) ->\n  (ln (x ^ 2)) = (2 * (ln x)).\nProof. derive. Qed." in text
    )
    assert "(* eq2_step1, not expressible: the function Γ has no counterpart" in text
    assert "(* eq3_step1, not certified.  line 7, equation (3): e^{x} e^{-x} = 1 *)" in text
    assert text.endswith(
        "Definition certified := (eq1_step1_defined, eq1_step1).\nPrint Assumptions certified.\n"
    )
    assert read_certified(text, checked.document, steps) == {"eq1_step1"}


EDITS = {
    "a weaker statement": ("(x > 0) ->\n  (ln (x", "(x > 0) ->\n  (x = 1) ->\n  (ln (x"),
    "another statement": ("(2 * (ln x))", "(2 * (ln x) + 0)"),
    "one side of it dropped": ("(ln (x ^ 2)) = (2 * (ln x))", "True"),
    "Admitted": ("Proof. derive. Qed.", "Admitted."),
    "another proof": ("Proof. derive. Qed.", "Proof. intros; derive. Qed."),
    "an axiom": ("Lemma eq1_step1 ", "Axiom cheat : False.\nLemma eq1_step1 "),
    "a shadowed exp": ("Open Scope R_scope.\n", "Open Scope R_scope.\nDefinition exp (x : R) : R := 1.\n"),
    "a shadowed +": ("Open Scope R_scope.\n", 'Open Scope R_scope.\nNotation "x + y" := (Rmult x y) : R_scope.\n'),
    "another import": ("Import Prove.", "Import Prove Sums."),
    "no import": ("From Derive Require Import Prove.\n", "From Coq Require Import Reals.\n"),
    "another tactic": ("Open Scope R_scope.\n", "Open Scope R_scope.\nLtac derive := admit.\n"),
    "a lemma more": ("Definition certified", "Lemma more : True.\nProof. trivial. Qed.\nDefinition certified"),
    "a lemma less": ("Definition certified := (eq1_step1_defined, ", "Definition certified := ("),
    "no list of axioms": ("Print Assumptions certified.\n", ""),
    "text behind it": ("Print Assumptions certified.\n", "Print Assumptions certified.\nAxiom f : False.\n"),
    "the end cut off": ("\nPrint Assumptions certified.\n", "\nPrint Assumpt"),
    "another comment": ("equation (1)", "equation (9)"),
}  # fmt: skip


@pytest.mark.parametrize("what", EDITS)
def test_an_edited_certificate_is_refused(what, checked):
    steps = entries(checked)
    text = certificate(checked.document, steps, {"eq1_step1", "eq3_step1"})
    old, new = EDITS[what]
    assert text.count(old) >= 1
    with pytest.raises(ValueError):
        read_certified(text.replace(old, new, 1), checked.document, steps)


def test_a_certificate_of_another_document_is_refused(checked):
    other = derive.check(read_text(TWO_STEPS.replace("2 \\log x", "\\log x + \\log x"), "two.md")).documents[
        0
    ]
    text = certificate(checked.document, entries(checked), {"eq1_step1"})
    with pytest.raises(ValueError):
        read_certified(text, other.document, entries(other))


def test_two_documents_with_one_certificate(checked):
    other = read_text(TWO_STEPS, "folder/two.md")
    with pytest.raises(DeriveError, match="rename one of the two"):
        certifying.certificate_paths((checked.document, other), Path("output"))


def test_the_library_assumes_nothing():
    """No axiom, nothing admitted, and each file needs only those before it."""
    assert {path.stem for path in LIBRARY.glob("*.v")} >= set(MODULES)
    for place, module in enumerate(MODULES):
        text = (LIBRARY / f"{module}.v").read_text(encoding="utf-8")
        for word in ("Axiom", "Admitted", "admit", "Parameter", "Conjecture", "Unset", "Hypothesis:"):
            assert word not in text, (module, word)
        needed = [line.split()[-1].rstrip(".") for line in text.split("\n") if line.startswith("From Derive")]
        assert set(needed) <= set(MODULES[:place]), module


def test_reading_what_rocq_assumes():
    printed = (
        "Axioms:\nsig_not_dec : forall P : Prop, {~ ~ P} + {~ P}\nA.b\n  : True\nChars 1 - 2 [x] 0. secs\n"
    )
    assert axioms(printed) == {"sig_not_dec", "A.b"}
    assert axioms("Closed under the global context\n") == frozenset()


# ── with Rocq ────────────────────────────────────────────────────────────────


def command(capsys, *arguments: object) -> tuple[int, str]:
    """The exit code of a command and what it prints, in this process: no time limit but its own."""
    with pytest.raises(SystemExit) as left:
        cli.main([str(argument) for argument in arguments])
    return left.value.code, capsys.readouterr().out


def test_the_post_is_certified(tool, capsys, tmp_path):
    tool("coqc")
    code, printed = command(capsys, "certify", POST, "--output", tmp_path, "--strict", "--timeout", 60)
    assert (code, printed.split("\n")[-2]) == (0, "16 proved steps: 16 certified")
    path = tmp_path / "rocq/bce_with_logits_post.v"
    assert command(capsys, "certify", POST, "--verify", tmp_path, "--strict", "--timeout", 60)[0] == 0
    path.write_text(path.read_text(encoding="utf-8").replace("Qed", "Admitted", 1), encoding="utf-8")
    code, printed = command(capsys, "certify", POST, "--verify", tmp_path)
    assert code == 1
    assert "refused: line 10 is not what the document's steps give" in printed


@pytest.mark.parametrize(
    "edit", ["Admitted.", "Proof. Admitted.", "Proof. idtac. Qed.", "Proof. apply cheat. Qed."]
)
def test_rocq_itself_refuses_what_is_assumed(edit, rocq):
    text = "From Derive Require Import Prove.\nOpen Scope R_scope.\n"
    text += "Axiom cheat : forall P : Prop, P.\n" if "cheat" in edit else ""
    text += f"Lemma one : 1 = 2.\n{edit}\nPrint Assumptions one.\n"
    failure, found = rocq.compile(text)
    assert failure is not None or not found <= AXIOMS


def test_what_a_proof_rests_on_is_listed_exactly(rocq):
    text = "From Derive Require Import Prove.\nOpen Scope R_scope.\n"
    text += (
        r"Lemma one x : is_derive (fun x : R => Rmax x 0 + ln (1 + exp (- Rabs x))) x (1 / (1 + exp (- x)))."
    )
    failure, found = rocq.compile(text + "\nProof. derive. Qed.\nPrint Assumptions one.\n")
    assert (failure, found) == (None, AXIOMS)


def test_a_step_that_runs_on_is_killed_and_the_others_are_told(rocq):
    with Rocq(timeout=4) as running:  # on a folder of its own
        opening = "From Derive Require Import Prove.\nOpen Scope R_scope.\n"
        blocks = [
            "Lemma a (x : R) : x = x.\nProof. derive. Qed.\n",
            "Lemma b : True.\nProof. do 2000000000 idtac. exact I. Qed.\n",
            "Lemma c (x : R) : x = x + 1.\nProof. derive. Qed.\n",
            "Lemma d (x : R) : x + 0 = x.\nProof. derive. Qed.\n",
        ]
        said = running.accepted(opening, blocks)
    assert (said[0], said[1], said[3]) == (None, "stopped after 4 s", None)
    assert said[2]


def test_without_rocq_it_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DeriveError, match="coqc is not installed.*apt-get install coq"):
        Rocq().__enter__()


def shipped() -> list[Path]:
    return sorted((ROOT / "derive/derivations").glob("*.md"))


def test_the_certificates_that_ship_are_those_of_the_documents():
    """To renew them: derive certify --strict."""
    report = derive.check(*map(derive.read, shipped()))
    for checked in report.documents:
        (path,) = certifying.certificate_paths((checked.document,), ROOT / "output")
        steps = entries(checked)
        certified = read_certified(path.read_text(encoding="utf-8"), checked.document, steps)
        assert certified == {entry.name for entry in steps}, path


def test_rocq_accepts_the_certificates_that_ship(rocq):
    for path in sorted((ROOT / "output/rocq").glob("*.v")):
        failure, found = rocq.compile(path.read_text(encoding="utf-8"))
        assert (failure, found - AXIOMS) == (None, frozenset()), path


def test_no_false_statement_is_certified(rocq):
    """A sample; `python tests/attacks/certificates.py` tries several hundred."""
    from attacks.certificates import certified, false_lemmas

    found = list(false_lemmas(POST, 24))
    assert len(found) >= 20
    assert certified(rocq, found) == []
