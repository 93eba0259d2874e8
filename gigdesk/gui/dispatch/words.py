"""Codes of batches, members and contracts in words, with the tones that go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.gui.fields import Option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions import dispatch
    from gigdesk.gui.table import Row

STATES = {
    "planned": ("dispatch.state.planned", "info"),
    "ready": ("dispatch.state.ready", "ok"),
    "sent": ("dispatch.state.sent", "ok"),
    "returned": ("dispatch.state.returned", "muted"),
    "cancelled": ("dispatch.state.cancelled", "muted"),
}
CONTRACTS = {
    "": ("dispatch.contract_state.none", "warning"),
    "draft": ("dispatch.contract_state.draft", "warning"),
    "final": ("dispatch.contract_state.final", "info"),
    "signed": ("dispatch.contract_state.signed", "ok"),
    "ended": ("dispatch.contract_state.ended", "muted"),
    "void": ("dispatch.contract_state.void", "muted"),
}
MEMBERS = {
    "listed": "dispatch.member_state.listed",
    "left": "dispatch.member_state.left",
    "removed": "dispatch.member_state.removed",
    "unfit": "dispatch.member_state.unfit",
}
HOW_CHOSEN = {
    "proposed": "dispatch.how_chosen.proposed",
    "searched": "dispatch.how_chosen.searched",
    "pasted": "dispatch.how_chosen.pasted",
    "invited": "dispatch.how_chosen.invited",
}
MATCHES = {
    "one": ("dispatch.match.one", "ok"),
    "none": ("dispatch.match.none", "error"),
    "many": ("dispatch.match.many", "warning"),
    "withdrawn": ("dispatch.match.withdrawn", "muted"),
    "unread": ("dispatch.match.unread", "error"),
    "heading": ("dispatch.match.heading", "muted"),
}
SIGNED_HOW = {
    "by_hand": "dispatch.signed_how.by_hand",
    "thumbprint": "dispatch.signed_how.thumbprint",
    "proxy": "dispatch.signed_how.proxy",
}
GIVEN_HOW = {
    "signed": "people.given.signed",
    "print": "people.given.print",
    "spoken": "people.given.spoken",
}
ROSTERS = {
    "coach": "dispatch.roster.coach",
    "employer": "dispatch.roster.employer",
    "filing": "dispatch.roster.filing",
}
EXCLUDED = {
    "under_age": "batches_page.excluded.under_age",
    "double_booking": "batches_page.excluded.double_booking",
    "no_certificate": "batches_page.excluded.no_certificate",
}


def said(words: Mapping[str, str], code: object) -> str:
    """Return the words of a code; the code itself where it is unknown."""
    text = str(code or "")
    return i18n.text(words[text]) if text in words else text


def state(code: object) -> str:
    """Return the state of a batch in words."""
    return said({name: key for name, (key, _) in STATES.items()}, code)


def tone(code: object) -> str:
    """Return the tone of a batch's state."""
    return STATES.get(str(code), ("", "muted"))[1]


def contract(code: object) -> str:
    """Return the state of a contract in words; nothing there is said, too."""
    return i18n.text(CONTRACTS.get(str(code or ""), CONTRACTS[""])[0])


def contract_tone(code: object) -> str:
    """Return the tone of a contract's state."""
    return CONTRACTS.get(str(code or ""), CONTRACTS[""])[1]


def options(words: Mapping[str, str]) -> tuple[Option, ...]:
    """Return codes with their words as the choices of a field."""
    return tuple(Option(code, i18n.text(key), (code,)) for code, key in words.items())


def span(first: object, last: object) -> str:
    """Return two days as one span; the year of the second is left out where it is the same."""
    start, end = str(first or ""), str(last or "")
    return f"{start} – {end[5:] if end[:4] == start[:4] else end}" if end else start


def title(row: Mapping[str, Any]) -> str:
    """Return what a batch is called."""
    return i18n.text(
        "batches_page.batch_title",
        number=row["number"],
        trade=row["trade"],
        employer=row["employer_name"],
    )


def pasted(each: dispatch.PasteRow, chosen: bytes | None) -> dict[str, Any]:
    """Return a pasted line, and the person `chosen` for it, as a row of the table."""
    picked = [one for one in each.people if one[0] == chosen]
    people = picked or list(each.people)
    who = "  /  ".join(person(one) for one in people[:4])
    if each.companions:
        who += i18n.text("batches_page.companions", count=each.companions)
    return {
        "id": each.line,
        "line": each.line,
        "text": each.text,
        "match": "one" if picked else each.match,
        "doubt": not picked and each.match == "many" and len(each.people) == 1,
        "who": who,
    }


def person(who: tuple[bytes, int, str, str]) -> str:
    """Return one of the people a line can mean, in words."""
    _, number, name, village = who
    where = f" {village}" if village else ""
    return i18n.text("batches_page.person", name=name, number=number, village=where)


def match(row: Row) -> str:
    """Return what became of a pasted line, in words."""
    if row["doubt"]:
        return i18n.text("batches_page.doubt")
    return i18n.text(MATCHES[row["match"]][0])


def match_tone(row: Row) -> str:
    """Return the tone of that."""
    return MATCHES[row["match"]][1]
