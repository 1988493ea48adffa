//! The page on this machine, rebuilt whenever a source file changes.
//!
//! Trunk watches, builds and serves. Its live reload is off (Trunk.toml): it is a
//! script within the page, which the page's policy refuses, so a browser shows a new
//! build when it is reloaded.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use xshell::Shell;

use crate::dist;

/// The port where the search for a free one begins, unless another is asked for.
pub(crate) const DEFAULT_PORT: u16 = 8080;

/// The verb that [`run`] starts beside the server.
pub(crate) const ANNOUNCE: &str = "announce";

/// Where the served build is kept, so that it never lies where a finished site is
/// looked for.
const FOLDER: &str = "target/serve";

/// Serves the page until interrupted. Expects [`crate::tools::ensure`] to have run.
///
/// The page is the one that people get, or with `dev` one that is quicker to rebuild
/// and slower to use.
pub(crate) fn run(sh: &Shell, port: u16, dev: bool) -> Result<()> {
    let port = free_port(port)?.to_string();
    // If the first build fails, nothing must be served that an earlier run left.
    sh.remove_path(FOLDER)?;
    println!("building the page (1 to 5 minutes the first time)");
    let mut server = dist::trunk(sh, "serve").args(["--port", &port, "--dist", FOLDER]);
    if !dev {
        server = server.arg("--release");
    }
    let mut announcer = Command::new(std::env::current_exe()?);
    announcer.args([ANNOUNCE, "--port", &port]);
    run_beside(server.into(), announcer)
}

/// Becomes the server, with the announcer beside it. The process that was started is
/// then the one that serves, and whoever stops it leaves nothing running.
#[cfg(unix)]
fn run_beside(mut server: Command, mut announcer: Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    announcer.spawn().context("the server cannot be watched")?;
    Err(server.exec()).context("Trunk cannot be started")
}

/// Runs the server, with the announcer beside it.
#[cfg(not(unix))]
fn run_beside(mut server: Command, mut announcer: Command) -> Result<()> {
    let mut server = server.spawn().context("Trunk cannot be started")?;
    announcer.spawn().context("the server cannot be watched")?;
    let status = server.wait()?;
    anyhow::ensure!(status.success(), "Trunk stopped: {status}");
    Ok(())
}

/// Waits until the page is there, then prints its address on a line of its own. Ends
/// without a word when the server does.
pub(crate) fn announce(port: u16) {
    let server = parent();
    while parent() == server {
        if page_is_there(port) {
            println!("http://127.0.0.1:{port}/");
            return;
        }
        thread::sleep(Duration::from_millis(250));
    }
}

/// The process that started this one, or another once that has ended.
#[cfg(unix)]
fn parent() -> u32 {
    std::os::unix::process::parent_id()
}

/// Windows tells nobody's parent; the announcer then ends with its console.
#[cfg(not(unix))]
fn parent() -> u32 {
    0
}

/// Whether the server answers with a page. Before the first build that works it
/// answers that there is none.
fn page_is_there(port: u16) -> bool {
    let first_line = || {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line)?;
        std::io::Result::Ok(line)
    };
    first_line().is_ok_and(|line| line.split(' ').nth(1) == Some("200"))
}

/// The first port from `first` on that nothing listens on.
fn free_port(first: u16) -> Result<u16> {
    (first..=first.saturating_add(99))
        .find(|&port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok())
        .with_context(|| format!("no port from {first} on is free; give another with --port"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let free = free_port(port).unwrap();
        assert_ne!(free, port);
        assert!(free > port);
    }

    #[test]
    fn only_a_good_answer_is_a_page() {
        for (answer, expected) in [("200 OK", true), ("404 Not Found", false)] {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            let port = listener.local_addr().unwrap().port();
            let server = thread::spawn(move || {
                let (mut stream, _) = listener.accept().unwrap();
                // To the blank line: a server that leaves something unread resets the
                // connection when it closes it, and its answer may be lost.
                let request = BufReader::new(stream.try_clone().unwrap());
                assert!(request.lines().any(|line| line.unwrap().is_empty()));
                write!(stream, "HTTP/1.1 {answer}\r\n\r\n").unwrap();
            });
            assert_eq!(page_is_there(port), expected, "{answer}");
            server.join().unwrap();
        }
    }

    #[test]
    fn nothing_is_there_where_nothing_listens() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        assert!(!page_is_there(port));
    }
}
