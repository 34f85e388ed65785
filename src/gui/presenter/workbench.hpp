#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/codebook.hpp"
#include "app/facets.hpp"
#include "app/session.hpp"
#include "base/error.hpp"
#include "gui/presenter/groups.hpp"
#include "gui/presenter/page_content.hpp"
#include "gui/presenter/transcript_content.hpp"
#include "text/boundaries.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::gui {

/// What changed and must be looked at again.
enum class Topic {
  kProject,    ///< another history entry: codes, cases, documents, counts
  kPage,       ///< another document is open
  kCodings,    ///< codings of the open document
  kSelection,  ///< selection, caret or active coding
  kResults,
  kStatus,
};

/// What just happened, in one sentence, and whether it can be undone from there.
struct Status {
  std::string sentence;
  bool undoable = false;
  bool error = false;
};

/// One passage in the list of results.
struct ResultRow {
  model::DocumentId document;
  text::CodePointRange range;
  std::string where;  ///< the case, or the document
  std::string group;
  std::int64_t turn = 0;                                   ///< 1-based
  std::string text;                                        ///< one line: the passage, or the snippet of a hit
  std::vector<std::pair<std::size_t, std::size_t>> marks;  ///< byte ranges of `text` that were found or coded
  std::string coders;                                      ///< initials
  std::vector<std::string> codings;  ///< GUIDs of those that made it a result; empty for a hit of a search
};
struct Results {
  std::string title;  ///< what was asked
  std::string count;  ///< "34 segments in 15 cases, 11 units"
  std::vector<ResultRow> rows;
  std::string query;   ///< as typed; empty if it is no search
  app::Facets facets;  ///< of everything found, also beyond `rows`
};

enum class Edge { kStart, kEnd };
enum class Step { kGrapheme, kWord, kSentence };
enum class Direction { kBack, kForward };

/// An open project as the window shows it: which document, what is selected, what was found; and everything a reader
/// can do to it. Decides everything and draws nothing. Every change goes through app:: and is on disk before an
/// observer hears of it. An action that fails changes nothing but the status. GUI thread.
class Workbench {
 public:
  static base::Result<std::unique_ptr<Workbench>> open(const std::filesystem::path& path,
                                                       const app::Session::Options& options);
  static base::Result<std::unique_ptr<Workbench>> create(const std::filesystem::path& path, const std::string& title,
                                                         const app::Session::Options& options);

  void observe(std::function<void(Topic)> observer) { observers_.push_back(std::move(observer)); }

  app::Session& session() { return *session_; }
  const model::Snapshot& snapshot() const { return *snapshot_; }
  /// The same, for whoever must keep what it shows.
  std::shared_ptr<const model::Snapshot> shared_snapshot() const { return snapshot_; }
  const std::vector<analysis::CodeCount>& counts() const { return counts_; }
  const std::vector<std::size_t>& hues() const { return hues_; }
  const GroupLooks& looks() const { return looks_; }
  const Status& status() const { return status_; }
  const Results& results() const { return results_; }
  /// What the results are narrowed to: field -> value.
  const std::map<std::string, std::string>& narrowed_to() const { return facets_; }
  /// Looks whether another program changed the project; cheap. Tells observers if so.
  void poll();

  // --- the page
  std::shared_ptr<const PageText> page() const { return page_; }
  std::shared_ptr<const PageCodings> codings() const { return codings_; }
  void open_document(model::DocumentId document);
  /// All documents in the order of their names; empty if they cannot be read.
  const std::vector<model::DocumentId>& documents_by_name();
  /// The one before or after in the order of names; false at the end.
  bool open_neighbour(Direction direction);
  void go_to(model::DocumentId document, text::CodePointRange range);
  void set_coder_filter(CoderFilter filter);

  // --- selection
  text::CodePointRange selection() const { return selection_; }
  void set_selection(text::CodePointRange range);
  /// The coding in question: clicked, or stepped to; else the narrowest of mine at the caret.
  std::optional<model::CodingId> active_coding() const { return active_; }
  void set_active_coding(std::optional<model::CodingId> coding);
  /// Goes to the coding that begins next before or behind the caret.
  void step_coding(Direction direction);
  /// Selects the body of the turn at the caret.
  void select_turn();
  std::int64_t words_selected() const;
  std::string selected_text() const;

  // --- coding
  const std::vector<model::CodeId>& recent_codes() const { return recent_; }
  bool can_code() const { return page_ != nullptr && !selection_.empty() && !session_->project().read_only(); }
  void apply_code(model::CodeId code) { apply_code(code, selection_); }
  void apply_code(model::CodeId code, text::CodePointRange range);
  void apply_last();
  /// The n-th of the recently used codes, 1 to 9, in the order in which they were first used in this sitting.
  void apply_quick(std::size_t n);
  /// Makes a code (under `parent`, zero = top level) and applies it.
  void apply_new(std::string_view name, model::CodeId parent);
  /// A code named by the selected words.
  void apply_in_vivo();
  void remove_active();
  void move_edge(Edge edge, Step step, Direction direction);
  void undo();
  void redo();

