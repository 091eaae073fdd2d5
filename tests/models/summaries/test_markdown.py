from hypothesis import given, settings
from hypothesis import strategies as st

from models.summaries import markdown
from models.summaries.report import Note, Section
from models.text.markdown import inline_text, plain_lines, tree
from tests.models.summaries.reports import FORMULAS, HOSTILE, NOTES, make_brief, make_hostile, make_report


def report_with_note(text, private=False):
    report = make_brief()
    fields = {name: getattr(report, name) for name in report.__slots__}
    notes = (Note("Note", text, private),)
    return type(report)(**{**fields, "figures": (), "sections": (Section("notes", "Notes", notes=notes),)})


def test_the_week_reads_as_markdown():
    lines = markdown.text(make_report()).splitlines()
    assert lines[0] == "# Weekly customer report"
    assert "## Visits" in lines
    assert "| Day | Account | Met | Result |" in lines
    assert "| Mon 11 | **Kestrel Energy** | Joan Pike | Night-shift cover in June still unclear |" in lines
    assert "- **10** visits (7 the week before)" in lines
    assert "- Meridian Mobile not seen for 48 days." in lines
    assert lines[-1] == "Prepared 15 May 2026"


def test_every_table_row_has_as_many_cells_as_its_heading():
    tables = [node for node in tree(markdown.text(make_hostile())) if node["kind"] == "table"]
    assert [len(row) for row in tables[0]["rows"]] == [3] * (1 + len(HOSTILE))


def test_typed_text_reads_back_letter_by_letter():
    (table, *_) = [node for node in tree(markdown.text(make_hostile())) if node["kind"] == "table"]
    read = [inline_text(row[0]) for row in table["rows"][1:]]
    assert read == [" ".join(typed.split()) if "\n" not in typed else "two<br>lines and a tab" for typed in HOSTILE]


def test_formulas_stay_text():
    read = "\n".join(words for _, words in plain_lines(tree(markdown.text(make_hostile(FORMULAS)))))
    assert all(typed.strip() in read for typed in FORMULAS)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1 \n>*_-+=#`[]()!|~<&;\\.x:$中"), min_size=1, max_size=40))
def test_escaped_text_is_one_paragraph_that_shows_what_was_typed(text):
    lines = [" ".join(line.split()) for line in text.split("\n")]
    expected = [line for line in lines if line]
    nodes = tree(markdown.escaped(text))
    assert [node["kind"] for node in nodes] == ["paragraph"] * bool(expected)
    if expected:
        assert inline_text(nodes[0]["children"]).split("\n") == expected


def test_notes_are_written_again_from_what_was_understood():
    written = markdown.text(report_with_note(NOTES))
    for line in ("- [x] Send the bill of quantities", "> \"We plough slowly, but we plough.\"", "  line 2",
                 "| Quote \\| price | us |", "##### What they said"):  # fmt: skip
        assert line in written.splitlines()
    assert "[in writing](<https://example.com/list>)" in written


def test_notes_hold_no_html_and_no_picture():
    written = markdown.text(report_with_note("<script>x</script>\n\n![p](http://x.example/p.png) [l](javascript:x)"))
    assert "\\<script\\>" in written
    assert "p.png" not in written
    assert not any(node["kind"] == "link" for block in tree(written) for node in block.get("children", ()))


def test_a_private_note_is_set_apart_with_the_word():
    written = markdown.text(report_with_note("Likes rowing.\n\n- one\n- two", private=True))
    assert "> ### Note (Private)" in written
    assert "> Likes rowing." in written
    assert "> - two" in written
