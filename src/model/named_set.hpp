#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "model/ids.hpp"

namespace polyvocal::model {

enum class SetKind { kCodes, kCases, kDocuments };

/// A named bag of codes, of cases or of documents, beside the tree: "young people", "second wave", "to look at again".
struct NamedSet {
  SetId id;
  base::Uuid guid;
  std::string name;  ///< unique among the sets of its kind
  SetKind kind = SetKind::kCodes;
  std::vector<std::int64_t> members;  ///< ids of its kind, ascending
};

}  // namespace polyvocal::model
