from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Call, Process, Site

TABLE = "Titre;Date;Contenu\nPortes;2025-09-01;Un\nPont;2024-02-26;Deux\n"
PORTES, PONT = "posts/2025/2025-09-01-portes.md", "posts/2024/2024-02-26-pont.md"


def everything(site: Site) -> dict[str, bytes | None]:
    """All files and folders of posts/; a folder has no bytes."""
    places = (site.root / "posts").rglob("*")
    return {
        place.relative_to(site.root).as_posix(): place.read_bytes() if place.is_file() else None for place in places
    }


def bring(call: Call, site: Site, table: str, *options: str) -> None:
    """Import a table."""
    (site.root / "liste.csv").write_text(table, encoding="utf-8")
    assert call("import", "liste.csv", *options).exit_code == 0


def test_new_posts_go_with_their_folders(call: Call, site: Site) -> None:
    """What was there before stays, and there is nothing left to take back."""
    site.write(ancien="---\ntitle: a\n---\n")
    before = everything(site)
    bring(call, site, TABLE)
    done = call("import", "--undo")
    assert (done.exit_code, done.stdout.splitlines()) == (0, [PORTES, PONT])
    assert everything(site) == before
    again = call("import", "--undo")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "no import to take back" in again.stderr


def test_updated_posts_get_their_bytes_back(call: Call, site: Site) -> None:
    """Those of before the last import, to the letter; posts of earlier imports stay."""
    bring(call, site, TABLE)
    before = everything(site)
    bring(call, site, TABLE.replace("Deux", "Trois") + "Gaz;2025-09-02;x\n", "--update")
    assert everything(site) != before
    assert call("import", "--undo").exit_code == 0
    assert everything(site) == before


def test_an_import_that_changes_nothing_is_no_last_one(call: Call, site: Site) -> None:
    """What is taken back is the last import that wrote something."""
    bring(call, site, TABLE)
    bring(call, site, TABLE)
    assert call("import", "--undo").exit_code == 0
    assert everything(site) == {}


def test_a_file_changed_since_is_kept(call: Call, site: Site) -> None:
    """It is named, exit 1, and the others go; once it is as imported again, it can go too."""
    bring(call, site, TABLE)
    written = (site.root / PONT).read_bytes()
    (site.root / PONT).write_bytes(written + b"Ma phrase.\n")
    done = call("import", "--undo", "--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout) == {"removed": [PORTES], "restored": [], "kept": [PONT]}
    assert f"{PONT}: warning: it stays: it was changed since" in done.stderr
    assert sorted(everything(site)) == ["posts/2024", PONT]
    (site.root / PONT).write_bytes(written)
    assert call("import", "--undo").exit_code == 0
    assert everything(site) == {}


def test_a_file_renamed_since_is_kept(call: Call, site: Site) -> None:
    """It is found by its id, and named."""
    bring(call, site, TABLE)
    assert call("rename", "pont", "passerelle").exit_code == 0
    done = call("import", "--undo")
    assert done.exit_code == 1
    assert "2024-02-26-passerelle.md now" in done.stderr


def test_the_plan_takes_nothing_back(call: Call, site: Site) -> None:
    """`--dry-run` tells what would go."""
    bring(call, site, TABLE)
    before = everything(site)
    assert call("import", "--undo", "--dry-run").stdout.splitlines() == [PORTES, PONT]
    assert everything(site) == before


def test_an_import_that_was_stopped_and_finished_is_one(call: Call, site: Site) -> None:
    """What both runs wrote goes together."""
    bring(call, site, TABLE.replace("Pont;2024-02-26;Deux\n", ""))
    journal = site.root / ".parccli/last-import.jsonl"
    journal.write_text(journal.read_text(encoding="utf-8").replace('"finished": true', '"finished": false'))
    bring(call, site, TABLE)
    assert call("import", "--undo").exit_code == 0
    assert everything(site) == {}


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]\n",
        b'{"version": 2}\n{"path": "posts/a',
        b'{"version": 2}\n{"path": "../a.md", "sha256": "", "before": null, "id": null}\n{"folders": []}\n',
    ],
)
def test_a_damaged_journal_takes_nothing_back(call: Call, site: Site, damage: bytes) -> None:
    """And the next import writes a new one."""
    bring(call, site, TABLE)
    (site.root / ".parccli/last-import.jsonl").write_bytes(damage)
    before = everything(site)
    done = call("import", "--undo")
    assert (done.exit_code, everything(site)) == (1, before)
    assert ".parccli/last-import.jsonl" in done.stderr


@pytest.mark.parametrize("arguments", [("--undo", "liste.csv"), ()])
def test_a_mistaken_command_is_exit_2(call: Call, site: Site, arguments: tuple[str, ...]) -> None:
    """Taking back needs no source, and importing needs one."""
    bring(call, site, TABLE)
    before = everything(site)
    assert call("import", *arguments).exit_code == 2
    assert everything(site) == before


def _stopped(run: Process, site: Site, seconds: float, *arguments: str) -> bool:
    """Kill parccli after a while; tell whether that stopped it."""
    process = subprocess.Popen(
        [sys.executable, *run.program, *arguments],
        cwd=site.root,
        env=run.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(seconds)
    process.kill()
    return process.wait() == -signal.SIGKILL


def _whole(folder: Path) -> bool:
    return all(path.read_bytes().endswith(b"\nFin.\n") for path in folder.rglob("*.md"))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_kill_in_the_middle_leaves_whole_posts(run: Process, site: Site) -> None:
    """Whenever it comes; running the import again finishes it, and all of it can be taken back, kills or not."""
    rows = "".join(f"Titre {number};2025-09-{number % 28 + 1:02};Début.\n" for number in range(2000))
    text = "Titre;Date;Contenu\n" + rows.replace(";Début.", ';"Début.\n\nFin."')
    (site.root / "liste.csv").write_text(text, encoding="utf-8")
    stopped = [_stopped(run, site, seconds, "import", "liste.csv") for seconds in (0.15, 0.3, 0.45, 0.6, 0.9)]
    assert any(stopped)
    assert _whole(site.root / "posts")
    assert run("import", "liste.csv").exit_code == 0
    assert len(list((site.root / "posts").rglob("*.md"))) == 2000
    for seconds in (0.3, 0.5, 0.7):
        _stopped(run, site, seconds, "import", "--undo")
    run("import", "--undo")
    assert everything(site) == {}


@pytest.mark.slow
def test_ten_thousand_rows(run: Process, site: Site) -> None:
    """Each is written, and is unchanged the second time."""
    rows = "".join(f"Titre {number};2025-09-{number % 28 + 1:02};Texte {number}.\n" for number in range(10_000))
    (site.root / "liste.csv").write_text("Titre;Date;Contenu\n" + rows, encoding="utf-8")
    assert "10000 created" in run("import", "liste.csv").stderr
    assert "10000 unchanged" in run("import", "liste.csv").stderr
