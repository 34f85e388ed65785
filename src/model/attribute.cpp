#include "model/attribute.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "text/fold.hpp"

namespace polyvocal::model {
namespace {

bool is_missing(std::string_view value) {
  return text::trim(value).empty();
}

bool is_not_applicable(std::string_view value) {
  const std::string folded = text::fold_name(value);
  return folded == "n/a" || folded == "not applicable";
}

bool is_boolean(std::string_view value) {
  const std::string folded = text::fold_name(value);
  return folded == "yes" || folded == "no" || folded == "true" || folded == "false";
}

bool all_digits(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_integer(std::string_view value) {
  if (!value.empty() && (value.front() == '-' || value.front() == '+')) value.remove_prefix(1);
  if (!all_digits(value) || value.size() > 18) return false;
  return value.size() == 1 || value.front() != '0';
}

bool is_decimal(std::string_view value) {
  if (!value.empty() && (value.front() == '-' || value.front() == '+')) value.remove_prefix(1);
  const auto point = value.find('.');
  if (point == std::string_view::npos) return is_integer(value);
  const auto whole = value.substr(0, point);
  return all_digits(whole) && (whole.size() == 1 || whole.front() != '0') && all_digits(value.substr(point + 1));
}

bool is_date(std::string_view value) {
  if (value.size() != 10 || value[4] != '-' || value[7] != '-') return false;
  if (!all_digits(value.substr(0, 4)) || !all_digits(value.substr(5, 2)) || !all_digits(value.substr(8, 2)))
    return false;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  std::from_chars(value.data(), value.data() + 4, year);
  std::from_chars(value.data() + 5, value.data() + 7, month);
  std::from_chars(value.data() + 8, value.data() + 10, day);
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)).ok();
}

}  // namespace

AttributeType detect_type(const std::vector<std::string>& values) {
  bool any = false;
  bool boolean = true;
  bool integer = true;
  bool decimal = true;
  bool date = true;
  for (const auto& raw : values) {
    if (is_missing(raw) || is_not_applicable(raw)) continue;
    const auto value = text::trim(raw);
    any = true;
    boolean = boolean && is_boolean(value);
    integer = integer && is_integer(value);
    decimal = decimal && is_decimal(value);
    date = date && is_date(value);
  }
  if (!any) return AttributeType::kText;
  if (boolean) return AttributeType::kBoolean;
  if (integer) return AttributeType::kInteger;
  if (decimal) return AttributeType::kDecimal;
  if (date) return AttributeType::kDate;
  return AttributeType::kText;
}

AttributeValue canonical_value(AttributeType type, std::string_view value) {
  AttributeValue result;
  if (is_missing(value)) return result;
  if (is_not_applicable(value)) {
    result.state = ValueState::kNotApplicable;
    return result;
  }
  result.state = ValueState::kValue;
  result.text = text::clean_name(value);
  if (type == AttributeType::kBoolean && is_boolean(value)) {
    const std::string folded = text::fold_name(value);
    result.text = folded == "yes" || folded == "true" ? "true" : "false";
  } else if ((type == AttributeType::kInteger || type == AttributeType::kDecimal) && !result.text.empty() &&
             result.text.front() == '+') {
    result.text.erase(0, 1);
  }
  return result;
}

bool fits(AttributeType type, std::string_view value, const std::vector<std::string>& levels) {
  switch (type) {
    case AttributeType::kText:
      return true;
    case AttributeType::kInteger:
      return is_integer(value);
    case AttributeType::kDecimal:
      return is_decimal(value);
    case AttributeType::kDate:
      return is_date(value);
    case AttributeType::kBoolean:
      return value == "true" || value == "false";
    case AttributeType::kOrdered:
      return std::any_of(levels.begin(), levels.end(), [&](const std::string& level) { return level == value; });
  }
  return false;
}

std::string_view type_name(AttributeType type) {
  switch (type) {
    case AttributeType::kText:
      return "text";
    case AttributeType::kInteger:
      return "integer";
    case AttributeType::kDecimal:
      return "decimal";
    case AttributeType::kDate:
      return "date";
    case AttributeType::kBoolean:
      return "boolean";
    case AttributeType::kOrdered:
      return "ordered";
  }
  return "text";
}

}  // namespace polyvocal::model
