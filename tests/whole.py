"""Proves that the tests of the rules alone reach every line of the files listed here.

    python -m tests.whole

A file of `gigdesk/domain`, or `money.py`, that its own floor's tests reach whole stays so: one that
loses a line fails this, and so does one that has come to be whole and is not on the list yet.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent / "gigdesk"
TESTS = ("domain", "test_money.py")
WHOLE = """
    dispatch/contracts dispatch/ranking
    office/backups office/logins office/passwords office/states
    orders/employers orders/uscc
    tables/described tables/office tables/shape tables/spec tables/work tables/workers
    training
    workers/calling workers/chat_words workers/codes workers/consents workers/counties
    workers/dittos workers/duplicates workers/findings workers/groups workers/headers
    workers/identity workers/naming workers/owners workers/phones workers/remarks workers/rows
    workers/surnames workers/trades workers/worker
"""


def listed() -> set[str]:
    """Return the files that must be whole, from the folder of the program on."""
    return {"money.py", *(f"domain/{name}.py" for name in WHOLE.split())}


def missed(report: dict[str, dict[str, dict[str, int]]]) -> dict[str, int]:
    """Return how many lines of each file with any were not reached."""
    return {
        Path(name).relative_to("gigdesk").as_posix(): file["summary"]["missing_lines"]
        for name, file in report.items()
        if file["summary"]["num_statements"] and not name.endswith("__init__.py")
    }


def wrong(lines: dict[str, int], names: set[str]) -> list[str]:
    """Say which listed files are not whole or not there, and which whole ones are not listed."""
    found = [f"{name}: not measured" for name in sorted(names - lines.keys())]
    for name, count in sorted(lines.items()):
        if count and name in names:
            found.append(f"{name}: {count} lines that no test of its floor reaches")
        if not count and name not in names:
            found.append(f"{name}: is whole now, put it on the list")
    return found


def main() -> int:
    """Run the tests of the rules with their reach measured; answer 1 where something is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "reach.json"
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        words += ["--cov=gigdesk.domain", "--cov=gigdesk.money", f"--cov-report=json:{out}"]
        words += [str(HERE / name) for name in TESTS]
        ended = subprocess.run(words, check=False, cwd=HERE.parent).returncode
        if ended or not out.exists():
            return ended or 1
        lines = missed(json.loads(out.read_text(encoding="utf-8"))["files"])
    found = wrong(lines, listed())
    told = f"{len(listed())} files whole, {sum(map(bool, lines.values()))} others to come"
    sys.stdout.write("\n".join([*found, told, ""]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
