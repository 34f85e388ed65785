#include "exchange/codebook_json.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "exchange/tables_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::exchange {
namespace {

using base::ErrorCode;
using Json = nlohmann::ordered_json;

constexpr std::size_t kDeepest = 100;

base::Error bad(std::string place, std::string detail, std::string value = {}) {
  base::Error error{
      ErrorCode::kBadTable, {{"place", std::move(place)}, {"detail", std::move(detail)}, {"variant", "json"}}, {}};
  if (!value.empty()) error.params.emplace_back("value", std::move(value));
  return error;
}

/// Reads the nested codes into rows.
class Reader {
 public:
  base::Result<void> read_list(const Json& list, const std::string& place) {
    if (!list.is_array()) return tl::unexpected(bad(place, "not-a-list"));
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (auto read = read_code(list[i], place + "[" + std::to_string(i) + "]"); !read) return read;
    }
    return {};
  }
  std::vector<CodebookRow> take() { return std::move(rows_); }

 private:
  base::Result<std::string> text_field(const Json& code, const char* name, const std::string& place) {
    const auto it = code.find(name);
    if (it == code.end() || it->is_null()) return std::string();
    if (!it->is_string()) return tl::unexpected(bad(place + "." + name, "not-a-string"));
    return std::string(text::trim(it->get_ref<const std::string&>()));
  }

  base::Result<void> read_code(const Json& code, const std::string& place) {
    if (!code.is_object()) return tl::unexpected(bad(place, "not-an-object"));
    if (path_.size() == kDeepest) return base::fail(ErrorCode::kDamagedFile, {{"detail", "too-deep"}});
    auto name = text_field(code, "name", place);
    if (!name) return base::pass(name);
    if (name->empty()) return tl::unexpected(bad(place, "no-name"));
    CodebookRow row;
    const std::pair<const char*, std::string*> fields[] = {{"code", &row.key},        {"definition", &row.definition},
                                                           {"include", &row.include}, {"exclude", &row.exclude},
                                                           {"example", &row.example}, {"colour", &row.colour}};
    for (const auto& [field, target] : fields) {
      auto value = text_field(code, field, place);
      if (!value) return base::pass(value);
      *target = std::move(*value);
    }
    if (!row.colour.empty() && !valid_colour(row.colour)) {
      return tl::unexpected(bad(place + ".colour", "bad-colour", row.colour));
    }
    if (!row.key.empty() && !keys_.insert(row.key).second) {
      return tl::unexpected(bad(place + ".code", "repeated-code", row.key));
    }
    if (const auto theme = code.find("theme"); theme != code.end() && !theme->is_null()) {
      if (!theme->is_boolean()) return tl::unexpected(bad(place + ".theme", "not-a-boolean"));
      row.theme = theme->get<bool>();
    }
    path_.push_back(*name);
    if (!paths_.insert(folded_path(path_, path_.size())).second) {
      return tl::unexpected(bad(place, "repeated-path", model::join_path(path_)));
    }
    row.path = path_;
    row.row = static_cast<std::int64_t>(rows_.size()) + 1;
    rows_.push_back(std::move(row));
    if (const auto children = code.find("children"); children != code.end() && !children->is_null()) {
      if (auto read = read_list(*children, place + ".children"); !read) return read;
    }
    path_.pop_back();
    return {};
  }

  std::vector<CodebookRow> rows_;
  std::vector<std::string> path_;
  std::set<std::string> keys_;
  std::set<std::string> paths_;
};

/// The code at `index` with everything below it.
Json code_json(const model::CodeTree& tree, std::size_t index) {
  const auto& code = tree.codes()[index];
  Json out = {{"name", code.name}};
  const auto set = [&](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  set("code", code.key);
  set("definition", code.definition);
  set("include", code.include);
  set("exclude", code.exclude);
  set("example", code.example);
  set("colour", code.colour);
  out["theme"] = code.theme;
  Json children = Json::array();
  for (std::size_t i = index + 1; i < tree.subtree_end(index); i = tree.subtree_end(i)) {
    children.push_back(code_json(tree, i));
  }
  if (!children.empty()) out["children"] = std::move(children);
  return out;
}

}  // namespace

base::Result<std::vector<CodebookRow>> read_codebook_json(std::string_view bytes) {
  if (text::trim(bytes).empty()) return base::fail(ErrorCode::kEmptyFile);
  const Json file = Json::parse(bytes, nullptr, false);
  if (file.is_discarded()) return base::fail(ErrorCode::kDamagedFile, {{"detail", "malformed-json"}});
  if (!file.is_object()) return tl::unexpected(bad("(file)", "not-an-object"));
  if (const auto schema = file.find("schema"); schema != file.end() && *schema != 1) {
    return tl::unexpected(bad("schema", "newer-schema", schema->dump()));
  }
  if (const auto kind = file.find("kind"); kind != file.end() && *kind != "codebook") {
    return tl::unexpected(bad("kind", "not-a-codebook", kind->is_string() ? kind->get<std::string>() : kind->dump()));
  }
  const auto codes = file.find("codes");
  if (codes == file.end()) return tl::unexpected(bad("(file)", "no-codes"));
  Reader reader;
  if (auto read = reader.read_list(*codes, "codes"); !read) return base::pass(read);
  auto rows = reader.take();
  if (rows.empty()) return base::fail(ErrorCode::kEmptyFile);
  return rows;
}

std::string codebook_json(const model::CodeTree& tree) {
  Json codes = Json::array();
  for (std::size_t i = 0; i < tree.size(); i = tree.subtree_end(i)) codes.push_back(code_json(tree, i));
  const Json file = {{"schema", 1}, {"kind", "codebook"}, {"codes", std::move(codes)}};
  return file.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace polyvocal::exchange
