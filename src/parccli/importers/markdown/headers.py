"""The head of a Markdown file, in YAML, TOML or Pelican's own lines -> the row's post, its body included."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.findings import Severity
from parccli.i18n import gettext as _
from parccli.importers.records import read_record
from parccli.moment import to_text
from parccli.post import Post, PostFile, canonical_key
from parccli.post import read as read_post
from parccli.source import Edit, Source

if TYPE_CHECKING:
    from parccli.importers.row import Options, Row

_TOML: Final = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_YAML: Final = re.compile(r"(?:[ \t]*\n)*---[ \t]*(?:\n|\Z)")
# Python-Markdown's “meta-data”: lines of a key and a value, those that go on being indented, up to a blank line.
_LINE: Final = r"[^\W\d_][\w \u00a0-]{0,30}:(?:[ \t].*)?\n(?:[ \t]+\S.*\n)*"
_LINES: Final = re.compile(rf"((?:{_LINE})+)(?:[ \t]*\n|\Z)")
_PAIR: Final = re.compile(r"^(\w[^:\n]*):(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_ANSWERS: Final = {"true": "false", "yes": "false", "oui": "false", "false": "true", "no": "true", "non": "true"}


def take_header(row: Row, path: str, text: str, options: Options) -> Row:
    """Give `row` its post, or what is wrong in the header; raises ParcError for one that cannot be read at all."""
    if toml := _TOML.match(text):
        return _from_toml(row, toml, options)
    if _YAML.match(text):
        return _from_yaml(row, Source(path, text))
    lines = _LINES.match(text)
    pairs = _pairs(lines[1]) if lines else {}
    if lines and "title" in {canonical_key(key) for key in pairs}:
        return read_record(row, pairs | {"body": text[lines.end() :]}, options.mapping, set())
    return replace(row, post=Post(body=text))


def starts_with_header(text: str) -> bool:
    """Tell whether `text`, the beginning of a file, opens with a header of any of these kinds."""
    lines = re.match(rf"(?:{_LINE})+", text)
    has_lines = lines is not None and "title" in {canonical_key(key) for key in _pairs(lines[0])}
    return has_lines or re.match(r"\s*(?:---|\+\+\+)[ \t]*\n", text) is not None


def _from_yaml(row: Row, source: Source) -> Row:
    file = read_post(_without_published(read_post(source)))
    if file.error or file.post is None:
        raise file.error or ParcError(_("the file cannot be read as a post"))
    for problem in file.problems:
        line = source.position(problem.start)[0]
        message = _("line {line}: {message}").format(line=line, message=problem.message)
        is_error = problem.severity is Severity.ERROR
        row = row.refused(problem.name, message) if is_error else row.noting(problem.name, message)
    if any(problem.severity is Severity.ERROR for problem in file.problems):
        return row
    post = replace(file.post, path="", undecided=False, source={}, slug=file.post.slug if file.entry("slug") else "")
    return replace(row, post=post, says_status=file.entry("status") is not None)


def _without_published(file: PostFile) -> Source:
    """Write Jekyll's `published: false` as the `draft: true` that it means: elsewhere `published` is a date."""
    source = file.source or Source(file.path, "")
    entry = file.document.entry("published") if file.document else None
    answer = source.text[entry.node.start : entry.node.end].strip().casefold() if entry else ""
    if entry is None or answer not in _ANSWERS:
        return source
    return source.edited([Edit(start=entry.start, end=entry.node.end, text=f"draft: {_ANSWERS[answer]}")])


def _from_toml(row: Row, header: re.Match[str], options: Options) -> Row:
    try:
        values = tomllib.loads(header[1])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise ParcError(_("the header between “+++” is not TOML"), line=int(line[1]) + 1 if line else 1) from error
    texts = {
        key: to_text(value) if isinstance(value, date) else str(value) if isinstance(value, time) else value
        for key, value in values.items()
    }
    if isinstance(texts.get("published"), bool):
        texts["draft"] = not texts.pop("published")
    return read_record(row, texts | {"body": header.string[header.end() :]}, options.mapping, set())


def _pairs(lines: str) -> dict[str, str]:
    pairs = {match[1].strip(" \u00a0"): " ".join(match[2].split()) for match in _PAIR.finditer(lines)}
    # Pelican publishes its “hidden” posts, but nowhere that anyone would look.
    return {
        key: "draft" if canonical_key(key) == "status" and value == "hidden" else value for key, value in pairs.items()
    }
