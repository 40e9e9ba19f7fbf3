"""Whatever call of the system a run dies at, files are whole, and the next run finishes the job."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.folder.manifest import read_manifest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).with_name("dying.py")
MODES = ("kill", "fail")


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dying", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DYING = _load()
OLD, NEW = DYING.OLD, DYING.NEW


def _runs(mode: str, scenario: str, folder: Path) -> tuple[list[Path], Path]:
    """The site after each of the stopped runs, and after the whole one."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), mode, scenario, str(folder)], capture_output=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    stopped = sorted(path for path in folder.iterdir() if path.name != "whole")
    assert len(stopped) >= 3
    return stopped, folder / "whole"


def _folders(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / "public").rglob("*") if path.is_dir())


def _files(root: Path) -> dict[str, bytes]:
    """The files of the site, its state folder apart."""
    paths = [path for path in root.rglob("*") if path.is_file() and ".parccli" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def _temporary(files: dict[str, bytes]) -> list[str]:
    return [path for path in files if path.endswith(".tmp")]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scenario", ["save", "create", "rename", "batch"])
def test_a_post_is_old_or_new_and_whole(tmp_path: Path, mode: str, scenario: str) -> None:
    """Never empty, never cut, never gone; an error, unlike a death, leaves no temporary file."""
    stopped, whole = _runs(mode, scenario, tmp_path)
    for root in stopped:
        files = _files(root)
        # What is hidden is no post, and nobody reads it.
        seen = {path: data for path, data in files.items() if "/." not in path}
        posts = {path: data for path, data in seen.items() if path.startswith("posts/") and path.endswith(".md")}
        assert set(posts.values()) <= {OLD, NEW}
        assert "posts/b.md" in posts
        assert len({"posts/a.md", "posts/c.md"} & set(posts)) == 1
        if mode == "fail":
            assert not _temporary(files)
    assert not _temporary(_files(whole))


@pytest.mark.parametrize("mode", MODES)
def test_an_import_that_was_stopped_is_finished_by_the_next(tmp_path: Path, mode: str) -> None:
    """Posts that are there already are left, the others written, and what the dead run left is swept."""
    stopped, whole = _runs(mode, "batch", tmp_path)
    for root in stopped:
        DYING.batch(root)
        assert _files(root) == _files(whole)


@pytest.mark.parametrize("mode", MODES)
def test_an_export_that_was_stopped_is_finished_by_the_next(tmp_path: Path, mode: str) -> None:
    """Every file is old or new, the manifest can be read, and the next run gives the same bytes as one not stopped."""
    stopped, whole = _runs(mode, "export", tmp_path)
    versions = {path: {data} for path, data in _files(whole).items()}
    for old in DYING.FIRST:
        versions.setdefault(f"public/{old.path}", set()).add(old.data)
    for root in stopped:
        files = _files(root)
        for path, data in files.items():
            if "/." not in path and path != "public/manifest.json":
                assert data in versions[path]
        read_manifest(files["public/manifest.json"])
        if mode == "fail":
            assert not _temporary(files)
        DYING.export(root)
        assert _files(root) == _files(whole)
        assert _folders(root) == _folders(whole)


@pytest.mark.parametrize("mode", MODES)
def test_a_first_export_that_was_stopped_has_made_all_or_nothing(tmp_path: Path, mode: str) -> None:
    """And the next run leaves nothing of what the dead one had begun."""
    stopped, whole = _runs(mode, "first", tmp_path)
    for root in stopped:
        if (root / "www" / "public").exists():
            assert _files(root) == _files(whole)
        if mode == "fail":
            assert not [path for path in _files(root) if ".tmp" in path]
        DYING.first(root)
        assert _files(root) == _files(whole)


@pytest.mark.parametrize("mode", MODES)
def test_after_a_crash_the_content_may_have_changed(tmp_path: Path, mode: str) -> None:
    """Files that the dead run made and did not live to list are known as ours: rewritten, and removed if need be."""
    stopped, _whole = _runs(mode, "export", tmp_path)
    revised = tuple(output._replace(data=output.data + b"<!-- 3 -->") for output in DYING.SECOND[1:4])
    for root in stopped:
        DYING.export(root, revised)
        made = {path for path in _files(root) if path.startswith("public/")}
        assert made == {f"public/{output.path}" for output in revised} | {"public/manifest.json"}
        assert all((root / "public" / output.path).read_bytes() == output.data for output in revised)


def test_crash_upon_crash_is_finished_in_the_end(tmp_path: Path) -> None:
    """A run that dies while it mends what another left does not lose what that one knew."""
    stopped, _whole = _runs("kill", "export", tmp_path / "first")
    revised = tuple(output._replace(data=output.data + b"<!-- 3 -->") for output in DYING.SECOND[1:4])
    for number, root in enumerate(stopped[::4], 1):
        child = subprocess.run(
            [sys.executable, "-c", AGAIN, str(SCRIPT), str(root), str(number)], capture_output=True, check=False
        )
        assert child.returncode in {-9, 0}, child.stderr.decode()
        DYING.export(root, revised[:1])
        made = {path for path in _files(root) if path.startswith("public/")}
        assert made == {f"public/{revised[0].path}", "public/manifest.json"}


def _calls(scenario: str, folder: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "list", scenario, str(folder)], capture_output=True, timeout=60, check=True
    )
    return [
        line
        for line in done.stdout.decode().splitlines()
        if ".parccli" not in line.partition("posts/")[0] or "public" in line
    ]


