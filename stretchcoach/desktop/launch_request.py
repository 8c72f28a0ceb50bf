"""What a second start asks of the first, and the line of JSON that carries it."""

from typing import NamedTuple

MAX_BYTES = 32 * 1024
"""The maximum length of an encoded request. The longest path fits even if every character of it is escaped."""


class LaunchRequest(NamedTuple):
    """A request to bring the window forward, perhaps to show a routine, and perhaps to start it.

    This is all that a request can say, so a program that writes to the socket can do nothing else.
    """

    routine: str | None = None
    """The id of one of our routines, or the absolute path of a file."""
    start: bool = False

    def encode(self) -> bytes:
        """Return the request as a line of JSON, newline included."""
        import json  # a first start does not need it

        return json.dumps(self._asdict()).encode() + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> "LaunchRequest":
        """Parse a line from an untrusted source. Raises ValueError unless `encode` could have made it."""
        import json

        if len(line) > MAX_BYTES:
            raise ValueError("the line is too long")
        try:
            value = json.loads(line)
        except RecursionError as error:
            raise ValueError("the JSON is nested too deeply") from error
        if not isinstance(value, dict) or value.keys() != {"routine", "start"}:
            raise ValueError("the line is not a launch request")
        routine, start = value["routine"], value["start"]
        if not isinstance(start, bool) or not isinstance(routine, str | None) or (start and not routine):
            raise ValueError("the routine or the start flag has the wrong type")
        if routine is not None and (not routine or "\0" in routine):
            raise ValueError("the name of the routine is not valid")
        return cls(routine, start)
