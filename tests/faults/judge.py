"""What the database holds after a run of kills: `python -m tests.faults.judge` prints it as JSON."""

from __future__ import annotations

import json
from typing import Any


def main() -> None:
    """Print the keys filed, and the counts of what must not be."""
    import django

    django.setup()
    from django.db import connection

    from kaoping.web.core import audit
    from kaoping.web.core.models import Entry
    from kaoping.web.records.models import Event, Filing, FilingFile

    filings = dict(Filing.objects.values_list("id", "lineage"))
    entries = [
        int(name.rpartition(":")[2])
        for name in Entry.objects.filter(act="enter-deduction").values_list("object", flat=True)
    ]
    rows = list(Event.objects.values_list("filing", flat=True))
    scanned = {use.filing_id for use in FilingFile.objects.select_related("file") if _stored(use.file)}
    faults = [f"{fault.number}: {fault.what}" for fault in audit.verify()]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            words = cursor.execute("PRAGMA integrity_check").fetchone()[0]
        faults += [] if words == "ok" else [words]
    found = {
        "keys": [str(key) for key in filings.values()],
        "filed": len(filings),
        "doubled": len(filings) - len(set(filings.values())) + len(entries) - len(set(entries)),
        "without_row": len(set(filings) ^ set(rows)),
        "without_entry": len(set(filings) - set(entries)),
        "without_filing": len(set(entries) - set(filings)),
        "without_scan": len(set(filings) - scanned),
        "faults": faults[:10],
    }
    print(json.dumps(found))


def _stored(file: Any) -> bool:
    """Say whether a file's content is there and whole."""
    from kaoping.web.core.files import FileDamaged, open_file

    try:
        open_file(file).close()
    except FileDamaged:
        return False
    return True


if __name__ == "__main__":
    main()
