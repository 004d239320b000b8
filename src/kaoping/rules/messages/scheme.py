"""Words for what can be wrong with a scheme (考评办法): code -> (Chinese, English)."""

SCHEME: dict[str, tuple[str, str]] = {
    "yaml-too-large": (
        "文件过大，办法文件不得超过 {limit} 字节。",
        "The file is too large: at most {limit} bytes.",
    ),
    "yaml-not-mapping": ("文件最外层应是“键: 值”的形式。", "The file must be a mapping at its top."),
    "yaml-syntax": (
        "YAML 写法有误：{why}。请检查缩进、冒号后的空格和括号是否成对。",
        "YAML is malformed: {why}.",
    ),
    "yaml-alias": (
        "不得使用 YAML 的锚点、别名或标签（& * !），请把内容写全。",
        "YAML anchors, aliases and tags are not allowed.",
    ),
    "yaml-too-deep": ("层次过深，最多 {limit} 层。", "Nested too deeply: at most {limit} levels."),
    "yaml-documents": (
        "一个文件只能有一份办法，请删去“---”以后的部分。",
        "Only one document is allowed in the file.",
    ),
    "yaml-key": ("键应是单个词。", "A key must be a single word."),
    "yaml-duplicate-key": (
        "“{key}”写了两次，第一次在第 {line} 行，请删去一处。",
        "'{key}' is written twice, first on line {line}.",
    ),
    "yaml-invisible": (
        "有看不见的字符 {code}，请删去后重新输入。",
        "An invisible character {code} stands here; remove it.",
    ),
    "shape-kind": ("这里应写{expected}，写的是{found}。", "Expected {expected}, found {found}."),
    "shape-id": (
        "“{value}”不能作编号：编号由英文字母开头，只含字母、数字、下划线和连字符，不含点。",
        "'{value}' is no id: letters, digits, _ and -, beginning with a letter, no dot.",
    ),
    "shape-flag": ("“{value}”应写 true 或 false。", "'{value}' must be true or false."),
    "shape-choice": ("“{value}”不是可用的词，可用：{options}。", "'{value}' is not one of: {options}."),
    "shape-whole": (
        "“{value}”应是 {low} 至 {high} 之间的整数。",
        "'{value}' must be a whole number from {low} to {high}.",
    ),
    "shape-day": (
        "“{value}”不是日期，应写成 2025-07-01 的形式。",
        "'{value}' is no date such as 2025-07-01.",
    ),
    "shape-missing": ("缺少“{key}”（{doc}）。", "'{key}' is missing."),
    "shape-unknown-key": ("“{key}”不是这里可用的键。", "'{key}' is not a key here."),
    "number": ("“{value}”不是{what}：应写数字，可带 %，数额可带 万、亿。", "'{value}' is no number."),
    "number-table": (
        "“{keys}”不是按类别的数表：类别只有 {categories}；其他写法有 formula、of 与 bands。",
        "'{keys}' is no table by category; the categories are {categories}.",
    ),
    "bands-twice": ("同一下限写了两次。", "The same bound is written twice."),
    "unknown-category": (
        "“{value}”不是本办法的类别，类别有：{options}。",
        "'{value}' is no category of this scheme: {options}.",
    ),
    "unknown-levels": (
        "没有名为“{value}”的级别表，已有：{options}。",
        "There is no table of levels '{value}': {options}.",
    ),
    "unknown-level": (
        "“{value}”不在级别表中，级别有：{options}。",
        "'{value}' is not in the table of levels: {options}.",
    ),
    "level-reserved": (
        "级别不得叫“{value}”，它是语言中的词，请换一个编号。",
        "A level may not be called '{value}', a word of the language.",
    ),
    "rate-levels": (
        "“{keys}”像是级别，但没有写明级别表，请加 levels。",
        "'{keys}' look like levels, but no `levels` are given.",
    ),
    "due-day": ("“{value}”不是截止日：写 7、last 或 06-20。", "'{value}' is no due day: 7, last or 06-20."),
    "condition-word": (
        "“{value}”不是条件，单独的词只有：{options}。",
        "'{value}' is no condition; words are: {options}.",
    ),
    "condition-kind": (
        "“{value}”不成条件，条件的首词有：{options}。",
        "'{value}' is no condition; they begin with: {options}.",
    ),
    "duplicate-id": (
        "编号“{value}”用了两次，第一次在第 {line} 行。",
        "The id '{value}' is used twice, first on line {line}.",
    ),
    "leaf-without-rule": (
        "指标“{item}”既无下级指标也无条款，无法计分。",
        "'{item}' has neither items nor rules.",
    ),
    "rule-key-beside-rules": (
        "“{key}”属于条款，本指标的条款写在 rules 之下。",
        "'{key}' belongs to a rule; this node has `rules`.",
    ),
    "rule-source": (
        "一条规则只能有一种来源，这里混写了：{keys}。",
        "A rule has one source; mixed here: {keys}.",
    ),
    "rule-without-source": (
        "这条规则没有写怎样计分：deduct、add、void、fact、rating、award、result 或指标值的计分办法。",
        "The rule says nothing of how it scores.",
    ),
    "value-worth": (
        "指标值的计分办法须写一种：{options}。",
        "A rule over values needs exactly one of: {options}.",
    ),
    "rule-two-signs": (
        "扣分、加分、只记事实只能写一种。",
        "Only one of deduct, add and fact may be written.",
    ),
    "rule-worth-nothing": ("没有写扣多少、加多少分。", "Nothing says what it is worth."),
    "start-unclear": (
        "本指标既有扣分又有加分，请写明 start: full（扣分制）或 start: zero（得分制）。",
        "Both costs and additions: say start: full or start: zero.",
    ),
    "same-matter": (
        "“{value}”不是同一事项的范围，可用：{options}。",
        "'{value}' is no scope of the same matter: {options}.",
    ),
    "same-matter-group": (
        "这里不在条款组内，same_matter 不能写 group。",
        "There is no group here for same_matter: group.",
    ),
    "consequence-empty": ("结果运用“{value}”没有写任何结果。", "The consequence '{value}' has no outcome."),
    "hole-undeclared": (
        "空缺“{value}”没有在 holes 中登记（编号、条款、何时必需）。",
        "The hole '{value}' is not declared under holes.",
    ),
    "sum-children": (
        "{who}的下级分值合计 {sum}，与本级分值 {points} 不符（下级：{parts}）。",
        "The children of {who} add up to {sum}, but its points are {points} ({parts}).",
    ),
    "sum-total": (
        "{who}各一级指标分值合计 {sum}，与满分 {points} 不符（{parts}；满分写在第 {line} 行）。",
        "The top nodes add up to {sum} for {who}, but the full score is {points} ({parts}; line {line}).",
    ),
    "sum-groups": (
        "各评价主体分值合计 {sum}，与本项分值 {points} 不符（{parts}）。",
        "The groups of raters add up to {sum}, but the item has {points} ({parts}).",
    ),
    "node-without-points": ("指标没有写分值（points 或 weight）。", "The node has no points."),
    "unknown-item": ("“{value}”不是本办法的{what}。", "'{value}' is no {what} of this scheme."),
    "unknown-name": (
        "公式中的“{value}”无定义：不是中间量、空缺或可用的词。",
        "'{value}' in the formula is not defined.",
    ),
    "circle": ("计算成环：{path}，请改成不相互依赖。", "A circle of calculation: {path}."),
    "once-without-rate": (
        "once 要求有固定分值或幅度，请改写 cap。",
        "`once` needs a rate with a highest value; write a cap.",
    ),
    "formula-dimension": ("{why}", "{why}"),
    "accumulate-steps": (
        "只有按数额分档的条款才能累计（accumulate）。",
        "Only a rule of steps of an amount can accumulate.",
    ),
    "grade-unreachable": (
        "等次“{value}”之前已有“其余”，永远轮不到。",
        "The grade '{value}' stands after the rest.",
    ),
    "hole-unfilled": (
        "空缺“{hole}”（{name}）尚未填写，请在 holes 表中给出数值。",
        "The hole '{hole}' is not filled; give it in holes.",
    ),
    "warn-no-clause": (
        "条款“{item}”引用的“{cite}”在 document.yaml 中没有。",
        "'{item}' cites '{cite}', which document.yaml lacks.",
    ),
    "warn-no-rule": ("“{cite}”没有对应的指标或条款。", "No rule cites '{cite}'."),
    "warn-cap": (
        "“{item}”的封顶 {cap} 分高于指标分值，永远用不上。",
        "The cap of '{item}', {cap}, can never bind.",
    ),
    "warn-never": ("“{item}”对任何单位、任何日期都不适用。", "'{item}' can never apply."),
    "warn-larger": (
        "“{item}”一次扣 {rate} 分，多于指标的 {points} 分。",
        "'{item}' takes {rate} from an item of {points}.",
    ),
    "warn-matter": (
        "同一事项的范围“{scope}”跨越封顶或指标不同的 {count} 条规则：较大的一条可能先胜出、再被封顶削去。",
        "The same-matter scope '{scope}' spans {count} rules with different caps or leaves.",
    ),
    "warn-gap": ("总分 {total} 没有等次。", "A total of {total} has no grade."),
    "warn-overlap": (
        "总分 {total} 同时落在等次“{one}”和“{other}”，以排在前面的为准。",
        "{total} falls into both '{one}' and '{other}'.",
    ),
}
