from __future__ import annotations

import errno
import json
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from parccli.errors import ParcError, UsageError
from parccli.folder import disk
from parccli.folder.comparing import Changes, made_in
from parccli.folder.delivery import Delivery
from parccli.folder.manifest import Entry, write_manifest
from parccli.folder.outputs import output_folder, plan, write_outputs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder


class Made(NamedTuple):
    """An output."""

    path: str
    data: bytes
    source: str | None = None
    id: str | None = None


RSS = Made("feeds/rss.xml", b"<rss/>")
ATOM = Made("feeds/atom.xml", b"<feed/>")
PAGE = Made("fragments/articles/a.html", b"<p>a</p>", "posts/a.md", "urn:a")


@pytest.fixture
def out(site: SiteFolder) -> Path:
    """The folder that `export` writes unless told otherwise."""
    return site.output


def _files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def _listed(out: Path) -> list[str]:
    return list(json.loads((out / "manifest.json").read_bytes())["files"])


def test_outputs_are_written_and_listed(hold: Hold, out: Path) -> None:
    """With whom they come from."""
    changes = write_outputs(hold, out, [RSS, PAGE])
    assert changes == Changes(add=(RSS.path, PAGE.path), change=(), remove=(), unchanged=0)
    listed = write_manifest(
        {RSS.path: Entry.of(RSS.data, None, None), PAGE.path: Entry.of(PAGE.data, PAGE[2], PAGE[3])}
    )
    assert _files(out) == {RSS.path: RSS.data, PAGE.path: PAGE.data, "manifest.json": listed}


def test_an_export_that_changes_nothing_touches_nothing(hold: Hold, out: Path) -> None:
    """Not one file or folder has another date: conditional GET works."""
    write_outputs(hold, out, [RSS, PAGE])
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (out, *out.rglob("*"))}
    assert write_outputs(hold, out, [RSS, PAGE]).unchanged == 2
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (out, *out.rglob("*"))} == before


def test_only_what_differs_is_written(hold: Hold, out: Path) -> None:
    """By the bytes on the disk: a manifest that is behind them is not believed."""
    write_outputs(hold, out, [RSS, PAGE])
    (out / PAGE.path).write_bytes(b"<p>x</p>")
    inode = (out / RSS.path).stat().st_ino
    changes = write_outputs(hold, out, [RSS, PAGE, ATOM])
    assert changes == Changes(add=(ATOM.path,), change=(PAGE.path,), remove=(), unchanged=1)
    assert (out / RSS.path).stat().st_ino == inode
    assert (out / PAGE.path).read_bytes() == PAGE.data


def test_what_is_no_longer_made_is_removed_with_the_folders_it_leaves_empty(hold: Hold, out: Path) -> None:
    """A person's own files stay, and so do their folders."""
    write_outputs(hold, out, [RSS, PAGE, Made("fragments/latest.html", b"")])
    (out / "feeds" / "lisez-moi.txt").write_bytes(b"")
    changes = write_outputs(hold, out, [Made("assets/parc.css", b"")])
    assert changes.remove == (RSS.path, PAGE.path, "fragments/latest.html")
    assert sorted(_files(out)) == ["assets/parc.css", "feeds/lisez-moi.txt", "manifest.json"]
    assert not (out / "fragments").exists()


def test_a_file_that_she_deleted_herself_is_no_removal(hold: Hold, out: Path) -> None:
    """It is no longer listed."""
    write_outputs(hold, out, [RSS, PAGE])
    (out / PAGE.path).unlink()
    assert write_outputs(hold, out, [RSS]).remove == ()
    assert _listed(out) == [RSS.path]


def test_the_plan_is_what_the_act_then_does(hold: Hold, out: Path) -> None:
    """And the plan itself does nothing, not even a folder."""
    assert plan(hold.site, out, [RSS, PAGE]).add == (RSS.path, PAGE.path)
    assert not out.exists()
    write_outputs(hold, out, [RSS, PAGE])
    (out / "feeds" / "atom.xml").write_bytes(b"hers")
    before = _files(out)
    outputs = [RSS._replace(data=b"<rss>2</rss>"), Made("a.txt", b"")]
    planned = plan(hold.site, out, outputs)
    assert _files(out) == before
    assert planned == Changes(add=("a.txt",), change=(RSS.path,), remove=(PAGE.path,), unchanged=0)
    assert write_outputs(hold, out, outputs) == planned


