"""Text normalization: turning written text into words that a voice can say.

A speech engine reads "30s" as "thirtyz", and spells out letters of a script that it does not know. Anything that a
voice cannot say is left out here; the screen still shows it.
"""

import re

from stretchcoach.speech.english import spell_out
from stretchcoach.speech.scripts import without_unreadable


def normalize(text: str, language: str = "en") -> str:
    """Return `text` as a voice of a language can say it; an empty text if the voice can say nothing of it.

    Only English numbers and signs are spelled out. If the language is empty, it is not known, and `text` is returned
    unchanged.
    """
    if not language:
        return text
    said = without_unreadable(text, language)
    if language.partition("-")[0].lower() == "en":
        said = spell_out(said)
    return _tidied(said)


def _tidied(text: str) -> str:
    """Remove marks that would be read aloud or trip a voice. Return an empty text if no letter or digit is left."""
    text = re.sub(r"[*_`|•·^\\\[\]{}<>\"“”]", " ", text)
    text = re.sub(r"\s*[()]\s*", ", ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[,.;:?])", "", text)
    text = re.sub(r"(?:,\s*)+(?=[,.;:?])", "", text)
    text = text.strip(" ,;:-–—/")
    return text if any(letter.isalnum() for letter in text) else ""
