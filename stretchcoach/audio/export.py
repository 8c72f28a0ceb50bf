"""Writing a sound file, complete or not at all, with title, chapters and a cover."""

import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import soundfile

from stretchcoach.audio.samples import SAMPLE_RATE, Mono, Stereo
from stretchcoach.audio.tags import Tags, write_tags
from stretchcoach.files.atomic_writing import temporary_path

_CHUNK_FRAMES = SAMPLE_RATE // 2
"""The most frames to write at once: libvorbis crashes the process on long writes."""
_QUEUED_BLOCKS = 8
_TOLERANCE_FRAMES = 2_400
"""How many frames a lossy format may be short."""


class FileFormat(NamedTuple):
    """A file format as libsndfile names it."""

    container: str
    encoding: str


FORMATS = MappingProxyType(
    {
        ".flac": FileFormat("FLAC", "PCM_16"),
        ".wav": FileFormat("WAV", "PCM_16"),
        ".mp3": FileFormat("MP3", "MPEG_LAYER_III"),
        ".ogg": FileFormat("OGG", "VORBIS"),
        ".opus": FileFormat("OGG", "OPUS"),
    }
)
"""The file formats by file name extension."""


class CancelledError(Exception):
    """The person has cancelled the export."""


def write_sound(
    file: Path,
    blocks: Iterable[Stereo] | Iterable[Mono],
    *,
    channels: int = 2,
    tags: Tags | None = None,
    overwrite: bool = False,
    written: Callable[[int], None] = lambda _frames: None,
) -> None:
    """Write `blocks` to `file`, in the format of its extension. `written` is called with the number of frames so far.

    Raises OSError, such as FileExistsError, and any exception of `blocks` and `written`. In that case no file is left.
    """
    if file.is_dir():
        raise IsADirectoryError(21, os.strerror(21), str(file))
    if not overwrite and os.path.lexists(file):
        raise FileExistsError(17, os.strerror(17), str(file))
    with _unfinished(file) as path:
        _encode(path, FORMATS[file.suffix.lower()], blocks, channels, written)
        if tags is not None:
            write_tags(path, file.suffix.lower(), tags)
        with path.open("rb+") as whole:
            os.fsync(whole.fileno())
        path.replace(os.path.realpath(file))


@contextmanager
def _unfinished(file: Path) -> Iterator[Path]:
    """Reserve a temporary name beside `file`, and remove what is left there in the end."""
    path = temporary_path(Path(os.path.realpath(file)))
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        yield path
    finally:
        with suppress(OSError):
            path.unlink()


def _encode(
    path: Path,
    file_format: FileFormat,
    blocks: Iterable[Stereo] | Iterable[Mono],
    channels: int,
    written: Callable[[int], None],
) -> None:
    """Encode in a thread while the next blocks are mixed."""
    waiting: queue.Queue[Stereo | Mono | None] = queue.Queue(_QUEUED_BLOCKS)
    failures: list[Exception] = []

    def encode() -> None:
        block: Stereo | Mono | None = None
        is_over = False
        try:
            container, encoding = file_format
            with soundfile.SoundFile(path, "w", SAMPLE_RATE, channels, encoding, format=container) as file:
                while (block := waiting.get()) is not None:
                    for first in range(0, len(block), _CHUNK_FRAMES):
                        file.write(block[first : first + _CHUNK_FRAMES])
                is_over = True
        except Exception as error:  # noqa: BLE001 - raised below
            failures.append(error)
            while not is_over and waiting.get() is not None:  # the mixing thread must not block on a full queue
                continue

    thread = threading.Thread(target=encode, name="encoder", daemon=True)
    thread.start()
    frames = 0
    try:
        for block in blocks:
            if failures:
                break
            waiting.put(block)
            frames += len(block)
            written(frames)
    finally:
        waiting.put(None)
        thread.join()
    _raise_if_failed(failures, path, frames)


def _raise_if_failed(failures: Sequence[Exception], path: Path, frames: int) -> None:
    if failures:
        if isinstance(failures[0], OSError):
            raise failures[0]
        # libsndfile does not say that a disk is full.
        raise OSError(5, str(failures[0]) or type(failures[0]).__name__, str(path)) from failures[0]
    # On a full disk, libsndfile may lose the end of the file without an error.
    try:
        written = soundfile.info(path).frames
    except soundfile.LibsndfileError:
        written = 0
    if written < frames - _TOLERANCE_FRAMES:
        raise OSError(28, os.strerror(28), str(path))
