"""Words for what can be wrong with a formula (计算公式): code -> (Chinese, English)."""

FORMULA: dict[str, tuple[str, str]] = {
    # How it is written.
    "formula.empty": (
        "公式是空的，请写出算式，例如 value(item) / base(item)。",
        "The formula is empty; write one, such as value(item) / base(item).",
    ),
    "formula.character": (
        "公式里不能用“{text}”，请改用 + - * / 和括号等运算符号；百分号只能紧跟在数字后面。",
        "'{text}' has no meaning in a formula; use + - * / and parentheses; % may only follow a digit.",
    ),
    "formula.word": (
        "公式里不能直接写“{text}”，请改写编号（英文字母、数字、下划线），例如 score(item)。",
        "'{text}' cannot stand in a formula; write its id instead, such as score(item).",
    ),
    "formula.number": (
        "“{text}”不是可用的数：请写成 12.5、95%、50万 这样的数，小数不超过6位，小于10万亿。",
        "'{text}' is not a number; write 12.5, 95% or 50万, with at most 6 decimals and below 10^13.",
    ),
    "formula.unfinished": (
        "公式没有写完，末尾还缺少数、编号或右括号。",
        "The formula is not finished; a number, an id or a closing parenthesis is missing at its end.",
    ),
    "formula.operand": (
        "此处应是一个数、编号或函数，却写了“{found}”，请补上或删去多余的符号。",
        "A number, an id or a function was expected here, not '{found}'; add it or remove the sign.",
    ),
    "formula.operator": (
        "“{found}”前面缺少运算符号，请补上 + - * / 或逗号。",
        "An operator is missing before '{found}'; add + - * / or a comma.",
    ),
    "formula.bracket": (
        "多了一个“{found}”，没有与它配对的左括号，请删去或补上左括号。",
        "'{found}' has no opening partner; remove it or add one.",
    ),
    "formula.path": (
        "{name}(…) 的括号里应写一个编号，却写了“{found}”，请写成 {usage}。",
        "{name}(...) takes an id, not '{found}'; write {usage}.",
    ),
    "formula.over": (
        "over 后面不能是“{found}”，请写 category（同类单位）、all（全部单位）、"
        "children（下级单位）或 [类别编号, 类别编号]。",
        "'{found}' is no group of units; write category, all, children or [category, category] after over.",
    ),
    "formula.over_outside": (
        "over 只能写在函数的括号里，请写成 mean(x over category)。",
        "'over' may only stand inside a group function; write mean(x over category).",
    ),
    "formula.deep": (
        "公式太长或括号嵌套太深，请拆成几个中间量分别写。",
        "The formula is too long or too deeply nested; split it into named quantities.",
    ),
    # What its functions take.
    "formula.function": (
        "没有名为“{name}”的函数，可用的函数有：{known}。",
        "There is no function '{name}'; there are: {known}.",
    ),
    "formula.arguments": (
        "函数 {name} 写了 {given} 个参数，应写成 {usage}。",
        "{name} has {given} argument(s); write {usage}.",
    ),
    "formula.group_needed": (
        "函数 {name} 要写明在哪些单位之间计算，请写成 {usage}。",
        "{name} needs a group of units; write {usage}.",
    ),
    "formula.group_unwanted": (
        "函数 {name} 只对本单位的数计算，不能用 over，请写成 {usage}。",
        "{name} takes numbers of one unit and no group; write {usage}.",
    ),
    "formula.whole": (
        "函数 {name} 的第2个参数应是 {least} 到 {most} 之间的整数，请写成 {usage}。",
        "The second argument of {name} must be a whole number from {least} to {most}; write {usage}.",
    ),
    "formula.share": (
        "函数 percentile 的第2个参数应是 0% 到 100% 之间的数，请写成 {usage}。",
        "The second argument of percentile must be a number from 0% to 100%; write {usage}.",
    ),
    "formula.condition_wanted": (
        "此处应是一个条件（例如 x >= 60），却写了一个数，请补上比较符号。",
        "A condition such as x >= 60 was expected here, not a number; add a comparison.",
    ),
    "formula.number_wanted": (
        "此处应是一个数，却写了一个条件；条件只能作为 if 的第1个参数，请写成 if(x >= 60, a, b)。",
        "A number was expected here; a condition may only be the first argument of if(x >= 60, a, b).",
    ),
    "formula.chain": (
        "一次只能比较两个数，请用“且”连接，写成 a <= x and x < b。",
        "Only two numbers can be compared at once; write a <= x and x < b.",
    ),
    # What its numbers measure.
    "formula.unlike": (
        "“{name}”的两边一边是分值，一边是比率（百分数），不能放在一起；请先相乘或相除，换算成同一种数。",
        "'{name}' puts points beside a ratio; multiply or divide first, so that both measure the same.",
    ),
    "formula.points_times_points": (
        "分值不能乘以分值；请把其中一个先除以满分，换算成比率。",
        "Points cannot be multiplied by points; divide one by its full points first.",
    ),
    # What it comes to.
    "formula.zero_division": (
        "公式里除数为 0，算不出结果；请核对基数，或用 if(x = 0, a, b) 写明除数为 0 时怎样计算。",
        "The formula divides by 0; check the base, or say with if(x = 0, a, b) what holds then.",
    ),
    "formula.undefined": (
        "函数 {name} 对这些数没有意义（对数要求大于 0，平方根要求不小于 0），请核对数据或用 if 排除。",
        "{name} has no value for these numbers (ln needs more than 0, sqrt no less than 0); check the facts.",
    ),
    "formula.too_large": (
        "函数 {name} 的结果太大，无法计算，请核对数据和指数。",
        "The result of {name} is too large; check the facts and the exponent.",
    ),
}
