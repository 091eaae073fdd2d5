"""Walks through the accessible tree of the running program and prints what it found, as JSON.

Run by the system's own Python, which has pyatspi: `python3 walk.py PAGE_NAME…`. It sees the window as a screen
reader does, and works it only through what that offers: names, roles, actions and editable texts.
"""

import json
import subprocess
import sys
import time

import pyatspi

INTERACTIVE = {
    pyatspi.ROLE_PUSH_BUTTON,
    pyatspi.ROLE_TOGGLE_BUTTON,
    pyatspi.ROLE_CHECK_BOX,
    pyatspi.ROLE_RADIO_BUTTON,
    pyatspi.ROLE_COMBO_BOX,
    pyatspi.ROLE_ENTRY,
    pyatspi.ROLE_TEXT,
    pyatspi.ROLE_PASSWORD_TEXT,
    pyatspi.ROLE_SPIN_BUTTON,
    pyatspi.ROLE_SLIDER,
    pyatspi.ROLE_LINK,
    pyatspi.ROLE_LIST,
    pyatspi.ROLE_TABLE,
    pyatspi.ROLE_TREE,
    pyatspi.ROLE_TREE_TABLE,
    pyatspi.ROLE_MENU_ITEM,
    pyatspi.ROLE_PAGE_TAB,
}
DEADLINE = 60
"""Seconds after which what was waited for will not come."""


def program():
    """Return the program on the accessible desktop."""
    desktop = pyatspi.Registry.getDesktop(0)
    for application in desktop:
        if application is not None and application.name.lower() == "rounds":
            return application
    return None


def below(accessible, depth=0):
    """Yield everything that shows below an accessible; rows of long lists only a few deep."""
    for number, child in enumerate(accessible):
        if child is None or number > 60 or depth > 40:
            continue
        if not child.getState().contains(pyatspi.STATE_SHOWING):
            continue
        yield child
        yield from below(child, depth + 1)


def until(answer, what):
    """Wait until a question has an answer; end with 1 when it never has."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        try:
            found = answer()
        except Exception:  # the tree changes while it is read
            found = None
        if found:
            return found
        time.sleep(0.05)
    sys.exit(f"not found: {what}")


def named(name, *roles):
    """Return the first that shows, has one of the roles, and whose name begins so."""
    for one in below(program()):
        if one.getRole() in roles and one.name.startswith(name):
            return one
    return None


def press(name, *roles):
    """Press a button or choose a menu item by its name."""
    found = until(lambda: named(name, *roles), name)
    action = found.queryAction()
    names = [action.getName(number) for number in range(action.nActions)]
    action.doAction(names.index("Press") if "Press" in names else 0)
    return found


def nameless(page):
    """Return the interactive controls that show and have no name."""
    return [
        f"{page}: {one.getRoleName()} in {one.parent.name or one.parent.getRoleName()}"
        for one in below(program())
        if one.getRole() in INTERACTIVE and not one.name.strip()
    ]


BUTTONS = (pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_RADIO_BUTTON, pyatspi.ROLE_CHECK_BOX)
TEXTS = (pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY)


def write(name, text):
    """Write into a text field through its editable text."""
    field = until(lambda: named(name, *TEXTS), name)
    field.queryEditableText().setTextContents(text)
    return field


def heard_from_the_search_field(typed, wanted):
    """Type into the search field; return its description, which says what Enter would take."""
    subprocess.run(["xdotool", "key", "ctrl+k"], check=True)
    field = until(lambda: named("Search or jump", *TEXTS), "the search field")
    until(lambda: field.getState().contains(pyatspi.STATE_FOCUSED), "the focus in the search field")
    subprocess.run(["xdotool", "type", "--delay", "8", typed], check=True)
    until(lambda: named(wanted, pyatspi.ROLE_TABLE_CELL), wanted)
    heard = until(lambda: field.description if field.description.startswith(wanted) else "", f"{wanted}, said")
    subprocess.run(["xdotool", "key", "Escape", "Escape"], check=True)
    return heard


def main():
    """Visit every page, then write a visit down."""
    until(program, "the program")
    missing = []
    controls = 0
    for page in sys.argv[1:]:
        press(page, *BUTTONS)
        until(lambda page=page: named(page, pyatspi.ROLE_LABEL), f"heading {page}")
        missing += nameless(page)
        controls += sum(one.getRole() in INTERACTIVE for one in below(program()))
    heard = heard_from_the_search_field(">sett", "Settings")
    press("New visit", pyatspi.ROLE_PUSH_BUTTON)
    account = until(lambda: named("Account", *TEXTS), "the account field")
    account.queryComponent().grabFocus()
    write("Account", "Walked Industries")
    write("Notes", "Written through the accessible tree.")
    missing += nameless("New visit")
    press("Save", pyatspi.ROLE_PUSH_BUTTON)
    said = until(lambda: next((one.name for one in below(program()) if one.name.startswith("Saved ")), None), "Saved …")
    print(json.dumps({"nameless": missing, "controls": controls, "said": said, "heard": heard}))


main()
