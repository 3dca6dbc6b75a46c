"""`derive laws`: all that a proof may rest on, as it is stated."""

from __future__ import annotations

import json

import pytest

from derive.proving.laws import LAWS, REJECTED, RULES


def test_every_law_is_listed_once_in_order(derive_command):
    run = derive_command("laws")
    assert (run.code, run.err) == (0, "")
    listed = [line for line in run.out.splitlines() if line[:2] == "  " and line[2] != " "]
    assert [line.split()[0].rstrip(":") for line in listed] == [
        law.name for law in (*LAWS, *RULES, *REJECTED)
    ]


@pytest.mark.parametrize(
    "line",
    [
        r"  log-product         \log(ab) = \log(a) + \log(b)           if a > 0, b > 0",
        r"  exp-positive        e^{a} > 0",
        r"  sum-positive: f(i) > 0 for every i, of which there is one (summation.positive)",
        r"    \sum_i f(i) > 0",
        r"  log-of-square               \log(a^{2}) = 2\log(a)                    not at a = -1",
    ],
)
def test_a_line(derive_command, line):
    printed = derive_command("laws").out.splitlines()
    assert line.split() in [other.split() for other in printed]


def test_for_programs(derive_command):
    laws = json.loads(derive_command("laws", "--format", "json").out)
    assert laws["version"] == 1
    assert [law["name"] for law in laws["laws"]] == [law.name for law in LAWS]
    assert {"name": "exp-log", "statement": r"e^{\log a} = a", "conditions": ["a > 0"]} in laws["laws"]
    assert all(rule["statement"] and rule["conditions"] and rule["checked_by"] for rule in laws["rules"])
    assert [law["witness"] for law in laws["rejected"]] == [law.witness for law in REJECTED]
