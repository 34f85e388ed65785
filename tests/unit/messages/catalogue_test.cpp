// The catalogue against the sources: every key that the code uses has a sentence, every sentence is used, and every
// placeholder is a parameter that someone gives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "messages/catalogue.hpp"
#include "messages/messages.hpp"

namespace polyvocal::messages {
namespace {

namespace fs = std::filesystem;

fs::path source_folder() {
  const char* set = std::getenv("POLYVOCAL_SOURCE_DIR");
  return set != nullptr ? fs::path(set) : fs::path();
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Every source file that is no part of the catalogue, without // comments, by path.
const std::map<std::string, std::string>& sources() {
  static const std::map<std::string, std::string> kSources = [] {
    std::map<std::string, std::string> found;
    static const std::regex kComment("//[^\n]*");
    for (const char* folder : {"src", "plugins"}) {
      for (const auto& entry : fs::recursive_directory_iterator(source_folder() / folder)) {
        const auto ending = entry.path().extension();
        if (ending != ".cpp" && ending != ".hpp" && ending != ".json") continue;
        if (entry.path().filename().string().starts_with("english")) continue;
        found[entry.path().string()] = std::regex_replace(read(entry.path()), kComment, "");
      }
    }
    return found;
  }();
  return kSources;
}

/// Each match's groups that took part, with where it was.
std::map<std::string, std::string> matches(const std::string& pattern) {
  std::map<std::string, std::string> found;
  const std::regex expression(pattern);
  for (const auto& [path, text] : sources()) {
    for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) {
      for (std::size_t group = 1; group < it->size(); ++group) {
        if ((*it)[group].matched) found[(*it)[group].str()] = path;
      }
    }
  }
  return found;
}

std::set<std::string> placeholders(std::string_view sentence) {
  std::set<std::string> found;
  static const std::regex kPlaceholder(R"(\{([a-z_]+)\})");
  const std::string text(sentence);
  for (std::sregex_iterator it(text.begin(), text.end(), kPlaceholder), end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

/// Placeholders that may stay empty: those alone in brackets, which go with them.
std::set<std::string> optional_placeholders(std::string_view sentence) {
  std::set<std::string> found;
  static const std::regex kAlone(R"(\(\{([a-z_]+)\}\))");
  const std::string text(sentence);
  for (std::sregex_iterator it(text.begin(), text.end(), kAlone), end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

/// "kNotFound" -> "not-found".
std::string key_of(const std::string& enumerator) {
  std::string key;
  for (const char c : enumerator.substr(1)) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0 && !key.empty()) key += '-';
    key += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return key;
}

struct Use {
  const char* prefix;
  const char* pattern;
  std::size_t at_least;  ///< keys the pattern finds today: a pattern that finds fewer has gone blind
};
constexpr Use kUses[] = {
    {"detail.", R"re(ErrorCode::k(?!Internal)\w+,\s*\{[^;]*?"(?:detail|reason)",\s*"([a-z]+(?:-[a-z0-9]+)*)"\})re", 6},
    {"detail.", R"re(\bfinish\(\s*PV_(?!TOO_LARGE)\w+,\s*"([a-z-]+)")re", 12},
    {"detail.", R"re(PV_DAMAGED\s*,\s*"([a-z-]+)")re", 12},
    {"detail.", R"re(set_detail\("([a-z-]+)")re", 1},
    {"detail.", R"re(bad_table\([^;"{]*"([a-z-]+)")re", 14},
    {"detail.", R"re(\brefused\("([a-z-]+)"\))re", 3},
    {"detail.", R"re(\bsyntax\([^;"]*"([a-z0-9-]+)"(?:\s*:\s*"([a-z0-9-]+)")?\))re", 16},
    {"warning.", R"re((?:\bwarning|add_warning)\(\s*"([a-z-]+)")re", 8},
    {"warning.", R"re(warnings\.(?:emplace_back|push_back)\(\s*\{?"([a-z-]+)=?")re", 2},
    {"verb.", R"re(\bact\(\s*"([a-z-]+)")re", 8},
    {"verb.", R"re(\.verb = "([a-z-]+)")re", 3},
    {"unplaced.", R"re(unplaced\.push_back\(\{row\.row, (?:\w+ \? )?"([a-z-]+)"(?: : "([a-z-]+)")?)re", 3},
    {"unmatched.", R"re(unmatched\.push_back\(\s*\{[^;"{]*"([a-z-]+)")re", 1},
    {"unmatched.", R"re(return std::string\("((?:no|nothing)-[a-z-]+)"\))re", 3},
    {"hint.", R"re(hint = "([a-z-]+)")re", 1},
    {"progress.", R"re(progress\.report\([^;"]*"([a-z]+)"\))re", 2},
    {"detail.", R"re(\busage\(\s*"([a-z-]+)")re", 6},
    {"",
     R"re((?:message|tr|counted|say|remark)\(\s*(?:[^,;"]* \? )?"([a-z-]+(?:\.[a-z0-9-]+)+)"(?: : "([a-z-]+(?:\.[a-z0-9-]+)+)")?)re",
     250},
};

