"""Prints the table of all measurements: `python -m benchmarks`, or `make bench`."""

import os
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from benchmarks.drawing import drawing_measurements
from benchmarks.journals import journal_measurements
from benchmarks.measurement import Measurement
from benchmarks.sounds import sound_measurements
from benchmarks.timing import timing_measurements
from benchmarks.voices import voice_measurements
from benchmarks.windows import window_measurements
from tests.listening import SoundServer


def main() -> None:
    server = SoundServer()
    os.environ.update(server.env)
    table = Table("what", "reference", "measured", "target", "", title="Stretch Coach")
    try:
        for measurement in measurements(server):
            mark = "yes" if measurement.is_reached else "NO"
            table.add_row(measurement.what, measurement.reference, measurement.measured, measurement.target, mark)
            print(f"{measurement.what}: {measurement.measured} ({mark})", flush=True)
    finally:
        server.close()
    Console(width=170).print(table)


def measurements(server: SoundServer) -> Iterator[Measurement]:
    yield from timing_measurements()
    yield from journal_measurements()
    yield from drawing_measurements()
    yield from window_measurements(server.env)
    yield from sound_measurements(server)
    yield from voice_measurements(server)


if __name__ == "__main__":
    main()
