"""The words of the Review page's choices, translated when they are shown."""

from __future__ import annotations

from datetime import date

from models.summaries.choices import Choices, Form
from models.summaries.gather import Kind
from models.summaries.periods import PERIOD_NAMES, Period, PeriodKind, parse_period
from models.summaries.privacy import AudienceName
from models.text.language import Label
from ui.translations import language, say

AUDIENCES: dict[AudienceName, Label] = {
    "manager": Label("Manager"),
    "customer": Label("Customer"),
    "self": Label("Myself"),
}

READERS: dict[AudienceName, Label] = {
    "manager": Label("my manager"),
    "customer": Label("a customer"),
    "self": Label("myself"),
}

KINDS: dict[Kind, Label] = {
    "period": Label("Customer report"),
    "visit": Label("Visit reports"),
    "account": Label("Account report"),
    "person": Label("People met"),
    "trip": Label("Trips and events"),
    "project": Label("Project report"),
    "territory": Label("Territory"),
}

REPORTS: dict[PeriodKind, Label] = {
    "week": Label("Weekly report"),
    "month": Label("Monthly report"),
    "quarter": Label("Quarterly report"),
    "range": Label("Customer report"),
}
"""What the summary of a period of each kind is called."""

FORMS: dict[Form, Label] = {
    "pdf": Label("PDF"),
    "docx": Label("Word"),
    "xlsx": Label("Excel"),
    "md": Label("Markdown"),
    "eml": Label("E-mail"),
}

SAVES: dict[Form, Label] = {
    "pdf": Label("Save PDF…"),
    "docx": Label("Save Word…"),
    "xlsx": Label("Save Excel…"),
    "md": Label("Save Markdown…"),
    "eml": Label("Save e-mail…"),
}

FILTERS = {
    "pdf": Label("PDF files (*.pdf)"),
    "docx": Label("Word files (*.docx)"),
    "xlsx": Label("Excel files (*.xlsx)"),
    "md": Label("Markdown files (*.md)"),
    "eml": Label("E-mails (*.eml)"),
    "html": Label("Web pages (*.html)"),
    "csv": Label("CSV files (*.csv)"),
    "vcf": Label("vCard files (*.vcf)"),
    "ics": Label("Calendar files (*.ics)"),
    "png": Label("Pictures (*.png)"),
}

MORE_FORMS = {
    "html": Label("Save as a web page (HTML)…"),
    "csv": Label("Save the visits as data (CSV)…"),
    "vcf": Label("Save the people as contacts (vCard)…"),
    "ics": Label("Save the visits and due steps as a calendar…"),
}


def title_words(audience: AudienceName) -> str:
    """Return what a summary for an audience is called on the page."""
    return say("Summary for {reader}", reader=READERS[audience])


def period_of(choices: Choices, today: date) -> Period:
    """Return the days chosen; raises InvalidValue for days that are none."""
    return parse_period(choices.period, today)


def period_words(choices: Choices, today: date) -> tuple[str, str]:
    """Return what a period is called, and its days."""
    period = period_of(choices, today)
    days = language().period(period.first, period.last)
    name = PERIOD_NAMES.get(choices.period)
    return (say(name), days) if name else (days, "")


def kind_words(kind: Kind, period: PeriodKind) -> str:
    """Return what a summary of a kind is called."""
    return say(REPORTS[period]) if kind == "period" else say(KINDS[kind])


def form_hint(choices: Choices) -> str:
    """Return in what a file of the format chosen differs from the pages of the preview, or nothing."""
    if choices.form == "xlsx":
        return say("The pages as sheets to sort and filter, with more columns than paper has room for.")
    if choices.form == "docx" and choices.template:
        return say("Your Word file gives these words its own look.")
    if choices.form == "eml":
        return say("The words in the e-mail, the pages attached. It opens in your mail program.")
    return ""
