"""The words a summary uses for what the journal stores as marks."""

from __future__ import annotations

from models.text.language import Label

CHANNELS = {
    "on_site": Label("on site"),
    "hosted": Label("hosted at ours"),
    "call": Label("call"),
    "video": Label("video"),
    "message": Label("message"),
    "event": Label("event"),
}

KINDS = {
    "next_step": Label("next step"),
    "promise": Label("promise"),
    "customer_promise": Label("customer’s promise"),
    "request": Label("request"),
    "complaint": Label("complaint"),
    "risk": Label("risk"),
}

SEVERITIES = {"normal": Label("normal"), "serious": Label("serious"), "urgent": Label("urgent")}

ROLE_GROUPS = {
    "decision": Label("decision makers"),
    "technical": Label("technical"),
    "users": Label("users"),
    "commercial": Label("commercial"),
    "finance": Label("finance"),
}

STANCES = {
    -2: Label("opponent"),
    -1: Label("non-supporter"),
    0: Label("neutral"),
    1: Label("supporter"),
    2: Label("mentor"),
}
