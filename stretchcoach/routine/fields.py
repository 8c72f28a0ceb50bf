"""Reading the fields that stretch, routine and coaching files share: ids, titles, lines and sources."""

import re

from stretchcoach.domain.ranges import Range
from stretchcoach.files.table import Table
from stretchcoach.routine.line import Line, wording_fault
from stretchcoach.routine.stretch import Source

LONGEST_LINE = 200
"""The most characters of a line: about twelve seconds of speech, as much as a listener can follow."""
THEN_SECONDS = Range(0, 60, 1, "s")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_id(table: Table) -> str:
    """Read the id, which is also the name on the command line."""
    name = table.text("id", longest=60)
    if name and not _ID.fullmatch(name):
        table.add_fault("id", f"is {name!r}; use lowercase letters, digits and single hyphens, like seated-hamstring")
    return name


def read_wording(table: Table, key: str, allowed: frozenset[str], *, longest: int = LONGEST_LINE) -> str:
    """Read a text that is spoken and may hold the `allowed` placeholders."""
    wording = table.text(key, longest=longest)
    if fault := wording_fault(wording, allowed):
        table.add_fault(key, fault)
    return wording


def read_line(table: Table, allowed: frozenset[str]) -> Line:
    """Read a line: `full`, `brief` and `then_seconds`."""
    full, brief = (read_wording(table, key, allowed, longest=LONGEST_LINE) for key in ("full", "brief"))
    then = table.number("then_seconds", default=0.0)
    if then not in THEN_SECONDS:
        table.add_fault("then_seconds", f"is out of range: {then:g}; choose {THEN_SECONDS}")
    table.report_unknown_keys()
    return Line(full, brief, then)


def read_lines(table: Table, key: str, allowed: frozenset[str], *, required: bool = False) -> tuple[Line, ...]:
    """Read the lines under `[[key]]`."""
    return tuple(read_line(line, allowed) for line in table.tables(key, required=required))


def read_sources(table: Table) -> tuple[Source, ...]:
    """Read `[[sources]]`: each has a `title`, and an address or DOI in `at`."""
    sources = []
    for entry in table.tables("sources"):
        sources.append(Source(entry.text("title"), entry.text("at", longest=300)))
        entry.report_unknown_keys()
    return tuple(sources)


def read_title(table: Table) -> str:
    """Read the title, which is also spoken."""
    return read_wording(table, "title", frozenset(), longest=80)


def check_integer(table: Table, key: str, value: int, within: Range) -> None:
    """Add a fault if `value` is out of its range."""
    if value not in within:
        table.add_fault(key, f"is out of range: {value}; choose {within}")
