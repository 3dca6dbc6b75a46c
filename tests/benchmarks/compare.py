"""Every step of the corpus, asked of each system in turn:  python tests/benchmarks/compare.py

Prints how many of the true steps each system proves, how many of the false ones it accepts, and the
processor's time (which a busy machine does not change); then the same for the claims of
tests/soundness, on which published checkers were wrong.  What is true is said by the tables beside the
documents.  A system that is not installed is left out, and said so.  `--steps` also prints each step
that a system does not know, or accepts though it is false.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT / "tests/corpus/derivations"
SOUNDNESS = ROOT / "tests/soundness"
POST = ROOT / "tests/corpus/proved/bce-with-logits-post.txt"
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import systems  # noqa: E402
from systems import PROVED  # noqa: E402


@dataclass(frozen=True)
class Asked:
    """A step of the corpus, and whether it is true."""

    where: str
    proposition: object
    true: bool


@dataclass
class Results:
    """What one system answered, and the seconds it took, by step; only for what it can state."""

    answers: dict[Asked, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    def row(self, name: str, steps: list[Asked]) -> tuple[str, ...]:
        true = sum(step.true for step in steps)
        proved = sum(step.true and right(step, answer) for step, answer in self.answers.items())
        accepted = sum(not right(step, answer) for step, answer in self.answers.items() if not step.true)
        if not self.seconds:
            return name, "0", "", "", "", ""
        return (
            name,
            str(len(self.answers)),
            f"{proved} of {true}",
            f"{accepted} of {len(steps) - true}",
            _milliseconds(statistics.median(self.seconds)),
            _milliseconds(sorted(self.seconds)[max(0, -(-99 * len(self.seconds) // 100) - 1)]),
        )


def right(step: Asked, answer: str) -> bool:
    """A true step is to be proved, under a condition if need be; a false one not as it stands."""
    return bool(answer) if step.true else answer != PROVED


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms" if seconds < 0.01 else f"{1000 * seconds:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--limit", type=float, default=10.0, help="seconds a system has for a step")
    parser.add_argument("--only", default="", help="names of systems, separated by commas")
    parser.add_argument("--steps", action="store_true", help="print the steps on which they differ")
    options = parser.parse_args()

    wanted = [name.lower() for name in options.only.split(",") if name]
    every = [systems.Derive, systems.SymPy, *systems.PROMPTED]
    chosen = [kind() for kind in every if not wanted or kind.__name__.lower() in wanted]
    present = [system for system in chosen if system.absent is None]
    said = {
        f"{len(documents()) + 1} derivations": corpus(),
        "claims on which checkers were wrong (tests/soundness)": soundness(),
    }
    for title, steps in said.items():
        results = ask(present, steps, options.limit)
        if options.steps:
            differences(steps, results)
        false = sum(not step.true for step in steps)
        print(f"{title}: {len(steps)} steps, {false} of them false, {options.limit:g} s for each\n")
        print(table([result.row(name, steps) for name, result in results.items()]) + "\n")
    for system in chosen:
        if system.absent is not None:
            print(f"{system.name} is left out: {system.absent}")


def ask(present: list, steps: list[Asked], limit: float) -> dict[str, Results]:
    """What each system answers to each step, the systems in turn."""
    results = {system.name: Results() for system in present}
    for index, step in enumerate(steps):
        if sys.stderr.isatty():
            print(f"\r{index} of {len(steps)} steps ", end="", file=sys.stderr, flush=True)
        for system in present:
            begin = system.seconds()
            try:
                answer = system.answer(step.proposition, limit)
            except systems.Unstated:
                continue
            results[system.name].answers[step] = answer
            results[system.name].seconds.append(system.seconds() - begin)
    if sys.stderr.isatty():
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
    return results


def documents() -> list[Path]:
    return sorted(path for path in CORPUS.iterdir() if path.suffix in (".md", ".tex"))


def corpus() -> list[Asked]:
    """Every claim of every document, distinct ones of a document once."""
    import derive
    from derive.stating import state

    found: dict[tuple[str, object], Asked] = {}
    for path in (POST, *documents()):
        verdicts = None
        if path != POST:
            rows = path.with_name(f"{path.stem}.expected.tsv").read_text(encoding="utf-8").splitlines()
            verdicts = [row.split("\t")[2] for row in rows]
        statements = state(derive.read(path))
        for statement, verdict in zip(statements, verdicts or ["proved"] * len(statements), strict=True):
            if statement.proposition is not None:
                asked = Asked(
                    f"{path.name}:{statement.place.line}", statement.proposition, verdict == "proved"
                )
                found.setdefault((path.name, statement.proposition), asked)
    return list(found.values())


def soundness() -> list[Asked]:
    """The rows of tests/soundness; a chain is a step for each relation."""
    from derive.document import Proposition
    from derive.reading.math import read_condition
    from derive.stating import state_relation

    found = []
    for name in ("must-prove", "must-not-prove"):
        for line in (SOUNDNESS / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line:
                continue
            row, statement, given, _ = line.split("\t")[:4]
            givens = [part.strip() for part in given.split(";") if part.strip()]
            chain = read_condition(statement)
            if chain.op == "and":
                known = tuple(map(read_condition, givens))
                said = [Proposition(known, part.args[0], part.op, part.args[1]) for part in chain.args]
            else:
                said = [state_relation(statement, givens).proposition]
            found += [Asked(f"{name} {row}", p, name == "must-prove") for p in said]
    return found


def differences(steps: list[Asked], results: dict[str, Results]) -> None:
    from derive.reporting.plain import plain
    from derive.terms.term import relation

    for step in steps:
        wrong = [n for n, r in results.items() if step in r.answers and not right(step, r.answers[step])]
        if wrong:
            said = "true, not proved by" if step.true else "FALSE, accepted by"
            p = step.proposition
            print(f"{step.where} {said} {', '.join(wrong)}: {plain(relation(p.left, p.relation, p.right))}")
    print()


def table(rows: list[tuple[str, ...]]) -> str:
    """The rows in Markdown, columns aligned."""
    head = ("", "steps stated", "true ones proved", "false ones accepted", "median", "99th percentile")
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "| " + " | ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)) + " |" for r in lines
    )


if __name__ == "__main__":
    main()
