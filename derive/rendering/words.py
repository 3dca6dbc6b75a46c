"""The words around the mathematics, in the languages of the documents.

Invariant: every language has the same keys, and a phrase has the same {names} in each.
"""

from __future__ import annotations

from string import Formatter

WORDS: dict[str, dict[str, str | tuple[str, str]]] = {
    "en": {
        "proved": "proved",
        "refuted": "REFUTED",
        "undecided": "undecided",
        "definition": ("definition", "definitions"),
        "unread": "not read",
        "line": "line {line}",
        "lines": ("line {first}", "lines {first}–{last}"),
        "steps": ("step {first}", "steps {first}–{last}"),
        "part": "{count} {verdict}",
        "tally": ("{count} step {verdict}", "{count} steps {verdict}"),
        "given": "for {condition} (line {line})",
        "provided": "provided {condition}",
        "laws": "by {laws}",
        "holds_if": "it holds for {condition}",
        "false_at": "false at {point}",
        "false": "false as it stands",
        "values": "left side {left}, right side {right}",
        "undefined": "undefined",
        "both_sides": "Both sides of the step on {line}, and the point at which they differ",
        "warning": "Warning",
        "fix": "to fix it: {edit}",
        "acknowledged": "left open by the author: {reason}",
        "outdated": "the author's note is out of date, remove it: {reason}",
        "separator": ", ",
        "colon": ": ",
        "full_stop": ".",
        "assumptions": "Assumptions",
        "real": "Every symbol is a real number unless a line below or the text says otherwise.",
        "assumed": "{condition} (line {line}), in {equations}",
        "added": "{condition}, needed by the proof of {equations}",
        "verdicts": "Verdicts",
        "equation": "Equation",
        "source_line": "Line",
        "step_count": "Steps",
        "verdict": "Verdict",
        "relations": ("{count} relation", "{count} relations"),
        "reproduce": "How to reproduce this",
        "made_by": "Checked and built by derive {version} from {file}. To check it again:",
        "stop": "This document contains a step that is wrong. It is marked below.",
        "laws_title": "Laws",
        "laws_about": "What proofs rest on besides exact arithmetic, substitution and the distinction of cases, each "
        "stated once. Wherever the conditions of a law hold, both its sides are defined and it is true. Its letters "
        "stand for any real terms; the law of a derivative is stated for the variable itself.",
        "law": "Law",
        "statement": "Statement",
        "conditions": "Conditions",
        "rules": "Rules",
        "rules_about": "About functions, sums and limits as wholes, each with the part of the kernel that checks it.",
        "rule": "Conditions: {conditions}. Checked by {place}.",
        "rejected": "Rejected",
        "rejected_about": "Often used as laws, and false at the point given.",
        "fails": "Fails at",
        "laws_made_by": "Built by derive {version}. To list the laws in a terminal:",
    },
    "zh": {
        "proved": "已证明",
        "refuted": "不成立",
        "undecided": "未能判定",
        "definition": ("定义", "定义"),
        "unread": "未能读懂",
        "line": "第 {line} 行",
        "lines": ("第 {first} 行", "第 {first}–{last} 行"),
        "steps": ("第 {first} 步", "第 {first}–{last} 步"),
        "part": "{count} 个{verdict}",
        "tally": ("{count} 步{verdict}", "{count} 步{verdict}"),
        "given": "当 {condition} 时（第 {line} 行）",
        "provided": "前提是 {condition}",
        "laws": "依据 {laws}",
        "holds_if": "当 {condition} 时成立",
        "false_at": "在 {point} 处不成立",
        "false": "所写的等式或不等式不成立",
        "values": "左边：{left}，右边：{right}",
        "undefined": "没有定义",
        "both_sides": "{line}这一步的两边，以及两边不同的点",
        "warning": "注意",
        "fix": "改法：{edit}",
        "acknowledged": "作者注明暂不证明：{reason}",
        "outdated": "作者的注已经过时，请删去：{reason}",
        "separator": "、",
        "colon": "：",
        "full_stop": "。",
        "assumptions": "假设",
        "real": "除下面各行或正文另有说明外，所有符号都是实数。",
        "assumed": "{condition}（第 {line} 行），用于 {equations}",
        "added": "{condition}，是证明 {equations} 所需要的",
        "verdicts": "判定",
        "equation": "公式",
        "source_line": "行",
        "step_count": "步数",
        "verdict": "判定",
        "relations": ("{count} 个关系式", "{count} 个关系式"),
        "reproduce": "如何重现",
        "made_by": "由 derive {version} 根据 {file} 检查并生成。重新检查：",
        "stop": "本文含有错误的一步，已在下文标出。",
        "laws_title": "定律",
        "laws_about": "除精确算术、代换与分情形讨论之外，证明所依据的都在这里，每条只写一次。只要一条定律的条件成立，"
        "它的两边就都有定义，并且它成立。字母代表任意的实数式；导数定律是对变量本身写的。",
        "law": "定律",
        "statement": "内容",
        "conditions": "条件",
        "rules": "规则",
        "rules_about": "关于函数、求和与极限整体的规则，以及内核中负责检查的部分。",
        "rule": "条件：{conditions}。由 {place} 检查。",
        "rejected": "不予采用",
        "rejected_about": "常被当作定律使用，但在所给的点处不成立。",
        "fails": "反例",
        "laws_made_by": "由 derive {version} 生成。在终端中列出这些定律：",
    },
}


def phrase(language: str, key: str, count: object = None) -> str:
    """The phrase, in the number that `count` asks for.  An unknown language speaks English."""
    found = WORDS.get(language, WORDS["en"])[key]
    return found if isinstance(found, str) else found[count not in (1, None)]


def parts(pattern: str) -> list[tuple[str, str | None]]:
    """The phrase as (literal, name of the value that follows or None)."""
    return [(literal, name) for literal, name, _, _ in Formatter().parse(pattern)]