def test_some_targets_remove_only_their_own_files(hold: Hold, out: Path) -> None:
    """The others stay, on the disk and in the manifest."""
    write_outputs(hold, out, [RSS, PAGE, Made("feeds/culture/rss.xml", b"")])
    changes = write_outputs(hold, out, [RSS], owns=lambda path: path.startswith("feeds/"))
    assert changes.remove == ("feeds/culture/rss.xml",)
    assert _listed(out) == [RSS.path, PAGE.path]
    assert (out / PAGE.path).exists()


def test_a_file_of_hers_is_not_overwritten(hold: Hold, out: Path) -> None:
    """Nothing of the export is written then; `--force` insists."""
    (out / "feeds").mkdir(parents=True)
    (out / RSS.path).write_bytes(b"hers")
    (out / ATOM.path).symlink_to("rss.xml")
    assert plan(hold.site, out, [RSS, PAGE]).blocked == (RSS.path,)
    with pytest.raises(ParcError) as caught:
        write_outputs(hold, out, [RSS, PAGE, ATOM])
    assert caught.value.path == "public/feeds/atom.xml"
    assert caught.value.message == "parccli did not make this file and 1 other, and would overwrite them"
    assert sorted(path.name for path in out.rglob("*")) == ["atom.xml", "feeds", "rss.xml"]
    write_outputs(hold, out, [RSS, PAGE, ATOM], force=True)
    assert ((out / RSS.path).read_bytes(), (out / ATOM.path).read_bytes()) == (RSS.data, ATOM.data)


def test_a_pipe_in_the_place_of_an_output_is_not_opened(hold: Hold, out: Path) -> None:
    """It would never end."""
    (out / "feeds").mkdir(parents=True)
    os.mkfifo(out / RSS.path)
    with pytest.raises(ParcError, match="parccli did not make this file, and would overwrite it"):
        write_outputs(hold, out, [RSS])


def test_a_file_that_is_already_as_it_would_be_is_taken_over(hold: Hold, out: Path) -> None:
    """Nothing of hers can be lost by it."""
    (out / "feeds").mkdir(parents=True)
    (out / RSS.path).write_bytes(RSS.data)
    assert write_outputs(hold, out, [RSS]).unchanged == 1
    assert _listed(out) == [RSS.path]


@pytest.mark.parametrize("data", [b"", b"<<<<<<< HEAD\n", b'{"version": 1, "files": {"../posts/a.md": {}}}'])
def test_a_damaged_manifest_deletes_nothing_and_is_made_anew(hold: Hold, out: Path, data: bytes) -> None:
    """A warning says that leftovers are the person's to find."""
    write_outputs(hold, out, [RSS, PAGE])
    (out / "manifest.json").write_bytes(data)
    changes = write_outputs(hold, out, [RSS])
    assert changes.remove == ()
    assert changes.warning is not None
    assert changes.warning.path == "public/manifest.json"
    assert (out / PAGE.path).exists()
    assert _listed(out) == [RSS.path]


def test_the_manifest_of_another_program_is_not_overwritten(hold: Hold, out: Path) -> None:
    """A web application has a manifest.json too."""
    out.mkdir()
    (out / "manifest.json").write_bytes(b'{"name": "Parc"}')
    with pytest.raises(ParcError) as caught:
        write_outputs(hold, out, [RSS])
    assert caught.value.path == "public/manifest.json"
    assert sorted(_files(out)) == ["manifest.json"]
    write_outputs(hold, out, [RSS], force=True)
    assert _listed(out) == [RSS.path]


