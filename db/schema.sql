-- Generated from db/migrations; a test compares. Do not edit: python -m casefile.store.migrate writes it.
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE anchor (
    target TEXT NOT NULL,
    article INTEGER,
    kind TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    text_sha256 TEXT,
    words BLOB,
    PRIMARY KEY (target),
    FOREIGN KEY(article) REFERENCES article (number)
) STRICT;
CREATE TABLE article (
    number INTEGER NOT NULL,
    original TEXT NOT NULL,
    path TEXT NOT NULL,
    member TEXT,
    added TEXT NOT NULL,
    withdrawn INTEGER DEFAULT '0' NOT NULL,
    version INTEGER NOT NULL,
    run INTEGER NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(original) REFERENCES original (sha256)
) STRICT;
CREATE TABLE article_shown (
    article INTEGER NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    authors TEXT NOT NULL,
    edtf TEXT,
    basis TEXT NOT NULL,
    confidence REAL NOT NULL,
    earliest TEXT,
    latest TEXT,
    language TEXT NOT NULL,
    url TEXT NOT NULL,
    grade TEXT NOT NULL,
    PRIMARY KEY (article),
    FOREIGN KEY(article) REFERENCES article (number)
) STRICT;
CREATE TABLE article_version (
    id INTEGER NOT NULL,
    article INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    twin INTEGER NOT NULL,
    encoding TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    authors TEXT NOT NULL,
    edtf TEXT,
    basis TEXT NOT NULL,
    confidence REAL NOT NULL,
    language TEXT NOT NULL,
    url TEXT NOT NULL,
    grade TEXT NOT NULL,
    extra TEXT NOT NULL,
    warnings TEXT NOT NULL,
    media_type TEXT NOT NULL,
    read_at TEXT NOT NULL,
    size INTEGER NOT NULL,
    text BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article) REFERENCES article (number) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE audit (
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    payload TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (sequence)
) STRICT;
CREATE TABLE binding (
    target TEXT NOT NULL,
    bound TEXT,
    PRIMARY KEY (target),
    FOREIGN KEY(target) REFERENCES anchor (target),
    UNIQUE (bound)
) STRICT;
CREATE TABLE brief_profile (
    name TEXT NOT NULL,
    text BLOB NOT NULL,
    PRIMARY KEY (name)
) STRICT;
CREATE TABLE case_record (
    id INTEGER NOT NULL CHECK (id = 1),
    case_id TEXT NOT NULL,
    created TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    summary TEXT DEFAULT '' NOT NULL,
    classification TEXT DEFAULT '' NOT NULL,
    revision INTEGER NOT NULL,
    unresolved INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE cut (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (version, digest),
    FOREIGN KEY(version) REFERENCES article_version (id)
) STRICT;
CREATE TABLE date_finding (
    run INTEGER NOT NULL,
    id TEXT NOT NULL,
    article INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    context INTEGER NOT NULL,
    context_at INTEGER NOT NULL,
    context_size INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    duration TEXT,
    reference TEXT,
    anchor TEXT NOT NULL,
    PRIMARY KEY (run, id),
    FOREIGN KEY(run) REFERENCES run (id)
) STRICT;
CREATE TABLE decided (
    id TEXT NOT NULL,
    target TEXT NOT NULL,
    decision TEXT NOT NULL,
    starred INTEGER NOT NULL,
    grade TEXT,
    type TEXT,
    name TEXT,
    frame INTEGER,
    dated INTEGER NOT NULL,
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    spoken INTEGER NOT NULL,
    speaker TEXT,
    speaker_type TEXT,
    speaker_entity TEXT,
    speaker_key TEXT,
    fields TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE decision (
    target TEXT NOT NULL,
    aspect TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (target, aspect),
    FOREIGN KEY(target) REFERENCES anchor (target)
) STRICT;
CREATE TABLE entity (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    "key" TEXT NOT NULL,
    type TEXT NOT NULL,
    aliases TEXT NOT NULL,
    roles TEXT NOT NULL,
    frame INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE entity_form (
    entity TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    acronym INTEGER NOT NULL,
    decided TEXT NOT NULL,
    count INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    frame INTEGER NOT NULL,
    article INTEGER NOT NULL,
    least TEXT NOT NULL,
    FOREIGN KEY(entity) REFERENCES entity (id)
) STRICT;
CREATE TABLE entity_key (
    "key" TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY ("key", entity),
    FOREIGN KEY(entity) REFERENCES entity (id)
) STRICT;
CREATE TABLE entity_member (
    local TEXT NOT NULL,
    entity TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (local),
    FOREIGN KEY(entity) REFERENCES entity (id)
) STRICT;
CREATE TABLE event (
    id TEXT NOT NULL,
    lead TEXT NOT NULL,
    summary TEXT NOT NULL,
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    basis TEXT NOT NULL,
    status TEXT NOT NULL,
    decision TEXT NOT NULL,
    differing INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE event_member (
    report TEXT NOT NULL,
    event TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (report),
    FOREIGN KEY(event) REFERENCES event (id)
) STRICT;
CREATE TABLE figure (
    run INTEGER NOT NULL,
    id TEXT NOT NULL,
    article INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    context INTEGER NOT NULL,
    context_at INTEGER NOT NULL,
    context_size INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    value REAL NOT NULL,
    value_max REAL,
    unit TEXT,
    qualifier TEXT NOT NULL,
    PRIMARY KEY (run, id),
    FOREIGN KEY(run) REFERENCES run (id)
) STRICT;
CREATE TABLE hand (
    id TEXT NOT NULL,
    article INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article) REFERENCES article (number)
) STRICT;
CREATE TABLE journal (
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    label TEXT NOT NULL,
    command TEXT NOT NULL,
    inverse TEXT NOT NULL,
    batch TEXT DEFAULT '' NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
    PRIMARY KEY (sequence)
) STRICT;
CREATE TABLE judgement (
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    text BLOB NOT NULL,
    likelihood TEXT NOT NULL,
    confidence TEXT NOT NULL,
    basis BLOB NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE lens (
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT;
CREATE TABLE likeness (
    version INTEGER NOT NULL,
    earlier INTEGER NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (version, earlier),
    FOREIGN KEY(version) REFERENCES article_version (id),
    FOREIGN KEY(earlier) REFERENCES article_version (id)
) STRICT;
CREATE TABLE local_entity (
    run INTEGER NOT NULL,
    id TEXT NOT NULL,
    article INTEGER NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    roles TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    frame INTEGER NOT NULL,
    acronym INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (run, id),
    FOREIGN KEY(run) REFERENCES run (id)
) STRICT;
CREATE TABLE mention (
    run INTEGER NOT NULL,
    id TEXT NOT NULL,
    article INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    context INTEGER NOT NULL,
    context_at INTEGER NOT NULL,
    context_size INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    entity TEXT NOT NULL,
    role TEXT,
    frame INTEGER NOT NULL,
    surface TEXT NOT NULL,
    PRIMARY KEY (run, id),
    FOREIGN KEY(run) REFERENCES run (id)
) STRICT;
CREATE TABLE metadata_decision (
    article INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (article, field),
    FOREIGN KEY(article) REFERENCES article (number)
) STRICT;
CREATE TABLE note (
    id TEXT NOT NULL,
    target TEXT,
    text BLOB NOT NULL,
    start INTEGER,
    "end" INTEGER,
    created TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(target) REFERENCES anchor (target)
) STRICT;
CREATE TABLE original (
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (sha256)
) STRICT;
CREATE TABLE paragraph (
    cut INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (cut, number),
    FOREIGN KEY(cut) REFERENCES cut (id)
) STRICT;
CREATE TABLE quote (
    run INTEGER NOT NULL,
    id TEXT NOT NULL,
    article INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    context INTEGER NOT NULL,
    context_at INTEGER NOT NULL,
    context_size INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    spans TEXT NOT NULL,
    quoted TEXT NOT NULL,
    cue TEXT,
    cue_start INTEGER,
    cue_end INTEGER,
    speaker TEXT,
    speaker_type TEXT NOT NULL,
    speaker_start INTEGER,
    speaker_end INTEGER,
    speaker_entity TEXT,
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    speaker_key TEXT, affiliation TEXT, affiliation_entity TEXT,
    PRIMARY KEY (run, id),
    FOREIGN KEY(run) REFERENCES run (id)
) STRICT;
CREATE TABLE report (
    run INTEGER NOT NULL,
    id TEXT NOT NULL,
    article INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    context INTEGER NOT NULL,
    context_at INTEGER NOT NULL,
    context_size INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    summary TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    "trigger" TEXT NOT NULL,
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    basis TEXT NOT NULL,
    date_start INTEGER,
    date_end INTEGER,
    status TEXT NOT NULL,
    PRIMARY KEY (run, id),
    FOREIGN KEY(run) REFERENCES run (id)
) STRICT;
CREATE TABLE report_entity (
    run INTEGER NOT NULL,
    report TEXT NOT NULL,
    position INTEGER NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (run, report, position),
    FOREIGN KEY(run) REFERENCES run (id)
) STRICT;
CREATE TABLE run (
    id INTEGER NOT NULL,
    article INTEGER NOT NULL,
    version INTEGER NOT NULL,
    cut INTEGER NOT NULL,
    extractor TEXT NOT NULL,
    edtf TEXT,
    basis TEXT NOT NULL,
    confidence REAL NOT NULL,
    language TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article) REFERENCES article (number),
    FOREIGN KEY(version) REFERENCES article_version (id),
    FOREIGN KEY(cut) REFERENCES cut (id)
) STRICT;
CREATE TABLE sentence (
    cut INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (cut, position),
    FOREIGN KEY(cut) REFERENCES cut (id)
) STRICT;
CREATE TABLE sketch (
    version INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (version),
    FOREIGN KEY(version) REFERENCES article_version (id)
) STRICT;
CREATE TABLE sketch_key (
    "key" INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY ("key", version),
    FOREIGN KEY(version) REFERENCES article_version (id)
) STRICT;
CREATE TABLE tag (
    target TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (target, tag),
    FOREIGN KEY(target) REFERENCES anchor (target)
) STRICT;
CREATE TABLE tie (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('together', 'apart')),
    PRIMARY KEY (one, other),
    FOREIGN KEY(one) REFERENCES anchor (target),
    FOREIGN KEY(other) REFERENCES anchor (target)
) STRICT;
CREATE TABLE version_page (
    version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (version, number),
    FOREIGN KEY(version) REFERENCES article_version (id)
) STRICT;
CREATE TABLE version_source (
    version INTEGER NOT NULL,
    original TEXT NOT NULL,
    path TEXT NOT NULL,
    member TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('imported', 'decoded', 'corrected')),
    PRIMARY KEY (version),
    FOREIGN KEY(version) REFERENCES article_version (id),
    FOREIGN KEY(original) REFERENCES original (sha256)
) STRICT;
CREATE INDEX ix_anchor_article ON anchor (article);
CREATE INDEX ix_article_original ON article (original);
CREATE INDEX ix_article_path ON article (path);
CREATE INDEX ix_article_run ON article (run);
CREATE INDEX ix_article_shown_earliest ON article_shown (earliest);
CREATE INDEX ix_article_shown_outlet ON article_shown (outlet);
CREATE INDEX ix_article_shown_url ON article_shown (url);
CREATE INDEX ix_article_version_article ON article_version (article);
CREATE INDEX ix_article_version_text_sha256 ON article_version (text_sha256);
CREATE INDEX ix_date_finding_id ON date_finding (id);
CREATE INDEX ix_entity_form_entity ON entity_form (entity);
CREATE INDEX ix_entity_key ON entity ("key");
CREATE INDEX ix_entity_key_entity ON entity_key (entity);
CREATE INDEX ix_entity_member_entity ON entity_member (entity);
CREATE INDEX ix_event_earliest ON event (earliest);
CREATE INDEX ix_event_member_event ON event_member (event);
CREATE INDEX ix_figure_id ON figure (id);
CREATE INDEX ix_hand_article ON hand (article);
CREATE INDEX ix_journal_state ON journal (state);
CREATE INDEX ix_likeness_earlier ON likeness (earlier);
CREATE INDEX ix_local_entity_id ON local_entity (id);
CREATE INDEX ix_mention_entity ON mention (entity, run);
CREATE INDEX ix_mention_id ON mention (id);
CREATE INDEX ix_note_target ON note (target);
CREATE INDEX ix_quote_id ON quote (id);
CREATE INDEX ix_quote_speaker_entity ON quote (speaker_entity);
CREATE INDEX ix_quote_speaker_key ON quote (speaker_key);
CREATE INDEX ix_report_entity_entity ON report_entity (entity, run);
CREATE INDEX ix_report_id ON report (id);
CREATE INDEX ix_report_trigger ON report ("trigger", earliest);
CREATE INDEX ix_run_article ON run (article);
CREATE INDEX ix_run_cut ON run (cut);
CREATE INDEX ix_run_version ON run (version);
CREATE INDEX ix_tag_tag ON tag (tag);
CREATE INDEX ix_version_source_original ON version_source (original);
