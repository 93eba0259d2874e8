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
