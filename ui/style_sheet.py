"""The one style sheet of the window, written from the tokens of a theme.

Widgets say what they are with the property `kind`: "headline", "title", "secondary", "caption",
"card", "panel", "primary" (the one blue button of a page), "link", "tag-failure" and so on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.control_images import ControlImages
from ui.control_styles import control_styles

if TYPE_CHECKING:
    from ui.theme import Look


def style_sheet(look: Look, images: ControlImages) -> str:
    """Return the style sheet for the theme and text size of `look`."""
    return _pieces(look) + control_styles(look, images)


def _pieces(look: Look) -> str:
    t, px = look.theme, look.px
    line = "2px" if t.name == "high_contrast" else "1px"
    ring = "3px" if t.name == "high_contrast" else "2px"
    return f"""
* {{ outline: none; }}
QWidget {{ color: {t.text}; }}
QMainWindow, QDialog {{ background: {t.background}; }}
QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.edge};
  padding: {px(4)}px; }}
QLabel[kind="welcome"] {{ font-size: {px(28)}px; font-weight: 600; }}
QLabel[kind="headline"] {{ font-size: {px(20)}px; font-weight: 600; }}
QLabel[kind="key-number"] {{ font-size: {px(20)}px; font-weight: 600; }}
QLabel[kind="key-number-failure"] {{ font-size: {px(20)}px; font-weight: 600; color: {t.failure}; }}
QLabel[kind="title"] {{ font-size: {px(15)}px; font-weight: 600; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="secondary"] {{ font-size: {px(12)}px; color: {t.secondary}; }}
QLabel[kind="label"] {{ font-size: {px(12)}px; color: {t.secondary}; }}
QLabel[kind="caption"] {{ font-size: {px(11)}px; color: {t.secondary}; }}
QLabel[kind="failure"] {{ color: {t.failure}; }}
QLabel[kind="caution"] {{ color: {t.caution}; }}
QLabel[kind="success"] {{ color: {t.success}; }}
QLabel[kind="tag"] {{ background: {t.background}; border: 1px solid {t.divider};
  border-radius: 4px; padding: {px(1)}px {px(6)}px; font-size: {px(12)}px; }}
QLabel[kind="tag-failure"] {{ background: {t.failure_ground}; color: {t.failure};
  border: 1px solid {t.failure}; border-radius: 4px; padding: {px(1)}px {px(6)}px;
  font-size: {px(12)}px; }}
QLabel[kind="tag-caution"] {{ background: {t.caution_ground}; color: {t.caution};
  border: 1px solid {t.caution}; border-radius: 4px; padding: {px(1)}px {px(6)}px;
  font-size: {px(12)}px; }}
QLabel[kind="tag-success"] {{ background: {t.success_ground}; color: {t.success};
  border: 1px solid {t.success}; border-radius: 4px; padding: {px(1)}px {px(6)}px;
  font-size: {px(12)}px; }}
QLabel[kind="marking"] {{ border: 1px solid {t.text}; border-radius: 3px; font-weight: 600;
  font-size: {px(11)}px; padding: {px(2)}px {px(6)}px; }}
QFrame[kind="card"] {{ background: {t.surface}; border: {line} solid {t.divider};
  border-radius: 5px; }}
QFrame[kind="panel"], QWidget[kind="panel"] {{ background: {t.panel}; }}
QFrame[kind="inspector"] {{ background: {t.panel}; border: 0; border-left: 1px solid {t.divider}; }}
QFrame[kind="surface"], QWidget[kind="surface"] {{ background: {t.surface}; }}
QFrame[kind="divider"] {{ background: {t.divider}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame[kind="upright"] {{ background: {t.divider}; border: 0; max-width: 1px; min-width: 1px; }}
QFrame[kind="notice"] {{ background: {t.selected}; border: 0; border-bottom: 1px solid {t.edge}; }}
QFrame[kind="notice-failure"] {{ background: {t.failure_ground}; border: 0;
  border-bottom: 1px solid {t.failure}; }}
QFrame[kind="notice-caution"] {{ background: {t.caution_ground}; border: 0;
  border-bottom: 1px solid {t.caution}; }}
QFrame[kind="notice-success"] {{ background: {t.success_ground}; border: 0;
  border-bottom: 1px solid {t.success}; }}

QPushButton, QToolButton[kind="button"] {{ background: {t.surface}; border: 1px solid {t.edge};
  border-radius: 4px; padding: 0 {px(12)}px; min-height: {px(26)}px; color: {t.text};
  icon-size: {px(16)}px; }}
QPushButton:hover, QToolButton[kind="button"]:hover {{ background: {t.selected};
  color: {t.selected_text}; }}
QPushButton:focus, QToolButton:focus {{ border: {ring} solid {t.focus};
  padding: 0 {px(12) - 1}px; }}
QPushButton:disabled, QToolButton[kind="button"]:disabled {{ color: {t.dimmed};
  border-color: {t.divider}; }}
QToolButton:disabled {{ color: {t.dimmed}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.accent_on};
  border-color: {t.accent}; font-weight: 600; }}
QPushButton[kind="primary"]:focus {{ border: {ring} solid {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.background}; color: {t.dimmed};
  border-color: {t.divider}; }}
QPushButton[kind="link"], QToolButton[kind="link"] {{ background: transparent; border: 0;
  color: {t.accent_text}; padding: 0 {px(4)}px; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: {ring} solid {t.focus}; }}
QPushButton[kind="segment"] {{ border-radius: 0; margin-left: -1px; }}
QPushButton[kind="segment"][place="first"] {{ margin-left: 0; }}
QPushButton[kind="segment"]:checked {{ background: {t.accent}; color: {t.accent_on};
  border-color: {t.accent}; font-weight: 600; }}
QToolButton {{ background: transparent; border: {ring} solid transparent; border-radius: 4px;
  padding: {px(3)}px; }}
QToolButton:hover {{ background: {t.selected}; }}
QToolButton[kind="rail"] {{ border-radius: 5px; font-size: {px(11)}px; padding: {px(6)}px 0; }}
QToolButton[kind="rail"]:checked {{ background: {t.surface}; border: 1px solid {t.divider};
  border-left: 3px solid {t.accent}; font-weight: 600; color: {t.accent_text}; }}
QToolButton[kind="rail"]:focus {{ border: {ring} solid {t.focus}; }}
QToolButton::menu-indicator {{ image: none; }}
QFrame[kind="header"] {{ background: {t.background}; border: 0;
  border-bottom: 1px solid {t.divider}; }}
QFrame[kind="rail"] {{ background: {t.background}; border: 0;
  border-right: 1px solid {t.divider}; }}
QFrame[kind="strip"] {{ background: {t.background}; border: 0; border-top: 1px solid {t.divider}; }}
QFrame[kind="work"] {{ background: {t.panel}; border: 0; border-bottom: 1px solid {t.divider}; }}
QToolButton[kind="logo"] {{ border-radius: 0; }}
QPushButton[kind="search"] {{ text-align: left; padding: 0; }}
QPushButton[kind="strip"] {{ background: transparent; border: 0; border-radius: 3px; padding: 0;
  min-height: {px(20)}px; }}
QPushButton[kind="strip"]:hover {{ background: {t.selected}; }}
QPushButton[kind="strip"]:focus {{ border: {ring} solid {t.focus}; }}
QPushButton[kind="strip"] QLabel {{ font-size: {px(12)}px; }}
QLabel[kind="state-unsaved"] {{ font-size: {px(12)}px; color: {t.caution}; }}
QScrollArea[kind="welcome"], QWidget[kind="welcome"] {{ background: {t.background}; }}
QLabel[kind="promise"] {{ font-size: {px(15)}px; color: {t.secondary}; }}
QPushButton[kind="choice"], QPushButton[kind="choice-first"] {{ text-align: left; padding: 0;
  border: 1px solid {t.divider}; border-radius: 5px; }}
QPushButton[kind="choice-first"] {{ border: 1px solid {t.accent};
  border-left: 4px solid {t.accent}; }}
QPushButton[kind="choice"]:focus, QPushButton[kind="choice-first"]:focus {{
  border: {ring} solid {t.focus}; }}
QFrame[kind="palette"] {{ background: {t.surface}; border: {line} solid {t.edge};
  border-radius: 5px; }}
QFrame[kind="drop"] {{ border: 1px dashed {t.edge}; border-radius: 5px; }}
QFrame[kind="drop-here"] {{ border: 2px dashed {t.accent}; border-radius: 5px;
  background: {t.selected}; }}
QLabel[kind="keys"] {{ border: 1px solid {t.edge}; border-radius: 3px; font-size: {px(11)}px;
  padding: 0 {px(4)}px; color: {t.secondary}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {{
  background: {t.surface}; color: {t.text}; border: 1px solid {t.edge}; border-radius: 4px;
  padding: 0 {px(6)}px; min-height: {px(26)}px; selection-background-color: {t.accent};
  selection-color: {t.accent_on}; }}
QPlainTextEdit, QTextEdit {{ padding: {px(4)}px {px(6)}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDoubleSpinBox:focus, QDateEdit:focus {{ border: {ring} solid {t.focus}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{
  background: {t.background}; color: {t.dimmed}; border-color: {t.divider}; }}
QLineEdit[kind="wrong"], QPlainTextEdit[kind="wrong"], QComboBox[kind="wrong"] {{
  border: 2px solid {t.failure}; }}
QLineEdit[kind="filter"], QComboBox[kind="filter"] {{ min-height: {px(20)}px; }}
QComboBox QAbstractItemView, QMenu {{ background: {t.surface}; color: {t.text};
  border: 1px solid {t.edge}; selection-background-color: {t.accent};
  selection-color: {t.accent_on}; }}
QMenu::item {{ padding: {px(5)}px {px(24)}px {px(5)}px {px(26)}px; }}
QMenu::icon {{ padding-left: {px(6)}px; }}
QMenu::item:selected {{ background: {t.accent}; color: {t.accent_on}; }}
QMenu::item:disabled {{ color: {t.dimmed}; }}
QMenu::separator {{ height: 1px; background: {t.divider}; margin: {px(4)}px 0; }}
QCheckBox:focus, QRadioButton:focus {{ color: {t.accent_text}; text-decoration: underline; }}

QTableView, QTreeView, QListView {{ background: {t.surface}; color: {t.text}; border: 0;
  gridline-color: {t.divider}; selection-background-color: {t.selected};
  selection-color: {t.selected_text}; alternate-background-color: {t.panel}; }}
QTreeView::item, QListView::item {{ min-height: {px(24)}px; }}
QTreeView::item:selected, QListView::item:selected {{ background: {t.selected};
  color: {t.selected_text}; border-left: 3px solid {t.accent}; }}
QTreeView[kind="columns"]::item:selected {{ border-left: 0; }}
QTableView:focus, QTreeView:focus, QListView:focus {{ border: 1px solid {t.focus}; }}
QHeaderView {{ background: {t.panel}; }}
QHeaderView::section {{ background: {t.background}; color: {t.text}; border: 0;
  border-bottom: 1px solid {t.divider}; padding: 0 {px(8)}px; font-size: {px(12)}px;
  font-weight: 600; min-height: {px(28)}px; }}
QTableCornerButton::section {{ background: {t.background}; border: 0; }}

QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {t.secondary}; padding: 0 {px(10)}px;
  min-height: {px(34)}px; border: 0; border-bottom: 3px solid transparent; }}
QTabBar::tab:selected {{ color: {t.text}; font-weight: 600; border-bottom-color: {t.accent}; }}
QTabBar::tab:hover {{ color: {t.accent_text}; }}
QTabBar:focus {{ border: {ring} solid {t.focus}; }}
QTabWidget::pane {{ border: 0; }}
QSplitter::handle {{ background: {t.divider}; }}
QScrollArea {{ border: 0; background: transparent; }}
QProgressBar {{ background: {t.divider}; border: 0; max-height: {px(4)}px; }}
QProgressBar::chunk {{ background: {t.accent}; }}
QSlider::groove:horizontal {{ height: {px(4)}px; background: {t.edge}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: {px(16)}px; margin: -{px(6)}px 0; background: {t.accent};
  border: 1px solid {t.accent}; border-radius: {px(8)}px; }}
QSlider:focus {{ border: {ring} solid {t.focus}; }}
QScrollBar:vertical {{ background: {t.panel}; width: {px(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: {t.panel}; height: {px(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: {px(4)}px; min-height: {px(24)}px;
  min-width: {px(24)}px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
