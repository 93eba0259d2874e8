"""Every page in every letter size and window: comes to rest, and rests the same each time.

python -m tests.campaigns.steady            some minutes
python -m tests.campaigns.steady --short    some pages, for CI
"""

from __future__ import annotations

import argparse
import sys

import pytest

from gigdesk.config import resources

TESTS = resources().parent / "tests" / "gui" / "window" / "test_steady.py"
SHORT = "doubles or batches or columns"


def main(argv: list[str] | None = None) -> int:
    """Run the long part of the tests of rest; return pytest's exit code."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("--short", action="store_true", help="some pages only")
    chosen = ["-k", SHORT] if said.parse_args(argv).short else []
    return int(pytest.main(["-q", "-m", "long", str(TESTS), *chosen]))


if __name__ == "__main__":
    sys.exit(main())
