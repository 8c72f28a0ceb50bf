"""The line of each key in a TOML text.

`tomli` returns the values of a file without their positions. This module finds the lines of table headers and keys,
except for keys inside an inline table: their faults are shown at the line of the key that holds the table.
"""

import re
from collections.abc import Iterator

from stretchcoach.files.table import KeyPath

_KEY_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY_PART}(?:\s*\.\s*{_KEY_PART})*"
_ARRAY_HEADER = re.compile(rf"\s*\[\[\s*({_DOTTED})\s*\]\]")
_HEADER = re.compile(rf"\s*\[\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_STRING_OR_COMMENT = re.compile(
    r""""{3}(?:\\.|[^\\])*?"{3,5}(?!")|'{3}.*?'{3,5}(?!')|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*""",
    re.DOTALL,
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of each table and key."""
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in _statement_lines(text):
        if header := _ARRAY_HEADER.match(line):
            name = _resolve(_parts(header[1]), counts)
            counts[name] = counts.get(name, -1) + 1
            table = (*name, counts[name])
            found.setdefault(name, number)
            found[table] = number
        elif header := _HEADER.match(line):
            table = _resolve(_parts(header[1]), counts)
            found[table] = number
        elif key := _KEY.match(line):
            key_path = table
            for part in _parts(key[1]):
                key_path = (*key_path, part)
                found.setdefault(key_path, number)
    return found


def _statement_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that starts a statement: no string or bracket of an earlier line is still open on it."""
    masked = _STRING_OR_COMMENT.sub(_mask, text)
    depth = 0
    for number, (line, shown) in enumerate(zip(masked.split("\n"), text.split("\n"), strict=True), start=1):
        if depth == 0 and shown.strip() and not line.lstrip().startswith("#"):
            yield number, shown
        value = line.partition("=")[2] if depth == 0 else line
        depth = max(0, depth + sum(map(value.count, "[{")) - sum(map(value.count, "]}")))


def _mask(match: re.Match[str]) -> str:
    """Mask a string or comment. A line that starts inside one then starts with `#`."""
    text = match[0]
    return re.sub(r"[^\n]", "#" if text.startswith("#") or "\n" in text else "_", text)


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in re.findall(_KEY_PART, dotted))


def _resolve(names: tuple[str, ...], counts: dict[KeyPath, int]) -> KeyPath:
    """Return the path of a header: a name that is an array of tables stands for its newest element."""
    key_path: KeyPath = ()
    for position, name in enumerate(names):
        key_path = (*key_path, name)
        if position < len(names) - 1 and key_path in counts:
            key_path = (*key_path, counts[key_path])
    return key_path
