//! What can be hidden: its kinds, and the groups by which its tokens are named.

/// What sort of private thing a value is. Names the token that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// A password, key or token.
    Secret,
    /// An e-mail address.
    Email,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
    /// The hardware address of a network card.
    Mac,
    /// The name of an account or a person.
    User,
    /// A bank account number.
    Iban,
    /// The number of a payment card.
    Card,
    /// A US social security number.
    Ssn,
    /// A telephone number.
    Phone,
    /// The name of a machine.
    Host,
    /// The name of something else: a database, a bucket, a path.
    Name,
}

impl Group {
    /// All groups, in the order of their declaration.
    pub const ALL: [Self; 12] = [
        Self::Secret,
        Self::Email,
        Self::Ipv4,
        Self::Ipv6,
        Self::Mac,
        Self::User,
        Self::Iban,
        Self::Card,
        Self::Ssn,
        Self::Phone,
        Self::Host,
        Self::Name,
    ];

    /// The word in a token, such as `EMAIL` in `<EMAIL_2>`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Secret => "SECRET",
            Self::Email => "EMAIL",
            Self::Ipv4 => "IPV4",
            Self::Ipv6 => "IPV6",
            Self::Mac => "MAC",
            Self::User => "USER",
            Self::Iban => "IBAN",
            Self::Card => "CARD",
            Self::Ssn => "SSN",
            Self::Phone => "PHONE",
            Self::Host => "HOST",
            Self::Name => "NAME",
        }
    }
}

macro_rules! kinds {
    ($($kind:ident $id:literal $group:ident $name:literal)*) => {
        /// The kinds of values that are hidden.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = $name] $kind,)*
        }

        impl Kind {
            /// All kinds, in the order of their declaration.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The permanent id, such as `aws-access-key-id`.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$kind => $id,)*
                }
            }

            /// The sort of thing that it is.
            pub fn group(self) -> Group {
                match self {
                    $(Self::$kind => Group::$group,)*
                }
            }

            /// What a person calls it, such as "AWS access key".
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

kinds! {
    // Known by what stands beside it.
    KvSecret "kv-secret" Secret "password or secret in a setting"
    ConnStringPwd "conn-string-pwd" Secret "password in a connection string"
    JdbcPassword "jdbc-password" Secret "password in a JDBC address"
    UrlSecretParam "url-secret-param" Secret "secret parameter of a web address"
    UrlUserinfo "url-userinfo" Secret "password in a web address"
    CliSecretFlag "cli-secret-flag" Secret "secret option of a command"
    AuthHeader "auth-header" Secret "Authorization header"
    BearerBare "bearer-bare" Secret "bearer token"
    CookieHeader "cookie-header" Secret "cookie"
    NpmrcAuth "npmrc-auth" Secret "token of a package registry"
    AwsSecretKey "aws-secret-key" Secret "AWS secret key"
    AzureStorageKey "azure-storage-key" Secret "Azure storage key"
    Secret "secret" Secret "secret"
    // Known by its shape.
    PrivateKey "private-key" Secret "private key"
    PrivateKeyTruncated "private-key-truncated" Secret "private key that was cut off"
    Jwt "jwt" Secret "JSON web token"
    AwsAccessKeyId "aws-access-key-id" Secret "AWS access key"
    AzureClientSecret "azure-client-secret" Secret "Azure client secret"
    GcpApiKey "gcp-api-key" Secret "Google API key"
    GcpOauth "gcp-oauth" Secret "Google access token"
    GithubToken "github-token" Secret "GitHub token"
    GithubFineGrained "github-fine-grained" Secret "GitHub fine-grained token"
    GitlabToken "gitlab-token" Secret "GitLab token"
    SlackToken "slack-token" Secret "Slack token"
    SlackAppToken "slack-app-token" Secret "Slack app token"
    SlackWebhook "slack-webhook" Secret "Slack webhook address"
    DiscordWebhook "discord-webhook" Secret "Discord webhook address"
    TelegramBot "telegram-bot" Secret "Telegram bot token"
    StripeKey "stripe-key" Secret "Stripe key"
    StripeWebhook "stripe-webhook" Secret "Stripe webhook secret"
    TwilioKey "twilio-key" Secret "Twilio account or key"
    SendgridKey "sendgrid-key" Secret "SendGrid key"
    MailgunKey "mailgun-key" Secret "Mailgun key"
    NpmToken "npm-token" Secret "npm token"
    PypiToken "pypi-token" Secret "PyPI token"
    RubygemsToken "rubygems-token" Secret "RubyGems token"
    OpenaiKey "openai-key" Secret "OpenAI key"
    AnthropicKey "anthropic-key" Secret "Anthropic key"
    HfToken "hf-token" Secret "Hugging Face token"
    VaultToken "vault-token" Secret "Vault token"
    DatabricksToken "databricks-token" Secret "Databricks token"
    DigitaloceanToken "digitalocean-token" Secret "DigitalOcean token"
    ShopifyToken "shopify-token" Secret "Shopify token"
    AtlassianToken "atlassian-token" Secret "Atlassian token"
    GrafanaToken "grafana-token" Secret "Grafana token"
    AgeKey "age-key" Secret "age key"
    // Personal.
    Email "email" Email "e-mail address"
    Ipv4 "ipv4" Ipv4 "IPv4 address"
    Ipv6 "ipv6" Ipv6 "IPv6 address"
    Mac "mac" Mac "MAC address"
    UserPath "user-path" User "name in a home folder"
    User "user" User "account name"
    Iban "iban" Iban "bank account number"
    CardNumber "card-number" Card "card number"
    UsSsn "us-ssn" Ssn "US social security number"
    PhoneE164 "phone-e164" Phone "telephone number"
    // Known from elsewhere alone.
    Host "host" Host "host name"
    Name "name" Name "internal name"
}

impl Kind {
    /// Which of two kinds says more about one and the same text: a shape says more than the
    /// place, and a secret is the more dangerous thing to know.
    pub(crate) fn says_more_than(self, other: Self) -> bool {
        let weight = |kind: Self| match kind.group() {
            Group::Secret if kind >= Self::PrivateKey => 3,
            Group::Secret => 2,
            Group::User | Group::Host | Group::Name => 0,
            _ => 1,
        };
        weight(self) > weight(other)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_fit_into_a_token() {
        let ids: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
        assert_eq!(ids.len(), Kind::ALL.len());
        for id in ids {
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()));
        }
    }
}
