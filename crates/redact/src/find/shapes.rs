//! Tokens that a product gives a shape of their own: a prefix, and so many bytes of a set.
//!
//! The shapes are those that the rules of gitleaks and detect-secrets agree on, taken wide
//! where they differ: to hide too much of a token harms nobody.

use super::Finder;
use crate::bytes::Set;
use crate::kind::Kind;

struct Shape {
    prefix: &'static str,
    body: Set,
    /// The least length of the body, in bytes.
    least: usize,
    kind: Kind,
}

const fn shape(prefix: &'static str, body: Set, least: usize, kind: Kind) -> Shape {
    Shape { prefix, body, least, kind }
}

/// In the order of their first bytes; of two that fit, the first counts.
static SHAPES: &[Shape] = &[
    shape("A3T", Set::UPPER_DIGIT, 17, Kind::AwsAccessKeyId),
    shape("ABIA", Set::UPPER_DIGIT, 16, Kind::AwsAccessKeyId),
    shape("AC", Set::HEX_LOWER, 32, Kind::TwilioKey),
    shape("ACCA", Set::UPPER_DIGIT, 16, Kind::AwsAccessKeyId),
    shape("AGE-SECRET-KEY-1", Set::UPPER_DIGIT, 40, Kind::AgeKey),
    shape("AIza", Set::BASE64URL, 35, Kind::GcpApiKey),
    shape("AKIA", Set::UPPER_DIGIT, 16, Kind::AwsAccessKeyId),
    shape("ASIA", Set::UPPER_DIGIT, 16, Kind::AwsAccessKeyId),
    shape("ATATT3", Set::BASE64URL_EQUALS, 60, Kind::AtlassianToken),
    shape("SG.", Set::DOTTED, 33, Kind::SendgridKey),
    shape("SK", Set::HEX_LOWER, 32, Kind::TwilioKey),
    shape("dapi", Set::HEX_LOWER, 32, Kind::DatabricksToken),
    shape("doo_v1_", Set::HEX, 64, Kind::DigitaloceanToken),
    shape("dop_v1_", Set::HEX, 64, Kind::DigitaloceanToken),
    shape("dor_v1_", Set::HEX, 64, Kind::DigitaloceanToken),
    shape("eyJ", Set::DOTTED, 16, Kind::Jwt),
    shape("gho_", Set::ALNUM_, 36, Kind::GithubToken),
    shape("ghp_", Set::ALNUM_, 36, Kind::GithubToken),
    shape("ghr_", Set::ALNUM_, 36, Kind::GithubToken),
    shape("ghs_", Set::ALNUM_, 36, Kind::GithubToken),
    shape("ghu_", Set::ALNUM_, 36, Kind::GithubToken),
    shape("github_pat_", Set::ALNUM_, 22, Kind::GithubFineGrained),
    shape("glagent-", Set::DOTTED, 20, Kind::GitlabToken),
    shape("glcbt-", Set::DOTTED, 20, Kind::GitlabToken),
    shape("gldt-", Set::DOTTED, 20, Kind::GitlabToken),
    shape("glft-", Set::DOTTED, 20, Kind::GitlabToken),
    shape("glimt-", Set::DOTTED, 20, Kind::GitlabToken),
    shape("gloas-", Set::DOTTED, 20, Kind::GitlabToken),
    shape("glpat-", Set::DOTTED, 20, Kind::GitlabToken),
    shape("glptt-", Set::DOTTED, 20, Kind::GitlabToken),
    shape("glrt-", Set::DOTTED, 20, Kind::GitlabToken),
    shape("glsoat-", Set::DOTTED, 20, Kind::GitlabToken),
    shape("glc_", Set::BASE64_ANY, 32, Kind::GrafanaToken),
    shape("glsa_", Set::BASE64_ANY, 32, Kind::GrafanaToken),
    shape("hf_", Set::ALNUM, 30, Kind::HfToken),
    shape("hvb.", Set::BASE64URL, 24, Kind::VaultToken),
    shape("hvr.", Set::BASE64URL, 24, Kind::VaultToken),
    shape("hvs.", Set::BASE64URL, 24, Kind::VaultToken),
    shape("key-", Set::HEX_LOWER, 32, Kind::MailgunKey),
    shape("npm_", Set::ALNUM, 36, Kind::NpmToken),
    shape("pk_live_", Set::ALNUM, 10, Kind::StripeKey),
    shape("pk_prod_", Set::ALNUM, 10, Kind::StripeKey),
    shape("pk_test_", Set::ALNUM, 10, Kind::StripeKey),
    shape("pypi-AgEIcHlwaS5vcmc", Set::BASE64URL, 30, Kind::PypiToken),
    shape("rk_live_", Set::ALNUM, 10, Kind::StripeKey),
    shape("rk_prod_", Set::ALNUM, 10, Kind::StripeKey),
    shape("rk_test_", Set::ALNUM, 10, Kind::StripeKey),
    shape("rubygems_", Set::HEX_LOWER, 48, Kind::RubygemsToken),
    shape("shpat_", Set::HEX, 32, Kind::ShopifyToken),
    shape("shpca_", Set::HEX, 32, Kind::ShopifyToken),
    shape("shppa_", Set::HEX, 32, Kind::ShopifyToken),
    shape("shpss_", Set::HEX, 32, Kind::ShopifyToken),
    shape("sk-ant-", Set::BASE64URL, 20, Kind::AnthropicKey),
    shape("sk-admin-", Set::BASE64URL, 20, Kind::OpenaiKey),
    shape("sk-proj-", Set::BASE64URL, 20, Kind::OpenaiKey),
    shape("sk-svcacct-", Set::BASE64URL, 20, Kind::OpenaiKey),
    shape("sk-", Set::BASE64URL, 20, Kind::OpenaiKey),
    shape("sk_live_", Set::ALNUM, 10, Kind::StripeKey),
    shape("sk_prod_", Set::ALNUM, 10, Kind::StripeKey),
    shape("sk_test_", Set::ALNUM, 10, Kind::StripeKey),
    shape("whsec_", Set::BASE64, 24, Kind::StripeWebhook),
    shape("xapp-", Set::BASE64URL, 16, Kind::SlackAppToken),
    shape("xoxa-", Set::BASE64URL, 10, Kind::SlackToken),
    shape("xoxb-", Set::BASE64URL, 10, Kind::SlackToken),
    shape("xoxe-", Set::BASE64URL, 10, Kind::SlackToken),
    shape("xoxe.xoxb-", Set::BASE64URL, 10, Kind::SlackToken),
    shape("xoxe.xoxp-", Set::BASE64URL, 10, Kind::SlackToken),
    shape("xoxo-", Set::BASE64URL, 10, Kind::SlackToken),
    shape("xoxp-", Set::BASE64URL, 10, Kind::SlackToken),
    shape("xoxr-", Set::BASE64URL, 10, Kind::SlackToken),
    shape("xoxs-", Set::BASE64URL, 10, Kind::SlackToken),
    shape("ya29.", Set::DOTTED, 20, Kind::GcpOauth),
];

