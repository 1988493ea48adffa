//! Names of people and accounts: e-mail addresses, home folders, logins.

use super::Finder;
use crate::bytes::{BARRIER, Set};
use crate::kind::Kind;

/// Accounts that exist on many machines and say nothing about a person: of Debian's base
/// system, of the images of the clouds, of servers, and words for a role.
const ROLES: &[&str] = &[
    "_apt",
    "adm",
    "admin",
    "administrator",
    "airflow",
    "app_user",
    "dbuser",
    "db_user",
    "all users",
    "alpine",
    "ansible",
    "apache",
    "app",
    "appuser",
    "application",
    "azureuser",
    "backup",
    "bin",
    "bitnami",
    "build",
    "builder",
    "centos",
    "ci",
    "circleci",
    "cloudsdk",
    "code",
    "conda",
    "container",
    "core",
    "daemon",
    "data",
    "db",
    "debian",
    "default",
    "default user",
    "deploy",
    "deployer",
    "dev",
    "developer",
    "docker",
    "ec2-user",
    "elasticsearch",
    "fedora",
    "ftp",
    "games",
    "git",
    "gitlab-runner",
    "gitpod",
    "gnats",
    "go",
    "gradle",
    "grafana",
    "guest",
    "host",
    "hadoop",
    "haproxy",
    "hg",
    "home",
    "http",
    "influxdb",
    "irc",
    "java",
    "jenkins",
    "jovyan",
    "kafka",
    "list",
    "local",
    "localhost",
    "lp",
    "mail",
    "man",
    "mongodb",
    "mysql",
    "nats",
    "news",
    "nginx",
    "nobody",
    "node",
    "none",
    "nonroot",
    "opc",
    "oracle",
    "postgres",
    "postgresql",
    "prometheus",
    "proxy",
    "public",
    "python",
    "rabbitmq",
    "redis",
    "root",
    "ruby",
    "runner",
    "runneradmin",
    "sa",
    "scott",
    "self",
    "server",
    "service",
    "shared",
    "spark",
    "src",
    "srv",
    "ssh",
    "sshd",
    "superuser",
    "svn",
    "sync",
    "sys",
    "system",
    "test",
    "tester",
    "tomcat",
    "ubuntu",
    "user",
    "username",
    "users",
    "uucp",
    "vagrant",
    "vault",
    "vcap",
    "vscode",
    "web",
    "webapp",
    "www",
    "www-data",
    "x-access-token",
    "x-oauth-basic",
    "x-token-auth",
    "oauth2",
    "zookeeper",
    "linuxbrew",
];

/// What ends a name behind `@` that is no mail domain: units of systemd, files.
const NO_DOMAINS: &[&str] = &[
    "service", "socket", "target", "slice", "mount", "timer", "device", "path", "scope", "png",
    "jpg", "jpeg", "gif", "svg", "webp", "js", "mjs", "cjs", "ts", "tsx", "css", "json", "map",
    "py", "rb", "rs", "php", "html", "yml", "yaml", "sock", "lock", "x", "log", "pid", "conf",
    "txt", "gz",
];

/// The longest name of an account, in bytes.
const LONGEST_NAME: usize = 64;

/// Whether an account of this name is on many machines.
pub(crate) fn is_role(name: &[u8]) -> bool {
    ROLES.iter().any(|role| name.eq_ignore_ascii_case(role.as_bytes()))
}

