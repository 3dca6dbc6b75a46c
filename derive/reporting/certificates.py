"""What became of certificates, as lines for a person.

Invariant: every proved step without a certificate is on a line of its own, with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from derive.certifying.certify import KINDS, Certified, Outcome, Verified

_COLOURS = {"certified": "green", "not certified": "yellow", "not expressible": "yellow"}
_MARKS = {"certified": "✓", "not certified": "?", "not expressible": "–"}


def certified_lines(documents: Iterable[Certified], verbose: bool = False) -> Iterator[str]:
    """Each document with its steps that are not certified (with `verbose`: every step), and a count."""
    total: Counter[str] = Counter()
    for certified in documents:
        yield click.style(certified.document.path, bold=True)
        for outcome in certified.outcomes:
            if verbose or outcome.kind != "certified":
                yield _line(outcome)
        count = Counter(outcome.kind for outcome in certified.outcomes)
        yield f"  {_counted(count)}: {certified.path}"
        total.update(count)
    yield ""
    yield f"{sum(total.values())} proved steps: {_counted(total)}"


def _line(outcome: Outcome) -> str:
    said = outcome.entry.step.statement
    number = f"({said.equation})" if said.equation else ""
    told = f": {outcome.message}" if outcome.message else ""
    mark = click.style(_MARKS[outcome.kind], fg=_COLOURS[outcome.kind])
    return f"  {mark} {number:<5} {str(said.place):<14} {outcome.kind}{told}"


def _counted(count: Counter[str]) -> str:
    return ", ".join(f"{count[kind]} {kind}" for kind in KINDS if count[kind]) or "nothing to certify"


def verified_lines(certificates: Iterable[Verified]) -> Iterator[str]:
    """Each certificate: how many steps it certifies, or why it is refused."""
    for verified in certificates:
        if verified.refusal is None:
            yield f"{verified.path}: {len(verified.certified)} of {verified.steps} proved steps certified"
        else:
            yield f"{verified.path}: {click.style('refused', fg='red')}: {verified.refusal}"
