"""What the torture drops into the inbox: a plan of mixed files, good and bad, made from a seed."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bench import files

BODIES = ("Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Y tế", "UBND xã Tân Phong", "Văn phòng UBND tỉnh")
READ, FAILED, IGNORED, REFUSED = "to_review", "failed", "ignored", "refused"


@dataclass(frozen=True, slots=True)
class Drop:
    """One thing that is put into the inbox.

    ``fate``: the state its row must end in, or IGNORED (a temporary file: stays where it is, no row), REFUSED (a link: told on the page, no
    row). ``members``: the bytes of the files inside it.
    ``pieces``: in how many pieces it is written; 0: put there whole by a rename.
    """

    kind: str
    name: str
    content: bytes = field(repr=False)
    fate: str = READ
    members: tuple[bytes, ...] = field(default=(), repr=False)
    pieces: int = 0


class _Maker:
    """Makes files of each kind; every file has words of its own."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.number = 0

    def lines(self, count: int | None = None) -> list[str]:
        self.number += 1
        count = count or self.chance.randint(1, 6)
        return [
            f"{item}. Giao {self.chance.choice(BODIES)} rà soát hồ sơ số {self.number}.{item}, báo cáo trước ngày "
            f"{self.chance.randint(1, 28):02}/12/2026."
            for item in range(1, count + 1)
        ]

    # --- files that are read ------------------------------------------------------------------------------------------------------

    def txt(self) -> Drop:
        lines = self.lines()
        return Drop("text", f"công văn {self.number}.txt", files.txt(lines))

    def docx(self) -> Drop:
        lines = self.lines()
        return Drop("Word", f"Thông báo {self.number}.docx", files.docx(lines))

    def pdf(self) -> Drop:
        lines = self.lines()
        return Drop("digital PDF", f"KH {self.number}.pdf", files.pdf([lines]))

    def scan(self) -> Drop:
        lines = self.lines(3)
        return Drop("scan", f"quét {self.number}.pdf", files.scan([lines]))

    def packed(self) -> Drop:
        members = [(f"tệp {n}.txt", files.txt(self.lines())) for n in range(self.chance.randint(1, 3))]
        content = files.packed([*members, ("~$tệp.docx", b"lock")])
        return Drop("zip", f"hồ sơ {self.number}.zip", content, members=tuple(data for _, data in members))

    def half_damaged(self) -> Drop:
        """A good file beside one whose checksum is wrong: of that nothing is kept."""
        good = files.txt(self.lines())
        content = bytearray(files.packed([("hỏng.txt", files.txt(self.lines())), ("tốt.txt", good)]))
        content[content.index(b"PK\x01\x02") + 16] ^= 0xFF
        return Drop("zip, one damaged", f"hồ sơ hỏng {self.number}.zip", bytes(content), members=(b"", good))

    def letter(self) -> Drop:
        word, inner = files.docx(self.lines()), files.txt(self.lines())
        archive = files.packed([("a.txt", inner)])
        deep = self.chance.random() < 0.5
        attached = [("kèm theo.docx", word), ("hồ sơ.zip", archive)] if deep else [("kèm theo.docx", word)]
        members = (word, archive, inner) if deep else (word,)
        content = files.letter(f"V/v gửi báo cáo số {self.number}", ["Kính gửi UBND xã Tân Phong."], attached)
        return Drop("letter", f"thư {self.number}.eml", content, members=members)

    def climber(self) -> Drop:
        inner = files.txt(self.lines())
        name = self.chance.choice(["../../../etc/cron.d/x.txt", "C:\\Windows\\x.txt", "/etc/x.txt", "..\\..\\x.txt"])
        return Drop("zip with ../", f"leo {self.number}.zip", files.packed([(name, inner)]), members=(inner,))

    def misnamed(self) -> Drop:
        lines = self.lines()
        return Drop("misnamed", f"sai đuôi {self.number}.pdf", files.docx(lines))

    def decomposed(self) -> Drop:
        drop = self.txt()
        return replace(drop, kind="NFD name", name=unicodedata.normalize("NFD", f"Quyết định về đất đai {self.number}.txt"))

    def odd_name(self) -> Drop:
        drop = self.txt()
        odd = self.chance.choice(["-rf *", "a\nb", "x; rm", "'\"`$(id)", "\u202efdp.", "🙂", "  cách  ", "%s%n", "a" * 190])
        return replace(drop, kind="odd name", name=f"{odd}{self.number}.txt")

    # --- files that fail alone ----------------------------------------------------------------------------------------------------

    def empty(self) -> Drop:
        self.number += 1
        return Drop("empty", f"rỗng {self.number}.docx", b"", FAILED)

    def truncated(self) -> Drop:
        lines = self.lines()
        whole, suffix = self.chance.choice([(files.docx(lines), "docx"), (files.packed([("a.txt", files.txt(lines))]), "zip")])
        return Drop("truncated", f"dở dang {self.number}.{suffix}", whole[: len(whole) * 2 // 3], FAILED)

    def locked(self) -> Drop:
        return Drop("encrypted PDF", f"có khóa {self.number}.pdf", files.pdf([self.lines()], "mật khẩu"), FAILED)

    def bomb(self) -> Drop:
        self.number += 1
        return Drop("zip bomb", f"bom {self.number}.zip", files.zip_bomb(40, remark=str(self.number)), FAILED)

    def entity_bomb(self) -> Drop:
        self.number += 1
        return Drop("entity bomb", f"thực thể {self.number}.docx", files.entity_bomb(str(self.number)), FAILED)

    def junk(self) -> Drop:
        self.number += 1
        suffix = self.chance.choice(["pdf", "docx", "bin", "zip", "xlsx"])
        return Drop("junk bytes", f"rác {self.number}.{suffix}", b"\x00\x01\x02" + self.chance.randbytes(3000), FAILED)

    # --- what is no document ------------------------------------------------------------------------------------------------------

    def lock_file(self) -> Drop:
        self.number += 1
        return Drop("~$ lock file", f"~$ông báo {self.number}.docx", self.chance.randbytes(162), IGNORED)

    def unfinished(self) -> Drop:
        self.number += 1
        suffix = self.chance.choice([".tmp", ".part", ".crdownload"])
        return Drop(".tmp, .part", f"đang tải {self.number}.pdf{suffix}", self.chance.randbytes(500), IGNORED)

    def link(self) -> Drop:
        self.number += 1
        return Drop("symlink", f"lối tắt {self.number}.txt", b"", REFUSED)


# How many of five hundred; the duplicates are added to these.
_SHARES: tuple[tuple[Callable[[_Maker], Drop], int], ...] = (
    (_Maker.txt, 106), (_Maker.docx, 100), (_Maker.pdf, 70), (_Maker.scan, 12), (_Maker.packed, 18), (_Maker.letter, 16),
    (_Maker.half_damaged, 8), (_Maker.climber, 8), (_Maker.misnamed, 10), (_Maker.decomposed, 14), (_Maker.odd_name, 14), (_Maker.empty, 10),
    (_Maker.truncated, 16), (_Maker.locked, 10), (_Maker.bomb, 6), (_Maker.entity_bomb, 8), (_Maker.junk, 18),
    (_Maker.lock_file, 8), (_Maker.unfinished, 8), (_Maker.link, 6),
)  # fmt: skip
_SAME_BYTES, _SAME_NAME = 17, 17


def plan(seed: int, count: int) -> list[Drop]:
    """``count`` drops in the order in which they come: the same for the same seed. At least one of every kind where ``count`` allows (from 22 on)."""
    chance = random.Random(seed)
    maker = _Maker(seed)
    drops = [make(maker) for make, _ in _SHARES]
    more = [make(maker) for make, share in _SHARES for _ in range(round(share * count / 500) - 1)]
    chance.shuffle(more)
    again = max(1, round(_SAME_BYTES * count / 500)), max(1, round(_SAME_NAME * count / 500))
    drops = (drops + more)[: count - sum(again)]
    while len(drops) < count - sum(again):
        drops.append(maker.txt())
    chance.shuffle(drops)
    for drop in list(_again(maker, chance, drops, *again)):  # after what they repeat
        drops.insert(chance.randint(len(drops) // 2, len(drops)), drop)
    return [replace(drop, pieces=chance.choice([0, 0, 1, 2, 3]) if drop.fate != REFUSED else 0) for drop in drops]


def _again(maker: _Maker, chance: random.Random, drops: list[Drop], same_bytes: int, same_name: int) -> Iterator[Drop]:
    """Bytes of the first half under another name, and names of the first half over other bytes."""
    plain = [drop for drop in drops if drop.kind in ("text", "Word", "digital PDF", "NFD name", "odd name")]
    plain = plain[: max(1, len(plain) // 2)]
    for number in range(same_bytes):
        first = chance.choice(plain)
        yield replace(first, kind="same bytes", name=f"bản sao {number} {first.name}")
    texts = [drop.name for drop in drops if drop.kind in ("text", "NFD name")]
    for _ in range(same_name):
        yield replace(maker.txt(), kind="same name", name=chance.choice(texts[: max(1, len(texts) // 2)]))
