"""Names of people: one form to store and compare, the printed form beside it, and remarks."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain import patterns
from gigdesk.domain.workers import dittos, pinyin
from gigdesk.domain.workers.findings import Finding, any_error, error, information, warning
from gigdesk.domain.workers.pinyin import HAN, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

# Callers speak of names, so what is asked of the sound of a name can be asked here.
sort_key = pinyin.sort_key
full_pinyin = pinyin.full_pinyin
initials = pinyin.initials
surname_of = pinyin.surname_of

LONGEST = 50
_SHORT_HAN = range(2, 5)

_INVISIBLE = patterns.later(
    "[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_SPACES = patterns.later(r"\s+")
# All that is set or typed for the one legal separator, U+00B7 (notice of twelve ministries).
DOTS = ".\u00b7\u0387\u2022\u2027\u2024\u2219\u22c5\u25cf\u25e6\u30fb\uff65\uff0e\u2e31\u2218"
_SEPARATORS = patterns.later(f"(?<=[{HAN}])\\s*[{DOTS}](?:\\s*[{DOTS}])*\\s*(?=[{HAN}])")
_ALL_HAN = patterns.later(f"[{HAN}]+")
# The names of most people: nothing to take off, to bring into one form or to remark on.
_PLAIN = patterns.later("[\u3400-\u4dbf\u4e00-\u9fff]{2,3}")
_SUM_IN_WORDS = patterns.later("(?:人民币)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]{3,}")
_PRIVATE = patterns.later("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_BROKEN = patterns.later("\ufffd|锟斤|斤拷|烫烫|屯屯|\\?{2,}")
_SIGNS = patterns.later(r"[:/\\,;=+&@#?!|<>\u3001\u3002]")  # of headings, choices and lists
_BREAKS = patterns.later(r"\s*[\t\n\v\f\r\x85\u2028\u2029]\s*")
_NOTE = patterns.later(r"[（(［\[【〔]([^）)］\]】〕]*)(?:[）)］\]】〕]|$)")
# 4.张三: the number of the line, typed before the name.
_NUMBERED = patterns.later(f"^[0-9\uff10-\uff19]{{1,3}}\\s*[.\uff0e\u3001)\uff09]\\s*(?=[{HAN}])")
_MARKS = patterns.later(r"^[*＊★☆△▲▽▼◇◆□■●○#＃√✓※]+|[*＊★☆△▲▽▼◇◆□■○#＃√✓※、,，。;；:：]+$")
_DEAD = patterns.later("亡|世|逝|(?<![事缘变典])故(?![事障意])|死")
# 张三 已故, 李四-外出: what stands behind a name without brackets.
_STATES = (
    "已亡故|已死亡|已去世|已病故|已过世|已故|已亡|亡故|死亡|去世|病故|身故|过世|逝世|"
    "已迁出|迁出|已外出|外出|已外嫁|外嫁|已注销|注销|失踪|服刑"
)
_STATE = patterns.later(
    f"(?<=[{HAN}]{{2}})(?:[\\s\\-—_/,，、:：]+(?:{_STATES}|亡|故)|(?:{_STATES}))$"
)
# 郑十二 女, 赵六先生: what a list says of somebody behind the name. Of names that are spaced to
# line up, 欧 阳 女, nothing is taken.
_STYLES = frozenset(["先生", "女士", "小姐", "同志", "师傅", "大哥", "大姐", "阿姨"])
_STYLED = patterns.later(f"(?<=[{HAN}]{{2}})(?:\\s+(男|女)|\\s*({'|'.join(sorted(_STYLES))}))$")
_KIN = patterns.later(
    "[父母夫妻爸妈爷奶岳媳兄弟姐妹哥嫂孙叔伯舅姑姨]|公公|婆婆|老伴|配偶|爱人|儿子|女儿|其子|其女|家属|亲属"
)
_DESCRIBED = patterns.later(
    "副?[组队班]长|带班|带队|工头|领班|负责人|司机|记工员|统计员|厨师|炊事员|会计|联系人|男|女|新来的?|新人"
    "|[木瓦泥普小大电焊杂技油漆]工|钢筋工|水电工|架子工|抹灰工|粉刷工|油漆工|采摘工|采棉工|临时工|短工"
    f"|[0-9一二三四五六七八九十]{{1,3}}[组班队]|[{HAN}]{{2,4}}[村组队]"
)
_DIED = patterns.later("亡故|死亡|去世|病故|身故|过世|逝世|已故|已亡|^[亡故]$")
_CLAUSES = patterns.later(r"[,，。;；、.!！\s()（）【】\[\]/|]+")
_MOVED = patterns.later("(?:户口|户籍|已|全户|整户|^)迁出|销户|户口(?:已)?注销|(?:已|^)注销")

# Pairs that registers use for one another; only ever a hint, names are never made alike by it.
VARIANTS = str.maketrans(
    "昇陞喆堃犇劉張陳楊黃趙吳鄭馮孫羅謝許鄧蕭葉閻蘇呂盧鍾譚陸賈韋鄒龍萬錢湯黎賴龔文峯羣劔剣溫",
    "升升哲坤奔刘张陈杨黄赵吴郑冯孙罗谢许邓萧叶阎苏吕卢钟谭陆贾韦邹龙万钱汤黎赖龚文峰群剑剑温",
)


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name to store, the form it was printed in, notes that stood with it, and remarks.

    `printed` holds no notes and no marks, so that a paper may show it; `marked` is the whole text
    where the name bore a mark such as *.
    """

    name: str
    printed: str
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    marked: str = ""

    @property
    def ok(self) -> bool:
        """Say whether there is a name that can be stored."""
        return not any_error(self.findings)


