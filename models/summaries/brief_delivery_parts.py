"""The parts of a brief on the order and after: money and signatures, risks, products and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from models.risks import level_of
from models.summaries.brief_delivery import WARRANTY_DAYS, BriefInvoice, BriefMoney, BriefProduct, BriefSignatures
from models.summaries.brief_facts import BriefStep
from models.summaries.brief_lines import Lines
from models.summaries.brief_page import BriefLine, BriefPart
from models.summaries.report import Tone
from models.text.field_words import RISK_LEVEL_NAMES

_RISK_TONES: Mapping[str, Tone] = {"high": "late", "medium": "soon", "low": "plain", "": "plain"}


class DeliveryParts(Lines):
    """Money and signatures, risks, and products."""

    def due(self) -> BriefPart:
        """Return the money that is late or due soon, what can be invoiced, and the signatures that are missing."""
        every = list(self._due_lines())
        # Where there is little room, the first of each comes before more of the same; the order is kept. Words for
        # thousands of amounts would take longer than the rest of the brief: only those that are shown are made.
        chosen = sorted(range(len(every)), key=lambda place: every[place][0])[: self.room.due]
        lines = tuple(every[place][1]() for place in sorted(chosen))
        return BriefPart("due", self.language.say("Money and signatures"), lines, len(every) - len(lines))

    def _due_lines(self) -> Iterator[tuple[int, Callable[[], BriefLine]]]:
        """Yield how far behind each line stands where there is little room, and what makes it."""
        facts = self.facts.delivery
        for place, money in enumerate(facts.money):
            yield (0 if place == 0 else 3), partial(self._money, money)
        for place, invoice in enumerate(facts.invoices):
            yield (2 if place == 0 else 3), partial(self._invoice, invoice)
        for project in facts.signatures:
            yield 1, partial(self._signed, project)
            for department, why in project.blocked:
                yield 4, partial(self._blocked, project, department, why)

    def _invoice(self, invoice: BriefInvoice) -> BriefLine:
        say = self.language.say
        amount = self.language.money(invoice.amount_minor, invoice.currency)
        text = say("{title}, {amount}", title=self._clip(invoice.title), amount=amount)
        state = say("can be invoiced") if invoice.is_confirmed else say("to be confirmed, then invoiced")
        return BriefLine(text, state, "soon", ("receivable", invoice.id))

    def _signed(self, project: BriefSignatures) -> BriefLine:
        state = self.language.say("{signed} of {all} signed", signed=project.signed, all=project.every)
        return BriefLine(self._clip(project.project), state, opens=("project", project.project_id))

    def _blocked(self, project: BriefSignatures, department: str, why: str) -> BriefLine:
        say = self.language.say
        text = say("{department} blocks: {why}", department=department, why=why) if why else department
        return BriefLine(self._clip(text), say("blocked"), "late", ("project", project.project_id))

    def _money(self, money: BriefMoney) -> BriefLine:
        say, plural = self.language.say, self.language.plural
        amount = self.language.money(money.rest_minor, money.currency)
        text = say("{title}, {amount}", title=self._clip(money.title), amount=amount)
        late = (self.today - date.fromisoformat(money.due_on)).days
        state = plural("{count} day late", "{count} days late", late) if late > 0 else self._until(money.due_on)
        if money.promised_on:
            state = say("{state}, promised for {day}", state=state, day=self._day(money.promised_on))
        return BriefLine(text, state, "late" if late > 0 else "plain", ("receivable", money.id))

    def risks(self) -> BriefPart:
        """Return the open risks, the heaviest first, each with the plan against it."""
        found = sorted(self.facts.of_kind("risk"), key=lambda step: -step.weight)
        lines = tuple(self._risk(step) for step in found[: self.room.risks])
        return BriefPart("risks", self.language.say("Risks"), lines, len(found) - len(lines))

    def _risk(self, step: BriefStep) -> BriefLine:
        plan = " ".join((step.contingency or "").split())
        text = self.language.say("{risk} → {plan}", risk=step.title, plan=plan) if plan else step.title
        level = level_of(step.likelihood, step.effect)
        state = self.language.say(RISK_LEVEL_NAMES[level]) if level else self._since(step.raised_at)
        return BriefLine(self._clip(text), state, _RISK_TONES[level], ("step", step.id), step.kind)

    def installed(self) -> BriefPart:
        """Return the products of ours that stand there, and what was said of them and is not answered."""
        say = self.language.say
        lines = [
            BriefLine(self._product(one), *self._warranty(one.warranty_end_on), ("asset", one.id))
            for one in self.facts.delivery.products
        ]
        for one in self.facts.delivery.feedback:
            text = say("{product}: “{words}”", product=one.product, words=" ".join(one.words.split()))
            lines.append(BriefLine(self._clip(text), self._since(one.noted_on), opens=("feedback", one.id)))
        return self._part("installed", say("Installed"), lines, self.room.products)

    def _product(self, one: BriefProduct) -> str:
        say = self.language.say
        name = say("{product} × {count}", product=one.product, count=one.quantity) if one.quantity > 1 else one.product
        versions = self.language.listing(one.versions[:3])
        return self._clip(say("{product}, version {versions}", product=name, versions=versions) if versions else name)

    def _warranty(self, ends_on: str | None) -> tuple[str, Tone]:
        if ends_on is None:
            return "", "plain"
        say, days = self.language.say, (date.fromisoformat(ends_on) - self.today).days
        if days < 0:
            return say("warranty ended {day}", day=self._day(ends_on)), "plain"
        return say("warranty until {day}", day=self._day(ends_on)), "soon" if days <= WARRANTY_DAYS else "plain"
