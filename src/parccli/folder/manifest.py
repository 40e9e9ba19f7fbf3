"""manifest.json, and the journal of an export under way, as text <-> what parccli made in an output folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from parccli.folder import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MANIFEST: Final = "manifest.json"
_HEAD: Final = '{"version": 1, "files": {\n'
_FOOT: Final = "\n}}\n"
_VALUE: Final = '": {"'
"""Where the path of a line ends and its object begins."""


class Entry(NamedTuple):
    """One file made: what is in it, and the post that it comes from if it is one post's."""

    # A tuple and no dataclass: there are forty thousand, and one is made in a third of the time.

    sha256: str
    size: int
    source: str | None = None
    id: str | None = None

    @classmethod
    def of(cls, data: bytes, source: str | None, post_id: str | None) -> Entry:
        """Describe a file that holds `data`."""
        return cls(sha256=sha256(data).hexdigest(), size=len(data), source=source, id=post_id)

    def describes(self, data: bytes) -> bool:
        """Whether a file that holds `data` is the one that was made."""
        return len(data) == self.size and sha256(data).hexdigest() == self.sha256

    @classmethod
    def from_json(cls, raw: Any) -> Entry:  # noqa: ANN401 -- JSON
        """Read the object of one file; ValueError when it is none."""
        match raw:
            case {"sha256": str(digest), "bytes": int(size), "source": str() | None, "id": str() | None}:
                return cls(sha256=digest, size=size, source=raw["source"], id=raw["id"])
        raise ValueError(raw)

    @classmethod
    def from_line(cls, line: str) -> Entry:
        """Read one line of a manifest."""
        return cls.from_json(next(iter(json.loads(f"{{{line}}}").values())))

    def to_json(self) -> dict[str, object]:
        """The object that stands for the file."""
        return {"sha256": self.sha256, "bytes": self.size, "source": self.source, "id": self.id}


class ForeignError(ValueError):
    """A manifest.json of another program, or of a later parccli: it is someone's, and not to be overwritten."""


def write_manifest(files: Mapping[str, Entry]) -> bytes:
    """One line a file, sorted by path, so that two manifests can be compared by eye."""
    return manifest_of_lines({path: entry_line(path, entry) for path, entry in files.items()})


def entry_line(path: str, entry: Entry) -> str:
    """The line of one file."""
    return _json({path: entry.to_json()})[1:-1]


def manifest_of_lines(lines: Mapping[str, str]) -> bytes:
    """Write a manifest of its lines by path, in whatever order."""
    text = ",\n".join(lines[path] for path in sorted(lines))
    return f"{_HEAD}{text}{_FOOT}".encode()


def read_lines(data: bytes) -> dict[str, str]:
    """Take a manifest that parccli wrote apart into its lines by path, in order; for one known to be as it was."""
    text = data.decode().removeprefix(_HEAD).removesuffix(_FOOT)
    lines = text.split(",\n") if text else []
    return {_path_of(line): line for line in lines}


class Lines(Mapping[str, str]):
    """The lines by path of a manifest that parccli wrote, looked for in its bytes: few of forty thousand are wanted.

    Raises ValueError for what is no such manifest at first sight; for one known to be as it was.
    """

    def __init__(self, data: bytes) -> None:
        if not (data.startswith(_HEAD.encode()) and data.endswith(_FOOT.encode())):
            raise ValueError(data[:80])
        self.data = data

    def __getitem__(self, path: str) -> str:
        start, end = self._span(path)
        return self.data[start:end].decode()

    def __iter__(self) -> Iterator[str]:
        return iter(read_lines(self.data))

    def __len__(self) -> int:
        return len(read_lines(self.data))

    def replaced(self, lines: Mapping[str, str]) -> bytes:
        """The manifest with other lines in the place of those of the same paths; KeyError for a path without one."""
        data = memoryview(self.data)
        parts: list[memoryview | bytes] = []
        done = 0
        for (start, end), line in sorted((self._span(path), line) for path, line in lines.items()):
            parts += [data[done:start], line.encode()]
            done = end
        return b"".join([*parts, data[done:]])

    def _span(self, path: str) -> tuple[int, int]:
        """Where the line of a path begins and ends; by halves, as they are sorted."""
        wanted, value, last = path.encode(), _VALUE.encode(), len(self.data) - len(_FOOT)
        low, high = len(_HEAD), last
        while low < high:
            start = self.data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.data.find(b",\n", start, last)
            end = last if end < 0 else end
            found = self.data[start + 1 : max(start, self.data.find(value, start, end))]
            if found == wanted:
                return start, end
            if found < wanted:
                low = end + 2
            else:
                high = start
        raise KeyError(path)


def read_manifest(data: bytes) -> dict[str, Entry]:
    """Read a manifest; ForeignError when it is not one of ours, ValueError when it is not whole."""
    return {path: Entry.from_json(raw) for path, raw in _read(data).items()}


def journal_of_lines(lines: Iterable[str]) -> bytes:
    """What each new file may hold when the export is cut short, by its line: a path may come several times."""
    by_path: dict[str, list[str]] = {}
    for line in lines:
        end = line.index(_VALUE) + 1
        by_path.setdefault(line[:end], []).append(line[end + 2 :])
    return manifest_of_lines({path: f"{path}: [{', '.join(values)}]" for path, values in by_path.items()})


def read_journal(data: bytes) -> list[tuple[str, Entry]]:
    """Read a journal; ValueError when it is not whole."""
    return [(path, Entry.from_json(raw)) for path, raws in _read(data).items() for raw in raws]


def _path_of(line: str) -> str:
    path = line[1 : line.index(_VALUE)]
    return path if "\\" not in path else str(json.loads(f'"{path}"'))


def _read(data: bytes) -> dict[str, Any]:
    try:
        read = json.loads(data)
    except RecursionError as error:
        raise ValueError(str(error)) from error
    match read:
        case {"version": 1, "files": dict(files)}:
            # It says what may be deleted: one path that leads elsewhere, and none of it is to be believed.
            if faulty := next((path for path in files if names.fault_of(path)), None):
                raise ValueError(faulty)
            return files
    raise ForeignError


# Made once: `json.dumps` makes an encoder for each of forty thousand files.
_json: Final = json.JSONEncoder(ensure_ascii=False).encode
