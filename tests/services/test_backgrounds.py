"""The background of a session: the person's music continues where it was, and problems with it are reported."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stretchcoach.audio.samples import SAMPLE_RATE
from stretchcoach.audio.source import Playhead
from stretchcoach.routine.library import Library
from stretchcoach.services.backgrounds import BackgroundPlayer
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.timeline import Timeline
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.sounds import OURS
from tests.audio.test_backgrounds import write
from tests.audio.test_output import wait_until


@pytest.fixture(scope="module")
def timeline(library: Library) -> Timeline:
    return compile_timeline(library.routines["settle"], Preferences(), lambda text: 0.06 * len(text))


def hear(player: BackgroundPlayer, timeline: Timeline, seconds: int) -> np.ndarray:
    """Return the next seconds of the background, a minute into the session."""
    assert player.source is not None
    heard = []
    for second in range(seconds):
        wait_until(lambda: player._ahead is not None and player._ahead.buffered_seconds > 1.0)
        heard.append(player.source.read(SAMPLE_RATE, Playhead(timeline, 60.0 + second / 10)))
    return np.concatenate(heard)


def pitch(samples: np.ndarray) -> int:
    return int(np.abs(np.fft.rfft(samples[:SAMPLE_RATE, 0])).argmax())


def test_ones_own_music_continues_where_it_was(tmp_path: Path, timeline: Timeline) -> None:
    for number in (1, 2):
        write(tmp_path / f"{number}.wav", 15.0, hertz=100.0 * number)
    preferences, place = Preferences(background=str(tmp_path)), tmp_path / "background.toml"
    player = BackgroundPlayer(preferences, place)
    hear(player, timeline, 14)
    player.close()
    again = BackgroundPlayer(preferences, place)
    assert pitch(hear(again, timeline, 1)) == 200
    again.close()
    (tmp_path / "other").mkdir()
    write(tmp_path / "other" / "3.wav", 15.0, hertz=300.0)
    other = BackgroundPlayer(replace(preferences, background=str(tmp_path / "other")), place)
    assert pitch(hear(other, timeline, 1)) == 300, "a place in other music does not count"
    other.close()


@pytest.mark.parametrize(
    "kept", ["", "format = 1\n", "format = 1\ntrack = 5\n", "not toml", 'format = 1\nseconds = "x"\n']
)
def test_with_a_damaged_place_the_music_starts_from_its_beginning(
    tmp_path: Path, timeline: Timeline, kept: str
) -> None:
    write(tmp_path / "music" / "1.wav", 15.0, hertz=100.0)
    place = tmp_path / "background.toml"
    place.write_text(kept)
    player = BackgroundPlayer(Preferences(background=str(tmp_path / "music")), place)
    assert pitch(hear(player, timeline, 1)) == 100
    assert not player.notices
    player.close()


def test_music_that_is_shorter_now_starts_from_its_beginning(tmp_path: Path, timeline: Timeline) -> None:
    write(tmp_path / "1.wav", 5.0, hertz=100.0)
    place = tmp_path / "background.toml"
    place.write_text(f'format = 1\nbackground = "{tmp_path}/1.wav"\ntrack = "{tmp_path}/1.wav"\nseconds = 500.0\n')
    player = BackgroundPlayer(Preferences(background=str(tmp_path / "1.wav")), place)
    assert pitch(hear(player, timeline, 1)) == 100
    assert not player.notices
    player.close()


@pytest.mark.parametrize("background", ["~nobody/Music", "/music/\0", "mine.m3u"])
def test_an_impossible_path_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, background: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.m3u").write_text("file://[live]/x.mp3\n")
    player = BackgroundPlayer(Preferences(background=background), tmp_path / "background.toml")
    wait_until(lambda: bool(player.notices))
    assert "can't be played" in player.notices[0].what
    player.close()


def test_a_huge_playlist_is_played(tmp_path: Path, timeline: Timeline) -> None:
    write(tmp_path / "1.wav", 5.0)
    (tmp_path / "mine.m3u").write_text("1.wav\n" * 10_000)
    player = BackgroundPlayer(Preferences(background=str(tmp_path / "mine.m3u")), tmp_path / "background.toml")
    assert np.abs(hear(player, timeline, 12)).max() > 0.01
    player.close()


def test_a_place_that_cannot_be_saved_is_ignored(tmp_path: Path, timeline: Timeline) -> None:
    write(tmp_path / "1.wav", 15.0)
    player = BackgroundPlayer(Preferences(background=str(tmp_path / "1.wav")), Path("/proc/background.toml"))
    hear(player, timeline, 1)
    player.close()


@pytest.mark.parametrize("name", OURS)
def test_bundled_backgrounds_are_played_and_save_no_place(tmp_path: Path, timeline: Timeline, name: str) -> None:
    place = tmp_path / "background.toml"
    player = BackgroundPlayer(Preferences(background=name), place)
    assert np.abs(hear(player, timeline, 2)).max() > 0.01
    player.close()
    assert not place.exists()
    assert not player.notices


def test_no_background_has_no_source(tmp_path: Path) -> None:
    player = BackgroundPlayer(Preferences(), tmp_path / "background.toml")
    assert player.source is None
    assert not player.notices
    player.close()


@pytest.mark.parametrize("kind", ["gone", "empty folder", "empty playlist"])
def test_a_background_that_cannot_be_played_is_reported_with_a_remedy(tmp_path: Path, kind: str) -> None:
    path = tmp_path / ("mine.m3u" if kind == "empty playlist" else "mine")
    if kind == "empty folder":
        path.mkdir()
    elif kind == "empty playlist":
        path.write_text("#EXTM3U\nhttp://radio.example/\n")
    player = BackgroundPlayer(Preferences(background=str(path)), tmp_path / "background.toml")
    wait_until(lambda: bool(player.notices))
    (notice,) = player.notices
    assert str(path) in notice.what
    assert "goes on without it" in notice.remedy
    player.close()


def test_a_track_that_is_deleted_while_music_plays_is_skipped(tmp_path: Path, timeline: Timeline) -> None:
    # So long that the second track is not opened yet when it is deleted: six seconds are read ahead.
    for number in (1, 2):
        write(tmp_path / "music" / f"{number}.wav", 14.0, hertz=100.0 * number)
    player = BackgroundPlayer(Preferences(background=str(tmp_path / "music")), tmp_path / "background.toml")
    hear(player, timeline, 1)
    (tmp_path / "music" / "2.wav").unlink()
    hear(player, timeline, 18)
    (notice,) = player.notices
    assert "2.wav can't be played" in notice.what
    assert np.abs(hear(player, timeline, 4)).max() > 0.01, "the other track continues"
    player.close()
