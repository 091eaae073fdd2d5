"""A line being understood: each part that is understood is taken out of it, and the rest stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from models.errors import NotFound
from models.known_names import KnownNames, NameIndex
from models.text.clean import clean_line
from models.text.dates import find_date, find_dates
from models.text.kind_words import RECORD_KIND_WORDS, STEP_KIND_WORDS, KindWords, kinds_by_word
from models.text.repetitions import find_repetition
from models.text.times import find_time

KIND_WORDS: Mapping[str, KindWords] = {**STEP_KIND_WORDS, "visit": RECORD_KIND_WORDS["visit"]}
"""Kind → the words that name it after an exclamation mark."""

SEVERITY_WORDS = {
    "normal": ("normal", "一般"),
    "serious": ("serious", "严重"),
    "urgent": ("urgent", "紧急"),
}
"""Severity of a complaint → the words that name it, behind the kind or behind an exclamation mark of their own."""

_TAKEN = "\0"
"""Stands for each character that was understood; no cleaned text holds it, so all places stay where they are."""

_LEFT = "\1"
"""Stands for each character of the words that are to stay words; `rest` gives them back from the text."""

_KIND_OF = kinds_by_word(KIND_WORDS)
_KIND = re.compile(
    rf"(?<![\w!！])[!！]({'|'.join(sorted(_KIND_OF, key=len, reverse=True))})(?![\w'’-])", re.ASCII | re.IGNORECASE
)
_VISIT_AT_START = re.compile(r"(?:visit\s+|拜访\s*)(?=[@＠])", re.IGNORECASE)
_SEVERITY_OF = {word: severity for severity, words in SEVERITY_WORDS.items() for word in words}
_SEVERITY = "|".join(_SEVERITY_OF)
_SEVERITY_ENDS = r"(?=[\s,，、.。:：;；!！@＠\0]|$)"
_SEVERITY_BEHIND = re.compile(rf"\s*({_SEVERITY}){_SEVERITY_ENDS}", re.IGNORECASE)
_SEVERITY_MARKED = re.compile(rf"(?<![\w!！])[!！]({_SEVERITY}){_SEVERITY_ENDS}", re.ASCII | re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\b")
_WORD_OF_MENTION = re.compile(r"[^\s,，。;；:：、!！\0]+")
_RECEIVER = re.compile(r"(?<![\w-])to\s+|给", re.ASCII | re.IGNORECASE)
# 发给徐海 reads as one; without it 把清单交给徐海 would end in the middle.
_HOLDS_RECEIVER = re.compile(r"[发交送寄递转带拿还供绍卖借付]$")
_BETWEEN_NAMES = re.compile(r"\s*(?:、|,|，|和|与|及|&|\band\b)\s*", re.IGNORECASE)
_COLON = re.compile(r"(?<!\d)[:：]|[:：](?!\d)")
_MET = re.compile(r"(?:见了|会见|拜见|见|和|与|跟|同|(?<![A-Za-z])(?:met|saw|with)\s)\s*", re.IGNORECASE)
# 见了赵六、王工 may name people nobody has written down yet: a surname with a given name or 工 and the like behind it.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂"
)
_NEW_PERSON = re.compile(
    rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=[\s、,，:：;；。和与及\0]|$)|[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)*+(?!\w)"
)
_MEETING = re.compile(r"见了|会见|拜见|拜访|见|和|与|跟|同|\b(?:met|saw|with|and)\b|[\W_]", re.IGNORECASE)
_EDGES = " ,，、;；:：-–—"
_EAST_ASIAN = "\u2e80"
_SOUND = re.compile(r"[a-z]+(?:['’](?!s\b)[a-z]+)*(?![\w-])", re.ASCII | re.IGNORECASE)
"""What may be pinyin."""
# In an address such as a@b.com no name is meant; 发BOQ@北方铁路 means one.
_MENTION = re.compile(rf"(?<![\w.+-])[@＠]|[@＠](?=[{_EAST_ASIAN}-\U0010ffff])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line that was understood: from where to where in the cleaned line, as what, and what it means.

    `what` is kind, severity, account, person, due, repeats, day, time or purpose.
    """

    span: tuple[int, int]
    what: str
    value: str


