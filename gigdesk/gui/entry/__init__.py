"""The way in: signing in, and the four steps of the first start."""

from __future__ import annotations

from gigdesk.gui.entry.sign_in import SignIn
from gigdesk.gui.entry.steps import Recovery, Setup
from gigdesk.gui.entry.wizard import Wizard

__all__ = ["Recovery", "Setup", "SignIn", "Wizard"]
