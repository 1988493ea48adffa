//! Words that start with a letter.

use super::context::Word;
use super::{About, Codes, Topic, databases, known, network, system};
use crate::table::Table;
use crate::{Scheme, folded_eq};

/// The codes that a name is.
pub(super) fn codes(word: &Word<'_>, about: About<'_>) -> Codes {
    let mut codes = Vec::new();
    let name = word.as_str();
    let bytes = name.as_bytes();
    let has = |test: fn(&u8) -> bool| bytes.iter().any(test);
    let (large, small) = (has(u8::is_ascii_uppercase), has(u8::is_ascii_lowercase));
    let joined = has(|&b| b == b'_');
    // The words that announce a code which stands behind them.
    let is = |announcing: &str| name.eq_ignore_ascii_case(announcing);
    if is("sqlstate") || (is("state") && word.previous()[0] == "sql") {
        databases::named_state(word, &mut codes);
    } else if name == "ORA" {
        oracle(word, &mut codes);
    } else if is("alert") || is("tls") {
        network::tls_alert(word, &mut codes);
    } else if is("signal") {
        system::said_signal(word, &mut codes);
    }
    if !codes.is_empty() {
        return codes;
    }
    databases::states(word, &mut codes);
    if large && !small {
        upper(word, about, &mut codes);
    }
    if (large && small) || name == "AWS" {
        camel(word, about, &mut codes);
    }
    if small && !large && joined {
        snake(word, &mut codes);
    }
    grpc(word, about, &mut codes);
    codes
}

/// `ORA-00942`, found even if no table knows it.
fn oracle(word: &Word<'_>, codes: &mut Codes) {
    let Some(rest) = word.after().strip_prefix('-') else { return };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let ends = !rest.as_bytes().get(digits).is_some_and(|&b| super::context::is_word(b));
    if digits == 5 && ends {
        let range = word.range.start..word.range.end + 6;
        codes.push((Scheme::Oracle, word.text[range.clone()].to_owned(), range));
    }
}

/// Names of Redis that are words of no other kind of message.
const REDIS: [&str; 17] = [
    "BUSYGROUP",
    "BUSYKEY",
    "CLUSTERDOWN",
    "CROSSSLOT",
    "EXECABORT",
    "MASTERDOWN",
    "MISCONF",
    "NOAUTH",
    "NOGROUP",
    "NOPERM",
    "NOPROTO",
    "NOREPLICAS",
    "NOSCRIPT",
    "NOTBUSY",
    "UNKILLABLE",
    "WRONGPASS",
    "WRONGTYPE",
];

/// Names of Redis that need the words that Redis prints behind them.
const REDIS_SAID: [(&str, &str); 8] = [
    ("OOM", " command not allowed"),
    ("READONLY", " you can't write"),
    ("LOADING", " redis is loading"),
    ("BUSY", " redis is busy"),
    ("TRYAGAIN", " multiple keys"),
    ("UNBLOCKED", " "),
    ("DENIED", " redis is running"),
    ("ERR", " "),
];

/// Names of Kafka that other software uses as well.
const KAFKA_COMMON: [&str; 20] = [
    "CORRUPT_MESSAGE",
    "DUPLICATE_RESOURCE",
    "FEATURE_UPDATE_FAILED",
    "INVALID_CONFIG",
    "INVALID_RECORD",
    "INVALID_RECORD_STATE",
    "INVALID_REGISTRATION",
    "INVALID_REGULAR_EXPRESSION",
    "INVALID_REQUEST",
    "INVALID_TIMESTAMP",
    "INVALID_UPDATE_VERSION",
    "LISTENER_NOT_FOUND",
    "MESSAGE_TOO_LARGE",
    "NETWORK_EXCEPTION",
    "OPERATION_NOT_ATTEMPTED",
    "POLICY_VIOLATION",
    "REQUEST_TIMED_OUT",
    "RESOURCE_NOT_FOUND",
    "SECURITY_DISABLED",
    "UNSUPPORTED_VERSION",
];

