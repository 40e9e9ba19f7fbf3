"""French sentences, paragraphs and bodies in Markdown, from the parts in `words`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench import words

if TYPE_CHECKING:
    from datetime import date
    from random import Random

_WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def headline(random: Random) -> str:
    """A title, without a full stop."""
    pick = random.choice
    text = f"{pick(words.WHO)} {pick(words.DOES)} {pick(words.WHAT)} {pick(words.OF_WHAT)}"
    return f"{pick(words.HEADINGS).rstrip(' ?')} : {text}" if random.random() < 0.2 else _capital(text)


def sentence(random: Random) -> str:
    """Who does what, and perhaps where, when, why; no markup."""
    return _capital(_clause(random)) + "."


def body(random: Random, size: int, day: date, slugs: list[str]) -> str:
    """Paragraphs, then sections, until there are `size` bytes or a little more; links lead to some of `slugs`."""
    blocks = [_paragraph(random, day, slugs)]
    written = len(blocks[0].encode())
    while written < size:
        block = _block(random, day, slugs, at_section=len(blocks) % 4 == 0)
        blocks.append(block)
        written += len(block.encode()) + 2
    if blocks[-1].startswith("#"):
        blocks.append(_paragraph(random, day, slugs))
    return "\n\n".join(blocks) + "\n"


def _block(random: Random, day: date, slugs: list[str], *, at_section: bool) -> str:
    if at_section:
        return f"## {random.choice(words.HEADINGS)}"
    kind = random.random()
    if kind < 0.10:
        return _list(random)
    if kind < 0.14:
        return f"> {_capital(random.choice(words.QUOTES))}. {sentence(random)}"
    if kind < 0.16:
        return _table(random)
    return _paragraph(random, day, slugs)


def _paragraph(random: Random, day: date, slugs: list[str]) -> str:
    return " ".join(_dressed(random, day, slugs) for _ in range(random.randrange(2, 6)))


def _dressed(random: Random, day: date, slugs: list[str]) -> str:
    kind = random.random()
    if kind < 0.12:
        return _fact(random, day)
    if kind < 0.18:
        return f"«\u00a0{_capital(random.choice(words.QUOTES))}\u00a0», {random.choice(words.SPEAKERS)}."
    if kind < 0.24:
        return _linked(random, slugs)
    return _told(random, random.random()) + "."


def _told(random: Random, kind: float) -> str:
    if kind < 0.13:
        return random.choice(words.LINKING) + _clause(random)
    if kind < 0.22:
        return f"**{_capital(random.choice(words.WHO))}** {_rest(random)}"
    if kind < 0.27:
        return f"{_capital(random.choice(words.WHO))} *{random.choice(words.DOES)}* {_object(random)}"
    return _capital(_clause(random))


def _linked(random: Random, slugs: list[str]) -> str:
    document = random.choice(words.DOCUMENTS)
    if slugs and random.random() < 0.5:
        target = f"/actualites/{random.choice(slugs)}/"
    else:
        target = f"https://docs.example.org/{random.randrange(10_000)}/"
    return f"Pour en savoir plus\u00a0: [{document}]({target})."


def _clause(random: Random) -> str:
    return f"{random.choice(words.WHO)} {_rest(random)}"


def _rest(random: Random) -> str:
    text = f"{random.choice(words.DOES)} {_object(random)}"
    for parts, share in ((words.WHERE, 0.5), (words.WHEN, 0.4), (words.WHY, 0.6)):
        if random.random() < share:
            text += f", {random.choice(parts)}"
    return text


def _object(random: Random) -> str:
    return f"{random.choice(words.WHAT)} {random.choice(words.OF_WHAT)}"


def _fact(random: Random, day: date) -> str:
    fact = random.choice(words.FACTS).format(
        n=random.randrange(20, 900),
        m=random.randrange(2, 60),
        thousands=f"{random.randrange(1, 60)}\u202f{random.randrange(1000):03}",
        euros=f"{random.randrange(10, 900)}\u202f000\u00a0€",
        percent=f"{random.randrange(2, 90)},{random.randrange(1, 10)}",
        other=random.randrange(2, 90),
        year=day.year - random.randrange(1, 5),
        hour=f"{random.randrange(8, 19)}\u00a0h\u00a0{random.choice(('00', '15', '30', '45'))}",
        date=_date(day),
    )
    return fact.replace(" %", "\u00a0%").replace(" m²", "\u00a0m²") + "."


def _date(day: date) -> str:
    number = "1er" if day.day == 1 else str(day.day)
    return f"{_WEEKDAYS[day.weekday()]} {number}\u00a0{_MONTHS[day.month - 1]} {day.year}"


def _list(random: Random) -> str:
    items = random.sample(words.ITEMS, random.randrange(3, 7))
    if random.random() < 0.3:
        return "\n".join(f"{place}. {_capital(item)}." for place, item in enumerate(items, 1))
    return "- " + "\u00a0;\n- ".join(items) + "."


def _table(random: Random) -> str:
    rows = [
        f"| {_capital(random.choice(words.WHO))} | {random.randrange(2, 900)} |" for _ in range(random.randrange(3, 9))
    ]
    return "\n".join(("| Structure | Effectif |", "|---|---|", *rows))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
