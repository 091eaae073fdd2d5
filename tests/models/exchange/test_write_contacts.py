"""People as vCard: what a phone shows, and that the journal knows them again."""

from __future__ import annotations

from datetime import UTC, timedelta
from pathlib import Path

import pytest

from models import accounts, contacts
from models.clock import FixedClock
from models.contacts import Point
from models.exchange import vcard
from models.exchange.content_lines import escaped, folded
from models.exchange.records import ContactRecord
from models.exchange.write_contacts import split_name
from models.journal import Journal
from models.summaries.periods import Period
from models.text.language import Language
from tests.factories import TODAY, make_account, make_contact, make_visit
from tests.models.exchange.exporting import exported, taken_in

POINTS = [
    Point("phone", "+49 30 5550101", "work"),
    Point("phone", "+86 138 0000 0001", "mobile", preferred=True),
    Point("phone", "030 5550102", "fax"),
    Point("phone", "030 5550103", "Lab; 3rd floor"),
    Point("phone", "030 5550104"),
    Point("email", "anna@rail.example", "work"),
    Point("email", "anna@home.example", "Verein"),
    Point("chat", "anna_88", "wechat"),
    Point("chat", "live:.cid.1", "skype"),
    Point("chat", "annaweber", "DingTalk"),
    Point("address", "Am Ring 3, 10115 Berlin; back door", "work"),
    Point("web", "https://rail.example/a?b=c,d", "work"),
]


@pytest.fixture
def rail(journal: Journal) -> int:
    """An account where one person with everything works, who was met this week."""
    account_id = make_account(journal)
    anna = contacts.create(
        journal,
        name="Anna Weber",
        account_id=account_id,
        post={"title": "Head of Signalling, North", "department": "Signalling"},
        points=POINTS,
        birthday="--03-07",
        tags=["rail", "key, person"],
        preferences="Green tea",
        kindnesses="Sent the book",
        private_notes="Wants to retire\n\nin 2028; maybe",
    ).id
    make_visit(journal, account_id, "2026-05-12T10:00", people=[anna])
    return account_id


def cards(content: bytes) -> list[ContactRecord]:
    reading = vcard.read_contacts(content, "people.vcf")
    assert reading.refused == ()
    return list(reading.contacts)


def test_a_person_comes_in_again_as_he_went_out(journal: Journal, rail: int, tmp_path: Path) -> None:
    file = exported(journal, "vcf", with_private=True)
    (card,) = cards(file.content)
    assert (card.name, card.family, card.given) == ("Anna Weber", "Weber", "Anna")
    assert (card.account, card.department, card.title) == ("Northern Rail", "Signalling", "Head of Signalling, North")
    assert card.birthday == "--03-07"
    assert card.tags == ("key, person", "rail")
    assert card.notes == "Wants to retire\n\nin 2028; maybe\n\nGreen tea\n\nSent the book"
    found = {
        (kind, point.value, point.label)
        for kind, points in (
            ("phone", card.phones),
            ("email", card.emails),
            ("chat", card.chats),
            ("address", card.addresses),
            ("web", card.webs),
        )
        for point in points
    }
    assert found == {(point.kind, point.value, point.label) for point in POINTS}
    assert card.phones[0].label == "mobile", "the preferred one comes first"
    with Journal.create(tmp_path / "elsewhere.rounds", clock=journal.clock) as elsewhere:
        assert taken_in(elsewhere, file, tmp_path, "vcf").new == 1
        again = taken_in(elsewhere, file, tmp_path, "vcf")
        assert (again.unchanged, again.doubtful, again.changes) == (1, (), None)


def test_ordinary_notes_come_in_again_as_such_and_private_ones_as_private(
    journal: Journal, rail: int, tmp_path: Path
) -> None:
    (anna,) = contacts.listing(journal)
    contacts.edit(
        journal, anna.id, notes="Reads\nthe tender; slowly", languages="German, 中文", introduction="By Li, at the fair"
    )
    file = exported(journal, "vcf", audience="self", with_private=True)
    assert b"NOTE:Reads" in file.content, "a phone shows them too"
    with Journal.create(tmp_path / "elsewhere.rounds", clock=journal.clock) as elsewhere:
        assert taken_in(elsewhere, file, tmp_path, "vcf").new == 1
        (there,) = contacts.listing(elsewhere)
        assert (there.notes, there.languages) == ("Reads\nthe tender; slowly", "German, 中文")
        assert there.introduction == "By Li, at the fair"
        assert there.private_notes == "Wants to retire\n\nin 2028; maybe\n\nGreen tea\n\nSent the book"
        assert taken_in(elsewhere, file, tmp_path, "vcf").changes is None
        contacts.edit(elsewhere, there.id, notes="", languages="Dutch")
        again = taken_in(elsewhere, file, tmp_path, "vcf")
        assert [doubt.say(Language("en")).split("says")[0] for doubt in again.doubtful]
        (there,) = contacts.listing(elsewhere)
        assert (there.notes, there.languages) == ("Reads\nthe tender; slowly", "Dutch")


