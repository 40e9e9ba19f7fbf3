from __future__ import annotations

import contextlib
import errno
import os
import stat
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError
from parccli.folder import disk
from parccli.folder.writing import SYNC_ALL, Batch, Write, create, move, save, write_batch

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_replaced_with_its_rights(tmp_path: Path) -> None:
    """The new bytes, the old permissions, and nothing left beside."""
    place = tmp_path / "a.md"
    place.write_bytes(b"avant\n")
    place.chmod(0o640)
    save(place, b"apr\xc3\xa8s\r\n", expect=b"avant\n")
    assert _files(tmp_path) == {"a.md": b"apr\xc3\xa8s\r\n"}
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_new_file_has_the_rights_that_the_person_gives_new_files(tmp_path: Path) -> None:
    """A temporary file of the standard library would be hers alone, and no web server could read it."""
    old = os.umask(0o027)
    try:
        create(tmp_path / "2021" / "02" / "a.md", b"a")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "2021" / "02" / "a.md").stat().st_mode) == 0o640


def test_a_file_that_would_not_change_is_not_touched(tmp_path: Path) -> None:
    """Its date stays."""
    place = tmp_path / "a.md"
    place.write_bytes(b"a")
    before = place.stat()
    save(place, b"a", expect=b"a")
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_her_editor_saved_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """The file must still be what was read."""
    place = tmp_path / "a.md"
    place.write_bytes(b"un mot de plus\n")
    with pytest.raises(ParcError, match="another program has changed the file in the meantime") as caught:
        save(place, b"publi\xc3\xa9\n", expect=b"un mot\n", root=tmp_path)
    assert caught.value.path == "a.md"
    assert _files(tmp_path) == {"a.md": b"un mot de plus\n"}


def test_a_change_between_the_staging_and_the_move_is_seen_too(tmp_path: Path) -> None:
    """In a long import, an editor has the time to save."""
    place = tmp_path / "a.md"
    place.write_bytes(b"a")
    with Batch(tmp_path) as batch:
        batch.stage(Write(path=place, data=b"b", expect=b"a"))
        place.write_bytes(b"c")
        with pytest.raises(ParcError, match="another program"):
            batch.place()
    assert _files(tmp_path) == {"a.md": b"c"}


def test_a_file_that_was_deleted_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    """Deleting is a change too."""
    with pytest.raises(ParcError, match="it is not there"):
        save(tmp_path / "a.md", b"b", expect=b"a")
    assert _files(tmp_path) == {}


def test_a_new_file_never_overwrites(tmp_path: Path) -> None:
    """Not a file, not a folder, not a link that leads nowhere."""
    (tmp_path / "a.md").write_bytes(b"a")
    (tmp_path / "b.md").mkdir()
    (tmp_path / "c.md").symlink_to("none")
    for name in ("a.md", "b.md", "c.md"):
        with pytest.raises(ParcError, match="there is a file of that name already"):
            create(tmp_path / name, b"neuf")
    assert _files(tmp_path) == {"a.md": b"a"}


def test_a_file_that_comes_while_a_new_one_is_written_stays(tmp_path: Path) -> None:
    """Looking before is not enough: the name is taken in one step."""
    with Batch(tmp_path) as batch:
        batch.stage(Write(path=tmp_path / "a.md", data=b"neuf", new=True))
        (tmp_path / "a.md").write_bytes(b"a")
        with pytest.raises(ParcError, match="there is a file of that name already"):
            batch.place()
    assert _files(tmp_path) == {"a.md": b"a"}


def test_of_many_who_create_one_file_one_does(tmp_path: Path) -> None:
    """However they come together."""
    refused = []

    def attempt(number: int) -> None:
        try:
            create(tmp_path / "a.md", str(number).encode())
        except ParcError:
            refused.append(number)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (data,) = _files(tmp_path).values()
    assert sorted([*refused, int(data)]) == list(range(8))


def test_a_file_named_twice_in_a_batch_is_refused(tmp_path: Path) -> None:
    """One of the two would be lost."""
    writes = [Write(path=tmp_path / "a.md", data=data) for data in (b"a", b"b")]
    with pytest.raises(ParcError, match="there is a file of that name already"):
        write_batch(writes)
    assert _files(tmp_path) == {}


