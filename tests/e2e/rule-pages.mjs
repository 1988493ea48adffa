// Some of the static pages of the rules, one of each kind.

/** By name: where the page stands below the site. */
export const RULE_PAGES = {
  "all rules": "rules/",
  "rules of a system": "rules/ssh/",
  "short rule": "rules/redis/database-number-unknown/",
  "long rule": "rules/postgresql/password-authentication-failed/",
};
