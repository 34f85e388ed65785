#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session.hpp"
#include "model/memo.hpp"
#include "report/writers.hpp"

namespace polyvocal::app {

/// A memo with the names of what it is on.
struct MemoView {
  model::Memo memo;      ///< with its body
  std::string on;        ///< code's path, case's or document's name, of a coding its code's path; empty for the project
  std::string document;  ///< name; of a coding, a range or a document
  std::string coder;
};
struct DecisionView {
  model::Decision decision;
  std::string coder;
};

/// Which memos; everything that is set must hold.
struct MemoFilter {
  std::string words{};  ///< each must be somewhere in title, body, coder or the names of what the memo is on
  std::optional<model::MemoKind> kind{};
  std::optional<model::MemoPlace> place{};
  std::optional<model::MemoTarget> on{};  ///< as Project::memos_on()
};

/// "analytic", "methodological", "reflexive", "defining".
std::string_view memo_kind_name(model::MemoKind kind);
std::optional<model::MemoKind> memo_kind_named(std::string_view name);
/// "project", "document", "case", "unit", "code", "coding", "range", "other".
std::string_view memo_place_name(model::MemoPlace place);
std::optional<model::MemoPlace> memo_place_named(std::string_view name);

/// True if every word of `words` is a part of `text`; case, accents and the kind of apostrophe do not matter. No words:
/// true.
bool has_words(std::string_view text, std::string_view words);

/// In the order of their making.
base::Result<std::vector<MemoView>> memos(Session& session, const MemoFilter& filter);
base::Result<MemoView> memo(Session& session, model::MemoId id);  ///< kNotFound
/// By day. `words` as MemoFilter's, in text, reason and coder.
base::Result<std::vector<DecisionView>> decisions(Session& session, std::string_view words);
/// By GUID, or by a text that one decision has. Errors: kNotFound, kAmbiguous.
base::Result<model::DecisionId> find_decision(Session& session, std::string_view guid_or_text);

/// What a memo is to be on, named as everywhere. At most one of document, case, unit, code and coding; none: the
/// project. A range goes with a document.
struct MemoPlaceName {
  std::string document{}, case_name{}, unit{}, code{}, coding{};
  std::optional<text::CodePointRange> range{};
};
/// Errors: kNotFound, kAmbiguous, kUsage (several things, or a range without a document).
base::Result<model::MemoTarget> find_memo_target(Session& session, const MemoPlaceName& name);

/// Each is one act by the current coder. Errors: those of store::Writer.
base::Result<model::MemoId> add_memo(Session& session, store::NewMemo memo, Apply apply);
base::Result<void> change_memo(Session& session, model::MemoId memo, const store::MemoChange& change, Apply apply);
base::Result<void> move_memo(Session& session, model::MemoId memo, const model::MemoTarget& on, Apply apply);
base::Result<void> delete_memo(Session& session, model::MemoId memo, Apply apply);
struct NewDecision {
  std::int64_t day_ms = 0;  ///< any moment of the day, UTC
  std::string text{}, reason{};
};
base::Result<model::DecisionId> add_decision(Session& session, const NewDecision& decision, Apply apply);
base::Result<void> change_decision(Session& session, model::DecisionId decision, const store::DecisionChange& change,
                                   Apply apply);
base::Result<void> delete_decision(Session& session, model::DecisionId decision, Apply apply);

/// Tables for files and terminals, a memo or decision a row.
report::Table memos_table(const std::vector<MemoView>& memos);
report::Table decisions_table(const std::vector<DecisionView>& decisions);
/// "2026-11-21": the day of a moment in UTC, and back (midnight). Error: kInvalidArgument.
std::string day_of(std::int64_t moment_ms);
base::Result<std::int64_t> day_named(std::string_view day);

}  // namespace polyvocal::app
