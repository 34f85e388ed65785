#pragma once

#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "model/attribute.hpp"
#include "model/ids.hpp"

namespace polyvocal::model {

/// What cases belong to and are not independent within: a family, a team, an agency.
struct Unit {
  UnitId id;
  base::Uuid guid;
  std::string name;
};

/// A person who took part, under a pseudonym.
struct Case {
  CaseId id;
  base::Uuid guid;
  std::string name;                    ///< unique in the project
  UnitId unit;                         ///< zero = stands alone: counts as a unit of its own
  std::vector<AttributeValue> values;  ///< at most one an attribute
  std::vector<DocumentId> documents;   ///< linked whole or through a speaker; ascending, no repeats
};

}  // namespace polyvocal::model
