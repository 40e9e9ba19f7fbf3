"""A post -> the page of text that `show` prints: title, date and status, lead, picture, body."""

from __future__ import annotations

from parccli.cli.prose import lines_of
from parccli.cli.running import ITALIC, Piece, folded, image
from parccli.cli.terminal import BOLD, DIM, visible
from parccli.config import Config
from parccli.french.dates import format_date
from parccli.french.typography import Profile, polish
from parccli.i18n import gettext as _
from parccli.listing import Status
from parccli.moment import begins, is_bare
from parccli.post import Post

WIDEST = 80
"""Longer lines are tiring to read (RGAA and typographers agree), however wide the screen."""


def page_of(post: Post, status: Status, config: Config, language: str, *, width: int, colour: bool) -> str:
    """Lay the post out with its typography finished, in lines of at most `width` characters and of 80."""
    room = min(width, WIDEST)
    profile = Profile(language=post.lang or config.language, narrow=config.rules.narrow_space, words=config.rules.words)

    def paragraph(*pieces: Piece) -> list[str]:
        polished = [polish(piece.text, profile) if piece.is_text else piece.text for piece in pieces]
        shown = [piece._replace(text=visible(text)) for piece, text in zip(pieces, polished, strict=True)]
        return folded(shown, room, colour=colour) if shown else []

    title = post.title or post.slug
    rule = "═" * max(map(len, folded([Piece(polish(title, profile))], room, colour=False)))
    about = Piece(_about(post, status, config, language), DIM, is_text=False)
    blocks = [
        [*paragraph(Piece(title, BOLD)), rule, *paragraph(about)],
        paragraph(Piece(post.summary, ITALIC)) if post.summary else [],
        paragraph(*_picture(post)),
        lines_of(post.body, profile, width=room, colour=colour),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _about(post: Post, status: Status, config: Config, language: str) -> str:
    parts = [_date(post, config, language), _(status), ", ".join(post.categories), post.author or config.organisation]
    return " · ".join(filter(None, parts))


def _date(post: Post, config: Config, language: str) -> str:
    if post.date is None:
        return _("no date")
    local = post.date if is_bare(post.date) else begins(post.date, config.zone)
    day = format_date(local, language)
    return day if is_bare(post.date) else _("{day} at {time}").format(day=day, time=f"{local:%H:%M}")


def _picture(post: Post) -> list[Piece]:
    if not post.image:
        return []
    credit = f"({post.image_credit})" if post.image_credit else ""
    caption = " ".join(filter(None, (post.image_caption, credit)))
    marker = Piece(image(post.image_alt or ""), DIM, is_text=False)
    return [marker, Piece(f"\n{caption}", DIM)] if caption else [marker]
