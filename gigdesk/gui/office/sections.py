"""The sections of the settings: their names, icons, words, and who is offered them."""

from __future__ import annotations

from dataclasses import dataclass

from gigdesk import i18n


@dataclass(frozen=True, slots=True)
class Section:
    """One section; `act` names the act that a role has to reach to be offered it at all."""

    name: str
    icon: str
    title: str
    hint: str
    act: str = ""

    def words(self) -> str:
        """Return its name in words."""
        return i18n.text(self.title)


SECTIONS = (
    Section(
        "station",
        "home",
        "settings.station.title",
        "settings.station.hint",
        "office.change_station",
    ),
    Section("staff", "users", "settings.staff.title", "settings.staff.hint"),
    Section("rules", "list-details", "settings.rules.title", "settings.rules.hint"),
    Section("holidays", "calendar", "settings.holidays.title", "settings.holidays.hint"),
    Section("places", "map-pin", "settings.places.title", "settings.places.hint"),
    Section("templates", "file-text", "settings.templates.title", "settings.templates.hint"),
    Section("safety", "database", "settings.safety.title", "settings.safety.hint"),
    Section("verify", "shield-check", "settings.verify.title", "settings.verify.hint"),
    Section("acts", "history", "settings.acts.title", "settings.acts.hint"),
    Section("look", "text-size", "settings.look.title", "settings.look.hint"),
)
