//! Whose code it is.

macro_rules! schemes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A family of codes with one official list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Scheme {
            $($(#[$doc])* $variant,)*
        }

        impl Scheme {
            /// Every scheme.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// The name, as the `codes` of a rule and a report write it before the value.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The scheme of this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|scheme| scheme.name() == name)
            }
        }
    };
}

// Like stands beside like: the embedded tables follow this order, and pack better so.
schemes! {
    /// System errors of Linux and macOS, and the names that Node.js adds: `ECONNREFUSED`.
    Errno = "errno",
    /// Errors of Windows sockets: `10061`.
    Winsock = "Winsock",
    /// Errors of `getaddrinfo`, without their `EAI_`: `NONAME`.
    Eai = "EAI",
    /// Response codes of the domain name system: `NXDOMAIN`.
    Dns = "DNS",
    /// Exit codes of curl, which are libcurl's errors: `28`.
    Curl = "curl",
    /// Alerts of TLS: `handshake_failure`.
    Tls = "TLS alert",
    /// Status codes of HTTP: `503`.
    Http = "HTTP",
    /// Status codes of gRPC: `UNAVAILABLE`.
    Grpc = "gRPC",
    /// Errors of OAuth 2 and OpenID Connect: `invalid_grant`.
    OAuth = "OAuth",
    /// Sign-in errors of Microsoft Entra ID: `AADSTS7000215`.
    Entra = "Entra",
    /// Errors of the APIs of Amazon Web Services, apart from S3: `ThrottlingException`.
    Aws = "AWS",
    /// Errors of S3: `NoSuchBucket`.
    S3 = "S3",
    /// Reasons of Kubernetes objects and events: `CrashLoopBackOff`.
    Kubernetes = "Kubernetes",
    /// Signals of Linux: `SIGKILL`.
    Signal = "signal",
    /// Exit codes of processes, of sysexits.h, the shell, Docker and Windows: `137`.
    Exit = "exit code",
    /// Error codes of Apache Kafka: `NOT_LEADER_OR_FOLLOWER`.
    Kafka = "Kafka",
    /// Reply codes of AMQP 0-9-1, as RabbitMQ prints them: `403`.
    Amqp = "AMQP",
    /// Reply codes of SMTP and its enhanced status codes: `550`, `5.1.1`.
    Smtp = "SMTP",
    /// Error prefixes of Redis: `NOAUTH`.
    Redis = "Redis",
    /// States of SQL as PostgreSQL, MySQL and ODBC print them: `42P01`.
    SqlState = "SQLSTATE",
    /// Errors of Microsoft SQL Server: `4060`.
    SqlServer = "SQL Server",
    /// Errors of Oracle Database: `ORA-00942`.
    Oracle = "Oracle",
    /// Errors of MariaDB that MySQL does not have: `4025`.
    MariaDb = "MariaDB",
    /// Errors of MySQL, server and client, most of them MariaDB's as well: `1045`.
    MySql = "MySQL",
}
