"""`factcheck`, and `python -m factcheck`."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line. Before it has begun there is nothing to undo, and an interruption ends the process silently."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        from factcheck.cli import main as run
    except ImportError as error:  # without its libraries, no message can be worded
        print(f"factcheck: {error}", file=sys.stderr)
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
