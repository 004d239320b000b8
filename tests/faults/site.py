"""The platform with one route more, through all of the platform's middleware: file an event; sent twice, it is filed once."""

from __future__ import annotations

import os
import uuid

from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.settings"
application = get_wsgi_application()

from kaoping.web.people.routes import Asked, member, public  # noqa: E402
from kaoping.web.records.actions import Paper, file_rows  # noqa: E402
from kaoping.web.years.models import Year  # noqa: E402
from tests.faults.world import events  # noqa: E402


@csrf_exempt
@member
def file_event(request: Asked) -> HttpResponse:
    """File one event; the answer is sent after the transaction is written."""
    year = Year.objects.select_related("body").get(body=request.actor.body)
    found = events()
    event = found[int(request.POST["number"]) % len(found)]
    filing = file_rows(request.actor, year, "events", [event], Paper(key=uuid.UUID(request.POST["key"])))
    return JsonResponse({"filing": filing.pk})


@public
def alive(request: Asked) -> HttpResponse:
    """Say that the server is up."""
    return HttpResponse("ok")


urlpatterns = [
    path("alive/", alive),
    path("<slug:body>/file/", file_event),
    path("", include("kaoping.web.project.urls")),
]
