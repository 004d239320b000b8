"""Words for what can be wrong with facts (事实): code -> (Chinese, English)."""

_CELL = "“{label}（{column}）”列的“{value}”"
_CELL_EN = "{column} '{value}'"
_ITEM = "“{item_name}（{item}）”"
_ITEM_EN = "{item} ({item_name})"

_TABLES: dict[str, tuple[str, str]] = {
    "table-missing": (
        "缺少“{table}（{name}）”表：请补上 {name}.csv，或在工作簿中加一张名为“{table}”的工作表。",
        "The table '{name}' is missing: add {name}.csv or a sheet '{name}'.",
    ),
    "table-unknown": (
        "没有名为“{value}”的事实表；可用的是：{known}。",
        "There is no table '{value}'.",
    ),
    "column-unknown": (
        "“{table}（{name}）”表没有“{value}”这一列；可用的列是：{known}。请改正列名，或删去此列。",
        "Table '{name}' has no column '{value}': correct its name or remove it.",
    ),
    "column-missing": (
        "缺少“{label}（{column}）”这一列：请在表头补上。",
        "The column '{column}' is missing: add it to the header.",
    ),
    "cell-missing": (
        "“{label}（{column}）”不能为空：请填写。",
        "{column} must not be empty: fill it in.",
    ),
    "row-twice": (
        "与第 {line} 行重复（{key}）：只能有一行，请删去或改正其中一行。",
        "Same as row {line} ({keys}): only one is allowed; remove or correct one of them.",
    ),
}

_CELLS: dict[str, tuple[str, str]] = {
    "id-form": (
        _CELL + "不能作编号：编号中不能有空格、换行和全角字符，请改用半角。",
        _CELL_EN + " is no id: write it without blanks and full-width characters.",
    ),
    "name-lines": (
        _CELL + "跨了多行：名称请写在一行内。",
        _CELL_EN + " has several lines: write a name on one line.",
    ),
    "number-form": (
        _CELL + "不是数：请用半角数字书写，如 12.5，不带正号、千分位、百分号、单位和空格。",
        _CELL_EN + " is not a number: write it as 12.5, without separators, per cent signs or units.",
    ),
    "number-none": (
        _CELL + "不是数：没有数值时，请把单元格留空。",
        _CELL_EN + " is not a number: leave the cell empty where there is none.",
    ),
    "number-decimals": (
        _CELL + "小数位数过多：最多 {decimals} 位，请按办法的规定取舍后填写。",
        _CELL_EN + " has too many decimals: at most {decimals}.",
    ),
    "number-size": (
        _CELL + "过大：绝对值应小于 {limit}，请检查是否多写了数字。",
        _CELL_EN + " is too large: stay below {limit}.",
    ),
    "count-form": (
        _CELL + "不是次数：应为 1、2、3 这样的正整数（空着按 1 次计）。",
        _CELL_EN + " is not a positive whole number (empty means 1).",
    ),
    "whole-form": (
        _CELL + "不是整数：应为 0、1、2 这样的整数。",
        _CELL_EN + " is not a whole number, 0 or more.",
    ),
    "year-form": (
        _CELL + "不是年度：应为四位数字，如 2025。",
        _CELL_EN + " is not a year of four digits.",
    ),
    "date-form": (
        _CELL + "不是日期：应写成“年-月-日”，月和日都是两位，如 2025-03-01。",
        _CELL_EN + " is not a date: write YYYY-MM-DD.",
    ),
    "date-real": (
        _CELL + "这一天不存在：请检查年、月、日。",
        _CELL_EN + " does not exist: check year, month and day.",
    ),
    "period-form": (
        _CELL
        + "不是所属期：应为 2025（年）、2025-H1（半年）、2025-Q1（季）、2025-03（月）或 2025-03-H1（半月）。",
        _CELL_EN + " is not a period: write 2025, 2025-H1, 2025-Q1, 2025-03 or 2025-03-H1.",
    ),
    "flag-form": (
        _CELL + "应为“是”或“否”（也可写 yes、no，空着为否）。",
        _CELL_EN + " should be yes or no (empty means no).",
    ),
}

