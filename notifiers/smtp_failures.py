"""What went wrong between us and an SMTP server, in words, and whether another try can help.

Public names: Stage, notify_error.
"""

from __future__ import annotations

import ssl
from typing import Literal

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPConnectResponseError,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from rules.errors import NotifyError

Stage = Literal["connect", "log in", "sender", "recipient", "text"]

_DOING: dict[Stage, str] = {
    "connect": "vi koblet oss til",
    "log in": "vi logget inn",
    "sender": "vi oppga avsenderen",
    "recipient": "vi oppga mottakeren",
    "text": "vi leverte teksten",
}
# RFC 4954 §6, RFC 3207 §4, RFC 5321 §4.2.2: answers about the session, never about the message
_ABOUT_THE_SESSION = frozenset({421, 454, 500, 501, 502, 503, 530, 534, 535, 538})


def notify_error(place: str, stage: Stage, error: Exception, timeout: float) -> NotifyError:
    """`place` is host:port, `timeout` the seconds that a step may take."""
    if isinstance(error, SMTPResponseException) and not isinstance(error, SMTPConnectResponseError):
        return _answered(place, stage, error)
    return NotifyError(f"E-posttjeneren {place} {_trouble(stage, error, timeout)}", permanent=False)


def _answered(place: str, stage: Stage, error: SMTPResponseException) -> NotifyError:
    said = f"{error.code} {' '.join(error.message.split())}"
    final = 500 <= error.code <= 599 and error.code not in _ABOUT_THE_SESSION
    final = final and (stage in ("recipient", "text"))
    cure = _cure(stage, error, final)
    return NotifyError(f"E-posttjeneren {place} svarte «{said}» da {_DOING[stage]}. {cure}", permanent=final)


def _cure(stage: Stage, error: SMTPResponseException, final: bool) -> str:
    if isinstance(error, SMTPAuthenticationError) or stage == "log in":
        return "Se på TIDSFRIST_SMTP_USERNAME og TIDSFRIST_SMTP_PASSWORD."
    if error.code == 530:
        return "Den vil ha innlogging eller TLS først: se på TIDSFRIST_SMTP_USERNAME, _PASSWORD og _TLS."
    if error.code >= 500 and stage == "sender":
        return "Får vi lov til å sende som TIDSFRIST_MAIL_FROM?"
    if final:
        return "Se på adressen." if stage == "recipient" else "Den tar ikke imot denne e-posten."
    return "Vi prøver igjen."


def _trouble(stage: Stage, error: Exception, timeout: float) -> str:
    cause = error.__cause__
    if isinstance(error, ssl.SSLError) or isinstance(cause, ssl.SSLError):
        return _tls_trouble(error if isinstance(error, ssl.SSLError) else cause)
    if isinstance(error, (SMTPTimeoutError, TimeoutError)):
        return f"svarte ikke innen {timeout:g} s da {_DOING[stage]}. Er den overlastet, eller er det en brannmur?"
    if isinstance(error, SMTPConnectResponseError):
        return f"tar ikke imot oss: «{error.code} {error.message}». Vi prøver igjen."
    if isinstance(error, SMTPServerDisconnected):
        return f"la på da {_DOING[stage]}. Vi prøver igjen."
    if isinstance(error, (SMTPConnectError, OSError)):
        return "svarer ikke. Går den, og er TIDSFRIST_SMTP_HOST og TIDSFRIST_SMTP_PORT riktige?"
    if "STARTTLS" in str(error):
        return (
            "tilbyr ikke STARTTLS, så ingenting er sendt. "
            "Sett TIDSFRIST_SMTP_TLS til tls om den snakker TLS med en gang (port 465)."
        )
    return f"kan ikke det vi trengte da {_DOING[stage]}: {error}"


def _tls_trouble(error: BaseException | None) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = error.verify_message
        return f"viser et sertifikat vi ikke stoler på ({why}), så ingenting er sendt. Er det riktig tjener?"
    return "snakker ikke TLS som ventet, så ingenting er sendt. Passer TIDSFRIST_SMTP_TLS til denne porten?"
