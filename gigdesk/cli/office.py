"""Commands of the office: set up, history, undo, verify, rebuild, backup, restore, clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import errors, i18n, stamps
from gigdesk.actions import office
from gigdesk.cli import labels
from gigdesk.cli.session import COUNT, FILE, OUT, day
from gigdesk.domain import workers
from gigdesk.domain.office import rules

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.cli.session import Session

_ENVIRONMENT = 4


@click.command()
@click.option("--station", required=True, metavar="CODE")
@click.option("--name", required=True)
@click.option("--admin", required=True, metavar="USER")
@click.pass_obj
def init(session: Session, station: str, name: str, admin: str) -> dict[str, Any]:
    """Set up a new desk and write its recovery sheet; where that fails nothing is left behind."""
    try:
        office.entry.check_new(session.folder, station, name, admin)
    except errors.Invalid as wrong:
        raise click.UsageError(i18n.text(wrong.code, **wrong.params)) from None
    sheet = office.papers.found(
        session.folder,
        station_code=station,
        station_name=name,
        login=admin,
        password=session.password(again=True),
    )
    return {"desk": session.folder, "recovery_sheet": sheet}


@click.command()
@click.argument("kind")
@click.argument("number")
@click.pass_obj
def history(session: Session, kind: str, number: str) -> dict[str, Any]:
    """Show who changed a record, when, and from what to what."""
    reveal = session.options.reveal
    desk = session.desk(write=reveal)
    row_ids = office.history.find_all(desk, kind, _meant(kind, number))
    entries = office.history.of_rows(
        desk, table=office.history.KINDS[kind], row_ids=row_ids, reveal=reveal
    )
    found = []
    for entry in entries:
        told = {
            "when": stamps.local_text(entry["at_ms"]),
            "act": i18n.text(f"acts.{entry['act_name']}"),
            "number": entry["act_number"],
            "who": entry["staff_name"],
            "reason": entry["reason"],
            "station": entry["station_code"],
            "desk": entry["desk"],
            "source": entry["source"],
            "sheet": entry["sheet"],
            "row": entry["row"],
            "clock_suspect": bool(entry["clock_suspect"]),
        }
        if session.options.json:
            pairs = {name: list(pair) for name, pair in entry["changes"].items()}
            of = {name: entry[name] for name in ("tbl", "title", "cell", "number", "name")}
            found.append({**told, "record": of, "changes": pairs})
        else:
            found.append({**told, "record": labels.record(entry), "changes": labels.changes(entry)})
    return {"history": found}


def _meant(kind: str, said: str) -> str:
    """Return the id of a rule that was named as the page of rules names it; all else as it is."""
    if kind != "rule":
        return said
    known = {rule.rule_id for rule in rules.DEFAULTS}
    return next((one for one in known if workers.telling.rule(i18n, one) == said.strip()), said)


@click.command()
@click.argument("number", required=False, type=COUNT)
@click.option("--leave-changed", is_flag=True)
@click.pass_obj
def undo(session: Session, number: int | None, *, leave_changed: bool) -> dict[str, Any]:
    """Take back my last act that can be undone, or the act with that number."""
    desk = session.desk()
    passed: list[office.undo.Passed] = []
    if number is None:
        undone, passed = office.undo.undo_last(desk, leave_changed=leave_changed)
    else:
        undone = office.undo.undo(desk, number, leave_changed=leave_changed)
    return {
        "undone": undone.act_number,
        "act": i18n.text(f"acts.{undone.act_name}"),
        "removed": undone.removed,
        "restored": undone.restored,
        "kept": undone.stayed_count,
        "number": undone.done.number,
        "passed_over": [
            {
                "number": one.number,
                "act": i18n.text(f"acts.{one.act_name}"),
                "reason": i18n.text(one.why.code, **one.why.params),
            }
            for one in passed
        ],
    }


@click.command()
@click.pass_obj
def verify(session: Session) -> dict[str, Any]:
    """Recompute chain, capture and integrity of the whole file."""
    report = office.safety.verify(session.desk(write=False, as_it_is=True))
    if not report.sound:
        session.exit_code = _ENVIRONMENT
    return {
        "sound": report.sound,
        "ops": report.ops,
        "rows": report.rows,
        "clock_suspect": report.in_doubt,
        "chain": report.chain,
        "findings": [i18n.text(code, **params) for code, params in report.findings],
        "remarks": [i18n.text(code, **params) for code, params in report.remarks],
    }


@click.command()
@click.pass_obj
def rebuild(session: Session) -> dict[str, Any]:
    """Make the search index and the totals of days anew from what was entered."""
    made = office.safety.rebuild(session.desk())
    return {"people": made.people, "days": made.days}


@click.command()
@click.argument("out", type=OUT)
@click.option("--force", is_flag=True)
@click.pass_obj
def backup(session: Session, out: Path, *, force: bool) -> dict[str, Any]:
    """Write a backup and prove it by opening the copy; an existing file stays without --force."""
    made = office.safety.back_up(session.desk(write=False, as_it_is=True), out, replace=force)
    return {"file": out, "sha256": made.sha256, "ops": made.seq, "bytes": made.size_bytes}


@click.command()
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True)
@click.option("--other-desk", is_flag=True)
@click.option("--head", default="")
@click.pass_obj
def restore(
    session: Session, file: Path, *, replace: bool, other_desk: bool, head: str
) -> dict[str, Any]:
    """Put a proven backup in place; an older desk is set aside first.

    Over another desk only with --other-desk, and --head with the login of its head.
    """
    own = office.restoring.Person(head, session.desk_password()) if head else None
    over = office.restoring.Over(replace=replace, other_desk=other_desk, own=own)
    login = session.options.user or office.restoring.only_login(file)
    session.watch_backups()
    done = office.restoring.restore(file, session.folder, login, session.password(), over=over)
    return {"desk": session.folder, "set_aside": done.aside, "backup": done.backup}


@click.command()
@click.option("--right", is_flag=True)
@click.pass_obj
def clock(session: Session, *, right: bool) -> dict[str, Any]:
    """Show whether the clock of the PC is believed; --right says that somebody looked at it."""
    desk = session.desk(write=right)
    asked = office.clock.question(desk)
    if right:
        office.clock.confirm(desk)
    return {
        "shown": stamps.local_text(desk.clock.now_ms()),
        "last_entry": stamps.local_text(asked.last_ms) if asked and asked.last_ms else None,
        "doubt": asked.word if asked and not right else None,
    }


@click.group("rules")
def group() -> None:
    """Work with the dated rules."""


@group.command("list")
@click.pass_obj
def list_rules(session: Session) -> dict[str, Any]:
    """List the rules with every value and the day from which it holds."""
    told = ("rule_id", "value", "valid_from", "region", "source", "checked_by")
    return {
        "rules": [
            {"name": workers.telling.rule(i18n, one["rule_id"]), **{n: one[n] for n in told}}
            for one in office.slots.rules(session.desk(write=False))
            if one["active"]
        ]
    }


@group.command("set")
@click.argument("rule")
@click.argument("value")
@click.option("--from", "since", required=True)
@click.option("--source", required=True)
@click.option("--region", default="")
@click.option("--yes", is_flag=True)
@click.pass_obj
def set_rule(
    session: Session, rule: str, value: str, *, since: str, source: str, region: str, yes: bool
) -> dict[str, Any]:
    """Add a value of a rule that holds from a day on.

    What it judges anew, or lets pass that was stopped, is told and asks for --yes.
    """
    desk, start = session.desk(), day(since)
    new: dict[str, Any] = {"value": value, "valid_from": start, "region": region}
    rule_id = _meant("rule", rule)
    doubts = office.slots.rule_doubts(desk, rule_id=rule_id, **new)
    remarks = [i18n.text(one.code, **one.params) for one in doubts]
    if doubts and not yes:
        raise errors.Refused("cli.error.rule_doubts", reasons=" ".join(remarks))
    done = office.slots.set_rule(desk, rule_id=rule_id, source=source, **new)
    return {"number": done.number, "rule_id": rule_id, "valid_from": start, "remarks": remarks}


COMMANDS = (init, history, undo, verify, rebuild, backup, restore, clock, group)
