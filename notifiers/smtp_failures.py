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
    "connect": "connecting",
    "log in": "logging in",
    "sender": "naming the sender",
    "recipient": "naming the recipient",
    "text": "handing over the text",
}
# RFC 4954 §6, RFC 3207 §4, RFC 5321 §4.2.2: answers about the session, never about the message
_ABOUT_THE_SESSION = frozenset({421, 454, 500, 501, 502, 503, 530, 534, 535, 538})


def notify_error(place: str, stage: Stage, error: Exception, timeout: float) -> NotifyError:
    """`place` is host:port, `timeout` the seconds that a step may take."""
    if isinstance(error, SMTPResponseException) and not isinstance(error, SMTPConnectResponseError):
        return _answered(place, stage, error)
    return NotifyError(f"The SMTP server {place} {_trouble(stage, error, timeout)}", permanent=False)


def _answered(place: str, stage: Stage, error: SMTPResponseException) -> NotifyError:
    said = f"{error.code} {' '.join(error.message.split())}"
    final = 500 <= error.code <= 599 and error.code not in _ABOUT_THE_SESSION
    final = final and (stage in ("recipient", "text"))
    cure = _cure(stage, error, final)
    return NotifyError(f"The SMTP server {place} answered «{said}» when {_DOING[stage]}. {cure}", permanent=final)


def _cure(stage: Stage, error: SMTPResponseException, final: bool) -> str:
    if isinstance(error, SMTPAuthenticationError) or stage == "log in":
        return "Check TIDSFRIST_SMTP_USERNAME and TIDSFRIST_SMTP_PASSWORD."
    if error.code == 530:
        return "It wants a log-in or TLS first: check TIDSFRIST_SMTP_USERNAME, _PASSWORD and _TLS."
    if error.code >= 500 and stage == "sender":
        return "May it send as TIDSFRIST_MAIL_FROM?"
    if final:
        return "Check the address." if stage == "recipient" else "It will not take this mail."
    return "We try again."


def _trouble(stage: Stage, error: Exception, timeout: float) -> str:
    cause = error.__cause__
    if isinstance(error, ssl.SSLError) or isinstance(cause, ssl.SSLError):
        return _tls_trouble(error if isinstance(error, ssl.SSLError) else cause)
    if isinstance(error, (SMTPTimeoutError, TimeoutError)):
        return f"did not answer within {timeout:g} s when {_DOING[stage]}. Is it overloaded, or a firewall in between?"
    if isinstance(error, SMTPConnectResponseError):
        return f"does not receive us: «{error.code} {error.message}». We try again."
    if isinstance(error, SMTPServerDisconnected):
        return f"hung up when {_DOING[stage]}. We try again."
    if isinstance(error, (SMTPConnectError, OSError)):
        return "cannot be reached. Is it running, and are TIDSFRIST_SMTP_HOST and TIDSFRIST_SMTP_PORT right?"
    if "STARTTLS" in str(error):
        return (
            "does not offer STARTTLS, so nothing was sent. "
            "Set TIDSFRIST_SMTP_TLS to tls if it speaks TLS at once (port 465)."
        )
    return f"cannot do what we need when {_DOING[stage]}: {error}"


def _tls_trouble(error: BaseException | None) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = error.verify_message
        return f"shows a certificate that we do not trust ({why}), so nothing was sent. Is it the right host?"
    return "does not speak TLS as expected, so nothing was sent. Is TIDSFRIST_SMTP_TLS right for this port?"
