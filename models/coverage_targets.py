"""How well each role group of an account is to be known: briefly, from several contacts, or deeply."""

from __future__ import annotations

from models import coverage, values
from models.changes import Changes
from models.contacts import ROLE_GROUPS
from models.journal import Journal
from models.tables import Account, CoverageTarget
from models.text.language import Label

WANTED = coverage.LEVELS[1:]
"""The levels that can be wanted."""

_role_rule = values.choice(Label("role group"), ROLE_GROUPS)
_wanted_rule = values.choice(Label("wanted coverage"), WANTED, optional=True)


def set_wanted(journal: Journal, account_id: int, wanted: dict[str, str | None]) -> Changes:
    """Set how well some role groups of an account are to be known, None for as it comes; the others stay as they are.

    Raises InvalidValue for a group or level that there is not, and NotFound for an account that is not there.
    """
    stored = {str(_role_rule(role)): _wanted_rule(level) for role, level in wanted.items()}
    with journal.operation("coverage_targets.set", record=(Account, account_id)) as work:
        work.require_live(Account, account_id)
        before = coverage.targets(journal, account_id)
        for role, level in stored.items():
            if level is None:
                work.trash_where(CoverageTarget, "account_id = ? AND role_group = ?", account_id, role)
            elif role in before:
                for (target_id,) in journal.rows(_TARGETS, account_id, role):
                    work.update(CoverageTarget, target_id, {"wanted": level})
            else:
                work.insert(CoverageTarget, account_id=account_id, role_group=role, wanted=level)
        return work.done(account_id)


_TARGETS = "SELECT id FROM coverage_target WHERE account_id = ? AND role_group = ? AND deleted_at IS NULL"
