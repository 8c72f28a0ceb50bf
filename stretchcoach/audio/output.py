"""The stream to the audio device: opened early, kept open, and opened again when it breaks."""

import logging
import sys
import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import miniaudio

from stretchcoach.audio.live_mix import LiveMix
from stretchcoach.audio.samples import SAMPLE_RATE

_PERIOD_MS = 120
"""Deep enough for a busy machine: at 20 ms, two busy cores tore 14 holes into 7 seconds, here one. It costs
nothing, because lines are put into the stream before they are due."""
DELAY_SECONDS = 0.08
"""From asking for samples to hearing them, with such periods, measured with PulseAudio."""
_CHECK_SECONDS = 0.15
_GONE_AFTER = 4
"""A device that asked for no samples between so many checks is gone: its server died or hangs, or the headset left.
Checks and not seconds, because whatever makes this thread wait makes the device wait as well."""
_WAKING_ASKS = 5
_WAKING_CHECKS = 30
"""Before a device has asked so often it is given more checks: a sleeping one takes its first blocks, and then its time.
Two seconds of it with a null sink of PulseAudio."""
_FRAME_BYTES = 8
"""Two samples of 32 bits."""
_CLOSE_SECONDS = 1.0
"""A sound server that hangs may keep us for ever."""

_log = logging.getLogger(__name__)


class Output:
    """Plays a mix, or nothing while there is no device. A thread of its own opens, watches and reopens the device."""

    def __init__(self, mix: LiveMix) -> None:
        self._mix = mix
        self._device: _Device | None = None
        self._asks = 0
        """How often the device has asked since it was opened."""
        self._seen_asks = 0
        """The same, at the last check."""
        self._idle = 0
        """Checks in a row at which it had not asked."""
        self._is_reported = False
        self._closing = threading.Event()
        self._tried = threading.Event()
        self._thread = threading.Thread(target=self._keep_open, name="audio output", daemon=True)
        self._thread.start()

    @property
    def is_open(self) -> bool:
        """Whether a device is asking for samples."""
        return self._device is not None

    def wait_until_tried(self, seconds: float) -> bool:
        """Wait until a device has been opened or was found missing; say whether that came in time."""
        return self._tried.wait(seconds)

    def close(self) -> None:
        """Close the stream; one that hangs with its server is left behind, to close itself when it can."""
        self._closing.set()
        self._thread.join(_CLOSE_SECONDS)

    def _keep_open(self) -> None:
        """Check again and again whether the device still asks; the session never waits for this."""
        while not self._closing.is_set():
            try:
                self._check()
            except Exception:  # noqa: BLE001 - this thread must not end, or no sound would come back
                self._report()
                self._close_device()
            self._closing.wait(_CHECK_SECONDS)
        self._close_device()

    def _check(self) -> None:
        asks, self._seen_asks = self._seen_asks, self._asks
        if self._device is None:
            self._idle = 0
            self._device = self._opened()
            self._log_first(was_tried=self._tried.is_set())
            self._tried.set()
        elif self._asks != asks:
            self._idle = 0
        else:
            self._idle += 1
            if self._idle >= (_WAKING_CHECKS if asks < _WAKING_ASKS else _GONE_AFTER):
                _log.warning("the loudspeaker asks for nothing any more; it is opened again")
                self._close_device()

    def _report(self) -> None:
        """Report a bug once; it may come back with every check or block."""
        if not self._is_reported:
            self._is_reported = True
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))

    def _opened(self) -> "_Device | None":
        try:
            # Without a loudspeaker, each try to open one would leave a connection to the server behind.
            if not miniaudio.Devices(_backends()).get_playbacks():
                return None
            device = _Device(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=2,
                sample_rate=SAMPLE_RATE,
                buffersize_msec=_PERIOD_MS,
                backends=_backends(),
                app_name="Stretch Coach",
            )
        except miniaudio.MiniaudioError:
            return None
        self._asks = 0
        blocks = self._blocks()
        next(blocks)
        try:
            device.start(blocks)
        except miniaudio.MiniaudioError:
            device.close()
            return None
        return device

    def _log_first(self, *, was_tried: bool) -> None:
        """Log that a device is open, and the first time that there is none."""
        if self._device is not None:
            _log.info("the loudspeaker is open")
        elif not was_tried:
            _log.warning("no loudspeaker can be opened; it is tried again and again")

    def _close_device(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            self._mix.break_off()
            device.close()  # may wait long for a server that hangs

    def _blocks(self) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            self._asks += 1
            try:
                block = self._mix.read(frames).tobytes()
            except Exception:  # noqa: BLE001 - the library would write the traceback to standard error
                self._report()
                block = bytes(_FRAME_BYTES * frames)
            frames = yield block


class _Device(miniaudio.PlaybackDevice):  # type: ignore[misc]  # miniaudio has no types
    """A device that gives back its context, which the library keeps for good: it is a connection to a sound server."""

    def __init__(self, **settings: Any) -> None:
        self._own_context: Any = None
        try:
            super().__init__(**settings)
        except miniaudio.MiniaudioError:
            self.close()
            raise

    def close(self) -> None:
        """Close the device and its context."""
        super().close()
        context, self._own_context = self._own_context, None
        if context is not None:
            miniaudio.lib.ma_context_uninit(context)

    def _make_context(self, *settings: Any) -> Any:
        self._own_context = super()._make_context(*settings)
        return self._own_context


def _backends() -> list[miniaudio.Backend] | None:
    """Name the backends to try on Linux. Without a sound card ALSA would complain on standard error itself."""
    if not sys.platform.startswith("linux"):
        return None
    backends = [miniaudio.Backend.PULSEAUDIO]
    if Path("/dev/snd").is_dir():
        backends.append(miniaudio.Backend.ALSA)
    return backends
