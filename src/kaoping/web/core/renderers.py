"""How forms are rendered: `{{ form }}` gives the fields in the project's own form."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class FormRenderer(DjangoTemplates):
    """The label in its own column, then widget, errors, help."""

    form_template_name = "core/parts/form.html"
    field_template_name = "core/parts/field.html"
