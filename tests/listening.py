"""Listening to a program: a private PulseAudio server with a null sink, and a recorder for it.

A line is found in the recording by its loudness, which gives its time to 1.5 ms.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

SAMPLE_RATE = 44_100
Samples = NDArray[np.float32]
_GRAIN = 64
"""The number of samples whose loudness is averaged: 1.5 ms."""

PROGRAMS = ("pulseaudio", "parec", "pactl")


def missing_programs() -> list[str]:
    return [program for program in PROGRAMS if shutil.which(program) is None]


@dataclass(frozen=True)
class Recording:
    """Recorded samples, with the time of the monotonic clock at which the first was played."""

    samples: Samples
    began: float
    stretch: float
    """The seconds of the clock that pass in a second of samples. A sound server has a clock of its own."""

    def at(self, sample: float) -> float:
        return self.began + sample / SAMPLE_RATE * self.stretch

    def find(self, sound: Samples, around: float, within: float = 0.5) -> tuple[float, float]:
        """Return when `sound` began, near `around`, and how well its loudness matches: 1 is perfect.

        It compares loudness rather than waveforms, because a sound server resamples by a clock of its own.
        """
        first = max(0, int((around - within - self.began) / self.stretch * SAMPLE_RATE))
        last = first + int(2 * within * SAMPLE_RATE) + len(sound)
        heard, wanted = _loudness(self.samples[first:last]), _loudness(sound)
        if len(heard) < len(wanted):
            return float("nan"), 0.0
        wanted = wanted - wanted.mean()
        match = np.correlate(heard, wanted, "valid")
        windows = np.lib.stride_tricks.sliding_window_view(heard, len(wanted))
        score = match / np.maximum(windows.std(axis=1) * np.sqrt(len(wanted) * np.sum(wanted**2)), 1e-3)
        best = int(np.argmax(score))
        return self.at(first + best * _GRAIN), float(score[best])

    def loudest(self, since: float, until: float) -> float:
        """Return the peak between two times of the clock."""
        first, last = (max(0, int((at - self.began) / self.stretch * SAMPLE_RATE)) for at in (since, until))
        part = self.samples[first:last]
        return float(np.abs(part).max()) if len(part) else 0.0


class SoundServer:
    """A private PulseAudio server with one null sink. A program that is started with `env` plays to it."""

    def __init__(self) -> None:
        self._home = tempfile.mkdtemp(prefix="listening-")
        self._socket = Path(self._home, "native")
        self.env = {"PULSE_SERVER": f"unix:{self._socket}"}
        self._server = self._started()

    def restart(self) -> None:
        """Start again after `kill`, at the same address."""
        self._socket.unlink(missing_ok=True)
        self._server = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        home = self._home
        own = dict(os.environ, XDG_RUNTIME_DIR=home, PULSE_RUNTIME_PATH=home, PULSE_STATE_PATH=home)
        server = subprocess.Popen(
            [
                "pulseaudio",
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
                "-L",
                f"module-native-protocol-unix socket={self._socket} auth-anonymous=1",
                "-L",
                f"module-null-sink sink_name=mat rate={SAMPLE_RATE}",
            ],
            env=own,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not self._socket.exists():
            if server.poll() is not None:
                raise RuntimeError("pulseaudio did not start")
            time.sleep(0.02)
        return server

    def plug_in(self, sink: str) -> None:
        """Add a loudspeaker."""
        self._control("load-module", "module-null-sink", f"sink_name={sink}", f"rate={SAMPLE_RATE}")

    def unplug(self, sink: str) -> None:
        """Remove a loudspeaker and its streams."""
        listed = self._control("list", "short", "modules")
        number = next(line.split()[0] for line in listed.splitlines() if f"sink_name={sink} " in f"{line} ")
        self._control("unload-module", number)

    def hang(self) -> None:
        """Accept connections, but never answer."""
        self._server.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Answer again."""
        self._server.send_signal(signal.SIGCONT)

    def _control(self, *command: str) -> str:
        env = {**os.environ, **self.env}
        ran = subprocess.run(["pactl", *command], env=env, capture_output=True, text=True, check=True, timeout=60)
        return ran.stdout

    @contextmanager
    def recording(self, sink: str = "mat") -> Iterator["Recorder"]:
        recorder = Recorder(self.env, sink)
        try:
            yield recorder
        finally:
            recorder.close()

    def kill(self) -> None:
        """Kill the server, as a crash would."""
        self._server.kill()
        self._server.wait()

    def close(self) -> None:
        self._server.kill()  # even if it hangs
        self._server.wait()
        shutil.rmtree(self._home, ignore_errors=True)


class Recorder:
    """Records a sink until `close`."""

    def __init__(self, env: dict[str, str], sink: str) -> None:
        command = ["parec", "-d", f"{sink}.monitor", f"--rate={SAMPLE_RATE}", "--channels=1", "--format=s16le"]
        self._process = subprocess.Popen(
            [*command, "--latency-msec=10"], env={**os.environ, **env}, stdout=subprocess.PIPE
        )
        self._chunks: list[tuple[float, bytes]] = []
        self._heard = threading.Event()
        self._thread = threading.Thread(target=self._read, name="recorder")
        self._thread.start()
        self._heard.wait(10)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def recording(self) -> Recording:
        """Return the recording so far. Its clock is a line fitted through the arrival times of the chunks."""
        chunks = list(self._chunks)
        heard = np.frombuffer(b"".join(data for _, data in chunks), dtype=np.int16)
        samples: Samples = heard.astype(np.float32) / np.float32(32768)
        ends = np.cumsum([len(data) // 2 for _, data in chunks]) / SAMPLE_RATE
        arrived = np.array([at for at, _ in chunks])
        stretch, began = np.polyfit(ends, arrived, 1) if len(chunks) > 200 else (1.0, arrived[0] - ends[0])
        return Recording(samples, float(began), float(stretch))

    def _read(self) -> None:
        if self._process.stdout is None:
            return
        while data := os.read(self._process.stdout.fileno(), 4096):
            self._chunks.append((time.monotonic(), data))
            self._heard.set()


def _loudness(samples: Samples) -> NDArray[np.float64]:
    whole = len(samples) // _GRAIN * _GRAIN
    loudness: NDArray[np.float64] = np.abs(samples[:whole].astype(np.float64)).reshape(-1, _GRAIN).mean(axis=1)
    return loudness


def read_sound(path: Path) -> Samples:
    """Return a sound file at the recorder's sample rate, in mono."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    samples = samples.mean(axis=1)
    at = np.arange(0, len(samples), rate / SAMPLE_RATE)
    resampled: Samples = np.interp(at, np.arange(len(samples)), samples).astype(np.float32)
    return resampled
