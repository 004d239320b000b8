"""The few icons of the pages, drawn on a grid of 24 with a pen of 1.75; own drawings."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe


def _drawn(*paths: str) -> SafeString:
    return mark_safe("".join(f'<path d="{path}"/>' for path in paths))


ICONS = {
    "menu": _drawn("M4 6h16", "M4 12h16", "M4 18h16"),
    "search": _drawn("M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z", "m15.5 15.5 5 5"),
    "check": _drawn("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "m8 12.5 2.8 2.8L16.5 9.5"),
    "alert": _drawn("M12 3.5 2.5 20h19z", "M12 10v4.5", "M12 17.2v.1"),
    "info": _drawn("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 11v5.5", "M12 7.7v.1"),
    "clock": _drawn("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 7v5.2l3.2 2"),
    "inbox": _drawn("M4 13 6.5 5h11L20 13v6H4z", "M4 13h4.5a3.5 3.5 0 0 0 7 0H20"),
    "upload": _drawn("M12 15.5V4.5", "m7.5 9 4.5-4.5L16.5 9", "M4.5 15v4.5h15V15"),
    "download": _drawn("M12 4.5v11", "m7.5 11 4.5 4.5 4.5-4.5", "M4.5 15v4.5h15V15"),
    "print": _drawn("M7 8.5V4h10v4.5", "M7 17H4V8.5h16V17h-3", "M7 14h10v6H7z"),
    "plus": _drawn("M12 5v14", "M5 12h14"),
    "lock": _drawn("M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"),
    "file": _drawn("M6 3.5h8l4 4v13H6z", "M14 3.5v4h4"),
    "table": _drawn("M4 5h16v14H4z", "M4 10h16", "M10 10v9"),
    "person": _drawn("M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M4.5 20.5a7.5 7.5 0 0 1 15 0"),
    "back": _drawn("M20 12H5", "m11 6-6 6 6 6"),
    "next": _drawn("M4 12h15", "m13 6 6 6-6 6"),
    "edit": _drawn("M4.5 19.5V16L15.5 5 19 8.5 8 19.5z", "m13 7.5 3.5 3.5"),
    "undo": _drawn("M9 5 4.5 9.5 9 14", "M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3"),
    "stamp": _drawn(
        "M9.5 4.5a2.5 2.5 0 0 1 5 0c0 3-1.5 3.5-1.5 7h-2c0-3.5-1.5-4-1.5-7z", "M5 16v-2.5h14V16z", "M5 20h14"
    ),
}
