"""The one form builder: fields, checks beside the field, ask and confirm."""

from __future__ import annotations

from gigdesk.gui.form.box import FieldBox
from gigdesk.gui.form.dialog import FormDialog
from gigdesk.gui.form.drafts import Kept, TextDrafts, name_of
from gigdesk.gui.form.page import Doing, Form

__all__ = ["Doing", "FieldBox", "Form", "FormDialog", "Kept", "TextDrafts", "name_of"]
