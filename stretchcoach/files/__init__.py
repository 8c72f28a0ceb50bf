"""Files: TOML with every fault at its line, atomic writing, and locks."""
