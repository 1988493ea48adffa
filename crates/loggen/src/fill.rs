//! Fills the gaps of a template: `{ms}` becomes a number of milliseconds.

use std::fmt::Write as _;

use crate::random::Random;

const HOSTS: [&str; 12] = [
    "shop-web-1",
    "shop-web-2",
    "billing-api-0",
    "worker-a",
    "worker-b",
    "db-1",
    "db-2",
    "edge-fra-3",
    "edge-iad-1",
    "ip-10-12-4-88",
    "node-17",
    "search-2",
];
const USERS: [&str; 10] = [
    "deploy",
    "app",
    "m.keller",
    "reporting",
    "sync",
    "anna",
    "jlee",
    "svc_etl",
    "root",
    "www-data",
];
const WORDS: [&str; 24] = [
    "orders",
    "invoices",
    "customers",
    "inventory",
    "sessions",
    "reports",
    "payments",
    "products",
    "carts",
    "shipments",
    "users",
    "events",
    "emails",
    "imports",
    "exports",
    "catalog",
    "prices",
    "search",
    "media",
    "tokens",
    "audit",
    "metrics",
    "webhooks",
    "returns",
];
const LOGGERS: [&str; 16] = [
    "app.api",
    "app.db",
    "billing.invoice",
    "core.scheduler",
    "http.server",
    "sync.engine",
    "worker.pool",
    "cache",
    "auth.session",
    "mailer",
    "search.index",
    "storage.blob",
    "queue.consumer",
    "report.render",
    "gateway",
    "jobs.cleanup",
];
const AGENTS: [&str; 6] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "kube-probe/1.31",
    "python-requests/2.32.3",
    "okhttp/4.12.0",
];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Values for gaps, and a clock that goes on a little with each time that is asked for.
#[derive(Default)]
pub(crate) struct Filler {
    pub(crate) random: Random,
    /// Milliseconds since the log began.
    clock: u64,
}

impl Filler {
    /// Appends `template` with its gaps filled. What is no known gap stays.
    pub(crate) fn fill(&mut self, template: &str, text: &mut String) {
        let mut rest = template;
        while let Some(at) = rest.find('{') {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest.find('}').map_or(rest.len(), |end| end + 1);
            let gap = rest.get(1..end - 1).unwrap_or_default();
            if self.value(gap, text) {
                rest = &rest[end..];
            } else {
                text.push('{');
                rest = &rest[1..];
            }
        }
        text.push_str(rest);
    }

    /// Appends the value of a gap, if there is such a gap.
    fn value(&mut self, gap: &str, text: &mut String) -> bool {
        let random = &mut self.random;
        // Writing to a String cannot fail.
        let _ = match gap {
            "n" => write!(text, "{}", random.below(250)),
            "big" => write!(text, "{}", random.below(90_000_000) + 1000),
            "ms" => write!(text, "{}", random.below(40) * random.below(40) / 7 + 1),
            "float" => write!(text, "{}.{:03}", random.below(4), random.below(1000)),
            "pid" => write!(text, "{}", random.below(30_000) + 300),
            "thread" => write!(text, "{}", random.below(16) + 1),
            "port" => write!(text, "{}", random.below(28_000) + 32_768),
            "bytes" => write!(text, "{}", random.below(180) * random.below(180) + 150),
            "ip" => {
                write!(text, "10.{}.{}.{}", random.below(32), random.below(250), random.below(250))
            }
            "public" => write!(
                text,
                "{}.{}.{}.{}",
                random.below(120) + 80,
                random.below(250),
                random.below(250),
                random.below(250)
            ),
            "hex" => write!(text, "{:016x}", random.next()),
            "short" => write!(text, "{:07x}", random.below(0x0fff_ffff)),
            "uuid" => {
                let (a, b) = (random.next(), random.next());
                write!(
                    text,
                    "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
                    a >> 32,
                    a & 0xffff,
                    b & 0xfff,
                    b >> 52,
                    b >> 12 & 0xffff_ffff_ffff
                )
            }
            "host" => write!(text, "{}", random.pick(&HOSTS)),
            "user" => write!(text, "{}", random.favourite(&USERS)),
            "word" => write!(text, "{}", random.favourite(&WORDS)),
            "logger" => write!(text, "{}", random.favourite(&LOGGERS)),
            "agent" => write!(text, "{}", random.favourite(&AGENTS)),
            "iso" => self.time(text, |t| {
                format!(
                    "2026-03-{:02}T{:02}:{:02}:{:02}.{:03}Z",
                    t.day, t.hour, t.minute, t.second, t.milli
                )
            }),
            "space" => self.time(text, |t| {
                format!(
                    "2026-03-{:02} {:02}:{:02}:{:02}.{:03}",
                    t.day, t.hour, t.minute, t.second, t.milli
                )
            }),
            "comma" => self.time(text, |t| {
                format!(
                    "2026-03-{:02} {:02}:{:02}:{:02},{:03}",
                    t.day, t.hour, t.minute, t.second, t.milli
                )
            }),
            "slashes" => self.time(text, |t| {
                format!("2026/03/{:02} {:02}:{:02}:{:02}", t.day, t.hour, t.minute, t.second)
            }),
            "clf" => self.time(text, |t| {
                format!(
                    "{:02}/{}/2026:{:02}:{:02}:{:02} +0000",
                    t.day, MONTHS[2], t.hour, t.minute, t.second
                )
            }),
            "syslog" => self.time(text, |t| {
                format!("{} {:2} {:02}:{:02}:{:02}", MONTHS[2], t.day, t.hour, t.minute, t.second)
            }),
            "redis" => self.time(text, |t| {
                format!(
                    "{:02} {} 2026 {:02}:{:02}:{:02}.{:03}",
                    t.day, MONTHS[2], t.hour, t.minute, t.second, t.milli
                )
            }),
            "klog" => self.time(text, |t| {
                format!(
                    "03{:02} {:02}:{:02}:{:02}.{:06}",
                    t.day,
                    t.hour,
                    t.minute,
                    t.second,
                    t.milli * 1000 + 417
                )
            }),
            "epoch" => self.time(text, |t| format!("{}", 1_772_323_200_000 + t.all)),
            _ => return false,
        };
        true
    }

    fn time(&mut self, text: &mut String, show: impl Fn(&Time) -> String) -> std::fmt::Result {
        self.clock += u64::from(self.random.below(60));
        text.write_str(&show(&Time::after(self.clock)))
    }
}

/// A time in March 2026, from its first day on.
struct Time {
    day: u64,
    hour: u64,
    minute: u64,
    second: u64,
    milli: u64,
    all: u64,
}

impl Time {
    fn after(all: u64) -> Self {
        let seconds = all / 1000;
        Self {
            day: seconds / 86_400 % 28 + 1,
            hour: seconds / 3600 % 24,
            minute: seconds / 60 % 60,
            second: seconds % 60,
            milli: all % 1000,
            all,
        }
    }
}
