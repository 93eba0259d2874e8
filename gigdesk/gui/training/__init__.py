"""Page: classes, who sits in them, and how they did."""

from gigdesk.gui.training.page import spec as spec
