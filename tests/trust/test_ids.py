"""No sequence of commands changes an id, or shows what is not public: any of them, in any order, tried by a machine."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from shutil import copyfile, rmtree

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.cli.conftest import Call, Result
from tests.trust.conftest import fuzzed

SETTINGS = 'title = "Le Parc"\nurl = "https://www.example.org"\n'
TITLES = st.sampled_from(("L’eau", "Le quai", "Le quai !", "con", "Été 2025", "a"))
MARK = "TEXTE"
"""Stands in every text; published outputs may have it only for posts that are public."""


class Site(RuleBasedStateMachine):
    """A site folder; by the mark in each text, which no command touches, the id under which it was public first."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        (self.root / "posts").mkdir()
        (self.root / "parccli.toml").write_text(SETTINGS, encoding="utf-8")
        self.call = Call(cwd=self.root)
        self.ids: dict[str, str] = {}
        self.marks = 0

    def teardown(self) -> None:
        """Leave nothing."""
        rmtree(self.root)

    def _run(self, *arguments: str, stdin: str = "") -> Result:
        done = self.call(*arguments, stdin=stdin)
        assert done.exit_code in {0, 1, 2}, done.stderr
        return done

    def _posts(self) -> list[Path]:
        return sorted((self.root / "posts").rglob("*.md"))

    def _post(self, number: int) -> str:
        posts = self._posts()
        return str(posts[number % len(posts)].relative_to(self.root))

    def _mark(self) -> str:
        self.marks += 1
        return f"{MARK}{self.marks:03}"

    @rule(title=TITLES, publish=st.booleans(), when=st.sampled_from(("2025-01-01", "2099-01-01")))
    def new(self, title: str, publish: bool, when: str) -> None:
        """Write a post, public or not."""
        flags = ("--publish",) if publish else ()
        self._run("new", title, "--body", "-", "--date", when, "--no-edit", *flags, stdin=f"Texte {self._mark()}.\n")

    @precondition(lambda self: self._posts())
    @rule(number=st.integers(0, 9), verb=st.sampled_from(("publish", "unpublish")))
    def change_status(self, number: int, verb: str) -> None:
        """Publish it, or take it back."""
        self._run(verb, self._post(number), *(("--force",) if verb == "publish" else ()))

    @precondition(lambda self: self._posts())
    @rule(number=st.integers(0, 9), slug=st.sampled_from(("nouveau", "autre", "a-1", "x")))
    def rename(self, number: int, slug: str) -> None:
        """Rename it."""
        self._run("rename", self._post(number), slug)

    @rule(unsafe=st.booleans())
    def fix(self, unsafe: bool) -> None:
        """Let everything be mended."""
        self._run("validate", "--fix", *(("--unsafe-fixes",) if unsafe else ()))

    @rule(
        titles=st.lists(TITLES, max_size=3),
        status=st.sampled_from(("draft", "published", "")),
        flags=st.sets(st.sampled_from(("--update", "--undo"))),
    )
    def bring_in(self, titles: list[str], status: str, flags: set[str]) -> None:
        """Import a list, again or for the first time, or take the last import back."""
        if "--undo" in flags:
            self._run("import", "--undo")
            return
        rows = [
            {
                "title": title,
                "date": "2025-02-0" + str(number + 1),
                "slug": f"importe-{number}",
                "body": f"{MARK}i{number}",
            }
            | ({"status": status} if status else {})
            for number, title in enumerate(titles)
        ]
        self._run("import", "-", "--from", "json", *flags, stdin=json.dumps(rows))

    @precondition(lambda self: self._posts())
    @rule(number=st.integers(0, 9))
    def copy(self, number: int) -> None:
        """Copy a file by hand, as people make a new post of an old one."""
        post = self.root / self._post(number)
        copy = post.with_name(f"{post.stem}-copie.md")
        if not copy.exists():
            copyfile(post, copy)

    @precondition(lambda self: self._posts())
    @rule(number=st.integers(0, 9))
    def edit(self, number: int) -> None:
        """Write more text by hand."""
        with (self.root / self._post(number)).open("a", encoding="utf-8") as file:
            file.write("\nUne ligne de plus.\n")

    @rule(flags=st.sets(st.sampled_from(("--skip-broken", "--force", "--dry-run"))))
    def export(self, flags: set[str]) -> None:
        """Export, in whatever state the site is; then no output has a text that is not public."""
        done = self._run("export", *sorted(flags))
        if done.exit_code == 0 and "--dry-run" not in flags:
            listed = json.loads(self._run("list", "--format", "json").stdout)
            public = {entry["path"] for entry in listed if entry["status"] == "published"}
            hidden = [path for path in self._posts() if path.relative_to(self.root).as_posix() not in public]
            shown = {mark for path in self._posts() if path not in hidden for mark in _marks(path)}
            made = "".join(path.read_text("utf-8") for path in (self.root / "public").rglob("*") if path.is_file())
            self._note_ids()
            for path in hidden:
                assert not [mark for mark in _marks(path) if mark in made and mark not in shown], path

    def _note_ids(self) -> None:
        """Remember under which id each text is known to readers from now on."""
        for entry in json.loads((self.root / "public" / "manifest.json").read_text("utf-8"))["files"].values():
            if entry["id"]:
                for mark in _marks(self.root / entry["source"]):
                    self.ids.setdefault(mark, entry["id"])

    @invariant()
    def ids_stay(self) -> None:
        """A text that was public once keeps the id that readers know, whatever becomes of its copies."""
        now: dict[str, set[str]] = {}
        for path in self._posts():
            found = {line[4:] for line in path.read_text("utf-8").splitlines() if line.startswith("id: ")}
            for mark in _marks(path):
                now.setdefault(mark, set()).update(found)
        assert {mark: ids for mark, ids in now.items() if mark in self.ids and self.ids[mark] not in ids} == {}


def _marks(path: Path) -> set[str]:
    text = path.read_text("utf-8")
    return {text[place : place + 8] for place in range(len(text)) if text.startswith(MARK, place)}


TestSite = Site.TestCase
TestSite.settings = settings(fuzzed, max_examples=max(10, fuzzed.max_examples // 30), stateful_step_count=20)
