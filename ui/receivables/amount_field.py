"""A field for an amount of money, as people write one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models import money
from models.text.language import Label
from ui.widgets.understood_field import UnderstoodField


class AmountField(UnderstoodField[int]):
    """An amount: '48,200.50', '18.2万', '20k'; the value is whole minor units of the currency."""

    def __init__(self, currency: Callable[[], str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", parent=parent)
        self._currency = currency

    def read(self, text: str) -> int | None:
        """Return the minor units; raises InvalidValue."""
        return money.minor_of(Label("amount"), text, self._currency()) if text.strip() else None

    def words(self, value: int) -> str:
        """Return an amount as it is typed."""
        return money.plain(value, self._currency())

    def meanings(self, value: int) -> tuple[str, ...]:
        """Return the amount with its currency."""
        return (money.amount(value, self._currency()),)

    def read_again(self) -> None:
        """Understand what is written anew, when the currency is another one."""
        self.set_text(self.text())
