"""What the disk says of folders is the same whichever process asks; what has changed since is asked again."""

from __future__ import annotations

import os
import signal
import sys
import time
from itertools import product
from typing import TYPE_CHECKING

import pytest

from parccli.folder import looking
from parccli.folder.listings import Listings, digest_of, listing_from, stamps_in, with_stamp
from parccli.folder.looking import Mark, listing_of

if TYPE_CHECKING:
    from pathlib import Path

ALONE, TOGETHER = 1, 2


def make_folders(out: Path) -> dict[str, int]:
    """Three folders with files, and as many files as would be worth a process."""
    for number in range(3):
        (out / f"d{number}").mkdir()
        (out / f"d{number}/sous").mkdir()
        (out / f"d{number}/é\nà.html").write_text("x" * number)
        (out / f"d{number}/a.html").write_text("a")
        os.utime(out / f"d{number}", (1_700_000_000, 1_700_000_000))
    return {f"d{number}": 5000 for number in range(3)} | {"nulle": 1}


def test_a_listing_has_the_files_and_can_be_taken_apart(tmp_path: Path) -> None:
    """Folders are left out; a name with a line end is a name."""
    make_folders(tmp_path)
    listing = listing_of(str(tmp_path / "d1"))
    stamps = stamps_in(listing)
    assert list(stamps) == ["a.html", "é\nà.html"]
    assert stamps["a.html"].split()[2] == "1"  # bytes
    assert listing_from(stamps) == listing
    assert stamps_in("") == {}
    assert (Mark.of(listing).size, Mark.of("").size) == (2, 0)


def test_one_stamp_is_put_into_a_listing() -> None:
    """First, last, or the only one; a name within another is not taken for it."""
    stamps = {"a.html": "1", "ba.html": "2", "c": "3"}
    listing = listing_from(stamps)
    for name in stamps:
        assert stamps_in(with_stamp(listing, name, "9 9")) == stamps | {name: "9 9"}
        assert with_stamp(listing_from({name: "1"}), name, "9") == listing_from({name: "9"})
    for name in ("b", ".html", "a.htm"):
        with pytest.raises(KeyError):
            with_stamp(listing, name, "9")


@pytest.mark.skipif(sys.platform == "win32", reason="names there are Unicode")
def test_a_name_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    """It is none of parccli's, and could not be kept."""
    (tmp_path / os.fsdecode(b"\xff.html")).write_text("a")
    assert listing_of(str(tmp_path)) == ""


@pytest.mark.parametrize("processes", [ALONE, TOGETHER])
def test_whoever_asks_gets_the_same(tmp_path: Path, processes: int) -> None:
    """A folder that is not there is empty."""
    sizes = make_folders(tmp_path)
    listings = Listings(tmp_path)
    listings.begin(sizes, processes)
    assert {folder: listings[folder] for folder in sizes} == {
        folder: listing_of(str(tmp_path / folder)) for folder in sizes
    }
    assert listings["nulle"] == ""
    listings.close()


@pytest.mark.parametrize("processes", [ALONE, TOGETHER])
def test_folders_that_have_changed_are_read_again(tmp_path: Path, processes: int) -> None:
    """A file that was replaced after it was listed is seen as it is."""
    sizes = make_folders(tmp_path)
    listings = Listings(tmp_path)
    listings.begin(sizes, processes)
    before = {folder: digest_of(listings[folder]) for folder in sizes}
    (tmp_path / "neuf").write_text("bb")
    (tmp_path / "neuf").replace(tmp_path / "d0/a.html")
    listings.forget_changed()
    after = {folder: digest_of(listings[folder]) for folder in sizes}
    assert [folder for folder in sizes if before[folder] != after[folder]] == ["d0"]
    assert stamps_in(listings["d0"])["a.html"].split()[2] == "2"


def make_large_site(root: Path) -> Path:
    """A site whose usual output folder has a large manifest, and those folders."""
    (root / "parccli.toml").touch()
    out = root / "public"
    out.mkdir()
    make_folders(out)
    with (out / "manifest.json").open("wb") as manifest:
        manifest.truncate(2_000_000)
    os.utime(out, ns=(1_700_000_000_000_000_001,) * 2)
    return out


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="it takes two processors")
def test_what_was_looked_at_ahead_is_what_there_is(tmp_path: Path) -> None:
    """From within the site, too; of all folders, at any depth; what has changed since is read again."""
    out = make_large_site(tmp_path)
    looking.look_ahead(str(out / "d1"))
    assert looking.taken(str(tmp_path / "autre")) == []
    listings = Listings(out)
    listings.begin({}, ALONE)
    assert len(listings.helpers) == 2
    folders = ["", "d0", "d1", "d2", "d0/sous", "nulle"]
    assert {folder: listings[folder] for folder in folders} == {
        folder: listing_of(str(out / folder)) for folder in folders
    }
    time.sleep(0.03)
    (out / "neuf").write_text("bb")
    (out / "neuf").replace(out / "d0/a.html")
    listings.forget_changed()
    assert {folder: listings[folder] for folder in folders} == {
        folder: listing_of(str(out / folder)) for folder in folders
    }


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="it takes two processors")
def test_what_nobody_takes_is_let_go(tmp_path: Path) -> None:
    """Without a site, or of a small one, nothing is begun."""
    looking.look_ahead(str(tmp_path / "absent"))
    (tmp_path / "parccli.toml").touch()
    looking.look_ahead(str(tmp_path))
    assert looking.taken(str(tmp_path / "public")) == []
    out = make_large_site(tmp_path)
    looking.look_ahead(str(tmp_path))
    Listings(tmp_path / "autre").close()
    assert looking.taken(str(out)) == []
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.skipif(sys.platform != "linux", reason="there are helpers on Linux only")
def test_a_helper_that_is_ended_is_done_without(tmp_path: Path) -> None:
    """What it has not told is asked here."""
    sizes = make_folders(tmp_path)
    listings = Listings(tmp_path)
    listings.begin(sizes, TOGETHER)
    for pid, _pipe in listings.helpers:
        os.kill(pid, signal.SIGKILL)
    assert listings["d0"] == listing_of(str(tmp_path / "d0"))


@pytest.mark.skipif(sys.platform != "linux", reason="there are helpers on Linux only")
def test_no_helper_is_left(tmp_path: Path) -> None:
    """Neither running nor waited for, though nobody asked for what it found, and that is more than a pipe holds."""
    sizes = make_folders(tmp_path)
    for folder, number in product(sizes.keys() - {"nulle"}, range(400)):
        (tmp_path / folder / f"{number:0200}").touch()
    listings = Listings(tmp_path)
    listings.begin(sizes, TOGETHER)
    # Until they wait for somebody to read.
    time.sleep(0.2)
    pids = [pid for pid, _pipe in listings.helpers]
    assert len(pids) == TOGETHER
    listings.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
