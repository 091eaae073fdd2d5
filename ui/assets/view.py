"""The section of all installed products: where they stand, each product by itself, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import theme
from ui.assets.part import AssetPart
from ui.projects.section import Section
from ui.session import Session
from ui.translations import plural, say
from ui.widgets.layouts import column, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.assets.feedback_list import FeedbackPart
    from ui.assets.products import ProductView
    from ui.command_palette.command import Command


class AssetView(Section):
    """The installed products of all accounts."""

    tables = AssetPart.tables | {"contact"}

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.ways = Segments(
            say("How to show them"),
            [
                ("places", say("Where they stand"), ""),
                ("products", say("By product"), ""),
                ("feedback", say("Feedback"), ""),
            ],
        )
        self.part = AssetPart(session)
        self._products: ProductView | None = None
        self._feedback: FeedbackPart | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.part)
        body = column(row(self.ways, None), self._stack, spacing=theme.CARD_GAP)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.ways.changed.connect(lambda _key: self.refresh())
        self.part.counted.connect(self.heading_changed)

    @property
    def products(self) -> ProductView:
        """Return the list of products, made when it is wanted for the first time."""
        if self._products is None:
            from ui.assets.products import ProductView

            self._products = ProductView(self.session)
            self._products.opened.connect(lambda line: self.show_product(line.product))
            self._stack.addWidget(self._products)
        return self._products

    @property
    def feedback(self) -> FeedbackPart:
        """Return what is said of the products, made when it is wanted for the first time."""
        if self._feedback is None:
            from ui.assets.feedback_list import FeedbackPart

            self._feedback = FeedbackPart(self.session)
            self._feedback.counted.connect(self.heading_changed)
            self._stack.addWidget(self._feedback)
        return self._feedback

    def refresh(self) -> None:
        """Read again what is shown."""
        way = self.ways.current()
        if way == "places":
            self.part.refresh()
            self._stack.setCurrentWidget(self.part)
        elif way == "products":
            self.products.products_model.reload()
            self._stack.setCurrentWidget(self.products)
        else:
            self.feedback.refresh()
            self._stack.setCurrentWidget(self.feedback)
        self.heading_changed.emit()

    def show_way(self, way: str) -> None:
        """Show the places, the products or the feedback, and bring the keys there."""
        self.ways.set_current(way)
        self.refresh()
        self.focus_first()

    def show_product(self, product: str) -> None:
        """Show where one product stands."""
        self.ways.set_current("places")
        self.part.show_product(product)
        self.refresh()
        self.focus_first()

    def subtitle(self) -> str:
        """Return how much the list holds."""
        way = self.ways.current()
        if way == "places":
            return self.part.count_words()
        if way == "feedback":
            return plural("{count} feedback", "{count} feedback", self.feedback.total)
        return plural("{count} product", "{count} products", len(self.products.products_model.rows))

    def focus_first(self) -> None:
        """Begin in the list."""
        way = self.ways.current()
        if way == "places":
            self.part.focus_list()
        elif way == "feedback":
            self.feedback.focus_list()
        else:
            self.products.setFocus()

    def focus_filter(self) -> None:
        """Go to the filter."""
        if self.ways.current() == "products":
            self.show_way("places")
        (self.feedback if self.ways.current() == "feedback" else self.part).focus_filter()

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a product or to some feedback."""
        self.show_way("feedback" if kind == "feedback" else "places")
        (self.feedback if kind == "feedback" else self.part).select(record_id)

    def selected_record(self) -> tuple[str, int] | None:
        """Return the account at which the keys stand."""
        if self.ways.current() == "products":
            return None
        found = self.part.current() if self.ways.current() == "places" else self.feedback.view.current_row()
        return ("account", found.account_id) if found is not None else None

    def printable(self) -> None:
        """Export what is shown."""
        (self.feedback if self.ways.current() == "feedback" else self.part).export()

    def deeds(self) -> Sequence[Command]:
        """Return what can be done here."""
        from ui.command_palette.command import Command

        of = say("Installed products")
        way = self.ways.current()
        found: list[Command] = []
        if way == "feedback":
            found += self.feedback.deeds()
        elif way == "places":
            found += self.part.deeds()
        names = {"places": say("Where products stand"), "products": say("By product"), "feedback": say("Feedback")}
        for key, name in names.items():
            if key != way:
                found.append(Command(f"assets.way_{key}", name, partial(self.show_way, key), "", "box", of))
        return found