def test_notes_are_in_the_card_of_a_manager_only_if_ticked_and_never_in_a_customers(
    journal: Journal, rail: int
) -> None:
    (anna,) = contacts.listing(journal)
    contacts.edit(journal, anna.id, notes="READS", languages="LANGS", introduction="MADE", influence=3)
    for choices, seen in (
        ({"audience": "manager"}, {"LANGS", "MADE"}),
        ({"audience": "manager", "with_notes": True}, {"READS", "LANGS", "MADE"}),
        ({"audience": "customer", "account_ids": [rail]}, set()),
    ):
        text = exported(journal, "vcf", **choices).content.decode()
        assert {word for word in ("READS", "LANGS", "MADE") if word in text} == seen


def test_the_journal_knows_its_own_people_by_their_id(journal: Journal, rail: int, tmp_path: Path) -> None:
    namesakes = [contacts.create(journal, name="张伟", account_id=rail).id for _ in range(2)]
    make_visit(journal, rail, "2026-05-13T10:00", people=namesakes)
    for _ in range(2):
        report = taken_in(journal, exported(journal, "vcf", with_private=True), tmp_path, "vcf")
        assert (report.new, report.doubtful, report.refused) == (0, (), ())
    assert report.changes is None


def test_the_id_of_a_card_never_changes(journal: Journal, rail: int, clock: FixedClock) -> None:
    first = exported(journal, "vcf").content
    assert exported(journal, "vcf").content == first
    clock.move(timedelta(hours=1))
    later = exported(journal, "vcf").content
    changed = [line for line in later.splitlines() if line not in first.splitlines()]
    assert changed == [b"REV:" + clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ").encode()]
    assert cards(first)[0].uid == cards(later)[0].uid != ""


def test_what_is_private_goes_into_no_card_but_mine_when_i_ask_for_it(journal: Journal, rail: int) -> None:
    for choices in ({}, {"audience": "manager"}, {"audience": "customer", "account_ids": [rail]}):
        text = exported(journal, "vcf", **choices).content.decode()
        for word in ("BDAY", "NOTE", "retire", "Green tea", "Sent the book"):
            assert word not in text, (choices, word)


def test_a_customer_sees_names_and_posts_and_no_phone(journal: Journal, rail: int) -> None:
    file = exported(journal, "vcf", audience="customer", account_ids=[rail])
    (card,) = cards(file.content)
    assert (card.name, card.title) == ("Anna Weber", "Head of Signalling, North")
    assert (card.phones, card.emails, card.chats, card.addresses, card.webs, card.tags) == ((),) * 6
    assert len(file.warnings) == 1


def names(content: bytes) -> list[str]:
    return [card.name for card in cards(content)]


def test_who_was_met_in_the_period_or_will_be(journal: Journal, rail: int) -> None:
    for name, start, state in (
        ("Met Before", "2026-05-04T10:00", "held"),
        ("Planned Now", "2026-05-15T10:00", "planned"),
        ("Was Missed", "2026-05-13T10:00", "missed"),
    ):
        make_visit(journal, rail, start, state=state, people=[make_contact(journal, name)])
    assert names(exported(journal, "vcf").content) == ["Anna Weber", "Planned Now"]


def test_an_account_brings_all_who_work_there_now(journal: Journal, rail: int) -> None:
    other = make_account(journal, "Kestrel Energy")
    contacts.create(journal, name="Never Met", account_id=rail)
    contacts.create(journal, name="Elsewhere", account_id=other)
    contacts.create(journal, name="Left Long Ago", account_id=rail, post={"until_on": "2020-01-01"})
    thrown_away = contacts.create(journal, name="Thrown Away", account_id=rail).id
    contacts.trash(journal, thrown_away)
    assert names(exported(journal, "vcf", account_ids=[rail]).content) == ["Anna Weber", "Never Met"]


def test_a_customer_does_not_learn_where_someone_works_now(journal: Journal, rail: int) -> None:
    tom = make_contact(journal, "Tom Reed")
    contacts.take_post(journal, tom, make_account(journal, "Kestrel Energy"), title="Buyer")
    make_visit(journal, rail, "2026-05-13T10:00", people=[tom])
    mine = exported(journal, "vcf", account_ids=[rail])
    theirs = exported(journal, "vcf", account_ids=[rail], audience="customer")
    assert b"Kestrel" in mine.content
    assert names(theirs.content) == ["Anna Weber", "Tom Reed"]
    assert b"Kestrel" not in theirs.content
    assert b"Buyer" not in theirs.content


def test_no_one_else_learns_of_whom_only_a_confidential_visit_knows(journal: Journal, rail: int) -> None:
    hidden = contacts.create(journal, name="Hidden Person", account_id=rail).id
    make_visit(journal, rail, "2026-05-13T10:00", people=[hidden], confidential=True)
    for choices in ({"audience": "manager"}, {"audience": "customer"}):
        assert names(exported(journal, "vcf", account_ids=[rail], **choices).content) == ["Anna Weber"]
    assert "Hidden Person" in names(exported(journal, "vcf", account_ids=[rail]).content)
    make_visit(journal, rail, "2026-05-14T10:00", people=[hidden])
    assert "Hidden Person" in names(exported(journal, "vcf", account_ids=[rail], audience="manager").content)


def test_an_account_in_the_trash_is_named_on_no_card(journal: Journal, rail: int) -> None:
    gone = make_account(journal, "Gone Ltd")
    tom = contacts.create(journal, name="Tom Reed", account_id=gone).id
    make_visit(journal, rail, "2026-05-13T10:00", people=[tom])
    accounts.trash(journal, gone)
    assert b"Gone" not in exported(journal, "vcf").content


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("张伟", "张", "伟"),
        ("徐海明", "徐", "海明"),
        ("欧阳建国", "欧阳", "建国"),
        ("诸葛亮", "诸葛", "亮"),
        ("欧阳", "欧", "阳"),
        ("Anna Weber", "Weber", "Anna"),
        ("Anna Maria Weber", "Weber", "Anna Maria"),
        ("Madonna", "", "Madonna"),
        ("艾", "", "艾"),
    ],
)
def test_a_name_is_sorted_by_its_family_name(name: str, family: str, given: str) -> None:
    assert split_name(name) == (family, given)


