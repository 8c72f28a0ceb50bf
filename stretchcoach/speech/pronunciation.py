"""Words that an engine would mispronounce, respelled from `data/pronunciations.toml`."""

import re
from collections.abc import Mapping
from pathlib import Path

from stretchcoach.files.toml_reading import read_table
from stretchcoach.speech.engines import ENGINES


class Pronunciations:
    """For each engine, how words are pronounced: phonemes for the natural engine, other letters for the system's."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._words = {engine: {word.lower(): said for word, said in of.items()} for engine, of in words.items()}
        self._patterns = {engine: _pattern(of) for engine, of in self._words.items()}

    def apply(self, text: str, engine: str) -> str:
        """Return `text` with words respelled for an engine."""
        words, pattern = self._words.get(engine), self._patterns.get(engine)
        if not words or pattern is None:
            return text
        respell = ENGINES[engine].respell
        return pattern.sub(lambda found: respell(found[0], words[found[0].lower()]), text)


def load_pronunciations(file: Path) -> Pronunciations:
    """Read the file. Raises InvalidFileError with every fault in it."""
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
