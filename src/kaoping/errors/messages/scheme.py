"""Words for what can be wrong with a scheme (考评办法): code -> (Chinese, English)."""

SCHEME: dict[str, tuple[str, str]] = {
    "yaml-too-large": (
        "文件过大，办法文件不得超过 {limit} 字节。",
        "The file is too large: at most {limit} bytes.",
    ),
    "yaml-not-mapping": (
        "文件最外层应是一行行的“键: 值”，例如 scheme: zhangzhou。",
        "The file must be a mapping at its top, such as scheme: zhangzhou.",
    ),
    "yaml-syntax": (
        "此处的写法读不懂（{why}），请检查本行和上一行的缩进、冒号后的空格、引号和括号。",
        "YAML is malformed: {why}.",
    ),
    "yaml-indent": (
        "此处缩进不齐：同一层的各行应从同一列开始，下一层再往里缩。",
        "The indentation does not fit: what belongs together begins in the same column.",
    ),
    "yaml-rest": (
        "“{rest}”接在引号或括号之后，多出来了，请删去，或把整段文字放进英文引号。",
        "'{rest}' stands behind a closed bracket or quotation mark; remove it.",
    ),
    "yaml-no-colon": (
        "这一行不是“键: 值”：每个键后面都要有英文冒号（不是“：”）和一个空格。",
        "This line is no 'key: value'; a key is followed by a colon and a space.",
    ),
    "yaml-colon": (
        "一行里多了一个“: ”：文字中的冒号请用全角“：”，或给整段文字加上英文引号。",
        "There is one ': ' too many in this line; put the text in quotes.",
    ),
    "yaml-dash": (
        "以“- ”开头的列表要另起一行写。",
        "A list with '- ' begins on a line of its own.",
    ),
    "yaml-bracket": (
        "方括号或花括号没有成对，或两项之间缺少英文逗号。",
        "A bracket is not closed, or a comma is missing.",
    ),
    "yaml-extra": (
        "“{found}”多出来了，或者它前面缺少一项，请删去或补上。",
        "'{found}' is one too many, or something is missing before it.",
    ),
    "yaml-quote": ("英文引号没有成对，请补上后一个引号。", "A quotation mark is not closed."),
    "yaml-tab": ("不得用制表符（Tab 键），请改用空格。", "Tabs are not allowed; use spaces."),
    "yaml-start": (
        "文字不能以“{character}”开头，请给整段文字加上英文引号。",
        "A text may not begin with '{character}'; put it in quotes.",
    ),
    "yaml-character": (
        "有不能使用的字符 {code}，请删去后重新输入。",
        "The character {code} is not allowed; remove it.",
    ),
    "yaml-alias": (
        "不得使用 YAML 的锚点、别名或标签：请把内容写全；文字以 & * ! 开头的，请加上英文引号。",
        "YAML anchors, aliases and tags are not allowed: write it out, or put the text in quotes.",
    ),
    "yaml-too-deep": ("层次过深，最多 {limit} 层。", "Nested too deeply: at most {limit} levels."),
    "yaml-documents": (
        "一个文件只能有一份办法，请删去“---”以后的部分。",
        "Only one document is allowed in the file.",
    ),
    "yaml-key": ("冒号前面的键应是一个词，不能是列表或一组键值。", "A key must be a single word."),
    "yaml-duplicate-key": (
        "“{key}”写了两次，第一次在第 {line} 行，请删去一处。",
        "'{key}' is written twice, first on line {line}.",
    ),
    "yaml-invisible": (
        "有看不见的字符 {code}，请删去后重新输入。",
        "An invisible character {code} stands here; remove it.",
    ),
    "shape-kind": ("这里应写{expected}，写的却是{found}。", "Expected {expected_en}, found {found_en}."),
    "shape-empty": (
        "这里没有写值，请补上，或删去这个键。",
        "There is no value here; write one or remove the key.",
    ),
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
    "shape-unknown-key": ("“{key}”不是这里可用的键{options}。", "'{key}' is not a key here."),
    "number": (
        "“{value}”不是{what}：应写半角数字，分值最多4位小数，可带 %，数额可带 万、亿。",
        "'{value}' is no number; points have at most 4 decimals.",
    ),
    "number-table": (
        "“{keys}”不是按类别的数表：类别有 {categories}；其他写法有 formula、of 与 bands。",
        "'{keys}' is no table by category; the categories are {categories}.",
    ),
    "number-written": (
        "这里的分值要与上下级核对，只能写数字（可按类别），不能由公式得出。",
        "These points are checked against others: write numbers, by category if need be, no formula.",
    ),
    "number-fixed": ("这里只能写一个固定的数。", "Only a fixed number may stand here."),
    "number-negative": (
        "“{value}”不能是负数：加分写 add，扣分写 deduct，数都写正数。",
        "'{value}' may not be negative; add and deduct give the sign.",
    ),
    "number-zero": (
        "“{value}”应大于0，因为要用它来除。",
        "'{value}' must be greater than 0, since it divides.",
    ),
    "bands-twice": (
        "“{bound}”这个下限在表里已经有了（写法不同，数相同），请删去一处。",
        "The bound '{bound}' is already in the table.",
    ),
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
        "“{value}”是语言中的词，不能用作级别、类别或同一事项范围的编号，请换一个。",
        "'{value}' is a word of the language and may not be an id here.",
    ),
    "rate-levels": (
        "“{keys}”像是级别，但没有级别表：请在条款、组或指标上加 levels，写明各级别的名称。",
        "'{keys}' look like levels, but no `levels` are given.",
    ),
    "keys-needed": (
        "这里至少要写 {keys} 中的一个，否则不起作用。",
        "At least one of these is needed here: {keys}.",
    ),
    "keys-exclude": ("这里只能写 {keys} 中的一个，请删去其余。", "Only one of these may be written: {keys}."),
    "key-idle": ("“{key}”写在这里不起作用：{why}。", "'{key}' has no effect here."),
    "range-reversed": (
        "幅度的下限 {low} 高于上限 {high}，请对调。",
        "The range begins at {low}, above its end {high}; exchange them.",
    ),
    "due-day": ("“{value}”不是截止日：写 7、last 或 06-20。", "'{value}' is no due day: 7, last or 06-20."),
    "due-field": (
        "due 的“{key}”与其他键不合：{why}。",
        "'{key}' of due does not fit.",
    ),
    "condition-several": (
        "一组花括号里只能写一个条件，这里有 {keys}：都要成立的写 {{all: [{{…}}, {{…}}]}}，任一成立的写 any。",
        "Only one condition may stand in one pair of braces; join {keys} by all or any.",
    ),
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
        "指标“{item}”既无下级指标也无条款，无法计分：请写 items、rules，或直接写 deduct、award 等。",
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
    "rule-worth-nothing": (
        "没有写扣多少、加多少分：请写 deduct 或 add，只记事实的写 fact: true。",
        "Nothing says what it is worth: write deduct, add or fact.",
    ),
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
    "consequence-empty": (
        "结果运用“{value}”没有写任何结果：请写 value、by_grade、first_of 或 formula。",
        "The consequence '{value}' has no outcome.",
    ),
    "hole-undeclared": (
        "空缺“{value}”没有登记：请在 holes 之下加一项 {{id: {value}, name: 名称, cite: 条款, needed: always}}。",
        "The hole '{value}' is not declared under holes.",
    ),
    "sum-children": (
        "{who}“{item}”的下级分值合计 {sum}，与本级分值 {points}{differs} 不符（下级：{parts}）。",
        "The children of {item} add up to {sum}, but its points are {points}{differs_en} ({parts_en}){who_en}.",
    ),
    "sum-total": (
        "{who}各一级指标分值合计 {sum}，与满分 {points} 不符（{parts}）。",
        "The top nodes add up to {sum}, but the full score is {points} ({parts_en}){who_en}.",
    ),
    "sum-groups": (
        "{who}各评价主体分值合计 {sum}，与本项分值 {points} 不符（{parts}）。",
        "The groups of raters of {who} add up to {sum}, but the item has {points} ({parts}).",
    ),
    "node-without-points": ("指标没有写分值（points 或 weight）。", "The node has no points."),
    "unknown-item": ("“{value}”不是本办法的{what}。", "'{value}' is no {what} of this scheme."),
    "unknown-name": (
        "公式中的“{value}”无定义：不是中间量、空缺或可用的词；指标值写 value(编号)，得分写 score(编号)。",
        "'{value}' in the formula is not defined; write value(id) for a value, score(id) for a score.",
    ),
    "unknown-value": (
        "“{value}”不是本办法的指标值、中间量，也没有在 values 中登记；是辅助数据的，请登记编号和名称。",
        "'{value}' is no value of this scheme; declare it under values.",
    ),
    "circle": ("计算成环：{path}，请改成不相互依赖。", "A circle of calculation: {path}."),
    "once-without-rate": (
        "once 要求有固定分值或幅度，请改写 cap。",
        "`once` needs a rate with a highest value; write a cap.",
    ),
    "accumulate-steps": (
        "只有按数额分档的条款才能累计（accumulate）。",
        "Only a rule of steps of an amount can accumulate.",
    ),
    "grade-unreachable": (
        "等次“{value}”之前已有不写条件的等次（其余），永远轮不到：请移到它前面，或给它加上条件。",
        "The grade '{value}' stands after the rest and is never reached.",
    ),
    "limit-grade": (
        "等次“{value}”没有分数线（total 的 at_least），不能用来限制总分，请改写成数。",
        "The grade '{value}' has no lower bound of the total; write a number.",
    ),
    "grade-order": (
        "order 要由高到低写全各等次，各写一次：{options}。",
        "`order` must name every grade once, from best to worst: {options}.",
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
        "“{item}”的封顶 {cap} 分高于指标本身的界限，永远用不上。",
        "The cap of '{item}', {cap}, can never bind.",
    ),
    "warn-never": (
        "“{item}”对任何单位或任何日期都不适用，请核对 for、from、until。",
        "'{item}' can never apply.",
    ),
    "warn-larger": (
        "“{item}”一次最多扣 {rate} 分，多于指标的 {points} 分，多出的部分不起作用。",
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