def test_a_hostile_text_stays_in_its_field(journal: Journal, rail: int) -> None:
    evil = "x\r\nEND:VCARD\r\nBEGIN:VCARD\x0bFN:Evil\u2028TEL:1\x07;,\\n\\"
    contacts.create(journal, name="Tom", account_id=rail, private_notes=evil, post={"title": "a\\;b,c:d"})
    card = cards(exported(journal, "vcf", account_ids=[rail], with_private=True).content)[-1]
    assert (card.name, card.title, card.phones) == ("Tom", "a\\;b,c:d", ())
    assert card.notes == "x\nEND:VCARD\nBEGIN:VCARD\nFN:Evil\nTEL:1;,\\n\\"


def test_lines_are_short_and_no_character_is_cut(journal: Journal, rail: int) -> None:
    contacts.create(journal, name="徐海", account_id=rail, private_notes="报价🚄" * 100)
    content = exported(journal, "vcf", account_ids=[rail], with_private=True).content
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(line.decode() for line in lines[:-1])
    assert cards(content)[-1].notes == "报价🚄" * 100


@pytest.mark.parametrize("length", [0, 1, 74, 75, 76, 148, 149, 150, 151])
def test_a_folded_line_unfolds_to_what_it_was(length: int) -> None:
    line = "x" * length
    assert folded(line).replace(b"\r\n ", b"") == line.encode() + b"\r\n"
    assert max(map(len, folded(line).split(b"\r\n"))) <= 75


def test_a_text_is_escaped_once() -> None:
    assert escaped("a;b,c\\d\ne:f") == "a\\;b\\,c\\\\d\\ne:f"


def test_a_period_in_which_no_one_was_met(journal: Journal) -> None:
    file = exported(journal, "vcf", period=Period(TODAY, TODAY))
    assert (file.content, file.rows, len(file.warnings)) == (b"", 0, 1)


def test_a_post_to_fill_has_no_card(journal: Journal) -> None:
    account = make_account(journal)
    make_contact(journal, "Anna", account_id=account)
    make_contact(journal, "The new CFO", account_id=account, placeholder=True)
    text = exported(journal, "vcf", account_ids=[account]).content.decode()
    assert ("FN:Anna" in text, "CFO" in text) == (True, False)
