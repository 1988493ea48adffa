//! The words of the page as a whole: its head and foot, the input, the start.

use crate::messages::text::{Text, texts};

texts! {
    TAGLINE = "page.tagline";
    SKIP = "page.skip";
    INPUT_HEADING = "page.input-heading";
    INPUT_LABEL = "page.input-label";
    INPUT_HINT = "page.input-hint";
    OPEN_FILE = "page.open-file";
    CLEAR = "page.clear";
    CLEAR_VIEWER = "page.clear-viewer";
    STOP = "page.stop";
    PROMISE = "page.promise";
    DROP = "page.drop";
    DROP_PROMISE = "page.drop-promise";
    SAMPLE = "page.sample";
    PASTED = "page.pasted";
    READING = "page.reading";
    WORKING = "page.working";
    UNPACKING = "page.unpacking";
    STOPPED = "page.stopped";
    VIEWER_EMPTY = "page.viewer-empty";
    VIEWER_BINARY = "page.viewer-binary";
    LOCKED = "lock.locked";
    VERIFY = "lock.verify";
    LOCK_MEANING = "lock.meaning";
    LOCK_STEP_1 = "lock.step-1";
    LOCK_STEP_2 = "lock.step-2";
    LOCK_STEP_3 = "lock.step-3";
    LOCK_LIMITS_HEADING = "lock.limits-heading";
    LOCK_LIMIT_1 = "lock.limit-1";
    LOCK_LIMIT_2 = "lock.limit-2";
    LOCK_LIMIT_3 = "lock.limit-3";
    LOCK_LIMIT_4 = "lock.limit-4";
    WELCOME_HEADING = "start.welcome-heading";
    WELCOME = "start.welcome";
    WELCOME_POINT_1 = "start.welcome-point-1";
    WELCOME_POINT_1_MEANING = "start.welcome-point-1-meaning";
    WELCOME_POINT_2 = "start.welcome-point-2";
    WELCOME_POINT_2_MEANING = "start.welcome-point-2-meaning";
    WELCOME_POINT_3 = "start.welcome-point-3";
    WELCOME_POINT_3_MEANING = "start.welcome-point-3-meaning";
    SAMPLES_HEADING = "start.samples-heading";
    ONE_FILE = "page.one-file";
    OFFLINE = "page.offline";
    LICENCE = "page.licence";
    TITLE = "page.title";
    LANGUAGE = "page.language";
    SPOKEN = "page.spoken";
    PROSE_LANGUAGE = "page.prose-language";
    PROSE_LANGUAGE_MEANING = "page.prose-language-meaning";
    RULES = "page.rules" { count };
    VERSION = "page.version" { version };
    LEFT_OUT = "page.left-out" { all, count };
    SAMPLE_PASSWORD = "sample.password";
    SAMPLE_PASSWORD_ORIGIN = "sample.password-origin";
    SAMPLE_BUCKET = "sample.bucket";
    SAMPLE_BUCKET_ORIGIN = "sample.bucket-origin";
    SAMPLE_JOBS = "sample.jobs";
    SAMPLE_JOBS_ORIGIN = "sample.jobs-origin";
    SAMPLE_WEBHOOK = "sample.webhook";
    SAMPLE_WEBHOOK_ORIGIN = "sample.webhook-origin";
    SAMPLE_TIMEOUT = "sample.timeout";
    SAMPLE_TIMEOUT_ORIGIN = "sample.timeout-origin";
    SAMPLE_FOREIGN = "sample.foreign";
    SAMPLE_FOREIGN_ORIGIN = "sample.foreign-origin";
}

pub(crate) const LOCK_STEPS: &[Text] = &[LOCK_STEP_1, LOCK_STEP_2, LOCK_STEP_3];
pub(crate) const LOCK_LIMITS: &[Text] = &[LOCK_LIMIT_1, LOCK_LIMIT_2, LOCK_LIMIT_3, LOCK_LIMIT_4];
pub(crate) const WELCOME_POINTS: &[(Text, Text)] = &[
    (WELCOME_POINT_1, WELCOME_POINT_1_MEANING),
    (WELCOME_POINT_2, WELCOME_POINT_2_MEANING),
    (WELCOME_POINT_3, WELCOME_POINT_3_MEANING),
];

/// The name, in every language.
pub(crate) const NAME: &str = "Unstuck";

/// What the samples are about and where they come from, in their order.
pub(crate) const SAMPLES: &[(Text, Text)] = &[
    (SAMPLE_PASSWORD, SAMPLE_PASSWORD_ORIGIN),
    (SAMPLE_BUCKET, SAMPLE_BUCKET_ORIGIN),
    (SAMPLE_JOBS, SAMPLE_JOBS_ORIGIN),
    (SAMPLE_WEBHOOK, SAMPLE_WEBHOOK_ORIGIN),
    (SAMPLE_TIMEOUT, SAMPLE_TIMEOUT_ORIGIN),
    (SAMPLE_FOREIGN, SAMPLE_FOREIGN_ORIGIN),
];

/// The rules at work, for the foot of the page.
pub(crate) fn rules(count: u32) -> String {
    RULES.fill(&[count.into()])
}

/// The version, for the foot of the page.
pub(crate) fn version() -> String {
    VERSION.fill(&[(&env!("CARGO_PKG_VERSION").to_owned()).into()])
}

/// Files beyond the number that is read at once.
pub(crate) fn left_out(count: usize, left_out: usize) -> String {
    LEFT_OUT.fill(&[(count + left_out).into(), count.into()])
}
