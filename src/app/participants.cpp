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

/// Links one row's case to its words; a message key where there are none. `found` gets what they are.
base::Result<std::string> link_row(store::Writer& writer, const Directory& directory,
                                   const exchange::ParticipantRow& row, model::CaseId case_id, Match match,
                                   MatchedRow& found) {
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
        found.document = row.document;
        found.speaker = speaker.label;
        return std::string();
      }
    }
    if (!row.speaker.empty()) return std::string("no-such-speaker");
    if (auto done = writer.link_document(*document, case_id); !done) return base::pass(done);
    found.document = row.document;
    return std::string();
  }
  if (match == Match::kDocument) return std::string("no-such-document");
  if (match != Match::kName) {
    auto linked = link_speakers(row.speaker.empty() ? row.participant : row.speaker);
    if (!linked) return base::pass(linked);
    if (*linked) {
      found.speaker = row.speaker.empty() ? row.participant : row.speaker;
      return std::string();
    }
    if (match == Match::kSpeaker || !row.speaker.empty()) return std::string("no-such-speaker");
  }
  const auto document = directory.documents.find(row.participant);
  if (!document) return std::string("nothing-by-that-name");
  if (auto done = writer.link_document(*document, case_id); !done) return base::pass(done);
  found.document = row.participant;
  return std::string();
}

exchange::ColumnUse to_exchange(ColumnUse use) {
  switch (use) {
    case ColumnUse::kIgnore:
      return exchange::ColumnUse::kIgnore;
    case ColumnUse::kParticipant:
      return exchange::ColumnUse::kParticipant;
    case ColumnUse::kDocument:
      return exchange::ColumnUse::kDocument;
    case ColumnUse::kSpeaker:
      return exchange::ColumnUse::kSpeaker;
    case ColumnUse::kGroup:
      return exchange::ColumnUse::kGroup;
    case ColumnUse::kUnit:
      return exchange::ColumnUse::kUnit;
    case ColumnUse::kAttribute:
      return exchange::ColumnUse::kAttribute;
  }
  return exchange::ColumnUse::kIgnore;
}

ColumnUse from_exchange(exchange::ColumnUse use) {
  for (const auto one : {ColumnUse::kParticipant, ColumnUse::kDocument, ColumnUse::kSpeaker, ColumnUse::kGroup,
                         ColumnUse::kUnit, ColumnUse::kAttribute}) {
    if (to_exchange(one) == use) return one;
  }
  return ColumnUse::kIgnore;
}

const model::Attribute* known_attribute(const std::vector<model::Attribute>& attributes, std::string_view name) {
  for (const auto& attribute : attributes) {
    if (attribute.target == model::AttributeTarget::kCase && text::fold_name(attribute.name) == text::fold_name(name))
      return &attribute;
  }
  return nullptr;
}

/// Makes the attributes whose type a person chose. Returns all that the project knows then.
base::Result<std::vector<model::Attribute>> add_typed(store::Writer& writer,
                                                      const std::vector<model::Attribute>& attributes,
                                                      const exchange::ParticipantsTable& table,
                                                      const std::vector<ColumnMapping>& mapping) {
  auto known = attributes;
  for (std::size_t i = 0; i < table.attributes.size(); ++i) {
    const auto place = table.places[i];
    if (place >= mapping.size() || mapping[place].use != ColumnUse::kAttribute || !mapping[place].type ||
        known_attribute(known, table.attributes[i]) != nullptr) {
      continue;
    }
    auto made = writer.add_attribute(table.attributes[i], model::AttributeTarget::kCase, *mapping[place].type);
    if (!made) return base::pass(made);
    known.push_back({.id = *made,
                     .guid = {},
                     .name = table.attributes[i],
                     .type = *mapping[place].type,
                     .target = model::AttributeTarget::kCase,
                     .levels = {}});
  }
  return known;
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

base::Result<TableLook> look_at_participants(Session& session, const std::filesystem::path& file, std::size_t rows) {
  auto raw = session.plugins().read_table(file);
  if (!raw) return base::pass(raw);
  auto attributes = session.project().attributes();
  if (!attributes) return base::pass(attributes);
  if (raw->rows.empty()) return base::fail(base::ErrorCode::kEmptyFile, {{"path", base::path_to_utf8(file)}});
  TableLook look;
  look.header = raw->rows.front();
  const auto blank = [](const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return text::trim(cell).empty(); });
  };
  for (std::size_t i = 1; i < raw->rows.size(); ++i) {
    if (blank(raw->rows[i])) continue;
    ++look.total;
    if (look.rows.size() >= rows) continue;
    look.rows.push_back(raw->rows[i]);
    look.rows.back().resize(look.header.size());
  }
  const auto uses = exchange::suggest_columns(look.header);
  for (std::size_t column = 0; column < uses.size(); ++column) {
    ColumnMapping mapping{from_exchange(uses[column])};
    const auto* known = known_attribute(*attributes, look.header[column]);
    look.known.push_back(known == nullptr ? std::nullopt : std::optional(known->type));
    if (mapping.use == ColumnUse::kAttribute) {
      std::vector<std::string> values;
      for (std::size_t i = 1; i < raw->rows.size(); ++i)
        values.push_back(column < raw->rows[i].size() ? std::string(text::trim(raw->rows[i][column])) : std::string());
      mapping.type = known == nullptr ? model::detect_type(values) : known->type;
    }
    look.columns.push_back(mapping);
  }
  return look;
}

base::Result<ParticipantsReport> import_participants(Session& session, const std::filesystem::path& file, Match match,
                                                     Apply apply) {
  return import_participants(session, file, match, {}, apply);
}

base::Result<ParticipantsReport> import_participants(Session& session, const std::filesystem::path& file, Match match,
                                                     const std::vector<ColumnMapping>& mapping, Apply apply) {
  const auto with_path = [&](base::Error error) {
    if (error.param("path").empty()) error.params.emplace_back("path", base::path_to_utf8(file));
    return tl::unexpected(std::move(error));
  };
  auto raw = session.plugins().read_table(file);
  if (!raw) return base::pass(raw);
  std::vector<exchange::ColumnUse> uses;
  for (const auto& column : mapping) uses.push_back(to_exchange(column.use));
  auto table = mapping.empty() ? exchange::read_participants(raw->rows) : exchange::read_participants(raw->rows, uses);
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
        auto known = add_typed(writer, *attributes, *table, mapping);
        if (!known) return base::pass(known);
        auto columns = attribute_columns(writer, *known, model::AttributeTarget::kCase, *table);
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
          MatchedRow found{row.row, row.participant, {}, {}};
          auto reason = link_row(writer, *directory, row, case_id, match, found);
          if (!reason) return base::pass(reason);
          if (reason->empty())
            report.matched.push_back(std::move(found));
          else
            report.unmatched.push_back({row.row, row.participant, *reason, {}, {}});
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
