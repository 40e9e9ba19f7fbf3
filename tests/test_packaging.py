"""What is handed out: the same bytes whoever builds it, and all that parccli needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from parccli import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
FILES = ("LICENSE", "README.md", "README.fr.md", "CHANGELOG.md", "pyproject.toml", "hatch_build.py", "Makefile")
SOURCES = (*FILES, "man", "docs", "src", "tests", "tools", "bench")


@pytest.fixture
def clone(tmp_path: Path) -> Callable[[str], Path]:
    """Copy the sources to a folder, as somebody else would have them: nothing compiled, and other times of change."""

    def copied(name: str) -> Path:
        place = tmp_path / name
        place.mkdir()
        for source in SOURCES:
            if (ROOT / source).is_dir():
                ignored = shutil.ignore_patterns("__pycache__", "*.mo")
                shutil.copytree(ROOT / source, place / source, ignore=ignored, copy_function=shutil.copyfile)
            else:
                shutil.copyfile(ROOT / source, place / source)
        # By which hatchling knows what is not to be handed out.
        shutil.copyfile(ROOT / ".gitignore", place / ".gitignore")
        return place

    return copied


def wheel(source: Path) -> Path:
    """Build the wheel of a source tree."""
    return Path(next(WheelBuilder(str(source)).build(directory=str(source / "dist"), versions=["standard"])))


def sdist(source: Path) -> Path:
    """Build the source distribution of a source tree."""
    return Path(next(SdistBuilder(str(source)).build(directory=str(source / "dist"), versions=["standard"])))


def unpacked(archive: Path, place: Path) -> Path:
    """Take a source distribution apart."""
    with tarfile.open(archive) as files:
        files.extractall(place, filter="data")
    (folder,) = place.iterdir()
    return folder


def test_the_same_bytes_from_every_tree(clone: Callable[[str], Path], tmp_path: Path) -> None:
    """Of two copies, one with compiled catalogues lying about, and of what a source distribution holds."""
    one, other = clone("one"), clone("other")
    wheels = [wheel(one), wheel(one), wheel(other)]
    archives = [sdist(one), sdist(other)]
    wheels.append(wheel(unpacked(archives[0], tmp_path / "unpacked")))
    assert len({archive.read_bytes() for archive in archives}) == 1
    assert len({path.name for path in wheels}) == 1
    assert len({path.read_bytes() for path in wheels}) == 1


def test_the_wheel_has_all_that_is_needed(clone: Callable[[str], Path]) -> None:
    """Templates, translations, starters, shell scripts, manual pages, the licence; and no test."""
    with zipfile.ZipFile(wheel(clone("one"))) as files:
        names = set(files.namelist())
        metadata = Parser().parsestr(files.read(f"parccli-{__version__}.dist-info/METADATA").decode())
    data = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src/parccli").rglob("*") if path.is_file()}
    assert {name for name in data if "__pycache__" not in name} <= names
    assert "parccli/locale/fr/LC_MESSAGES/parccli.mo" in names
    shared = f"parccli-{__version__}.data/data/share/man"
    assert {f"{shared}/man1/parccli.1", f"{shared}/fr/man1/parccli.1"} <= names
    assert f"parccli-{__version__}.dist-info/licenses/LICENSE" in names
    assert {name.partition("/")[0] for name in names} == {
        "parccli", f"parccli-{__version__}.data", f"parccli-{__version__}.dist-info"
    }  # fmt: skip
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Keywords"]
    assert metadata["Summary"]
    assert metadata["Requires-Python"] == ">=3.11"
    assert "Natural Language :: French" in metadata.get_all("Classifier", [])


@pytest.mark.slow
def test_pipx_installs_the_wheel_and_nothing_else_is_needed(clone: Callable[[str], Path], tmp_path: Path) -> None:
    """In an empty home: a site in French, an article, its export, a newsletter, a table, and the manual page."""
    if not shutil.which("pipx"):
        pytest.skip("pipx is missing: `make test-slow` installs it")
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_")) or "proxy" in name}
    environment = {**kept, "HOME": str(home), "PATH": f"{home}/.local/bin:/usr/bin:/bin", "PARCCLI_LANG": "fr"}
    environment["LC_ALL"] = "C.UTF-8"

    def run(*arguments: str | Path, cwd: Path = home) -> str:
        command = [str(argument) for argument in arguments]
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    run("pipx", "install", "--python", sys.executable, wheel(clone("one")))
    assert run("parccli", "--version") == f"parccli {__version__}\n"
    assert "Écrit les flux et les fragments qui ont changé" in run("parccli", "--help")
    run("parccli", "init", "parc", "--title", "Le Parc", "--url", "https://www.example.org", "--lang", "fr")
    site = home / "parc"
    (site / "liste.csv").write_text("titre;date;statut\nLe quai rouvre;01/09/2025;publié\n", "utf-8")
    run("parccli", "import", "liste.csv", cwd=site)
    run("parccli", "validate", cwd=site)
    assert "ajouté" in run("parccli", "export", cwd=site)
    with (site / "parccli.toml").open("a", encoding="utf-8") as settings:
        settings.write('[newsletter]\nprovider = "brevo"\naction = "https://f.example.org/"\n')
        settings.write('privacy_policy = "https://www.example.org/p"\n')
    run("parccli", "export", "newsletter", "--since", "2025-01-01", cwd=site)
    assert (site / "public/feeds/rss.xml").is_file()
    assert len(list((site / "public/newsletter").iterdir())) == 3
