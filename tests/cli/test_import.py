from __future__ import annotations

import io
import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.cli import imported, sources, telling
from parccli.cli.console import Console
from parccli.cli.invocation import Invocation
from parccli.folder.site import open_site
from parccli.importers import IMPORTERS, Intake, Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Call, Process, Site

TABLE = "Titre;Publié le;Statut;Contenu\nPortes;01/09/2025;publié;Bonjour\nPont;02/26/2021;;Fermé\nGaz;2025-09-02;;\n"


SPREADSHEET = Path(__file__).parents[1] / "importers/samples/xlsx.xlsx"


def invocation_in(site: Site) -> Invocation:
    """Give a call in the site's folder that nobody watches."""
    return Invocation(
        cwd=site.root,
        directory=site.root,
        environ={},
        language="en",
        console=Console(out=io.StringIO(), err=io.StringIO(), input=io.StringIO(), environ={}),
        stdin=io.BytesIO(),
        now=lambda: datetime(2026, 1, 15, tzinfo=UTC),
        new_id=lambda: "urn:example:1",
    )


def posts_of(site: Site) -> dict[str, bytes]:
    """Every post by its path in posts/."""
    folder = site.root / "posts"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def test_good_rows_are_written_and_bad_ones_named(call: Call, site: Site) -> None:
    """By the number that a spreadsheet shows; exit 1."""
    (site.root / "liste.csv").write_text(TABLE, encoding="utf-8")
    done = call("import", "liste.csv")
    assert done.exit_code == 1
    assert "row 3: " in done.stderr
    assert "26/02/2021" in done.stderr
    assert sorted(posts_of(site)) == ["2025/2025-09-01-portes.md", "2025/2025-09-02-gaz.md"]
    assert "2 created, 1 refused" in done.stderr


def test_a_second_run_changes_nothing(call: Call, site: Site) -> None:
    """Not a byte of any post."""
    (site.root / "liste.csv").write_text(TABLE, encoding="utf-8")
    call("import", "liste.csv")
    before = posts_of(site)
    again = call("import", "liste.csv")
    assert posts_of(site) == before
    assert "2 unchanged, 1 refused" in again.stderr


def test_the_plan_writes_nothing(call: Call, site: Site) -> None:
    """It is a table of every row."""
    (site.root / "liste.csv").write_text(TABLE, encoding="utf-8")
    done = call("import", "liste.csv", "--dry-run")
    assert posts_of(site) == {}
    assert done.stdout.startswith("2\tcreated\tposts/2025/2025-09-01-portes.md\t")


