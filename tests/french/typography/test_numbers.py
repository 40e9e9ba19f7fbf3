"""Numbers that only look like numbers."""

from __future__ import annotations

import pytest

from parccli.french.typography import Profile, polish


@pytest.mark.parametrize("text", ["Code postal 59 000", "CP 59 000", "TVA FR 12 345 678 901"])
def test_postcodes_and_identifiers_are_names(text: str) -> None:
    """They do not count anything."""
    assert polish(text, Profile()) == text
