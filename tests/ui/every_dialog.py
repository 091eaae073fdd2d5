"""How every dialog of the program is made, for tests and pictures that go through all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

import ui
from models import (
    acceptance_batches,
    acceptance_lists,
    accounts,
    asset_lists,
    attachments,
    calendar,
    collections,
    contacts,
    feedback,
    milestones,
    note_templates,
    outreach,
    outreach_choice,
    people_map,
    plan_sheets,
    plan_templates,
    plans,
    receivable_lists,
    reminders,
    service,
    step_lists,
    step_sheets,
    steps,
    trips,
)
from models.duplicates import accounts as of_accounts
from models.duplicates import people
from models.exchange.acceptance_import import import_list
from models.exchange.acceptance_sheets import open_list, read_lists
from models.exchange.importer import import_files
from models.merging_sheets import Difference
from models.outreach_choice import Choice
from models.receivable_lists import ReceivableFilter, ReceivableLine
from models.summaries.choosing import parts
from models.summaries.left_out import LeftOut, rules
from models.summaries.periods import parse_period, week_of
from models.summaries.privacy import Audience
from models.summaries.review import AccountChoice
from tests.models.picture_files import photo
from ui.acceptance.attempt_dialog import AttemptDialog
from ui.acceptance.batch_dialog import BatchDialog
from ui.acceptance.block_dialog import BlockDialog
from ui.acceptance.import_dialog import ImportDialog as AcceptanceImportDialog
from ui.acceptance.item_editor import ItemEditor
from ui.acceptance.sheet_dialog import SignOffDialog
from ui.acceptance.sign_dialog import SignDialog
from ui.acceptance.signature_editor import SignatureEditor
from ui.accounts.editor import AccountEditor
from ui.accounts.log_dialog import LogDialog
from ui.accounts.move_dialog import MoveDialog
from ui.accounts.snooze_dialog import SnoozeDialog
from ui.accounts.split_dialog import SplitDialog
from ui.actions import Actions
from ui.assets.editor import AssetEditor
from ui.assets.feedback_editor import FeedbackEditor
from ui.assets.served_dialog import ServedDialog
from ui.attachments.details import DetailsDialog
from ui.brief.dialog import BriefDialog
from ui.calendar.day_dialog import DayDialog
from ui.calendar.new_dialog import NewDialog
from ui.calendar.other_day_dialog import OtherDayDialog
from ui.contacts.company_dialog import CompanyDialog
from ui.contacts.editor import ContactEditor
from ui.contacts.point_dialog import PointDialog
from ui.contacts.post_dialog import PostDialog
from ui.contacts.standing_dialog import StandingDialog
from ui.crash import CrashDialog
from ui.duplicates.dialog import DuplicatesDialog, Found
from ui.duplicates.merge_dialog import MergeDialog
from ui.exchange.import_dialog import ImportDialog
from ui.introductions.dialog import IntroductionsDialog
from ui.people_map.link_dialog import LinkDialog
from ui.projects.editor import ProjectEditor
from ui.projects.milestone_dialog import MilestoneDialog
from ui.projects.outcome_dialog import OutcomeDialog
from ui.projects.owner_dialog import OwnerDialog
from ui.projects.stage_dialog import StageDialog
from ui.quick_note import QuickNote
from ui.reach.dialog import ReachDialog
from ui.reach.working import WorkingDialog
from ui.receivables.account_dialog import AccountReceivablesDialog
from ui.receivables.ageing_paper import AgeingPaper
from ui.receivables.collection_dialog import CollectionDialog
from ui.receivables.confirm_dialog import ConfirmDialog
from ui.receivables.details_dialog import ReceivableDialog
from ui.receivables.editor import ReceivableEditor
from ui.receivables.invoice_dialog import InvoiceDialog
from ui.receivables.payment_dialog import PaymentDialog
from ui.receivables.write_off_dialog import WriteOffDialog
from ui.reminders.dialog import RemindersDialog
from ui.session import Session
from ui.settings.about import AboutDialog
from ui.settings.dialog import SettingsDialog
from ui.settings.keys import KeysDialog
from ui.settings.trash import TrashDialog
from ui.steps.editor import StepEditor
from ui.steps.escalate_dialog import EscalateDialog
from ui.steps.plan_days_dialog import PlanDaysDialog
from ui.steps.plan_editor import PlanEditor
from ui.steps.plan_end_dialog import PlanEndDialog
from ui.steps.plan_paper import PlanPaper
from ui.steps.plan_template_dialog import PlanTemplateDialog
from ui.steps.postpone_dialog import PostponeDialog
from ui.steps.reassign_dialog import ReassignDialog
from ui.summaries import dialogs as of_review
from ui.summaries.accounts_dialog import AccountsDialog, ProjectDialog
from ui.territory.paper import TerritoryPaper
from ui.trips.editor import TripEditor
from ui.trips.encounters_dialog import EncountersDialog
from ui.trips.into_dialog import IntoTripDialog
from ui.trips.plan_dialog import PlanVisitsDialog
from ui.trips.put_dialog import PutVisitsDialog
from ui.visits import period_dialog
from ui.visits.conflict import ConflictDialog
from ui.visits.template_dialog import TemplateDialog
from ui.widgets.dialog import Dialog

Maker = Callable[[Session, QWidget], Dialog]

_CARDS = """BEGIN:VCARD\nVERSION:3.0\nFN:Anna Öst\nORG:Alpenbahn\nEND:VCARD
BEGIN:VCARD\nVERSION:3.0\nFN:徐海\nORG:北方铁路\nTEL:+86 10 5555\nEND:VCARD\n"""


def _account(session: Session) -> int:
    return accounts.find(session.journal, "Northern Rail").id


def _entry(session: Session) -> calendar.Entry:
    today = session.today()
    return next(one for one in calendar.read(session.journal, today, today).days[0].entries if one.is_movable)


def _accepted(session: Session) -> int:
    """Return the project with an acceptance list; it gets a batch of sites."""
    ((project_id,),) = session.journal.rows("SELECT project_id FROM signature WHERE deleted_at IS NULL LIMIT 1")
    acceptance_batches.create(session.journal, project_id, name="Western line 西线", sites="Site 1\n二号站")
    return int(project_id)


def _milestone(session: Session) -> milestones.MilestoneRow:
    return milestones.listing(session.journal, _accepted(session))[-1]


def _items(session: Session) -> list[acceptance_lists.ItemLine]:
    wanted = acceptance_lists.AcceptanceFilter(states=("blocked",))
    return acceptance_lists.items(session.journal, _accepted(session), wanted, limit=1)


def _wanted_signatures(session: Session) -> list[acceptance_lists.SignatureLine]:
    wanted = acceptance_lists.AcceptanceFilter(states=("approved_inside", "blocked"))
    return acceptance_lists.signatures(session.journal, _accepted(session), wanted, limit=1)


def _attempts(session: Session, window: QWidget) -> Dialog:
    """Of a signature with some."""
    wanted = acceptance_lists.AcceptanceFilter(states=("signed",))
    signed = acceptance_lists.signatures(session.journal, _accepted(session), wanted)
    return AttemptDialog(session, next(one.id for one in signed if one.attempts), window)


def _person(session: Session) -> int:
    return contacts.listing(session.journal, account_id=_account(session))[0].id


def _merge(session: Session, window: QWidget) -> Dialog:
    first, second = contacts.listing(session.journal, account_id=_account(session))[:2]
    return MergeDialog(session, "contact", first.id, window, other_id=second.id)


def _duplicates(session: Session, window: QWidget) -> Dialog:
    """With a person and an account that were written down twice."""
    person = contacts.get(session.journal, _person(session))
    contacts.create(session.journal, name=person.name.upper(), account_id=_account(session), notes="Long notes. " * 40)
    accounts.create(session.journal, name="Northern Rail Ltd", notes="另一个 " * 40)
    found: Found = {"contact": people.find(session.journal), "account": of_accounts.find(session.journal)}
    return DuplicatesDialog(session, found, window)


def _link(session: Session, window: QWidget) -> Dialog:
    shown = people_map.read(session.journal, _account(session))
    return LinkDialog(session, shown.account_id, shown.people[0], "reports_to", window)


def _imported(session: Session, window: QWidget) -> Dialog:
    path = session.journal.path.with_name("cards.vcf")
    Path(path).write_text(_CARDS, encoding="utf-8")
    return ImportDialog(session, window, [path], import_files(session.journal, [path], dry_run=True))


def _imported_list(session: Session, window: QWidget) -> Dialog:
    path = session.journal.path.with_name("list.csv")
    path.write_text("Clause,Department,Criterion,State\n1,Depot 4,Radio,agreed\n1,Depot 4,Radio,x\n", encoding="utf-8")
    plans, project_id = open_list(path), _accepted(session)
    tried = import_list(session.journal, project_id, read_lists(plans), dry_run=True)
    return AcceptanceImportDialog(session, window, project_id, path, plans, tried)


def _step(session: Session, window: QWidget) -> Dialog:
    first = step_lists.read(session.journal)[0]
    return StepEditor(session, window, sheet=step_sheets.read(session.journal, first.id))


def _request(session: Session, window: QWidget) -> Dialog:
    """One with a history: it was solved once, and failed again."""
    ((step_id,),) = session.journal.rows(
        "SELECT id FROM step WHERE kind = 'complaint' AND reopened_at IS NOT NULL AND deleted_at IS NULL LIMIT 1"
    )
    return StepEditor(session, window, sheet=step_sheets.read(session.journal, step_id))


def _escalation(session: Session, window: QWidget) -> Dialog:
    ((step_id,),) = session.journal.rows(
        "SELECT id FROM step WHERE kind = 'complaint' AND closed_at IS NULL AND deleted_at IS NULL LIMIT 1"
    )
    return EscalateDialog(session, steps.get(session.journal, step_id), window)


def _plan(session: Session, window: QWidget) -> Dialog:
    first = plans.listing(session.journal)[0]
    return PlanEditor(session, window, sheet=plan_sheets.read(session.journal, first.id))


def _plan_sheet(session: Session) -> plan_sheets.PlanSheet:
    """Return the sheet of a plan with a step that has no day."""
    plan = plans.listing(session.journal)[0]
    plans.add_step(session.journal, plan.id, title="Call 电话")
    return plan_sheets.read(session.journal, plan.id)


def _settings_with_plan_template(session: Session, window: QWidget) -> Dialog:
    plan_templates.keep(session.journal, plans.listing(session.journal)[0].id, "Trade fair")
    return SettingsDialog(session, window, part="plan_templates")


def _outreach(session: Session, window: QWidget) -> Dialog:
    touched = outreach_choice.choose(session.journal, Choice(account_class="A"))
    made = outreach.start(session.journal, "After the earthquake: is everyone well? 地震后问候", touched)
    return WorkingDialog(session, made.id, window)


def _into_trip(session: Session, window: QWidget) -> Dialog:
    ((visit_id,),) = session.journal.rows("SELECT id FROM visit WHERE deleted_at IS NULL LIMIT 1")
    return IntoTripDialog(session, visit_id, window)


def _trip(session: Session) -> int:
    fields = trips.TripFields(name="Rail congress 铁路大会", kind="event", start_on="2026-05-11", end_on="2026-05-13")
    return trips.create(session.journal, place="Harbin 哈尔滨", **fields).id


def _attachment(session: Session, window: QWidget) -> Dialog:
    journal = session.journal
    ((visit_id,),) = journal.rows("SELECT id FROM visit WHERE deleted_at IS NULL LIMIT 1")
    added = attachments.add(journal, "visit", visit_id, "Cabinet 柜子.jpg", photo(3000, 2000), keep_original=True)
    return DetailsDialog(session, attachments.get(journal, added.id), window, of_visit=True)


def _reminders(session: Session, window: QWidget) -> Dialog:
    ((step_id,),) = session.journal.rows("SELECT id FROM step WHERE closed_at IS NULL AND deleted_at IS NULL LIMIT 1")
    steps.edit(session.journal, step_id, remind_at=session.clock.wall())
    reminders.claim(session.journal)
    return RemindersDialog(session, window)


def _money(make: Callable[[Session, ReceivableLine, QWidget], Dialog]) -> Maker:
    """Return what makes a dialog about a receivable that is open and not confirmed."""

    def made(session: Session, window: QWidget) -> Dialog:
        (line,) = receivable_lists.lines(session.journal, ReceivableFilter("not_invoiced"), limit=1)
        collections.note(session.journal, line.id, said="The register is checked 资产核对中", promised_on="2027-06-01")
        return make(session, line, window)

    return made


def _asset(session: Session) -> asset_lists.AssetLine:
    return asset_lists.listing(session.journal, asset_lists.AssetFilter(state="serviced"), limit=1)[0]


def _feedback(session: Session, window: QWidget) -> Dialog:
    (line,) = feedback.listing(session.journal, feedback.FeedbackFilter(), limit=1)
    return FeedbackEditor(session, line.id, window)


def _served(session: Session) -> int:
    """Return the visit at which a product is served next; it is planned if it is not yet."""
    service.plan_due(session.journal)
    visit_id = _asset(session).next_visit_id
    assert visit_id is not None
    return visit_id


def _settings(part: str) -> Maker:
    return lambda session, window: SettingsDialog(session, window, part=part)


def _settings_with_template(session: Session, window: QWidget) -> Dialog:
    note_templates.create(session.journal, "Trade fair", "## {account}")
    return SettingsDialog(session, window, part="templates")


MAKERS: dict[str, Maker] = {
    "acceptance item": lambda session, window: ItemEditor(session, _accepted(session), _items(session)[0].id, window),
    "new acceptance item": lambda session, window: ItemEditor(session, _accepted(session), None, window, "Depot 4"),
    "signature": lambda session, window: SignatureEditor(
        session, _accepted(session), _wanted_signatures(session)[0].id, window
    ),
    "new signature": lambda session, window: SignatureEditor(session, _accepted(session), None, window),
    "sign-off": lambda session, window: SignDialog(session, _wanted_signatures(session), window),
    "attempts at a signature": _attempts,
    "project": lambda session, window: ProjectEditor(session, _accepted(session), window),
    "new project": lambda session, window: ProjectEditor(session, None, window, account_id=_account(session)),
    "stage of a project": lambda session, window: StageDialog(session, _accepted(session), "", window),
    "outcome of a project": lambda session, window: OutcomeDialog(session, _accepted(session), "won", window),
    "milestone": lambda session, window: MilestoneDialog(session, _accepted(session), _milestone(session), window),
    "new milestone": lambda session, window: MilestoneDialog(session, _accepted(session), None, window),
    "owner of a project": lambda session, window: OwnerDialog(session, _accepted(session), "sales", window),
    "what blocks": lambda session, window: BlockDialog(session, _items(session), window),
    "batch of sites": lambda session, window: BatchDialog(session, _accepted(session), None, window),
    "installed product": lambda session, window: AssetEditor(session, _asset(session).id, window),
    "new installed product": lambda session, window: AssetEditor(session, None, window),
    "feedback": _feedback,
    "new feedback": lambda session, window: FeedbackEditor(session, None, window),
    "products of a visit": lambda session, window: ServedDialog(session, _served(session), window),
    "reach all who have a product": lambda session, window: ReachDialog(
        session, window, choice=Choice(product=_asset(session).product, version="< 10")
    ),
    "receivable": _money(ReceivableDialog),
    "payment": _money(PaymentDialog),
    "amount confirmed": _money(ConfirmDialog),
    "invoice": _money(InvoiceDialog),
    "contact about money": _money(CollectionDialog),
    "write off": _money(WriteOffDialog),
    "edit a receivable": _money(lambda session, line, window: ReceivableEditor(session, window, receivable_id=line.id)),
    "new receivable": lambda session, window: ReceivableEditor(session, window),
    "receivables of an account": lambda session, window: AccountReceivablesDialog(session, _account(session), window),
    "ageing on paper": lambda session, window: AgeingPaper(session, window),
    "account": lambda session, window: AccountEditor(session, _account(session), window),
    "new account": lambda session, window: AccountEditor(session, None, window),
    "move an account": lambda session, window: MoveDialog(session, [_account(session)], window),
    "split an account": lambda session, window: SplitDialog(session, _account(session), window),
    "merge two people": _merge,
    "duplicates": _duplicates,
    "no duplicates": lambda session, window: DuplicatesDialog(session, {"contact": [], "account": []}, window),
    "snooze": lambda session, window: SnoozeDialog(session, "account", _account(session), "Northern Rail", window),
    "log a contact": lambda session, window: LogDialog(session, _account(session), "Northern Rail", window),
    "reach many": lambda session, window: ReachDialog(session, window),
    "work through an outreach": _outreach,
    "new trip": lambda session, window: TripEditor(session, None, window),
    "trip": lambda session, window: TripEditor(session, _trip(session), window),
    "encounters": lambda session, window: EncountersDialog(session, _trip(session), window),
    "visits on a trip": lambda session, window: PlanVisitsDialog(session, _trip(session), window),
    "visit into a trip": _into_trip,
    "visits for a trip": lambda session, window: PutVisitsDialog(session, _trip(session), window),
    "person": lambda session, window: ContactEditor(session, _person(session), window),
    "new person": lambda session, window: ContactEditor(session, None, window),
    "post": lambda session, window: PostDialog(session, _person(session), None, window),
    "another company": lambda session, window: CompanyDialog(session, _person(session), window),
    "standing": lambda session, window: StandingDialog(session, _person(session), None, window),
    "point": lambda session, window: PointDialog(session, _person(session), None, window),
    "introductions": lambda session, window: IntroductionsDialog(session, window, _person(session)),
    "line of the map": _link,
    "crash": lambda session, window: CrashDialog("ui/visits/page.py:12 refresh", drafts_kept=True),
    "import": _imported,
    "acceptance list": _imported_list,
    "sign-off sheets": lambda session, window: SignOffDialog(session, window, _accepted(session), "Depot 4"),
    "about": lambda session, window: AboutDialog(window),
    "quick note": lambda session, window: QuickNote(session, window),
    "settings": _settings(""),
    "settings profile": _settings("profile"),
    "settings classes": _settings("classes"),
    "settings stages": _settings("stages"),
    "settings reminders": _settings("reminders"),
    "settings tags": _settings("tags"),
    "settings templates": _settings_with_template,
    "settings plan templates": _settings_with_plan_template,
    "settings journal": _settings("journal"),
    "keys": lambda session, window: KeysDialog(Actions(window).all(), window),
    "trash": lambda session, window: TrashDialog(session, window),
    "reminders": _reminders,
    "step": _step,
    "escalation": _escalation,
    "request": _request,
    "new step": lambda session, window: StepEditor(session, window),
    "plan": _plan,
    "end a plan": lambda session, window: PlanEndDialog(session, _plan_sheet(session), window),
    "days of a plan": lambda session, window: PlanDaysDialog(session, _plan_sheet(session), window),
    "territory on paper": lambda session, window: TerritoryPaper(
        session, parse_period("this-quarter", session.today()), "branch", window
    ),
    "plan on paper": lambda session, window: PlanPaper(session, plans.listing(session.journal)[0].id, window),
    "plan as a template": lambda session, window: PlanTemplateDialog(
        session, plans.listing(session.journal)[0], window
    ),
    "new plan": lambda session, window: PlanEditor(session, window),
    "postpone": lambda session, window: PostponeDialog(session, step_lists.read(session.journal)[:3], window),
    "reassign": lambda session, window: ReassignDialog(session, step_lists.read(session.journal)[:3], window),
    "period of the review": lambda session, window: of_review.PeriodDialog(
        week_of(session.today()), session.today, window
    ),
    "order of sections": lambda session, window: of_review.OrderDialog(parts("period", "manager", "week"), window),
    "left out": lambda session, window: of_review.LeftOutDialog(LeftOut(2, 3, 1), rules(Audience("manager")), window),
    "accounts of the review": lambda session, window: AccountsDialog(
        [AccountChoice(1, "Northern Rail", "", 3), AccountChoice(2, "江海电信", "", 0)], [1], window
    ),
    "project of the review": lambda session, window: ProjectDialog(
        [
            AccountChoice(1, "Lot 2 signalling radio", "Northern Rail", 25),
            AccountChoice(2, "承载网二期", "江海电信", 0),
        ],
        [1],
        window,
    ),
    "brief": lambda session, window: BriefDialog(session, window, _account(session)),
    "day": lambda session, window: DayDialog(session, session.today(), window, print),
    "new in the calendar": lambda session, window: NewDialog(session, window, "2026-05-14T10:30", 60),
    "other day": lambda session, window: OtherDayDialog(session, _entry(session), window, print),
    "period of visits": lambda session, window: period_dialog.PeriodDialog(session, "", "", window),
    "keep as a template": lambda session, window: TemplateDialog(session, "## {account}", window),
    "attachment": _attachment,
    "conflict": lambda session, window: ConflictDialog([Difference("notes", "Mine 我的", "Theirs")], window),
}
"""Each dialog by a name, and how it is made on the sample journal."""


def all_kinds() -> set[type[Dialog]]:
    """Return every kind of dialog that the program has; what others derive from is only their frame."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    found: set[type[Dialog]] = set()
    waiting = [Dialog]
    while waiting:
        below = waiting.pop().__subclasses__()
        found.update(kind for kind in below if kind.__module__.startswith("ui.") and not kind.__subclasses__())
        waiting += below
    return found