def test_the_report_and_the_bad_rows_alone(call: Call, site: Site, tmp_path: Path) -> None:
    """The report is for scripts; the rejects are for a spreadsheet, to mend and to import again."""
    (site.root / "liste.csv").write_text(TABLE, encoding="utf-8")
    call("import", "liste.csv", "--report", "r.json", "--rejects", "r.csv")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (report["source"], report["created"], report["refused"], report["conflicts"]) == (["liste.csv"], 2, 1, 0)
    assert [(row["row"], row["action"]) for row in report["rows"]] == [(2, "created"), (3, "refused"), (4, "created")]
    header, row = (tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()
    assert header == "Titre,Publié le,Statut,Contenu,reason"
    assert row.startswith("Pont,02/26/2021,,Fermé,")


def test_a_status_given_for_all_replaces_that_of_the_rows(call: Call, site: Site) -> None:
    """`--status draft` imports nothing to the public."""
    (site.root / "liste.csv").write_text(TABLE, encoding="utf-8")
    call("import", "liste.csv", "--status", "draft")
    assert all(b"status: draft" in data for data in posts_of(site).values())


def test_a_changed_source_waits_for_update_and_a_hand_edit_is_never_lost(call: Call, site: Site) -> None:
    """Source changed: skipped, then updated. Both changed: a conflict, and both are kept."""
    source = site.root / "liste.csv"
    source.write_text("Titre;Date;Contenu\nPortes;2025-09-01;Un\n", encoding="utf-8")
    call("import", "liste.csv")
    post = site.root / "posts/2025/2025-09-01-portes.md"
    source.write_text("Titre;Date;Contenu\nPortes;2025-09-01;Deux\n", encoding="utf-8")
    assert "--update" in call("import", "liste.csv").stderr
    assert post.read_text(encoding="utf-8").endswith("\nUn\n")
    assert "1 updated" in call("import", "liste.csv", "--update").stderr
    edited = post.read_text(encoding="utf-8").replace("Deux", "Sa version")
    post.write_text(edited, encoding="utf-8")
    source.write_text("Titre;Date;Contenu\nPortes;2025-09-01;Trois\n", encoding="utf-8")
    done = call("import", "liste.csv", "--update")
    assert done.exit_code == 1
    assert "1 conflict" in done.stderr
    assert post.read_text(encoding="utf-8") == edited


def test_standard_input_is_a_source(run: Process, site: Site) -> None:
    """`-`, with `--from` or by its content."""
    done = run("import", "-", "--from", "jsonl", stdin='{"title": "a", "date": "2025-09-01"}\n')
    assert (done.exit_code, done.stdout) == (0, "posts/2025/2025-09-01-a.md\n")
    assert len(posts_of(site)) == 1


def test_a_folder_of_markdown(call: Call, site: Site) -> None:
    """With all its files."""
    folder = site.root / "ancien"
    folder.mkdir()
    for name in ("2025-09-01-un.md", "deux.md"):
        (folder / name).write_text("# Un titre\n\nTexte.\n", encoding="utf-8")
    done = call("import", "ancien", "--from", "markdown")
    assert done.exit_code == 0
    assert len(posts_of(site)) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("absent.csv",), "absent.csv"),
        (("liste.csv", "--from", "csvv"), "csvv"),
        (("liste.csv", "--map", "Titre"), "COLUMN=KEY"),
        (("liste.csv", "--status", "publihsed"), "publihsed"),
        (("texte.txt", "--from", "text", "--rejects", "r.csv"), "--rejects"),
        (("liste.csv", "--sheet", "2021"), "--sheet"),
        (("vide",), "no file that can be imported"),
    ],
)
def test_a_mistaken_command_is_exit_2(call: Call, site: Site, arguments: tuple[str, ...], told: str) -> None:
    """And imports nothing."""
    (site.root / "liste.csv").write_text(TABLE, encoding="utf-8")
    (site.root / "vide").mkdir()
    (site.root / "texte.txt").write_text("Posté le 1 septembre 2025\nTitre\n\nTexte.\n", encoding="utf-8")
    done = call("import", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert posts_of(site) == {}


def test_help_names_every_importer(call: Call) -> None:
    """From the registry."""
    shown = call("import", "--help").stdout
    assert all(name in shown for name in IMPORTERS)


def test_the_sheets_of_a_spreadsheet(call: Call, site: Site) -> None:
    """`--sheet` names those to read; a sheet that is not there is exit 2, with the names of those that are."""
    data = SPREADSHEET.read_bytes()
    (site.root / "liste.xlsx").write_bytes(data)
    absent = call("import", "liste.xlsx", "--sheet", "2019")
    assert (absent.exit_code, "Liste" in absent.stderr) == (2, True)
    assert call("import", "liste.xlsx", "--sheet", "liste").stdout == "posts/2021/2021-02-26-le-canal.md\n"


def test_a_folder_of_several_kinds(call: Call, site: Site) -> None:
    """What is no post by itself is named, and no fault."""
    folder = site.root / "ancien"
    (folder / "images").mkdir(parents=True)
    (folder / "un.md").write_text("# Un titre\n\nTexte.\n", encoding="utf-8")
    (folder / "liste.csv").write_text("Titre;Date\nDeux;2025-09-01\n", encoding="utf-8")
    (folder / "images/canal.png").write_bytes(b"\x89PNG")
    done = call("import", "ancien")
    assert (done.exit_code, len(posts_of(site))) == (0, 2)
    assert "1 file is no post by itself: images/canal.png" in done.stderr


def test_what_stands_beside_a_source_and_nothing_else(site: Site) -> None:
    """An importer gets the files of the folder that was named, and none outside it."""
    (site.root / "page/images").mkdir(parents=True)
    (site.root / "page/images/canal.png").write_bytes(b"\x89PNG")
    (site.root / "page/p.md").write_text("# Un\n", encoding="utf-8")
    (site.root / "secret.txt").write_bytes(b"s")
    (site.root / "page/lien.txt").symlink_to(site.root / "secret.txt")
    for source, names in (("page", ("images/canal.png", "../secret.txt", "lien.txt")),
                          ("page/p.md", ("page/images/canal.png", "secret.txt", "page/lien.txt"))):  # fmt: skip
        [(_importer, material)] = sources.find(invocation_in(site), [source], "markdown", sources.Readings())
        assert [material.beside(name) for name in names] == [b"\x89PNG", None, None]


def test_many_remarks_of_a_kind(call: Call, site: Site) -> None:
    """The first twenty are told, and how many there are; the report has them all."""
    (site.root / "liste.csv").write_text("Titre\n" + "".join(f"Titre {n}\n" for n in range(50)), encoding="utf-8")
    done = call("import", "liste.csv", "--report", "r.json")
    assert done.stderr.count("the date is missing") == 20
    assert "and 30 more remarks of this kind (date_missing)" in done.stderr
    assert (site.root / "r.json").read_text(encoding="utf-8").count("the date is missing") == 50


def test_remarks_about_whole_files(call: Call, site: Site) -> None:
    """They have no row number; of several sources, each is named."""
    page = "<main><p>Posté le 1er mars 2021</p><h1>{}</h1><p onclick='x'>Texte.</p></main>"
    (site.root / "a.html").write_text(page.format("Un"), encoding="utf-8")
    (site.root / "b.html").write_text(page.format("Deux"), encoding="utf-8")
    french = {"PARCCLI_LANG": "fr"}
    assert (
        "\nretiré du texte\u00a0: onclick\n"
        in "\n" + call("import", "a.html", "--dry-run", "--format", "json", env=french).stderr
    )
    assert "b.html\u00a0: retiré du texte\u00a0: onclick\n" in call("import", "a.html", "b.html", env=french).stderr


def test_counts_agree_in_number(call: Call, site: Site) -> None:
    """In French too."""
    (site.root / "liste.csv").write_text(TABLE, encoding="utf-8")
    assert "2 créés, 1 refusé\n" in call("import", "liste.csv", env={"PARCCLI_LANG": "fr"}).stderr
    assert "2 supprimés\n" in call("import", "--undo", env={"PARCCLI_LANG": "fr"}).stderr


def test_the_plan_on_a_terminal(site: Site) -> None:
    """It has the titles, folded where they are long, and every remark once."""
    title = "L’eau, une ressource à préserver : les raisons d’un chantier essentiel pour le château d’eau"
    (site.root / "liste.csv").write_text(f"Titre;Date\n{title};2025-09-01\nPont;02/26/2021\n", encoding="utf-8")
    out, err = _Terminal(), _Terminal()
    console = Console(out=out, err=err, input=io.StringIO(), environ={"TERM": "dumb"})
    call = replace(invocation_in(site), console=console)
    with told_of(call, site, "liste.csv") as told:
        telling.tell(call, told, ["liste.csv"], as_json=False, plan=True)
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["row", "action", "title", "remarks"]
    assert max(map(len, lines)) <= 80
    start, end = lines[0].index("title"), lines[0].index("remarks")
    assert " ".join(line[start:end].strip() for line in lines[2:]).strip().startswith(f"{title} Pont")
    assert err.getvalue().splitlines()[-1] == "1 created, 1 refused"
    assert "26/02/2021" not in err.getvalue()


@contextmanager
def told_of(call: Invocation, site: Site, name: str) -> Iterator[telling.Told]:
    """Give what an import of a file would do."""
    folder, options = open_site(site.root), Options(today=date(2026, 1, 15))
    with sources.Readings() as readings, telling.Told() as told:
        batch = sources.find(call, [name], "auto", readings)
        with Intake(imported.read(call, folder, batch, options, readings, fetch=None), options) as intake:
            imported.plan(call, folder, intake, options, told)
        yield told


def test_a_terminal_shows_how_far_it_has_come(site: Site) -> None:
    """And nothing of it stays."""
    err = _Terminal()
    call = replace(invocation_in(site), console=Console(out=io.StringIO(), err=err, input=io.StringIO(), environ={}))
    assert list(imported.tracked(call, "Writing")(range(50))) == list(range(50))
    assert err.getvalue().startswith("\rWriting   0 %\rWriting   2 %\r")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
