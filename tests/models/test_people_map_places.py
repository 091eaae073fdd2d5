"""Where cards and lines of the map stand: nothing lies on anything else, whatever the people are tied by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.contacts import ROLE_GROUPS
from models.people_map import INTRODUCED, REPORTS, MapPerson, PeopleMap
from models.people_map_pieces import Segment
from models.people_map_places import ROOMY, Card, Layout, lay_out

SOMEBODY = MapPerson(0, "", "", "", "", "", None, None, None, False, "", None, "", None, "", None, None, False)


def person(number: int, role_group: str = "technical", reports_to: int = 0, introduced_by: int = 0) -> MapPerson:
    return replace(
        SOMEBODY,
        id=number,
        name=f"Person {number}",
        role_group=role_group,
        reports_to_id=reports_to or None,
        reports_to=f"Person {reports_to}" if reports_to else "",
        introduced_by_id=introduced_by or None,
        introduced_by=f"Person {introduced_by}" if introduced_by else "",
    )


def laid_out(people: Sequence[MapPerson], width: int = 1184) -> Layout:
    return lay_out(PeopleMap(1, "Northern Rail", tuple(people)), width)


@st.composite
def crowds(draw: st.DrawFn) -> list[MapPerson]:
    """Any people, each tied to any others who came before."""
    count = draw(st.integers(0, 60))
    return [
        person(
            number,
            draw(st.sampled_from((*ROLE_GROUPS, ""))),
            draw(st.integers(0, number - 1)),
            draw(st.integers(0, number - 1)),
        )
        for number in range(1, count + 1)
    ]


@given(people=crowds(), width=st.integers(300, 2400))
@settings(max_examples=60, deadline=None)
def test_every_person_has_a_card_of_his_own_and_no_line_goes_through_one(people: list[MapPerson], width: int) -> None:
    layout = laid_out(people, width)
    assert sorted(card.person.id for card in layout.cards) == [one.id for one in people]
    places = [(card.x, card.y, card.x + card.width, card.y + card.height) for card in layout.cards]
    places += [(one.x, one.y, one.x + one.width, one.y + one.height) for one in layout.empty]
    for number, (left, top, right, bottom) in enumerate(places):
        assert 0 <= left < right <= layout.width
        assert 0 <= top < bottom <= layout.height
        assert not any(
            left < place[2] and place[0] < right and top < place[3] and place[1] < bottom for place in places[:number]
        )
    for tie in layout.ties:
        for piece in tie.pieces:
            assert not any(goes_through(piece, place) for place in places)
            assert 0 <= piece.x1 <= piece.x2 <= layout.width
            assert 0 <= piece.y1 <= piece.y2 <= layout.height


def goes_through(piece: Segment, place: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = place
    return (
        piece.x1 < right
        and left < piece.x2 + (piece.x1 == piece.x2)
        and piece.y1 < bottom
        and top < piece.y2 + (piece.y1 == piece.y2)
    )


@given(people=crowds())
@settings(max_examples=40, deadline=None)
def test_every_line_joins_its_two_cards_and_is_named_once(people: list[MapPerson]) -> None:
    layout = laid_out(people)
    joined = {}
    for tie in layout.ties:
        for below, pieces in tie.by_person.items():
            assert touches(layout.by_person[tie.above], pieces)
            assert touches(layout.by_person[below], pieces)
            assert hangs_together(pieces)
            joined[tie.kind, below] = tie.above
    wanted = {(REPORTS, one.id): one.reports_to_id for one in people if one.reports_to_id}
    wanted |= {(INTRODUCED, one.id): one.introduced_by_id for one in people if one.introduced_by_id}
    assert joined == wanted
    named_by_line = {(caption.kind, caption.below) for tie in layout.ties for caption in tie.captions}
    named_by_card = {(kind, card.person.id) for card in layout.cards for kind in card.captions}
    assert not named_by_line & named_by_card


def touches(card: Card, pieces: Sequence[Segment]) -> bool:
    edges = (card.y, card.y + card.height)
    inside = range(card.x, card.x + card.width)
    return any(
        (piece.y1 in edges and piece.x1 in inside) or (piece.y2 in edges and piece.x2 in inside) for piece in pieces
    )


def hangs_together(pieces: Sequence[Segment]) -> bool:
    """Whether each piece of a way begins where another one ends."""
    ends = [{(piece.x1, piece.y1), (piece.x2, piece.y2)} for piece in pieces]
    return all(one & other for one, other in pairwise(ends))


def test_reports_below_their_boss_hang_on_a_straight_line() -> None:
    layout = laid_out([person(1, "decision"), person(2, "technical", reports_to=1)])
    (tie,) = layout.ties
    (piece,) = tie.pieces
    boss = layout.by_person[1]
    assert piece.x1 == piece.x2 == boss.x + boss.width // 2
    assert [(caption.kind, caption.below) for caption in tie.captions] == [(REPORTS, 2)]


def test_a_boss_of_three_has_one_line_with_three_ends_and_one_name() -> None:
    layout = laid_out([person(1, "decision"), *(person(n, "technical", reports_to=1) for n in (2, 3, 4))])
    (tie,) = layout.ties
    assert len({piece.y1 for piece in tie.pieces if piece.y1 == piece.y2}) == 1
    assert len(tie.captions) == 1


def test_with_more_than_two_lines_between_two_rows_the_cards_say_it_themselves() -> None:
    bosses = [person(n, "decision") for n in (1, 2, 3)]
    two = [person(10 + n, "technical", reports_to=n) for n in (1, 2)]
    assert not any(card.captions for card in laid_out([*bosses, *two]).cards)
    layout = laid_out([*bosses, *two, person(13, "technical", reports_to=3)])
    assert {card.person.id: card.captions for card in layout.cards if card.captions} == {
        11: (REPORTS,),
        12: (REPORTS,),
        13: (REPORTS,),
    }
    assert not any(tie.captions for tie in layout.ties)
    assert layout.by_person[11].height > layout.by_person[1].height


def test_a_card_names_a_boss_who_is_not_on_the_map() -> None:
    layout = laid_out([person(1, reports_to=99)])
    assert layout.cards[0].captions == (REPORTS,)
    assert not layout.ties


def test_a_role_group_without_anybody_keeps_its_place() -> None:
    layout = laid_out([person(1, "finance")])
    assert [one.role_group for one in layout.empty] == ["decision", "technical", "users", "commercial"]
    assert [row.role_group for row in layout.rows] == list(ROLE_GROUPS)


@pytest.mark.parametrize(("count", "is_small"), [(ROOMY, False), (ROOMY + 1, True)])
def test_many_people_have_smaller_cards(count: int, is_small: bool) -> None:
    layout = laid_out([person(n) for n in range(1, count + 1)])
    assert layout.is_small is is_small
    assert layout.cards[0].height < 100 if is_small else layout.cards[0].height == 100


def test_a_boss_in_a_lower_row_is_joined_from_below() -> None:
    layout = laid_out([person(1, "finance"), person(2, "decision", reports_to=1)])
    (tie,) = layout.ties
    top = min(piece.y1 for piece in tie.pieces)
    bottom = max(piece.y2 for piece in tie.pieces)
    assert (top, bottom) == (layout.by_person[2].y + layout.by_person[2].height, layout.by_person[1].y)


def test_nobody_at_all_is_five_places_to_fill() -> None:
    layout = laid_out([])
    assert len(layout.empty) == 5
    assert not layout.cards


def test_a_line_that_goes_round_is_named_beside_its_card_and_not_over_lines_between_the_columns() -> None:
    # Others bar the way down, so that the line from the decision maker goes between two columns.
    barred = [person(3), person(4), person(6, "users"), person(7, "users")]
    layout = laid_out([person(1, "decision", reports_to=5), person(2, "decision"), *barred, person(5, "commercial")])
    (tie,) = layout.ties
    (caption,) = tie.captions
    words = caption.x2 - caption.x1  # too long to stand on the level piece
    between = max(piece.x1 for piece in tie.pieces if piece.x1 == piece.x2 and piece.y2 - piece.y1 > 100)
    card = layout.by_person[5]
    assert card.x < between < card.x + card.width + 40
    assert caption.left_of(words) + words < between
