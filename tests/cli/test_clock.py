from __future__ import annotations

import contextlib
import datetime
from typing import TYPE_CHECKING

from gigdesk import i18n, stamps
from gigdesk.actions import office
from gigdesk.domain.office import clocks
from gigdesk.store import timing
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

DAY_MS = 86_400_000


def test_a_doubted_clock_is_told_on_every_command_until_somebody_says_that_it_is_right(
    command_line: CommandLine,
) -> None:
    assert command_line.run("clock")["doubt"] is None
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    ahead = timing.read(desk.clock).wall_ms + DAY_MS
    with desk.store.atomic():
        timing.trust(desk.store, clocks.Reading(ahead, 0, b"another"))
    desk.close()
    assert command_line.run("clock")["doubt"] == "behind"
    command_line.run("verify")
    command_line.capsys.readouterr()
    assert command_line.run("clock", "--right")["doubt"] is None
    assert command_line.run("clock")["doubt"] is None
    assert command_line.run("verify")["clock_suspect"] == 0


def test_a_clock_of_before_the_program_is_told_without_an_entry_that_nobody_made(
    command_line: CommandLine,
) -> None:
    with contextlib.closing(office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)) as desk:
        with desk.store.atomic():
            timing.trust(desk.store, clocks.Reading(0))
        desk.clock = stamps.clock_at(datetime.datetime(2001, 3, 5, tzinfo=datetime.UTC))
        asked = office.clock.question(desk)
    assert asked is not None
    assert (asked.word, asked.last_ms) == ("early", None)
    for language in i18n.LANGUAGES:
        i18n.use(language)
        shown = stamps.local_text(asked.now_ms)[:16]
        told = i18n.text(f"window.doubt.{asked.word}", now=shown, last="?")
        assert shown in told
        assert "?" not in told
