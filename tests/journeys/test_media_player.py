"""A session led through the desktop alone: the real program on a real screen, and playerctl on a real bus."""

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchcoach.session.coach import SLEPT_SECONDS
from tests.journeys.conftest import WAIT_SECONDS, Env, until
from tests.journeys.test_screen import ended, started, window_of
from tests.private_bus import PrivateBus

pytestmark = [pytest.mark.screen, pytest.mark.usefixtures("welcomed")]

FOLLOWED = "{{status}}|{{xesam:trackNumber}}|{{title}}|{{artist}}|{{album}}"


@pytest.fixture
def desktop(screen: Env, bus: PrivateBus) -> Env:
    """A screen with a session bus."""
    return {**screen, "DBUS_SESSION_BUS_ADDRESS": bus.address}


@pytest.fixture
def settings(own_home: Path) -> Path:
    """A person with short holds, whose other players stand still meanwhile."""
    file = own_home / "config" / "stretchcoach" / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('format = 1\nhold = "5s"\nreps = 1\npause_others = true\n')
    return file


@pytest.fixture
def program(desktop: Env, settings: Path, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """The program in a session; it ends well in any case."""
    assert settings.is_file()
    program = started(desktop, tmp_path, "low-back-relief", "--start")
    yield program
    status, _out, err = ended(program, signal.SIGTERM)
    assert "Traceback" not in err
    assert status == 0


def playerctl(env: Env, *words: str) -> str:
    """What playerctl says of our player, or nothing where there is none."""
    command = ["playerctl", "-p", "stretchcoach", *words]
    said = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=WAIT_SECONDS)
    return said.stdout.strip()


def wait_for(env: Env, status: str) -> None:
    until(lambda: playerctl(env, "status") == status, f"{status or 'no player'}")


@pytest.fixture
def playing(desktop: Env, program: "subprocess.Popen[str]") -> Env:
    """The environment of a session that has begun."""
    assert program.pid
    wait_for(desktop, "Playing")
    return desktop


def test_what_is_shown_and_what_every_key_does(playing: Env) -> None:
    assert playerctl(playing, "metadata", "title") == "Getting started"
    assert playerctl(playing, "metadata", "artist") == "Low back relief"
    assert playerctl(playing, "metadata", "album") == "Low back relief"
    assert float(playerctl(playing, "metadata", "mpris:length")) > 5_000_000
    first = float(playerctl(playing, "position"))
    until(lambda: float(playerctl(playing, "position")) > first, "the position to go on")

    playerctl(playing, "pause")
    wait_for(playing, "Paused")
    stands = playerctl(playing, "position")
    playerctl(playing, "pause")
    assert playerctl(playing, "status") == "Paused", "Pause never goes on"
    for _phase in range(4):
        playerctl(playing, "next")
    until(lambda: playerctl(playing, "metadata", "xesam:trackNumber") == "5", "the fifth phase")
    assert playerctl(playing, "metadata", "artist") == "Lying hamstring with a strap · Left"
    assert playerctl(playing, "status") == "Paused"
    assert float(playerctl(playing, "position")) == 0.0
    assert stands != "0.000000"
    playerctl(playing, "previous")
    until(lambda: playerctl(playing, "metadata", "xesam:trackNumber") == "4", "the fourth phase")

    playerctl(playing, "play")
    wait_for(playing, "Playing")
    playerctl(playing, "play")
    assert playerctl(playing, "status") == "Playing", "Play never pauses"
    for status in ("Paused", "Playing"):
        playerctl(playing, "play-pause")
        wait_for(playing, status)
    playerctl(playing, "stop")
    wait_for(playing, "")


