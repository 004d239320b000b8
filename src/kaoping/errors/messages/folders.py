"""Words for what can be wrong with folders that are read or written: code -> (Chinese, English)."""

FOLDERS: dict[str, tuple[str, str]] = {
    "package-unknown": (
        "没有名为“{value}”的考评办法：请写内置办法的编号（{known}），或办法文件夹、scheme.yaml 的路径。",
        "There is no scheme '{value}': give a built-in id ({known}), a package folder or its scheme.yaml.",
    ),
    "package-empty": (
        "文件夹“{path}”中没有 scheme.yaml，不是考评办法。",
        "The folder '{path}' holds no scheme.yaml: it is no scheme.",
    ),
    "package-encoding": (
        "文件不是 UTF-8 编码（第 {byte} 字节起无法读取）：请另存为 UTF-8。",
        "The file is not UTF-8 (from byte {byte} on): save it as UTF-8.",
    ),
    "package-unreadable": (
        "无法打开文件：{reason}。",
        "The file cannot be opened: {reason}.",
    ),
    "package-large": (
        "文件有 {size} 字节，超过 {limit} 字节，不予读取。",
        "The file has {size} bytes, more than {limit}: it is not read.",
    ),
    "package-id": (
        "“{value}”不能作办法编号：请用小写字母、数字和连字符，以字母开头，如 haiyu-2025。",
        "'{value}' cannot be a scheme's id: use small letters, digits and hyphens, such as haiyu-2025.",
    ),
    "case-none": (
        "办法“{value}”没有可核对的算例：请在 cases/ 下各建一个文件夹，内有 facts 和 expected。",
        "The scheme '{value}' has no case to test: make folders in cases/ with facts and expected.",
    ),
    "case-table": (
        "“{file}”的列 {value} 不是结果表的列：可用的列是 {known}。",
        "'{file}': the columns {value} are not those of a result table; known: {known}.",
    ),
    "out-foreign": (
        "文件夹“{path}”中有不是本程序写的文件（{files}），不予覆盖：请换一个文件夹，或先移走这些文件。",
        "The folder '{path}' holds files of others ({files}): name another one, or move them away.",
    ),
    "out-file": (
        "“{path}”已是一个文件：请给出文件夹的名称。",
        "'{path}' is a file: name a folder.",
    ),
    "out-exists": (
        "“{path}”已存在，不予覆盖：请换一个名称，或先移走它。",
        "'{path}' exists: choose another name, or move it away.",
    ),
    "out-unwritable": (
        "无法写入“{path}”：{reason}。",
        "'{path}' cannot be written: {reason}.",
    ),
    "result-none": (
        "“{path}”不是结果文件夹：其中应有 result.json（由 kaoping score 写出）。",
        "'{path}' is no result folder: it has no result.json (as kaoping score writes it).",
    ),
    "result-damaged": (
        "结果文件夹不完整或被改动：{reason}。请重新运行 kaoping score。",
        "The result folder is incomplete or was changed: {reason}. Run kaoping score again.",
    ),
    "unit-none": (
        "没有编号或名称为“{value}”的单位；有：{known}。",
        "There is no unit '{value}'; there are: {known}.",
    ),
    "item-none": (
        "没有编号为“{value}”的指标或条款。",
        "There is no item '{value}'.",
    ),
    "port-taken": (
        "端口 {port} 已被占用：请用 --port 换一个，例如 --port {other}。",
        "Port {port} is in use: choose another one, such as --port {other}.",
    ),
    "address-bad": (
        "不能在 {host}:{port} 上提供网页：{reason}。",
        "Pages cannot be served on {host}:{port}: {reason}.",
    ),
}
