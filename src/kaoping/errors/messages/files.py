"""Words for what can be wrong with a file that cannot be read as a table: code -> (Chinese, English)."""

_FOLDER: dict[str, tuple[str, str]] = {
    "path-missing": (
        "找不到“{path}”：请给出存放事实表的文件夹，或一个 .xlsx 工作簿。",
        "'{path}' does not exist: name a folder of tables or an .xlsx workbook.",
    ),
    "path-kind": (
        "“{path}”不能读作事实：请给出存放事实表（.csv、.parquet）的文件夹，或一个 .xlsx 工作簿。",
        "'{path}' is neither a folder of tables nor an .xlsx workbook.",
    ),
    "encoding-unknown": (
        "不认识编码“{value}”；可用的是：{known}。",
        "Unknown encoding '{value}'; known: {known}.",
    ),
    "file-unknown": (
        "“{file}”不是事实表的文件名；可用的表名是：{known}。请改名，或移出此文件夹。",
        "'{file}' is not the name of a table of facts: rename it or move it away.",
    ),
    "file-kind": (
        "文件夹中只读 .csv 和 .parquet，不读“{file}”：请另存为 CSV，或单独指定一个 .xlsx 工作簿。",
        "Of a folder only .csv and .parquet are read, not '{file}': save it as CSV, or name a workbook.",
    ),
    "file-twice": (
        "{first} 和 {second} 都是“{table}”表：请只保留一个。",
        "{first} and {second} are the same table: keep one.",
    ),
    "file-unreadable": (
        "无法打开文件：{reason}。",
        "The file cannot be opened: {reason}.",
    ),
    "table-empty": (
        "“{table}（{name}）”表是空的：第一行应为列名，至少有{columns}。没有内容时请删去此表。",
        "The table '{name}' is empty: its first row must hold the column names.",
    ),
}

_SHAPE: dict[str, tuple[str, str]] = {
    "row-length": (
        "此行有 {found} 个单元格，表头有 {expected} 个：请检查逗号多少，含逗号的文字要放在英文双引号内。",
        "This row has {found} cells, the header {expected}: look for a missing comma or missing quotes.",
    ),
    "header-twice": (
        "“{value}”这一列出现了不止一次：请只保留一列。",
        "The column '{value}' stands there twice: keep one.",
    ),
    "header-blank": (
        "第 {place} 列没有列名，却有内容“{value}”：请补上列名，或清空此列。",
        "Column {place} has no name but holds '{value}': name or empty it.",
    ),
    "unseen-character": (
        "“{column}”列含有看不见的字符 {codes}，位置见“{value}”：请删去后重新输入。",
        "{column} holds characters that cannot be seen ({code_points}), see '{value}': type it anew.",
    ),
}

_CSV: dict[str, tuple[str, str]] = {
    "csv-utf16": (
        "文件是 UTF-16 编码（Excel 的“Unicode 文本”）：请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”。",
        "The file is UTF-16: save it as 'CSV UTF-8 (comma delimited)'.",
    ),
    "csv-nul": (
        "文件中有空字节（00），不是文本文件，或已损坏：请重新导出为 CSV。",
        "The file holds a NUL byte: it is no text file, or damaged; export it anew.",
    ),
    "csv-bytes": (
        "此处（按字节计列）的字节 {byte} 不符合 {encoding} 编码，文件可能已损坏：请重新导出为“CSV UTF-8”。",
        "The byte {byte} here (column in bytes) is not {encoding}: export the file anew as 'CSV UTF-8'.",
    ),
    "csv-encoding": (
        "此处（按字节计列）的字节 {byte} 不是 UTF-8，文件也不像 GB18030：请另存为“CSV UTF-8”。",
        "The byte {byte} here (column in bytes) is not UTF-8, nor is the file GB18030: save it as UTF-8.",
    ),
    "csv-ambiguous": (
        "看不出文件是 UTF-8 还是 GB18030 编码：请另存为“CSV UTF-8（逗号分隔）”，或用 --encoding 说明。",
        "The file may be UTF-8 or GB18030: save it as 'CSV UTF-8', or say which with --encoding.",
    ),
    "csv-quote": (
        "从此行起，英文双引号不成对，或引号后还有文字：请补上或删去引号，文字中的引号写两遍。",
        "The double quotes from this line on do not pair: add or remove one; write a quote in text twice.",
    ),
    "csv-cell-long": (
        "从此行起有一格过长（超过 131072 字），多半是双引号不成对：请检查引号。",
        "A cell from this line on is too long: probably a double quote is missing.",
    ),
    "csv-separator": (
        "各列之间用的是{found}：请用英文逗号分隔（在 Excel 中另存为“CSV UTF-8（逗号分隔）”）。",
        "The columns are not separated by commas: save the file as 'CSV UTF-8 (comma delimited)'.",
    ),
}

