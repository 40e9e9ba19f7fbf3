"""What every test starts from: English, no terminal, and laws whose examples may take their time."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from parccli import i18n

# Help is drawn when typer is imported: the width and the lack of a terminal must be set before that.
os.environ.update(_TYPER_FORCE_DISABLE_TERMINAL="1", TERMINAL_WIDTH="80", NO_COLOR="1")
for _name in ("FORCE_COLOR", "GITHUB_ACTIONS", "LANGUAGE", "PARCCLI_LANG"):
    os.environ.pop(_name, None)

settings.register_profile("parccli", deadline=None, print_blob=True)
settings.load_profile("parccli")


@pytest.fixture(autouse=True)
def _english() -> None:
    """Speak English, whatever the machine's locale and the test before."""
    i18n.bind("en", environ=os.environ)
