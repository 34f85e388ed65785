#include <algorithm>

#include "table.hpp"
#include "text_tools.hpp"

namespace tables {
namespace {

constexpr std::size_t kSniffedLines = 50;

/// How often each line of the first ones holds `delimiter` outside quotes.
std::vector<std::size_t> counts(std::string_view text, char delimiter) {
  std::vector<std::size_t> lines(1, 0);
  bool quoted = false;
  bool filled = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) {
      if (!filled) lines.pop_back();
      if (lines.size() == kSniffedLines) return lines;
      lines.push_back(0);
      filled = false;
      continue;
    }
    if (!pv::is_blank(c)) filled = true;
    if (c == delimiter && !quoted) ++lines.back();
  }
  if (!filled && !lines.empty()) lines.pop_back();
  return lines;
}

}  // namespace

char sniff_delimiter(std::string_view text, std::string_view extension) {
  if (extension == "tsv" || extension == "tab") return '\t';
  if (text.starts_with("sep=") && text.size() > 4) return text[4];
  char best = '\0';
  double best_score = 0;
  for (const char candidate : {',', ';', '\t', '|'}) {
    const auto lines = counts(text, candidate);
    if (lines.empty() || lines.front() == 0) continue;
    // The heading's count is the measure: lines that have as many speak for the candidate.
    const auto same = static_cast<double>(std::count(lines.begin(), lines.end(), lines.front()));
    const double evenness = same / static_cast<double>(lines.size());
    const double score = evenness * 100 + std::min<double>(static_cast<double>(lines.front()), 20);
    if (score > best_score) {
      best_score = score;
      best = candidate;
    }
  }
  return best;
}

Rows parse_delimited(std::string_view text, std::string_view extension) {
  char delimiter = sniff_delimiter(text, extension);
  if (delimiter == '\0') delimiter = ',';
  if (text.starts_with("sep=")) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  // Tab-separated files of programs hold quotes as plain characters unless a whole cell is quoted properly.
  Rows rows;
  std::vector<std::string> cells;
  std::string cell;
  bool any = false;
  const auto end_cell = [&] {
    cells.push_back(std::move(cell));
    cell.clear();
  };
  const auto end_row = [&] {
    if (any) end_cell();
    rows.push_back(std::move(cells));
    cells.clear();
    any = false;
  };
  std::size_t i = 0;
  while (i < text.size()) {
    const char c = text[i];
    if (c == '"' && cell.empty()) {
      any = true;
      std::size_t end = i + 1;
      std::string quoted;
      bool closed = false;
      while (end < text.size()) {
        if (text[end] != '"') {
          quoted += text[end++];
        } else if (end + 1 < text.size() && text[end + 1] == '"') {
          quoted += '"';
          end += 2;
        } else {
          closed = true;
          ++end;
          break;
        }
      }
      const bool at_border = closed && (end >= text.size() || text[end] == delimiter || text[end] == '\n');
      if (at_border) {
        cell = std::move(quoted);
        i = end;
        continue;
      }
      if (!closed && delimiter != '\t') pv::finish(PV_DAMAGED, "unclosed-quote");
      cell += c;
      ++i;
    } else if (c == delimiter) {
      any = true;
      end_cell();
      ++i;
    } else if (c == '\n') {
      end_row();
      ++i;
    } else {
      any = true;
      cell += c;
      ++i;
    }
  }
  if (any || !cells.empty()) end_row();
  while (!rows.empty() && rows.back().empty()) rows.pop_back();
  return rows;
}

}  // namespace tables
