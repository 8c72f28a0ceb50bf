"""The folders of the person's own files."""

from pathlib import Path
from typing import NamedTuple

import platformdirs


class UserFolders(NamedTuple):
    """Where a person's own files lie."""

    config: Path
    data: Path
    cache: Path
    log: Path

    @property
    def journal(self) -> Path:
        """The file of what was done."""
        return self.data / "journal.db"

    @classmethod
    def of_user(cls) -> "UserFolders":
        """The folders that this operating system has for it."""
        own = platformdirs.PlatformDirs("stretchcoach", appauthor=False)
        return cls(own.user_config_path, own.user_data_path, own.user_cache_path, own.user_log_path)
