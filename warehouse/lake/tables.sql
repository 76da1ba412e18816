-- What the lake has beyond the declared tables. Loaders only ever append, to tables of this schema alone: appends of
-- several processes never stand against each other, where deleting does.
CREATE TABLE loaded.document (
    load_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    run_id VARCHAR,
    known_from TIMESTAMP NOT NULL,
    load_no INTEGER NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    loaded_rows BIGINT NOT NULL
);
COMMENT ON TABLE loaded.document IS 'A document each time that it was loaded, with the number of its rows.';

CREATE TABLE loaded.chosen (report_id VARCHAR NOT NULL, load_id VARCHAR NOT NULL);
COMMENT ON TABLE loaded.chosen IS 'Of each document the load that counts: the last one. Written when the rest is derived.';

CREATE TABLE loaded.published (
    version BIGINT NOT NULL,
    content VARCHAR NOT NULL,
    made_with VARCHAR NOT NULL,
    published_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE loaded.published IS 'Versions of the lake that were verified: readers see the last one.';
