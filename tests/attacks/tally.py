"""Every slip in every document of the repository, decided, and what a second opinion says of the verdicts.

Invariant: a mutant counts as true or false by the values of its sides alone, never by its verdict.

    python tests/attacks/tally.py [--every N] [--first N] [DOCUMENT…]

One in N edits (beginning with the edit `first`).  Prints each verdict that the second opinion
contradicts or cannot judge, each false mutant that stays undecided, and a table.
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from attacks.mutants import Mutant, mutants
from attacks.objections import Opinion, objection, opinion

from derive.deciding import verdicts
from derive.deciding.workers import decide_all
from derive.document import Verdict

ROOT = Path(__file__).parents[2]
FOLDERS = ("derive/derivations", "tests/corpus/proved", "tests/corpus/derivations")
TIMEOUT = 10.0
COLUMNS = (
    "mutants",
    "true",
    "false",
    "not judged",
    "proved",
    "refuted",
    "undecided",
    "false proved",
    "false open",
)


def documents() -> list[Path]:
    """Every derivation of the repository."""
    found = (path for folder in FOLDERS for path in sorted((ROOT / folder).iterdir()))
    return [path for path in found if path.suffix in (".md", ".tex", ".txt", ".ipynb")]


def decided(path: Path, every: int = 1, first: int = 0, workers: int = 1) -> list[tuple[Mutant, Verdict]]:
    """The document's mutants with their verdicts, each decided in a process that can be stopped."""
    found = list(mutants(path.read_text(encoding="utf-8"), str(path), every, first))
    return list(zip(found, decide_all((m.statement.proposition for m in found), TIMEOUT, workers)))


def without_hints() -> None:
    """From here on refuted steps come without the condition under which they would hold, which
    takes most of their time and says nothing here."""
    verdicts._holds_if = lambda proposition: None


def judged(results: Iterable[tuple[Mutant, Verdict]]) -> Iterator[tuple[Mutant, Verdict, Opinion]]:
    """With each verdict what the values of the two sides say of the mutant."""
    for mutant, verdict in results:
        yield mutant, verdict, opinion(mutant.statement.proposition, verdict.conditions)


def tallied(results: Iterable[tuple[Mutant, Verdict, Opinion]], tell=print) -> dict[str, Counter]:
    """By kind of edit the counts of a table's columns; what needs a look is told."""
    table: dict[str, Counter] = {}
    for mutant, verdict, view in results:
        count = table.setdefault(mutant.edit.kind, Counter())
        count["mutants"] += 1
        count[verdict.kind] += 1
        # Where neither the grid nor a proof says anything, a counterexample is looked at itself.
        against = objection(mutant.statement.proposition, verdict)
        count[{"true": "true", "false": "false"}.get(view.kind, "not judged")] += 1
        wrong = against or (verdict.kind == "proved" and view.kind == "false")
        count["false proved"] += verdict.kind == "proved" and bool(wrong)
        count["false open"] += verdict.kind == "undecided" and view.kind == "false"
        if wrong or verdict.kind == "proved" and view.kind != "true" or verdict.kind == "undecided":
            label = "WRONG" if wrong else ("TO SEE" if verdict.kind == "proved" else "OPEN")
            if (
                label != "OPEN"
                or view.kind == "false"
                or (verdict.message or "").startswith(("internal", "the prover"))
            ):
                tell(f"{label} {described(mutant, verdict)}\n      {against or view.detail}")
    return table


def described(mutant: Mutant, verdict: Verdict) -> str:
    s = mutant.statement
    given = "; ".join(c.latex for c in s.given)
    return (
        f"{verdict.kind} {', '.join(verdict.conditions)}: {s.left} {s.relation} {s.right}"
        f"{f'  given {given}' if given else ''}  [{mutant.edit.kind}: {mutant.edit.what}] {verdict.message or ''}"
    )


def added(tables: Iterable[dict[str, Counter]]) -> dict[str, Counter]:
    """One table of several."""
    total: dict[str, Counter] = {}
    for table in tables:
        for kind, count in table.items():
            total.setdefault(kind, Counter()).update(count)
    return total


def lines(table: dict[str, Counter], first: str) -> Iterator[str]:
    """The table as text, with a last row for all."""
    whole = sum(table.values(), Counter())
    yield f"{first:<44}" + "".join(f"{column:>14}" for column in COLUMNS)
    for name, count in (*table.items(), ("all", whole)):
        yield f"{name:<44}" + "".join(f"{count[column]:>14}" for column in COLUMNS)
    settled = whole["false"] - whole["false open"] - whole["false proved"]
    yield f"of {whole['false']} false ones {settled} are refuted: {100 * settled / max(1, whole['false']):.1f} %"


def main(arguments: list[str]) -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("document", nargs="*", type=Path)
    asked = parser.parse_args(arguments)
    without_hints()
    by_kind, by_document = [], {}
    for path in asked.document or documents():
        began = time.monotonic()
        table = tallied(judged(decided(path, asked.every, asked.first)), lambda text: print(text, flush=True))
        by_kind.append(table)
        by_document[path.name] = sum(table.values(), Counter())
        print(f"{path.name}: {dict(by_document[path.name])} in {time.monotonic() - began:.0f} s", flush=True)
    print(*lines(by_document, "document"), "", *lines(added(by_kind), "kind of slip"), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