def test_a_single_post_is_on_the_disk_before_it_has_its_name(tmp_path: Path) -> None:
    """fsync, rename, fsync of the folder: a machine that stops never shows an empty post."""
    assert _calls("save", tmp_path) == [
        "open posts/*.tmp",
        "fchmod",
        "write",
        "fsync",
        "replace posts/*.tmp posts/a.md",
        "fsync",
    ]


def test_outputs_are_synced_together_and_the_manifest_comes_last(tmp_path: Path) -> None:
    """All written beside; one sync; then the names: the journal, media, pages, feeds; removals; the manifest."""
    calls = _calls("export", tmp_path)
    assert calls.count("sync") == 1
    before, after = calls[: calls.index("sync")], calls[calls.index("sync") + 1 :]
    assert not [call for call in before if call.startswith(("replace", "rename", "link"))]
    assert not [call for call in after if call == "write"]
    named = [call.split()[-1] for call in after if call.startswith(("replace", "link", "unlink", "rmdir"))]
    assert [path for path in named if not path.endswith(".tmp")] == [
        "public/.parccli-export.json",
        "public/media/posts/plan.pdf",
        "public/fragments/articles/a.html",
        "public/fragments/articles/c.html",
        "public/feeds/atom.xml",
        "public/feeds/rss.xml",
        "public/fragments/vieux/b.html",
        "public/fragments/vieux",
        "public/manifest.json",
        "public/.parccli-export.json",
    ]


AGAIN = """
import runpy, sys
dying = runpy.run_path(sys.argv[1], run_name="dying")
countdown = dying["COUNTDOWN"]
for name in dying["CALLS"]:
    countdown.wrap(name)
countdown.left = 1 + int(sys.argv[3]) * 7 % 41
outputs = tuple(output._replace(data=output.data + b"<!-- 3 -->") for output in dying["SECOND"][1:4])
dying["export"](__import__("pathlib").Path(sys.argv[2]), outputs)
"""


def test_an_error_before_the_first_rename_changes_nothing(tmp_path: Path) -> None:
    """All or nothing: an output that fails, here the last one, leaves public/ as it was, to the byte."""
    root = tmp_path / "site"
    DYING.prepare(root)
    before = _files(root)
    (root / "public" / "media").write_bytes(b"")
    with pytest.raises(DYING.ParcError, match="a file stands where a folder is needed"):
        DYING.export(root)
    (root / "public" / "media").unlink()
    assert _files(root) == before
