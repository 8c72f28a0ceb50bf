"""`python -m stretchcoach` is the command `stretchcoach`."""

from stretchcoach.cli import run

if __name__ == "__main__":
    run()
