"""What stands beside figures on lists: units of amounts, days, pages, numbers of people."""

from __future__ import annotations

import re

UNIT = "万元|千元|元"
"""Units of amounts in words, for a pattern around them; the longest comes first."""
UNIT_SHORT = "万"
TEN_THOUSANDS = re.compile("万元")
IN_TEN_THOUSANDS = re.compile(r"\(?万元\)?$")
"""A word that ends in the unit, with or without brackets: 年收入(万元)."""
DAY = re.compile(r"\d[-/年月:]\d|\d[年月日]")
"""A date or a time of day anywhere in a cell."""
MOMENT = re.compile(r"(?:19|20)[0-9]{2}\w?(?:[0-9]{1,2}\w)?|[0-9]{1,2}(?=月)")
"""A year, with a month or without, or the number of a month, as names of sheets hold them."""
PAGE = re.compile(r"(?=.*页)(?:-?第[0-9]+(?:/[0-9]+)?页-?)?[,;/|]?(?:共[0-9]+页)?")
"""A whole line that only numbers its page: 第1页, 共3页, 第1/3页."""
PEOPLE = re.compile(r"[(]?(?:共|计)?[0-9]+[人名口户][)]?")
"""A whole cell that counts people or households: 12人, (共30户)."""
COUNTED = re.compile(r"[(（][^()（）]*[)）]|[:：].*$|\s*[0-9]+\s*(?![组队社])\w?$")
"""What a title says behind its village, to be cut off: 新建村（6人）, 石桥村 12 人; no group."""
