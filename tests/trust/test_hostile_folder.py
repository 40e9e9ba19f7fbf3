"""A site folder of someone else's: links that lead away, pipes, files without end where parccli has its own."""

from __future__ import annotations

import os
import shutil
import sqlite3
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError
from parccli.folder.reading import FILE_LIMIT, open_file, read_bytes
from tests.trust.test_hostile_text import a_post

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Process, Site

pytestmark = pytest.mark.skipif(os.name == "nt", reason="of POSIX: links, pipes, files with holes")
STATE = ("lock", "unfinished", "cache.sqlite", "last-import.jsonl", "import-folders", "pictures")
WRITING = (("new", "Nouveau", "--no-edit"), ("import", "liste.csv"), ("import", "--undo"), ("export",))
OUTPUTS = ("feeds/rss.xml", "manifest.json", "fragments/articles/a.html", ".parccli-export.json")
OURS = (
    "public/manifest.json",
    "public/.parccli-export.json",
    ".parccli/pictures/copy.webp",
    *(f".parccli/{name}" for name in STATE[:-1]),
)
HOLES = 100_000_000_000


@pytest.fixture
def prepared(site: Site) -> Site:
    """A public post and a list to import."""
    site.write(a=a_post())
    (site.root / "liste.csv").write_text("titre;date\nUn;2025-01-01\n", encoding="utf-8")
    return site


