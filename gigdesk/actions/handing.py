"""Papers that leave the house: the file takes its place once its act stands in the history."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from gigdesk.documents.excel import saving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from gigdesk.actions.desk import Act, Desk


@contextlib.contextmanager
def handing_out(
    desk: Desk,
    *,
    name: str,
    out: Path,
    is_same: Callable[[Path], bool] = saving.is_workbook,
) -> Iterator[tuple[Act, BinaryIO]]:
    """Do the act `name`, always noted, and give what is written meanwhile the place `out`.

    `is_same` says whether a file that lies there is of this kind and may be replaced.
    Where the program is stopped in between, the list is noted and not there; never the reverse.
    Raises what `Desk.doing` and `saving.fresh_file` raise; nothing is left behind then.
    """
    with saving.fresh_file(out, is_same) as part, desk.doing(name) as act, part.open("xb") as file:
        act.always_noted = True
        yield act, file
