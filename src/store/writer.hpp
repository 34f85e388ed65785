#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "model/attribute.hpp"
#include "model/case.hpp"
#include "model/code.hpp"
#include "model/collected_quote.hpp"
#include "model/document.hpp"
#include "model/memo.hpp"
#include "model/named_set.hpp"

namespace polyvocal::store {

class Project;

/// Fields of a code that set_code() may change; unset ones stay.
struct CodeChange {
  std::optional<std::string> key{}, definition{}, include{}, exclude{}, example{}, colour{};
  std::optional<bool> theme{};
};

struct NewCode {
  model::CodeId parent{};  ///< zero = top level
  std::string name{};
  std::string key{}, definition{}, include{}, exclude{}, example{}, colour{};
  bool theme = false;
};

struct NewMemo {
  model::MemoTarget on{};
  model::MemoKind kind = model::MemoKind::kAnalytic;
  std::string title{}, body{};
  model::CoderId coder{};
};

/// Fields of a memo that set_memo() may change; unset ones stay.
struct MemoChange {
  std::optional<std::string> title{}, body{};
  std::optional<model::MemoKind> kind{};
};

/// Fields of a decision that set_decision() may change; unset ones stay.
struct DecisionChange {
  std::optional<std::int64_t> decided_ms{};
  std::optional<std::string> text{}, reason{};
};

enum class DeleteCodings {
  kRefuse,  ///< kRefused if the code or a descendant has codings
  kDelete,  ///< they go with the code
};

struct NewQuote {
  model::DocumentId document{};
  std::vector<model::QuoteRange> ranges{};
  model::CollectionId collection{};
  model::CodeId theme{};  ///< zero = not placed yet
};

/// The changes an act may make, valid only inside Project::perform. Every function checks its arguments before it
/// changes anything; the first error should end the act. Names are cleaned (text::clean_name) and compared folded.
class Writer {
 public:
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // --- documents
  /// Stores text, turns, speakers. A taken name gets " (2)", " (3)", ... Returns the id.
  base::Result<model::DocumentId> add_document(const model::NewDocument& document);
  base::Result<void> rename_document(model::DocumentId document, std::string_view name);
  /// Removes a document with its codings and links from view; undo brings it back.
  base::Result<void> delete_document(model::DocumentId document);
  /// Errors: kInvalidArgument if the value does not fit the attribute's type, or the attribute is not of documents.
  base::Result<void> set_document_value(model::DocumentId document, model::AttributeId attribute,
                                        const model::AttributeValue& value);
  base::Result<void> set_speaker_role(model::SpeakerId speaker, model::SpeakerRole role);

  // --- participants
  base::Result<model::AttributeId> add_attribute(std::string_view name, model::AttributeTarget target,
                                                 model::AttributeType type,
                                                 const std::vector<std::string>& levels = {});
  /// Values are brought into the new type's canonical text. Errors: kInvalidArgument (one does not fit; nothing
  /// changed).
  base::Result<void> set_attribute_type(model::AttributeId attribute, model::AttributeType type,
                                        const std::vector<std::string>& levels = {});
  base::Result<model::UnitId> add_unit(std::string_view name);
  base::Result<model::CaseId> add_case(std::string_view name, model::UnitId unit = {});
  base::Result<void> set_case_unit(model::CaseId case_id, model::UnitId unit);
  base::Result<void> rename_case(model::CaseId case_id, std::string_view name);
  base::Result<void> delete_case(model::CaseId case_id);
  /// As set_document_value(), for cases. kMissing and kNotApplicable are stored as such.
  base::Result<void> set_case_value(model::CaseId case_id, const model::AttributeValue& value);
  /// The speaker's turns belong to the case; zero unlinks.
  base::Result<void> link_speaker(model::SpeakerId speaker, model::CaseId case_id);
  /// The whole document belongs to the case. Linking twice is no error.
  base::Result<void> link_document(model::DocumentId document, model::CaseId case_id);
  base::Result<void> unlink_document(model::DocumentId document, model::CaseId case_id);

  // --- codes
  base::Result<model::CodeId> add_code(const NewCode& code);
  base::Result<void> rename_code(model::CodeId code, std::string_view name);
  /// Under `parent` (zero = top) at `position` among its children (-1 = last). Errors: kRefused under itself;
  /// kDuplicate.
  base::Result<void> move_code(model::CodeId code, model::CodeId parent, std::int64_t position = -1);
  base::Result<void> set_code(model::CodeId code, const CodeChange& change);
  /// Every coding, child and link of `sources` goes to `target`; the sources are deleted. No coding is lost: one that
  /// the same coder already has on the same range with `target` stays as that one. Definitions are kept by appending.
  /// Errors: kRefused if target is among or below the sources. Returns the number of codings that got `target`, without
  /// those it had already. A child whose name is taken below `target` gets " (2)".
  base::Result<std::int64_t> merge_codes(const std::vector<model::CodeId>& sources, model::CodeId target);
  /// Makes a new sibling `name` (colour and theme mark as `code`) and moves the given codings of `code` to it. Returns
  /// the new code. Errors: kDuplicate, kInvalidName, kInvalidArgument (a coding of another code).
  base::Result<model::CodeId> split_code(model::CodeId code, std::string_view name,
                                         const std::vector<model::CodingId>& codings);
  /// With its descendants.
  base::Result<void> delete_code(model::CodeId code, DeleteCodings codings);