TEST(Catalogue, HasASentenceForEveryKeyInUse) {
  ASSERT_FALSE(sources().empty()) << "POLYVOCAL_SOURCE_DIR is not set";
  for (const auto& use : kUses) {
    const auto found = matches(use.pattern);
    EXPECT_GE(found.size(), use.at_least) << use.prefix << " " << use.pattern;
    for (const auto& [key, path] : found) EXPECT_TRUE(has(use.prefix + key)) << use.prefix << key << " in " << path;
  }
}

TEST(Catalogue, HasNoSentenceThatNobodyUses) {
  std::string all;
  for (const auto& [path, text] : sources()) all += text;
  for (const auto& entry : catalogue()) {
    const std::string key(entry.key);
    const std::string tail = key.substr(key.find('.') + 1);
    const std::string variant = "\"variant\", \"" + key.substr(key.rfind('.') + 1) + '"';
    // Quick codes and panes are commands of a number or a name.
    const bool made = key.starts_with("command.code.quick-") || key.starts_with("command.view.");
    const bool used = made || all.find('"' + tail) != std::string::npos ||
                      all.find('"' + key + '"') != std::string::npos || all.find(variant) != std::string::npos;
    EXPECT_TRUE(used) << key;
  }
}

TEST(Catalogue, KeysAreUniqueAndSentencesEnd) {
  std::set<std::string_view> seen;
  for (const auto& entry : catalogue()) {
    EXPECT_TRUE(seen.insert(entry.key).second) << entry.key;
    EXPECT_FALSE(entry.text.empty()) << entry.key;
    if (entry.key.starts_with("error.") || entry.key.starts_with("hint.") || entry.key.starts_with("import.refused-")) {
      EXPECT_EQ(entry.text.back(), '.') << entry.key;
    }
    // A detail stands in brackets or before a full stop.
    if (entry.key.starts_with("detail.")) {
      EXPECT_NE(entry.text.back(), '.') << entry.key;
    }
  }
}

/// The parameters that base/error.hpp promises for each code.
std::map<std::string, std::set<std::string>> promised() {
  std::map<std::string, std::set<std::string>> found;
  const std::string text = read(source_folder() / "src" / "base" / "error.hpp");
  const std::regex line(R"re(\n  k(\w+),([^\n]*))re");
  for (std::sregex_iterator it(text.begin(), text.end(), line), end; it != end; ++it) {
    auto& names = found[key_of("k" + (*it)[1].str())];
    const std::string comment = (*it)[2];
    const auto at = comment.find("params: ");
    if (at == std::string::npos) continue;
    const std::string list = comment.substr(at + 8);
    const std::regex word("[a-z]+");
    for (std::sregex_iterator w(list.begin(), list.end(), word); w != end; ++w) names.insert(w->str());
  }
  return found;
}

TEST(Catalogue, AnErrorsPlaceholdersArePromisedParameters) {
  const auto codes = promised();
  ASSERT_GE(codes.size(), 35U);
  for (const auto& [code, names] : codes) {
    const std::string key = "error." + code;
    ASSERT_TRUE(has(key)) << key;
    for (const auto& entry : catalogue()) {
      if (entry.key != key) continue;
      for (const auto& name : placeholders(entry.text)) EXPECT_TRUE(names.contains(name)) << key << " {" << name << "}";
    }
  }
}

/// The text from an opening brace to its closing one.
std::string braced(const std::string& text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return text.substr(open, i - open + 1);
  }
  return {};
}

TEST(Catalogue, WhereAnErrorIsMadeItsPlaceholdersAreFilled) {
  // A path is often added by the caller, who knows it.
  const std::regex made(
      R"re((?:fail\(\s*(?:base::)?|Error\{\s*(?:base::)?|return \{\s*(?:base::)?)ErrorCode::(k\w+)(\s*,\s*\{\{|\s*\)))re");
  const std::regex name(R"re(\{\s*"([a-z]+)"\s*,)re");
  int sites = 0;
  for (const auto& [path, text] : sources()) {
    for (std::sregex_iterator it(text.begin(), text.end(), made), end; it != end; ++it) {
      ++sites;
      std::set<std::string> given{"path"};
      const auto open = static_cast<std::size_t>(it->position(2)) + (*it)[2].str().find('{');
      const std::string list = (*it)[2].str().find('{') == std::string::npos ? std::string() : braced(text, open);
      for (std::sregex_iterator n(list.begin(), list.end(), name); n != end; ++n) given.insert((*n)[1]);
      const std::string key = "error." + key_of((*it)[1]);
      for (const auto& entry : catalogue()) {
        if (entry.key != key) continue;
        given.merge(optional_placeholders(entry.text));
        for (const auto& wanted : placeholders(entry.text)) {
          EXPECT_TRUE(given.contains(wanted)) << path << ": " << key << " {" << wanted << "}";
        }
      }
    }
  }
  EXPECT_GE(sites, 80);
}

