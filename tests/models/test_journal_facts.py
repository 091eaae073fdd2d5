"""What there is to know about a journal as a file."""

from __future__ import annotations

from models import projects, visits
from models.journal import Journal
from models.journal_facts import journal_facts
from models.safety import backup
from tests.factories import make_account, make_contact, make_visit


def test_the_facts_count_what_is_not_in_the_trash(journal: Journal) -> None:
    account_id = make_account(journal)
    make_contact(journal)
    visits.trash(journal, make_visit(journal, account_id))
    make_visit(journal, account_id)
    projects.create(journal, account_id=account_id, name="Lot 2")
    projects.trash(journal, projects.create(journal, account_id=account_id, name="Lot 3").id)
    facts = journal_facts(journal)
    assert (facts.visits, facts.people, facts.accounts, facts.projects) == (1, 1, 1, 1)
    assert facts.size == journal.path.stat().st_size > 0
    assert facts.last_backup is None
    made = backup.make(journal.connection, journal.path, journal.clock)
    facts = journal_facts(journal)
    assert facts.last_backup is not None
    assert abs(facts.last_backup.timestamp() - made.stat().st_mtime) < 0.001
    assert facts.backups == made.parent
