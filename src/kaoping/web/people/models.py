"""Persons, accounts, grants of roles, the registry of units with its history."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kaoping.web.core.append_only import AppendOnly
from kaoping.web.core.models import Body, File
from kaoping.web.core.proposals import Proposal, Verdict
from kaoping.web.people.matrix import ROLES
from kaoping.web.people.pinyin import pinyin_key
from kaoping.web.people.subjects import Subject


class Unit(models.Model):
    """A unit of the registry (单位): its code is for ever, its name is that of today, its history is in UnitName."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="units")
    code = models.CharField("单位编号", max_length=40)
    name = models.CharField("名称", max_length=100)
    short = models.CharField("简称", max_length=50, blank=True)
    category = models.CharField("单位类别", max_length=50, blank=True)
    phone = models.CharField("联系电话", max_length=50, blank=True)
    pinyin = models.CharField(max_length=400, blank=True, db_index=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        ordering = ("pinyin", "id")
        constraints = (models.UniqueConstraint(fields=("body", "code"), name="unit_code"),)

    def __str__(self) -> str:
        return self.name

    def subject(self) -> Subject:
        return Subject(self.body_id, unit=self.pk, category=self.category)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the key of the pinyin order: databases order Chinese letters each in its own way."""
        self.pinyin = pinyin_key(self.name)
        super().save(*args, **kwargs)


class UnitName(AppendOnly):
    """A dated name (曾用名、现用名): what the unit was called from a day on, by which document."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=100)
    short = models.CharField("简称", max_length=50, blank=True)
    category = models.CharField("单位类别", max_length=50, blank=True)
    from_day = models.DateField("起用日期")
    document = models.CharField("文号", max_length=200, blank=True)

    class Meta:
        ordering = ("from_day", "id")


class Person(models.Model):
    """A natural person (人员). Maker and checker of one object are different persons, whatever accounts they use.

    `unit` is the person's own unit: blind as to its scores.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="persons")
    name = models.CharField("姓名", max_length=50)
    pinyin = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="persons")
    post = models.CharField("职务", max_length=50, blank=True)
    phone = models.CharField("电话", max_length=50, blank=True)

    class Meta:
        ordering = ("pinyin", "id")

    def __str__(self) -> str:
        return self.name

    def subject(self) -> Subject:
        return Subject(self.body_id, unit=self.unit_id, person=self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the key of the pinyin order."""
        self.pinyin = pinyin_key(self.name)
        super().save(*args, **kwargs)


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, login: str, person: Person, password: str | None = None) -> Account:
        """Make an account; without a password nobody can log in with it."""
        account = self.model(login=login, person=person)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """An account (账号) of a person; a person may have several. `must_change`: the password is a first one (初始密码)."""

    login = models.CharField("登录名", max_length=50, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="accounts")
    is_active = models.BooleanField("启用", default=True)
    must_change = models.BooleanField("须改密码", default=False)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    def __str__(self) -> str:
        return self.login

    def subject(self) -> Subject:
        return Subject(self.person.body_id)


class Nomination(AppendOnly):
    """A user whom an office or unit asks for (用户申请): who, of which unit, for which role; SA takes it up."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="nominations")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("姓名", max_length=50)
    post = models.CharField("职务", max_length=50, blank=True)
    phone = models.CharField("电话", max_length=50, blank=True)
    role = models.CharField("拟任角色", max_length=2)
    reason = models.TextField("理由", blank=True)
    maker = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="申请人")
    made_at = models.DateTimeField("申请时间")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    def subject(self) -> Subject:
        return Subject(self.body_id, unit=self.unit_id, makers=frozenset({self.maker_id}))


class AccountRequest(Proposal):
    """A request to create, disable, enable an account or to reset its password: SA proposes, SM checks."""

    KINDS = (("create", "开户"), ("disable", "停用"), ("enable", "启用"), ("reset", "重置密码"))

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="account_requests")
    login = models.CharField("登录名", max_length=50)
    kind = models.CharField("类型", max_length=10, choices=KINDS, default="create")
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, blank=True, related_name="requests")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.login}（{self.person}）"

    def subject(self) -> Subject:
        """Nobody checks what is done to his own account."""
        return Subject(self.body_id, makers=frozenset({self.maker_id, self.person_id}))


class AccountVerdict(Verdict):
    proposal = models.OneToOneField(AccountRequest, models.PROTECT, related_name="verdict")


class Grant(Proposal):
    """A role (角色) given to a person for a body, with a scope and a term; in force once it is confirmed.

    `scope` maps "unit", "category", "rule", "indicator" to lists: ids of units, ids of the scheme; a missing key
    does not narrow. A deputy (代理) holds the grant of another with an end date. A change of scope or term is the
    next version of the lineage; to take the role away is the next version with `taking`, which has an end at once.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField("角色", max_length=2)
    scope = models.JSONField("范围", default=dict, blank=True)
    from_day = models.DateField("起始日")
    until_day = models.DateField("截止日")
    deputy_for = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    taking = models.BooleanField("收回", default=False)

    def __str__(self) -> str:
        acting = f"（代理{self.deputy_for}）" if self.deputy_for else ""
        return f"{'收回' if self.taking else ''}{ROLES.get(self.role, self.role)} {self.person}{acting}"

    def subject(self) -> Subject:
        """Nobody checks what is granted to himself."""
        return Subject(self.body_id, makers=frozenset({self.maker_id, self.person_id}))


class GrantVerdict(Verdict):
    proposal = models.OneToOneField(Grant, models.PROTECT, related_name="verdict")


class GrantEnd(AppendOnly):
    """A grant taken away (收回): gone at the next request."""

    grant = models.OneToOneField(Grant, models.PROTECT, related_name="end")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField("理由", blank=True)


class RegistryChange(Proposal):
    """A change of the registry: register, rename, merge, split, close, with document and day.

    `what` says it as `registry.Change` does: new units, changed ones, closed ones, who follows whom. In a town, a
    signed sheet may stand for the second person.
    """

    KINDS = (
        ("register", "新设"), ("rename", "更名"), ("merge", "合并"), ("split", "分设"), ("close", "撤销"),
        ("import", "批量导入"),
    )  # fmt: skip
    body = models.ForeignKey(Body, models.PROTECT, related_name="registry_changes")
    kind = models.CharField("类型", max_length=10, choices=KINDS)
    what = models.JSONField("内容", default=dict)
    from_day = models.DateField("生效日期")
    sheet = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    signed_by = models.CharField("签字人", max_length=50, blank=True)
    signed_on = models.DateField("签字日期", null=True, blank=True)

    def __str__(self) -> str:
        return f"单位{self.get_kind_display()}"

    def subject(self) -> Subject:
        signed = bool(self.sheet_id and self.signed_by and self.signed_on)
        return Subject(self.body_id, makers=frozenset({self.maker_id}), signed=signed)


class RegistryVerdict(Verdict):
    """What the second person says. `single_handed`: in a town, a signed sheet stood for him (单人办理)."""

    proposal = models.OneToOneField(RegistryChange, models.PROTECT, related_name="verdict")
    single_handed = models.BooleanField("单人办理", default=False)


class Succession(AppendOnly):
    """Which unit follows which, from a day on: after a merger or a split (合并、分设的承继关系)."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    from_day = models.DateField("日期")
    change = models.ForeignKey(RegistryChange, models.PROTECT, related_name="+")