class Line:
    """A line of text and what was taken out of it so far; `as_words` are words in it that are to stay words.

    Where the account is given by `at` (0 for one that is not known yet), others that are named stay words.
    """

    def __init__(self, text: str, names: KnownNames, as_words: Iterable[str] = (), at: int | None = None) -> None:
        self.source = self.text = clean_line(text)
        self.people: dict[int, str] = {}
        self.unknown: dict[str, None] = {}
        self.parts: list[Part] = []
        self._names = names
        self._at = at
        self._account_id = at or None
        for word in filter(None, map(clean_line, as_words)):
            self.text = self.text.replace(word, _LEFT * len(word))

    @property
    def account_id(self) -> int | None:
        """The account named; else the one at which everybody named holds a post, if it is one."""
        if self._account_id is None and self.people:
            at = {self._names.posts.get(contact_id, ()) for contact_id in self.people}
            if len(at) == 1 and len(posts := at.pop()) == 1:
                return posts[0]
        return self._account_id

    @property
    def account(self) -> str:
        """The name of that account, or nothing."""
        return self._names.accounts.names.get(self.account_id, "") if self.account_id is not None else ""

    def take_kind(self) -> str:
        """Take the first '!kind' and return what it means: a next step unless another kind is named."""
        match = _KIND.search(self.text)
        if match:
            kind = _KIND_OF[match[1].lower()]
            self._take(*match.span(), "kind", kind)
            return kind
        match = _VISIT_AT_START.match(self.text)
        if match:
            self._take(*match.span(), "kind", "visit")
            return "visit"
        return "next_step"

    def take_severity(self) -> str | None:
        """Take how serious a complaint is: '!urgent' anywhere, or the word right behind its kind."""
        match = _SEVERITY_MARKED.search(self.text)
        behind = next((part.span[1] for part in self.parts if part.what == "kind"), None)
        if match is None and behind is not None:
            match = _SEVERITY_BEHIND.match(self.text, behind)
        if match is None:
            return None
        severity = _SEVERITY_OF[match[1].lower()]
        self._take(*match.span(), "severity", severity)
        return severity

    def take_mentions(self) -> None:
        """Take each '@name': the first account, and people. Raises NotFound for one unknown or not clear."""
        people = []
        for match in _MENTION.finditer(self.text):
            after = match.end()
            account = self._names.accounts.at(self.text, after)
            person = self._names.contacts.at(self.text, after)
            if account is None and person is None:
                account, person = self._begun(after)
            if person and (account is None or person[0] > account[0]):
                people.append((match.start(), *person))
            elif account and self._at in account[1]:
                self._take(match.start(), account[0], "account", self.account)
            elif account and self._at is None and self._account_id is None:
                self._account_id = self._only_account(account[1], self.text[after : account[0]])
                self._take(match.start(), account[0], "account", self._names.accounts.names[self._account_id])
        for start, end, ids in people:
            self._add_person(ids, self.text[start + 1 : end], required=True)
            self._take(start, end, "person", list(self.people.values())[-1])

    def take_receivers(self) -> None:
        """Take 'to X' and 给X where X is a contact, and whoever is named along with X."""
        for match in _RECEIVER.finditer(self.text):
            known = len(self.people)
            end = self._names_from(match.end(), by_sound=True)
            if end and not _HOLDS_RECEIVER.search(self.text, 0, match.start()):
                self._take(match.start(), end, "person", "、".join(list(self.people.values())[known:]))

    def take_repetition(self, today: date) -> tuple[str, date | None]:
        """Take how often something comes back; return the rule (RFC 5545) and its first day, as far as it says one.

        Raises InvalidValue for an end that no calendar has.
        """
        found = find_repetition(self.text, today)
        if found is None:
            return "", None
        rule, first, span = found
        self._take(*span, "repeats", rule)
        return rule, first

    def take_due(self, today: date) -> date | None:
        """Take the day something is due, which lies ahead; raises InvalidValue for an impossible one."""
        found = find_date(self.text, today)
        if found is None:
            return None
        self._take(*found[1], "due", found[0].isoformat())
        return found[0]

    def take_when(self, today: date) -> tuple[date | None, time | None]:
        """Take the day and time of a visit, which rather lies behind.

        They stand before the colon; without a colon, before all other words.
        """
        days = find_dates(self._head(), today, forward=False)
        day = days[0] if days and self._leads(days[0].span[0]) else None
        if day:
            self._take(*day.span, "day", day.day.isoformat())
        at = find_time(self._head())
        if at is None or not self._leads(at[1][0]):
            return (day.day if day else None), None
        self._take(*at[1], "time", f"{at[0]:%H:%M}")
        return (day.day if day else None), at[0]

    def find_met(self) -> None:
        """Find who is said to have been met, or to be: people that are known, and names that nobody has yet.

        They are looked for before the colon; without one, where the words begin so.
        """
        head = self._head()
        for match in _MET.finditer(head):
            if not self._leads(match.start()):
                break
            place: int | None = match.end()
            while place is not None:
                end = self._names_from(place) or self._new_person(place, len(head))
                between = _BETWEEN_NAMES.match(head, end) if end and end <= len(head) else None
                place = between.end() if between else None

    def take_purpose(self) -> str:
        """Take what stands before the colon, and the people in it, and return it unless it says only who was met."""
        colon = _COLON.search(self.text)
        if colon is None:
            return ""
        purpose = only_names = self._given_back()[: colon.start()]
        place = 0
        while place < colon.start():
            end = self._names_from(place)
            if end and end <= colon.start():
                only_names = only_names[:place] + " " * (end - place) + only_names[end:]
            place = end or place + 1
        said = _tidy(purpose) if _MEETING.sub("", only_names) else ""
        self._take(0, colon.end(), "purpose", said)
        return said

    def rest(self) -> str:
        """Return what was not taken, as one line."""
        return _tidy(self._given_back())

    def _given_back(self) -> str:
        """Return the text with the words that are to stay words, and what was taken as marks."""
        letters = zip(self.text, self.source, strict=True)
        return "".join(own if letter == _LEFT else letter for letter, own in letters)

    def _take(self, start: int, end: int, what: str, value: str) -> None:
        possessive = _POSSESSIVE.match(self.text, end)
        end = possessive.end() if possessive else end
        self.parts.append(Part((start, end), what, value))
        self.text = self.text[:start] + _TAKEN * (end - start) + self.text[end:]

    def _head(self) -> str:
        colon = _COLON.search(self.text)
        return self.text[: colon.start()] if colon else self.text

    def _leads(self, place: int) -> bool:
        return _COLON.search(self.text) is not None or not _tidy(self.text[:place])

    def _begun(self, start: int) -> tuple[tuple[int, tuple[int, ...]] | None, tuple[int, tuple[int, ...]] | None]:
        """Return the account, or else the person, whose name begins with the word that stands here."""
        match = _WORD_OF_MENTION.match(self.text, start)
        if match is None:
            return None, None
        accounts = self._names.accounts.beginning_with(match[0])
        people = self._names.contacts.beginning_with(match[0])
        end = match.end()
        if not accounts and not people:
            end, accounts, people = self._sounding(start)
        if not accounts and not people:
            raise NotFound(
                "There is no account or contact called {name}. Check the name, or write it without @ to keep it as a "
                "word.",
                name=match[0][:60],
            )
        return ((end, accounts), None) if accounts else (None, (end, people))

    def _sounding(self, start: int) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """Return where the pinyin that stands here ends, and the accounts and the people who are called so."""
        match = _SOUND.match(self.text, start)
        if match is None:
            return start, (), ()
        accounts = self._names.accounts.sounding(match[0])
        people = self._names.contacts.sounding(match[0])
        if accounts and people:
            raise NotFound(
                "{name} may mean an account or a contact: {others}. Write the name itself.",
                name=match[0],
                others=(*_some(self._names.accounts, accounts), *_some(self._names.contacts, people)),
            )
        return match.end(), accounts, people

    def _only_account(self, ids: tuple[int, ...], said: str) -> int:
        if len(ids) > 1:
            raise NotFound(
                "{name} may mean several accounts: {others}. Write more of the name.",
                name=said,
                others=_some(self._names.accounts, ids),
            )
        return ids[0]

    def _new_person(self, start: int, end: int) -> int | None:
        """Note a name that stands here and that nobody has; return where it ends, or None where there is none."""
        match = _NEW_PERSON.match(self.text, start, end)
        if match is None or self._names.contacts.at(self.text, start) or self._names.accounts.at(self.text, start):
            return None
        self.unknown[match[0]] = None
        return match.end()

    def _names_from(self, start: int, *, by_sound: bool = False) -> int | None:
        """Add the people whose names stand here one after another; return where they end, or None for nobody."""
        end: int | None = None
        found = self._names.contacts.at(self.text, start)
        if found is None and by_sound and (match := _SOUND.match(self.text, start)):
            ids = self._names.contacts.sounding(match[0])
            found = (match.end(), ids) if ids else None
        while found and self._add_person(found[1], self.text[start : found[0]], required=False):
            end = found[0]
            between = _BETWEEN_NAMES.match(self.text, end)
            start = between.end() if between else end
            found = self._names.contacts.at(self.text, start) if between else None
        return end

    def _add_person(self, ids: tuple[int, ...], said: str, *, required: bool) -> bool:
        """Add the one contact meant, by the account if several have the name; raises NotFound if it must be clear."""
        if len(ids) > 1 and self._account_id is not None:
            ids = tuple(one for one in ids if self._account_id in self._names.posts.get(one, ())) or ids
        if len(ids) > 1:
            if not required:
                return False
            raise NotFound(
                "{name} may mean several contacts: {others}. Write the whole name, and the account with @ too.",
                name=said,
                others=_some(self._names.contacts, ids),
            )
        self.people[ids[0]] = self._names.contacts.names[ids[0]]
        return True


