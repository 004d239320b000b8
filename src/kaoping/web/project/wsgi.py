"""The WSGI application: granian runs it with 2 workers of 4 threads."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaoping.web.project.settings")
application = get_wsgi_application()
