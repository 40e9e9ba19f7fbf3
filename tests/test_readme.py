"""The README says what the program does: its tables are generated, its examples are run."""

from __future__ import annotations

import readme


def test_the_readme_is_as_generated_and_its_examples_print_what_it_shows() -> None:
    """`make readme` brings it up to date; read the difference before you commit it."""
    text = readme.README.read_text(encoding="utf-8")
    assert readme.renewed(text) == text


def test_a_command_that_prints_something_else_would_be_noticed() -> None:
    """The check can fail."""
    text = "```console\n$ echo Bonjour\nBonsoir\n```\n<!-- generated: targets -->\nold\n<!-- /generated -->\n"
    renewed = readme.renewed(text)
    assert renewed.startswith("```console\n$ echo Bonjour\nBonjour\n```\n")
    assert "| `rss` |" in renewed
    assert "old" not in renewed