@pytest.mark.parametrize(
    "path",
    ["../a.html", "/a.html", "a/../../b.html", "a\\b.html", "feeds/con.xml", "manifest.json", ".parccli-export.json"],
)
def test_an_output_that_would_leave_its_folder_is_refused(hold: Hold, out: Path, path: str) -> None:
    """It names the post it comes from, and nothing is written."""
    with pytest.raises(ParcError) as caught:
        write_outputs(hold, out, [RSS, Made(path, b"", "posts/a.md")])
    assert caught.value.path == "posts/a.md"
    assert not out.exists()


def test_a_link_inside_the_output_folder_that_leaves_it_is_not_followed(
    hold: Hold, out: Path, site: SiteFolder
) -> None:
    """Neither to write nor to remove."""
    write_outputs(hold, out, [RSS, PAGE])
    (out / "feeds").rename(site.root / "ailleurs")
    (out / "feeds").symlink_to(site.root / "ailleurs")
    for outputs in ([RSS, PAGE], [PAGE]):
        with pytest.raises(ParcError, match="it leads out of the output folder"):
            write_outputs(hold, out, outputs)
    assert (site.root / "ailleurs" / "rss.xml").read_bytes() == RSS.data


def test_the_output_folder_itself_may_be_a_link(hold: Hold, out: Path, tmp_path: Path) -> None:
    """To where the web server reads, for example."""
    (tmp_path / "www").mkdir()
    out.symlink_to(tmp_path / "www")
    write_outputs(hold, out, [RSS])
    assert (tmp_path / "www" / "feeds" / "rss.xml").read_bytes() == RSS.data


def test_one_path_made_twice_is_refused_unless_the_bytes_agree(hold: Hold, out: Path) -> None:
    """Two posts may share a picture; two categories may not share a feed."""
    assert write_outputs(hold, out, [RSS, RSS]).add == (RSS.path,)
    with pytest.raises(ParcError, match=r"feeds/rss\.xml would be made twice, and differently") as caught:
        write_outputs(hold, out, [RSS, Made(RSS.path, b"", "posts/a.md")])
    assert caught.value.path == "parccli.toml · posts/a.md"


def test_an_exporter_that_fails_half_way_changes_nothing(hold: Hold, out: Path) -> None:
    """All or nothing."""
    refusal = ParcError("refused")

    def outputs() -> Iterator[Made]:
        yield RSS._replace(data=b"<rss>2</rss>")
        yield ATOM
        raise refusal

    write_outputs(hold, out, [RSS, PAGE])
    before = _files(out)
    with pytest.raises(ParcError, match="refused"):
        write_outputs(hold, out, outputs())
    assert _files(out) == before


def test_a_new_folder_is_seen_when_all_is_in_it(hold: Hold, out: Path) -> None:
    """Whoever looks meanwhile, a web server for example, sees nothing rather than a part."""
    seen = []

    def outputs() -> Iterator[Made]:
        yield RSS
        seen.append(out.exists())
        yield PAGE

    write_outputs(hold, out, outputs())
    assert seen == [False]
    assert sorted(path.name for path in out.parent.iterdir()) == [".parccli", "parccli.toml", "posts", "public"]


