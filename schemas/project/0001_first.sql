-- Format 1 of a project file. docs/architecture.md says why it is as it is; in short:
--   * Watched tables (all but those under "Not watched") are recorded by SQLite's session extension, which is how undo
--     works. Each has a NOT NULL primary key. No triggers, no cascades, and no UNIQUE on a column that a person can
--     change: undo and redo would trip over them. The acts check uniqueness, verify() checks it again.
--   * Foreign keys are deferred, without actions. Every child column whose parent is deleted in daily work has an index.
--   * `guid` is the identity at every border (16 bytes, UUID version 7); integer keys are never used twice.
--   * `name_key` is the folded name that uniqueness compares.
--   * Times are milliseconds since 1970-01-01T00:00:00Z; text positions are code points, half-open.
--   * `body` columns point at table body without a foreign key; verify() checks them.

-- ---------------------------------------------------------------------------------------------------- Not watched
CREATE TABLE body (  -- longer text, under a random id that tells nothing of its content
  id INTEGER NOT NULL PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE revision (  -- one version of a document's text; written once, never changed
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  document INTEGER NOT NULL,  -- no foreign key: the row stays while an import is undone
  number INTEGER NOT NULL,    -- 1 = as imported
  previous INTEGER REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
  body INTEGER NOT NULL,
  text_hash BLOB NOT NULL,  -- SHA-256 of the text
  code_points INTEGER NOT NULL,
  words INTEGER NOT NULL,
  turns INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  edits TEXT NOT NULL,         -- edit map from the previous revision; empty for the first
  import_record TEXT NOT NULL  -- JSON: what the import did and noticed
) STRICT;
CREATE INDEX revision_document ON revision (document);
CREATE INDEX revision_previous ON revision (previous);

CREATE TABLE word_index (  -- starts of words as differences in variable-length integers
  revision INTEGER NOT NULL PRIMARY KEY REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
  starts BLOB NOT NULL
) STRICT;

CREATE TABLE sync_time (  -- (code point, millisecond) pairs, packed like word_index
  revision INTEGER NOT NULL PRIMARY KEY REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
  points BLOB NOT NULL
) STRICT;

CREATE TABLE turn (  -- the passages of one revision, in text order
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,  -- 0-based
  whole_start INTEGER NOT NULL, whole_end INTEGER NOT NULL,
  body_start INTEGER NOT NULL, body_end INTEGER NOT NULL,
  speaker INTEGER,  -- no foreign key: the speaker's row goes while an import is undone
  start_ms INTEGER,
  end_ms INTEGER,
  words INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX turn_revision ON turn (revision, number);

CREATE TABLE tombstone (  -- what was erased and must not come back by a merge or an import
  guid BLOB NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  erased_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE history (  -- one row an act, chained; never changed but for erasure
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  time_ms INTEGER NOT NULL,
  coder INTEGER NOT NULL,  -- 0 = the program
  verb TEXT NOT NULL,
  batch BLOB,
  undoes INTEGER NOT NULL,
  redoes INTEGER NOT NULL,
  schema_version INTEGER NOT NULL,
  barrier INTEGER NOT NULL CHECK (barrier IN (0, 1)),
  erased INTEGER NOT NULL CHECK (erased IN (0, 1)),
  payload_digest BLOB NOT NULL,  -- SHA-256 of salt, parameters and changeset
  link BLOB NOT NULL             -- SHA-256 over the previous link and this row
) STRICT;

CREATE TABLE history_payload (  -- goes when the entry is erased
  entry INTEGER NOT NULL PRIMARY KEY REFERENCES history (id) DEFERRABLE INITIALLY DEFERRED,
  salt BLOB NOT NULL,
  parameters TEXT NOT NULL,
  changeset BLOB NOT NULL
) STRICT;

CREATE TABLE history_state (  -- acts not in force; an act without a row is in force
  entry INTEGER NOT NULL PRIMARY KEY REFERENCES history (id) DEFERRABLE INITIALLY DEFERRED,
  undone_by INTEGER NOT NULL REFERENCES history (id) DEFERRABLE INITIALLY DEFERRED,
  dead INTEGER NOT NULL CHECK (dead IN (0, 1))  -- 1 = a newer act ended redo
) STRICT;
CREATE INDEX history_state_undone_by ON history_state (undone_by);

CREATE TABLE history_document (  -- the documents an entry touched, for views that refresh
  entry INTEGER NOT NULL REFERENCES history (id) DEFERRABLE INITIALLY DEFERRED,
  document INTEGER NOT NULL,
  PRIMARY KEY (entry, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE history_need (  -- the revisions and bodies an entry's changeset refers to
  entry INTEGER NOT NULL REFERENCES history (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,  -- revision, body
  target INTEGER NOT NULL,
  PRIMARY KEY (entry, kind, target)
) STRICT, WITHOUT ROWID;

-- -------------------------------------------------------------------------------------------------------- Watched
CREATE TABLE project (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  guid BLOB NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (  -- options of the whole project: that a pseudonym key exists, attribution rules
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE coder (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  colour TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX coder_name ON coder (name_key);

-- Participants
CREATE TABLE unit (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX unit_name ON unit (name_key);

CREATE TABLE study_case (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  unit INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX study_case_name ON study_case (name_key);
CREATE INDEX study_case_unit ON study_case (unit);

CREATE TABLE attribute (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  type TEXT NOT NULL,    -- text, integer, decimal, date, boolean, ordered
  target TEXT NOT NULL,  -- case, unit, document
  description TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX attribute_name ON attribute (name_key);

CREATE TABLE attribute_level (
  attribute INTEGER NOT NULL REFERENCES attribute (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,  -- 0 = lowest
  label TEXT NOT NULL,
  PRIMARY KEY (attribute, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_value (
  case_id INTEGER NOT NULL REFERENCES study_case (id) DEFERRABLE INITIALLY DEFERRED,
  attribute INTEGER NOT NULL REFERENCES attribute (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL,  -- value, missing, not-applicable
  text TEXT NOT NULL,
  PRIMARY KEY (case_id, attribute)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_value_attribute ON case_value (attribute);

CREATE TABLE unit_value (
  unit INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  attribute INTEGER NOT NULL REFERENCES attribute (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (unit, attribute)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_value_attribute ON unit_value (attribute);

-- Interview guides
CREATE TABLE guide (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  participant_group TEXT NOT NULL  -- the group it is for; empty = all
) STRICT;

CREATE TABLE guide_version (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  guide INTEGER NOT NULL REFERENCES guide (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  note TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX guide_version_guide ON guide_version (guide);

CREATE TABLE question (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  guide_version INTEGER NOT NULL REFERENCES guide_version (id) DEFERRABLE INITIALLY DEFERRED,
  parent INTEGER REFERENCES question (id) DEFERRABLE INITIALLY DEFERRED,    -- a probe belongs to its question
  previous INTEGER REFERENCES question (id) DEFERRABLE INITIALLY DEFERRED,  -- the same question in an older version
  position INTEGER NOT NULL,
  short_key TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX question_guide_version ON question (guide_version);
CREATE INDEX question_parent ON question (parent);
CREATE INDEX question_previous ON question (previous);

-- Documents
CREATE TABLE document (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  language TEXT NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT NOT NULL,
  kind TEXT NOT NULL,  -- recorded, notes
  revision INTEGER NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
  guide_version INTEGER REFERENCES guide_version (id) DEFERRABLE INITIALLY DEFERRED,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX document_name ON document (name_key);
CREATE INDEX document_revision ON document (revision);
CREATE INDEX document_guide_version ON document (guide_version);

CREATE TABLE document_value (
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  attribute INTEGER NOT NULL REFERENCES attribute (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (document, attribute)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_value_attribute ON document_value (attribute);

CREATE TABLE speaker (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,  -- 0-based, in order of first turn
  label TEXT NOT NULL,
  role TEXT NOT NULL,  -- participant, interviewer, other
  case_id INTEGER REFERENCES study_case (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX speaker_document ON speaker (document);
CREATE INDEX speaker_case ON speaker (case_id);

CREATE TABLE case_document (  -- the whole document belongs to the case
  case_id INTEGER NOT NULL REFERENCES study_case (id) DEFERRABLE INITIALLY DEFERRED,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (case_id, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_document_document ON case_document (document);

CREATE TABLE turn_question (
  turn INTEGER NOT NULL REFERENCES turn (id) DEFERRABLE INITIALLY DEFERRED,
  question INTEGER NOT NULL REFERENCES question (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,    -- asks, answers
  origin TEXT NOT NULL,  -- person, rule
  PRIMARY KEY (turn, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX turn_question_question ON turn_question (question);

CREATE TABLE consent (  -- of a case, or of one speaker
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  case_id INTEGER REFERENCES study_case (id) DEFERRABLE INITIALLY DEFERRED,
  speaker INTEGER REFERENCES speaker (id) DEFERRABLE INITIALLY DEFERRED,
  interview TEXT NOT NULL,  -- each: unknown, given, refused, withdrawn
  quotation TEXT NOT NULL,
  archive TEXT NOT NULL,
  assent TEXT NOT NULL,
  until_date TEXT,  -- YYYY-MM-DD: use ends then
  note TEXT NOT NULL,
  recorded_ms INTEGER NOT NULL,
  CHECK ((case_id IS NULL) <> (speaker IS NULL))
) STRICT;
CREATE INDEX consent_case ON consent (case_id);
CREATE INDEX consent_speaker ON consent (speaker);

CREATE TABLE erasable_string (  -- names and other strings that belong to somebody and go when he or she does
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  owner_kind TEXT NOT NULL,  -- case, speaker, document
  owner INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX erasable_string_owner ON erasable_string (owner_kind, owner);

-- Codes
CREATE TABLE codebook (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  description TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE codebook_document (  -- the documents a codebook is for; none = all
  codebook INTEGER NOT NULL REFERENCES codebook (id) DEFERRABLE INITIALLY DEFERRED,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (codebook, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX codebook_document_document ON codebook_document (document);

CREATE TABLE code (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  codebook INTEGER NOT NULL REFERENCES codebook (id) DEFERRABLE INITIALLY DEFERRED,
  parent INTEGER REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  short_key TEXT NOT NULL,
  short_key_fold TEXT NOT NULL,
  definition TEXT NOT NULL,
  include_rule TEXT NOT NULL,
  exclude_rule TEXT NOT NULL,
  example TEXT NOT NULL,
  colour TEXT NOT NULL,
  theme INTEGER NOT NULL CHECK (theme IN (0, 1)),
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX code_parent ON code (parent, codebook);
CREATE INDEX code_codebook ON code (codebook);
CREATE INDEX code_short_key ON code (short_key_fold) WHERE short_key_fold <> '';

CREATE TABLE crosswalk (  -- codes of different codebooks that mean the same or nearly so
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  source INTEGER NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  relation TEXT NOT NULL,  -- same, broader, narrower, related
  note TEXT NOT NULL
) STRICT;
CREATE INDEX crosswalk_source ON crosswalk (source);
CREATE INDEX crosswalk_target ON crosswalk (target);

-- Rounds of coding
CREATE TABLE round (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  state TEXT NOT NULL,  -- open, sealed, revealed
  opened_ms INTEGER NOT NULL,
  sealed_ms INTEGER,
  revealed_ms INTEGER
) STRICT;

CREATE TABLE assignment (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  round INTEGER NOT NULL REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED,
  coder INTEGER NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  done INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
CREATE INDEX assignment_round ON assignment (round);
CREATE INDEX assignment_coder ON assignment (coder);
CREATE INDEX assignment_document ON assignment (document);

CREATE TABLE coding (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
  code INTEGER NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  coder INTEGER NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  origin INTEGER NOT NULL CHECK (origin IN (0, 1)),  -- 0 = a person, 1 = a rule
  created_ms INTEGER NOT NULL,
  round INTEGER REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
-- Holds all that a snapshot reads, in its order.
CREATE INDEX coding_document ON coding (document, start_at, end_at, code, coder, origin);
CREATE INDEX coding_code ON coding (code);

CREATE TABLE reconciliation (  -- what coders agreed on where they had differed
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  round INTEGER REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
  code INTEGER NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  decision TEXT NOT NULL,
  body INTEGER,
  coder INTEGER NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  decided_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX reconciliation_round ON reconciliation (round);
CREATE INDEX reconciliation_document ON reconciliation (document);
CREATE INDEX reconciliation_code ON reconciliation (code);
CREATE INDEX reconciliation_coder ON reconciliation (coder);

CREATE TABLE review_item (  -- ranges that a text change could not place; a person looks
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  target_kind TEXT NOT NULL,  -- coding, annotation, quote_range, summary_link
  target INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  revision INTEGER NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,  -- where the range was right
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  resolved_ms INTEGER
) STRICT;
CREATE INDEX review_item_target ON review_item (target_kind, target);
CREATE INDEX review_item_document ON review_item (document);
CREATE INDEX review_item_revision ON review_item (revision);

-- Notes
CREATE TABLE memo (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  target_kind TEXT NOT NULL,  -- project, document, case, unit, code, coding, finding, quote, set, round, ...
  target INTEGER NOT NULL,    -- 1 for the project
  kind TEXT NOT NULL,         -- analytic, methodological, reflexive, defining
  title TEXT NOT NULL,
  body INTEGER NOT NULL,
  coder INTEGER NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX memo_target ON memo (target_kind, target);
CREATE INDEX memo_coder ON memo (coder);

CREATE TABLE annotation (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
  body INTEGER NOT NULL,
  coder INTEGER NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX annotation_document ON annotation (document);
CREATE INDEX annotation_coder ON annotation (coder);

CREATE TABLE decision (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  decided_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body INTEGER NOT NULL,
  coder INTEGER NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX decision_coder ON decision (coder);

-- Sets beside the tree
CREATE TABLE named_set (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  kind TEXT NOT NULL  -- code, case, document: what its members are
) STRICT;

CREATE TABLE set_member (
  set_id INTEGER NOT NULL REFERENCES named_set (id) DEFERRABLE INITIALLY DEFERRED,
  target_kind TEXT NOT NULL,
  target INTEGER NOT NULL,
  PRIMARY KEY (set_id, target_kind, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX set_member_target ON set_member (target_kind, target);

-- Quotes
CREATE TABLE quote (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL,        -- draft, approved, rejected
  attribution TEXT NOT NULL,   -- a rule of its own; empty = the section's
  text_hash BLOB,              -- of the words at approval: shows that they drifted
  body INTEGER,                -- the quote's own note
  coder INTEGER NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX quote_document ON quote (document);
CREATE INDEX quote_coder ON quote (coder);

CREATE TABLE quote_range (  -- in the order of `position`
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  quote INTEGER NOT NULL REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
) STRICT;
CREATE INDEX quote_range_quote ON quote_range (quote);

CREATE TABLE quote_edit (  -- what is done to the words inside a range
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  quote_range INTEGER NOT NULL REFERENCES quote_range (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,  -- omission, clarification, emphasis
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
  text TEXT NOT NULL  -- the clarification's words, without brackets
) STRICT;
CREATE INDEX quote_edit_range ON quote_edit (quote_range);

CREATE TABLE quote_code (
  quote INTEGER NOT NULL REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
  code INTEGER NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,  -- order of quotes under the code
  PRIMARY KEY (quote, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX quote_code_code ON quote_code (code);

-- Findings
CREATE TABLE finding (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  title TEXT NOT NULL,
  body INTEGER NOT NULL,
  position INTEGER NOT NULL,
  coder INTEGER NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_coder ON finding (coder);

CREATE TABLE finding_link (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  finding INTEGER NOT NULL REFERENCES finding (id) DEFERRABLE INITIALLY DEFERRED,
  target_kind TEXT NOT NULL,  -- code, coding, quote, survey, document, case, finding
  target INTEGER NOT NULL,
  role TEXT NOT NULL,  -- supports, qualifies, contradicts
  note TEXT NOT NULL
) STRICT;
CREATE INDEX finding_link_finding ON finding_link (finding);
CREATE INDEX finding_link_target ON finding_link (target_kind, target);

CREATE TABLE judgement (  -- what a person says of a finding or theme in one participant group
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  target_kind TEXT NOT NULL,  -- finding, code
  target INTEGER NOT NULL,
  participant_group TEXT NOT NULL,
  verdict TEXT NOT NULL,
  body INTEGER,
  coder INTEGER NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  judged_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX judgement_target ON judgement (target_kind, target);
CREATE INDEX judgement_coder ON judgement (coder);

-- Framework matrices
CREATE TABLE framework (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, name_key TEXT NOT NULL
) STRICT;

CREATE TABLE framework_column (
  framework INTEGER NOT NULL REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED,
  code INTEGER NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  PRIMARY KEY (framework, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX framework_column_code ON framework_column (code);

CREATE TABLE summary (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  framework INTEGER NOT NULL REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED,
  case_id INTEGER NOT NULL REFERENCES study_case (id) DEFERRABLE INITIALLY DEFERRED,
  code INTEGER NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  body INTEGER NOT NULL,
  stale INTEGER NOT NULL CHECK (stale IN (0, 1)),  -- what it rests on changed since
  coder INTEGER NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX summary_framework ON summary (framework);
CREATE INDEX summary_case ON summary (case_id);
CREATE INDEX summary_code ON summary (code);
CREATE INDEX summary_coder ON summary (coder);

CREATE TABLE summary_link (  -- the passages a summary rests on
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  summary INTEGER NOT NULL REFERENCES summary (id) DEFERRABLE INITIALLY DEFERRED,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
  coding INTEGER REFERENCES coding (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX summary_link_summary ON summary_link (summary);
CREATE INDEX summary_link_document ON summary_link (document);
CREATE INDEX summary_link_coding ON summary_link (coding);

-- Saved queries, recipes, board layouts
CREATE TABLE saved_spec (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  json TEXT NOT NULL,
  created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL
) STRICT;
