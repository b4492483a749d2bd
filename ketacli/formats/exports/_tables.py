"""The tables and views of the database that `keta export all.db` writes. `VERSION` changes with them."""

from ketacli.formats._parts import FACTS

VERSION = 4
"""The database's `user_version`."""

APPLICATION = 0x6B657461
"""The database's `application_id`: `keta` in ASCII."""

TABLES = f"""
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT);

CREATE TABLE topics (  -- bottom lines and answers are those of this export's topics only
    id TEXT PRIMARY KEY, name TEXT NOT NULL, question TEXT, answer TEXT, bottom_line TEXT, as_of TEXT, place INTEGER
);
CREATE TABLE topic_aliases (
    topic TEXT NOT NULL REFERENCES topics (id), alias TEXT NOT NULL, PRIMARY KEY (topic, alias)
);
CREATE TABLE measures (id TEXT PRIMARY KEY, name TEXT NOT NULL, dimension TEXT);
CREATE TABLE designs (
    id TEXT PRIMARY KEY, name TEXT NOT NULL,
    start_effect TEXT NOT NULL, start_course TEXT NOT NULL, start_fact TEXT NOT NULL, start_meaning TEXT NOT NULL
);
CREATE TABLE populations (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, broader TEXT REFERENCES populations (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE interventions (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, broader TEXT REFERENCES interventions (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE caveat_kinds (id TEXT PRIMARY KEY, name TEXT NOT NULL, is_harm INTEGER NOT NULL);

CREATE TABLE sources (  -- documents under review, and the studies and records that their claims are checked against
    id TEXT PRIMARY KEY, label TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, citation TEXT NOT NULL,
    design TEXT REFERENCES designs (id), cohort TEXT, n INTEGER,
    population TEXT, intervention TEXT, comparator TEXT, outcome TEXT, result TEXT, limitations TEXT, read TEXT,
    funding TEXT, checked TEXT, note TEXT, issued TEXT, has_more_authors INTEGER NOT NULL,
    cite_type TEXT, cite_title TEXT, container_title TEXT, volume TEXT, issue TEXT, page TEXT, number TEXT,
    publisher TEXT, doi TEXT, pmid TEXT, pmcid TEXT, url TEXT,
    file TEXT, sha256 TEXT,
    claims_in_store INTEGER NOT NULL, contested_in_store INTEGER NOT NULL, with_caveats_in_store INTEGER NOT NULL
);
CREATE TABLE authors (
    source TEXT NOT NULL REFERENCES sources (id), position INTEGER NOT NULL, family TEXT, given TEXT, literal TEXT,
    PRIMARY KEY (source, position)
);
CREATE TABLE results (  -- the figures of studies
    source TEXT NOT NULL REFERENCES sources (id), position INTEGER NOT NULL,
    measure TEXT NOT NULL REFERENCES measures (id), statistic TEXT, figure TEXT NOT NULL,
    value REAL, low REAL, high REAL, unit TEXT, qualifier TEXT,
    arm TEXT REFERENCES interventions (id), role TEXT, given TEXT, comparator TEXT REFERENCES interventions (id),
    population TEXT REFERENCES populations (id), events INTEGER, n INTEGER, timepoint TEXT,
    at_value REAL, at_unit TEXT, reached INTEGER NOT NULL,
    ci_low REAL, ci_high REAL, sd REAL, outcome TEXT, scale TEXT,
    PRIMARY KEY (source, position)
);

CREATE TABLE claims (  -- `verdict` is what views print, `rating` what the store has; `confidence` is GRADE's certainty
    id TEXT PRIMARY KEY, verdict TEXT NOT NULL, verdict_why TEXT, statement TEXT NOT NULL, in_fact TEXT,
    rating TEXT, confidence TEXT NOT NULL, figure TEXT,
    contested INTEGER NOT NULL, caveat_count INTEGER NOT NULL, contradiction_count INTEGER NOT NULL,
    caveat_text TEXT, quote TEXT NOT NULL,
    source TEXT NOT NULL REFERENCES sources (id), question TEXT, start TEXT, why TEXT NOT NULL,
    {", ".join(f"{name} TEXT" for name in FACTS)},
    passage_start INTEGER, passage_end INTEGER,
    population TEXT REFERENCES populations (id), intervention TEXT REFERENCES interventions (id),
    comparator TEXT REFERENCES interventions (id), outcome TEXT, timepoint TEXT,
    repeats TEXT  -- `repeats` may be a claim that was not chosen
);
CREATE TABLE other_claims (  -- not chosen, but on a side of a contradiction or under a bottom line
    id TEXT PRIMARY KEY, verdict TEXT NOT NULL, verdict_why TEXT, statement TEXT NOT NULL, in_fact TEXT,
    rating TEXT, confidence TEXT NOT NULL, figure TEXT,
    contested INTEGER NOT NULL, caveat_count INTEGER NOT NULL, contradiction_count INTEGER NOT NULL,
    caveat_text TEXT, source TEXT NOT NULL REFERENCES sources (id)
);
CREATE TABLE claim_topics (
    claim TEXT NOT NULL REFERENCES claims (id), position INTEGER NOT NULL, topic TEXT NOT NULL REFERENCES topics (id),
    PRIMARY KEY (claim, position)
);
CREATE TABLE claim_measures (  -- what a claim without a figure is about
    claim TEXT NOT NULL REFERENCES claims (id), position INTEGER NOT NULL,
    measure TEXT NOT NULL REFERENCES measures (id),
    PRIMARY KEY (claim, position)
);
CREATE TABLE quotes (
    claim TEXT NOT NULL REFERENCES claims (id), position INTEGER NOT NULL, fragment TEXT NOT NULL,
    PRIMARY KEY (claim, position)
);
CREATE TABLE quantities (  -- the figures of claims; `words` is what the quote says
    claim TEXT NOT NULL REFERENCES claims (id), position INTEGER NOT NULL,
    measure TEXT NOT NULL REFERENCES measures (id), statistic TEXT NOT NULL, figure TEXT NOT NULL,
    value REAL, low REAL, high REAL, unit TEXT, qualifier TEXT, words TEXT, derived TEXT,
    defined_as TEXT REFERENCES measures (id),  -- the measure that fits the document's own definition
    PRIMARY KEY (claim, position)
);
CREATE TABLE wording (
    claim TEXT NOT NULL REFERENCES claims (id), position INTEGER NOT NULL,
    stands TEXT NOT NULL, read TEXT NOT NULL, sure TEXT NOT NULL,
    PRIMARY KEY (claim, position)
);
CREATE TABLE evidence (
    claim TEXT NOT NULL REFERENCES claims (id), position INTEGER NOT NULL,
    source TEXT NOT NULL REFERENCES sources (id), verdict TEXT NOT NULL, origin TEXT, note TEXT NOT NULL,
    quote TEXT,  -- the source's own words
    PRIMARY KEY (claim, position)
);
CREATE TABLE relations (  -- the claims that one supports or depends on, which may not be among those chosen
    claim TEXT NOT NULL REFERENCES claims (id), position INTEGER NOT NULL, kind TEXT NOT NULL, other TEXT NOT NULL,
    PRIMARY KEY (claim, position)
);
CREATE TABLE confidence_steps (
    claim TEXT NOT NULL REFERENCES claims (id), direction TEXT NOT NULL, reason TEXT NOT NULL, steps INTEGER NOT NULL,
    PRIMARY KEY (claim, direction, reason)
);
CREATE TABLE caveats (
    claim TEXT NOT NULL REFERENCES claims (id), position INTEGER NOT NULL,
    kind TEXT NOT NULL REFERENCES caveat_kinds (id), text TEXT NOT NULL,
    PRIMARY KEY (claim, position)
);

CREATE TABLE omissions (  -- what the documents leave out and a careful reader needs
    id TEXT PRIMARY KEY, label TEXT NOT NULL, importance TEXT NOT NULL, text TEXT NOT NULL, limits TEXT
);
CREATE TABLE omission_topics (  -- `topic` may be one that no claim of this export has
    omission TEXT NOT NULL REFERENCES omissions (id), position INTEGER NOT NULL, topic TEXT NOT NULL,
    PRIMARY KEY (omission, position)
);
CREATE TABLE omission_sources (
    omission TEXT NOT NULL REFERENCES omissions (id), position INTEGER NOT NULL,
    source TEXT NOT NULL REFERENCES sources (id),
    PRIMARY KEY (omission, position)
);

CREATE TABLE contradictions (
    id TEXT PRIMARY KEY, type TEXT, relation TEXT NOT NULL, short TEXT, why TEXT NOT NULL, resolution TEXT
);
CREATE TABLE sides (
    contradiction TEXT NOT NULL REFERENCES contradictions (id), position INTEGER NOT NULL,
    says TEXT NOT NULL, stronger INTEGER NOT NULL,
    PRIMARY KEY (contradiction, position)
);
CREATE TABLE side_members (  -- each a claim, another claim, or a source
    contradiction TEXT NOT NULL, side INTEGER NOT NULL, position INTEGER NOT NULL,
    claim TEXT REFERENCES claims (id), other_claim TEXT REFERENCES other_claims (id),
    source TEXT REFERENCES sources (id),
    PRIMARY KEY (contradiction, side, position),
    FOREIGN KEY (contradiction, side) REFERENCES sides (contradiction, position)
);
CREATE TABLE bottom_line_basis (  -- what a bottom line rests on: each a claim, another claim, or a source
    topic TEXT NOT NULL REFERENCES topics (id), position INTEGER NOT NULL,
    claim TEXT REFERENCES claims (id), other_claim TEXT REFERENCES other_claims (id),
    source TEXT REFERENCES sources (id),
    PRIMARY KEY (topic, position)
);

CREATE INDEX claims_by_source ON claims (source);
CREATE INDEX claims_by_verdict ON claims (verdict);
CREATE INDEX claims_by_confidence ON claims (confidence);
CREATE INDEX claim_topics_by_topic ON claim_topics (topic);
CREATE INDEX evidence_by_source ON evidence (source);
CREATE INDEX quantities_by_measure ON quantities (measure);
CREATE INDEX results_by_measure ON results (measure);
CREATE INDEX side_members_by_claim ON side_members (claim);
CREATE INDEX side_members_by_source ON side_members (source);

CREATE VIRTUAL TABLE claims_fts USING fts5 (
    statement, in_fact, quote, caveat_text, why, content="claims", tokenize = 'porter unicode61 remove_diacritics 2'
);
"""

