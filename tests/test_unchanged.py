"""A build that would write what is there already does nothing, and whatever could change it ends that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derive.rendering.unchanged import STATE, key, record, unchanged


def source(folder: Path, relation: str = "2 > 1") -> Path:
    path = folder / "one.md"
    path.write_text(f"# One\n\n$$ {relation} $$\n", encoding="utf-8")
    return path


def test_a_second_build_does_nothing_until_something_changes(derive_command, tmp_path):
    path, output = source(tmp_path), tmp_path / "made"

    def built() -> bool:
        run = derive_command("build", path, "--format", "markdown", "--output", output)
        assert run.code == 0 and run.out.endswith("1 relation: 1 proved\n")
        assert ("nothing has changed: 2 files are up to date" in run.out) is ("wrote" not in run.out)
        return "wrote" in run.out

    page = output / "markdown/one.md"
    assert (built(), built()) == (True, False)
    whole = page.read_text(encoding="utf-8")
    page.write_text("changed", encoding="utf-8")
    assert (built(), built(), page.read_text(encoding="utf-8")) == (True, False, whole)
    source(tmp_path, "3 > 1")
    assert (built(), built()) == (True, False)
    page.unlink()
    assert built() and page.exists()


def test_what_is_not_proved_is_decided_again(derive_command, tmp_path):
    path = source(tmp_path, "1 > 2")
    for _ in range(2):
        run = derive_command("build", path, "--format", "markdown", "--output", tmp_path / "made")
        assert (run.code, "wrote" in run.out) == (1, True)
    assert not (tmp_path / "made" / STATE).exists()


def test_a_check_decides_again(derive_command, tmp_path):
    """Though the record says that all is as it was."""
    path, output = source(tmp_path), tmp_path / "made"
    derive_command("build", path, "--format", "markdown", "--output", output)
    page = output / "markdown/one.md"
    page.write_text("forged", encoding="utf-8")
    made = json.loads((output / STATE).read_text(encoding="utf-8"))["key"]
    record(output, made, [page], "1 relation: 1 proved")
    assert unchanged(output, made) == (1, "1 relation: 1 proved")
    run = derive_command("build", path, "--format", "markdown", "--output", output, "--check")
    assert (run.code, "is stale" in run.out) == (1, True)


@pytest.mark.parametrize("state", ["", "[]", "{}", '{"key": 1}', '{"key": "k", "files": 3}', "\udcff"])
def test_a_record_that_is_none_is_no_record(tmp_path, state):
    (tmp_path / STATE).write_text(state, encoding="utf-8", errors="surrogateescape")
    assert unchanged(tmp_path, "k") is None


def test_the_key_is_of_all_that_a_build_depends_on(tmp_path):
    path = source(tmp_path)
    own = tmp_path / "own"
    own.mkdir()
    first = key([str(path)], ["markdown"], own)
    assert first == key([str(path)], ["markdown"], own)
    keys = {first, key([str(path)], ["latex"], own)}
    (own / "document.jinja").write_text("mine")
    keys.add(key([str(path)], ["markdown"], own))
    path.write_text("$$ x = x $$\n\n![a picture](a.png)\n", encoding="utf-8")
    keys.add(key([str(path)], ["markdown"], own))
    (tmp_path / "a.png").write_bytes(b"one")
    keys.add(key([str(path)], ["markdown"], own))
    (tmp_path / "a.png").write_bytes(b"two")
    keys.add(key([str(path)], ["markdown"], own))
    assert len(keys) == 6
    assert key([str(tmp_path / "absent.md")], [], None) is None
