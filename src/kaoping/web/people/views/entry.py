"""Login, lock-out, logout, password; forms that came too late."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from axes.helpers import get_cool_off  # type: ignore[import-untyped]
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kaoping.web.people.actions.own import change_password, log_own
from kaoping.web.people.forms.entry import Login, NewPassword
from kaoping.web.people.models import Account
from kaoping.web.people.routes import View, public, signed_in


class _LogIn(LoginView):
    """Log in, and go on to the page that was asked for."""

    template_name = "people/login.html"
    authentication_form = Login
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Log in and log it."""
        answer = super().form_valid(form)
        log_own(form.get_user(), "login")
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Log the failure where the account exists; the page says nothing of it."""
        login = str(form.data.get("username", ""))
        account = Account.objects.select_related("person__body").filter(login=login).first()
        if account and not getattr(self.request, "axes_locked_out", False):
            log_own(account, "login-failed")
        return super().form_invalid(form)


class _LogOut(LogoutView):
    """Log out, by POST only."""

    next_page = "people:login"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Log it, then end the session."""
        log_own(cast(Account, request.user), "logout")
        answer = super().post(request, *args, **kwargs)
        messages.info(request, "您已退出登录。")
        return answer


log_in = public(cast(View, _LogIn.as_view()))
log_out = signed_in(cast(View, _LogOut.as_view()))


@signed_in
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; a first password must be changed before anything else."""
    account = cast(Account, request.user)
    form = NewPassword(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_password(account, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, account)
        messages.success(request, "密码已修改，其他设备上的登录已失效。")
        return redirect("start")
    return render(request, "people/password.html", {"form": form, "first": account.must_change})


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Say that the login is locked, and how long."""
    pause = get_cool_off(request) or timedelta()
    minutes = -(-int(pause.total_seconds()) // 60)
    return render(request, "people/locked.html", {"minutes": minutes}, status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old; what was filled in is kept as a draft by the browser."""
    return render(request, "people/form_expired.html", {"back": request.path}, status=403)
