"""Words for what keeps a paper (公文) from being made: code -> (Chinese, English)."""

PAPERS: dict[str, tuple[str, str]] = {
    "fonts-none": (
        "没有找到中文字体，不能制作 PDF：请安装软件包 fonts-noto-cjk（apt-get install fonts-noto-cjk），"
        "或指定存放中文字体的文件夹。找过的字体：{families}。",
        "No Chinese font was found, so no PDF can be made: install the package fonts-noto-cjk "
        "(apt-get install fonts-noto-cjk), or name a folder of Chinese fonts. Looked for: {families}.",
    ),
}
