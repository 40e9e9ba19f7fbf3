"""parccli where things are not as they should be: it answers in words, loses nothing, never hangs and never crashes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.folder.lock import locked
from parccli.folder.site import open_site
from tests.cli.conftest import Process
from tests.trust.test_hostile_text import a_post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.cli.conftest import Site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="of POSIX: descriptors, permissions, signals"),
]
COMMANDS = {
    "init": ("init", "autre", "--title", "T", "--url", "https://www.example.org", "--yes"),
    "new": ("new", "Nouveau", "--no-edit"),
    "edit": ("edit", "a"),
    "list": ("list",),
    "show": ("show", "a"),
    "validate": ("validate",),
    "fix": ("validate", "--fix"),
    "publish": ("publish", "b", "--force"),
    "unpublish": ("unpublish", "a"),
    "rename": ("rename", "a", "autre"),
    "import": ("import", "liste.csv"),
    "export": ("export",),
    "plan": ("export", "--dry-run"),
    "config show": ("config", "show"),
    "config schema": ("config", "schema", "post"),
    "completion": ("completion", "bash"),
    "help": ("--help",),
    "version": ("--version",),
}
WRITING = ("new", "fix", "publish", "unpublish", "rename", "import", "export")
PRINTING = tuple(name for name in COMMANDS if name not in {"init", "edit", "fix"})


@pytest.fixture
def prepared(site: Site) -> Site:
    """A public post and a draft with a slip in each, and a list to import."""
    site.write(a=a_post(body="C'est là !"), b=a_post().replace(":a\n", ":b\n").replace("slug: a", "slug: b"))
    draft = site.root / "posts" / "b.md"
    draft.write_text(draft.read_text("utf-8").replace("status: published", "status: draft"), encoding="utf-8")
    (site.root / "liste.csv").write_text("titre;date\nUn;2025-01-01\nDeux;2025-01-02\n", encoding="utf-8")
    return site


def _run(
    root: Path,
    command: Sequence[str],
    *,
    prefix: Sequence[str] = (),
    script: str = "",
    env: Mapping[str, str] | None = None,
    drop: Sequence[str] = (),
) -> subprocess.CompletedProcess[bytes]:
    """Run parccli; `script` is one of the shell's, in which `"$@"` stands for it."""
    environ = {**Process(cwd=root).environment({"EDITOR": "true", **(env or {})})}
    program = [*prefix, sys.executable, "-m", "parccli", *command]
    return subprocess.run(
        ["/bin/sh", "-c", script, "sh", *program] if script else program,
        cwd=root,
        env={name: value for name, value in environ.items() if name not in drop},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


def _require_words(done: subprocess.CompletedProcess[bytes], codes: Sequence[int] = (0, 1, 2)) -> str:
    """What was said: a text of ours, with an exit status that has a meaning."""
    told = done.stderr.decode() + done.stdout.decode(errors="replace")
    assert done.returncode in codes, told
    assert "Traceback" not in told
    assert "this is a bug" not in told
    assert "Exception ignored" not in told
    return told


def _tree(root: Path) -> dict[str, bytes]:
    paths = [path for path in root.rglob("*") if path.is_file() and ".parccli" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def _unprivileged() -> list[str]:
    """What makes root respect permissions; nothing for anyone else."""
    if os.geteuid() != 0:
        return []
    if (setpriv := shutil.which("setpriv")) is None:
        pytest.skip("root ignores permissions, and setpriv is not there to take that right away")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all"]


@pytest.mark.parametrize("name", WRITING)
def test_read_only_folders(prepared: Site, name: str) -> None:
    """Nothing can be written, which is told with the file; what stands there stands there still."""
    before = _tree(prepared.root)
    folders = [prepared.root, *(path for path in prepared.root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    done = _run(prepared.root, COMMANDS[name], prefix=_unprivileged())
    for folder in folders:
        folder.chmod(0o755)
    assert "permission denied" in _require_words(done, (1, 2))
    assert _tree(prepared.root) == before


@pytest.mark.parametrize("name", ["list", "show", "validate", "plan", "config show"])
def test_reading_needs_no_right_to_write(prepared: Site, name: str) -> None:
    """A site on a read-only disk can be looked at."""
    for folder in (prepared.root, prepared.root / "posts"):
        folder.chmod(0o555)
    done = _run(prepared.root, COMMANDS[name], prefix=_unprivileged())
    for folder in (prepared.root, prepared.root / "posts"):
        folder.chmod(0o755)
    _require_words(done, (0, 1) if name == "validate" else (0,))


@pytest.mark.parametrize("name", ["list", "validate", "export", "publish"])
def test_a_file_that_may_not_be_read(prepared: Site, name: str) -> None:
    """The post is named; an export stops, since nobody knows whether it should go on showing it."""
    (prepared.root / "posts" / "a.md").chmod(0)
    done = _run(prepared.root, COMMANDS[name], prefix=_unprivileged())
    told = _require_words(done)
    assert "posts/a.md" in told or name == "publish"
    assert name != "export" or (done.returncode == 1 and not (prepared.root / "public").exists())


@pytest.mark.parametrize("name", WRITING)
@pytest.mark.parametrize("blocks", [0, 1, 4])
def test_a_limit_of_the_size_of_files(
    prepared: Site, tmp_path_factory: pytest.TempPathFactory, name: str, blocks: int
) -> None:
    """`ulimit -f`, a quota, a full disk: what does not fit is told; each file is the old one or the new one."""
    (prepared.root / "posts" / "large.md").write_text(
        a_post(body="Un texte. " * 2000).replace(":a\n", ":l\n").replace("slug: a", "slug: l"), encoding="utf-8"
    )
    shutil.copytree(prepared.root, unlimited := tmp_path_factory.mktemp("unlimited") / "site")
    before = _tree(prepared.root)
    _require_words(_run(unlimited, COMMANDS[name]))
    whole = _tree(unlimited)
    _require_words(_run(prepared.root, COMMANDS[name], script=f'trap "" XFSZ; ulimit -f {blocks}; exec "$@"'))
    now = _tree(prepared.root)
    # What is written anew has an id of its own each time; a renamed post is there under one name or the other.
    anew = now.keys() - before.keys() if name in {"new", "import"} else set()
    assert not [path for path in now.keys() - anew if now[path] not in {before.get(path), whole.get(path)}]
    assert not [path for path in anew if not re.fullmatch(rb"---\n(.+\n)+---\n(.*\n)*", now[path])]
    assert before.keys() - now.keys() in (set(), before.keys() - whole.keys())
    assert before.keys() - now.keys() == set() or now.keys() - before.keys() == whole.keys() - before.keys()
    assert not [path for path in now if path.endswith(".tmp")]


@pytest.mark.parametrize("name", WRITING)
def test_a_full_disk(prepared: Site, tmp_path: Path, name: str) -> None:
    """A disk of its own, filled to the last block: told in words; then, with room, the same command does its work."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    options = ["-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if not (mount and umount) or subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        pytest.skip("a disk of its own takes the right to mount one")
    try:
        root = disk / "site"
        shutil.copytree(prepared.root, root, ignore=shutil.ignore_patterns("disk"))
        before = _tree(root)
        filler = root.parent / "filler"
        try:
            with filler.open("wb", buffering=0) as file:
                while file.write(bytes(4096)):
                    pass
        except OSError:
            pass
        done = _run(root, COMMANDS[name])
        assert "the disk is full" in _require_words(done, (1, 2))
        assert _tree(root) == before
        filler.unlink()
        _require_words(_run(root, COMMANDS[name]), (0, 1))
        assert _tree(root) != before
    finally:
        subprocess.run([umount, "-l", str(disk)], check=False)


@pytest.mark.parametrize("name", PRINTING)
def test_output_that_cannot_be_written(prepared: Site, name: str) -> None:
    """To a full device it is an error; into a pipe that nobody reads, 141; to nothing, it is nothing."""
    told = _require_words(_run(prepared.root, COMMANDS[name], script='exec "$@" > /dev/full'), (0, 1, 2))
    assert "the output cannot be written" in told or name in {"export", "plan", "publish", "unpublish"}
    _require_words(_run(prepared.root, COMMANDS[name], script='"$@" | true'), (0, 1, 2))
    _require_words(_run(prepared.root, COMMANDS[name], script='exec "$@" >&-'), (0, 1, 2))
    _require_words(_run(prepared.root, COMMANDS[name], script='exec "$@" 2>&-'), (0, 1, 2))
    _require_words(_run(prepared.root, COMMANDS[name], script='exec "$@" >&- 2>&- <&-'), (0, 1, 2))
    _require_words(_run(prepared.root, COMMANDS[name], script='exec "$@" 2> /dev/full'), (0, 1, 2))


def test_a_pipe_that_is_closed_early(prepared: Site) -> None:
    """`parccli list | head -1` prints one line and says nothing more, as `ls` does."""
    for number in range(2000):
        (prepared.root / "posts" / f"n-{number}.md").write_text(
            a_post(title="Un titre assez long " * 5), encoding="utf-8"
        )
    done = _run(prepared.root, ("list",), script='{ "$@"; echo "status $?" >&2; } | head -1')
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.decode() == "status 141\n"


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    ("env", "drop"),
    [
        ({"LC_ALL": "C", "LANG": "C"}, ()),
        ({"LC_ALL": "xx_YY.nothing"}, ()),
        ({"TERM": ""}, ("HOME", "TERM", "PATH", "LANG", "PARCCLI_LANG")),
        ({"PYTHONIOENCODING": "ascii:strict", "PARCCLI_LANG": "fr"}, ()),
        ({"COLUMNS": "1", "LINES": "0"}, ()),
        ({"TZ": "Nowhere/At_All", "PARCCLI_LANG": "xx"}, ()),
    ],
    ids=["C", "no locale", "nothing", "ASCII", "narrow", "nowhere"],
)
def test_an_environment_that_says_little(prepared: Site, name: str, env: dict[str, str], drop: tuple[str, ...]) -> None:
    """No locale, no home, no terminal, no path: every command works, and writes UTF-8."""
    done = _run(prepared.root, COMMANDS[name], env=env, drop=drop)
    _require_words(done, (0, 1) if name in {"validate", "fix"} else (0,))
    done.stdout.decode("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_working_directory_that_is_gone(prepared: Site, name: str) -> None:
    """It is told what to do."""
    done = _run(prepared.root, COMMANDS[name], script='mkdir x; cd x; rmdir ../x; exec "$@"')
    _require_words(done, (0, 2))
    assert name in {"help", "version"} or b"the working directory is gone" in done.stderr


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "edit"])
def test_no_network(prepared: Site, name: str) -> None:
    """Without any network at all, nothing is missing."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network of its own can be made here")
    _require_words(_run(prepared.root, COMMANDS[name], prefix=[unshare, "-rn"]), (0, 1))


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("when", ["1970-01-01 00:00:00", "2100-12-31 23:59:59"])
def test_a_clock_that_is_wrong(prepared: Site, name: str, when: str) -> None:
    """A computer with an empty battery, and one of the next century: what is public changes, and nothing breaks."""
    faketime = shutil.which("faketime")
    if faketime is None:
        pytest.skip("faketime is missing: `make test-slow` installs it")
    done = _run(prepared.root, COMMANDS[name], prefix=[faketime, when])
    _require_words(done, (0, 1))
    if name == "export":
        shown = (prepared.root / "public" / "fragments" / "articles" / "a.html").exists()
        assert shown == when.startswith("2100")


HIDDEN = (b"...md",)
NO_TEXT = (b"a\xff\xfe.md",)
ODD_NAMES = (
    "été.md".encode(),
    "e\u0301te\u0301.md".encode(),
    b"a\xff\xfe.md",
    b"A.md",
    b"CON.md",
    b"aux.txt.md",
    b"a b  c.md",
    b"-rf.md",
    b"--help.md",
    b"%s%n.md",
    b"a:b*?.md",
    b"a\nb.md",
    b"a\x1b[31m.md",
    b" .md",
    b"...md",
    ("x" * 252).encode() + b".md",
    ("é" * 126).encode() + b".md",
    "\u202ename.md".encode(),
)
READING = ("list", "show", "validate", "export", "plan", "fix", "publish", "rename")


def _name_oddly(site: Site, odd_names: Sequence[bytes]) -> None:
    """Write a post under each name."""
    for number, odd in enumerate(odd_names):
        text = a_post().replace("urn:x:a", f"urn:x:{number}").replace("slug: a", f"slug: n-{number}")
        with open(os.path.join(os.fsencode(site.root / "posts"), odd), "w", encoding="utf-8") as file:  # noqa: PTH118, PTH123
            file.write(text)


@pytest.mark.parametrize("name", READING)
def test_names_of_all_kinds(prepared: Site, name: str) -> None:
    """Composed and not, in no encoding, of another case, reserved, of 255 bytes: they stay as they are."""
    _name_oddly(prepared, ODD_NAMES)
    before = {os.fsencode(path.name) for path in (prepared.root / "posts").iterdir()}
    _require_words(_run(prepared.root, COMMANDS[name]))
    if name not in {"rename", "publish"}:
        assert {os.fsencode(path.name) for path in (prepared.root / "posts").iterdir()} == before


def test_a_name_of_any_kind_is_read_or_told(prepared: Site) -> None:
    """Each is a post under its own spelling, `A.md` beside `a.md` too; one that is no text is named."""
    _name_oddly(prepared, ODD_NAMES)
    done = _run(prepared.root, ("list", "--format", "json"))
    read = {os.fsencode(row["path"]) for row in json.loads(done.stdout)}
    posts = {b"posts/" + odd for odd in ODD_NAMES if odd not in {*HIDDEN, *NO_TEXT}}
    assert read == {b"posts/a.md", b"posts/b.md", *posts}
    told = done.stderr.decode()
    assert "posts/a\\udcff\\udcfe.md: warning: its name is not in UTF-8" in told
    assert "..." not in told


def test_posts_of_any_name_are_published(prepared: Site) -> None:
    """Two files whose names differ by case only, or by how an accent is stored, are two posts and stay two."""
    readable = [odd for odd in ODD_NAMES if odd not in {*HIDDEN, *NO_TEXT}]
    _name_oddly(prepared, readable)
    assert _run(prepared.root, ("export",)).returncode == 0
    articles = prepared.root / "public" / "fragments" / "articles"
    expected = {"a", *(f"n-{number}" for number in range(len(readable)))}
    assert {path.name.removesuffix(".body.html").removesuffix(".html") for path in articles.iterdir()} == expected
    listed = json.loads((prepared.root / "public" / "manifest.json").read_bytes())["files"]
    sources = {os.fsencode(entry["source"]) for entry in listed.values() if entry["source"]}
    assert sources == {b"posts/a.md", *(b"posts/" + odd for odd in readable)}


@pytest.mark.parametrize("command", [("show",), ("publish", "--force"), ("unpublish",)])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [("posts/A.md", b"A.md"), ("posts/a.md", b"a.md"), ("posts/été.md", "e\u0301te\u0301.md".encode())],
)
def test_a_name_means_the_file_of_that_name(prepared: Site, command: tuple[str, ...], typed: str, kept: bytes) -> None:
    """Of two that differ by case only, that of its case; with accents composed, the one that has them apart."""
    _name_oddly(prepared, (b"A.md", "e\u0301te\u0301.md".encode()))
    folder = os.fsencode(prepared.root / "posts")
    before = {name: Path(os.fsdecode(folder + b"/" + name)).read_bytes() for name in os.listdir(folder)}  # noqa: PTH208
    _require_words(_run(prepared.root, (*command, typed)), (0,))
    after = {name: Path(os.fsdecode(folder + b"/" + name)).read_bytes() for name in os.listdir(folder)}  # noqa: PTH208
    changed = {name for name in after if after[name] != before.get(name)}
    assert after.keys() == before.keys()
    assert changed == ({kept} if command == ("unpublish",) else set())


@pytest.mark.parametrize("slug", ["con", "lpt1", "x" * 260])
def test_no_name_is_made_that_a_system_cannot_store(prepared: Site, slug: str) -> None:
    """By a rename, which changes nothing then, nor by an export of a post that someone gave such a slug."""
    before = _tree(prepared.root)
    assert f"“{slug}” is not a slug" in _require_words(_run(prepared.root, ("rename", "a", slug)), (2,))
    assert _tree(prepared.root) == before
    (prepared.root / "posts" / "a.md").write_text(a_post().replace("slug: a", f"slug: {slug}"), encoding="utf-8")
    assert f"“{slug}” is not a slug" in _require_words(_run(prepared.root, ("export",)), (1,))
    assert not (prepared.root / "public").exists()


def test_two_links_to_one_file_are_one_post(prepared: Site) -> None:
    """Were they two, both would have its id: the second name is told and left out."""
    (prepared.root / "textes").mkdir()
    text = a_post().replace(":a\n", ":c\n").replace("slug: a", "slug: c")
    (prepared.root / "textes" / "c.md").write_text(text, encoding="utf-8")
    for name in ("c.md", "d.md"):
        (prepared.root / "posts" / name).symlink_to("../textes/c.md")
    done = _run(prepared.root, ("list", "--format", "paths"))
    assert sorted(done.stdout.decode().splitlines()) == ["posts/a.md", "posts/b.md", "posts/c.md"]
    assert "posts/d.md" in _require_words(_run(prepared.root, ("validate",)))


@pytest.mark.parametrize("name", READING)
def test_what_is_no_file(prepared: Site, tmp_path: Path, name: str) -> None:
    """Pipes, sockets, folders named x.md, links out, in a circle and to nowhere: passed over, never waited for."""
    posts = prepared.root / "posts"
    secret = tmp_path.parent / f"{tmp_path.name}-secret.md"
    secret.write_text(a_post(title="SECRET").replace(":a\n", ":s\n").replace("slug: a", "slug: s"), encoding="utf-8")
    os.mkfifo(posts / "pipe.md")
    (posts / "folder.md").mkdir()
    (posts / "folder.md" / "inside.md").write_text("x", encoding="utf-8")
    (posts / "out.md").symlink_to(secret)
    (posts / "outside").symlink_to(tmp_path.parent)
    (posts / "self.md").symlink_to("self.md")
    (posts / "circle").symlink_to(".")
    (posts / "nowhere.md").symlink_to("nothing.md")
    (posts / "zero.md").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener:
        folder = os.open(posts, os.O_RDONLY)
        try:
            listener.bind(f"/proc/self/fd/{folder}/socket.md")
        finally:
            os.close(folder)
        told = _require_words(_run(prepared.root, COMMANDS[name]))
    assert "SECRET" not in told
    public = prepared.root / "public"
    assert not [path for path in public.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()]


def test_an_output_folder_that_leads_away(prepared: Site, tmp_path: Path) -> None:
    """Links in public/ that lead elsewhere are not followed; what stands there is not overwritten."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "rss.xml").write_text("hers", encoding="utf-8")
    (prepared.root / "public").mkdir()
    (prepared.root / "public" / "feeds").symlink_to(elsewhere)
    done = _run(prepared.root, ("export", "--force"))
    assert "leads out of the output folder" in _require_words(done, (1, 2))
    assert (elsewhere / "rss.xml").read_text("utf-8") == "hers"


def _heed_ctrl_c() -> None:
    """What a shell script runs in the background ignores Ctrl-C, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _started(root: Path, name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "parccli", *COMMANDS[name]],
        cwd=root,
        env=Process(cwd=root).environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 -- the tests have no threads
    )


@pytest.mark.parametrize("name", ["import", "export", "fix"])
def test_ctrl_c(prepared: Site, name: str) -> None:
    """At any moment it ends with 130 and one word; each file is whole, and the same command then ends the job."""
    for number in range(150):
        text = a_post(body="C'est là !").replace(":a\n", f":{number}\n").replace("slug: a", f"slug: n-{number}")
        (prepared.root / "posts" / f"n-{number}.md").write_text(text, encoding="utf-8")
    for wait in (0.05, 0.15, 0.3, 0.5, 0.8):
        process = _started(prepared.root, name)
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=60)
        # Before our first line runs, Python itself answers.
        assert process.returncode in {0, 1, 130, -signal.SIGINT}
        assert process.returncode != 130 or err.decode().endswith("Interrupted\n")
        assert b"this is a bug" not in err
    _require_words(_run(prepared.root, COMMANDS[name]), (0, 1))
    assert list(prepared.root.rglob(".parccli-*.tmp")) == []


@pytest.mark.parametrize("name", WRITING)
def test_ctrl_c_while_it_waits(prepared: Site, name: str) -> None:
    """For another command that holds the site, a moment that is sure to come: nothing has been written by then."""
    before = _tree(prepared.root)
    with locked(open_site(prepared.root)):
        process = _started(prepared.root, name)
        assert process.stderr is not None
        told = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, rest = process.communicate(timeout=60)
    assert b"Another parccli is writing" in told
    assert (process.returncode, out, rest.splitlines()[-1]) == (130, b"", b"Interrupted")
    assert _tree(prepared.root) == before
