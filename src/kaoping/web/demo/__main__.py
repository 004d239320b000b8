"""Make the demo in the database of the environment: run by `database.make`, in a process of its own."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Migrate and fill an empty database, telling how far it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaoping.web.project.settings")
    import django
    from django.conf import settings

    if not settings.DEMO:
        sys.exit("演示数据只能在 KAOPING_DEMO=1 时生成")
    django.setup()
    from django.core.management import call_command

    from kaoping.web.demo.seed import seed

    print("正在生成演示数据（虚构的海屿市），约需半分钟……", flush=True)
    gc.disable()
    call_command("migrate", verbosity=0)
    seed(lambda words: print(words, flush=True))
    print("演示数据已生成", flush=True)


if __name__ == "__main__":
    main()
