"""The pinyin order (音序) of names: a key in a column, since databases order Chinese letters each in its own way."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def pinyin_key(name: str) -> str:
    """Give the key: 重庆路 -> "chong2 qing4 lu4"; letters and digits stay as they are."""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True)).lower()[:400]
