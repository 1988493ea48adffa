//! Inputs to try: what real programs print, with names and addresses made up.

/// An input to try with one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What it is about.
    pub name: &'static str,
    /// Where it comes from.
    pub origin: &'static str,
    /// The text.
    pub text: &'static str,
}

/// All samples, in the order in which they are offered.
pub const ALL: &[Sample] = &[
    Sample {
        name: "Database password refused",
        origin: "psql",
        text: include_str!("../www/samples/postgresql-password.log"),
    },
    Sample {
        name: "Bucket access denied",
        origin: "AWS CLI",
        text: include_str!("../www/samples/s3-access-denied.log"),
    },
    Sample {
        name: "Background jobs stop",
        origin: "Docker Compose log",
        text: include_str!("../www/samples/celery-redis.log"),
    },
    Sample {
        name: "Webhook turned away",
        origin: "Delivery log",
        text: include_str!("../www/samples/webhook-unauthorized.log"),
    },
    Sample {
        name: "Request timed out",
        origin: "Python traceback",
        text: include_str!("../www/samples/requests-timeout.log"),
    },
    Sample {
        name: "Message with foreign words",
        origin: "Damaged translation",
        text: include_str!("../www/samples/damaged-guide.log"),
    },
];
