from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parccli.post import PostFile
from parccli.post import read as read_post
from parccli.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Decision

_LIST = "Titre;Date;Contenu\nLe canal;2021-02-26;Rouvert.\n"
_CORRECTED = _LIST.replace("Rouvert.", "Rouvert hier.")


def _edited(file: PostFile, old: str, new: str) -> PostFile:
    assert file.source is not None
    assert old in file.source.text
    return read_post(Source(file.path, file.source.text.replace(old, new)))


def _text(data: bytes | None) -> str:
    return (data or b"").decode()


def test_new_file(run: Callable[..., list[Decision]]) -> None:
    """A new post is written in the order of the table of fields, lists between brackets, body after a blank line."""
    [decision] = run("csv", "Titre;Date;Statut;Mots-clés;Contenu\nÀ : b;2021-02-26;publié;x, y;Un.\n", name="liste.csv")
    lines = _text(decision.data).splitlines()
    assert (decision.action, decision.path) == ("created", "posts/2021/2021-02-26-a-b.md")
    assert [line.split(":")[0] for line in lines[:9]] == [
        *("---", "id", "title", "date", "slug", "status", "tags", "source", "---"),
    ]
    assert lines[6] == "tags: [x, y]"
    assert "ref: liste.csv," in lines[7]
    assert _text(decision.data).endswith("---\n\nUn.\n")


def test_source_changed(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """A correction in the source waits for --update, which changes only the lines concerned."""
    site = apply(run("csv", _LIST))
    [waiting] = run("csv", _CORRECTED, site)
    [updated] = run("csv", _CORRECTED, site, update=True)
    assert (waiting.action, waiting.data, waiting.messages[0].code) == ("skipped", None, "source_changed")
    assert updated.action == "updated"
    before, after = (site[0].source.text if site[0].source else "").splitlines(), _text(updated.data).splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.split(":")[0] for line in changed] == ["source", "Rouvert hier."]


