from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from parccli.config import Config, NewsletterSettings, Provider, RuleSettings, parse
from parccli.config.writing import to_toml, to_values

CONFIG = Config(title="Le Parc", url="https://www.example.org")
NEWSLETTER = NewsletterSettings(
    provider=Provider.BREVO, action="https://example.org/f", privacy_policy="https://example.org/p"
)


def test_each_setting_stands_under_what_it_is_for() -> None:
    """An invisible value is written as its code, an absent section as a comment."""
    text = to_toml(CONFIG)
    assert text.startswith('# name of the site, as feeds show it\ntitle = "Le Parc"\n')
    assert '\nnarrow_space = "\\u202f"\n' in text
    assert "\n# the newsletter: its sign-up form, and its digests\n# [newsletter]\n" in text
    assert '\n[import]\n# what precedes a page\'s date\nposted = ["Posté le", "Publié le"]\n' in text


def test_a_long_list_has_a_line_an_item() -> None:
    """So that a person can read it."""
    names = tuple(f"Catégorie numéro {number}" for number in range(6))
    text = to_toml(replace(CONFIG, categories=names))
    assert 'categories = [\n    "Catégorie numéro 0",\n' in text
    assert parse(text)[0].categories == names


def test_values_are_those_of_json() -> None:
    """Tuples are lists, a provider is its word, a section is an object or null."""
    values = to_values(replace(CONFIG, newsletter=NEWSLETTER))
    assert values["newsletter"]["provider"] == "brevo"
    assert values["import"]["posted"] == ["Posté le", "Publié le"]
    assert to_values(CONFIG)["newsletter"] is None


@given(title=st.text(min_size=1), words=st.lists(st.text(), max_size=9))
def test_reading_gives_back_what_was_written(title: str, words: list[str]) -> None:
    """Whatever the letters: quotes, line ends, control characters, emoji."""
    config = replace(
        CONFIG,
        title=title.strip() or "Le Parc",
        newsletter=NEWSLETTER,
        rules=RuleSettings(words=tuple(words), narrow_space="\u00a0"),
    )
    assert parse(to_toml(config)) == (config, ())
