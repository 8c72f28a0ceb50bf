"""A spoken line with a full and a brief wording."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from stretchcoach.settings.choices import Detail

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
SIDE_PLACEHOLDERS = frozenset({"side", "other"})
"""The placeholders in the lines of a one-sided stretch: the side that is stretched, and the other one."""


class Line(NamedTuple):
    """A line in two wordings. Both may have placeholders, such as `{side}` or `{count}`."""

    full: str
    brief: str
    then_seconds: float = 0.0
    """Seconds that it takes to do what the line says."""

    def wordings(self, detail: Detail) -> tuple[str, ...]:
        """Return the wordings to try, the preferred one first."""
        return (self.full, self.brief) if detail is Detail.FULL else (self.brief,)

    def filled(self, **values: object) -> "Line":
        """Return the line with some of its placeholders filled."""
        return Line(fill(self.full, values), fill(self.brief, values), self.then_seconds)


def wording_fault(wording: str, allowed: frozenset[str]) -> str:
    """Return what is wrong with a wording, or an empty text."""
    unknown = [name for name in _PLACEHOLDER.findall(wording) if name not in allowed]
    if unknown or "{" in _PLACEHOLDER.sub("", wording) or "}" in _PLACEHOLDER.sub("", wording):
        names = ", ".join(f"{{{name}}}" for name in sorted(allowed))
        return f"has an unknown placeholder or a stray brace; {names or 'none'} can be used"
    if "!" in wording:
        return "has an exclamation mark; a calm voice does without one"
    return ""


def fill(wording: str, values: Mapping[str, object]) -> str:
    """Return `wording` with each placeholder that has a value replaced by it."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), wording)
