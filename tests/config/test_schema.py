from __future__ import annotations

import json

from parccli.config import Config
from parccli.config.schema import schema
from parccli.config.settings import settings_of


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
