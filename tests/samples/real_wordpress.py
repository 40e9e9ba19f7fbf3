"""HTML as it is pasted into WordPress → as WordPress prints it: the real one, in PHP, with no database behind it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import pytest

from tests.samples.site import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

Way = Literal["classic", "block", "author-classic", "author-block", "wpautop", "wptexturize"]

_PLACES: Final = (ROOT / ".wordpress/usr/share/wordpress", Path("/usr/share/wordpress"))
_HINT: Final = "`make test-slow` installs it"
_PHP: Final = Path(__file__).parent / "php"


def printed(texts: Sequence[str], *ways: Way) -> list[list[str]]:
    """What WordPress makes of each text in each of some ways (php/print.php); without it the test is skipped."""
    php, wordpress = shutil.which("php"), next((place for place in _PLACES if place.is_dir()), None)
    if php is None or wordpress is None:
        pytest.skip(f"{'WordPress' if php else 'php'} is missing: {_HINT}")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("wp-admin", "wp-includes", "wp-settings.php"):
            Path(folder, name).symlink_to(wordpress / name)
        content = Path(folder, "wp-content")
        content.mkdir()
        shutil.copy(_PHP / "db.php", content)
        done = subprocess.run(
            [php, str(_PHP / "print.php"), folder],
            input=json.dumps({"ways": ways, "texts": list(texts)}),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    made: list[list[str]] = json.loads(done.stdout)["texts"]
    return made
