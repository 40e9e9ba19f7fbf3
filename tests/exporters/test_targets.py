"""The registry of targets, and those that third parties install."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.exporters import EXPORTERS, Exporter, discovered

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.exporters.conftest import MakeArticle, MakeEdition

PLUGIN = '''\
"""A list of addresses, one a line."""

from parccli.exporters import Output

NAME = "addresses"
SUMMARY = "Addresses of all posts"
DEFAULT = False


def export(edition):
    yield Output("feeds/addresses.txt", "".join(f"{one.url}\\n" for one in edition.articles).encode())


def owns(path):
    return path == "feeds/addresses.txt"
'''


def install(site: Path, entry_points: str, **modules: str) -> None:
    """Install a distribution as pip leaves it: modules, and a folder that describes them."""
    for name, source in modules.items():
        (site / f"{name}.py").write_text(source, encoding="utf-8")
    described = site / "parccli_addresses-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: parccli-addresses\nVersion: 1.0\n", "utf-8")
    (described / "entry_points.txt").write_text(f"[parccli.exporters]\n{entry_points}\n", "utf-8")


def test_every_packaged_target_is_one() -> None:
    """The registry's word is the module's own name, and nothing is missing of what `export` asks for."""
    for name, target in EXPORTERS.items():
        assert isinstance(target, Exporter)
        assert name == target.NAME
        assert target.SUMMARY


def test_every_file_belongs_to_the_target_that_makes_it(awkward: MakeArticle, edition: MakeEdition) -> None:
    """And to no other: `export rss` removes what it no longer makes, and leaves the rest alone."""
    made = edition([awkward(number) for number in (1, 2, 3)], categories=("Archive",))
    for target in EXPORTERS.values():
        for output in target.export(made):
            owners = [name for name, each in EXPORTERS.items() if each.owns(output.path)]
            assert owners == [target.NAME], output.path


def test_a_folder_below_a_feed_is_nobody_s() -> None:
    """Only what stands where a target writes is its."""
    for path in ("rss.xml", "feeds/a/b/rss.xml", "feeds/archive/posts.xml", "feeds/rss.xml.bak", "media/feed.json"):
        assert not any(target.owns(path) for target in EXPORTERS.values())


def test_without_plug_ins_only_the_packaged_targets_are_found() -> None:
    """Looking for others adds nothing where there are none."""
    assert discovered() == (EXPORTERS, [])


def test_an_installed_package_adds_a_feed_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article: MakeArticle, edition: MakeEdition
) -> None:
    """A third party's module stands beside ours and exports; the registry itself is not changed."""
    install(tmp_path, "addresses = parccli_addresses", parccli_addresses=PLUGIN)
    monkeypatch.syspath_prepend(str(tmp_path))
    targets, broken = discovered()
    assert broken == []
    assert [*targets] == [*EXPORTERS, "addresses"]
    (output,) = targets["addresses"].export(edition([article(1), article(2)]))
    assert output.path == "feeds/addresses.txt"
    assert output.data == b"https://www.example.org/actualite-1/\nhttps://www.example.org/actualite-2/\n"
    assert "addresses" not in EXPORTERS


def test_a_plug_in_that_does_not_load_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a missing module nor one that is no target stops the others, and ours cannot be replaced."""
    points = "gone = parccli_gone\nempty = parccli_empty\nrss = parccli_other"
    other = PLUGIN.replace('"addresses"', '"rss"')
    install(tmp_path, points, parccli_empty="", parccli_other=other)
    monkeypatch.syspath_prepend(str(tmp_path))
    targets, broken = discovered()
    assert broken == ["empty", "gone"]
    assert targets == EXPORTERS
