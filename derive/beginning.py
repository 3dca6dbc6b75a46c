"""A title → a small document that already proves something, to be written over.

Invariant: each beginning is proved as it stands, and nothing that exists is written over.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from derive.document import DeriveError

BEGINNINGS = {
    "en": r"""---
title: {quoted}
lang: en
---

# {title}

What stands alone on the left of an equation for the first time is defined by it:

$$
f(x) = \log(1 + e^x) \tag{{1}}
$$

What follows is proved. A condition in the text holds for the formula behind it. For $x \ge 0$:

$$
\begin{{aligned}}
f(x)
&= \log\left(e^x (e^{{-x}} + 1)\right) \\
&= x + \log(1 + e^{{-x}})
\end{{aligned}} \tag{{2}}
$$

Without a condition a formula is about every real $x$:

$$
f(x) = \max(x, 0) + \log(1 + e^{{-|x|}}) \tag{{3}}
$$

A picture is drawn from the formulas above it:

![$f$, and the lines that it tends to](f.svg "plot f(x) with \max(x, 0) for -6 <= x <= 6")
""",
    "zh": r"""---
title: {quoted}
lang: zh
---

# {title}

第一次单独出现在等号左边的，由这个等式定义：

$$
f(x) = \log(1 + e^x) \tag{{1}}
$$

接下来的每一步都会被证明。正文里的条件对其后的公式有效。当 $x \ge 0$ 时：

$$
\begin{{aligned}}
f(x)
&= \log\left(e^x (e^{{-x}} + 1)\right) \\
&= x + \log(1 + e^{{-x}})
\end{{aligned}} \tag{{2}}
$$

没有条件的公式对一切实数 $x$ 成立：

$$
f(x) = \max(x, 0) + \log(1 + e^{{-|x|}}) \tag{{3}}
$$

图由上文的公式画出：

![$f$ 与它趋近的直线](f.svg "plot f(x) with \max(x, 0) for -6 <= x <= 6")
""",
}


def begin(title: str, language: str, path: Path | None = None) -> Path:
    """Writes the document; returns its path, which is made of the title where none is given.

    Raises DeriveError for a title of no words, and where something is at the path already.
    """
    title = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    if not re.search(r"\w", title):
        raise DeriveError("a title needs a word: derive new 'Softplus without overflow'")
    path = path or Path(f"{named(title)}.md")
    text = BEGINNINGS[language].format(
        title=re.sub(r"([\\`*_\[\]<>#$])", r"\\\1", title), quoted=json.dumps(title, ensure_ascii=False)
    )
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise DeriveError(f"{path}: there is a file of that name: choose another with --output") from None
    except OSError as error:
        raise DeriveError(
            f"{path}: cannot be written ({error.strerror}): choose another with --output"
        ) from None
    return path


def named(title: str) -> str:
    """The title as the name of a file."""
    name = re.sub(r"\W+", "-", title.lower()).strip("-_")[:60].rstrip("-")
    return name or "derivation"
