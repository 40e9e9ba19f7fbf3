from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError
from parccli.folder.reading import POST_LIMIT, is_regular, read_bytes, read_inside

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable


def test_a_file_is_read_to_the_byte(tmp_path: Path) -> None:
    """Nothing is translated on the way."""
    data = b"\xef\xbb\xbfa\r\nb\x00\xff" + b"x" * 3_000_000
    (tmp_path / "a").write_bytes(data)
    assert read_bytes(tmp_path / "a", "a") == data


def test_a_file_that_tells_no_size_is_read_to_its_end() -> None:
    """Files of /proc have 0 bytes until they are read."""
    if not Path("/proc/self/status").is_file():
        pytest.skip("there is no /proc")
    assert b"Name:" in read_bytes("/proc/self/status", "status")


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """Opening a pipe that nobody writes to waits for ever."""
    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(ParcError, match="it is a pipe") as caught:
        read_bytes(tmp_path / "a.md", "posts/a.md")
    assert caught.value.path == "posts/a.md"


def test_a_socket_and_a_device_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They hold no text."""
    monkeypatch.chdir(tmp_path)  # a socket's path may have 100 letters
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.md")
        with pytest.raises(ParcError, match="it is a pipe"):
            read_bytes("s.md", "s.md")
    with pytest.raises(ParcError, match="it is a pipe"):
        read_bytes("/dev/zero", "zero.md")


def test_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    """It is called what it is."""
    with pytest.raises(ParcError, match="it cannot be read: it is a folder, not a file"):
        read_bytes(tmp_path, "a.md")


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    """Ten million bytes pass, one more does not; nothing of it is read."""
    place = tmp_path / "a.md"
    place.write_bytes(b"a" * POST_LIMIT)
    assert len(read_bytes(place, "a.md", limit=POST_LIMIT)) == POST_LIMIT
    place.write_bytes(b"a" * (POST_LIMIT + 1))
    with pytest.raises(ParcError, match="it has 11 MB, and may have 10"):
        read_bytes(place, "a.md", limit=POST_LIMIT)


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, run_python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """The reason is in words."""
    place = tmp_path / "a.md"
    place.write_bytes(b"")
    place.chmod(0)
    script = "import sys; from parccli.folder.reading import read_bytes; read_bytes(sys.argv[1], 'posts/a.md')"
    done = run_python(script, str(place), unprivileged=True)
    assert "ParcError: it cannot be read: permission denied" in done.stderr


def test_a_symbolic_link_is_no_regular_file(tmp_path: Path) -> None:
    """What stands at a name, not what it leads to."""
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "b").symlink_to("a")
    assert is_regular(tmp_path / "a")
    assert not is_regular(tmp_path / "b")
    assert not is_regular(tmp_path / "none")
    assert not is_regular(tmp_path)


@pytest.mark.parametrize("path", ["lien.pdf", "dossier/plan.pdf", "vrai/lien.pdf", "../prive/plan.pdf"])
def test_what_is_published_is_read_by_no_link(tmp_path: Path, path: str) -> None:
    """Whatever came in its place since it was looked up: a link for the file, or for a folder above it."""
    for folder in ("prive", "site/vrai"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "plan.pdf").write_bytes(folder.encode())
    root = tmp_path / "site"
    (root / "lien.pdf").symlink_to("../prive/plan.pdf")
    (root / "dossier").symlink_to("../prive")
    (root / "vrai" / "lien.pdf").symlink_to("plan.pdf")
    assert read_inside(root, "vrai/plan.pdf", "plan.pdf") == b"site/vrai"
    with pytest.raises(ParcError) as caught:
        read_inside(root, path, "posts/plan.pdf")
    assert caught.value.path == "posts/plan.pdf"


def test_a_pipe_that_is_published_is_not_waited_for(tmp_path: Path) -> None:
    """Nor a device, nor a folder."""
    os.mkfifo(tmp_path / "plan.pdf")
    (tmp_path / "dossier.pdf").mkdir()
    for name in ("plan.pdf", "dossier.pdf", "rien.pdf"):
        with pytest.raises(ParcError):
            read_inside(tmp_path, name, name)
