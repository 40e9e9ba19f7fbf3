from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from parccli.cli import new
from parccli.post import FIELDS, read
from parccli.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Call, Process, Site


def test_a_title_makes_a_draft_and_its_path_stands_alone(call: Call, site: Site) -> None:
    """Standard output is for scripts; the next step is told on standard error."""
    done = call("new", "L’été au Parc", "--date", "2025-06-21")
    assert (done.exit_code, done.stdout) == (0, "posts/2025/2025-06-21-lete-au-parc.md\n")
    assert "parccli publish" in done.stderr
    post = read(Source("a.md", (site.root / done.stdout.strip()).read_text(encoding="utf-8"))).post
    assert post is not None
    assert (post.title, post.slug, post.status) == ("L’été au Parc", "lete-au-parc", "draft")
    assert post.id is not None
    assert post.id.startswith("urn:uuid:")


def test_the_path_starts_from_where_she_stands(call: Call, site: Site) -> None:
    """From a folder below the site, `..` leads to it."""
    below = site.root / "brouillons"
    below.mkdir()
    assert call("new", "a", "--date", "2025-06-21", cwd=below).stdout == "../posts/2025/2025-06-21-a.md\n"


def test_every_key_has_its_flag() -> None:
    """Of the table of fields, but what import writes."""
    flags = {"identity": "id", "category": "categories", "tag": "tags"}
    parameters = {flags.get(name, name) for name in new.run.__annotations__}
    assert {field.name for field in FIELDS} - {"source"} <= parameters


def test_a_file_is_never_overwritten(call: Call, site: Site) -> None:
    """The second post of one title gets a number; one whose name is taken by a stranger's file is refused."""
    assert call("new", "a", "--date", "2025-06-21").stdout == "posts/2025/2025-06-21-a.md\n"
    assert call("new", "a", "--date", "2025-06-21").stdout == "posts/2025/2025-06-21-a-2.md\n"
    stranger = site.root / "posts/2025/2025-06-21-b.md"
    stranger.write_text("---\ntitle: autre\nslug: autre\n---\n", encoding="utf-8")
    done = call("new", "b", "--date", "2025-06-21")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "posts/2025/2025-06-21-b.md" in done.stderr
    assert stranger.read_text(encoding="utf-8") == "---\ntitle: autre\nslug: autre\n---\n"


@pytest.mark.usefixtures("site")
def test_the_text_comes_from_a_file_or_from_standard_input(call: Call, tmp_path: Path) -> None:
    """`-` is standard input."""
    (tmp_path / "texte.md").write_text("Du fichier.\n", encoding="utf-8")
    for given, text in (("texte.md", "Du fichier.\n"), ("-", "De l’entrée.\n")):
        path = call("new", "a", "--body", given, stdin="De l’entrée.\n").stdout.strip()
        assert (tmp_path / path).read_text(encoding="utf-8").endswith(f"---\n\n{text}")


@pytest.mark.usefixtures("site")
def test_a_text_that_is_not_there_is_a_mistake_on_the_command_line(call: Call) -> None:
    """Exit 2, with the name."""
    done = call("new", "a", "--body", "absent.md")
    assert done.exit_code == 2
    assert "absent.md" in done.stderr


@pytest.mark.usefixtures("site")
def test_publishing_at_once_is_refused_on_errors(call: Call, tmp_path: Path) -> None:
    """And then nothing is written."""
    done = call("new", "a", "--publish", "--image", "tour.png")
    assert done.exit_code == 1
    assert "alternative text" in done.stderr
    assert list((tmp_path / "posts").iterdir()) == []
    done = call("new", "a", "--publish", "--summary", "s")
    assert done.exit_code == 0
    assert "status: published" in (tmp_path / done.stdout.strip()).read_text(encoding="utf-8")


