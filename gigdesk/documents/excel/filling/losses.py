"""What a form holds that would not survive being opened and saved, and what can be rescued."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.documents.excel import library

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gigdesk.documents.excel.guarding import Package

_BY_PART = {
    "xl/ctrlprops/": "controls",
    "xl/activex/": "controls",
    "xl/cellimages.xml": "cell_pictures",
    "xl/charts/": "charts",
    "xl/embeddings/": "embedded",
    "xl/threadedcomments/": "threads",
    "xl/pivottables/": "pivot",
    "xl/connections.xml": "query",
    "xl/querytables/": "query",
}
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|grpSp|cxnSp)[ >]")
_PICTURE = re.compile(rb"<(?:\w+:)?pic[ >]")
_HEADER_PICTURE = re.compile(rb"<legacyDrawingHF[ >]")
_EXTENSION = re.compile(rb'<ext [^>]*uri="\{([0-9A-Fa-f-]+)\}"')
_DROP_DOWNS = b"CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF"
_RULE_WORDS = ("type", "operator", "errorStyle", "error", "errorTitle", "prompt", "promptTitle")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"


def losses(package: Package, book: Workbook) -> tuple[str, ...]:
    """Return in words what saving the form will drop or redraw; empty where all is kept."""
    found: dict[str, int] = {}
    pictures = 0
    for name, entry in package.entries.items():
        for part, loss in _BY_PART.items():
            if name.startswith(part) and not entry.is_dir():
                found.setdefault(loss, 1)
        if name.startswith("xl/drawings/drawing"):
            drawn = package.whole(name)
            pictures += len(_PICTURE.findall(drawn))
            if _SHAPE.search(drawn):
                found.setdefault("shapes", 1)
        elif name.startswith("xl/worksheets/sheet"):
            sheet = package.whole(name)
            if _HEADER_PICTURE.search(sheet):
                found.setdefault("header_pictures", 1)
            if {one.upper() for one in _EXTENSION.findall(sheet)} - {_DROP_DOWNS}:
                found.setdefault("extended", 1)
    held = 0
    for one in book.worksheets:
        drawn_there: list[object] = one._images  # type: ignore[attr-defined]  # noqa: SLF001 -- no public list
        held += len(drawn_there)
    if pictures > held:
        found["pictures"] = pictures - held
    return tuple(i18n.text(f"sheets.loss.{loss}", count=count) for loss, count in found.items())


def rescue_drop_downs(package: Package, book: Workbook) -> None:
    """Keep the drop-downs that newer programs store apart because their list is elsewhere."""
    parts = _sheet_parts(package)
    for sheet in book.worksheets:
        part = parts.get(sheet.title, "")
        if part and _DROP_DOWNS in package.whole(part).upper():
            _rescue(sheet, package.whole(part))


def _rescue(sheet: Worksheet, content: bytes) -> None:
    validation = library.openpyxl().worksheet.datavalidation
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 -- heavy

    for kept in fromstring(content).iter(f"{_X14}dataValidation"):
        formulas = [
            kept.findtext(f"{_X14}{name}/{_XM}f") or None for name in ("formula1", "formula2")
        ]
        where = kept.findtext(f"{_XM}sqref")
        if not where:
            continue
        rule = validation.DataValidation(
            formula1=formulas[0],
            formula2=formulas[1],
            allow_blank=kept.get("allowBlank") == "1",
            showErrorMessage=kept.get("showErrorMessage") == "1",
            showInputMessage=kept.get("showInputMessage") == "1",
            sqref=where,
        )
        for name in _RULE_WORDS:
            if kept.get(name) is not None:
                setattr(rule, name, kept.get(name))
        sheet.data_validations.dataValidation.append(rule)


def _sheet_parts(package: Package) -> dict[str, str]:
    """Return the part of each sheet by its title."""
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 -- heavy

    links = fromstring(package.whole("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in links}
    sheets = fromstring(package.whole("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    found = {}
    for sheet in sheets:
        target = targets.get(sheet.get(_LINK), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        found[sheet.get("name", "")] = path
    return found
