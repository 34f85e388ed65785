#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/uuid.hpp"
#include "model/snapshot.hpp"
#include "store/writer.hpp"

namespace polyvocal::store {

struct ProjectAccess;  // tests reach inside through it

inline constexpr std::string_view kProjectExtension = ".polyvocal";

enum class OpenMode {
  kReadWrite,
  kReadOnly,  ///< also works on read-only places
};

/// Who acts, and what the act is called. `verb` is a stable key ("import-document", "add-code"); `parameters` is JSON
/// without any participant's words: identifiers, counts, names of codes. `batch` joins acts that are undone together.
struct ActInfo {
  model::CoderId coder{};  ///< zero = the program
  std::string verb{};
  std::string parameters = "{}";
  std::optional<base::Uuid> batch{};
};

/// One entry of the history, newest last in lists.
struct HistoryEntry {
  std::int64_t id = 0;  ///< sequence: 1, 2, 3, ...
  std::int64_t time_ms = 0;
  model::CoderId coder;
  std::string coder_name;
  std::string verb;
  std::string parameters;  ///< empty if erased
  std::optional<base::Uuid> batch;
  std::int64_t undoes = 0;  ///< this entry undoes entry N
  std::int64_t redoes = 0;  ///< this entry redoes entry N
  bool undone = false;      ///< its effect is not in force now
  bool erased = false;
  bool barrier = false;
};

/// A fault that verify() found.
struct Fault {
  std::string kind;    ///< "integrity", "foreign-key", "hash-chain", "range", "text-hash", "uniqueness", "turns",
                       ///< "counts", "body", "quote", "memo"
  std::string detail;  ///< identifiers only, no text
};

enum class SnapshotWords { kWithout, kWith };
enum class MemoBodies { kWithout, kWith };

/// A project file: one SQLite database. The only place where SQL is written. One thread; a background job opens its own
/// read connection with open(..., kReadOnly). Every write goes through perform(): one act = one transaction = one
/// history entry. While a Project is open for writing others may open it too: writers wait for each other
/// (busy timeout 5 s, then kProjectLocked).
class Project {
 public:
  struct CreateOptions {
    std::string title{};
    std::string language = "en";
  };
  /// Makes a new file. Errors: kProjectExists, kFileNotWritable, kDiskFull.
  static base::Result<Project> create(const std::filesystem::path& path, const CreateOptions& options);
  /// Opens one; an older format is migrated after a backup copy beside it (kReadWrite), or in a temporary copy
  /// (kReadOnly). Errors: kProjectMissing, kNotAProject, kProjectNewer, kProjectLocked, kProjectReadOnly,
  /// kProjectDamaged, kDiskFull.
  static base::Result<Project> open(const std::filesystem::path& path, OpenMode mode);
  ~Project();
  Project(Project&&) noexcept;
  Project& operator=(Project&&) noexcept;

  const std::filesystem::path& path() const;
  base::Uuid guid() const;
  const std::string& title() const;
  const std::string& language() const;
  bool read_only() const;

  // --- acts ---------------------------------------------------------------------------------------------------------
  /// Runs `act` in a transaction. If it returns an error, or the commit fails, nothing is changed. An act that changes
  /// nothing leaves no history entry (returns 0). Returns the entry's sequence. Not reentrant.
  /// Errors: those of `act`; kProjectLocked, kProjectReadOnly, kDiskFull, kProjectDamaged.
  base::Result<std::int64_t> perform(const ActInfo& info, const std::function<base::Result<void>(Writer&)>& act);
  /// Runs `work`, whose calls of perform() share one commit: each is an entry of its own and whole or absent by itself,
  /// but they reach the disk together at the end, or not at all if `work` or the commit fails. Waiting for the disk is
  /// most of the time of a small act, so this makes a batch of imports three times as fast. Other writers wait
  /// meanwhile: keep it under half a second. No undo() or redo() inside.
  base::Result<void> perform_together(const std::function<base::Result<void>()>& work);
  /// As perform(), but rolls back at the end in any case: the result of `act` on a state that is thrown away.
  base::Result<void> rehearse(const ActInfo& info, const std::function<base::Result<void>(Writer&)>& act);
  /// Undoes the last act in force, whoever acted, with those of its batch that stand directly before it (all of it,
  /// unless another process acted in between: then that act comes next). Returns the undone entries, newest first.
  /// Errors: kNothingToUndo, kUndoBarrier, kConflict (nothing changed).
  base::Result<std::vector<HistoryEntry>> undo(model::CoderId coder);
  /// Takes the last undo back, with all entries that it undid. A new act ends redo. Returns the entries that are in
  /// force again, oldest first. Errors: kNothingToRedo, kConflict.
  base::Result<std::vector<HistoryEntry>> redo(model::CoderId coder);
  /// The last `limit` entries, oldest first; all if 0.
  base::Result<std::vector<HistoryEntry>> history(std::int64_t limit = 0) const;
  /// Hexadecimal head of the hash chain; 64 zeros for an empty history.
  base::Result<std::string> chain_head() const;
  /// Sequence of the last entry; 0 if none. Cheap; notices another process's acts.
  base::Result<std::int64_t> sequence() const;

