r"""The sentence before a display → whether it asks for what it says, supposes, defines or recalls it, or concludes.

    Setting the derivative to zero gives $$ \frac{n}{p} - \frac{m}{1-p} = 0 $$
    令导数等于 0，得 $$ … = 0 $$
    Suppose that $$ e^z (1 - P) = P $$
    so that $$ p = \frac{n}{n+m} $$

Invariant: tables only.  Without words that set it an equation is a claim, and so is every
one with no zero on a side: what follows from the equation is never taken for it.
"""

from __future__ import annotations

import re

from derive.document import Introduction
from derive.terms.term import ZERO, Term

_ZERO = r"(?:be\s+)?(?:\$\s*0\s*\$|0(?![.\d])|zero\b|the\s+zero\b)"
# `Let $b = 0$` gives a name its value, and asks for nothing
_NO_VALUE = r"(?!\s*\$\s*(?:[A-Za-z]|\\[A-Za-z]+)(?:_\{?\w+\}?)?\s*=\s*0\s*\$)"
# `letting $h$ tend to zero`, `$h \to 0$`
_NO_LIMIT = r"(?<!\\)" + "".join(
    f"(?<!{word} )" for word in "equal tend tends tending go goes going close converges".split()
)
_SETS = re.compile(
    rf"\b(?:set|setting|equate|equating|put|putting|make|making|let|letting)\b[^.;]{{0,160}}?"
    rf"(?:(?<!\bis )(?<!\bare )\bequal\s+to|{_NO_LIMIT}\bto)\s+{_ZERO}"
    rf"|\b(?:set|setting|let|letting|require|requiring)\b{_NO_VALUE}[^.;]{{0,160}}?(?:\bequals?\s+|=\s*){_ZERO}"
    r"|\b(?:solve|solving)\b(?!\s+(?:for|(?:the|this|an?)\s+(?:integral|sum|problem|task|exercise))\b)"
    r"|\b(?:first[- ]order|optimality|stationarity|normal)\s+(?:conditions?|equations?)\b"
    r"|\b(?:stationary|critical)\s+points?\b|\bderivatives?\s+(?:must\s+|has\s+to\s+)?vanish(?:es)?\b"
    rf"|\b(?:derivatives?|gradients?|slopes?|partials?)\b[^.;]{{0,80}}?\b(?:must|has\s+to|have\s+to|should)\s+"
    rf"(?:vanish|be\s+(?:equal\s+to\s+)?{_ZERO}|be\s*[:,]?\s*$|equal\s+{_ZERO})"
    rf"|(?:令|使得?|让|设){_NO_VALUE}[^。；]{{0,80}}?(?:等于|为|=)\s*(?:\$\s*0\s*\$|0(?![.\d])|零)"
    r"|\bdifferentiat(?:e|ing)\b(?![^.;]{0,160}\b(?:shows?|proves?|constant|vanish))"
    r"|求(?:一阶|偏|其)?(?:偏)?导(?!致|数的|函数)"
    r"|(?:解|求解)(?:上述|该|以下|下列|如下)?(?:方程|等式)|驻点|极值条件|一阶(?:最优)?条件|正规方程",
    re.IGNORECASE,
)
_ASKS_ONE = re.compile(
    r"\b(?:set|setting|equate|equating|put|putting)\b(?!\s*\$)[^.;$]{0,80}?\b(?:it|this|derivative|gradient|slope)\b"
    r"|令(?:其|它|上式|该式|这个?|此|导数|一阶导数|梯度|偏导数?)",
    re.IGNORECASE,
)
_ASKS_ALL = re.compile(
    r"\b(?:set|setting|equate|equating|put|putting)\b(?!\s*\$)[^.;$]{0,80}?\b(?:both|these|them|all|derivatives|partials)\b"
    r"|(?:令|分别令)(?:它们|两式|上述两式|各?偏导数?|这些)",
    re.IGNORECASE,
)
_DIFFERENTIATES = re.compile(r"\bdifferentiat(?:e|ing)|\btak(?:e|ing) (?:the )?(?:partial )?derivatives?\b|求(?:偏|一阶)?导", re.I)
_EXTREME = re.compile(r"\b(?:maxim|minim|max\b|min\b|optim|estimat|MLE\b)|最大|最小|极[大小]?值|最优|估计", re.I)
_DERIVATIVE = re.compile(r"derivative|导", re.IGNORECASE)
_WITH_RESPECT = re.compile(r"\bwith\s+respect\b|\bw\.?r\.?t\b|关于|对.{0,12}的?(?:偏)?导", re.IGNORECASE)
_REQUIRED = re.compile(r"\\(?:stackrel|overset)\s*\{\s*!\s*\}\s*\{\s*=\s*\}")
_EQUATES = re.compile(
    r"\b(?:set|setting|equate|equating|put|putting)\b[^.;]{0,80}?"
    r"\b(?:equal(?!\s+to\s+(?:zero|0))(?:\s+to\s+(?:each\s+other|one\s+another))?"
    r"|(?:these|them|the\s+two|both(?:\s+sides)?))\b[\s,]*(?:we\s+(?:get|have|obtain|find)|gives|yields)?\s*[:,]?\s*$"
    r"|(?:令|使)(?:两者|二者|它们|两式|两边)相等[^。；]{0,20}$",
    re.IGNORECASE,
)
_BEFORE = r"(?:^|[.;:,\n]\s*|\b(?:now|also|and|then|first|we|us|further|again)\s+)"
_SUPPOSES = re.compile(
    rf"{_BEFORE}(?:suppose|assume|assuming)(?:\s+(?:now|also|further|again))?(?:\s+that)?\s*[:,]?\s*$"
    r"|\b(?<!as )such\s+that\s*[:,]?\s*$|(?:假设|假定|使得)\s*[:：,，]?\s*$",
    re.IGNORECASE,
)
# between these words and the display nothing may draw a conclusion: `we assume x > 0 and get`
_GAP = (
    r"(?:\$[^$]*\$|(?!\b(?:then|so|hence|thus|gives?|gets?|have|obtain|find|finds|yields?|therefore|prove|show)\b)"
    r"[^.;,，。；$]){0,160}?(?:,?\s*namely)?\s*:?\s*$"
)
_MODELS = re.compile(
    rf"{_BEFORE}(?:assume|suppose|postulate|posit|impose|require)\b{_GAP}"
    r"|\b(?:theory|assumption|hypothesis|postulate|(?:initial|boundary)\s+condition|constraint|model|function)s?"
    rf"\s+(?:(?:asserting|stating|requiring|saying)\b|that\s+requires?\b){_GAP}"
    r"|\b(?:to\s+satisfy|subject\s+to)\b(?:\s+the\s+(?:\w+\s+)?(?:equation|condition|constraint|relation)s?)?\s*:?\s*$"
    r"|(?:假设|假定|要求|约束条件|初始条件|边界条件)[^。；，,得则有]{0,60}?(?:满足|为|是)?\s*[:：]?\s*$",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:if|when|once|since|because|unless|although|while|where|whether|as)\b(?:\s+\w+){0,2}?\s+"
    r"(?:assume|suppose|postulate|posit|impose|require)\b|如果|若|由于|因为|在.{0,20}假设",
    re.IGNORECASE,
)
_LETS = re.compile(
    rf"{_BEFORE}(?:let|given|where|with)\s*[:,]?\s*$|(?:设|已知|给定|其中)\s*[:：,，]?\s*$", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:not|never|without|cannot|no\s+need|instead\s+of|already)\b|n't\b|不|没有|无需|已经", re.IGNORECASE
)

