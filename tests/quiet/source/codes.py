"""Names of errors that the gateway knows, and what it does with each."""
import errno
import httpx
import mysql.connector.errorcode as mysql_codes
import sqlite3
import psycopg.errors
import pymongo.errors
import redis.exceptions
import botocore.exceptions
import kombu.exceptions

KERBEROS = {
    6: "KDC_ERR_C_PRINCIPAL_UNKNOWN",
    14: "KDC_ERR_ETYPE_NOSUPP",
    18: "KDC_ERR_CLIENT_REVOKED",
    23: "KDC_ERR_KEY_EXPIRED",
    24: "KDC_ERR_PREAUTH_FAILED",
    25: "KDC_ERR_PREAUTH_REQUIRED",
    31: "KRB_AP_ERR_BAD_INTEGRITY",
    32: "KRB_AP_ERR_TKT_EXPIRED",
    37: "KRB_AP_ERR_SKEW",
}
SQLITE = {
    5: "SQLITE_BUSY",
    6: "SQLITE_LOCKED",
    8: "SQLITE_READONLY",
    10: "SQLITE_IOERR",
    11: "SQLITE_CORRUPT",
    13: "SQLITE_FULL",
    14: "SQLITE_CANTOPEN",
    19: "SQLITE_CONSTRAINT",
    26: "SQLITE_NOTADB",
}
MONGO_RETRYABLE = frozenset({"NotWritablePrimary", "PrimarySteppedDown", "InterruptedAtShutdown", "HostUnreachable", "NotPrimaryNoSecondaryOk"})
MONGO_FINAL = frozenset({"DuplicateKey", "DocumentTooLarge", "BSONObjectTooLarge", "AuthenticationFailed"})
SALESFORCE_RETRYABLE = ("UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE", "REQUEST_LIMIT_EXCEEDED")
SALESFORCE_SIGN_IN = ("INVALID_SESSION_ID", "INVALID_LOGIN")
SALESFORCE_FINAL = ("DUPLICATES_DETECTED", "REQUIRED_FIELD_MISSING", "FIELD_CUSTOM_VALIDATION_EXCEPTION")
SLACK_FINAL = {"not_in_channel", "channel_not_found", "is_archived", "msg_too_long", "no_text", "invalid_blocks", "missing_scope", "token_revoked"}
MYSQL_RETRYABLE = {"ER_LOCK_DEADLOCK", "ER_LOCK_WAIT_TIMEOUT", "ER_CON_COUNT_ERROR"}
MYSQL_FINAL = {"ER_DUP_ENTRY", "ER_NET_PACKET_TOO_LARGE", "ER_ACCESS_DENIED_ERROR", "ER_NO_SUCH_TABLE"}
WINSOCK = {10013: "not allowed", 10048: "address in use", 10053: "aborted", 10054: "reset", 10055: "no buffers", 10060: "timed out", 10061: "refused"}
RETRY_ERRNO = {errno.ECONNREFUSED, errno.ECONNRESET, errno.ETIMEDOUT, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EPIPE, errno.EMFILE, errno.ESTALE}


def retry(error: BaseException) -> bool:
    if isinstance(error, (httpx.ConnectTimeout, httpx.ReadTimeout, httpx.ConnectError, httpx.RemoteProtocolError)):
        return True
    if isinstance(error, (redis.exceptions.ConnectionError, redis.exceptions.TimeoutError, redis.exceptions.BusyLoadingError)):
        return True
    if isinstance(error, pymongo.errors.AutoReconnect | pymongo.errors.ServerSelectionTimeoutError):
        return True
    if isinstance(error, botocore.exceptions.ClientError):
        return error.response["Error"]["Code"] in ("SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded", "InternalError")
    if isinstance(error, botocore.exceptions.NoCredentialsError):
        return False
    if isinstance(error, sqlite3.OperationalError):
        return "database is locked" in str(error)
    if isinstance(error, OSError):
        return error.errno in RETRY_ERRNO
    return isinstance(error, (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure, kombu.exceptions.OperationalError))


try:
    import orjson as json
except ModuleNotFoundError:
    import json
try:
    from zoneinfo import ZoneInfo
except ImportError:  # Python 3.8
    ZoneInfo = None


class Quota(Exception):
    """Raised when the provider answers with quota exceeded.

    >>> raise Quota("per day")
    Traceback (most recent call last):
        ...
    codes.Quota: per day
    """


def read(path: str) -> str:
    """Reads a file.

    Raises FileNotFoundError if there is none, PermissionError if it may not be read,
    IsADirectoryError for a directory and UnicodeDecodeError for a file that is no text.
    """
    try:
        return open(path, encoding="utf-8").read()
    except FileNotFoundError:
        return ""
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise SystemExit("make room first") from error
        raise
