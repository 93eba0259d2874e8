"""The insurance of a season: everybody agrees, and one list covers everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PRODUCT = (
    *("dispatch", "product", "--name", "团体意外险", "--insurer", "同安人寿保险公司"),
    *("--age-min", "16", "--age-max", "65", "--classes", "1-4", "--cutoff", "17:00"),
    *("--premium", "3", "--employer-pays", "3"),
)


def insure(run: Callable[..., dict[str, Any]], batch: int) -> list[int]:
    """Send a batch's list; return how many agreed, stand on it, and are without cover after it."""
    agreed = run("dispatch", "consent", batch, "--all", "--purpose", "insurer")["done"]
    product = run(*PRODUCT)["number"]
    made = run("dispatch", "insure", batch, "--product", product, "--class", 3)
    run("dispatch", "list-sent", batch, "--how", "mail")
    run("dispatch", "list-receipt", batch, "--receipt", "R-1")
    return [agreed, made["count"], run("dispatch", "cover", batch)["uncovered"]]


def insure_newcomers(run: Callable[..., dict[str, Any]], batch: int) -> dict[str, int]:
    """Send the next version; return what it changes, how many stand on it, who is not covered."""
    run("dispatch", "consent", batch, "--all", "--purpose", "insurer")
    product = run("dispatch", "products")["products"][0]["number"]
    told = run("dispatch", "insure", batch, "--product", product, "--dry-run")
    made = run("dispatch", "insure", batch, "--product", product)
    run("dispatch", "list-sent", batch, "--how", "mail")
    run("dispatch", "list-receipt", batch, "--receipt", "R-2")
    names = ("version", "before", "count", "added", "removed", "replaced", "changed")
    found = {name: made[name] for name in names}
    same = found == {name: told[name] for name in names}
    uncovered = run("dispatch", "cover", batch)["uncovered"]
    return found | {"as_told": int(same), "uncovered": uncovered}