/// `ECONNREFUSED`, `SIGKILL`, `NXDOMAIN`, `NOT_LEADER_OR_FOLLOWER`, `CURLE_COULDNT_CONNECT`.
fn upper(word: &Word<'_>, about: About<'_>, codes: &mut Codes) {
    let name = word.as_str();
    let mut push = |scheme, value: &str| codes.push((scheme, value.to_owned(), word.range.clone()));
    let [first, second, _] = word.previous();
    if name.starts_with('E') && name.len() > 2 && known(Scheme::Errno, name) {
        return push(Scheme::Errno, name);
    }
    for (prefix, scheme) in [
        ("WSA", Scheme::Winsock),
        ("CURLE_", Scheme::Curl),
        ("ER_", Scheme::MySql),
        ("CR_", Scheme::MySql),
        ("STATUS_", Scheme::Exit),
    ] {
        if let Some(row) = name.starts_with(prefix).then(|| Table::of(scheme).name(name)).flatten()
        {
            return push(scheme, row.value);
        }
    }
    if name.starts_with("ER_")
        && let Some(row) = Table::of(Scheme::MariaDb).name(name)
    {
        return push(Scheme::MariaDb, row.value);
    }
    if name.starts_with("SIG") && known(Scheme::Signal, name) {
        return push(Scheme::Signal, name);
    }
    if let Some(digits) = name.strip_prefix("AADSTS") {
        if (4..=7).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
            push(Scheme::Entra, name);
        }
        return;
    }
    if known(Scheme::Dns, name)
        && (matches!(name, "NXDOMAIN" | "SERVFAIL" | "FORMERR" | "NOTIMP")
            || matches!(first, "rcode" | "status"))
    {
        return push(Scheme::Dns, name);
    }
    let said = |&(prefix, rest): &(&str, &str)| {
        prefix == name
            && word.after().starts_with(rest)
            && (rest != " " || word.comes_after("(error) ") || first.ends_with("responseerror"))
    };
    if REDIS.contains(&name) || REDIS_SAID.iter().any(said) || is_redirect(word) {
        return push(Scheme::Redis, name);
    }
    // RabbitMQ prints `NOT_FOUND - no queue 'q'`; two of its names are nobody else's.
    if let Some(row) = Table::of(Scheme::Amqp).name(name) {
        let own = matches!(name, "ACCESS_REFUSED" | "CONNECTION_FORCED");
        let after_code = matches!(first, "reply-text" | "replytext") || second == "reply-text";
        if own || word.is_followed_by(" - ") || after_code {
            push(Scheme::Amqp, row.value);
        }
        return;
    }
    if name.contains('_')
        && known(Scheme::Kafka, name)
        && (!KAFKA_COMMON.contains(&name) || about(Topic::Kafka))
    {
        push(Scheme::Kafka, name);
    }
}

/// `MOVED 3999 127.0.0.1:6381`, `ASK 3999 127.0.0.1:6381`.
fn is_redirect(word: &Word<'_>) -> bool {
    if !matches!(word.as_str(), "MOVED" | "ASK") {
        return false;
    }
    let Some(rest) = word.after().strip_prefix(' ') else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=5).contains(&digits)
        && rest[digits..].starts_with(' ')
        && rest[digits..].bytes().take(64).any(|b| b == b':')
}

/// Exceptions of Kafka that are named otherwise than their codes.
/// Source: `org/apache/kafka/common/protocol/Errors.java`.
const KAFKA_CLASSES: [(&str, &str); 18] = [
    ("ControllerMoved", "STALE_CONTROLLER_EPOCH"),
    ("CorruptRecord", "CORRUPT_MESSAGE"),
    ("DelegationTokenDisabled", "DELEGATION_TOKEN_AUTH_DISABLED"),
    ("DuplicateSequence", "DUPLICATE_SEQUENCE_NUMBER"),
    ("FetchSessionTopicId", "FETCH_SESSION_TOPIC_ID_ERROR"),
    ("GroupNotEmpty", "NON_EMPTY_GROUP"),
    ("InvalidConfiguration", "INVALID_CONFIG"),
    ("InvalidPidMapping", "INVALID_PRODUCER_ID_MAPPING"),
    ("InvalidTopic", "INVALID_TOPIC_EXCEPTION"),
    ("InvalidTxnTimeout", "INVALID_TRANSACTION_TIMEOUT"),
    ("KafkaStorage", "KAFKA_STORAGE_ERROR"),
    ("Network", "NETWORK_EXCEPTION"),
    ("OutOfOrderSequence", "OUT_OF_ORDER_SEQUENCE_NUMBER"),
    ("RecordBatchTooLarge", "RECORD_LIST_TOO_LARGE"),
    ("RecordTooLarge", "MESSAGE_TOO_LARGE"),
    ("Timeout", "REQUEST_TIMED_OUT"),
    ("TopicExists", "TOPIC_ALREADY_EXISTS"),
    ("UnknownServer", "UNKNOWN_SERVER_ERROR"),
];

/// Reasons of Kubernetes that are words of other software as well.
const REASONS_COMMON: [&str; 20] = [
    "BackOff",
    "ContainerCreating",
    "DeadlineExceeded",
    "Evicted",
    "FailedBinding",
    "FailedCreate",
    "FailedDelete",
    "FailedIndexes",
    "FailedUpdate",
    "FailedValidation",
    "Infeasible",
    "InspectFailed",
    "NodeAffinity",
    "NodeLost",
    "PodFailurePolicy",
    "Preempted",
    "Preempting",
    "StartError",
    "Unhealthy",
    "Unschedulable",
];

