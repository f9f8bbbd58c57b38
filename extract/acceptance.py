"""Which clauses that read like orders are orders (nhận nhiệm vụ).

Decided by the form of the order, the context over it, and what was ordered before it in the same paragraph. Told apart here: what was done, what
an earlier document ordered, proposals from below, what a decision enacts by saying so, duties of the law on everybody.
"""

from __future__ import annotations

import re

from extract import agencies, contexts, parts_of_speech, pieces, predicates
from extract.contexts import Context, Mode, phrases
from extract.deadline_words import Strength
from extract.labels import Scheme
from extract.order_forms import Form, Order
from extract.orders import SPEAKS
from extract.patterns import listed
from extract.structure import Passage, PassageKind
from extract.tasks import Run
from extract.words import Words
from extract.work import Work

_MEETING_CHAIRED = re.compile(
    r"\s*chủ trì,?\s+(?:cuộc\s+|buổi\s+|phiên\s+)?(?:họp|hội nghị|làm việc|lễ|hội thảo|kỳ họp|tọa đàm|tiếp)", re.IGNORECASE
)
_BEFORE = re.compile(r"\btrước đó\b|\btrước đây\b", re.IGNORECASE)
_FROM_BELOW = re.compile(r"kính (?:đề nghị|mong|trình|kiến nghị)|trân trọng kính(?! mời)", re.IGNORECASE)


def unknown_verb(words: Words, context: Context, passage: Passage) -> Order | None:
    """An item of a list of tasks that opens with a word no lexicon has: taken for a verb unless it is known to head a noun phrase."""
    opens = words.start == passage.body
    if not opens and (words.form(0) == "xong" or sum(form.isalpha() for form in words.forms) < 4):
        return None
    at = 0 if opens else pieces.first_content(words)
    if (
        context.mode is not Mode.TASKS
        or len(words) - at < (5 if opens else 4)
        or (opens and not words[0].capital)
        or words[at].upper
    ):
        return None
    if not words.form(at).isalpha() or words[at + 1].capital or agencies.starts(words, at) or predicates.verbs().match(words, at):
        return None
    if _states(words):
        return None
    barred = ("nominal", "performatives", "settings", "grounds", "time_labels", "barred_headings", "past")
    if any(phrases(key).match(words, at) for key in barred[: 6 if opens else 7]):
        return None
    if not opens and (
        _TELLING.intersection(words.forms[at : at + 10])
        or not parts_of_speech.opens_with_verb(words.text, words[at].start, words.end)
    ):
        return None
    return Order(Form.UNKNOWN, words[at].start)


def dated_matter(work: Work, words: Words, start: int, end: int, context: Context, run: Run) -> Order | None:
    """A clause of a list of tasks without a verb at its head but with a time limit: "hồ sơ nghỉ trong quý I gửi trước ngày 15/11"."""
    sends = _SENDS_RESULT.match(words.text, start, end) is not None
    if not (run.running or context.mode is Mode.TASKS or (sends and context.mode is Mode.OPEN)) or phrases("time_labels").match(
        words, 0
    ):
        return None
    dated = any(f.strength is Strength.STRONG for f in work.limits_in(start, end))
    if not dated or not predicates.verbs().stand_in(words):
        return None
    return Order(Form.MATTER, start)


def _words_before(text: str, at: int) -> str:
    """The words right before the place, in small letters."""
    return text[max(0, at - 12) : at].rstrip().lower()


def is_for_people(words: Words, order: Order) -> bool:
    """Whether those who are asked are no offices but people."""
    return all(agencies.is_citizen(words, words.index(body.start)) for body in order.lead)


def is_task_of_issuer(work: Work, order: Order, context: Context, run: Run) -> bool:
    """In a list of tasks "Sở Y tế chỉ đạo các bệnh viện …" is for Sở Y tế to do; "Chủ tịch UBND tỉnh yêu cầu Sở Y tế …" orders."""
    if not (context.mode is Mode.TASKS or run.running) or not order.issuer:
        return False
    name = order.issuer[0].plain_name
    if _words_before(work.structure.text, order.issuer[0].start).endswith(("ông", "bà", "đồng chí", "anh", "chị", "đ/c")):
        return False  # "bà Bình nhấn mạnh và lưu ý Báo …": a person who speaks
    return name not in work.author and not _speaks(name, work.author)


