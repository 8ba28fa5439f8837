-- A shared store of `briefing` in PostgreSQL 14 or later, as `briefing store init` makes it.
-- Nothing here but tables, B-trees, row-level security and functions. It may be run again at any time.
--
--   store     a shared store: what briefs without a handling mark count as, and its numbers
--   feed      one stream of versions for each handling mark: the last number, and the name of the
--             notices that only those who may read the stream can know
--   version   every version of every file, never changed but for a handling mark that is raised
--   file      the current version of each path; only functions see it
--   body      the bytes of the files, each text once
--   clear     which role may see (or publish) which marks of which store
--   fact      what people did with briefs: read marks, stars, tags and notes, each for its owner
--   person    the number of a person's last fact

DO $$
DECLARE _role text;
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'the database is encoded as %; create one with ENCODING ''UTF8''',
            current_setting('server_encoding');
    END IF;
    FOREACH _role IN ARRAY ARRAY['briefing_reader', 'briefing_writer', 'briefing_admin'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = _role) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', _role);
        END IF;
    END LOOP;
END $$;
GRANT briefing_reader TO briefing_writer;
GRANT briefing_writer TO briefing_admin;

CREATE SCHEMA IF NOT EXISTS briefing;

CREATE TABLE IF NOT EXISTS briefing.store (
    name text PRIMARY KEY, uid uuid NOT NULL DEFAULT gen_random_uuid(), unmarked text NOT NULL,
    format int NOT NULL DEFAULT 1
);
CREATE TABLE IF NOT EXISTS briefing.feed (
    store text REFERENCES briefing.store, handling text, last bigint NOT NULL DEFAULT 0,
    channel text NOT NULL DEFAULT 'briefing_' || replace(gen_random_uuid()::text, '-', ''),
    PRIMARY KEY (store, handling)
);
CREATE TABLE IF NOT EXISTS briefing.version (
    store text, feed text, seq bigint,  -- a number below 0: under embargo when it was published
    path text NOT NULL,                 -- empty: `withdrawn` is the SHA-256 of the path
    brief text NOT NULL, sha256 bytea, size int NOT NULL DEFAULT 0, handling text NOT NULL,
    not_before timestamptz, withdrawn bytea, author text NOT NULL, at timestamptz NOT NULL,
    why text NOT NULL DEFAULT '',
    PRIMARY KEY (store, feed, seq)
);
CREATE INDEX IF NOT EXISTS version_path ON briefing.version (store, path, at);
CREATE INDEX IF NOT EXISTS version_brief ON briefing.version (store, brief, at);
CREATE INDEX IF NOT EXISTS version_sha256 ON briefing.version (sha256);
CREATE INDEX IF NOT EXISTS version_held ON briefing.version (store, not_before) WHERE seq < 0;
CREATE TABLE IF NOT EXISTS briefing.file (
    store text, path text, at timestamptz, sha256 bytea, brief text, handling text, author text,
    PRIMARY KEY (store, path)
);
CREATE TABLE IF NOT EXISTS briefing.body (sha256 bytea PRIMARY KEY, bytes bytea NOT NULL);
CREATE TABLE IF NOT EXISTS briefing.clear (
    role text, store text REFERENCES briefing.store, handling text, writes boolean NOT NULL,
    PRIMARY KEY (role, store, handling)
);
CREATE TABLE IF NOT EXISTS briefing.fact (
    owner text, store text, brief text, kind text, key text, value text, at double precision,
    seq bigint NOT NULL, PRIMARY KEY (owner, store, brief, kind, key)
);
CREATE UNIQUE INDEX IF NOT EXISTS fact_seq ON briefing.fact (owner, store, seq);
CREATE TABLE IF NOT EXISTS briefing.person (
    owner text, store text, last bigint NOT NULL DEFAULT 0, PRIMARY KEY (owner, store)
);

