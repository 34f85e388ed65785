#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "app/import_prepare_internal.hpp"
#include "app/import_preview.hpp"
#include "base/atomic_file.hpp"
#include "text/boundaries.hpp"
#include "text/fold.hpp"
#include "text/offset_map.hpp"
#include "text/speaker_labels.hpp"
#include "text/tokens.hpp"

namespace polyvocal::app {
namespace {

namespace fs = std::filesystem;

std::pair<std::string, std::string> split_warning(const std::string& warning) {
  const auto sign = warning.find('=');
  if (sign == std::string::npos) return {warning, ""};
  return {warning.substr(0, sign), warning.substr(sign + 1)};
}

/// Words and their starts, once over the whole text; a turn's words are those that start in its body.
void count_words(model::NewDocument& document) {
  const text::OffsetMap map(document.text);
  const auto words = text::words(map, document.language);
  document.word_starts.reserve(words.size());
  for (const auto& word : words) document.word_starts.push_back(word.start.value);
  for (auto& turn : document.turns) {
    const auto begin =
        std::lower_bound(document.word_starts.begin(), document.word_starts.end(), turn.body.start.value);
    const auto end = std::lower_bound(begin, document.word_starts.end(), turn.body.end.value);
    turn.words = end - begin;
  }
}

/// The choice about a label, or null.
const SpeakerChoice* choice_about(const FileChoices& choices, std::string_view label) {
  const std::string key = text::label_key(label);
  for (const auto& choice : choices.speakers) {
    if (text::label_key(choice.label) == key) return &choice;
  }
  return nullptr;
}

/// True where the format itself says who speaks: its lines have an end of their own, and go on with no other turn.
bool stated(const text::SpeakerLabel& speaker) {
  return speaker.style == text::style_name(text::LabelStyle::kVoice) ||
         speaker.style == text::style_name(text::LabelStyle::kColumn);
}

/// The labels that are to be words like any other.
std::vector<std::string> unlabelled(const std::vector<text::SpeakerLabel>& found, const FileChoices& choices) {
  std::vector<std::string> labels;
  for (const auto& speaker : found) {
    const auto* choice = choice_about(choices, speaker.name);
    if (choice != nullptr && choice->nobody && !stated(speaker)) labels.push_back(speaker.name);
  }
  return labels;
}

/// Gives speakers the names a person chose, makes one of those that got one name, and takes the name off those that
/// are nobody. Returns the roles, parallel to the speakers left: a person's, else the usual one of the name, else that
/// of a label it stands for.
std::vector<model::SpeakerRole> name_speakers(text::Transcript& transcript, const FileChoices& choices) {
  struct Named {
    text::SpeakerLabel speaker;
    std::optional<model::SpeakerRole> role;
    model::SpeakerRole usual = model::SpeakerRole::kParticipant;
  };
  std::vector<Named> named;
  std::map<std::string, std::string> names;  // by label as recognised; empty = nobody
  for (auto& speaker : transcript.speakers) {
    const auto* choice = choice_about(choices, speaker.name);
    if (choice != nullptr && choice->nobody) {
      names[speaker.name].clear();
      continue;
    }
    std::string name = choice == nullptr ? std::string() : text::clean_name(choice->name);
    if (name.empty()) name = speaker.name;
    auto it = std::find_if(named.begin(), named.end(), [&](const Named& other) {
      return text::fold_name(other.speaker.name) == text::fold_name(name);
    });
    const auto usual = usual_role(name, speaker.name);
    const std::string label = speaker.name;
    if (it == named.end()) {
      named.push_back({std::move(speaker), {}, usual});
      it = named.end() - 1;
      it->speaker.name = name;
    } else {
      it->speaker.turns += speaker.turns;
      for (auto& spelling : speaker.spellings) it->speaker.spellings.push_back(std::move(spelling));
    }
    names[label] = it->speaker.name;
    if (usual == model::SpeakerRole::kInterviewer) it->usual = usual;
    if (choice != nullptr && choice->role && !it->role) it->role = choice->role;
  }
  for (auto& turn : transcript.turns) {
    if (const auto it = names.find(turn.speaker); it != names.end()) turn.speaker = it->second;
  }
  std::vector<model::SpeakerRole> roles;
  transcript.speakers.clear();
  for (auto& one : named) {
    roles.push_back(one.role.value_or(one.usual));
    transcript.speakers.push_back(std::move(one.speaker));
  }
  return roles;
}

}  // namespace

/// Interviewers are nobody's case. The words are those transcribers use. "???" is how they write somebody unknown.
model::SpeakerRole usual_role(std::string_view label) {
  const std::string folded = text::fold_name(label);
  static const std::set<std::string, std::less<>> kInterviewer = [] {
    std::set<std::string, std::less<>> words;
    for (const char* word : {"i",
                             "int",
                             "interviewer",
                             "interviewer 1",
                             "interviewer 2",
                             "researcher",
                             "moderator",
                             "facilitator",
                             "interviewerin",
                             "interviewer/in",
                             "intervistatore",
                             "intervistatrice",
                             "intervieweur",
                             "intervieweuse",
                             "enqu\u00EAteur",
                             "enqu\u00EAtrice",
                             "entrevistador",
                             "entrevistadora",
                             "intervjuer",
                             "haastattelija",
                             "\u0438\u043D\u0442\u0435\u0440\u0432\u044C\u044E\u0435\u0440",
                             "\u05DE\u05E8\u05D0\u05D9\u05D9\u05DF",
                             "\u05DE\u05E8\u05D0\u05D9\u05D9\u05E0\u05EA",
                             "\u0627\u0644\u0645\u062D\u0627\u0648\u0631",
                             "\u0627\u0644\u0645\u062D\u0627\u0648\u0631\u0629",
                             "\u8A2A\u554F\u8005",
                             "\u8BBF\u95EE\u8005",
                             "\u91C7\u8BBF\u8005",
                             "\u63A1\u8A2A\u8005"}) {
      words.insert(text::fold_name(word));
    }
    return words;
  }();
  if (kInterviewer.contains(folded)) return model::SpeakerRole::kInterviewer;
  return text::count_words(label, "en") == 0 ? model::SpeakerRole::kOther : model::SpeakerRole::kParticipant;
}

model::SpeakerRole usual_role(std::string_view name, std::string_view label) {
  const auto role = usual_role(name);
  return usual_role(label) == model::SpeakerRole::kInterviewer ? model::SpeakerRole::kInterviewer : role;
}

base::Result<PreparedDocument> prepare_document(plugin_host::PluginHost& host, const fs::path& path,
                                                const ImportOptions& options, const std::string& project_language,
                                                const base::CancelToken* cancel) {
  static const FileChoices kNone;
  const auto chosen = options.choices.find(path);
  const FileChoices& choices = chosen == options.choices.end() ? kNone : chosen->second;
  auto raw =
      host.read_document(path,
                         {.encoding = choices.encoding.empty() ? options.encoding : choices.encoding,
                          .language = options.language,
                          .format = options.format,
                          .repair_doubly_encoded = options.repair_doubly_encoded || choices.repair_doubly_encoded},
                         cancel);
  if (!raw) return base::pass(raw);
  PreparedDocument made;
  auto& document = made.document;
  auto& report = made.report;
  document.language = options.language;
  if (document.language.empty()) {
    std::string sample;
    for (const auto& block : raw->blocks) {
      sample += block.text;
      sample += '\n';
      if (sample.size() > 8000) break;
    }
    document.language = text::guess_language(sample, project_language);
  }
  text::TurnOptions turn_options = options.turns;
  turn_options.language = document.language;
  turn_options.speakers.insert(turn_options.speakers.end(), choices.also.begin(), choices.also.end());
  if (choices.no_speakers) turn_options.mode = text::SpeakerMode::kNone;
  auto transcript = text::recognise_turns(raw->blocks, turn_options);
  made.found = transcript.speakers;
  turn_options.nobody = unlabelled(transcript.speakers, choices);
  if (!turn_options.nobody.empty()) transcript = text::recognise_turns(raw->blocks, turn_options);
  const auto roles = name_speakers(transcript, choices);
  if (text::trim(transcript.text).empty()) {
    return base::fail(base::ErrorCode::kEmptyFile, {{"path", base::path_to_utf8(path)}});
  }
  document.name = text::clean_name(choices.name);
  if (document.name.empty()) document.name = text::clean_name(base::path_to_utf8(path.stem()));
  if (document.name.empty()) document.name = text::clean_name(base::path_to_utf8(path.filename()));
  document.format = raw->format;
  document.encoding = raw->encoding;
  document.kind = options.notes || choices.notes ? model::DocumentKind::kNotes : model::DocumentKind::kRecorded;
  document.text = std::move(transcript.text);
  for (auto& turn : transcript.turns) {
    document.turns.push_back({turn.whole, turn.body, std::move(turn.speaker), turn.start_ms, turn.end_ms, 0});
  }
  for (const auto& time : transcript.times) document.times.emplace_back(time.at.value, time.ms);
  for (std::size_t i = 0; i < roles.size(); ++i) document.speakers.emplace_back(transcript.speakers[i].name, roles[i]);
  count_words(document);

  report.path = base::path_to_utf8(path);
  report.name = document.name;
  report.format = document.format;
  report.encoding = document.encoding;
  report.confidence = raw->confidence;
  report.language = document.language;
  report.turns = static_cast<std::int64_t>(document.turns.size());
  for (const auto& turn : document.turns) report.words += turn.words;
  report.speakers = std::move(transcript.speakers);
  report.warnings = std::move(raw->warnings);
  // A page has lines: which of them are paragraphs is told by labels only, so what stands outside turns may be divided
  // otherwise than in the text that was printed.
  const auto outside = std::count_if(document.turns.begin(), document.turns.end(),
                                     [](const auto& turn) { return turn.speaker.empty(); });
  if (document.format == "pdf" && outside > 0 && !document.speakers.empty())
    report.warnings.emplace_back("paragraphs-unsure", std::to_string(outside));
  for (const auto& warning : transcript.warnings) report.warnings.push_back(split_warning(warning));

  nlohmann::ordered_json record;
  record["encoding"] = document.encoding;
  record["confidence"] = raw->confidence;
  record["warnings"] = nlohmann::ordered_json::array();
  for (const auto& [key, value] : report.warnings) record["warnings"].push_back(key);
  document.import_record = record.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return made;
}

ImportPreviewer::ImportPreviewer(std::string project_language, int helpers)
    : language_(std::move(project_language)),
      host_(plugin_host::default_helper(), plugin_host::default_plugin_folders(), helpers) {}

base::Result<DocumentPreview> ImportPreviewer::read(const fs::path& file, const FileChoices& choices,
                                                    std::int64_t text_limit, const base::CancelToken* cancel) {
  ImportOptions options;
  // Names stay as recognised in the text shown: they are what further choices are about.
  auto& asked = options.choices[file];
  asked = choices;
  for (auto& speaker : asked.speakers) speaker.name.clear();
  auto prepared = prepare_document(host_, file, options, language_, cancel);
  if (!prepared) return base::pass(prepared);
  DocumentPreview preview;
  preview.document = std::move(prepared->report);
  preview.found = std::move(prepared->found);
  auto& document = prepared->document;
  const text::OffsetMap map(document.text);
  text::CodePointOffset end = map.code_points();
  for (auto& turn : document.turns) {
    if (turn.whole.end.value > text_limit) {
      preview.shortened = true;
      if (!preview.turns.empty()) {
        end = turn.whole.start;
        break;
      }
      // A text of one long turn: its beginning.
      end = std::max(turn.body.start, text::CodePointOffset(text_limit));
      turn.whole.end = turn.body.end = end;
      preview.turns.push_back(std::move(turn));
      break;
    }
    preview.turns.push_back(std::move(turn));
  }
  preview.text = std::string(map.slice({text::CodePointOffset(0), end}));
  return preview;
}

}  // namespace polyvocal::app
