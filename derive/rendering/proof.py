"""A checked document as data: each step, its verdict and why it holds.

Invariant: the keys are those of `derive check --format json`, with the explanation beside them;
the same document gives the same bytes, on any machine.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import PurePath

from derive import __version__
from derive.document import Checked, Report
from derive.reporting.data import VERSION, step_object
from derive.reporting.explaining import explanation_object

SUFFIX = "proof.json"


def proof(checked: Checked) -> str:
    """The JSON text."""
    document = checked.document
    steps = []
    for step in checked.steps:
        told = step.verdict.explanation
        steps.append({**step_object(step), "explanation": None if told is None else explanation_object(told)})
    told = {
        "version": VERSION,
        "derive": __version__,
        "source": {
            "file": PurePath(document.path).name,
            "sha256": sha256(document.source.encode("utf-8", "surrogatepass")).hexdigest(),
        },
        "title": document.title,
        "language": document.language,
        "steps": steps,
        "summary": Report((checked,)).summary,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