VIEWS = """
-- Every claim after its verdict, its caveats in one cell.
CREATE VIEW claims_with_caveats AS
SELECT id, verdict, verdict_why, in_fact, statement, caveat_count, caveat_text AS caveats, contested, contradiction_count,
    confidence, figure, source
FROM claims ORDER BY rowid;

-- A row for each claim on a side of a direct contradiction: what its side says, what the others say.
CREATE VIEW contested_claims AS
SELECT claims.id, claims.verdict, claims.in_fact, claims.statement, claims.confidence, claims.caveat_count, claims.caveat_text AS caveats,
    claims.source, contradictions.id AS contradiction, own.says AS this_side,
    (SELECT group_concat(says, ' / ') FROM (
        SELECT says FROM sides AS other
        WHERE other.contradiction = own.contradiction AND other.position <> own.position ORDER BY other.position
    )) AS other_sides,
    CASE
        WHEN own.stronger THEN 'this side'
        WHEN EXISTS (SELECT 1 FROM sides AS other WHERE other.contradiction = own.contradiction AND other.stronger)
        THEN 'another side'
    END AS better_supported,
    contradictions.why, contradictions.resolution
FROM claims
JOIN side_members ON side_members.claim = claims.id
JOIN sides AS own ON own.contradiction = side_members.contradiction AND own.position = side_members.side
JOIN contradictions ON contradictions.id = own.contradiction
WHERE contradictions.relation = 'direct'
ORDER BY claims.rowid, contradictions.rowid;

-- What documents say beside what studies found: a row for each figure, measure by measure, documents first.
CREATE VIEW figures AS
SELECT measures.name AS measure_name, found.* FROM (
    SELECT quantities.measure, 'document' AS who, claims.source, claims.id AS claim, quantities.figure,
        quantities.statistic, quantities.value, quantities.low, quantities.high, quantities.unit, quantities.qualifier,
        claims.intervention AS arm, NULL AS given, claims.comparator, claims.population, claims.outcome, claims.timepoint,
        NULL AS events, NULL AS n, NULL AS ci_low, NULL AS ci_high, NULL AS design,
        claims.verdict, NULL AS role, claims.confidence, claims.contested, claims.caveat_count,
        claims.contradiction_count, quantities.position
    FROM quantities JOIN claims ON claims.id = quantities.claim
    UNION ALL
    SELECT results.measure, sources.kind, sources.id, NULL, results.figure,
        results.statistic, results.value, results.low, results.high, results.unit, results.qualifier,
        results.arm, results.given, results.comparator, results.population, results.outcome, results.timepoint,
        results.events, results.n, results.ci_low, results.ci_high, sources.design,
        NULL, results.role, NULL, NULL, NULL,
        (SELECT count(DISTINCT contradiction) FROM side_members WHERE side_members.source = sources.id),
        results.position
    FROM results JOIN sources ON sources.id = results.source
) AS found JOIN measures ON measures.id = found.measure
ORDER BY found.measure, found.who <> 'document', found.source, found.claim, found.position;

-- How many independent cohorts give each verdict on a claim: a cohort counts once, by its least favourable verdict.
CREATE VIEW evidence_by_verdict AS
WITH ranks (verdict, worth) AS (VALUES ('supports', 0), ('partly', 1), ('misreported', 2), ('disputes', 3)),
worst AS (
    SELECT evidence.claim, coalesce(sources.cohort, sources.id) AS cohort, max(ranks.worth) AS worth
    FROM evidence JOIN sources ON sources.id = evidence.source JOIN ranks ON ranks.verdict = evidence.verdict
    GROUP BY 1, 2
)
SELECT claims.id, claims.verdict, claims.statement, claims.confidence,
    count(CASE worst.worth WHEN 0 THEN 1 END) AS supports,
    count(CASE worst.worth WHEN 1 THEN 1 END) AS partly,
    count(CASE worst.worth WHEN 2 THEN 1 END) AS misreported,
    count(CASE worst.worth WHEN 3 THEN 1 END) AS disputes,
    count(worst.cohort) AS cohorts, claims.contested, claims.caveat_count, claims.contradiction_count
FROM claims LEFT JOIN worst ON worst.claim = claims.id
GROUP BY claims.id ORDER BY claims.rowid;
"""
