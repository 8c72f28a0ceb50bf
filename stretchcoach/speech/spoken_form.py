"""What a person would say for what is written: numbers with units, ranges, times, fractions and signs.

A speech engine reads "30s" as "thirtyz" and spells out a script that it does not know. What a voice cannot say is left
out here; it is shown on the screen.
"""

import re
import unicodedata
from collections.abc import Callable

_UNITS: dict[str, tuple[str, str]] = {
    "s": ("second", "seconds"),
    "sec": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "h": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "b": ("breath", "breaths"),
    "mm": ("millimetre", "millimetres"),
    "cm": ("centimetre", "centimetres"),
    "km": ("kilometre", "kilometres"),
    "kg": ("kilogram", "kilograms"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "ft": ("foot", "feet"),
    "wk": ("week", "weeks"),
    "wks": ("week", "weeks"),
    "°": ("degree", "degrees"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "%": ("percent", "percent"),
}
_METRES, _MINUTES = ("metre", "metres"), ("minute", "minutes")
"""`2 m` is a distance, `2m` a time: that is how a dose is written."""

_FRACTIONS = {
    ("1", "2"): "a half",
    ("1", "3"): "a third",
    ("2", "3"): "two thirds",
    ("1", "4"): "a quarter",
    ("3", "4"): "three quarters",
}
_WORDS = {
    "w/o": "without",
    "w/": "with",
    "e.g.": "for example",
    "i.e.": "that is",
    "approx.": "about",
    "ca.": "about",
    "ea.": "each",
    "vs.": "versus",
    "&": "and",
    "+": "plus",
    "=": "equals",
    "→": "to",
    "L": "left",
    "R": "right",
    "l/r": "left and right",
    "L/R": "left and right",
}
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
"""By the language of a voice, the scripts that it can say besides the Latin one, as Unicode's names begin."""

_NUMBER = r"\d+(?:\.\d+)?"
_DASH = r"\s*[-\u2010-\u2015\u2212]\s*"
_UNIT = "|".join(sorted(map(re.escape, (*_UNITS, "m")), key=len, reverse=True))

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def spoken_form(text: str, language: str = "en") -> str:
    """Return `text` as a voice of a language can say it; nothing where there is nothing that it can say.

    Only English is spelled out; in other languages what cannot be said is left out. An empty `language` is one that
    is not known, to which everything is left.
    """
    if not language:
        return text
    base = language.partition("-")[0].lower()
    said = _without_unknown_letters(text, _SCRIPTS.get(base, ()))
    if base == "en":
        for pattern, replacement in _ENGLISH:
            said = pattern.sub(replacement, said)
    return _tidied(said)


def _without_unknown_letters(text: str, scripts: tuple[str, ...]) -> str:
    """Leave out words with letters of another script, pictures such as emoji, and addresses of the web."""
    text = re.sub(r"\b(?:https?://|www\.)\S+", " ", text)
    words = (word for word in re.split(r"(\s+)", text) if not _is_foreign(word, ("LATIN", *scripts)))
    return "".join(
        letter
        for letter in "".join(words)
        if unicodedata.category(letter) not in ("So", "Cn", "Co", "Cs", "Cf") or letter == "°"
    )


def _is_foreign(word: str, scripts: tuple[str, ...]) -> bool:
    letters = [letter for letter in word if unicodedata.category(letter) in ("Lu", "Ll", "Lt", "Lo")]
    return any(not unicodedata.name(letter, "").startswith((*scripts, "FEMININE", "MASCULINE")) for letter in letters)


def _fraction(found: re.Match[str]) -> str:
    whole, over, under, unit = found["whole"], found["over"], found["under"], found["unit"]
    words = _FRACTIONS.get((over, under))
    if words is None:
        words = f"{over} out of {under}"
    one, many = _unit(unit, " " if unit else "") if unit else ("", "")
    if whole:
        return f"{whole} and {words} {many}".rstrip()
    if not unit:
        return words
    if words == "a half":
        return f"half {_article(one)} {one}"
    return f"{words} of {_article(one)} {one}" if (over, under) in _FRACTIONS else f"{words} {many}"


def _article(word: str) -> str:
    return "an" if word.startswith("hour") else "a"


def _unit(unit: str, between: str) -> tuple[str, str]:
    if unit == "m":
        return _METRES if between else _MINUTES
    return _UNITS[unit]


def _with_unit(found: re.Match[str]) -> str:
    number, between, unit = found["number"], found["between"], found["unit"]
    one, many = _unit(unit, between)
    return f"{number} {one if number == '1' else many}"


def _minutes_and_seconds(found: re.Match[str]) -> str:
    minutes, seconds = int(found[1]), int(found[2])
    return f"{minutes} {_MINUTES[minutes != 1]} {seconds} {_UNITS['s'][seconds != 1]}"


def _time(found: re.Match[str]) -> str:
    hours, minutes, half = int(found[1]), found[2], found[3]
    if minutes == "00":
        return f"{hours} {half.upper()} M" if half else f"{hours} o'clock"
    said = f"{hours} {minutes.replace('0', 'oh ', 1) if minutes.startswith('0') else minutes}"
    return f"{said} {half.upper()} M" if half else said


def _listed(found: re.Match[str]) -> str:
    return ", ".join(re.findall(r"\d+", found[0]))


def _word(found: re.Match[str]) -> str:
    return _WORDS[found[0]]


_ENGLISH: tuple[Rule, ...] = (
    (re.compile(r"\s?½"), lambda _found: " 1/2"),
    (re.compile(r"\s?¼"), lambda _found: " 1/4"),
    (re.compile(r"\s?¾"), lambda _found: " 3/4"),
    (re.compile(r"\s?⅓"), lambda _found: " 1/3"),
    (re.compile(r"\s?⅔"), lambda _found: " 2/3"),
    (re.compile(r"º(?=\s|C\b|$)"), lambda _found: "°"),
    (re.compile(r"(?<=\d),(?=\d{1,2}\b)"), lambda _found: "."),
    # 3x30 s, 3 x 10, x10, 10x
    (re.compile(r"(?<=\d)\s*[xX×]\s*(?=\d)"), lambda _found: " times "),
    (re.compile(r"(?<![\w])[xX×]\s*(?=\d)"), lambda _found: "times "),
    (re.compile(r"(?<=\d)\s*[xX×](?!\w)"), lambda _found: " times"),
    # 1m30s, 1 min 30, 7:30 am, 1:05
    (re.compile(r"\b(\d+)\s*m(?:in)?\s*(\d+)\s*s(?:ecs?)?\b"), _minutes_and_seconds),
    (re.compile(r"\b(\d{1,2}):(\d{2})(?!\d|:)(?:\s*([ap])\.?m\b\.?)?", re.IGNORECASE), _time),
    # 4-7-8 and 4/6/1 are lists; 10-15 is a range; 1/2 is a fraction
    (re.compile(rf"\b\d+(?:{_DASH}\d+){{2,}}\b|\b\d+(?:/\d+){{2,}}\b"), _listed),
    (
        re.compile(
            rf"(?<![\d/])(?:(?P<whole>\d+)\s+)?(?P<over>\d{{1,2}})/(?P<under>\d{{1,2}})(?![\d/])(?:\s*(?P<unit>{_UNIT})\b)?"
        ),
        _fraction,
    ),
    (re.compile(rf"(?<=\d)(\s?(?:{_UNIT})?){_DASH}(?={_NUMBER})"), lambda found: f"{found[1]} to "),
    (re.compile(rf"(?<![\w.])[-\u2212](?={_NUMBER})"), lambda _found: "minus "),
    (
        re.compile(
            rf"(?P<number>{_NUMBER})(?P<between>\s?)(?P<unit>{_UNIT})(?:(?<=[%°C])|\b(?:\.(?=\s[a-z\d]))?)(?!\w)"
        ),
        _with_unit,
    ),
    (re.compile(r"(?<=\d)(?=[A-Za-z]{3,})"), lambda _found: " "),
    (re.compile(r"<\s*(?=\d)"), lambda _found: "less than "),
    (re.compile(r">\s*(?=\d)"), lambda _found: "more than "),
    (re.compile(r"#\s*(?=\d)"), lambda _found: "number "),
    (re.compile(r"[~≈]\s*(?=\d)"), lambda _found: "about "),
    (
        re.compile(r"(?<![\w/.])(?:" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + r")(?![\w/])"),
        _word,
    ),
    (re.compile(r"(?<=[a-z])/(?=[a-z])"), lambda _found: " or "),
    (re.compile(r"\b[A-Z]{4,}\b"), lambda found: found[0].capitalize()),
)
"""What is written, and what is said for it, one after the other."""


def _tidied(text: str) -> str:
    """Leave out marks that are read aloud or trip a voice; nothing where no letter or digit is left."""
    text = re.sub(r"[*_`|•·^\\\[\]{}<>\"“”]", " ", text)
    text = re.sub(r"\s*[()]\s*", ", ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[,.;:?])", "", text)
    text = re.sub(r"(?:,\s*)+(?=[,.;:?])", "", text)
    text = text.strip(" ,;:-–—/")
    return text if any(letter.isalnum() for letter in text) else ""


_LONGEST_WORD = 25
_PLAIN_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?|\d+(?:\.\d+)?|\d*(?:1st|2nd|3rd|\dth)")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)


def doubtful_words(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the words of `text` that a voice leaves out, spells or slurs, and that are better written another way."""
    if not language:
        return ()
    written = text.split()
    scripts = ("LATIN", *_SCRIPTS.get(language.partition("-")[0].lower(), ()))
    doubtful = [word for word in written if _is_foreign(word, scripts) or not spoken_form(word, language)]
    if language.partition("-")[0] == "en":
        said = re.findall(r"[\w.'’]+", spoken_form(text, language))
        doubtful += [word for word in (one.strip(".'’") for one in said) if _is_slurred(word.replace("’", "'"))]
    return tuple(dict.fromkeys(word for word in doubtful if any(map(_says_something, word))))


def _is_slurred(word: str) -> bool:
    if not word.isascii():
        return False  # a word that came from another language, with its accents
    is_plain = _PLAIN_WORD.fullmatch(word) is not None
    has_sound = len(word) < 2 or word[0].isdigit() or _VOWEL.search(word) is not None  # noqa: PLR2004 - a letter is named
    return not is_plain or not has_sound or len(word) > _LONGEST_WORD


def _says_something(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter) == "So"
