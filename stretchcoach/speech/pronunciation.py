"""Words that need help in an engine, from `data/pronunciations.toml`."""

import re
from collections.abc import Mapping
from pathlib import Path

from stretchcoach.files.toml_reading import read_table
from stretchcoach.speech.catalogue import ENGINES
from stretchcoach.speech.natural import NAME as NATURAL


class Pronunciations:
    """How words are written for an engine: as phonemes for the natural one, as other letters for the system's."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._words = {engine: {word.lower(): said for word, said in of.items()} for engine, of in words.items()}
        self._patterns = {engine: _pattern(of) for engine, of in self._words.items()}

    def applied(self, text: str, engine: str) -> str:
        """Return `text` as the engine needs it."""
        words, pattern = self._words.get(engine), self._patterns.get(engine)
        if not words or pattern is None:
            return text
        if engine == NATURAL:
            return pattern.sub(lambda found: f"[{found[0]}](/{words[found[0].lower()]}/)", text)
        return pattern.sub(lambda found: words[found[0].lower()], text)


def load_pronunciations(file: Path) -> Pronunciations:
    """Read the file. Raises Refused with every fault in it."""
    table = read_table(file)
    table.has("format")
    words: dict[str, dict[str, str]] = {}
    for engine in ENGINES:
        if table.has(engine):
            of = table.table(engine)
            words[engine] = {word: of.text(word) for word in of.keys}
    table.report_unknown_keys()
    table.raise_if_faulty()
    return Pronunciations(words)


def _pattern(words: Mapping[str, str]) -> "re.Pattern[str] | None":
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE) if longest_first else None
