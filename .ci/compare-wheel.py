"""Compares what a wheel holds of `assets` and `data` with what git knows of them."""

import subprocess
import sys
import zipfile

_FOLDER = "stretchcoach/_bundled/"

listed = subprocess.run(["git", "ls-files", "assets", "data"], check=True, capture_output=True, text=True)
wanted = set(listed.stdout.splitlines())
with zipfile.ZipFile(sys.argv[1]) as wheel:
    held = {name.removeprefix(_FOLDER) for name in wheel.namelist() if name.startswith(_FOLDER)}
if wanted != held:
    sys.exit(f"missing in the wheel: {sorted(wanted - held)}; not in git: {sorted(held - wanted)}")
sys.stdout.write(f"the wheel holds all {len(wanted)} files of assets and data\n")
