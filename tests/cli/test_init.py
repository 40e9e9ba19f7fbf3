from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parccli.config import parse

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Call


def test_a_site_works_at_once(call: Call, tmp_path: Path) -> None:
    """Its settings are read, its first post has no finding, and what git should leave alone is named."""
    arguments = ("--title", 'Parc « d’en "haut" »', "--url", "https://www.example.org/", "--lang", "fr", "--yes")
    made = call("init", "parc", *arguments)
    assert made.exit_code == 0
    root = tmp_path / "parc"
    assert made.stdout.splitlines()[0] == "parccli.toml"
    config, warnings = parse((root / "parccli.toml").read_text(encoding="utf-8"))
    assert (config.title, config.url, config.language, warnings) == (
        'Parc « d’en "haut" »',
        "https://www.example.org",
        "fr",
        (),
    )
    assert "/.parccli/" in (root / ".gitignore").read_text(encoding="utf-8")
    checked = call("validate", "--strict", cwd=root)
    assert (checked.exit_code, checked.stdout) == (0, "")


@pytest.mark.parametrize("language", ["fr", "en", "fr-CA", "de"])
def test_a_site_in_any_language_has_a_first_post_to_publish(call: Call, tmp_path: Path, language: str) -> None:
    """In French or, where we do not speak its language, in English."""
    call("init", ".", "--title", "a", "--url", "https://example.org", "--lang", language)
    (post,) = (tmp_path / "posts").rglob("*.md")
    assert call("publish", post).exit_code == 0


def test_a_site_is_never_made_twice(call: Call, tmp_path: Path) -> None:
    """Its settings stay as they are."""
    call("init", "--yes")
    before = (tmp_path / "parccli.toml").read_bytes()
    again = call("init", "--yes", "--title", "Autre")
    assert again.exit_code == 1
    assert "there is a site here already" in again.stderr
    assert (tmp_path / "parccli.toml").read_bytes() == before


def test_what_stands_there_is_left(call: Call, tmp_path: Path) -> None:
    """A .gitignore of hers is hers."""
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    done = call("init", "--yes")
    assert done.exit_code == 0
    assert ".gitignore is there already" in done.stderr
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine\n"


def test_nobody_is_asked_without_a_terminal(call: Call, tmp_path: Path) -> None:
    """A script that forgot an answer is told which flags give it, and nothing is written."""
    done = call("init", "--title", "a")
    assert done.exit_code == 2
    assert "--yes" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_cannot_be_right_is_refused(call: Call, tmp_path: Path) -> None:
    """Before anything is written."""
    done = call("init", "--yes", "--url", "www.example.org")
    assert done.exit_code == 2
    assert "https://" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_person_is_asked_until_the_answers_are_right(call: Call, tmp_path: Path) -> None:
    """Enter takes what is offered, an address may lack its https://, and a wrong answer is told at once."""
    done = call("init", "parc", typed="Le Parc\nftp://x\nwww.parc.example\nfrançais\n\n")
    assert done.exit_code == 0
    config, _warnings = parse((tmp_path / "parc/parccli.toml").read_text("utf-8"))
    assert (config.title, config.url, config.language) == ("Le Parc", "https://www.parc.example", "en")
    assert done.stderr.count("Address of the site:") == 2
    assert "parccli.toml" not in done.stderr
    assert "cd parc && parccli new" in done.stderr


@pytest.mark.parametrize(("option", "value"), [("--url", "www.parc.example"), ("--lang", "français"), ("--title", " ")])
def test_a_wrong_option_makes_nothing(call: Call, tmp_path: Path, option: str, value: str) -> None:
    """It is told without the line of a file that is not there."""
    done = call("init", option, value, "--yes")
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert done.stderr.startswith("parccli: ")
