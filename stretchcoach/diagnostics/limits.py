"""The log levels, and how much the log and the crash reports may store.

This module imports nothing, so the command line can offer the levels without loading `logging`.
"""

LOG_LEVELS = ("debug", "info", "warning", "error")
"""The levels that `--log-level` accepts, from the most detailed."""
DEFAULT_LOG_LEVEL = "warning"
"""The level of the log file unless another one is asked for."""
MAX_LOG_BYTES = 256 * 1024
"""The size at which a log file is rotated."""
OLDER_LOGS = 2
"""The number of rotated log files that are kept beside the current one."""
RECENT_LINES = 60
"""The number of the latest log lines that a crash report includes."""
MAX_CRASH_REPORTS = 10
"""The number of crash reports that are kept. The oldest are deleted."""
MAX_CRASH_REPORT_CHARACTERS = 256 * 1024
"""The length at which a crash report is cut off: it stems from endless recursion, or from a huge message."""
