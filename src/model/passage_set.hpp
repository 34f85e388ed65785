#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "model/ids.hpp"

namespace polyvocal::model {

/// A set of passages: ascending ids without repeats. What code operators give and the search index takes. Value type.
class PassageSet {
 public:
  PassageSet() = default;
  /// Sorts and removes repeats.
  explicit PassageSet(std::vector<PassageId> ids) : ids_(std::move(ids)) {
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
  }
  const std::vector<PassageId>& ids() const { return ids_; }
  std::size_t size() const { return ids_.size(); }
  bool empty() const { return ids_.empty(); }
  bool contains(PassageId id) const { return std::binary_search(ids_.begin(), ids_.end(), id); }

 private:
  std::vector<PassageId> ids_;
};

}  // namespace polyvocal::model
