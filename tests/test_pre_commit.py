from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def hooks() -> list[dict[str, str]]:
    """What pre-commit reads."""
    return list(yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")))


def test_the_hook_has_what_pre_commit_requires() -> None:
    """An id, a name, an entry that the package installs, a language, and the posts as its files."""
    [hook] = hooks()
    assert hook["id"] == "parccli-validate"
    assert hook["language"] == "python"
    command = shlex.split(hook["entry"])[0]
    assert command in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert re.search(hook["files"], "posts/2021/2021-02-26-titre.md")
    assert not re.search(hook["files"], "README.md")


def test_the_entry_takes_names_of_files(tmp_path: Path) -> None:
    """As pre-commit passes them, from the top of the repository; those alone are looked at."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "parccli.toml").write_text('title = "Le Parc"\nurl = "https://www.example.org"\n', encoding="utf-8")
    for name in ("a", "b", "c"):
        (tmp_path / "posts" / f"{name}.md").write_text("---\ntitle: never closed\n", encoding="utf-8")
    _program, *arguments = shlex.split(hooks()[0]["entry"])
    done = subprocess.run(
        [sys.executable, "-m", "parccli", *arguments, "posts/a.md", "posts/b.md"],
        cwd=tmp_path,
        env={**os.environ, "PARCCLI_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines() if "[P001]" in line] == ["posts/a.md", "posts/b.md"]