_UNITS: dict[str, tuple[str, str]] = {
    "cycle-none": (
        "“周期”表没有内容：请填写一行年度。",
        "The table 'cycle' has no row: give the year.",
    ),
    "cycle-rows": (
        "“周期”表只能有一行，请删去其余各行。",
        "The table 'cycle' has one row: remove the others.",
    ),
    "cycle-days": (
        "起始日 {first} 晚于截止日 {last}：请检查两个日期。",
        "The first day {first} is after the last day {last}.",
    ),
    "unit-unknown": (
        _CELL + "不在“单位”表中：请改正编号，或先在“单位”表登记。",
        _CELL_EN + " is not in the table 'units': correct it or add the unit.",
    ),
    "category-unknown": (
        _CELL + "不是本办法的类别；可填：{known}。",
        _CELL_EN + " is not a category of this scheme; known: {known}.",
    ),
    "observer-yes": (
        "“{category}”类的单位只参评不计分，“{label}（{column}）”应填“是”。",
        "Units of category '{category}' are observers: {column} must be yes.",
    ),
    "observer-no": (
        "“{category}”类的单位要计分，“{label}（{column}）”不能填“是”；只参评不计分的类别是：{known}。",
        "Units of category '{category}' are scored: {column} must not be yes.",
    ),
    "names-same": (
        "单位名称“{value}”与第 {line} 行相同：同一单位请只留一行，不同单位请用不同的名称。",
        "The name '{value}' stands in row {line} too: give each unit a name of its own.",
    ),
    "names-alike": (
        "单位名称“{value}”与第 {line} 行的“{other}”看上去一样，用字不同（{codes}）：请改用能区分的名称。",
        "The name '{value}' looks like '{other}' in row {line} ({codes}): make them plainly different.",
    ),
    "parent-circle": (
        "上级单位首尾相接（{circle}）：请改正其中一个单位的上级。",
        "The units {circle} stand below themselves: correct a parent.",
    ),
}

_ITEMS: dict[str, tuple[str, str]] = {
    "item-unknown": (
        _CELL + "不在本办法中（“{table}”表）：请改正编号。",
        _CELL_EN + " is not in this scheme: correct the id.",
    ),
    "item-other-table": (
        "“{item_name}（{value}）”不在“{table}”表填写，它在这里填写：{takes}。请移到该表，或改正编号。",
        "{value} ({item_name}) is not told in this table but in: {takes}.",
    ),
    "item-no-rows": (
        "“{item_name}（{value}）”不在“{table}”表填写：请改填它下面的条款，或改正编号。",
        "{value} ({item_name}) takes no rows of this table: name one of the rules below it.",
    ),
    "not-applicable": (
        "“{item_name}（{value}）”不适用于“{unit_name}（{unit}）”（类别：{category}）：请改正单位或条款，或删去此行。",
        "{value} ({item_name}) does not apply to {unit} ({unit_name}, category {category}).",
    ),
    "hole-open": (
        "“{item_name}（{value}）”的数值在文件中空缺：请先在“空缺数值（holes）”表填写“{hole}”（{hole_name}）。",
        "{value} ({item_name}) waits for a number: first give '{hole}' ({hole_name}) in the table 'holes'.",
    ),
    "hole-unknown": (
        _CELL + "不是本办法的空缺；可填：{known}。",
        _CELL_EN + " is not a hole of this scheme; known: {known}.",
    ),
    "hole-none": (
        "本办法没有空缺数值，不需要填写" + _CELL + "：请删去此行。",
        "This scheme has no holes: remove '{value}'.",
    ),
    "column-unused": (
        _ITEM + "不用“{label}（{column}）”这一列，却填了“{value}”：请清空此格，或改正条款编号。",
        _ITEM_EN + " does not use {column}, but it holds '{value}': empty the cell or correct the item.",
    ),
    "field-missing": (
        _ITEM + "要求填写“{asked}（{column}）”：此格不能为空。",
        _ITEM_EN + " needs {column}: fill it in.",
    ),
    "choice-unknown": (
        "“{word}”不是" + _ITEM + "的{asked}（{column}）；可填：{known}。",
        "'{word}' is not a {column} of " + _ITEM_EN + "; known: {known}.",
    ),
    "extra-unknown": (
        "“{word}”不是" + _ITEM + "可附加的情节（{column}，写法为“级别+情节”）；可填：{known}。",
        "'{word}' is not a circumstance of " + _ITEM_EN + "; known: {known}.",
    ),
    "extra-none": (
        _ITEM + "没有可附加的情节，“{value}”中“+”后面的“{word}”请删去。",
        _ITEM_EN + " has no circumstances: remove '{word}' from '{value}'.",
    ),
    "extra-twice": (
        _CELL + "把同一情节写了两次：请只留一个。",
        _CELL_EN + " names a circumstance twice.",
    ),
    "bounds": (
        _CELL + "超出" + _ITEM + "的范围：应在 {low} 至 {high} 之间。",
        _CELL_EN + " is out of the bounds of " + _ITEM_EN + ": {low} to {high}.",
    ),
    "bounds-low": (
        _CELL + "低于" + _ITEM + "的下限：不能小于 {low}。",
        _CELL_EN + " is below the least of " + _ITEM_EN + ": {low}.",
    ),
    "bounds-high": (
        _CELL + "超出" + _ITEM + "的上限：不能大于 {high}。",
        _CELL_EN + " is above the most of " + _ITEM_EN + ": {high}.",
    ),
    "rank-zero": (
        "名次从 1 起，不能是 0：请改正“{label}（{column}）”。",
        "Places start from 1, not 0.",
    ),
    "rank-of": (
        "名次 {value} 大于排名单位数 {of}：请检查这两格。",
        "Place {value} is beyond the number of units ranked, {of}.",
    ),
}

