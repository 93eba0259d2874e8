"""What the list of people is narrowed to: the dialog, its chips, and the filter they stand for."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import office, workers
from gigdesk.gui import form
from gigdesk.gui.fields import Candidate, Field, Finding, Kind, Option, Section
from gigdesk.gui.form.page import Doing
from gigdesk.gui.table import Filter, Query
from gigdesk.gui.workers import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6 import QtWidgets

    from gigdesk.gui.window import Window

WorkerFilter = workers.search.WorkerFilter
Names = dict[bytes, str]

LACKING = {
    "phone": "people.lacking.phone",
    "village": "people.lacking.village",
    "bank_account": "people.lacking.bank_account",
    "emergency": "people.lacking.emergency",
    "consent": "people.lacking.consent",
}
_AGE = ("age_from", "age_to", "day")
_DATES = ("registered_from", "registered_to")
_WHOLE = WorkerFilter()


def wanted(query: Query) -> WorkerFilter:
    """Return the filter of a query; each of its chips holds some of the values."""
    values: dict[str, Any] = {}
    for kept in query.filters:
        values |= kept.value
    return dataclasses.replace(_WHOLE, **values)


def names_of(filter_: WorkerFilter) -> Callable[[Any], Names]:
    """Return the question for the names of the places in a filter."""
    ids = {*filter_.villages, *filter_.towns}

    def look(desk: Any) -> Names:
        listed = office.places.divisions(desk) if ids else []
        return {one["id"]: one["name"] for one in listed if one["id"] in ids}

    return look


def with_filter(query: Query, filter_: WorkerFilter, names: Names) -> Query:
    """Return the query with one chip for everything the filter asks."""
    for key, values, said in _chips(filter_, names):
        query = query.with_filter(Filter(key, values, said))
    return query


def _chips(asked: WorkerFilter, names: Names) -> list[tuple[str, dict[str, Any], str]]:
    """Return (key, values, words) of everything that is asked."""
    found: list[tuple[str, dict[str, Any], str]] = []

    def add(keys: Sequence[str], said: str) -> None:
        values = {key: getattr(asked, key) for key in keys}
        if any(values[key] != getattr(_WHOLE, key) for key in keys):
            found.append((keys[0], values, said))

    text, joint = i18n.text, i18n.text("people.joint")
    for key in ("villages", "towns"):
        places = joint.join(names.get(one, "?") for one in getattr(asked, key))
        add((key,), text("people.chip.place", words=places))
    add(("sex",), words.label("sex", asked.sex))
    if asked.age_from is not None or asked.age_to is not None:
        add(_AGE, _age_words(asked))
    categories = joint.join(words.label("person_category", one) for one in asked.categories)
    add(("categories",), categories)
    for key in ("employment_status", "employment_place", "certificate_kind"):
        add((key,), words.label(key, getattr(asked, key)))
    add(("trade",), text("people.chip.trade", words=asked.trade))
    add(("wanted_trade",), text("people.chip.wanted_trade", words=asked.wanted_trade))
    states = joint.join(words.toned(words.STATES, one)[0] for one in asked.states)
    add(("states",), states)
    dates = text("people.chip.registered", first=asked.registered_from, last=asked.registered_to)
    add(_DATES, dates)
    add(("doc_expired",), text("people.chip.doc_expired"))
    add(("wish_ended",), text("people.chip.wish_ended"))
    add(("lacking",), joint.join(words.said(LACKING, one) for one in asked.lacking))
    return found


def _age_words(asked: WorkerFilter) -> str:
    least, most = asked.age_from, asked.age_to
    if most is None:
        said = i18n.text("people.chip.age_from", least=least)
    elif least is None:
        said = i18n.text("people.chip.age_to", most=most)
    else:
        said = i18n.text("people.chip.age", least=least, most=most)
    return i18n.text("people.chip.on_day", words=said, day=asked.day) if asked.day else said


# the dialog


def declared(towns: Sequence[Mapping[str, Any]]) -> tuple[Field | Section, ...]:
    """Return the fields of the dialog."""
    places = tuple(Option(one["id"], one["name"], (one["initials"] or "",)) for one in towns)
    states = tuple(
        Option(code, words.toned(words.STATES, code)[0]) for code in workers.people.STATES
    )
    return (
        Field("village", "workers.field.village_id", Kind.LOOKUP, find=find_villages),
        Field("town", "people.filter.town", Kind.CHOICE, options=places),
        Field("age_from", "people.filter.age_from", Kind.NUMBER),
        Field("age_to", "people.filter.age_to", Kind.NUMBER),
        Field("day", "people.filter.day", Kind.DATE, hint="people.filter.day_hint"),
        Field("sex", "workers.field.sex", Kind.CHOICE, options=words.options("sex")[:2]),
        _choice("employment_status"),
        _choice("employment_place"),
        Field("trade", "people.field.trade"),
        Field("wanted_trade", "people.field.wanted_trades"),
        _choice("certificate_kind", "people.filter.certificate"),
        Field("state", "workers.field.state", Kind.CHOICE, options=states),
        Field("registered_from", "people.filter.registered_from", Kind.DATE),
        Field("registered_to", "people.filter.registered_to", Kind.DATE),
        Field(
            "categories",
            "people.filter.categories",
            Kind.CHIPS,
            options=words.options("person_category"),
            wide=True,
        ),
        Field(
            "lacking",
            "people.filter.lacking",
            Kind.CHIPS,
            options=words.choices(LACKING),
            wide=True,
        ),
        Field("doc_expired", "people.chip.doc_expired", Kind.CHECK, wide=True),
        Field("wish_ended", "people.chip.wish_ended", Kind.CHECK, wide=True),
    )


def _choice(name: str, title: str = "") -> Field:
    known = title or words.FIELDS[name]
    return Field(name, known, Kind.CHOICE, options=words.options(name))


def find_villages(desk: Any, typed: str) -> list[Candidate]:
    """Return the villages that fit what was typed: name, town or initials."""
    return [
        Candidate(one["id"], words.place({"town": one["parent_name"], "village": one["name"]}))
        for one in office.places.villages(desk, typed)
    ]


def find_divisions(desk: Any, typed: str) -> list[Candidate]:
    """Return the codes of the towns and villages that fit what was typed, each with its place."""
    return [
        Candidate(
            one["code"],
            one["code"],
            words.place({"town": one["parent_name"], "village": one["name"]}),
        )
        for one in office.places.coded(desk, typed)
    ]


def check(values: dict[str, Any]) -> list[Finding]:
    """Say what cannot be asked."""
    least, most = values["age_from"], values["age_to"]
    if least is not None and most is not None and least > most:
        return [Finding("age_to", i18n.text("people.filter.wrong_way"))]
    return []


def read(values: Mapping[str, Any]) -> WorkerFilter:
    """Return the filter that was filled in."""
    village, town, state = values["village"], values["town"], values["state"]
    plain = ("sex", "employment_status", "employment_place", "trade", "wanted_trade")
    texts = (*plain, "certificate_kind", *_DATES, "day")
    asks_age = values["age_from"] is not None or values["age_to"] is not None
    found = WorkerFilter(
        villages=(village,) if village else (),
        towns=(town,) if town else (),
        states=(state,) if state else (),
        age_from=values["age_from"],
        age_to=values["age_to"],
        categories=values["categories"],
        lacking=values["lacking"],
        doc_expired=values["doc_expired"],
        wish_ended=values["wish_ended"],
        **{name: values[name] or "" for name in texts},
    )
    return found if asks_age else dataclasses.replace(found, day="")


def shown(asked: WorkerFilter, names: Names) -> dict[str, Any]:
    """Return the values of the dialog for a filter."""
    village = asked.villages[0] if asked.villages else None
    return {
        **{each.name: getattr(asked, each.name) or None for each in dataclasses.fields(asked)},
        "village": Candidate(village, names.get(village, "?")) if village else None,
        "town": asked.towns[0] if asked.towns else None,
        "state": asked.states[0] if asked.states else None,
        "age_from": asked.age_from,
        "age_to": asked.age_to,
    }


def open_dialog(
    frame: Window,
    parent: QtWidgets.QWidget,
    asked: WorkerFilter,
    then: Callable[[WorkerFilter], object],
) -> None:
    """Ask for the towns and the names in force, then open the dialog."""

    def look(desk: Any) -> tuple[Sequence[Mapping[str, Any]], Names]:
        return office.places.divisions(desk, "town"), names_of(asked)(desk)

    def show(answer: tuple[Sequence[Mapping[str, Any]], Names]) -> None:
        towns, names = answer
        made = form.Form(
            declared(towns),
            Doing(check=check),
            name=i18n.text("people.filter.title"),
            tasks=frame.tasks,
            clock=frame.clock,
            can_repeat=False,
            save_words=i18n.text("people.filter.apply"),
        )
        made.show_values(shown(asked, names))
        made.saved.connect(lambda values, _again: then(read(values)))
        dialog = form.FormDialog(frame, i18n.text("people.filter.title"), made, wide=50)
        dialog.open()

    frame.tasks.ask(look, show, owner=parent, slot="filters")
