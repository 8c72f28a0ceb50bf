"""How a person reads English text aloud: numbers with units, ranges, times, fractions and signs."""

import re
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
"""`2 m` is a distance, and `2m` is a time, because that is how a dose is written."""

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

_NUMBER = r"\d+(?:\.\d+)?"
_DASH = r"\s*[-\u2010-\u2015\u2212]\s*"
_UNIT = "|".join(sorted(map(re.escape, (*_UNITS, "m")), key=len, reverse=True))

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def spell_out(text: str) -> str:
    """Return English `text` with its numbers and signs as words."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def _say_fraction(found: re.Match[str]) -> str:
    whole, over, under, unit = found["whole"], found["over"], found["under"], found["unit"]
    words = _FRACTIONS.get((over, under))
    if words is None:
        words = f"{over} out of {under}"
    one, many = _unit_names(unit, " " if unit else "") if unit else ("", "")
    if whole:
        return f"{whole} and {words} {many}".rstrip()
    if not unit:
        return words
    if words == "a half":
        return f"half {_article(one)} {one}"
    return f"{words} of {_article(one)} {one}" if (over, under) in _FRACTIONS else f"{words} {many}"


def _article(word: str) -> str:
    return "an" if word.startswith("hour") else "a"


def _unit_names(unit: str, between: str) -> tuple[str, str]:
    if unit == "m":
        return _METRES if between else _MINUTES
    return _UNITS[unit]


def _say_with_unit(found: re.Match[str]) -> str:
    number, between, unit = found["number"], found["between"], found["unit"]
    one, many = _unit_names(unit, between)
    return f"{number} {one if number == '1' else many}"


def _say_minutes_and_seconds(found: re.Match[str]) -> str:
    minutes, seconds = int(found[1]), int(found[2])
    return f"{minutes} {_MINUTES[minutes != 1]} {seconds} {_UNITS['s'][seconds != 1]}"


def _say_time(found: re.Match[str]) -> str:
    hours, minutes, half = int(found[1]), found[2], found[3]
    if minutes == "00":
        return f"{hours} {half.upper()} M" if half else f"{hours} o'clock"
    said = f"{hours} {minutes.replace('0', 'oh ', 1) if minutes.startswith('0') else minutes}"
    return f"{said} {half.upper()} M" if half else said


def _say_list(found: re.Match[str]) -> str:
    return ", ".join(re.findall(r"\d+", found[0]))


def _say_word(found: re.Match[str]) -> str:
    return _WORDS[found[0]]


_RULES: tuple[Rule, ...] = (
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
    (re.compile(r"\b(\d+)\s*m(?:in)?\s*(\d+)\s*s(?:ecs?)?\b"), _say_minutes_and_seconds),
    (re.compile(r"\b(\d{1,2}):(\d{2})(?!\d|:)(?:\s*([ap])\.?m\b\.?)?", re.IGNORECASE), _say_time),
    # 4-7-8 and 4/6/1 are lists; 10-15 is a range; 1/2 is a fraction
    (re.compile(rf"\b\d+(?:{_DASH}\d+){{2,}}\b|\b\d+(?:/\d+){{2,}}\b"), _say_list),
    (
        re.compile(
            rf"(?<![\d/])(?:(?P<whole>\d+)\s+)?(?P<over>\d{{1,2}})/(?P<under>\d{{1,2}})(?![\d/])(?:\s*(?P<unit>{_UNIT})\b)?"
        ),
        _say_fraction,
    ),
    (re.compile(rf"(?<=\d)(\s?(?:{_UNIT})?){_DASH}(?={_NUMBER})"), lambda found: f"{found[1]} to "),
    (re.compile(rf"(?<![\w.])[-\u2212](?={_NUMBER})"), lambda _found: "minus "),
    (
        re.compile(
            rf"(?P<number>{_NUMBER})(?P<between>\s?)(?P<unit>{_UNIT})(?:(?<=[%°C])|\b(?:\.(?=\s[a-z\d]))?)(?!\w)"
        ),
        _say_with_unit,
    ),
    (re.compile(r"(?<=\d)(?=[A-Za-z]{3,})"), lambda _found: " "),
    (re.compile(r"<\s*(?=\d)"), lambda _found: "less than "),
    (re.compile(r">\s*(?=\d)"), lambda _found: "more than "),
    (re.compile(r"#\s*(?=\d)"), lambda _found: "number "),
    (re.compile(r"[~≈]\s*(?=\d)"), lambda _found: "about "),
    (
        re.compile(r"(?<![\w/.])(?:" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + r")(?![\w/])"),
        _say_word,
    ),
    (re.compile(r"(?<=[a-z])/(?=[a-z])"), lambda _found: " or "),
    (re.compile(r"\b[A-Z]{4,}\b"), lambda found: found[0].capitalize()),
)
"""The rules, applied one after the other."""
