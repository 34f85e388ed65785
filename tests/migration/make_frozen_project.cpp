// make_frozen_project FOLDER: writes FOLDER/formatN.polyvocal, a small project with a row in every table, and
// FOLDER/formatN.dump, what it holds.
#include <cstdio>
#include <fstream>

#include "store/migrations_internal.hpp"
#include "store/project_internal.hpp"
#include "unit/store/fixture.hpp"
#include "unit/store/raw_rows.hpp"

namespace {

using namespace polyvocal;
using test::range;

base::Result<void> fill(store::Writer& writer) {
  const auto first = writer.add_document(test::family_interview("Family 1")).value();
  auto notes =
      test::make_document("Manager, notes", {{"", "Staffing is the main worry."}, {"Manager", "Überlastung."}});
  notes.kind = model::DocumentKind::kNotes;
  notes.language = "de";
  notes.times = {{0, 0}, {20, 61'000}};
  const auto second = writer.add_document(notes).value();
  const auto anna = writer.add_coder("Anna").value();
  const auto berta = writer.add_coder("Berta").value();
  const auto top =
      writer.add_code({.name = "Access", .key = "C1", .definition = "Getting there", .theme = true}).value();
  const auto below =
      writer.add_code({.parent = top, .name = "Waiting > long", .include = "time", .colour = "#aa3300"}).value();
  for (int i = 0; i < 4; ++i) {
    (void)writer.add_coding(first, range(5 + i, 40 + 7 * i), i % 2 == 0 ? top : below, anna);
    (void)writer.add_coding(second, range(i, i + 3), below, berta, model::Origin::kRule);
  }
  const auto unit = writer.add_unit("Family 1").value();
  const auto one = writer.add_case("Parent 6", unit).value();
  const auto two = writer.add_case("Manager 1").value();
  const auto group = writer.add_attribute("group", model::AttributeTarget::kCase, model::AttributeType::kText).value();
  const auto need = writer
                        .add_attribute("need", model::AttributeTarget::kCase, model::AttributeType::kOrdered,
                                       {"low", "middle", "high"})
                        .value();
  const auto wave =
      writer.add_attribute("wave", model::AttributeTarget::kDocument, model::AttributeType::kInteger).value();
  (void)writer.add_attribute("size", model::AttributeTarget::kUnit, model::AttributeType::kInteger);
  using model::ValueState;
  (void)writer.set_case_value(one, {group, ValueState::kValue, "families"});
  (void)writer.set_case_value(one, {need, ValueState::kValue, "high"});
  (void)writer.set_case_value(two, {need, ValueState::kNotApplicable, ""});
  (void)writer.set_document_value(first, wave, {wave, ValueState::kValue, "2"});
  return writer.link_document(second, two);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::filesystem::path folder = arguments[1];
  const std::string name = "format" + std::to_string(store::newest_format());
  auto project = store::Project::create(folder / (name + ".polyvocal"), {.title = "Frozen", .language = "en"}).value();
  (void)project.perform({.verb = "fill"}, fill);
  (void)project.perform({.coder = model::CoderId{1}, .verb = "link"}, [&](store::Writer& writer) -> base::Result<void> {
    const auto speakers = project.speakers(model::DocumentId{1}).value();
    return writer.link_speaker(speakers[1].id, model::CaseId{1});
  });
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    (void)project.perform({.coder = model::CoderId{2}, .verb = "raw", .batch = base::Uuid::make()},
                          [&](store::Writer&) -> base::Result<void> {
                            test::add_raw_rows(project, seed);
                            return {};
                          });
  }
  store::ProjectAccess::state(project).db().exec(
      "INSERT INTO tombstone VALUES (x'000102030405060708090a0b0c0d0e0f', 'case', 5)");
  (void)project.perform({.verb = "set-title"},
                        [](store::Writer& writer) { return writer.set_title("Frozen and renamed"); });
  (void)project.undo({});
  (void)project.redo({});
  (void)project.perform({.verb = "set-title"},
                        [](store::Writer& writer) { return writer.set_title("Frozen, undone"); });
  (void)project.undo(model::CoderId{1});
  const auto faults = project.verify().value();
  for (const auto& fault : faults) std::fprintf(stderr, "%s: %s\n", fault.kind.c_str(), fault.detail.c_str());
  for (const auto& table : store::watched_tables(store::ProjectAccess::state(project).db())) {
    auto query = store::ProjectAccess::state(project).db().prepare("SELECT 1 FROM " + table);
    if (!query.step()) {
      std::fprintf(stderr, "table %s is empty\n", table.c_str());
      return 1;
    }
  }
  std::ofstream(folder / (name + ".dump"), std::ios::binary) << project.logical_dump().value();
  std::printf("%s\n", project.chain_head().value().c_str());
  if (!faults.empty()) return 1;
  { const store::Project closed = std::move(project); }
  // Some 150 tables and indices of 4 kB each are much for a repository; the size of pages is no part of the format.
  SQLite::Database file((folder / (name + ".polyvocal")).string(), SQLite::OPEN_READWRITE);
  file.exec("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL;");
  return 0;
}
