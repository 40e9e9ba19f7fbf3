"""Set values in a front matter by patching the lines concerned; comments, quotes, order and line endings stay."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import yaml

from parccli.errors import ParcError
from parccli.frontmatter.document import Document, Entry, Items, Node, Pairs, Scalar, parse
from parccli.frontmatter.problems import FrontMatterError
from parccli.i18n import gettext as _
from parccli.moment import to_text
from parccli.source import Edit, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | bool | date | tuple[str, ...] | dict[str, str]
"""What can be written: text, a truth or a moment (written plain), a list (written `[a, b]`), a flat mapping."""

_ESCAPED = ("'", '"')
# What most values are, and how YAML's dumper writes them: asking it takes a thousand times longer.
_USUAL = re.compile(r"(?:[^\W\d_]|[«“])[\w \u00a0\u202f’'«»“”…–—.,;:!?#%€°/()&+-]*(?<! )|[0-9a-z]{5,}(?:-[0-9a-z]+)+")
_QUOTED = re.compile(r": | #|:\Z")
_NOT_IN_FLOW = re.compile(r"[,?:]")
_LONGEST_WORD = len("false")
"""Letters alone that are longer are no word that YAML keeps for itself."""
# Compiled, by `re`, when the first unusual value is met.
_UNREADABLE = "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_NOT_ON_ONE_LINE = "[\n\r\x85\u2028\u2029]"


def assign(document: Document, values: Mapping[str, Value]) -> Source:
    """Set each key of `values`, in place where it stands, else on a new line before the closing one.

    Nothing else changes: the result is parsed again and compared before it is returned. Raises ParcError for a
    front matter that cannot be patched without risk.
    """
    edits: list[Edit] = []
    added: list[str] = []
    for key, value in values.items():
        entry = document.entry(key)
        if entry is not None:
            edits.append(_replacement(document.source, entry, value))
        else:
            added.append(f"{_indent(document)}{_scalar(key)}: {written(value)}{document.source.newline}")
    if added:
        edits.append(Edit(start=document.header_end, end=document.header_end, text="".join(added)))
    edited = document.source.edited(edits)
    _compare(document, edited, values)
    return edited


def compose(values: Mapping[str, Value]) -> str:
    """Write a new front matter with both its fences: what `assign` makes of an empty one, a hundred times faster.

    Each value is written by itself on a line of its own, and has been read again if it is of no usual form.
    """
    return "".join(("---\n", *(f"{key}: {written(value)}\n" for key, value in values.items()), "---\n"))


def written(value: Value) -> str:
    """`value` as YAML on one line, as it stands after `key: `."""
    match value:
        case str():
            return _scalar(value)
        case tuple():
            return f"[{', '.join(_scalar(item, flow=True) for item in value)}]"
        case dict():
            pairs = (f"{_scalar(key, flow=True)}: {_scalar(item, flow=True)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        case bool():
            return str(value).lower()
        case date():
            return to_text(value)


@lru_cache(maxsize=256)
def _scalar(value: str, *, flow: bool = False) -> str:
    if len(value) > _LONGEST_WORD and _USUAL.fullmatch(value):
        if not (_QUOTED.search(value) or (flow and _NOT_IN_FLOW.search(value))):
            return value
        if not flow:
            return "'{}'".format(value.replace("'", "''"))
    text = _one_line(value) if re.search(_NOT_ON_ONE_LINE, value) else _dumped(value, flow=flow)
    _require_same(f"[{text}]" if flow else f"- {text}", value)
    return text


def _dumped(value: str, *, flow: bool) -> str:
    data: object = [value] if flow else value
    # The pure dumper: libyaml's writes emoji as escapes.
    text = yaml.dump(data, Dumper=yaml.SafeDumper, default_flow_style=flow, allow_unicode=True, width=10**9)
    text = text.removesuffix("\n").removesuffix("\n...")
    return text[1:-1] if flow else text


def _require_same(line: str, value: str) -> None:
    """Read a value again; raises ParcError if YAML has no way to write it on one line."""
    try:
        node = yaml.compose(line, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        node = None
    if not isinstance(node, yaml.SequenceNode) or [item.value for item in node.value] != [value]:
        message = _("the value {value} cannot be written in a front matter").format(value=repr(value))
        raise ParcError(message, hint=_("Delete the invisible characters in it, and type it again."))


def _one_line(value: str) -> str:
    # JSON's escapes are YAML's too; YAML would not take the characters of the last group as they are.
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(_UNREADABLE, lambda match: f"\\u{ord(match[0]):04x}", text)


def _replacement(source: Source, entry: Entry, value: Value) -> Edit:
    node = entry.node
    end = node.start + len(source.text[node.start : node.end].rstrip())
    after_colon = source.text.index(":", entry.end) + 1
    gap = source.text[after_colon : node.start]
    if end <= after_colon or ("\n" in gap and not gap.strip()):
        return Edit(start=after_colon, end=max(end, after_colon), text=f" {written(value)}")
    quote = source.text[node.start]
    if isinstance(value, (str, date)) and quote in _ESCAPED and isinstance(node, Scalar):
        return Edit(
            start=node.start, end=end, text=_in_quotes(quote, value if isinstance(value, str) else to_text(value))
        )
    return Edit(start=node.start, end=end, text=written(value))


def _in_quotes(quote: str, text: str) -> str:
    """`text` between the quotes that the person had chosen, where they can hold it on one line."""
    return f"'{text.replace(chr(39), chr(39) * 2)}'" if quote == "'" and text.isprintable() else _one_line(text)


def _indent(document: Document) -> str:
    if not document.entries:
        return ""
    return " " * (document.source.position(document.entries[0].start)[1] - 1)


def _compare(before: Document, edited: Source, values: Mapping[str, Value]) -> None:
    refusal = ParcError(
        _("the front matter is written in a way that cannot be changed without risk"),
        hint=_("Change it by hand: {keys}.").format(keys=", ".join(values)),
        path=before.source.path,
    )
    try:
        after = parse(edited)
    except FrontMatterError as error:
        raise refusal from error
    wanted = {entry.key: _plain(entry.node) for entry in before.entries}
    wanted |= {key: _as_read(value) for key, value in values.items()}
    if wanted != {entry.key: _plain(entry.node) for entry in after.entries} or before.body != after.body:
        raise refusal


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.value
        case Items():
            return [_plain(item) for item in node.items]
        case Pairs():
            return {key.value: _plain(item) for key, item in node.pairs}


def _as_read(value: Value) -> object:
    match value:
        case str():
            return value
        case tuple():
            return list(value)
        case dict():
            return value
        case bool():
            return str(value).lower()
        case date():
            return to_text(value)
