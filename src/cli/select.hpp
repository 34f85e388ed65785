#pragma once

#include <string>
#include <vector>

#include "app/tables.hpp"
#include "cli/context.hpp"

namespace polyvocal::cli {

/// The options that choose coded segments, shared by `retrieve` and `quotes`.
struct SelectArguments {
  std::vector<std::string> codes;
  bool any = false;
  bool all = false;
  bool overlap = false;
  bool without = false;
  bool direct = false;
  std::int64_t near = -1;
  std::string group;
  std::vector<std::string> where;
  std::int64_t context = 0;

  app::RetrieveRequest request(const Context& context) const;
};

void select_options(CLI::App& command, SelectArguments& arguments);
using AttributeValues = std::vector<std::pair<std::string, model::AttributeValue>>;
/// By name, in canonical text; what nobody knows is left out.
Json values_json(const AttributeValues& values);
/// For a table's cell: empty if nobody knows.
std::string value_cell(const AttributeValues& values, const std::string& name);
/// {name: type} of the attributes of the target.
Json attribute_types_json(const std::vector<model::Attribute>& attributes, model::AttributeTarget target);
/// The names of the attributes of the target go to the table's header.
void attribute_headers(report::Table& table, const std::vector<model::Attribute>& attributes,
                       model::AttributeTarget target);
std::string joined(const std::vector<std::string>& list, const char* separator);
Json segment_json(const app::SegmentView& segment);
void say_segment(const Context& context, const app::SegmentView& segment);

}  // namespace polyvocal::cli
