"""A value -> JSON as `json.dumps(…, indent=2)` writes it, in a fifth of the time, and as it comes.

The standard library's quick encoder does not indent, and its other one takes seconds for a report of a big site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import Any, Final

_STEP: Final = "  "


def indented(value: Any, gap: str = "\n") -> str:  # noqa: ANN401 -- what JSON has
    """Write a value as `json` takes it; `gap` is the line break with the indentation of where it stands."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is int:
        return str(value)
    if value is None:
        return "null"
    if kind is dict and value:
        inner = gap + _STEP
        members = [f"{encode_basestring(key)}: {indented(member, inner)}" for key, member in value.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{gap}}}"
    if kind is list and value:
        inner = gap + _STEP
        return f"[{inner}{f',{inner}'.join([indented(item, inner) for item in value])}{gap}]"
    return json.dumps(value, ensure_ascii=False)


def streamed(value: Any, gap: str = "\n") -> Iterator[str]:  # noqa: ANN401 -- the same
    """Write a value part by part: iterators in its objects and lists are lists, of which one item is held at a time."""
    inner = gap + _STEP
    lead = inner
    if isinstance(value, Iterator):
        yield "["
        for item in value:
            yield f"{lead}{indented(item, inner)}"
            lead = f",{inner}"
        yield "]" if lead == inner else f"{gap}]"
    elif isinstance(value, dict) and value:
        yield "{"
        for key, member in value.items():
            yield f"{lead}{encode_basestring(key)}: "
            yield from streamed(member, inner)
            lead = f",{inner}"
        yield f"{gap}}}"
    elif isinstance(value, list) and value:
        yield "["
        for item in value:
            yield lead
            yield from streamed(item, inner)
            lead = f",{inner}"
        yield f"{gap}]"
    else:
        yield indented(value, gap)
