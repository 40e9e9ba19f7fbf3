from __future__ import annotations

import json
import re
from contextlib import nullcontext

import pytest

from parccli.config import Config, parse
from parccli.config.schema import schema
from parccli.config.settings import settings_of
from parccli.errors import UsageError


def test_the_schema_has_every_setting_with_its_type_and_default() -> None:
    """Made from the table of settings: nothing is said twice."""
    made = schema()
    assert list(made["properties"]) == list(settings_of(Config))
    assert made["required"] == ["title", "url"]
    assert made["properties"]["categories"] == {
        "description": "the categories that posts may have; empty for any",
        "type": "array",
        "items": {"type": "string"},
        "default": [],
    }
    feeds = made["properties"]["feeds"]
    assert feeds["properties"]["items"] == {
        "description": "number of posts in a subscription feed",
        "type": "integer",
        "minimum": 1,
        "maximum": 1000,
        "default": 20,
    }
    newsletter = made["properties"]["newsletter"]
    assert newsletter["required"] == ["provider", "action", "privacy_policy"]
    assert newsletter["properties"]["provider"]["enum"] == ["brevo", "mailchimp", "mailjet", "generic"]


def test_a_mistyped_setting_is_refused() -> None:
    """At every level, so that an editor underlines it."""
    made = schema()
    assert made["additionalProperties"] is False
    assert made["properties"]["rules"]["additionalProperties"] is False


def test_the_schema_is_json_and_always_the_same() -> None:
    """No type of our own is left in it."""
    assert json.dumps(schema()) == json.dumps(schema())
    assert schema()["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize(
    ("setting", "right", "wrong"),
    [
        ("url", ["https://www.example.org", "http://intranet/parc"], ["", "www.example.org", "ftp://example.org"]),
        ("public_url", ["", "https://media.example.org/a?b=1"], ["media"]),
        ("permalink", ["/{slug}/", "/{year}/{slug}"], ["/{year}/"]),
    ],
)
def test_the_pattern_of_a_text_is_the_rule(setting: str, right: list[str], wrong: list[str]) -> None:
    """An editor underlines what `parse` refuses."""
    pattern = schema()["properties"][setting]["pattern"]
    least = {"title": "a", "url": "https://www.example.org"}
    for value in (*right, *wrong):
        text = "".join(f"{key} = {json.dumps(written)}\n" for key, written in {**least, setting: value}.items())
        assert bool(re.search(pattern, value)) is (value in right)
        with nullcontext() if value in right else pytest.raises(UsageError):
            parse(text)


def test_a_choice_is_one_of_the_rule_s() -> None:
    """So that an editor offers them."""
    properties = schema()["properties"]
    assert properties["fragments"]["properties"]["links"]["enum"] == ["absolute", "root"]
    assert properties["newsletter"]["properties"]["method"]["enum"] == ["post", "get"]
