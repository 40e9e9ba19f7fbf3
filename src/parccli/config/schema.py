"""The table of settings -> the JSON Schema of parccli.toml, by which editors complete and check it."""

from __future__ import annotations

from dataclasses import MISSING, Field, is_dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin

from parccli.config.reading import ADDRESSES, CHOICES, RANGES, address_pattern
from parccli.config.settings import Config, document_of, kind_of, settings_of
from parccli.i18n import gettext as _

# The newest that every editor reads: VS Code knows later ones in part, remark's linter not at all.
DIALECT = "http://json-schema.org/draft-07/schema#"


def schema() -> dict[str, Any]:
    """Make the schema, its descriptions in the interface's language."""
    return {"$schema": DIALECT, "title": _("Settings of a parccli site"), **_table(Config)}


def _table(table: type) -> dict[str, Any]:
    settings = settings_of(table)
    return {
        "type": "object",
        "properties": {
            name: {"description": _(document_of(setting)), **_kind(name, kind_of(table, setting)), **_default(setting)}
            for name, setting in settings.items()
        },
        "required": [name for name, setting in settings.items() if setting.default is MISSING],
        "additionalProperties": False,
    }


def _kind(name: str, kind: Any) -> dict[str, Any]:  # noqa: ANN401 -- a type or a union of types
    if get_origin(kind) is tuple:
        return {"type": "array", "items": {"type": "string"}}
    # An optional section is absent, or all there: TOML has no null.
    kind = next(iter(get_args(kind)), kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return _table(kind)
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    if kind is int:
        low, high = RANGES[name]
        return {"type": "integer", "minimum": low, "maximum": high}
    return {"type": "string", **_text(name)}


def _text(name: str) -> dict[str, Any]:
    """What the reader of parccli.toml asks of a text, as far as a schema can say it."""
    if name in CHOICES:
        return {"enum": list(CHOICES[name])}
    if name in ADDRESSES:
        # Only the site's own address may not be empty.
        return {"pattern": f"^{address_pattern(name)}$" if name == "url" else f"^({address_pattern(name)})?$"}
    return {"pattern": r"\{slug\}"} if name in {"permalink", "new_path"} else {}


def _default(setting: Field[Any]) -> dict[str, Any]:
    if setting.default is MISSING or setting.default is None:
        return {}
    default = setting.default
    if is_dataclass(default):
        # Its own settings have theirs.
        return {}
    return {"default": list(default) if isinstance(default, tuple) else default}
