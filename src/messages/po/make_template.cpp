// Writes the template of all translations (POT) from the English catalogue: to the file named, else to stdout.
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "messages/catalogue.hpp"

namespace {

using polyvocal::messages::Entry;

constexpr std::string_view kHeader =
    "# Polyvocal: the sentences of the program.\n"
    "# Made from src/messages/english*.cpp by the target translations-template; not to be edited.\n"
    "# How to translate: docs/translating.md\n"
    "#\n"
    "msgid \"\"\n"
    "msgstr \"\"\n"
    "\"Project-Id-Version: polyvocal\\n\"\n"
    "\"Language: \\n\"\n"
    "\"MIME-Version: 1.0\\n\"\n"
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
    "\"Content-Transfer-Encoding: 8bit\\n\"\n"
    "\"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n\"\n";

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + '"';
}

/// What a translator must know that the sentence does not say.
std::string_view advice(std::string_view key) {
  struct Rule {
    std::string_view prefix;
    std::string_view text;
  };
  static constexpr Rule kRules[] = {
      {"menu.",
       "A menu's title. & stands before the letter that opens it: another one for each title in the menu bar."},
      {"detail.", "Stands in brackets or before a full stop: no capital, no full stop."},
      {"kind.", "Stands where a sentence says {kind}: a bare noun."},
      {"what.", "Stands where a sentence says {what}."},
      {"verb.", "Stands after a coder's name: \"EM added a code\"."},
      {"warning.", "Stands after a document's name and a colon."},
      {"unplaced.", "Stands after the number of a row and a colon."},
      {"unmatched.", "Stands after the number of a row and a colon."},
      {"help.",
       "Help of the command line. Words in CAPITALS, names of options and what can be typed stay as they are."},
      {"column.", "The head of a narrow column: at most ten letters."},
  };
  for (const auto& rule : kRules) {
    if (key.starts_with(rule.prefix)) return rule.text;
  }
  return {};
}

void write(std::ostream& out) {
  out << kHeader;
  for (const Entry& entry : polyvocal::messages::catalogue()) {
    out << '\n';
    if (const auto said = advice(entry.key); !said.empty()) out << "#. " << said << '\n';
    if (!entry.plural.empty()) out << "#. Counts {" << entry.counted << "}.\n";
    out << "msgctxt " << quoted(entry.key) << "\nmsgid " << quoted(entry.text) << '\n';
    if (entry.plural.empty())
      out << "msgstr \"\"\n";
    else
      out << "msgid_plural " << quoted(entry.plural) << "\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    write(std::cout);
    return std::cout.good() ? 0 : 1;
  }
  std::ofstream file(argv[1], std::ios::binary);
  write(file);
  file.close();
  return file.good() ? 0 : 1;
}
