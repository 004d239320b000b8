"""The words of the acts (行为名称) as the log and the pages say them."""

from __future__ import annotations

from collections.abc import Mapping

ACT_WORDS: Mapping[str, str] = {
    "create-account": "开立、停用账号", "propose-user": "申请用户", "grant-role": "授予、收回角色",
    "grant-administrator": "授予、收回三员", "reset-second-factor": "重置第二因素", "set-policy": "设置安全策略",
    "set-k": "设定最少份数", "change-k": "开启后改动票箱", "read-user-log": "查看用户日志",
    "read-administrator-log": "查看管理员日志", "read-own-log": "查看本人记录", "change-log": "改动日志",
    "verify-chain": "核验审计链", "run-backup": "备份", "restore": "恢复数据",
    "read-as-administrator": "以管理员身份查看业务数据", "act-as-other": "以他人身份办理",
    "draft-scheme": "起草办法", "draft-own-indicators": "起草本部门指标", "comment-draft": "对草案提意见",
    "review-scheme": "审核办法", "issue-plan": "批准下达任务书", "confirm-plan-receipt": "签收任务书",
    "ask-target-change": "申请调整目标", "decide-target-change": "审批目标调整", "read-scheme": "查看办法和任务书",
    "fill-report": "填报自评", "upload-evidence": "上传佐证", "read-evidence": "查看佐证",
    "replace-evidence": "锁定后改动佐证", "score-indicator": "评分", "check-score": "复核评分",
    "enter-deduction": "记录扣分", "confirm-deduction": "确认扣分", "read-own-unreleased": "查看本单位未公布得分",
    "check-own-scores": "核对本单位得分", "read-others-unreleased": "查看其他单位未公布得分",
    "make-roster": "编制评价人名单", "sign-roster": "签核名单并制码", "see-person-code": "查看人员与评价码对应",
    "cast-rating": "投票评价", "rate-own-unit": "评价本单位", "see-participation": "查看参评进度",
    "see-open-result": "开启中查看结果", "open-box": "开箱", "see-group-result": "查看分组结果",
    "see-single-rating": "查看个人评价", "build-survey": "编制问卷", "draw-sample": "抽样入户",
    "answer-survey": "答卷", "read-raw-survey": "查看原始答卷", "exclude-answers": "剔除异常答卷",
    "compute-total": "计算总分", "see-totals": "查看未公布总分", "deliberate": "审议改动",
    "release": "审定发布", "read-released": "查看公布结果", "read-own-detail": "查看本单位明细",
    "file-appeal": "提出异议", "decide-appeal": "处理异议", "correct-released": "更正已公布得分",
    "export-bundle": "导出归档", "propose-year": "提出年度启用方案", "open-year": "批准年度启用",
    "propose-phase": "提出转入阶段", "confirm-phase": "确认转入阶段", "change-unit": "提出单位变更",
    "confirm-unit-change": "复核单位变更", "change-calendar-date": "改期", "name-charge": "指定提供和考评部门",
    "name-deputy": "委托、终止代理", "import-workbook": "导入表格", "declare-bonus": "申报加分",
    "examine-bonus": "审核加分", "decide-bonus": "决定加分", "tell-deduction": "告知扣分",
    "answer-deduction": "答复扣分", "decide-answer": "处理答复", "preview-event": "预览事项影响",
    "draw-spot-check": "抽取检查对象", "record-inspection": "记录检查问题", "answer-finding": "答复问题",
    "accept-answer": "验收答复", "read-own-findings": "查看本单位问题", "read-others-findings": "查看其他单位问题",
    "type-ballot": "录入纸质票", "check-ballot": "复核纸质票", "submit-agency-table": "报送评价汇总表",
    "accept-agency-table": "接收评价汇总表", "set-meeting": "会议议程与记录", "sign-minutes": "签发会议纪要",
    "record-decision": "记录会议决定", "confirm-decision": "确认会议决定", "propose-consequence": "提出结果运用",
    "decide-consequence": "决定结果运用", "carry-out-consequence": "落实结果运用", "send-advice": "发送改进建议",
    "write-rectification": "编报整改方案", "accept-rectification": "验收整改", "read-own-consequence": "查看本单位结果运用",
    "refused": "越权被拒", "login": "登录", "login-failed": "登录失败", "logout": "退出登录", "change-password": "修改密码",
}  # fmt: skip
"""Code of an act: its words."""
OUTSIDE_THE_MATRIX = ("refused", "login", "login-failed", "logout", "change-password")
"""Acts that are logged but are no rows of the matrix."""
THING_WORDS: Mapping[str, str] = {
    "core.body": "考评主体", "core.file": "附件", "people.unit": "单位", "people.person": "人员",
    "people.account": "账号", "people.nomination": "用户申请", "people.accountrequest": "账号申请",
    "people.grant": "授权", "people.registrychange": "单位变更", "years.year": "年度",
    "years.yearproposal": "启用方案", "years.phasechange": "阶段变更", "years.participant": "参评单位",
    "years.calendardate": "改期", "years.charge": "部门指定", "records.filing": "填报单", "records.event": "事项",
}  # fmt: skip
"""Kind of an object in the log: its words; others are 记录."""
