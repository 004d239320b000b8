"""Views of people: thin; the permission first, then form, action, redirect."""

from __future__ import annotations

from kaoping.web.people.views.entry import csrf_failure, locked_out

__all__ = ("csrf_failure", "locked_out")
