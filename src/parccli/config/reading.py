"""Read parccli.toml: every error names the line and what to write, unknown keys are warnings with the nearest one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, is_dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args, get_origin
from zoneinfo import ZoneInfo

from parccli.config.settings import Config, Provider, kind_of, settings_of
from parccli.errors import UsageError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ADDRESSES = {"url", "public_url", "hub", "image", "action", "privacy_policy"}
RANGES = {"items": (1, 1000), "heading_level": (2, 5), "cards": (1, 50), "per_page": (1, 1000)}
CHOICES = {"links": ("absolute", "root"), "method": ("post", "get"), "narrow_space": ("\u202f", "\u00a0")}
_PLACEHOLDERS = {
    "permalink": {"slug", "year", "month", "day", "category"},
    "new_path": {"slug", "date", "year", "month", "day"},
    "posted": {"date"},
    "subject": {"title", "date"},
}


class _Reader:
    """One reading of one file: knows its text, to name lines, and collects the warnings."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.warnings: list[UsageError] = []

    def table(self, kind: type, values: Mapping[str, Any], section: str) -> Any:  # noqa: ANN401 -- an instance of kind
        """Read one section to an instance of its settings class."""
        known = settings_of(kind)
        read: dict[str, Any] = {}
        for key, value in values.items():
            setting = known.get(key)
            if setting is None:
                self._warn_unknown(key, section, list(known))
            else:
                read[setting.name] = self._value(kind_of(kind, setting), value, key)
        for key, setting in known.items():
            if setting.name not in read and setting.default is MISSING:
                message = _("“{key}” is missing").format(key=f"{section}{key}")
                raise self.error(message, _("Add it, for example: {example}").format(example=_example(key)), None)
        return kind(**read)

    def _value(self, kind: Any, value: Any, key: str) -> Any:  # noqa: ANN401 -- TOML's types in, ours out
        options = [option for option in get_args(kind) if option is not type(None)]
        if get_origin(kind) is not tuple and options:
            kind = options[0]
        if is_dataclass(kind) and isinstance(kind, type):
            self._require(isinstance(value, dict), key, _("a section “[{key}]”").format(key=key))
            return self.table(kind, value, f"{key}.")
        if kind is int:
            low, high = RANGES[key]
            expected = _("a whole number from {low} to {high}").format(low=low, high=high)
            self._require(type(value) is int and low <= value <= high, key, expected)
            return value
        if kind is Provider:
            self._require(value in list(Provider), key, _("one of: {choices}").format(choices=", ".join(Provider)))
            return Provider(value)
        if get_origin(kind) is tuple:
            texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
            self._require(texts, key, _("a list of texts, in square brackets"))
            return tuple(value)
        self._require(isinstance(value, str), key, _("a text between quotes"))
        return self._text(value if key == "narrow_space" else value.strip(), key)

    def _text(self, value: str, key: str) -> str:
        check = _CHECKS.get(key)
        if check is not None and (reason := check(value)):
            raise self.error(_("“{key}”: {reason}").format(key=key, reason=reason), None, key)
        if key in ADDRESSES and (value or key == "url"):
            self._require(_is_address(value, key), key, _("an address that starts with https://"))
            return value.rstrip("/") if key in {"url", "public_url"} else value
        if key in _PLACEHOLDERS:
            unknown = set(re.findall(r"{([^}]*)}", value)) - _PLACEHOLDERS[key]
            choices = ", ".join(f"{{{name}}}" for name in sorted(_PLACEHOLDERS[key]))
            self._require(not unknown, key, _("a text with only these placeholders: {choices}").format(choices=choices))
        return value

    def _require(self, condition: bool, key: str, expected: str) -> None:  # noqa: FBT001 -- reads as a sentence
        if not condition:
            raise self.error(_("“{key}” should be {expected}").format(key=key, expected=expected), None, key)

    def _warn_unknown(self, key: str, section: str, known: list[str]) -> None:
        nearest = get_close_matches(key, known, n=1)
        hint = _("Did you mean “{nearest}”?").format(nearest=nearest[0]) if nearest else None
        self.warnings.append(self.error(_("unknown setting “{key}”").format(key=f"{section}{key}"), hint, key))

    def error(self, message: str, hint: str | None, key: str | None) -> UsageError:
        """An error at the line where `key` stands."""
        return UsageError(message, hint=hint, path=self.path, line=self._line_of(key) if key else None)

    def _line_of(self, key: str) -> int | None:
        pattern = re.compile(rf"^\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[=\]]")
        lines = self.text.split("\n")
        return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), None)