def normalise(text: str) -> str:
    """Return the one form in which a name is stored and compared.

    NFC, invisible marks and doubled spaces removed, look-alike separators between Han characters
    replaced by U+00B7, and no spaces inside a name of two to four Han characters (banks refuse
    "张 三"). Characters of private use stay as they are.
    """
    while True:
        plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
        plain = _SEPARATORS.sub(SEPARATOR, _SPACES.sub(" ", plain).strip())
        joined = plain.replace(" ", "")
        if len(joined) in _SHORT_HAN and _ALL_HAN.fullmatch(joined):
            plain = joined
        if plain == text:
            return plain
        text = plain


def read(text: str) -> NameReading:
    """Read a name cell: the name itself, notes such as （亡）, marks such as *, and remarks."""
    printed = _NUMBERED.sub("", _BREAKS.sub(" ", text).strip())
    if dittos.is_ditto(printed):
        return NameReading("", printed, findings=(error("findings.name.ditto", text=printed),))
    if _PLAIN.fullmatch(printed) and not _BROKEN.search(printed) and printed[-2:] not in _STYLES:
        return NameReading(printed, printed)
    bare, notes, marked = _without_notes(printed)
    if dittos.is_ditto(bare):
        return NameReading("", bare, findings=(error("findings.name.ditto", text=printed),))
    name = normalise(bare)
    found = _faults(name, printed)
    found += [
        warning("findings.name.died" if _DEAD.search(note) else "findings.name.note", note=note)
        for note in notes
    ]
    if marked:
        found.append(warning("findings.name.mark", printed=printed))
    elif not notes and name != printed and name:
        found.append(information("findings.name.changed", before=printed, after=name))
    return NameReading(name, bare, notes, tuple(found), printed if marked else "")


def is_known(printed: str, person: Mapping[str, object]) -> bool:
    """Say whether a name on paper is only another spelling of one that a person has."""
    known = {normalise(str(person.get(one) or "")) for one in ("name", "printed_name")}
    return read(printed).name in known


def only_describes(note: str) -> bool:
    """Say whether a note beside a name only says what somebody is: 组长, 木工, 女, 2组, 石桥村.

    Anything else may say that another person is meant: 妻, 儿子代, 邻居.
    """
    return _DESCRIBED.fullmatch(normalise(note).replace(" ", "")) is not None


def on_paper(person: Mapping[str, object]) -> str:
    """Return the name as papers show it: the printed form without marks and notes, or the name.

    Rosters space short Han names to line up ("张　三"): that is layout, so it goes; the spaces of
    other names stay. Whatever was typed as separator, banks get the legal one, U+00B7 (notice of
    twelve ministries). `person` has `name` and `printed_name`; a form that came from elsewhere may
    still hold marks.
    """
    printed = person.get("printed_name")
    shown = _SPACES.sub(" ", read(str(printed)).printed).strip() if printed else ""
    shown = _SEPARATORS.sub(SEPARATOR, shown)
    joined = shown.replace(" ", "")
    return (joined if _ALL_HAN.fullmatch(joined) else shown) or str(person.get("name") or "")


def variant_key(name: str) -> str:
    """Return a form in which known variant and traditional characters are the same; a hint only."""
    return name.translate(VARIANTS)


@functools.lru_cache(maxsize=1 << 12)
def died(remark: str) -> bool:
    """Say whether a remark says that the person is dead; 父亲已故 speaks of somebody else."""
    return any(_DIED.search(one) and not _KIN.search(one) for one in _CLAUSES.split(remark))


@functools.lru_cache(maxsize=1 << 12)
def moved_away(remark: str) -> bool:
    """Say whether a remark says that the person no longer belongs to the village."""
    return bool(_MOVED.search(remark))


def _without_notes(printed: str) -> tuple[str, tuple[str, ...], bool]:
    """Take notes in brackets and marks off a name; a name that is all in brackets stays one."""
    notes = [note.strip() for note in _NOTE.findall(printed)]
    bare = _NOTE.sub(" ", printed).strip()
    if not bare and notes:
        bare, notes = notes[0], notes[1:]
    state = _STATE.search(bare) if len(bare) > _SHORT_HAN.start + 1 else None
    if state:
        bare, notes = bare[: state.start()], [*notes, state[0].strip(" -—_/,，、:：\t")]
    styled = _STYLED.search(bare)
    if styled:
        bare, notes = bare[: styled.start()], [*notes, styled[0].strip()]
    clean = _MARKS.sub("", _INVISIBLE.sub("", bare)).strip()
    return clean, tuple(note for note in notes if note), clean != _INVISIBLE.sub("", bare).strip()


def _faults(name: str, printed: str) -> list[Finding]:
    """Say what is wrong or odd with the characters of a name."""
    if not name:
        return [error("findings.name.missing")]
    found = []
    if len(name) > LONGEST:
        found.append(error("findings.name.too_long", length=len(name), longest=LONGEST))
    if _BROKEN.search(printed):
        found.append(warning("findings.name.broken", printed=printed))
    if _PRIVATE.search(name):
        found.append(warning("findings.name.private_use", printed=printed))
    if any(map(str.isdigit, name)):
        found.append(warning("findings.name.digits", printed=printed))
    if _SIGNS.search(unicodedata.normalize("NFKC", name)):
        found.append(warning("findings.name.signs", printed=printed))
    if name[-2:] in _STYLES:
        found.append(warning("findings.name.style", printed=printed))
    if len(name) == 1:
        found.append(warning("findings.name.short", printed=printed))
    return found


def is_sum_in_words(text: str) -> bool:
    """Say whether a text is an amount written out, as sums stand below a list: 肆万贰仟元整."""
    return _SUM_IN_WORDS.fullmatch("".join(text.split())) is not None and text[-1] in "元圆角分整正"