_POST = re.compile(
    r"(?:phó )?(?:chủ tịch|giám đốc|bí thư|trưởng (?:ban|đoàn|phòng)|chánh văn phòng|thủ trưởng|lãnh đạo)\s+", re.IGNORECASE
)
_LEVEL = re.compile(r"\b(?:tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu|thôn)\b")
_DEPARTMENT = re.compile(r"(?:sở|phòng|chi cục|trung tâm|công an|thanh tra|công ty|ban quản lý|văn phòng)\b")


def _speaks(name: str, author: str) -> bool:
    """Whether the one named gives orders here: the author, the one above, the chair of a meeting; no body of a lower level than the author's.

    "Chủ tịch UBND các xã chỉ đạo các thôn …" in a province's document is for those chairs to do.
    """
    if SPEAKS.match(name) is None or re.search(r"\bcác\b", name):
        return False
    held = _POST.sub("", name, count=1)
    level = _LEVEL.search(held)
    if not author or (held == name and level is None):
        return True
    if level is not None:
        return level[0] in author
    return _DEPARTMENT.match(held) is None or held in author


#: Bodies of the lower levels, and those above them that they ask for something.
_BELOW = re.compile(r"\b(?:huyện|quận|thị xã|xã|phường|thị trấn|thôn|ấp|bản)\b", re.IGNORECASE)
_ABOVE = re.compile(
    r"(?:(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|lãnh đạo|chủ tịch ubnd) )?(?:các )?(?:tỉnh|trung ương|chính phủ|quốc hội|bộ, ngành)\b",
    re.IGNORECASE,
)


def asks_above(words: Words, order: Order) -> bool:
    """ "UBND huyện A đề nghị tỉnh bổ sung …" in a report: a proposal from below."""
    if not (order.issuer and order.lead) or words.form(words.index(order.issuer[-1].end)) not in ("đề", "kiến", "mong"):
        return False
    return _BELOW.search(order.issuer[0].name) is not None and _ABOVE.match(order.lead[0].name) is not None


def accepts(work: Work, words: Words, order: Order, context: Context, run: Run, *, official: bool) -> bool:
    """Whether the clause that reads like an order is one, here: by its context and by what was ordered before it in the paragraph."""
    if order.past and (official or _BEFORE.search(words.text, _passage_start(work, words), order.start)):
        return False
    if (
        _FROM_BELOW.search(words.text, words.start, order.start)
        or _threatens(words, order)
        or _SANCTION.match(words.text, words.start, words.end)
    ):
        return False
    if not official and asks_above(words, order):
        return False
    if order.form in (Form.ORDER, Form.ORDER_ON_MATTER, Form.ADDRESSED):
        return True
    if _MEETING_CHAIRED.match(words.text, words[order.predicate].start):
        return False
    tasks = context.mode is Mode.TASKS
    if order.form is Form.NAMED:
        same = bool(run.found) and run.found[-1].start >= _passage_start(work, words)
        told = run.running and same and not official and _goes_on_telling(words, order)
        opens = words.start == _body_start(work, words) or (run.running and _is_plain(words, order))
        tasks = tasks or (
            official and _opens_item(work, words) and words.form(order.predicate - 1) == ":" and _is_plain(words, order)
        )
        return (tasks or (told and _is_plain(words, order))) and opens and not _states(words)
    if not order.lead and not order.refers and enacts(work, words) and not _goes_on(work, words, run):
        return False
    if order.form is Form.DUTY or order.refers:
        return tasks or not agencies.is_citizen(words, words.index(order.start))
    if order.form is Form.LEAD:
        return tasks or official or run.ordered
    if order.form is Form.VERB and _is_topic(words) and words.form(len(words) - 1) != ":":
        return False  # "Thanh tra xây dựng: UBND huyện làm đầu mối …" names the matter
    if order.form is Form.VERB and words.form(order.predicate) in ("đánh", "ghi") and "đã" in words.forms[order.predicate :]:
        return False  # "UBND tỉnh đánh giá Sở Y tế đã chủ động …"
    if order.form is Form.VERB and (_reports_up(work, words, order) or _enacts_plan(words, order)):
        return False
    if order.form is Form.VERB:
        same = bool(run.found) and run.found[-1].start >= _passage_start(work, words)
        passes_on = bool(order.issuer) and run.running  # "Bộ Công an chỉ đạo các đơn vị …", after what the Prime Minister asked
        item = (
            passes_on
            or (official and (_opens_item(work, words) or _opens_paragraph(work, words, order)))
            or (run.running and _spells_out(work, words))
        )
        same = same and (official or not _tells_facts(words))
        same = same or (run.running and run.opened == _passage_index(work, words))
        told = (run.running or run.dutiful) and (same or (not official and _goes_on_telling(words, order)))
        bound = official or (run.ordered and not _tells_facts(words) and words.form(order.predicate) not in _SAYS_ITSELF)
        return tasks or item or told or (bound and _is_dated(work, words))
    if order.form is Form.MATTER:
        same = bool(run.found) and run.found[-1].start >= _passage_start(work, words)
        due = _is_dated(work, words) and (
            (official and _opens_item(work, words)) or _SENDS_RESULT.match(words.text, words.start, words.end) is not None
        )  # "2. Tình trạng quá tải … phải được giải quyết trong năm 2026"
        apart = official or _tells_facts(words) or _is_past(words, order) or _counts(words, order) or _is_said(words)
        told = run.running and (same or not apart)
        return (tasks or due or told) and agencies.read(words, pieces.first_content(words)) is None
    if not official and not tasks and _aims_at_share(words, order):
        return False
    if _is_topic(words) or _states(words) or (not official and _says(words)):
        return False
    return tasks or run.running or run.dutiful


