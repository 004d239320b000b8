"""Bodies, the audit chain, tasks, files, drafts."""

from __future__ import annotations

from django.db import models

from kaoping.web.core.append_only import AppendOnly


class Body(models.Model):
    """A body (考评主体): a city, a district, a county, a town. Everything hangs on one; none sees another's.

    A town (profile `town`) is hosted by its parent, which holds the three administrator roles.
    """

    KINDS = (("city", "市"), ("district", "区"), ("county", "县"), ("town", "乡镇"))
    PROFILES = (("city", "完整分工"), ("town", "乡镇（单人办理）"))

    slug = models.SlugField("代号", unique=True)
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("层级", max_length=10, choices=KINDS)
    profile = models.CharField("模式", max_length=10, choices=PROFILES, default="city")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="hosted")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Chain(models.Model):
    """The head of a body's audit chain (审计链): its length and the hash of its last entry."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="chain")
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="")


class Entry(AppendOnly):
    """One entry of the audit log (审计日志): who, in which role, did what, to what, before, after, why.

    `hash` covers all other fields and `previous`; see `audit.digest`.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField("序号")
    at = models.CharField("时间", max_length=40)
    person = models.BigIntegerField("人员编号", null=True)
    actor = models.CharField("人员", max_length=100)
    role = models.CharField("角色", max_length=10, blank=True)
    act = models.CharField("行为", max_length=80)
    object = models.CharField("对象", max_length=200)
    label = models.CharField("对象名称", max_length=300, blank=True)
    before = models.TextField("变更前", blank=True)
    after = models.TextField("变更后", blank=True)
    reason = models.TextField("理由", blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("body_id", "number")
        constraints = (models.UniqueConstraint(fields=("body", "number"), name="entry_number"),)
        indexes = (models.Index(fields=("body", "object")),)


class Task(models.Model):
    """A to-do (待办): whom by role and unit, not by person; due; link. `key` makes it unique while it is open."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="tasks")
    key = models.CharField(max_length=200)
    role = models.CharField("角色", max_length=4)
    unit = models.BigIntegerField("单位", null=True, blank=True)
    year = models.SlugField("年度", blank=True)
    title = models.CharField("事项", max_length=200)
    detail = models.CharField("说明", max_length=500, blank=True)
    url = models.CharField(max_length=300)
    due = models.DateField("期限", null=True, blank=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("body", "key", "role"), condition=models.Q(done_at=None), name="task_open_once"
            ),
        )


class File(AppendOnly):
    """An uploaded file (附件), kept by its content's SHA-256; several rows may name the same content."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="files")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("字节数")
    name = models.CharField("文件名", max_length=255)
    kind = models.CharField("类型", max_length=20)
    uploader = models.BigIntegerField("上传人编号")
    uploader_name = models.CharField("上传人", max_length=100)
    uploaded_at = models.DateTimeField("上传时间")


class Draft(models.Model):
    """What a person has begun to fill in (草稿), kept on the server by the form's key."""

    person = models.BigIntegerField()
    key = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="draft_once"),)


class Installation(models.Model):
    """What this database is for: a demo's data never serves an office, nor the other way round."""

    demo = models.BooleanField()
