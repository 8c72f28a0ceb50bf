"""A private X screen, so that windows are real but do not appear on anyone's desktop."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Yield the environment for a program that opens its windows on a private Xvfb, or offscreen if there is none."""
    env = {key: value for key, value in os.environ.items() if key not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    if shutil.which("Xvfb") is None:
        yield env | {"QT_QPA_PLATFORM": "offscreen"}
        return
    number = next(one for one in range(90, 190) if not Path(f"/tmp/.X11-unix/X{one}").exists())  # noqa: S108 - where X puts it
    server = subprocess.Popen(["Xvfb", f":{number}", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
    while not Path(f"/tmp/.X11-unix/X{number}").exists():  # noqa: S108 - as above
        time.sleep(0.02)
    try:
        yield env | {"DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()
