"""What a process may choose from: flow shapes (流转形式), platform roles (角色) and kinds of phases (阶段).

All three are fixed here: a process names who, when and with which paper, and there is no workflow language.
The choice of shapes is ours; each stands in at least one of the documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Flow:
    """A flow shape: its Chinese name, its parts in their order with their names, and which of them may be left out."""

    id: str
    name: str
    parts: Mapping[str, str]
    optional: frozenset[str] = frozenset()


_ALL = (
    Flow(
        "propose_decide",
        "提出—决定",
        {"proposer": "提出", "reviewer": "审核", "decider": "决定"},
        frozenset({"reviewer"}),
    ),
    Flow("maker_checker", "经办—复核", {"maker": "经办", "checker": "复核"}),
    Flow("maker_checker_decider", "经办—复核—审定", {"maker": "经办", "checker": "复核", "decider": "审定"}),
    Flow("report_receive", "报送—接收", {"reporter": "报送", "receiver": "接收"}),
    Flow(
        "collect_close_open",
        "收集—封存—开启",
        {"organiser": "组织", "rater": "评价", "opener": "开启"},
        frozenset({"opener"}),
    ),
    Flow("notice_period", "公示、通报", {"issuer": "发布", "audience": "告知对象"}, frozenset({"audience"})),
    Flow(
        "rounds",
        "反馈—整改—销号",
        {"finder": "反馈", "mender": "整改", "closer": "督促销号"},
        frozenset({"closer"}),
    ),
    Flow("standing", "常年职责", {"doer": "承担", "guide": "指导"}, frozenset({"guide"})),
)
FLOWS: Mapping[str, Flow] = {flow.id: flow for flow in _ALL}
"""The flow shapes by their id."""

ROLES: Mapping[str, str] = {
    "PO": "绩效办",
    "ZX": "专项考评部门、提供情况的部门",
    "LL": "被考评单位联络员",
    "FZ": "被考评单位负责人",
    "LX": "联席会议成员",
    "LD": "领导小组、市政府",
    "SL": "市领导评价人",
    "JC": "代表委员、基层评价人",
    "DF": "第三方调查机构",
    "GZ": "公众",
}
"""The roles that a process may give to a body."""
ADMINISTRATORS: Mapping[str, str] = {"SA": "系统管理员", "SM": "安全保密管理员", "SX": "安全审计员"}
"""The roles that no process gives: the platform's owner does."""

PHASE_KINDS: Mapping[str, str] = {
    "planning": "制定计划",
    "running": "日常运行",
    "collecting": "采集评分",
    "checking": "核对",
    "deliberating": "审议审定",
    "published": "公布",
    "rectifying": "反馈整改",
}
"""The kinds of phases, in the order of a year."""

PARTICIPANTS: Mapping[str, str] = {"unit": "被考评单位", "supplier": "提供情况的部门", "assessor": "考评主体"}
"""Who takes part by the scheme itself: the units, and for each rule its supplier and its assessor."""
