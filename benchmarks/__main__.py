"""`make bench`: every figure in one run, each beside its goal; `python -m benchmarks core` (sheet, platform): a part."""

from __future__ import annotations

import sys

PARTS = ("core", "sheet", "platform")


def main() -> None:
    """Print the figures of the parts that are asked for, or of all."""
    for part in sys.argv[1:] or PARTS:
        if part == "core":
            from benchmarks import core

            core.main()
        elif part == "sheet":
            from benchmarks import agreement

            agreement.main()
        else:
            from benchmarks import platform

            platform.main()


if __name__ == "__main__":
    main()
