"""parccli.toml read to a Config; every error names its line and what to write."""

from __future__ import annotations

import pytest

from parccli.config import Config, NewsletterSettings, Provider, parse
from parccli.errors import UsageError

LEAST = 'title = "Le Parc"\nurl = "https://www.example.org/"\n'


def test_two_lines_are_a_site() -> None:
    """All else has a default; addresses lose their last slash."""
    config, warnings = parse(LEAST)
    assert config == Config(title="Le Parc", url="https://www.example.org")
    assert warnings == ()
    assert (config.public_base, config.organisation, config.zone.key) == (
        "https://www.example.org",
        "Le Parc",
        "Europe/Paris",
    )


def test_sections_are_read_to_their_own_values() -> None:
    """A newsletter has no defaults for what the law asks."""
    config, _warnings = parse(
        LEAST
        + 'categories = ["Travaux"]\n[feeds]\nitems = 5\n[rules]\nnarrow_space = "\\u00a0"\nwords = ["Béthune-Bruay"]\n'
        + '[newsletter]\nprovider = "brevo"\naction = "https://example.org/f"\n'
        + 'privacy_policy = "https://example.org/p"\n[import]\nposted = ["Le"]\n'
    )
    assert config.categories == ("Travaux",)
    assert config.feeds.items == 5
    assert (config.rules.narrow_space, config.rules.words) == ("\u00a0", ("Béthune-Bruay",))
    assert config.newsletter == NewsletterSettings(
        provider=Provider.BREVO, action="https://example.org/f", privacy_policy="https://example.org/p"
    )
    assert config.imports.posted == ("Le",)


def test_an_unknown_setting_is_a_warning_with_the_nearest() -> None:
    """Another version may know it; a typing mistake is named."""
    config, (warning,) = parse(LEAST + 'timezon = "UTC"\n')
    assert config.timezone == "Europe/Paris"
    assert (warning.line, warning.message) == (3, "unknown setting “timezon”")
    assert warning.hint == "Did you mean “timezone”?"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("title = Le Parc\n", 1, "not a line of TOML"),
        ('title = "a"\n', None, "“url” is missing"),
        ('title = ""\nurl = "https://example.org"\n', 1, "the title is empty"),
        ('title = "a"\nurl = "www.example.org"\n', 2, "starts with https://"),
        ('title = "a"\nurl = "https://user@example.org"\n', 2, "starts with https://"),
        (LEAST + 'language = "français"\n', 3, "“français” is not a language code"),
        (LEAST + 'timezone = "Paris"\n', 3, "“Paris” is not a time zone"),
        (LEAST + 'timezone = "../../etc/passwd"\n', 3, "is not a time zone"),
        (LEAST + 'output = "posts/public"\n', 3, "not in posts/"),
        (LEAST + 'output = "../public"\n', 3, "inside the site folder"),
        (LEAST + 'output = "C:/public"\n', 3, "inside the site folder"),
        (LEAST + 'permalink = "/actualites/"\n', 3, "must contain {slug}"),
        (LEAST + 'permalink = "/{slg}/{slug}"\n', 3, "only these placeholders"),
        (LEAST + 'categories = "Travaux"\n', 3, "a list of texts"),
        (LEAST + "feeds = 3\n", 3, "a section “[feeds]”"),
        (LEAST + "[feeds]\nitems = 0\n", 4, "a whole number from 1 to 1000"),
        (LEAST + "[feeds]\nitems = true\n", 4, "a whole number"),
        (LEAST + '[fragments]\nprefix = "1x"\n', 4, "cannot start a CSS class"),
        (LEAST + '[newsletter]\nprovider = "x"\n', 4, "brevo, mailchimp, mailjet, generic"),
        (LEAST + '[newsletter]\nunsubscribe = "www.example.org"\n', 4, "a tag of your provider’s"),
        (LEAST + '[newsletter]\nsubject = "La lettre du {jour}"\n', 4, "{date}, {title}"),
        (LEAST + '[wordpress]\npost_type = "Actualité"\n', 4, "20 characters at most"),
        (LEAST + '[wordpress]\ntaxonomy = ""\n', 4, "32 characters at most"),
        (LEAST + '[newsletter]\nprovider = "brevo"\naction = "http://example.org"\n', 5, "https://"),
        (
            LEAST + '[newsletter]\nprovider = "brevo"\naction = "https://example.org"\n',
            None,
            "“newsletter.privacy_policy” is missing",
        ),
    ],
)
def test_a_setting_that_cannot_be_right_is_an_error(text: str, line: int | None, message: str) -> None:
    """Exit 2, with the line."""
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert (caught.value.path, caught.value.line) == ("parccli.toml", line)
    assert message in caught.value.message