#: "Kết quả thực hiện gửi về Sở Nội vụ trước ngày …", "Báo cáo của các đơn vị gửi về …".
_SENDS_RESULT = re.compile(
    r"\W*(?:Toàn bộ |Mọi |Các )?"
    r"(?:kết quả|báo cáo|hồ sơ|danh sách|văn bản|ý kiến|nội dung|biểu|số liệu|phiếu|thông tin|đăng ký|kế hoạch)\b[^.;]{0,140}?"
    r"\b(?:gửi|báo cáo|nộp|trình)\b(?! \w+ (?:đã|cho biết))",
    re.IGNORECASE,
)
_TELLING = frozenset(
    ("đã", "đang", "được", "bị", "là", "có", "còn", "vẫn", "chưa", "sẽ", "rất", "khá", "vừa", "mới", "nói", "nên", "không")
)


def _is_plain(words: Words, order: Order) -> bool:
    """Whether nothing near the unknown verb tells of past, state or passive: what a body "gác chắn" is then to be done."""
    near = words.forms[order.predicate : order.predicate + 7]
    return not _TELLING.intersection(near) and not any(form.isdigit() for form in near[:2])


_SAYS_ITSELF = frozenset(
    ("kiến", "đề", "cam", "xin", "hứa", "mong", "dự", "ghi", "đánh", "khẳng", "quyết", "hoan", "cảm", "chúc")
)


def _tells_facts(words: Words) -> bool:
    """ "Đại diện nhà thầu báo cáo, …", "Tính đến nay, …": the report turns from orders to facts."""
    return phrases("fact_openings").match(words, pieces.first_content(words)) is not None or contexts.has(words, "fact_signs")


def _goes_on_telling(words: Words, order: Order) -> bool:
    """Whether a report goes on with the orders of the paragraph before: a body other than the one who gives them, and nothing told of the past."""
    if _tells_facts(words) or _is_past(words, order) or words.form(order.predicate) in _SAYS_ITSELF:
        return False
    if phrases("reported_acts").match(words, order.predicate) or _counts(words, order):
        return False
    name = " ".join(body.plain_name for body in order.lead)
    if _HEADS_OFFICE.match(name):
        return True
    level = _LEVEL.search(name)
    return not (SPEAKS.match(name) and "các" not in name.split() and (level is None or level[0] in ("tỉnh", "thành phố")))


#: Those who head an office below the one that gives orders: "Bộ trưởng Quốc phòng tổ chức quán triệt …" after what the Prime Minister asked.
_HEADS_OFFICE = re.compile(
    r"(?:bộ trưởng|giám đốc sở|giám đốc công an|chỉ huy trưởng|trưởng phòng|thủ trưởng|chủ tịch ubnd (?:cấp |các )?(?:huyện|xã|phường|quận))\b"
)


#: A word of the past further behind the verb tells of something else: "… thực hiện quy định “Đã uống rượu, bia không lái xe”".
_NEAR_VERB = 8


def _is_past(words: Words, order: Order) -> bool:
    near = words.forms[: order.predicate + _NEAR_VERB]
    return any(phrases("past_signs").match(words, i) for i in range(len(near)))


