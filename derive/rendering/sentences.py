"""What checks say of a step, in the languages of the documents.

Invariant: a sentence is found by its English, which is said in one place elsewhere; one that
is not found stays as it was said, and nothing that stands in it is lost.

`{condition}` and `{conditions}` are LaTeX, `{sign}` is a relation, `{reason}` a sentence again,
every other field is words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from derive.rendering.words import parts

SENTENCES: dict[str, dict[str, str]] = {
    "zh": {
        # what a verdict says
        "both sides are defined only where {conditions}": "两边只在 {conditions} 时才有定义",
        "it needs {condition}, which nothing gives": "需要 {condition}，而文中没有给出",
        "no proof was found": "没有找到证明",
        "no point was found at which all that is given holds: nothing would be proved": (
            "没有找到满足全部条件的点：这样的证明没有内容"
        ),
        "proved where {conditions}; elsewhere it was neither proved nor refuted": (
            "在 {conditions} 时已证明；在其余处既未证明，也未否定"
        ),
        "stopped after {seconds} s: {reason}": "{seconds} 秒后停止：{reason}",
        "write a step in between, or allow more with --timeout": "请在中间补写一步，或用 --timeout 放宽时限",
        "nested too deeply to decide": "嵌套太深，无法判定",
        "stopped: nested too deeply to decide": "已停止：嵌套太深，无法判定",
        "stopped: it needs more memory than a step may take": "已停止：所需内存超过一步的上限",
        "the prover's process ended ({reason})": "证明进程意外结束（{reason}）",
        "internal error, please report it: {reason}": "内部错误，请报告：{reason}",
        "the laws of probability, which are not covered, can link its terms": "这些概率可能由概率论的法则相联系，而这些法则尚不支持",
        # why a step holds
        "given": "已给出",
        "this case": "本情形",
        "a condition of the verdict": "判定所附的条件",
        "where both sides are defined": "两边有定义之处",
        "the range of the index": "指标的范围",
        "arithmetic": "算术",
        "the difference is a sum of squares": "两边之差是平方和",
        "a sum of positive terms": "正项之和",
        "a product of positive terms": "正因子之积",
        "a quotient of positive terms": "正数之商",
        "a sum of nonnegative terms": "非负项之和",
        "a product of nonnegative terms": "非负因子之积",
        "a quotient of nonnegative terms": "非负数与正数之商",
        "the row whose condition holds": "条件成立的那一行",
        "the value put in": "代入该值",
        "taken at this value": "取这一点的值",
        # why no proof was found
        "a bound in normal form that does not check": "界的范式未能通过复核",
        "a bound of a sum that is not known to be whole": "求和的界不知是否为整数",
        "a condition stands where a value is expected": "应当是值的地方写了条件",
        "a condition that may fail near the point": "条件在该点附近可能不成立",
        "a derivative by an element whose index is that of a sum": "对下标与求和指标相同的分量求导",
        "a hypothesis that nothing gives": "有一个前提文中没有给出",
        "a normal form that does not check": "范式未能通过复核",
        "a power is too large to be written out": "幂次太大，无法展开",
        "a product of negative numbers": "负数的连乘",
        "a factor that may be zero": "有一个因子可能为零",
        "a range that may be empty": "求和范围可能为空",
        "the step was not found": "归纳的一步没有找到",
        "not the square of the terms": "不是各项的平方",
        "not an integral that is a law": "不是定律中的积分",
        "an infinite sum that no law gives": "没有定律给出这个无穷级数",
        "a root whose degree is not a positive whole number": "根指数不是正整数",
        "a row's condition that is not a relation": "分段的条件不是关系式",
        "a rule of differentiation does not reach this point": "求导法则在这一点不适用",
        "a side condition for every term of a sum, which nothing gives": "和的每一项所需的条件文中没有给出",
        "a side is not defined anywhere under what is given": "在所给条件下，有一边处处没有定义",
        "a sign that cannot be found": "有一个式子的正负号无法确定",
        "a sign that changes with the index of a sum": "正负号随求和指标变化",
        "a sum to infinity is a limit of sums, which is not covered yet": "无穷级数是部分和的极限，尚不支持",
        "a term of a sum has no value": "和中有一项没有值",
        "a value of this kind is not covered yet": "尚不支持这类值",
        "the limit is infinite: it is no number": "极限为无穷：它不是一个数",
        "the bounds of an improper integral whose order is not known": "反常积分上下限的大小次序无法确定",
        "infinity is not a number: only a limit can be said to equal it": "无穷大不是数：只有极限可以写成等于它",
        "more than {count} independent terms": "独立的项超过 {count} 个",
        "no antiderivative was found that differentiates back to the integrand": "没有找到求导后等于被积函数的原函数",
        "no rule for the derivative of {name}": "没有对 {name} 求导的法则",
        "no rule of limits applies": "没有适用的极限法则",
        "no rule of limits gives that it grows beyond every bound": "没有极限法则可以说明它趋于无穷",
        "nothing above says what `{latex}` is": "上文没有说明 `{latex}` 是什么",
        "nothing above says what `{latex}` is, which can be what is written here: define it with `:=`": (
            "上文没有说明 `{latex}` 是什么，这里可以就是它的含义：请用 `:=` 定义"
        ),
        "sums over what no bounds say are read, and not decided, write their bounds: `{latex}`": (
            "没有写明上下限的求和可以读取，但不能判定，请写出上下限：`{latex}`"
        ),
        "integrals without bounds are read, and not decided, write their bounds: `{latex}`": (
            "没有上下限的积分可以读取，但不作判定，请写出上下限：`{latex}`"
        ),
        "primes without an argument are read, and not decided, write a derivative: `{latex}`": (
            "没有自变量的撇号可以读取，但不作判定，请写成导数：`{latex}`"
        ),
        "a capital sigma is read, and not decided, write it with ∑ for a sum: `{latex}`": (
            "大写的 Sigma 可以读取，但不作判定，若是求和请用 ∑ 书写：`{latex}`"
        ),
        "the values that are put in are not said: write them before it, `with $x = 2$`": (
            "代入的数值没有说明：请在前面写出，例如“其中 $x = 2$”"
        ),
        "lists and sets are read, and not decided yet: `{latex}`": "列表和集合可以读取，但尚不能判定：`{latex}`",
        "it is not clear what the dots stand for, write it with ∑ or ∏: `{latex}`": (
            "省略号代表什么并不明确，请用 ∑ 或 ∏ 写出：`{latex}`"
        ),
        "differentials are read, and not decided, write derivatives: `{latex}`": (
            "单独的微分可以读取，但不能判定，请改写成导数：`{latex}`"
        ),
        "two signs at once are read, and not decided, write one line for each: `{latex}`": (
            "双重正负号可以读取，但不能判定，请各写一行：`{latex}`"
        ),
        "vectors and matrices are read, and not decided yet: `{latex}`": "向量和矩阵可以读取，但尚不能判定：`{latex}`",
        "expectations and probabilities are read, and not decided yet: `{latex}`": "期望和概率可以读取，但尚不能判定：`{latex}`",
        "nothing satisfies what is given": "所给条件无法同时满足",
        "roots of ever higher degree": "根指数不断升高",
        "several kinks meet at the point": "多个尖点在这一点重合",
        "the difference is {sign} 0, which does not give the relation": "两边之差 {sign} 0，由此得不出所写的关系",
        "the formula beside a kink does not reach it": "尖点一侧的公式不能延伸到尖点",
        "a formula for the slope that does not reach this point": "求得的导数公式不适用于该点",
        "whether a term is whole is not known": "无法确定某项是否为整数",
        "f(i) ≥ 0 for every i, and j is one of them": "对每个 i 有 f(i) ≥ 0，且 j 是其中之一",
        "the limit depends on a sign that could not be settled near the point": (
            "极限取决于一个在该点附近无法确定的正负号"
        ),
        "the limit depends on signs that could not be settled near the point": (
            "极限取决于一些在该点附近无法确定的正负号"
        ),
        "the limits from the two sides differ, or may": "左右极限不同，或可能不同",
        "the sign of the difference could not be found": "无法确定两边之差的正负号",
        "the slopes on the two sides of a kink could not be compared": "无法比较尖点两侧的斜率",
        "the two sides have different normal forms": "两边的范式不同",
        "the two sides of the point behave differently, or may": "该点两侧的情形不同，或可能不同",
        "too many pieces meet at the point": "过多的分段在这一点相接",
        "too many side conditions": "所需的条件太多",
        "too many signs to split on": "需要分情形讨论的正负号太多",
        # memberships and rounded numbers
        "≈ is checked to the digits that are written, and neither side is: write a decimal, or a bound": (
            "≈ 按写出的位数核对，而两边都没有写成小数：请写出小数，或写成不等式"
        ),
        "≈ of a term that varies says nothing exact: write a bound": "含变量的式子写 ≈ 没有确切含义：请写成不等式",
        "`{sign}` is read, and not decided: only = < > ≤ ≥ and ≠ are, of numbers": (
            "`{sign}` 可以读取，但不能判定：只判定数的 = < > ≤ ≥ 与 ≠"
        ),
        "proportionality is not decided: ∝ does not say what its factor may depend on, write = with it": (
            "不判断正比关系：∝ 没有说明系数与什么有关，请用等号写出系数"
        ),
        "that a value is not whole is not covered yet": "尚不支持“不是整数”的判断",
        "which part of the set the value is in was not found": "未能确定值落在集合的哪一部分",
        "{written} may be meant to any of its zeros: write it as digits times a power of ten": (
            "{written} 末尾的零不知是否为有效数字：请写成有效数字乘以 10 的幂"
        ),
        "rounded to these digits it is {value}": "四舍五入到这些位数应为 {value}",
        "its digits are cut off: rounded it is {value}": "末位是直接截断的：四舍五入应为 {value}",
        "equal to 1 digit: write ≈": "只在 1 位有效数字内相等：请写 ≈",
        "equal to {count} digits: write ≈": "只在 {count} 位有效数字内相等：请写 ≈",
        # what gives a statement, beside laws
        "given": "已知",
        "this case": "本情形",
        "a condition of the verdict": "判定的条件",
        "where both sides are defined": "两边都有定义之处",
        "the range of the index": "下标的范围",
        "arithmetic": "算术",
        "the difference is a sum of squares": "两边之差是平方和",
        "the row whose condition holds": "条件成立的那一行",
        "the value put in": "代入该值",
        "taken at this value": "在该值处",
        "a sum of positive terms": "正项之和",
        "a product of positive terms": "正项之积",
        "a quotient of positive terms": "正项之商",
        "a sum of nonnegative terms": "非负项之和",
        "a product of nonnegative terms": "非负项之积",
        "a quotient of nonnegative terms": "非负项之商",
        # under which conditions a rule holds
        "both sides without symbols; their enclosures in ball arithmetic are disjoint": (
            "两边不含符号，且用球算术算得的区间不相交"
        ),
        "a polynomial in one term; Sturm's theorem finds no root where the term may lie": (
            "单个项的多项式；由 Sturm 定理，在该项可取的范围内没有根"
        ),
        "both integrals on the right exist; c and d do not contain x": "右边两个积分都存在，c 与 d 不含 x",
        "f(i) = g(i) for every i, and one of the sums converges": "对每个 i，f(i) = g(i)，且其中一个和收敛",
        "f(a) exists, and one of the sums converges": "f(a) 存在，且其中一个和收敛",
        "c is whole and does not contain i; one of the sums converges": "c 为整数且不含 i；其中一个和收敛",
        "f(i) > 0 for every i, and the sum converges; alike with ≥": "对每个 i，f(i) > 0，且和收敛；≥ 亦然",
        "h(i)² = p(i) q(i), p(i) ≥ 0 and q(i) ≥ 0 for every i": "对每个 i，h(i)² = p(i) q(i)，p(i) ≥ 0，q(i) ≥ 0",
        "a is a number; P is a relation, and n is whole": "a 是数，P 是关系式，n 是整数",
        "f has a derivative everywhere on [u, v]; u ≤ v": "f 在 [u, v] 上处处可导，且 u ≤ v",
        "f has a derivative everywhere on [u, v] and a second one between u and v": (
            "f 在 [u, v] 上处处可导，在 u 与 v 之间二阶可导"
        ),
        "f and g have derivatives at the point; a denominator is not zero there": "f 与 g 在该点可导，分母在该点不为零",
        "f = h wherever conditions hold that stay true near the point": (
            "在某些条件下 f = h，而这些条件在该点附近一直成立"
        ),
        "both equations hold near the point and at it; a and b are continuous": (
            "两个等式在该点附近及该点处成立，a 与 b 连续"
        ),
        "the limits exist, or are infinite with a determinate result; h is continuous there": (
            "各极限存在，或为无穷而结果确定；h 在该处连续"
        ),
        "f = h for all x close enough to a, except perhaps at a": "对充分接近 a 的所有 x（a 本身可以除外），f = h",
        "both limits exist": "两个极限都存在",
        "u and v tend to 0, or v to ±∞; v′ is not zero near the point; the limit on the right exists": (
            "u 与 v 都趋于 0，或 v 趋于 ±∞；v′ 在该点附近不为零；右边的极限存在"
        ),
        "F′ is the integrand for a ≤ x ≤ b and is continuous there": "当 a ≤ x ≤ b 时，F′ 就是被积函数，并且连续",
        "a < b, or infinite bounds; F′ is the integrand for a < x < b and is continuous there; both limits exist": (
            "a < b，或者积分限为无穷；当 a < x < b 时，F′ 就是被积函数，并且连续；两个极限都存在"
        ),
        "approached from below; at −∞ the opposite": "从下方趋近；在 −∞ 处取相反数",
        "f(i) = g(i) for every i": "对每个 i，f(i) = g(i)",
        "all terms exist": "各项都存在",
        "all terms exist; for products alike": "各项都存在；乘积也一样",
        "all factors exist": "各因子都存在",
        "a ≤ b; for products alike, with factors": "a ≤ b；乘积也一样，拆出的是因子",
        "no term; a product is 1 then": "没有项；此时乘积是 1",
        "a = c and b = d": "a = c 且 b = d",
        "c is whole and does not contain i; for products alike": "c 是整数且不含 i；乘积也一样",
        "neither range depends on the other index; for products alike": "两个范围都不依赖另一个指标；乘积也一样",
        "c does not contain i; the power has a value": "c 不含 i；幂有定义",
        "the product below is not 0": "分母的乘积不为 0",
        "k is a number, whole and not negative": "k 是非负整数",
        "c does not contain i": "c 不含 i",
        "k does not occur in f(i)": "f(i) 中没有 k",
        "f(i) = 0 for every i other than j; a ≤ j ≤ b": "对 j 以外的每个 i，f(i) = 0；a ≤ j ≤ b",
        "numeric bounds": "上下限是数",
        "f(i) = F(i) − F(i − 1) for every i": "对每个 i，f(i) = F(i) − F(i − 1)",
        "f(i) > 0 for every i, of which there is one": "至少有一个 i，且对每个 i，f(i) > 0",
        "every term has a derivative; the bounds do not contain x": "每一项都可导，上下限不含 x",
        "f(i) > 0 for every i": "对每个 i，f(i) > 0",
    },
}


def found(message: str, language: str) -> tuple[str, dict[str, str]] | None:
    """The sentence in that language with what stands in its fields, or None where it is not known."""
    said = " ".join(message.split())
    translated = SENTENCES.get(language, {})
    for english, pattern in _patterns():
        match = pattern.fullmatch(said)
        if match:
            return translated.get(english, english), match.groupdict()
    return None


def listed(conditions: str) -> list[str]:
    """The conditions of a list, cut at the commas that stand in no bracket."""
    pieces, depth = [""], 0
    for i, character in enumerate(conditions):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(character, 0)
        if character == "," and depth == 0 and conditions[i - 1 : i] != "\\":
            pieces.append("")
        else:
            pieces[-1] += character
    return [piece.strip() for piece in pieces if piece.strip()]


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence with its pattern, those without fields first."""
    english = sorted({sentence for table in SENTENCES.values() for sentence in table}, key=lambda s: "{" in s)
    return tuple(
        (
            sentence,
            re.compile("".join(re.escape(a) + (f"(?P<{n}>.+)" if n else "") for a, n in parts(sentence))),
        )
        for sentence in english
    )
