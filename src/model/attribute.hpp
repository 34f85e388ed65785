#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.hpp"
#include "model/ids.hpp"

namespace polyvocal::model {

enum class AttributeType { kText, kInteger, kDecimal, kDate, kBoolean, kOrdered };
enum class AttributeTarget { kCase, kUnit, kDocument };

/// A typed property of cases, units or documents. The attribute named by `kGroupAttribute` of a case is its participant
/// group.
struct Attribute {
  AttributeId id;
  base::Uuid guid;
  std::string name;
  AttributeType type = AttributeType::kText;
  AttributeTarget target = AttributeTarget::kCase;
  std::vector<std::string> levels;  ///< ordered categories, lowest first
};

inline constexpr std::string_view kGroupAttribute = "group";

enum class ValueState {
  kValue,
  kMissing,        ///< nobody knows
  kNotApplicable,  ///< the question does not arise
};

/// A value in its canonical text: integers and decimals with '.', dates as YYYY-MM-DD, booleans "true" and "false".
struct AttributeValue {
  AttributeId attribute;
  ValueState state = ValueState::kMissing;
  std::string text;
};

/// The narrowest type that holds every value that is not missing: boolean (yes/no, true/false), integer, decimal (with
/// a point), date (YYYY-MM-DD), else text; text if none has a value. Ordered categories are only ever declared by a
/// person. Values such as "007" stay text: they are labels.
AttributeType detect_type(const std::vector<std::string>& values);
/// `value` in the type's canonical text. An empty value is missing; "n/a" and "not applicable" (any case) are not
/// applicable. A value that does not fit the type is kept as typed, so that nothing a person wrote is lost; fits()
/// tells. The result's `attribute` is zero.
AttributeValue canonical_value(AttributeType type, std::string_view value);
/// True if a canonical text is a value of the type. `levels` matter for kOrdered only.
bool fits(AttributeType type, std::string_view text, const std::vector<std::string>& levels = {});
std::string_view type_name(AttributeType type);  ///< "text", "integer", "decimal", "date", "boolean", "ordered"

}  // namespace polyvocal::model
