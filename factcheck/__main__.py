"""`factcheck`, and `python -m factcheck`."""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command line. Until it has begun there is nothing to take back, and an interruption ends the process without a word."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from factcheck.cli import main as run

    run()


if __name__ == "__main__":
    main()
