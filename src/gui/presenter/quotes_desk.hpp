#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/quote_collections.hpp"
#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// One line of the collection's list: a heading, or a quote.
struct QuoteRow {
  std::string heading;    ///< empty for a quote
  std::string count;      ///< of a heading: "7 quotations from 5 participants"
  std::size_t quote = 0;  ///< index in QuotesDesk::quotes()
};

/// A word of the original under the quote.
struct OriginalWord {
  text::CodePointRange range;
  std::string text;
  std::string voice;          ///< who begins to speak with this word, where several do; else empty
  bool line = false;          ///< begins a line
  bool left_out = false;      ///< not quoted: omitted, or a clarification stands for it
  std::string clarification;  ///< "[...]" that stands before this word in the quote; else empty
};

enum class QuoteGrouping { kThemes, kGroups };

/// Collections of quotes as the window shows and changes them: which collection, which quote, which words of it. Every
/// change is one act, told in the status line, and can be undone. GUI thread.
class QuotesDesk {
 public:
  explicit QuotesDesk(Workbench& bench) : bench_(bench) {}

  /// Reads everything anew: after an act, whoever acted.
  void refresh();

  const std::vector<app::QuoteCollectionView>& collections() const { return collections_; }
  std::size_t chosen_collection() const { return chosen_; }
  void choose_collection(std::size_t index);
  /// The collection in question, or null.
  const app::QuoteCollectionView* collection() const;
  const std::vector<app::CollectedQuoteView>& quotes() const;
  QuoteGrouping grouping() const { return grouping_; }
  void group_by(QuoteGrouping grouping);
  const std::vector<QuoteRow>& rows() const { return rows_; }

  /// The quote in question, or null.
  const app::CollectedQuoteView* current() const;
  /// By index in quotes().
  void choose(std::size_t quote);
  void step(Direction direction);

  // --- the words of the original
  const std::vector<OriginalWord>& words() const { return words_; }
  /// Indices of the first and the last selected word; nothing without words.
  std::optional<std::pair<std::size_t, std::size_t>> selected() const;
  void choose_word(std::size_t word, bool extend);
  void step_word(Direction direction, bool extend);

  // --- acts
  /// The selection, else the coding at the caret, becomes a quote.
  void collect_from_text();
  /// Rows of the workbench's results, each a quote under the theme of its coding.
  void collect_results(const std::vector<std::size_t>& rows);
  void make_collection(std::string_view name);
  /// Leaves the selected words out.
  void omit();
  /// Puts [words] behind the selected words, or in their place.
  enum class Where { kBehind, kInPlace };
  void clarify(std::string_view words, Where where);
  /// Takes back what was done to the selected words and beside them.
  void restore();
  /// Up or down among the quotes of its theme.
  void move(Direction direction);
  void place_under(model::CodeId theme);
  /// draft, checked, approved, and draft again.
  void next_status();
  void set_rule(std::string_view rule);
  void remove();
  void export_to(const std::filesystem::path& file);

 private:
  void collect(const std::vector<app::QuotePlace>& places);
  void make_rows();
  void make_words();
  /// Says what was done, or why not; true if it was done.
  bool told(const base::Result<void>& done, std::string_view sentence);
  text::CodePointRange selected_range() const;

  Workbench& bench_;
  std::vector<app::QuoteCollectionView> collections_;
  std::size_t chosen_ = 0;
  QuoteGrouping grouping_ = QuoteGrouping::kThemes;
  std::vector<QuoteRow> rows_;
  std::string current_;  ///< label; empty = none
  std::vector<OriginalWord> words_;
  std::size_t anchor_ = 0;
  std::size_t caret_ = 0;
};

}  // namespace polyvocal::gui
