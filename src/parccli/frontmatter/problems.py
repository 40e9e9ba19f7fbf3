"""From YAML's complaint to words that help: which line, what is wrong there, what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    import yaml

    from parccli.source import Source

# Compiled, by `re`, when the first error is met.
_KEY_AND_VALUE = r"^(?P<indent>\s*(?:- )?)(?P<key>[^\s:#'\"\[{][^:]*):[ \t]+(?P<value>.*?)\s*$"
_INDICATORS = "*&!%@`|>{}[],#?-"


class FrontMatterError(ParcError):
    """The front matter cannot be read. `start` and `end` are offsets in the source's text."""

    def __init__(self, source: Source, start: int, end: int, message: str, hint: str) -> None:
        line, column = source.position(start)
        super().__init__(message, hint=hint, path=source.path, line=line, column=column)
        self.start = start
        self.end = end


def explain(source: Source, header_start: int, error: yaml.YAMLError) -> FrontMatterError:
    """Turn an error of the YAML parser over the header at `header_start` into one that names the remedy."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context", None) or ""
    unclosed = "quoted scalar" in context
    if unclosed:
        # The parser complains where the text ends; the person looks where the quote opens.
        mark = getattr(error, "context_mark", mark)
    offset = min(header_start + (mark.index if mark else 0), max(len(source.text) - 1, 0))
    number, column = source.position(offset)
    line = source.line(number)
    start = offset - column + 1
    message, hint = _diagnose(line, unclosed=unclosed)
    return FrontMatterError(source, start + len(line) - len(line.lstrip()), start + len(line), message, hint)


def _diagnose(line: str, *, unclosed: bool) -> tuple[str, str]:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return _("a line of the front matter is indented with a tab"), _("Use spaces instead of tabs.")
    match = re.match(_KEY_AND_VALUE, line)
    if match is None:
        return (
            _("this line of the front matter cannot be read"),
            _("Write one “key: value” a line, and put a value that holds special characters between double quotes."),
        )
    key, value = match["key"].strip(), match["value"]
    remedy = _("Put the value between double quotes: {line}").format(line=f"{key}: {quoted(value)}")
    return _fault(key, value, unclosed=unclosed), remedy


def _fault(key: str, value: str, *, unclosed: bool) -> str:
    first = value[:1]
    if first == '"' or (first == "'" and unclosed):
        return _("the quotes around the value of “{key}” do not match").format(key=key)
    if first == "'":
        return _("an apostrophe ends the quoted value of “{key}” too early").format(key=key)
    if first and first in _INDICATORS:
        message = _("the value of “{key}” starts with “{character}”, which has a meaning of its own in YAML")
        return message.format(key=key, character=first)
    if re.search(r":(\s|$)", value):
        return _("the value of “{key}” holds a colon followed by a space").format(key=key)
    return _("the value of “{key}” cannot be read").format(key=key)


def quoted(value: str) -> str:
    """`value` as a double-quoted YAML scalar on one line; quotes that were begun are taken off first."""
    for quote in ("'", '"'):
        if value.startswith(quote):
            value = value.removeprefix(quote).removesuffix(quote)
            break
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
