"""What can go wrong with a file, named after the trouble of the person who dropped it.

Every error carries a Vietnamese sentence for the page that says what happened and what to do; the technical cause goes to the log
(``__cause__``).
"""

from __future__ import annotations


class ReadingError(Exception):
    """A file could not be read. ``str(error)`` is the message for staff."""

    message = "Không đọc được tệp này. Hãy mở thử tệp trên máy rồi gửi lại; nếu vẫn lỗi, báo người quản trị."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)


class EmptyFile(ReadingError):
    message = "Tệp rỗng (0 byte). Hãy kiểm tra lại tệp gốc rồi thả lại."


class UnsupportedFormat(ReadingError):
    message = "Chưa đọc được loại tệp này. Hãy lưu lại thành .docx hoặc .pdf rồi thả lại."


class CorruptFile(ReadingError):
    message = "Tệp bị hỏng hoặc không đúng định dạng. Hãy mở thử trên máy, lưu lại rồi thả lại."


class EncryptedFile(ReadingError):
    message = "Tệp được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu (lưu một bản không khóa) rồi thả lại."


class TooLarge(ReadingError):
    message = "Tệp quá lớn so với giới hạn. Hãy tách thành nhiều tệp nhỏ rồi thả lại."


class TooManyPages(ReadingError):
    message = "Tệp có quá nhiều trang so với giới hạn. Hãy tách thành nhiều tệp rồi thả lại."


class ReadingTimedOut(ReadingError):
    message = (
        "Đọc tệp quá thời gian cho phép nên đã dừng. Hãy tách nhỏ tệp, hoặc nhờ người quản trị nới thời gian, rồi bấm «Thử lại»."
    )


class OutOfMemory(ReadingError):
    message = "Đọc tệp cần nhiều bộ nhớ hơn mức cho phép nên đã dừng. Hãy tách nhỏ tệp rồi thả lại."


class MissingProgram(ReadingError):
    message = (
        "Máy chủ thiếu chương trình cần để đọc tệp này. Nhờ người quản trị cài theo hướng dẫn trên trang đầu, rồi bấm «Thử lại»."
    )


class NoText(ReadingError):
    message = "Không tìm thấy chữ nào trong tệp. Nếu là bản quét, hãy quét lại rõ hơn (300 dpi) rồi thả lại."
