"""Prints the table of all figures: `python -m benchmarks`, or `make bench`."""

import os
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from benchmarks.bodies import body_figures
from benchmarks.figure import Figure
from benchmarks.journals import journal_figures
from benchmarks.sounds import sound_figures
from benchmarks.timing import timing_figures
from benchmarks.voices import voice_figures
from benchmarks.windows import window_figures
from tests.listening import SoundServer


def main() -> None:
    server = SoundServer()
    os.environ.update(server.env)
    table = Table("what", "reference", "measured", "to reach", "", title="Stretch Coach")
    try:
        for figure in figures(server):
            mark = "yes" if figure.reached else "NO"
            table.add_row(figure.what, figure.reference, figure.measured, figure.to_reach, mark)
            print(f"{figure.what}: {figure.measured} ({mark})", flush=True)
    finally:
        server.close()
    Console(width=170).print(table)


def figures(server: SoundServer) -> Iterator[Figure]:
    yield from timing_figures()
    yield from journal_figures()
    yield from body_figures()
    yield from window_figures(server.env)
    yield from sound_figures(server)
    yield from voice_figures(server)


if __name__ == "__main__":
    main()