TEST(Catalogue, OtherPlaceholdersAreGivenByTheCommandLineOrByTheTableReaders) {
  std::string all;
  std::string callers;
  for (const auto& [path, text] : sources()) {
    all += text;
    for (const char* folder : {"/cli/", "/gui/", "/app/", "/report/"}) {
      if (path.find(folder) != std::string::npos) callers += text;
    }
  }
  /// True if the key is made together with a value: as the next argument, or as a parameter of the same error.
  const auto has_value = [&](const std::string& detail) {
    const std::string quoted = '"' + detail + '"';
    for (auto at = all.find(quoted); at != std::string::npos; at = all.find(quoted, at + 1)) {
      const std::string rest = all.substr(at + quoted.size(), all.find(';', at) - at - quoted.size());
      if (std::regex_search(rest, std::regex(R"re(^\s*,)re")) || rest.find("\"value\"") != std::string::npos)
        return true;
    }
    return false;
  };
  for (const auto& entry : catalogue()) {
    const std::string key(entry.key);
    if (key.starts_with("error.")) continue;
    if (key.starts_with("import.refused-")) {
      // Said of a file with the parameters of its error.
      std::string error = "error." + key.substr(std::string_view("import.refused-").size());
      if (error == "error.damaged-because") error = "error.damaged-file";
      std::set<std::string> given{"detail"};
      for (const auto& one : catalogue()) {
        if (one.key != error) continue;
        given.merge(placeholders(one.text));
      }
      for (const auto& name : placeholders(entry.text)) EXPECT_TRUE(given.contains(name)) << key << " {" << name << "}";
      continue;
    }
    for (const auto& name : placeholders(entry.text)) {
      if (name == "count" && !entry.plural.empty()) continue;  // counted() gives it
      if (key.starts_with("detail.")) {
        EXPECT_TRUE(name == "value" || name == "kind" || name == "option" || name == "other")
            << key << " {" << name << "}";
        EXPECT_TRUE(has_value(key.substr(7))) << key << " has no value where it is made";
      } else {
        EXPECT_NE(callers.find("{\"" + name + "\", "), std::string::npos) << key << " {" << name << "}";
      }
    }
  }
}

TEST(Catalogue, PluralsCountAPlaceholderTheyHave) {
  for (const auto& entry : catalogue()) {
    if (entry.plural.empty()) continue;
    EXPECT_TRUE(placeholders(entry.plural).contains(std::string(entry.counted))) << entry.key;
    EXPECT_EQ(placeholders(entry.plural), placeholders(entry.text)) << entry.key;
  }
  EXPECT_EQ(counted("count.units", 1), "1 unit");
  EXPECT_EQ(counted("count.units", 0), "0 units");
  EXPECT_EQ(counted("count.units", 21), "21 units");
}

/// What a person reads comes from the catalogue: three words in a row in a literal of the layers that speak to people
/// are a sentence that cannot be translated. Examples of commands are typed as they stand.
TEST(Catalogue, NoSentenceStandsInTheLayersThatSpeak) {
  const std::regex literal(R"re("((?:[^"\\\n]|\\.)*)")re");
  const std::regex sentence(R"re([A-Za-z']{2,} [a-z']{2,} [a-z']{2,}|^[A-Z][a-z]+ [a-z]{2,}|^ ?[a-z]{3,}: $)re");
  const std::set<std::string> known = {"etaoin shrdlu", "Nearer Home (fictional sample study)"};
  int literals = 0;
  for (const auto& [path, text] : sources()) {
    if (path.find("/cli/") == std::string::npos && path.find("/gui/") == std::string::npos) continue;
    for (std::sregex_iterator it(text.begin(), text.end(), literal), end; it != end; ++it) {
      ++literals;
      const std::string words = (*it)[1];
      if (words.starts_with("polyvocal ") || words == "polyvocal: " || known.contains(words)) continue;
      EXPECT_FALSE(std::regex_search(words, sentence)) << path << ": \"" << words << '"';
    }
  }
  EXPECT_GE(literals, 1000);
}

TEST(Message, NothingOfAKeyOrAPlaceholderIsLeftInASentence) {
  const base::Error table{
      base::ErrorCode::kBadTable, {{"path", "a.csv"}, {"row", "3"}, {"detail", "repeated-code"}, {"value", "X"}}, {}};
  EXPECT_EQ(message(table), "a.csv: row 3: the code \"X\" occurs twice. Nothing was changed.");
  const base::Error refused{base::ErrorCode::kRefused, {{"reason", "code-has-codings"}}, {}};
  EXPECT_THAT(message(refused),
              testing::AllOf(testing::HasSubstr("has codings"), testing::Not(testing::HasSubstr("code-has"))));
  const base::Error place{base::ErrorCode::kFileNotWritable, {{"path", "x"}, {"detail", "no-folder"}}, "index-place"};
  EXPECT_THAT(message(place), testing::HasSubstr("Your project is safe"));
  const base::Error no_detail{base::ErrorCode::kFileNotWritable, {{"path", "x"}}, {}};
  EXPECT_THAT(message(no_detail), testing::StartsWith("x cannot be written. "));
  EXPECT_EQ(message("no.such.key"), "no.such.key");
}

}  // namespace
}  // namespace polyvocal::messages
