#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/quotes.hpp"
#include "app/session.hpp"
#include "model/collected_quote.hpp"

namespace polyvocal::app {

/// The rule by which quotes are attributed if neither they nor their collection have one.
inline constexpr std::string_view kDefaultAttribution = "{pseudonym}";

/// A collected quote put into words.
struct CollectedQuoteView {
  model::CollectedQuote quote;
  std::string label;  ///< "Q-4f2k9x8z1p": stable, made from the quote's GUID, whatever is done to its words
  std::string document;
  std::vector<model::QuotePiece> pieces;
  std::string text;         ///< the pieces as they are printed; lines parted by LF
  std::string original;     ///< the linked ranges without any edit, a line each
  std::int64_t words = 0;   ///< of the participants, as quoted
  std::string rule;         ///< in force
  std::string attribution;  ///< by that rule
  std::string theme;        ///< its name; empty = not placed yet
  std::string theme_path;
  std::vector<std::string> cases;   ///< whose words it holds, in their order
  std::vector<std::string> groups;  ///< parallel to `cases`
  std::string unit;                 ///< of the first case
  std::string speaker;              ///< labels in the transcript, distinct
  std::int64_t first_turn = 0;      ///< 1-based
  std::int64_t last_turn = 0;
  std::string coder;  ///< who gave it its words or status last
  bool verbatim = true;
  /// Why a person must look at it again, as keys of the catalogue without "stale.": "text-changed" (other words stand
  /// at its place than when it was collected or its status was set), "not-coded" (nothing of it is coded as its theme),
  /// "consent-changed" (recorded after that), "consent-ended" (its words must not be quoted). Empty = nothing.
  std::vector<std::string> stale;
};

struct QuotedVoice {
  std::string name;
  std::string group;
  std::int64_t quotes = 0;  ///< a dialogue counts for each of its voices
};
struct QuotedGroup {
  std::string name;
  std::int64_t quotes = 0;
  std::int64_t cases = 0;      ///< that are quoted
  std::int64_t all_cases = 0;  ///< of the project in this group
};

struct QuoteCollectionView {
  model::QuoteCollectionHead head;
  std::vector<CollectedQuoteView> quotes;  ///< in the order of the code tree, under a theme by hand, unplaced ones last
  std::vector<QuotedVoice> voices;         ///< most often quoted first, then by name
  std::vector<QuotedGroup> groups;         ///< all groups of the project, by name
  std::int64_t words = 0;
};

/// All collections with their quotes, by age.
base::Result<std::vector<QuoteCollectionView>> quote_collections(Session& session);
/// One, by name or GUID. Errors: kNotFound.
base::Result<QuoteCollectionView> quote_collection(Session& session, std::string_view name);
/// "Q-..." of a collected quote.
std::string quote_label(const base::Uuid& guid);
/// The quote of a label or GUID, with its collection. Errors: kNotFound.
base::Result<CollectedQuoteView> find_quote(Session& session, std::string_view label);

/// Makes an empty collection. Errors: kInvalidName, kDuplicate.
base::Result<void> make_collection(Session& session, std::string_view name, Apply apply);
base::Result<void> rename_collection(Session& session, std::string_view name, std::string_view new_name, Apply apply);
base::Result<void> set_collection_rule(Session& session, std::string_view name, std::string_view rule, Apply apply);
/// With its quotes.
base::Result<void> delete_collection(Session& session, std::string_view name, Apply apply);

/// What is to become one quote.
struct QuotePlace {
  model::DocumentId document;
  std::vector<text::CodePointRange> ranges;  ///< a range over several turns becomes one a turn, without the labels
  model::CodeId theme{};                     ///< zero = not placed yet
};
struct Collected {
  std::vector<std::string> labels;  ///< of the quotes made, in order; empty in a dry run
  std::int64_t made = 0;
  std::int64_t known = 0;  ///< places that the collection holds already: nothing was done
};
/// Collects as one act; makes the collection in it if there is none of that name. Errors: kInvalidName, kNotFound,
/// kInvalidArgument (a place without words).
base::Result<Collected> collect(Session& session, std::string_view collection, const std::vector<QuotePlace>& places,
                                Apply apply);
/// The places of retrieved segments: one quote a stretch, under the first of its codes.
base::Result<std::vector<QuotePlace>> places_of(Session& session, const std::vector<SegmentView>& segments);

// Each is one act. `quote`: label or GUID. Errors: kNotFound, kInvalidArgument.
base::Result<void> omit(Session& session, std::string_view quote, text::CodePointRange where, Apply apply);
/// An empty `where` puts the words between two others.
base::Result<void> clarify(Session& session, std::string_view quote, text::CodePointRange where, std::string_view words,
                           Apply apply);
/// Takes edits back; all of them without `where`.
base::Result<void> restore(Session& session, std::string_view quote, std::optional<text::CodePointRange> where,
                           Apply apply);
/// Several edits of one quote as one act.
base::Result<void> set_ranges(Session& session, std::string_view quote, const std::vector<model::QuoteRange>& ranges,
                              Apply apply);
base::Result<void> set_attribution(Session& session, std::string_view quote, std::string_view rule, Apply apply);
base::Result<void> set_status(Session& session, const std::vector<std::string>& quotes, model::QuoteStatus status,
                              Apply apply);
/// `theme`: path, GUID or key of a code; empty = not placed. `position` from 0; -1 = last.
base::Result<void> place(Session& session, std::string_view quote, std::string_view theme, std::int64_t position,
                         Apply apply);
base::Result<void> move_to_collection(Session& session, std::string_view quote, std::string_view collection,
                                      Apply apply);
base::Result<void> remove_quotes(Session& session, const std::vector<std::string>& quotes, Apply apply);

/// "draft", "checked", "approved".
std::string_view status_name(model::QuoteStatus status);
base::Result<model::QuoteStatus> status_of(std::string_view name);

/// The collection as the writers of reports take it, by theme or by group, through the export gate. Quotes whose
/// participants' consent has ended are among the gate's `blocked`. `with_drafts` false: only what is approved.
enum class Drafts { kInclude, kLeaveOut };
base::Result<QuotesView> collection_report(Session& session, std::string_view collection, QuoteOrder order,
                                           Drafts drafts);
/// collection_report(), then the file. Errors: kUnknownFormat; kRefused (gate-blocked, consent-ended); the writers'.
base::Result<QuotesView> export_collection(Session& session, std::string_view collection, QuoteOrder order,
                                           Drafts drafts, const std::filesystem::path& file);

}  // namespace polyvocal::app
