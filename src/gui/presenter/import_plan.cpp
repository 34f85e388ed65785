#include "gui/presenter/import_plan.hpp"

#include <algorithm>

#include "base/atomic_file.hpp"
#include "text/fold.hpp"
#include "text/speaker_labels.hpp"

namespace polyvocal::gui {
namespace {

bool same_label(std::string_view a, std::string_view b) {
  return text::label_key(a) == text::label_key(b);
}

const app::SpeakerChoice* find_choice(const std::vector<app::SpeakerChoice>& choices, std::string_view label) {
  const auto it = std::find_if(choices.begin(), choices.end(),
                               [&](const app::SpeakerChoice& one) { return same_label(one.label, label); });
  return it == choices.end() ? nullptr : &*it;
}

SpeakerUse use_of(model::SpeakerRole role) {
  switch (role) {
    case model::SpeakerRole::kInterviewer:
      return SpeakerUse::kInterviewer;
    case model::SpeakerRole::kOther:
      return SpeakerUse::kOther;
    case model::SpeakerRole::kParticipant:
      break;
  }
  return SpeakerUse::kParticipant;
}

}  // namespace

ImportPlan::ImportPlan(const std::vector<std::string>& taken) {
  for (const auto& name : taken) taken_.insert(text::fold_name(name));
}

void ImportPlan::add(const std::vector<std::filesystem::path>& files, const std::vector<app::FailedFile>& failed) {
  names_known_ = false;
  for (const auto& path : files) {
    if (!by_path_.try_emplace(path, files_.size()).second) continue;
    files_.emplace_back();
    files_.back().path = path;
  }
  for (const auto& one : failed) {
    const auto path = base::path_from_utf8(one.path);
    if (!by_path_.try_emplace(path, files_.size()).second) continue;
    files_.emplace_back();
    files_.back().path = path;
    files_.back().refused = one.error;
    files_.back().state = File::State::kDone;
  }
}

std::string ImportPlan::file_name(std::size_t index) const {
  return base::path_to_utf8(files_[index].path.filename());
}

std::vector<ImportPlan::Request> ImportPlan::next_to_read(std::size_t most, std::optional<std::size_t> first) {
  std::vector<Request> requests;
  const auto ask = [&](std::size_t index) {
    auto& file = files_[index];
    if (requests.size() >= most || file.state != File::State::kWaiting) return;
    file.state = File::State::kReading;
    requests.push_back({index, file.version, file.path, file.choices});
  };
  if (first && *first < files_.size()) ask(*first);
  for (std::size_t i = 0; i < files_.size() && requests.size() < most; ++i) ask(i);
  return requests;
}

void ImportPlan::take(std::size_t index, std::uint64_t version, base::Result<app::DocumentPreview> read) {
  auto& file = files_[index];
  if (version != file.version || file.state != File::State::kReading) return;
  if (!read && read.error().code == base::ErrorCode::kCancelled) {
    file.state = File::State::kWaiting;
    return;
  }
  file.state = File::State::kDone;
  if (read.has_value() == file.refused.has_value()) names_known_ = false;
  if (!read) {
    file.refused = std::move(read.error());
    file.preview.reset();
    return;
  }
  file.refused.reset();
  file.preview = std::move(*read);
  apply_rules(file);
}

bool ImportPlan::all_read() const {
  return std::all_of(files_.begin(), files_.end(),
                     [](const File& file) { return file.state == File::State::kDone || !file.included; });
}

void ImportPlan::changed_reading(File& file) {
  ++file.version;
  file.state = File::State::kWaiting;
}

app::SpeakerChoice& ImportPlan::choice(File& file, const std::string& label) {
  for (auto& one : file.choices.speakers) {
    if (same_label(one.label, label)) return one;
  }
  return file.choices.speakers.emplace_back(app::SpeakerChoice{.label = label});
}

bool ImportPlan::apply_rules(File& file) {
  if (!file.preview || everywhere_.empty()) return false;
  bool changed = false;
  bool reread = false;
  for (const auto& speaker : file.preview->found) {
    const auto* rule = find_choice(everywhere_, speaker.name);
    if (rule == nullptr || find_choice(file.choices.speakers, speaker.name) != nullptr) continue;
    auto made = *rule;
    made.label = speaker.name;
    reread = reread || made.nobody;
    file.choices.speakers.push_back(std::move(made));
    changed = true;
  }
  if (reread) changed_reading(file);
  return changed;
}

void ImportPlan::include(std::size_t index, bool included) {
  files_[index].included = included;
  names_known_ = false;
}

void ImportPlan::set_name(std::size_t index, std::string_view name) {
  files_[index].choices.name = text::clean_name(name);
  if (files_[index].choices.name == text::clean_name(base::path_to_utf8(files_[index].path.stem())))
    files_[index].choices.name.clear();
  names_known_ = false;
}

void ImportPlan::set_encoding(std::size_t index, std::string_view encoding) {
  auto& file = files_[index];
  if (file.choices.encoding == encoding) return;
  file.choices.encoding = encoding;
  changed_reading(file);
}

void ImportPlan::set_repair(std::size_t index, bool repair) {
  auto& file = files_[index];
  if (file.choices.repair_doubly_encoded == repair) return;
  file.choices.repair_doubly_encoded = repair;
  changed_reading(file);
}

void ImportPlan::set_no_speakers(std::size_t index, bool no_speakers) {
  auto& file = files_[index];
  if (file.choices.no_speakers == no_speakers) return;
  file.choices.no_speakers = no_speakers;
  changed_reading(file);
}

void ImportPlan::set_notes(std::size_t index, bool notes) {
  files_[index].choices.notes = notes;
}

bool ImportPlan::add_label(std::size_t index, std::string_view label) {
  auto& file = files_[index];
  const std::string clean = text::clean_name(label);
  if (text::label_key(clean).empty()) return false;
  for (const auto& speaker : speakers(index)) {
    if (same_label(speaker.label, clean)) return false;
  }
  for (const auto& other : file.choices.also) {
    if (same_label(other, clean)) return false;
  }
  file.choices.also.push_back(clean);
  changed_reading(file);
  return true;
}

void ImportPlan::rename(std::size_t index, std::size_t speaker, std::string_view name) {
  const auto shown = speakers(index);
  if (speaker >= shown.size()) return;
  auto& made = choice(files_[index], shown[speaker].label);
  made.name = text::clean_name(name);
  // The same name in other letters is the same speaker, as the other one is written.
  for (const auto& other : shown) {
    if (other.label != shown[speaker].label && other.use != SpeakerUse::kNobody &&
        text::fold_name(other.name) == text::fold_name(made.name)) {
      made.name = other.name;
    }
  }
  if (made.name == shown[speaker].label) made.name.clear();
}

void ImportPlan::set_use(std::size_t index, std::size_t speaker, SpeakerUse use) {
  const auto shown = speakers(index);
  if (speaker >= shown.size()) return;
  auto& file = files_[index];
  // Labels of one name are one speaker and have one role.
  for (const auto& other : shown) {
    const bool itself = other.label == shown[speaker].label;
    const bool together = use != SpeakerUse::kNobody && shown[speaker].use != SpeakerUse::kNobody &&
                          other.use != SpeakerUse::kNobody && other.person == shown[speaker].person;
    if (!itself && !together) continue;
    auto& made = choice(file, other.label);
    if (made.nobody != (use == SpeakerUse::kNobody)) changed_reading(file);
    made.nobody = use == SpeakerUse::kNobody;
    if (use == SpeakerUse::kParticipant) made.role = model::SpeakerRole::kParticipant;
    if (use == SpeakerUse::kInterviewer) made.role = model::SpeakerRole::kInterviewer;
    if (use == SpeakerUse::kOther) made.role = model::SpeakerRole::kOther;
  }
}

void ImportPlan::merge(std::size_t index, const std::vector<std::size_t>& which) {
  const auto shown = speakers(index);
  std::optional<std::size_t> into;
  for (const auto one : which) {
    if (one >= shown.size() || shown[one].use == SpeakerUse::kNobody) continue;
    if (!into) {
      into = one;
      continue;
    }
    rename(index, one, shown[*into].name);
  }
  if (into) set_use(index, *into, shown[*into].use);
}

std::size_t ImportPlan::use_everywhere(std::size_t index) {
  const auto source = files_[index].choices.speakers;
  for (const auto& rule : source) {
    std::erase_if(everywhere_, [&](const auto& old) { return same_label(old.label, rule.label); });
    everywhere_.push_back(rule);
  }
  std::size_t changed = 0;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (i == index || !files_[i].preview) continue;
    bool different = false;
    for (const auto& rule : source) {
      const auto& found = files_[i].preview->found;
      const auto it = std::find_if(found.begin(), found.end(),
                                   [&](const auto& speaker) { return same_label(speaker.name, rule.label); });
      if (it == found.end()) continue;
      auto wanted = rule;
      wanted.label = it->name;
      auto& made = choice(files_[i], it->name);
      wanted.label = made.label;
      if (made == wanted) continue;
      if (made.nobody != wanted.nobody) changed_reading(files_[i]);
      made = wanted;
      different = true;
    }
    changed += different ? 1 : 0;
  }
  return changed;
}

