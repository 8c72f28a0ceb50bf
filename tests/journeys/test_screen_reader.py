"""The program as a screen reader meets it: the real tree of a real window, its actions, and what is announced."""

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from stretchcoach.journal.file import JournalFile
from stretchcoach.resources import DATA
from stretchcoach.routine.library import load_library
from tests.journal.past import stretched
from tests.journeys.conftest import Env, until

pytestmark = [pytest.mark.screen, pytest.mark.usefixtures("welcomed")]

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's bindings for AT-SPI belong to Debian's Python."""
BUS_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
ROLES = {
    "radio button",
    "check box",
    "combo box",
    "label",
    "list",
    "list item",
    "page tab",
    "page tab list",
    "panel",
    "push button",
    "slider",
    "spin button",
    "table",
    "table cell",
    "text",
}
"""What may have the focus; anything else, as `filler`, tells a person nothing."""
POLITE, ASSERTIVE = 1, 2
"""AT-SPI's numbers."""

Node = dict[str, Any]


def what_is_missing() -> list[str]:
    missing = [] if shutil.which("dbus-daemon") else ["dbus"]
    missing += [] if BUS_SERVICE.exists() else ["at-spi2-core"]
    asked = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(asked, capture_output=True, check=False).returncode:
        missing.append("python3-gi gir1.2-atspi-2.0")
    return missing


