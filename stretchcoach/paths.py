"""The folders of the user's own files."""

from pathlib import Path
from typing import NamedTuple

import platformdirs


class UserFolders(NamedTuple):
    """The folders where the user's settings, data, caches and logs are kept."""

    config: Path
    data: Path
    cache: Path
    log: Path

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.data / "journal.db"

    @classmethod
    def of_user(cls) -> "UserFolders":
        """Return the folders that this operating system keeps for the program."""
        own = platformdirs.PlatformDirs("stretchcoach", appauthor=False)
        return cls(own.user_config_path, own.user_data_path, own.user_cache_path, own.user_log_path)