/// `CrashLoopBackOff`, `NoSuchBucket`, `NotLeaderOrFollowerException`.
fn camel(word: &Word<'_>, about: About<'_>, codes: &mut Codes) {
    let name = word.as_str();
    let [first, second, _] = word.previous();
    if known(Scheme::Kubernetes, name) {
        let named = matches!(first, "reason" | "warning") || second == "reason";
        // `"OOMKilled":false` of `docker inspect` says that it is not so.
        let denied = word.text[word.range.end..].trim_start_matches(['"', ':', ' ', '=']);
        let is_one = named || !REASONS_COMMON.contains(&name);
        if is_one && !denied.starts_with("false") && !matches!(first, "code") {
            codes.push((Scheme::Kubernetes, name.to_owned(), word.range.clone()));
            return;
        }
    }
    if let Some(core) = name.strip_suffix("Exception")
        && word.comes_after("kafka.common.errors.")
    {
        let code = KAFKA_CLASSES.iter().find(|(class, _)| *class == core).map(|(_, code)| *code);
        let same = |value: &str| {
            code.map_or_else(
                || [value, value.trim_end_matches("_FAILED")].iter().any(|v| folded_eq(v, core)),
                |code| code == value,
            )
        };
        if let Some(row) = Table::of(Scheme::Kafka).rows().find(|row| same(row.value)) {
            codes.push((Scheme::Kafka, row.value.to_owned(), word.range.clone()));
        }
        return;
    }
    aws(word, about, codes);
}

/// `(NoSuchBucket) when calling`, `<Code>NoSuchBucket</Code>`, `api error NoSuchBucket:`,
/// `Error Code: AccessDenied`, `ThrottlingException: Rate exceeded`.
fn aws(word: &Word<'_>, about: About<'_>, codes: &mut Codes) {
    // Some codes have points: `AWS.SimpleQueueService.NonExistentQueue`.
    let mut end = word.range.end;
    while let Some(rest) = word.text[end..].strip_prefix('.')
        && end - word.range.start < 64
    {
        end += 1 + rest.bytes().take_while(|&b| super::context::is_word(b)).count();
    }
    let dotted = word.range.start..end;
    let range =
        if known(Scheme::Aws, &word.text[dotted.clone()]) { dotted } else { word.range.clone() };
    let name = &word.text[range.clone()];
    let (s3, other) = (known(Scheme::S3, name), known(Scheme::Aws, name));
    if !(s3 || other) {
        return;
    }
    let [first, second, _] = word.previous();
    let tagged = word.comes_after("<code>");
    let occurred = word.comes_after("error occurred (");
    let called = first == "error" && second == "api";
    let field = matches!(first, "code" | "errorcode" | "error_code" | "__type" | "errortype")
        && (word.is_field_value() || word.byte_before() == Some(b'#'));
    let after = &word.lower[range.end..];
    let spoken = after.starts_with(": ") || word.byte_before() == Some(b'#');
    if tagged || occurred || called || ((field || spoken) && about(Topic::Aws)) {
        let scheme = if s3 && (!other || about(Topic::S3)) { Scheme::S3 } else { Scheme::Aws };
        codes.push((scheme, name.to_owned(), range));
    }
}

/// Errors of OAuth that mean nothing else wherever they stand.
const OAUTH_OWN: [&str; 14] = [
    "authorization_pending",
    "consent_required",
    "insufficient_scope",
    "interaction_required",
    "invalid_client",
    "invalid_client_metadata",
    "invalid_dpop_proof",
    "invalid_grant",
    "invalid_redirect_uri",
    "unauthorized_client",
    "unmet_authentication_requirements",
    "unsupported_grant_type",
    "unsupported_response_type",
    "use_dpop_nonce",
];

/// `"error":"invalid_grant"`, `error=access_denied`.
fn snake(word: &Word<'_>, codes: &mut Codes) {
    let name = word.as_str();
    if !known(Scheme::OAuth, name) {
        return;
    }
    let [first, ..] = word.previous();
    let field = matches!(first, "error" | "oauth2" | "error_code" | "errorcode" | "code")
        && word.is_field_value();
    if field || OAUTH_OWN.contains(&name) {
        codes.push((Scheme::OAuth, name.to_owned(), word.range.clone()));
    }
}

/// `code = Unavailable`, `StatusCode.UNAVAILABLE`, `StatusRuntimeException: UNAVAILABLE`,
/// `14 UNAVAILABLE: …`, `status: Unavailable, message: …`.
fn grpc(word: &Word<'_>, about: About<'_>, codes: &mut Codes) {
    let name = word.as_str();
    if !name.as_bytes()[0].is_ascii_uppercase() || name.len() < 5 {
        return;
    }
    let [first, ..] = word.previous();
    let number = || {
        let row = Table::of(Scheme::Grpc).value(name);
        row.is_some_and(|row| row.name == first) && word.is_followed_by(": ")
    };
    let is_one = word.comes_after("rpc error: code = ")
        || word.comes_after("statuscode.")
        || first.ends_with("statuscode")
        || first.ends_with("statusruntimeexception")
        || first.ends_with("statusexception")
        || (first == "status" && word.is_followed_by(", message"))
        || (matches!(first, "code" | "status") && about(Topic::Grpc))
        || number();
    if !is_one {
        return;
    }
    if let Some(row) = Table::of(Scheme::Grpc).rows().find(|row| folded_eq(row.value, name))
        && !codes.iter().any(|(scheme, ..)| *scheme == Scheme::Grpc)
    {
        codes.push((Scheme::Grpc, row.value.to_owned(), word.range.clone()));
    }
}
