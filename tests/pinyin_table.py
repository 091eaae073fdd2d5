"""Writes resources/pinyin/readings.txt from pypinyin: `python -m tests.pinyin_table`.

Each line is a syllable without its tone, the characters that are mostly read so, and those that are so in some words
or as a family name. The program reads this file instead of the library, which takes four times as long to load as a
keystroke may take, and which knows readings that nobody has used for a thousand years.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

READINGS = Path(__file__).parents[1] / "resources" / "pinyin" / "readings.txt"
_FIRST, _LAST = 0x4E00, 0x9FFF
_LEAST_WORDS = 3
"""In so many words at least a character is read in another way for that to count."""
_FAMILY_NAMES = (
    "单shan 曾zeng 解xie 仇qiu 朴piao 盖ge 查zha 区ou 覃qin 翟zhai 乐yue 缪miao 员yun 召shao 繁po "
    "秘bi 种chong 黑he 折she 牟mu 万mo 俟qi 长zhang 尉yu 令ling 那na 任ren 华hua 哈ha 洗xian 过guo "
    "燕yan 应ying 宁ning 纪ji 钻zuan 祭zhai 角jue 逄pang 佴nai 麻ma 郗xi 郝hao 褚chu 於yu 隗wei "
    "车che 石shi 重chong 厦xia 六lu 蚌beng 埔pu 浚xun 亳bo 莘shen 铅yan 台tai "
)


def table() -> str:
    """Return the content of the file."""
    from pypinyin.pinyin_dict import pinyin_dict

    used = _used_in_words()
    mostly: dict[str, list[str]] = {}
    sometimes: dict[str, list[str]] = {}
    for code in range(_FIRST, _LAST + 1):
        character = chr(code)
        readings = list(dict.fromkeys(map(_plain, filter(None, pinyin_dict.get(code, "").split(",")))))
        for place, syllable in enumerate(readings):
            if place == 0:
                mostly.setdefault(syllable, []).append(character)
            elif used[character, syllable] >= _LEAST_WORDS:
                sometimes.setdefault(syllable, []).append(character)
    for name in _FAMILY_NAMES.split():
        character, syllable = name[0], name[1:]
        if character not in mostly.get(syllable, ()) and character not in sometimes.get(syllable, ()):
            sometimes.setdefault(syllable, []).append(character)
    lines = (
        f"{syllable} {''.join(mostly.get(syllable, ()))} {''.join(sometimes.get(syllable, ()))}"
        for syllable in sorted(mostly.keys() | sometimes.keys())
        if syllable
    )
    return "".join(f"{line}\n" for line in lines)


def _used_in_words() -> Counter[tuple[str, str]]:
    """Return in how many words each character is read in each way."""
    from pypinyin.phrases_dict import phrases_dict

    counted: Counter[tuple[str, str]] = Counter()
    for phrase, readings in phrases_dict.items():
        for character, reading in zip(phrase, readings, strict=False):
            counted[character, _plain(reading[0])] += 1
    return counted


def _plain(syllable: str) -> str:
    """Return a syllable as it is typed: without tones, ü as v."""
    apart = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in apart if letter.isascii() and letter.isalpha())


if __name__ == "__main__":
    READINGS.parent.mkdir(exist_ok=True)
    READINGS.write_text(table(), encoding="utf-8")
    print(f"{READINGS}: {READINGS.stat().st_size} bytes")