def test_a_batch_is_synced_once_before_the_first_name_is_given(tmp_path: Path) -> None:
    """A file must not be visible before it is on the disk."""
    seen: list[list[str]] = []

    def sync() -> None:
        seen.append(sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")))

    with Batch(tmp_path, sync_all=sync) as batch:
        for name in ("a.md", "b.md"):
            batch.stage(Write(path=tmp_path / name, data=b"x"))
        batch.seal()
        batch.place()
    assert seen == [[]]
    assert sorted(_files(tmp_path)) == ["a.md", "b.md"]


def test_a_batch_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither temporary files nor the folders made for them."""
    (tmp_path / "b").write_bytes(b"")
    writes = [Write(path=tmp_path / path, data=b"x") for path in ("2021/02/a.md", "b/c.md")]
    with pytest.raises(ParcError, match="there is a file of that name already"):
        write_batch(writes)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


@pytest.mark.skipif(SYNC_ALL is None, reason="folders are made at once where each file is synced")
def test_a_new_folder_is_there_with_all_that_is_in_it(tmp_path: Path) -> None:
    """Until then it is hidden; a folder that was there gets its files one by one."""
    (tmp_path / "2020").mkdir()
    paths = ["2020/a.md", "2021/a.md", "2021/02/a.md", "2021/b.md", "2022/03/a.md"]
    with Batch(tmp_path) as batch:
        for path in paths:
            batch.stage(Write(path=tmp_path / path, data=path.encode(), new=True))
        assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["2020"]
        batch.seal()
        batch.place(iter([str(tmp_path / path) for path in paths[:2]]))
        seen = sorted(path for path in _files(tmp_path) if not path.startswith("."))
        assert seen == ["2020/a.md", "2021/02/a.md", "2021/a.md", "2021/b.md"]
        batch.place()
    assert _files(tmp_path) == {path: path.encode() for path in paths}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2020", "2021", "2022"]


@pytest.mark.skipif(SYNC_ALL is None, reason="folders are made at once where each file is synced")
def test_what_comes_into_a_new_folder_meanwhile_stays(tmp_path: Path) -> None:
    """The files come beside it, but for the one whose name it has; nothing else is left."""
    with Batch(tmp_path) as batch:
        for name in ("a.md", "02/b.md", "c.md", "d.md"):
            batch.stage(Write(path=tmp_path / "2021" / name, data=b"neuf", new=True))
        (tmp_path / "2021").mkdir()
        (tmp_path / "2021/c.md").write_bytes(b"a")
        with pytest.raises(ParcError, match="there is a file of that name already"):
            batch.place()
    assert _files(tmp_path) == {"2021/a.md": b"neuf", "2021/02/b.md": b"neuf", "2021/c.md": b"a"}
    assert [path.name for path in tmp_path.iterdir()] == ["2021"]


@pytest.mark.skipif(SYNC_ALL is None, reason="folders are made at once where each file is synced")
def test_where_no_folder_can_be_moved_its_files_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their names are made durable in each folder, as are those of the folders."""

    def refuse(*_paths: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    synced: list[str] = []
    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(disk, "sync_folder", lambda folder: synced.append(folder.relative_to(tmp_path).as_posix()))
    paths = ["2021/a.md", "2021/02/a.md", "2022/b.md"]
    write_batch(Write(path=tmp_path / path, data=path.encode(), new=True) for path in paths)
    assert _files(tmp_path) == {path: path.encode() for path in paths}
    assert sorted(synced) == [".", "2021", "2021/02", "2022"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2021", "2022"]


@pytest.mark.parametrize("come", ["empty", "file", "link"])
def test_what_comes_in_the_place_of_a_new_folder_stays(tmp_path: Path, come: str) -> None:
    """An empty folder does no harm; anything else does not give way."""
    with contextlib.suppress(ParcError), Batch(tmp_path) as batch:
        batch.stage(Write(path=tmp_path / "2021/a.md", data=b"neuf", new=True))
        if come == "empty":
            (tmp_path / "2021").mkdir(exist_ok=True)
        elif SYNC_ALL is not None:
            (tmp_path / "2021").write_bytes(b"a") if come == "file" else (tmp_path / "2021").symlink_to("none")
        batch.place()
    found = {"empty": {"2021/a.md": b"neuf"}, "file": {"2021": b"a"}, "link": {}}
    if come == "empty" or SYNC_ALL is not None:
        assert _files(tmp_path) == found[come]
        assert [path.name for path in tmp_path.iterdir()] == ["2021"]


def test_a_link_stays_a_link_and_its_target_changes(tmp_path: Path) -> None:
    """She linked the file on purpose."""
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs" / "a.md").write_bytes(b"a")
    (tmp_path / "a.md").symlink_to("ailleurs/a.md")
    save(tmp_path / "a.md", b"b", expect=b"a")
    assert (tmp_path / "a.md").is_symlink()
    assert (tmp_path / "ailleurs" / "a.md").read_bytes() == b"b"


def test_a_link_to_itself_is_replaced_by_what_is_written(tmp_path: Path) -> None:
    """It led nowhere: nothing is lost."""
    (tmp_path / "a.md").symlink_to("a.md")
    save(tmp_path / "a.md", b"b")
    assert (tmp_path / "a.md").read_bytes() == b"b"


def test_a_report_goes_into_a_pipe_as_it_is(tmp_path: Path) -> None:
    """`--report >(program)`: moving a file over the pipe would leave the program waiting."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    descriptor = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    save(pipe, b"{}\n")
    assert os.read(descriptor, 100) == b"{}\n"
    os.close(descriptor)
    with pytest.raises(ParcError, match="it cannot be written: nobody reads from it"):
        save(pipe, b"{}\n")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_full_device_is_said_in_words_and_stays_a_device() -> None:
    """Even for root, who could move a file over it."""
    with pytest.raises(ParcError, match="it cannot be written: the disk is full"):
        save(Path("/dev/full"), b"x")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


LIMITED = """
import resource, sys
from pathlib import Path
from parccli.folder.writing import Write, save, write_batch
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
root = Path(sys.argv[1])
if sys.argv[2] == "save":
    save(root / "a.md", b"b" * 5000, expect=b"avant", root=root)
else:
    write_batch((Write(path=root / f"2021/{n}.md", data=b"b" * n * 300) for n in range(1, 9)), root=root)
"""


@pytest.mark.parametrize("policy", ["save", "batch"])
def test_a_disk_that_takes_no_more_leaves_the_old_files_whole(
    tmp_path: Path, run_python: Callable[..., subprocess.CompletedProcess[str]], policy: str
) -> None:
    """A write that stops half-way is an error that names the file; nothing of it is left."""
    (tmp_path / "a.md").write_bytes(b"avant")
    done = run_python(LIMITED, str(tmp_path), policy)
    assert "ParcError: it cannot be written: it would be larger than the system allows" in done.stderr
    assert _files(tmp_path) == {"a.md": b"avant"}


READ_ONLY = """
import sys
from pathlib import Path
from parccli.folder.writing import create, save
root = Path(sys.argv[1])
if sys.argv[2] == "save":
    save(root / "a.md", b"b", expect=b"avant", root=root)
else:
    create(root / "b.md", b"b", root=root)
"""


@pytest.mark.parametrize("act", ["save", "create"])
def test_a_folder_that_may_not_be_written_in_says_so(
    tmp_path: Path, run_python: Callable[..., subprocess.CompletedProcess[str]], act: str
) -> None:
    """And its files are as they were."""
    (tmp_path / "a.md").write_bytes(b"avant")
    tmp_path.chmod(0o555)
    done = run_python(READ_ONLY, str(tmp_path), act, unprivileged=True)
    tmp_path.chmod(0o755)
    assert "ParcError: it cannot be written: permission denied" in done.stderr
    assert _files(tmp_path) == {"a.md": b"avant"}


def test_a_file_that_she_made_read_only_is_left_alone(
    tmp_path: Path, run_python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A rename would go through, against her will."""
    (tmp_path / "a.md").write_bytes(b"avant")
    (tmp_path / "a.md").chmod(0o444)
    done = run_python(READ_ONLY, str(tmp_path), "save", unprivileged=True)
    assert "ParcError: it cannot be written: permission denied" in done.stderr
    assert _files(tmp_path) == {"a.md": b"avant"}


def test_a_name_that_is_too_long_is_said_in_words(tmp_path: Path) -> None:
    """255 bytes are the most; the temporary file's own name is short whatever the name."""
    create(tmp_path / ("a" * 252 + ".md"), b"a")
    with pytest.raises(ParcError, match="its name is too long"):
        create(tmp_path / ("a" * 253 + ".md"), b"a")


def test_a_file_gets_another_name_in_one_step(tmp_path: Path) -> None:
    """In a folder made for it if need be, and never over another file."""
    (tmp_path / "a.md").write_bytes(b"a")
    (tmp_path / "b.md").write_bytes(b"b")
    with pytest.raises(ParcError, match="there is a file of that name already"):
        move(tmp_path / "a.md", tmp_path / "b.md", root=tmp_path)
    move(tmp_path / "a.md", tmp_path / "2021" / "c.md", root=tmp_path)
    assert _files(tmp_path) == {"b.md": b"b", "2021/c.md": b"a"}


def test_only_the_case_of_a_name_can_change(tmp_path: Path) -> None:
    """On a disk that ignores case the new name exists already: it is the old one."""
    (tmp_path / "a.md").write_bytes(b"a")
    (tmp_path / "A.md").hardlink_to(tmp_path / "a.md")
    move(tmp_path / "a.md", tmp_path / "A.md", root=tmp_path)
    assert (tmp_path / "A.md").read_bytes() == b"a"
