"""How lines of a chat list are written: their numbers, the stamps over them, groups, labels."""

from __future__ import annotations

import re

from gigdesk.domain import patterns
from gigdesk.domain.workers.pinyin import HAN

_HAN_FIGURE = r"[(]?([一二三四五六七八九十]{1,3})[)、.:]+"
NUMBERED = patterns.later(
    r"^\s*(?:(?:no|序号|#)\.?\s*)?[(\[【]?([0-9]{1,3})"
    r"(?:\s*[.,:;)\]】、。\-~]+\s*|\s+|(?=\D))",
    re.IGNORECASE,
)
"""The number of a line with what parts it from the name: 1. 2、 (3) 序号4: 5刘桂花."""
HAN_NUMBERED = patterns.later(rf"^\s*{_HAN_FIGURE}\s*")
"""The same in Chinese figures, which need a sign behind: 一、 (二) 十二."""
ORDER = patterns.later(f"^{_HAN_FIGURE}")
"""Chinese figures before a village that stands for a part of the list."""
STAMP = patterns.later(
    r"\d{1,2}:\d{2}(?::\d{2})?\s*$"
    r"|^\s*\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?[^\d]{0,4}\d{1,2}:\d{2}"
)
"""What a chat program writes over what somebody said: who, and when."""
GROUP = patterns.later(rf"([0-9]{{1,2}}组)(?=[{HAN}])")
"""A group of a village that a name was written to without a blank: 3组陈二."""
NAME_LABEL = patterns.later(r"\s*(?:姓名|名字)\s*:")
ELSEWHERE = patterns.later(
    rf"不去\s*[{HAN}]{{1,6}}[,、;。.\s]*[改想要]?去|取消[{HAN}]{{0,6}}(?:电话|号码|手机)"
)
"""Not to one place but to another, or a telephone that is wrong by now: who says so does come."""
