"""What goes through an import: materials in, rows out. A row is a post to be, or the reason why there is none."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol
from urllib.parse import unquote

from parccli.french.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from parccli.config import Config
    from parccli.post import Post


class Shape(StrEnum):
    """What a source is made of, which decides whether `--rejects` can write its bad rows back."""

    TABLE = "table"
    JSON = "json"
    TEXT = "text"


PICTURE_SUFFIXES: Final = {"image/gif": ".gif", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
"""Types of pictures that every browser shows and that hold no script, and the endings of their names."""


def _nothing(_name: str) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class Material:
    """One file to import. `name` is its own, or its path from the folder that was named, with `/`; `-` for stdin.

    `open` begins to read it anew; it raises ParcError for what can no longer be read. `beside` gives the bytes of
    another file of that folder, named likewise, and None for what it does not hold: nothing outside the folder is
    ever given.
    """

    name: str
    open: Callable[[], BinaryIO]
    beside: Callable[[str], bytes | None] = field(default=_nothing, compare=False)

    @classmethod
    def of(cls, name: str, data: bytes, beside: Callable[[str], bytes | None] = _nothing) -> Material:
        """Make one of bytes that are in memory."""
        return cls(name=name, open=partial(BytesIO, data), beside=beside)

    @property
    def data(self) -> bytes:
        """All of it at once, for formats that cannot be read otherwise; each time it is asked for, it is read."""
        with self.open() as stream:
            return stream.read()

    def head(self, size: int) -> bytes:
        """The first `size` bytes, or all if there are less."""
        with self.open() as stream:
            return stream.read(size)


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that comes with a post and stands in its folder: an image, a document. `name` is but a file name.

    Posts share folders, so `named` puts a digest of the bytes in it: no two different files have the same name.
    """

    name: str
    data: bytes = field(repr=False)

    @classmethod
    def named(cls, name: str, data: bytes) -> Attachment:
        """Make one that has what is left of `name`, a path or an address, once it is safe on every system."""
        path = PurePosixPath(unquote(name).replace("\\", "/"))
        suffix = path.suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", path.suffix) else ""
        stem = slugify(path.stem)[:60].strip("-")
        return cls(name=f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}", data=data)


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asks for. `mapping` holds canonical keys by folded column (see `records.parse_mapping`).

    `status` replaces that of every row. `today` only places the files of posts without a date. `sheets` are those
    of a spreadsheet to read; none names all of them.
    """

    today: date
    mapping: Mapping[str, str] = field(default_factory=dict)
    related: bool = False
    sheets: tuple[str, ...] = ()
    status: str | None = None
    update: bool = False


@dataclass(frozen=True, kw_only=True)
class Message:
    """A remark about a row; `code` is for scripts, `message` for a person, translated already."""

    code: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Cells:
    """A row of a table as it stood, under the table's header."""

    header: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One item of a source; without a `post` it was refused, or left out on purpose (`left_out`).

    `importer` is the name of what read it, `source` that of its material. `number` is the one that a spreadsheet
    shows (header = 1), `line` the line of the source where it begins. `original` is the row itself, for `--rejects`.
    `label` is the title of a row that was refused. `says_status`: the source gives the status itself. `partial`: only
    an extract of a post, which never changes one that is there. `attachments` are written with the post, in its folder.
    """

    importer: str
    source: str
    number: int = 1
    line: int = 1
    post: Post | None = None
    messages: tuple[Message, ...] = ()
    original: Cells | str | None = None
    url: str | None = None
    label: str = ""
    says_status: bool = False
    left_out: bool = False
    partial: bool = False
    attachments: tuple[Attachment, ...] = ()

    def noting(self, code: str, message: str) -> Row:
        """Add a remark."""
        return replace(self, messages=(*self.messages, Message(code=code, message=message)))

    def refused(self, code: str, message: str) -> Row:
        """Give the row up, and say why."""
        label = self.post.title if self.post else self.label
        return replace(self.noting(code, message), post=None, label=label)


class Importer(Protocol):
    """A source of `import`: a module, or any object, with these names. It writes nothing and prints nothing."""

    @property
    def NAME(self) -> str:  # noqa: N802 -- a module's constant
        """The word after `--from`."""

    @property
    def SUMMARY(self) -> str:  # noqa: N802
        """What it reads, in English, marked for the catalogue."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:  # noqa: N802
        """Endings of file names that are surely its own, in small letters, with the dot."""

    @property
    def SHAPE(self) -> Shape:  # noqa: N802
        """What its sources are made of."""

    def recognises(self, head: bytes) -> bool:
        """Tell whether a file without a telling name begins as its own do."""

    def read(self, material: Material, config: Config, options: Options) -> Iterator[Row]:
        """Yield the rows in the order of the source; a ParcError refuses the whole of it."""
