// What the plan of an import says: figures, remarks, the text, the report.
#include <algorithm>

#include "base/atomic_file.hpp"
#include "gui/presenter/import_plan.hpp"
#include "messages/messages.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {
namespace {

std::string number(std::size_t count) {
  return grouped(static_cast<std::int64_t>(count));
}

std::string turns_sentence(std::int64_t turns) {
  return turns == 1 ? messages::message("import.turn-one")
                    : messages::message("import.turns", {{"count", grouped(turns)}});
}

std::string words_sentence(std::int64_t words) {
  return words == 1 ? messages::message("import.words-one")
                    : messages::message("import.words", {{"count", grouped(words)}});
}

/// Warnings that tell what was done and need nobody's look.
bool settled(const std::string& key) {
  return key == "line-ends-normalised" || key == "label-merged" || key == "paragraphs-unsure";
}

std::string warning_sentence(const std::string& key, const std::string& value) {
  if (key == "doubly-encoded") return messages::message("import.remark-doubly-encoded");
  std::string sentence = messages::message("warning." + key, {{"value", value}});
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z')
    sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  if (!sentence.empty() && sentence.back() != '.') sentence += '.';
  return sentence;
}

}  // namespace

std::string grouped(std::int64_t value) {
  std::string text = std::to_string(value);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string refusal(const base::Error& error) {
  using base::ErrorCode;
  const auto say = [&](std::string_view key) { return messages::message(key, error.params); };
  switch (error.code) {
    case ErrorCode::kUnknownFormat:
      if (error.param("variant") == "table") return say("import.refused-table");
      if (error.param("variant") == "json") return say("import.refused-json");
      if (error.param("variant") == "xml") return say("import.refused-xml");
      return say("import.refused-unknown-format");
    case ErrorCode::kUnknownEncoding:
      return say("import.refused-unknown-encoding");
    case ErrorCode::kDamagedFile: {
      const std::string detail = "detail." + std::string(error.param("detail"));
      if (!messages::has(detail)) return say("import.refused-damaged-file");
      return messages::message("import.refused-damaged-because", {{"detail", messages::message(detail, error.params)}});
    }
    case ErrorCode::kEmptyFile:
      return say("import.refused-empty-file");
    case ErrorCode::kPasswordProtected:
      return say("import.refused-password");
    case ErrorCode::kMissingConverter:
      return say("import.refused-missing-converter");
    case ErrorCode::kTooLarge:
      return say("import.refused-too-large");
    case ErrorCode::kTimeout:
      return say("import.refused-timeout");
    case ErrorCode::kHelperCrashed:
      return say("import.refused-helper-crashed");
    case ErrorCode::kFileNotFound:
      return say("import.refused-gone");
    case ErrorCode::kFileUnreadable:
      return say("import.refused-unreadable");
    default:
      return messages::message(error);
  }
}

bool ImportPlan::name_is_taken(std::size_t index) const {
  const std::string folded = text::fold_name(name(index));
  if (taken_.contains(folded)) return true;
  if (!names_known_) {
    first_of_name_.clear();
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (files_[i].included && !files_[i].refused) first_of_name_.try_emplace(text::fold_name(name(i)), i);
    }
    names_known_ = true;
  }
  const auto it = first_of_name_.find(folded);
  return it != first_of_name_.end() && it->second < index;
}

FileMark ImportPlan::mark(std::size_t index) const {
  const auto& file = files_[index];
  if (!file.included) return FileMark::kLeftOut;
  if (file.state != File::State::kDone) return FileMark::kWaiting;
  if (file.refused) return FileMark::kRefused;
  const auto& warnings = file.preview->document.warnings;
  const bool look =
      std::any_of(warnings.begin(), warnings.end(), [](const auto& one) { return !settled(one.first); }) ||
      (file.preview->found.empty() && !file.choices.no_speakers && !file.choices.notes) || name_is_taken(index);
  return look ? FileMark::kToCheck : FileMark::kReady;
}

std::string ImportPlan::name(std::size_t index) const {
  const auto& file = files_[index];
  if (!file.choices.name.empty()) return file.choices.name;
  const std::string stem = text::clean_name(base::path_to_utf8(file.path.stem()));
  return stem.empty() ? text::clean_name(file_name(index)) : stem;
}

std::string ImportPlan::facts(std::size_t index) const {
  const auto& file = files_[index];
  if (!file.preview) return {};
  const auto& document = file.preview->document;
  return document.format + " · " + turns_sentence(document.turns) + " · " + words_sentence(document.words) + " · " +
         messages::message("import.language", {{"language", document.language}});
}

std::vector<std::string> ImportPlan::remarks(std::size_t index) const {
  std::vector<std::string> list;
  const auto& file = files_[index];
  if (file.refused) return {refusal(*file.refused)};
  if (!file.preview) return list;
  if (file.included && name_is_taken(index)) list.push_back(messages::message("import.remark-taken"));
  if (file.preview->found.empty() && !file.choices.no_speakers && !file.choices.notes)
    list.push_back(messages::message("import.remark-no-speakers"));
  for (const auto& [key, value] : file.preview->document.warnings) list.push_back(warning_sentence(key, value));
  return list;
}

std::string ImportPlan::summary(std::size_t index) const {
  const auto& file = files_[index];
  if (!file.included) return messages::message("import.left-out");
  if (file.refused) return refusal(*file.refused);
  return file.preview ? words_sentence(file.preview->document.words) : std::string();
}

