"""Tables of who was chosen for a batch, and how."""

from __future__ import annotations

from gigdesk.domain.tables.shape import Kind, Table, day, flag, number, ref, text

MATCHING = (
    Table(
        "lot_draw",
        "dispatch",
        Kind.FACT,
        (
            ref("station_id", "station", required=True),
            ref("batch_id", "batch", required=True),
            number("number", required=True),
            text("method", required=True),
            text("seed", required=True),
            number("wanted", required=True),
            text("pool", required=True, privacy="P"),
            text("pool_sha256", required=True),
            text("taken", required=True, privacy="P"),
            text("reason"),
        ),
        indexes=(("batch_id", "number"),),
        numbered_in="batch_id",
    ),
    Table(
        "loan",
        "dispatch",
        Kind.REGISTRY,
        (
            ref("station_id", "station", required=True),
            number("number", required=True),
            ref("worker_id", "worker", required=True),
            ref("lender_id", "employer", required=True),
            ref("borrower_id", "employer", required=True),
            ref("order_id", "job_order"),
            day("from_day", required=True, merge="surface"),
            day("to_day", required=True, merge="surface"),
            text("agreement"),
            text("note"),
            text("reason"),
            text("state", required=True, default="agreed"),
        ),
        indexes=(("number",), ("worker_id", "state"), ("to_day",)),
    ),
    Table(
        "reserve_pool",
        "dispatch",
        Kind.REGISTRY,
        (
            ref("station_id", "station", required=True),
            number("number", required=True),
            text("name", required=True),
            text("trade"),
            text("note"),
            text("state", required=True, default="active"),
        ),
        indexes=(("number",),),
    ),
    Table(
        "reserve_member",
        "dispatch",
        Kind.REGISTRY,
        (
            ref("station_id", "station", required=True),
            ref("pool_id", "reserve_pool", required=True),
            ref("worker_id", "worker", required=True),
            day("confirmed_on"),
            text("state", required=True, default="active"),
        ),
        indexes=(("pool_id", "state"), ("worker_id",)),
    ),
    Table(
        "reserve_call",
        "dispatch",
        Kind.FACT,
        (
            ref("station_id", "station", required=True),
            ref("pool_id", "reserve_pool", required=True),
            ref("worker_id", "worker", required=True),
            ref("batch_id", "batch"),
            day("day", required=True),
            text("result", required=True),
            text("reason_code"),
            text("note"),
            ref("corrects_id", "reserve_call"),
            flag("void"),
        ),
        indexes=(("pool_id", "worker_id"), ("batch_id",), ("corrects_id",)),
    ),
)
