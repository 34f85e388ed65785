#include "gui/presenter/memos.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "gui/presenter/page_content.hpp"
#include "messages/messages.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {

using model::MemoPlace;
using model::MemoTarget;

namespace {

constexpr std::size_t kLongestLine = 60;  // code points

/// The first line that has words, cut at a blank where it is long.
std::string first_words(std::string_view body) {
  std::string line;
  for (std::size_t at = 0; at <= body.size() && line.empty();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    line = text::clean_name(body.substr(at, end - at));
    at = end + 1;
  }
  std::size_t count = 0;
  std::size_t blank = std::string::npos;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if ((static_cast<unsigned char>(line[i]) & 0xC0) == 0x80) continue;
    if (line[i] == ' ') blank = i;
    if (++count <= kLongestLine) continue;
    line.resize(blank == std::string::npos ? i : blank);
    return line + "…";
  }
  return line;
}

MemoLine line_of(const app::MemoView& view) {
  return {view.memo.id,         {},
          memo_line(view.memo), memo_place(view),
          initials(view.coder), app::day_of(view.memo.changed_ms)};
}

MemoLine line_of(const app::DecisionView& view) {
  return {{},
          view.decision.id,
          view.decision.text,
          messages::message("memo.decision"),
          initials(view.coder),
          app::day_of(view.decision.decided_ms)};
}

std::optional<model::MemoKind> kind_of(MemoShow show) {
  switch (show) {
    case MemoShow::kAnalytic:
      return model::MemoKind::kAnalytic;
    case MemoShow::kMethodological:
      return model::MemoKind::kMethodological;
    case MemoShow::kReflexive:
      return model::MemoKind::kReflexive;
    case MemoShow::kDefining:
      return model::MemoKind::kDefining;
    case MemoShow::kAll:
    case MemoShow::kDecisions:
      break;
  }
  return std::nullopt;
}

bool same_words(const MemoEntry& a, const MemoEntry& b) {
  return a.title == b.title && a.body == b.body && a.kind == b.kind && a.day == b.day;
}

}  // namespace

std::string memo_line(const model::Memo& memo) {
  std::string line = memo.title.empty() ? first_words(memo.body) : memo.title;
  return line.empty() ? messages::message("memo.empty") : line;
}

std::string memo_place(const app::MemoView& view) {
  std::string place = messages::message("memo-place." + std::string(app::memo_place_name(view.memo.on.place)));
  // The last part of a code's path says enough beside the kind.
  const auto cut = view.on.rfind(" > ");
  const std::string name = cut == std::string::npos ? view.on : view.on.substr(cut + 3);
  if (!name.empty()) place += " · " + name;
  if (view.memo.on.place == MemoPlace::kCoding && !view.document.empty()) place += " · " + view.document;
  if (view.memo.was_on) {
    place = messages::message(
        "memo.was-on",
        {{"place", place},
         {"kind", messages::message("memo-place." + std::string(app::memo_place_name(view.memo.was_on->place)))},
         {"name", view.memo.was_on->name}});
  }
  return place;
}

MemoTarget memo_target_here(const Workbench& bench) {
  if (const auto coding = bench.active_coding()) return MemoTarget::of(*coding);
  if (!bench.page()) return MemoTarget::project();
  if (!bench.selection().empty()) return MemoTarget::of(bench.page()->document, bench.selection());
  return MemoTarget::of(bench.page()->document);
}

std::vector<const app::MemoView*> memos_on(const std::vector<app::MemoView>& memos, const MemoTarget& target) {
  std::vector<const app::MemoView*> found;
  for (const auto& view : memos) {
    const MemoTarget& on = view.memo.on;
    if (on.place != target.place) continue;
    const bool here = on.place == MemoPlace::kRange ? on.document == target.document &&
                                                          (target.range.empty() ? on.range.contains(target.range.start)
                                                                                : on.range.overlaps(target.range))
                                                    : on.id == target.id;
    if (here) found.push_back(&view);
  }
  return found;
}