_NEW_NAME = re.compile(r"[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*)*")


def name_behind(text: str, names: KnownNames) -> str:
    """Return the first name behind @ that nobody has, as far as words with capitals go, or nothing."""
    line = clean_line(text)
    for match in _MENTION.finditer(line):
        start = match.end()
        word = _WORD_OF_MENTION.match(line, start)
        known = names.accounts.at(line, start) or names.contacts.at(line, start)
        if word is None or known:
            continue
        sound = _SOUND.match(line, start)
        if not any(
            index.beginning_with(word[0]) or (sound and index.sounding(sound[0]))
            for index in (names.accounts, names.contacts)
        ):
            longer = _NEW_NAME.match(line, start)
            return longer[0] if longer and longer.end() > word.end() else word[0]
    return ""


def _some(index: NameIndex, ids: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(index.names[one] for one in ids[:5])


def _tidy(text: str) -> str:
    """Return what is left around the parts that were taken, with the spaces and commas they leave behind removed."""
    pieces = [piece.strip() for piece in re.split(rf"{_TAKEN}+", text)]
    joined = ""
    for piece in filter(None, pieces):
        tight = not joined or (joined[-1] >= _EAST_ASIAN and piece[0] >= _EAST_ASIAN)
        joined += piece if tight else f" {piece}"
    return joined.strip(_EDGES)
