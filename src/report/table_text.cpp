#include <algorithm>
#include <string>
#include <vector>

#include "report/display_width_internal.hpp"
#include "report/markup_internal.hpp"
#include "report/writers_internal.hpp"

namespace polyvocal::report {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr int kGap = 2;
constexpr int kStep = 2;  // blanks a step of indent
constexpr int kNarrowest = 20;
constexpr int kNarrowFirst = 12;  // the first column is not cut below this to fit another column beside it

/// One line, nothing that could move the cursor.
std::string printable(std::string_view text) {
  std::string out;
  for (const char c : cleaned(text)) {
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
    } else if (c == '\x7F') {
      out += "\xEF\xBF\xBD";
    } else if (static_cast<unsigned char>(c) < 0xA0 && static_cast<unsigned char>(c) >= 0x80 && !out.empty() &&
               out.back() == '\xC2') {  // U+0080 to U+009F: terminals take some for escape sequences
      out.pop_back();
      out += "\xEF\xBF\xBD";
    } else {
      out += c;
    }
  }
  return out;
}

std::string cut(const std::string& text, int width) {
  if (display_width(text) <= width) return text;
  if (width <= 0) return {};
  return text.substr(0, display_prefix(text, width - 1)) + std::string(kEllipsis);
}

void append_padded(std::string& out, const std::string& text, int width, bool right) {
  const auto blanks = static_cast<std::size_t>(std::max(0, width - display_width(text)));
  if (right) out.append(blanks, ' ');
  out += text;
  if (!right) out.append(blanks, ' ');
}

struct Grid {
  std::vector<std::vector<std::string>> lines;  // header first
  std::vector<int> widths;                      // by column
};

Grid grid_of(const Table& table) {
  Grid grid;
  std::size_t columns = table.header.size();
  for (const auto& row : table.rows) columns = std::max(columns, row.cells.size());
  const auto add = [&](const std::vector<std::string>& cells, int indent) {
    std::vector<std::string> line;
    for (std::size_t column = 0; column < columns; ++column) {
      std::string cell(column == 0 ? static_cast<std::size_t>(std::max(0, indent) * kStep) : 0, ' ');
      line.push_back(cell + printable(cell_of(cells, column)));
    }
    grid.lines.push_back(std::move(line));
  };
  add(table.header, 0);
  for (const auto& row : table.rows) add(row.cells, row.indent);
  grid.widths.assign(columns, 0);
  for (const auto& line : grid.lines) {
    for (std::size_t column = 0; column < columns; ++column) {
      grid.widths[column] = std::max(grid.widths[column], display_width(line[column]));
    }
  }
  return grid;
}

/// The columns beside the first, in blocks that fit: [begin, end) each.
std::vector<std::pair<std::size_t, std::size_t>> blocks_of(Grid& grid, int width) {
  const std::size_t columns = grid.widths.size();
  if (columns == 0) return {};
  if (width <= 0) return {{1, columns}};
  int& first = grid.widths[0];
  first = std::min(first, width);
  if (columns == 1) return {{1, 1}};
  // The first column gives way so far that the whole table fits, or else that the widest other column does.
  int others = 0;
  int widest = 0;
  for (std::size_t column = 1; column < columns; ++column) {
    others += kGap + grid.widths[column];
    widest = std::max(widest, kGap + grid.widths[column]);
  }
  const int least = std::min(first, kNarrowFirst);
  first = std::clamp(width - others, std::min(first, std::max(least, width / 3)), first);
  if (first + widest > width) first = std::clamp(width - widest, std::min(least, width), first);
  std::vector<std::pair<std::size_t, std::size_t>> blocks;
  for (std::size_t begin = 1; begin < columns;) {
    int used = first;
    std::size_t end = begin;
    while (end < columns && (end == begin || used + kGap + grid.widths[end] <= width)) {
      grid.widths[end] = std::max(1, std::min(grid.widths[end], width - first - kGap));
      used += kGap + grid.widths[end++];
    }
    blocks.emplace_back(begin, end);
    begin = end;
  }
  return blocks;
}

}  // namespace

std::string table_text(const Table& table, int width) {
  if (width > 0) width = std::max(width, kNarrowest);
  std::string out;
  const auto line_of_text = [&](const std::string& text) {
    const std::string line = printable(text);
    out += (width > 0 ? cut(line, width) : line) + "\n";
  };
  const auto wrapped = [&](const std::string& text) {
    std::string rest = printable(text);
    while (width > 0 && display_width(rest) > width) {
      const std::size_t fits = std::max<std::size_t>(1, display_prefix(rest, width));
      const std::size_t blank = rest.rfind(' ', fits);
      const std::size_t end = blank == std::string::npos || blank == 0 ? fits : blank;
      out += rest.substr(0, end) + "\n";
      rest.erase(0, rest[end] == ' ' ? end + 1 : end);
    }
    out += rest + "\n";
  };
  if (!table.title.empty()) {
    line_of_text(table.title);
    out += "\n";
  }
  Grid grid = grid_of(table);
  bool between = false;
  for (const auto& [begin, end] : blocks_of(grid, width)) {
    if (between) out += "\n";
    between = true;
    std::vector<std::size_t> columns{0};
    for (std::size_t column = begin; column < end; ++column) columns.push_back(column);
    const auto rule = [&] {
      std::string line;
      for (const std::size_t column : columns) {
        if (column != columns.front()) line.append(kGap, ' ');
        for (int i = 0; i < grid.widths[column]; ++i) line += "─";
      }
      out += line + "\n";
    };
    for (std::size_t i = 0; i < grid.lines.size(); ++i) {
      if (i > 0 && table.rows[i - 1].total && (i == 1 || !table.rows[i - 2].total)) rule();
      std::string line;
      for (const std::size_t column : columns) {
        if (column != columns.front()) line.append(kGap, ' ');
        append_padded(line, cut(grid.lines[i][column], grid.widths[column]), grid.widths[column],
                      numeric_column(table, column));
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
      if (i == 0) rule();
    }
  }
  if (!table.notes.empty()) out += "\n";
  for (const auto& note : table.notes) wrapped(note);
  return out;
}

}  // namespace polyvocal::report
