"""A sound server of one's own, where the programs for it are there."""

import os
from collections.abc import Iterator

import pytest

from tests.listening import SoundServer, missing_programs


@pytest.fixture
def sound_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    missing = missing_programs()
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (Debian: pulseaudio pulseaudio-utils)")
    server = SoundServer()
    for name, value in server.env.items():
        monkeypatch.setenv(name, value)
    assert os.environ["PULSE_SERVER"] == server.env["PULSE_SERVER"]
    yield server
    server.close()
