"""The package in force (办法包): stored whole when it is adopted, opened from the store, never from the disk again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import tempfile
from functools import lru_cache
from pathlib import Path

from kaoping.rules import Scheme, load
from kaoping.schemes import Package
from kaoping.schemes.package import DOCUMENT_FILE, PROCESS_FILE, SCHEME_FILE, open_package
from kaoping.schemes.process import Process
from kaoping.web.core.proposals import in_force
from kaoping.web.years.models import StoredPackage, Year, YearProposal


def store(package: Package) -> StoredPackage:
    """Store a package's files by their digest, unless they are there. Raises: SchemeError."""
    scheme = load(package.text, package.file)
    files = files_of(package)
    found, _ = StoredPackage.objects.get_or_create(
        digest=digest_of(files),
        defaults={
            "scheme_digest": package.digest, "scheme": scheme.id, "name": scheme.name, "files": files
        },
    )  # fmt: skip
    return found


def files_of(package: Package) -> dict[str, str]:
    """Give the texts of a package's files by name, as they were read: scheme, document, process; not its cases."""
    texts = {
        SCHEME_FILE: package.text, DOCUMENT_FILE: package.document.text, PROCESS_FILE: package.process_text
    }  # fmt: skip
    return {name: text for name, text in texts.items() if text}


def digest_of(files: dict[str, str]) -> str:
    """Give the digest of all files together: SHA-256 of their JSON object, names sorted."""
    text = json.dumps(files, ensure_ascii=False, sort_keys=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def holes_of(year: Year) -> dict[str, str]:
    """Give the holes' values that are in force for the year (空缺数值)."""
    found = in_force(YearProposal.objects.filter(year=year)).order_by("-id").first()
    return dict(found.holes) if found else {}


def package_of(year: Year) -> Package:
    """Give the package in force for a year."""
    return package_by(year.package_id)


def scheme_of(year: Year) -> Scheme:
    """Give the scheme in force for a year, its holes filled."""
    return scheme_by(year.package_id, holes_of(year))


def process_of(year: Year) -> Process | None:
    """Give the process in force for a year: bodies, phases, steps, papers; None where the package has none."""
    return package_of(year).process


def scheme_by(digest: str, holes: dict[str, str] | None = None) -> Scheme:
    """Give the scheme of a stored package with these holes filled; without, what does not hang on holes."""
    return _scheme(digest, tuple(sorted((holes or {}).items())))


@lru_cache(maxsize=64)
def package_by(digest: str) -> Package:
    """Give a stored package by its digest."""
    return open_texts(StoredPackage.objects.get(pk=digest).files)


def open_texts(files: dict[str, str], name: str = "") -> Package:
    """Open a package from the texts of its files. Raises: SchemeError with all that is wrong with scheme or process."""
    with tempfile.TemporaryDirectory() as folder:
        for file, text in files.items():
            Path(folder, file).write_text(text, encoding="utf-8", newline="\n")
        package = open_package(Path(folder))
    named = dataclasses.replace(package, file=f"{name}/{SCHEME_FILE}" if name else SCHEME_FILE)
    named = dataclasses.replace(named, id=load(named.text, named.file).id)
    _ = named.process
    return named


@lru_cache(maxsize=64)
def _scheme(digest: str, holes: tuple[tuple[str, str], ...]) -> Scheme:
    package = package_by(digest)
    return load(package.text, package.file, dict(holes) or None)
