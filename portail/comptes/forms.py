"""Sign-in form."""

from allauth.account.forms import LoginForm as AllauthLoginForm


class LoginForm(AllauthLoginForm):
    """allauth's form, with the identifier under the name where axes looks for it."""

    def user_credentials(self) -> dict:
        credentials = super().user_credentials()
        credentials["login"] = credentials.get("email") or credentials.get("username")
        return credentials
