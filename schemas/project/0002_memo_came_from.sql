-- Format 2: a memo says what it was on when that was deleted or merged away: its kind (as target_kind) and the name it
-- had; both empty where nothing was. Names here are erased with those of the thing.
ALTER TABLE memo ADD COLUMN was_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE memo ADD COLUMN was_name TEXT NOT NULL DEFAULT '';