_CONCLUDES = re.compile(
    r"\b(?:so|so\s+that|hence|thus|therefore|consequently|then|implies|implying|gives?|giving|yields?|yielding"
    r"|means|find|finds|get|gets|obtain|obtains|conclude|derive|(?<!as )follows|solution|result|arrive\s+at"
    r"|end\s+up\s+with|left\s+with|turns\s+out\s+to\s+be|(?:simplif|reduc)(?:y|ies|es?)\s+to)\b"
    r"(?:\s+(?:that|is|at|us|the|as|the\s+following|result|solution))*[\s,:，：]*$"
    r"|\bknow\s+what\b[^.;]{0,60}\bis\s*:?\s*$"
    r"|^\W*(?:so|hence|thus|therefore|consequently|it\s+follows|(?:re)?arranging|solving|simplifying|expanding|cancel+ing)\b"
    r"|(?:得|得到|可得|解得|求得|推出|可知|可见|所以|因此|因而|故|从而|于是|即得|化简为|变为)[\s，,：:]*$"
    r"|^\W*(?:所以|因此|因而|故|从而|于是|由此)",
    re.IGNORECASE,
)
_CONCLUDING_SIGN = re.compile(
    r"(?:\\(?:Rightarrow|Longrightarrow|implies|iff|Leftrightarrow|therefore|leadsto|rightarrow|to)|=>|[⇒⟹⇔∴→])"
    r"(?:\s|&|\\(?:quad|qquad|[,;: !]))*$"
)
_DEFINES = re.compile(
    r"\b(?<!was )(?<!were )(?<!been )(?:define[sd]?|denoted?)\b|\b(?:let|call)\s*[:,]?\s*$"
    r"|定义|(?:记作|记为|记|令|设)\s*[:：,，]?\s*$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:famil(?:y|ies)|distribution|densit(?:y|ies)|model|variant|version|another|instead|alternative(?:ly)?|in\s+contrast)\b"
    r"[^.;]{0,120}?(?:\b(?:is|are)(?:\s+then|\s+now)?(?:\s+given\s+by)?|\bwith\s+(?:the\s+)?"
    r"(?:(?:probability\s+)?density|formula)(?:\s+function)?)\s*[:,]?\s*$"
    r"|\b(?:generali[sz]\w*|rescal\w*)\b[^.;]{0,200}\b(?:following|as\s+follows|formula|form|become[s]?|is|with)\s*[:,]?\s*$"
    r"|(?:另一|分布|模型|改为|换成)[^。；]{0,60}?(?:为|是|定义)\s*[:：,，]?\s*$",
    re.IGNORECASE,
)
# A line of a list, or in bold, that only names one of several: `* ReLU 函数`, `**Poisson loss**:`
_ITEM = re.compile(
    r"^\s*(?:[-*+•]\s+|\d{1,2}[.)、]\s*)?(?:\*\*|__)?[^.。;；,，:：=$*_]{0,40}"
    r"(?:函数|分布|损失|激活|模型|\b(?:function|distribution|loss|activation|model|kernel|family)\b)(?:\s*\([^()]{0,30}\))?"
    r"\s*(?:\*\*|__)?\s*[:：]?\s*(?:\*\*|__)?\s*$",
    re.IGNORECASE,
)
_IS_DEFINED = re.compile(
    r"\b(?:is|are)\s+(?:then\s+|now\s+)?defined\s+(?:by|as|to\s+be)(?:\s+follows)?\s*[:,]?\s*$|(?:定义为|定义如下)\s*[:：]?\s*$"
    r"|\bspecial\s+case\s+of\b[^.;]{0,120}:\s*$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\s*(?:[-*+•]\s+|\d{1,2}[.)、]\s*|\*\*|__)[^.。;；,，:：=$_]{1,60}?(?:\*\*|__)?\s*[:：]?\s*(?:\*\*|__)?\s*")
