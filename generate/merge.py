"""Fields into a Word template: the one place where docxtpl is called.

The templates are edited by staff, the values come from other people's documents; neither may run code or break the file. So the environment is
sandboxed and strict, values are escaped, a template may only show fields, choose and repeat, and whatever is wrong is said with the template's name
and the paragraph in which it stands. Without autoescape "Sở TC & KH" would cut a letter short without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn
from zipfile import BadZipFile

import jinja2
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, meta, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from generate.errors import ForbiddenInTemplate, TemplateBroken, TemplateMissing, TemplateUnreadable, UnknownVariable
from generate.rules import fit_rules
from generate.tags import faults, shown
from generate.wording import printable

ALLOWED_FILTERS = frozenset({"capitalize", "default", "d", "first", "join", "last", "length", "lower", "trim", "upper"})
_FORBIDDEN = {
    nodes.Call: "lệnh gọi hàm (…)", nodes.CallBlock: "call", nodes.Macro: "macro", nodes.Include: "include", nodes.Import: "import",
    nodes.FromImport: "import", nodes.Extends: "extends", nodes.Block: "block", nodes.FilterBlock: "filter", nodes.Mul: "phép nhân *",
    nodes.Pow: "phép lũy thừa **",
}  # fmt: skip
_TAG = re.compile(r"<[^>]+>")


class _Misspelt(Exception):
    """A field that does not exist was used; carries its name."""


class _Undefined(StrictUndefined):
    """Any use of an unknown name stops the merge with that name."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise _Misspelt(str(self._undefined_name))

    __str__ = __iter__ = __bool__ = __len__ = __eq__ = __ne__ = __hash__ = _fail_with_undefined_error
    __getattr__ = __getitem__ = __call__ = __add__ = __radd__ = __lt__ = __contains__ = _fail_with_undefined_error


class _Environment(ImmutableSandboxedEnvironment):
    """Sandboxed, strict, escaping; without functions and with the harmless filters only."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Undefined)
        self.globals.clear()
        self.filters = {name: function for name, function in self.filters.items() if name in ALLOWED_FILTERS}


def merge(template: Path, fields: Mapping[str, object], *, title: str = "") -> bytes:
    """The Word file that ``template`` gives with ``fields`` (strings, tuples of strings or of frozen records), with its rules fitted.

    ``title`` goes into the file's properties.

    Raises the errors of ``generate.errors`` that are kinds of TemplateError.
    """
    if not template.is_file():
        raise TemplateMissing(template)
    document = _Template(template, fields)
    try:
        document.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateUnreadable(template, repr(error)) from error
    document.check_tags()
    document.render({name: _printable(value) for name, value in fields.items()}, _Environment())
    fit_rules(document.docx)
    properties = document.docx.core_properties
    properties.title, properties.last_modified_by = printable(title)[:255], "ThuKy"
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _printable(value: Any) -> Any:
    """``value`` with every string on one line and free of characters that no Word file can hold."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_printable(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _printable(getattr(value, field.name)) for field in fields_of(value)})
    return value


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl's template, with every part examined before it is rendered and checked after."""

    def __init__(self, path: Path, fields: Mapping[str, object]) -> None:
        super().__init__(str(path))
        self.path = path
        self.fields = fields

    def check_tags(self) -> None:
        """Raises TemplateBroken for the first tag that docxtpl would take amiss."""
        headers = [part for uri in (self.HEADER_URI, self.FOOTER_URI) for _, part in self.get_headers_footers(uri)]
        for root in (self.docx.element.body, *(etree.fromstring(part.blob) for part in headers)):
            for fault in faults(root):
                raise TemplateBroken(self.path, fault.trouble, fault.place, "")

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: _Environment) -> str:
        paragraphs = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)  # as docxtpl does before it parses: one paragraph a line
        self._examine(paragraphs, jinja_env)
        try:
            xml: str = super().render_xml_part(src_xml, part, context, jinja_env)
        except _Misspelt as error:
            name = str(error)
            raise UnknownVariable(
                self.path, name, _place_of_name(paragraphs, name), get_close_matches(name, self._attributes())
            ) from error
        except SecurityError as error:
            raise ForbiddenInTemplate(self.path, str(error), _place(paragraphs, _line_of(error))) from error
        except (jinja2.TemplateError, TypeError, ValueError) as error:
            raise TemplateBroken(
                self.path, "không điền được dữ liệu", _place(paragraphs, _line_of(error)), repr(error)
            ) from error
        self._check_well_formed(xml, paragraphs)
        return xml

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """The file's properties hold no tags: nothing to do."""

    def _examine(self, paragraphs: str, environment: _Environment) -> None:
        """Refuse what is not closed, what runs code, and what no field is called, before anything is filled in."""
        try:
            tree = environment.parse(paragraphs)
            environment.from_string(paragraphs)
        except TemplateSyntaxError as error:
            raise TemplateBroken(self.path, _in_vietnamese(error), _place(paragraphs, error.lineno), str(error)) from error
        for node in tree.find_all(tuple(_FORBIDDEN)):
            raise ForbiddenInTemplate(self.path, _FORBIDDEN[type(node)], _place(paragraphs, node.lineno))
        for node, name in _attributes_used(tree):
            if name.startswith("_"):
                raise ForbiddenInTemplate(self.path, name, _place(paragraphs, node.lineno))
        unknown = meta.find_undeclared_variables(tree) - set(self.fields)
        for used in tree.find_all(nodes.Name):
            if used.name in unknown:
                raise UnknownVariable(
                    self.path, used.name, _place(paragraphs, used.lineno), get_close_matches(used.name, list(self.fields))
                )

    def _attributes(self) -> list[str]:
        """Names that the records among the fields have, to suggest one for a misspelling."""
        records = (one for value in self.fields.values() if isinstance(value, tuple) for one in value if is_dataclass(one))
        return [field.name for record in records for field in fields_of(record)]

    def _check_well_formed(self, xml: str, paragraphs: str) -> None:
        """docxtpl would repair a broken result by dropping text: better to say what is wrong."""
        try:
            etree.fromstring(xml.encode())
        except etree.XMLSyntaxError as error:
            place = _place_of_tag(paragraphs)
            raise TemplateBroken(
                self.path, "lệnh if hoặc for mở ở một đoạn nhưng đóng ở đoạn khác mà không viết {%p … %}", place, str(error)
            ) from error