@pytest.mark.skipif(sys.platform == "win32", reason="files get their names one by one")
def test_where_no_folder_can_be_moved_its_files_are(hold: Hold, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on some shares; the manifest comes last, and the next export finds all as it was."""

    def refuse(*_paths: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    moved: list[str] = []
    move_new = disk.move_new

    def noted(old: str, new: Path) -> None:
        moved.append(new.name)
        move_new(old, new)

    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(disk, "move_new", noted)
    write_outputs(hold, out, [RSS, PAGE])
    assert moved == ["rss.xml", "a.html", "manifest.json"]
    assert (_files(out)[RSS.path], _listed(out)) == (RSS.data, [RSS.path, PAGE.path])
    assert sorted(path.name for path in out.parent.iterdir()) == [".parccli", "parccli.toml", "posts", "public"]
    assert write_outputs(hold, out, [RSS, PAGE]).unchanged == 2


def test_what_somebody_puts_into_a_folder_that_was_not_there_stays(hold: Hold, out: Path) -> None:
    """Even under the name of an output; the next export sees it, and refuses."""

    def outputs() -> Iterator[Made]:
        yield RSS
        (out / "feeds").mkdir(parents=True)
        (out / RSS.path).write_bytes(b"hers")

    with pytest.raises(ParcError, match="another program has made this folder in the meantime"):
        write_outputs(hold, out, outputs())
    assert _files(out) == {RSS.path: b"hers"}
    assert sorted(path.name for path in out.parent.iterdir()) == [".parccli", "parccli.toml", "posts", "public"]
    with pytest.raises(ParcError, match="parccli did not make this file"):
        write_outputs(hold, out, [RSS])


def test_what_somebody_puts_where_an_output_was_to_be_stays(hold: Hold, out: Path) -> None:
    """In a folder that was there: what has come between the look and the writing is not overwritten."""
    write_outputs(hold, out, [PAGE])

    def outputs() -> Iterator[Made]:
        yield PAGE
        yield RSS
        (out / RSS.path).write_bytes(b"hers")

    with pytest.raises(ParcError, match="there is a file of that name already") as caught:
        write_outputs(hold, out, outputs())
    assert caught.value.path == f"public/{RSS.path}"
    assert (out / RSS.path).read_bytes() == b"hers"


def test_what_was_made_and_then_left_out_is_not_in_a_new_folder(out: Path) -> None:
    """A post that turns out to be broken when its first file is written already."""
    with Delivery(out) as delivery:
        stager = delivery.stager()
        delivery.take(stager.stage(RSS))
        stager.stage(PAGE)
        delivery.publish()
    assert sorted(_files(out)) == [RSS.path, "manifest.json"]


def test_where_case_does_not_matter_the_new_name_is_not_removed_with_the_old(hold: Hold, out: Path) -> None:
    """On such a disk both names are one file, as two links are here."""
    write_outputs(hold, out, [Made("media/Plan.pdf", b"plan")])
    (out / "media" / "plan.pdf").hardlink_to(out / "media" / "Plan.pdf")
    assert write_outputs(hold, out, [Made("media/plan.pdf", b"plan")]).remove == ()
    assert (out / "media" / "plan.pdf").exists()


def test_what_a_dead_export_left_is_swept_even_when_there_is_nothing_to_do(hold: Hold, out: Path) -> None:
    """Its temporary files may hold what is no longer public."""
    write_outputs(hold, out, [RSS])
    (out / ".parccli-export.json").write_bytes(b"")
    (out / "feeds" / ".parccli-0123456789abcdef.tmp").write_bytes(b"")
    write_outputs(hold, out, [RSS])
    assert sorted(_files(out)) == [RSS.path, "manifest.json"]


def test_a_file_of_hers_where_a_dead_export_meant_to_write_is_not_taken_for_its_own(hold: Hold, out: Path) -> None:
    """Only what still holds the bytes of the journal is."""
    write_outputs(hold, out, [RSS])
    entry = json.dumps([{"sha256": "0" * 64, "bytes": 4, "source": None, "id": None}])
    (out / ".parccli-export.json").write_text(f'{{"version": 1, "files": {{"note.txt": {entry}}}}}', encoding="utf-8")
    (out / "note.txt").write_bytes(b"hers")
    assert list(made_in(out).files) == [RSS.path]
    assert write_outputs(hold, out, [RSS]).remove == ()
    assert (out / "note.txt").read_bytes() == b"hers"


@pytest.mark.parametrize("folder", [".", "..", "posts", "posts/public", ".parccli", "lien"])
def test_an_export_does_not_go_among_the_sites_own_files(site: SiteFolder, folder: str) -> None:
    """By whatever name they are reached."""
    (site.root / "lien").symlink_to("posts")
    with pytest.raises(UsageError):
        output_folder(site, site.root / folder)


def test_an_export_can_go_beside_the_site(site: SiteFolder, tmp_path: Path) -> None:
    """`--out` names any other folder; a file is none."""
    assert output_folder(site, tmp_path / "www") == tmp_path / "www"
    (tmp_path / "www").write_bytes(b"")
    with pytest.raises(UsageError, match="it is a file, not a folder"):
        output_folder(site, tmp_path / "www")