_MARK_ONLY = re.compile(r"(?:^|\n)[ \t]*(?:[-*+•]|\(?\d{1,2}[.)、）])\s*(?:\*\*)?\s*$")
_GOES_ON = re.compile(r"[ \t]*(?:\*\*)?[ \t]*[:：]|[ \t]*\n(?:[ \t]*\n)*(?:\t| {2,})[^\s\-*+•]")
_MARKED = re.compile(r"^\s*(?:[-*+•]\s+|\d{1,2}[.)、]\s*|\*\*|__)")
_NO_ITEM = re.compile(
    r"\b(?:the|this|that|our|its|expand\w*|simplif\w*|rewrit\w*|writ\w*|deriv\w*|comput\w*|differentiat\w*|gradient"
    r"|substitut\w*|appl\w*|us\w+|minimi\w*|maximi\w*|find|consider|combin\w*|plug\w*|insert\w*|step|for|of|to|is|are|result\w*|proof|solution"
    r"|conclusion|check|form|rule|case|final\w*|total|update\w*|equivalen\w*|rearrang\w*|solv\w*|factor\w*)\b"
    r"|结果|证明|结论|形式|法则|规则|情况|情形|更新|等价|整理|解|展开|化简|代入|求|计算|写|推导|最小化|最大化|简化|对|该|此|上述|步|的|把|将|得|导数|梯度",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[(（][^()（）]{0,80}[)）]")  # the first one (see above)
_DOING = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]*(?:[\d.]+[ \t]*)?(?:\w+ing\b|[^\n]{0,20}(?:展开|化简|代入|求导|推导|整理))[^\n]*\s*$", re.MULTILINE
)
_RECALLS = re.compile(
    r"\b(?:recall|remember|as\s+(?:before|above|defined|given|seen|shown)|above|earlier|again|previous|previously"
    r"|already|still|same|by\s+(?:the\s+|its\s+)?definition|know|known|saw|seen|showed|shown|verify|check|prove|show)\b"
    r"|回忆|回顾|前面|上面|上文|之前|如前|已知|已经|由定义|(?:根据|按照)(?:定义|上|前|式|[(（])|仍|同样|证明|验证",
    re.IGNORECASE,
)


