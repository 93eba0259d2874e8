"""The colours by the role they play, once for the light and once for the dark look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One colour per role, as `#rrggbb`; text on its ground keeps a contrast of at least 4.5."""

    canvas: str
    surface: str
    stripe: str
    sunken: str
    text: str
    muted: str
    faint: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    accent_down: str
    on_accent: str
    accent_soft: str
    hover: str
    selection: str
    on_selection: str
    nav: str
    nav_hover: str
    nav_current: str
    on_nav: str
    on_nav_muted: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    ok: str
    ok_soft: str
    info: str
    info_soft: str
    demo: str
    demo_soft: str


LIGHT = Colours(
    canvas="#f3f6f6",
    surface="#ffffff",
    stripe="#f8fafa",
    sunken="#ebf0f0",
    text="#172326",
    muted="#50616a",
    faint="#6b7b83",
    line="#dbe3e4",
    edge="#869aa0",
    accent="#0e6670",
    accent_hover="#0b565f",
    accent_down="#08464d",
    on_accent="#ffffff",
    accent_soft="#e0f0f1",
    hover="#edf4f4",
    selection="#cfe6e8",
    on_selection="#0c2529",
    nav="#10383f",
    nav_hover="#1a4951",
    nav_current="#20606a",
    on_nav="#f2f8f8",
    on_nav_muted="#b3cbce",
    error="#b3261e",
    error_soft="#fdeceb",
    warning="#875300",
    warning_soft="#fff3dc",
    ok="#1b6a3c",
    ok_soft="#e5f4ea",
    info="#1a5a9e",
    info_soft="#e7f0fb",
    demo="#6a3d9a",
    demo_soft="#f2eaf9",
)

DARK = Colours(
    canvas="#12181a",
    surface="#1a2225",
    stripe="#1e272a",
    sunken="#090d0f",
    text="#e6eced",
    muted="#a9b8bd",
    faint="#8b9ba1",
    line="#2d393d",
    edge="#66777d",
    accent="#4db3bf",
    accent_hover="#66c3ce",
    accent_down="#3a9aa6",
    on_accent="#04262a",
    accent_soft="#17383d",
    hover="#222d31",
    selection="#1f4b52",
    on_selection="#f0f7f8",
    nav="#0b2126",
    nav_hover="#143239",
    nav_current="#1c464e",
    on_nav="#e9f2f3",
    on_nav_muted="#9db4b8",
    error="#ff8a80",
    error_soft="#3b1f1d",
    warning="#f2b34c",
    warning_soft="#37290f",
    ok="#6fce91",
    ok_soft="#16301f",
    info="#82b7f2",
    info_soft="#152a41",
    demo="#c7a3ec",
    demo_soft="#2d2039",
)
