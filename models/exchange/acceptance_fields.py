"""What the columns of an acceptance list may be, the headings they go by, and the words for states."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from models.exchange.csv_rows import plain_heading
from models.text.acceptance_words import SIGNATURE_STATE_NAMES, STATE_NAMES
from models.text.language import LANGUAGES, Label, Language

ListKind = Literal["item", "signature"]

KEPT = "kept"
"""What a column is whose content is kept with the evidence, under its heading, as no field is for it."""

ITEM_NAMES: Mapping[str, Label] = {
    "number": Label("number in the list"),
    "clause": Label("clause"),
    "department": Label("department"),
    "criterion": Label("criterion"),
    "evidence": Label("evidence"),
    "state": Label("state"),
    "blocked_because": Label("reason of a block"),
    "owner": Label("owner"),
    "batch": Label("batch"),
    "state_on": Label("day of the state"),
    "unblocked_by": Label("step that unblocks it"),
    "files": Label("files"),
}

SIGNATURE_NAMES: Mapping[str, Label] = {
    "number": Label("number in the list"),
    "department": Label("department"),
    "signer": Label("signer"),
    "job": Label("title of the signer"),
    "subject": Label("subject"),
    "state": Label("state"),
    "asked_on": Label("day it was asked for"),
    "signed_on": Label("day it was signed"),
    "due_on": Label("day it is wanted"),
    "blocked_because": Label("reason of a block"),
    "batch": Label("batch"),
    "milestone": Label("milestone"),
    "unblocked_by": Label("step that unblocks it"),
}

NOT_TAKEN = frozenset({"number", "unblocked_by", "files"})
"""What is written into a list for its readers, and is not taken in from one."""

_ITEM_HEADINGS: Mapping[str, str] = {
    "number": "No, No., Nr, Nr., #, Number, Row, 序号, 行号",
    "clause": "Clause, 条款, Clause No, Clause Number, Item No, Item Number, Item ID, ID, Ref, Reference, "
    "Requirement ID, Section, Paragraph, Code, Position, 条款号, 条款编号, 编号, 条目号, 条目编号, 项目编号, "
    "验收编号, 验收项编号, 检查项编号, 章节, 章节号, 合同条款, 技术条款, 规范条款, 条目, 代码",
    "department": "Department, 部门, Dept, Customer Department, Responsible Department, Unit, Discipline, Trade, "
    "Area, 科室, 专业, 责任部门, 验收部门, 归口部门, 主管部门, 使用部门, 签字部门, 专业部门, 验收单位, 客户部门, "
    "责任单位, 单位, 处室",
    "criterion": "Criterion, 验收标准, Criteria, Acceptance Criterion, Acceptance Criteria, Requirement, "
    "Requirements, Description, Item, Item Description, Deliverable, Test, Test Item, Check, Check Item, Content, "
    "Standard, 验收内容, 验收项目, 验收项, 验收要求, 检查内容, 检查项目, 检查项, 检查标准, 内容, 标准, 要求, "
    "技术要求, 指标, 指标要求, 交付物, 测试内容, 测试项目, 测试项, 合格标准, 判定标准, 项目, 项目名称, 名称, 事项",
    "evidence": "Evidence, 佐证材料, 佐证, Proof, Supporting Document, Supporting Documents, Document, Documents, "
    "Test Report, Report, Records, Record, 证明材料, 证据, 支持文件, 支撑材料, 验收资料, 验收材料, 资料, 文件, "
    "测试报告, 报告编号, 文件编号, 检测报告, 依据, 验收依据",
    "state": "State, 状态, Status, Result, Results, Acceptance Result, Acceptance Status, 验收状态, 验收结果, 结果, "
    "结论, 验收结论, 进度, 完成情况, 验收情况, 是否通过, 当前状态",
    "blocked_because": "Blocked Because, 卡住原因, 受阻原因, Reason, Blocked By, Blocker, Issue, Issues, Open Issue, "
    "Open Issues, Open Point, Open Points, Problem, Problems, Defect, Defects, 原因, 存在问题, 问题, 遗留问题, "
    "未通过原因, 不合格原因, 问题描述, 整改意见, 问题说明, 阻塞原因",
    "owner": "Owner, 负责人, Responsible, Responsible Person, Our Owner, Person in Charge, PIC, Assignee, 责任人, "
    "我方负责人, 经办人, 跟进人, 我方责任人, 主责人",
    "batch": "Batch, 批次, Lot, Phase, Site Batch, 站点批次, 验收批次, 分批, 分期",
    "state_on": "State Since, 状态日期, Since, Status Date, State Date, Date, Date Accepted, Acceptance Date, 日期, "
    "完成日期, 验收日期, 更新日期",
    "unblocked_by": "Unblocked By, 解决事项, 解除步骤, Next Step",
    "files": "Files, 附件, Attachments, 附件数",
}
"""What a column is, and the headings it goes by. The first English and the first Chinese one are written."""

_SIGNATURE_HEADINGS: Mapping[str, str] = {
    "number": _ITEM_HEADINGS["number"] + ", 编号",
    "department": _ITEM_HEADINGS["department"],
    "signer": "Signer, 签字人, Signed By, Signatory, Signatory Name, Name, Contact, Contact Person, Person, "
    "To Be Signed By, 签署人, 签名人, 签字代表, 客户签字人, 姓名, 联系人, 客户代表, 代表, 会签人, 签字人员, "
    "验收人员, 验收人",
    "job": "Title, 职务, Position, Job, Job Title, Function, 职位, 岗位, 职称",
    "subject": "Subject, 签字内容, 签字事项, Document, What, For, Signature For, Sign-off, Item, Description, Scope, "
    "签署事项, 签署内容, 事项, 文件, 文件名称, 签字文件, 签署文件, 内容, 验收内容, 验收事项",
    "state": _ITEM_HEADINGS["state"] + ", 签字状态, 是否签字",
    "asked_on": "Asked On, 提请日期, 送签日期, Asked, Requested, Requested On, Submitted, Submitted On, Sent On, "
    "提交日期, 申请日期, 送审日期, 发起日期",
    "signed_on": "Signed On, 签字日期, Signed, Date Signed, Signature Date, Date, 签署日期, 签名日期, 日期, 完成日期",
    "due_on": "Wanted By, 期望签字日期, 计划日期, Due, Due On, Due Date, Deadline, Planned On, Planned, "
    "计划签字日期, 截止日期, 期限, 要求日期, 计划完成日期",
    "blocked_because": _ITEM_HEADINGS["blocked_because"],
    "batch": _ITEM_HEADINGS["batch"],
    "milestone": "Milestone, 里程碑, 节点, 里程碑节点, 付款节点",
    "unblocked_by": _ITEM_HEADINGS["unblocked_by"],
}

NAMES: Mapping[ListKind, Mapping[str, Label]] = {"item": ITEM_NAMES, "signature": SIGNATURE_NAMES}
_HEADINGS: Mapping[ListKind, Mapping[str, str]] = {"item": _ITEM_HEADINGS, "signature": _SIGNATURE_HEADINGS}

SEVERAL: Mapping[ListKind, frozenset[str]] = {
    "item": frozenset({"criterion", "evidence", "blocked_because"}),
    "signature": frozenset({"subject", "blocked_because"}),
}
"""What several columns of one list may be: their texts are put together."""

_IN_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]$")

# In this order: '未签字' has 签字 in it, and '不合格' 合格.
_STATES: tuple[tuple[str, str], ...] = (
    (
        "blocked",
        "blocked fail failed rejected refused disputed ng not_ok not_accepted not_agreed 受阻 阻塞 不合格 不通过 "
        "未通过 不同意 不符合 不认可 驳回 退回 拒签 拒绝 有问题 整改 存疑 暂缓 卡住",
    ),
    (
        "open",
        "open todo new pending unsigned outstanding missing not no 未 没 待 无 否",
    ),
    (
        "approved_inside",
        "approved_inside approved_internally internally_approved self-checked internal 内部 内审 自检 自查 我方通过",
    ),
    (
        "submitted",
        "submitted sent asked requested in_review under_review in_progress review 已提交 提交 已送 送审 送签 报验 "
        "审核中 审批中 会签中 签字中 验收中 进行中 待审",
    ),
    ("signed", "signed signed_off sign-off 已签 签字 签署 签名"),
    (
        "agreed",
        "agreed accepted pass passed ok yes done approved complete completed conform compliant 同意 认可 合格 通过 "
        "完成 验收 符合 无问题 无异议 是 √ ✓ ✔",
    ),
)  # fmt: skip


def guess(headings: Sequence[str], kind: ListKind) -> dict[str, str]:
    """Return what each column is most likely to be, by its heading; one that no field is for is kept.

    Of several columns for a field that takes one, the first is it. A column without a heading is left out.
    """
    meanings, taken, found = _meanings(kind), set(), dict[str, str]()
    for heading in headings:
        key = plain_heading(heading)
        meaning = _meaning(heading, meanings)
        if not key or key in found:
            continue
        if meaning in taken and meaning not in SEVERAL[kind]:
            meaning = ""
        taken.add(meaning)
        found[key] = meaning or (KEPT if kind == "item" else "")
    if kind == "item" and "clause" not in taken and "number" in taken:
        # A list without clauses is known by its numbers.
        found = {key: "clause" if meaning == "number" else meaning for key, meaning in found.items()}
    return found


def kind_of(headings: Sequence[str]) -> ListKind | None:
    """Return whether a list is one of items or of signatures, or None when its headings don't say."""
    items, signatures = (_found(headings, kind) for kind in ("item", "signature"))
    is_items = "criterion" in items
    is_signatures = "signer" in signatures or {"asked_on", "department"} <= signatures
    if is_items and is_signatures:
        return "signature" if len(signatures) > len(items) else "item"
    if is_items:
        return "item"
    return "signature" if is_signatures and "department" in signatures else None


