#include "gui/presenter/workbench.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "app/codebook.hpp"
#include "app/tables.hpp"
#include "messages/messages.hpp"

namespace polyvocal::gui {

Workbench::Workbench(std::unique_ptr<app::Session> session)
    : session_(std::move(session)), codings_(std::make_shared<PageCodings>()) {}

base::Result<std::unique_ptr<Workbench>> Workbench::open(const std::filesystem::path& path,
                                                         const app::Session::Options& options) {
  auto session = app::Session::open(path, options);
  if (!session) return base::pass(session);
  std::unique_ptr<Workbench> bench(new Workbench(std::move(*session)));
  if (auto read = bench->refresh(); !read) return base::pass(read);
  return bench;
}

base::Result<std::unique_ptr<Workbench>> Workbench::create(const std::filesystem::path& path, const std::string& title,
                                                           const app::Session::Options& options) {
  auto session = app::Session::create(path, title, "en", options);
  if (!session) return base::pass(session);
  std::unique_ptr<Workbench> bench(new Workbench(std::move(*session)));
  if (auto read = bench->refresh(); !read) return base::pass(read);
  return bench;
}

void Workbench::tell(Topic topic) {
  for (const auto& observer : observers_) observer(topic);
}

void Workbench::say(std::string_view key, const std::vector<std::pair<std::string, std::string>>& params,
                    bool undoable) {
  status_ = {messages::message(key, params), undoable, false};
  tell(Topic::kStatus);
}

void Workbench::fail(const base::Error& error) {
  status_ = {messages::message(error), false, true};
  tell(Topic::kStatus);
}

base::Result<void> Workbench::refresh() {
  auto snapshot = session_->snapshot();
  if (!snapshot) return base::pass(snapshot);
  snapshot_ = *snapshot;
  counts_ = app::code_counts(*snapshot_);
  hues_ = code_hues(snapshot_->codes);
  looks_ = GroupLooks(*snapshot_);
  const auto gone = [&](model::CodeId code) { return snapshot_->codes.find(code) == nullptr; };
  std::erase_if(recent_, gone);
  std::erase_if(quick_, gone);
  return {};
}

void Workbench::refresh_codings() {
  codings_ = page_ ? page_codings(*snapshot_, page_->document, me(), filter_) : std::make_shared<PageCodings>();
  if (active_ && find_coding(*active_) == nullptr) active_.reset();
}

void Workbench::acted() {
  if (auto read = refresh(); !read) {
    fail(read.error());
    return;
  }
  if (page_ && snapshot_->document_index(page_->document) == model::Snapshot::npos) {
    page_.reset();
    map_.reset();
    selection_ = {};
    refresh_codings();
    tell(Topic::kProject);
    tell(Topic::kPage);
    return;
  }
  refresh_codings();
  tell(Topic::kProject);
  tell(Topic::kCodings);
  tell(Topic::kSelection);
}

void Workbench::poll() {
  const auto sequence = session_->project().sequence();
  if (sequence && *sequence != snapshot_->sequence) {
    acted();
    say("status.changed-elsewhere");
  }
}

model::CoderId Workbench::me() const {
  const auto known = session_->known_coder();
  return known ? *known : model::CoderId{};
}

std::string Workbench::guid_of(model::CodeId code) const {
  const auto* found = snapshot_->codes.find(code);
  return found == nullptr ? std::string() : found->guid.text();
}

const PageCoding* Workbench::find_coding(model::CodingId id) const {
  const auto it = std::find_if(codings_->codings.begin(), codings_->codings.end(),
                               [&](const PageCoding& coding) { return coding.id == id; });
  return it == codings_->codings.end() ? nullptr : &*it;
}

// --- the page

void Workbench::open_document(model::DocumentId document) {
  if (page_ && page_->document == document) return;
  auto page = read_page(*session_, *snapshot_, looks_, document);
  if (!page) {
    fail(page.error());
    return;
  }
  page_ = std::move(*page);
  map_ = std::make_unique<text::OffsetMap>(page_->text);
  selection_ = {};
  active_.reset();
  refresh_codings();
  tell(Topic::kPage);
  tell(Topic::kCodings);
  tell(Topic::kSelection);
}

const std::vector<model::DocumentId>& Workbench::documents_by_name() {
  const auto same_names = [](const model::Document& a, const model::Document& b) {
    return a.id == b.id && a.name == b.name;
  };
  // Reading 10,000 rows takes longer than all else that follows a coding: only if a name came, went or changed.
  if (!by_name_of_ ||
      (by_name_of_ != snapshot_ && !std::equal(by_name_of_->documents.begin(), by_name_of_->documents.end(),
                                               snapshot_->documents.begin(), snapshot_->documents.end(), same_names))) {
    by_name_.clear();
    const auto documents = session_->project().documents();
    if (documents) {
      for (const auto& document : *documents) by_name_.push_back(document.id);
    }
  }
  by_name_of_ = snapshot_;
  return by_name_;
}

bool Workbench::open_neighbour(Direction direction) {
  const auto documents = documents_by_name();
  if (documents.empty()) return false;
  const auto here = page_ ? std::find(documents.begin(), documents.end(), page_->document) : documents.end();
  if (here == documents.end()) {
    open_document(documents.front());
    return true;
  }
  if (direction == Direction::kForward ? here + 1 == documents.end() : here == documents.begin()) return false;
  open_document(direction == Direction::kForward ? *(here + 1) : *(here - 1));
  return true;
}

void Workbench::go_to(model::DocumentId document, text::CodePointRange range) {
  open_document(document);
  if (!page_ || page_->document != document) return;
  set_selection(range);
}

void Workbench::set_coder_filter(CoderFilter filter) {
  filter_ = filter;
  refresh_codings();
  tell(Topic::kCodings);
}

// --- selection

void Workbench::set_selection(text::CodePointRange range) {
  if (!page_) return;
  const auto end = map_->code_points();
  range.start = std::clamp(range.start, text::CodePointOffset(0), end);
  range.end = std::clamp(range.end, range.start, end);
  selection_ = range;
  choose_active();
  tell(Topic::kSelection);
}

void Workbench::choose_active() {
  active_.reset();
  std::int64_t narrowest = std::numeric_limits<std::int64_t>::max();
  for (const auto& coding : codings_->codings) {
    if (coding.range.start > selection_.start) break;
    const bool here = selection_.empty() ? coding.range.contains(selection_.start) : coding.range == selection_;
    if (here && coding.mine && coding.range.length() < narrowest) {
      narrowest = coding.range.length();
      active_ = coding.id;
    }
  }
}

void Workbench::set_active_coding(std::optional<model::CodingId> coding) {
  active_ = coding && find_coding(*coding) != nullptr ? coding : std::nullopt;
  if (active_) selection_ = find_coding(*active_)->range;
  tell(Topic::kSelection);
}

void Workbench::step_coding(Direction direction) {
  const auto& list = codings_->codings;
  if (list.empty()) {
    say("status.no-codings-here");
    return;
  }
  const PageCoding* target = nullptr;
  const auto current =
      active_ ? std::find_if(list.begin(), list.end(), [&](const auto& c) { return c.id == *active_; }) : list.end();
  if (current != list.end()) {
    if (direction == Direction::kForward && current + 1 != list.end()) target = &*(current + 1);
    if (direction == Direction::kBack && current != list.begin()) target = &*(current - 1);
  } else {
    const auto behind = std::find_if(list.begin(), list.end(),
                                     [&](const PageCoding& coding) { return coding.range.start >= selection_.start; });
    if (direction == Direction::kForward && behind != list.end()) target = &*behind;
    if (direction == Direction::kBack && behind != list.begin()) target = &*(behind - 1);
  }
  if (target == nullptr) {
    say(direction == Direction::kForward ? "status.last-coding" : "status.first-coding");
    return;
  }
  set_active_coding(target->id);
}

void Workbench::select_turn() {
  if (!page_) return;
  for (const auto& turn : page_->turns) {
    if (selection_.start < turn.whole.end || turn.whole == page_->turns.back().whole) {
      set_selection(turn.body);
      return;
    }
  }
}

std::string Workbench::selected_text() const {
  return page_ ? std::string(map_->slice(selection_)) : std::string();
}

std::int64_t Workbench::words_selected() const {
  if (!page_ || selection_.empty()) return 0;
  return text::count_words(map_->slice(selection_), page_->language);
}

// --- finding

std::string Workbench::count_sentence(std::int64_t segments, std::int64_t cases) {
  return messages::message("count.segments-in-cases", {{"segments", messages::counted("count.segments", segments)},
                                                       {"in_cases", messages::counted("count.in-cases", cases)}});
}

}  // namespace polyvocal::gui
