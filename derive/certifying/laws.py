"""The laws as Rocq lemmas: stated from laws.py, proved once and for all in rocq/Laws.v.

Invariant: a statement in Laws.v is the one that the law prints, with exactly its conditions; only the
proofs are written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from derive.certifying.expressions import Inexpressible
from derive.certifying.lemmas import Lemma, lemmas
from derive.certifying.running import LIBRARY
from derive.document import Proposition
from derive.proving.laws import LAWS, Law

FILE = LIBRARY / "Laws.v"
OPENING = """(* The laws that proofs of derive rest on, each proved here: `derive laws` lists them.
   The statements are printed from derive/proving/laws.py, and a test compares them. *)
From Derive Require Import Prove.
Open Scope R_scope.
"""
USUAL = "derive."
UNPROVED = frozenset(  # that can be stated in Rocq, and of which nobody has written the proof
    "binomial-mean binomial-mean-nonzero binomial-square binomial-square-nonzero".split()
)


def law_lemmas(law: Law) -> dict[str, Lemma]:
    """The lemmas of a law by their names: that its sides are defined, and that it holds.

    Raises Inexpressible.
    """
    left, right = law.relation.args
    where, main = lemmas(Proposition(law.side_conditions, left, law.relation.op, right), ())
    name = law.name.replace("-", "_")
    found = {} if where is None else {f"{name}_defined": where}
    return {**found, name: main}


def inexpressible() -> dict[str, str]:
    """The laws that cannot be stated in Rocq, each with the reason."""
    found = {}
    for law in LAWS:
        try:
            law_lemmas(law)
        except Inexpressible as error:
            found[law.name] = str(error)
    return found


def laws_text(proofs: Mapping[str, str]) -> str:
    """The file of the laws, with these proofs by the names of the lemmas; the others are by `derive`."""
    missing = {**inexpressible(), **dict.fromkeys(UNPROVED, "not proved in Rocq")}
    pieces, names = [OPENING], []
    for law in LAWS:
        if law.name in missing:
            pieces.append(f"(* {law.name}: {missing[law.name]} *)\n")
            continue
        stated = law_lemmas(law)
        names += stated
        pieces += [lemma.text(name, proofs.get(name, USUAL)) for name, lemma in stated.items()]
    closing = f"Definition laws := ({', '.join(names)}).\nPrint Assumptions laws.\n"
    return "\n".join((*pieces, closing))


def read_proofs(text: str) -> dict[str, str]:
    """The proofs in the text of the file, by the names of the lemmas."""
    found = re.findall(r"^Lemma (\w+).*?^Proof\. (.*?) Qed\.$", text, re.MULTILINE | re.DOTALL)
    return dict(found)
