from hypothesis import given, settings
from hypothesis import strategies as st

from models.text.markdown import DEEPEST, inline_text, is_safe_address, plain_lines, tree


def kinds(nodes):
    return [node["kind"] for node in nodes]


def depth(nodes):
    deepest = 0
    for node in nodes:
        inside = list(node.get("children", ()))
        inside += [child for item in node.get("items", ()) for child in item["children"]]
        deepest = max(deepest, 1 + depth(inside))
    return deepest


def links(nodes):
    for node in nodes:
        if node["kind"] == "link":
            yield node["address"]
        yield from links(node.get("children", ()))
        for item in node.get("items", ()):
            yield from links(item["children"])


def plain(markdown):
    return "\n".join(words for _, words in plain_lines(tree(markdown)))


def test_every_kind_of_block_is_told_apart():
    text = "# Head\n\npara\n\n- a\n\n1. b\n\n> c\n\n```\nd\n```\n\n|e|f|\n|-|-|\n|g|h|\n\n---\n"
    assert kinds(tree(text)) == ["heading", "paragraph", "list", "list", "quote", "code", "table", "rule"]


def test_a_line_break_stays_where_it_was_typed():
    assert plain("first line\nsecond line") == "first line\nsecond line"


def test_stress_strike_and_code_are_kept():
    (paragraph,) = tree("**a** *b* ~~c~~ `d`")
    assert [k for k in kinds(paragraph["children"]) if k != "text"] == ["strong", "emphasis", "strike", "code"]


def test_a_checklist_has_boxes():
    (steps,) = tree("- [ ] open\n- [x] done\n- plain")
    assert [item["checked"] for item in steps["items"]] == [False, True, None]
    assert inline_text(steps["items"][1]["children"][0]["children"]) == "done"


def test_an_ordered_list_keeps_its_first_number():
    (steps,) = tree("3. c\n4. d")
    assert steps["ordered"]
    assert steps["start"] == 3
    assert plain("3. c\n4. d") == "3. c\n4. d"


def test_a_table_has_its_heading_as_first_row():
    (table,) = tree("|Who|What|\n|-|-|\n|Tom|Quote \\| price|")
    assert [[inline_text(cell) for cell in row] for row in table["rows"]] == [["Who", "What"], ["Tom", "Quote | price"]]


def test_raw_html_stays_what_was_typed():
    assert plain("a <b>bold</b> <script>x</script>") == "a <b>bold</b> <script>x</script>"
    assert plain("<div>\nblock\n</div>") == "<div>\nblock\n</div>"


def test_a_picture_is_its_alternative_text():
    assert plain("see ![the plan](http://x.example/p.png) here") == "see the plan here"
    assert list(links(tree("![the plan](http://x.example/p.png)"))) == []


def test_a_link_shows_its_address_unless_it_already_does():
    assert plain("[here](https://x.example/中)") == "here (https://x.example/中)"
    assert plain("<https://x.example/中>") == "https://x.example/中"
    assert plain("<a@x.example>") == "a@x.example"


def test_only_safe_addresses_can_be_pressed():
    text = "[a](https://x.example) [b](mailto:a@x.example) [c](tel:+491) [d](//host/share) [e](page.html) [f](ftp://x)"
    assert list(links(tree(text))) == ["https://x.example", "mailto:a@x.example", "tel:+491"]
    for typed in ("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"):
        assert list(links(tree(f"[a]({typed})"))) == []
        assert not is_safe_address(typed)
    assert "page.html" in plain("[e](page.html)")


def test_deep_nesting_is_flattened_and_loses_nothing():
    for text in ("> " * 50 + "deep", "- " * 50 + "deep", ">" * 5000 + "deep", "- " * 3000 + "deep"):
        assert "deep" in plain(text)
        assert depth(tree(text)) <= 2 * DEEPEST + 2
    levels = "\n".join("  " * level + f"- level {level}" for level in range(60))
    assert all(f"level {level}" in plain(levels) for level in range(60))
    marks = "*_" * 200 + "deep" + "_*" * 200
    assert "deep" in plain(marks)
    assert depth(tree(marks)) <= 2 * DEEPEST + 2


def test_odd_characters_come_through():
    for text in ("a\u200bb", "مرحبا", "👩‍👩‍👧", "a\tb", "e\u0301"):
        assert plain(text) == text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1 \n\t>*_-+#`[]()!|~<&\\.x:中"), max_size=60))
def test_any_text_gives_a_shallow_tree_that_can_be_read(text):
    nodes = tree(text)
    assert depth(nodes) <= 2 * DEEPEST + 2
    assert isinstance(plain(text), str)
    assert all(is_safe_address(address) for address in links(nodes))


def test_a_very_long_note_is_read_whole():
    text = "word *em* [l](http://x.example) `c` 你好\n" * 3000
    assert plain(text).count("你好") == 3000
