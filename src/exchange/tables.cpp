#include "exchange/tables.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <set>

#include "exchange/tables_internal.hpp"
#include "model/code.hpp"
#include "text/fold.hpp"

namespace polyvocal::exchange {
namespace {

using base::ErrorCode;

base::Error bad_table(std::int64_t row, std::string detail, std::string value = {}) {
  base::Error error{ErrorCode::kBadTable, {{"row", std::to_string(row)}, {"detail", std::move(detail)}}, {}};
  if (!value.empty()) error.params.emplace_back("value", std::move(value));
  return error;
}

/// The header of a table: columns by folded name.
class Header {
 public:
  static base::Result<Header> read(const Rows& rows) {
    if (rows.empty()) return base::fail(ErrorCode::kEmptyFile);
    Header header;
    for (const auto& cell : rows.front()) {
      std::string name = text::fold_name(cell);
      if (!name.empty() && std::find(header.names_.begin(), header.names_.end(), name) != header.names_.end()) {
        return tl::unexpected(bad_table(1, "repeated-column", cell));
      }
      header.names_.push_back(std::move(name));
    }
    return header;
  }

  /// The index of the first of `names` that the table has, or npos.
  std::size_t find(std::initializer_list<std::string_view> names) const {
    for (const auto name : names) {
      const auto it = std::find(names_.begin(), names_.end(), name);
      if (it != names_.end()) return static_cast<std::size_t>(it - names_.begin());
    }
    return npos;
  }
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  std::vector<std::string> names_;
};

std::string cell(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? std::string(text::trim(row[column])) : std::string();
}

bool blank(const std::vector<std::string>& row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& c) { return text::trim(c).empty(); });
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

/// The columns that are attributes: all with a name but those in `taken`.
struct AttributeColumns {
  std::vector<std::string> names;
  std::vector<std::size_t> places;

  AttributeColumns(const std::vector<std::string>& header, std::initializer_list<std::size_t> taken) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      std::string name = text::clean_name(header[i]);
      if (name.empty() || std::find(taken.begin(), taken.end(), i) != taken.end()) continue;
      names.push_back(std::move(name));
      places.push_back(i);
    }
  }
  std::vector<std::string> cells(const std::vector<std::string>& row) const {
    std::vector<std::string> values;
    for (const std::size_t place : places) values.push_back(cell(row, place));
    return values;
  }
};

/// Fills paths from `code,parent,name`.
base::Result<void> paths_from_parents(std::vector<CodebookRow>& codes, const std::vector<std::string>& parents,
                                      const std::vector<std::string>& names) {
  std::map<std::string, std::size_t> by_key;
  for (std::size_t i = 0; i < codes.size(); ++i) by_key[codes[i].key] = i;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    std::size_t at = i;
    std::set<std::size_t> seen;
    while (true) {
      if (!seen.insert(at).second) return tl::unexpected(bad_table(codes[i].row, "circular-parent", codes[i].key));
      codes[i].path.insert(codes[i].path.begin(), names[at]);
      if (parents[at].empty()) break;
      const auto it = by_key.find(parents[at]);
      if (it == by_key.end()) return tl::unexpected(bad_table(codes[at].row, "unknown-parent", parents[at]));
      at = it->second;
    }
  }
  return {};
}

/// The table's order, but a row that other rows stand below comes before the first of them. Error: a repeated path.
base::Result<std::vector<CodebookRow>> parents_first(std::vector<CodebookRow> codes) {
  std::map<std::string, std::size_t> by_path;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!by_path.emplace(folded_path(codes[i].path, codes[i].path.size()), i).second) {
      return tl::unexpected(bad_table(codes[i].row, "repeated-path", model::join_path(codes[i].path)));
    }
  }
  std::vector<std::size_t> order;
  std::vector<bool> taken(codes.size(), false);
  for (const auto& code : codes) {
    for (std::size_t levels = 1; levels <= code.path.size(); ++levels) {
      const auto it = by_path.find(folded_path(code.path, levels));
      if (it == by_path.end() || taken[it->second]) continue;
      taken[it->second] = true;
      order.push_back(it->second);
    }
  }
  std::vector<CodebookRow> sorted;
  sorted.reserve(codes.size());
  for (const std::size_t i : order) sorted.push_back(std::move(codes[i]));
  return sorted;
}

}  // namespace

