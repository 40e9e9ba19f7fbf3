"""Same posts, same bytes, on any machine and at any time."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from parccli.exporters import EXPORTERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exporters.conftest import MakeArticle, MakeEdition

FORMATS = ("rss", "atom", "json")
EXPORT = """
import locale, pickle, sys
from parccli.exporters import EXPORTERS
locale.setlocale(locale.LC_ALL, "")
with open(sys.argv[1], "rb") as file:
    made = pickle.load(file)
outputs = [tuple(output) for name in ("rss", "atom", "json") for output in EXPORTERS[name].export(made)]
sys.stdout.buffer.write(pickle.dumps(outputs))
"""


def test_two_exports_in_one_process(awkward: MakeArticle, edition: MakeEdition) -> None:
    """Nothing counts, and nothing remembers."""
    made = edition([awkward(number) for number in range(1, 8)])
    for name in FORMATS:
        assert list(EXPORTERS[name].export(made)) == list(EXPORTERS[name].export(made))


def test_the_instant_of_the_export_is_nowhere(awkward: MakeArticle, edition: MakeEdition) -> None:
    """The same posts a year later are the same feeds."""
    made = edition([awkward(1), awkward(2)])
    later = replace(made, at=made.at + timedelta(days=365))
    for name in FORMATS:
        assert list(EXPORTERS[name].export(later)) == list(EXPORTERS[name].export(made))


def test_other_machines(awkward: MakeArticle, edition: MakeEdition, tmp_path: Path) -> None:
    """Time zone, locale and hash order change no byte, not even French names of days."""
    made = edition([awkward(number) for number in range(1, 8)], categories=("Emploi", "Accès"))
    (tmp_path / "edition").write_bytes(pickle.dumps(made))
    machines = [
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Auckland", "LC_ALL": french_locale(tmp_path), "PYTHONHASHSEED": "2"},
    ]
    here = [tuple(output) for name in FORMATS for output in EXPORTERS[name].export(made)]
    for machine in machines:
        assert there(tmp_path, machine) == here


def there(folder: Path, machine: dict[str, str]) -> list[Any]:
    """Export the edition stored in `folder` in another process."""
    command = [sys.executable, "-c", EXPORT, str(folder / "edition")]
    environ = os.environ | machine | {"LOCPATH": str(folder)}
    outputs: list[Any] = pickle.loads(subprocess.run(command, env=environ, capture_output=True, check=True).stdout)  # noqa: S301
    return outputs


def french_locale(folder: Path) -> str:
    """Make a locale in which Monday is “lun.”; the plain one where the means for it are missing."""
    program = shutil.which("localedef")
    if program:
        made = folder / "fr_FR.utf8"
        subprocess.run([program, "-i", "fr_FR", "-f", "UTF-8", str(made)], capture_output=True, check=False)
        if made.exists():
            return "fr_FR.utf8"
    return "C.UTF-8"
