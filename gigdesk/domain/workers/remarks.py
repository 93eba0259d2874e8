"""The remarks on a person: clauses behind each other, each said once."""

from __future__ import annotations

import re

JOINT = "；"
ENDS = re.compile(r"\s*[；;\n]\s*")
"""What ends a remark."""
_CLAUSE = r"[；;，,。、\s]"


def added(kept: object, further: object) -> str:
    """Return remarks with further ones behind them; what they say already is not said twice."""
    text = str(kept or "")
    for one in ENDS.split(str(further or "")):
        said = re.search(rf"(?:^|{_CLAUSE}){re.escape(one)}(?:$|{_CLAUSE})", text)
        if one and not said:
            text = f"{text}{JOINT}{one}" if text else one
    return text


def one_line(text: str) -> str:
    """Write a cell in one line without the sign that parts remarks."""
    return "，".join(part.strip() for part in ENDS.split(text) if part.strip())
