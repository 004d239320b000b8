"""Evidence of a form (佐证): taken in as soon as it is chosen, told with type, size, hash and where it was used before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from kaoping.web.core import files
from kaoping.web.core.content import KINDS
from kaoping.web.core.models import File
from kaoping.web.people.acting import acting
from kaoping.web.people.permissions import Actor
from kaoping.web.records.models import Filing
from kaoping.web.records.queries import used_before
from kaoping.web.years.models import Year


@dataclass(frozen=True)
class Shown:
    """A file as the form shows it: kind in words, and the filings that the same content has proved."""

    file: File
    kind: str
    used: tuple[Filing, ...] = ()


@dataclass
class Evidence:
    """The files of one form: those taken in, and what was refused in words."""

    files: list[File] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def shown(self, actor: Actor, year: Year) -> list[Shown]:
        """Give the files for the page."""
        used = used_before(actor, year, self.files)
        return [Shown(f, KINDS[f.kind].words, tuple(used.get(f.sha256, ()))) for f in self.files]


def gather(
    actor: Actor, year: Year, data: QueryDict, uploads: Iterable[UploadedFile] = (), kept: Sequence[File] = ()
) -> Evidence:
    """Give the files that a form names (own uploads, or those of the record at hand), and take in those it brings."""
    without = data.getlist("without")
    ids = [int(told) for told in data.getlist("file") if told.isdecimal() and told not in without]
    own = {
        file.pk: file for file in File.objects.filter(body=actor.body, pk__in=ids, uploader=actor.person.pk)
    }
    known = {**own, **{file.pk: file for file in kept}}
    found = Evidence([known[pk] for pk in dict.fromkeys(ids) if pk in known])
    for uploaded in uploads:
        _add(actor, year, found, uploaded)
    return found


def _add(actor: Actor, year: Year, found: Evidence, uploaded: UploadedFile) -> None:
    try:
        with acting(actor, "upload-evidence", year) as log:
            file = files.take_in(actor.body, actor.person, uploaded)
            log(file, file.name, after={"sha256": file.sha256, "size": file.size})
    except files.FileRefused as refused:
        found.errors.append(str(refused))
        return
    if file.sha256 in {other.sha256 for other in found.files}:
        found.errors.append(f"文件“{file.name}”与已选的文件内容相同，没有重复添加")
    else:
        found.files.append(file)