std::shared_ptr<const PageText> ImportPlan::page(std::size_t index) const {
  const auto& file = files_[index];
  if (!file.preview) return nullptr;
  auto page = std::make_shared<PageText>();
  page->name = name(index);
  page->language = file.preview->document.language;
  page->text = file.preview->text;
  std::map<std::string, std::uint32_t> by_label;
  for (const auto& speaker : speakers(index)) {
    if (speaker.use == SpeakerUse::kNobody) continue;
    by_label[speaker.label] = static_cast<std::uint32_t>(page->speakers.size());
    PageSpeaker shown{
        speaker.name,
        speaker.use == SpeakerUse::kInterviewer ? model::SpeakerRole::kInterviewer : model::SpeakerRole::kParticipant,
        Mark::kNone,
        {}};
    if (speaker.use != SpeakerUse::kInterviewer) shown.hue = speaker.person % kHues;
    page->speakers.push_back(std::move(shown));
  }
  for (const auto& turn : file.preview->turns) {
    PageTurn shown{turn.whole, turn.body, PageTurn::kNobody, turn.start_ms};
    if (const auto it = by_label.find(turn.speaker); it != by_label.end()) shown.speaker = it->second;
    page->turns.push_back(shown);
  }
  return page;
}

ImportPlan::Totals ImportPlan::totals() const {
  Totals totals;
  totals.files = files_.size();
  for (std::size_t i = 0; i < files_.size(); ++i) {
    switch (mark(i)) {
      case FileMark::kWaiting:
        ++totals.waiting;
        break;
      case FileMark::kRefused:
        ++totals.refused;
        break;
      case FileMark::kLeftOut:
        ++totals.left_out;
        break;
      case FileMark::kToCheck:
        ++totals.to_check;
        [[fallthrough]];
      case FileMark::kReady:
        ++totals.ready;
        totals.words += files_[i].preview->document.words;
        break;
    }
  }
  return totals;
}

std::string ImportPlan::totals_sentence() const {
  const auto totals = this->totals();
  const auto part = [](std::string_view key, std::size_t count) {
    return count == 0 ? std::string() : messages::message(key, {{"count", number(count)}});
  };
  return messages::message(totals.files == 1 ? "import.totals-one" : "import.totals",
                           {{"files", number(totals.files)},
                            {"ready", number(totals.ready)},
                            {"check", part("import.totals-check", totals.to_check)},
                            {"refused", part("import.totals-refused", totals.refused)},
                            {"left", part("import.totals-left", totals.left_out)},
                            {"waiting", part("import.totals-waiting", totals.waiting)}});
}

ImportOutcome outcome_of(const ImportPlan& plan, const app::ImportReport& report) {
  ImportOutcome outcome;
  std::map<std::string, const app::ImportedDocument*> imported;
  std::map<std::string, const app::FailedFile*> failed;
  std::int64_t words = 0;
  for (const auto& document : report.documents) {
    imported[document.path] = &document;
    words += document.words;
  }
  for (const auto& one : report.failed) failed[one.path] = &one;
  std::size_t refused = 0;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto& file = plan.file(i);
    const std::string path = base::path_to_utf8(file.path);
    ImportOutcome::Row row;
    row.name = plan.file_name(i);
    if (const auto it = imported.find(path); it != imported.end()) {
      const auto& document = *it->second;
      row.name = document.name;
      row.turns = grouped(document.turns);
      row.words = grouped(document.words);
      for (const auto& speaker : document.speakers) row.speakers += (row.speakers.empty() ? "" : ", ") + speaker.name;
      for (const auto& [key, value] : document.warnings) {
        if (!settled(key)) row.mark = FileMark::kToCheck;
        row.note += (row.note.empty() ? "" : " ") + warning_sentence(key, value);
      }
    } else if (const auto at = failed.find(path); at != failed.end() || file.refused) {
      row.mark = FileMark::kRefused;
      row.note = refusal(at != failed.end() ? at->second->error : *file.refused);
      ++refused;
    } else {
      row.mark = FileMark::kLeftOut;
      row.note = messages::message(file.included ? "import.not-reached" : "import.left-out");
    }
    outcome.rows.push_back(std::move(row));
  }
  const std::size_t count = report.documents.size();
  const messages::Params params = {{"count", number(count)}, {"words", grouped(words)}};
  outcome.headline = messages::message(count == 0                           ? "import.done-none"
                                       : report.cancelled || report.stopped ? "import.done-stopped"
                                       : count == 1                         ? "import.done-one"
                                                                            : "import.done",
                                       params);
  const auto add = [&](const std::string& sentence) {
    outcome.detail += (outcome.detail.empty() ? "" : " ") + sentence;
  };
  if (report.stopped) add(messages::message("import.detail-stopped", {{"why", messages::message(*report.stopped)}}));
  if (refused > 0) add(messages::message("import.detail-refused", {{"count", number(refused)}}));
  outcome.undoable = count > 0;
  if (outcome.undoable) add(messages::message("import.detail-undo"));
  return outcome;
}

ImportOutcome outcome_of(const base::Error& error) {
  ImportOutcome outcome;
  outcome.headline = messages::message("import.done-none");
  outcome.detail = messages::message(error);
  return outcome;
}

std::string ImportOutcome::text() const {
  std::string out = headline + "\n";
  if (!detail.empty()) out += detail + "\n";
  if (rows.empty()) return out;
  out += "\n" + messages::message("import.column-document") + "\t" + messages::message("import.column-turns") + "\t" +
         messages::message("import.column-words") + "\t" + messages::message("import.column-speakers") + "\t" +
         messages::message("import.column-note") + "\n";
  for (const auto& row : rows)
    out += row.name + "\t" + row.turns + "\t" + row.words + "\t" + row.speakers + "\t" + row.note + "\n";
  return out;
}

}  // namespace polyvocal::gui
