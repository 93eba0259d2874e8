"""Which Chinese letters the window is written in: the system's own first, the bundled ones last."""

from __future__ import annotations

from PySide6 import QtGui

from gigdesk import config

SYSTEM = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans CJK SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
BUNDLED = "GigDesk Hei"
RARE = ("GigDesk Song", "GigDesk Rare 1", "GigDesk Rare 2")


def load_bundled(pattern: str = "GigDeskHei*.ttf") -> int:
    """Load bundled fonts of this pattern, where there are any; return how many were taken."""
    folder = config.resources() / "fonts"
    paths = sorted(folder.glob(pattern)) if folder.is_dir() else []
    return sum(1 for path in paths if QtGui.QFontDatabase.addApplicationFont(str(path)) >= 0)


def load_rare() -> None:
    """Load the bundled fonts for rare characters in names; slow, so only after the first window."""
    for pattern in ("GigDeskHei*.ttf", "GigDeskSong-R*.ttf", "GigDeskRare*.ttf"):
        load_bundled(pattern)


def families() -> list[str]:
    """Return the families to write with, best first; loads the bundled font if none is there."""
    known = set(QtGui.QFontDatabase.families())
    there = [name for name in SYSTEM if name in known]
    if not there and BUNDLED not in known:
        load_bundled()
    return [*there, BUNDLED, *RARE, "Noto Sans", "DejaVu Sans"]


def app_font(letter: int, names: list[str]) -> QtGui.QFont:
    """Return the font of the window with letters `letter` logical pixels high."""
    font = QtGui.QFont()
    font.setFamilies(names)
    font.setPixelSize(letter)
    font.setHintingPreference(QtGui.QFont.HintingPreference.PreferVerticalHinting)
    return font
