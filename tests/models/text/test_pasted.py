"""What Word, Outlook, browsers, sheets and chats put on the clipboard, and what anybody might."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.markdown import SAFE_SCHEMES, Node, inline_text, tree
from models.text.pasted import MOST_LETTERS, MOST_PIECES, markdown_of

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=EN-GB>
<!--StartFragment--><h2>Line 4 <span style='mso-bidi-font-weight:normal'>验收</span><o:p></o:p></h2>
<p class=MsoNormal>Marta wants <b style='mso-bidi-font-weight:normal'>one
list</b>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>First
<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span></span>Below</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>2.<span>&nbsp;</span></span>
Second</p>
<p class=MsoNormal>End</p><!--EndFragment--></body></html>"""

OUTLOOK = """<body><div class=WordSection1><p class=MsoNormal>Dear 徐海,</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>the <a href="mailto:marta@example.com">marta@example.com</a> sent <i>it</i>.</p>
<div style='display:none'>preview words</div><img width=1 height=1 src="https://track.example/p.gif"></div></body>"""

EXCEL = """<html><head><style>.xl65 {mso-number-format:"0"}</style></head><body><table border=0 width=192>
<!--StartFragment--><col width=64 span=3><tr height=20><td height=20 width=64>Name</td><td width=64>Qty</td>
<td></td></tr>
<tr><td>Cable | thin</td><td align=right>3</td><td></td></tr><tr><td></td><td></td><td></td></tr><!--EndFragment-->
</table></body></html>"""

CHAT = """<div><section style="margin:0"><p><span style="font-weight:700;">重点：</span>下周二给徐海
发报价<img alt="[微笑]" src="https://res.example/1.png"></p><p>• 一</p><p>• 二</p></section></div>"""

DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><ul><li dir="ltr"><p dir="ltr">
<span style="font-weight:700">one</span></p></li><li><input type="checkbox" checked>two</li></ul><br/></b>"""

LAYOUT = """<table width="100%"><tr><td><table><tr><td><h1>News</h1><p>Words <strong>here</strong>.</p></td></tr>
</table></td><td><ul><li>a</li></ul></td></tr></table>"""

BROWSER = """<p>A <code>x = 1</code> and <del>old</del> <a href="https://x.y/a(b)">link</a>,
<a href="javascript:alert(1)">bad</a>, <a href="/relative">near</a></p><blockquote><p>q</p></blockquote>
<pre><code>one
  two</code></pre><ol start="4"><li>four</li><li>five<br>more</li></ol><hr><p>end</p>"""


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (WORD, "## Line 4 验收\n\nMarta wants **one list**.\n\n1. First\n   - Below\n2. Second\n\nEnd"),
        (OUTLOOK, "Dear 徐海,\n\nthe <marta@example.com> sent *it*."),
        (EXCEL, "| Name | Qty |\n| --- | --- |\n| Cable \\| thin | 3 |"),
        (CHAT, "**重点**：下周二给徐海发报价[微笑]\n\n- 一\n\n- 二"),
        (DOCS, "- **one**\n- [x] two"),
        (LAYOUT, "# News\n\nWords **here**.\n- a"),
        (
            BROWSER,
            "A `x = 1` and ~~old~~ [link](https://x.y/a%28b%29), bad, near\n\n> q\n\n```\none\n  two\n```\n\n"
            "4. four\n5. five\n   more\n\n---\n\nend",
        ),
    ],
)  # fmt: skip
def test_what_programs_put_on_the_clipboard(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


@pytest.mark.parametrize(
    "html",
    [
        "",
        "plain",
        "<p>words</p><p>more</p>",
        "<div>a * b_c</div>",
        "<table><tr><td>one cell</td></tr></table>",
        "a < b",
    ],
)
def test_what_is_plain_is_left_to_the_plain_text(html: str) -> None:
    assert markdown_of(html) == ""


@pytest.mark.parametrize("html", ["<b>x</b><!-- never ends", "<b>x</b><a href='x", "<b>x</b><script>never ends"])
def test_what_is_cut_off_is_left_to_the_plain_text(html: str) -> None:
    assert markdown_of(html) == ""


@pytest.mark.parametrize(
    "html",
    [
        "<b>5*3*2</b> `x` [a](b) \\* ~~no~~ _it_",
        "<b>x</b><p># no heading</p><p>--- no rule</p><p>---</p><p>[a]: no reference</p>",
        "<b>x</b>&amp;lt; &lt;b&gt;",
        "<i>a</i><b>b</b><i>c</i>d<b>e</b>",
        "前<b>“重点”</b>后<b>，</b>完<b>好。</b>是",
        "a<b> b </b>c<i> </i>d",
        "<b>a <i>b</i></b><s>c</s>",
        "<a href='https://x.y'><b>bold</b> link</a>",
    ],
)
def test_words_mean_the_same_when_they_are_read_again(html: str) -> None:
    words = re.sub("<p>", "\n", html)
    words = re.sub("<[^>]*>", "", words).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    read = "\n".join(inline_text(block.get("children", [])) for block in tree(markdown_of(html)))
    assert re.sub(r" \(https://x.y/?\)|\s+", "", read) == re.sub(r"\s+", "", words)


def test_bold_beside_chinese_signs_is_still_bold() -> None:
    (block,) = tree(markdown_of("<p>前<b>重点：</b>后</p>"))
    assert block["children"][1] == {"kind": "strong", "children": [{"kind": "text", "text": "重点"}]}


_TAGS = [
    "p",
    "b",
    "i",
    "a",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "pre",
    "code",
    "h1",
    "blockquote",
    "div",
    "br",
    "img",
]
_PIECES = st.one_of(
    st.sampled_from([f"<{name}>" for name in _TAGS] + [f"</{name}>" for name in _TAGS]),
    st.sampled_from(
        [
            "<a href='javascript:alert(1)'>", "<a href=\"file:///etc/passwd\">", "<a href=//host/share>",
            "<a href='https://x.y/)](javascript:1)'>", "<a href='mailto:a@b.c'>", "<a href='java\nscript:1'>",
            "<a href='&#106;avascript:1'>", "<img src='http://x/y.gif' alt='](javascript:1)'>",
            "<p style='mso-list:l0 level2 lfo1'>", "<span style='mso-list:Ignore'>", "</span>", "<script>",
            "</script>", "<!--", "-->", "<![if x]>", "<input type=checkbox checked>", "<ol start=99999999999>",
            "<style>", "</style>", "&#99999999999999999999;", "&lt;", "&amp;", "[x](javascript:1)",
            "![x](http://a/b)", "[x]: file:///y", "]: x", "<data:text/html,1>", "**", "`", "~~", "\n", " ",
            "\u00a0", "\ud800", "\x00", "1. ", "- ", "# ", "|", "\\",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_anything_at_all_is_read_and_leads_nowhere_unsafe(html: str) -> None:
    markdown = markdown_of(html)
    assert "\x00" not in markdown
    markdown.encode()
    for link in _links(tree(markdown)):
        assert link["address"].partition(":")[0].lower() in SAFE_SCHEMES
    # Without the parser's own care, too: what looks like a link of ours is one to a safe place.
    for address in re.findall(r"(?<!\\)\]\(([^)]*)\)", markdown):
        assert address.partition(":")[0].lower() in SAFE_SCHEMES or "`" in markdown or "```" in markdown


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + "<b>x</b>",
        "<ul><li>" * 3_000 + "x",
        "<blockquote>" * 7_000 + "<b>x</b>",
        "<table><tr><td>" * 2_000 + "<b>x</b>",
        "<b>" * 7_000 + "x",
        "<a href='https://x.y'>" * 7_000 + "x",
        "</p>" * 7_000 + "<b>x</b>",
    ],
)
def test_however_deep_it_is_something_comes_of_it(html: str) -> None:
    markdown = markdown_of(html)
    assert markdown.count("\n") < MOST_PIECES
    assert len(markdown) < 20 * MOST_PIECES


@pytest.mark.parametrize(
    "html",
    [
        "<" * MOST_LETTERS,
        "<!--" * (MOST_LETTERS // 4),
        '<a ">" ' * (MOST_LETTERS // 8) + '"',
        "<a \"x'y>" * (MOST_LETTERS // 9),
        "&#" + "1" * (MOST_LETTERS - 20) + "<b>x</b>",
        "<b>中</b>中" + "\n" * (MOST_LETTERS - 20) + "a",
        "<b>a" + ",;" * (MOST_LETTERS // 2 - 20) + "</b>a",
        "<script>" + "</scrip" * (MOST_LETTERS // 8),
        "<p>" + "•" * (MOST_LETTERS - 20) + "<b>x</b>",
        "<b>" + "[" * (MOST_LETTERS - 20) + "</b>",
        "<b>" + "*_" * (MOST_LETTERS // 2 - 20) + "</b>",
        "x" * (MOST_LETTERS + 1),
    ],
)
def test_nothing_takes_longer_than_its_length(html: str) -> None:
    markdown_of(html)  # a search that begins anew at every sign would not come to an end


def test_a_page_of_too_many_pieces_is_left_to_the_plain_text() -> None:
    assert markdown_of("<b>x</b> " * (MOST_PIECES // 4))
    assert markdown_of("<b>x</b> " * MOST_PIECES) == ""


def _links(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node["kind"] == "link":
            yield node
        for inside in ("children", "items"):
            yield from _links(node.get(inside, []))
        for row in node.get("rows", []):
            for cell in row:
                yield from _links(cell)
