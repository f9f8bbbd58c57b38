"""What can stand in the way of a decision, in words for the page."""

from __future__ import annotations


class Refused(Exception):
    """A change that cannot be made now. ``str(error)`` tells staff why and what to do."""

    message = "Không thực hiện được thao tác này."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)


class TaskGone(Refused):
    message = "Nhiệm vụ này không còn: văn bản vừa được đọc lại. Hãy tải lại trang để xem danh sách mới."


class EmptyTask(Refused):
    message = "Nội dung nhiệm vụ không được để trống."


class NotAccepted(Refused):
    message = "Nhiệm vụ này không còn trong danh mục đã nhận. Hãy mở văn bản, nhận nhiệm vụ rồi ghi hoàn thành."


class NotDoneYet(Refused):
    message = "Ngày hoàn thành không thể sau hôm nay."


class AlreadyDone(Refused):
    message = "Nhiệm vụ này đã được ghi hoàn thành. Muốn đổi ngày, hãy bỏ ghi rồi ghi lại."


class StillUndecided(Refused):
    message = "Còn nhiệm vụ chưa duyệt. Hãy nhận hoặc loại từng nhiệm vụ rồi kết thúc duyệt."


class NotReadYet(Refused):
    message = "Văn bản này chưa đọc xong. Hãy chờ đến khi chuyển sang «Chờ duyệt»."


class NothingToDraft(Refused):
    message = "Chưa có nhiệm vụ nào được nhận. Hãy nhận ít nhất một nhiệm vụ rồi soạn dự thảo."


class NothingToUrge(NothingToDraft):
    message = "Danh sách đang lọc không có nhiệm vụ nào quá hạn hoặc sắp đến hạn, nên chưa có gì để đôn đốc."


class NothingToReport(NothingToDraft):
    message = "Danh sách đang lọc không có nhiệm vụ nào để báo cáo."


class PartOfTheFigures(Refused):
    message = "Báo cáo đếm nhiệm vụ ở mọi tình trạng để tỷ lệ không sai. Hãy chọn lại «Mọi tình trạng» rồi soạn."


class LeaseLost(Exception):
    """The document was given to another worker meanwhile: this worker's result is dropped, the other one's counts."""
