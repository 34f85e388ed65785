// Outside transcripts, where they are installed (POLYVOCAL_CORPORA names their folder): the same interview must give
// the same words whatever format it comes in. Nothing of them is part of this repository.
#include <algorithm>
#include <sstream>

#include "reading.hpp"

namespace polyvocal::plugin_host {
namespace {

namespace fs = std::filesystem;

class Corpora : public Reading {
 protected:
  void SetUp() override {
    const auto folder = test::corpora_dir();
    if (!folder) GTEST_SKIP() << "POLYVOCAL_CORPORA is not set: no outside transcripts to read";
    root_ = *folder;
  }
  /// Every word of the document, blanks apart; curly apostrophes as straight ones (converters make them).
  std::string words_of(const fs::path& file) {
    const auto read = host().read_document(file);
    if (!read) {
      ADD_FAILURE() << file << ": " << base::error_name(read.error().code) << " " << read.error().param("detail");
      return {};
    }
    std::string words;
    for (const auto& block : read->blocks) {
      for (std::size_t i = 0; i < block.text.size(); ++i) {
        if (block.text.compare(i, 3, "\xE2\x80\x99") == 0) {
          words += '\'';
          i += 2;
        } else if (block.text[i] != ' ' && block.text[i] != '\n' && block.text[i] != '\t') {
          words += block.text[i];
        }
      }
    }
    return words;
  }
  std::vector<std::string> lines_of(const fs::path& file) {
    const auto read = host().read_document(file);
    std::vector<std::string> lines;
    if (!read) return lines;
    for (const auto& block : read->blocks) {
      if (!block.text.empty()) lines.push_back(block.text);
    }
    return lines;
  }
  std::size_t read_all(const fs::path& folder) {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || entry.path().filename() == "metadata.json" ||
          (extension != ".md" && extension != ".txt" && extension != ".vtt" && extension != ".srt" &&
           extension != ".json" && extension != ".lrc" && extension != ".text")) {
        continue;
      }
      const auto read = host().read_document(entry.path());
      EXPECT_TRUE(read.has_value()) << entry.path() << " " << (read ? "" : base::error_name(read.error().code));
      ++files;
    }
    return files;
  }
  fs::path root_;
};

TEST_F(Corpora, OneInterviewInSevenFormats) {
  const fs::path folder = root_ / "14_hitsave_multiformat/2023/Goodboy Galaxy";
  const std::string expected = words_of(folder / "Goodboy Galaxy - Rik Nicol.text");
  EXPECT_GT(expected.size(), 20000u);
  for (const char* ending : {"txt", "srt", "vtt", "tsv", "lrc", "json"}) {
    EXPECT_EQ(words_of(folder / (std::string("Goodboy Galaxy - Rik Nicol.") + ending)), expected) << ending;
  }
}

TEST_F(Corpora, OneInterviewThroughTwoConverters) {
  const fs::path folder = root_ / "variants/office";
  for (const char* name : {"en_13am_interview", "zh_interview"}) {
    const auto reference = lines_of(folder / (std::string(name) + ".docx"));
    EXPECT_GT(reference.size(), 100u);
    for (const char* ending : {"odt", "fodt", "rtf", "html"}) {
      EXPECT_EQ(lines_of(folder / (std::string(name) + "." + ending)), reference) << name << "." << ending;
    }
    // Set in pages, each paragraph is found again; the words are all there.
    const auto words = words_of(folder / (std::string(name) + ".docx"));
    EXPECT_EQ(words_of(folder / (std::string(name) + ".pdf")), words);
    const auto pages = lines_of(folder / (std::string(name) + ".pdf"));
    EXPECT_LE(pages.size(), reference.size());
    EXPECT_GE(pages.size() + 2, reference.size());
  }
  // Made from Markdown: its marks are gone there.
  const auto source =
      root_ / "14_hitsave_multiformat/2022/13AM Games/Dawn of the Monsters - interview with Alex Rushdy, 13AM Games.md";
  EXPECT_EQ(words_of(folder / "en_13am_interview.epub"), words_of(source));
  EXPECT_EQ(lines_of(folder / "en_13am_interview.epub").size(), lines_of(source).size());
}

TEST_F(Corpora, AnElanFileHasTheUtterancesOfItsLinearText) {
  const fs::path folder = root_ / "10_kip_italian";
  const auto words_only = [](const std::string& line) {
    std::istringstream words(line);
    std::string made;
    for (std::string word; words >> word;) made += (made.empty() ? "" : " ") + word;
    return made;
  };
  std::size_t files = 0;
  std::size_t utterances = 0;
  std::size_t otherwise = 0;
  for (const auto& entry : fs::directory_iterator(folder / "eaf")) {
    std::vector<std::string> linear;
    std::istringstream lines(test::read_all(folder / "linear-jefferson" / (entry.path().stem().string() + ".txt")));
    for (std::string line; std::getline(lines, line);) {
      if (line.find('\t') != std::string::npos) linear.push_back(words_only(line));
    }
    const auto read = host().read_document(entry.path());
    ASSERT_TRUE(read.has_value()) << entry.path();
    EXPECT_TRUE(read->warnings.empty()) << entry.path();
    std::vector<std::string> tiers;
    std::int64_t last = 0;
    for (const auto& block : read->blocks) {
      tiers.push_back(words_only(block.speaker + " " + block.text));
      ASSERT_TRUE(block.start_ms && block.end_ms) << entry.path() << " " << block.text;
      EXPECT_GE(*block.start_ms, last);
      last = *block.start_ms;
    }
    ++files;
    utterances += linear.size();
    ASSERT_EQ(tiers.size(), linear.size()) << entry.path();
    // Those that begin at the same moment may stand in either order.
    std::sort(tiers.begin(), tiers.end());
    std::sort(linear.begin(), linear.end());
    for (std::size_t i = 0; i < tiers.size(); ++i) otherwise += tiers[i] == linear[i] ? 0u : 1u;
  }
  EXPECT_EQ(files, 8u);
  EXPECT_GT(utterances, 5000u);
  // The linear text of BOA3017 writes one exclamation otherwise.
  EXPECT_LE(otherwise, 3u);
}

TEST_F(Corpora, EveryTranscriptIsRead) {
  for (const char* name :
       {"07_changelog_md_scale", "08_seenunseen_vtt", "09_audreyt_zh_en_md", "10_kip_italian/linear-jefferson",
        "10_kip_italian/linear-orthographic", "14_hitsave_multiformat", "16_parlamint_multiscript"}) {
    EXPECT_GT(read_all(root_ / name), 0u) << name;
  }
}

}  // namespace
}  // namespace polyvocal::plugin_host
