"""The words by which a person names a kind while typing, in both languages: after `!` as well as after `kind:`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class KindWords(NamedTuple):
    """The words for a kind in each language, the usual one first."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """The words of both languages."""
        return self.english + self.chinese

    def usual(self, *, chinese: bool) -> str:
        """Return the word to write for it."""
        return (self.chinese if chinese else self.english)[0]


RECORD_KIND_WORDS: Mapping[str, KindWords] = {
    "account": KindWords(("account", "accounts", "customer", "customers"), ("客户", "公司")),
    "contact": KindWords(("person", "people", "contact", "contacts"), ("人", "人员", "联系人")),
    "visit": KindWords(("visit", "visits"), ("拜访", "走访")),
    "step": KindWords(("step", "steps"), ("待办", "事项")),
    "plan": KindWords(("plan", "plans"), ("计划",)),
    "project": KindWords(("project", "projects"), ("项目",)),
    "acceptance_item": KindWords(("acceptance", "acceptance item", "acceptance items", "item"), ("验收项", "验收")),
    "signature": KindWords(("signature", "signatures", "sign-off"), ("签字",)),
    "receivable": KindWords(
        ("receivable", "receivables", "invoice", "invoices", "money"), ("应收款", "应收", "回款", "发票")
    ),
    "asset": KindWords(("product", "products", "asset", "assets", "installed"), ("产品", "设备", "资产")),
    "feedback": KindWords(("feedback", "wish", "wishes"), ("反馈", "建议")),
    "attachment": KindWords(("file", "files", "attachment", "photo"), ("附件", "文件", "照片")),
}

STEP_KIND_WORDS: Mapping[str, KindWords] = {
    "next_step": KindWords(("next step", "next steps", "next"), ("下一步",)),
    "promise": KindWords(("promise", "promises", "ours"), ("承诺", "我方承诺")),
    "customer_promise": KindWords(("customer promise", "customer’s promise", "theirs"), ("客户承诺",)),
    "request": KindWords(("request", "requests"), ("请求", "诉求", "需求")),
    "complaint": KindWords(("complaint", "complaints"), ("投诉",)),
    "risk": KindWords(("risk", "risks"), ("风险",)),
}


def kinds_by_word(kinds: Mapping[str, KindWords]) -> dict[str, str]:
    """Return which kind each word names."""
    return {word: kind for kind, words in kinds.items() for word in words.all}
