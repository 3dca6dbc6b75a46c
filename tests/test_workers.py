"""Whatever a step does to its process, it is one undecided verdict and the others are decided."""

from __future__ import annotations

import ctypes
import faulthandler
import multiprocessing
import os
import signal
import threading
import time

import pytest

from derive.document import Explanation, Proposition, Verdict
from derive.deciding import explanation, verdicts, workers
from derive.terms.term import Term, number, symbol

if not hasattr(os, "fork"):
    pytest.skip("the misbehaving prover reaches the worker by a fork", allow_module_level=True)


def proposition(name: str) -> Proposition:
    return Proposition((), symbol(name), "=", number(0))


def misbehave(given: Proposition, found: list | None = None) -> Verdict:
    """A prover that does what its proposition is named after."""
    if found is not None:
        found.append((given, None))
    match given.left.value:
        case "sleep":
            time.sleep(60)
        case "memory":
            bytearray(8 * workers.MEMORY)
        case "memory bit by bit":
            kept = []
            while True:
                kept.append(bytearray(1 << 28))
        case "recursion":
            return misbehave(given) and Verdict("proved")
        case "segfault":
            faulthandler.disable()  # pytest's, which would show it
            ctypes.string_at(0)
        case "exit":
            os._exit(3)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "error":
            raise KeyError("x")
        case "disagreement":
            raise verdicts.Disagreement("kernel: this; refuter: that")
        case "print":
            os.write(1, b"noise")
            os.write(2, b"noise")
        case "process":
            return Verdict("proved", message=str(os.getpid()))
    return Verdict("proved", message=str(given.left.value))


def misexplain(proofs: list, places: dict) -> Explanation:
    """One that tells why, and does what follows `why` in the name of the proposition."""
    ((given, _),) = proofs
    doing, _, what = given.left.value.partition(" ")
    if doing == "why":
        misbehave(proposition(what))
    return Explanation((), (), same=True)


@pytest.fixture(autouse=True)
def misbehaving(monkeypatch):
    monkeypatch.setattr(verdicts, "decide", misbehave)
    monkeypatch.setattr(explanation, "explained", misexplain)
    yield
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("name", ["sleep", "memory", "recursion", "segfault", "exit", "killed", "error"])
@pytest.mark.parametrize("count", [1, 2])
def test_a_verdict_does_not_depend_on_whether_it_can_be_explained(name, count):
    names = ("before", f"why {name}", "after")
    timeout = 0.2 if name == "sleep" else 20
    found = workers.decide_all(map(proposition, names), timeout, count, explained=True)
    assert found == [Verdict("proved", message=name) for name in names]
    assert [v.explanation is not None for v in found] == [True, False, True]


def test_what_is_not_proved_is_not_explained():
    (verdict,) = workers.decide_all([proposition("error")], explained=True)
    assert (verdict.kind, verdict.explanation) == ("undecided", None)


@pytest.mark.parametrize(
    "name, message",
    [
        ("sleep", "stopped after 0.2 s"),
        ("memory", "more memory than a step may take"),
        ("memory bit by bit", "more memory than a step may take"),
        ("recursion", "nested too deeply"),
        ("segfault", "process ended (SIGSEGV)"),
        ("exit", "process ended (exit 3)"),
        ("killed", "process ended (SIGKILL)"),
        ("error", "please report it: KeyError: 'x' (test_workers.py:"),
    ],
)
@pytest.mark.parametrize("count", [1, 2])
def test_a_step_that_misbehaves_is_undecided_and_the_others_are_decided(name, message, count):
    timeout = 0.2 if name == "sleep" else 20
    before, bad, after = workers.decide_all(map(proposition, ("before", name, "after")), timeout, count)
    assert (before, after) == (Verdict("proved", message="before"), Verdict("proved", message="after"))
    assert bad.kind == "undecided"
    assert message in bad.message


def test_a_term_nested_too_deeply_to_send_is_undecided():
    term = symbol("x")
    for _ in range(20_000):
        term = Term("neg", (term,))
    deep = Proposition((), term, "=", number(0))
    verdict, after = workers.decide_all([deep, proposition("after")])
    assert (verdict.kind, verdict.message) == ("undecided", "nested too deeply to decide")
    assert after == Verdict("proved", message="after")


def test_a_disagreement_stops_the_program():
    with pytest.raises(verdicts.Disagreement, match="kernel: this; refuter: that"):
        workers.decide_all([proposition("disagreement"), proposition("after")])


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_order_is_kept_and_equal_propositions_are_decided_once(count):
    names = [f"x_{i % 7}" for i in range(50)]
    decided = workers.decide_all(map(proposition, names), workers=count)
    assert [verdict.message for verdict in decided] == names


def test_one_process_serves_many_steps():
    first, *_ = workers.decide_all([proposition("process"), proposition("other")])
    (again,) = workers.decide_all([Proposition((number(1),), symbol("process"), "=", number(0))])
    assert first.message != again.message != str(os.getpid())


def test_what_a_step_prints_is_not_seen(capfd):
    assert workers.decide_all([proposition("print")])[0].kind == "proved"
    assert capfd.readouterr() == ("", "")


def test_nothing_to_decide():
    assert workers.decide_all([]) == []


def test_progress_is_told_to_the_end():
    told = []
    workers.decide_all(map(proposition, "abc"), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


def test_an_interrupt_leaves_no_process():
    def interrupt(done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workers.decide_all(map(proposition, ("a", "sleep", "b")), progress=interrupt)
    assert not multiprocessing.active_children()


def test_a_program_with_threads_is_not_forked(monkeypatch):
    monkeypatch.undo()  # a process that is spawned imports the real prover
    real, asked = multiprocessing.get_context, []
    monkeypatch.setattr(multiprocessing, "get_context", lambda method: asked.append(method) or real(method))
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        (verdict,) = workers.decide_all([Proposition((), symbol("x"), "=", symbol("x"))])
    finally:
        done.set()
        thread.join()
    assert (asked, verdict.kind) == (["spawn"], "proved")
