"""What is private stays in the journal when data goes out, too."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from models import visit_lists
from models.errors import InvalidValue
from models.exchange.content_lines import plain
from models.exchange.exporter import MAKERS
from models.journal import Journal
from models.summaries.privacy import AudienceName
from tests.models.exchange.exporting import CHINESE, ENGLISH, exported, taken_in
from tests.models.summaries import test_privacy

marked = test_privacy.marked  # the journal with a word in every field


def said(content: bytes, ending: str) -> str:
    """Return all that a file says, folded lines joined."""
    text = content.decode("utf-8-sig")
    if ending == "csv":
        return "\n".join(cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row)
    return plain(text.replace("\r\n ", ""))


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize(("audience", "ticked"), [("manager", {}), ("manager", {"with_notes": True}), ("customer", {})])
def test_no_data_holds_a_private_word_or_anything_confidential(
    marked: tuple[Journal, int], ending: str, language: object, audience: AudienceName, ticked: dict[str, bool]
) -> None:
    journal, account_id = marked
    forbidden = ["HIDDEN", "privatenotes", "OPENcontactpreferences", "OPENcontactkindnesses", "1980", "03-07", "0307"]
    forbidden += ["uid\r", ":uid", "expectation", "accountnotes", "OPENcontactportrait", "OPENreason"]
    if not ticked:
        forbidden += ["OPENvisitnotes", "details", "OPENcontactnotes"]
    if audience == "customer":
        forbidden += ["OPENcontactnotes", "OPENcontactlanguages", "OPENcontactintroduction"]
        forbidden += ["supportneeded", "competitor", "OPENrisk", "risktitle", "next_steptitle", "planstep", "OPENpoint"]
        forbidden += ["OPENtag", "OPENresult"]
    file = exported(journal, ending, language=language, audience=audience, account_ids=[account_id], **ticked)
    text = said(file.content, ending)
    shown = "Secretive Person" if ending == "vcf" else "OPENvisitsummary"
    assert shown in text, "it must be there for this test to mean anything"
    assert [word for word in forbidden if word in text] == []
    assert file.left_out != ""


@pytest.mark.parametrize("ending", MAKERS)
def test_i_see_everything_once_i_ask_for_it(marked: tuple[Journal, int], ending: str) -> None:
    journal, account_id = marked
    private = {"csv": "OPENvisitprivatenotes", "vcf": "OPENcontactkindnesses", "ics": "OPENvisitprivatenotes"}[ending]
    unasked = said(exported(journal, ending, account_ids=[account_id]).content, ending)
    asked = exported(journal, ending, account_ids=[account_id], with_private=True)
    assert private not in unasked
    assert private in said(asked.content, ending)
    assert "HIDDEN" in unasked
    assert asked.left_out == ""


def test_ticked_notes_reach_the_manager(marked: tuple[Journal, int]) -> None:
    journal, _ = marked
    for ending in ("csv", "ics"):
        content = exported(journal, ending, audience="manager", with_notes=True).content
        assert "OPENvisitnotes" in said(content, ending)


def test_a_phone_reaches_the_manager(marked: tuple[Journal, int]) -> None:
    journal, _ = marked
    assert "OPENpoint" in said(exported(journal, "vcf", audience="manager").content, "vcf")


def test_nobody_is_given_what_is_not_for_him(journal: Journal) -> None:
    with pytest.raises(InvalidValue, match="name the account"):
        exported(journal, "csv", audience="customer")
    with pytest.raises(InvalidValue, match="never leave"):
        exported(journal, "vcf", audience="manager", with_private=True)
    with pytest.raises(InvalidValue, match="never shown"):
        exported(journal, "ics", audience="customer", account_ids=[1], with_notes=True)
    with pytest.raises(InvalidValue, match="csv, vcf, ics"):
        exported(journal, "json")


def test_what_went_out_as_confidential_comes_in_as_confidential(marked: tuple[Journal, int], tmp_path: Path) -> None:
    journal, _ = marked
    with Journal.create(tmp_path / "elsewhere.rounds", clock=journal.clock) as elsewhere:
        taken_in(elsewhere, exported(journal, "csv"), tmp_path, "csv")
        found = {line.purpose: line.confidential for line in visit_lists.listing(elsewhere)}
        assert found == {"HIDDENvisitpurpose": 1, "OPENvisitpurpose": 0}
        assert "HIDDEN" not in said(exported(elsewhere, "csv", audience="manager").content, "csv")
