"""What a person calls a record of each table, for sentences about one."""

from __future__ import annotations

from models.text.language import Label

RECORD_NAMES: dict[str, Label] = {
    "profile": Label("profile"),
    "colleague": Label("colleague"),
    "account": Label("account"),
    "contact": Label("contact"),
    "contact_point": Label("phone number or address"),
    "contact_post": Label("post"),
    "trip": Label("trip"),
    "project": Label("project"),
    "visit": Label("visit"),
    "visit_contact": Label("participant"),
    "visit_colleague": Label("colleague"),
    "visit_question": Label("question"),
    "plan": Label("plan"),
    "step": Label("step"),
    "step_contact": Label("participant"),
    "step_event": Label("history of the clock"),
    "stage_change": Label("change of stage"),
    "milestone": Label("milestone"),
    "acceptance_item": Label("acceptance item"),
    "signature": Label("signature"),
    "signature_attempt": Label("attempt at a signature"),
    "receivable": Label("receivable"),
    "payment": Label("payment"),
    "asset": Label("installed product"),
    "attachment": Label("attachment"),
    "tag": Label("tag"),
    "note_template": Label("template"),
    "plan_template": Label("template of a plan"),
    "snooze": Label("snooze"),
    "contact_standing": Label("standing of a contact"),
    "coverage_target": Label("wanted coverage"),
    "known_different": Label("pair that is not the same"),
}
