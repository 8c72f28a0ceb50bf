"""Writing title, chapters and a cover into a sound file, as its format requires."""

import base64
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TALB, TIT2, TPE1, CTOCFlags, PictureType
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from stretchcoach.session.chapters import Chapter

ARTIST = "Stretch Coach"


class Tags(NamedTuple):
    """The metadata of a sound file."""

    title: str
    chapters: tuple[Chapter, ...]
    cover: bytes | None
    """A PNG image."""


def write_tags(path: Path, suffix: str, tags: Tags) -> None:
    """Write tags into a sound file of the format that `suffix` names. Raises OSError or mutagen.MutagenError."""
    _WRITERS[suffix](path, tags)


def _write_flac(path: Path, tags: Tags) -> None:
    file = FLAC(path)
    file.update(_comments(tags))
    if tags.cover is not None:
        file.add_picture(_picture(tags.cover))
    file.save()


def _write_ogg(kind: type[Any]) -> Callable[[Path, Tags], None]:
    def write(path: Path, tags: Tags) -> None:
        file = kind(path)
        file.update(_comments(tags))
        if tags.cover is not None:
            file["metadata_block_picture"] = [base64.b64encode(_picture(tags.cover).write()).decode("ascii")]
        file.save()

    return write


def _write_mp3(path: Path, tags: Tags) -> None:
    written = ID3()
    for frame in _frames(tags):
        written.add(frame)
    written.save(path)


def _write_wav(path: Path, tags: Tags) -> None:
    file: Any = WAVE(path)
    file.add_tags()
    for frame in _frames(tags):
        file.tags.add(frame)
    file.save()


_WRITERS: Mapping[str, Callable[[Path, Tags], None]] = MappingProxyType(
    {
        ".flac": _write_flac,
        ".wav": _write_wav,
        ".mp3": _write_mp3,
        ".ogg": _write_ogg(OggVorbis),
        ".opus": _write_ogg(OggOpus),
    }
)


def _comments(tags: Tags) -> dict[str, str]:
    """Return Vorbis comments, with chapters as the CHAPTERxxx extension defines them."""
    comments = {"title": tags.title, "artist": ARTIST, "album": ARTIST}
    for number, chapter in enumerate(tags.chapters, 1):
        comments[f"chapter{number:03}"] = _clock(chapter.start)
        comments[f"chapter{number:03}name"] = chapter.title
    return comments


def _frames(tags: Tags) -> Iterator[Any]:
    """Yield ID3 frames, with chapters as the ID3v2 Chapter Frame Addendum 1.0 defines them."""
    yield TIT2(text=tags.title)
    yield TPE1(text=ARTIST)
    yield TALB(text=ARTIST)
    if tags.cover is not None:
        yield APIC(mime="image/png", type=PictureType.COVER_FRONT, desc="", data=tags.cover)
    names = [f"chp{number}" for number, _chapter in enumerate(tags.chapters)]
    for name, chapter in zip(names, tags.chapters, strict=True):
        yield CHAP(
            element_id=name,
            start_time=round(chapter.start * 1000),
            end_time=round(chapter.end * 1000),
            sub_frames=[TIT2(text=chapter.title)],
        )
    if names:
        flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
        yield CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[])


def _picture(png: bytes) -> Picture:
    picture = Picture()
    picture.type = PictureType.COVER_FRONT
    picture.mime = "image/png"
    picture.data = png
    return picture


def _clock(seconds: float) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{milliseconds:03}"
