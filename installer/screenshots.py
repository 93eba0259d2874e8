"""Takes the pictures of the README: every page with the sample county, in a real window.

Run `python -m installer.screenshots [--lang en] [--out DIR] [--desk DIR] [--size 1366x768]` on a
machine with Xvfb, openbox, xdotool and the AT-SPI bindings. Without `--desk` it builds the county
of 2,000 people first. Five bits for each colour and the tightest packing keep a picture small.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from PySide6 import QtGui

from gigdesk import config, i18n, stamps
from gigdesk.demo import build, county
from tests.walk.walk import Walk

PEOPLE = 2_000
PAGES = (
    "home",
    "people",
    "import",
    "orders",
    "batches",
    "attendance",
    "training",
    "doubles",
    "settings",
)
SETTLE_MS = 1_000
LOOK_MS, MOST_LOOKS = 300, 12
SMALLEST = 0
"""What Qt calls the quality of a PNG: the least is packed the tightest."""


def keep(walk: Walk, out: Path, name: str, inside: str = "") -> None:
    """Write what the screen shows, once it stands still, as a small picture called `name`.

    `inside` names the dialog that alone is kept.
    """
    stamps.sleep_ms(SETTLE_MS)
    before = walk.picture(name).read_bytes()
    for _ in range(MOST_LOOKS):
        stamps.sleep_ms(LOOK_MS)
        now = walk.picture(name).read_bytes()
        if now == before:
            break
        before = now
    picture = QtGui.QImage.fromData(before)
    if inside:
        picture = picture.copy(*walk.find(inside, "dialog").box)
    fewer = picture.convertToFormat(QtGui.QImage.Format.Format_RGB555)
    plain = fewer.convertToFormat(QtGui.QImage.Format.Format_RGB888)
    plain.save(str(out / f"{name}.png"), "PNG", SMALLEST)  # type: ignore[call-overload]


def sign_in(walk: Walk, out: Path) -> None:
    """Sign in by keys."""
    walk.find(i18n.text("window.entry.password"), "password text")
    keep(walk, out, "sign-in", i18n.text("window.entry.sign_in"))
    walk.type(county.PASSWORD)
    walk.keys("Return")
    walk.find(i18n.text("home.quick.register"), "push button")


def show_pages(walk: Walk, out: Path) -> None:
    """Show every page of the navigation, then what lies behind some of them."""
    for number, name in enumerate(PAGES, start=1):
        walk.keys(f"alt+{number}")
        keep(walk, out, name)
    walk.keys("alt+2")
    stamps.sleep_ms(SETTLE_MS)
    walk.keys("Return", "Return")
    keep(walk, out, "person")
    walk.keys("Escape")
    stamps.sleep_ms(SETTLE_MS)
    walk.keys("ctrl+n")
    keep(walk, out, "register")
    walk.keys("Escape", "alt+5")
    stamps.sleep_ms(SETTLE_MS)
    walk.keys("Return", "Return")
    keep(walk, out, "batch")
    walk.keys("ctrl+f")
    walk.type("li")
    keep(walk, out, "search")


def main() -> int:
    """Build the county where none is named, and take the pictures."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--lang", default="zh", choices=i18n.LANGUAGES)
    words.add_argument("--out", type=Path, default=config.resources() / "screenshots")
    words.add_argument("--desk", type=Path)
    words.add_argument("--size", default="1366x768")
    words.add_argument("--scale", default="1", help="of the screen, such as 1.5")
    words.add_argument("--letters", type=int, default=1, help="step of the letters, 0 to 3")
    chosen = words.parse_args()
    i18n.use(chosen.lang)
    wide, high = (int(part) for part in chosen.size.split("x"))
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        desk = chosen.desk or build.build(Path(place) / "demo", people=PEOPLE).desk
        command = [sys.executable, "-m", "gigdesk", "--desk", str(desk), "--user", county.LOGIN]
        command += ["--lang", chosen.lang]
        kept = Path(place) / "config"
        kept.mkdir()
        settings = json.dumps({"font_step": chosen.letters, "language": chosen.lang})
        (kept / "settings.json").write_text(settings, encoding="utf-8")
        env = {"QT_SCALE_FACTOR": chosen.scale, "GIGDESK_CONFIG": str(kept)}
        with Walk(command, name="screenshots", size=(wide, high), env=env) as walk:
            sign_in(walk, chosen.out)
            show_pages(walk, chosen.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
