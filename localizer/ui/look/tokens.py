"""The look in values: colours by meaning for light and dark, distances, corners, letter sizes.

Nothing else in the program names a colour. All lengths are pixels at 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours of one scheme as ``#RRGGBB``, each named by what it means, not by its hue."""

    dark: bool
    #: Surfaces, from the window's ground up.
    ground: str
    surface: str
    raised: str
    hover: str
    pressed: str
    #: Lines: a quiet divider, and the edge of something that takes input.
    line: str
    edge: str
    #: Ink: plain, secondary, disabled.
    text: str
    muted: str
    faint: str
    #: The one accent: primary action, focus, where the user is.
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_ink: str
    tint: str
    tint_hover: str
    #: States, each with the quiet ground its words stand on.
    ok: str
    ok_ground: str
    warn: str
    warn_ground: str
    block: str
    block_ground: str
    block_hover: str
    info: str
    info_ground: str
    #: Marked text in an editor (ink is `text`).
    selection: str


LIGHT = Palette(
    dark=False,
    ground="#F6F7F9",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#F0F3F7",
    pressed="#E4E9F0",
    line="#E1E5EA",
    edge="#818C99",
    text="#1B2430",
    muted="#5A6776",
    faint="#98A2AE",
    accent="#2457D6",
    accent_hover="#1D4ABB",
    accent_pressed="#183E9E",
    accent_ink="#FFFFFF",
    tint="#EAF0FE",
    tint_hover="#DFE8FD",
    ok="#1A7548",
    ok_ground="#E4F5EC",
    warn="#825400",
    warn_ground="#FFF3D6",
    block="#B3261E",
    block_ground="#FCE8E6",
    block_hover="#F9DAD7",
    info="#44546A",
    info_ground="#EDF1F6",
    selection="#C9DAFC",
)
DARK = Palette(
    dark=True,
    ground="#14181E",
    surface="#1B2129",
    raised="#222A34",
    hover="#28313C",
    pressed="#303B48",
    line="#313B47",
    edge="#6C7B8C",
    text="#E7ECF2",
    muted="#9AA8B8",
    faint="#667382",
    accent="#86A8FF",
    accent_hover="#9DB9FF",
    accent_pressed="#7396F0",
    accent_ink="#0E1420",
    tint="#24324F",
    tint_hover="#2B3B5D",
    ok="#6FD3A0",
    ok_ground="#17352A",
    warn="#F0BE62",
    warn_ground="#3A2F17",
    block="#FF9C94",
    block_ground="#43211F",
    block_hover="#532926",
    info="#B4C0CE",
    info_ground="#28313C",
    selection="#34508C",
)

#: Words on grounds as they occur (names of `Palette` fields): WCAG 2.2 AA asks 4.5 : 1 (1.4.3).
TEXT_PAIRS = (
    *(
        (ink, on)
        for ink in ("text", "muted")
        for on in ("ground", "surface", "raised", "hover", "pressed", "tint", "info_ground")
    ),
    ("text", "tint_hover"),
    ("text", "selection"),
    *((ink, on) for ink in ("accent", "ok", "warn", "block") for on in ("ground", "surface")),
    *(("accent_ink", on) for on in ("accent", "accent_hover", "accent_pressed")),
    ("accent", "tint"),
    ("accent", "tint_hover"),
    *((state, f"{state}_ground") for state in ("ok", "warn", "block", "info")),
    *(("text", f"{state}_ground") for state in ("ok", "warn", "block")),
    *((state, "tint") for state in ("ok", "warn", "block")),
    ("block", "block_hover"),
)
#: Marks, field edges and the focus ring on what lies beside them: 3 : 1 (1.4.11).
MARK_PAIRS = (
    *(
        (mark, on)
        for mark in ("edge", "accent", "ok", "warn", "block", "info")
        for on in ("ground", "surface")
    ),
    ("accent", "tint"),
    ("accent", "raised"),
    ("edge", "raised"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Colours a host reads in: the ground, her words, cues and headings, the mark of the read line."""

    ground: str
    text: str
    cue: str
    mark: str


#: What a host may choose; the names are stored in the settings. Every ink is 7 : 1 on its ground.
STAGES = {
    "white_on_black": Stage(ground="#000000", text="#FFFFFF", cue="#9FB6FF", mark="#FFC533"),
    "yellow_on_black": Stage(ground="#000000", text="#FFE94A", cue="#C9CED6", mark="#FFFFFF"),
    "green_on_black": Stage(ground="#000000", text="#7CFF8A", cue="#C9CED6", mark="#FFFFFF"),
    "white_on_blue": Stage(ground="#0B1E4F", text="#FFFFFF", cue="#B9CCFF", mark="#FFD54A"),
    "black_on_white": Stage(ground="#FFFFFF", text="#000000", cue="#2B3E8C", mark="#A30D0D"),
    "black_on_cream": Stage(ground="#FBF3DC", text="#1A1A1A", cue="#3A3F78", mark="#8C0D0D"),
}
#: The stage of who chose none.
PLAIN_STAGE = "white_on_black"

#: Distances; every one is a multiple of four.
SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_6, SPACE_8 = 4, 8, 12, 16, 24, 32
#: Corners: fields, buttons and cards; chips and state labels.
RADIUS, RADIUS_SMALL = 6, 4
#: Thickness of the focus ring.
RING = 2
#: Letter sizes: a screen's one headline, a card's title, text being edited, body, code, notes.
HEADLINE, TITLE, EDIT, BODY, MONO, SMALL = 22, 17, 16, 14, 13, 12
#: Sides of icons: inside a line of text and on buttons; on the start screen.
ICON, ICON_LARGE = 16, 24
#: Heights of rows: one line, two lines (the review queue).
ROW, ROW_TALL = 32, 58


def scaled(pixels: float, scale: float) -> int:
    """Return ``pixels`` at ``scale`` (1.0 is 100 %), at least one."""
    return max(1, round(pixels * scale))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#RRGGBB`` colours, 1.0 to 21.0.

    WCAG 2.2, "contrast ratio" and "relative luminance" (W3C Recommendation, 5 October 2023).
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    # 0.04045 is the sRGB threshold; no 8-bit value lies between it and WCAG's older 0.03928
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004
