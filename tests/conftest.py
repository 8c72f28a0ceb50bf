"""What every test stands on: its own folders, a screen that no one sees, and nothing left running behind it."""

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, settings

from stretchcoach.paths import UserFolders
from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library, load_library
from stretchcoach.window.shell.garbage_collection import collect_if_due
from tests.listening import SoundServer, missing_programs
from tests.private_bus import PrivateBus, missing_programs as missing_programs_of_a_desktop

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the folders of whoever runs it, or keeps their screen on."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ):
        monkeypatch.setenv(name, str(home / folder))
    login = home / "run"
    login.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(login))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{home}/no-sound-server")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={home}/no-bus")
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "yes")
    return home


@pytest.fixture(autouse=True)
def garbage_goes_in_this_thread() -> Iterator[None]:
    """As in the window: a widget that another thread finds among its garbage would end the whole run."""
    gc.disable()
    yield
    collect_if_due()


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """A thread or process that outlives its test is a fault of that test."""
    threads = set(threading.enumerate())
    children = {child.pid for child in psutil.Process().children(recursive=True)}
    yield
    left = [thread for thread in threading.enumerate() if thread not in threads and "Dummy" not in thread.name]
    for thread in left:
        thread.join(3)
    assert not [thread.name for thread in left if thread.is_alive()]
    running = [
        child
        for child in psutil.Process().children(recursive=True)
        if child.pid not in children and child.status() != psutil.STATUS_ZOMBIE
    ]
    assert not [child.cmdline() for child in running]


@pytest.fixture(scope="session")
def library() -> Library:
    """Our own stretches and routines."""
    return load_library([DATA])


@pytest.fixture
def folders(own_home: Path) -> UserFolders:
    """A person's folders, empty."""
    return UserFolders(own_home / "config", own_home / "data", own_home / "cache", own_home / "log")


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


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """A desktop's session bus that no one else uses."""
    missing = missing_programs_of_a_desktop()
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (Debian: dbus playerctl)")
    made = PrivateBus()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    yield made
    made.close()
