"""The page of the laws.

Invariant: it is read off the table that proofs use; what it adds is words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from derive import __version__
from derive.proving.laws import LAWS, REJECTED, RULES, Law, Rejected, Rule, laws_by_name, rules_by_name
from derive.rendering.sentences import found
from derive.rendering.words import WORDS, phrase

if TYPE_CHECKING:
    from derive.rendering.index import Entry


@dataclass(frozen=True)
class RuleView:
    """A rule with its statement cut into equations, its conditions in the page's language."""

    name: str
    statements: tuple[str, ...]
    conditions: str
    checked_by: str


@dataclass(frozen=True)
class LawsPage:
    title: str
    language: str
    front: str  # front matter for Markdown
    laws: tuple[Law, ...] = LAWS
    rules: tuple[RuleView, ...] = ()
    rejected: tuple[Rejected, ...] = REJECTED
    version: str = __version__
    blocks: tuple[()] = ()  # no prose of an author
    pictures: tuple[()] = ()


@lru_cache(maxsize=None)
def laws_page(language: str) -> LawsPage:
    """The page in that language."""
    title = phrase(language, "laws_title")
    front = f"title: {json.dumps(title, ensure_ascii=False)}\nlang: {json.dumps(language)}"
    return LawsPage(title, language, front, rules=tuple(_rule(rule, language) for rule in RULES))


def _rule(rule: Rule, language: str) -> RuleView:
    translated = found(rule.conditions, language)
    conditions = translated[0] if translated else rule.conditions
    return RuleView(rule.name, tuple(rule.statement.split(r", \quad ")), conditions, rule.checked_by)


def stem(language: str) -> str:
    """The name of the page's file in every format, without its suffix."""
    return "laws" if language == "en" or language not in WORDS else f"laws.{language}"


def is_law(name: str) -> bool:
    """Whether the page has a place of that name."""
    return name in laws_by_name() or name in rules_by_name()


def languages(entries: Iterable[Entry]) -> list[str]:
    """The languages in which some document names a law, and so leads to the page."""
    return sorted({e.language if e.language in WORDS else "en" for e in entries if e.laws})
