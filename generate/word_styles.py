"""The page and the named styles of the Word templates, each style one component of Nghị định 30/2020/NĐ-CP, Phụ lục I.

Names are Vietnamese, as staff see them in Word's list of styles; ids are ASCII. Sizes and styles: Phụ lục I, mục V (mẫu chữ và chi tiết trình bày).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Times New Roman"
LEFT, CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One style: lengths in millimetres, sizes and gaps in points. ``rule``: the paragraph is a rule, drawn as its top border."""

    id: str
    name: str
    size: float
    alignment: WD_ALIGN_PARAGRAPH
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.0
    first_line: float = 0
    left: float = 0
    right: float = 0
    keep_next: bool = False
    rule: bool = False
    grey: bool = False


INDENT = 12.7
STYLES = (
    ParagraphStyle("TKNation", "TK Quốc hiệu", 13, CENTER, bold=True),
    ParagraphStyle("TKMotto", "TK Tiêu ngữ", 14, CENTER, bold=True),
    ParagraphStyle("TKRuleMotto", "TK Vạch dưới tiêu ngữ", 1, CENTER, before=1.5, rule=True, left=20, right=20),
    ParagraphStyle("TKParent", "TK Cơ quan chủ quản", 13, CENTER),
    ParagraphStyle("TKIssuer", "TK Cơ quan ban hành", 13, CENTER, bold=True),
    ParagraphStyle("TKRuleIssuer", "TK Vạch dưới cơ quan", 1, CENTER, before=1.5, rule=True, left=23, right=23),
    ParagraphStyle("TKNumber", "TK Số ký hiệu", 13, CENTER, before=6),
    ParagraphStyle("TKPlaceDate", "TK Địa danh ngày tháng", 13, CENTER, italic=True, before=6),
    ParagraphStyle("TKLetterSubject", "TK Trích yếu công văn", 12, CENTER, before=6, left=2, right=2),
    ParagraphStyle("TKTitle", "TK Tên loại", 14, CENTER, bold=True, before=18),
    ParagraphStyle("TKSubject", "TK Trích yếu", 14, CENTER, bold=True, left=8, right=8),
    ParagraphStyle("TKRuleSubject", "TK Vạch dưới trích yếu", 1, CENTER, before=2, after=10, rule=True, left=55, right=55),
    ParagraphStyle("TKAddressee", "TK Kính gửi", 14, LEFT, before=12, left=25),
    ParagraphStyle("TKAddresseeLine", "TK Kính gửi (dòng)", 14, LEFT, first_line=-2.5, left=46.2),
    ParagraphStyle("TKBasis", "TK Căn cứ", 14, JUSTIFY, italic=True, after=6, line=1.1, first_line=INDENT),
    ParagraphStyle("TKBody", "TK Nội dung", 14, JUSTIFY, after=6, line=1.1, first_line=INDENT),
    ParagraphStyle(
        "TKHeading", "TK Đề mục", 14, JUSTIFY, bold=True, before=3, after=6, line=1.1, first_line=INDENT, keep_next=True
    ),
    ParagraphStyle("TKItem", "TK Khoản", 14, JUSTIFY, after=6, line=1.1, first_line=INDENT),
    ParagraphStyle("TKItemLead", "TK Khoản có điểm", 14, JUSTIFY, after=6, line=1.1, first_line=INDENT, keep_next=True),
    ParagraphStyle("TKPoint", "TK Điểm", 14, JUSTIFY, after=6, line=1.1, first_line=INDENT),
    ParagraphStyle("TKClosing", "TK Câu kết", 14, JUSTIFY, after=6, line=1.1, first_line=INDENT, keep_next=True),
    ParagraphStyle("TKRecipientsHead", "TK Nơi nhận", 12, LEFT, bold=True, italic=True, keep_next=True),
    ParagraphStyle("TKRecipient", "TK Nơi nhận (dòng)", 11, LEFT),
    ParagraphStyle("TKAuthority", "TK Quyền hạn, chức vụ", 14, CENTER, bold=True, keep_next=True),
    ParagraphStyle("TKSigner", "TK Họ tên người ký", 14, CENTER, bold=True, before=78),
    ParagraphStyle("TKAnnex", "TK Phụ lục", 14, CENTER, bold=True),
    ParagraphStyle("TKAnnexTitle", "TK Tên phụ lục", 14, CENTER, bold=True),
    ParagraphStyle("TKAnnexNote", "TK Kèm theo văn bản", 14, CENTER, italic=True, left=5, right=5),
    ParagraphStyle("TKTag", "TK Lệnh mẫu", 9, LEFT, grey=True),
    ParagraphStyle("TKGap", "TK Khoảng cách", 6, LEFT, keep_next=True),
    ParagraphStyle("TKEnd", "TK Cuối văn bản", 1, LEFT),
    ParagraphStyle("TKTableHead", "TK Đầu bảng", 12, CENTER, bold=True),
    ParagraphStyle("TKTableText", "TK Chữ trong bảng", 12, LEFT),
    ParagraphStyle("TKTableNumber", "TK Số trong bảng", 12, CENTER),
)


def settle(document: Document) -> None:
    """Settings of the file: layout of the current Word, Vietnamese, decimal comma; no thumbnail of another document."""
    settings = document.settings.element
    for name, tag, value in (
        ("val", "w:decimalSymbol", ","),
        ("val", "w:listSeparator", ";"),
        ("val", "w:themeFontLang", "vi-VN"),
    ):
        settings.find(qn(tag)).set(qn(f"w:{name}"), value)
    compatibility = settings.find(qn("w:compat"))
    compatibility.remove(compatibility.find(qn("w:useFELayout")))
    for setting in compatibility.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    relations = document.part.package.rels
    for identifier in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[identifier]


def set_page(document: Document) -> None:
    """A4, margins 20, 20, 30, 20 mm (top, bottom, left, right), the page number centred in the top margin from page 2 on (Phụ lục I, mục I)."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = section.footer_distance = Mm(10)
    section.gutter = Mm(0)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.alignment = CENTER
    _page_field(number.add_run())


def _page_field(run: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "2"), ("end", "")):
        if kind == "":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def add_styles(document: Document) -> None:
    """Times New Roman everywhere, black, Vietnamese as the language, and the styles above."""
    normal = document.styles["Normal"]
    _set_font(normal, 14)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    _set_font(document.styles["Header"], 14)
    for spec in STYLES:
        _add_style(document, spec)


def _add_style(document: Document, spec: ParagraphStyle) -> None:
    style = document.styles.add_style(spec.name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), spec.id)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _set_font(style, spec.size)
    style.font.bold, style.font.italic = spec.bold, spec.italic
    if spec.grey:
        style.font.color.rgb = RGBColor(0x80, 0x80, 0x80)
    layout = style.paragraph_format
    layout.alignment = spec.alignment
    layout.space_before, layout.space_after = Pt(spec.before), Pt(spec.after)
    layout.line_spacing = spec.line
    layout.first_line_indent = Mm(spec.first_line) if spec.first_line else None
    layout.left_indent = Mm(spec.left) if spec.left else None
    layout.right_indent = Mm(spec.right) if spec.right else None
    layout.keep_with_next = spec.keep_next or None
    layout.widow_control = True
    if spec.rule:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
        _top_border(style)


def _top_border(style: Any) -> None:
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
        "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
        "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle",
        "w:rPr", "w:sectPr", "w:pPrChange",
    )  # fmt: skip


def _set_font(style: Any, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "vi-VN")
