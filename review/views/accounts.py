"""Signing in and out, the administrator's one-time link, changing one's password."""

from __future__ import annotations

import math
from typing import Any

from axes.helpers import get_cool_off
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from register import accounts
from review.forms import AdministratorForm, ChangePasswordForm, SignInForm


class SignIn(LoginView):
    """Đăng nhập."""

    template_name = "login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class ChangePassword(PasswordChangeView):
    """Đổi mật khẩu."""

    template_name = "password_change.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("documents")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Đã đổi mật khẩu.")
        return super().form_valid(form)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
def setup(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time link printed on the console: whoever holds it becomes administrator, once."""
    if not accounts.valid(token):
        return render(request, "setup_invalid.html", status=410)
    form = AdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = accounts.create_administrator(token, form.cleaned_data["username"], form.cleaned_data["password"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            messages.success(request, f"Xin chào {user.get_username()}. Tài khoản quản trị đã sẵn sàng.")
            return redirect("documents")
    return render(request, "setup.html", {"form": form})


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """Too many wrong passwords (setting ``AXES_LOCKOUT_CALLABLE``)."""
    pause = get_cool_off(request)
    minutes = math.ceil(pause.total_seconds() / 60) if pause else 15
    return render(request, "locked_out.html", {"minutes": minutes}, status=429)