  // --- reading ------------------------------------------------------------------------------------------------------
  base::Result<std::vector<model::Document>> documents() const;        ///< by name, in the project language's order
  base::Result<model::Document> document(model::DocumentId id) const;  ///< kNotFound if it is not there
  base::Result<model::DocumentId> find_document(std::string_view name_or_guid) const;
  base::Result<std::string> text(model::DocumentId document) const;                      ///< the current revision
  base::Result<std::vector<model::Passage>> passages(model::DocumentId document) const;  ///< in text order
  /// What was said in these passages of current revisions, in this order, without reading whole documents for it;
  /// nothing for one that is not there any more.
  struct PassageWords {
    text::CodePointRange body;
    std::string text;
  };
  base::Result<std::vector<std::optional<PassageWords>>> passage_words(const std::vector<model::PassageId>& ids) const;
  base::Result<std::vector<model::Speaker>> speakers(model::DocumentId document) const;
  /// Places of the current text that have a time, ascending: code point, milliseconds. Empty for most documents.
  base::Result<std::vector<std::pair<std::int64_t, std::int64_t>>> times(model::DocumentId document) const;
  /// What the import noted (NewDocument::import_record).
  base::Result<std::string> import_record(model::DocumentId document) const;
  base::Result<std::vector<model::Coding>> codings(model::DocumentId document) const;  ///< by start, end, id
  base::Result<model::CodingId> find_coding(std::string_view guid) const;              ///< kNotFound
  base::Result<model::Coding> coding(model::CodingId id) const;                        ///< kNotFound
  /// The GUIDs of these codings, in this order; nil for one that is not there.
  base::Result<std::vector<base::Uuid>> coding_guids(const std::vector<model::CodingId>& ids) const;
  base::Result<std::vector<model::Case>> cases() const;  ///< by name order
  base::Result<std::vector<model::Unit>> units() const;
  base::Result<std::vector<model::Attribute>> attributes() const;
  base::Result<std::vector<model::NamedSet>> sets() const;                          ///< by id
  base::Result<std::vector<model::QuoteCollectionHead>> quote_collections() const;  ///< by id
  /// All of every collection, and those of none: by collection, theme (its id), position, id.
  base::Result<std::vector<model::CollectedQuote>> quotes() const;
  /// What people said of the use of their words, newest last.
  struct Consent {
    model::CaseId case_id;        ///< zero: of the speaker
    model::SpeakerId speaker;     ///< zero: of the case
    bool quotation_ends = false;  ///< refused or withdrawn, for quotation or as a whole
    std::string until;            ///< YYYY-MM-DD: use ends then; empty = never
    std::int64_t recorded_ms = 0;
  };
  base::Result<std::vector<Consent>> consents() const;
  /// Values of attributes of documents, by document and attribute; missing ones that were stored as such among them.
  base::Result<std::vector<std::pair<model::DocumentId, model::AttributeValue>>> document_values() const;
  base::Result<model::CodeTree> codes() const;
  base::Result<std::vector<model::Coder>> coders() const;
  /// Memos in the order of their making, each with what it is about.
  base::Result<std::vector<model::Memo>> memos(MemoBodies bodies = MemoBodies::kWithout) const;
  base::Result<model::Memo> memo(model::MemoId id) const;  ///< with its body; kNotFound
  /// Those about just this thing; for a range, those on ranges that share a character with it (not on codings).
  base::Result<std::vector<model::Memo>> memos_on(const model::MemoTarget& target,
                                                  MemoBodies bodies = MemoBodies::kWithout) const;
  base::Result<model::MemoId> find_memo(std::string_view guid_or_title) const;  ///< kNotFound, kAmbiguous
  base::Result<std::vector<model::Decision>> decisions() const;                 ///< by day, then as written
  /// The whole picture. Unchanged documents' chunks are taken from `previous` if given.
  base::Result<std::shared_ptr<const model::Snapshot>> snapshot(SnapshotWords words,
                                                                const model::Snapshot* previous = nullptr) const;

  // --- care ---------------------------------------------------------------------------------------------------------
  /// Checks the whole file: SQLite's integrity and foreign keys, hash chain, every range inside its text, turns in
  /// order, text against its hash, word counts, uniqueness rules that are not constraints, bodies present. Empty =
  /// sound.
  base::Result<std::vector<Fault>> verify() const;
  /// Every user table's rows in a fixed order as text, without history and caches: for comparing states in tests.
  base::Result<std::string> logical_dump() const;

 private:
  friend class Writer;
  friend struct ProjectAccess;
  struct Impl;
  explicit Project(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace polyvocal::store