std::vector<PlannedSpeaker> ImportPlan::speakers(std::size_t index) const {
  std::vector<PlannedSpeaker> shown;
  const auto& file = files_[index];
  if (!file.preview) return shown;
  std::vector<std::string> persons;  // folded names
  struct Role {
    std::optional<SpeakerUse> chosen;
    std::optional<SpeakerUse> usual;
  };
  std::vector<Role> roles;
  for (const auto& found : file.preview->found) {
    PlannedSpeaker one{found.name, found.spellings, found.turns, found.name, SpeakerUse::kParticipant, false, 0};
    const auto* made = find_choice(file.choices.speakers, found.name);
    if (made != nullptr && !made->name.empty()) one.name = made->name;
    if (made != nullptr && made->nobody) {
      one.use = SpeakerUse::kNobody;
      shown.push_back(std::move(one));
      continue;
    }
    const std::string key = text::fold_name(one.name);
    const auto it = std::find(persons.begin(), persons.end(), key);
    one.person = static_cast<std::size_t>(it - persons.begin());
    if (it == persons.end()) {
      persons.push_back(key);
      roles.emplace_back();
    }
    auto& role = roles[one.person];
    if (made != nullptr && made->role && !role.chosen) role.chosen = use_of(*made->role);
    const auto usual = use_of(app::usual_role(one.name, found.name));
    if (!role.usual || usual == SpeakerUse::kInterviewer) role.usual = usual;
    shown.push_back(std::move(one));
  }
  for (auto& one : shown) {
    if (one.use == SpeakerUse::kNobody) continue;
    const auto& role = roles[one.person];
    one.use = role.chosen.value_or(role.usual.value_or(SpeakerUse::kParticipant));
    one.merged = std::count_if(shown.begin(), shown.end(), [&](const PlannedSpeaker& other) {
                   return other.use != SpeakerUse::kNobody && other.person == one.person;
                 }) > 1;
  }
  return shown;
}

std::vector<std::filesystem::path> ImportPlan::paths() const {
  std::vector<std::filesystem::path> list;
  for (const auto& file : files_) {
    if (file.included && !file.refused) list.push_back(file.path);
  }
  return list;
}

app::ImportOptions ImportPlan::options() const {
  app::ImportOptions options;
  for (const auto& file : files_) {
    if (file.included && !file.refused && file.choices != app::FileChoices{}) options.choices[file.path] = file.choices;
  }
  return options;
}

}  // namespace polyvocal::gui
