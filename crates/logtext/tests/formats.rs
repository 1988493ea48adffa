//! Which format a text is recognised as: real samples, and what only looks like one.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use unstuck_logtext::{Document, LogFormat, looks_like_error, recognise};

/// An id of a format, and a text that has it.
const SAMPLES: &[(&str, &str)] = &[
    (
        "json-lines",
        "{\"level\":30,\"time\":1772446272123,\"msg\":\"a\"}\n{\"level\":50,\"time\":1772446272124,\"msg\":\"b\"}\n",
    ),
    (
        "json-lines",
        "{\"t\":{\"$date\":\"2026-03-02T10:11:12.345+00:00\"},\"s\":\"I\",\"c\":\"NETWORK\",\"id\":4915702,\"ctx\":\"main\",\"msg\":\"x\"}",
    ),
    (
        "json-lines",
        "starting\n{\"ts\":1772446272.1,\"msg\":\"a\"}\n{\"ts\":1772446272.2,\"msg\":\"b\"}\n{\"ts\":1772446272.3,\"error\":\"c\",\"status\":500}\n",
    ),
    (
        "json-document",
        "{\n  \"name\": \"shop\",\n  \"version\": \"1.2.0\",\n  \"scripts\": {\n    \"test\": \"node --test\"\n  }\n}\n",
    ),
    ("json-document", "[\n  {\"id\": 1},\n  {\"id\": 2}\n]"),
    ("json-document", "{\"id\":1,\"items\":[]}"),
    (
        "json-error",
        "{\"type\":\"https://example.com/probs/out-of-credit\",\"title\":\"You do not have enough credit.\",\"detail\":\"Your current balance is 30\",\"status\":403}",
    ),
    (
        "json-error",
        "{\n  \"error\": {\n    \"code\": 403,\n    \"message\": \"The caller does not have permission\",\n    \"status\": \"PERMISSION_DENIED\"\n  }\n}\n",
    ),
    (
        "json-error",
        "{\"__type\":\"ResourceNotFoundException\",\"message\":\"Requested resource not found\"}",
    ),
    (
        "json-error",
        "{\"errors\":[{\"message\":\"Cannot query field \\\"x\\\"\",\"locations\":[{\"line\":1,\"column\":3}]}]}",
    ),
    (
        "json-error",
        "{\"error\":\"invalid_client\",\"error_description\":\"Client authentication failed\"}",
    ),
    (
        "json-error",
        "{\"timestamp\":\"2026-03-02T10:11:12.345+00:00\",\"status\":500,\"error\":\"Internal Server Error\",\"path\":\"/a\"}",
    ),
    (
        "json-error",
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"pods is forbidden\",\"code\":403}",
    ),
    ("json-error", "{\"message\": \"Bad credentials\"}"),
    ("json-error", "{\"ok\":false,\"error\":\"missing_scope\"}"),
    (
        "json-error",
        "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]",
    ),
    (
        "xml-error",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>1</RequestId></Error>",
    ),
    (
        "xml-error",
        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n  <Error>\n    <Code>InvalidClientTokenId</Code>\n  </Error>\n</ErrorResponse>",
    ),
    (
        "xml-error",
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault><faultcode>soap:Client</faultcode></soap:Fault></soap:Body></soap:Envelope>",
    ),
    (
        "logfmt",
        "ts=2026-03-02T10:11:12.345Z caller=main.go:3 level=info msg=\"Starting\"\nts=2026-03-02T10:11:13.345Z caller=main.go:4 level=error err=\"x y\"\n",
    ),
    (
        "logfmt",
        "time=\"2026-03-02T10:11:12Z\" level=info msg=\"loading plugin\" type=io.containerd\n",
    ),
    (
        "logfmt",
        "logger=settings t=2026-03-02T10:11:12.345Z level=info msg=\"Starting Grafana\" version=10.0.0\nlogger=sqlstore t=2026-03-02T10:11:12.345Z level=info msg=Connecting\n",
    ),
    (
        "syslog-3164",
        "Mar  2 10:11:12 web-1 sshd[812]: Failed password for root from 192.0.2.1 port 22 ssh2\nMar  2 10:11:13 web-1 kernel: [1.0] x\n",
    ),
    (
        "syslog-3164",
        "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8\n",
    ),
    (
        "syslog-3164",
        "2026-03-02T10:11:12.123456+01:00 web-1 systemd[1]: Started x.\n2026-03-02T10:11:12.123456+01:00 web-1 cron[3]: x\n",
    ),
    (
        "syslog-5424",
        "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - BOM'su root' failed\n",
    ),
    (
        "syslog-5424",
        "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time\n<34>1 2003-10-11T22:14:15.003Z h su - ID47 - x\n",
    ),
    (
        "journald",
        "-- Logs begin at Mon 2026-03-02 00:00:00 UTC, end at Mon 2026-03-02 10:11:12 UTC. --\nMar 02 10:11:12 web-1 systemd[1]: Started x.\nMar 02 10:11:13 web-1 app[3]: y\n",
    ),
    ("journald", "2023-09-08T17:20:30+02:00 tarta fan.sh[20911]: Highest drive temperature: 43\n"),
    (
        "journald",
        "2026-03-02T10:11:12+0100 web-1 systemd[1]: Started x.\n2026-03-02T10:11:12+0100 web-1 app[3]: y\n",
    ),
    (
        "journald",
        "{\"__REALTIME_TIMESTAMP\":\"1772446272123456\",\"PRIORITY\":\"3\",\"MESSAGE\":\"x\"}\n{\"__REALTIME_TIMESTAMP\":\"1772446272123457\",\"PRIORITY\":\"3\",\"MESSAGE\":\"y\"}\n",
    ),
    ("journald", "Mon 2026-03-02 10:11:12 UTC web-1 systemd[1]: Started x.\n"),
    ("access-log", "192.0.2.1 - - [02/Mar/2026:10:11:12 +0000] \"GET / HTTP/1.1\" 200 1184\n"),
    (
        "access-log",
        "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb.gif HTTP/1.0\" 200 2326 \"http://www.example.com/start.html\" \"Mozilla/4.08 [en] (Win98; I ;Nav)\"\n::1 - - [10/Oct/2000:13:55:37 -0700] \"GET / HTTP/1.0\" 404 1\n",
    ),
    (
        "access-log",
        "shop.example:443 192.0.2.1 - - [02/Mar/2026:10:11:12 +0000] \"POST /a HTTP/2.0\" 502 157 \"-\" \"curl/8\"\n",
    ),
    (
        "nginx-error",
        "2026/03/02 10:11:12 [error] 12#12: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.1\n",
    ),
    (
        "nginx-error",
        "2026/03/02 10:11:12 [notice] 1#1: using the \"epoll\" event method\n2026/03/02 10:11:12 [warn] 1#1: x\n",
    ),
    (
        "apache-error",
        "[Mon Mar 02 10:11:12.123456 2026] [core:error] [pid 35708:tid 4328636416] [client 72.15.99.187] File does not exist\n",
    ),
    (
        "apache-error",
        "[Fri Sep 09 10:42:29.902022 2011] [core:error] [pid 35708:tid 4328636416] [client 72.15.99.187] File does not exist: /usr/local/apache2/htdocs/favicon.ico\n[Wed Oct 11 14:32:52 2000] [error] [client 127.0.0.1] client denied by server configuration\n",
    ),
    (
        "postgresql",
        "2026-03-02 10:11:12.345 UTC [99] LOG:  database system is ready to accept connections\n2026-03-02 10:11:13.345 UTC [100] app@shop ERROR:  relation \"x\" does not exist at character 15\n2026-03-02 10:11:13.345 UTC [100] app@shop STATEMENT:  SELECT * FROM x\n",
    ),
    (
        "postgresql",
        "ERROR:  duplicate key value violates unique constraint \"a_pkey\"\nDETAIL:  Key (id)=(1) already exists.\n",
    ),
    (
        "postgresql",
        "2026-03-02 10:11:12.345 UTC,\"app\",\"shop\",99,\"192.0.2.1:5000\",65e2f0aa.63,1,\"authentication\",2026-03-02 10:11:12 UTC,3/4,0,FATAL,28P01,\"password authentication failed for user \"\"app\"\"\",,,,,,,,,\"\",\"client backend\",,0\n",
    ),
    (
        "mysql",
        "2026-03-02T10:11:12.345678Z 0 [System] [MY-010116] [Server] /usr/sbin/mysqld (mysqld 8.0.36) starting as process 1\n2026-03-02T10:11:13.345678Z 0 [ERROR] [MY-010119] [Server] Aborting\n",
    ),
    (
        "mysql",
        "2026-03-02 10:11:12 0 [Note] Starting MariaDB 10.11.6-MariaDB source revision as process 1\n2026-03-02 10:11:12 0 [Note] InnoDB: Completed initialization of buffer pool\n",
    ),
    (
        "redis",
        "1:C 02 Mar 2026 10:11:12.345 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo\n1:M 02 Mar 2026 10:11:12.346 * Ready to accept connections\n",
    ),
    (
        "docker-compose",
        "db-1   | 2026-03-02 10:11:12.345 UTC [1] LOG:  starting\nweb-1  | INFO:     Started\nweb-1  | INFO:     Waiting\n",
    ),
    ("docker-compose", "Attaching to web-1\nweb-1  | a\nweb-1  | b\nweb-1 exited with code 1\n"),
    ("docker-compose", "postgres  | ready\npostgres  | ok\n"),
    (
        "kubectl-logs",
        "[pod/web-7d4b9c6f5-abcde/app] starting\n[pod/web-7d4b9c6f5-abcde/app] ready\n",
    ),
    (
        "kubectl-logs",
        "web-7d4b9c6f5-abcde app 2026-03-02T10:11:12.123456789Z starting\nweb-7d4b9c6f5-abcde app 2026-03-02T10:11:13.123456789Z ready\n",
    ),
    (
        "kubectl-describe",
        "Name:             web-7d4b9c6f5-abcde\nNamespace:        default\nPriority:         0\nService Account:  default\nNode:             node-1/10.0.0.1\nLabels:           app=web\nStatus:           Pending\nEvents:\n  Type     Reason            Age   From               Message\n  ----     ------            ----  ----               -------\n  Warning  FailedScheduling  12s   default-scheduler  0/3 nodes are available\n",
    ),
    (
        "kubectl-describe",
        "Name:              web\nNamespace:         default\nLabels:            <none>\nAnnotations:       <none>\nSelector:          app=web\nType:              ClusterIP\nEvents:            <none>\n",
    ),
    (
        "kubectl-events",
        "LAST SEEN   TYPE      REASON             OBJECT      MESSAGE\n12s         Warning   FailedScheduling   pod/web-1   0/3 nodes are available\n",
    ),
    (
        "kubectl-events",
        "Events:\n  Type     Reason     Age                From     Message\n  ----     ------     ----               ----     -------\n  Warning  BackOff    3s (x5 over 40s)   kubelet  Back-off restarting failed container\n",
    ),
    (
        "kubectl-events",
        "12m         Warning   BackOff     pod/web-1    Back-off restarting failed container\n3d4h        Normal    Pulled      pod/web-1    Container image already present\n",
    ),
    (
        "github-actions",
        "2026-03-02T10:11:12.1234567Z ##[group]Run make\n2026-03-02T10:11:12.1234567Z make: *** [Makefile:3: all] Error 1\n2026-03-02T10:11:13.1234567Z ##[error]Process completed with exit code 2.\n",
    ),
    (
        "github-actions",
        "##[group]Run npm ci\nnpm ci\n##[endgroup]\nnpm error code E404\n##[error]Process completed with exit code 1.\n",
    ),
    (
        "github-actions",
        "2026-03-02T10:11:12.1234567Z Current runner version: '2.314.1'\n2026-03-02T10:11:12.1234567Z x\n2026-03-02T10:11:12.1234567Z y\n",
    ),
    (
        "gitlab-ci",
        "2026-03-02T10:11:12.123456Z 00O Running with gitlab-runner 17.0.0 (44feccdf)\n2026-03-02T10:11:12.123456Z 00O   on runner x\n2026-03-02T10:11:12.123456Z 01E fatal: x\n",
    ),
    (
        "gitlab-ci",
        "Running with gitlab-runner 16.9.1 (782c6ecb)\n  on shared-1 abc, system ID: s_1\nsection_start:1772446272:prepare_executor\nPreparing the \"docker\" executor\nERROR: Job failed: exit code 1\n",
    ),
    (
        "windows-event",
        "Log Name:      System\nSource:        Service Control Manager\nDate:          3/2/2026 10:11:12 AM\nEvent ID:      7000\nTask Category: None\nLevel:         Error\nKeywords:      Classic\nUser:          N/A\nComputer:      web-1\nDescription:\nThe service failed to start\n",
    ),
    (
        "windows-event",
        "Level\tDate and Time\tSource\tEvent ID\tTask Category\nError\t3/2/2026 10:11:12 AM\tService Control Manager\t7000\tNone\tThe service failed\n",
    ),
    (
        "windows-event",
        "TimeCreated  : 3/2/2026 10:11:12 AM\nProviderName : Service Control Manager\nId           : 7000\nMessage      : The service failed to start\n",
    ),
    (
        "windows-event",
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='a'/><TimeCreated SystemTime='2026-03-02T10:11:12.1234567Z'/></System></Event>",
    ),
    (
        "http-exchange",
        "HTTP/1.1 401 Unauthorized\nDate: Mon, 02 Mar 2026 10:11:12 GMT\nContent-Type: application/json\nWWW-Authenticate: Bearer error=\"invalid_token\"\n\n{\"message\":\"x\"}\n",
    ),
    (
        "http-exchange",
        "* Connected to api.example.com (192.0.2.1) port 443\n> GET /a HTTP/1.1\n> Host: api.example.com\n>\n< HTTP/1.1 403 Forbidden\n< Content-Length: 0\n<\n",
    ),
    (
        "http-exchange",
        "POST /hooks HTTP/1.1\nHost: example.com\nContent-Type: application/json\n\n{\"a\":1}\n",
    ),
    ("csv", "id,name,status\n1,a,ok\n2,\"b, c\",failed\n3,d,ok\n"),
    ("csv", "id;name;status\n1;a;ok\n2;b;failed\n"),
    ("csv", "time\thost\tstatus\n2026-03-02 10:11:12\ta\tok\n2026-03-02 10:11:13\tb\tfailed\n"),
    (
        "stack-trace",
        "Traceback (most recent call last):\n  File \"/app/a.py\", line 3, in <module>\n    x()\nKeyError: 'a'\n",
    ),
    (
        "stack-trace",
        "Exception in thread \"main\" java.lang.IllegalStateException: x\n\tat com.example.A.b(A.java:3)\n\tat com.example.A.main(A.java:9)\nCaused by: java.io.IOException: y\n\t... 2 more\n",
    ),
    (
        "stack-trace",
        "TypeError: Cannot read properties of undefined (reading 'a')\n    at f (/app/a.js:3:5)\n    at Object.<anonymous> (/app/a.js:9:1)\n",
    ),
    (
        "stack-trace",
        "panic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:9 +0x1d\nexit status 2\n",
    ),
    (
        "stack-trace",
        "Unhandled exception. System.InvalidOperationException: x\n   at A.B() in /app/a.cs:line 3\n   at A.Main() in /app/a.cs:line 9\n",
    ),
    ("stack-trace", "app.rb:3:in 'Object#run': x (RuntimeError)\n\tfrom app.rb:9:in '<main>'\n"),
    (
        "stack-trace",
        "PHP Fatal error:  Uncaught Exception: x in /app/a.php:3\nStack trace:\n#0 /app/a.php(9): f()\n#1 {main}\n  thrown in /app/a.php on line 3\n",
    ),
    ("terminal", "$ docker compose up\nno configuration file provided: not found\n"),
    (
        "terminal",
        "app@web-1:~$ psql -h db.internal\npsql: error: connection to server failed\napp@web-1:~$ \n",
    ),
    ("terminal", "[root@web-1 ~]# systemctl status app\n● app.service - App\n   Loaded: loaded\n"),
    ("terminal", "PS C:\\Users\\a> npm ci\nnpm error code E404\n"),
    ("terminal", "127.0.0.1:6379> PING\nPONG\n127.0.0.1:6379> GET a\n(nil)\n"),
    ("log", "2026-03-02 10:11:12,345 INFO  [main] a\n2026-03-02 10:11:13,345 ERROR [main] b\n"),
    (
        "log",
        "E0312 10:11:12.345678       1 reflector.go:138] a\nI0312 10:11:12.345678       1 reflector.go:138] b\n",
    ),
    ("log", "[10:11:12 INF] a\n[10:11:12 ERR] b\n"),
    ("log", "2026-03-02 10:11:12 ERROR only one line\n"),
    (
        "log",
        "INFO:     Started server process [1]\nINFO:     Waiting for application startup.\nERROR:    x\n",
    ),
    ("log", "2026-03-02T10:11:12.1234567Z a\n2026-03-02T10:11:12.1234567Z b\n"),
    (
        "log",
        "2026-03-02T10:11:12.1234567Z ##[section]Starting: Build\n2026-03-02T10:11:12.1234567Z b\n",
    ),
    ("text", ""),
    ("text", "\n\n"),
    ("text", "Connection refused"),
    ("text", "Hello,\n\nsince today we get this error: connection refused. What can we do?\n"),
    ("text", "Please note: the following is important\nSummary: nothing works\n"),
    (
        "text",
        "We have three things, namely apples, pears and plums.\nNobody wants them, sadly, but we keep them, as always.\n",
    ),
    ("text", "# Title\n\nRun `$ make` first.\n\n```\n$ make\nmake: *** [all] Error 1\n```\n"),
    ("text", "| name | status |\n| --- | --- |\n| a | ok |\n| b | failed |\n"),
    ("text", "name | status\n--- | ---\na | ok\nb | failed\n"),
    ("text", " id | name \n----+------\n  1 | a\n(1 row)\n"),
    ("text", "DATABASE_URL=postgres://a\nLOG_LEVEL=info\nPORT=80\n"),
    (
        "text",
        "name: shop\nservices:\n  web:\n    image: web\n    environment:\n      LOG_LEVEL: info\n",
    ),
    (
        "text",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\nspec:\n  containers: []\n",
    ),
    ("text", "fn main() {\n    println!(\"{}, {}, {}\", 1, 2, 3);\n}\n"),
    ("text", "import os\n\n# comment\ndef f(a, b, c):\n    return a, b, c\n"),
    ("text", "<html><body><h1>502 Bad Gateway</h1></body></html>"),
    ("text", "{ not json"),
    ("text", "[1] first\n[2] second\n"),
    ("text", "a = b = c\n"),
];

