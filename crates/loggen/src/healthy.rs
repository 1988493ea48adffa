//! What healthy programs print, in the forms of their real loggers.

use crate::fill::Filler;

/// The commonest first: a line near the top is printed more often.
const TEMPLATES: [&str; 64] = [
    // nginx, in its combined format and with times behind it
    r#"{public} - - [{clf}] "GET /api/v2/{word}/{big} HTTP/1.1" 200 {bytes} "https://shop.example.com/{word}" "{agent}""#,
    r#"{public} - {user} [{clf}] "POST /api/v2/{word} HTTP/2.0" 201 {bytes} "-" "{agent}" rt={float} uct={float} urt={float}"#,
    // uvicorn, Python logging, structlog
    r#"INFO:     {ip}:{port} - "GET /health HTTP/1.1" 200 OK"#,
    "{comma} INFO [{logger}] [{host}] handled {word} request {uuid} in {ms} ms",
    "{comma} DEBUG [{logger}] cache hit for {word}:{big}:v{n} ({bytes} bytes)",
    "{comma} - {logger} - INFO - synced {n} {word} of tenant {big}, cursor={hex}",
    "{iso} [info     ] request_finished               [{logger}] code=200 duration_ms={ms} request_id={uuid} user_id={big}",
    // Spring Boot, Logback, Log4j
    "{iso}  INFO {pid} --- [nio-8080-exec-{thread}] c.e.shop.{word}.OrderController     : Loaded {n} {word} for customer {big} in {ms} ms",
    "{space} DEBUG {pid} --- [pool-{n}-thread-{thread}] org.hibernate.SQL : select o1_0.id,o1_0.created_at,o1_0.total from {word} o1_0 where o1_0.customer_id=? order by o1_0.id fetch first ? rows only",
    "{comma} INFO  [main] com.example.{word}.BatchRunner - chunk {n} of {n} written, {big} rows so far",
    // Kubernetes: kubelet, scheduler, containerd
    r#"I{klog}    {pid} kubelet.go:2421] "SyncLoop (PLEG): event for pod" pod="shop/{word}-{short}-x{n}" event={"ID":"{uuid}","Type":"ContainerStarted"}"#,
    r#"I{klog}       1 schedule_one.go:252] "Successfully bound pod to node" pod="shop/{word}-{short}" node="{host}" evaluatedNodes={n} feasibleNodes={n}"#,
    r#"{syslog} {host} containerd[{pid}]: time="{iso}" level=info msg="PullImage \"registry.internal/shop/{word}:{short}\" returns image reference \"sha256:{hex}{hex}\"""#,
    // Go: slog, zap, the standard logger
    r#"time={iso} level=INFO msg="served request" method=GET path=/v1/{word}/{big} status=200 bytes={bytes} took={float}s remote={ip}:{port}"#,
    r#"{"level":"info","ts":{epoch}.{n},"caller":"server/handler.go:{n}","msg":"request completed","method":"PUT","path":"/v1/{word}/{big}","status":204,"latency":{float}}"#,
    "{slashes} {word}: compacted {n} segments into {n}, {big} bytes reclaimed in {ms}ms",
    // Node: pino, winston, morgan
    r#"{"level":30,"time":{epoch},"pid":{pid},"hostname":"{host}","reqId":"req-{short}","req":{"method":"GET","url":"/{word}?page={n}","remoteAddress":"{ip}"},"res":{"statusCode":200},"responseTime":{float},"msg":"request completed"}"#,
    "{iso} info: [{logger}] queue {word} drained, {n} jobs done, oldest waited {ms} ms",
    "GET /{word}/{big} 304 {float} ms - -",
    // Celery, its scheduler, cron, Airflow
    "[{comma}: INFO/MainProcess] Task {word}.refresh[{uuid}] received",
    "[{comma}: INFO/ForkPoolWorker-{thread}] Task {word}.refresh[{uuid}] succeeded in {float}s: {'{word}': {n}, 'skipped': {n}}",
    "[{comma}: INFO/MainProcess] Scheduler: Sending due task nightly-{word} ({word}.rollup)",
    "{syslog} {host} CRON[{pid}]: ({user}) CMD (/usr/local/bin/rotate-{word} --keep {n} >/dev/null)",
    "[{iso}+0000] {taskinstance.py:1138} INFO - Marking task as SUCCESS. dag_id=daily_{word}, task_id=load_{word}, execution_date=20260301T000000, start_date=20260302T{n}",
    // PostgreSQL, MySQL, Redis, MongoDB
    "{space} UTC [{pid}] LOG:  checkpoint complete: wrote {big} buffers (0.{n}%); 0 WAL file(s) added, {n} removed, {n} recycled; write={float} s, sync={float} s, total={float} s; distance={big} kB, estimate={big} kB",
    "{space} UTC [{pid}] {user}@{word} LOG:  duration: {float} ms  execute <unnamed>: SELECT id, state, updated_at FROM {word} WHERE tenant_id = $1 AND updated_at > $2 LIMIT {n}",
    "{space} UTC [{pid}] LOG:  automatic vacuum of table \"app.public.{word}\": index scans: 1, pages: 0 removed, {big} remain, tuples: {big} removed, {big} remain",
    "{pid}:M {redis} * {n} changes in 300 seconds. Saving...",
    "{pid}:M {redis} * DB saved on disk",
    r#"{"t":{"$date":"{iso}"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"Connection accepted","attr":{"remote":"{ip}:{port}","uuid":"{uuid}","connectionId":{big},"connectionCount":{n}}}"#,
    "{iso} {n} [Note] InnoDB: page_cleaner: {n}ms intended loop took {ms}ms, flushed={n}",
    // Kafka, RabbitMQ, Elasticsearch, etcd
    "[{comma}] INFO [GroupCoordinator {n}]: Stabilized group {word}-consumers generation {n} (__consumer_offsets-{n}) with {n} members (kafka.coordinator.group.GroupCoordinator)",
    "[{comma}] INFO [Log partition={word}-{n}, dir=/var/lib/kafka/data] Rolled new log segment at offset {big} in {ms} ms. (kafka.log.Log)",
    "{space}+00:00 [info] <0.{pid}.0> accepting AMQP connection <0.{pid}.0> ({ip}:{port} -> {ip}:5672)",
    "[{iso}][INFO ][o.e.c.m.MetadataMappingService] [{host}] [{word}-2026.03.{n}/{hex}] update_mapping [_doc]",
    r#"{"level":"info","ts":"{iso}","caller":"mvcc/index.go:214","msg":"compact tree index","revision":{big}}"#,
    // Proxies: HAProxy, Envoy, Traefik, a load balancer
    r#"{syslog} {host} haproxy[{pid}]: {public}:{port} [{clf}] https~ {word}/{host} 0/0/{n}/{ms}/{ms} 200 {bytes} - - ---- {n}/{n}/{n}/{n}/0 0/0 "GET /{word}/{big} HTTP/1.1""#,
    r#"[{iso}] "GET /{word} HTTP/2" 200 - via_upstream - "-" 0 {bytes} {ms} {ms} "{public}" "{agent}" "{uuid}" "{word}.shop.svc.cluster.local" "{ip}:8080" outbound|80||{word}.shop.svc.cluster.local"#,
    r#"{public} - - [{clf}] "GET /static/{short}.js HTTP/2.0" 200 {bytes} "-" "-" {big} "{word}@docker" "http://{ip}:80" {ms}ms"#,
    "h2 {iso} app/shop-lb/{hex} {public}:{port} {ip}:8080 0.000 {float} 0.000 200 200 {n} {bytes} \"GET https://shop.example.com:443/{word} HTTP/2.0\" \"{agent}\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2",
    // System: sshd, systemd, kernel, audit
    "{syslog} {host} sshd[{pid}]: Accepted publickey for {user} from {ip} port {port} ssh2: ED25519 SHA256:{hex}{hex}",
    "{syslog} {host} systemd[1]: Started session-{n}.scope - Session {n} of User {user}.",
    "{syslog} {host} kernel: [{big}.{n}] eth0: renamed from veth{short}",
    "{syslog} {host} dnsmasq[{pid}]: query[A] {word}.shop.internal from {ip}",
    // Ruby: Rails with lograge, Sidekiq
    "I, [{iso} #{pid}]  INFO -- : method=GET path=/{word}/{big} format=html controller=Shop::{word}Controller action=show status=200 duration={float} view={float} db={float}",
    "{iso} pid={pid} tid={short} class={word}Worker jid={hex} elapsed={float} INFO: done",
    // .NET, PHP
    "{space} +00:00 [INF] Executed DbCommand ({ms}ms) [Parameters=[@__id_0='{big}'], CommandType='Text'] SELECT w.\"Id\", w.\"Name\" FROM \"{word}\" AS w WHERE w.\"Id\" = @__id_0",
    "info: Microsoft.AspNetCore.Hosting.Diagnostics[2]\n      Request finished HTTP/1.1 GET http://{host}/{word}/{big} - 200 {bytes} application/json {float}ms",
    "[{space}] production.INFO: {word} exported {\"rows\":{big},\"file\":\"/var/exports/{word}-{short}.csv\",\"seconds\":{float}}",
    // Jobs: a build, a migration, a backup, Terraform, Docker Compose
    "web-1  | {iso} {logger} served {word} page {n} to {ip}",
    "{word}-worker-1  | [{space}] {n} messages acknowledged, lag {n}",
    "#{n} [builder {n}/{n}] RUN --mount=type=cache,target=/root/.cache pip install -r requirements/{word}.txt",
    "#{n} DONE {float}s",
    "{iso} [INFO]  terraform: plan for module.{word}[{n}]: 0 to add, {n} to change, 0 to destroy",
    "restic: processed {big} files, {n}.{n} GiB in 0:{n}, snapshot {short} saved",
    // Clients of clouds
    "{comma} botocore.hooks [DEBUG] Event before-send.s3.PutObject: calling handler <function add_md5 at 0x7f{hex}>",
    "{comma} INFO [{logger}] uploaded s3://acme-{word}/2026/03/{n}/{uuid}.parquet ({big} bytes, {ms} ms)",
    "{comma} INFO [urllib3.connectionpool] https://api.example.com:443 \"GET /v3/{word}?cursor={hex}&limit={n} HTTP/1.1\" 200 {bytes}",
    "{comma} WARN  [{logger}] slow: {word} page {n} took {big} us, {n} rows",
    "{iso} WARN  {pid} --- [scheduling-{thread}] c.e.{word}.Throttle : {n} of {n} permits in use",
    // Metrics and a few lines that only look alarming
    "{comma} INFO [{logger}] heartbeat: queue=0 in_flight={n} retries=0 uptime={big}s rss={n}MB",
    "statsd: shop.{word}.latency:{ms}|ms|@0.1|#region:eu-central-1,host:{host}",
    "{comma} INFO [{logger}] health check of {host} passed: status=ok latency={ms}ms version=4.{n}.{n}+{short}",
    "{iso} INFO {logger} loaded configuration timeout=30s max_retries=3 retry_on=429,503 pool_size={n}",
];

/// Appends a healthy entry.
pub(crate) fn write(filler: &mut Filler, text: &mut String) {
    let template = filler.random.favourite(&TEMPLATES);
    filler.fill(template, text);
}
