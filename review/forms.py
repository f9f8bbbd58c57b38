"""What staff type in, checked and turned into values; messages in Vietnamese."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator

from register.models import Task

DATE_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"]


class BodiesField(forms.CharField):
    """Bodies (đơn vị), one a line; semicolons part them too. Cleans to a list of names, each once."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        names = [" ".join(name.split()).rstrip(".,") for name in (super().to_python(value) or "").replace(";", "\n").splitlines()]
        return list(dict.fromkeys(name for name in names if name))

    def validate(self, value: Any) -> None:
        super().validate(value)
        for name in value:
            if len(name) > 255:
                raise forms.ValidationError(f"Tên đơn vị dài quá 255 ký tự: «{name[:40]}…». Mỗi đơn vị viết trên một dòng.")

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class TaskForm(forms.Form):
    """One task (nhiệm vụ), as ``register.services.edit`` and ``add_task`` take it."""

    text = forms.CharField(
        label="Nội dung nhiệm vụ",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi nội dung nhiệm vụ.", "max_length": "Nội dung dài quá 5.000 ký tự."},
    )
    lead = BodiesField(label="Đơn vị chủ trì", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    coordinating = BodiesField(label="Đơn vị phối hợp", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    deadline_text = forms.CharField(
        label="Thời hạn ghi trong văn bản",
        required=False,
        max_length=500,
        error_messages={"max_length": "Thời hạn dài quá 500 ký tự."},
    )
    due = forms.DateField(
        label="Hạn (ngày)",
        required=False,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"invalid": "Ngày không hợp lệ. Hãy ghi theo dạng ngày/tháng/năm, ví dụ 05/12/2026."},
    )
    note = forms.CharField(label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 1}))

    @classmethod
    def of(cls, task: Task) -> TaskForm:
        """The form filled with what the task holds now."""
        return cls(
            initial={
                "text": task.text,
                "lead": [agency.name for agency in task.lead.all()],
                "coordinating": [agency.name for agency in task.coordinating.all()],
                "deadline_text": task.deadline_text,
                "due": task.due,
                "note": task.note,
            }
        )


class DoneForm(forms.Form):
    """The day on which a task was done, as ``register.services.mark_done`` takes it."""

    done_on = forms.DateField(
        input_formats=DATE_FORMATS,
        error_messages={
            "required": "Hãy ghi ngày hoàn thành.",
            "invalid": "Ngày không hợp lệ. Hãy ghi theo dạng ngày/tháng/năm, ví dụ 05/12/2026.",
        },
    )


class _PasswordMessages(forms.Form):
    """Says in Vietnamese what Django (5.2) still says in English of a password."""

    def add_error(self, field: str | None, error: Any) -> None:
        if isinstance(error, forms.ValidationError):
            for one in error.error_list if hasattr(error, "error_list") else []:
                if one.code == "password_too_short":
                    one.message = "Mật khẩu quá ngắn: cần ít nhất %(min_length)d ký tự."
        super().add_error(field, error)


class ChangePasswordForm(_PasswordMessages, PasswordChangeForm):
    """Django's form for a new password."""


class SignInForm(AuthenticationForm):
    """Django's sign-in form with Vietnamese words."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock.",
        "inactive": "Tài khoản này đã bị khóa. Hãy liên hệ người quản trị.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["username"].error_messages["required"] = "Hãy nhập tên đăng nhập."
        self.fields["password"].label = "Mật khẩu"
        self.fields["password"].error_messages["required"] = "Hãy nhập mật khẩu."


def _user_name() -> forms.CharField:
    return forms.CharField(
        label="Tên đăng nhập",
        max_length=150,
        help_text="Viết liền, không dấu cách; ví dụ: quantri, vanthu.",
        error_messages={"required": "Hãy đặt tên đăng nhập."},
        validators=[UnicodeUsernameValidator(message="Tên đăng nhập chỉ gồm chữ, số và các ký tự @ . + - _, không có dấu cách.")],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class _NewPassword(_PasswordMessages):
    """A password typed twice. ``owner`` is whose it will be: it must not be too like their names."""

    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        help_text="Ít nhất 10 ký tự, không trùng tên đăng nhập, không phải mật khẩu phổ biến.",
        error_messages={"required": "Hãy đặt mật khẩu."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label="Nhập lại mật khẩu",
        strip=False,
        error_messages={"required": "Hãy nhập lại mật khẩu."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def owner(self, data: dict[str, Any]) -> Any:
        names = {name: data.get(name, "") for name in ("username", "last_name", "first_name")}
        return get_user_model()(**names)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password = data.get("password")
        if password and data.get("password_again") and password != data["password_again"]:
            self.add_error("password_again", "Hai lần nhập mật khẩu không giống nhau.")
        elif password:
            try:
                validate_password(password, self.owner(data))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class AdministratorForm(_NewPassword):
    """User name and password of the first administrator."""

    username = _user_name()
    field_order = ["username"]


class StaffForm(_NewPassword):
    """A new account of a member of staff."""

    last_name = forms.CharField(label="Họ và tên đệm", max_length=150, error_messages={"required": "Hãy ghi họ và tên đệm."})
    first_name = forms.CharField(label="Tên", max_length=150, error_messages={"required": "Hãy ghi tên."})
    username = _user_name()
    field_order = ["last_name", "first_name", "username"]


class StaffPasswordForm(_NewPassword):
    """A new password for an account that is there."""

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def owner(self, data: dict[str, Any]) -> Any:
        return self._user