#[test]
fn samples() {
    let wrong: Vec<_> = SAMPLES
        .iter()
        .map(|&(id, text)| (recognise(text).id(), id, text))
        .filter(|(found, expected, _)| found != expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn ids_and_names_are_unique_and_each_format_has_a_sample() {
    let ids: BTreeSet<&str> = LogFormat::ALL.iter().map(|format| format.id()).collect();
    let names: BTreeSet<&str> = LogFormat::ALL.iter().map(|format| format.name()).collect();
    assert_eq!((ids.len(), names.len()), (LogFormat::ALL.len(), LogFormat::ALL.len()));
    assert_eq!(SAMPLES.iter().map(|(id, _)| *id).collect::<BTreeSet<_>>(), ids);
}

#[test]
fn a_cut_text_is_recognised_as_the_whole() {
    let line = "{\"level\":30,\"time\":1772446272123,\"msg\":\"a\"}\n";
    assert_eq!(recognise(&line.repeat(5000)), LogFormat::JsonLines);
    assert_eq!(recognise(&line.repeat(5000)[..line.len() * 100 + 7]), LogFormat::JsonLines);
    assert_eq!(recognise(&"x".repeat(200_000)), LogFormat::Text);
}

/// Files of the repository and their format.
const FILES: &[(&str, &str)] = &[
    ("corpus/compose-broker-down.log", "docker-compose"),
    ("corpus/curl-unauthorized.log", "http-exchange"),
    ("corpus/node-services.log", "json-lines"),
    ("corpus/psql-utf16.log", "terminal"),
    ("corpus/s3-sync-several.log", "log"),
    ("corpus/spring-hikari-refused.log", "log"),
    ("corpus/unknown-only.log", "log"),
    ("corpus/webhook-deliveries.log", "log"),
    ("quiet/celery/beat.log", "log"),
    ("quiet/celery/worker.log", "log"),
    ("quiet/java/worker-gc.log", "log"),
    ("quiet/nginx/access-timed.log", "access-log"),
    ("quiet/nginx/access.log", "access-log"),
    ("quiet/nginx/notice.log", "nginx-error"),
    ("quiet/node/pino.jsonl", "json-lines"),
    ("quiet/postgresql/server.log", "postgresql"),
    ("quiet/python/uvicorn.log", "log"),
    ("quiet/redis/redis-cli.txt", "terminal"),
    ("quiet/redis/server.log", "redis"),
    ("quiet/system/syslog.log", "syslog-3164"),
    ("quiet/system/tools.txt", "terminal"),
    ("quiet/tests/go.txt", "json-lines"),
    ("quiet/tls/curl.txt", "http-exchange"),
];

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_none_or(|extension| extension != "expected") {
            files.push(path);
        }
    }
}

