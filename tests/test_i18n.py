"""The interface uses the language that was chosen last."""

import ast
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from stretchcoach import i18n
from stretchcoach.i18n import _, _n, use_language

PACKAGE = Path(i18n.__file__).parent
PLURAL = "{n} breath\0{n} breaths"


def write_catalogue(folder: Path, language: str, texts: Mapping[str, str]) -> None:
    """Write a compiled catalogue as the gettext manual describes it."""
    header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
    pairs = sorted({"": header, **texts}.items())
    strings = [text.encode() for column in zip(*pairs, strict=True) for text in column]
    tables, at = b"", 28 + 8 * len(strings)
    for string in strings:
        tables += struct.pack("<II", len(string), at)
        at += len(string) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 28 + 8 * len(strings))
    path = folder / language / "LC_MESSAGES" / "stretchcoach.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(head + tables + b"".join(string + b"\0" for string in strings))


@pytest.fixture
def catalogues(tmp_path: Path) -> Iterator[Path]:
    write_catalogue(tmp_path, "de", {"Hold": "Halten", PLURAL: "{n} Atemzug\0{n} Atemzüge"})
    write_catalogue(tmp_path, "fr", {"Hold": "Tenir"})
    yield tmp_path
    use_language()


def test_texts_follow_a_language_chosen_later(catalogues: Path) -> None:
    assert _("Hold") == "Hold"
    use_language("de", catalogues=catalogues)
    assert _("Hold") == "Halten"
    assert [_n("{n} breath", "{n} breaths", count) for count in (1, 2)] == ["{n} Atemzug", "{n} Atemzüge"]
    use_language("fr", catalogues=catalogues)
    assert _("Hold") == "Tenir"
    assert _n("{n} breath", "{n} breaths", 1) == "{n} breath"


def test_the_first_language_with_a_catalogue_is_used(catalogues: Path) -> None:
    use_language("eo", "fr", "de", catalogues=catalogues)
    assert _("Hold") == "Tenir"
    use_language("eo", catalogues=catalogues)
    assert _("Hold") == "Hold"


def test_without_languages_the_environment_decides(catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    use_language(catalogues=catalogues)
    assert _("Hold") == "Halten"


def test_without_catalogues_gettext_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gettext.find", lambda *_found, **_also: pytest.fail("searched for a catalogue"))
    use_language("de", catalogues=tmp_path / "nowhere")
    assert _("Hold") == "Hold"


def calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls of `_` and `_n` that run when a module is imported."""
    for name, value in ast.iter_fields(node):
        if name == "body" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from calls_at_import(child)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "_n"):
        yield node


def test_no_module_translates_a_text_while_it_is_imported() -> None:
    early = [
        f"{path}:{call.lineno}"
        for path in PACKAGE.rglob("*.py")
        for call in calls_at_import(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert early == []
