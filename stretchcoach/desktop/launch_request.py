"""What a second start asks the first for, as the one line that goes from one to the other."""

from typing import NamedTuple

MAX_BYTES = 32 * 1024
"""No path is longer, even with every letter of it escaped."""


class LaunchRequest(NamedTuple):
    """To come forward, to show a routine where one is named, and to begin it where that is wanted too.

    More cannot be said, so that whoever writes to the first can have nothing else of it.
    """

    routine: str | None = None
    """The id of one of our routines, or the absolute path of a file."""
    start: bool = False

    def encode(self) -> bytes:
        """Return the line, with its end."""
        import json  # a first start does without

        return json.dumps(self._asdict()).encode() + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> "LaunchRequest":
        """Read a line that anyone may have written. Raises ValueError for any other than `encode` gives."""
        import json

        if len(line) > MAX_BYTES:
            raise ValueError("it is too long")
        try:
            said = json.loads(line)
        except RecursionError as error:
            raise ValueError("it is nested too deeply") from error
        if not isinstance(said, dict) or said.keys() != {"routine", "start"}:
            raise ValueError("it says something else")
        routine, start = said["routine"], said["start"]
        if not isinstance(start, bool) or not isinstance(routine, str | None) or (start and not routine):
            raise ValueError("it does not say a routine and whether to begin it")
        if routine is not None and (not routine or "\0" in routine):
            raise ValueError("no routine is called so")
        return cls(routine, start)
