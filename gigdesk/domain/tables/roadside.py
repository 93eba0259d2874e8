"""Tables of what happens on the way: who got in where, how many were counted, money handed out."""

from __future__ import annotations

from gigdesk.domain.tables.shape import Column, Kind, Table, day, flag, number, ref, text

ROADSIDE = (
    Table(
        "sign_in",
        "dispatch",
        Kind.FACT,
        (
            ref("station_id", "station", required=True),
            ref("worker_id", "worker", required=True),
            ref("batch_id", "batch", required=True),
            text("stage", required=True),
            number("leg", required=True, default=1),
            text("stop"),
            ref("vehicle_id", "vehicle"),
            text("result", required=True),
            text("reason_code"),
            text("note", privacy="P"),
            text("how", required=True),
            day("day", required=True),
            text("time", required=True),
            ref("corrects_id", "sign_in"),
            flag("void"),
        ),
        indexes=(("batch_id", "stage", "leg"), ("worker_id",), ("corrects_id",)),
    ),
    Table(
        "head_count",
        "dispatch",
        Kind.FACT,
        (
            ref("station_id", "station", required=True),
            ref("batch_id", "batch", required=True),
            ref("vehicle_id", "vehicle", required=True),
            number("leg", required=True, default=1),
            text("stop"),
            number("counted", required=True),
            number("aboard", required=True),
            day("day", required=True),
            text("time", required=True),
            ref("corrects_id", "head_count"),
            flag("void"),
        ),
        indexes=(("batch_id", "leg"), ("corrects_id",)),
    ),
    Table(
        "advance",
        "dispatch",
        Kind.FACT,
        (
            ref("station_id", "station", required=True),
            ref("worker_id", "worker", required=True),
            ref("batch_id", "batch", required=True),
            number("number", required=True),
            day("day", required=True),
            Column("amount_fen", "integer", required=True),
            text("kind", required=True),
            flag("signed"),
            text("note", privacy="P"),
            text("reason"),
            ref("corrects_id", "advance"),
            flag("void"),
        ),
        indexes=(("batch_id",), ("worker_id",), ("corrects_id",)),
    ),
)