void MemoDesk::show(Workbench* bench) {
  bench_ = bench;
  entry_.reset();
  lines_.clear();
  if (bench_ != nullptr) refresh();
}

void MemoDesk::refresh() {
  lines_.clear();
  if (bench_ == nullptr) return;
  auto& session = bench_->session();
  if (show_ != MemoShow::kDecisions) {
    auto memos = app::memos(session, {.words = words_, .kind = kind_of(show_)});
    if (!memos) {
      bench_->fail(memos.error());
      return;
    }
    for (const auto& view : *memos) lines_.push_back(line_of(view));
  }
  if (show_ == MemoShow::kAll || show_ == MemoShow::kDecisions) {
    auto decisions = app::decisions(session, words_);
    if (!decisions) {
      bench_->fail(decisions.error());
      return;
    }
    for (const auto& view : *decisions) lines_.push_back(line_of(view));
  }
  // The newest day first; within a day the last written first.
  std::reverse(lines_.begin(), lines_.end());
  std::stable_sort(lines_.begin(), lines_.end(), [](const MemoLine& a, const MemoLine& b) { return a.day > b.day; });
  if (!entry_ || !entry_->stored()) return;
  // What is open may have been changed or taken away by undo.
  const MemoEntry typed = *entry_;
  const bool was_dirty = dirty();
  load({typed.memo, typed.decision, {}, {}, {}, {}});
  if (!was_dirty) {
    keep_typed(typed);
    return;
  }
  if (entry_) {
    entry_->title = typed.title;
    entry_->body = typed.body;
    entry_->kind = typed.kind;
    entry_->day = typed.day;
    return;
  }
  entry_ = typed;
  entry_->memo = {};
  entry_->decision = {};
  if (typed.on.place != MemoPlace::kDocument) entry_->on = MemoTarget::project();  // what it was on may be gone too
  stored_ = *entry_;
  stored_.title.clear();
  stored_.body.clear();
}

void MemoDesk::filter(std::string words, MemoShow show) {
  words_ = std::move(words);
  show_ = show;
  refresh();
}

std::optional<std::size_t> MemoDesk::current() const {
  if (!entry_ || !entry_->stored()) return std::nullopt;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].memo == entry_->memo && lines_[i].decision == entry_->decision) return i;
  }
  return std::nullopt;
}

void MemoDesk::load(const MemoLine& line) {
  entry_.reset();
  if (line.memo) {
    auto view = app::memo(bench_->session(), line.memo);
    if (!view) {
      if (view.error().code != base::ErrorCode::kNotFound) bench_->fail(view.error());
      return;
    }
    entry_ = MemoEntry{view->memo.id,   {}, false,          view->memo.on, memo_place(*view), view->memo.title,
                       view->memo.body, {}, view->memo.kind};
  } else {
    auto decisions = app::decisions(bench_->session(), "");
    if (!decisions) {
      bench_->fail(decisions.error());
      return;
    }
    for (const auto& view : *decisions) {
      if (view.decision.id != line.decision) continue;
      entry_ = MemoEntry{{},
                         line.decision,
                         true,
                         MemoTarget::project(),
                         messages::message("memo.decided-by", {{"name", view.coder}}),
                         view.decision.text,
                         view.decision.reason,
                         app::day_of(view.decision.decided_ms),
                         model::MemoKind::kAnalytic};
    }
  }
  if (entry_) stored_ = *entry_;
}

void MemoDesk::keep_typed(const MemoEntry& typed) {
  if (!entry_ || text::clean_name(typed.title) != entry_->title) return;
  entry_->title = typed.title;
  stored_.title = typed.title;
}

void MemoDesk::open(std::size_t line) {
  if (line >= lines_.size()) return;
  const MemoLine wanted = lines_[line];
  if (entry_ && entry_->memo == wanted.memo && entry_->decision == wanted.decision && entry_->stored()) return;
  if (!save()) return;
  load(wanted);
}

