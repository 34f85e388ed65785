// Which language is chosen, and what is said in it, without the language's locale on the machine.
#include "messages/translation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "messages/messages.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::messages {
namespace {

namespace fs = std::filesystem;

using Variables = std::map<std::string, std::string>;

std::vector<std::string> wanted(const Variables& variables, const std::string& setting = {}) {
  return wanted_languages(
      [&](const char* name) {
        const auto it = variables.find(name);
        return it == variables.end() ? std::string() : it->second;
      },
      setting);
}

TEST(WantedLanguages, AreTheEnvironmentsAndASettingGoesFirst) {
  using testing::ElementsAre;
  using testing::IsEmpty;
  EXPECT_THAT(wanted({}), IsEmpty());
  EXPECT_THAT(wanted({{"LANG", "fr_FR.UTF-8"}}), ElementsAre("fr_FR.UTF-8"));
  EXPECT_THAT(wanted({{"LANG", "de_DE"}, {"LC_MESSAGES", "fr_FR"}}), ElementsAre("fr_FR"));
  EXPECT_THAT(wanted({{"LC_ALL", "cy_GB"}, {"LC_MESSAGES", "fr_FR"}}), ElementsAre("cy_GB"));
  EXPECT_THAT(wanted({{"LANG", "en_GB.UTF-8"}, {"LANGUAGE", "cy:fr"}}), ElementsAre("cy", "fr", "en_GB.UTF-8"));
  EXPECT_THAT(wanted({{"LANG", "C.UTF-8"}, {"LANGUAGE", "fr"}}), ElementsAre("fr", "C.UTF-8"));
  // A script that asks for no language gets none.
  EXPECT_THAT(wanted({{"LC_ALL", "C"}, {"LANGUAGE", "fr"}, {"LANG", "fr_FR"}}), IsEmpty());
  EXPECT_THAT(wanted({{"LANG", "POSIX"}, {"LANGUAGE", "fr"}}), IsEmpty());
  EXPECT_THAT(wanted({{"LANGUAGE", "fr"}}), IsEmpty());
  EXPECT_THAT(wanted({{"LANG", "de_DE"}}, "fr"), ElementsAre("fr"));
  EXPECT_THAT(wanted({{"POLYVOCAL_LANGUAGE", "en"}, {"LANG", "fr_FR"}}, "fr"), ElementsAre("en"));
}

class Translation : public testing::Test {
 protected:
  void SetUp() override {
    const char* build = std::getenv("POLYVOCAL_BUILD_DIR");
    ASSERT_NE(build, nullptr);
    folder_ = fs::path(build) / "share" / "locale";
    ASSERT_TRUE(fs::exists(folder_ / "fr" / "LC_MESSAGES" / "polyvocal.mo"));
  }
  void TearDown() override { choose_language({}, {}); }

  fs::path folder_;
};

TEST_F(Translation, SpeaksFrenchWithItsOwnRuleForOne) {
  EXPECT_EQ(choose_language(folder_, {"fr"}), "fr");
  EXPECT_EQ(message("menu.file"), "&Fichier");
  // Nothing is singular in French and plural in English.
  EXPECT_EQ(counted("count.units", 0), "0 unité");
  EXPECT_EQ(counted("count.units", 1), "1 unité");
  EXPECT_EQ(counted("count.units", 2), "2 unités");
  EXPECT_EQ(message("status.coded", {{"words", "3"}, {"code", "Staffing"}}), "3 mots codés Staffing.");
  const base::Error error{base::ErrorCode::kNotFound, {{"kind", "document"}, {"name", "Parent 1"}}, "help"};
  EXPECT_THAT(message(error), testing::StartsWith("Introuvable\u00a0: document «\u00a0Parent 1\u00a0». Rien"));
  EXPECT_THAT(message(error), testing::EndsWith("montre toutes les options, avec un exemple."));
  EXPECT_EQ(choose_language(folder_, {"en"}), "en");
  EXPECT_EQ(message("menu.file"), "&File");
  EXPECT_EQ(counted("count.units", 0), "0 units");
}

TEST_F(Translation, TakesTheFirstLanguageThatThereIs) {
  EXPECT_EQ(choose_language(folder_, {"fr_CA.UTF-8"}), "fr");
  EXPECT_EQ(choose_language(folder_, {"fr-BE"}), "fr");
  EXPECT_EQ(choose_language(folder_, {"tlh", "fr"}), "fr");
  EXPECT_EQ(choose_language(folder_, {"en_GB", "fr"}), "en");
  EXPECT_EQ(choose_language(folder_, {"C.UTF-8", "fr"}), "en");
  EXPECT_EQ(choose_language(folder_, {"tlh"}), "en");
  EXPECT_EQ(choose_language(folder_, {"../locale/fr", "", "_", "fr/"}), "en");
  EXPECT_EQ(choose_language(folder_ / "elsewhere", {"fr"}), "en");
  EXPECT_EQ(message("menu.file"), "&File");
}

TEST_F(Translation, ADamagedFileLeavesEnglish) {
  const test::TempFolder damaged;
  const fs::path file = damaged.path() / "fr" / "LC_MESSAGES" / "polyvocal.mo";
  fs::create_directories(file.parent_path());
  for (const std::string& bytes : {std::string(), std::string("no catalogue at all, whatever its name says"),
                                   std::string("\xde\x12\x04\x95\0\0\0\0\xff\xff\xff\x7f\xff\xff\xff\x7f", 16)}) {
    std::ofstream(file, std::ios::binary) << bytes;
    EXPECT_EQ(choose_language(damaged.path(), {"fr"}), "en");
    EXPECT_EQ(message("menu.file"), "&File");
    EXPECT_EQ(counted("count.units", 2), "2 units");
  }
}

}  // namespace
}  // namespace polyvocal::messages
