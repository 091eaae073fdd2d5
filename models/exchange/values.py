"""Single values as address books write them: names in parts, phones, e-mails, several of them in one cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from models.errors import InvalidValue
from models.exchange.records import Participant, Point

_EAST_ASIAN = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]|[\U00020000-\U0003fffd]"
)
NOTHING = frozenset({"", "-", "--", "—", "/", "n/a", "na", "none", "null", "nil", "无", "没有", "暂无", "不详"})
_FORMS_OF_ADDRESS = (
    *("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "sir", "herr", "frau", "monsieur", "madame"),
    *("先生", "女士", "小姐", "太太"),
)
_LABELS = {
    "work": "work business office company telework worktel 工作 公司 办公 办公室 单位",
    "mobile": "mobile cell cellular iphone handy 手机 移动 移动电话",
    "home": "home private 住宅 家庭 家 家里 私人",
    "fax": "fax facsimile workfax homefax 传真",
    "main": "main 总机 主要",
    "pager": "pager 寻呼机",
    "other": "other voice internet pref 其他 其它",
    "wechat": "wechat weixin 微信 微信号",
    "qq": "qq qq号",
}
_LABEL_OF = {word: label for label, words in _LABELS.items() for word in words.split()}


def is_east_asian(text: str) -> bool:
    """Tell whether a text holds a Chinese, Japanese or Korean character."""
    return _EAST_ASIAN.search(text) is not None


def join_name(*, given: str, family: str, middle: str = "", prefix: str = "", suffix: str = "") -> str:
    """Return a name from its parts: 'Anna Weber', '张伟'. A form of address (Mr., 先生) is no part of it."""
    core = [part for part in (given, middle, family) if part]
    if core and all(is_east_asian(part) for part in core):
        return "".join(part for part in (family, middle, given) if part)
    titles = [prefix] if prefix and prefix.casefold() not in _FORMS_OF_ADDRESS else []
    endings = [suffix] if suffix and suffix.casefold() not in _FORMS_OF_ADDRESS else []
    return " ".join([*titles, *core, *endings]) if core else ""


def person_name(text: str) -> str:
    """Return a full name on one line; Chinese lists pad '张　伟' so that names of two and three line up."""
    name = one_line(text)
    together = name.replace(" ", "")
    return together if len(together) <= 4 and all(is_east_asian(character) for character in together) else name


def join_address(*, street: str, city: str, region: str, code: str, country: str) -> str:
    """Return an address on one line, the way round that its country writes it."""
    street = one_line(street)
    if is_east_asian(street + city + region + country):
        parts = [part for part in (country, region, city if city != region else "", street) if part]
        return "".join(parts) + (f" {code}" if code else "")
    town = " ".join(part for part in (code, city) if part)
    return ", ".join(part for part in (street, town, region, country) if part)


def one_line(text: str) -> str:
    """Return a text with every run of blanks and line breaks turned into one blank."""
    return " ".join(text.split())


def split_values(cell: str) -> list[str]:
    """Return the values of one cell: Google joins them by ' ::: ', people by ; 、 or a new line."""
    parts = re.split(r"\s+:::\s+|[;；、\n]", cell)
    return [value for part in parts if (value := one_line(part)).casefold() not in NOTHING]


def read_phones(label: str, cell: str) -> list[Point]:
    """Return the phones of one cell; InvalidValue when a spreadsheet has cut a number down to '1.38E+10'."""
    points = []
    for value in _split_phones(unicodedata.normalize("NFKC", cell)):
        if re.fullmatch(r"\d(?:\.\d+)?E\+?\d+", value, re.I):
            raise InvalidValue(
                "The phone {phone} was cut short by a spreadsheet. Make the column text, enter the number again "
                "and save.",
                phone=value,
            )
        points.append(Point(read_label(label), value))
    return points


def _split_phones(cell: str) -> list[str]:
    values: list[str] = []
    for value in split_values(cell):
        pieces = [piece.strip() for piece in re.split(r"[,/]", value)]
        whole_numbers = all(sum(character.isdigit() for character in piece) >= 7 for piece in pieces)
        values += pieces if whole_numbers else [value]
    return values


def read_emails(label: str, cell: str) -> tuple[list[Point], list[str]]:
    """Return the e-mail addresses of one cell, and what stands among them and is none."""
    points, others = [], []
    for value in split_values(unicodedata.normalize("NFKC", cell).replace(",", ";")):
        match = re.fullmatch(r"(?:.*<)?(?:mailto:)?([^\s<>@]+@[^\s<>@]+)>?", value, re.I)
        if match:
            points.append(Point(read_label(label), match[1]))
        else:
            others.append(value)
    return points, others


def read_label(label: str) -> str:
    """Return 'work', 'mobile', 'home', 'fax' … for the many words for them, or the person's own word."""
    own = one_line(re.sub(r"[*_$!<>]", " ", label))
    words = own.casefold()
    if "fax" in words or "传真" in words:
        return "fax"
    for word in (words, *words.split()):
        if word in _LABEL_OF:
            return _LABEL_OF[word]
    return own


def without_doubles(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points, each value once, under the first label it came with."""
    seen: dict[str, Point] = {}
    for point in points:
        seen.setdefault(point_key(point.value), point)
    return tuple(seen.values())


def point_key(value: str) -> str:
    """Return what two spellings of one phone or address share: '+86 138-0000-0001' is '13800000001'."""
    text = unicodedata.normalize("NFKC", value).casefold().strip()
    if "@" in text or not re.fullmatch(r"[\d\s()+./\-–]{5,}", text):
        return "".join(text.split())
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    return re.sub(r"^(?:00)?86(?=1\d{10}$|0?\d{10,11}$)", "", digits) if len(digits) > 11 else digits


def read_people(cell: str) -> tuple[Participant, ...]:
    """Return the people of one cell: '张伟（总工）、李娜', 'Weber, Anna; Tom Reed', 'Anna Weber, Tom Reed'."""
    parts = _split_outside_brackets(r"[;；、\n]", cell.strip())
    if len(parts) == 1:
        separator = r"[,，/&]|\s(?:and|und)\s|(?<=[\u4e00-\u9fff])[和与](?=[\u4e00-\u9fff]{2})"
        parts = _split_outside_brackets(separator, parts[0])
    people = [_participant(one_line(part)) for part in parts if one_line(part).casefold() not in NOTHING]
    return tuple(dict.fromkeys(person for person in people if person.name))


def _split_outside_brackets(separator: str, text: str) -> list[str]:
    """Return the parts of a text between separators; one in brackets, as in '(CTO, Rail)', parts nothing."""
    parts, start = [], 0
    for match in re.finditer(rf"[(（][^()（）]*[)）]|(?P<separator>{separator})", text):
        if match["separator"] is not None:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _participant(text: str) -> Participant:
    match = re.fullmatch(r"(.+?)\s*[(（]([^()（）]*)[)）]", text)
    name, title = (match[1], match[2].strip()) if match else (text, "")
    if name.count(",") == 1 and not is_east_asian(name):
        family, given = (part.strip() for part in name.split(","))
        name = f"{given} {family}".strip()
    return Participant(name, title)
