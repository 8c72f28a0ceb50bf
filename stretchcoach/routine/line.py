"""One spoken line, in its full and its brief wording."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from stretchcoach.settings.choices import Detail

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NO_EXCLAMATION = "!"
SIDE_PLACEHOLDERS = frozenset({"side", "other"})
"""What a line of a stretch may leave open: the side that is stretched, and the other one."""


class Line(NamedTuple):
    """A line with a full and a brief wording, and the seconds it takes to do what it says.

    A wording may hold `{side}` and `{other}`; the general lines also `{title}`, `{count}` and the like.
    """

    full: str
    brief: str
    then_seconds: float = 0.0

    def wordings(self, detail: Detail) -> tuple[str, ...]:
        """Return the wordings to try, the best first."""
        return (self.full, self.brief) if detail is Detail.FULL else (self.brief,)

    def filled(self, **values: object) -> "Line":
        """The line with some of its open places filled."""
        return Line(fill(self.full, values), fill(self.brief, values), self.then_seconds)


def wording_fault(wording: str, allowed: frozenset[str]) -> str:
    """Say what is wrong with a wording, or nothing."""
    unknown = [name for name in _PLACEHOLDER.findall(wording) if name not in allowed]
    if unknown or "{" in _PLACEHOLDER.sub("", wording) or "}" in _PLACEHOLDER.sub("", wording):
        names = ", ".join(f"{{{name}}}" for name in sorted(allowed))
        return f"has a place in braces that nothing can fill; {names or 'none'} can be used"
    if _NO_EXCLAMATION in wording:
        return "has an exclamation mark; a calm voice does without"
    return ""


def fill(wording: str, values: Mapping[str, object]) -> str:
    """Return `wording` with those placeholders filled that `values` has a value for."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), wording)
