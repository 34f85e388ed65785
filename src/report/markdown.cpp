#include <algorithm>

#include "report/markup_internal.hpp"
#include "report/phrases_internal.hpp"
#include "report/writers_internal.hpp"

namespace polyvocal::report {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// One line of running text, such that CommonMark, GitHub's and Pandoc's dialects show exactly its characters.
std::string inline_text(std::string_view raw) {
  std::string text = cleaned(raw);
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\r', ' ');
  std::string out;
  const std::size_t content = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t behind = text.find_last_not_of(" \t") + 1;
  std::size_t digits = content;  // "1." and "1)" begin a list
  while (digits < text.size() && digit(text[digits])) ++digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i < content || i >= behind) {  // blanks at the ends would indent a code block or break a line
      out += c == '\t' ? "&#9;" : "&#32;";
      continue;
    }
    const bool anywhere = std::string_view("\\`*_[]<>#&|~$^@").find(c) != std::string_view::npos;
    const bool at_start = i == content && (c == '+' || c == '-' || c == '=' || c == ':');
    const bool list = i == digits && digits > content && (c == '.' || c == ')');
    const bool link =
        (c == ':' && text.compare(i, 3, "://") == 0) ||
        (c == '.' && i >= 3 && (text.compare(i - 3, 3, "www") == 0 || text.compare(i - 3, 3, "WWW") == 0));
    // Pandoc and others turn these into dashes and ellipses.
    const bool smart = (c == '-' && i + 1 < text.size() && text[i + 1] == '-') || text.compare(i, 3, "...") == 0;
    if (anywhere || at_start || list || link || smart) out += '\\';
    out += c;
  }
  return out;
}

void append_quoted(std::string& out, std::string_view text, std::string_view around) {
  for (const auto line : paragraphs(text)) {
    out += "> ";
    out += around;
    out += inline_text(line);
    out += around;
    out += "\n>\n";
  }
}

void append_paragraphs(std::string& out, std::string_view text) {
  for (const auto line : paragraphs(text)) out += inline_text(line) + "\n\n";
}

}  // namespace

std::string quotes_markdown(const model::QuoteCollection& collection) {
  std::string out = "# " + inline_text(collection.title) + "\n\n";
  append_paragraphs(out, collection.subtitle);
  for (const auto& section : collection.sections) {
    out.append(static_cast<std::size_t>(std::clamp(section.level, 1, 5)) + 1, '#');
    out += " " + inline_text(section.heading) + "\n\n";
    append_paragraphs(out, section.description);
    if (const auto note = section_note(section); !note.empty()) out += inline_text(note) + "\n\n";
    for (const auto& quote : section.quotes) {
      append_quoted(out, quote.context_before, "*");
      append_quoted(out, quote.text, "");
      out += "> — " + inline_text(quote.attribution);
      if (!quote.verbatim) out += " (" + inline_text(messages::message("report.notes")) + ")";
      out += " \\[" + inline_text(quote.quote_id) + "\\]\n>\n";
      append_quoted(out, quote.context_after, "*");
      out.resize(out.size() - 2);  // no quotation mark at the end
      out += "\n";
    }
  }
  if (!collection.statement.empty()) {
    out += "---\n\n";
    append_paragraphs(out, collection.statement);
  }
  while (out.size() > 1 && out.ends_with("\n\n")) out.pop_back();
  return out;
}

std::string table_markdown(const Table& table) {
  std::string out;
  if (!table.title.empty()) out += "# " + inline_text(table.title) + "\n\n";
  std::size_t columns = table.header.size();
  for (const auto& row : table.rows) columns = std::max(columns, row.cells.size());
  const auto add = [&](const std::vector<std::string>& cells, int indent, bool total) {
    for (std::size_t column = 0; column < columns; ++column) {
      out += "| ";
      for (int i = 0; column == 0 && i < indent; ++i) out += "&emsp;";
      const std::string cell = inline_text(cell_of(cells, column));
      out += total && !cell.empty() ? "**" + cell + "**" : cell;
      out += ' ';
    }
    out += "|\n";
  };
  if (columns > 0) {
    add(table.header, 0, false);
    for (std::size_t column = 0; column < columns; ++column) out += numeric_column(table, column) ? "|---:" : "|:---";
    out += "|\n";
    for (const auto& row : table.rows) add(row.cells, row.indent, row.total);
  }
  for (const auto& note : table.notes) out += "\n" + inline_text(note) + "\n";
  return out;
}

}  // namespace polyvocal::report