def _attributes_used(tree: nodes.Template) -> Iterator[tuple[nodes.Node, str]]:
    for attribute in tree.find_all(nodes.Getattr):
        yield attribute, attribute.attr
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and isinstance(item.arg.value, str):
            yield item, item.arg.value


def _in_vietnamese(error: TemplateSyntaxError) -> str:
    """Jinja's complaint in words that staff understand."""
    message = str(error.message)
    if "Unexpected end of template" in message or "end of template" in message:
        return "có lệnh if hoặc for chưa đóng (thiếu endif hoặc endfor)"
    if "No filter named" in message:
        return f"không dùng được bộ lọc “{message.split(chr(39))[1]}”"
    if match := re.search(r"unknown tag '(\w+)'", message):
        return f"có lệnh “{match[1]}” không rõ hoặc đặt sai chỗ"
    return "có thẻ {{ … }} hoặc {% … %} viết sai"


def _place(paragraphs: str, line: int | None) -> str:
    """The text of the paragraph at that line, as staff see it in Word."""
    lines = paragraphs.split("\n")
    if line is None or not 1 <= line <= len(lines):
        return ""
    return shown(_TAG.sub(" ", lines[line - 1]))


def _place_of_name(paragraphs: str, name: str) -> str:
    pattern = re.compile(r"\{[{%][^}]*\b" + re.escape(name) + r"\b")
    return next((shown(_TAG.sub(" ", line)) for line in paragraphs.split("\n") if pattern.search(line)), "")


def _place_of_tag(paragraphs: str) -> str:
    return next((shown(_TAG.sub(" ", line)) for line in paragraphs.split("\n") if "{%" in line), "")


def _line_of(error: BaseException) -> int | None:
    """The line of the template in which ``error`` was raised: Jinja rewrites its tracebacks to point there."""
    line, trace = getattr(error, "lineno", None), error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
