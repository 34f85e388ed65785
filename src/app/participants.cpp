#include "app/participants.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/attribute_columns_internal.hpp"
#include "base/atomic_file.hpp"
#include "exchange/tables.hpp"
#include "text/fold.hpp"

namespace polyvocal::app {
namespace {

/// Documents and speakers by folded name.
struct Directory {
  DocumentNames documents;
  std::multimap<std::string, model::Speaker> speakers;
  std::map<model::DocumentId, std::vector<model::Speaker>> by_document;
};

base::Result<Directory> directory_of(const store::Project& project) {
  Directory directory;
  auto documents = project.documents();
  if (!documents) return base::pass(documents);
  directory.documents = DocumentNames(*documents);
  for (const auto& document : *documents) {
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
  const auto link_speakers = [&](const std::string& label) -> base::Result<bool> {
    const auto [begin, end] = directory.speakers.equal_range(text::fold_name(label));
    for (auto it = begin; it != end; ++it) {
      if (auto done = writer.link_speaker(it->second.id, case_id); !done) return base::pass(done);
    }
    return begin != end;
  };
  const bool use_document = !row.document.empty() && (match == Match::kAuto || match == Match::kDocument);
  if (use_document) {
    const auto document = directory.documents.find(row.document);
    if (!document) return std::string("no-such-document");
    const std::string label = !row.speaker.empty() ? row.speaker : row.participant;
    for (const auto& speaker : directory.by_document.at(*document)) {
      if (text::fold_name(speaker.label) == text::fold_name(label)) {
        if (auto done = writer.link_speaker(speaker.id, case_id); !done) return base::pass(done);
        return std::string();
      }
    }
    if (!row.speaker.empty()) return std::string("no-such-speaker");
    if (auto done = writer.link_document(*document, case_id); !done) return base::pass(done);
    return std::string();
  }
  if (match == Match::kDocument) return std::string("no-such-document");
  if (match != Match::kName) {
    auto linked = link_speakers(row.speaker.empty() ? row.participant : row.speaker);
    if (!linked) return base::pass(linked);
    if (*linked) return std::string();
    if (match == Match::kSpeaker || !row.speaker.empty()) return std::string("no-such-speaker");
  }
  const auto document = directory.documents.find(row.participant);
  if (!document) return std::string("nothing-by-that-name");
  if (auto done = writer.link_document(*document, case_id); !done) return base::pass(done);
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
        auto columns = attribute_columns(writer, *attributes, model::AttributeTarget::kCase, *table);
        if (!columns) return base::pass(columns);
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
          auto unfit = set_values(*columns, row.values, [&](const model::AttributeValue& value) {
            return writer.set_case_value(case_id, value);
          });
          if (!unfit) return base::pass(unfit);
          for (const std::size_t i : *unfit) {
            report.unmatched.push_back(
                {row.row, row.participant, "value-does-not-fit", (*columns)[i].name, row.values[i]});
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
