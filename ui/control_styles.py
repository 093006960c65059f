"""The part of the style sheet for what is ticked, stepped and dropped down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.control_images import ControlImages

if TYPE_CHECKING:
    from ui.theme import Look


def control_styles(look: Look, images: ControlImages) -> str:
    """Return how combo boxes, spin boxes, ticks, branches and menu marks look in a theme."""
    t, px = look.theme, look.px
    down, up = images.url("chevron_down", t.text), images.url("chevron_up", t.text)
    down_off, up_off = images.url("chevron_down", t.dimmed), images.url("chevron_up", t.dimmed)
    right = images.url("chevron_right", t.text)
    ring = "3px" if t.name == "high_contrast" else "2px"
    boxes = "QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator"
    spins = "QSpinBox, QDoubleSpinBox, QDateEdit, QDateTimeEdit"
    each = spins.split(", ")
    both = ", ".join(f"{one}::up-button, {one}::down-button" for one in each)
    return f"""
QComboBox::drop-down {{ border: 0; width: {px(22)}px; subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: {down}; width: {px(12)}px; height: {px(12)}px; }}
QComboBox::down-arrow:disabled {{ image: {down_off}; }}
QComboBox QAbstractItemView::item {{ min-height: {px(26)}px; padding: 0 {px(6)}px; }}
{both} {{ border: 0; background: transparent; width: {px(18)}px; }}
{", ".join(f"{one}::up-button" for one in each)} {{ subcontrol-position: top right; }}
{", ".join(f"{one}::down-button" for one in each)} {{ subcontrol-position: bottom right; }}
{", ".join(f"{one}::up-arrow" for one in each)} {{ image: {up}; width: {px(9)}px;
  height: {px(9)}px; }}
{", ".join(f"{one}::down-arrow" for one in each)} {{ image: {down}; width: {px(9)}px;
  height: {px(9)}px; }}
{", ".join(f"{one}::up-arrow:disabled, {one}::up-arrow:off" for one in each)} {{
  image: {up_off}; }}
{", ".join(f"{one}::down-arrow:disabled, {one}::down-arrow:off" for one in each)} {{
  image: {down_off}; }}
QDateEdit::drop-down {{ border: 0; width: {px(22)}px; subcontrol-position: center right; }}
QCheckBox, QRadioButton {{ spacing: {px(6)}px; }}
{boxes} {{ width: {px(14)}px; height: {px(14)}px; border: 1px solid {t.edge};
  border-radius: 3px; background: {t.surface}; }}
QCheckBox::indicator:checked, QGroupBox::indicator:checked,
QAbstractItemView::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
  image: {images.url("tick", t.accent_on)}; }}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {{
  background: {t.accent}; border-color: {t.accent};
  image: {images.url("minus", t.accent_on)}; }}
QCheckBox::indicator:focus {{ border: {ring} solid {t.focus}; }}
QCheckBox::indicator:checked:focus {{ border: {ring} solid {t.text}; }}
QCheckBox::indicator:disabled {{ background: {t.background}; border-color: {t.divider}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.dimmed}; }}
QRadioButton::indicator {{ width: {px(14)}px; height: {px(14)}px; border: 1px solid {t.edge};
  border-radius: {px(14) // 2 + 1}px; background: {t.surface}; }}
QRadioButton::indicator:checked {{ width: {px(6)}px; height: {px(6)}px;
  border: {px(5)}px solid {t.accent}; border-radius: {px(16) // 2}px;
  background: {t.accent_on}; }}
QRadioButton::indicator:focus {{ border-color: {t.focus}; }}
QPushButton::menu-indicator {{ image: {down}; width: {px(10)}px; height: {px(10)}px;
  subcontrol-origin: padding; subcontrol-position: center right; right: {px(8)}px; }}
QPushButton[kind="menu"] {{ padding-right: {px(24)}px; }}
QMenu::indicator {{ width: {px(14)}px; height: {px(14)}px; left: {px(6)}px; }}
QMenu::indicator:checked {{ image: {images.url("tick", t.text)}; }}
QMenu::indicator:checked:selected {{ image: {images.url("tick", t.accent_on)}; }}
QMenu::right-arrow {{ image: {right}; width: {px(10)}px; height: {px(10)}px;
  margin-right: {px(6)}px; }}
QMenu::right-arrow:selected {{ image: {images.url("chevron_right", t.accent_on)}; }}
QTreeView::branch:has-children:closed {{ image: {right}; }}
QTreeView::branch:has-children:open {{ image: {down}; }}
QGroupBox {{ border: 1px solid {t.divider}; border-radius: 5px; margin-top: {px(9)}px;
  padding-top: {px(9)}px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: {px(10)}px; padding: 0 {px(4)}px; }}
QHeaderView::up-arrow {{ image: {images.url("sort_up", t.text)}; width: {px(12)}px;
  height: {px(12)}px; }}
QHeaderView::down-arrow {{ image: {images.url("sort_down", t.text)}; width: {px(12)}px;
  height: {px(12)}px; }}
QTabBar QToolButton::left-arrow, QToolButton::left-arrow {{
  image: {images.url("back", t.text)}; }}
QTabBar QToolButton::right-arrow, QToolButton::right-arrow {{
  image: {images.url("forward", t.text)}; }}
"""