-- The Traffic Light Protocol, from what all may see to what the fewest may.
CREATE OR REPLACE FUNCTION briefing.marks() RETURNS text[] LANGUAGE sql IMMUTABLE AS
$$ SELECT ARRAY['clear', 'green', 'amber', 'amber+strict', 'red'] $$;

-- What the person connected may see, and publish: granted to their role or to one it belongs to.
CREATE OR REPLACE FUNCTION briefing.clearances()
RETURNS TABLE (store text, handling text, writes boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.store, c.handling, c.writes FROM briefing.clear c JOIN pg_roles r ON r.rolname = c.role
    WHERE pg_has_role(session_user, r.oid, 'MEMBER')
    UNION ALL
    SELECT s.name, m, true FROM briefing.store s, unnest(briefing.marks()) m
    WHERE pg_has_role(session_user, 'briefing_admin', 'MEMBER')
$$;

-- A time in microseconds since 1970.
CREATE OR REPLACE FUNCTION briefing.micros(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT (extract(epoch FROM at) * 1000000)::bigint $$;

-- Publish versions of some files, all or none, and return the time of each. `_was` are the times of
-- the versions that they follow, 0 for none; `_sums` the SHA-256s, empty for a file that is removed;
-- `_bodies` are empty where the bytes are here already. The author is whoever is connected.
CREATE OR REPLACE FUNCTION briefing.publish(
    _store text, _paths text[], _briefs text[], _sums bytea[], _bodies bytea[], _handlings text[],
    _was bigint[], _not_before timestamptz, _why text
) RETURNS TABLE (path text, at bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    _marks text[] := briefing.marks();
    _sees text[] := ARRAY(SELECT handling FROM briefing.clearances() WHERE store = _store);
    _writes text[] := ARRAY(SELECT handling FROM briefing.clearances()
                            WHERE store = _store AND writes);
    _new briefing.version[] := '{}';
    _old briefing.file;
    _at timestamptz;
    _sum bytea;
    _feed record;
BEGIN
    PERFORM set_config('lock_timeout', '60s', true);
    IF current_setting('synchronous_commit') IN ('off', 'local') THEN
        -- What is not awaited a crash forgets after a follower has seen it.
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    IF cardinality(_writes) = 0 THEN
        RAISE insufficient_privilege USING MESSAGE =
            format('%s may not publish to the store %s', session_user, _store);
    END IF;
    -- In one order, or two writers could wait for each other.
    INSERT INTO briefing.file (store, path)
        SELECT _store, p FROM unnest(_paths) p ORDER BY p ON CONFLICT DO NOTHING;
    PERFORM 1 FROM briefing.file WHERE store = _store AND path = ANY (_paths)
        ORDER BY path FOR UPDATE;
    FOR i IN 1 .. cardinality(_paths) LOOP
        SELECT * INTO _old FROM briefing.file WHERE store = _store AND path = _paths[i];
        _sum := nullif(_sums[i], '');
        IF NOT _handlings[i] = ANY (_writes) THEN
            RAISE insufficient_privilege USING MESSAGE =
                format('%s may not publish what is marked %s', session_user, _handlings[i]);
        ELSIF coalesce(briefing.micros(_old.at), 0) <> _was[i]
                AND NOT (_was[i] = 0 AND _old.sha256 IS NULL) THEN
            IF _old.sha256 IS NOT DISTINCT FROM _sum AND _old.handling = _handlings[i]
                    AND _old.handling = ANY (_sees) THEN
                CONTINUE;  -- published already, by a run that was cut off
            END IF;
            RAISE serialization_failure USING MESSAGE = 'changed meanwhile', DETAIL = _paths[i],
                HINT = CASE WHEN _old.handling = ANY (_sees) THEN _old.author ELSE '' END;
        END IF;
        _at := greatest(clock_timestamp(), _old.at + interval '2 microseconds');
        IF _old.sha256 IS NOT NULL AND array_position(_marks, _old.handling)
                < array_position(_marks, _handlings[i]) THEN
            -- Those who may no longer see it learn that their copy is to go, and nothing else.
            _new := _new || ROW(_store, _old.handling, NULL, '', '', NULL, 0, _old.handling, NULL,
                sha256(convert_to(_paths[i], 'UTF8')), session_user,
                _at - interval '1 microsecond', '')::briefing.version;
            UPDATE briefing.version v SET handling = _handlings[i]
            WHERE v.store = _store AND (v.path = _paths[i] OR v.brief = nullif(_old.brief, ''))
                AND array_position(_marks, v.handling) < array_position(_marks, _handlings[i]);
        END IF;
        -- By the sum, never by the store: one that is new to the statistics counts as empty, and all
        -- of it would be looked at for each file.
        IF _sum IS NOT NULL AND NOT EXISTS (
                SELECT FROM briefing.version v WHERE v.sha256 = _sum AND v.store || '' = _store
                AND v.handling = ANY (_sees)) THEN
            -- Its sum alone would let a writer have the bytes of a file that they may not see.
            IF sha256(_bodies[i]) <> _sum THEN
                RAISE invalid_parameter_value USING MESSAGE = 'not the bytes of ' || _paths[i];
            END IF;
            INSERT INTO briefing.body VALUES (_sum, _bodies[i]) ON CONFLICT DO NOTHING;
        END IF;
        _new := _new || ROW(_store, _handlings[i], NULL, _paths[i], coalesce(_briefs[i], ''),
            _sum,
            (SELECT octet_length(b.bytes) FROM briefing.body b WHERE b.sha256 = _sum),
            _handlings[i], CASE WHEN _not_before > clock_timestamp() THEN _not_before END, NULL,
            session_user, _at, coalesce(_why, ''))::briefing.version;
        UPDATE briefing.file f SET at = _at, sha256 = _sum, brief = _briefs[i],
            handling = _handlings[i], author = session_user
        WHERE f.store = _store AND f.path = _paths[i];
    END LOOP;
    -- The numbers come last: whoever holds the row of a feed commits before the next takes it, so
    -- that no reader who has seen a number misses a lower one.
    FOR _feed IN SELECT n.feed AS name, count(*) AS count FROM unnest(_new) n
            WHERE n.not_before IS NULL GROUP BY 1 ORDER BY 1 LOOP
        UPDATE briefing.feed f SET last = f.last + _feed.count
        WHERE f.store = _store AND f.handling = _feed.name;
        INSERT INTO briefing.version
        SELECT n.store, n.feed,
            (SELECT f.last FROM briefing.feed f WHERE f.store = _store AND f.handling = n.feed)
                - _feed.count + row_number() OVER (ORDER BY n.at),
            n.path, n.brief, n.sha256, coalesce(n.size, 0), n.handling, NULL, n.withdrawn, n.author,
            n.at, n.why
        FROM unnest(_new) n WHERE n.feed = _feed.name AND n.not_before IS NULL;
    END LOOP;
    -- What is held back has numbers that say nothing of how much is.
    INSERT INTO briefing.version
    SELECT n.store, n.feed,
        -1 - ('x' || substr(md5(gen_random_uuid()::text), 1, 15))::bit(60)::bigint,
        n.path, n.brief, n.sha256, coalesce(n.size, 0), n.handling, n.not_before, n.withdrawn,
        n.author, n.at, n.why
    FROM unnest(_new) n WHERE n.not_before IS NOT NULL;
    PERFORM pg_notify(f.channel, '') FROM briefing.feed f
    WHERE f.store = _store AND f.handling IN (SELECT n.feed FROM unnest(_new) n);
    RETURN QUERY SELECT f.path, briefing.micros(f.at) FROM briefing.file f
    WHERE f.store = _store AND f.path = ANY (_paths);
END $$;

-- Keep a person's own facts, each unless a later one is here, and number what is new for their
-- other machines.
CREATE OR REPLACE FUNCTION briefing.put_facts(
    _store text, _briefs text[], _kinds text[], _keys text[], _values text[],
    _ats double precision[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE _last bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM briefing.clearances() c WHERE c.store = _store) THEN
        RAISE insufficient_privilege USING MESSAGE =
            format('%s may not read the store %s', session_user, _store);
    END IF;
    -- One of a person's machines after the other, so that none skips what another adds.
    INSERT INTO briefing.person VALUES (session_user, _store) ON CONFLICT DO NOTHING;
    UPDATE briefing.person p SET last = p.last + cardinality(_keys)
    WHERE p.owner = session_user AND p.store = _store RETURNING p.last INTO _last;
    INSERT INTO briefing.fact AS f
    SELECT session_user, _store, n.brief, n.kind, n.key, n.value, n.at,
        _last - cardinality(_keys) + row_number() OVER ()
    FROM unnest(_briefs, _kinds, _keys, _values, _ats) n (brief, kind, key, value, at)
    ON CONFLICT (owner, store, brief, kind, key) DO UPDATE
        SET value = excluded.value, at = excluded.at, seq = excluded.seq
        WHERE (excluded.at, coalesce(excluded.value, '') COLLATE "C")
            > (f.at, coalesce(f.value, '') COLLATE "C");
END $$;

ALTER TABLE briefing.store ENABLE ROW LEVEL SECURITY;
ALTER TABLE briefing.feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE briefing.version ENABLE ROW LEVEL SECURITY;
ALTER TABLE briefing.body ENABLE ROW LEVEL SECURITY;
ALTER TABLE briefing.clear ENABLE ROW LEVEL SECURITY;
ALTER TABLE briefing.fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE briefing.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE briefing.file ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS seen ON briefing.store;
CREATE POLICY seen ON briefing.store FOR SELECT
    USING (name IN (SELECT c.store FROM briefing.clearances() c));
DROP POLICY IF EXISTS seen ON briefing.feed;
CREATE POLICY seen ON briefing.feed FOR SELECT
    USING ((store, handling) IN (SELECT c.store, c.handling FROM briefing.clearances() c));
-- What is under embargo is seen by those who may publish it, and from its time on by all.
DROP POLICY IF EXISTS seen ON briefing.version;
CREATE POLICY seen ON briefing.version FOR SELECT
    USING ((store, handling) IN (SELECT c.store, c.handling FROM briefing.clearances() c)
        AND (not_before IS NULL OR not_before <= now() OR (store, handling) IN
            (SELECT c.store, c.handling FROM briefing.clearances() c WHERE c.writes)));
-- OFFSET keeps the planner from reading the versions of all stores for a page of bodies.
DROP POLICY IF EXISTS seen ON briefing.body;
CREATE POLICY seen ON briefing.body FOR SELECT
    USING (EXISTS (SELECT FROM briefing.version v WHERE v.sha256 = body.sha256 OFFSET 0));
DROP POLICY IF EXISTS own ON briefing.clear;
CREATE POLICY own ON briefing.clear FOR SELECT
    USING (role = session_user OR pg_has_role(session_user, 'briefing_admin', 'MEMBER'));
DROP POLICY IF EXISTS own ON briefing.fact;
CREATE POLICY own ON briefing.fact FOR SELECT USING (owner = session_user);

REVOKE ALL ON ALL TABLES IN SCHEMA briefing FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA briefing FROM PUBLIC;
GRANT USAGE ON SCHEMA briefing TO briefing_reader;
GRANT SELECT ON briefing.store, briefing.feed, briefing.version, briefing.body, briefing.clear,
    briefing.fact TO briefing_reader;
GRANT EXECUTE ON FUNCTION briefing.marks(), briefing.micros(timestamptz),
    briefing.clearances(),
    briefing.put_facts(text, text[], text[], text[], text[], double precision[])
    TO briefing_reader;
GRANT EXECUTE ON FUNCTION briefing.publish(text, text[], text[], bytea[], bytea[], text[],
    bigint[], timestamptz, text) TO briefing_writer;
