"""The stream to the audio device: opened early, kept open, and reopened when it breaks."""

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
"""Long enough for a busy machine: with two busy cores, 7 seconds had 14 dropouts at 20 ms, and one at 120 ms. The
delay does no harm, because lines are put into the stream before they are due."""
DELAY_SECONDS = 0.08
"""The time from a request for samples until they are heard, measured with PulseAudio at this period."""
_CHECK_SECONDS = 0.15
_LOST_AFTER_CHECKS = 4
"""The number of checks without a request for samples after which a device counts as lost. Its server may have died or
hang, or the headset may be gone. Checks are counted rather than seconds, because a busy machine delays this thread as
much as the device."""
_WAKING_REQUESTS = 5
_WAKING_CHECKS = 30
"""The number of checks allowed to a device that has made fewer than `_WAKING_REQUESTS`. A sleeping device takes the
first blocks and then pauses, for two seconds with a null sink of PulseAudio."""
_FRAME_BYTES = 2 * 4
_CLOSE_SECONDS = 1.0
"""The longest wait for a sound server that hangs."""

_log = logging.getLogger(__name__)


class Output:
    """Plays a mix while there is a device. A thread opens the device, watches it, and reopens it."""

    def __init__(self, mix: LiveMix) -> None:
        self._mix = mix
        self._device: _Device | None = None
        self._requests = 0
        """How often the device has requested samples since it was opened."""
        self._requests_seen = 0
        """The number of requests at the last check."""
        self._idle_checks = 0
        """The number of checks in a row without a new request."""
        self._is_reported = False
        self._closing = threading.Event()
        self._tried = threading.Event()
        self._thread = threading.Thread(target=self._keep_open, name="audio output", daemon=True)
        self._thread.start()

    @property
    def is_open(self) -> bool:
        """Whether a device is open."""
        return self._device is not None

    def wait_until_tried(self, seconds: float) -> bool:
        """Wait until the first attempt to open a device is over. Return whether that happened in time."""
        return self._tried.wait(seconds)

    def close(self) -> None:
        """Close the stream. If its server hangs, its thread is left behind and closes it when it can."""
        self._closing.set()
        self._thread.join(_CLOSE_SECONDS)

    def _keep_open(self) -> None:
        """Check the device again and again, without holding up the session."""
        while not self._closing.is_set():
            try:
                self._check()
            except Exception:  # noqa: BLE001 - without this thread, sound would never come back
                self._report()
                self._close_device()
            self._closing.wait(_CHECK_SECONDS)
        self._close_device()

    def _check(self) -> None:
        requests, self._requests_seen = self._requests_seen, self._requests
        if self._device is None:
            self._idle_checks = 0
            self._device = self._opened()
            self._log_first(was_tried=self._tried.is_set())
            self._tried.set()
        elif self._requests != requests:
            self._idle_checks = 0
        else:
            self._idle_checks += 1
            if self._idle_checks >= (_WAKING_CHECKS if requests < _WAKING_REQUESTS else _LOST_AFTER_CHECKS):
                _log.warning("the loudspeaker requests no more samples; reopening it")
                self._close_device()

    def _report(self) -> None:
        """Report a bug, but only once, because it may recur with every check or block."""
        if not self._is_reported:
            self._is_reported = True
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))

    def _opened(self) -> "_Device | None":
        try:
            # Without a loudspeaker, each attempt to open one would leak a connection to the server.
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
        self._requests = 0
        blocks = self._blocks()
        next(blocks)
        try:
            device.start(blocks)
        except miniaudio.MiniaudioError:
            device.close()
            return None
        return device

    def _log_first(self, *, was_tried: bool) -> None:
        """Log that a device is open, or the first time that there is none."""
        if self._device is not None:
            _log.info("the loudspeaker is open")
        elif not was_tried:
            _log.warning("no loudspeaker can be opened; trying again and again")

    def _close_device(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            self._mix.drop_playing()
            device.close()  # may take long if the server hangs

    def _blocks(self) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            self._requests += 1
            try:
                block = self._mix.read(frames).tobytes()
            except Exception:  # noqa: BLE001 - miniaudio would print the traceback to standard error
                self._report()
                block = bytes(_FRAME_BYTES * frames)
            frames = yield block


class _Device(miniaudio.PlaybackDevice):  # type: ignore[misc]  # miniaudio has no types
    """A device that frees its context, which is a connection to a sound server. miniaudio itself never frees it."""

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
    """Return the backends to try on Linux. Without a sound card, ALSA is left out: it would print to standard error."""
    if not sys.platform.startswith("linux"):
        return None
    backends = [miniaudio.Backend.PULSEAUDIO]
    if Path("/dev/snd").is_dir():
        backends.append(miniaudio.Backend.ALSA)
    return backends
