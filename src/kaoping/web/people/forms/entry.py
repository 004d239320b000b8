"""Entry (登录、修改密码): login name and password, a new password."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


class Login(AuthenticationForm):
    """Login name and password; one answer for all that may be wrong."""

    error_messages = {  # noqa: RUF012 - Django's own way
        "invalid_login": "登录名或密码不对。连续 5 次不对，将锁定一段时间。",
        "inactive": "登录名或密码不对。连续 5 次不对，将锁定一段时间。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"
        self.fields["password"].label = "密码"


class NewPassword(PasswordChangeForm):
    """The old password and, twice, the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = ("原密码", "新密码", "再输一遍新密码")
        for name, label in zip(("old_password", "new_password1", "new_password2"), labels, strict=True):
            self.fields[name].label = label
        self.fields["new_password1"].help_text = "至少 10 位，不能是常见密码，不能与登录名相近。"

    def clean(self) -> dict[str, Any]:
        """Refuse the old password as the new one."""
        told = cast(dict[str, Any], super().clean())
        if told.get("new_password1") and told.get("new_password1") == told.get("old_password"):
            self.add_error("new_password1", "新密码不能与原密码相同。")
        return told
