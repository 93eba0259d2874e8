"""The lock names one version and its hashes for everything the project asks for, and no address."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from tests.architecture import reading
from tests.architecture.test_habits import normal

LOCK = reading.ROOT / "requirements.lock"
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")


@dataclass(frozen=True, slots=True)
class Pin:
    """One locked version: the words of its entry hold marker and hashes."""

    name: str
    version: str
    words: str


def entries(text: str) -> list[str]:
    """Return the logical lines of a lock, without comments."""
    joined = re.sub(r"\\\n\s*", " ", text)
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def pins(text: str) -> list[Pin]:
    """Return what a lock pins."""
    found = []
    for line in entries(text):
        match = PIN.match(line)
        if match:
            found.append(Pin(normal(match["name"]), match["version"], line))
    return found


def faults(text: str) -> list[str]:
    """Say which entries are no exact pin, have no hash, or name an address."""
    found = [f"no exact pin: {line[:60]}" for line in entries(text) if not PIN.match(line)]
    found += [f"no hash: {pin.name}" for pin in pins(text) if "--hash=sha256:" not in pin.words]
    if "://" in text or " @ " in text:
        found.append("an address")
    return found


def uncovered(text: str, asked: list[str]) -> list[str]:
    """Say which requirements no pin fulfils, judged by their `==` and `>=`."""
    found = []
    for requirement in asked:
        plain = requirement.split(";")[0].strip()
        name = normal(re.split(r"[^A-Za-z0-9._-]", plain)[0])
        versions = [pin.version for pin in pins(text) if pin.name == name]
        exact, least = re.search(r"==([\d.]+)", plain), re.search(r">=([\d.]+)", plain)
        fits = [
            version
            for version in versions
            if (not exact or version == exact[1])
            and (not least or numbers(version) >= numbers(least[1]))
        ]
        if not fits:
            found.append(requirement)
    return found


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, for comparing."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def test_the_lock_has_a_hash_for_everything_and_no_address() -> None:
    reading.none_of(faults(LOCK.read_text(encoding="utf-8")))


def test_the_lock_covers_what_the_project_asks_for() -> None:
    project = tomllib.loads((reading.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    reading.none_of(uncovered(LOCK.read_text(encoding="utf-8"), asked))


def test_planted_faults_in_a_lock_are_caught() -> None:
    text = "a==1 \\\n    --hash=sha256:00\nb==2\nc>=3 \\\n    --hash=sha256:00\nd @ file:///x\n"
    assert faults(text) == [
        "no exact pin: c>=3  --hash=sha256:00",
        "no exact pin: d @ file:///x",
        "no hash: b",
        "an address",
    ]


def test_a_requirement_that_the_lock_does_not_fulfil_is_caught() -> None:
    text = "Some_Name==1.9 \\\n    --hash=sha256:00\n"
    assert uncovered(
        text, ["some-name>=1.10", "some.name>=1.9; x", "other", "some-name[e]==1.9"]
    ) == [
        "some-name>=1.10",
        "other",
    ]