def _elsewhere(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _strangers(folder: Path) -> Path:
    """A folder outside the site with a file for each name that parccli has in its own."""
    folder.mkdir()
    for name in STATE[:-1]:
        (folder / name).write_bytes(b"hers\n")
    (folder / "cache.sqlite").unlink()
    with sqlite3.connect(folder / "cache.sqlite") as database:
        database.execute("CREATE TABLE texts (kind TEXT, name TEXT, text TEXT, digest BLOB, UNIQUE (kind, name))")
        database.execute("INSERT INTO texts VALUES ('a', 'b', 'hers', NULL)")
    database.close()
    (folder / "pictures").mkdir()
    return folder


@pytest.mark.parametrize("name", STATE)
def test_nothing_is_written_by_a_link_in_our_folder(
    prepared: Site, call: Call, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """A lock that empties, a journal that adds, a database that is cleared: not in a file of hers."""
    away = _strangers(tmp_path_factory.mktemp("away") / "hers")
    before = _elsewhere(away)
    for command in (("list",), ("validate",), *WRITING):
        (prepared.root / ".parccli").mkdir(exist_ok=True)
        (prepared.root / ".parccli" / name).unlink(missing_ok=True)
        (prepared.root / ".parccli" / name).symlink_to(away / name)
        done = call(*command)
        assert done.exit_code in {0, 1}, done.stderr
        assert "bug" not in done.stderr
    assert _elsewhere(away) == before


@pytest.mark.parametrize("command", WRITING)
def test_our_folder_is_no_link_itself(prepared: Site, call: Call, tmp_path: Path, command: tuple[str, ...]) -> None:
    """It is told what to delete, and nothing is written; to read takes no folder."""
    (away := tmp_path / "away").mkdir()
    (prepared.root / ".parccli").symlink_to(away)
    done = call(*command)
    assert (done.exit_code, list(away.iterdir())) == (1, [])
    assert ".parccli: it is a symbolic link" in done.stderr
    assert call("list").exit_code == 0
    assert list(away.iterdir()) == []


def _poisoned(root: Path, trap: str) -> None:
    """Put something else into all texts of the cache, with digests that fit, and `trap`, SQL of the stranger's own."""
    with sqlite3.connect(root / ".parccli/cache.sqlite") as database:
        for kind, name, text in database.execute("SELECT kind, name, text FROM texts").fetchall():
            data = (text if isinstance(text, bytes) else text.encode()).replace(b"Texte.", b"MENSONGE")
            digest = blake2b(b"%b\0%b\0%b" % (kind.encode(), name.encode(), data), digest_size=16).digest()
            database.execute(
                "UPDATE texts SET text = ?, digest = ? WHERE kind = ? AND name = ?",
                (data.decode(), digest, kind, name),
            )
        database.executescript(trap)
    database.close()


@pytest.mark.parametrize(
    "trap",
    [
        "",
        """CREATE TABLE more AS SELECT * FROM texts WHERE kind <> '';
        CREATE TRIGGER again AFTER INSERT ON texts BEGIN INSERT OR REPLACE INTO texts SELECT * FROM more; END""",
        "ALTER TABLE texts RENAME TO kept; CREATE VIEW texts AS SELECT * FROM kept",
        "ALTER TABLE texts RENAME COLUMN text TO words",
    ],
    ids=["texts", "trigger", "view", "columns"],
)
def test_a_cache_that_comes_with_the_folder_is_not_believed(
    prepared: Site, call: Call, tmp_path: Path, trap: str
) -> None:
    """What it says would be on the site: the articles are made of the posts."""
    assert call("export").exit_code == 0
    _poisoned(prepared.root, trap)
    shutil.rmtree(prepared.root / "public")
    received = shutil.copytree(prepared.root, tmp_path / "received")
    assert call("-C", str(received), "export").exit_code == 0
    article = (received / "public/fragments/articles/a.html").read_text(encoding="utf-8")
    assert "MENSONGE" not in article
    assert "Texte." in article
    assert call("-C", str(received), "export").exit_code == 0
    with sqlite3.connect(received / ".parccli/cache.sqlite") as database:
        assert "MENSONGE" not in "".join(str(row) for row in database.execute("SELECT * FROM texts"))
    database.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", STATE[:-1])
def test_nobody_waits_for_a_pipe_in_our_folder(prepared: Site, run: Process, name: str) -> None:
    """What stands there is replaced; were it opened, the command would hold the lock for ever."""
    for command in (("list",), *WRITING):
        (prepared.root / ".parccli").mkdir(exist_ok=True)
        (prepared.root / ".parccli" / name).unlink(missing_ok=True)
        os.mkfifo(prepared.root / ".parccli" / name)
        assert run(*command).exit_code in {0, 1}


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["feeds/rss.xml", "manifest.json", "fragments/articles/a.html", ".parccli-export.json"]
)
def test_nobody_waits_for_a_pipe_among_the_outputs(prepared: Site, run: Process, path: str) -> None:
    """It is not parccli's: it is named, and with --force replaced."""
    assert run("export").exit_code == 0
    (prepared.root / "public" / path).unlink(missing_ok=True)
    os.mkfifo(prepared.root / "public" / path)
    prepared.write(a=a_post(body="Un autre texte."))
    assert run("export").exit_code in {0, 1}
    assert run("export", "--force").exit_code == 0
    assert not (prepared.root / "public" / path).is_fifo()


def test_a_mark_of_ours_makes_no_file_elsewhere(prepared: Site, call: Call, tmp_path: Path) -> None:
    """By a link in the output folder that has the mark's name."""
    (prepared.root / "public").mkdir()
    (prepared.root / "public" / ".parccli-export.json").symlink_to(tmp_path / "made")
    assert call("export").exit_code in {0, 1}
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", ["vue.png", "vue.svg", "plan.pdf"])
def test_a_file_of_holes_is_refused(prepared: Site, call: Call, name: str) -> None:
    """A picture or document of a hundred gigabytes takes no room on the disk, and none in memory."""
    prepared.write(a=a_post(body=f"Voici ![une vue]({name}) et [un plan]({name})."))
    (prepared.root / "posts" / name).touch()
    os.truncate(prepared.root / "posts" / name, HOLES)
    assert call("validate").exit_code in {0, 1}
    done = call("export")
    assert done.exit_code == 1
    assert f"posts/{name}: it has 100000 MB, and may have {FILE_LIMIT // 1_000_000}" in done.stderr


@pytest.mark.parametrize(
    "name", ["public/manifest.json", "public/.parccli-export.json", *(f".parccli/{s}" for s in STATE)]
)
def test_what_is_ours_may_be_of_holes_too(prepared: Site, call: Call, name: str) -> None:
    """Its content is not believed, nor read at any size."""
    (place := prepared.root / name).parent.mkdir(parents=True)
    place.touch()
    os.truncate(place, HOLES)
    for command in (("list",), *WRITING):
        done = call(*command)
        assert done.exit_code in {0, 1}, done.stderr
        assert "bug" not in done.stderr


@pytest.mark.parametrize("read", [read_bytes, open_file])
def test_no_file_is_read_without_a_limit(tmp_path: Path, read: object) -> None:
    """Whoever reads need not think of one."""
    (tmp_path / "a").touch()
    os.truncate(tmp_path / "a", FILE_LIMIT + 1)
    with pytest.raises(ParcError, match="it has 501 MB, and may have 500"):
        read(tmp_path / "a", "a")  # type: ignore[operator]


def test_a_file_that_grows_is_read_to_the_limit() -> None:
    """Its size was looked at before: /proc's files say 0 and go on."""
    if not Path("/proc/self/smaps").is_file():
        pytest.skip("there is no /proc")
    with pytest.raises(ParcError, match="may have"):
        read_bytes("/proc/self/smaps", "smaps", limit=1000)


def test_a_title_begins_no_row_of_its_own(prepared: Site, call: Call) -> None:
    """The separators of Unicode end a line where text is wrapped: they show as escapes."""
    row = "2025-01-02   published   Faux   faux"
    prepared.write(a=a_post(f'summary: "x\\u2029{row}"\n', title=f'"Vrai\\u2028{row}"', body=f"Texte\u2028{row}"))
    for command in (("list",), ("show", "a"), ("publish", "a\u2028b")):
        done = call(*command, typed="\n")
        assert "\\u2028" in done.stdout + done.stderr
        assert not [line for line in (done.stdout + done.stderr).splitlines() if line.strip().startswith(row)]
