"""The progression rule: what to propose after some sessions, and why."""
