r"""The words of written mathematics: which macro means what.

Invariant: tables only.  Two spellings with one meaning meet here (`\leq` and `≤`
are `\le`), so that the rest of the reader knows one of them.
"""

from __future__ import annotations

import re

GREEK = frozenset(
    "\\" + name
    for name in (
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu "
        "xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega "
        "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
    ).split()
)
SYMBOLS = GREEK | {r"\ell", r"\hbar", r"\imath", r"\jmath", r"\aleph", r"\Re", r"\Im"}

# Letters that name functions by convention: `f(x + 1)` is f at x + 1, never f·(x + 1).
FUNCTION_LETTERS = frozenset(("f", "g", "h", "F", "G", "H"))
FUNCTION_LETTERS |= {r"\phi", r"\psi", r"\sigma", r"\varphi", r"\Phi", r"\Psi", r"\ell", r"\mathcal{L}"}

# Written functions of one argument, by their names in the term.
FUNCTIONS = {
    "log": "log", "ln": "log", "exp": "exp", "lg": "lg", "abs": "abs", "sgn": "sign", "sign": "sign",
    "sin": "sin", "cos": "cos", "tan": "tan", "cot": "cot", "sec": "sec", "csc": "csc",
    "arcsin": "arcsin", "arccos": "arccos", "arctan": "arctan", "asin": "arcsin", "acos": "arccos",
    "atan": "arctan",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "coth": "coth", "sech": "sech", "csch": "csch",
    "arsinh": "arsinh", "arcosh": "arcosh", "artanh": "artanh", "asinh": "arsinh", "acosh": "arcosh",
    "atanh": "artanh", "arcsinh": "arsinh", "arccosh": "arcosh", "arctanh": "artanh",
    "erf": "erf", "floor": "floor", "sqrt": "sqrt",
}  # fmt: skip
# What `^{-1}` on the name of a function means: nobody writes one over a sine so.
INVERSES = {
    "sin": "arcsin", "cos": "arccos", "tan": "arctan", "sinh": "arsinh", "cosh": "arcosh", "tanh": "artanh",
}  # fmt: skip
EXTREMA = ("max", "min")

# Decorations make another symbol of a symbol: `\hat{y}` is not y.
DECORATIONS = {
    r"\hat": r"\hat", r"\widehat": r"\hat", r"\tilde": r"\tilde", r"\widetilde": r"\tilde",
    r"\bar": r"\bar", r"\overline": r"\bar", r"\check": r"\check", r"\breve": r"\breve", r"\vec": r"\vec",
    r"\underline": r"\underline", r"\mathring": r"\mathring",
    r"\mathbf": r"\mathbf", r"\boldsymbol": r"\boldsymbol", r"\bm": r"\boldsymbol", r"\pmb": r"\boldsymbol",
    r"\mathcal": r"\mathcal", r"\mathscr": r"\mathscr", r"\mathfrak": r"\mathfrak", r"\mathbb": r"\mathbb",
    r"\mathbbm": r"\mathbb", r"\mathds": r"\mathbb", r"\mathsf": r"\mathsf", r"\mathtt": r"\mathtt",
    r"\mathit": r"\mathit",
}  # fmt: skip
UPRIGHT = frozenset((r"\mathrm", r"\operatorname", r"\operatorname*", r"\rm"))
INTERTEXT = (r"\intertext", r"\shortintertext")  # between rows
TEXT = frozenset(
    (
        r"\text",
        r"\textrm",
        r"\textbf",
        r"\textit",
        r"\textnormal",
        r"\textsf",
        r"\texttt",
        r"\mbox",
        *INTERTEXT,
    )
)

