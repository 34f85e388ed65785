#include "app/session.hpp"

#include <nlohmann/json.hpp>

#include "privacy/unchecked_gate.hpp"
#include "text/fold.hpp"

namespace polyvocal::app {

Session::Session(store::Project project, std::string coder, int helpers)
    : project_(std::move(project)),
      coder_name_(std::move(coder)),
      helpers_(helpers),
      gate_(std::make_unique<privacy::UncheckedGate>()) {
  if (coder_name_.empty()) coder_name_ = Settings::load().coder_for(project_.guid()).value_or("Coder 1");
}

base::Result<std::unique_ptr<Session>> Session::create(const std::filesystem::path& path, const std::string& title,
                                                       const std::string& language, const Options& options) {
  auto project = store::Project::create(path, {.title = title, .language = language});
  if (!project) return base::pass(project);
  return std::unique_ptr<Session>(new Session(std::move(*project), options.coder, options.helpers));
}

base::Result<std::unique_ptr<Session>> Session::open(const std::filesystem::path& path, const Options& options) {
  auto project = store::Project::open(path, options.mode);
  if (!project) return base::pass(project);
  return std::unique_ptr<Session>(new Session(std::move(*project), options.coder, options.helpers));
}

base::Result<void> Session::act_as(const std::string& coder) {
  coder_name_ = coder;
  return Settings::load().set_coder_for(project_.guid(), coder);
}

plugin_host::PluginHost& Session::plugins() {
  if (!plugins_) {
    plugins_ = std::make_unique<plugin_host::PluginHost>(plugin_host::default_helper(),
                                                         plugin_host::default_plugin_folders(), helpers_);
  }
  return *plugins_;
}

std::filesystem::path Session::index_folder() const {
  auto path = project_.path();
  path += "-index";
  return path;
}

base::Result<model::CoderId> Session::ensure_coder(std::string_view name) {
  auto coders = project_.coders();
  if (!coders) return base::pass(coders);
  const std::string wanted = text::fold_name(name);
  for (const auto& coder : *coders) {
    if (text::fold_name(coder.name) == wanted) return coder.id;
  }
  // Another program may make the same coder between the look and the act.
  const auto made_elsewhere = [&]() -> model::CoderId {
    if (auto now = project_.coders()) {
      for (const auto& coder : *now) {
        if (text::fold_name(coder.name) == wanted) return coder.id;
      }
    }
    return {};
  };
  model::CoderId made;
  const store::ActInfo info{.coder = {},
                            .verb = "add-coder",
                            .parameters = history_parameters({{"coder", std::string(name)}}),
                            .batch = std::nullopt};
  auto done = project_.perform(info, [&](store::Writer& writer) -> base::Result<void> {
    auto id = writer.add_coder(name);
    if (!id) return base::pass(id);
    made = *id;
    return {};
  });
  if (!done && done.error().code == base::ErrorCode::kDuplicate) {
    if (const auto other = made_elsewhere()) return other;
  }
  if (!done) return base::pass(done);
  notify(*done, info.verb);
  return made;
}

base::Result<model::CoderId> Session::known_coder() const {
  auto coders = project_.coders();
  if (!coders) return base::pass(coders);
  for (const auto& coder : *coders) {
    if (text::fold_name(coder.name) == text::fold_name(coder_name_)) return coder.id;
  }
  return model::CoderId{};
}

base::Result<std::int64_t> Session::act(std::string_view verb, std::string parameters, Apply apply, const Act& act,
                                        std::optional<base::Uuid> batch) {
  store::ActInfo info{.coder = {}, .verb = std::string(verb), .parameters = std::move(parameters), .batch = batch};
  if (apply == Apply::kDryRun) {
    auto coders = project_.coders();
    if (!coders) return base::pass(coders);
    auto done = project_.rehearse(info, [&](store::Writer& writer) -> base::Result<void> {
      for (const auto& coder : *coders) {
        if (text::fold_name(coder.name) == text::fold_name(coder_name_)) return act(writer, coder.id);
      }
      auto id = writer.add_coder(coder_name_);
      if (!id) return base::pass(id);
      return act(writer, *id);
    });
    if (!done) return base::pass(done);
    return std::int64_t{0};
  }
  auto coder = ensure_coder(coder_name_);
  if (!coder) return base::pass(coder);
  info.coder = *coder;
  auto entry = project_.perform(info, [&](store::Writer& writer) { return act(writer, *coder); });
  if (entry) notify(*entry, info.verb);
  return entry;
}

void Session::notify(std::int64_t entry, const std::string& verb) {
  if (entry == 0) return;
  if (holding_) {
    held_.push_back({entry, verb});
    return;
  }
  for (const auto& listener : listeners_) listener({entry, verb});
}

base::Result<void> Session::together(const std::function<base::Result<void>()>& work) {
  holding_ = true;
  held_.clear();
  auto done = project_.perform_together(work);
  holding_ = false;
  const auto told = std::move(held_);
  held_.clear();
  if (!done) return done;
  for (const auto& changed : told) notify(changed.sequence, changed.verb);
  return {};
}

base::Result<std::shared_ptr<const model::Snapshot>> Session::snapshot(store::SnapshotWords words) {
  auto sequence = project_.sequence();
  if (!sequence) return base::pass(sequence);
  const bool need_words = words == store::SnapshotWords::kWith;
  if (snapshot_ && snapshot_->sequence == *sequence && (snapshot_has_words_ || !need_words)) return snapshot_;
  const auto load = need_words || snapshot_has_words_ ? store::SnapshotWords::kWith : store::SnapshotWords::kWithout;
  auto made = project_.snapshot(load, snapshot_.get());
  if (!made) return made;
  snapshot_ = *made;
  snapshot_has_words_ = load == store::SnapshotWords::kWith;
  return snapshot_;
}

std::string history_parameters(const std::vector<std::pair<std::string, std::string>>& values) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const auto& [key, value] : values) object[key] = value;
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace polyvocal::app
