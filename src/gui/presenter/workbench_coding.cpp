// What a reader does to codings and codes: each one act, undoable, on disk before the window shows it.

#include <algorithm>

#include "app/codebook.hpp"
#include "app/coding.hpp"
#include "gui/presenter/workbench.hpp"
#include "messages/messages.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::size_t kRecentCodes = 8;
constexpr std::size_t kInVivoBytes = 80;

/// A code's name from selected words: one line, cut at a word.
std::string in_vivo_name(std::string_view words) {
  std::string name = text::clean_name(words);
  if (name.size() <= kInVivoBytes) return name;
  auto cut = name.rfind(' ', kInVivoBytes);
  if (cut == std::string::npos) {
    cut = kInVivoBytes;
    while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0U) == 0x80U) --cut;
  }
  name.resize(cut);
  return name + "…";
}

}  // namespace

void Workbench::used(model::CodeId code) {
  std::erase(recent_, code);
  recent_.insert(recent_.begin(), code);
  if (recent_.size() > kRecentCodes) recent_.resize(kRecentCodes);
  if (quick_.size() < 9 && std::find(quick_.begin(), quick_.end(), code) == quick_.end()) quick_.push_back(code);
}

void Workbench::apply_code(model::CodeId code, text::CodePointRange range) {
  if (!page_ || range.empty()) {
    say("status.select-first");
    return;
  }
  const auto* document = &snapshot_->documents[snapshot_->document_index(page_->document)];
  const auto* node = snapshot_->codes.find(code);
  if (node == nullptr) return;
  const std::string name = node->name;
  auto applied = app::apply_code(*session_, document->guid.text(), range, node->guid.text(), app::Apply::kCommit);
  if (!applied) {
    if (applied.error().code == base::ErrorCode::kDuplicate) {
      say("status.coded-already", {{"code", name}});
    } else {
      fail(applied.error());
    }
    return;
  }
  used(code);
  acted();
  for (const auto& coding : codings_->codings) {
    if (coding.mine && coding.range == range && codings_->codes[coding.code].id == code) active_ = coding.id;
  }
  tell(Topic::kSelection);
  const auto words = text::count_words(map_->slice(range), page_->language);
  say("status.coded", {{"words", std::to_string(words)}, {"code", name}}, true);
}

void Workbench::apply_last() {
  if (recent_.empty()) {
    say("status.no-last-code");
    return;
  }
  apply_code(recent_.front());
}

void Workbench::apply_quick(std::size_t n) {
  if (n < 1 || n > quick_.size()) {
    say("status.no-quick-code", {{"number", std::to_string(n)}});
    return;
  }
  apply_code(quick_[n - 1]);
}

void Workbench::apply_new(std::string_view name, model::CodeId parent) {
  if (!can_code()) {
    say("status.select-first");
    return;
  }
  if (const auto code = code_called(name, parent)) apply_code(code);
}

model::CodeId Workbench::code_called(std::string_view name, model::CodeId parent) {
  const auto& codes = snapshot_->codes.codes();
  const auto same = std::find_if(codes.begin(), codes.end(), [&](const model::Code& code) {
    return code.parent == parent && text::fold_name(code.name) == text::fold_name(name);
  });
  if (same != codes.end()) return same->id;
  auto made = app::add_code_path(*session_, path_below(parent, name), {}, app::Apply::kCommit);
  if (!made) {
    fail(made.error());
    return {};
  }
  acted();
  return *made;
}

std::string Workbench::path_below(model::CodeId parent, std::string_view name) const {
  std::vector<std::string> names =
      parent ? model::split_path(snapshot_->codes.path(parent)) : std::vector<std::string>();
  names.push_back(text::clean_name(name));
  return model::join_path(names);
}

void Workbench::apply_in_vivo() {
  if (!can_code()) {
    say("status.select-first");
    return;
  }
  const std::string name = in_vivo_name(selected_text());
  if (name.empty()) {
    say("status.select-first");
    return;
  }
  apply_new(name, {});
}

void Workbench::remove_active() {
  if (!active_) {
    say("status.no-coding-at-caret");
    return;
  }
  const auto* coding = find_coding(*active_);
  const std::string name = coding == nullptr ? std::string() : codings_->codes[coding->code].name;
  if (auto done = app::remove_codings(*session_, {*active_}, app::Apply::kCommit); !done) {
    fail(done.error());
    return;
  }
  active_.reset();
  acted();
  choose_active();
  tell(Topic::kSelection);
  say("status.uncoded", {{"code", name}}, true);
}

