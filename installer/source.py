"""Sets up a machine from this checkout and runs GigDesk or its tests: one command, run by hand.

    python3 installer/source.py demo    the demonstration county, and the window where there is one
    python3 installer/source.py test    the whole test suite; words after `--` go to pytest
    python3 installer/source.py lint    style, format and types

`--qt newest` uses a second environment with the newest Qt of the lock. What is done already is not
done again, so that a second run needs no network. Only the standard library is used, and the file
can be read by an old Python, so that it can say in words that it is too old.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
OLDEST, TOO_NEW = (3, 11), (3, 14)
CANNOT = 2

# Names of Debian and Ubuntu; of names with `|` between, one is enough.
WINDOW_LIBRARIES = (
    "libgl1",
    "libegl1",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-image0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-randr0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libfontconfig1",
    "libdbus-1-3",
    "libglib2.0-0t64|libglib2.0-0",
)
TEST_TOOLS = (
    "xvfb",
    "xdotool",
    "xclip",
    "openbox",
    "at-spi2-core",
    "dbus",
    "python3-gi",
    "gir1.2-atspi-2.0",
    "ibus",
    "ibus-libpinyin",
)


class CannotGoOn(Exception):  # noqa: N818 -- it is an end with a sentence, not an error of the code
    """Something a person has to do first; the words say what."""


def say(words: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(words, flush=True)


def run(command: list[str | Path], *, env: dict[str, str] | None = None) -> int:
    """Run a command in the checkout with its output shown; return its exit code."""
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=ROOT, env=env, check=False).returncode


def output_of(command: list[str]) -> str | None:
    """Return what a command prints, or None where it fails or does not exist."""
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


# Python itself


def go_on_with_a_fitting_python() -> None:
    """Start again with another Python of this machine where this one is too old or too new."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            say("Using " + other + ", because this Python is " + sys.version.split()[0] + ".")
            os.execv(other, [other, *sys.argv])  # noqa: S606 -- it replaces this very process
    raise CannotGoOn(
        "GigDesk needs Python 3.11, 3.12 or 3.13; this is Python " + sys.version.split()[0] + "."
    )


# What the system has to bring


def missing_packages(*, for_tests: bool) -> list[str]:
    """Return the Debian packages that are not there yet; empty where there is no dpkg."""
    listed = output_of(["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n"])
    if listed is None:
        return []
    there = {line.split()[0] for line in listed.splitlines() if line.endswith(" installed")}
    wanted = [*WINDOW_LIBRARIES, *(TEST_TOOLS if for_tests else ())]
    missing = [names for names in wanted if not there & set(names.split("|"))]
    if importlib.util.find_spec("ensurepip") is None:
        own = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        missing.insert(0, f"{own}|python3-venv")
    return missing


def available(names: str) -> str:
    """Return which of several names this system's package lists know; else the last."""
    choices = names.split("|")
    for name in choices[:-1]:
        policy = output_of(["apt-cache", "policy", name]) or ""
        if re.search(r"Candidate: (?!\(none\))", policy):
            return name
    return choices[-1]