_DECISIONS: dict[str, tuple[str, str]] = {
    "kind-unknown": (
        _CELL + "不是决定的类型；可填：{known}。",
        _CELL_EN + " is not a kind of decision; known: {known}.",
    ),
    "target-missing": (
        "“{kind}”的决定要在“{label}（{column}）”中写明{needs}。",
        "This kind of decision needs its {column}: fill it in.",
    ),
    "target-item": (
        _CELL + "不是本办法的指标或条款，“{kind}”的决定要写明它的编号。",
        _CELL_EN + " is not an item of this scheme.",
    ),
    "target-event": (
        _CELL + "不在“事项”表中：请改正事项编号。",
        _CELL_EN + " is not in the table 'events'.",
    ),
    "target-event-unit": (
        "事项“{value}”是单位“{owner}”的，而决定写的单位是“{unit}”：请改正其中一个。",
        "Event '{value}' is of unit '{owner}', but the decision is on '{unit}'.",
    ),
    "target-unit": (
        _CELL + "不在“单位”表中：转由其他单位承担的决定，要写明继任单位的编号。",
        _CELL_EN + " is not in the table 'units'.",
    ),
    "target-same": (
        "事项不能转给原单位“{value}”自己：请写继任单位的编号。",
        "Events cannot pass from '{value}' to itself.",
    ),
    "target-other": (
        _CELL + "不是“{kind}”的决定可以写的对象：请改正，或留空。",
        _CELL_EN + " cannot be the target of this kind of decision: correct or empty it.",
    ),
    "mark-missing": (
        "“改定得分”的决定要在“{label}（{column}）”中写明改定后的分数。",
        "A decision that changes a mark needs the new points in {column}.",
    ),
    "grade-missing": (
        "“调整等次”的决定要在“{label}（{column}）”中写明调整后的等次；可填：{known}。",
        "A decision that moves a grade needs the new grade in {column}; known: {known}.",
    ),
    "grade-unknown": (
        _CELL + "不是本办法的等次；可填：{known}。",
        _CELL_EN + " is not a grade of this scheme; known: {known}.",
    ),
}

_WHOLE: dict[str, tuple[str, str]] = {
    "event-lacks": (
        "事项“{event}”（" + _ITEM + "，级别“{level}”）没有填写“{asked}”：请填写。",
        "Event '{event}' of " + _ITEM_EN + ", level '{level}', lacks a value.",
    ),
    "event-bounds": (
        "事项“{event}”的分值 {value} 超出" + _ITEM + "的幅度：应在 {low} 至 {high} 之间。",
        "Event '{event}' of " + _ITEM_EN + " has {value} points: {low} to {high} are allowed.",
    ),
    "weights-zero": (
        _ITEM + "中“{group}”给单位“{unit}”的评分，权数合计为0：请填写大于0的权数，或留空。",
        "The weights of group '{group}' for unit '{unit}' on " + _ITEM_EN + " add up to 0.",
    ),
    "weights-unused": (
        _ITEM + "中“{group}”去掉最高、最低分，不用权数：单位“{unit}”的权数请留空。",
        "Group '{group}' of "
        + _ITEM_EN
        + " drops the highest and lowest; leave the weights of '{unit}' empty.",
    ),
    "decision-item": (
        "决定“{decision}”改定得分的对象“{target}”不是指标：请写指标编号。",
        "Decision '{decision}' changes the mark of '{target}', which is no item.",
    ),
    "decision-rule": (
        "决定“{decision}”的对象“{target}”不是指标，也不是条款：请写其编号。",
        "Decision '{decision}' names '{target}', which is neither an item nor a rule.",
    ),
}

FACTS: dict[str, tuple[str, str]] = {**_TABLES, **_CELLS, **_UNITS, **_ITEMS, **_DECISIONS, **_WHOLE}
