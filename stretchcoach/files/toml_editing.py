"""Changing values in the text of a TOML file, with its comments, order and layout kept.

Import this module where a file is edited, not at start: it loads tomlkit.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import Any, TypeGuard

import tomli
import tomli_w
import tomlkit
from tomlkit.container import Container
from tomlkit.items import AoT, Comment, Item, Table, Whitespace

Tables = Sequence[Mapping[str, object]]


def edit_toml(text: str, values: Mapping[str, object]) -> str:
    """Return `text`, which is valid TOML, changed so that its values are `values`.

    A comment belongs to the key beside it or the table below it: it moves with the table, and is only removed with it.
    If tomlkit can't change the layout correctly, the result is written from scratch, without comments.
    """
    if tomli.loads(text) == values:
        return text
    document = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
    _update(document, values)
    edited = document.as_string()
    if tomli.loads(edited) == values:
        return edited
    return tomli_w.dumps(values)


def _update(table: MutableMapping[str, Any], values: Mapping[str, object]) -> None:
    """Change `table`, a document or a table of one, so that its values are `values`."""
    added = {key: value for key, value in values.items() if key not in table}
    for key in list(table):
        if key not in values:
            _remove(table, key)
        elif _plain(table[key]) != values[key]:
            _replace(table, key, values[key])
    _add(table, added)


def _replace(table: MutableMapping[str, Any], key: str, value: object) -> None:
    item = table[key]
    if isinstance(item, Table) and isinstance(value, Mapping):
        _update(item, value)
    elif isinstance(item, AoT) and _is_tables(value):
        _update_array(item, value)
    else:
        table[key] = value


def _remove(table: MutableMapping[str, Any], key: str) -> None:
    """Remove `key`. A comment at the end of a table stays, because it belongs to what follows."""
    comment = _cut_trailing_comment(table[key]).removeprefix("\n")
    body = _body_of(table)
    place = next((place for place, (known, _item) in enumerate(body) if known is not None and known.key == key), None)
    del table[key]
    if comment and place is not None:
        body[place] = (None, Whitespace(comment))


def _add(table: MutableMapping[str, Any], values: Mapping[str, object]) -> None:
    """Add new keys after the last one; tomlkit would add them below the comment of the next table."""
    simple = {key: value for key, value in values.items() if not isinstance(value, Mapping) and not _is_tables(value)}
    if simple and (last := _last_simple_item(table)) is not None:
        for key, value in simple.items():
            name, written = tomlkit.key(key).as_string(), tomlkit.item(value).as_string()
            last.trivia.trail += f"{last.trivia.indent}{name} = {written}\n"
    else:
        for key, value in simple.items():
            table[key] = value
    for key, value in values.items():
        if key not in simple:
            table[key] = _new_item(value)


def _update_array(array: AoT, values: Tables) -> None:
    """Change an array of tables. Each table takes the comment above it along."""
    tables = list(array.body)
    sources = _match([table.unwrap() for table in tables], values)
    if sources == list(range(len(tables))):
        for table, value in zip(tables, values, strict=True):
            _update(table, value)
        return
    trailing = [_cut_trailing_comment(table) for table in tables]
    for table, above in zip(tables[1:], trailing, strict=False):
        table.trivia.indent = above + table.trivia.indent
    array.body.clear()
    for value, source in zip(values, sources, strict=True):
        if source is None:
            array.body.append(_new_table(value))
        else:
            _update(tables[source], value)
            array.body.append(tables[source])
    _separate(array.body)
    _append_comment(array.body[-1], trailing[-1])


def _separate(tables: Sequence[Table]) -> None:
    """Start each table that has tables in it with an empty line, except the first."""
    tables[0].trivia.indent = tables[0].trivia.indent.lstrip("\n")
    for table in tables[1:]:
        holds_tables = any(isinstance(item, AoT) for _key, item in table.value.body)
        if holds_tables and not table.trivia.indent.startswith("\n"):
            table.trivia.indent = "\n" + table.trivia.indent


def _match(old: Tables, new: Tables) -> list[int | None]:
    """Return for each new table the position of the old one with the most values in common, or None without one."""
    old_leaves, new_leaves = ([Counter(_leaves(value)) for value in values] for values in (old, new))
    candidates = [
        ((known & wanted).total(), -abs(before - after), before, after)
        for after, wanted in enumerate(new_leaves)
        for before, known in enumerate(old_leaves)
    ]
    found: dict[int, int] = {}
    for common, _distance, before, after in sorted(candidates, reverse=True):
        is_free = after not in found and before not in found.values()
        if is_free and (common or (before == after and len(old) == len(new))):
            found[after] = before
    return [found.get(after) for after in range(len(new))]


def _leaves(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value that is not a table or list, with its key."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner, key)
    else:
        yield key, repr(value)


def _cut_trailing_comment(item: Item) -> str:
    """Remove and return the lines at the end of a table from the last empty one on: they belong to what follows."""
    if isinstance(item, AoT):
        return _cut_trailing_comment(item.body[-1]) if item.body else ""
    if not isinstance(item, Table):
        return ""
    body = item.value.body
    lines = ""
    while body and isinstance(body[-1][1], Comment | Whitespace):
        lines = body.pop()[1].as_string() + lines
    if not lines and body:
        return _cut_trailing_comment(body[-1][1])
    above = lines.splitlines(keepends=True)
    cut = max((number for number, line in enumerate(above) if not line.strip()), default=0)
    _append_comment(item, "".join(above[:cut]))
    return "".join(above[cut:])


def _append_comment(item: Item, lines: str) -> None:
    """Append comment lines to a table, after the tables in it."""
    if isinstance(item, AoT):
        _append_comment(item.body[-1], lines)
    elif isinstance(item, Table) and lines:
        body = item.value.body
        if body and isinstance(body[-1][1], AoT | Table):
            _append_comment(body[-1][1], lines)
        else:
            body.append((None, Whitespace(lines)))


def _last_simple_item(table: MutableMapping[str, Any]) -> Item | None:
    items = [item for key, item in _body_of(table) if key is not None and not isinstance(item, AoT | Table)]
    return items[-1] if items else None


def _body_of(table: MutableMapping[str, Any]) -> list[tuple[Any, Item]]:
    """Return the keys and items of a table in order. The key of a comment is None."""
    container = table if isinstance(table, Container) else table.value  # type: ignore[attr-defined]  # tomlkit types it as an Item
    return container.body


def _plain(value: object) -> object:
    """Return the plain Python value of an item. For true and false, tomlkit has no item."""
    return value.unwrap() if isinstance(value, Item) else value


def _is_tables(value: object) -> TypeGuard[Tables]:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _new_item(value: object) -> Item:
    if isinstance(value, Mapping):
        return _new_table(value)
    if _is_tables(value):
        array = tomlkit.aot()
        array.body.extend(_new_table(item) for item in value)
        _separate(array.body)
        return array
    return tomlkit.item(value)


def _new_table(values: Mapping[str, object]) -> Table:
    table = tomlkit.table()
    for key, value in values.items():
        table.append(key, _new_item(value))
    return table