_SAID = re.compile(
    r"(?<!\w)(?:nói|nói thẳng|nói rõ|chia sẻ|bày tỏ|cho biết|cho hay|khẳng định|nhận định|theo phương án|theo kế hoạch)(?!\w)",
    re.IGNORECASE,
)


def _is_said(words: Words) -> bool:
    """Whether the clause tells what somebody said or what a plan says."""
    return _SAID.search(words.text, words.start, words.end) is not None


def _counts(words: Words, order: Order) -> bool:
    """ "Nhà thầu hoàn thành 12/15 cầu", "Sở Y tế cử 3 đoàn": what was done is counted right behind the verb."""
    at = order.predicate + (words.form(order.predicate) in ("phải", "cần"))
    verb = predicates.verbs().match(words, at)
    return verb is not None and words.form(verb[0])[:1].isdigit() and not _is_hastened(words, order)


def _aims_at_share(words: Words, order: Order) -> bool:
    """ "giảm từ 15% đến 20% số vụ": what a report's plan aims at, told behind orders."""
    at = order.predicate + 1 + (words.form(order.predicate + 1) in ("từ", "khoảng", "trên", "ít"))
    return words.form(order.predicate) in ("giảm", "tăng", "đạt") and words.form(at)[:1].isdigit()


def _is_hastened(words: Words, order: Order) -> bool:
    """Whether a word of manner or duty stands before the verb."""
    at = words.index(order.lead[-1].end) if order.lead else words.index(order.start)
    return any(predicates.adverbs().match(words, i) is not None for i in range(at, order.predicate))


_SPELLS_OUT = re.compile(r"(?:Trong đó|Theo đó|Cụ thể|Đồng thời)\b,?\s*(?:là\s+)?", re.IGNORECASE)


def _spells_out(work: Work, words: Words) -> bool:
    """Whether a paragraph of a report goes on with the orders of the one before: "Trong đó, Sở Tài chính khẩn trương …"."""
    passage = work.structure.at(words.start)
    return passage is not None and _SPELLS_OUT.match(words.text, passage.body) is not None


_SAYS = re.compile(
    r",[”\"]?\s+[^,;]{2,80}?\s(?:nói|cho biết|cho hay|bày tỏ|chia sẻ|khẳng định)(?!\w)|[”\"],\s+[^,;]{2,80}?\s(?:nói|bày tỏ|chia sẻ)(?!\w)"
)


def _says(words: Words) -> bool:
    """Whether a report only tells what somebody said: "“Không để dân phải chờ”, ông An nói"."""
    return _SAYS.search(words.text, words.start, min(len(words.text), words.end + 60)) is not None


def _states(words: Words) -> bool:
    """ "Thu ngân sách đạt khá", "Giải ngân vốn đầu tư công còn chậm": a verb for a name, and what is said of it."""
    told = listed("directives", "statements").search(words.text, words.start, words.end)
    return told is not None and listed("directives", "aims").search(words.text, words.start, told.start()) is None


_ANSWERS = re.compile(r"\bchịu (?:hoàn toàn |toàn bộ )?trách nhiệm\b", re.IGNORECASE)
#: "Chủ đầu tư nào giải ngân chậm sẽ bị cắt giảm vốn", "Đơn vị nào gửi chậm, thủ trưởng đơn vị chịu trách nhiệm".
_SANCTION = re.compile(
    r"\W*(?:[^\W\d_]+\s+){1,4}nào\s+[^.;]{3,160}?(?:\b(?:sẽ|thì)\s+(?:bị|không|phải chịu|chịu)|\bbị\s|\bchịu (?:hoàn toàn |toàn bộ )?trách nhiệm\b)",
    re.IGNORECASE,
)
_WHOEVER = re.compile(
    r"\b(?:nơi|đơn vị|địa phương|cơ quan|chủ đầu tư|sở|ngành|huyện|xã|phường|ai|cá nhân|tổ chức|ban|người) nào\b"
    r"|\bnếu (?:để|không|chậm|còn|xảy ra|có)\b"
    r"|\bkhi để xảy ra\b|\btrường hợp để xảy ra\b",
    re.IGNORECASE,
)


