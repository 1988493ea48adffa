// A log with private values in it, and the check that none of them is left.

import assert from "node:assert/strict";

/** Each private value, and what it is. */
export const PRIVATE = {
  host: "db7.internal.example.com",
  address: "203.0.113.77",
  account: "jane_doe",
  password: "hunter22-" + "s3cr3t",
  mail: "jane.doe@example.com",
  token: "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
};

/** A log that holds all of them. */
export const LOG = [
  `2026-11-21 10:00:00 INFO starting for ${PRIVATE.mail} with token=${PRIVATE.token}`,
  `2026-11-21 10:00:01 ERROR psql: error: connection to server at "${PRIVATE.host}" (${PRIVATE.address}), port 5432 failed: FATAL:  password authentication failed for user "${PRIVATE.account}"`,
  `2026-11-21 10:00:02 ERROR could not use postgres://${PRIVATE.account}:${PRIVATE.password}@${PRIVATE.host}/shop`,
].join("\n");

/** Fails if a private value stands in `text`, other than those that are `kept`. */
export function nothingPrivate(text, kept = []) {
  for (const [what, value] of Object.entries(PRIVATE)) {
    if (!kept.includes(what)) assert.ok(!text.includes(value), `the ${what} ${value} is in\n${text}`);
  }
}
