//! Errors of the delivery crate.

use std::io;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("nothing listens at {0}")]
    Refused(String),
    #[error("no answer within {0:?}")]
    Timeout(std::time::Duration),
    #[error("the certificate of {0} has run out")]
    CertificateExpired(String),
    #[error("{0} does not exist")]
    NotFound(String),
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl Error {
    /// Whether to try again. `ConnectionRefused` is worth it, `PermissionDenied` is not.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Refused(_) | Self::Timeout(_) => true,
            Self::Io(e) => matches!(
                e.kind(),
                io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionReset | io::ErrorKind::TimedOut | io::ErrorKind::BrokenPipe
            ),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connection_refused_is_retryable() {
        assert!(Error::Io(io::ErrorKind::ConnectionRefused.into()).is_retryable());
    }

    #[test]
    fn permission_denied_is_not() {
        assert!(!Error::Io(io::ErrorKind::PermissionDenied.into()).is_retryable());
    }

    #[test]
    #[should_panic(expected = "nothing listens")]
    fn panics_in_words() {
        panic!("{}", Error::Refused("db".into()));
    }
}