def rights() -> list[str] | None:
    """Return what stands before a command that needs the administrator; None without the right."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if output_of(["sudo", "-n", "true"]) is not None else None


def bring_packages(*, for_tests: bool) -> None:
    """Install what the system lacks, or say in one line what an administrator should run."""
    missing = missing_packages(for_tests=for_tests)
    if not missing:
        if importlib.util.find_spec("ensurepip") is None:
            raise CannotGoOn("This Python lacks the module `ensurepip`; install it with its venv.")
        return
    before = rights()
    if before is None or shutil.which("apt-get") is None:
        raise CannotGoOn(by_hand([available(names) for names in missing]))
    quiet = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    say("Reading the system's package lists ...")
    run([*quiet, "update"])
    names = [available(names) for names in missing]
    say(f"Installing {len(names)} system packages: {' '.join(names)}")
    if run([*quiet, "install", "-y", "--no-install-recommends", *names]) != 0:
        raise CannotGoOn(by_hand(names))


def by_hand(names: list[str]) -> str:
    """Return the one line that tells an administrator what to run."""
    if shutil.which("sudo"):
        line = f"sudo apt-get update && sudo apt-get install -y {' '.join(names)}"
    else:
        line = f"su -c 'apt-get update && apt-get install -y {' '.join(names)}'"
    return f"Please run this once, then the same command again: {line}"


# The environment beside the checkout


def environment(*, newest_qt: bool) -> Path:
    """Return the folder of the environment."""
    return ROOT / "build" / "venv-newest-qt" if newest_qt else ROOT / ".venv"


def program(folder: Path, name: str) -> Path:
    """Return a program inside an environment."""
    return folder / "Scripts" / f"{name}.exe" if os.name == "nt" else folder / "bin" / name


def mark_of(lock: str) -> str:
    """Return what tells one state of the requirements, in this place, from another."""
    told = "\0".join([lock, (ROOT / "pyproject.toml").read_text(encoding="utf-8"), str(ROOT)])
    return hashlib.sha256(told.encode()).hexdigest()


def prepare(*, newest_qt: bool) -> Path:
    """Make the environment as the lock says, unless it is already so; return its folder."""
    folder = environment(newest_qt=newest_qt)
    lock = LOCK.read_text(encoding="utf-8")
    if newest_qt:
        lock = with_newest_qt(lock)
    stamp = folder / "gigdesk-stamp"
    python = program(folder, "python")
    sound = output_of([str(python), "-m", "pip", "--version"]) is not None
    if sound and stamp.is_file() and stamp.read_text(encoding="utf-8") == mark_of(lock):
        return folder
    if not sound:
        say(f"Making an environment in {folder.relative_to(ROOT)} ...")
        if run([sys.executable, "-m", "venv", "--clear", folder]) != 0:
            raise CannotGoOn("The environment could not be made; see above.")
    install(python, lock, folder / "requirements.txt")
    stamp.write_text(mark_of(lock), encoding="utf-8")
    return folder


def install(python: Path, lock: str, copy: Path) -> None:
    """Install the locked packages, each checked by its hash, and then this checkout."""
    copy.write_text(lock, encoding="utf-8")
    calm = [] if sys.stdout.isatty() else ["--quiet"]
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        *calm,
    ]
    say("Installing the locked packages (the first time this loads about 200 MB) ...")
    if run([*pip, "--require-hashes", "-r", copy]) != 0:
        raise CannotGoOn("The packages could not be installed; is there a network? See above.")
    if run([*pip, "--no-build-isolation", "--no-deps", "--editable", ROOT]) != 0:
        raise CannotGoOn("GigDesk itself could not be installed; see above.")


def with_newest_qt(lock: str) -> str:
    """Return the lock with only the newest of its versions of Qt, for every machine."""
    entry = re.compile(r"(pyside6-essentials|shiboken6)==(\S+)[^\\]*")
    blocks = re.split(r"(?m)^(?=[^\s#])", lock)
    newest: dict[str, tuple[int, ...]] = {}
    for block in blocks:
        found = entry.match(block)
        if found:
            version = tuple(int(part) for part in found[2].split("."))
            newest[found[1]] = max(version, newest.get(found[1], ()))
    kept = []
    for block in blocks:
        found = entry.match(block)
        if not found:
            kept.append(block)
        elif found[2] == ".".join(map(str, newest[found[1]])):
            kept.append(entry.sub(rf"{found[1]}=={found[2]} ", block, count=1))
    return "".join(kept)


# The three commands


def surroundings() -> dict[str, str]:
    """Return the environment of what is started, in UTF-8 where the machine names no letters."""
    env = dict(os.environ)
    letters = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or "C"
    if os.name != "nt" and letters in ("C", "POSIX"):
        env["LC_ALL"] = "C.UTF-8"
    return env


def has_display() -> bool:
    """Say whether a window can be shown."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def demo(folder: Path) -> int:
    """Build the demonstration county and open the window on it where there is a display."""
    gigdesk = program(folder, "gigdesk")
    say("Building the demonstration county in gigdesk-demo ...")
    status = run([gigdesk, "demo"], env=surroundings())
    window: list[str | Path] = [gigdesk, "--desk", Path("gigdesk-demo") / "desk", "--user", "demo"]
    if status != 0:
        return status
    if not has_display():
        shown = " ".join(map(str, [gigdesk.relative_to(ROOT), *window[1:]]))
        say(f"There is no display here. On one that has: {shown}")
        return 0
    say("Opening the window (user and password stand above); this ends when it is closed.")
    return run(window, env=surroundings())


def test(folder: Path, words: list[str]) -> int:
    """Run the whole test suite and return pytest's own exit code."""
    env = {**surroundings(), "QT_QPA_PLATFORM": "offscreen"}
    # In the order of tests/conftest.py, which begins with what takes longest. Tests of the window
    # wait for it a third of their time: on two cores a third process has something to do.
    several = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
    if (os.cpu_count() or 1) == 1:
        several = []
    say("Running the tests ...")
    return run([program(folder, "python"), "-m", "pytest", *several, *words], env=env)


def lint(folder: Path) -> int:
    """Check style, format and types; return how many of the three failed."""
    python = program(folder, "python")
    checks = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
    failed = 0
    for check in checks:
        say(" ".join(check))
        failed += run([python, "-m", *check]) != 0
    return failed


def main() -> int:
    """Set the machine up as far as it is not, and do what was asked."""
    parser = argparse.ArgumentParser(description="Set up this checkout and run GigDesk.")
    parser.add_argument("what", choices=("demo", "test", "lint"))
    parser.add_argument("--qt", choices=("locked", "newest"), default="locked")
    own = sys.argv[1:]
    words: list[str] = []
    if "--" in own:
        words = own[own.index("--") + 1 :]
        own = own[: own.index("--")]
    asked = parser.parse_args(own)
    try:
        go_on_with_a_fitting_python()
        bring_packages(for_tests=asked.what == "test")
        folder = prepare(newest_qt=asked.qt == "newest")
    except CannotGoOn as end:
        print(end, file=sys.stderr)
        return CANNOT
    if asked.what == "demo":
        return demo(folder)
    return test(folder, words) if asked.what == "test" else lint(folder)


if __name__ == "__main__":
    sys.exit(main())
