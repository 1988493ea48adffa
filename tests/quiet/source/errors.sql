-- Codes that the import may raise, and the view that counts them.
CREATE TABLE error_code (code char(5) PRIMARY KEY, name text NOT NULL, retry boolean NOT NULL DEFAULT false);
INSERT INTO error_code (code, name, retry) VALUES
  ('08001', 'sqlclient_unable_to_establish_sqlconnection', true),
  ('08006', 'connection_failure', true),
  ('22P02', 'invalid_text_representation', false),
  ('23502', 'not_null_violation', false),
  ('23503', 'foreign_key_violation', false),
  ('23505', 'unique_violation', false),
  ('23514', 'check_violation', false),
  ('25P02', 'in_failed_sql_transaction', false),
  ('28P01', 'invalid_password', false),
  ('3D000', 'invalid_catalog_name', false),
  ('40001', 'serialization_failure', true),
  ('40P01', 'deadlock_detected', true),
  ('42501', 'insufficient_privilege', false),
  ('42703', 'undefined_column', false),
  ('42P01', 'undefined_table', false),
  ('53100', 'disk_full', false),
  ('53200', 'out_of_memory', false),
  ('53300', 'too_many_connections', true),
  ('55P03', 'lock_not_available', true),
  ('57014', 'query_canceled', false),
  ('57P01', 'admin_shutdown', true),
  ('57P03', 'cannot_connect_now', true);

CREATE OR REPLACE FUNCTION import_order(document jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  new_id bigint;
BEGIN
  IF document ->> 'number' IS NULL THEN
    RAISE EXCEPTION 'the order has no number' USING ERRCODE = '22023', HINT = 'fill the field "number"';
  END IF;
  INSERT INTO orders (number, document) VALUES (document ->> 'number', document) RETURNING id INTO new_id;
  RETURN new_id;
EXCEPTION
  WHEN unique_violation THEN
    RAISE NOTICE 'the order was imported before';
    SELECT id INTO new_id FROM orders WHERE number = document ->> 'number';
    RETURN new_id;
  WHEN deadlock_detected OR lock_not_available THEN
    PERFORM pg_sleep(0.1);
    RETURN import_order(document);
  WHEN OTHERS THEN
    INSERT INTO import_error (state, message) VALUES (SQLSTATE, SQLERRM);
    RETURN NULL;
END $$;

SELECT level, count(*) FROM log WHERE message ILIKE '%connection refused%' OR message ILIKE '%permission denied%' GROUP BY level;
SELECT * FROM request WHERE status IN (401, 403, 404, 500, 502, 503, 504) AND at > now() - interval '1 hour';
UPDATE job SET state = 'failed', error = 'timed out' WHERE started < now() - interval '1 day' AND state = 'running';
