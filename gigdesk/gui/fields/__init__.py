"""The fields of forms: declared once, with the editor, the keys and the checks of their kind."""

from __future__ import annotations

from gigdesk.gui.fields.editors import Editor, make
from gigdesk.gui.fields.spec import Candidate, Field, Finding, Kind, Option, Section

__all__ = [
    "Candidate",
    "Editor",
    "Field",
    "Finding",
    "Kind",
    "Option",
    "Section",
    "make",
]