@pytest.fixture
def desktop(screen: Env) -> Iterator[Env]:
    """A screen with a session bus of its own, on which assistive technology is on."""
    missing = what_is_missing()
    if missing:
        pytest.skip(f"needs these Debian packages: {' '.join(missing)}")
    told, tell = os.pipe()
    with tempfile.TemporaryDirectory(prefix="at-spi-") as run:  # its sockets need a short path
        env = {**screen, "XDG_RUNTIME_DIR": run, "GSETTINGS_BACKEND": "memory", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        command = ["dbus-daemon", "--session", "--nofork", f"--print-address={tell}"]
        bus = subprocess.Popen(command, env=env, pass_fds=[tell], stderr=subprocess.DEVNULL)
        os.close(tell)
        with os.fdopen(told) as answer:
            address = answer.readline().strip()
        yield {**env, "DBUS_SESSION_BUS_ADDRESS": address}
        started_by_it = psutil.Process(bus.pid).children(recursive=True)
        bus.terminate()
        bus.wait(10)
        _gone, alive = psutil.wait_procs(started_by_it, timeout=10)
        for process in alive:
            process.kill()


@dataclass
class ScreenReader:
    """Asks a process that listens to AT-SPI."""

    process: "subprocess.Popen[str]"

    def ask(self, **question: str) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def showing(self) -> list[Node]:
        return [node for node in self.ask(ask="tree") if node["showing"]]

    def wait_for(self, role: str, name: str) -> list[Node]:
        """Wait until such a node shows, and return all that do."""
        shown: list[Node] = []

        def there() -> bool:
            shown[:] = self.showing()
            return any(node["role"] == role and name in (node["name"], *node["labels"]) for node in shown)

        until(there, f"the {role} {name!r}")
        return list(shown)

    def act(self, role: str, name: str, action: str = "Press") -> None:
        until(lambda: bool(self.ask(ask="do", role=role, name=name, action=action)), f"the {role} {name!r}")

    def announced(self) -> list[tuple[str, int]]:
        return [(one["text"], one["politeness"]) for one in self.ask(ask="announced")]


@pytest.fixture
def reader(desktop: Env) -> Iterator[ScreenReader]:
    process = subprocess.Popen(
        [SYSTEM_PYTHON, "-W", "ignore", str(Path(__file__).with_name("screen_reader.py"))],
        env={key: value for key, value in desktop.items() if key != "PYTHONPATH"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    made = ScreenReader(process)
    made.announced()  # it listens by now
    yield made
    process.communicate(timeout=20)


@pytest.fixture
def program(desktop: Env, reader: ScreenReader, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """The program in a window, with a person's settings, for a screen reader that was there before."""
    assert reader.process.poll() is None
    program = subprocess.Popen(
        [sys.executable, "-m", "stretchcoach"],
        cwd=tmp_path,
        env=desktop,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield program
    program.send_signal(signal.SIGTERM)
    try:
        _out, err = program.communicate(timeout=20)
    finally:
        program.kill()
    assert program.returncode == 0
    assert "Traceback" not in err


def faults(nodes: list[Node]) -> list[Node]:
    """Whatever can have the focus and does not say what it is, or what it is for."""

    def is_good(node: Node) -> bool:
        named = node["labels"] and node["labels"][0] if node["role"] == "combo box" else node["name"]
        return bool(named) and node["role"] in ROLES

    return [node for node in nodes if node["focusable"] and not is_good(node)]


def named(nodes: list[Node], *roles: str) -> set[str]:
    return {name for node in nodes if node["role"] in roles for name in (node["name"], *node["labels"])}


def described(nodes: list[Node], name: str) -> str:
    found = next(node for node in nodes if node["name"] == name)
    assert isinstance(found["description"], str)
    return found["description"]


@pytest.mark.usefixtures("program")
def test_the_list_and_a_routine_are_told(reader: ScreenReader) -> None:
    nodes = reader.wait_for("push button", "Start")
    assert faults(nodes) == []
    assert named(nodes, "text") == {"Search routines"}
    assert {"Start", "Settings"} <= named(nodes, "push button")
    assert "Routines" in named(nodes, "list")
    assert "Seated hamstring, 5 minutes · mat" in named(nodes, "list item")
    assert described(nodes, "Seated hamstring")  # the page that scrolls by the keyboard
    reader.act("list item", "Settle, 2 minutes · mat", "Toggle")
    reader.wait_for("panel", "Settle")


@pytest.mark.slow(20)
@pytest.mark.usefixtures("program")
def test_every_setting_is_told(reader: ScreenReader) -> None:
    reader.act("push button", "Settings")
    nodes = reader.wait_for("combo box", "Hold length")
    assert faults(nodes) == []
    assert {"First side", "Inner thigh with a strap"} <= named(nodes, "combo box")
    assert {"Warm-up reps", "Time to change sides"} <= named(nodes, "spin button")
    for group, role, name in (
        ("Breath", "spin button", "Breathe out"),
        ("Voice", "check box", "Speak through my screen reader"),
        ("Window", "combo box", "Colours"),
    ):
        reader.act("list item", group, "Toggle")
        nodes = reader.wait_for(role, name)
        assert faults(nodes) == []
        if group == "Voice":
            assert {"Speed", "Voice volume"} <= named(nodes, "slider")
            assert "How much the voice says" in named(nodes, "combo box")
            assert {"Automatic", "Heart"} <= named(reader.wait_for("radio button", "Heart"), "radio button")
    reader.act("push button", "Close")


@pytest.fixture
def stretched_before(own_home: Path) -> None:
    """A person with two sessions in their journal."""
    library = load_library([DATA])
    with closing(JournalFile(own_home / "data" / "stretchcoach" / "journal.db")) as file:
        for ago in (2, 0):
            day = dt.datetime.now().astimezone().date() - dt.timedelta(days=ago)
            stretched(file, library.routines["quads-standing"], day)


@pytest.mark.usefixtures("stretched_before", "program")
def test_the_journal_is_told(reader: ScreenReader) -> None:
    reader.act("push button", "Journal")
    nodes = reader.wait_for("page tab", "Sessions")
    assert faults(nodes) == []
    assert faults(nodes) == []
    assert "Quads: 2.0 min" in described(nodes, "Muscles in the last seven days")
    assert "minutes" in described(nodes, "Calendar of the last year")
    assert "You stretched on" in described(nodes, "This week")
    reader.act("check box", "Show tables")
    nodes = reader.wait_for("table", "The last year")
    assert faults(nodes) == []
    assert "2.0 min" in named(nodes, "table cell")
    reader.act("page tab", "Sessions")
    nodes = reader.wait_for("spin button", "Quads standing, left: seconds held")
    assert faults(nodes) == []
    assert len([name for name in named(nodes, "list item") if name.startswith("Quads standing, ")]) == 2
    reader.act("push button", "Delete this session")
    reader.act("push button", "Undo")
    until(lambda: any(text.startswith("Deleted: Quads") for text, _how in reader.announced()), "what was deleted")
    reader.act("push button", "Back")
    reader.wait_for("push button", "Start")


@pytest.mark.slow(15)
@pytest.mark.usefixtures("program")
def test_a_session_is_told_line_by_line_to_its_end(reader: ScreenReader) -> None:
    reader.act("push button", "Start")
    until(lambda: bool(said(reader)), "the first line")
    text, politeness = said(reader)[0]
    assert text == "Seated hamstring. Make yourself comfortable, I'll lead you through."
    assert politeness == POLITE
    nodes = reader.wait_for("push button", "Pause (Space)")
    assert faults(nodes) == []
    assert "Space pauses" in described(nodes, "Session")
    assert described(nodes, "Breath") in ("In", "Out")
    assert "percent" in described(nodes, "The whole session")
    assert "Side" in named(nodes, "label")
    reader.act("push button", "Next phase (Right)")
    until(lambda: any("left leg" in line for line, _politeness in said(reader)), "a line of the first stretch")
    assert described(reader.showing(), "Side") == "Left"

    reader.act("push button", "Pause (Space)")
    until(lambda: ("Paused.", POLITE) in reader.announced(), "the pause")
    reader.act("push button", "Continue (Space)")
    until(lambda: any(line.startswith("Resumed.") for line, _politeness in reader.announced()), "going on")

    reader.act("push button", "Stop (Esc)")
    nodes = reader.wait_for("label", "Stop here?")
    assert faults(nodes) == []
    assert {"Stop", "Continue"} <= named(nodes, "push button")
    reader.act("push button", "Stop")
    nodes = reader.wait_for("push button", "Do it again")
    assert faults(nodes) == []
    assert "That is enough for now." in described(nodes, "Done")
    reader.act("push button", "Done")
    reader.wait_for("push button", "Settings")


@pytest.fixture
def spoken_by_it(own_home: Path) -> None:
    """A person who leaves the speaking to their screen reader."""
    file = own_home / "config" / "stretchcoach" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text("format = 1\nscreen_reader = true\n")


@pytest.mark.usefixtures("spoken_by_it", "program")
def test_a_screen_reader_that_speaks_says_a_line_at_once(reader: ScreenReader) -> None:
    reader.act("push button", "Start")
    until(lambda: bool(said(reader)), "the first line")
    assert {politeness for _text, politeness in said(reader)} == {ASSERTIVE}


def said(reader: ScreenReader) -> list[tuple[str, int]]:
    """What was announced of a session: a notice about the sound of this machine is none of it."""
    return [(text, politeness) for text, politeness in reader.announced() if "no sound" not in text]
