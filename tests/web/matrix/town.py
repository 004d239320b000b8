"""The world of the acceptance tests of permissions: two cities with all kinds of objects, and a hosted town.

Units: P1 is A, that of liaison and head; P2 is B, foreign to them; G2 is assessed, and gives the facts of one rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kaoping.rules.facts.rows import Award, Decision, Event, Rating
from kaoping.rules.facts.rows import Unit as Taking
from kaoping.web.core import drafts, files
from kaoping.web.core.models import Body, File
from kaoping.web.people.actions.accounts import NewPerson, nominate, propose_account
from kaoping.web.people.actions.grants import Terms, name_deputy, propose_grant
from kaoping.web.people.actions.registry import decide_change, propose_change
from kaoping.web.people.models import Account, Person
from kaoping.web.people.registry import Change, Details
from kaoping.web.records import actions as records
from kaoping.web.records.actions import Paper
from kaoping.web.records.models import Filing
from kaoping.web.years import actions as years
from kaoping.web.years.drafts import Entrant, YearDraft
from kaoping.web.years.models import Year
from kaoping.web.years.opening import open_year
from tests.web.worlds import BACKEND, PASSWORD, World, actor_of, body, grant, person, unit

TESTERS = {
    "SA": "sa", "SM": "sm", "SX": "sx", "PO": "po2", "ZX": "zx", "LL": "ll", "FZ": "fz", "LX": "lx", "LD": "ld",
    "SL": "sl", "JC": "jc", "DF": "df", "GZ": "gz",
}  # fmt: skip
"""Who stands for a role: a person who holds nothing else and has made nothing that waits."""
STAFF = (
    # key, role, own unit, scope
    ("sa", "SA", "", {}), ("sm", "SM", "", {}), ("sx", "SX", "", {}), ("po", "PO", "", {}), ("po2", "PO", "", {}),
    ("po_scoped", "PO", "", {"category": ["government"]}), ("po_own", "PO", "P1", {}), ("zx", "ZX", "G2", {}),
    ("zx2", "ZX", "D1", {}), ("ll", "LL", "P1", {}), ("fz", "FZ", "P1", {}), ("ll_b", "LL", "P2", {}),
    ("fz_b", "FZ", "P2", {}), ("lx", "LX", "", {}), ("lx_own", "LX", "P1", {}), ("ld", "LD", "", {}), ("sl", "SL", "", {}),
    ("jc", "JC", "", {}), ("df", "DF", "", {}), ("gz", "GZ", "", {}), ("all", "PO", "", {}), ("all", "LX", "", {}),
    ("all", "LD", "", {}), ("nobody", "", "", {}), ("aide", "", "P2", {}),
    ("clerk", "", "G2", {}),
)  # fmt: skip
"""Persons of a city. `all` holds whatever one person may hold at once; `aide` is a deputy of the head of P2."""
UNITS = (
    ("P1", "海屿市组织部", "party"), ("P2", "海屿市宣传部", "party"), ("P3", "海屿市统战部", "party"),
    ("G1", "海屿市教育局", "government"), ("G2", "海屿市人事局", "government"), ("G3", "海屿市水利局", "government"),
)  # fmt: skip
OFFICES = (("D1", "海屿市纪委监察局"),)
CHARGES = {"市人事局": "G2", "市纪委监察局": "D1"}
MINE, FOREIGN = "conduct.style.training", "conduct.violations.discipline"
"""A rule that the office G2 is in charge of, and one that it is not."""
GOALS = {"P1": 431_3700, "P2": 422_1900, "P3": 413_7300, "G1": 434_4100, "G2": 425_6700, "G3": 416_8300}
"""What the units were given for the goals, in 1/10,000: figures that stand nowhere by chance."""
RATED = {"P1": "88.13", "P2": "86.29", "P3": "84.37", "G1": "87.41", "G2": "85.53", "G3": "83.69"}
MAIN, COMING, PAST = "2025", "2026", "2024"
"""The year that runs, the one that is proposed, the one that is published."""
UNTIL = date(2099, 12, 31)


def build_city(slug: str, name: str) -> World:
    """Make a city with units, persons and one of everything, each by the act that makes it."""
    here = World(body=body(slug, name))
    for code, words, category in UNITS:
        here[code] = unit(here.body, code, words, category)
    for code, words in OFFICES:
        here[code] = unit(here.body, code, words)
    _staff(here)
    _years(here)
    _facts(here)
    _proposals(here)
    return here


def _staff(here: World) -> None:
    for key, role, own, scope in STAFF:
        if key not in here:
            here[key] = person(here.body, f"{_NAMES[key]}", here.get(own), login=f"{here.body.slug}-{key}")
        if role:
            narrowed = {"unit": [here[own].pk]} if role in ("LL", "FZ") else scope
            grant(here[key], role, scope=narrowed)
    here["po_again"] = Account.objects.create_user(f"{here.body.slug}-po-again", here["po"], PASSWORD)


_NAMES = {
    key: f"{family}{given}"
    for key, family, given in zip(
        dict.fromkeys(row[0] for row in STAFF),
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张", "伯仲叔季元亨利贞文武成康乾坤震巽坎离艮兑甲乙丙丁",
        strict=False,
    )
}  # fmt: skip


def _years(here: World) -> None:
    taking = [Taking(*row) for row in UNITS]
    charges = {name: [here[code]] for name, code in CHARGES.items()}
    for slug, phase in ((PAST, "deliberating"), (MAIN, "deliberating")):
        here[slug] = open_year(
            here.body, slug, f"{slug} 年度", "zhangzhou", int(slug), taking, {}, actor_of(here["po"]),
            actor_of(here["lx"]), phase, charges,
        )  # fmt: skip
    entrants = tuple(Entrant(here[code], words, category) for code, words, category in UNITS)
    here["digest"] = here[MAIN].package_id.removeprefix("sha256:")
    draft = YearDraft(
        COMING, "海屿二〇二六年度", 2026, date(2026, 1, 1), date(2026, 12, 31), here[MAIN].package, entrants
    )
    here["proposal"] = years.propose_year(actor_of(here["po"]), draft)
    here[COMING] = here["proposal"].year


def _facts(here: World) -> None:
    for slug in (PAST, MAIN):
        _scores(here, here[slug])
    _events(here)
    to_phase(here[PAST], "published")


def _scores(here: World, year: Year) -> None:
    """Give every unit its goals and its ratings; P1 and P2 have a filing each."""
    for key, codes in (("award:a", ["P1"]), ("award:b", ["P2"]), ("awards", ["P3", "G1", "G2", "G3"])):
        rows = [Award(code, "goals", GOALS[code] - 11_0000 * (year.number == 2024)) for code in codes]
        _keep(here, year, key, _confirmed(here, file_rows(here["po"], year, "awards", rows)))
    rows = [
        Rating(item, group, f"R{n:02}", code, Fraction(RATED[code]), None)
        for item, group, many in (("appraisal.public", "public", 3), ("appraisal.comprehensive", "panel", 2))
        for n in range(1, many + 1) for code in RATED
    ]  # fmt: skip
    _keep(here, year, "ratings", _confirmed(here, file_rows(here["po"], year, "ratings", rows)))


def _keep(here: World, year: Year, key: str, filing: Filing) -> None:
    here[key if year.slug == MAIN else f"{year.slug}:{key}"] = filing


def event(code: str, item: str, note: str, *, day: date = date(2025, 5, 6), matter: str = "") -> Event:
    """Give an event of one of the two rules."""
    more: dict[str, Any] = {"points": 3_1700} if item == MINE else {"level": "staff"}
    return Event("", code, item, day, note=note, matter=matter, **more)


def file_rows(
    by: Person, year: Year, table: str, rows: Sequence[Any], document: str = "海考〔2025〕7号", **more: Any
) -> Filing:
    """File rows by the act."""
    return records.file_rows(
        actor_of(by), year, table, rows, Paper(document=document, document_day=date(2025, 6, 1), **more)
    )


def _confirmed(here: World, filing: Filing) -> Filing:
    records.confirm(actor_of(here["po2"]), filing)
    return Filing.objects.get(pk=filing.pk)


def upload(here: World, name: str, text: str, by: str = "po") -> File:
    """Take in a file as evidence."""
    return files.take_in(here.body, here[by], SimpleUploadedFile(name, text.encode(), "text/plain"))


def _events(here: World) -> None:
    """File events: confirmed ones about A, about B, of the rule of G2; such that wait; one returned, one corrected."""
    year, about = (
        here[MAIN],
        {"a": ("P1", FOREIGN), "b": ("P2", FOREIGN), "mine": ("P2", MINE), "g2": ("G2", FOREIGN)},
    )
    for key, (code, item) in about.items():
        here[f"file:{key}"] = upload(here, f"佐证{key}.txt", f"{here.body.slug} {key} 处分决定")
        rows = [event(code, item, f"已确认{key}事", matter=f"案{key}")]
        made = file_rows(
            here["po"], year, "events", rows, f"海纪〔2025〕{len(here)}号", files=(here[f"file:{key}"],)
        )
        here[f"event:{key}"] = _confirmed(here, made)
        waits = [event(code, item, f"待确认{key}事", day=date(2025, 8, 9))]
        here[f"wait:{key}"] = file_rows(here["po"], year, "events", waits, f"海纪〔2025〕{len(here)}号")
    for key, by in (("wait:all", "all"), ("wait:zx", "zx")):
        rows = [event("P3", MINE, f"{by}所录事")]
        here[key] = file_rows(here[by], year, "events", rows, "海人〔2025〕3号")
    here["returned"] = file_rows(here["po"], year, "events", [event("P1", FOREIGN, "退回事")])
    records.send_back(actor_of(here["po2"]), here["returned"], "文号不符")
    first = _confirmed(here, file_rows(here["po"], year, "events", [event("P3", FOREIGN, "更正前事")]))
    rows = [event("P3", FOREIGN, "更正后事")._replace(id=_code(first))]
    later = records.correct(
        actor_of(here["po"]), first, rows, Paper(document="海纪〔2025〕99号", reason="数有误")
    )
    here["superseded"], here["corrected"] = first, _confirmed(here, later)
    _other_tables(here, year)


def _code(filing: Filing) -> str:
    return str(filing.events.get().code)  # type: ignore[attr-defined]


def _other_tables(here: World, year: Year) -> None:
    """File what waits in the other tables, made by `po` and by `all`."""
    award = [Award("P2", "goals", 400_0000)]
    here["wait:award:po"] = records.correct(
        actor_of(here["po"]), here["award:b"], award, Paper(reason="重新评定")
    )
    award = [Award("P1", "goals", 400_0000)]
    here["wait:award:all"] = records.correct(
        actor_of(here["all"]), here["award:a"], award, Paper(reason="重新评定")
    )
    for by in ("po", "all"):
        rating = Rating("appraisal.public", "public", f"R9{by}", "P3", Fraction("80"), None)
        here[f"wait:rating:{by}"] = file_rows(here[by], year, "ratings", [rating])
        decision = Decision(
            "", "P3", "grade", "", "excellent", "海考〔2025〕8号", date(2026, 1, 20), "会议研究"
        )
        here[f"wait:decision:{by}"] = file_rows(here[by], year, "decisions", [decision])


def _proposals(here: World) -> None:
    """Let everything wait that two persons decide: units, accounts, grants, phases, years; name a deputy."""
    here["change"] = _rename(here, "po", "G1", "海屿市教育和体育局")
    here["change:all"] = _rename(here, "all", "G3", "海屿市水务局")
    done = _rename(here, "po", "P3", "海屿市统一战线部")
    decide_change(actor_of(here["po2"]), done, "confirmed")
    here["request"] = propose_account(actor_of(here["sa"]), NewPerson("新来者"), f"{here.body.slug}-new")
    terms = Terms("LL", date(2026, 1, 1), UNTIL, {"unit": [here["P2"].pk]}, "工作需要")
    here["granted"] = propose_grant(actor_of(here["sm"]), here["nobody"], terms)
    here["nomination"] = nominate(actor_of(here["fz"]), NewPerson("小吏", here["P1"]), "LL")
    own = actor_of(here["fz_b"]).grants[0]
    here["deputy"] = name_deputy(actor_of(here["fz_b"]), own, here["aide"], UNTIL)
    here["phase"] = years.propose_phase(actor_of(here["po"]), here[MAIN], "collecting", "退回补报")
    here["day"] = years.set_day(actor_of(here["po"]), date(2026, 10, 8), True, "国办通知")
    here["date"] = years.enter_date(
        actor_of(here["po"]), here[MAIN], _step(here), "move", date(2026, 1, 9), "来文改期"
    )
    drafts.save(here["po2"].pk, "a-draft", {"note": ["x"]})


def _rename(here: World, by: str, code: str, name: str) -> Any:
    changed = (Details(code, name, category=here[code].category),)
    return propose_change(
        actor_of(here[by]), Change("rename", date(2026, 1, 1), "海编〔2026〕1号", changed=changed)
    )


def _step(here: World) -> str:
    from kaoping.web.years.deadlines import deadlines

    here["step"] = next(d.key for d in deadlines(here[MAIN]) if d.day)
    return str(here["step"])


def to_phase(year: Year, kind: str) -> None:
    """Put a year into a phase, without the acts."""
    year.phase = year.phase_kind = kind
    Year.objects.filter(pk=year.pk).update(phase=kind, phase_kind=kind)


def build_town(host: Body) -> World:
    """Make a town hosted by a city: one person holds PO, ZX and LX."""
    here = World(body=body("dongpu", "东浦镇", "town", profile="town", parent=host))
    here["V1"] = unit(here.body, "V1", "东村", "village")
    here["clerk"] = person(here.body, "镇办", login="dongpu-clerk")
    for role in ("PO", "ZX", "LX"):
        grant(here["clerk"], role)
    here["ll"] = person(here.body, "村联络", here["V1"], login="dongpu-ll")
    grant(here["ll"], "LL", scope={"unit": [here["V1"].pk]})
    return here


CSRF = "c" * 32


def session_of(account: Account) -> str:
    """Log in, and give the key of the session."""
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client.cookies["sessionid"].value


def client_with(session: str = "") -> Client:
    """Give a client with a session, that sends the token which forms are protected with."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=True, headers={"X-CSRFToken": CSRF})
    client.cookies["csrftoken"] = CSRF
    if session:
        client.cookies["sessionid"] = session
    return client
