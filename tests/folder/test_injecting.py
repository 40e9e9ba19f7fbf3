"""The files named in [inject]: which may be, and that all of them are right before anything is written."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from parccli.config import InjectionSettings
from parccli.errors import ParcError, UsageError
from parccli.exporters import Output
from parccli.folder.injecting import read_pages

if TYPE_CHECKING:
    from pathlib import Path

    from parccli.folder.injecting import Filled, Injection
    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder

PAGE = "<!-- parccli:latest -->\nancien\n<!-- /parccli:latest -->\n"
LATEST = Output("fragments/latest.html", "<p>Été</p>\n".encode())


def opened(site: SiteFolder, *files: str, makes: bool = True) -> Injection:
    """The pages of a site, for an export that makes fragments or not."""
    settled = replace(site, config=replace(site.config, inject=InjectionSettings(files=files)))
    return read_pages(settled, lambda _path: makes)


def write(injection: Injection, hold: Hold, *outputs: Output) -> Filled:
    """Let the outputs pass, then fill in the pages."""
    data = {output.path: output.data for output in outputs}
    injection.fill(data, data.__getitem__)
    return injection.write(hold)


def test_a_page_is_filled_in_and_a_second_time_not_touched(site: SiteFolder, hold: Hold) -> None:
    """Its time of change stays, too."""
    place = site.root / "accueil.html"
    place.write_text(PAGE, encoding="utf-8", newline="")
    assert write(opened(site, "accueil.html"), hold, LATEST).change == ("accueil.html",)
    assert place.read_text(encoding="utf-8") == PAGE.replace("ancien", "<p>Été</p>")
    before = place.stat()
    again = write(opened(site, "accueil.html"), hold, LATEST)
    assert (again.change, again.unchanged, again.warnings) == ((), 1, ())
    assert (place.stat().st_mtime_ns, place.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_the_article_of_a_post_that_is_public_no_longer_goes(site: SiteFolder, hold: Hold) -> None:
    """Its place is left empty, and told of."""
    place = site.root / "une.html"
    place.write_text("\n" + PAGE.replace("latest", "articles/secret"), encoding="utf-8", newline="")
    (warning,) = write(opened(site, "une.html"), hold, LATEST).warnings
    assert "ancien" not in place.read_text(encoding="utf-8")
    assert (warning.path, warning.line) == ("une.html", 2)
    assert "“articles/secret”" in warning.message


def test_what_another_export_makes_stays(site: SiteFolder, hold: Hold) -> None:
    """An export of the feeds alone knows nothing of fragments."""
    (site.root / "a.html").write_text(PAGE, encoding="utf-8")
    assert write(opened(site, "a.html", makes=False), hold).change == ()


def test_a_file_outside_the_site_is_named_by_its_absolute_path(site: SiteFolder, hold: Hold, tmp_path: Path) -> None:
    """A theme has a place of its own; its links are followed, and stay."""
    theme, link = tmp_path / "theme.php", tmp_path / "lien.php"
    theme.write_text(PAGE, encoding="utf-8")
    link.symlink_to(theme)
    assert write(opened(site, str(link)), hold, LATEST).change == (str(link),)
    assert link.is_symlink()
    assert "Été" in theme.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("../theme.php", "it leads out of the site folder"),
        ("posts/a.md", "cannot be written in this file"),
        ("parccli.toml", "cannot be written in this file"),
        ("public/index.html", "cannot be written in this file"),
        ("a\0b", "it leads out of the site folder"),
    ],
)
def test_a_file_that_is_no_page_of_the_site_is_refused(site: SiteFolder, path: str, message: str) -> None:
    """A post above all."""
    with pytest.raises(UsageError, match=message):
        opened(site, path)


def test_a_file_that_is_not_there_is_named(site: SiteFolder) -> None:
    """By the name that parccli.toml has."""
    with pytest.raises(ParcError, match="it is not there") as caught:
        opened(site, "absent.html")
    assert caught.value.path == "absent.html"


@pytest.mark.parametrize("name", ["latst", "newsletter", "../latest"])
def test_an_unknown_fragment_is_refused_with_its_line(site: SiteFolder, hold: Hold, name: str) -> None:
    """A typing mistake would otherwise empty a place."""
    (site.root / "a.html").write_text("\n" + PAGE.replace("latest", name), encoding="utf-8")
    with pytest.raises(ParcError, match=re.escape(f"there is no fragment “{name}”")) as caught:
        write(opened(site, "a.html"), hold, LATEST)
    assert (caught.value.path, caught.value.line) == ("a.html", 2)


def test_a_page_changed_in_the_meantime_is_not_overwritten(site: SiteFolder, hold: Hold) -> None:
    """The theme's author was saving it."""
    place = site.root / "a.html"
    place.write_text(PAGE, encoding="utf-8")
    injection = opened(site, "a.html")
    place.write_text(PAGE + "<p>neuf</p>", encoding="utf-8")
    with pytest.raises(ParcError, match="another program has changed the file"):
        write(injection, hold, LATEST)
    assert place.read_text(encoding="utf-8") == PAGE + "<p>neuf</p>"
