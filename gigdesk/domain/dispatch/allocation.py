"""Sharing people out among several open orders: as many places filled as the rules let be.

Each person goes to one order at most. Of all ways that fill the most places one with the highest
sum of scores is taken, always the same. It is the flow of most units and, among those, of the
highest worth, found by longest augmenting paths (Ahuja, Magnanti, Orlin, Network Flows, ch. 9): a
path adds one person and may move others between orders, which loses nobody.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Room:
    """The free places of one order: all of them, and by sex where there is a quota."""

    order: bytes
    places: int
    by_sex: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Able:
    """Somebody who may go to some orders: by order the score of the ranking."""

    id: bytes
    number: int
    sex: str
    scores: Mapping[bytes, int]


# A node is an order, or the people of one sex in it.
_Node = tuple[bytes, str | None]
_Move = tuple[_Node, int | None]


class _Flow:
    """Who goes where so far, and how much room every node has left."""

    def __init__(self, people: Sequence[Able], rooms: Iterable[Room]) -> None:
        self.people = people
        self.rooms = {room.order: room for room in rooms}
        self.taken: dict[int, bytes] = {}
        self.used: dict[_Node, int] = {}
        # By node and other order who of the node gains most by going there, as (loss, person).
        self.leaving: dict[_Node, dict[bytes, list[tuple[int, int]]]] = {}
        self.waiting: dict[_Node, list[int]] = {}
        for at, one in enumerate(people):
            for order in one.scores:
                if order in self.rooms:
                    self.waiting.setdefault((order, one.sex), []).append(at)
        for (order, _sex), some in self.waiting.items():
            some.sort(key=lambda at: (-people[at].scores[order], people[at].number))
        self.nodes = sorted(self.waiting, key=repr)

    def best_waiting(self, node: _Node) -> int | None:
        """Return the best person without a place who could go to a node."""
        some = self.waiting[node]
        while some and some[0] in self.taken:
            some.pop(0)
        return some[0] if some else None

    def has_room(self, node: _Node) -> bool:
        """Say whether one more fits a node: an order as a whole, or the quota of a sex in it."""
        order, sex = node
        room = self.rooms[order]
        most = room.places if sex is None else room.by_sex.get(sex, room.places)
        return self.used.get(node, 0) < most

    def moves(self, node: _Node) -> Iterator[tuple[_Node, int, int | None]]:
        """Yield where a path may go on: the node, what it gains, and who changes the order."""
        order, sex = node
        if sex is None:
            for other in self.nodes:
                # Somebody of the same order gives the place up, to go elsewhere.
                if other[0] == order and self.used.get(other):
                    yield other, 0, None
            return
        if self.has_room(node):
            yield (order, None), 0, None
        for elsewhere, some in self.leaving.get(node, {}).items():
            # Who has left the order since is dropped when they come to the front.
            while some and self.taken[some[0][1]] != order:
                heapq.heappop(some)
            if some:
                yield (elsewhere, sex), -some[0][0], some[0][1]

    def put(self, at: int, node: _Node) -> None:
        """Let somebody go to an order, and note what they would lose by going to another."""
        order, _sex = node
        self.taken[at] = order
        scores = self.people[at].scores
        others = self.leaving.setdefault(node, {})
        for elsewhere, score in scores.items():
            if elsewhere != order and elsewhere in self.rooms:
                heapq.heappush(others.setdefault(elsewhere, []), (scores[order] - score, at))


def allocate(people: Iterable[Able], rooms: Iterable[Room]) -> dict[bytes, bytes]:
    """Return by person the order they go to; who finds no place is left out."""
    some = sorted(people, key=lambda one: one.number)
    flow = _Flow(some, rooms)
    while (path := _longest_path(flow)) is not None:
        _follow(flow, path)
    return {some[at].id: order for at, order in flow.taken.items()}


def _longest_path(flow: _Flow) -> list[_Move] | None:
    """Return the path that adds one person and the most score, from its first node to an order.

    Each step names who comes to a node by it, None where nobody does. By Bellman and Ford: the
    order of nodes is small, and a flow of the highest worth has no circle that gains.
    """
    gain: dict[_Node, int] = {}
    came: dict[_Node, tuple[_Node | None, int | None]] = {}
    for node in flow.nodes:
        first = flow.best_waiting(node)
        if first is not None:
            gain[node] = flow.people[first].scores[node[0]]
            came[node] = (None, first)
    changed = set(gain)
    while changed:
        node = min(changed, key=repr)
        changed.discard(node)
        for other, more, who in flow.moves(node):
            if other not in gain or gain[other] < gain[node] + more:
                gain[other], came[other] = gain[node] + more, (node, who)
                changed.add(other)
    ends = [node for node in gain if node[1] is None and flow.has_room(node)]
    if not ends:
        return None
    at: _Node | None = min(ends, key=lambda node: (-gain[node], node[0]))
    path: list[_Move] = []
    while at is not None:
        before, who = came[at]
        path.append((at, who))
        at = before
    return path[::-1]


def _follow(flow: _Flow, path: Sequence[_Move]) -> None:
    """Let everybody on a path go where it leads them."""
    for place, (node, who) in enumerate(path):
        if node[1] is None:
            after = path[place + 1][0] if place + 1 < len(path) else None
            if after is None:
                flow.used[node] = flow.used.get(node, 0) + 1
            else:
                # A place of this order is given up by somebody of the next node.
                flow.used[after] = flow.used.get(after, 0) - 1
            continue
        if who is not None:
            flow.put(who, node)
        if place + 1 < len(path) and path[place + 1][0][1] is None:
            flow.used[node] = flow.used.get(node, 0) + 1
