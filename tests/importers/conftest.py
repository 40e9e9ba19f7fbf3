"""An import without a folder: sources in, decisions out, and the site as it stands afterwards."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from parccli.config import Config
from parccli.importers import IMPORTERS, Decision, Intake, Material, Options, Row, read, reconcile
from parccli.moment import to_text
from parccli.post import PostFile
from parccli.post import read as read_post
from parccli.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_CONFIG = Config(title="Parc des Trois-Canaux", url="https://www.example.org", categories=("Travaux", "Vie du Parc"))


@pytest.fixture
def rows() -> Callable[..., list[Row]]:
    """Give the rows of a source, without deciding about them."""

    def _read(importer: str, data: str | bytes, *, name: str = "source", **options: Any) -> list[Row]:  # noqa: ANN401
        material = Material.of(name, data.encode() if isinstance(data, str) else data)
        given = Options(today=date(2026, 1, 15), **options)
        return list(read([(IMPORTERS[importer], material)], _CONFIG, given))

    return _read


@pytest.fixture
def run(rows: Callable[..., list[Row]]) -> Callable[..., list[Decision]]:
    """Decide about the rows of a source."""

    def _run(
        importer: str,
        data: str | bytes,
        site: Sequence[PostFile] = (),
        *,
        name: str = "source",
        **options: Any,  # noqa: ANN401
    ) -> list[Decision]:
        found = rows(importer, data, name=name, **options)
        given = Options(today=date(2026, 1, 15), **options)
        by_path = {file.path: file for file in site}
        with Intake(found, given) as intake:
            return list(reconcile(intake, site, _CONFIG, given, reread=by_path.__getitem__))

    return _run


@pytest.fixture
def apply() -> Callable[..., list[PostFile]]:
    """Write what was decided; a path is written at most once."""

    def _apply(decisions: Sequence[Decision], site: Sequence[PostFile] = ()) -> list[PostFile]:
        files = {file.path: file for file in site}
        written = [decision for decision in decisions if decision.path and decision.data is not None]
        assert len({decision.path for decision in written}) == len(written)
        for decision in written:
            files[decision.path or ""] = read_post(Source.decode(decision.path or "", decision.data or b""))
        return list(files.values())

    return _apply


@pytest.fixture
def told() -> Callable[[Row], dict[str, Any]]:
    """Tell a row as JSON: its place, the codes of its remarks, and what its post holds, the body by lines."""

    def _told(row: Row) -> dict[str, Any]:
        post = None
        if row.post:
            held = {name: value for name, value in vars(row.post).items() if value and name != "body"}
            post = {
                name: to_text(value) if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
                for name, value in held.items()
            }
            post |= {"body": row.post.body.split("\n")} if row.post.body else {}
        codes = [message.code for message in row.messages]
        return {"row": row.number, "line": row.line, "left_out": row.left_out, "codes": codes, "post": post}

    return _told