def introduction(sentence: str, latex: str, behind: str) -> Introduction:
    """What a sentence says of the formula (LaTeX) that it introduces; `behind` is the text behind that."""
    return Introduction(
        sets=sets(sentence) or requires(latex),
        asks=asks(sentence),
        sets_slope=sets_slope(sentence),
        supposes=supposes(sentence),
        models=models(sentence),
        lets=lets(sentence),
        heads_case=heads_case(sentence, behind),
        defines=defines(sentence),
        recalls=recalls(sentence),
        turns=turns(sentence),
        names_another=names_another(sentence),
        item=is_item(sentence),
        concludes=concludes(sentence),
    )


def concludes(sentence: str) -> bool:
    """Whether the sentence before a display says that it follows from what stands above."""
    return _CONCLUDES.search(sentence) is not None


def concludes_in_row(before: str) -> bool:
    """Whether what stands before a relation in its line ends with an arrow."""
    return _CONCLUDING_SIGN.search(before) is not None


def sets(sentence: str) -> bool:
    """Whether the sentence before a display says that its equation is asked for, not claimed."""
    return _SETS.search(sentence) is not None and _DENIED.search(sentence) is None


def asks(sentence: str) -> str:
    """What it asks to be zero: "the derivative", "one" thing above or "all" of them, or ""."""
    if _WITH_RESPECT.search(sentence) is not None:
        return ""
    one = _ASKS_ONE.search(sentence)
    if _ASKS_ALL.search(sentence) or one is None:
        return "all" if one is None and _ASKS_ALL.search(sentence) else ""
    return "the derivative" if _DERIVATIVE.search(one.group()) else "one"


def sets_slope(sentence: str) -> bool:
    """Whether it asks for a derivative where something is largest or smallest."""
    return _DIFFERENTIATES.search(sentence) is not None and _EXTREME.search(sentence) is not None


def requires(latex: str) -> bool:
    r"""Whether a formula has a sign that says what shall be equal: `\overset{!}{=}`."""
    return _REQUIRED.search(latex) is not None


def supposes(sentence: str) -> bool:
    """Whether the sentence before a display ends with words that make an assumption of what the display says,
    or asks where two quantities are equal."""
    said = _SUPPOSES.search(sentence) or _EQUATES.search(sentence)
    return said is not None and _DENIED.search(sentence) is None


def models(sentence: str) -> bool:
    """Whether it says in more words what is assumed of quantities: an assumption where nothing defines them."""
    denied = any(words.search(sentence) for words in (_DENIED, _HEDGED, _RECALLS, _CONCLUDES))
    return _MODELS.search(sentence) is not None and not denied


def lets(sentence: str) -> bool:
    """Whether it ends with words that say where a name lies: let, where, with."""
    return _LETS.search(sentence) is not None and _DENIED.search(sentence) is None


def defines(sentence: str) -> bool:
    """Whether the sentence before a display gives a meaning to a name there."""
    return (
        _DEFINES.search(sentence) is not None and _DENIED.search(sentence) is None and not recalls(sentence)
    )


def turns(sentence: str) -> bool:
    """Whether it turns to another family or model and ends with words that give its formula."""
    return (
        _ANOTHER.search(sentence) is not None and _DENIED.search(sentence) is None and not recalls(sentence)
    )


def names_another(sentence: str) -> bool:
    """Whether it is a line that only names one of several functions, `* ReLU function`, or says in so many
    words that it defines one."""
    if recalls(sentence) or _DENIED.search(sentence) is not None:
        return False
    item = is_item(sentence) and _ITEM.match(sentence) is not None
    return item or _IS_DEFINED.search(sentence) is not None


def is_item(sentence: str) -> bool:
    """Whether it is a short line of a list, or in bold, without a verb: `2. Standardization`."""
    return (
        _MARKED.match(sentence) is not None
        and _SHORT.fullmatch(sentence) is not None
        and _NO_ITEM.search(sentence) is None
    )


def heads_case(sentence: str, behind: str) -> bool:
    """Whether a formula is the head of a list item that goes on behind it: `1. $x > 0$: …`."""
    return _MARK_ONLY.search(sentence) is not None and _GOES_ON.match(behind) is not None


def recalls(sentence: str) -> bool:
    """Whether it says that the display stands above already, or can be shown; a heading that says what
    is done (`## Expanding the sum`) does so, too."""
    return _RECALLS.search(_ASIDE.sub("", sentence)) is not None or _DOING.search(sentence) is not None


def can_be_set(left: Term, right: Term) -> bool:
    """Whether `left = right` can be an equation to be solved: something that varies is zero.

    x = 0 is none: it is the solution of one.
    """
    one, other = (left, right) if right == ZERO else (right, left)
    return other == ZERO and bool(one.free) and one.op not in ("symbol", "indexed")