#[test]
fn files_of_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let mut files = Vec::new();
    collect(&root.join("quiet"), &mut files);
    collect(&root.join("corpus"), &mut files);
    files.sort();
    let mut known = 0;
    let (mut healthy, mut taken_for_errors) = (0, Vec::new());
    for path in files {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        let document = Document::read(fs::read(&path).unwrap());
        // What the logs of the corpus are stands in their expected reports too.
        if let Some((_, expected)) = FILES.iter().find(|(file, _)| *file == name) {
            assert_eq!(recognise(document.text()).id(), *expected, "{name}");
            known += 1;
        }
        if name.starts_with("quiet/") {
            let lines = (0..document.line_count()).map(|index| document.line(index));
            healthy += lines.clone().count();
            taken_for_errors.extend(
                lines.filter(|line| looks_like_error(line)).map(|line| format!("{name}: {line}")),
            );
        }
    }
    assert_eq!(known, FILES.len());
    // Some programs say ERROR of what is none, and a command may have the word in it.
    assert!(taken_for_errors.len() * 1000 <= healthy, "{taken_for_errors:#?}");
}

proptest! {
    #[test]
    fn any_text_has_a_format(
        parts in proptest::collection::vec(0..SAMPLES.len(), 1..4),
        cut in any::<prop::sample::Index>(),
        noise in "\\PC{0,40}",
    ) {
        let mut text: String = parts.iter().map(|&index| SAMPLES[index].1).collect();
        text.truncate(text.floor_char_boundary(cut.index(text.len() + 1)));
        recognise(&text);
        recognise(&format!("{noise}{text}{noise}"));
    }
}
