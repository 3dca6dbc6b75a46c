"""Which relations of a display list cases that nothing is said of: `y = 1, p = 0` in one row, `y = 0, p = 1` in the next.

Invariant: only rows that give numbers to names, the same names in each row, two or more in
each, and to one of them different numbers: as claims they would contradict each other.
"""

from __future__ import annotations

from derive.document import Chain, Display, Problem


def case_list(display: Display) -> dict[int, Problem]:
    """The problem of each chain (by its place in the display) that belongs to a list of cases."""
    rows: dict[int, list[int]] = {}
    for index, chain in enumerate(display.chains):
        if chain.first is None or not _is_value(chain):
            return {}
        rows.setdefault(chain.first.place.line, []).append(index)
    cases = [
        {display.chains[index].first.term: display.chains[index].links[0].side.term for index in row}
        for row in rows.values()
    ]
    if len(cases) < 2 or any(len(case) < 2 or case.keys() != cases[0].keys() for case in cases):
        return {}
    if all(case == cases[0] for case in cases):
        return {}
    return {index: _problem(chain) for index, chain in enumerate(display.chains)}


def _is_value(chain: Chain) -> bool:
    link = chain.links[0]
    named = chain.first.term.op in ("symbol", "indexed")
    return named and len(chain.links) == 1 and link.relation == "=" and not link.side.term.free


def _problem(chain: Chain) -> Problem:
    link = chain.links[0]
    written = f"{chain.first.latex} = {link.side.latex}"
    return Problem(
        chain.first.place,
        f"`{written}` is one of several cases, and nothing is said of it",
        f"write what holds then: `L = … \\quad \\text{{for }} {written}`",
        written,
    )
