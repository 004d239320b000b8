"""What the database holds after a run of kills: `python -m tests.faults.judge` prints it as JSON."""

from __future__ import annotations

import json


def main() -> None:
    """Print the keys filed, and the counts of what must not be."""
    import django

    django.setup()
    from django.db import connection

    from kaoping.web.core import audit
    from kaoping.web.core.models import Entry
    from kaoping.web.records.models import Event, Filing

    filings = dict(Filing.objects.values_list("id", "lineage"))
    entries = [
        int(name.rpartition(":")[2])
        for name in Entry.objects.filter(act="enter-deduction").values_list("object", flat=True)
    ]
    rows = list(Event.objects.values_list("filing", flat=True))
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
        "faults": faults[:10],
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
