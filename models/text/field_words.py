"""The words a person reads for what the journal stores as marks: channels, kinds, states, roles and the like."""

from __future__ import annotations

from collections.abc import Mapping

from models.text.language import Label

CHANNEL_NAMES: Mapping[str, Label] = {
    "on_site": Label("on site"),
    "hosted": Label("hosted at ours"),
    "call": Label("call"),
    "video": Label("video"),
    "message": Label("message"),
    "event": Label("event"),
}

STATE_NAMES: Mapping[str, Label] = {
    "planned": Label("planned"),
    "held": Label("held"),
    "missed": Label("missed"),
    "cancelled": Label("cancelled"),
}

KIND_NAMES: Mapping[str, Label] = {
    "next_step": Label("next step"),
    "promise": Label("promise"),
    "customer_promise": Label("customer’s promise"),
    "request": Label("request"),
    "complaint": Label("complaint"),
    "risk": Label("risk"),
}

LINE_KIND_NAMES: Mapping[str, Label] = {**KIND_NAMES, "visit": Label("visit")}
"""What a quick line can become: a step of some kind, or a visit."""

QUESTION_KIND_NAMES: Mapping[str, Label] = {
    "question": Label("question"),
    "homework": Label("homework"),
}
"""What stands on the preparation list of a visit: to be asked there, or to be done before."""

OUTCOME_NAMES: Mapping[str, Label] = {
    "done": Label("done"),
    "kept": Label("kept"),
    "kept_late": Label("kept late"),
    "broken": Label("broken"),
    "released": Label("released"),
}

ENDING_NAMES: Mapping[str, Label] = {
    "next_step": Label("Next step done"),
    "promise": Label("Promise kept"),
    "customer_promise": Label("Customer’s promise kept"),
    "request": Label("Request solved"),
    "complaint": Label("Complaint solved"),
    "risk": Label("Risk over"),
}
"""What the end of a step of each kind is called, unless it ended badly."""

SEVERITY_NAMES: Mapping[str, Label] = {
    "normal": Label("normal"),
    "serious": Label("serious"),
    "urgent": Label("urgent"),
}

LIKELIHOOD_NAMES: Mapping[int, Label] = {
    1: Label("rare"),
    2: Label("unlikely"),
    3: Label("possible"),
    4: Label("likely"),
    5: Label("almost certain"),
}

EFFECT_NAMES: Mapping[int, Label] = {
    1: Label("slight"),
    2: Label("minor"),
    3: Label("moderate"),
    4: Label("major"),
    5: Label("severe"),
}
"""What a risk would do to us and the customer if it came true."""

RISK_LEVEL_NAMES: Mapping[str, Label] = {
    "high": Label("high risk"),
    "medium": Label("medium risk"),
    "low": Label("low risk"),
    "": Label("not assessed"),
}
"""What likelihood and effect of a risk make together."""

ROLE_NAMES: Mapping[str, Label] = {
    "decision": Label("decision makers"),
    "technical": Label("technical"),
    "users": Label("users"),
    "commercial": Label("commercial"),
    "finance": Label("finance"),
}

LEVEL_NAMES: Mapping[str, Label] = {
    "executive": Label("executive"),
    "manager": Label("manager"),
    "specialist": Label("specialist"),
}

STANCE_NAMES: Mapping[int, Label] = {
    -2: Label("opponent"),
    -1: Label("non-supporter"),
    0: Label("neutral"),
    1: Label("supporter"),
    2: Label("mentor"),
}

CLOSENESS_NAMES: Mapping[int, Label] = {
    0: Label("no contact yet"),
    1: Label("distant"),
    2: Label("polite"),
    3: Label("open to us"),
    4: Label("close to us"),
    5: Label("trusted"),
}

INFLUENCE_NAMES: Mapping[int, Label] = {
    1: Label("little influence"),
    2: Label("some influence"),
    3: Label("much influence"),
}

SATISFACTION_NAMES: Mapping[int, Label] = {
    1: Label("very dissatisfied"),
    2: Label("dissatisfied"),
    3: Label("mixed"),
    4: Label("satisfied"),
    5: Label("very satisfied"),
}

EXPECTATION_NAMES: Mapping[int, Label] = {
    1: Label("very little"),
    2: Label("little"),
    3: Label("the usual"),
    4: Label("much"),
    5: Label("very much"),
}
"""How much they expected of a visit, on the scale on which they were satisfied by it."""

TIER_NAMES: Mapping[str, Label] = {
    "group": Label("group"),
    "company": Label("company"),
    "province": Label("province"),
    "city": Label("city"),
    "county": Label("county"),
    "site": Label("site"),
}
"""Where an account stands in its tree, from the top down."""

RELATIONSHIP_NAMES: Mapping[str, Label] = {
    "vendor": Label("vendor"),
    "credible": Label("credible source"),
    "solver": Label("problem solver"),
    "advisor": Label("trusted advisor"),
}
"""What we are to an account, from the least."""
