"""What the sample journal keeps beside its visits: tags, homework, boxes, photos, templates, steps that come back."""

from __future__ import annotations

from datetime import datetime

import pytest

from models import attachments, note_templates, preparation, quick_add, steps, tags
from models.clock import FixedClock
from models.journal import Journal
from models.known_names import KnownNames
from models.pictures import prepare
from models.safety.check import check
from models.sample.texts import LANGUAGES, keeping, names, situations
from models.text import list_lines
from models.text.list_lines import STEP_MARK
from tests.models.sample_day import TODAY, LargeSample


def test_only_accounts_and_situations_that_are_there_are_named() -> None:
    accounts = {account["name"] for language in LANGUAGES for account in names(language).accounts}
    keys = {situation.key for language in LANGUAGES for situation in situations(language)}
    assert {name for tag in keeping().tags for name in tag.accounts} <= accounts
    assert {one.account for one in keeping().repeated} <= accounts
    assert {photo.situation for photo in keeping().photos if photo.situation} <= keys
    begun = [begin for tag in keeping().tags for begin in tag.situations]
    assert [begin for begin in begun if not any(key.startswith(begin) for key in keys)] == []


def test_tags_in_both_languages_have_colours_and_are_few(sample: Journal, large_sample: LargeSample) -> None:
    known = {tag.name: tag for tag in tags.listing(sample)}
    assert {"key account", f"tender {TODAY.year}", "pilot", "重点客户", "集采", "试点"} <= set(known)
    assert {tag.colour for tag in known.values()} == set(tags.COLOURS)
    tagged = sample.row("SELECT count(*) FILTER (WHERE tags <> '[]'), count(*) FROM account")
    assert tagged is not None
    assert tagged[0] > tagged[1] / 2
    for borne in ("accounts", "contacts", "visits"):
        assert sum(getattr(tag, borne) for tag in known.values()) > 20
    with Journal.open(large_sample.path, read_only=True) as large:
        assert len(tags.listing(large)) <= len(known) + 2
        assert large.row("SELECT count(*) FROM attachment") == sample.row("SELECT count(*) FROM attachment")
        assert check(large.connection).faults == ()


def test_planned_visits_have_homework_and_a_question_from_before(sample: Journal) -> None:
    planned = [row[0] for row in sample.rows("SELECT id FROM visit WHERE state = 'planned'")]
    lines = [line for visit_id in planned for line in preparation.listing(sample, visit_id)]
    homework = [line for line in lines if line.kind == "homework"]
    assert len(homework) >= len(planned)
    assert {line.done for line in homework} == {True, False}
    carried = [line for line in lines if line.carried_on]
    assert carried
    assert {line.carried_on < str(TODAY) for line in carried} == {True}


def test_few_questions_of_visits_that_were_held_stayed_open(sample: Journal) -> None:
    counted = sample.row(
        "SELECT count(*), sum(done) FROM visit_question JOIN visit ON visit.id = visit_id WHERE state = 'held'"
    )
    assert counted is not None
    assert 0.8 * counted[0] < counted[1] < counted[0]


def test_boxes_that_became_steps_belong_to_steps_of_their_visit(sample: Journal) -> None:
    found = 0
    for visit_id, notes, summary in sample.rows("SELECT id, notes, summary FROM visit WHERE notes LIKE '%] %'"):
        titles = {step.title for step in steps.of_visit(sample, visit_id)}
        marked = [
            list_lines.words_of(line) for line in notes.split("\n") if (one := list_lines.parse(line)) and one.is_step
        ]
        assert set(marked) <= titles
        assert not marked or summary
        found += len(marked)
    assert found >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_box_that_became_a_step_means_just_its_title(sample: Journal, language: str) -> None:
    clock, names_here = FixedClock(datetime(2026, 5, 15, 9)), KnownNames.of(sample)
    marked = [line for s in situations(language) for line in s.notes.split("\n") if f"] {STEP_MARK} " in line]
    assert len(marked) >= 3
    for line in marked:
        words = list_lines.words_of(line)
        assert quick_add.understand(words, clock, names_here).title == words


def test_photos_are_kept_at_visits_as_the_program_would_keep_them(sample: Journal) -> None:
    kept = sample.rows(
        "SELECT attachment.id, caption, in_summary, confidential, state FROM attachment "
        "JOIN visit ON visit.id = visit_id"
    )
    assert len(kept) >= 4
    assert {(confidential, state) for *_, confidential, state in kept} == {(0, "held")}
    assert {bool(in_summary) for _, _, in_summary, *_ in kept} == {True, False}
    assert all(caption for _, caption, *_ in kept)
    for attachment_id, *_ in kept:
        content = attachments.content(sample, attachment_id)
        prepared = prepare(content)
        assert (prepared.content, prepared.media_type) == (content, "image/jpeg")
        small = attachments.thumbnail(sample, attachment_id)
        assert small is not None
        assert prepare(small).media_type == "image/jpeg"
        assert len(small) < len(content) / 3


def test_templates_of_my_own_and_steps_that_come_back(sample: Journal) -> None:
    assert {template.name for template in note_templates.listing(sample)} == {"Site survey", "回款沟通"}
    query = "SELECT title, closed_at IS NULL, due_on FROM step WHERE repeats <> '' ORDER BY due_on"
    repeated = sample.rows(query)
    titles = {title for title, *_ in repeated}
    assert len(titles) == 5
    assert sorted(title for title, is_open, _ in repeated if is_open) == sorted(titles)
    assert {due_on >= str(TODAY) for _, is_open, due_on in repeated if is_open} == {True}
    assert sum(not is_open for _, is_open, _ in repeated) >= 5
