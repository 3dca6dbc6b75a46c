"""Only the kernel makes a theorem, it reaches only what is trusted, and what refutes is apart from it."""

from __future__ import annotations

import ast
import copy
import pickle
from pathlib import Path

import pytest

from derive.proving.kernel import Theorem, assume
from derive.terms.term import ONE, ZERO, relation, symbol

SOURCE = Path(__file__).parent.parent / "derive"
POSITIVE = relation(symbol("x"), ">", ZERO)


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = modules()


def imports(name: str) -> set[str]:
    """The modules of ours that a module imports anywhere in its source."""
    found: set[str] = set()
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.Import):
            wanted = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import"
            wanted = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        found.update(w for w in wanted if w in MODULES)
    return found


def reached(name: str) -> set[str]:
    """The modules that are imported by a module, by those it imports, and so on."""
    found, stack = set(), [name]
    while stack:
        for other in imports(stack.pop()) - found:
            found.add(other)
            stack.append(other)
    return found


def test_a_theorem_cannot_be_made_outside():
    with pytest.raises(TypeError):
        Theorem(object(), frozenset(), relation(ZERO, "=", ONE), "because")
    with pytest.raises(TypeError):
        Theorem(None, frozenset(), relation(ZERO, "=", ONE), "because")


@pytest.mark.parametrize("name", Theorem.__slots__)
def test_a_theorem_does_not_change(name):
    with pytest.raises(AttributeError):
        setattr(assume(POSITIVE), name, frozenset())


@pytest.mark.parametrize("forge", (copy.copy, copy.deepcopy, lambda t: pickle.loads(pickle.dumps(t))))
def test_copying_forges_nothing(forge):
    theorem = assume(POSITIVE)
    try:
        other = forge(theorem)
    except (TypeError, AttributeError, pickle.PicklingError):
        return
    assert (other.hypotheses, other.conclusion) == (theorem.hypotheses, theorem.conclusion)


def test_no_other_module_makes_theorems_or_knows_the_seal():
    for name, tree in MODULES.items():
        if name == "derive.proving.kernel":
            continue
        for node in ast.walk(tree):
            words = [getattr(node, field, None) for field in ("id", "attr", "value", "name")]
            assert "_SEAL" not in words and "_theorem" not in words, f"{name}:{node.lineno}"
            if isinstance(node, ast.alias):
                assert node.name not in ("_SEAL", "_theorem"), name
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", None))
                assert called != "Theorem", f"{name}:{node.lineno}"
                if called == "__new__":
                    assert name != "derive.proving", f"{name}:{node.lineno}"


def test_the_kernel_calls_its_constructor_in_one_place():
    calls = [
        node.lineno
        for node in ast.walk(MODULES["derive.proving.kernel"])
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Theorem"
    ]
    assert len(calls) == 1


def folder(name: str) -> set[str]:
    return {module for module in MODULES if module.startswith(f"derive.{name}.")}


PROVING, REFUTING, DECIDING = folder("proving"), folder("refuting"), folder("deciding")


@pytest.mark.parametrize("name", sorted(PROVING))
def test_what_proves_does_not_reach_what_refutes(name):
    assert not (REFUTING | DECIDING) & reached(name)


@pytest.mark.parametrize("name", sorted(REFUTING))
def test_what_refutes_does_not_reach_what_proves(name):
    assert not (PROVING | DECIDING) & reached(name)


def test_the_folders_are_not_empty():
    assert {"derive.proving.kernel", "derive.proving.laws", "derive.proving.prover"} <= PROVING
    assert "derive.refuting.refuter" in REFUTING
    assert "derive.deciding.verdicts" in DECIDING
    assert PROVING & reached("derive.deciding.verdicts") and REFUTING & reached("derive.deciding.verdicts")


TRUSTED = {
    *("kernel", "laws", "evidence", "identities", "rational", "polynomials", "numbers", "calculus", "approach"),
    "series",
    "summation",
}


def test_the_kernel_reaches_only_what_is_trusted():
    assert PROVING & reached("derive.proving.kernel") == {
        f"derive.proving.{name}" for name in TRUSTED - {"kernel"}
    }


@pytest.mark.parametrize("name", sorted(TRUSTED))
def test_what_is_trusted_computes_exactly(name):
    inexact = {"sympy", "mpmath", "random", "statistics", "decimal", "cmath"}
    for node in ast.walk(MODULES[f"derive.proving.{name}"]):
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float | complex), node.lineno
        if isinstance(node, ast.ImportFrom):
            named = {alias.name for alias in node.names}
            assert node.module.split(".")[0] not in inexact, node.lineno
            assert node.module != "math" or named <= {"comb", "gcd", "lcm", "isqrt"}, node.lineno
            balls = named & {"arb", "acb", "arf", "ctx"}
            assert node.module != "flint" or name == "numbers" or not balls, node.lineno
        if isinstance(node, ast.Import):
            assert not {alias.name.split(".")[0] for alias in node.names} & (inexact | {"math", "flint"}), (
                node.lineno
            )
