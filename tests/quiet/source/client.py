"""Delivers invoices to a partner's API and decides what to do when that does not work."""

from __future__ import annotations

import logging
import socket
import ssl
import time
from dataclasses import dataclass, field
from http import HTTPStatus

import requests
from requests.exceptions import ConnectTimeout, HTTPError, ReadTimeout

log = logging.getLogger(__name__)

RETRY_ON = {408, 425, 429, 500, 502, 503, 504}
CONNECT_TIMEOUT = 5
READ_TIMEOUT = 30


class DeliveryError(Exception):
    """Base of everything that this module raises."""


class Unauthorized(DeliveryError):
    """The token is missing, wrong or expired."""


class Rejected(DeliveryError):
    """The partner understood the request and does not want it."""


@dataclass
class Policy:
    attempts: int = 4
    first_delay: float = 0.5
    factor: float = 2.0
    retry_on: set[int] = field(default_factory=lambda: set(RETRY_ON))

    def delay(self, attempt: int) -> float:
        return self.first_delay * self.factor ** (attempt - 1)


def deliver(session: requests.Session, url: str, invoice: dict, policy: Policy) -> str:
    last: Exception | None = None
    for attempt in range(1, policy.attempts + 1):
        try:
            return _once(session, url, invoice)
        except (ConnectionRefusedError, ConnectionResetError, BrokenPipeError) as exc:
            last = exc
        except (ConnectTimeout, ReadTimeout, socket.timeout) as exc:
            last = exc
        except socket.gaierror as exc:
            if exc.errno == socket.EAI_NONAME:
                raise DeliveryError(f"no such host in {url!r}") from exc
            last = exc
        except ssl.SSLCertVerificationError as exc:
            # Trying again does not make a certificate valid.
            raise DeliveryError(exc.verify_message) from exc
        except HTTPError as exc:
            status = exc.response.status_code
            if status == 401:
                raise Unauthorized(url) from exc
            if status == 403 or status not in policy.retry_on:
                raise Rejected(status) from exc
            last = exc
        time.sleep(policy.delay(attempt))
    raise DeliveryError("gave up") from last


def _once(session: requests.Session, url: str, invoice: dict) -> str:
    response = session.post(url, json=invoice, timeout=(CONNECT_TIMEOUT, READ_TIMEOUT))
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        wait = int(response.headers.get("Retry-After", "1"))
        log.debug("the partner asks for %d seconds of patience", wait)
        time.sleep(min(wait, 60))
    response.raise_for_status()
    try:
        return response.json()["id"]
    except (KeyError, ValueError) as exc:
        raise DeliveryError("the answer has no id") from exc


def explain(exc: BaseException) -> str:
    match exc:
        case PermissionError():
            return "file permissions"
        case MemoryError():
            return "memory"
        case TimeoutError():
            return "time limit"
        case OSError(errno=28):
            return "disk space"
        case _:
            return type(exc).__name__