def test_update_is_done_once(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """After an update the same source is old news."""
    site = apply(run("csv", _CORRECTED, apply(run("csv", _LIST)), update=True), apply(run("csv", _LIST)))
    assert [decision.action for decision in run("csv", _CORRECTED, site, update=True)] == ["unchanged"]


def test_hand_edit_stays(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """A post that a person changed is left alone while the source stays as it was."""
    [file] = apply(run("csv", _LIST))
    [decision] = run("csv", _LIST, [_edited(file, "Rouvert.", "Rouvert enfin.")], update=True)
    assert (decision.action, decision.data) == ("unchanged", None)


def test_both_changed(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """When source and file have both changed, the row is a conflict and nothing is overwritten."""
    [file] = apply(run("csv", _LIST))
    [decision] = run("csv", _CORRECTED, [_edited(file, "Rouvert.", "Rouvert enfin.")], update=True)
    assert (decision.action, decision.path, decision.data) == ("conflict", file.path, None)


def test_both_changed_alike(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """The same correction on both sides is no conflict; --update takes note of it."""
    site = [_edited(file, "Rouvert.", "Rouvert hier.") for file in apply(run("csv", _LIST))]
    assert run("csv", _CORRECTED, site)[0].action == "unchanged"
    [noted] = run("csv", _CORRECTED, site, update=True)
    assert noted.action == "updated"
    assert run("csv", _CORRECTED, apply([noted], site), update=True)[0].action == "unchanged"


def test_publishing_is_no_obstacle(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """A post published since its import still takes corrections of its text, and stays published."""
    [file] = apply(run("csv", _LIST))
    [decision] = run("csv", _CORRECTED, [_edited(file, "status: draft", "status: published")], update=True)
    assert decision.action == "updated"
    assert "status: published" in _text(decision.data)


def test_layout_is_no_change(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """Comments, quotes and aliases of a person survive an update."""
    [file] = apply(run("csv", _LIST))
    file = _edited(file, "title: Le canal", "# à relire\ntitre: 'Le canal'")
    text = _LIST.replace("2021-02-26", "2021-02-27")
    text = text.replace("Titre;Date", "Titre;Identifiant;Date").replace(
        "Le canal;", f"Le canal;{file.post and file.post.id};"
    )
    [decision] = run("csv", text, [file], update=True)
    assert decision.action == "updated"
    assert "# à relire\ntitre: 'Le canal'\ndate: 2021-02-27\n" in _text(decision.data)


def test_value_taken_away(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """What is no longer in the source goes from the post."""
    table = "Titre;Date;Mots-clés;Chapô\nUn;2021-02-26;{tags};{lead}\n"
    site = apply(run("csv", table.format(tags="x", lead="y")))
    [file] = apply(run("csv", table.format(tags="", lead=""), site, update=True), site)
    assert file.post is not None
    assert (file.post.tags, file.post.summary, file.problems) == ((), None, ())


def test_status_option(run: Callable[..., list[Decision]]) -> None:
    """--status goes before the row's own status, which goes before draft."""
    table = "Titre;Date;Statut\nUn;2021-02-26;archivé\nDeux;2021-02-26;\n"
    posts = [decision.row.post for decision in run("csv", table)]
    assert [post.status for post in posts if post] == ["archived", "draft"]
    forced = [decision.row.post for decision in run("csv", table, status="published")]
    assert [post.status for post in forced if post] == ["published", "published"]


def test_status_option_is_no_change_of_the_source(
    run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]
) -> None:
    """Leaving --status out next time does not take the posts back."""
    site = apply(run("csv", _LIST, status="published"))
    assert [decision.action for decision in run("csv", _LIST, site, update=True)] == ["unchanged"]


def test_published_without_a_date(run: Callable[..., list[Decision]]) -> None:
    """A missing day is never made up: a draft waits for it, a post to publish is refused."""
    table = "Titre;Statut\nUn;publié\nDeux;\n"
    refused, draft = run("csv", table)
    assert (refused.action, refused.messages[0].code) == ("refused", "date_missing")
    assert (draft.action, draft.path) == ("created", "posts/2026/2026-01-15-deux.md")
    assert "date:" not in _text(draft.data)


def test_ids(run: Callable[..., list[Decision]]) -> None:
    """An address stays the id; another id becomes one that is unique, and stays readable in the source."""
    lines = '{"id": "https://www.example.org/?p=1", "title": "a"}\n{"id": 42, "title": "b"}\n'
    first, second = run("jsonl", lines, name="a.jsonl")
    [elsewhere] = run("jsonl", '{"id": "42", "title": "autre"}', name="b.jsonl")
    assert first.id == "https://www.example.org/?p=1"
    assert "ref: a.jsonl#42," in _text(second.data)
    assert second.id != elsewhere.id
    assert {str(second.id)[:9], str(elsewhere.id)[:9]} == {"urn:uuid:"}


@pytest.mark.parametrize("name", ["/srv/listes/a.csv", r"C:\listes\a.csv", "../listes/a.csv"])
def test_reference_names_no_folder_of_the_machine(name: str, run: Callable[..., list[Decision]]) -> None:
    """Where a source lay on a machine is nobody's business."""
    assert "ref: a.csv," in _text(run("csv", _LIST, name=name)[0].data)


def test_identity_without_id(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """Without an id, the URL recognises a row, else the slug, else day and title, whatever the list is called."""
    tables = {
        "Titre;Lien\n{};https://www.example.org/un\n": ("Un", "Un autre titre"),
        "Titre;Slug\n{};un_deux\n": ("Un", "Un autre titre"),
        "Date;Titre\n2021-02-26;{}\n": ("L’eau  du Parc", "l'eau du parc"),
    }
    for table, (before, after) in tables.items():
        site = apply(run("csv", table.format(before), name="a.csv"))
        [decision] = run("csv", table.format(after), site, name="b.csv")
        assert (decision.action, decision.path) == ("skipped", site[0].path)


def test_line_added_on_top(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """A new first line moves nothing, even above rows that only their texts tell apart."""
    rows = [f"Fermeture;2021-02-26;{text}\n" for text in ("Un.", "Deux.", "Trois.")]
    header = "Titre;Date;Contenu\n"
    first = run("csv", header + rows[1] + rows[2])
    again = run("csv", header + "".join(rows), apply(first))
    assert [decision.path for decision in first] == [
        "posts/2021/2021-02-26-fermeture.md",
        "posts/2021/2021-02-26-fermeture-2.md",
    ]
    assert [decision.action for decision in again] == ["created", "unchanged", "unchanged"]


def test_line_taken_away(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """Of two rows that only their texts tell apart, the one that stays is still itself."""
    header, first, second = "Titre;Date;Contenu\n", "Fermeture;2021-02-26;Un.\n", "Fermeture;2021-02-26;Deux.\n"
    site = apply(run("csv", header + first + second))
    [decision] = run("csv", header + second, site)
    assert (decision.action, decision.path) == ("unchanged", site[1].path)


def test_repeated_rows(run: Callable[..., list[Decision]]) -> None:
    """A row that repeats another is left out; another text under the same id is refused."""
    same = run("csv", _LIST + "Le canal;2021-02-26;Rouvert.\n")
    other = run("csv", "ID;Titre\n7;Un\n7;Deux\n7;Un\n")
    assert [decision.action for decision in same] == ["created", "skipped"]
    assert [decision.action for decision in other] == ["created", "refused", "skipped"]


def test_renamed_list_with_ids(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """A list downloaded a second time, under another name, brings nothing twice."""
    table = "ID;Titre;Date\n42;Un;2021-02-26\n"
    site = apply(run("csv", table, name="liste.csv"))
    [decision] = run("csv", table, site, name="liste (1).csv")
    assert (decision.action, decision.path) == ("unchanged", site[0].path)


def test_slugs(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """Two posts never share a slug, in the list or with the site; an address from the source keeps its underscore."""
    table = (
        "ID;Titre;Date;Slug\n1;Le canal;2021-03-01;\n2;Le canal;2021-03-02;\n"
        "3;Trois;2021-03-03;a_b\n4;Quatre;2021-03-04;a_b\n"
    )
    found = run("csv", table, apply(run("csv", _LIST)))
    assert [str(decision.path).rpartition("/")[2] for decision in found] == [
        "2021-03-01-le-canal-2.md",
        "2021-03-02-le-canal-3.md",
        "2021-03-03-a_b.md",
        "2021-03-04-a_b-2.md",
    ]
    assert [message.code for decision in found for message in decision.messages] == ["slug_taken"]


def test_post_written_by_hand(run: Callable[..., list[Decision]]) -> None:
    """A post that was not imported is never touched: the same is known already, another is a conflict."""
    text = "---\ntitle: Le canal\ndate: 2021-02-26\nstatus: published\n---\n\n{}\n"
    same, other = (read_post(Source("posts/a.md", text.format(body))) for body in ("Rouvert.", "Rouvert enfin."))
    assert [decision.action for decision in run("csv", _LIST, [same], update=True)] == ["unchanged"]
    assert [decision.action for decision in run("csv", _LIST, [other], update=True)] == ["conflict"]


def test_unreadable_file_in_the_way(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """A post that can no longer be read is not written a second time beside itself."""
    [file] = apply(run("csv", _LIST))
    [decision] = run("csv", _LIST, [_edited(file, "\n---\n\n", "\n\n")])
    assert (decision.action, decision.data) == ("conflict", None)


def test_copied_post(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """Of two files with the row's id nobody can say which is meant."""
    [file] = apply(run("csv", _LIST))
    assert file.source is not None
    copy = read_post(Source("posts/copie.md", file.source.text))
    [decision] = run("csv", _CORRECTED, [file, copy], update=True)
    assert decision.action == "conflict"
    assert "posts/copie.md" in decision.messages[0].message


def test_card_never_changes_a_post(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """The card of a post that the site has, or that comes with the same import, changes nothing."""
    page = "Posté le 1er mars 2021\nLe canal\n\nChapô.\n\nCorps.\n"
    other = (
        "Posté le 2 mars 2021\nLe pont\n\nChapô.\nDernières actualités\nPosté le 1er mars 2021\nLe canal\nChapô […]\n"
    )
    site = apply(run("text", page))
    assert [decision.action for decision in run("text", other, site, related=True, update=True)] == [
        "created",
        "skipped",
    ]
    together = run("text", other + "* Champs obligatoires\n" + page, related=True)
    assert [decision.action for decision in together] == ["created", "skipped", "skipped", "created"]


def test_page_completes_its_card(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """A card imported as a draft is completed by its page, pasted later."""
    cards = (
        "Posté le 2 mars 2021\nLe pont\n\nChapô.\nDernières actualités\nPosté le 1er mars 2021\nLe canal\nChapô […]\n"
    )
    site = apply(run("text", cards, related=True))
    [decision] = run("text", "Posté le 1er mars 2021\nLe canal\n\nChapô.\n\nCorps.\n", site, update=True)
    assert decision.action == "updated"
    assert _text(decision.data).endswith("---\n\nCorps.\n")


_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_TEXTS, _TEXTS, _TEXTS), min_size=1, max_size=5))
def test_any_texts_come_in_once(
    run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]], texts: list[tuple[str, str, str]]
) -> None:
    """Whatever the values hold, every row is decided, every file can be read, and a second import is silent."""
    lines = "\n".join(json.dumps({"title": f"T{title}", "summary": lead, "body": body}) for title, lead, body in texts)
    first = run("jsonl", lines)
    site = apply(first)
    assert len(first) == len(texts)
    assert all(file.post and file.post.id for file in site)
    again = run("jsonl", lines, site)
    assert {decision.action for decision in again} <= {"unchanged", "skipped"}
