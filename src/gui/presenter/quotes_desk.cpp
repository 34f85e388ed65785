#include "gui/presenter/quotes_desk.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/atomic_file.hpp"
#include "messages/messages.hpp"

namespace polyvocal::gui {
namespace {

bool is_white(std::string_view point) {
  return point == " " || point == "\n" || point == "\t" || point == "\r" || point == "\xC2\xA0";
}

/// The words of a range as they are parted by white space.
std::vector<OriginalWord> split_words(const text::OffsetMap& map, text::CodePointRange range) {
  std::vector<OriginalWord> words;
  auto start = range.start;
  const auto end_word = [&](text::CodePointOffset end) {
    if (start < end) words.push_back({{start, end}, std::string(map.slice({start, end})), {}, false, false, {}});
    start = end + 1;
  };
  for (auto at = range.start; at < range.end; at = at + 1) {
    if (is_white(map.slice({at, at + 1}))) end_word(at);
  }
  end_word(range.end);
  return words;
}

std::string count_of(const std::vector<const app::CollectedQuoteView*>& quotes) {
  std::set<std::string> cases;
  for (const auto* quote : quotes) cases.insert(quote->cases.begin(), quote->cases.end());
  return messages::counted("count.quotes", static_cast<std::int64_t>(quotes.size())) + " " +
         messages::counted("count.from-participants", static_cast<std::int64_t>(cases.size()));
}

}  // namespace

void QuotesDesk::refresh() {
  const std::string before = collection() == nullptr ? std::string() : collection()->head.guid.text();
  auto read = app::quote_collections(bench_.session());
  if (!read) {
    bench_.fail(read.error());
    return;
  }
  collections_ = std::move(*read);
  if (chosen_ >= collections_.size()) chosen_ = collections_.empty() ? 0 : collections_.size() - 1;
  for (std::size_t i = 0; i < collections_.size(); ++i) {
    if (collections_[i].head.guid.text() == before) chosen_ = i;
  }
  if (current() == nullptr) current_ = quotes().empty() ? std::string() : quotes().front().label;
  make_rows();
  make_words();
}

void QuotesDesk::choose_collection(std::size_t index) {
  if (index >= collections_.size()) return;
  chosen_ = index;
  current_ = quotes().empty() ? std::string() : quotes().front().label;
  make_rows();
  make_words();
}

const app::QuoteCollectionView* QuotesDesk::collection() const {
  return chosen_ < collections_.size() ? &collections_[chosen_] : nullptr;
}

const std::vector<app::CollectedQuoteView>& QuotesDesk::quotes() const {
  static const std::vector<app::CollectedQuoteView> kNone;
  return collection() == nullptr ? kNone : collection()->quotes;
}

void QuotesDesk::group_by(QuoteGrouping grouping) {
  grouping_ = grouping;
  make_rows();
}

const app::CollectedQuoteView* QuotesDesk::current() const {
  for (const auto& quote : quotes()) {
    if (quote.label == current_) return &quote;
  }
  return nullptr;
}

void QuotesDesk::choose(std::size_t quote) {
  if (quote >= quotes().size() || quotes()[quote].label == current_) return;
  current_ = quotes()[quote].label;
  anchor_ = caret_ = 0;
  make_words();
}

void QuotesDesk::step(Direction direction) {
  std::vector<std::size_t> order;
  for (const auto& row : rows_) {
    if (row.heading.empty()) order.push_back(row.quote);
  }
  const auto here =
      std::find_if(order.begin(), order.end(), [&](std::size_t quote) { return quotes()[quote].label == current_; });
  if (here == order.end()) {
    if (!order.empty()) choose(order.front());
  } else if (direction == Direction::kForward && here + 1 != order.end()) {
    choose(*(here + 1));
  } else if (direction == Direction::kBack && here != order.begin()) {
    choose(*(here - 1));
  }
}

void QuotesDesk::make_rows() {
  rows_.clear();
  std::vector<std::pair<std::string, std::vector<std::size_t>>> sections;
  const auto section = [&](const std::string& heading) -> std::vector<std::size_t>& {
    const auto it =
        std::find_if(sections.begin(), sections.end(), [&](const auto& one) { return one.first == heading; });
    if (it != sections.end()) return it->second;
    return sections.emplace_back(heading, std::vector<std::size_t>()).second;
  };
  if (grouping_ == QuoteGrouping::kGroups) {
    // Groups in the order in which they are shown everywhere.
    for (const auto& group : bench_.looks().groups()) section(group);
  }
  for (std::size_t i = 0; i < quotes().size(); ++i) {
    const auto& quote = quotes()[i];
    std::string heading = grouping_ == QuoteGrouping::kThemes ? quote.theme_path
                          : quote.groups.empty()              ? std::string()
                                                              : quote.groups.front();
    if (heading.empty())
      heading = messages::message(grouping_ == QuoteGrouping::kThemes ? "quotes.unplaced" : "word.no-value");
    section(heading).push_back(i);
  }
  for (const auto& [heading, list] : sections) {
    if (list.empty()) continue;
    std::vector<const app::CollectedQuoteView*> views;
    for (const auto i : list) views.push_back(&quotes()[i]);
    rows_.push_back({heading, count_of(views), 0});
    for (const auto i : list) rows_.push_back({{}, {}, i});
  }
}

void QuotesDesk::make_words() {
  words_.clear();
  const auto* quote = current();
  if (quote != nullptr) {
    auto text = bench_.session().project().text(quote->quote.document);
    if (!text) {
      bench_.fail(text.error());
      return;
    }
    const text::OffsetMap map(*text);
    std::vector<std::string> voices;
    for (const auto& piece : quote->pieces) {
      if (piece.kind == model::PieceKind::kVoice) voices.push_back(piece.text);
    }
    std::size_t line = 0;
    for (const auto& quoted : quote->quote.ranges) {
      auto words = split_words(map, quoted.range);
      if (words.empty()) continue;
      words.front().line = true;
      if (line < voices.size()) words.front().voice = voices[line];
      ++line;
      for (const auto& edit : quoted.edits) {
        bool shown = edit.kind == model::QuoteEditKind::kOmission;
        for (auto& word : words) {
          if (edit.range.overlaps(word.range)) word.left_out = true;
          if (!shown && word.range.end > edit.range.start) {
            word.clarification += "[" + edit.text + "]";
            shown = true;
          }
        }
        if (!shown) words.push_back({{edit.range.end, edit.range.end}, {}, {}, false, false, "[" + edit.text + "]"});
      }
      for (auto& word : words) words_.push_back(std::move(word));
    }
  }
  const std::size_t last = words_.empty() ? 0 : words_.size() - 1;
  anchor_ = std::min(anchor_, last);
  caret_ = std::min(caret_, last);
}

std::optional<std::pair<std::size_t, std::size_t>> QuotesDesk::selected() const {
  if (words_.empty()) return std::nullopt;
  return std::pair(std::min(anchor_, caret_), std::max(anchor_, caret_));
}

void QuotesDesk::choose_word(std::size_t word, bool extend) {
  if (word >= words_.size()) return;
  caret_ = word;
  if (!extend) anchor_ = word;
}

void QuotesDesk::step_word(Direction direction, bool extend) {
  if (direction == Direction::kForward) {
    choose_word(std::min(caret_ + 1, words_.empty() ? 0 : words_.size() - 1), extend);
  } else {
    choose_word(caret_ > 0 ? caret_ - 1 : 0, extend);
  }
}

text::CodePointRange QuotesDesk::selected_range() const {
  const auto chosen = selected();
  if (!chosen) return {};
  return {words_[chosen->first].range.start, words_[chosen->second].range.end};
}

bool QuotesDesk::told(const base::Result<void>& done, std::string_view sentence) {
  if (!done) {
    bench_.fail(done.error());
    return false;
  }
  bench_.acted_beside();
  bench_.say(sentence, {}, true);
  return true;
}

void QuotesDesk::collect(const std::vector<app::QuotePlace>& places) {
  const std::string into =
      collection() == nullptr ? messages::message("quotes.first-collection") : collection()->head.name;
  auto done = app::collect(bench_.session(), into, places, app::Apply::kCommit);
  if (!done) {
    bench_.fail(done.error());
    return;
  }
  if (done->made > 0) bench_.acted_beside();
  refresh();
  for (std::size_t i = 0; i < collections_.size(); ++i) {
    if (collections_[i].head.name == into) chosen_ = i;
  }
  if (!done->labels.empty()) current_ = done->labels.front();
  anchor_ = caret_ = 0;
  make_rows();
  make_words();
  if (done->made == 0) {
    bench_.say("status.collected-already", {{"collection", into}});
    return;
  }
  bench_.say("status.collected", {{"count", std::to_string(done->made)}, {"collection", into}}, true);
}

void QuotesDesk::collect_from_text() {
  if (!bench_.page()) return;
  app::QuotePlace place{bench_.page()->document, {bench_.selection()}, {}};
  const auto active = bench_.active_coding();
  if (active) {
    auto coding = bench_.session().project().coding(*active);
    if (!coding) {
      bench_.fail(coding.error());
      return;
    }
    place.theme = coding->code;
    if (bench_.selection().empty()) place.ranges = {coding->range};
  }
  if (place.ranges.front().empty()) {
    bench_.say("status.collect-what");
    return;
  }
  collect({place});
}

void QuotesDesk::collect_results(const std::vector<std::size_t>& rows) {
  std::vector<app::QuotePlace> places;
  for (const auto row : rows) {
    if (row >= bench_.results().rows.size()) continue;
    const auto& shown = bench_.results().rows[row];
    app::QuotePlace place{shown.document, {shown.range}, {}};
    for (const auto& guid : shown.codings) {
      const auto id = bench_.session().project().find_coding(guid);
      const auto coding = id ? bench_.session().project().coding(*id) : base::Result<model::Coding>();
      if (id && coding) {
        place.theme = coding->code;
        break;
      }
    }
    places.push_back(std::move(place));
  }
  if (places.empty()) {
    bench_.say("status.collect-what");
    return;
  }
  collect(places);
}

void QuotesDesk::make_collection(std::string_view name) {
  if (!told(app::make_collection(bench_.session(), name, app::Apply::kCommit), "status.collection-made")) return;
  refresh();
  choose_collection(collections_.empty() ? 0 : collections_.size() - 1);
}

void QuotesDesk::omit() {
  if (current() == nullptr || !selected()) return;
  told(app::omit(bench_.session(), current_, selected_range(), app::Apply::kCommit), "status.omitted");
}

void QuotesDesk::clarify(std::string_view words, Where where) {
  if (current() == nullptr || !selected()) return;
  auto range = selected_range();
  if (where == Where::kBehind) range.start = range.end;
  told(app::clarify(bench_.session(), current_, range, words, app::Apply::kCommit), "status.clarified");
}

void QuotesDesk::restore() {
  if (current() == nullptr || !selected()) return;
  told(app::restore(bench_.session(), current_, selected_range(), app::Apply::kCommit), "status.restored");
}

void QuotesDesk::move(Direction direction) {
  const auto* quote = current();
  if (quote == nullptr) return;
  if (!quote->quote.theme) {
    bench_.say("status.quote-unplaced");
    return;
  }
  std::vector<std::string> order;
  for (const auto& one : quotes()) {
    if (one.quote.theme == quote->quote.theme) order.push_back(one.label);
  }
  const auto here = std::find(order.begin(), order.end(), current_) - order.begin();
  const auto there = here + (direction == Direction::kForward ? 1 : -1);
  if (there < 0 || there >= static_cast<std::ptrdiff_t>(order.size())) {
    bench_.say("status.quote-stays");
    return;
  }
  told(app::place(bench_.session(), current_, quote->theme_path, there, app::Apply::kCommit), "status.quote-moved");
}

void QuotesDesk::place_under(model::CodeId theme) {
  const auto* code = bench_.snapshot().codes.find(theme);
  if (current() == nullptr || code == nullptr) return;
  told(app::place(bench_.session(), current_, code->guid.text(), -1, app::Apply::kCommit), "status.quote-moved");
}

void QuotesDesk::next_status() {
  const auto* quote = current();
  if (quote == nullptr) return;
  using model::QuoteStatus;
  const auto next = quote->quote.status == QuoteStatus::kDraft     ? QuoteStatus::kChecked
                    : quote->quote.status == QuoteStatus::kChecked ? QuoteStatus::kApproved
                                                                   : QuoteStatus::kDraft;
  auto done = app::set_status(bench_.session(), {current_}, next, app::Apply::kCommit);
  if (!done) {
    bench_.fail(done.error());
    return;
  }
  bench_.acted_beside();
  bench_.say("status.quote-status",
             {{"status", messages::message("quote-status." + std::string(app::status_name(next)))}}, true);
}

void QuotesDesk::set_rule(std::string_view rule) {
  if (current() == nullptr || current()->rule == rule) return;
  told(app::set_attribution(bench_.session(), current_, rule, app::Apply::kCommit), "status.quote-attributed");
}

void QuotesDesk::remove() {
  const auto* quote = current();
  if (quote == nullptr) return;
  const std::string gone = current_;
  step(Direction::kForward);
  if (current_ == gone) step(Direction::kBack);
  told(app::remove_quotes(bench_.session(), {gone}, app::Apply::kCommit), "status.quote-removed");
}

void QuotesDesk::export_to(const std::filesystem::path& file) {
  if (collection() == nullptr) return;
  auto done =
      app::export_collection(bench_.session(), collection()->head.guid.text(),
                             grouping_ == QuoteGrouping::kGroups ? app::QuoteOrder::kGroup : app::QuoteOrder::kTheme,
                             app::Drafts::kInclude, file);
  if (!done)
    bench_.fail(done.error());
  else
    bench_.say("status.exported", {{"file", base::path_to_utf8(file.filename())}});
}

}  // namespace polyvocal::gui
