"""Codes of batches, members and contracts in words, with the tones that go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n, money
from gigdesk.domain.dispatch import batches
from gigdesk.domain.workers import masking
from gigdesk.gui import record
from gigdesk.gui.dispatch import lines
from gigdesk.gui.fields import Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions import dispatch
    from gigdesk.gui.table import Row

_OVER = {
    "all": "batches_page.over_all",
    "men": "batches_page.over_men",
    "women": "batches_page.over_women",
}
_FULL = ("dispatch.finding.order_full", "dispatch.finding.sex_quota")
SHOWN = 4
"""So many of the people a line can mean are named in its row."""
NAMED = 6
"""So many people or lines are named in one sentence."""
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
    "drawn": "dispatch.how_chosen.drawn",
    "allocated": "dispatch.how_chosen.allocated",
    "called": "dispatch.how_chosen.called",
}
MATCHES = {
    "one": ("dispatch.match.one", "ok"),
    "none": ("dispatch.match.none", "error"),
    "many": ("dispatch.match.many", "warning"),
    "withdrawn": ("dispatch.match.withdrawn", "muted"),
    "unread": ("dispatch.match.unread", "error"),
    "heading": ("dispatch.match.heading", "muted"),
    "listed": ("dispatch.match.listed", "muted"),
    "barred": ("dispatch.match.barred", "error"),
    "unnamed": ("dispatch.match.unnamed", "warning"),
    "repeated": ("dispatch.match.repeated", "muted"),
}
END_CODES = {
    "expired": "dispatch.end_code.expired",
    "agreed": "dispatch.end_code.agreed",
    "worker": "dispatch.end_code.worker",
    "employer": "dispatch.end_code.employer",
    "done": "dispatch.end_code.done",
    "retired": "dispatch.end_code.retired",
    "death": "dispatch.end_code.death",
    "mistake": "dispatch.end_code.mistake",
    "other": "dispatch.end_code.other",
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


def unlike(row: Mapping[str, Any], key: str) -> str:
    """Return a sentence on what cannot be done in the state a batch is in."""
    return i18n.text(key, number=row["number"], state=state(row["state"]))


def title(row: Mapping[str, Any]) -> str:
    """Return what a batch is called."""
    return i18n.text(
        "batches_page.batch_title",
        number=row["number"],
        trade=row["trade"],
        employer=row["employer_name"],
    )


def over_order(row: Mapping[str, Any], people: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return in words by how many a list goes beyond its order: in all, men, women; else nothing.

    Who left or was taken off takes no place.
    """
    sexes = [one["sex"] for one in people if one["state"] == "listed"]
    counts = {"all": (len(sexes), row["people"])}
    counts |= {"men": (sexes.count("1"), row["men"]), "women": (sexes.count("2"), row["women"])}
    return [
        i18n.text(_OVER[name], count=there - wanted)
        for name, (there, wanted) in counts.items()
        if wanted is not None and there > wanted
    ]


def beyond(row: Mapping[str, Any], people: Iterable[Mapping[str, Any]]) -> tuple[str, str]:
    """Return all of that as one of the facts of a batch, empty once it has left."""
    told = over_order(row, people) if row["state"] in batches.ON_PAPER else []
    return i18n.text("batches_page.over"), i18n.text("batches_page.between_over").join(told)


def added_remarks(told: Iterable[dispatch.Outcome]) -> str:
    """Return what is to be looked at of people just added: places of the order they go beyond."""
    found = {
        i18n.text(why.code, **why.params)
        for one in told
        if one.done
        for why in one.remarks
        if why.code in _FULL
    }
    between = i18n.text("batches_page.between_over")
    return i18n.text("batches_page.added_over", told=between.join(sorted(found))) if found else ""


def pasted(each: dispatch.PasteRow, found: lines.Lines) -> dict[str, Any]:
    """Return a pasted line, and what became of it, as a row of the table."""
    meant, against = found.person(each), found.barred(each)
    picked = [one for one in each.people if one[0] == meant]
    people = picked or list(each.people)
    who = "  /  ".join(person(one) for one in people[:SHOWN])
    if each.more and not picked:
        who += i18n.text("batches_page.too_many_people", count=len(people))
    elif len(people) > SHOWN:
        who += i18n.text("batches_page.more_people", count=len(people) - SHOWN)
    if each.companions:
        who += i18n.text("batches_page.companions", count=each.companions)
    if against is not None and lines.ON_LIST not in against.rules:
        why = record.all_words(against.against)
        who = i18n.text("batches_page.of", name=who, words=why)
    return {
        "id": lines.key_of(each),
        "line": each.line,
        "text": each.text,
        "match": found.state(each),
        "doubt": not picked and each.match == lines.MANY and len(each.people) == 1,
        "beside": each.beside and not picked,
        "who": who,
    }


def pasted_lines(found: Iterable[dispatch.PasteRow]) -> list[str]:
    """Return the lines as a sentence may name them: each once, the numbers in them masked."""
    return list(dict.fromkeys(masking.mask_words(each.text.strip()) for each in found))


def unnamed(found: Iterable[dispatch.PasteRow]) -> str:
    """Return in one sentence how many people lines announce without a name."""
    told = [
        i18n.text("batches_page.unnamed", text=pasted_lines([each])[0], count=each.companions)
        for each in found
    ]
    lines_ = i18n.text("batches_page.between_lines").join(told)
    return i18n.text("batches_page.unnamed_left", lines=lines_) if told else ""


def left_out(names: Sequence[str]) -> str:
    """Return who of the marked people has no contract to sign; nothing where everybody has."""
    if not names:
        return ""
    key = "batches_page.sign_others" if len(names) <= NAMED else "batches_page.sign_others_more"
    named = i18n.text("batches_page.between_names").join(names[:NAMED])
    return i18n.text(key, count=len(names), names=named)


def person(who: tuple[bytes, int, str, str]) -> str:
    """Return one of the people a line can mean, in words."""
    _, number, name, village = who
    where = f" {village}" if village else ""
    return i18n.text("batches_page.person", name=name, number=number, village=where)


def match(row: Row) -> str:
    """Return what became of a pasted line, in words."""
    if row["beside"]:
        return i18n.text("batches_page.beside")
    if row["doubt"]:
        return i18n.text("batches_page.doubt")
    return i18n.text(MATCHES[row["match"]][0])


def match_tone(row: Row) -> str:
    """Return the tone of that."""
    return MATCHES[row["match"]][1]


def promised(row: Mapping[str, Any]) -> str:
    """Return how many of a list signed the promise sheet once; nothing for an empty list."""
    if not row["listed"]:
        return ""
    return i18n.text("batches_page.promised_of", count=row["promised"], listed=row["listed"])


def facts(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return days, place and leader of a batch in words."""
    text = i18n.text
    start = " ".join(
        str(row[name]) for name in ("depart_on", "depart_time", "depart_place") if row[name]
    )
    leader = " ".join(str(row[name]) for name in ("leader_name", "leader_phone") if row[name])
    advance = row["advance_fen"]
    return [
        (text("batches_page.depart"), start),
        (text("batches_page.place"), row["place"]),
        (text("batches_page.days"), span(row["first_day"], row["last_day"])),
        (text("dispatch.field.leader_name"), leader),
        (text("batches_page.advance"), money.grouped(advance) if advance else ""),
        (text("batches_page.promise"), promised(row)),
        (text("batches_page.sent_on"), row["sent_on"] or ""),
        (text("batches_page.returned_on"), row["returned_on"] or ""),
        (text("dispatch.field.note"), row["note"] or ""),
    ]
