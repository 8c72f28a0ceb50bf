"""The background that the person chose: its tracks, which of them can't be read, and where the last session left it.

`audio/bundled_sounds.py` says how to add a background.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np

from stretchcoach.audio.background import Background
from stretchcoach.audio.bundled_sounds import background_path
from stretchcoach.audio.playlist import find_tracks
from stretchcoach.audio.read_ahead import ReadAhead
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


class BackgroundPlayer:
    """Plays the background of one session, and remembers its place in `place_file`."""

    def __init__(self, preferences: Preferences, place_file: Path) -> None:
        self._background = preferences.background
        self._place_file = place_file
        self._skipped: list[Notice] = []
        self._ahead: ReadAhead | None = None
        self.source: Background | None = None
        """The source for the mix; None without a background."""
        self._tracks = _LazyTracks(lambda: make_tracks(preferences, self._skipped.append, start=self._kept_place()))
        if self._background != NO_BACKGROUND:
            self._ahead = ReadAhead(self._tracks)
            self.source = Background(self._ahead)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps the background, or one of its tracks, from being heard."""
        if self._skipped:
            return tuple(self._skipped[:1])
        if self._ahead is not None and self._ahead.is_stalled:
            what = _("The background has stopped because {path} can't be read any more.").format(path=self._background)
            return (Notice(what, _("Your session continues without it. Check the disk that it is on.")),)
        return ()

    def close(self) -> None:
        """Stop reading, and remember the place in the person's own music for the next session."""
        if self._ahead is None:
            return
        buffered = self._ahead.buffered_seconds
        self._ahead.close()
        place = self._tracks.place
        if place is None or _is_bundled(self._background):
            return
        seconds = max(0.0, place.seconds - buffered)
        values = {"background": self._background, "track": str(place.path), "seconds": round(seconds, 1)}
        try:
            write_toml(self._place_file, values)
        except OSError:
            return  # the music starts from its beginning next time

    def _kept_place(self) -> TrackPlace | None:
        if _is_bundled(self._background):
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


class _LazyTracks:
    """Tracks that are found when the first frames are read, because a folder may be large or its disk slow."""

    def __init__(self, find: Callable[[], Tracks | None]) -> None:
        self._find: Callable[[], Tracks | None] | None = find
        self._tracks: Tracks | None = None

    @property
    def place(self) -> TrackPlace | None:
        """The position of the next frame; None if there is no track."""
        return None if self._tracks is None else self._tracks.place

    def read(self, frames: int) -> Stereo:
        """Return the next frames, or silence if there are no tracks."""
        if self._find is not None:
            self._tracks, self._find = self._find(), None
        return np.zeros((frames, 2), np.float32) if self._tracks is None else self._tracks.read(frames)

    def close(self) -> None:
        """Close the file that is open."""
        if self._tracks is not None:
            self._tracks.close()


def _is_bundled(background: str) -> bool:
    """Whether a setting names a bundled background or none, rather than a path."""
    return background in (NO_BACKGROUND, *OURS)


def make_tracks(
    preferences: Preferences, report: Callable[[Notice], None], *, start: TrackPlace | None = None
) -> Tracks | None:
    """Return the tracks of the chosen background; None if there is no background, or none of it can be read."""
    chosen = preferences.background
    if chosen == NO_BACKGROUND:
        return None
    if chosen in OURS:
        return Tracks([background_path(chosen)], seamless=True, skipped=_report_to(report))
    path = Path(os.path.expanduser(chosen))  # noqa: PTH111 - Path.expanduser raises if the home is unknown
    try:
        paths = find_tracks(path)
    except OSError as error:
        paths, why = [], str(error.strerror)
    except ValueError as error:
        paths, why = [], str(error)
    else:
        why = _("it has no sound files")
    if not paths:
        what = _("The background {path} can't be played ({why}).").format(path=path, why=why)
        report(Notice(what, _("Your session goes on without it. Choose another background in Settings.")))
        return None
    shuffle = random.Random() if preferences.shuffle else None  # noqa: S311 - the order of music
    return Tracks(paths, shuffle=shuffle, start=start, skipped=_report_to(report))


def _report_to(report: Callable[[Notice], None]) -> Callable[[Path, str], None]:
    def skipped(path: Path, why: str) -> None:
        what = _("{path} can't be played in the background ({why}).").format(path=path, why=why)
        report(Notice(what, _("It is skipped. You can use WAV, FLAC, MP3 and Ogg Vorbis files.")))

    return skipped
