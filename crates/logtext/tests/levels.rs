//! The levels of log lines as real software prints them, and what looks like an error.

use unstuck_logtext::Level::{Debug, Error, Fatal, Info, Warning};
use unstuck_logtext::{Level, level, looks_like_error};

const LEVELS: &[(&str, Option<Level>)] = &[
    // JSON
    (r#"{"level":"error","msg":"x"}"#, Some(Error)),
    (r#"{"msg":"ERROR in the message","severity":"WARNING"}"#, Some(Warning)),
    (r#"{"asctime":"x","levelname":"CRITICAL","message":"y"}"#, Some(Fatal)),
    (r#"{"@timestamp":"x","log.level":"debug","message":"y"}"#, Some(Debug)),
    (r#"{"@timestamp":"x","log":{"level":"error","logger":"a"},"message":"y"}"#, Some(Error)),
    (r#"{"@t":"2026-03-02T10:11:12Z","@mt":"x","@l":"Fatal"}"#, Some(Fatal)),
    (r#"{"@t":"2026-03-02T10:11:12Z","@mt":"x"}"#, Some(Info)),
    (r#"{"Timestamp":"x","EventId":0,"LogLevel":"Critical","Category":"A"}"#, Some(Fatal)),
    (r#"{"level":10,"time":1772446272123,"msg":"x"}"#, Some(Debug)),
    (r#"{"level":30,"time":1772446272123,"msg":"x"}"#, Some(Info)),
    (r#"{"level":40,"time":1772446272123,"msg":"x"}"#, Some(Warning)),
    (r#"{"level":50,"time":1772446272123,"msg":"x"}"#, Some(Error)),
    (r#"{"name":"a","hostname":"h","pid":1,"level":60,"msg":"x"}"#, Some(Fatal)),
    (r#"{"level":35,"time":1772446272123,"msg":"x"}"#, None),
    (r#"{"message":"x","level":400,"level_name":"ERROR","channel":"app"}"#, Some(Error)),
    (r#"{"version":"1.1","host":"h","short_message":"x","level":3}"#, Some(Error)),
    (r#"{"version":"1.1","level":4,"host":"h","short_message":"x"}"#, Some(Warning)),
    (r#"{"level":3,"msg":"three of what"}"#, None),
    (r#"{"PRIORITY":"3","MESSAGE":"x"}"#, Some(Error)),
    (r#"{"PRIORITY":"6","MESSAGE":"ERROR x"}"#, Some(Info)),
    (
        r#"{"t":{"$date":"2026-03-02T10:11:12.345+00:00"},"s":"E","c":"NETWORK","id":1,"ctx":"a","msg":"x"}"#,
        Some(Error),
    ),
    (
        r#"{"t":{"$date":"2026-03-02T10:11:12.345+00:00"},"s":"D2","c":"NETWORK","id":1,"ctx":"a","msg":"x"}"#,
        Some(Debug),
    ),
    (r#"{"s":"E","x":1}"#, None),
    (r#"{"log":"2026-03-02 ERROR x\n","stream":"stderr"}"#, Some(Error)),
    // logfmt
    (r#"ts=2026-03-02T10:11:12Z level=warn msg="x""#, Some(Warning)),
    (r#"msg="no ERROR" lvl=info"#, Some(Info)),
    ("severity=ERROR msg=x", Some(Error)),
    // syslog
    ("<34>1 2003-10-11T22:14:15.003Z host su - ID47 - x", Some(Fatal)),
    ("<165>1 2003-10-11T22:14:15.003Z host app - - - ERROR", Some(Info)),
    ("<11>Mar  2 10:11:12 host app: x", Some(Error)),
    ("<191>Mar  2 10:11:12 host app: x", Some(Debug)),
    ("<999>ERROR", Some(Error)),
    // Languages
    ("2026-03-02 10:11:12,345 WARN  [main] c.e.App - slow", Some(Warning)),
    ("10:11:12.345 [main] ERROR c.e.App - boom", Some(Error)),
    ("WARNING:root:slow", Some(Warning)),
    ("E, [2026-03-02T10:11:12.345678 #123] ERROR -- : x", Some(Error)),
    ("D, [2026-03-02T10:11:12.345678 #123] DEBUG -- : ERROR", Some(Debug)),
    ("fail: Microsoft.AspNetCore.Server.Kestrel[13]", Some(Error)),
    ("crit: Microsoft.AspNetCore.Server.Kestrel[0]", Some(Fatal)),
    ("dbug: Microsoft.Extensions.Hosting.Internal.Host[1]", Some(Debug)),
    ("trce: App[0]", Some(Debug)),
    ("2026-03-02 10:11:12.345 +01:00 [ERR] x", Some(Error)),
    ("[10:11:12 ERR] x", Some(Error)),
    ("[10:11:12 INF] x", Some(Info)),
    ("[10:11:12 FTL] x", Some(Fatal)),
    ("10:11AM WRN slow", Some(Warning)),
    ("FINE: detail of java.util.logging", Some(Debug)),
    ("E/AndroidRuntime( 1234): FATAL EXCEPTION: main", Some(Error)),
    ("03-02 10:11:12.345  1234  1234 W Tag: x", Some(Warning)),
    ("PHP Fatal error:  Uncaught Exception: x in /a.php:3", Some(Fatal)),
    ("[02-Mar-2026 10:11:12 UTC] PHP Warning:  Undefined variable $a", Some(Warning)),
    ("PHP Notice:  x", Some(Info)),
    ("Fatal error: Uncaught Exception", Some(Fatal)),
    ("[02-Mar-2026 10:11:12] WARNING: [pool www] seems busy", Some(Warning)),
    ("2026-03-02 10:11:12.345 | SUCCESS  | __main__:<module>:3 - done", Some(Info)),
    // Servers
    ("[Mon Mar 02 10:11:12.123456 2026] [core:error] [pid 1] x", Some(Error)),
    ("[Mon Mar 02 10:11:12.123456 2026] [ssl:trace4] [pid 1] x", Some(Debug)),
    ("2026/03/02 10:11:12 [crit] 12#12: *1 x", Some(Fatal)),
    ("2026-03-02T10:11:12.345678Z 0 [Note] [MY-010931] [Server] x", Some(Info)),
    ("2026-03-02T10:11:12.345678Z 0 [System] [MY-010116] [Server] x", Some(Info)),
    ("2026-03-02T10:11:12.345678Z 0 [Warning] [MY-010068] [Server] x", Some(Warning)),
    ("2026-03-02T10:11:12.345678Z 0 [ERROR] [MY-010119] [Server] Aborting", Some(Error)),
    ("2026-03-02 10:11:12.345 UTC [99] PANIC:  could not write", Some(Fatal)),
    ("2026-03-02 10:11:12.345 UTC [99] NOTICE:  x", Some(Info)),
    ("2026-03-02 10:11:12.345 UTC [99] DETAIL:  ERROR in the text", None),
    ("2026-03-02 10:11:12.345 UTC [99] STATEMENT:  SELECT 'FATAL'", None),
    ("HINT:  INFO", None),
    ("1:M 02 Mar 2026 10:11:12.345 # WARNING overcommit_memory is set to 0", Some(Warning)),
    ("1:M 02 Mar 2026 10:11:12.345 * Ready to accept connections", Some(Info)),
    ("1:M 02 Mar 2026 10:11:12.345 - Accepted 127.0.0.1:1", Some(Debug)),
    ("redis-1  | 1:M 02 Mar 2026 10:11:12.345 . x", Some(Debug)),
    ("2026-03-02 10:11:12.345678+00:00 [error] <0.123.0> x", Some(Error)),
    ("[2026-03-02T10:11:12,345][WARN ][o.e.x] [node] y", Some(Warning)),
    ("[2026-03-02 10:11:12,345] ERROR [KafkaServer id=0] x", Some(Error)),
    ("[2026-11-21T12:10:33.129+0000][0.005s][info ][gc] Using G1", Some(Info)),
    // Access logs
    (r#"192.0.2.1 - - [02/Mar/2026:10:11:12 +0000] "GET /a HTTP/1.1" 500 12"#, Some(Error)),
    (
        r#"192.0.2.1 - - [02/Mar/2026:10:11:12 +0000] "GET /FATAL\"x HTTP/1.1" 404 12 "-" "a""#,
        Some(Warning),
    ),
    (r#"192.0.2.1 - - [02/Mar/2026:10:11:12 +0000] "GET / HTTP/1.1" 200 500 "-" "a""#, Some(Info)),
    (r#"192.0.2.1 - - [02/Mar/2026:10:11:12 +0000] "GET / HTTP/1.1" 5000 12"#, None),
    (r#"192.0.2.1 - - [02/Mar/2026:10:11:12 +0000] "cut"#, None),
    // Collectors and pipelines
    ("2026-03-02T10:11:12.123456789Z stdout F {\"level\":50,\"msg\":\"x\"}", Some(Error)),
    (
        "2026-03-02T10:11:12.123456789Z stderr F E0302 10:11:12.000000       1 a.go:1] x",
        Some(Error),
    ),
    ("[pod/web-1/app] {\"level\":50}", Some(Error)),
    ("2026-03-02T10:11:12.123456Z 00E fatal: unable to access", Some(Fatal)),
    ("2026-03-02T10:11:12.1234567Z ##[error]Process completed with exit code 1.", Some(Error)),
    ("##[warning]x", Some(Warning)),
    ("##[group]Run make", None),
    ("::error file=a.js,line=1::x", Some(Error)),
    ("::notice::x", Some(Info)),
    ("npm warn deprecated a@1", Some(Warning)),
    ("npm error code E404", Some(Error)),
    // Windows
    ("Level:         Error", Some(Error)),
    ("LevelDisplayName : Warning", Some(Warning)),
    ("Error\t3/2/2026 10:11:12 AM\tService Control Manager\t7000\tNone", Some(Error)),
    // What only sounds like one
    ("0 errors", None),
    ("Finished: 0 errors, 2 warnings", None),
    ("Error", None),
    ("Note: restart first", None),
    ("Config: /etc/app.conf", None),
    ("  severity: critical", None),
    ("my_ERROR_code", None),
    ("retry on ECONNREFUSED", None),
    ("E/mail", None),
    ("PHP", None),
    ("npm", None),
    ("[", None),
    ("::", None),
    ("é", None),
];

const LOOKS: &[(&str, bool)] = &[
    // Java, .NET
    ("Exception in thread \"main\" java.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)", true),
    ("kotlin.UninitializedPropertyAccessException: x", true),
    ("Unhandled exception. System.InvalidOperationException: x\n   at A.B()", true),
    (
        "System.Net.Http.HttpRequestException: x\n ---> System.Net.Sockets.SocketException (111): y",
        true,
    ),
    (" ---> System.IO.IOException: x", true),
    // Node
    (
        "node:internal/modules/cjs/loader:1148\n  throw err;\n  ^\n\nError: Cannot find module 'x'",
        true,
    ),
    ("Uncaught TypeError: x is not a function", true),
    ("Uncaught (in promise) TypeError: Failed to fetch", true),
    ("TypeError [ERR_INVALID_ARG_TYPE]: The \"path\" argument", true),
    // Go, Rust
    ("panic: runtime error: index out of range", true),
    ("fatal error: all goroutines are asleep - deadlock!", true),
    ("goroutine 1 [running]:\nmain.main()", true),
    ("thread 'main' panicked at src/main.rs:1:1:\nx", true),
    (
        "Error: could not read the file\n\nCaused by:\n    No such file or directory (os error 2)",
        true,
    ),
    ("error[E0382]: borrow of moved value: `a`", true),
    // Ruby, PHP, Elixir
    ("app.rb:3:in 'Object#run': undefined local variable (NameError)", true),
    ("app.rb:3:in `run': x (Some::Error)", true),
    ("PHP Fatal error:  Uncaught Exception: x", true),
    ("Fatal error: Uncaught Error", true),
    ("** (RuntimeError) x", true),
    // Shells and tools
    ("bash: frobnicate: command not found", true),
    ("/bin/sh: 1: frobnicate: not found", true),
    ("zsh: command not found: frobnicate", true),
    ("make[1]: *** [Makefile:3: all] Error 1", true),
    ("npm ERR! code ENOENT", true),
    ("##[error]Process completed with exit code 1.", true),
    ("Error from server (NotFound): pods \"x\" not found", true),
    ("curl: (7) Failed to connect", true),
    ("1:M 02 Mar 2026 10:11:12.345 # Fatal error, can't open config file", true),
    // Healthy
    ("1:M 02 Mar 2026 10:11:12.345 # Server initialized", false),
    ("make: Nothing to be done for 'all'.", false),
    ("bash: warning: setlocale: LC_ALL: cannot change locale (C.UTF-8)", false),
    ("from app.rb:3:in 'run'", false),
    ("import { NotFoundError } from './errors'", false),
    ("    raise ValueError(\"x\")", false),
    ("The page on errors: NotFoundError means 404", false),
    ("goroutine leak check passed", false),
    ("", false),
];

#[test]
fn levels() {
    for &(line, expected) in LEVELS {
        assert_eq!(level(line), expected, "{line}");
    }
}

#[test]
fn what_looks_like_an_error() {
    for &(entry, expected) in LOOKS {
        assert_eq!(looks_like_error(entry), expected, "{entry}");
    }
}
