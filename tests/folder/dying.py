"""Run a piece of writing once for each system call it makes, and stop it there: killed, or told that the disk is full.

`python dying.py kill|fail SCENARIO FOLDER` leaves in FOLDER one folder a call, named by its number, as the run left
it. The run that is not reached any more, and so ends well, is named `whole`. `list` in the place of the first word
stops nothing and prints the calls.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import sys
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = ("open", "write", "fsync", "sync", "link", "rename", "replace", "mkdir", "fchmod", "unlink", "rmdir")
LAST = sys.maxsize


class _Countdown:
    """Counts the calls that change the disk; at the fatal one, stops the process before or instead of it."""

    def __init__(self) -> None:
        self.left = LAST
        self.mode = "kill"

    def wrap(self, name: str) -> None:
        call = getattr(os, name)

        def counted(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 -- stands for any call
            reads = name == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR)
            if self.mode == "list" and not reads:
                print(*(name, *_shown(arguments)))  # noqa: T201
            self.left -= 0 if reads else 1
            if self.left == 0 and not reads:
                self.stop()
            if name == "write" and self.left == 1 and len(arguments[1]) > 1:
                # A write may be cut anywhere: the next call, which is fatal, goes on in the middle.
                arguments = (arguments[0], arguments[1][: len(arguments[1]) // 2])
            return call(*arguments, **options)

        setattr(os, name, counted)

    def stop(self) -> None:
        if self.mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _shown(arguments: tuple[Any, ...]) -> list[str]:
    """The paths among the arguments, from the site; random names as `*`."""
    paths = [os.fspath(argument) for argument in arguments if isinstance(argument, (str, os.PathLike))]
    return [re.sub(r"\.parccli-[0-9a-f]{16}", "*", path.partition("/1/")[2]) for path in paths]


COUNTDOWN = _Countdown()
if __name__ == "__main__":
    # Before the code under test takes hold of any of them.
    for _name in CALLS:
        COUNTDOWN.wrap(_name)

from parccli.errors import ParcError  # noqa: E402
from parccli.folder import saving  # noqa: E402
from parccli.folder.lock import locked  # noqa: E402
from parccli.folder.outputs import write_outputs  # noqa: E402
from parccli.folder.site import open_site  # noqa: E402

SETTINGS = b'title = "Parc"\nurl = "https://parc.example.org"\n'
OLD, NEW = b"avant\n" * 20, b"apr\xc3\xa8s\n" * 30


class Made(NamedTuple):
    """An output."""

    path: str
    data: bytes
    source: str | None = None
    id: str | None = None


FIRST = (
    Made("assets/parc.css", b"body {}\n"),
    Made("feeds/rss.xml", b"<rss>1</rss>\n"),
    Made("fragments/articles/a.html", b"<p>a</p>\n", "posts/a.md", "urn:a"),
    Made("fragments/vieux/b.html", b"<p>b</p>\n", "posts/b.md", "urn:b"),
)
SECOND = (
    Made("assets/parc.css", b"body {}\n"),
    Made("feeds/rss.xml", b"<rss>2</rss>\n"),
    Made("feeds/atom.xml", b"<feed>2</feed>\n"),
    Made("fragments/articles/a.html", b"<p>a, revu</p>\n", "posts/a.md", "urn:a"),
    Made("fragments/articles/c.html", b"<p>c</p>\n", "posts/c.md", "urn:c"),
    Made("media/posts/plan.pdf", b"%PDF-1.7\n"),
)


def prepare(root: Path) -> None:
    """Make a site with two posts and an export."""
    (root / "posts").mkdir(parents=True)
    (root / "parccli.toml").write_bytes(SETTINGS)
    for name in ("a.md", "b.md"):
        (root / "posts" / name).write_bytes(OLD)
    export(root, FIRST)


def save(root: Path) -> None:
    """Change one post."""
    with locked(open_site(root)) as hold:
        saving.save_post(hold, "posts/a.md", NEW, expect=OLD)


def create(root: Path) -> None:
    """Write a new one, in a new folder."""
    with locked(open_site(root)) as hold:
        saving.create_post(hold, "posts/2021/c.md", NEW)


def rename(root: Path) -> None:
    """Give one another name."""
    with locked(open_site(root)) as hold:
        saving.rename_post(hold, "posts/a.md", "posts/c.md")


def batch(root: Path) -> None:
    """Change two posts and write two, those that an earlier run has not done."""
    with locked(open_site(root)) as hold:
        writes = []
        for path in ("posts/2021/c.md", "posts/2022/d.md", "posts/a.md", "posts/b.md"):
            place = root / path
            old = place.read_bytes() if place.exists() else None
            writes.append(saving.PostWrite(path=path, data=NEW, expect=old))
        saving.save_posts(hold, writes)


def export(root: Path, outputs: tuple[Made, ...] = SECOND) -> None:
    """Bring public/ to hold `outputs`."""
    site = open_site(root)
    with locked(site) as hold:
        write_outputs(hold, site.output, outputs)


def first(root: Path) -> None:
    """Export into a folder that is not there yet."""
    with locked(open_site(root)) as hold:
        write_outputs(hold, root / "www" / "public", SECOND)


SCENARIOS: dict[str, Callable[[Path], None]] = {
    "save": save,
    "create": create,
    "rename": rename,
    "batch": batch,
    "export": export,
    "first": first,
}


def _in_child(act: Callable[[], None]) -> bool:
    """Whether `act`, in a process of its own, came to its end."""
    child = os.fork()
    if child == 0:
        try:
            act()
        except ParcError:
            os._exit(1)
        except BaseException as error:  # noqa: BLE001 -- anything else is a bug, which the tests must see
            print(repr(error), file=sys.stderr, flush=True)  # noqa: T201
            os._exit(2)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status) == 0


def _stopped(mode: str, scenario: str, root: Path, number: int) -> None:
    COUNTDOWN.mode, COUNTDOWN.left = mode, number
    SCENARIOS[scenario](root)
    # An error may also be one that is rightly passed over, at a folder that is not empty for example.
    if COUNTDOWN.left <= 0:
        os._exit(1)


def main(mode: str, scenario: str, folder: Path) -> None:
    """Stop at the first call, the second, … until none is left."""
    for number in count(1):
        root = folder / str(number)
        prepare(root)
        if mode == "list":
            (root / ".parccli").mkdir(exist_ok=True)
            COUNTDOWN.mode = mode
            SCENARIOS[scenario](root)
            return
        if _in_child(partial(_stopped, mode, scenario, root, number)):
            root.rename(folder / "whole")
            return


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