/// For each first byte, which of [`SHAPES`] begin with it.
static BY_FIRST: [(u8, u8); 256] = {
    let mut first = [(0, 0); 256];
    let mut index = 0;
    while index < SHAPES.len() {
        let byte = SHAPES[index].prefix.as_bytes()[0] as usize;
        if first[byte].1 == 0 {
            first[byte].0 = index as u8;
        }
        first[byte].1 = index as u8 + 1;
        index += 1;
    }
    first
};

impl Finder<'_> {
    /// A token of a known shape.
    pub(super) fn shape(&mut self, at: usize) {
        let (from, to) = BY_FIRST[self.text.bytes[at] as usize];
        for shape in &SHAPES[from as usize..to as usize] {
            if !self.text.is(at, shape.prefix) || !self.text.begins_word(at) {
                continue;
            }
            let body = at + shape.prefix.len();
            let end = self.text.run_end(shape.body, body);
            // Full stops may end the sentence.
            let end = body.max(self.without_stops(end));
            if end - body >= shape.least && self.fits(shape, at, body, end) {
                self.hit(shape.kind, at..end);
                return;
            }
        }
    }

    /// Before the full stops that end at `end`.
    fn without_stops(&self, end: usize) -> usize {
        let dots = (1..=3).take_while(|&back| self.text.before(end + 1 - back) == b'.');
        end - dots.count()
    }

    /// What a shape asks for beyond its length.
    fn fits(&self, shape: &Shape, at: usize, body: usize, end: usize) -> bool {
        let text = self.text;
        // Enough to tell a token from a word; more would be looked at too often.
        let head = &text.bytes[body..end.min(body + 64)];
        text.worked(head.len());
        // Whether a full stop stands between two parts of at least so many bytes.
        let two_parts = |first: usize, second: usize| {
            let dot = text.run_end(Set::BASE64URL, body);
            text.worked(second);
            dot >= body + first
                && (1..=second).all(|index| Set::BASE64URL.holds(text.at(dot + index)))
        };
        match shape.kind {
            // At least a header and the beginning of what it is about.
            Kind::Jwt => two_parts(8, 4),
            Kind::SendgridKey => two_parts(16, 16),
            // Part of a longer word is something else.
            Kind::TwilioKey => text.ends_word(end) && end - at == 34,
            // Lists of classes in style sheets begin so too.
            Kind::OpenaiKey if shape.prefix == "sk-" => {
                head.iter().any(u8::is_ascii_digit) && head.iter().any(u8::is_ascii_alphabetic)
            }
            // Account, application and a number stand before the secret.
            Kind::SlackAppToken => head.iter().filter(|&&byte| byte == b'-').count() >= 3,
            Kind::SlackToken => head.iter().any(u8::is_ascii_digit),
            _ => true,
        }
    }

    /// A secret of an Azure application: three bytes, a digit, `Q~` and more.
    pub(super) fn azure_client_secret(&mut self, at: usize) {
        let Some(start) = at.checked_sub(5) else { return };
        let text = self.text;
        let end = self.without_stops(text.run_end(Set::AZURE, at + 1));
        let shaped = text.bytes[at - 1] == b'Q'
            && text.bytes[at - 2].is_ascii_digit()
            && text.bytes[start..at - 2].iter().all(|&byte| Set::AZURE.holds(byte));
        if shaped && end > at + 31 {
            self.hit(Kind::AzureClientSecret, start..end);
        }
    }

    /// The token of a Telegram bot: its number, a colon, `AA` and 33 more.
    pub(super) fn telegram(&mut self, at: usize) {
        let colon = self.text.run_end(Set::DIGIT, at);
        if (8..=10).contains(&(colon - at)) && self.text.is(colon, ":AA") {
            let end = self.text.run_end(Set::BASE64URL, colon + 1);
            if end - colon > 33 {
                self.hit(Kind::TelegramBot, at..end);
            }
        }
    }

    /// The secret part of an address that takes messages for Slack or Discord.
    pub(super) fn webhook(&mut self, at: usize) {
        let hosts = [
            ("hooks.slack.com/services/", Kind::SlackWebhook, Set::PATH_SECRET, 20),
            ("hooks.slack.com/workflows/", Kind::SlackWebhook, Set::PATH_SECRET, 20),
            ("hooks.slack.com/triggers/", Kind::SlackWebhook, Set::PATH_SECRET, 20),
            ("discord.com/api/webhooks/", Kind::DiscordWebhook, Set::PATH_SECRET, 60),
            ("discordapp.com/api/webhooks/", Kind::DiscordWebhook, Set::PATH_SECRET, 60),
        ];
        for (host, kind, set, least) in hosts {
            if self.text.is(at, host) {
                let start = at + host.len();
                let end = self.text.run_end(set, start);
                if end - start >= least {
                    self.hit(kind, start..end);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_stand_together_by_their_first_byte() {
        for (byte, (from, to)) in BY_FIRST.iter().enumerate() {
            for shape in &SHAPES[*from as usize..*to as usize] {
                assert_eq!(shape.prefix.as_bytes()[0] as usize, byte, "{}", shape.prefix);
            }
        }
    }
}
