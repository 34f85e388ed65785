#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/project.hpp"
#include "support/temp_folder.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::test {

inline text::CodePointRange range(std::int64_t start, std::int64_t end) {
  return {text::CodePointOffset(start), text::CodePointOffset(end)};
}

/// A transcript made of (speaker, words) turns, one a line: "Speaker: words". Words are counted by blanks.
inline model::NewDocument make_document(std::string name,
                                        const std::vector<std::pair<std::string, std::string>>& turns) {
  model::NewDocument document;
  document.name = std::move(name);
  document.language = "en";
  document.format = "txt";
  document.encoding = "UTF-8";
  document.import_record = R"({"warnings":[]})";
  std::int64_t at = 0;
  for (const auto& [speaker, words] : turns) {
    if (!document.text.empty()) {
      document.text += "\n";
      ++at;
    }
    const std::string label = speaker.empty() ? "" : speaker + ": ";
    model::NewDocument::NewTurn turn;
    const std::int64_t label_length = text::count_code_points(label);
    const std::int64_t length = text::count_code_points(words);
    turn.whole = range(at, at + label_length + length);
    turn.body = range(at + label_length, at + label_length + length);
    turn.speaker = speaker;
    std::int64_t place = at + label_length;
    bool inside = false;
    for (const char c : words) {
      if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
      if (c != ' ' && !inside) {
        document.word_starts.push_back(place);
        ++turn.words;
      }
      inside = c != ' ';
      ++place;
    }
    document.text += label + words;
    at = turn.whole.end.value;
    document.turns.push_back(std::move(turn));
  }
  for (const auto& turn : document.turns) {
    bool known = turn.speaker.empty();
    for (const auto& speaker : document.speakers) known = known || speaker.first == turn.speaker;
    if (!known) {
      document.speakers.emplace_back(turn.speaker, turn.speaker.starts_with("Interviewer")
                                                       ? model::SpeakerRole::kInterviewer
                                                       : model::SpeakerRole::kParticipant);
    }
  }
  return document;
}

inline model::NewDocument family_interview(std::string name = "Family 1") {
  return make_document(std::move(name), {{"Interviewer", "How was the first visit?"},
                                         {"Parent 6", "We waited for a long time. The café was closed."},
                                         {"Parent 7", "Nobody told us why."},
                                         {"Interviewer", "And then?"},
                                         {"Parent 6", "Then a nurse came."},
                                         {"Parent 6", "She was kind."}});
}

/// A new project in a folder of its own.
struct TestProject {
  TempFolder folder;
  std::filesystem::path path = folder.path() / "study.polyvocal";
  store::Project project = [this] {
    auto made = store::Project::create(path, {.title = "Study", .language = "en"});
    if (!made) throw std::runtime_error("create: " + std::string(base::error_name(made.error().code)));
    return std::move(*made);
  }();
  model::CoderId coder;

  store::ActInfo act(std::string verb = "test") const { return {coder, std::move(verb), "{}", {}}; }
  /// Runs an act that must succeed.
  template <typename Work>
  std::int64_t perform(const Work& work, const std::string& verb = "test") {
    auto done = project.perform(act(verb), [&](store::Writer& writer) -> base::Result<void> {
      work(writer);
      return {};
    });
    EXPECT_TRUE(done) << (done ? "" : base::error_name(done.error().code)) << " "
                      << (done ? "" : std::string(done.error().param("detail")));
    return done.value_or(0);
  }
  void add_coder(const std::string& name = "Anna") {
    perform([&](store::Writer& writer) { coder = writer.add_coder(name).value(); }, "add-coder");
  }
};

inline std::string faults_text(const std::vector<store::Fault>& faults) {
  std::string text;
  for (const auto& fault : faults) text += fault.kind + ": " + fault.detail + "\n";
  return text;
}

inline void expect_sound(const store::Project& project) {
  auto faults = project.verify();
  ASSERT_TRUE(faults) << base::error_name(faults.error().code);
  EXPECT_EQ(faults_text(*faults), "");
}

template <typename T>
std::string error_of(const base::Result<T>& result) {
  return result ? "none" : std::string(base::error_name(result.error().code));
}

}  // namespace polyvocal::test
