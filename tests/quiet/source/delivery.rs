//! Decides what happens to a delivery after an answer.

use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Delivered,
    RetryAfter(Duration),
    GiveUp,
}

/// What the peer answered, or why it did not.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    Status(u16),
    ConnectionRefused,
    ConnectionReset,
    TimedOut,
    NameNotResolved,
    CertificateExpired,
}

/// ```
/// use delivery::{decide, Answer, Outcome};
/// assert_eq!(decide(Answer::Status(401), 1), Outcome::GiveUp);
/// ```
pub fn decide(answer: Answer, attempt: u32) -> Outcome {
    let wait = Outcome::RetryAfter(Duration::from_millis(500 << attempt.min(6)));
    if attempt >= 8 {
        return Outcome::GiveUp;
    }
    match answer {
        Answer::Status(200..=299) => Outcome::Delivered,
        Answer::Status(408 | 425 | 429 | 500 | 502 | 503 | 504) => wait,
        Answer::Status(_) | Answer::CertificateExpired => Outcome::GiveUp,
        Answer::ConnectionRefused
        | Answer::ConnectionReset
        | Answer::TimedOut
        | Answer::NameNotResolved => wait,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! retried {
        ($($name:ident: $answer:expr;)*) => {$(
            #[test]
            fn $name() {
                assert!(matches!(decide($answer, 1), Outcome::RetryAfter(_)));
            }
        )*};
    }
    macro_rules! given_up {
        ($($name:ident: $answer:expr;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(decide($answer, 1), Outcome::GiveUp);
            }
        )*};
    }
    retried! {
        connection_refused_is_retried: Answer::ConnectionRefused;
        connection_reset_by_peer_is_retried: Answer::ConnectionReset;
        read_timed_out_is_retried: Answer::TimedOut;
        could_not_resolve_host_is_retried: Answer::NameNotResolved;
        too_many_requests_429_is_retried: Answer::Status(429);
        internal_server_error_500_is_retried: Answer::Status(500);
        bad_gateway_502_is_retried: Answer::Status(502);
        service_unavailable_503_is_retried: Answer::Status(503);
        gateway_timeout_504_is_retried: Answer::Status(504);
    }
    given_up! {
        returns_401_when_token_expired: Answer::Status(401);
        access_denied_403_is_not_retried: Answer::Status(403);
        not_found_404_is_not_retried: Answer::Status(404);
        unprocessable_entity_422_is_not_retried: Answer::Status(422);
        certificate_has_expired_is_not_retried: Answer::CertificateExpired;
    }
    #[test]
    fn panics_never_on_overflow_of_the_attempt_counter() {
        assert_eq!(decide(Answer::TimedOut, u32::MAX), Outcome::GiveUp);
    }
    #[test]
    #[should_panic(expected = "out of range")]
    fn out_of_range_index_panics() {
        let empty: [u8; 0] = [];
        let index = std::hint::black_box(3);
        assert!(index < empty.len(), "out of range");
    }
    #[test]
    #[ignore = "needs a database"]
    fn deadlock_detected_is_retried() {}
}

/// What a failed attempt means for the person who reads the log.
#[derive(Debug)]
pub enum Failure {
    Io(std::io::Error),
    Status { code: u16, body: String },
    Database { sqlstate: &'static str },
}

impl std::fmt::Display for Failure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Io(error) => write!(out, "transport: {error}"),
            Failure::Status { code, .. } => write!(out, "the peer answered {code}"),
            Failure::Database { sqlstate } => write!(out, "database, state {sqlstate}"),
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Failure::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::Io(error)
    }
}

pub fn is_retryable(failure: &Failure) -> bool {
    use std::io::ErrorKind;
    match failure {
        Failure::Io(error) => matches!(
            error.kind(),
            ErrorKind::ConnectionRefused
                | ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::TimedOut
                | ErrorKind::BrokenPipe
                | ErrorKind::Interrupted
        ),
        Failure::Status { code, .. } => *code == 429 || *code >= 500,
        // serialization_failure, deadlock_detected, cannot_connect_now
        Failure::Database { sqlstate } => matches!(*sqlstate, "40001" | "40P01" | "57P03"),
    }
}
