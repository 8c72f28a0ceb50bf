"""The interface's texts in the user's language. A text without a translation stays English.

`_` translates a text and `_n` a text that counts something. `N_` only marks a text for translation: use it where a
text is declared in one place and shown, translated, in another.
"""

import gettext
from pathlib import Path

from stretchcoach.resources import ASSETS

CATALOGUES = ASSETS / "locale"
"""The folder of the compiled catalogues, `LANGUAGE/LC_MESSAGES/stretchcoach.mo`."""


def _find_translation(languages: tuple[str, ...], catalogues: Path) -> gettext.NullTranslations:
    if not catalogues.is_dir():  # gettext's search loads a good part of the standard library
        return gettext.NullTranslations()
    return gettext.translation("stretchcoach", catalogues, languages or None, fallback=True)


_translation = _find_translation((), CATALOGUES)


def use_language(*languages: str, catalogues: Path = CATALOGUES) -> None:
    """Translate into the first of `languages` that has a catalogue, or leave texts in English if none has.

    Without `languages`, use those that the environment asks for, such as `LANG=de_DE.UTF-8`.
    """
    global _translation  # noqa: PLW0603 - a process shows one language
    _translation = _find_translation(languages, catalogues)


def _(text: str) -> str:
    """Return `text` in the language in use."""
    return _translation.gettext(text)


def _n(singular: str, plural: str, count: int) -> str:
    """Return the form for `count` in the language in use."""
    return _translation.ngettext(singular, plural, count)


def N_(text: str) -> str:
    """Mark `text` for translation and return it unchanged."""
    return text
