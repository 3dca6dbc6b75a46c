"""Each law is stated in Rocq as laws.py states it, and proved there."""

from __future__ import annotations

import pytest

from derive.certifying.laws import FILE, UNPROVED, inexpressible, law_lemmas, laws_text, read_proofs
from derive.certifying.running import AXIOMS
from derive.proving.laws import LAWS, laws_by_name

TEXT = FILE.read_text(encoding="utf-8")

INEXPRESSIBLE = {
    "the function Γ": "gamma-next gamma-positive gamma-one gamma-half factorial-gamma gamma-integral beta-integral",
    "a sum without end": "geometric-series geometric-mean-series geometric-square-series exponential-series "
    "logarithm-series sine-series cosine-series",
}


def test_the_statements_are_those_of_the_laws():
    """Only the proofs are written by hand: all else is printed again.  To add a law, write this text to
    the file, and a proof where `derive.` is none."""
    assert laws_text(read_proofs(TEXT)) == TEXT


def test_which_laws_are_not_proved_there():
    found = inexpressible()
    wanted = {name: why for why, names in INEXPRESSIBLE.items() for name in names.split()}
    assert found.keys() == wanted.keys()
    assert all(found[name].startswith(why) for name, why in wanted.items())
    assert UNPROVED <= laws_by_name().keys() - found.keys()
    assert len(LAWS) - len(found) - len(UNPROVED) >= 118


@pytest.mark.parametrize(
    "name, lemma, text",
    [
        ("log-product", "log_product",
         "(a b : R) :\n  (a > 0) ->\n  (b > 0) ->\n  (ln (a * b)) = ((ln a) + (ln b))."),
        ("log-product", "log_product_defined",
         "(a b : R) :\n  (a > 0) ->\n  (b > 0) ->\n  ((0 < (a * b)) /\\ (0 < a) /\\ (0 < b))."),
        ("derivative-sqrt", "derivative_sqrt",
         "(a : R) :\n  (a > 0) ->\n  is_derive (fun a : R => (sqrt a)) a (1 / (2 * (sqrt a)))."),
        ("floor-shift", "floor_shift", "(a : R) (b : Z) :\n  (floor (a + (IZR b))) = ((floor a) + (IZR b))."),
    ],
)  # fmt: skip
def test_a_law_as_a_lemma(name, lemma, text):
    assert law_lemmas(laws_by_name()[name])[lemma].text(lemma).startswith(f"Lemma {lemma} {text}\nProof. ")


def test_no_proof_assumes_anything():
    proofs = read_proofs(TEXT)
    assert len(proofs) == TEXT.count("\nLemma ") == TEXT.count(" Qed.\n")
    assert not any(word in TEXT for word in ("Admitted", "admit", "Axiom", "Parameter", "give_up"))


def test_rocq_accepts_every_law(rocq):
    failure, found = rocq.compile(TEXT)
    assert failure is None
    assert found <= AXIOMS


def test_a_law_that_was_wrong_is_refused(rocq):
    """a^b ≥ 0 for a ≥ 0, b ≥ 0 was a law, and 0^0 has no value where b is no whole number."""
    said = (
        "From Derive Require Import Prove.\nOpen Scope R_scope.\n"
        "Goal ~ forall a b : R, (a >= 0) -> (b >= 0) -> (0 < a \\/ (a = 0 /\\ 0 < b)).\n"
        "Proof. intros H. destruct (H 0 0); lra. Qed.\n"
    )
    assert rocq.compile(said)[0] is None
