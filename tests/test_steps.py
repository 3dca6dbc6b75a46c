"""Steps made from laws: the true ones are proved or left open, never refuted; broken ones are never proved.

A few hundred are made here; `python tests/attacks/steps.py 5000` makes thousands.
"""

from __future__ import annotations

from collections import Counter

import pytest
from attacks.objections import objection, opinion, shown
from attacks.relations import size
from attacks.steps import laws, made
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from derive.deciding import verdicts

count: Counter = Counter()
used: set[str] = set()


@pytest.fixture(autouse=True)
def _without_hints(monkeypatch):
    # The hint of a refutation (where it would hold) takes most of the time and says nothing here.
    monkeypatch.setattr(verdicts, "_holds_if", lambda proposition: None)


@settings(
    max_examples=200,
    phases=(Phase.generate, Phase.shrink),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=tuple(HealthCheck),
)
@given(st.data())
def test_no_verdict_on_a_step_is_wrong(data):
    """A disagreement of prover and refuter fails here, too."""
    step = made(lambda options: data.draw(st.sampled_from(options)))
    assume(size(step.proposition) <= 60)
    verdict = verdicts.decide(step.proposition)
    assert objection(step.proposition, verdict) is None, (step.law, step.broken, shown(step.proposition))
    view = opinion(step.proposition, verdict.conditions)
    if verdict.kind == "refuted" and not step.broken:
        assert view.kind != "true", (step.law, shown(step.proposition))
    used.add(step.law)
    count[verdict.kind, "false" if view.kind == "false" else "true" if not step.broken else "broken"] += 1


def test_the_steps_say_something():
    """Most true ones are proved, most false ones refuted, and all sorts of laws are used."""
    true = sum(n for (_, kind), n in count.items() if kind == "true")
    false = sum(n for (_, kind), n in count.items() if kind == "false")
    assert count["proved", "true"] >= 0.7 * true >= 50
    assert count["refuted", "false"] >= 0.9 * false >= 30
    assert count["proved", "false"] == 0
    assert len(used) >= 0.4 * len(laws())
