"""Người dùng: the administrator adds members of staff, gives new passwords, locks accounts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from register import staff as services
from review import wording
from review.forms import StaffForm, StaffPasswordForm


@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    """All accounts, and the form for a new one."""
    _only_administrators(request)
    form = StaffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("username", "last_name", "first_name", "password")}
        try:
            user = services.add(request.user, **values)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã thêm {wording.person(user)} ({user.get_username()}).")
            return redirect("staff")
    people = get_user_model().objects.order_by("-is_active", "first_name", "username")
    return render(request, "staff.html", {"form": form, "people": people})


@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "HEAD", "POST"])
def staff_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new password for somebody who forgot theirs."""
    _only_administrators(request)
    person = _person(pk)
    form = StaffPasswordForm(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.set_password(request.user, person, form.cleaned_data["password"])
        messages.success(request, f"Đã đặt mật khẩu mới cho {wording.person(person)}.")
        return redirect("staff")
    return render(request, "staff_password.html", {"form": form, "person": person})


@require_POST
def staff_lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Khóa: the account cannot sign in any more."""
    return _set_active(request, pk, False)


@require_POST
def staff_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mở khóa."""
    return _set_active(request, pk, True)


def _set_active(request: HttpRequest, pk: int, active: bool) -> HttpResponse:
    _only_administrators(request)
    person = _person(pk)
    services.set_active(request.user, person, active)
    messages.success(request, f"Đã {'mở khóa' if active else 'khóa'} tài khoản {person.get_username()}.")
    return redirect("staff")


def _person(pk: int) -> Any:
    return get_object_or_404(get_user_model(), pk=pk)


def _only_administrators(request: HttpRequest) -> None:
    if not request.user.is_superuser:
        raise PermissionDenied
