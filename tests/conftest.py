"""What every test stands on: its own folders, a screen that no one sees, and nothing left running behind it."""

import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.paths import UserFolders
from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library, load_library
from stretchcoach.window.shell.garbage_collection import collect_if_due
from tests.listening import SoundServer, missing_programs
from tests.private_bus import PrivateBus, missing_programs as missing_programs_of_a_desktop

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a program that a test starts need not compile its modules first

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "default")

_WORKERS_PER_CORE = 2
"""Many tests wait for a sound, a process or the disk, and leave their core to another one."""
_MOST_WORKERS = 12


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return the number of workers for `-n auto`."""
    return min(_WORKERS_PER_CORE * (psutil.cpu_count() or 1), _MOST_WORKERS)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the slowest tests first, so that none of them begins when the other workers have finished.

    The rest keeps the random order.
    """
    items.sort(key=_seconds, reverse=True)


def _seconds(item: pytest.Item) -> float:
    """Return about how many seconds a test takes, as its `slow` marker says."""
    marker = item.get_closest_marker("slow")
    return float(marker.args[0]) if marker else 0.0


@pytest.fixture(scope="session")
def spoken_lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the lines that were rendered in this run. All workers share it: each line is rendered once."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    folder = run / "spoken-lines"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, spoken_lines: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of the test's own, so that it neither touches those of the person who runs it nor keeps their screen on.

    Lines that another test has had rendered are found in the cache: see `nothing_spoken`.
    """
    home = tmp_path / "home"
    home.mkdir()
    for cache in _caches(home):
        cache.mkdir(parents=True, exist_ok=True)
        (cache / "lines").symlink_to(spoken_lines, target_is_directory=True)
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


def _caches(home: Path) -> tuple[Path, Path]:
    """Return the cache folders of the program and of the fixture `folders`."""
    return home / "cache" / "stretchcoach", home / "cache"


_PATIENCE_MS = 30_000


class _PatientBot(QtBot):
    """Waits longer than pytest-qt's five seconds: other workers may keep the processor busy."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS) -> None:  # noqa: N802 - pytest-qt's name
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **settings: Any) -> Any:  # noqa: N802 - as above
        return super().waitSignal(signal, timeout=timeout, **settings)

    def waitExposed(self, widget: Any, *, timeout: int = _PATIENCE_MS) -> Any:  # noqa: N802 - as above
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget: Any, *, timeout: int = _PATIENCE_MS) -> Any:  # noqa: N802 - as above
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 - an application comes first
    """Return pytest-qt's bot, with more patience."""
    return _PatientBot(request)


@pytest.fixture
def nothing_spoken(own_home: Path) -> None:
    """An empty cache, as on a new computer: every line is still to be rendered."""
    shutil.rmtree(own_home / "cache")


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
