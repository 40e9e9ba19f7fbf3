from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from parccli.french.slugs import is_slug
from parccli.post import FIELDS
from parccli.post.schema import schema

if TYPE_CHECKING:
    from parccli.post.fields import Field


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_schema_has_every_name_of_every_key(field: Field) -> None:
    """An alias says which key it stands for."""
    properties = schema()["properties"]
    assert properties[field.name]["description"] == field.doc
    for alias in field.aliases:
        assert properties[alias]["description"] == f"“{field.name}” under another name: {field.doc}"
        assert properties[alias]["type"] == properties[field.name]["type"]


def test_a_title_under_any_name_is_enough() -> None:
    """Unknown keys are kept and warned about, not refused: a schema that did would be wrong."""
    made = schema()
    assert made["anyOf"][:2] == [{"required": ["title"]}, {"required": ["titre"]}]
    assert "additionalProperties" not in made


def test_values_are_taken_as_yaml_guesses_them() -> None:
    """`title: 2025` is a number to an editor, `draft: true` a boolean, `tags: a, b` a text."""
    properties = schema()["properties"]
    assert "number" in properties["title"]["type"]
    assert "boolean" in properties["draft"]["type"]
    assert "string" in properties["tags"]["type"]


@pytest.mark.parametrize("slug", ["ete-2025", "bande-ouest_4", "a" * 200, "a" * 201, "Été", "", "a b"])
def test_the_pattern_of_a_slug_is_the_rule(slug: str) -> None:
    """What an editor accepts is what is read."""
    assert bool(re.search(schema()["properties"]["slug"]["pattern"], slug)) is is_slug(slug)


def test_the_schema_is_json() -> None:
    """No type of our own is left in it."""
    assert json.loads(json.dumps(schema())) == schema()
