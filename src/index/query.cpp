#include "index/query.hpp"

#include <algorithm>

namespace polyvocal::index {

namespace {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

std::string operator_name(const QueryNode& node) {
  switch (node.kind) {
    case QueryNode::Kind::kWord:
      return node.exact ? "EXACT" : "WORD";
    case QueryNode::Kind::kPhrase:
      return "PHRASE";
    case QueryNode::Kind::kPrefix:
      return "PREFIX";
    case QueryNode::Kind::kNear:
      return "NEAR/" + std::to_string(node.window);
    case QueryNode::Kind::kAdjacent:
      return "ADJ/" + std::to_string(node.window);
    case QueryNode::Kind::kField:
      return "FIELD";
    case QueryNode::Kind::kAnd:
      return "AND";
    case QueryNode::Kind::kOr:
      return "OR";
    case QueryNode::Kind::kNot:
      return "NOT";
    case QueryNode::Kind::kAll:
      return "ALL";
  }
  return {};
}

void append(std::string& out, const QueryNode& node) {
  out += '(';
  out += operator_name(node);
  if (node.kind == QueryNode::Kind::kField) {
    out += ' ';
    out += node.field;
    out += ' ';
    append_quoted(out, node.text);
  }
  for (const auto& word : node.words) {
    out += ' ';
    out += word;
  }
  for (const auto& child : node.children) {
    out += ' ';
    append(out, child);
  }
  out += ')';
}

}  // namespace

const std::vector<Field>& fields() {
  static const std::vector<Field> kFields = {
      {"case", "XC:", "search-help.case", ""},
      {"code", "", "search-help.code", ""},
      {"document", "XN:", "search-help.document", "doc"},
      {"group", "XG:", "search-help.group", ""},
      {"guid", "XQ:", "search-help.guid", ""},
      {"language", "XL:", "search-help.language", "lang"},
      {"speaker", "XS:", "search-help.speaker", ""},
  };
  return kFields;
}

const Field* find_field(std::string_view name) {
  for (const auto& field : fields()) {
    if (equal_ignoring_case(field.name, name) || (!field.alias.empty() && equal_ignoring_case(field.alias, name))) {
      return &field;
    }
  }
  return nullptr;
}

bool is_positional(const QueryNode& node) {
  switch (node.kind) {
    case QueryNode::Kind::kWord:
    case QueryNode::Kind::kPhrase:
    case QueryNode::Kind::kPrefix:
      return true;
    case QueryNode::Kind::kAdjacent:
      if (node.window != 1) return false;
      break;
    case QueryNode::Kind::kOr:
      break;
    default:
      return false;
  }
  return std::all_of(node.children.begin(), node.children.end(), is_positional);
}

std::string describe(const Query& query) {
  std::string out;
  append(out, query.root);
  return out;
}

}  // namespace polyvocal::index
