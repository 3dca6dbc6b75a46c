r"""The sentence before a display → whether it asks for what it says, supposes it, or draws a conclusion.

    Setting the derivative to zero gives $$ \frac{n}{p} - \frac{m}{1-p} = 0 $$
    令导数等于 0，得 $$ … = 0 $$
    Suppose that $$ e^z (1 - P) = P $$
    so that $$ p = \frac{n}{n+m} $$

Invariant: tables only.  Without words that set it an equation is a claim, and so is every
one with no zero on a side: what follows from the equation is never taken for it.
"""

from __future__ import annotations

import re

from derive.terms.term import ZERO, Term

_ZERO = r"(?:be\s+)?(?:\$\s*0\s*\$|0(?![.\d])|zero\b|the\s+zero\b)"
_SETS = re.compile(
    rf"\b(?:set|setting|equate|equating|put|putting|make|making|let|letting)\b[^.;]{{0,160}}?"
    rf"\b(?:equal\s+)?to\s+{_ZERO}"
    rf"|\b(?:set|setting|let|letting|require|requiring)\b[^.;]{{0,160}}?(?:\bequals?\s+|=\s*){_ZERO}"
    r"|\b(?:solve|solving)\b(?!\s+for\b)"
    r"|\b(?:first[- ]order|optimality|stationarity|normal)\s+(?:conditions?|equations?)\b"
    r"|\b(?:stationary|critical)\s+points?\b|\bderivatives?\s+(?:must\s+|has\s+to\s+)?vanish(?:es)?\b"
    r"|\b(?:must|has\s+to|have\s+to|should)\s+(?:be\s+(?:equal\s+to\s+)?|equal\s+|vanish)"
    r"|(?:令|使得?|让|设)[^。；]{0,80}?(?:等于|为|=)\s*(?:\$\s*0\s*\$|0(?![.\d])|零)"
    r"|(?:解|求解)(?:上述|该|以下|下列|如下)?(?:方程|等式)|驻点|极值条件|一阶(?:最优)?条件|正规方程",
    re.IGNORECASE,
)
_BEFORE = r"(?:^|[.;:,\n]\s*|\b(?:now|also|and|then|first|we|us|further|again)\s+)"
_SUPPOSES = re.compile(
    rf"{_BEFORE}(?:suppose|assume|assuming)(?:\s+(?:now|also|further|again))?(?:\s+that)?\s*[:,]?\s*$"
    r"|(?:假设|假定)\s*[:：,，]?\s*$",
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
    r"|means|find|finds|get|gets|obtain|obtains|conclude|derive|follows|solution|result|arrive\s+at)\b"
    r"(?:\s+(?:that|is|at|us|the|as|the\s+following|result|solution))*[\s,:，：]*$"
    r"|^\W*(?:so|hence|thus|therefore|consequently|it\s+follows)\b"
    r"|(?:得|得到|可得|解得|求得|推出|可知|可见|所以|因此|因而|故|从而|于是|即得|化简为|变为)[\s，,：:]*$"
    r"|^\W*(?:所以|因此|因而|故|从而|于是|由此)",
    re.IGNORECASE,
)
_CONCLUDING_SIGN = re.compile(
    r"(?:\\(?:Rightarrow|Longrightarrow|implies|iff|Leftrightarrow|therefore|leadsto|rightarrow|to)|=>|[⇒⟹⇔∴→])"
    r"(?:\s|&|\\(?:quad|qquad|[,;: !]))*$"
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


def supposes(sentence: str) -> bool:
    """Whether the sentence before a display ends with words that make an assumption of what the display says."""
    return _SUPPOSES.search(sentence) is not None and _DENIED.search(sentence) is None


def lets(sentence: str) -> bool:
    """Whether it ends with words that say where a name lies: let, where, with."""
    return _LETS.search(sentence) is not None and _DENIED.search(sentence) is None


def can_be_set(left: Term, right: Term) -> bool:
    """Whether `left = right` can be an equation to be solved: something that varies is zero.

    x = 0 is none: it is the solution of one.
    """
    one, other = (left, right) if right == ZERO else (right, left)
    return other == ZERO and bool(one.free) and one.op not in ("symbol", "indexed")
