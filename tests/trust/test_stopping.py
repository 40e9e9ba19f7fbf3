"""Whatever call a command dies or fails at, posts are whole, the manifest is readable, the next run ends the job."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from parccli.folder.manifest import read_manifest
from tests.trust import stopping
from tests.trust.stopping import Call, Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

pytestmark = pytest.mark.slow
SETTINGS = 'title = "Le Parc"\nurl = "https://www.example.org"\n'
AT = "2026-01-15T12:00"
KILL, TERM, FULL, BROKEN = "signal=KILL", "signal=TERM", "error=ENOSPC", "error=EIO"


def a_post(name: str, text: str = "Un texte.") -> str:
    """A public post with something for `validate --fix` to do."""
    return (
        f"---\nid: urn:x:{name}\ntitle: L'eau {name}\ndate: 2025-01-01\nslug: {name}\nstatus: published\n"
        f"summary: Qui vient ?\n---\n\n{text} C'est 20 % de plus !\n"
    )


def few(root: Path) -> None:
    """Three posts, one of them a draft, and an export."""
    for name in ("a", "b", "c"):
        (root / "posts" / f"{name}.md").write_text(a_post(name), encoding="utf-8")
    draft = root / "posts" / "c.md"
    draft.write_text(draft.read_text("utf-8").replace("status: published", "status: draft"), encoding="utf-8")


def two(root: Path) -> None:
    """Two of these posts."""
    few(root)
    (root / "posts" / "c.md").unlink()


def few_exported(root: Path) -> None:
    """The same, exported, then changed."""
    few(root)
    (root / "posts" / "d.md").write_text(a_post("d"), encoding="utf-8")
    stopping.run_freely(root, ("export", "--at", AT))
    (root / "posts" / "d.md").unlink()
    (root / "posts" / "a.md").write_text(a_post("a", "Un autre texte."), encoding="utf-8")
    (root / "posts" / "e.md").write_text(a_post("e"), encoding="utf-8")


def a_list(root: Path) -> None:
    """Five hundred rows to import."""
    rows = [
        {
            "id": f"urn:x:{number}",
            "title": f"Titre {number}",
            "date": f"2025-01-{1 + number % 28:02}",
            "body": "Texte. " * 30,
        }
        for number in range(500)
    ]
    (root / "liste.json").write_text(json.dumps(rows), encoding="utf-8")


def a_thousand(root: Path) -> None:
    """A thousand posts, exported; then a tenth of them changed, some gone and some new."""
    for number in range(1000):
        (root / "posts" / f"n-{number}.md").write_text(a_post(f"n-{number}"), encoding="utf-8")
    stopping.run_freely(root, ("export", "--at", AT))
    for number in range(0, 1000, 10):
        (root / "posts" / f"n-{number}.md").write_text(a_post(f"n-{number}", "Un autre texte."), encoding="utf-8")
    for number in range(1, 1000, 50):
        (root / "posts" / f"n-{number}.md").rename(root / "posts" / f"m-{number}.md")
        (root / "posts" / f"m-{number}.md").write_text(a_post(f"m-{number}"), encoding="utf-8")


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A site and a command; of its calls, every one or at most `most` are stopped at, spread over the run."""

    command: tuple[str, ...]
    prepare: Callable[[Path], None]
    most: int | None = None


SCENARIOS = {
    "new": Scenario(
        command=("new", "Titre", "--no-edit", "--id", "urn:x:new", "--date", "2025-02-01"),
        prepare=few,
    ),
    "publish": Scenario(command=("publish", "c", "--force"), prepare=few),
    "unpublish": Scenario(command=("unpublish", "a"), prepare=few),
    "rename": Scenario(command=("rename", "a", "nouveau"), prepare=few),
    "fix": Scenario(command=("validate", "--fix"), prepare=two),
    "export of a few": Scenario(command=("export", "--at", AT), prepare=few_exported, most=12),
    "import of 500": Scenario(command=("import", "liste.json"), prepare=a_list, most=6),
    "export of 1,000": Scenario(command=("export", "--at", AT), prepare=a_thousand, most=3),
}
Tree = dict[str, bytes]