  // --- codes
  void add_code(std::string_view name, model::CodeId parent);
  void rename_code(model::CodeId code, std::string_view name);
  void move_code(model::CodeId code, model::CodeId parent);
  void merge_codes(const std::vector<model::CodeId>& sources, model::CodeId target);
  void delete_code(model::CodeId code);
  /// Changes fields of a code; false after an error.
  bool set_code(model::CodeId code, const store::CodeChange& change);
  /// Moves the codings that made these rows results, all of one code, to a new code beside it.
  void split_rows(const std::vector<std::size_t>& rows, std::string_view name);

  // --- tables, rules and care
  /// Codes every passage that a query finds, as by rule: people's codings and the rule's stay apart in every count.
  void code_by_query(std::string_view query, model::CodeId code);
  void import_codings(const std::filesystem::path& file);
  void import_document_attributes(const std::filesystem::path& file);
  /// Checks the whole project file.
  void verify();

  // --- sets
  void make_set(std::string_view name, model::SetKind kind, const std::vector<std::int64_t>& members);
  void add_to_set(model::SetId set, const std::vector<std::int64_t>& members);
  void remove_from_set(model::SetId set, std::int64_t member);
  void rename_set(model::SetId set, std::string_view name);
  void delete_set(model::SetId set);
  /// Everything coded with any code of a set of codes.
  void retrieve_set(model::SetId set);

  // --- coders
  /// Another person codes from now on, on this machine and in this project.
  void act_as(std::string_view coder);
  const CoderFilter& coder_filter() const { return filter_; }

  // --- finding
  void retrieve(model::CodeId code);
  /// What is coded with any, or with all, of several codes.
  void retrieve_codes(const std::vector<model::CodeId>& codes, analysis::Combine combine);
  void show_results(Results results);
  /// Leaves those results that have a value of a facet ("group", "speaker", "code", "document"); an empty value: all
  /// again. For results of a search it is the query that is narrowed: narrowed_query().
  void narrow_results(std::string_view field, std::string_view value);
  /// The query of the results with a facet's value as a further condition, or without one on that field.
  std::string narrowed_query(std::string_view field, std::string_view value) const;
  /// Codes these rows of the results, as one act.
  void code_rows(const std::vector<std::size_t>& rows, model::CodeId code);
  /// Takes my codings off these rows, those that made them results, as one act; the rows go from the list.
  void uncode_rows(const std::vector<std::size_t>& rows);
  /// Puts another code in the place of my codings that made these rows results, as one act; the rows go from the list.
  void recode_rows(const std::vector<std::size_t>& rows, model::CodeId code);
  /// Makes a code (under `parent`) and codes these rows with it.
  void code_rows_new(const std::vector<std::size_t>& rows, std::string_view name, model::CodeId parent);
  /// Lists what was answered to the question at the caret, in every document in which it was asked.
  void find_answers();

  void say(std::string_view key, const std::vector<std::pair<std::string, std::string>>& params = {},
           bool undoable = false);
  void fail(const base::Error& error);

  /// After an act that did not go through the workbench: everything is looked at again and observers are told.
  void acted_beside() { acted(); }

  /// "34 segments in 15 cases".
  static std::string count_sentence(std::int64_t segments, std::int64_t cases);

 private:
  explicit Workbench(std::unique_ptr<app::Session> session);
  base::Result<void> refresh();
  void refresh_codings();
  void tell(Topic topic);
  void used(model::CodeId code);
  const PageCoding* find_coding(model::CodingId id) const;
  /// My codings among those of these rows; `gone`: the rows that have no other.
  std::vector<model::CodingId> my_codings(const std::vector<std::size_t>& rows, std::vector<bool>& gone) const;
  void drop_rows(const std::vector<bool>& gone);
  std::string guid_of(model::CodeId code) const;
  /// The code of that name below `parent` (zero = top level), made if there is none; zero after an error.
  model::CodeId code_called(std::string_view name, model::CodeId parent);
  std::string path_below(model::CodeId parent, std::string_view name) const;
  const model::NamedSet* find_set(model::SetId set) const;
  model::CoderId me() const;
  /// After an act: everything is looked at again and observers are told.
  void acted();
  void choose_active();

  std::unique_ptr<app::Session> session_;
  std::shared_ptr<const model::Snapshot> snapshot_;
  std::vector<analysis::CodeCount> counts_;
  std::vector<std::size_t> hues_;
  GroupLooks looks_;
  std::shared_ptr<const PageText> page_;
  std::unique_ptr<text::OffsetMap> map_;
  std::shared_ptr<const PageCodings> codings_;
  CoderFilter filter_;
  text::CodePointRange selection_;
  std::optional<model::CodingId> active_;
  std::vector<model::CodeId> recent_;  ///< last used first
  std::vector<model::CodeId> quick_;   ///< first used first
  std::vector<model::DocumentId> by_name_;
  std::shared_ptr<const model::Snapshot> by_name_of_;  ///< the snapshot that by_name_ is right for
  Results results_;
  std::vector<ResultRow> all_rows_;            ///< before they were narrowed
  std::map<std::string, std::string> facets_;  ///< what the rows are narrowed to: field -> value
  Status status_;
  std::vector<std::function<void(Topic)>> observers_;
};

}  // namespace polyvocal::gui
