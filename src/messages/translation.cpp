#include "messages/translation.hpp"

#include <algorithm>
#include <array>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <exception>
#include <limits>
#include <locale>
#include <system_error>

#include "base/atomic_file.hpp"
#include "base/log.hpp"
#include "messages/translation_internal.hpp"

namespace polyvocal::messages {
namespace {

namespace gettext = boost::locale::gnu_gettext;
using Sentences = boost::locale::message_format<char>;

constexpr const char* kDomain = "polyvocal";

struct Chosen {
  std::locale holder = std::locale::classic();  ///< owns the sentences
  const Sentences* sentences = nullptr;         ///< nullptr: English
  std::string language = "en";
};

Chosen& chosen() {
  static Chosen current;
  return current;
}

/// "fr_CA.UTF-8@euro" and "fr-CA" in parts. Nothing for a name that could be no language: it becomes part of a path.
struct Tag {
  std::string language;
  std::string country;
};

Tag parsed(std::string_view name) {
  name = name.substr(0, name.find_first_of(".@"));
  const auto all = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), [](unsigned char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
  };
  const auto line = name.find_first_of("_-");
  const std::string_view language = name.substr(0, line);
  const std::string_view country = line == std::string_view::npos ? std::string_view() : name.substr(line + 1);
  if (language.empty() || !all(language) || !all(country)) return {};
  return {std::string(language), std::string(country)};
}

void add_list(std::vector<std::string>& languages, std::string_view list) {
  while (!list.empty()) {
    const auto end = list.find(':');
    if (end != 0) languages.emplace_back(list.substr(0, end));
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
  }
}

bool english(const Tag& tag) {
  return tag.language == "en" || tag.language == "C" || tag.language == "POSIX";
}

}  // namespace

std::vector<std::string> wanted_languages(const Environment& environment, std::string_view setting) {
  std::vector<std::string> languages;
  add_list(languages, environment("POLYVOCAL_LANGUAGE"));
  if (languages.empty()) add_list(languages, setting);
  if (!languages.empty()) return languages;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string locale = environment(name);
    if (locale.empty()) continue;
    // What asks for no language at all, as a script's LC_ALL=C does, is not overruled by LANGUAGE.
    if (locale == "C" || locale == "POSIX") return {};
    add_list(languages, environment("LANGUAGE"));
    languages.push_back(locale);
    return languages;
  }
  return {};
}

std::string choose_language(const std::filesystem::path& folder, const std::vector<std::string>& wanted) {
  auto& current = chosen();
  current = {};
  for (const auto& name : wanted) {
    const Tag tag = parsed(name);
    if (english(tag)) break;
    if (tag.language.empty()) continue;
    for (const std::string& taken : {tag.language + "_" + tag.country, tag.language}) {
      std::error_code error;
      const auto file = folder / taken / "LC_MESSAGES" / (std::string(kDomain) + ".mo");
      if (!std::filesystem::is_regular_file(file, error)) continue;
      gettext::messages_info info;
      info.language = tag.language;
      info.country = taken == tag.language ? std::string() : tag.country;
      info.encoding = "UTF-8";
      info.domains.emplace_back(kDomain);
      info.paths = {base::path_to_utf8(folder)};
      try {
        current.holder = std::locale(std::locale::classic(), gettext::create_messages_facet<char>(info));
      } catch (const std::exception&) {
        base::log(base::LogLevel::kWarning, "a translation cannot be read");
        continue;
      }
      current.sentences = &std::use_facet<Sentences>(current.holder);
      current.language = taken;
      return taken;
    }
  }
  return current.language;
}

const std::string& language() {
  return chosen().language;
}

std::string_view translated(const Entry& entry, std::int64_t number) {
  const bool one = entry.plural.empty() || number == 1;
  const std::string_view english = one ? entry.text : entry.plural;
  const Sentences* sentences = chosen().sentences;
  if (sentences == nullptr) return english;
  const std::string context(entry.key);
  const std::string text(entry.text);
  const auto bounded = static_cast<int>(std::min<std::int64_t>(number, std::numeric_limits<int>::max()));
  const char* found = entry.plural.empty() ? sentences->get(0, context.c_str(), text.c_str())
                                           : sentences->get(0, context.c_str(), text.c_str(), bounded);
  return found != nullptr && *found != '\0' ? std::string_view(found) : english;
}

}  // namespace polyvocal::messages