impl Finder<'_> {
    /// An e-mail address whose `@`, also as `%40`, stands at `at`; a login of ssh.
    pub(super) fn email(&mut self, at: usize) {
        let text = self.text;
        let domain = match text.bytes[at] {
            b'@' => at + 1,
            _ if text.is(at, "%40") => at + 3,
            _ => return,
        };
        if self.userinfo_at == Some(at) {
            return;
        }
        let mut start = text.run_start(Set::LOCAL_PART, at, LONGEST_NAME);
        // The last byte of an escape belongs to it.
        for length in [2, 4, 6] {
            if let Some(escape) = (start + 1).checked_sub(2).filter(|_| start > 0)
                && let Some(end) =
                    text.escape_end(escape).filter(|&end| end <= start + length && end < at)
            {
                start = end;
                break;
            }
        }
        while start < at && matches!(text.bytes[start], b'.' | b'-' | b'+') {
            start += 1;
        }
        if start == at || text.bytes[at - 1] == b'.' {
            return;
        }
        let local = &text.bytes[start..at];
        match self.domain_end(domain) {
            Some(_) if local.eq_ignore_ascii_case(b"git") || local == b"hg" => {}
            // Names of algorithms, as ssh writes them.
            Some(end) if matches!(&text.bytes[domain..end], b"openssh.com" | b"libssh.org") => {}
            Some(end) => {
                // Of Kerberos, where a name can have two parts: `jane/admin@EXAMPLE.COM`.
                let realm = !text.bytes[domain..end].iter().any(u8::is_ascii_lowercase);
                if realm && text.before(start) == b'/' {
                    start = text.run_start(Set::LOCAL_PART, start - 1, LONGEST_NAME);
                }
                self.hit(Kind::Email, start..end);
            }
            None => self.ssh_login(start, at),
        }
    }

    /// Where the mail domain at `start` ends: labels, the last of letters.
    fn domain_end(&self, start: usize) -> Option<usize> {
        let text = self.text;
        let mut at = start;
        let mut good = None;
        for _ in 0..12 {
            let end = text.run_end(Set::LABEL, at).min(at + 64);
            if end == at || text.at(at) == b'-' {
                break;
            }
            let label = &text.bytes[at..end];
            let top = label.len() >= 2
                && (label.iter().all(|&byte| byte.is_ascii_alphabetic() || byte >= 0x80)
                    || label.to_ascii_lowercase().starts_with(b"xn--"));
            if at > start && top && label.len() <= 24 {
                good = Some((end, label));
            } else if at > start {
                good = None;
            }
            if text.at(end) != b'.' {
                // Something goes on that is no domain, such as an underscore.
                if Set::WORD.holds(text.at(end)) && text.at(end) != BARRIER {
                    good = None;
                }
                break;
            }
            at = end + 1;
        }
        let (end, top) = good?;
        let known = NO_DOMAINS.iter().any(|no| top.eq_ignore_ascii_case(no.as_bytes()));
        (!known && text.at(end) != BARRIER).then_some(end)
    }

    /// The user in `ssh user@host`.
    fn ssh_login(&mut self, start: usize, at: usize) {
        let text = self.text;
        let from = at.saturating_sub(120);
        let line = &text.bytes[from..start];
        text.worked(line.len());
        let line = line.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        let command = [b"ssh ".as_slice(), b"scp ", b"sftp ", b"rsync ", b"ssh-copy-id "]
            .iter()
            .any(|command| memchr::memmem::find(line, command).is_some());
        if command && Set::ALNUM.holds(text.at(at + 1)) {
            self.user(start, at);
        }
    }

    /// The name in the path of a home folder; `at` is the `/` or `\` before `home` or `Users`.
    pub(super) fn home(&mut self, at: usize) {
        let text = self.text;
        let slash = text.bytes[at];
        let folder = if slash == b'/' && text.is(at + 1, "home") {
            at + 5
        } else if text.is(at + 1, "Users")
            || (text.is_like(at + 1, "users") && self.behind_drive(at))
        {
            at + 6
        } else {
            return;
        };
        let slashes = (folder..folder + 4).take_while(|&at| text.at(at) == slash).count();
        let start = folder + slashes;
        if slashes == 0 || (slash == b'/' && (slashes > 1 || self.in_web_address(at))) {
            return;
        }
        let mut end = start;
        let ends = |byte: u8| {
            Set::SPACE.holds(byte)
                || matches!(byte, b'/' | b'\\' | b':' | b'"' | b'\'' | b'<' | b'>' | b'|' | b'`')
                || matches!(
                    byte,
                    b',' | b';'
                        | b')'
                        | b']'
                        | b'}'
                        | b'&'
                        | b'('
                        | b'*'
                        | b'?'
                        | b'$'
                        | b'{'
                        | BARRIER
                )
        };
        while end < text.len() && end - start < LONGEST_NAME && !ends(text.bytes[end]) {
            end += 1;
        }
        // Windows allows blanks in names; the next backslash shows that it is one.
        if slash == b'\\' && text.at(end) == b' ' {
            let near = &text.bytes[end..text.len().min(end + 40)];
            let word = |byte: &u8| !(Set::DOTTED.holds(*byte) || *byte == b' ' || *byte >= 0x80);
            if let Some(length) = near.iter().position(word)
                && near[length] == b'\\'
            {
                end += length;
            }
        }
        text.worked(end - start + 1);
        while end > start && text.bytes[end - 1] == b'.' {
            end -= 1;
        }
        let name = &text.bytes[start..end];
        let letter = name.iter().any(|&byte| byte.is_ascii_alphabetic() || byte >= 0x80);
        if letter && !is_role(name) && !name.contains(&BARRIER) && !name.contains(&b'%') {
            self.hit(Kind::UserPath, start..end);
        }
    }

    /// The name in the path of a home folder within a web address: `%2Fhome%2Fjane`.
    pub(super) fn escaped_home(&mut self, at: usize) {
        let text = self.text;
        if !text.is_like(at, "%2fhome%2f") && !text.is_like(at, "%2fusers%2f") {
            return;
        }
        let start = at + if text.is_like(at + 3, "home") { 10 } else { 11 };
        let end = text.run_end(Set::LOCAL_PART, start);
        if end - start <= LONGEST_NAME {
            self.user(start, end);
        }
    }

    /// The user in the name of a resource of AWS: `arn:aws:iam::123456789012:user/jane`.
    pub(super) fn iam_user(&mut self, at: usize) {
        let text = self.text;
        if text.ends_like(at, ":user") {
            let end = text.run_end(Set::LOCAL_PART, at + 1);
            if end - at <= LONGEST_NAME {
                self.user(at + 1, end);
            }
        }
    }

    /// Who logs in, as OpenSSH (`auth.c`, `auth2.c`) and PAM say it.
    pub(super) fn sshd_user(&mut self, at: usize) {
        let text = self.text;
        let name = if text.is(at, "for invalid user ") {
            at + 17
        } else if text.is(at, "for user ") && text.ends_like(at, "session opened ")
            || text.is(at, "for user ") && text.ends_like(at, "session closed ")
        {
            at + 9
        } else if text.is_like(at, "invalid user ") {
            at + 13
        } else if text.is(at, "for ")
            && ["password ", "publickey ", "/pam ", "hostbased ", "none "]
                .iter()
                .any(|method| text.ends_like(at, method))
        {
            at + 4
        } else {
            return;
        };
        let end = text.run_end(Set::LOCAL_PART, name);
        let known = [" from ", " by ", "(uid="].iter().any(|next| text.is(end, next));
        if end - name <= LONGEST_NAME && (known || text.is(at, "for user ")) {
            self.user(name, end);
        }
    }

    /// Whether a drive of Windows stands before `at`.
    fn behind_drive(&self, at: usize) -> bool {
        let text = self.text;
        let slashes = text.backslashes_before(at, 0);
        let at = at - slashes;
        text.before(at) == b':' && at > 1 && text.bytes[at - 2].is_ascii_alphabetic()
    }

    /// Whether `at` stands in the path of a web address, or of a request.
    fn in_web_address(&self, at: usize) -> bool {
        let text = self.text;
        let start = text.run_start_until_blank(at);
        let before = &text.bytes[start..at];
        let scheme = memchr::memmem::rfind(before, b"://");
        if let Some(scheme) = scheme {
            return !before[..scheme].ends_with(b"file");
        }
        let methods = ["GET ", "POST ", "PUT ", "HEAD ", "DELETE ", "PATCH ", "OPTIONS "];
        start == at && methods.iter().any(|method| text.bytes[..at].ends_with(method.as_bytes()))
    }
}
