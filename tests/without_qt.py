"""Runs all but the tests of the window on a Python that cannot import Qt.

    python -m tests.without_qt [--short] [words for pytest ...]

So it is proved that acts, files, papers and the command line never need the window.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec

HERE = Path(__file__).parent
QT = ("PySide6", "shiboken6")
OF_THE_WINDOW = ("gui", "walk", "bench", "campaigns", "out", "data")
SHORT = ("cli/test_road.py",)
"""The main job from the first file to the last paper, by command."""
PLAIN = ("-q", "--strict-markers", "--import-mode=importlib", "-m 'not long'")


class NoQt:
    """Refuses Qt to whoever asks for it, as on a computer that has none."""

    @staticmethod
    def find_spec(name: str, *_: object) -> ModuleSpec | None:
        """Raise ImportError for Qt; leave all else to the finders behind."""
        if name.split(".", maxsplit=1)[0] in QT:
            raise ImportError(name)
        return None


def pytest_configure() -> None:
    """Refuse Qt from here on, in every process of this run."""
    sys.meta_path.insert(0, NoQt)
    if any(name in sys.modules or importable(name) for name in QT):
        raise SystemExit("Qt is there all the same: this run would prove nothing.")


def importable(name: str) -> bool:
    """Say whether a package can still be imported."""
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:
        return False


def folders() -> list[str]:
    """Return what is run: all folders and files of tests but those of the window."""
    return sorted(
        str(path)
        for path in HERE.iterdir()
        if (path.is_dir() or path.name.startswith("test_"))
        and path.name not in (*OF_THE_WINDOW, "__pycache__")
    )


def main(words: Sequence[str]) -> int:
    """Run pytest without its part for Qt; return its exit code."""
    asked = [word for word in words if word != "--short"]
    chosen = [str(HERE / one) for one in SHORT] if "--short" in words else folders()
    # The settings of the part that is left out are unknown then, which is no fault here.
    options = ["-p", "no:pytest-qt", "-p", "tests.without_qt", "-o", f"addopts={' '.join(PLAIN)}"]
    known = ["-W", "ignore::pytest.PytestConfigWarning"]
    program = [sys.executable, "-m", "pytest", *options, *known, *(asked or chosen)]
    return subprocess.run(program, cwd=HERE.parent, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
