"""The tab of what is installed at an account; the list itself is loaded when the tab is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.session import Session
from ui.widgets.layouts import column

if TYPE_CHECKING:
    from ui.assets.account_tab import AccountAssetTab


class InstalledTab(QWidget):
    """Holds the products of an account and its branches, and what they say of them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._made: AccountAssetTab | None = None
        self._box = column()
        self.setLayout(self._box)

    def tab(self) -> AccountAssetTab:
        """Return what stands in the tab, made when it is wanted for the first time."""
        if self._made is None:
            from ui.assets.account_tab import AccountAssetTab

            self._made = AccountAssetTab(self._session)
            self._box.addWidget(self._made)
        return self._made

    def show_accounts(self, account_ids: tuple[int, ...]) -> None:
        """Show the products of an account, the first of its tree, and of its branches."""
        self.tab().show_accounts(account_ids)
