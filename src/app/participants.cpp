#include "app/participants.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/atomic_file.hpp"
#include "exchange/tables.hpp"
#include "text/fold.hpp"

namespace polyvocal::app {
namespace {

/// Documents and speakers by folded name.
struct Directory {
  std::map<std::string, model::DocumentId> documents;
  std::multimap<std::string, model::Speaker> speakers;
  std::map<model::DocumentId, std::vector<model::Speaker>> by_document;
};

std::string without_ending(const std::string& name) {
  const auto dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

base::Result<Directory> directory_of(const store::Project& project) {
  Directory directory;
  auto documents = project.documents();
  if (!documents) return base::pass(documents);
  for (const auto& document : *documents) {
    directory.documents.emplace(text::fold_name(document.name), document.id);
    directory.documents.emplace(document.guid.text(), document.id);
    auto speakers = project.speakers(document.id);
    if (!speakers) return base::pass(speakers);
    for (const auto& speaker : *speakers) directory.speakers.emplace(text::fold_name(speaker.label), speaker);
    directory.by_document[document.id] = std::move(*speakers);
  }
  return directory;
}

/// Links one row's case to its words; a message key where there are none.
base::Result<std::string> link_row(store::Writer& writer, const Directory& directory,
                                   const exchange::ParticipantRow& row, model::CaseId case_id, Match match) {
  const auto find_document = [&](const std::string& name) {
    auto it = directory.documents.find(text::fold_name(name));
    if (it == directory.documents.end()) it = directory.documents.find(text::fold_name(without_ending(name)));
    return it;
  };
  const auto link_speakers = [&](const std::string& label) -> base::Result<bool> {
    const auto [begin, end] = directory.speakers.equal_range(text::fold_name(label));
    for (auto it = begin; it != end; ++it) {
      if (auto done = writer.link_speaker(it->second.id, case_id); !done) return base::pass(done);
    }
    return begin != end;
  };
  const bool use_document = !row.document.empty() && (match == Match::kAuto || match == Match::kDocument);
  if (use_document) {
    const auto document = find_document(row.document);
    if (document == directory.documents.end()) return std::string("no-such-document");
    const std::string label = !row.speaker.empty() ? row.speaker : row.participant;
    for (const auto& speaker : directory.by_document.at(document->second)) {
      if (text::fold_name(speaker.label) == text::fold_name(label)) {
        if (auto done = writer.link_speaker(speaker.id, case_id); !done) return base::pass(done);
        return std::string();
      }
    }
    if (!row.speaker.empty()) return std::string("no-such-speaker");
    if (auto done = writer.link_document(document->second, case_id); !done) return base::pass(done);
    return std::string();
  }
  if (match == Match::kDocument) return std::string("no-such-document");
  if (match != Match::kName) {
    auto linked = link_speakers(row.speaker.empty() ? row.participant : row.speaker);
    if (!linked) return base::pass(linked);
    if (*linked) return std::string();
    if (match == Match::kSpeaker || !row.speaker.empty()) return std::string("no-such-speaker");
  }
  const auto document = find_document(row.participant);
  if (document == directory.documents.end()) return std::string("nothing-by-that-name");
  if (auto done = writer.link_document(document->second, case_id); !done) return base::pass(done);
  return std::string();
}

}  // namespace

base::Result<std::vector<CaseView>> case_views(const store::Project& project) {
  auto cases = project.cases();
  if (!cases) return base::pass(cases);
  auto attributes = project.attributes();
  if (!attributes) return base::pass(attributes);
  auto units = project.units();
  if (!units) return base::pass(units);
  auto documents = project.documents();
  if (!documents) return base::pass(documents);
  std::map<model::UnitId, std::string> unit_names;
  for (const auto& unit : *units) unit_names[unit.id] = unit.name;
  std::map<model::DocumentId, std::string> document_names;
  for (const auto& document : *documents) document_names[document.id] = document.name;
  std::vector<CaseView> views;
  for (const auto& known : *cases) {
    CaseView view{known.name, known.guid.text(), "", unit_names[known.unit], {}, {}};
    for (const auto& attribute : *attributes) {
      if (attribute.target != model::AttributeTarget::kCase) continue;
      for (const auto& value : known.values) {
        if (value.attribute != attribute.id) continue;
        if (attribute.name == model::kGroupAttribute) view.group = value.text;
        view.values.emplace_back(attribute.name, value);
      }
    }
    for (const auto document : known.documents) view.documents.push_back(document_names[document]);
    views.push_back(std::move(view));
  }
  return views;
}

base::Result<ParticipantsReport> import_participants(Session& session, const std::filesystem::path& file, Match match,
                                                     Apply apply) {
  const auto with_path = [&](base::Error error) {
    if (error.param("path").empty()) error.params.emplace_back("path", base::path_to_utf8(file));
    return tl::unexpected(std::move(error));
  };
  auto raw = session.plugins().read_table(file);
  if (!raw) return base::pass(raw);
  auto table = exchange::read_participants(raw->rows);
  if (!table) return with_path(std::move(table.error()));
  auto directory = directory_of(session.project());
  if (!directory) return base::pass(directory);
  auto cases = session.project().cases();
  if (!cases) return base::pass(cases);
  auto units = session.project().units();
  if (!units) return base::pass(units);
  auto attributes = session.project().attributes();
  if (!attributes) return base::pass(attributes);

  ParticipantsReport report;
  const auto parameters = history_parameters({{"rows", std::to_string(table->rows.size())}});
  auto done = session.act(
      "import-participants", parameters, apply, [&](store::Writer& writer, model::CoderId) -> base::Result<void> {
        std::map<std::string, model::CaseId> case_ids;
        std::map<std::string, model::UnitId> unit_ids;
        for (const auto& known : *cases) case_ids[text::fold_name(known.name)] = known.id;
        for (const auto& known : *units) unit_ids[text::fold_name(known.name)] = known.id;
        std::vector<model::Attribute> columns;
        for (std::size_t i = 0; i < table->attributes.size(); ++i) {
          const auto known = std::find_if(attributes->begin(), attributes->end(), [&](const model::Attribute& a) {
            return a.target == model::AttributeTarget::kCase &&
                   text::fold_name(a.name) == text::fold_name(table->attributes[i]);
          });
          if (known != attributes->end()) {
            columns.push_back(*known);
            continue;
          }
          std::vector<std::string> values;
          for (const auto& row : table->rows) values.push_back(row.values[i]);
          const auto type =
              table->attributes[i] == model::kGroupAttribute ? model::AttributeType::kText : model::detect_type(values);
          auto made = writer.add_attribute(table->attributes[i], model::AttributeTarget::kCase, type);
          if (!made) return base::pass(made);
          columns.push_back({.id = *made,
                             .guid = {},
                             .name = table->attributes[i],
                             .type = type,
                             .target = model::AttributeTarget::kCase,
                             .levels = {}});
        }
        std::set<std::string> seen;
        for (const auto& row : table->rows) {
          model::UnitId unit;
          if (!row.unit.empty()) {
            auto& id = unit_ids[text::fold_name(row.unit)];
            if (!id) {
              auto made = writer.add_unit(row.unit);
              if (!made) return base::pass(made);
              id = *made;
            }
            unit = id;
          }
          auto& case_id = case_ids[text::fold_name(row.participant)];
          if (!case_id) {
            auto made = writer.add_case(row.participant, unit);
            if (!made) return base::pass(made);
            case_id = *made;
          } else if (unit) {
            if (auto set = writer.set_case_unit(case_id, unit); !set) return set;
          }
          if (seen.insert(text::fold_name(row.participant)).second) report.cases.push_back(row.participant);
          for (std::size_t i = 0; i < columns.size(); ++i) {
            const model::Attribute& attribute = columns[i];
            auto value = model::canonical_value(attribute.type, row.values[i]);
            value.attribute = attribute.id;
            if (value.state == model::ValueState::kMissing) continue;
            if (value.state == model::ValueState::kValue &&
                !model::fits(attribute.type, value.text, attribute.levels)) {
              // Guessing another type or level would change what is there; the row says so, the rest of it is taken.
              report.unmatched.push_back(
                  {row.row, row.participant, "value-does-not-fit", attribute.name, row.values[i]});
              continue;
            }
            if (auto set = writer.set_case_value(case_id, value); !set) return set;
          }
          auto reason = link_row(writer, *directory, row, case_id, match);
          if (!reason) return base::pass(reason);
          if (!reason->empty()) report.unmatched.push_back({row.row, row.participant, *reason, {}, {}});
        }
        auto views = case_views(session.project());
        if (!views) return base::pass(views);
        std::map<std::string, CaseView> by_name;
        for (auto& view : *views) by_name.emplace(text::fold_name(view.name), std::move(view));
        for (const auto& name : report.cases) {
          report.people.push_back(by_name[text::fold_name(name)]);
          if (apply == Apply::kDryRun) report.people.back().guid.clear();
        }
        return {};
      });
  if (!done) return base::pass(done);
  return report;
}

}  // namespace polyvocal::app
