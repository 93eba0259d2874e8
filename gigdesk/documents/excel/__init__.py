"""Workbooks as files: reading what others made, writing lists, filling in forms."""