def _threatens(words: Words, order: Order) -> bool:
    """Whether the clause only says who answers for what goes wrong: "Nơi nào để xảy ra cháy rừng thì Chủ tịch UBND xã phải chịu trách nhiệm"."""
    if order.form in (Form.ORDER, Form.ADDRESSED, Form.IMPERATIVE) or order.predicate >= len(words):
        return False
    answers = _ANSWERS.search(words.text, order.start, words.end)
    own = answers is not None and (order.form is Form.MATTER or answers.start() <= words[order.predicate].start + 12)
    return own and _WHOEVER.search(words.text, words.start, words.end) is not None


def _is_topic(words: Words) -> bool:
    """ "Thực hiện chính sách tinh giản biên chế: …": a few words before a colon only say what the tasks after it are about."""
    return len(words) <= 10 and words.text[words.end : words.end + 2].lstrip()[:1] == ":"


def _is_dated(work: Work, words: Words) -> bool:
    return any(f.strength is Strength.STRONG for f in work.limits_in(words.start, words.end))


def _goes_on(work: Work, words: Words, run: Run) -> bool:
    """Whether a task stands before in the same article: "Điều 2. Tổ công tác có nhiệm vụ rà soát …; báo cáo UBND tỉnh"."""
    return bool(run.found) and run.found[-1].start >= _passage_start(work, words)


def enacts(work: Work, words: Words) -> bool:
    """ "Điều 1. Phê duyệt Đề án …": the decision does it by saying so."""
    passage = work.structure.at(words.start)
    enacting = work.header.doc_type in ("quyết định", "nghị quyết") and passage is not None and passage.scheme is Scheme.ARTICLE
    return enacting and not work.structure.text[words.start : words.start + 4].lower().startswith("giao")


def _body_start(work: Work, words: Words) -> int:
    passage = work.structure.at(words.start)
    return passage.body if passage else words.start


def _opens_item(work: Work, words: Words) -> bool:
    """Whether an item opens with the words, or with its topic in front of them: "2. Về đầu tư công: Các chủ đầu tư …"."""
    passage = work.structure.at(words.start)
    if passage is None or passage.label is None:
        return False
    before = words.text[passage.body : words.start].rstrip()
    return not before or (
        before.endswith(":") and len(before) < 160 and before.startswith(("Về ", "Đối với ", "Liên quan ", "Riêng "))
    )


#: Kinds of documents that tell bodies what to do in paragraphs without a mark, too.
_TELLING_TYPES = ("thông báo", "công văn", "kế hoạch", "chỉ thị", "công điện", "hướng dẫn", "kết luận", "phương án")


def _opens_paragraph(work: Work, words: Words, order: Order) -> bool:
    """ "Các cơ quan, đơn vị treo cờ …" right below a marked heading, in a document that tells bodies what to do; not the author's own doings."""
    passage = work.structure.at(words.start)
    if passage is None or passage.parent is None or (work.header.doc_type or "công văn") not in _TELLING_TYPES:
        return False
    heading = work.structure.passages[passage.parent]
    if heading.label is None or heading.kind is not PassageKind.HEADING or contexts.has(words, "past_signs"):
        return False
    name = order.lead[0].plain_name if order.lead else work.author
    return order.start <= passage.body + 2 and name not in work.author and not _speaks(name, work.author)


_ENACTS_PLAN = re.compile(
    r"(?:ban hành|xây dựng)\s+(?:Kế hoạch|Chương trình|Phương án|Hướng dẫn|Đề án|Quy chế)\b[^;]*(?:như sau|sau đây|sau)\W*"
)


def _enacts_plan(words: Words, order: Order) -> bool:
    """ "… UBND tỉnh ban hành Kế hoạch thực hiện … như sau:": what the plan does by saying so."""
    return (
        order.predicate < len(words)
        and _ENACTS_PLAN.fullmatch(words.text, words[order.predicate].start, words.end + 1) is not None
    )


def _reports_up(work: Work, words: Words, order: Order) -> bool:
    """ "Sở Tài chính báo cáo UBND tỉnh xem xét, chỉ đạo./.": how the author closes a report or proposal."""
    name = order.lead[0].plain_name if order.lead else ""
    own = bool(work.author) and name in work.author
    return own and words.form(order.predicate) in ("báo", "trình", "kính") and "xem" in words.forms[order.predicate :]


def _passage_index(work: Work, words: Words) -> int | None:
    passage = work.structure.at(words.start)
    return passage.index if passage else None


def _passage_start(work: Work, words: Words) -> int:
    passage = work.structure.at(words.start)
    return passage.start if passage else words.start