# Spaces and sizes: nothing to read.  A quad is a gap: what follows may be a remark.
GAPS = frozenset((r"\quad", r"\qquad"))
IGNORED = frozenset(
    (
        *(r"\,", r"\;", r"\:", r"\!", r"\>", "\\ ", "\\\n", "~", r"\thinspace", r"\enspace", r"\medspace"),
        *(r"\thickspace", r"\negthinspace", r"\negmedspace", r"\negthickspace"),
        *(r"\displaystyle", r"\textstyle", r"\scriptstyle", r"\scriptscriptstyle", r"\limits", r"\nolimits"),
        *(
            r"\mathstrut",
            r"\strut",
            r"\null",
            r"\allowbreak",
            r"\nobreak",
            r"\noindent",
            r"\space",
            r"\nobreakspace",
        ),
        *(
            r"\tiny",
            r"\scriptsize",
            r"\footnotesize",
            r"\small",
            r"\normalsize",
            r"\large",
            r"\Large",
            r"\LARGE",
        ),
        *(r"\huge", r"\Huge", r"\hfill", r"\hfil"),
        *("\\" + size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")),
    )
)

ALIASES = {
    r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\cfrac": r"\frac",
    r"\dbinom": r"\binom", r"\tbinom": r"\binom",
    r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lbrack": "[", r"\rbrack": "]", r"\lparen": "(", r"\rparen": ")",
    r"\vert": "|", r"\Vert": r"\|", r"\ast": "*", r"\prime": "'", r"\colon": ":", r"\div": "/",
    r"\lt": "<", r"\gt": ">", r"\leq": r"\le", r"\leqslant": r"\le", r"\leqq": r"\le",
    r"\geq": r"\ge", r"\geqslant": r"\ge", r"\geqq": r"\ge", r"\neq": r"\ne",
    "<=": r"\le", ">=": r"\ge", ":=": r"\coloneqq", r"\coloneq": r"\coloneqq", r"\defeq": r"\coloneqq",
    r"\colonequals": r"\coloneqq", "==": "=", "->": r"\to", "=>": r"\Rightarrow",
    r"\rightarrow": r"\to", r"\longrightarrow": r"\to", r"\ldots": r"\dots", r"\cdots": r"\dots",
    r"\dotsc": r"\dots", r"\dotsb": r"\dots", "...": r"\dots", r"\wedge": r"\land", r"\vee": r"\lor",
    r"\implies": r"\Rightarrow", r"\Longrightarrow": r"\Rightarrow", r"\iff": r"\Leftrightarrow",
    r"\Longleftrightarrow": r"\Leftrightarrow", r"\impliedby": r"\Leftarrow", r"\Longleftarrow": r"\Leftarrow",
    r"\thickapprox": r"\approx", r"\owns": r"\ni",
    r"\nonumber": r"\notag", r"\argmax": r"\arg", r"\argmin": r"\arg", r"\star": "*",
    r"\operatornamewithlimits": r"\operatorname*",
    r"\bf": r"\mathbf", r"\it": r"\mathit", r"\cal": r"\mathcal", r"\sf": r"\mathsf", r"\tt": r"\mathtt",
}  # fmt: skip
# Switches of plain TeX: `{\bf x}` is `\mathbf{x}`.
SWITCHES = frozenset((r"\rm", r"\bf", r"\it", r"\cal", r"\sf", r"\tt"))
# Macros that say how what they hold is spaced: `\mathop{\rm max}`.
CLASSES = frozenset(
    (r"\mathop", r"\mathbin", r"\mathrel", r"\mathord", r"\mathopen", r"\mathclose", r"\mathinner")
)

# Signs and letters that people type as they are.
UNICODE = {
    **dict(zip("（）［］｛｝＋－＊／＝＜＞，；：｜！．。、", "()[]{}+-*/=<>,;:|!..,")),
    "−": "-", "–": "-", "·": r"\cdot", "⋅": r"\cdot", "×": r"\times", "÷": "/", "∕": "/", "∗": "*",
    "≤": r"\le", "≥": r"\ge", "⩽": r"\le", "⩾": r"\ge", "≠": r"\ne", "≡": r"\equiv", "≈": r"\approx",
    "≜": r"\triangleq", "≔": r"\coloneqq", "∝": r"\propto", "∼": r"\sim", "∈": r"\in", "→": r"\to",
    "⇒": r"\Rightarrow", "⟹": r"\Rightarrow", "⇔": r"\Leftrightarrow", "⟺": r"\Leftrightarrow",
    "∴": r"\therefore", "∵": r"\because", "∞": r"\infty", "∑": r"\sum", "∏": r"\prod", "∫": r"\int",
    "√": r"\sqrt", "∂": r"\partial", "∇": r"\nabla", "±": r"\pm", "…": r"\dots", "⋯": r"\dots",
    "’": "'", "′": "'", "‘": "'", "∣": r"\mid", "∧": r"\land", "∨": r"\lor", "⌊": r"\lfloor", "⌋": r"\rfloor",
    "ℓ": r"\ell", "ℝ": r"\R", "ℕ": r"\N", "ℤ": r"\Z", "ϵ": r"\epsilon", "ε": r"\varepsilon", "ϕ": r"\phi",
    "φ": r"\varphi", "ς": r"\varsigma", "ϑ": r"\vartheta", "µ": r"\mu", "∆": r"\Delta",
}  # fmt: skip
_GREEK_LETTERS = (
    "αβγδζηθικλμνξπρστυχψω",
    "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon chi psi omega",
    "ΓΔΘΛΞΠΣΥΦΨΩ",
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega",
)
for _letters, _names in (_GREEK_LETTERS[:2], _GREEK_LETTERS[2:]):
    UNICODE.update(zip(_letters, ("\\" + _name for _name in _names.split())))

# Relation signs, as the term writes them.  ":=" is "by definition".
RELATIONS = {
    "=": "=", "<": "<", ">": ">", r"\le": "<=", r"\ge": ">=", r"\ne": "!=",
    r"\equiv": ":=", r"\triangleq": ":=", r"\coloneqq": ":=", r"\doteq": ":=",
}  # fmt: skip
UNSUPPORTED_RELATIONS = {
    r"\approx": "is about", r"\propto": "is proportional to", r"\to": "goes to", r"\sim": "is distributed as",
    r"\in": "is an element of", r"\notin": "is no element of", r"\simeq": "is about",
    r"\cong": "is congruent to",
    r"\ll": "is much less than", r"\gg": "is much greater than", r"\subset": "is a subset of",
    r"\subseteq": "is a subset of", r"\gets": "is set to", r"\leftarrow": "is set to",
    r"\lesssim": "is about at most",
    r"\gtrsim": "is about at least", r"\mapsto": "maps to", r"\asymp": "grows as", r"\not": "is not",
    r"\ni": "contains",
    r"\prec": "precedes", r"\succ": "succeeds", r"\preceq": "precedes", r"\succeq": "succeeds",
    r"\perp": "is independent of", r"\noted": "under its note",
}  # fmt: skip
# Relations of a display that are no relations of two numbers: what stands behind is a set, or a rounded number.
MEMBERSHIPS = {r"\in": r"\in", r"\notin": r"\notin"}
APPROXIMATIONS = {r"\approx": r"\approx", r"\simeq": r"\approx"}
COMPARISONS = {  # stated, and never decided
    r"\leftarrow": r"\gets",
    **{sign: sign for sign in (
        r"\propto", r"\sim", r"\gets", r"\ll", r"\gg", r"\lesssim", r"\gtrsim", r"\asymp", r"\cong",
        r"\subset", r"\subseteq", r"\prec", r"\succ", r"\preceq", r"\succeq", r"\perp", r"\mapsto",
    )},
}  # fmt: skip
SEPARATORS = frozenset((r"\Rightarrow", r"\Leftarrow", r"\Leftrightarrow", r"\therefore", r"\because"))

# Words above or below a name that tell it from others of its kind: `\\theta^{old}`.
LABELS = frozenset(
    "new old opt max min true pred obs ref in out gt adv train test val best init prev next cur real fake "
    "left right target model data prior post".split()
)

# Words of three letters that carry an index, and are no product of letters then: `out_{o1}`.
INDEXED_WORDS = frozenset("out net err avg tot acc obs pos neg".split())

OTHERWISE = frozenset("otherwise else elsewhere default 否则 其他 其它 其余 其他情况 其它情况".split())
CONDITION_WORDS = frozenset(
    "if for when where with while whenever provided given all any every and as since because "
    "assuming assume suppose supposing that at let 设 假设 假定 令 记 在 若 当 如果 对于 对 其中 时 且 对所有 对任意 则".split()
)
# Words that are never a product of letters when they stand apart.
PROSE = frozenset(
    "if for and the or we so is let has get can are not but our all any its now with when then "
    "unless except only even iff not nor".split()
)

# Words that begin a sentence, name no quantity, or one that is another in each line.
_NO_QUANTITIES = frozenset(
    "proof let then hence thus now note assume suppose using therefore similarly also finally next "
    "consider define solution answer step because that this which there here such only same "
    "undefined constant const true false none nan infinity unknown even odd positive negative "
    "证明 解 原式 左边 右边 左式 右式 常数 因此 所以 所以有 由此 其余 即 故".split()
)
_NO_NAME_BEGINS = re.compile(
    "(?:[令设由记取将把则故得有即求解又]|(?:因为|由于|使用|利用|转换|代入|根据|可得|得到|其中|所以|因此|两边|同理|综上|整理"
    "|化简|展开|考虑|注意|这里|于是|从而|显然|已知|假设|再).*)"
)
_NO_NAMES = CONDITION_WORDS | OTHERWISE | PROSE | _NO_QUANTITIES
_NAME = re.compile("[A-Za-z\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff\\-]*")


# Words for a quantity, where only signs of arithmetic stand around them: `pre-test odds`.
_PHRASE = re.compile("[A-Za-z][A-Za-z-]*(?: [A-Za-z][A-Za-z-]*){1,3}")
_NO_PHRASE = frozenset("on depends depending equals side hand to by from than some very".split())


def is_phrase(text: str) -> bool:
    """Whether several words can be what a quantity is called."""
    return _PHRASE.fullmatch(text) is not None and not any(
        word in _NO_NAMES | _NO_PHRASE or (word.endswith("ing") and word not in ("training", "learning"))
        for word in text.lower().split()
    )


_TITLE = re.compile("[A-Z][A-Za-z0-9-]*(?: [A-Z][A-Za-z0-9-]*){1,3}")


def is_name(text: str) -> bool:
    r"""Whether the content of a `\text{…}` can be the name of a quantity: `loss`, `Focal Loss`."""
    if _TITLE.fullmatch(text):
        return not any(word in _NO_NAMES for word in text.lower().split())
    if _NO_NAME_BEGINS.fullmatch(text):
        return False
    return bool(_NAME.fullmatch(text)) and text.lower() not in _NO_NAMES
