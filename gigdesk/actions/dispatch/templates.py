"""Templates of contracts: those that come with the program, and the station's own versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import config, errors
from gigdesk.documents.forms import contract as forms
from gigdesk.documents.forms import template as templates
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.actions.desk import Desk

_FOLDER = "templates"


def ensure_templates(desk: Desk) -> int:
    """Put in the templates that come with the program where a kind has none; return how many."""
    known = {row["kind"] for row in rows.contracts.find_templates(desk.store, all_versions=True)}
    if all(parsed.kind in known for parsed, _ in _shipped()):
        return 0
    with desk.doing("office.new_template") as act:
        seeded = seed(desk)
        act.about.update(templates=seeded)
    return seeded


def _shipped() -> Iterator[tuple[templates.Template, str]]:
    """Yield the templates that come with the program."""
    for path in sorted((config.resources() / _FOLDER).glob("*.txt")):
        body = path.read_text(encoding="utf-8")
        yield templates.parse(body), body


def seed(desk: Desk) -> int:
    """Put in every shipped template whose kind was never there, inside a running act."""
    known = {row["kind"] for row in rows.contracts.find_templates(desk.store, all_versions=True)}
    seeded = 0
    for parsed, body in _shipped():
        if parsed.kind not in known:
            _add_template(desk, parsed.kind, parsed.title, body)
            seeded += 1
    return seeded


def _add_template(desk: Desk, kind: str, name: str, body: str) -> tuple[bytes, int]:
    template_id, version = desk.new_id(), rows.contracts.next_version(desk.store, kind, name)
    desk.store.add(
        "contract_template",
        {
            "id": template_id,
            "station_id": desk.station.id,
            "kind": kind,
            "name": name,
            "version": version,
            "body": body,
        },
    )
    return template_id, version


def list_templates(desk: Desk, *, all_versions: bool = False) -> list[dict[str, Any]]:
    """Return templates: id, kind, name, version, body, state."""
    return rows.contracts.find_templates(desk.store, all_versions=all_versions)


def template_problems(body: str) -> tuple[templates.Problem, ...]:
    """Return what is wrong with a template as typed, in line order, each with its `words`."""
    return templates.problems(body)


def template_marks() -> tuple[str, ...]:
    """Return the marks that may stand in a template, in the words of its paper."""
    return templates.marks()


def template_called(body: str) -> tuple[str, str]:
    """Return the kind and the title of a template; raises errors.Invalid where it cannot stand."""
    parsed = templates.parse(body)
    return parsed.kind, parsed.title


def save_template(desk: Desk, *, body: str, instead_of: tuple[str, str] | None = None) -> int:
    """Keep a template as the newest version of its kind and title; return the version.

    `instead_of` is the kind and title of another one, whose place it takes: no new contract is
    made from that one any more. Contracts made before keep the version they were made from. Raises
    errors.Invalid for the first line that cannot stand.
    """
    parsed = templates.parse(body)
    with desk.doing("office.new_template") as act:
        for row in rows.contracts.find_templates(desk.store):
            if (row["kind"], row["name"]) in ((parsed.kind, parsed.title), instead_of):
                desk.store.change("contract_template", row["id"], {"state": "replaced"})
        _, version = _add_template(desk, parsed.kind, parsed.title, body)
        act.about.update(template=parsed.title, version=version)
    return version


def preview(desk: Desk, body: str) -> bytes:
    """Return a template as a draft PDF, with gaps for all but the station's name."""
    facts = {"station": desk.station.name}
    return forms.contract(templates.parse(body), facts, draft=True, number="")


def choose_template(desk: Desk, wanted: str) -> dict[str, Any]:
    """Return the newest template of a kind or name; one that is not put in yet has no id.

    Raises errors.NotFound.
    """
    used = rows.contracts.find_template(desk.store, wanted)
    if used is not None:
        return used
    stored = rows.contracts.find_templates(desk.store)
    known = {row["kind"] for row in stored}
    for parsed, body in _shipped():
        if parsed.kind not in known and wanted in (parsed.kind, parsed.title):
            fresh = {"id": None, "kind": parsed.kind, "name": parsed.title, "version": 1}
            return {**fresh, "body": body}
    kinds = known | {parsed.kind for parsed, _ in _shipped()}
    raise errors.NotFound(
        "dispatch.error.no_template", words=wanted, known=", ".join(sorted(kinds))
    )
