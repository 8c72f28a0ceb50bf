"""The background that a person chose: its tracks, what could not be read of them, and where it was left."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np

from stretchcoach.audio.background import Background, ReadAhead
from stretchcoach.audio.playlist import find_tracks, our_background
from stretchcoach.audio.samples import Stereo
from stretchcoach.audio.tracks import TrackPlace, Tracks
from stretchcoach.files.atomic_writing import write_toml
from stretchcoach.files.fault import InvalidFileError
from stretchcoach.files.toml_reading import read_table
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.settings.codecs import LONGEST_PATH
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.sounds import NO_BACKGROUND, OURS


def is_known_background(background: str) -> bool:
    """Whether a setting names no background or one of ours, rather than a path."""
    return background in (NO_BACKGROUND, *OURS)


class BackgroundPlayer:
    """Plays the background of one session, and keeps its place in `place_file`."""

    def __init__(self, preferences: Preferences, place_file: Path) -> None:
        self._background = preferences.background
        self._place_file = place_file
        self._skipped: list[Notice] = []
        self._ahead: ReadAhead | None = None
        self.source: Background | None = None
        """What the mix plays; None without a background."""
        self._found = _Found(lambda: make_tracks(preferences, self._skipped.append, start=self._kept_place()))
        if self._background != NO_BACKGROUND:
            self._ahead = ReadAhead(self._found)
            self.source = Background(self._ahead)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps the background, or a track of it, from being heard."""
        if self._skipped:
            return tuple(self._skipped[:1])
        if self._ahead is not None and self._ahead.is_stalled:
            what = _("The background has stopped: {path} gives no more sound.").format(path=self._background)
            return (Notice(what, _("The session goes on. Check the disk that it is on.")),)
        return ()

    def close(self) -> None:
        """Stop reading, and keep the place of a person's own music for the next session."""
        if self._ahead is None:
            return
        buffered = self._ahead.buffered_seconds
        self._ahead.close()
        place = self._found.place
        if place is None or is_known_background(self._background):
            return
        seconds = max(0.0, place.seconds - buffered)
        values = {"background": self._background, "track": str(place.path), "seconds": round(seconds, 1)}
        try:
            write_toml(self._place_file, values)
        except OSError:
            return  # the music begins at its beginning the next time

    def _kept_place(self) -> TrackPlace | None:
        if is_known_background(self._background):
            return None
        try:
            table = read_table(self._place_file)
        except InvalidFileError:
            return None
        table.has("format")
        background = table.text("background", default="", longest=LONGEST_PATH)
        track = table.text("track", default="", longest=LONGEST_PATH)
        seconds = table.number("seconds", default=0.0)
        if table.has_faults or background != self._background or not track:
            return None
        return TrackPlace(Path(track), max(0.0, seconds))


class _Found:
    """A feed whose tracks are looked for when the first frames are read: a folder may be large, or its disk slow."""

    def __init__(self, find: Callable[[], Tracks | None]) -> None:
        self._find: Callable[[], Tracks | None] | None = find
        self._tracks: Tracks | None = None

    @property
    def place(self) -> TrackPlace | None:
        """Where the next frame comes from."""
        return None if self._tracks is None else self._tracks.place

    def read(self, frames: int) -> Stereo:
        """Return the next frames; silence if there are no tracks."""
        if self._find is not None:
            self._tracks, self._find = self._find(), None
        return np.zeros((frames, 2), np.float32) if self._tracks is None else self._tracks.read(frames)

    def close(self) -> None:
        """Let go of the file that is open."""
        if self._tracks is not None:
            self._tracks.close()


def make_tracks(
    preferences: Preferences, tell: Callable[[Notice], None], *, start: TrackPlace | None = None
) -> Tracks | None:
    """Return the tracks of the background that a person chose; None if there is none, or none can be read."""
    chosen = preferences.background
    if chosen == NO_BACKGROUND:
        return None
    if chosen in OURS:
        return Tracks([our_background(chosen)], seamless=True, skipped=_telling(tell))
    path = Path(os.path.expanduser(chosen))  # noqa: PTH111 - Path's own raises for a home that is unknown
    try:
        paths = find_tracks(path)
    except OSError as error:
        paths, why = [], str(error.strerror)
    except ValueError as error:
        paths, why = [], str(error)
    else:
        why = _("there is no sound file in it")
    if not paths:
        what = _("The background {path} can't be played ({why}).").format(path=path, why=why)
        tell(Notice(what, _("The session goes on without it. Choose another one in Settings.")))
        return None
    shuffle = random.Random() if preferences.shuffle else None  # noqa: S311 - the order of music
    return Tracks(paths, shuffle=shuffle, start=start, skipped=_telling(tell))


def _telling(tell: Callable[[Notice], None]) -> Callable[[Path, str], None]:
    def skipped(path: Path, why: str) -> None:
        what = _("{path} can't be played in the background ({why}).").format(path=path, why=why)
        tell(Notice(what, _("It is left out. WAV, FLAC, MP3 and Ogg Vorbis files can be played.")))

    return skipped
