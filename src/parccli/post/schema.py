"""The table of fields -> the JSON Schema of a post's front matter, by which editors complete and check it.

It takes every name of a key that the table has, in its one spelling there; a reader of posts takes more (`Titre`).
Values are taken as YAML guesses them, since parccli reads `2025` as the text it is where a text is wanted.
"""

from __future__ import annotations

from typing import Any

from parccli.i18n import gettext as _
from parccli.post.fields import FIELDS, Field, Kind
from parccli.post.model import STATUSES

# The newest that every editor reads: VS Code knows later ones in part, remark's linter not at all.
DIALECT = "http://json-schema.org/draft-07/schema#"
REQUIRED = "title"

# Empty values count as absent, so null is always right.
_TEXT = ["string", "number", "boolean", "null"]
_KINDS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": _TEXT},
    Kind.MOMENT: {"type": ["string", "null"], "examples": ["2025-09-01", "2025-09-01T09:00"]},
    Kind.SLUG: {"type": ["string", "number", "null"], "pattern": "^[a-z0-9_-]{1,200}$"},
    Kind.STATUS: {"type": ["string", "boolean", "null"], "examples": list(STATUSES)},
    Kind.LIST: {"type": ["array", "string", "number", "null"], "items": {"type": _TEXT}},
    Kind.LANGUAGE: {"type": ["string", "null"], "examples": ["fr", "fr-CA", "en"]},
    Kind.MAPPING: {"type": ["object", "null"], "additionalProperties": {"type": _TEXT}},
}


def schema() -> dict[str, Any]:
    """Make the schema, its descriptions in the interface's language."""
    title = next(field for field in FIELDS if field.name == REQUIRED)
    return {
        "$schema": DIALECT,
        "title": _("Front matter of a parccli post"),
        "type": "object",
        "properties": {name: _property(field, name) for field in FIELDS for name in (field.name, *field.aliases)},
        "anyOf": [{"required": [name]} for name in (title.name, *title.aliases)],
    }


def _property(field: Field, name: str) -> dict[str, Any]:
    description = _(field.doc)
    if name != field.name:
        description = _("“{name}” under another name: {description}").format(name=field.name, description=description)
    return {"description": description, **_KINDS[field.kind]}
