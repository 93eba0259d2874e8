"""Lets the command-line library complain, and lay out its help, in the user's language."""

from __future__ import annotations

import re

import click
from click import core, decorators, exceptions, formatting, parser, termui, types, utils

from gigdesk import i18n

# The library looks its sentences up by their English form; each stands here with its key.
SENTENCES: dict[str, str] = {
    "Aborted!": "usage.aborted",
    "Argument {name!r} takes {nargs} values.": "usage.argument_values",
    "Choose from:\n\t{choices}": "usage.choose",
    "Commands": "usage.commands",
    "Could not open file {filename!r}: {message}": "usage.cannot_open",
    "Did you mean {possibility}?": "usage.did_you_mean",
    "(Did you mean one of: {possibilities}?)": "usage.did_you_mean_one",
    "Error: The two entered values do not match.": "usage.entered_differ",
    "Error: invalid input": "usage.invalid_input",
    "Error: {message}": "usage.error",
    "Got unexpected extra argument ({args})": "usage.extra",
    "Got unexpected extra arguments ({args})": "usage.extra",
    "Invalid value for {param_hint}: {message}": "usage.invalid_for",
    "Invalid value: {message}": "usage.invalid",
    "Missing argument": "usage.missing_argument",
    "Missing command.": "usage.missing_command",
    "Missing option": "usage.missing_option",
    "Missing parameter": "usage.missing_parameter",
    "Missing parameter: {param_name}": "usage.missing_named",
    "Missing {param_type}": "usage.missing",
    "No such command {name!r}.": "usage.no_command",
    "No such option {name!r}.": "usage.no_option",
    "Option {name!r} does not take a value.": "usage.takes_none",
    "Option {name!r} requires an argument.": "usage.takes_one",
    "Option {name!r} requires {nargs} arguments.": "usage.takes_many",
    "Options": "usage.options",
    "Positional arguments": "usage.arguments",
    "Repeat for confirmation": "usage.repeat",
    "Show this message and exit.": "usage.show_help",
    "Takes {nargs} values but 1 was given.": "usage.values_given",
    "Takes {nargs} values but {len} were given.": "usage.values_given",
    "Try '{command} {option}' for help.": "usage.try_help",
    "Usage:": "usage.usage",
    "default: {default}": "usage.default",
    "directory": "usage.directory",
    "env var: {var}": "usage.variable",
    "file": "usage.file",
    "path": "usage.path",
    "required": "usage.required",
    "{name} {filename!r} does not exist.": "usage.not_there",
    "{name} {filename!r} is a directory.": "usage.is_directory",
    "{name} {filename!r} is a file.": "usage.is_file",
    "{name} {filename!r} is not readable.": "usage.not_readable",
    "{name} {filename!r} is not writable.": "usage.not_writable",
    "{value!r} is not a valid boolean. Recognized values: {states}": "usage.not_boolean",
    "{value!r} is not a valid {number_type}.": "usage.not_number",
    "{value!r} is not one of {choices}.": "usage.not_one_of",
    "{value!r} is not {choice}.": "usage.not_one",
    "{value} is not in the range {range}.": "usage.not_in_range",
}


def _said(message: str) -> str:
    """Return a sentence of the library in the user's language; an unknown one stays as it is."""
    key = SENTENCES.get(message)
    return message if key is None else i18n.text(key)


def _said_of_many(one: str, many: str, count: int) -> str:
    return _said(one if count == 1 else many)


def speak() -> None:
    """Make the library look its sentences up among our words; a second call changes nothing."""
    for module in (core, decorators, exceptions, formatting, parser, termui, types, utils):
        for name, found in (("_", _said), ("ngettext", _said_of_many)):
            if hasattr(module, name):
                setattr(module, name, found)


def keys_of(path: str, option: click.Option) -> tuple[str, str]:
    """Return where the words of an option may stand: those of one command first, then of all."""
    name = option.opts[0].lstrip("-").replace("-", "_")
    return f"usage.option.{path}.{name}", f"usage.option.{name}"


_SIGNS = re.compile("[^a-z]+")
_METAVARS: dict[click.Parameter, str] = {}
"""What stood for a value at first: commands are worded again in each language."""


def _value_of(one: click.Parameter) -> str | None:
    """Return what stands for the value of an option or argument, in the user's language."""
    if isinstance(one.type, click.Choice) or (isinstance(one, click.Option) and one.is_flag):
        return one.metavar
    of_type = one.type.name if isinstance(one, click.Option) else one.name or ""
    name = _METAVARS.setdefault(one, one.metavar or of_type)
    key = f"usage.type.{_SIGNS.sub('_', name.lower()).strip('_')}"
    said = i18n.text(key) if i18n.has(key) else name.upper()
    if isinstance(one, click.Option):
        return said
    many = "..." if one.nargs != 1 else ""
    return (said if one.required else f"[{said}]") + many


def pieces(command: click.Command, path: str) -> None:
    """Say in the user's language what stands for the options and the further words of a usage."""
    command.options_metavar = i18n.text("usage.piece.options")
    for one in command.params:
        one.metavar = _value_of(one)
        if isinstance(one, click.Option):
            for key in keys_of(path, one):
                if i18n.has(key):
                    one.help = i18n.text(key)
                    break
    if isinstance(command, click.Group):
        command.subcommand_metavar = i18n.text("usage.piece.command")
