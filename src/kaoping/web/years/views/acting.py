"""An act (办理) as a page does it: done, or said why it is not."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from kaoping.web.years.actions import Conflict
from kaoping.web.years.drafts import Wrong


def acted(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do an act and say that it is done, or why it is not."""
    try:
        act()
    except Wrong as error:
        for problem in error.problems:
            messages.error(request, problem)
    except Conflict as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
        return True
    return False
