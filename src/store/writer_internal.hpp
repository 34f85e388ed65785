#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/project_internal.hpp"

namespace polyvocal::store {

// --- checks (writer_checks.cpp); all throw SQLite::Exception
/// A name as it is stored, with the form that uniqueness compares.
struct Name {
  std::string text;
  std::string key;
};
/// Errors: kInvalidName.
base::Result<Name> checked_name(std::string_view kind, std::string_view raw);
/// kNotFound unless `found`.
base::Result<void> must_exist(bool found, std::string_view kind, std::int64_t id);
tl::unexpected<base::Error> duplicate(std::string_view kind, std::string_view name);
tl::unexpected<base::Error> invalid(std::string_view what, std::string_view value);
tl::unexpected<base::Error> refused(std::string_view reason);
/// The range is not empty and inside the document's text. Errors: kNotFound, kInvalidArgument.
base::Result<void> check_range(WriterState& state, model::DocumentId document, text::CodePointRange range);
/// Length of the document's text. Errors: kNotFound.
base::Result<std::int64_t> document_length(WriterState& state, model::DocumentId document);
base::Result<void> check_code(WriterState& state, model::CodeId code);
base::Result<void> check_coder(WriterState& state, model::CoderId coder);
std::vector<std::string> levels_of(Connection& connection, model::AttributeId attribute);
/// The value as it will be stored. Errors: kNotFound, kInvalidArgument.
base::Result<model::AttributeValue> checked_value(WriterState& state, model::AttributeTarget target,
                                                  const model::AttributeValue& value);

// --- removal of rows with all that hangs on them (removal.cpp); all throw
/// Set membership, links, judgements, review items and erasable strings of one thing go; its memos stay, as the
/// project's.
void remove_references(Connection& connection, std::string_view kind, std::int64_t id);
void remove_coding(WriterState& state, std::int64_t coding);
void remove_codings_of_document(WriterState& state, std::int64_t document);
void remove_codings_of_code(WriterState& state, std::int64_t code);
void remove_quote(Connection& connection, std::int64_t quote);
/// With their edits; the quote itself stays.
void remove_quote_ranges(Connection& connection, std::int64_t quote);
void remove_summary(Connection& connection, std::int64_t summary);
/// All rows of one document but its own.
void remove_document_children(WriterState& state, std::int64_t document);
void remove_case_children(WriterState& state, std::int64_t case_id);
/// All rows of one code but its own and its children's.
void remove_code_children(WriterState& state, std::int64_t code);

// --- bodies and memos (writer_memos.cpp); all throw
/// Stores a text under a random id.
std::int64_t insert_body(WriterState& state, std::string_view text);
/// Memos of a thing that is about to go become memos of the project, and keep the thing's kind and name.
void release_memos(Connection& connection, std::string_view kind, std::int64_t id);
/// The same for all codings, ranges and speakers of a document.
void release_memos_within(Connection& connection, std::int64_t document);
/// Memos of `from` are of `to` from now on, and keep the name that `from` has.
void hand_over_memos(Connection& connection, std::string_view kind, std::int64_t from, std::int64_t to);
/// Memos of the codings in temp.removed_coding stay at the words that were coded, as memos of ranges, and keep the
/// code's name.
void move_memos_to_ranges(WriterState& state);

// --- codes (writer_codes.cpp)
/// Is there a child of `parent` (zero: top level of `codebook`) with this name, other than `except`?
bool sibling_named(Connection& connection, std::int64_t codebook, model::CodeId parent, std::string_view name_key,
                   model::CodeId except);
/// The parent must exist. Errors: kInvalidName, kInvalidArgument, kDuplicate.
base::Result<model::CodeId> insert_code(WriterState& state, const NewCode& code, std::int64_t codebook);
/// The code and everything below it, parents first.
std::vector<std::int64_t> subtree_of(Connection& connection, std::int64_t code);
bool is_below(Connection& connection, std::int64_t code, std::int64_t ancestor);
std::int64_t next_position(Connection& connection, std::int64_t codebook, model::CodeId parent);
std::int64_t codebook_of(Connection& connection, model::CodeId code);

}  // namespace polyvocal::store
