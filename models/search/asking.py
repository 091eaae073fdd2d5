"""What a person types into the search field, made into a question for the index that is never a wrong one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from models.row_class import row_class
from models.text.folding import chinese_runs, ends_alone, folded, spaced

_MOST_WORDS = 20
"""Of a whole page that was pasted into the search field so many words are enough to find where it is from."""
LONGEST = 2000
"""Characters of a query that are read."""
_TERM = re.compile(r'"([^"]*)"(\*?)')
_WORD = re.compile(r"[^\W_]|[\u2190-\u2bff\U0001f000-\U0001faff]")
_PICTURE = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff]")
_DISGUISE = "\ua6ef"
"""A letter that nobody types. The library takes no picture (emoji) for a word, so they pass it as their numbers."""
_DISGUISED = re.compile(f"{_DISGUISE}([0-9a-f]+){_DISGUISE}")
_QUOTES = str.maketrans({**dict.fromkeys("“”„«»「」＂", '"'), "（": "(", "）": ")"})
_MINUS = re.compile(r"(?<!\S)[－–—−](?=\S)")
_OR = re.compile(r"(?<!\S)(?:或者?|\|\|?|or)(?!\S)")


@row_class
class Term:
    """One word or phrase of a question: folded; `whole` when it was put in quotation marks, so that no more follows."""

    text: str
    whole: bool

    def match(self) -> str:
        """Return the term as the index is asked for it: a phrase, with the beginning of its last word enough."""
        star = "" if self.whole or ends_alone(self.text) else " *"
        return f'"{spaced(self.text)}"{star}'

    def is_held_by(self, texts: Sequence[str]) -> bool:
        """Return whether what is written together in the term stands together in one of some folded texts.

        The index takes Chinese character by character, and finds 格不 in 价格，不 as well.
        """
        return all(any(run in text for text in texts) for run in chinese_runs(self.text))


@row_class
class Question:
    """A question: the shape of its answer with a place for each term, and the terms.

    `shape` holds `{0}`, `{1}` … where the terms go; it is empty when nothing is asked for. `wanted` are the terms that
    are not excluded, `any_will_do` whether one of several is enough (OR).
    """

    shape: str
    terms: tuple[Term, ...]
    wanted: tuple[Term, ...]
    any_will_do: bool

    def match(self, of_term: Callable[[Term], str]) -> str:
        """Return the question for the index, each term put as the caller likes."""
        return self.shape.format(*map(of_term, self.terms))


NOTHING = Question("", (), (), False)


def question(words: str) -> Question:
    """Return what is asked for; whatever is typed is a question, if only for nothing."""
    from playhouse.fts_parser import parse

    read = _as_the_library_reads(words)
    phrases = {phrase.strip() for phrase in re.findall(r'"([^"]*)"', read)}
    # The library reads the grammar; what it makes is valid whatever was typed, and here only the terms are replaced.
    made = parse(read, None)
    terms: list[Term] = []
    wanted: list[Term] = []
    shape: list[str] = []
    behind = excluded_to = 0
    for match in _TERM.finditer(made):
        text = folded(_DISGUISED.sub(lambda found: chr(int(found[1], 16)), match[1])).strip()
        before = made[behind : match.start()]
        shape.append(before)
        if before.endswith("NOT ("):
            excluded_to = _closing(made, match.start() - 1)
        terms.append(Term(text, match[1].strip() in phrases and not match[2]))
        if match.start() >= excluded_to and not before.endswith("NOT "):
            wanted.append(terms[-1])
        shape.append(f"{{{len(terms) - 1}}}")
        behind = match.end()
    if not any(term.text for term in terms):
        return NOTHING
    shape.append(made[behind:])
    return Question("".join(shape), tuple(terms), tuple(wanted), " OR " in "".join(shape))


def holds_a_word(text: str) -> bool:
    """Return whether there is anything in a folded text that the index knows: a letter, a digit or a picture."""
    return _WORD.search(text) is not None


def _closing(made: str, opening: int) -> int:
    """Return where the bracket closes that opens at a place."""
    depth = 0
    for place in range(opening, len(made)):
        depth += (made[place] == "(") - (made[place] == ")")
        if depth == 0:
            return place
    return len(made)


def _as_the_library_reads(words: str) -> str:
    """Return the words with the quotation marks, minus signs and OR of any keyboard as the library knows them."""
    text = words[:LONGEST].translate(_QUOTES).replace(_DISGUISE, " ")
    text = _OR.sub("OR", _MINUS.sub("-", text))
    kept: list[str] = []
    count = 0
    for part in re.findall(r'-?"[^"]*"?|[^\s"]+', text):
        if part in ("OR", "AND", "NOT") or not part.strip('()-"*'):
            kept.append(part)
        elif holds_a_word(folded(part)) and count < _MOST_WORDS:
            kept.append(part)
            count += 1
    return _PICTURE.sub(lambda found: f"{_DISGUISE}{ord(found[0]):x}{_DISGUISE}", " ".join(kept))
