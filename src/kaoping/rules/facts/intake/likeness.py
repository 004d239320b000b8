"""Names that look alike: characters that the eye takes for one another, though computers do not."""

from __future__ import annotations

import unicodedata

_VARIANTS = (
    "教敎 户戶戸 内內 黄黃 温溫 青靑⻘ 清淸 真眞 录彔 别別 吴吳呉 没沒 兑兌 说説 税稅 悦悅 脱脫 郎郞 即卽 既旣 "
    "概槪 乡鄕 冲沖 决決 凉涼 况況 净淨 减減 强強 为爲 卫衞 峰峯 群羣 步歩 德徳 每毎 曾曽 增増 横橫 研硏 屏屛 "
    "产產 彦彥 晋晉 虚虛 镇鎭 慎愼 国囯 县県 区區 里裡 略畧 村邨 民⺠ 西⻄ 车⻋ 长⻓ 门⻔ 见⻅ 贝⻉ 页⻚ 风⻛ "
    "飞⻜ 马⻢ 鱼⻥ 鸟⻦ 齐⻬ 龙⻰ 角⻆ 鬼⻤ 骨⻣ 虎⻁ 麦⻨ 齿⻮"
)
"""Our own choice: the first of each group is the usual form; the others are variants (异体字), or radicals that
texts copied from PDF files hold in place of characters. NFKC joins Kangxi radicals and compatibility forms."""
_USUAL = {ord(variant): group[0] for group in _VARIANTS.split() for variant in group[1:]}


def skeleton(name: str) -> str:
    """Give what the eye sees of a name: two names with one skeleton cannot be told apart. Source: ours."""
    return "".join(unicodedata.normalize("NFKC", name).translate(_USUAL).split())
