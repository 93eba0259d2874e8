"""Commands about days of work: sheets in and out, single cells, hours, leaders' sheets."""

from gigdesk.cli.attendance.group import group as group
