"""False statements that are never certified: mutants of derivations, stated by the same printer.

Invariant: only a mutant with a counterexample counts as false, and it is certified only where Rocq
proves both that its sides are defined and that the relation holds.

    python tests/attacks/certificates.py [EVERY]     one in EVERY edits of every derivation
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from attacks.mutants import mutants  # noqa: E402

from derive.certifying.expressions import Inexpressible  # noqa: E402
from derive.certifying.lemmas import Lemma, lemmas  # noqa: E402
from derive.certifying.running import Rocq  # noqa: E402
from derive.deciding.workers import decide_all  # noqa: E402

OPENING = "From Derive Require Import Prove.\nOpen Scope R_scope.\n"
SECONDS = 5  # that Rocq may take for one


def false_lemmas(path: Path, every: int) -> Iterator[tuple[str, Lemma | None, Lemma]]:
    """The refuted mutants of a derivation that Rocq can state: what was edited, and the lemmas."""
    made = list(mutants(path.read_text(encoding="utf-8"), str(path), every))
    plain = [m for m in made if m.statement.proposition and m.statement.proposition.right.op != "set"]
    verdicts = decide_all([m.statement.proposition for m in plain])
    for mutant, verdict in zip(plain, verdicts):
        if verdict.kind == "refuted":
            try:
                yield f"{path.name}: {mutant.edit.what}", *lemmas(mutant.statement.proposition, ())
            except Inexpressible:
                continue


def certified(rocq: Rocq, found: list[tuple[str, Lemma | None, Lemma]]) -> list[str]:
    """Those of them that Rocq certifies: there should be none."""
    whole = rocq.tried(OPENING, [main.statement for _, _, main in found], SECONDS)
    passed = [one for one, proved in zip(found, whole) if proved]
    defined = rocq.tried(OPENING, [(where or main).statement for _, where, main in passed], SECONDS)
    return [what for (what, _, _), proved in zip(passed, defined) if proved]


def main(every: int) -> int:
    from attacks.tally import documents

    tried = 0
    with Rocq() as rocq:
        for path in documents():
            found = list(false_lemmas(path, every))
            tried += len(found)
            for what in certified(rocq, found):
                print("CERTIFIED", what)
            print(f"{path.name}: {len(found)} false, {tried} in all", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
