"""Writes the page about the tables from the table spec.

Run `python -m installer.tables` after a change of the spec; a test fails where it was forgotten.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gigdesk.domain import tables
from gigdesk.domain.tables import described

PAGE = Path(tables.__file__).with_name("TABLES.md")


def main() -> int:
    """Write the page."""
    PAGE.write_text(described.page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
