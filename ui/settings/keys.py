"""The list of keys: every action of the window, and what the keys do in lists and lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from models.text.language import Label
from ui import theme
from ui.actions import ENTRIES
from ui.translations import say
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, scroll

_WIDTH, _HEIGHT = 620, 480

_IN_LISTS = (
    (Label("↑ ↓"), Label("Move through a list")),
    (Label("Enter"), Label("Open what is selected")),
    (Label("Space"), Label("Tick a step, or take the tick back")),
    (Label("P"), Label("Put a step off, in words")),
    (Label("R"), Label("Let somebody else do a step")),
    (Label("M"), Label("Next steps: move to a day, chosen by the arrows")),
    (Label("G"), Label("Next steps: group by day, by account or by plan")),
    (Label("A"), Label("In a plan: say which step one comes after")),
    (Label("Alt+↑ Alt+↓"), Label("In a plan: move a step up or down")),
    (Label("Shift+↑ ↓, Ctrl+Space, Ctrl+A"), Label("Select several steps; a key then is for all of them")),
    (Label("Del"), Label("Put into the trash; Ctrl+Z brings it back")),
    (Label("Menu key"), Label("Show what else can be done with it")),
    (Label("→ ← *"), Label("In the tree of accounts: open a branch, close it, open all below")),
    (Label("Ctrl+X, Ctrl+V"), Label("In the tree: take accounts up, put them below the one you are at")),
    (Label("M"), Label("In the tree: move what is selected below an account, chosen by its name")),
    (Label("N, P"), Label("On the page of a trip: write down encounters; choose whom to visit")),
    (Label("→ ← P"), Label("In the territory: show what is below a line, hide it; plan a visit to the account")),
)

_IN_CALENDAR = (
    (Label("Arrows"), Label("Move from day to day; in a week, up and down by half an hour")),
    (Label("Enter, Esc"), Label("Go into a day and open what stands there; go back to the day")),
    (Label("Shift+↑ ↓"), Label("In a week: choose hours; Enter makes a visit in them")),
    (Label("Ctrl+arrows"), Label("Move a visit or a step to another day or time")),
    (Label("Ctrl+Shift+↑ ↓"), Label("In a week: make a visit shorter or longer")),
    (Label("Page Up, Page Down"), Label("Show the month or week before, or the next one")),
    (Label("O"), Label("Open the trip or event that goes on on this day")),
    (Label("N, P, A"), Label("Something new; another day, in words; all of this day")),
    (Label("T, G, M, W"), Label("Today; go to a day, in words; the month; the week")),
)

_ON_MAP = (
    (Label("Arrows"), Label("Move from person to person")),
    (Label("Enter"), Label("Open a person; plan the ask where nobody is known")),
    (Label("R, I"), Label("Say whom somebody reports to; who introduced them")),
    (Label("G, S"), Label("Choose the role group; the stance")),
    (Label("Ctrl+↑ Ctrl+↓"), Label("Move a person into the row above or below")),
    (Label("N"), Label("Somebody new in this row")),
    (Label("+, −, 0"), Label("Larger, smaller, as large as usual")),
)

_ON_TODAY = (
    (Label("F6, Shift+F6"), Label("Go to the next section, or to the one before")),
    (Label("B"), Label("On a visit: the brief")),
    (Label("H, M"), Label("On a planned visit: it was held, it was missed")),
    (Label("W"), Label("On a visit: write it up")),
    (Label("P, L, S"), Label("On who goes quiet: plan a visit, log a contact, snooze")),
    (Label("N"), Label("On what comes up: make it a next step")),
)

_ON_PROJECTS = (
    (Label("← → ↑ ↓"), Label("In the pipeline: go from project to project")),
    (Label("Ctrl+← Ctrl+→"), Label("In the pipeline: take the project to another stage")),
    (Label("M"), Label("Move a project to a stage")),
    (Label("W"), Label("Note that a project was won or lost, or is over")),
    (Label("E"), Label("Edit a project")),
    (Label("S"), Label("On a project: record a sign-off")),
    (Label("Space"), Label("On a milestone: it was reached today")),
    (Label("P, C, D"), Label("On what is owed, also on Today: note a payment, a contact, a promised day")),
    (Label("A, I, W"), Label("On what is owed: confirm the amount, note the invoice, write it off")),
    (Label("L, E"), Label("On a risk: say how likely it is, and what it would do")),
)

_IN_SEARCH = (
    (Label("↑ ↓"), Label("Move through what was found")),
    (Label("Tab, Ctrl+↓"), Label("Go to the next group; with Shift, or Ctrl+↑, to the one before")),
    (Label("Page Up, Page Down"), Label("Move a page at once")),
    (Label(">"), Label("Look only for commands")),
    (Label("@"), Label("Look only for accounts and people")),
    (Label("since:last month"), Label("Narrow what is found; so do account: person: project: kind: and tag:")),
    (Label("“exact words”, -without, OR"), Label("Words side by side, words that must not occur, either of two")),
)

_WHILE_WRITING = (
    (Label("Ctrl+Enter"), Label("Save the visit and close it")),
    (Label("Alt+1 … Alt+3"), Label("In a visit: account, when, people")),
    (Label("Alt+4 … Alt+6"), Label("In a visit: notes, summary, next steps")),
    (Label("Alt+7 … Alt+9"), Label("In a visit: preparation, private note, attachments")),
    (Label("Ctrl+Shift+T"), Label("In the notes: make the line a next step")),
    (Label("Ctrl+T"), Label("In the notes: give the line a box, tick it, or take the tick back")),
    (Label("Tab, Shift+Tab"), Label("In a list of the notes: further right, or left")),
    (Label("Ctrl+B, Ctrl+I"), Label("In the notes: bold, italic")),
    (Label("Alt+Enter, Ctrl+click"), Label("In the notes: open the link")),
    (Label("Ctrl+Shift+V"), Label("Paste the words alone")),
    (Label("Alt+↑ Alt+↓"), Label("Move a line of the notes or a question up or down")),
    (Label("Shift+Enter"), Label("In the preparation: add homework, where Enter adds a question")),
    (Label("H"), Label("In the preparation: make homework of a question, or take it back")),
    (Label("Esc"), Label("Close the innermost panel; no text is lost")),
    (Label("@"), Label("In a quick line: an account or a person")),
    (Label("!"), Label("In a quick line: the kind of step")),
    (Label("Shift+Enter"), Label("In a quick line: open the visit in its editor")),
    (Label("next tue"), Label("In a quick line: when it is due, in words")),
)


class KeysDialog(Dialog):
    """Shows each action with its key."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(say("List of keys"), parent, width=_WIDTH)
        with_keys = [action for action in actions if action.shortcuts()]
        self.area = scroll(
            holding(
                column(
                    _section(say("Everywhere"), [(_keys_of(action), _name_of(action)) for action in with_keys]),
                    _section(say("In lists"), _spoken(_IN_LISTS)),
                    _section(say("On Today"), _spoken(_ON_TODAY)),
                    _section(say("In the calendar"), _spoken(_IN_CALENDAR)),
                    _section(say("On the map of people"), _spoken(_ON_MAP)),
                    _section(say("On projects"), _spoken(_ON_PROJECTS)),
                    _section(say("In the search field"), _spoken(_IN_SEARCH)),
                    _section(say("While writing"), _spoken(_WHILE_WRITING)),
                    None,
                    spacing=theme.CARD_PADDING,
                    margins=theme.GAP,
                )
            ),
            name=say("List of keys"),
        )
        # There is nothing to press in it, but the arrows must scroll it.
        self.area.setProperty("kind", "text")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setMinimumHeight(_HEIGHT)
        self.body.addWidget(self.area)
        self.area.setFocus()


def _section(title: str, lines: Iterable[tuple[str, str]]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, theme.MARGIN, 0)
    grid.setHorizontalSpacing(theme.MARGIN)
    grid.setVerticalSpacing(theme.SPACE_4)
    grid.setColumnStretch(0, 1)
    for number, (keys, name) in enumerate(lines):
        # A long one goes on below: the keys at the right are what is looked for.
        grid.addWidget(label(name, "body", wrap=True), number, 0)
        grid.addWidget(label(keys, "body", "text_2"), number, 1, Qt.AlignmentFlag.AlignRight)
    return holding(column(label(title, "section"), grid))


def _spoken(lines: Iterable[tuple[Label, Label]]) -> list[tuple[str, str]]:
    return [(say(keys), say(name)) for keys, name in lines]


def _keys_of(action: QAction) -> str:
    shown = (keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts())
    return "  ·  ".join(shown)


def _name_of(action: QAction) -> str:
    # Undo in the menu says what it would take back; the list names the key.
    name = next((say(entry.name) for entry in ENTRIES if entry.key == action.objectName()), action.text())
    return name.replace("&", "").rstrip("…")
