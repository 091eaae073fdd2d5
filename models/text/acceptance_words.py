"""An acceptance in words: the states, what came of an attempt at a signature, and what a check found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.acceptance_matrix import Blocker
from models.acceptance_ready import Finding, Readiness
from models.text.language import Label, Language

STATE_NAMES: Mapping[str, Label] = {
    "open": Label("not begun"),
    "approved_inside": Label("approved inside"),
    "submitted": Label("submitted"),
    "agreed": Label("agreed"),
    "signed": Label("signed"),
    "blocked": Label("blocked"),
}

SIGNATURE_STATE_NAMES: Mapping[str, Label] = {**STATE_NAMES, "submitted": Label("asked for")}

WHAT_NAMES: Mapping[str, Label] = {
    "asked": Label("asked for"),
    "waited": Label("waited"),
    "came_back": Label("came back"),
    "refused": Label("refused to sign"),
    "signed": Label("signed"),
}


def finding_words(language: Language, finding: Finding, *, example: bool = True) -> str:
    """Return what a check found: '3 items are blocked: 7.14 Hall 2', with the first one as an example if wanted."""
    told = _FINDINGS[finding.what](language, finding.count)
    if not example or not finding.example:
        return told
    return language.say("{told}: {example}", told=told, example=finding.example)


def readiness_words(language: Language, ready: Readiness) -> str:
    """Return in one sentence whether a department can be asked for its signatures."""
    if ready.is_done:
        return language.say("All signatures are there.")
    if ready.is_ready:
        return language.plural(
            "Ready to be asked for {count} signature.", "Ready to be asked for {count} signatures.", ready.unsigned
        )
    holding = sum(one.holds for one in ready.findings)
    return language.plural(
        "Not ready yet: {count} thing must be settled first.",
        "Not ready yet: {count} things must be settled first.",
        holding,
    )


def blocked_words(language: Language, blocker: Blocker) -> str:
    """Return how much something blocks: '14 items and 4 signatures'."""
    items = language.plural("{count} item", "{count} items", blocker.items)
    signatures = language.plural("{count} signature", "{count} signatures", blocker.signatures)
    if not blocker.signatures:
        return items
    return language.say("{items} and {signatures}", items=items, signatures=signatures) if blocker.items else signatures


_FINDINGS: Mapping[str, Callable[[Language, int], str]] = {
    "items_blocked": lambda language, count: language.plural(
        "{count} item is blocked", "{count} items are blocked", count
    ),
    "items_open": lambda language, count: language.plural(
        "{count} item is not begun", "{count} items are not begun", count
    ),
    "items_unsubmitted": lambda language, count: language.plural(
        "{count} item is approved inside and not submitted",
        "{count} items are approved inside and not submitted",
        count,
    ),
    "items_submitted": lambda language, count: language.plural(
        "{count} item is submitted and not agreed", "{count} items are submitted and not agreed", count
    ),
    "no_evidence": lambda language, count: language.plural(
        "{count} item has no evidence", "{count} items have no evidence", count
    ),
    "no_owner": lambda language, count: language.plural(
        "{count} item has no owner", "{count} items have no owner", count
    ),
    "signatures_blocked": lambda language, count: language.plural(
        "{count} signature is blocked", "{count} signatures are blocked", count
    ),
    "no_signer": lambda language, count: language.plural(
        "{count} signature has no signer", "{count} signatures have no signer", count
    ),
    "signer_left": lambda language, count: language.plural(
        "{count} signer is no longer there", "{count} signers are no longer there", count
    ),
    "step_closed": lambda language, count: language.plural(
        "The step that unblocks is done for {count} of the blocked ones",
        "The step that unblocks is done for {count} of the blocked ones",
        count,
    ),
    "overdue": lambda language, count: language.plural(
        "{count} signature is overdue; ask again", "{count} signatures are overdue; ask again", count
    ),
    "no_items": lambda language, _count: language.say("There are no items to be accepted here"),
}
