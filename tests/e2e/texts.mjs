// Inputs that several tests use. The rules that they name must be in the rule book.

export const PASSWORD_RULE = "postgresql/password-authentication-failed";

/** What psql prints when the server does not accept the password of `user`. */
export const passwordRefused = (user = "app_reader") =>
  `psql: error: connection to server at "db.example.internal" (10.20.4.11), port 5432 failed: ` +
  `FATAL:  password authentication failed for user "${user}"`;

export const ACCESS_DENIED_RULE = "s3/access-denied";

export const accessDenied =
  "An error occurred (AccessDenied) when calling the GetObject operation: User: " +
  "arn:aws:iam::123456789012:user/evidence-uploader is not authorized to perform: s3:GetObject on resource: " +
  '"arn:aws:s3:::acme-evidence/report.pdf" because no identity-based policy allows the s3:GetObject action';

export const WEBHOOK_RULE = "webhook/unauthorized";

/** An error that no rule will ever explain. */
export const UNKNOWN = "2026-03-14T09:12:04Z ERROR frobnicator: the flux capacitor is out of plutonium (code XQ-7741)";

/** A log in which nothing is wrong. */
export const HEALTHY = [
  "2026-03-14T09:12:04Z INFO server: listening on 0.0.0.0:8080",
  "2026-03-14T09:12:05Z INFO server: warmed up in 312 ms",
  "2026-03-14T09:12:09Z INFO server: GET /health 200",
].join("\n");

/** Lines that say nothing, to stand before or after something that does. */
export const fill = (lines) =>
  Array.from({ length: lines }, (_, index) => `2026-03-14T09:12:04Z INFO server: step ${index} of the night is done`).join("\n");

/** What a delivery log says of a receiver that wants credentials. */
export const webhookRefused = "ERROR webhook.delivery id=whd_8412 Webhook delivery failed: Status Code: 401 Unauthorized";

/** What curl says where nothing listens. */
export const connectionRefused = "curl: (7) Failed to connect to api.example.internal port 8443 after 2 ms: Connection refused";

/**
 * A log of this many bytes or a little more, the same in every run: healthy lines of several
 * services, every now and then an error, known or not, and one at the very end.
 */
export function longLog(bytes) {
  let state = 1;
  const random = (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const pieces = [];
  for (let length = 0, line = 0; length < bytes; line += 1) {
    const time = new Date(Date.UTC(2026, 2, 14) + line * 137).toISOString();
    const kind = random(3_000);
    let text = `${time} INFO api: GET /items/${random(1_000_000)} done in ${random(900)} ms, größer 🔴`;
    if (kind === 0) text = `${time} ERROR db: ${passwordRefused(`app_${random(5)}`)}`;
    if (kind === 1) text = `${time} ERROR store: ${accessDenied}\n  while writing\n    at step ${random(9)}`;
    if (kind === 2) text = `${time} ERROR frobnicator: the flux capacitor is out of plutonium (code XQ-${random(4)})`;
    pieces.push(text);
    length += text.length + 1;
  }
  return `${pieces.join("\n")}\n${passwordRefused("the_last")}\n`;
}

/** A log of half an hour: four systems that fail one after the other, and an unknown error. */
export const OVER_TIME = (() => {
  const at = (minute, second = 0) => `2026-03-14T09:${String(minute).padStart(2, "0")}:${String(second).padStart(2, "0")}Z`;
  const lines = [];
  for (let minute = 0; minute < 30; minute += 1) {
    for (let second = 0; second < 60; second += 7 + (minute % 5)) lines.push(`${at(minute, second)} INFO server: GET /items/${minute}${second} 200`);
    if (minute % 4 === 1) lines.push(`${at(minute, 59)} WARN pool: 3 connections left`);
    if (minute === 2 || minute === 5) lines.push(`${at(minute, 59)} ERROR db: ${passwordRefused("ann")}`);
    if (minute === 7) lines.push(`${at(minute, 59)} ERROR db: ${passwordRefused("bob")}`);
    if (minute === 16) lines.push(`${at(minute, 59)} ERROR frobnicator: the flux capacitor is out of plutonium (code XQ-7741)`);
    if (minute === 21) lines.push(`${at(minute, 59)} ERROR store: ${accessDenied}`);
    if (minute === 24) lines.push(`${at(minute, 59)} ${webhookRefused}`);
    if (minute === 27) lines.push(`${at(minute, 59)} ERROR gateway: ${connectionRefused}`);
  }
  return lines.join("\n");
})();
