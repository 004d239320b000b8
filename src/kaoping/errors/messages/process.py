"""Words for what can be wrong with a process (考评流程): code -> (Chinese, English)."""

PROCESS: dict[str, tuple[str, str]] = {
    "process-scheme": (
        "process 应写考评办法的编号 {scheme}，写的却是“{value}”。",
        "'process' must name the scheme {scheme}, not '{value}'.",
    ),
    "process-administrator": (
        "{value}（{name}）不能由考评流程给出，请删去：三员由平台的所有者任命。",
        "{value} is given by the owner of the platform, never by a process; remove it.",
    ),
    "process-role": ("“{value}”不是平台的角色，可用：{options}。", "'{value}' is no role of the platform."),
    "process-flow": ("“{value}”不是流转形式，可用：{options}。", "'{value}' is no flow shape."),
    "process-body": (
        "“{value}”不是 bodies 中的机构（可写编号、名称或 also 中的写法）：{options}。",
        "'{value}' is none of the bodies.",
    ),
    "process-name": (
        "“{value}”这个名称在第 {line} 行已经有了，两个机构不能同名。",
        "The name '{value}' stands on line {line} already; two bodies cannot share it.",
    ),
    "process-day": (
        "“{value}”不是日子：应写成 01-05、next 01-31（次年）、previous 12-01（上年）或 2012-12-31。",
        "'{value}' is no day such as 01-05, next 01-31, previous 12-01 or 2012-12-31.",
    ),
    "process-cost": (
        "期限里不写“{key}”：未报、迟报扣多少写在 scheme.yaml 里。",
        "'{key}' has no place in a deadline; what it costs stands in scheme.yaml.",
    ),
    "process-kind": (
        "阶段“{value}”没有写 kind，应为：{options}。",
        "Phase '{value}' needs a kind, one of: {options}.",
    ),
    "process-order": (
        "阶段“{value}”的次序不对，各阶段依次为：{kinds}。",
        "Phase '{value}' is out of order: {kinds}.",
    ),
    "process-half-span": (
        "阶段“{value}”的 from 和 to 应当都写，或者都不写。",
        "Phase '{value}' needs both 'from' and 'to', or neither.",
    ),
    "process-span": ("阶段“{value}”的结束早于开始。", "Phase '{value}' ends before it begins."),
    "process-begins": (
        "阶段“{value}”开始得比前一阶段还早，请调换次序或改日子。",
        "Phase '{value}' begins before the one above it.",
    ),
    "process-days": (
        "步骤“{value}”不是公示，不能写 days；期限请写 due。",
        "Step '{value}' is no public notice and has no 'days'; write 'due'.",
    ),
    "process-phase-missing": (
        "步骤“{value}”没有写 phase；只有常年职责（standing）可以不写。",
        "Step '{value}' needs a phase; only a standing duty does without.",
    ),
    "process-phase": ("没有名为“{value}”的阶段，有：{options}。", "There is no phase '{value}'."),
    "process-part": (
        "{flow}（{name}）没有“{value}”这个环节，有：{options}。",
        "{flow} has no part '{value}'.",
    ),
    "process-part-missing": (
        "步骤“{value}”是{kind}，缺少环节 {part}（{name}），请写明由谁办。",
        "Step '{value}' lacks its part {part}.",
    ),
    "process-left-out": (
        "步骤“{value}”的 {part} 按类别写，漏了：{categories}。",
        "Part {part} of step '{value}' leaves out: {categories}.",
    ),
    "process-two-persons": (
        "步骤“{value}”没有经办、复核两个环节，不能写 two_persons。",
        "Step '{value}' has no maker and checker, so 'two_persons' means nothing.",
    ),
    "process-same": (
        "步骤“{value}”的经办和复核都是“{body}”：请换一个机构，或写 two_persons: true（同一机构的两个人）。",
        "Maker and checker of step '{value}' are both '{body}'; name another, or write two_persons: true.",
    ),
    "process-due": (
        "步骤“{value}”的期限 {day} 不在它的阶段之内，请改期限、阶段的起止，或在 phase 中添上另一阶段。",
        "The deadline {day_en} of step '{value}' lies outside its phases.",
    ),
    "process-paper-step": (
        "没有名为“{value}”的步骤，公文要出自一个步骤：{options}。",
        "There is no step '{value}' for the paper.",
    ),
    "process-paper": ("没有名为“{value}”的公文，有：{options}。", "There is no paper '{value}'."),
    "warn-process-office": (
        "类别“{value}”没有机构担任绩效办（PO）。",
        "No body is the office (PO) for category '{value}'.",
    ),
    "warn-process-nobody": (
        "办法中的“{value}”（{item}）不是考评流程里的机构、成员或情况来源。",
        "'{value}' of the scheme ({item}) is no body, member or source in the process.",
    ),
    "warn-process-clause": (
        "“{item}”引用的“{cite}”在 document.yaml 中没有。",
        "'{item}' cites '{cite}', which document.yaml lacks.",
    ),
}
