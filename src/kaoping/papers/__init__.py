"""Result pages: a self-contained static site of a result, for any web server or none at all."""

from __future__ import annotations

from kaoping.papers.index import SiteEntry, entry_of, write_index
from kaoping.papers.site import OWN_NAMES, write_site

__all__ = ["OWN_NAMES", "SiteEntry", "entry_of", "write_index", "write_site"]
