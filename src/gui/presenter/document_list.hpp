#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gui/presenter/groups.hpp"
#include "model/snapshot.hpp"

namespace polyvocal::gui {

/// One document in the list.
struct DocumentRow {
  model::DocumentId id;
  std::string name;
  std::string group;  ///< of its cases; empty if they have none or several
  GroupLook look;
  std::int64_t turns = 0;
  std::int64_t codings = 0;
  std::int64_t coded_turns = 0;  ///< turns that a coding touches
};

/// What the list of documents is grouped by.
struct DocumentGrouping {
  enum class By {
    kNothing,
    kGroup,      ///< participant group, in the groups' order
    kCase,       ///< a document of several cases stands under each
    kProgress,   ///< nothing coded, in part, every turn
    kAttribute,  ///< a document attribute's value: "folder", "wave", ...
  };
  By by = By::kNothing;
  std::string attribute{};  ///< folded name, for kAttribute
  bool operator==(const DocumentGrouping&) const = default;
};
/// "nothing", "group", "case", "progress", "attribute:NAME": how a choice is kept in the settings.
std::string grouping_key(const DocumentGrouping& grouping);
DocumentGrouping grouping_of(std::string_view key);  ///< kNothing for an unknown key

/// A line of the list: a heading with the number of documents below it, or one document.
struct DocumentLine {
  std::size_t row = kHeading;  ///< index in DocumentList::rows()
  std::string heading;         ///< of a group; empty: documents that are in none
  std::size_t count = 0;       ///< of a heading: documents below it
  GroupLook look;              ///< of a heading by participant group
  bool folded = false;         ///< of a heading: its documents are not shown
  static constexpr std::size_t kHeading = static_cast<std::size_t>(-1);
  bool is_heading() const { return row == kHeading; }
};

/// The documents of a project as the navigator lists them: by name in the project language's order, filtered, grouped.
/// Keeps what did not change between one snapshot and the next, so that an act costs little with 10,000 documents.
class DocumentList {
 public:
  /// Looks at a snapshot anew.
  void update(std::shared_ptr<const model::Snapshot> snapshot, const GroupLooks& looks);
  void set_filter(std::string_view filter);
  void set_grouping(const DocumentGrouping& grouping);
  const DocumentGrouping& grouping() const { return grouping_; }
  /// Shows or hides what is below a heading.
  void fold(std::size_t line, bool folded);

  const std::vector<DocumentRow>& rows() const { return rows_; }  ///< all documents, by name
  const std::vector<DocumentLine>& lines() const { return lines_; }
  /// The first line of a document that is shown, or npos.
  std::size_t line_of(model::DocumentId document) const;
  /// The groupings this project can be shown by: the fixed ones, then its document attributes by name.
  std::vector<DocumentGrouping> groupings() const;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  struct Known {
    std::shared_ptr<const model::DocumentChunk> chunk;
    std::int64_t coded_turns = 0;
  };
  void rebuild();
  std::vector<std::string> headings_of(std::size_t row) const;

  std::shared_ptr<const model::Snapshot> snapshot_;
  std::vector<std::string> group_order_;
  std::map<std::int64_t, Known> known_;                      ///< by document
  std::vector<std::pair<std::int64_t, std::string>> order_;  ///< ids and names for which `rows_` is sorted
  std::vector<std::size_t> index_;                           ///< of each row: the document's in the snapshot
  std::vector<DocumentRow> rows_;
  std::vector<DocumentLine> lines_;
  GroupLooks looks_;
  DocumentGrouping grouping_;
  std::string filter_;  ///< folded
  std::set<std::string> folded_;
};

}  // namespace polyvocal::gui
