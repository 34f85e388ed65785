#include "gui/presenter/participants_plan.hpp"

#include <algorithm>

#include "messages/messages.hpp"

namespace polyvocal::gui {

using app::ColumnUse;
using model::AttributeType;

ParticipantsPlan::ParticipantsPlan(std::filesystem::path file, app::TableLook look)
    : file_(std::move(file)), look_(std::move(look)), columns_(look_.columns) {}

const std::vector<ParticipantsPlan::Choice>& ParticipantsPlan::choices() {
  static const std::vector<Choice> kChoices = {
      {{ColumnUse::kParticipant, {}}, messages::message("participants.says-participant")},
      {{ColumnUse::kDocument, {}}, messages::message("participants.says-document")},
      {{ColumnUse::kSpeaker, {}}, messages::message("participants.says-speaker")},
      {{ColumnUse::kGroup, {}}, messages::message("participants.says-group")},
      {{ColumnUse::kUnit, {}}, messages::message("participants.says-unit")},
      {{ColumnUse::kAttribute, AttributeType::kText}, messages::message("participants.says-text")},
      {{ColumnUse::kAttribute, AttributeType::kInteger}, messages::message("participants.says-integer")},
      {{ColumnUse::kAttribute, AttributeType::kDecimal}, messages::message("participants.says-decimal")},
      {{ColumnUse::kAttribute, AttributeType::kDate}, messages::message("participants.says-date")},
      {{ColumnUse::kAttribute, AttributeType::kBoolean}, messages::message("participants.says-boolean")},
      {{ColumnUse::kIgnore, {}}, messages::message("participants.says-nothing")},
  };
  return kChoices;
}

std::size_t ParticipantsPlan::choice(std::size_t column) const {
  const auto& all = choices();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Choice& one) {
    return one.mapping.use == columns_[column].use &&
           (one.mapping.use != ColumnUse::kAttribute || one.mapping.type == columns_[column].type);
  });
  return it == all.end() ? all.size() - 1 : static_cast<std::size_t>(it - all.begin());
}

void ParticipantsPlan::choose(std::size_t column, std::size_t choice) {
  if (column >= columns_.size() || choice >= choices().size()) return;
  const auto& mapping = choices()[choice].mapping;
  if (mapping.use != ColumnUse::kAttribute && mapping.use != ColumnUse::kIgnore) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i != column && columns_[i].use == mapping.use) columns_[i] = {};
    }
  }
  columns_[column] = mapping;
}

std::string ParticipantsPlan::says(std::size_t column) const {
  std::string sentence = choices()[choice(column)].sentence;
  if (columns_[column].use == ColumnUse::kAttribute && look_.known[column])
    sentence =
        messages::message("participants.says-known", {{"type", std::string(model::type_name(*look_.known[column]))}});
  return sentence;
}

std::string ParticipantsPlan::sample(std::size_t column) const {
  std::string text;
  for (const auto& row : look_.rows) {
    if (column >= row.size() || row[column].empty()) continue;
    text += (text.empty() ? "" : ", ") + row[column];
    if (text.size() > 80) break;
  }
  return text;
}

std::vector<ParticipantsPlan::Row> ParticipantsPlan::rows_of(const app::ParticipantsReport& report) {
  std::vector<Row> rows;
  for (const auto& one : report.unmatched) {
    rows.push_back({one.reason == "value-does-not-fit" ? FileMark::kToCheck : FileMark::kRefused, one.row,
                    one.participant,
                    messages::message("unmatched." + one.reason, {{"column", one.column}, {"value", one.value}})});
  }
  for (const auto& one : report.matched) {
    const messages::Params params = {{"document", one.document}, {"speaker", one.speaker}};
    rows.push_back({FileMark::kReady, one.row, one.participant,
                    messages::message(one.document.empty()  ? "participants.found-speaker"
                                      : one.speaker.empty() ? "participants.found-document"
                                                            : "participants.found-both",
                                      params)});
  }
  // What wants a look stands first, then the table's order.
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::pair(a.mark == FileMark::kReady, a.row) < std::pair(b.mark == FileMark::kReady, b.row);
  });
  return rows;
}

std::string ParticipantsPlan::sentence_of(const app::ParticipantsReport& report) {
  const auto unfound = std::count_if(report.unmatched.begin(), report.unmatched.end(),
                                     [](const auto& one) { return one.reason != "value-does-not-fit"; });
  return messages::message("participants.rehearsed",
                           {{"cases", grouped(static_cast<std::int64_t>(report.cases.size()))},
                            {"matched", grouped(static_cast<std::int64_t>(report.matched.size()))},
                            {"unmatched", grouped(unfound)}});
}

}  // namespace polyvocal::gui
