"""The colours by their meaning, for a light and a dark window.

All pairs of text and surface pass WCAG AA; the accent has two tones of one hue, as no single tone reads well on both
white and near-black.
"""

from __future__ import annotations

from typing import NamedTuple


class Palette(NamedTuple):
    """One set of colours, as '#RRGGBB'; the names say what a colour is for, never what it looks like."""

    bg: str
    side: str
    card: str
    sunk: str
    canvas: str
    hover: str
    line: str
    line_strong: str
    control: str
    text: str
    text_2: str
    text_3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_tint: str
    accent_line: str
    red: str
    red_tint: str
    amber: str
    amber_tint: str
    green: str
    green_tint: str
    blue: str
    blue_tint: str
    purple: str
    purple_tint: str
    grey_tint: str
    private: str
    private_tint: str
    private_border: str
    role_decision: str
    role_technical: str
    role_users: str
    role_commercial: str
    role_finance: str
    is_dark: bool = False


LIGHT = Palette(
    bg="#FFFFFF",
    side="#F4F6F6",
    card="#FFFFFF",
    sunk="#F7F9F9",
    canvas="#ECEFEF",
    hover="#EEF2F2",
    line="#E2E6E7",
    line_strong="#C9D0D2",
    control="#8A9599",
    text="#1B2123",
    text_2="#4D575B",
    text_3="#616B70",
    accent="#0B6F6B",
    accent_hover="#0A6864",
    on_accent="#FFFFFF",
    accent_tint="#E2F1EF",
    accent_line="#A9D5D0",
    red="#B0281F",
    red_tint="#FBEAE8",
    amber="#855300",
    amber_tint="#FBF0DC",
    green="#22693F",
    green_tint="#E5F3E9",
    blue="#1F5AA6",
    blue_tint="#E6EFFA",
    purple="#6A3B96",
    purple_tint="#F2EAF9",
    grey_tint="#EDF0F1",
    private="#6B5010",
    private_tint="#FBF5E4",
    private_border="#D8BF7E",
    role_decision="#5B50B8",
    role_technical="#1F6FB8",
    role_users="#2C7D4B",
    role_commercial="#A86A0B",
    role_finance="#A1468B",
)

DARK = Palette(
    bg="#17191B",
    side="#121415",
    card="#1D2022",
    sunk="#1A1D1F",
    canvas="#101213",
    hover="#25292B",
    line="#2C3134",
    line_strong="#43494D",
    control="#7C878B",
    text="#E6EAEA",
    text_2="#A6B0B3",
    text_3="#919C9F",
    accent="#4FC1B6",
    accent_hover="#5AC5BA",
    on_accent="#08211F",
    accent_tint="#14312F",
    accent_line="#2C6660",
    red="#F28B82",
    red_tint="#3A1E1C",
    amber="#E8B45E",
    amber_tint="#352812",
    green="#7CC796",
    green_tint="#18301F",
    blue="#86B4F0",
    blue_tint="#182A42",
    purple="#C4A3F0",
    purple_tint="#2D2140",
    grey_tint="#2A2F31",
    private="#E2C983",
    private_tint="#2B2515",
    private_border="#6F5D2B",
    role_decision="#A79FF0",
    role_technical="#6FB2EE",
    role_users="#72C592",
    role_commercial="#E0A348",
    role_finance="#DE8BCA",
    is_dark=True,
)