def parse(text: str, *, path: str = "parccli.toml") -> tuple[Config, tuple[UsageError, ...]]:
    """Read the settings; raises UsageError with the line. The second value holds warnings, for unknown keys."""
    reader = _Reader(text, path)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise UsageError(
            _("this is not a line of TOML"),
            hint=_('Write “key = "text"”, with the text between double quotes.'),
            path=path,
            line=int(line[1]) if line else text.count("\n") + 1,
        ) from error
    except (RecursionError, ValueError) as error:  # a number of thousands of digits
        raise UsageError(
            _("a value is nested too deeply, or has too many digits"),
            hint=_("Settings are texts, short numbers, and lists of them: remove the value."),
            path=path,
        ) from error
    config: Config = reader.table(Config, values, "")
    return config, tuple(reader.warnings)


def _is_address(value: str, key: str) -> bool:
    return re.fullmatch(address_pattern(key), value) is not None


def address_pattern(key: str) -> str:
    """What the address that is the setting `key` looks like, as a regular expression of Python's and ECMAScript's."""
    # A site may be served over http inside a network; a form that takes addresses of people may not.
    schemes = "https" if key in {"action", "privacy_policy"} else "https?"
    # Brackets stand around the numbers of an IPv6 address alone, and nobody's site is at one.
    return rf"{schemes}://[^\s/?#@\[\]]+(/[^\s?#]*)?(\?[^\s#]*)?"


def _language_fault(value: str) -> str | None:
    if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        return None
    return _("“{value}” is not a language code such as fr, fr-CA or en").format(value=value)


def _timezone_fault(value: str) -> str | None:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, LookupError):
        return _("“{value}” is not a time zone such as Europe/Paris").format(value=value)
    return None


def _prefix_fault(value: str) -> str | None:
    if re.fullmatch(r"[a-z][a-z0-9-]*", value):
        return None
    return _("“{value}” cannot start a CSS class: use small letters, digits and hyphens").format(value=value)


def _folder_fault(value: str) -> str | None:
    parts = value.replace("\\", "/").split("/")
    if value and not value.startswith(("/", "\\")) and ":" not in value and ".." not in parts and parts[0] != "posts":
        return None
    return _("“{value}” must be a folder inside the site folder, and not in posts/").format(value=value)


def _title_fault(value: str) -> str | None:
    return None if value else _("the title is empty")


def _pattern_fault(value: str) -> str | None:
    if "{slug}" not in value:
        return _("“{value}” must contain {{slug}}").format(value=value)
    return None if ".." not in value.split("/") else _("“{value}” leaves the folder").format(value=value)


def _space_fault(value: str) -> str | None:
    return None if value in CHOICES["narrow_space"] else _('it must be U+202F or U+00A0 (in TOML: "\\u202f")')


def _links_fault(value: str) -> str | None:
    return None if value in CHOICES["links"] else _("it must be absolute or root")


def _method_fault(value: str) -> str | None:
    return None if value in CHOICES["method"] else _("it must be post or get")


def _unsubscribe_fault(value: str) -> str | None:
    if not value or re.fullmatch(r"https://[^\s\"<>]+|mailto:[^\s\"<>]+@[^\s\"<>]+|[{\[*%][^\"<>]+[}\]*%]", value):
        return None
    return _("it must be an https or mailto address, or a tag of your provider’s")


def _type_fault(value: str) -> str | None:
    return _wordpress_fault(value, most=20)


def _taxonomy_fault(value: str) -> str | None:
    return _wordpress_fault(value, most=32)


def _wordpress_fault(value: str, *, most: int) -> str | None:
    # What register_post_type() and register_taxonomy() take.
    if re.fullmatch(rf"[a-z0-9_-]{{1,{most}}}", value):
        return None
    message = _("“{value}” is no name in WordPress: small letters, digits, - and _, {most} characters at most")
    return message.format(value=value, most=most)


_CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "title": _title_fault,
    "language": _language_fault,
    "timezone": _timezone_fault,
    "prefix": _prefix_fault,
    "output": _folder_fault,
    "permalink": _pattern_fault,
    "new_path": _pattern_fault,
    "narrow_space": _space_fault,
    "method": _method_fault,
    "links": _links_fault,
    "post_type": _type_fault,
    "taxonomy": _taxonomy_fault,
    "unsubscribe": _unsubscribe_fault,
}


def _example(key: str) -> str:
    examples = {
        "title": _("My business park"),
        "url": "https://www.example.org",
        "provider": "generic",
        "action": "https://www.example.org/newsletter",
        "privacy_policy": "https://www.example.org/privacy",
    }
    return f'{key} = "{examples[key]}"'
