#include "cli/select.hpp"

namespace polyvocal::cli {

app::RetrieveRequest SelectArguments::request(const Context& shared) const {
  app::RetrieveRequest request;
  request.codes = codes;
  using analysis::Combine;
  request.combine = all         ? Combine::kAll
                    : overlap   ? Combine::kOverlap
                    : without   ? Combine::kWithout
                    : near >= 0 ? Combine::kNear
                                : Combine::kAny;
  request.near = near < 0 ? 0 : near;
  request.roll_up = direct ? analysis::RollUp::kDirect : analysis::RollUp::kRolledUp;
  request.group = group;
  if (!shared.coder.empty()) request.coders = {shared.coder};
  request.where = where;
  request.context = context;
  return request;
}

void select_options(CLI::App& command, SelectArguments& arguments) {
  command.add_option("--code", arguments.codes, tr("help.codes-given"))->allow_extra_args(false);
  auto* any = command.add_flag("--any", arguments.any, tr("help.any"));
  auto* all = command.add_flag("--all", arguments.all, tr("help.all"));
  auto* overlap = command.add_flag("--overlap", arguments.overlap, tr("help.overlap"));
  auto* without = command.add_flag("--without", arguments.without, tr("help.without"));
  auto* near = command.add_option("--near", arguments.near, tr("help.near"));
  const std::vector<CLI::Option*> modes = {any, all, overlap, without, near};
  for (auto* a : modes) {
    for (auto* b : modes) {
      if (a != b) a->excludes(b);
    }
  }
  command.add_flag("--direct", arguments.direct, tr("help.direct"));
  command.add_option("--group", arguments.group, tr("help.group"));
  command.add_option("--where", arguments.where, tr("help.where"))->allow_extra_args(false);
  command.add_option("--context", arguments.context, tr("help.context"))->check(CLI::NonNegativeNumber);
}

Json values_json(const AttributeValues& values) {
  Json out = Json::object();
  for (const auto& [name, value] : values) {
    if (value.state == model::ValueState::kValue) out[name] = value.text;
    if (value.state == model::ValueState::kNotApplicable) out[name] = Json{{"not_applicable", true}};
  }
  return out;
}

std::string value_cell(const AttributeValues& values, const std::string& name) {
  for (const auto& [known, value] : values) {
    if (known == name) return value.state == model::ValueState::kNotApplicable ? "n/a" : value.text;
  }
  return {};
}

Json attribute_types_json(const std::vector<model::Attribute>& attributes, model::AttributeTarget target) {
  Json types = Json::object();
  for (const auto& attribute : attributes) {
    if (attribute.target == target) types[attribute.name] = model::type_name(attribute.type);
  }
  return types;
}

void attribute_headers(report::Table& table, const std::vector<model::Attribute>& attributes,
                       model::AttributeTarget target) {
  for (const auto& attribute : attributes) {
    if (attribute.target == target) table.header.push_back(attribute.name);
  }
  table.numeric.resize(table.header.size(), false);
}

std::string joined(const std::vector<std::string>& list, const char* separator) {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : separator) + item;
  return out;
}

Json segment_json(const app::SegmentView& segment) {
  Json out = {{"document", segment.document},
              {"case", joined(segment.cases, ", ")},
              {"group", segment.group},
              {"unit", segment.unit},
              {"speaker", segment.speaker},
              {"turn", segment.turn},
              {"start", segment.range.start.value},
              {"end", segment.range.end.value},
              {"text", segment.text},
              {"codes", segment.codes},
              {"coder", segment.coder},
              {"guids", segment.coding_guids}};
  if (!segment.context_before.empty()) out["context_before"] = segment.context_before;
  if (!segment.context_after.empty()) out["context_after"] = segment.context_after;
  return out;
}

void say_segment(const Context& context, const app::SegmentView& segment) {
  std::string head = tr("line.turn", {{"document", segment.document}, {"turn", std::to_string(segment.turn)}}) + " [" +
                     std::to_string(segment.range.start.value) + "-" + std::to_string(segment.range.end.value) + "]";
  if (!segment.group.empty()) head += "  " + segment.group;
  context.say(head + "  " + segment.coder);
  if (!segment.context_before.empty()) context.say("  ... " + segment.context_before);
  context.say("  " + segment.text);
  if (!segment.context_after.empty()) context.say("  ... " + segment.context_after);
  for (const auto& code : segment.codes) context.say("    | " + code);
  context.say("");
}

}  // namespace polyvocal::cli
