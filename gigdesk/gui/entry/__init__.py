"""The way in: signing in, and the five steps of the first start.

Only the sign-in is handed on here: it is painted before anything else is loaded.
"""

from __future__ import annotations

from gigdesk.gui.entry.sign_in import SignIn

__all__ = ["SignIn"]
