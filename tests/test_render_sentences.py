"""What a check says of a step is said in the language of the document, its conditions as mathematics."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from checked import checked, shown, step

from derive.deciding import explanation, positive
from derive.proving.laws import RULES
from derive.rendering.characters import is_cjk, needs_large_font
from derive.rendering.formats import render
from derive.rendering.laws import is_law
from derive.rendering.sentences import SENTENCES, found, listed
from derive.rendering.words import WORDS, parts

PACKAGE = Path(__file__).parent.parent / "derive"
IN_PARTS = {"it holds for {}", "{}: {}"}  # the page says these itself: `holds_if`; a problem and its edit


def page(form: str, language: str, message: str, holds_if: str | None = None) -> str:
    made = step("undecided", message=message, holds_if=holds_if)
    return next(render(form, [checked([shown("a = b", "1")], made, language=language)]))


@pytest.mark.parametrize(
    ("message", "english", "chinese"),
    [
        ("no rule of limits applies", "no rule of limits applies", "没有适用的极限法则"),
        (r"it needs x \ne 0, which nothing gives", r"it needs $x \ne 0$, which nothing gives",
         r"需要 $x \ne 0$，而文中没有给出"),
        (r"both sides are defined only where f(x, y) > 0, 1 - p > 0",
         "both sides are defined only where $f(x, y) > 0$, $1 - p > 0$",
         "两边只在 $f(x, y) > 0$、$1 - p > 0$ 时才有定义"),
        ("the difference is <= 0, which does not give the relation",
         r"the difference is $\le$ 0, which does not give the relation", r"两边之差 $\le$ 0，由此得不出所写的关系"),
        ("no rule for the derivative of floor", "no rule for the derivative of floor", "没有对 floor 求导的法则"),
        ("stopped after 10 s: write a step in between, or allow more with --timeout",
         "stopped after 10 s: write a step in between, or allow more with --timeout",
         "10 秒后停止：请在中间补写一步，或用 --timeout 放宽时限"),
        (r"it needs \input{x} > 0, which nothing gives", r"it needs `\input{x} > 0`, which nothing gives",
         r"需要 `\input{x} > 0`，而文中没有给出"),
        ("the prover's process ended (no proof was found)", "the prover's process ended (no proof was found)",
         "证明进程意外结束（没有找到证明）"),
        ("nobody said this before", "nobody said this before", "nobody said this before"),
        ("no rule of limits applies here", "no rule of limits applies here", "no rule of limits applies here"),
    ],
)  # fmt: skip
def test_sentences(message, english, chinese):
    assert f"· {english}\n" in page("markdown", "en", message)
    assert f"· {chinese}\n" in page("markdown", "zh", message)


@pytest.mark.parametrize(
    ("form", "language", "said"),
    [
        ("markdown", "en", r"it holds for $x \ge 0$"),
        ("markdown", "zh", r"当 $x \ge 0$ 时成立"),
        ("latex", "en", r"it holds for $x \ge 0$"),
        ("latex", "zh", r"当 $x \ge 0$ 时成立"),
    ],
)
def test_where_a_refuted_step_holds_is_said_once(form, language, said):
    text = page(form, language, r"it holds for x \ge 0", r"x \ge 0")
    assert said in text
    assert text.count("x \\ge 0") == 1


@pytest.mark.parametrize(
    ("conditions", "pieces"),
    [
        ("x > 0", ["x > 0"]),
        ("x > 0, y > 0", ["x > 0", "y > 0"]),
        ("f(x, y) > 0, z_{i,j} = 1", ["f(x, y) > 0", "z_{i,j} = 1"]),
        (r"y \in \{0, 1\}, x", [r"y \in \{0, 1\}", "x"]),
        (r"x\, y > 0", [r"x\, y > 0"]),
        ("", []),
    ],
)
def test_a_list_is_cut_at_its_own_commas(conditions, pieces):
    assert listed(conditions) == pieces


def spoken() -> set[str]:
    """Every reason that the code gives for want of a proof, `{}` for what is put in."""
    said = set()
    for path in sorted([*PACKAGE.glob("proving/*.py"), *PACKAGE.glob("deciding/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "")
                values = [k.value for k in node.keywords if k.arg == "message"] if name == "Verdict" else []
                values += node.args[:1] if name == "Failure" else []
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("reason", "message"):
                values = [node.value]
            else:
                continue
            said.update(filter(None, map(written, values)))
    return said - IN_PARTS


def written(value: ast.expr) -> str | None:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in value.values)
    return None


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_every_reason_has_its_sentence(language):
    """A new reason goes into derive/rendering/sentences.py, in each language."""
    unknown = [said for said in sorted(spoken()) if not found(said.replace("{}", "0"), language)]
    assert unknown == []


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_what_gives_a_statement_is_said_in_each_language(language):
    words = {explanation.ARITHMETIC, explanation.SQUARES, *explanation._ASSUMED, *positive.WORDS.values()}
    words |= {word for word in explanation.RULES.values() if not is_law(word)}
    assert words - set(SENTENCES[language]) == set()


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_every_sentence_is_still_said(language):
    source = "\n".join(
        p.read_text(encoding="utf-8") for d in ("proving", "deciding") for p in PACKAGE.glob(f"{d}/*.py")
    )
    rules = {rule.conditions for rule in RULES}
    for sentence in set(SENTENCES[language]) - rules:
        pieces = [piece for literal, _ in parts(sentence) for piece in literal.split(": ")]
        assert [piece for piece in pieces if piece not in source] == [], sentence


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_sentences_have_the_same_fields_and_characters_that_print(language):
    for english, sentence in SENTENCES[language].items():
        assert sorted(n for _, n in parts(english) if n) == sorted(n for _, n in parts(sentence) if n)
        assert not needs_large_font(sentence)
        rare = {c for c in sentence if not c.isascii() and not is_cjk(c)}
        assert rare <= set(english) | set("“”"), sentence
        assert found(english, language) is not None


def test_languages_of_sentences_are_languages_of_words():
    assert {*SENTENCES, "en"} == set(WORDS)
