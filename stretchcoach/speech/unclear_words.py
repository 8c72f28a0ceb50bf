"""Finding words in a person's own text that a voice would not say clearly."""

import re
import unicodedata

from stretchcoach.speech.normalization import normalize
from stretchcoach.speech.scripts import is_readable

_LONGEST_WORD = 25
_PLAIN_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?|\d+(?:\.\d+)?|\d*(?:1st|2nd|3rd|\dth)")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)


def unclear_words(text: str, language: str) -> tuple[str, ...]:
    """Return the words of `text` that a voice leaves out, spells or slurs, and that should be written differently."""
    if not language:
        return ()
    unclear = [word for word in text.split() if not is_readable(word, language) or not normalize(word, language)]
    if language.partition("-")[0] == "en":
        said = re.findall(r"[\w.'’]+", normalize(text, language))
        unclear += [word for word in (one.strip(".'’") for one in said) if _is_slurred(word.replace("’", "'"))]
    return tuple(dict.fromkeys(word for word in unclear if any(map(_is_visible, word))))


def _is_slurred(word: str) -> bool:
    if not word.isascii():
        return False  # an accented word of another language
    is_plain = _PLAIN_WORD.fullmatch(word) is not None
    is_pronounceable = not word[1:] or word[0].isdigit() or _VOWEL.search(word) is not None
    return not is_plain or not is_pronounceable or len(word) > _LONGEST_WORD


def _is_visible(character: str) -> bool:
    """Whether it is a letter, a digit or a picture, rather than punctuation."""
    return character.isalnum() or unicodedata.category(character) == "So"
