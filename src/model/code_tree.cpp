#include <algorithm>
#include <map>

#include "model/code.hpp"
#include "text/fold.hpp"

namespace polyvocal::model {
namespace {

std::string escape(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool before = i == 0 || name[i - 1] == ' ';
    const bool after = i + 1 == name.size() || name[i + 1] == ' ';
    if (name[i] == '>' && before && after) out += '\\';
    out += name[i];
  }
  return out;
}

std::string unescape(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '\\' && i + 1 < name.size() && name[i + 1] == '>') continue;
    out += name[i];
  }
  return out;
}

}  // namespace

std::string join_path(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) {
    if (!out.empty()) out += " > ";
    out += escape(name);
  }
  return out;
}

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view part) {
    const auto name = text::trim(part);
    if (!name.empty()) names.push_back(unescape(name));
  };
  std::size_t begin = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool before = i > 0 && path[i - 1] == ' ';
    const bool after = i + 1 < path.size() && path[i + 1] == ' ';
    if (path[i] == '>' && before && after) {
      add(path.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  add(path.substr(begin));
  return names;
}

CodeTree::CodeTree(std::vector<Code> codes) {
  std::map<CodeId, std::vector<std::size_t>> children;
  std::vector<CodeId> present;
  for (const auto& code : codes) present.push_back(code.id);
  std::sort(present.begin(), present.end());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const bool orphan = codes[i].parent && !std::binary_search(present.begin(), present.end(), codes[i].parent);
    if (orphan) codes[i].parent = CodeId{};
    children[codes[i].parent].push_back(i);
  }
  for (auto& [parent, list] : children) {
    std::sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(codes[a].position, codes[a].id) < std::pair(codes[b].position, codes[b].id);
    });
  }
  struct Frame {
    const std::vector<std::size_t>* list;
    std::size_t next;
    std::size_t own;  // index of the parent in codes_, npos for the root
  };
  std::vector<Frame> stack;
  const auto descend = [&](CodeId id, std::size_t own) {
    const auto it = children.find(id);
    static const std::vector<std::size_t> kEmpty;
    stack.push_back({it == children.end() ? &kEmpty : &it->second, 0, own});
  };
  codes_.reserve(codes.size());
  descend(CodeId{}, npos);
  while (!stack.empty()) {
    Frame& frame = stack.back();
    if (frame.next == frame.list->size()) {
      if (frame.own != npos) subtree_end_[frame.own] = codes_.size();
      stack.pop_back();
      continue;
    }
    const std::size_t source = (*frame.list)[frame.next++];
    const std::size_t own = codes_.size();
    depth_.push_back(static_cast<int>(stack.size()) - 1);
    codes_.push_back(std::move(codes[source]));
    subtree_end_.push_back(0);
    descend(codes_[own].id, own);
  }
  for (std::size_t i = 0; i < codes_.size(); ++i) by_id_.emplace_back(codes_[i].id, i);
  std::sort(by_id_.begin(), by_id_.end());
}

std::size_t CodeTree::index_of(CodeId id) const {
  const auto it = std::lower_bound(by_id_.begin(), by_id_.end(), std::pair(id, std::size_t{0}));
  return it != by_id_.end() && it->first == id ? it->second : npos;
}

const Code* CodeTree::find(CodeId id) const {
  const std::size_t index = index_of(id);
  return index == npos ? nullptr : &codes_[index];
}

std::string CodeTree::path(CodeId id) const {
  std::vector<std::string> names;
  for (const Code* code = find(id); code != nullptr; code = find(code->parent)) names.push_back(code->name);
  std::reverse(names.begin(), names.end());
  return join_path(names);
}

base::Result<CodeId> CodeTree::resolve(std::string_view wanted) const {
  const auto not_found = [&] {
    return base::fail(base::ErrorCode::kNotFound, {{"kind", "code"}, {"name", std::string(wanted)}});
  };
  if (const auto guid = base::Uuid::parse(text::trim(wanted))) {
    for (const auto& code : codes_) {
      if (code.guid == *guid) return code.id;
    }
    return not_found();
  }
  const auto names = split_path(wanted);
  if (names.empty()) return not_found();
  std::vector<std::string> folded;
  for (const auto& name : names) folded.push_back(text::fold_name(name));
  // down the tree by path
  CodeId parent;
  std::size_t level = 0;
  for (std::size_t i = 0; i < codes_.size() && level < folded.size();) {
    if (codes_[i].parent == parent && text::fold_name(codes_[i].name) == folded[level]) {
      parent = codes_[i].id;
      if (++level == folded.size()) return parent;
      ++i;
    } else {
      i = subtree_end_[i];
      if (level > 0 && i >= subtree_end_[index_of(parent)]) break;
    }
  }
  for (const auto& code : codes_) {
    if (!code.key.empty() && code.key == text::trim(wanted)) return code.id;
  }
  if (folded.size() == 1) {
    CodeId found;
    std::int64_t count = 0;
    for (const auto& code : codes_) {
      if (text::fold_name(code.name) == folded[0]) {
        found = code.id;
        ++count;
      }
    }
    if (count == 1) return found;
    if (count > 1) {
      return base::fail(base::ErrorCode::kAmbiguous,
                        {{"kind", "code"}, {"name", std::string(wanted)}, {"count", std::to_string(count)}});
    }
  }
  return not_found();
}

}  // namespace polyvocal::model
