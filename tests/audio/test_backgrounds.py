"""Backgrounds: files, folders and playlists are crossfaded, read ahead, and follow the session."""

import random
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from stretchcoach.audio.background import Background
from stretchcoach.audio.bundled_sounds import background_path
from stretchcoach.audio.playlist import find_tracks
from stretchcoach.audio.read_ahead import ReadAhead
from stretchcoach.audio.samples import SAMPLE_RATE, Stereo
from stretchcoach.audio.source import Playhead
from stretchcoach.audio.tracks import CROSSFADE_SECONDS, TrackPlace, Tracks
from stretchcoach.routine.library import Library
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.sounds import OURS
from stretchcoach.speech.loudness import loudness
from tests.audio.test_output import wait_until

FORMATS = {"wav": "WAV", "flac": "FLAC", "mp3": "MP3", "ogg": "OGG"}


def write(path: Path, seconds: float = 5.0, level: float = 0.2, hertz: float = 220.0, rate: int = 44_100) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    tone = level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    soundfile.write(path, tone.astype(np.float32), rate, format=FORMATS[path.suffix[1:]])
    return path


def rms(samples: Stereo) -> float:
    return float(np.sqrt(np.mean(samples**2)))


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_every_format_loops(tmp_path: Path, ending: str) -> None:
    tracks = Tracks([write(tmp_path / f"a.{ending}", 3.0)])
    parts = [tracks.read(SAMPLE_RATE // 2) for _half in range(20)]
    assert min(map(rms, parts)) > 0.01


def test_a_track_crossfades_into_the_next_without_a_gap_or_a_click(tmp_path: Path) -> None:
    tracks = Tracks([write(tmp_path / "a.wav", hertz=220), write(tmp_path / "b.wav", hertz=330)])
    heard = np.concatenate([tracks.read(4_800) for _block in range(140)])
    assert np.abs(np.diff(heard[:, 0])).max() < 0.01
    windows = heard[: len(heard) // 4_800 * 4_800, 0].reshape(-1, 4_800)
    assert np.sqrt((windows**2).mean(axis=1)).min() > 0.012


def test_loud_music_is_lowered_and_a_quiet_passage_is_raised_slowly(tmp_path: Path) -> None:
    loud = Tracks([write(tmp_path / "loud.wav", 30, level=1.0)])
    quiet = Tracks([write(tmp_path / "quiet.wav", 30, level=0.002)])
    for tracks in (loud, quiet):
        tracks.read(20 * SAMPLE_RATE)
    assert rms(loud.read(SAMPLE_RATE)) == pytest.approx(0.03, rel=0.1)
    assert 0.002 < rms(quiet.read(SAMPLE_RATE)) <= 0.002 / np.sqrt(2) * 4.1


def test_unreadable_tracks_are_skipped_and_reported(tmp_path: Path) -> None:
    text, empty, folder = tmp_path / "text.mp3", tmp_path / "empty.ogg", tmp_path / "folder.wav"
    text.write_text("no sound at all" * 100)
    empty.write_bytes(b"")
    folder.mkdir()
    good, gone = write(tmp_path / "good.wav"), tmp_path / "gone.flac"
    told: list[Path] = []
    tracks = Tracks([text, empty, folder, gone, good], skipped=lambda path, _why: told.append(path))
    assert rms(tracks.read(SAMPLE_RATE)) > 0.01
    for _second in range(10):
        tracks.read(SAMPLE_RATE)
    assert told == [text, empty, folder, gone]


def test_without_any_track_it_is_silent(tmp_path: Path) -> None:
    told: list[str] = []
    tracks = Tracks([tmp_path / "gone.wav"], skipped=lambda _path, why: told.append(why))
    for _again in range(3):
        assert not tracks.read(1_000).any()
    assert len(told) == 1
    assert tracks.place is None


def test_even_very_short_tracks_loop(tmp_path: Path) -> None:
    tracks = Tracks([write(tmp_path / "blip.wav", 0.05)])
    assert rms(tracks.read(2 * SAMPLE_RATE)) > 0.005


def test_it_starts_at_a_given_place_and_knows_its_place(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{number}.wav", 20, hertz=100 * number) for number in (1, 2, 3)]
    tracks = Tracks(paths, start=TrackPlace(paths[1], 7.0))
    heard = tracks.read(SAMPLE_RATE)[:, 0]
    assert int(np.abs(np.fft.rfft(heard)).argmax()) == 200
    place = tracks.place
    assert place is not None
    assert place.path == paths[1]
    assert place.seconds == pytest.approx(8.0, abs=0.01)
    for _second in range(12):
        heard = tracks.read(SAMPLE_RATE)[:, 0]
    assert int(np.abs(np.fft.rfft(heard)).argmax()) == 300


def test_shuffle_plays_each_track_once_in_another_order(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{number}.wav", 5, hertz=100 * number) for number in range(1, 7)]
    orders = []
    for seed in (1, 2):
        tracks = Tracks(paths, shuffle=random.Random(seed))  # noqa: S311 - the order of music
        order = []
        for _track in paths:
            tracks.read(round(CROSSFADE_SECONDS * SAMPLE_RATE))
            alone = tracks.read(SAMPLE_RATE)[:, 0]
            order.append(int(np.abs(np.fft.rfft(alone)).argmax()) // 100)
        assert sorted(order) == [1, 2, 3, 4, 5, 6]
        orders.append(order)
    assert orders[0] != orders[1]


def test_tracks_are_found_in_a_folder_and_in_a_playlist(tmp_path: Path) -> None:
    names = ["b.mp3", "a.ogg", "deeper/c.flac", ".hidden.mp3", ".trash/d.mp3", "notes.txt", "cover.png"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in find_tracks(tmp_path)] == ["a.ogg", "b.mp3", "c.flac"]
    playlist = tmp_path / "mine.m3u8"
    url = (tmp_path / "a.ogg").as_uri()
    playlist.write_text(f"\ufeff#EXTM3U\n#EXTINF:1,B\nb.mp3\r\n\nhttp://radio.example/x.mp3\n{url}\ndeeper\\c.flac\n")
    assert find_tracks(playlist) == [tmp_path / "b.mp3", tmp_path / "a.ogg", tmp_path / "deeper" / "c.flac"]
    (tmp_path / "old.m3u").write_bytes("fl\u00fcte.mp3\n".encode("latin-1"))
    assert find_tracks(tmp_path / "old.m3u") == [tmp_path / "fl\u00fcte.mp3"]
    with pytest.raises(OSError, match="No such file"):
        find_tracks(tmp_path / "gone.mp3")


class Endless:
    """A stream that counts how much is read of it, and may hang."""

    def __init__(self) -> None:
        self.frames = 0
        self.may_read = threading.Event()
        self.may_read.set()

    def read(self, frames: int) -> Stereo:
        self.may_read.wait()
        self.frames += frames
        return np.full((frames, 2), 0.1, dtype=np.float32)

    def close(self) -> None:
        """Nothing is open."""


def test_a_disk_that_stalls_leaves_silence_and_is_noticed() -> None:
    stream = Endless()
    ahead = ReadAhead(stream)
    wait_until(lambda: ahead.buffered_seconds >= 6.0)
    stream.may_read.clear()
    heard = np.concatenate([ahead.read(4_800) for _block in range(100)])
    assert heard[: 6 * SAMPLE_RATE].all()
    assert not heard[7 * SAMPLE_RATE :].any()
    stalled = ahead.is_stalled
    assert stalled
    stream.may_read.set()
    wait_until(lambda: ahead.buffered_seconds > 1.0)
    assert ahead.read(4_800).all()
    assert not ahead.is_stalled
    ahead.close()


def test_only_a_few_seconds_are_read_ahead() -> None:
    """Five hours of music are never loaded as a whole."""
    stream = Endless()
    ahead = ReadAhead(stream)
    wait_until(lambda: ahead.buffered_seconds >= 6.0)
    ahead.read(10)
    assert stream.frames <= 8 * SAMPLE_RATE
    ahead.close()


def test_the_background_fades_in_pauses_and_fades_out(library: Library) -> None:
    timeline = compile_timeline(library.routines["settle"], Preferences(), lambda text: 0.06 * len(text))
    stream = Endless()
    background = Background(stream)

    def at(position: float, *, is_running: bool = True) -> Stereo:
        return background.read(SAMPLE_RATE, Playhead(timeline, position, is_running=is_running))

    assert at(0.0)[0, 0] == 0.0
    assert at(1.0)[0, 0] == pytest.approx(0.025, abs=0.001)
    assert np.abs(np.diff(at(9.0)[:, 0])).max() < 0.001, "a jump of the session does not click"
    assert at(5.0)[-1, 0] == pytest.approx(0.1)
    assert not at(6.0, is_running=False)[-1_000:].any()
    used = stream.frames
    assert not at(6.0, is_running=False).any()
    assert stream.frames == used, "no music is lost during a pause"
    assert at(6.0)[-1, 0] == pytest.approx(0.1)
    last = at(timeline.seconds - 1.0)
    assert 0 < last[SAMPLE_RATE // 5, 0] < 0.05
    assert last[-1, 0] == pytest.approx(0.0, abs=1e-4)


@pytest.mark.parametrize("name", OURS)
def test_our_backgrounds_are_small_seamless_and_quieter_than_the_voice(name: str) -> None:
    path = background_path(name)
    assert path.stat().st_size <= 400_000
    length = soundfile.info(path).duration - CROSSFADE_SECONDS
    tracks = Tracks([path], seamless=True)
    heard = tracks.read(round((2 * length + 4) * SAMPLE_RATE))
    assert loudness(heard[:, 0], SAMPLE_RATE) == pytest.approx(-30.0, abs=1.0)
    seam = round(length * SAMPLE_RATE)
    around = heard[seam - SAMPLE_RATE : seam + 3 * SAMPLE_RATE, 0].reshape(-1, SAMPLE_RATE // 10)
    levels = np.sqrt((around**2).mean(axis=1))
    elsewhere = heard[: len(heard) // 4_800 * 4_800, 0].reshape(-1, 4_800)
    usual = np.sqrt((elsewhere**2).mean(axis=1))
    assert usual.min() * 0.9 <= levels.min() <= levels.max() <= usual.max() * 1.1
    jumps = np.abs(np.diff(heard[:, 0]))
    assert jumps[seam - 4_800 : seam + 2 * SAMPLE_RATE].max() <= np.quantile(jumps, 0.9999) * 1.5
