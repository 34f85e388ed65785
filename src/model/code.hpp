#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/uuid.hpp"
#include "model/ids.hpp"
#include "text/offset.hpp"

namespace polyvocal::model {

/// A node of the code tree; codable at any level.
struct Code {
  CodeId id;
  base::Uuid guid;
  CodeId parent;  ///< zero = top level
  CodebookId codebook;
  std::int64_t position = 0;  ///< order among siblings, ascending; gaps allowed
  std::string name;           ///< unique among siblings after folding
  std::string key;            ///< short key a table gave it ("C12"); may be empty; unique if not
  std::string definition;
  std::string include;
  std::string exclude;
  std::string example;
  std::string colour;  ///< "#rrggbb" or empty
  bool theme = false;
};

enum class Origin { kPerson, kRule };

/// A coder applied a code to a range of a document's current revision.
struct Coding {
  CodingId id;
  base::Uuid guid;
  DocumentId document;
  text::CodePointRange range;  ///< never empty
  CodeId code;
  CoderId coder;
  Origin origin = Origin::kPerson;
  std::int64_t created_ms = 0;
};

struct Coder {
  CoderId id;
  base::Uuid guid;
  std::string name;
  std::string colour;
};

/// "A > B > C": names joined by " > ", with ">" preceded by blank and followed by blank inside a name written "\>".
std::string join_path(const std::vector<std::string>& names);
/// The names of a path, trimmed; an empty vector for an empty text. Inverse of join_path.
std::vector<std::string> split_path(std::string_view path);

/// The tree of codes with the look-ups everyone needs. A value: built from the codes of one moment, immutable. Order of
/// `codes()`: depth first, siblings by position then id. Any thread.
class CodeTree {
 public:
  CodeTree() = default;
  /// Codes whose parent is missing are taken as top-level.
  explicit CodeTree(std::vector<Code> codes);

  const std::vector<Code>& codes() const { return codes_; }
  std::size_t size() const { return codes_.size(); }
  /// Index in codes(), or npos.
  std::size_t index_of(CodeId id) const;
  const Code* find(CodeId id) const;
  /// The end (exclusive index) of the sub-tree that begins at `index`: descendants are [index + 1, subtree_end).
  std::size_t subtree_end(std::size_t index) const { return subtree_end_[index]; }
  int depth(std::size_t index) const { return depth_[index]; }
  std::string path(CodeId id) const;
  /// By path, GUID or key; names compare after folding (text::fold_name). A single name that is no top-level path is
  /// found anywhere if it occurs once. Errors: kNotFound, kAmbiguous (params: kind "code", name, count).
  base::Result<CodeId> resolve(std::string_view text) const;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  std::vector<Code> codes_;
  std::vector<std::size_t> subtree_end_;
  std::vector<int> depth_;
  std::vector<std::pair<CodeId, std::size_t>> by_id_;  // sorted
};

}  // namespace polyvocal::model
