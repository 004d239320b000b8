"""Fill a demo's database that the environment names, if nothing is in it yet."""

from __future__ import annotations

from kaoping.web.core.models import Body


def prepare() -> None:
    """Make the demo's data in an empty database."""
    if Body.objects.exists():
        return
    from kaoping.web.demo.seed import seed

    seed(lambda words: print(words, flush=True))
