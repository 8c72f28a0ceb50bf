"""The scripts that a voice can read, and leaving out text that it cannot read."""

import re
import unicodedata

_SCRIPTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "sr", "kk", "ky", "tt", "ba", "cv"), ("CYRILLIC",)),
    **dict.fromkeys(("ar", "fa", "ur", "ug", "sd"), ("ARABIC",)),
    **dict.fromkeys(("hi", "mr", "ne", "kok"), ("DEVANAGARI",)),
    "el": ("GREEK",),
    "grc": ("GREEK",),
    "he": ("HEBREW",),
    "ka": ("GEORGIAN",),
    "hy": ("ARMENIAN",),
    "hyw": ("ARMENIAN",),
    "bn": ("BENGALI",),
    "as": ("BENGALI",),
    "gu": ("GUJARATI",),
    "pa": ("GURMUKHI",),
    "ta": ("TAMIL",),
    "te": ("TELUGU",),
    "kn": ("KANNADA",),
    "ml": ("MALAYALAM",),
    "si": ("SINHALA",),
    "or": ("ORIYA",),
    "my": ("MYANMAR",),
    "th": ("THAI",),
    "am": ("ETHIOPIC",),
    "ko": ("HANGUL",),
    "ja": ("HIRAGANA", "KATAKANA", "CJK"),
    **dict.fromkeys(("zh", "cmn", "yue", "hak"), ("CJK", "BOPOMOFO")),
}
"""The scripts that a voice of a language can read besides Latin, by the first word of their Unicode names."""


def without_unreadable(text: str, language: str) -> str:
    """Return `text` without words in scripts that a voice cannot read, without emoji, and without web addresses."""
    text = re.sub(r"\b(?:https?://|www\.)\S+", " ", text)
    words = (word for word in re.split(r"(\s+)", text) if is_readable(word, language))
    return "".join(
        letter
        for letter in "".join(words)
        if unicodedata.category(letter) not in ("So", "Cn", "Co", "Cs", "Cf") or letter == "°"
    )


def is_readable(word: str, language: str) -> bool:
    """Whether a voice of a language can read the script of every letter in `word`."""
    scripts = ("LATIN", *_SCRIPTS.get(language.partition("-")[0].lower(), ()), "FEMININE", "MASCULINE")
    letters = [letter for letter in word if unicodedata.category(letter) in ("Lu", "Ll", "Lt", "Lo")]
    return all(unicodedata.name(letter, "").startswith(scripts) for letter in letters)
