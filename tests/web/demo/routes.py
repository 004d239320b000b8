"""All routes with those of the demo, as a demo has them."""

from __future__ import annotations

from kaoping.web.demo import urls
from kaoping.web.project import urls as project

handler404, handler403, handler500 = project.handler404, project.handler403, project.handler500
urlpatterns = [*urls.routes, *project.urlpatterns]