_XLSX: dict[str, tuple[str, str]] = {
    "xlsx-not": (
        "文件不是 .xlsx 工作簿：请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”。",
        "The file is no .xlsx workbook: save it as one.",
    ),
    "xlsx-old": (
        "文件是旧式的 .xls：请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”。",
        "The file is an old .xls workbook: save it as .xlsx.",
    ),
    "xlsx-password": (
        "工作簿设有打开密码：请去掉密码后再导入。",
        "The workbook has a password: remove it.",
    ),
    "xlsx-damaged": (
        "工作簿已损坏，无法读取：请在 Excel 或 WPS 中打开后另存一份。",
        "The workbook is damaged: open it and save it anew.",
    ),
    "xlsx-entries": (
        "工作簿内有 {found} 个部件，超过 {most} 个，不予打开：请只保留事实表，另存一份。",
        "The workbook has {found} parts, more than {most}: it is not opened.",
    ),
    "xlsx-size": (
        "工作簿只有 {size}，展开后却有 {total}，不予打开：请把内容复制到新的工作簿，或改用 CSV。",
        "The workbook of {size} unpacks to {total}: it is not opened; use a new one, or CSV.",
    ),
    "xlsx-doctype": (
        "工作簿的 {part} 中有 DOCTYPE 或实体声明，不予打开：请在 Excel 或 WPS 中另存一份。",
        "{part} of the workbook declares a DOCTYPE or entities: it is not opened.",
    ),
    "xlsx-structure": (
        "工作簿的 {part} 的写法不常见，不予打开：请在 Excel 或 WPS 中另存一份。",
        "{part} of the workbook is written in an unusual way: open it and save it anew.",
    ),
    "xlsx-far": (
        "工作表“{sheet}”写到了 {cell}，超过 {rows} 行、{columns} 列：请删去远处的单元格。",
        "Sheet '{sheet}' reaches to {cell}, beyond {rows} rows and {columns} columns: delete the far cells.",
    ),
    "xlsx-sparse": (
        "工作表“{sheet}”写到了 {cell}，却只有 {cells} 格有内容：请删去远处的单元格和多余的空行。",
        "Sheet '{sheet}' reaches to {cell} but only {cells} cells hold something: delete the far cells.",
    ),
    "sheet-unknown": (
        "“{value}”不是事实表的名称；可用的是：{known}。请改名；只供阅读的工作表，名称以“说明”或“_”开头。",
        "'{value}' is not the name of a table: rename the sheet ('_' in front if it holds no facts).",
    ),
    "sheet-twice": (
        "工作表“{first}”和“{second}”都是“{table}”表：请合并为一张。",
        "The sheets '{first}' and '{second}' are the same table: merge them.",
    ),
    "cell-formula": (
        "工作表“{sheet}”的 {cell} 是公式，公式不读：请复制后“粘贴为数值”。",
        "Sheet '{sheet}', cell {cell}, holds a formula, which is not read: paste it as a value.",
    ),
    "cell-error": (
        "工作表“{sheet}”的 {cell} 是错误值（如 #N/A）：请改正，或清空此格。",
        "Sheet '{sheet}', cell {cell}, holds an error value: correct or empty it.",
    ),
    "cell-time": (
        "“{value}”带有时刻：请只填日期，如 2025-03-01。",
        "'{value}' is or has a time of day: give a date only.",
    ),
    "cell-date": (
        "此格被存成了日期 {value}：请先把此列设为“文本”格式，再重新输入。",
        "This cell was stored as the date {value}: format the column as text, then type it anew.",
    ),
    "cell-truth": (
        "此格是逻辑值 {value}：此列不用逻辑值，请改填文字或数字。",
        "This cell holds the truth value {value}, which this column does not take.",
    ),
    "cell-nan": (
        "此格是 {value}，不是数：没有数值时，请把单元格留空。",
        "This cell holds {value}, which is not a number: leave it empty where there is none.",
    ),
    "cell-digits": (
        "此格的数 {value} 超过 {digits} 位，后面的数字已不可靠：编号请先把此列设为“文本”格式，再重新输入。",
        "{value} has more than the {digits} digits that are kept: format the column as text first.",
    ),
}

_PARQUET: dict[str, tuple[str, str]] = {
    "parquet-damaged": (
        "Parquet 文件已损坏，无法读取：请重新导出。",
        "The Parquet file is damaged: export it anew.",
    ),
    "parquet-large": (
        "Parquet 文件过大：最多 {rows} 行、{size}。",
        "The Parquet file is too large: at most {rows} rows and {size}.",
    ),
    "parquet-type": (
        "“{column}”列的类型是 {type}，不能读：请改用文字、数字、日期或逻辑类型。",
        "The column '{column}' is of type {type}: use text, numbers, dates or booleans.",
    ),
}

FILES: dict[str, tuple[str, str]] = {**_FOLDER, **_SHAPE, **_CSV, **_XLSX, **_PARQUET}