def test_a_whole_routine_is_led_from_the_floor(playing: Env) -> None:
    """One hold lasts as long as it does; the other phases are passed over."""
    follower = subprocess.Popen(
        ["playerctl", "-p", "stretchcoach", "--follow", "metadata", "--format", FOLLOWED],
        env=playing,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert follower.stdout is not None
        phases: list[tuple[str, str]] = []
        for line in follower.stdout:  # one for each change, and an empty one at the end
            if not line.strip():
                break
            _status, number, title, artist, album = line.strip().split("|")
            assert album == "Low back relief"
            if int(number) <= len(phases):
                continue  # its position jumped, or it was there when we began
            assert int(number) == len(phases) + 1, "no phase is left out"
            phases.append((title, artist))
            waits = title == "Hold" and [title for title, _artist in phases].count("Hold") == 1
            if not waits:
                playerctl(playing, "next")
    finally:
        follower.kill()
        follower.communicate()
    assert phases[0] == ("Getting started", "Low back relief")
    assert phases[-1] == ("Finish", "Low back relief")
    holds = [artist for title, artist in phases if title == "Hold"]
    one_side = ["Lying hamstring with a strap", "Inner thigh with a strap"]
    sides = [(stretches, side) for stretches in (one_side, ["Quads lying face down"]) for side in ("Left", "Right")]
    assert holds == [f"{stretch} · {side}" for stretches, side in sides for stretch in stretches]
    wait_for(playing, "")


def test_a_computer_that_stood_still_finds_the_session_paused_where_it_was(
    playing: Env, program: "subprocess.Popen[str]"
) -> None:
    """Stopped and continued, the program sees what it sees of a computer that slept: a gap in its clock."""
    before = float(playerctl(playing, "position"))
    program.send_signal(signal.SIGSTOP)
    woken = time.monotonic() + SLEPT_SECONDS + 2
    until(lambda: time.monotonic() > woken, "the night to be over")
    program.send_signal(signal.SIGCONT)
    wait_for(playing, "Paused")
    assert playerctl(playing, "metadata", "xesam:trackNumber") == "1"
    assert float(playerctl(playing, "position")) == pytest.approx(before, abs=1.5)
    playerctl(playing, "play")
    wait_for(playing, "Playing")


def test_music_stands_still_for_a_session_and_goes_on_when_it_is_closed(
    desktop: Env, settings: Path, bus: PrivateBus, tmp_path: Path
) -> None:
    assert settings.is_file()
    with bus.player("music", "Playing") as music, bus.player("radio", "Paused") as radio:
        program = started(desktop, tmp_path, "settle", "--start")
        try:
            until(lambda: music.asked == ["Pause"], "the music to be paused")
            wait_for(desktop, "Playing")
            playerctl(desktop, "pause")
            wait_for(desktop, "Paused")
            assert music.asked == ["Pause"], "a pause is no end"
        finally:
            status, _out, err = ended(program, signal.SIGTERM)
        assert (status, err) == (0, "")
        until(lambda: music.asked == ["Pause", "Play"], "the music to go on")
        assert radio.asked == []


def test_who_speaks_for_all_players_does_not_pause_us_with_them(desktop: Env, settings: Path, tmp_path: Path) -> None:
    """playerctld says of itself what is true of the player that was used last, which is ours."""
    assert settings.is_file()
    for_all = subprocess.Popen(["playerctld"], env=desktop, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    program = started(desktop, tmp_path, "settle", "--start")
    try:
        wait_for(desktop, "Playing")
        for status in ("Paused", "Playing"):
            playerctl(desktop, "play-pause")
            wait_for(desktop, status)
        first = float(playerctl(desktop, "position"))
        until(lambda: float(playerctl(desktop, "position")) > first + 0.5, "the session to go on")
        assert playerctl(desktop, "status") == "Playing"
    finally:
        code, _out, err = ended(program, signal.SIGTERM)
        for_all.terminate()
        for_all.wait(10)
    assert (code, err) == (0, "")


@pytest.fixture
def window_manager(desktop: Env) -> Iterator[None]:
    """Without one, no window is minimised."""
    if shutil.which("openbox") is None:
        pytest.skip("needs openbox")
    manager = subprocess.Popen(["openbox"], env=desktop, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield
    manager.terminate()
    manager.wait(10)


@pytest.mark.usefixtures("window_manager")
def test_raise_brings_the_window_back_and_quit_asks(playing: Env, program: "subprocess.Popen[str]") -> None:
    window = window_of(playing)

    def root(method: str) -> None:
        command = ["dbus-send", "--session", "--print-reply", "--dest=org.mpris.MediaPlayer2.stretchcoach"]
        subprocess.run(
            [*command, "/org/mpris/MediaPlayer2", f"org.mpris.MediaPlayer2.{method}"],
            env=playing,
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=WAIT_SECONDS,
        )

    def is_seen() -> bool:
        command = ["xdotool", "search", "--onlyvisible", "--name", "Stretch Coach"]
        return window in subprocess.run(command, env=playing, capture_output=True, text=True, check=False).stdout

    subprocess.run(["xdotool", "windowminimize", window], env=playing, check=True, timeout=WAIT_SECONDS)
    until(lambda: not is_seen(), "the window to be minimised")
    root("Raise")
    until(is_seen, "the window to be back")
    root("Quit")
    wait_for(playing, "Paused")
    assert program.poll() is None
    playerctl(playing, "play")
    wait_for(playing, "Playing")


@pytest.mark.parametrize("trouble", ["none", "killed", "hung"])
def test_a_bus_in_trouble_leaves_the_session_alone(
    desktop: Env, settings: Path, bus: PrivateBus, tmp_path: Path, trouble: str
) -> None:
    """It runs on, can be stopped, and says nothing of it."""
    assert settings.is_file()
    env = {**desktop, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/at/all"} if trouble == "none" else desktop
    program = started(env, tmp_path, "settle", "--start")
    try:
        window = window_of(env)
        if trouble != "none":
            wait_for(env, "Playing")
        if trouble == "killed":
            bus.kill()
        elif trouble == "hung":
            bus.hang()
        keys = ["xdotool", "windowfocus", "--sync", window, "key", "space", "Right", "space"]
        subprocess.run(keys, env=env, check=True, timeout=WAIT_SECONDS)
        assert program.poll() is None
    finally:
        status, out, err = ended(program, signal.SIGTERM)
        if trouble == "hung":
            bus.wake()
    assert (status, out, err) == (0, "", "")