def count_known(headings: Sequence[str]) -> int:
    """Return how many different things the headings name, as a list of items or of signatures."""
    return max(len(_found(headings, "item")), len(_found(headings, "signature")))


def _found(headings: Sequence[str], kind: ListKind) -> set[str]:
    meanings = _meanings(kind)
    return {meaning for heading in headings if (meaning := _meaning(heading, meanings))}


def _meaning(heading: str, meanings: Mapping[str, str]) -> str:
    """Return what a heading means, also with a hint in brackets behind it ('部　门', '签字人（签名）'), or nothing."""
    key = _key(heading)
    return meanings.get(key) or meanings.get(_IN_BRACKETS.sub("", key).strip(), "")


def _key(heading: str) -> str:
    """Return a heading to look it up by; Chinese ones are spread over their cells by blanks and line ends."""
    plain = plain_heading(heading)
    return plain if plain.isascii() else "".join(plain.split())


def heading_of(field: str, kind: ListKind, language: Language) -> str:
    """Return the heading that a field is written under in a language; it is known again when it is read."""
    headings = _HEADINGS[kind][field].split(", ")
    return next(heading for heading in headings if heading.isascii() != language.is_chinese)


@cache
def _meanings(kind: ListKind) -> dict[str, str]:
    """Return what each heading means; the first field that names it has it."""
    found: dict[str, str] = {}
    for field, headings in _HEADINGS[kind].items():
        for heading in headings.split(", "):
            found.setdefault(_key(heading), field)
    return found


def state_of(text: str) -> str | None:
    """Return the state that a cell means, '' for an empty one, or None for words that say none."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if not plain or plain in ("-", "–", "—", "/", "n/a"):
        return ""
    if plain in _written_states():
        return _written_states()[plain]
    words = "_".join(re.findall(r"[a-z]+(?:-[a-z]+)*", plain))
    for state, said in _STATES:
        if any(_says(plain, words, word) for word in said.split()):
            return state
    return None


@cache
def _written_states() -> dict[str, str]:
    """Return the states by the words that they are written with, in either language."""
    return {
        Language(code).say(words).casefold(): state
        for names in (STATE_NAMES, SIGNATURE_STATE_NAMES)
        for state, words in names.items()
        for code in LANGUAGES
    }


def _says(plain: str, words: str, word: str) -> bool:
    """Tell whether a cell says a word: English ones as a whole, single Chinese ones alone or as a beginning."""
    if word.isascii():
        return f"_{word}_" in f"_{words}_"
    if len(word) > 1:
        return word in plain
    if word in "未没":
        return word in plain
    return plain.startswith(word) if word == "待" else plain == word