void MemoDesk::begin_memo(const MemoTarget& on) {
  if (bench_ == nullptr || !save()) return;
  MemoEntry entry;
  entry.on = on;
  app::MemoView view;
  view.memo.on = on;
  const auto& snapshot = bench_->snapshot();
  if (bench_->page()) view.document = bench_->page()->name;
  if (on.place == MemoPlace::kCoding) {
    if (const auto coding = bench_->session().project().coding(model::CodingId{on.id})) {
      view.on = snapshot.codes.path(coding->code);
    }
  } else if (on.place == MemoPlace::kDocument || on.place == MemoPlace::kRange) {
    view.on = view.document;
  } else if (on.place == MemoPlace::kCode) {
    view.on = snapshot.codes.path(model::CodeId{on.id});
  }
  entry.about = memo_place(view);
  entry_ = entry;
  stored_ = entry;
}

void MemoDesk::begin_decision() {
  if (bench_ == nullptr || !save()) return;
  MemoEntry entry;
  entry.is_decision = true;
  entry.day = app::day_of(base::now_ms());
  entry.about = messages::message("memo.new-decision");
  entry_ = entry;
  stored_ = entry;
}

void MemoDesk::remove() {
  if (bench_ == nullptr || !entry_) return;
  const MemoEntry gone = *entry_;
  entry_.reset();
  if (gone.memo) {
    bench_->delete_memo(gone.memo);
  } else if (gone.decision) {
    bench_->delete_decision(gone.decision);
  }
}

void MemoDesk::edit(const std::string& title, const std::string& body, model::MemoKind kind, const std::string& day) {
  if (!entry_) return;
  entry_->title = title;
  entry_->body = body;
  entry_->kind = kind;
  if (entry_->is_decision) entry_->day = day;
}

bool MemoDesk::dirty() const {
  if (!entry_ || bench_ == nullptr) return false;
  if (!entry_->stored()) return !(text::trim(entry_->title).empty() && text::trim(entry_->body).empty());
  return !same_words(*entry_, stored_);
}

bool MemoDesk::save() {
  if (!dirty()) return true;
  return entry_->is_decision ? save_decision() : save_memo();
}

bool MemoDesk::leave() {
  const bool saved = save() || (entry_->is_decision && [this] {
                       entry_->day = stored_.day;
                       return save();
                     }());
  show(nullptr);
  return saved;
}

bool MemoDesk::save_memo() {
  // The act calls refresh(), which must find the words as stored.
  const MemoEntry before = stored_;
  stored_ = *entry_;
  const MemoEntry words = *entry_;
  if (words.memo) {
    store::MemoChange change{words.title, words.body, words.kind};
    if (bench_->change_memo(words.memo, change)) return true;
  } else if (const auto made =
                 bench_->add_memo({.on = words.on, .kind = words.kind, .title = words.title, .body = words.body})) {
    load({*made, {}, {}, {}, {}, {}});
    keep_typed(words);
    refresh();
    return true;
  }
  entry_ = words;
  stored_ = before;
  if (words.stored() || words.on.place == MemoPlace::kProject) return false;
  // What it was to be on may be gone; the words are the project's then.
  entry_->on = MemoTarget::project();
  return save_memo();
}

bool MemoDesk::save_decision() {
  const MemoEntry before = stored_;
  MemoEntry words = *entry_;
  auto day = app::day_named(words.day);
  if (!day) {
    bench_->fail(day.error());
    return false;
  }
  // A decision has words; its reason's first ones where a person wrote no other.
  if (text::trim(words.title).empty()) words.title = first_words(words.body);
  if (words.title.empty()) words.title = before.title;
  stored_ = *entry_;
  if (words.decision) {
    store::DecisionChange change{*day, words.title, words.body};
    if (bench_->change_decision(words.decision, change)) return true;
  } else if (const auto made = bench_->add_decision({*day, words.title, words.body})) {
    load({{}, *made, {}, {}, {}, {}});
    keep_typed(words);
    refresh();
    return true;
  }
  entry_ = words;
  stored_ = before;
  return false;
}

}  // namespace polyvocal::gui
