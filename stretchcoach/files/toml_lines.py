"""On which line of a TOML text each key stands.

`tomli` tells what a file says and not where. This finds the lines of table headers and of keys; a key
inside an inline table is not found, and its fault is then shown at the line of the key that holds it.
"""

import re
from collections.abc import Iterator

from stretchcoach.files.table import KeyPath

_KEY_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY_PART}(?:\s*\.\s*{_KEY_PART})*"
_ARRAY_HEADER = re.compile(rf"\s*\[\[\s*({_DOTTED})\s*\]\]")
_HEADER = re.compile(rf"\s*\[\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_QUIET = re.compile(
    r""""{3}(?:\\.|[^\\])*?"{3,5}(?!")|'{3}.*?'{3,5}(?!')|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*""",
    re.DOTALL,
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of each table and key; places are like `("inhale", 0, "full")`."""
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in _lines_that_begin_a_statement(text):
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
            place = table
            for part in _parts(key[1]):
                place = (*place, part)
                found.setdefault(place, number)
    return found


def _lines_that_begin_a_statement(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines on which no string and no bracket of an earlier line is still open."""
    bare = _QUIET.sub(_hide, text)
    depth = 0
    for number, (line, shown) in enumerate(zip(bare.split("\n"), text.split("\n"), strict=True), start=1):
        if depth == 0 and shown.strip() and not line.lstrip().startswith("#"):
            yield number, shown
        value = line.partition("=")[2] if depth == 0 else line
        depth = max(0, depth + sum(map(value.count, "[{")) - sum(map(value.count, "]}")))


def _hide(found: re.Match[str]) -> str:
    """Blank out a string or a comment; a line that begins inside one then begins with `#`."""
    quiet = found[0]
    return re.sub(r"[^\n]", "#" if quiet.startswith("#") or "\n" in quiet else "_", quiet)


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in re.findall(_KEY_PART, dotted))


def _resolve(names: tuple[str, ...], counts: dict[KeyPath, int]) -> KeyPath:
    """Name the newest element of each array of tables on the way."""
    place: KeyPath = ()
    for position, name in enumerate(names):
        place = (*place, name)
        if position < len(names) - 1 and place in counts:
            place = (*place, counts[place])
    return place