bool valid_colour(std::string_view colour) {
  return colour.size() == 7 && colour[0] == '#' &&
         std::all_of(colour.begin() + 1, colour.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

std::string folded_path(const std::vector<std::string>& names, std::size_t levels) {
  std::string out;
  for (std::size_t i = 0; i < levels; ++i) out += text::fold_name(names[i]) + '\x1F';
  return out;
}

std::vector<ColumnUse> suggest_columns(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  for (const auto& cell : header) names.push_back(text::fold_name(cell));
  std::vector<ColumnUse> uses;
  for (const auto& name : names) uses.push_back(name.empty() ? ColumnUse::kIgnore : ColumnUse::kAttribute);
  const auto take = [&](ColumnUse use, std::initializer_list<std::string_view> known) {
    for (const auto name : known) {
      const auto it = std::find(names.begin(), names.end(), name);
      if (it == names.end()) continue;
      uses[static_cast<std::size_t>(it - names.begin())] = use;
      return;
    }
  };
  take(ColumnUse::kParticipant, {"participant", "case", "pseudonym", "code", "name", "id"});
  take(ColumnUse::kDocument, {"document", "transcript", "file"});
  take(ColumnUse::kSpeaker, {"speaker", "label"});
  take(ColumnUse::kGroup, {"group", "participant group"});
  take(ColumnUse::kUnit, {"unit"});
  return uses;
}

base::Result<ParticipantsTable> read_participants(const Rows& rows) {
  auto header = Header::read(rows);
  if (!header) return base::pass(header);
  // A codebook's column "code" names codes: they would become people. Who maps the columns may still take it so.
  const bool codebook = header->find({"parent", "path", "definition"}) != Header::npos &&
                        header->find({"participant", "case", "pseudonym"}) == Header::npos;
  if (codebook) return tl::unexpected(bad_table(1, "no-participant-column"));
  return read_participants(rows, suggest_columns(rows.front()));
}

base::Result<ParticipantsTable> read_participants(const Rows& rows, const std::vector<ColumnUse>& uses) {
  if (rows.empty()) return base::fail(ErrorCode::kEmptyFile);
  const auto& header = rows.front();
  ParticipantsTable table;
  std::map<ColumnUse, std::size_t> places;
  std::set<std::string> names;
  for (std::size_t i = 0; i < std::min(uses.size(), header.size()); ++i) {
    if (uses[i] == ColumnUse::kIgnore) continue;
    if (uses[i] != ColumnUse::kAttribute && !places.emplace(uses[i], i).second) {
      return tl::unexpected(bad_table(1, "repeated-use", header[i]));
    }
    if (uses[i] != ColumnUse::kAttribute && uses[i] != ColumnUse::kGroup) continue;
    std::string name = uses[i] == ColumnUse::kGroup ? std::string("group") : text::clean_name(header[i]);
    if (name.empty()) continue;
    if (!names.insert(text::fold_name(name)).second) return tl::unexpected(bad_table(1, "repeated-column", header[i]));
    table.attributes.push_back(std::move(name));
    table.places.push_back(i);
  }
  const auto place = [&](ColumnUse use) {
    const auto it = places.find(use);
    return it == places.end() ? Header::npos : it->second;
  };
  if (place(ColumnUse::kParticipant) == Header::npos) return tl::unexpected(bad_table(1, "no-participant-column"));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (blank(rows[i])) continue;
    ParticipantRow row;
    row.row = static_cast<std::int64_t>(i) + 1;
    row.participant = text::clean_name(cell(rows[i], place(ColumnUse::kParticipant)));
    if (row.participant.empty()) return tl::unexpected(bad_table(row.row, "empty-participant"));
    row.document = cell(rows[i], place(ColumnUse::kDocument));
    row.speaker = cell(rows[i], place(ColumnUse::kSpeaker));
    row.group = cell(rows[i], place(ColumnUse::kGroup));
    row.unit = cell(rows[i], place(ColumnUse::kUnit));
    for (const std::size_t column : table.places) row.values.push_back(cell(rows[i], column));
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return base::fail(ErrorCode::kEmptyFile);
  return table;
}

base::Result<DocumentsTable> read_document_attributes(const Rows& rows) {
  auto header = Header::read(rows);
  if (!header) return base::pass(header);
  const std::size_t document = header->find({"document", "transcript", "file"});
  if (document == Header::npos) return tl::unexpected(bad_table(1, "no-documents-named"));
  AttributeColumns columns(rows.front(), {document});
  if (columns.names.empty()) return tl::unexpected(bad_table(1, "no-attribute-columns"));
  DocumentsTable table;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (blank(rows[i])) continue;
    DocumentRow row{static_cast<std::int64_t>(i) + 1, cell(rows[i], document), columns.cells(rows[i])};
    if (row.document.empty()) return tl::unexpected(bad_table(row.row, "empty-document"));
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return base::fail(ErrorCode::kEmptyFile);
  table.attributes = std::move(columns.names);
  return table;
}

base::Result<std::vector<CodebookRow>> read_codebook(const Rows& rows) {
  auto header = Header::read(rows);
  if (!header) return base::pass(header);
  const std::size_t path = header->find({"path"});
  const std::size_t key = header->find({"code", "key"});
  const std::size_t parent = header->find({"parent"});
  const std::size_t name = header->find({"name"});
  if (path == Header::npos && (key == Header::npos || name == Header::npos)) {
    return tl::unexpected(bad_table(1, "no-path-column"));
  }
  const std::size_t theme = header->find({"theme"});
  const std::size_t colour = header->find({"colour", "color"});
  std::vector<CodebookRow> codes;
  std::vector<std::string> parents;
  std::vector<std::string> names;
  std::set<std::string> keys;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (blank(rows[i])) continue;
    CodebookRow code;
    code.row = static_cast<std::int64_t>(i) + 1;
    code.key = cell(rows[i], key);
    code.definition = cell(rows[i], header->find({"definition", "description"}));
    code.include = cell(rows[i], header->find({"include", "inclusion"}));
    code.exclude = cell(rows[i], header->find({"exclude", "exclusion"}));
    code.example = cell(rows[i], header->find({"example"}));
    code.colour = cell(rows[i], colour);
    if (!code.colour.empty() && !valid_colour(code.colour)) {
      return tl::unexpected(bad_table(code.row, "bad-colour", code.colour));
    }
    const std::string mark = text::fold_name(cell(rows[i], theme));
    if (mark == "yes" || mark == "true" || mark == "1" || mark == "x")
      code.theme = true;
    else if (mark == "no" || mark == "false" || mark == "0")
      code.theme = false;
    else if (!mark.empty())
      return tl::unexpected(bad_table(code.row, "bad-theme", mark));
    if (!code.key.empty() && !keys.insert(code.key).second) {
      return tl::unexpected(bad_table(code.row, "repeated-code", code.key));
    }
    if (path != Header::npos) {
      code.path = model::split_path(cell(rows[i], path));
      if (code.path.empty()) return tl::unexpected(bad_table(code.row, "empty-path"));
    } else {
      if (code.key.empty()) return tl::unexpected(bad_table(code.row, "empty-code"));
      names.push_back(cell(rows[i], name));
      if (names.back().empty()) return tl::unexpected(bad_table(code.row, "empty-name", code.key));
      parents.push_back(cell(rows[i], parent));
    }
    codes.push_back(std::move(code));
  }
  if (codes.empty()) return base::fail(ErrorCode::kEmptyFile);
  if (path == Header::npos) {
    if (auto done = paths_from_parents(codes, parents, names); !done) return base::pass(done);
  }
  return parents_first(std::move(codes));
}

base::Result<std::vector<CodingRow>> read_codings(const Rows& rows) {
  auto header = Header::read(rows);
  if (!header) return base::pass(header);
  const std::size_t code = header->find({"code", "path", "theme"});
  const std::size_t coder = header->find({"coder"});
  const std::size_t document = header->find({"document", "transcript", "file"});
  const std::size_t participant = header->find({"participant", "case"});
  const std::size_t start = header->find({"start"});
  const std::size_t end = header->find({"end"});
  const std::size_t words = header->find({"text", "words", "quote"});
  if (code == Header::npos) return tl::unexpected(bad_table(1, "no-code-column"));
  if (document == Header::npos && participant == Header::npos) {
    return tl::unexpected(bad_table(1, "no-document-column"));
  }
  if (words == Header::npos && (start == Header::npos || end == Header::npos)) {
    return tl::unexpected(bad_table(1, "no-place-columns"));
  }
  std::vector<CodingRow> codings;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (blank(rows[i])) continue;
    CodingRow row;
    row.row = static_cast<std::int64_t>(i) + 1;
    row.code = cell(rows[i], code);
    row.coder = cell(rows[i], coder);
    row.document = cell(rows[i], document);
    row.participant = cell(rows[i], participant);
    row.start = number(cell(rows[i], start));
    row.end = number(cell(rows[i], end));
    row.text = cell(rows[i], words);
    codings.push_back(std::move(row));
  }
  return codings;
}

}  // namespace polyvocal::exchange
