-- Deliveries, their attempts, and what is known about why an attempt failed.

SET lock_timeout = '5s';
SET statement_timeout = '2min';

CREATE TYPE delivery_status AS ENUM ('pending', 'delivered', 'failed', 'dead');

CREATE TABLE IF NOT EXISTS delivery (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url         text NOT NULL CHECK (url LIKE 'https://%'),
    status      delivery_status NOT NULL DEFAULT 'pending',
    error_count integer NOT NULL DEFAULT 0 CHECK (error_count >= 0),
    last_error  text,
    retry_at    timestamptz
);

CREATE TABLE IF NOT EXISTS attempt (
    delivery    bigint NOT NULL REFERENCES delivery ON DELETE CASCADE,
    number      integer NOT NULL,
    http_status integer CHECK (http_status BETWEEN 100 AND 599),
    timed_out   boolean NOT NULL DEFAULT false,
    refused     boolean NOT NULL DEFAULT false,
    PRIMARY KEY (delivery, number)
);

COMMENT ON COLUMN attempt.refused IS 'nobody listened at the address';
COMMENT ON COLUMN delivery.last_error IS 'for people; programs look at http_status';

CREATE UNIQUE INDEX IF NOT EXISTS delivery_pending ON delivery (url) WHERE status = 'pending';

CREATE OR REPLACE FUNCTION next_delivery() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    found_id bigint;
BEGIN
    SELECT id INTO STRICT found_id
      FROM delivery
     WHERE status = 'pending' AND (retry_at IS NULL OR retry_at <= now())
     ORDER BY retry_at NULLS FIRST
     FOR UPDATE SKIP LOCKED
     LIMIT 1;
    RETURN found_id;
EXCEPTION
    WHEN no_data_found THEN
        RETURN NULL;
    WHEN deadlock_detected OR serialization_failure OR lock_not_available THEN
        RETURN NULL;
    WHEN unique_violation THEN
        RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = 'delivery ' || found_id || ' twice';
END
$$;

INSERT INTO delivery (url) VALUES ('https://hooks.example.com/invoices')
ON CONFLICT (url) WHERE status = 'pending' DO NOTHING;

-- What a support person looks at first.
SELECT http_status,
       count(*) FILTER (WHERE timed_out)              AS timeouts,
       count(*) FILTER (WHERE refused)                AS refused,
       count(*) FILTER (WHERE http_status = 401)      AS unauthorized,
       count(*) FILTER (WHERE http_status IN (429, 503)) AS busy
  FROM attempt
 GROUP BY http_status
 ORDER BY count(*) DESC;

UPDATE delivery SET status = 'dead' WHERE error_count > 8 AND status = 'failed';
DROP TABLE IF EXISTS delivery_old;