void Workbench::move_edge(Edge edge, Step step, Direction direction) {
  const auto* coding = active_ ? find_coding(*active_) : nullptr;
  if (coding == nullptr) {
    say("status.no-coding-at-caret");
    return;
  }
  const auto moved = coding->range;
  const auto at = edge == Edge::kStart ? moved.start : moved.end;
  // Boundaries near the edge only: the turn's neighbourhood is enough, and long documents stay fast.
  const text::CodePointRange near = {std::max(text::CodePointOffset(0), at - 4000),
                                     std::min(map_->code_points(), at + 4000)};
  const std::string slice(map_->slice(near));
  const text::OffsetMap local(slice);
  std::vector<text::CodePointOffset> stops;
  if (step == Step::kGrapheme) {
    for (const auto place : text::grapheme_boundaries(local, page_->language))
      stops.push_back(near.start + place.value);
  } else {
    const auto ranges =
        step == Step::kWord ? text::words(local, page_->language) : text::sentences(local, page_->language);
    for (const auto& range : ranges)
      stops.push_back(near.start + (edge == Edge::kStart ? range.start.value : range.end.value));
  }
  text::CodePointOffset target = at;
  if (direction == Direction::kForward) {
    const auto it = std::upper_bound(stops.begin(), stops.end(), at);
    if (it != stops.end()) target = *it;
  } else {
    const auto it = std::lower_bound(stops.begin(), stops.end(), at);
    if (it != stops.begin()) target = *(it - 1);
  }
  text::CodePointRange range = moved;
  (edge == Edge::kStart ? range.start : range.end) = target;
  if (range.empty() || target == at) {
    say("status.edge-stays");
    return;
  }
  auto done = app::move_coding(*session_, *active_, range, app::Apply::kCommit);
  if (!done) {
    fail(done.error());
    return;
  }
  selection_ = range;
  const auto keep = active_;
  acted();
  active_ = keep;
  tell(Topic::kSelection);
  const auto words = text::count_words(map_->slice(range), page_->language);
  say("status.edge-moved", {{"words", std::to_string(words)}}, true);
}

void Workbench::undo() {
  const auto coder = session_->known_coder();
  if (!coder) {
    fail(coder.error());
    return;
  }
  auto undone = session_->project().undo(*coder);
  if (!undone) {
    fail(undone.error());
    return;
  }
  acted();
  choose_active();
  tell(Topic::kSelection);
  const auto& first = undone->front();
  say(undone->size() == 1 ? "status.undone" : "status.undone-many", {{"what", messages::message("verb." + first.verb)},
                                                                     {"who", first.coder_name},
                                                                     {"count", std::to_string(undone->size())}});
}

void Workbench::redo() {
  const auto coder = session_->known_coder();
  if (!coder) {
    fail(coder.error());
    return;
  }
  auto done = session_->project().redo(*coder);
  if (!done) {
    fail(done.error());
    return;
  }
  acted();
  choose_active();
  tell(Topic::kSelection);
  say("status.redone", {{"what", messages::message("verb." + done->front().verb)}}, true);
}

void Workbench::add_code(std::string_view name, model::CodeId parent) {
  auto made = app::add_code_path(*session_, path_below(parent, name), {}, app::Apply::kCommit);
  if (!made) {
    fail(made.error());
    return;
  }
  acted();
  say("status.code-added", {{"code", text::clean_name(name)}}, true);
}

void Workbench::rename_code(model::CodeId code, std::string_view name) {
  const auto* node = snapshot_->codes.find(code);
  if (node == nullptr || node->name == name) return;
  const std::string old = node->name;
  if (auto done = app::rename_code(*session_, node->guid.text(), name, app::Apply::kCommit); !done) {
    fail(done.error());
    return;
  }
  acted();
  say("status.code-renamed", {{"old", old}, {"code", std::string(name)}}, true);
}

void Workbench::move_code(model::CodeId code, model::CodeId parent) {
  const auto* node = snapshot_->codes.find(code);
  if (node == nullptr || node->parent == parent || code == parent) return;
  const std::string name = node->name;
  if (auto done = app::move_code(*session_, guid_of(code), guid_of(parent), app::Apply::kCommit); !done) {
    fail(done.error());
    return;
  }
  acted();
  const auto* above = snapshot_->codes.find(parent);
  say(above == nullptr ? "status.code-moved-top" : "status.code-moved",
      {{"code", name}, {"parent", above == nullptr ? std::string() : above->name}}, true);
}

void Workbench::merge_codes(const std::vector<model::CodeId>& sources, model::CodeId target) {
  std::vector<std::string> guids;
  for (const auto source : sources) guids.push_back(guid_of(source));
  auto moved = app::merge_codes(*session_, guids, guid_of(target), app::Apply::kCommit);
  if (!moved) {
    fail(moved.error());
    return;
  }
  acted();
  const auto* node = snapshot_->codes.find(target);
  say("status.codes-merged", {{"count", std::to_string(sources.size())}, {"code", node == nullptr ? "" : node->name}},
      true);
}

void Workbench::delete_code(model::CodeId code) {
  const auto* node = snapshot_->codes.find(code);
  if (node == nullptr) return;
  const std::string name = node->name;
  if (auto done = app::delete_code(*session_, node->guid.text(), store::DeleteCodings::kDelete, app::Apply::kCommit);
      !done) {
    fail(done.error());
    return;
  }
  acted();
  say("status.code-deleted", {{"code", name}}, true);
}

}  // namespace polyvocal::gui