def tree(root: Path) -> Tree:
    """The files of the site but those of its state."""
    paths = [path for path in root.rglob("*") if path.is_file() and ".parccli" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def leftovers(root: Path) -> list[str]:
    """Temporary files and folders."""
    return [path.name for path in root.rglob(".parccli-*") if path.suffix in {".tmp", ".new"}]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A scenario; `before` is its site, `old` and `new` are what it holds before and after a whole run of `calls`."""

    scenario: Scenario
    before: Path
    old: Tree
    new: Tree
    calls: Sequence[Call]

    def stops(self, what: str) -> Iterator[Stop]:
        """Stops at every call, or at some that are spread over the run."""
        found = [call for call in self.calls if call.name != "sync" or "signal" in what]
        limit = min(self.scenario.most or len(found), len(found))
        for turn in range(limit):
            yield Stop(call=found[turn * (len(found) - 1) // max(limit - 1, 1)], what=what)


@pytest.fixture(params=SCENARIOS, scope="module")
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Each scenario, its site prepared and its whole run seen once."""
    stopping.require_strace()
    scenario = SCENARIOS[request.param]
    folder = tmp_path_factory.mktemp("case")
    before, whole = folder / "before", folder / "whole"
    (before / "posts").mkdir(parents=True)
    (before / "parccli.toml").write_text(SETTINGS, encoding="utf-8")
    scenario.prepare(before)
    shutil.copytree(before, whole)
    _status, log = stopping.run(whole, scenario.command)
    return Case(scenario=scenario, before=before, old=tree(before), new=tree(whole), calls=stopping.calls(whole, log))


def test_a_run_that_stops(case: Case, tmp_path: Path) -> None:
    """Killed, ended as a system does, or told that the disk is full or broken: at every call of a short run."""
    stops = [stop for what in (KILL, TERM, FULL, BROKEN) for stop in case.stops(what)]
    assert len(stops) >= 10
    for number, stop in enumerate(stops):
        root = tmp_path / str(number)
        shutil.copytree(case.before, root)
        status, _log = stopping.run(root, case.scenario.command, stop)
        _require_whole(case, root, stop)
        assert status in {0, 1, 2} or "signal" in stop.what, (stop, status)
        if "error" in stop.what:
            assert leftovers(root) == [], stop
        stopping.run_freely(root, case.scenario.command)
        _require_finished(case, root, stop)
        shutil.rmtree(root)


def _require_whole(case: Case, root: Path, stop: Stop) -> None:
    """Each file is that of before or of after, none is lost, and the manifest tells what it can."""
    now = tree(root)
    renamed = {data for path, data in case.old.items() if path.startswith("posts/") and path not in case.new}
    for path, data in now.items():
        # Hidden until they have their names are files, and folders with what is in them.
        if "/.parccli-" not in f"/{path}":
            assert data in {case.old.get(path), case.new.get(path), *renamed}, (stop, path)
    for path, data in case.old.items():
        if path.startswith("posts/") and case.new.get(path) == data:
            assert now.get(path) == data, (stop, path)
    # Renamed, it is there under the one name or the other.
    gone = [path for path in case.old.keys() - case.new.keys() if path.startswith("posts/")]
    came = [path for path in case.new.keys() - case.old.keys() if path.startswith("posts/")]
    assert not gone or {*gone, *came} & now.keys(), stop
    if (manifest := root / "public" / "manifest.json").exists():
        read_manifest(manifest.read_bytes())


def _require_finished(case: Case, root: Path, stop: Stop) -> None:
    """What a whole run makes is there to the byte, and nothing that a dead one left."""
    now = tree(root)
    # A second `new` may rightly make a second post.
    more = set(now) - set(case.new) if case.scenario.command[0] == "new" else set()
    assert {path: data for path, data in now.items() if path not in more} == case.new, stop
    assert leftovers(root) == [], stop


def test_nothing_has_a_name_before_it_is_on_the_disk(case: Case) -> None:
    """What was written is synced before it is named, and the name after that: a machine may stop at any moment."""
    named = [call for call in case.calls if call.name.startswith(("rename", "link"))]
    assert named
    assert stopping.unsynced(case.calls) == []
    assert {folder for folder in stopping.unlisted(case.calls) if not folder.startswith(".parccli")} == set()


def test_posts_are_synced_one_by_one_and_outputs_together(case: Case) -> None:
    """One sync for a whole batch; the manifest is named last."""
    syncs = [call.name for call in case.calls].count("sync")
    names = [call.paths[-1] for call in case.calls if call.name.startswith(("rename", "link"))]
    if case.scenario.command[0] == "export":
        assert syncs == 1
        assert names[-1] == "public/manifest.json"
    elif case.scenario.command[0] in {"import", "validate"}:
        assert syncs == 1
    else:
        assert syncs == 0


@pytest.mark.parametrize("what", [BROKEN, "error=EACCES", "error=ENOENT", "error=EMFILE"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_post_that_cannot_be_read_once(tmp_path: Path, what: str, number: int) -> None:
    """By one process, the first or a later time: the export stops, or shows it; it never lets it leave in silence."""
    root = tmp_path / "site"
    (root / "posts").mkdir(parents=True)
    (root / "parccli.toml").write_text(SETTINGS, encoding="utf-8")
    few_exported(root)
    before, post = tree(root), root / "posts" / "a.md"
    stop = Stop(call=Call(name="openat", number=number, paths=("posts/a.md",)), what=what)
    status, _log = stopping.run(root, ("export", "--at", AT), stop, at=post)
    if status == 0:
        assert "public/fragments/articles/a.html" in tree(root)
    else:
        assert tree(root) == before
