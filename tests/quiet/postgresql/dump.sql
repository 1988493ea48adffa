--
-- PostgreSQL database dump
--

\restrict PjpOozY1cpoFAvEgOHdXre2P3MfN5eIV90FqL3nkxMAAzo20CznCSF3NcFfVK97

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: raise_if_empty(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.raise_if_empty() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin if new.message = '' then raise exception 'message must not be empty' using errcode = '23514'; end if; return new; exception when unique_violation then return null; end $$;

ALTER FUNCTION public.raise_if_empty() OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: error_log; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.error_log (
    id integer NOT NULL,
    at timestamp with time zone DEFAULT now(),
    level text,
    message text,
    http_status integer,
    resolved boolean DEFAULT true
);

ALTER TABLE public.error_log OWNER TO postgres;

--
-- Name: error_log_id_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE public.error_log_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE public.error_log_id_seq OWNER TO postgres;

--
-- Name: error_log_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: postgres
--

ALTER SEQUENCE public.error_log_id_seq OWNED BY public.error_log.id;

--
-- Name: open_errors; Type: VIEW; Schema: public; Owner: postgres
--

CREATE VIEW public.open_errors AS
 SELECT error_log.id,
    error_log.at,
    error_log.level,
    error_log.message,
    error_log.http_status,
    error_log.resolved
   FROM public.error_log
  WHERE (NOT error_log.resolved);

ALTER TABLE public.open_errors OWNER TO postgres;

--
-- Name: error_log id; Type: DEFAULT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.error_log ALTER COLUMN id SET DEFAULT nextval('public.error_log_id_seq'::regclass);

--
-- Data for Name: error_log; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.error_log (id, at, level, message, http_status, resolved) FROM stdin;
1	2026-11-21 18:17:46.029123+00	info	retry 1 succeeded	200	t
2	2026-11-21 18:17:46.029123+00	info	retry 2 succeeded	200	t
3	2026-11-21 18:17:46.029123+00	info	retry 3 succeeded	200	t
4	2026-11-21 18:17:46.029123+00	info	retry 4 succeeded	200	t
5	2026-11-21 18:17:46.029123+00	info	retry 5 succeeded	200	t
6	2026-11-21 18:17:46.029123+00	info	retry 6 succeeded	200	t
7	2026-11-21 18:17:46.029123+00	info	retry 7 succeeded	200	t
8	2026-11-21 18:17:46.029123+00	info	retry 8 succeeded	200	t
9	2026-11-21 18:17:46.029123+00	info	retry 9 succeeded	200	t
10	2026-11-21 18:17:46.029123+00	info	retry 10 succeeded	200	t
11	2026-11-21 18:17:46.029123+00	info	retry 11 succeeded	200	t
12	2026-11-21 18:17:46.029123+00	info	retry 12 succeeded	200	t
13	2026-11-21 18:17:46.029123+00	info	retry 13 succeeded	200	t
14	2026-11-21 18:17:46.029123+00	info	retry 14 succeeded	200	t
15	2026-11-21 18:17:46.029123+00	info	retry 15 succeeded	200	t
16	2026-11-21 18:17:46.029123+00	info	retry 16 succeeded	200	t
17	2026-11-21 18:17:46.029123+00	info	retry 17 succeeded	200	t
18	2026-11-21 18:17:46.029123+00	info	retry 18 succeeded	200	t
19	2026-11-21 18:17:46.029123+00	info	retry 19 succeeded	200	t
20	2026-11-21 18:17:46.029123+00	info	retry 20 succeeded	200	t
21	2026-11-21 18:17:46.029123+00	info	retry 21 succeeded	200	t
22	2026-11-21 18:17:46.029123+00	info	retry 22 succeeded	200	t
23	2026-11-21 18:17:46.029123+00	info	retry 23 succeeded	200	t
24	2026-11-21 18:17:46.029123+00	info	retry 24 succeeded	200	t
25	2026-11-21 18:17:46.029123+00	info	retry 25 succeeded	200	t
\.

--
-- Name: error_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('public.error_log_id_seq', 60, true);

--
-- Name: error_log error_log_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.error_log
    ADD CONSTRAINT error_log_pkey PRIMARY KEY (id);

--
-- Name: error_log check_message; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER check_message BEFORE INSERT ON public.error_log FOR EACH ROW EXECUTE FUNCTION public.raise_if_empty();

--
-- PostgreSQL database dump complete
--

\unrestrict PjpOozY1cpoFAvEgOHdXre2P3MfN5eIV90FqL3nkxMAAzo20CznCSF3NcFfVK97

INSERT INTO public.error_log VALUES (1, '2026-11-21 18:17:46.029123+00', 'info', 'retry 1 succeeded', 200, true);
INSERT INTO public.error_log VALUES (2, '2026-11-21 18:17:46.029123+00', 'info', 'retry 2 succeeded', 200, true);
INSERT INTO public.error_log VALUES (3, '2026-11-21 18:17:46.029123+00', 'info', 'retry 3 succeeded', 200, true);
INSERT INTO public.error_log VALUES (4, '2026-11-21 18:17:46.029123+00', 'info', 'retry 4 succeeded', 200, true);
INSERT INTO public.error_log VALUES (5, '2026-11-21 18:17:46.029123+00', 'info', 'retry 5 succeeded', 200, true);
INSERT INTO public.error_log VALUES (6, '2026-11-21 18:17:46.029123+00', 'info', 'retry 6 succeeded', 200, true);
INSERT INTO public.error_log VALUES (7, '2026-11-21 18:17:46.029123+00', 'info', 'retry 7 succeeded', 200, true);
INSERT INTO public.error_log VALUES (8, '2026-11-21 18:17:46.029123+00', 'info', 'retry 8 succeeded', 200, true);
INSERT INTO public.error_log VALUES (9, '2026-11-21 18:17:46.029123+00', 'info', 'retry 9 succeeded', 200, true);
INSERT INTO public.error_log VALUES (10, '2026-11-21 18:17:46.029123+00', 'info', 'retry 10 succeeded', 200, true);
INSERT INTO public.error_log VALUES (11, '2026-11-21 18:17:46.029123+00', 'info', 'retry 11 succeeded', 200, true);
INSERT INTO public.error_log VALUES (12, '2026-11-21 18:17:46.029123+00', 'info', 'retry 12 succeeded', 200, true);
INSERT INTO public.error_log VALUES (13, '2026-11-21 18:17:46.029123+00', 'info', 'retry 13 succeeded', 200, true);
INSERT INTO public.error_log VALUES (14, '2026-11-21 18:17:46.029123+00', 'info', 'retry 14 succeeded', 200, true);
INSERT INTO public.error_log VALUES (15, '2026-11-21 18:17:46.029123+00', 'info', 'retry 15 succeeded', 200, true);
INSERT INTO public.error_log VALUES (16, '2026-11-21 18:17:46.029123+00', 'info', 'retry 16 succeeded', 200, true);
INSERT INTO public.error_log VALUES (17, '2026-11-21 18:17:46.029123+00', 'info', 'retry 17 succeeded', 200, true);
INSERT INTO public.error_log VALUES (18, '2026-11-21 18:17:46.029123+00', 'info', 'retry 18 succeeded', 200, true);
INSERT INTO public.error_log VALUES (19, '2026-11-21 18:17:46.029123+00', 'info', 'retry 19 succeeded', 200, true);
INSERT INTO public.error_log VALUES (20, '2026-11-21 18:17:46.029123+00', 'info', 'retry 20 succeeded', 200, true);
INSERT INTO public.error_log VALUES (21, '2026-11-21 18:17:46.029123+00', 'info', 'retry 21 succeeded', 200, true);
INSERT INTO public.error_log VALUES (22, '2026-11-21 18:17:46.029123+00', 'info', 'retry 22 succeeded', 200, true);
INSERT INTO public.error_log VALUES (23, '2026-11-21 18:17:46.029123+00', 'info', 'retry 23 succeeded', 200, true);
INSERT INTO public.error_log VALUES (24, '2026-11-21 18:17:46.029123+00', 'info', 'retry 24 succeeded', 200, true);
INSERT INTO public.error_log VALUES (25, '2026-11-21 18:17:46.029123+00', 'info', 'retry 25 succeeded', 200, true);

--
-- Name: error_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: postgres

SELECT pg_catalog.setval('public.error_log_id_seq', 60, true);

-- Name: error_log error_log_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres

ALTER TABLE ONLY public.error_log
    ADD CONSTRAINT error_log_pkey PRIMARY KEY (id);

-- Name: error_log check_message; Type: TRIGGER; Schema: public; Owner: postgres

CREATE TRIGGER check_message BEFORE INSERT ON public.error_log FOR EACH ROW EXECUTE FUNCTION public.raise_if_empty();

-- PostgreSQL database dump complete

\unrestrict 8DBIf7GLRPXdyvQncWtCbeygM8UvCfGiY1G8dGrottyC1qZdtsIfPvk1mhq84Tf

-- PostgreSQL database cluster dump

\restrict Mbzq4WhtPWLfPT6JRLEWITdnz8FnwASGi1ebuWA3uORR5WVQ4xBk4u8iVlAEiBR

SET default_transaction_read_only = off;

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Roles

CREATE ROLE postgres;
ALTER ROLE postgres WITH SUPERUSER INHERIT CREATEROLE CREATEDB LOGIN REPLICATION BYPASSRLS;

-- User Configurations

\unrestrict Mbzq4WhtPWLfPT6JRLEWITdnz8FnwASGi1ebuWA3uORR5WVQ4xBk4u8iVlAEiBR

-- PostgreSQL database cluster dump complete
