"""Rebuild resources/fonts from the pinned font packages, so that nobody has to trust a binary.

    python installer/fonts.py [FOLDER]     FOLDER holds the packages; without it they are fetched

The packages are fetched by npm and apt, whichever registry those are set to; their SHA-256 is
checked before anything is unpacked. The same packages give the same bytes.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FONTS = Path(__file__).parent.parent / "resources" / "fonts"
LARGEST = 19_000_000
LARGEST_TOGETHER = 55_000_000


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned package: how its client calls it, its file, and what the file must hash to."""

    client: str
    wanted: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Cut:
    """One font to cut: from which file of which package, which characters, under which name."""

    package: str
    member: str
    target: str
    family: str
    style: str
    characters: frozenset[int]
    licence: str


PACKAGES = {
    "serif": Package(
        "npm",
        "@expo-google-fonts/noto-serif-sc@0.4.3",
        "expo-google-fonts-noto-serif-sc-0.4.3.tgz",
        "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
    ),
    "sans": Package(
        "npm",
        "@expo-google-fonts/noto-sans-sc@0.4.3",
        "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    ),
    "hanazono": Package(
        "apt",
        "fonts-hanazono=20170904-2.1",
        "fonts-hanazono_20170904-2.1_all.deb",
        "a6943366b4f5a6cec34221f8b4eb22555a628f0ee6ef4e3d3401cabe9363aeae",
    ),
}


def _span(*ranges: tuple[int, int]) -> frozenset[int]:
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


def _common() -> frozenset[int]:
    """Return the 3,755 characters of the first level of GB 2312: enough for titles."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset(ord(found) for pair in rows if (found := pair.decode("gb2312", "ignore")))


SIGNS = _span(
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x45F), (0x2000, 0x206F),
    (0x20A0, 0x20CF), (0x2100, 0x22FF), (0x2460, 0x26FF), (0x2700, 0x27BF), (0x3000, 0x30FF),
    (0x3100, 0x312F), (0x31A0, 0x31BF), (0x3200, 0x33FF), (0xFE10, 0xFE6F), (0xFF00, 0xFFEF),
)  # fmt: skip
BASIC = _span((0x4E00, 0x9FFF), (0xF900, 0xFAFF))
EXTENSION_A = _span((0x3400, 0x4DBF))
BEYOND = _span((0x20000, 0x323AF))
PLAIN = _span((0x20, 0x7E), (0x3000, 0x303F), (0xFF00, 0xFFEF), (0x2010, 0x203B), (0xB7, 0xB7))
# The outlines of the rare characters weigh 31 MB; cut here the two files are of one size.
MIDDLE = 0x27700

HANAZONO = "usr/share/fonts/truetype/hanazono/HanaMinB.ttf"
HANAZONO_LICENCE = "usr/share/doc/fonts-hanazono/copyright"

CUTS = (
    Cut(
        "serif", "package/400Regular/NotoSerifSC_400Regular.ttf", "GigDeskSong-Regular.ttf",
        "GigDesk Song", "Regular", SIGNS | BASIC | EXTENSION_A | BEYOND, "package/LICENSE_FONT",
    ),
    Cut(
        "serif", "package/700Bold/NotoSerifSC_700Bold.ttf", "GigDeskSong-Bold.ttf",
        "GigDesk Song", "Bold", PLAIN | _common(), "package/LICENSE_FONT",
    ),
    Cut(
        "sans", "package/400Regular/NotoSansSC_400Regular.ttf", "GigDeskHei-Regular.ttf",
        "GigDesk Hei", "Regular", SIGNS | BASIC | BEYOND, "package/LICENSE_FONT",
    ),
    Cut(
        "hanazono", HANAZONO, "GigDeskRare1-Regular.ttf",
        "GigDesk Rare 1", "Regular", _span((0x20000, MIDDLE - 1)), HANAZONO_LICENCE,
    ),
    Cut(
        "hanazono", HANAZONO, "GigDeskRare2-Regular.ttf",
        "GigDesk Rare 2", "Regular", _span((MIDDLE, 0x323AF)), HANAZONO_LICENCE,
    ),
)  # fmt: skip

LICENCES = {
    "serif": "OFL-NotoSerifSC.txt",
    "sans": "OFL-NotoSansSC.txt",
    "hanazono": "OFL-Hanazono.txt",
}


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(package: Package, folder: Path) -> Path:
    """Return the package's file, fetched when the folder lacks it; exit when its hash differs."""
    path = folder / package.file
    if not path.exists():
        command = (
            ["npm", "pack", "--silent"] if package.client == "npm" else ["apt-get", "download"]
        )
        subprocess.run([*command, package.wanted], cwd=folder, check=True)
    if sha256(path) != package.sha256:
        sys.exit(f"{package.file}: not the pinned file (SHA-256 {sha256(path)})")
    return path


def unpack(path: Path, folder: Path) -> None:
    """Unpack one package into a folder."""
    folder.mkdir()
    if path.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", str(path), str(folder)], check=True)
        return
    with tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")


def _options() -> Any:
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [0, 13, 14]
    options.drop_tables += [
        "BASE", "DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "meta", "vhea",
        "vmtx",
    ]  # fmt: skip
    return options


def _rename(font: Any, cut: Cut) -> None:
    """Give the cut a name of its own: a changed font may not carry a reserved name (OFL 1.1, 3)."""
    names = font["name"]
    names.names = [record for record in names.names if record.platformID == 3]  # noqa: PLR2004 -- Windows
    postscript = cut.target.removesuffix(".ttf")
    own = {1: cut.family, 2: cut.style, 3: f"{postscript};1", 4: f"{cut.family} {cut.style}"}
    for name_id, words in (own | {5: "Version 1.000", 6: postscript}).items():
        names.setName(words, name_id, 3, 1, 0x409)


def cut_font(cut: Cut, source: Path, target: Path, leave_out: frozenset[int]) -> frozenset[int]:
    """Cut one font to its characters and return those it has."""
    font = TTFont(source, recalcTimestamp=False)
    kept = cut.characters & frozenset(font.getBestCmap()) - leave_out
    subsetter = subset.Subsetter(_options())
    subsetter.populate(unicodes=sorted(kept))
    subsetter.subset(font)
    _rename(font, cut)
    font.save(target)
    return kept


def main(arguments: list[str]) -> int:
    """Rebuild every font, its licence and the list of sums; return 1 when a size is too large."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[0]) if arguments else Path(scratch)
        for name, package in PACKAGES.items():
            unpack(fetch(package, folder), Path(scratch) / f"{name}.d")
        song: frozenset[int] = frozenset()
        for cut in CUTS:
            inside = Path(scratch) / f"{cut.package}.d"
            target = FONTS / cut.target
            kept = cut_font(
                cut, inside / cut.member, target, song if "Rare" in cut.target else frozenset()
            )
            song = song or kept
            (FONTS / LICENCES[cut.package]).write_bytes((inside / cut.licence).read_bytes())
            print(f"{target.stat().st_size:>11,} bytes {len(kept):>7,} characters  {cut.target}")
    sums = {cut.target: sha256(FONTS / cut.target) for cut in CUTS}
    text = "".join(f"{value}  {name}\n" for name, value in sums.items())
    old = FONTS / "SHA256SUMS"
    changed = old.exists() and old.read_text(encoding="ascii") != text
    old.write_text(text, encoding="ascii")
    print("changed against the list of sums" if changed else "as in the list of sums")
    sizes = [(FONTS / cut.target).stat().st_size for cut in CUTS]
    return int(max(sizes) > LARGEST or sum(sizes) > LARGEST_TOGETHER)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
