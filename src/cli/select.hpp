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
std::string joined(const std::vector<std::string>& list, const char* separator);
Json segment_json(const app::SegmentView& segment);
void say_segment(const Context& context, const app::SegmentView& segment);

}  // namespace polyvocal::cli
