"""Sound files: every format is complete or absent, and has chapters, a title and a cover."""

import base64
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile
from mutagen.flac import Picture
from mutagen.id3 import ID3

from stretchcoach.audio.bundled_sounds import chime_path
from stretchcoach.audio.buses import Bus, gains_of
from stretchcoach.audio.export import FORMATS, CancelledError, write_sound
from stretchcoach.audio.live_mix import LiveMix
from stretchcoach.audio.offline_mix import mix_session
from stretchcoach.audio.samples import SAMPLE_RATE, Stereo, read_mono
from stretchcoach.audio.tags import Tags
from stretchcoach.routine.library import Library
from stretchcoach.session.chapters import Chapter
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.timeline import Cue
from stretchcoach.settings.preferences import Preferences


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder."""
    made = tmp_path / "music"
    made.mkdir()
    return made


PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
TAGS = Tags("Seated hamstring", (Chapter(0.0, 1.5, "Begin"), Chapter(1.5, 3.0, "Seated hamstring, left")), PNG)


def tone(seconds: float = 3.0) -> Iterator[Stereo]:
    for first in range(0, round(seconds * SAMPLE_RATE), 24_000):
        time = (first + np.arange(24_000)) / SAMPLE_RATE
        yield np.repeat(0.3 * np.sin(2 * np.pi * 440 * time)[:, np.newaxis], 2, axis=1).astype(np.float32)


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_every_format_has_the_sound_title_chapters_and_cover(folder: Path, ending: str) -> None:
    file = folder / f"session{ending}"
    write_sound(file, tone(), tags=TAGS)
    samples, rate = soundfile.read(file)
    assert rate == SAMPLE_RATE
    assert len(samples) / rate == pytest.approx(3.0, abs=0.06)
    middle = samples[rate : 2 * rate, 0]
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.3 / np.sqrt(2), rel=0.05)
    assert int(np.abs(np.fft.rfft(middle)).argmax()) == 440
    if ending in (".mp3", ".wav"):
        tags = ID3(file) if ending == ".mp3" else mutagen.File(file).tags
        assert tags["TIT2"].text == ["Seated hamstring"]
        chapters = [tags["CHAP:chp0"], tags["CHAP:chp1"]]
        assert [(one.start_time, one.end_time) for one in chapters] == [(0, 1500), (1500, 3000)]
        assert chapters[1].sub_frames["TIT2"].text == ["Seated hamstring, left"]
        assert tags["CTOC:toc"].child_element_ids == ["chp0", "chp1"]
        assert tags.getall("APIC")[0].data == PNG
    else:
        tags = mutagen.File(file)
        assert tags["title"] == ["Seated hamstring"]
        assert tags["chapter002"] == ["00:00:01.500"]
        assert tags["chapter002name"] == ["Seated hamstring, left"]
        pictures = (
            tags.pictures if ending == ".flac" else [Picture(base64.b64decode(tags["metadata_block_picture"][0]))]
        )
        assert pictures[0].data == PNG
    assert [one.name for one in folder.iterdir()] == [file.name]


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_a_cancelled_export_leaves_no_file(folder: Path, ending: str) -> None:
    def cancel(frames: int) -> None:
        if frames > SAMPLE_RATE:
            raise CancelledError

    with pytest.raises(CancelledError):
        write_sound(folder / f"session{ending}", tone(), tags=TAGS, written=cancel)
    assert not list(folder.iterdir())


def test_an_existing_file_is_only_overwritten_on_request(folder: Path) -> None:
    file = folder / "session.flac"
    file.write_text("mine")
    with pytest.raises(FileExistsError):
        write_sound(file, tone())
    assert file.read_text() == "mine"
    with pytest.raises(CancelledError):
        write_sound(file, tone(), overwrite=True, written=raise_cancelled)
    assert file.read_text() == "mine", "until the new file is complete"
    write_sound(file, tone(), overwrite=True)
    assert soundfile.info(file).frames == 3 * SAMPLE_RATE


def raise_cancelled(_frames: int) -> None:
    raise CancelledError


def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "real").mkdir()
    link = folder / "link.flac"
    link.symlink_to(folder / "real" / "real.flac")
    write_sound(link, tone(), overwrite=True)
    assert link.is_symlink()
    assert soundfile.info(folder / "real" / "real.flac").frames == 3 * SAMPLE_RATE


@pytest.mark.parametrize("name", ["no/such/folder/a.flac", "folder.flac"])
def test_a_path_that_is_not_writable_is_an_error(folder: Path, name: str) -> None:
    (folder / "folder.flac").mkdir()
    with pytest.raises(OSError, match=r"No such file|Is a directory"):
        write_sound(folder / name, tone())


def test_a_long_name_fits(folder: Path) -> None:
    write_sound(folder / ("n" * 250 + ".ogg"), tone())
    assert len(list(folder.iterdir())) == 1


def test_a_mixer_that_fails_leaves_no_file_and_no_thread(folder: Path) -> None:
    def blocks() -> Iterator[Stereo]:
        yield from tone(1.0)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_sound(folder / "a.ogg", blocks())
    assert not list(folder.iterdir())


def test_an_encoder_that_fails_raises_an_error_with_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise soundfile.LibsndfileError(2)

    monkeypatch.setattr(soundfile.SoundFile, "write", fail)
    with pytest.raises(OSError, match=r"a\.flac") as caught:
        write_sound(folder / "a.flac", tone(30.0))
    assert caught.value.errno == errno.EIO
    assert not list(folder.iterdir())


def test_an_encoder_that_fails_at_its_end_does_not_block(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close = soundfile.SoundFile.close

    def fail(self: soundfile.SoundFile) -> None:
        close(self)
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr(soundfile.SoundFile, "close", fail)
    with pytest.raises(OSError, match="quota"):
        write_sound(folder / "a.flac", tone())
    assert not list(folder.iterdir())


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_an_end_that_is_lost_silently_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    write = soundfile.SoundFile.write
    monkeypatch.setattr(soundfile.SoundFile, "write", lambda self, data: write(self, data[: len(data) // 2]))
    with pytest.raises(OSError, match="No space left"):
        write_sound(folder / f"a{ending}", tone())
    assert not list(folder.iterdir())


def test_the_file_mode_follows_the_umask(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        write_sound(folder / "a.flac", tone())
    finally:
        os.umask(before)
    assert (folder / "a.flac").stat().st_mode & 0o777 == 0o640


@pytest.fixture
def line(tmp_path: Path) -> Path:
    path = tmp_path / "line.flac"
    random = np.random.default_rng(3)
    soundfile.write(path, 0.2 * random.standard_normal(60_000).clip(-3, 3), SAMPLE_RATE)
    return path


def test_what_is_exported_is_what_is_heard_sample_for_sample(library: Library, line: Path) -> None:
    """The same session goes through the live mix, block by block, as a device would read it."""
    timeline = compile_timeline(library.routines["settle"], Preferences(), lambda _text: 1.25)
    gains = gains_of(Preferences())
    exported = np.concatenate(list(mix_session(timeline, lambda _cue: line, gains, {})))
    now = 0.0
    live = LiveMix(lambda: now)
    live.set_gains(gains)
    live.read(1_440)  # the first block fades to the gains in 20 ms
    now = 0.03
    due = sorted(
        [(cue.at, line, Bus.VOICE) for cue in timeline.cues]
        + [(at, chime_path(chime), Bus.CHIMES) for at, chime in timeline.chimes],
        key=lambda one: one[0],
    )
    heard = []
    while now < timeline.seconds:
        while due and due[0][0] + 0.03 < now + 1.5:
            at, path, bus = due.pop(0)
            samples = read_mono(path)
            assert samples is not None
            live.play(samples, at + 0.03, bus)
        heard.append(live.read(5_760))
        now += 5_760 / SAMPLE_RATE
    both = min(len(exported), sum(map(len, heard)))
    assert np.abs(np.concatenate(heard)[:both] - exported[:both]).max() < 1e-6
    assert np.abs(exported).max() > 0.3


def test_every_cue_is_where_the_plan_has_it(library: Library, line: Path) -> None:
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(), lambda _text: 1.25)
    asked: list[Cue] = []

    def find(cue: Cue) -> Path:
        asked.append(cue)
        return line

    heard = np.concatenate(list(mix_session(timeline, find, gains_of(Preferences(volume=100, chimes_volume=0)), {})))
    assert len(heard) == round(timeline.seconds * SAMPLE_RATE)
    assert asked == list(timeline.cues)
    loud = np.abs(heard[:, 0]) > 1e-4
    begins = np.flatnonzero(loud[1:] & ~loud[:-1]) + 1
    for cue in timeline.cues:
        assert np.abs(begins - cue.at * SAMPLE_RATE).min() <= 3
