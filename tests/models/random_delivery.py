"""Random work after the order, beside all other work: projects, acceptance, money, products; some of it is refused."""

from __future__ import annotations

import random
from datetime import timedelta

from models import (
    acceptance,
    acceptance_batches,
    acceptance_marking,
    assets,
    collections,
    feedback,
    milestones,
    project_course,
    projects,
    receivables,
    service,
    signing,
    stages,
    visits,
)
from models.changes import Changes
from models.clock import FixedClock
from models.journal import Journal
from tests.models.random_work import Worker

_STATES = ("open", "approved_inside", "submitted", "agreed", "signed", "blocked")
_CURRENCIES = ("EUR", "CNY", "JPY", "KWD")
_STAGES = ("Lead", "Design", "Contract", "Delivery", "验收")


class DeliveryWorker(Worker):
    """Carries deals through to the money, at random."""

    def __init__(self, journal: Journal, clock: FixedClock, chance: random.Random) -> None:
        super().__init__(journal, clock, chance)
        self.kinds = (
            *self.kinds,
            *(
                self.create_project,
                self.edit_project,
                self.move_project,
                self.end_project,
                self.trash_or_restore_project,
                self.plan_milestone,
                self.change_milestone,
                self.change_stages,
                self.add_items,
                self.change_items,
                self.add_signature,
                self.get_signatures,
                self.make_batch,
                self.create_receivable,
                self.invoice,
                self.pay,
                self.ask_for_money,
                self.write_off,
                self.install,
                self.change_asset,
                self.serve,
                self.listen,
            )
            * 2,
            # Of what is owed most is paid in the end, so that a few hundred deeds have payments whatever the chance.
            *(self.create_receivable, self.pay, self.pay) * 2,
        )

    def create_project(self) -> Changes:
        return projects.create(
            self.journal, account_id=self.any("account"), name=self.name(), stage=self.chance.choice(_STAGES),
            **self._project_fields(),
        )  # fmt: skip

    def edit_project(self) -> Changes:
        return projects.edit(self.journal, self.any("project"), reason=self.text(), **self._project_fields())

    def _project_fields(self) -> projects.ProjectFields:
        fields: projects.ProjectFields = self.fields(
            probability=lambda: self.chance.randrange(-5, 110),
            expected_on=self.day,
            competitor=self.name,
            notes=self.text,
            rhythm_days=lambda: self.chance.choice((None, 0, 14, 30)),
        )
        if self.chance.random() < 0.5:
            fields["value_minor"] = self.chance.choice((None, 0, 1, -1, 10**15, 10**16))
            fields["currency"] = self.chance.choice((*_CURRENCIES, "", "euro"))
        return fields

    def move_project(self) -> Changes:
        stage = self.chance.choice((*_STAGES, ""))
        return projects.move(self.journal, self.any("project"), stage, reason=self.text(), on=self.day())

    def end_project(self) -> Changes:
        project_id = self.any("project")
        kinds = (project_course.win, project_course.lose, project_course.close)
        if self.chance.random() < 0.3:
            return project_course.reopen(self.journal, project_id)
        return self.chance.choice(kinds)(self.journal, project_id, on=self.chance.choice((None, self.day())))

    def trash_or_restore_project(self) -> Changes:
        if self.chance.random() < 0.4:
            return projects.trash(self.journal, self.any("project"))
        return projects.restore(self.journal, self.any("project", "deleted_at IS NOT NULL"))

    def plan_milestone(self) -> Changes:
        return milestones.add(
            self.journal, self.any("project"), name=self.name(), **self.fields(planned_on=self.day, notes=self.text)
        )

    def change_milestone(self) -> Changes:
        milestone_id = self.any("milestone")
        return self.chance.choice(
            (
                lambda: milestones.reach(self.journal, milestone_id),
                lambda: milestones.trash(self.journal, milestone_id),
                lambda: milestones.arrange(self.journal, milestone_id, self.chance.choice((-1, 1))),
                lambda: milestones.edit(
                    self.journal, milestone_id, **self.fields(planned_on=self.day, signed_on=self.day, name=self.name)
                ),
            )
        )()

    def change_stages(self) -> Changes:
        name, other = self.chance.choice(_STAGES), self.chance.choice(_STAGES)
        return self.chance.choice(
            (
                lambda: stages.add(self.journal, "en", name=self.name(), phase="delivery"),
                lambda: stages.edit(self.journal, "en", name, name=other),
                lambda: stages.arrange(self.journal, "en", name, 1),
                lambda: stages.remove(self.journal, "en", name),
            )
        )()

    def add_items(self) -> Changes:
        project_id = self.any("project")
        with self.journal.operation("acceptance.import") as work:
            for number in range(self.chance.randrange(1, 8)):
                acceptance.add_item(
                    self.journal, project_id, clause=f"{number}.{self.chance.randrange(5)}", department=self.name(),
                    criterion=self.name(), **self.fields(batch_id=lambda: self.any("acceptance_batch")),
                )  # fmt: skip
            return work.done()

    def change_items(self) -> Changes:
        ids = [self.any("acceptance_item") for _ in range(self.chance.randrange(1, 6))]
        if self.chance.random() < 0.15:
            return acceptance.trash_items(self.journal, ids)
        if self.chance.random() < 0.15:
            return acceptance.restore_item(self.journal, self.any("acceptance_item", "deleted_at IS NOT NULL"))
        return acceptance_marking.mark_items(
            self.journal, ids, state=self.chance.choice(_STATES), blocked_because=self.text()
        )

    def add_signature(self) -> Changes:
        return acceptance.add_signature(
            self.journal, self.any("project"), department=self.name(), subject=self.name(),
            **self.fields(
                signer_id=lambda: self.any("contact"),
                milestone_id=lambda: self.any("milestone"),
                state=lambda: self.chance.choice(_STATES),
                asked_on=self.day,
                signed_on=self.day,
            ),
        )  # fmt: skip

    def get_signatures(self) -> Changes:
        ids = list(dict.fromkeys(self.any("signature") for _ in range(self.chance.randrange(1, 4))))
        return self.chance.choice(
            (
                lambda: signing.ask(self.journal, ids),
                lambda: signing.sign(self.journal, ids, asked_on=self.chance.choice((None, self.day()))),
                lambda: signing.attempt(self.journal, ids[0], what=self.chance.choice(signing.WHATS)),
                lambda: acceptance.trash_signatures(self.journal, ids),
                lambda: acceptance.restore_signature(self.journal, self.any("signature", "deleted_at IS NOT NULL")),
            )
        )()

    def make_batch(self) -> Changes:
        if self.chance.random() < 0.3:
            return acceptance_batches.trash(self.journal, self.any("acceptance_batch"))
        return acceptance_batches.create(self.journal, self.any("project"), name=self.name(), sites=self.text())

    def create_receivable(self) -> Changes:
        amount = self.chance.choice((0, 1, 99, 12_345, 10**15, -5, 10**16))
        return receivables.create(
            self.journal, account_id=self.any("account"), title=self.name(), amount_minor=amount,
            currency=self.chance.choice(_CURRENCIES),
            **self.fields(
                project_id=lambda: self.any("project"),
                milestone_id=lambda: self.any("milestone"),
                due_on=self.day,
                promised_on=self.day,
                terms_days=lambda: self.chance.randrange(90),
            ),
        )  # fmt: skip

    def invoice(self) -> Changes:
        receivable_id = self.any("receivable")
        if self.chance.random() < 0.5:
            return receivables.confirm(self.journal, receivable_id)
        return receivables.invoice(self.journal, receivable_id, number=self.name(), on=self.day())

    def pay(self) -> Changes:
        if self.chance.random() < 0.2:
            return receivables.remove_payment(self.journal, self.any("payment"))
        amount = self.chance.choice((1, 50, 99, 12_345, 0, -1, 10**15))
        owing = self.any("receivable", "deleted_at IS NULL AND written_off_on IS NULL")
        return receivables.pay(self.journal, owing, amount)

    def ask_for_money(self) -> Changes:
        due = (self.journal.clock.today() + timedelta(days=7)).isoformat()
        follow_up = collections.FollowUp(self.name(), due) if self.chance.random() < 0.5 else None
        return collections.note(
            self.journal, self.any("receivable"), said=self.text(), follow_up=follow_up,
            **self.fields(means=lambda: self.chance.choice(("call", "letter", "meeting", "legal", "shout"))),
        )  # fmt: skip

    def write_off(self) -> Changes:
        receivable_id = self.any("receivable")
        return self.chance.choice(
            (
                lambda: receivables.write_off(self.journal, receivable_id, self.name()),
                lambda: receivables.write_back(self.journal, receivable_id),
                lambda: receivables.trash(self.journal, receivable_id),
                lambda: receivables.restore(self.journal, self.any("receivable", "deleted_at IS NOT NULL")),
            )
        )()

    def install(self) -> Changes:
        return assets.create(self.journal, account_id=self.any("account"), product=self.name(), **self._asset_fields())

    def change_asset(self) -> Changes:
        asset_id = self.any("asset")
        if self.chance.random() < 0.2:
            return assets.trash(self.journal, asset_id)
        if self.chance.random() < 0.2:
            return assets.restore(self.journal, self.any("asset", "deleted_at IS NOT NULL"))
        return assets.edit(self.journal, asset_id, **self._asset_fields())

    def _asset_fields(self) -> assets.AssetFields:
        fields: assets.AssetFields = self.fields(
            site=lambda: self.chance.choice(("", "North 北站")),
            quantity=lambda: self.chance.choice((0, 1, 7)),
            installed_on=self.day,
            warranty_end_on=lambda: self.chance.choice((None, "2027-12-31", "2026-08-01")),
            service_rhythm_days=lambda: self.chance.choice((None, 0, 30, 91)),
            removed_on=lambda: self.chance.choice((None, self.day())),
            project_id=lambda: self.any("project"),
        )
        return fields

    def serve(self) -> Changes:
        self.clock.move(timedelta(days=self.chance.choice((0, 1, 20))))
        if self.chance.random() < 0.5:
            return service.plan_due(self.journal)
        return visits.hold(self.journal, self.any("visit", "deleted_at IS NULL AND state = 'planned'"))

    def listen(self) -> Changes:
        if self.chance.random() < 0.3:
            return feedback.edit(self.journal, self.any("feedback"), answer=self.text(), handed_over_on=self.day())
        return feedback.create(
            self.journal, account_id=self.any("account"), product=self.name(), words=self.name(),
            **self.fields(kind=lambda: self.chance.choice(("wish", "praise", "joke"))),
        )  # fmt: skip