def test_a_post_like_another_has_an_id_of_its_own(call: Call, site: Site) -> None:
    """Its category and text are the model's."""
    site.write(modele="---\nid: urn:uuid:1\ntitle: M\ncategories: [Travaux]\n---\n\nLe texte.\n")
    path = call("new", "Copie", "--like", "modele").stdout.strip()
    text = (site.root / path).read_text(encoding="utf-8")
    assert "categories: [Travaux]" in text
    assert text.endswith("---\n\nLe texte.\n")
    assert "urn:uuid:1\n" not in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("",), "the title is empty"),
        (("a", "--date", "02/26/2021"), "26/02/2021"),
        (("a", "--slug", "../x"), "is not a slug"),
        (("a", "--status", "publihsed"), "is not a status"),
        (("a", "--lang", "français"), "is not a language code"),
        (("a", "--like", "absent"), "no post is called “absent”"),
    ],
)
@pytest.mark.usefixtures("site")
def test_a_value_that_cannot_be_right_is_refused(call: Call, arguments: tuple[str, ...], told: str) -> None:
    """Exit 2, and nothing is written."""
    done = call("new", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_the_sites_own_archetype_comes_first(call: Call, site: Site) -> None:
    """With its comments and its text."""
    folder = site.root / "templates/archetypes"
    folder.mkdir(parents=True)
    (folder / "default.md").write_text("---\ntitle:\n# Relire deux fois.\n---\n\n## Contact\n", encoding="utf-8")
    path = call("new", "a").stdout.strip()
    text = (site.root / path).read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: a\n# Relire deux fois.\n")
    assert text.endswith("---\n\n## Contact\n")


@pytest.mark.usefixtures("site")
def test_the_editor_opens_when_it_is_asked_for(run: Process, tmp_path: Path) -> None:
    """`--edit` needs no terminal; the editor gets the file."""
    script = tmp_path / "editor.py"
    script.write_text("import sys\nopen(sys.argv[1], 'a', encoding='utf-8').write('Vu.\\n')\n", encoding="utf-8")
    done = run("new", "a", "--edit", env={"EDITOR": f"'{sys.executable}' '{script}'"})
    assert done.exit_code == 0
    assert (tmp_path / done.stdout.strip()).read_text(encoding="utf-8").endswith("Vu.\n")


def test_a_person_is_asked_for_the_title_and_the_category(call: Call, site: Site) -> None:
    """A mistyped category is told with the nearest one, and asked for again; its spelling is the site's."""
    done = call("new", "--no-edit", typed="\nLe quai rouvre\ntravail\nTRAVAUX\n")
    assert done.exit_code == 0
    (post,) = site.root.rglob("posts/**/*.md")
    text = post.read_text("utf-8")
    assert "title: Le quai rouvre\n" in text
    assert "categories: [Travaux]\n" in text
    assert "did you mean" in done.stderr
    assert "parccli publish le-quai-rouvre" in done.stderr.replace("\n", " ")


@pytest.mark.parametrize(
    ("answers", "category"),
    [("trav\n", "Travaux"), ("VIE\n", "Vie du Parc"), ("e\nempl\n", "Emploi"), ("entreprises\n", "Entreprises")],
)
def test_the_beginning_of_a_category_is_enough(call: Call, site: Site, answers: str, category: str) -> None:
    """Where only one of the site's begins so."""
    (site.root / "parccli.toml").write_text(
        'title = "Parc"\nurl = "https://www.example.org"\n'
        'categories = ["Vie du Parc", "Entreprises", "Emploi", "Travaux"]\n',
        encoding="utf-8",
    )
    assert call("new", "--no-edit", typed=f"Le quai rouvre\n{answers}").exit_code == 0
    (post,) = site.root.rglob("posts/**/*.md")
    assert f"categories: [{category}]\n" in post.read_text("utf-8")


def test_nobody_to_ask_for_the_title(call: Call, site: Site) -> None:
    """A script is told, and nothing is written."""
    done = call("new")
    assert (done.exit_code, done.stderr) == (2, "parccli: the argument TITLE is missing\n  Try “parccli new --help”.\n")
    assert list(site.root.rglob("*.md")) == []


def test_an_unknown_category_is_written_and_warned_of(call: Call, site: Site) -> None:
    """Never refused; one that differs by its capitals is spelled as the site has it."""
    done = call("new", "Le quai", "--category", "Travau", "--category", "emploi")
    assert done.exit_code == 0
    assert "“Travau” is not a category of the site: did you mean “Travaux”?" in done.stderr
    (post,) = site.root.rglob("posts/**/*.md")
    assert "categories: [Travau, Emploi]\n" in post.read_text("utf-8")
