// Turn recognition on outside transcripts, found through POLYVOCAL_CORPORA; skipped where that is not set.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "support/temp_folder.hpp"
#include "text/decode.hpp"
#include "text/offset_map.hpp"
#include "text/speaker_labels.hpp"
#include "text/turns.hpp"

namespace polyvocal::text {
namespace {

std::vector<RawBlock> lines(const std::string& text) {
  std::vector<RawBlock> blocks;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    RawBlock block;
    block.text = line;
    blocks.push_back(block);
  }
  return blocks;
}

/// The blocks of a file whose lines are paragraphs, headings ("### ") or begin with a bold name ("**Name:**").
std::vector<RawBlock> marked_lines(const std::string& text) {
  std::vector<RawBlock> blocks = lines(text);
  for (auto& block : blocks) {
    std::string& line = block.text;
    if (line.starts_with('#')) {
      block.kind = RawBlock::Kind::kHeading;
      line.erase(0, std::min(line.find_first_not_of("# "), line.size()));
    } else if (line.starts_with("**") && line.find("**", 2) != std::string::npos) {
      const std::size_t end = line.find("**", 2);
      block.bold_prefix_bytes = static_cast<std::int64_t>(end) - 2;
      line = line.substr(2, end - 2) + line.substr(end + 2);
    }
  }
  return blocks;
}

std::map<std::string, std::int64_t> speakers_of(const Transcript& transcript) {
  std::map<std::string, std::int64_t> speakers;
  for (const auto& label : transcript.speakers) speakers[label.name] = label.turns;
  return speakers;
}

class TurnCorpora : public testing::Test {
 protected:
  void SetUp() override {
    corpora_ = test::corpora_dir();
    if (!corpora_) GTEST_SKIP() << "POLYVOCAL_CORPORA is not set: no outside transcripts are read";
  }
  std::vector<std::filesystem::path> files(const std::string& folder, const std::string& extension) const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpora_ / folder)) {
      const std::string name = entry.path().filename().string();
      if (entry.path().extension() == extension && name != "README.md" && name != "LICENSE.md" && name != "AGENTS.md")
        found.push_back(entry.path());
    }
    return found;
  }
  std::optional<std::filesystem::path> corpora_;
};

TEST_F(TurnCorpora, BoldNamesAreThePeopleAndNobodyElse) {
  for (const auto& path : files("07_changelog_md_scale", ".md")) {
    const auto blocks = marked_lines(decode(test::read_all(path))->text);
    std::map<std::string, std::int64_t> bold;
    for (const auto& block : blocks) {
      const std::string prefix = block.text.substr(0, static_cast<std::size_t>(block.bold_prefix_bytes));
      if (prefix.ends_with(':')) ++bold[prefix.substr(0, prefix.size() - 1)];
    }
    for (const auto& [name, turns] : speakers_of(recognise_turns(blocks, {}))) {
      EXPECT_TRUE(bold.contains(name)) << path.filename() << ": " << name << " " << turns;
      EXPECT_FALSE(name == "Break" || name == "Outro" || name == "Jingle") << path.filename();
      bold.erase(name);
    }
    for (const auto& [name, turns] : bold) EXPECT_LE(turns, 8) << path.filename() << " lacks " << name;
  }
}

TEST_F(TurnCorpora, HeadingsWithColonsAreThePeople) {
  std::size_t compared = 0;
  for (const auto& path : files("09_audreyt_zh_en_md", ".md")) {
    const auto blocks = marked_lines(decode(test::read_all(path))->text);
    std::set<std::string> expected;
    for (const auto& block : blocks) {
      std::string name = block.text;
      if (block.kind != RawBlock::Kind::kHeading) continue;
      while (name.ends_with(' ')) name.pop_back();
      if (name.ends_with(':'))
        name.pop_back();
      else if (name.ends_with("："))
        name.resize(name.size() - 3);
      else
        continue;
      while (name.ends_with(' ')) name.pop_back();
      expected.insert(label_key(name));
    }
    std::set<std::string> found;
    for (const auto& [name, turns] : speakers_of(recognise_turns(blocks, {}))) found.insert(label_key(name));
    EXPECT_EQ(found, expected) << path.filename();
    ++compared;
  }
  EXPECT_GE(compared, 300u);
}

TEST_F(TurnCorpora, CodesBeforeATabAreThePeople) {
  for (const auto& path : files("10_kip_italian/linear-orthographic", ".txt")) {
    const auto blocks = lines(decode(test::read_all(path))->text);
    std::map<std::string, std::int64_t> expected;
    for (const auto& block : blocks) {
      if (const std::size_t tab = block.text.find('\t'); tab != std::string::npos)
        ++expected[block.text.substr(0, tab)];
    }
    EXPECT_EQ(speakers_of(recognise_turns(blocks, {})), expected) << path.filename();
  }
}

TEST_F(TurnCorpora, UtteranceIdsAreNobody) {
  for (const auto& path : files("16_parlamint_multiscript", ".txt")) {
    const auto transcript = recognise_turns(lines(decode(test::read_all(path))->text), {});
    EXPECT_TRUE(transcript.speakers.empty()) << path.filename();
    const OffsetMap map(transcript.text);
    for (const auto& turn : transcript.turns) {
      EXPECT_TRUE(map.slice({turn.whole.start, turn.body.start}).ends_with('\t')) << path.filename();
    }
  }
}

TEST_F(TurnCorpora, CuesBeginWithThePeople) {
  for (const auto& path : files("08_seenunseen_vtt", ".vtt")) {
    std::vector<RawBlock> blocks;
    std::set<std::string> expected;
    for (auto& line : lines(decode(test::read_all(path))->text)) {
      if (line.text.empty() || line.text.starts_with("WEBVTT") || line.text.find("-->") != std::string::npos) continue;
      line.kind = RawBlock::Kind::kCue;
      if (line.text.starts_with('[') && line.text.find("]:") != std::string::npos)
        expected.insert(line.text.substr(1, line.text.find("]:") - 1));
      blocks.push_back(line);
    }
    std::set<std::string> found;
    for (const auto& [name, turns] : speakers_of(recognise_turns(blocks, {}))) found.insert(name);
    EXPECT_EQ(found, expected) << path.filename();
  }
}

TEST_F(TurnCorpora, NamesWithTimesOnALineAreThePeople) {
  std::size_t named = 0;
  for (const auto& path : files("14_hitsave_multiformat", ".md")) {
    const auto transcript = recognise_turns(marked_lines(decode(test::read_all(path))->text), {});
    for (const auto& label : transcript.speakers) {
      EXPECT_NE(label.name.find(' '), std::string::npos) << path.filename() << ": " << label.name;
    }
    named += transcript.speakers.size() >= 2 ? 1 : 0;
  }
  EXPECT_GE(named, 9u);
}

}  // namespace
}  // namespace polyvocal::text
