"""Styles are looked up in styles.xml by their bytes; however the file is written, what they say is the same."""

from __future__ import annotations

import pytest

from ingest.openxml.package import W
from ingest.openxml.styles import Format, Styles

USUAL = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{W[1:-1]}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:latentStyles w:count="1"><w:lsdException w:name="heading 1"/></w:latentStyles>
<w:style w:type="character" w:default="1" w:styleId="Plain"><w:name w:val="Plain"/></w:style>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:b w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="A&amp;B &quot;mục&quot;"><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Empty"/>
<w:style w:type="paragraph" w:styleId="Title"><w:basedOn w:val="A&amp;B &quot;mục&quot;"/><w:rPr><w:caps/></w:rPr></w:style>
</w:styles>"""

NORMAL = Format(font=".VnTime", bold=False)


@pytest.mark.parametrize(
    "data",
    [
        USUAL,
        USUAL.replace('"', "'").replace("&quot;", '"').replace("A&amp;B", "A&#38;B"),
        USUAL.replace("<w:latentStyles", "<!-- <w:style w:styleId='Normal'> --><w:latentStyles"),
        USUAL.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0="),
        USUAL.replace("<w:style ", "<w:style\n  "),
        "\ufeff" + USUAL,
        USUAL[USUAL.index("<w:styles") :],  # without declaration
    ],
    ids=["usual", "single quotes", "comment", "other prefix", "line breaks", "byte order mark", "no declaration"],
)
def test_every_way_of_writing_styles_says_the_same(data: str) -> None:
    styles = Styles.read(data.encode())
    assert styles.paragraph(None) == styles.paragraph("not there") == NORMAL
    assert styles.paragraph('A&B "mục"') == NORMAL._replace(outline=1)
    assert styles.paragraph("Title") == NORMAL._replace(outline=1, caps=True)
    assert styles.paragraph("Empty") == Format(font=".VnTime")


def test_a_damaged_style_harms_no_other() -> None:
    styles = Styles.read(USUAL.replace("<w:caps/>", "<w:caps").encode())
    assert styles.paragraph('A&B "mục"') == NORMAL._replace(outline=1)
    assert styles.paragraph("Title") == NORMAL


@pytest.mark.parametrize("data", [None, b"", b"<w:styles", b"\xff\xfe<", USUAL.encode()[:700]])
def test_without_usable_styles_there_is_no_format(data: bytes | None) -> None:
    assert Styles.read(data).paragraph("Title").outline is None