  // --- coding
  /// Errors: kInvalidArgument (empty range or beyond the text), kDuplicate (same coder, code, range), kNotFound.
  base::Result<model::CodingId> add_coding(model::DocumentId document, text::CodePointRange range, model::CodeId code,
                                           model::CoderId coder, model::Origin origin = model::Origin::kPerson);
  base::Result<void> delete_coding(model::CodingId coding);
  base::Result<void> set_coding_range(model::CodingId coding, text::CodePointRange range);

  // --- sets
  /// Errors: kInvalidName, kDuplicate (a set of that kind and name).
  base::Result<model::SetId> add_set(std::string_view name, model::SetKind kind);
  base::Result<void> rename_set(model::SetId set, std::string_view name);
  /// `member`: the id of a code, case or document, after the set's kind. Adding twice is no error.
  base::Result<void> add_to_set(model::SetId set, std::int64_t member);
  base::Result<void> remove_from_set(model::SetId set, std::int64_t member);
  /// Its members stay.
  base::Result<void> delete_set(model::SetId set);
  // --- memos. Deleting what a memo is about never deletes the memo: one on a coding stays at the words that were
  // coded, any other goes to the project; after a merge it is on what was merged into. It then says what it was on.
  /// Titles are cleaned as names are, may be empty and need not be unique. Errors: kNotFound (target, coder),
  /// kInvalidArgument (a range empty or beyond the text, a body that is no UTF-8 or holds NUL, kOther), kInvalidName (a
  /// title over 1,000 bytes).
  base::Result<model::MemoId> add_memo(const NewMemo& memo);
  /// What is as it was already leaves no trace. Errors: kNotFound; kInvalidArgument and kInvalidName as add_memo().
  base::Result<void> set_memo(model::MemoId memo, const MemoChange& change);
  base::Result<void> delete_memo(model::MemoId memo);
  /// Hangs the memo on something else; it no longer says what it was on. Errors: as add_memo().
  base::Result<void> link_memo(model::MemoId memo, const model::MemoTarget& on);
  /// The memo is then about the project.
  base::Result<void> unlink_memo(model::MemoId memo);

  // --- decision log
  /// `decided_ms` is any moment of the day, in UTC. Errors: kInvalidName (no text, or over 1,000 bytes),
  /// kInvalidArgument (the reason's bytes, a day before 1900 or after 2200), kNotFound (coder).
  base::Result<model::DecisionId> add_decision(std::int64_t decided_ms, std::string_view text, std::string_view reason,
                                               model::CoderId coder);
  /// What is as it was already leaves no trace. Errors: kNotFound, and as add_decision().
  base::Result<void> set_decision(model::DecisionId decision, const DecisionChange& change);
  base::Result<void> delete_decision(model::DecisionId decision);  ///< kNotFound

  // --- quotes
  /// Errors: kInvalidName, kDuplicate (a collection of that name).
  base::Result<model::CollectionId> add_quote_collection(std::string_view name);
  base::Result<void> rename_quote_collection(model::CollectionId collection, std::string_view name);
  /// The rule by which quotes without one of their own are attributed; empty = the program's.
  base::Result<void> set_collection_attribution(model::CollectionId collection, std::string_view rule);
  /// With its quotes.
  base::Result<void> delete_quote_collection(model::CollectionId collection);
  /// A draft at the end of its theme's quotes in the collection. Errors: kNotFound (document, collection, theme);
  /// kInvalidArgument (no range; an empty one, one beyond the text, two that overlap; an edit outside its range, one
  /// that overlaps another; a clarification without words, longer than 1000 bytes, or with a bracket or a line end).
  base::Result<model::QuoteId> add_quote(const NewQuote& quote, model::CoderId coder);
  /// Other ranges or other edits: the quote is a draft again, and `coder` answers for it. Errors: as add_quote().
  base::Result<void> set_quote_ranges(model::QuoteId quote, const std::vector<model::QuoteRange>& ranges,
                                      model::CoderId coder);
  /// `coder` answers for these words as they are now.
  base::Result<void> set_quote_status(model::QuoteId quote, model::QuoteStatus status, model::CoderId coder);
  /// Empty = the collection's rule.
  base::Result<void> set_quote_attribution(model::QuoteId quote, std::string_view rule);
  /// Under a theme (zero = not placed yet, which has no order) at `position` among the collection's quotes there; -1 =
  /// last.
  base::Result<void> place_quote(model::QuoteId quote, model::CodeId theme, std::int64_t position = -1);
  /// Into another collection, last under the same theme.
  base::Result<void> move_quote(model::QuoteId quote, model::CollectionId collection);
  base::Result<void> delete_quote(model::QuoteId quote);

  // --- coders
  base::Result<model::CoderId> add_coder(std::string_view name);
  base::Result<void> set_title(std::string_view title);

 private:
  friend class Project;
  struct Impl;
  explicit Writer(Impl& impl) : impl_(impl) {}
  Impl& impl_;
};

}  // namespace polyvocal::store
