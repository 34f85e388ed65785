// What comes in tables, what is coded by rule, and the care of the project.

#include <set>

#include "app/codebook.hpp"
#include "app/coding.hpp"
#include "app/document_attributes.hpp"
#include "app/tables.hpp"
#include "base/atomic_file.hpp"
#include "gui/presenter/results.hpp"
#include "gui/presenter/workbench.hpp"
#include "messages/messages.hpp"

namespace polyvocal::gui {

bool Workbench::set_code(model::CodeId code, const store::CodeChange& change) {
  const auto* node = snapshot_->codes.find(code);
  if (node == nullptr) return false;
  const std::string name = node->name;
  if (auto done = app::set_code(*session_, node->guid.text(), change, app::Apply::kCommit); !done) {
    fail(done.error());
    return false;
  }
  acted();
  say("status.code-changed", {{"code", name}}, true);
  return true;
}

void Workbench::split_rows(const std::vector<std::size_t>& rows, std::string_view name) {
  std::vector<std::string> guids;
  std::set<model::CodeId> codes;
  for (const auto row : rows) {
    if (row >= results_.rows.size()) continue;
    for (const auto& guid : results_.rows[row].codings) {
      const auto id = session_->project().find_coding(guid);
      if (!id) continue;
      const auto coding = session_->project().coding(*id);
      if (!coding) continue;
      codes.insert(coding->code);
      guids.push_back(guid);
    }
  }
  if (codes.size() != 1) {
    say(codes.empty() ? "status.nothing-to-split" : "status.split-one-code");
    return;
  }
  const auto* node = snapshot_->codes.find(*codes.begin());
  const std::string old = node == nullptr ? std::string() : node->name;
  if (auto done = app::split_code(*session_, guid_of(*codes.begin()), name, guids, app::Apply::kCommit); !done) {
    fail(done.error());
    return;
  }
  acted();
  say("status.code-split", {{"code", old}, {"name", std::string(name)}, {"count", std::to_string(guids.size())}}, true);
}

void Workbench::code_by_query(std::string_view query, model::CodeId code) {
  const auto* node = snapshot_->codes.find(code);
  if (node == nullptr || query.empty()) return;
  const std::string name = node->name;
  app::AutocodeSpec spec;
  spec.code = node->guid.text();
  spec.query = query;
  auto made = app::autocode(*session_, spec, app::Apply::kCommit);
  if (!made) {
    fail(made.error());
    return;
  }
  used(code);
  acted();
  say("status.coded-by-query", {{"count", std::to_string(*made)}, {"code", name}}, *made > 0);
}

void Workbench::retrieve_codes(const std::vector<model::CodeId>& codes, analysis::Combine combine) {
  app::RetrieveRequest request;
  request.combine = combine;
  std::string title;
  for (const auto code : codes) {
    const auto* node = snapshot_->codes.find(code);
    if (node == nullptr) continue;
    request.codes.push_back(node->guid.text());
    if (!title.empty()) title += messages::message(combine == analysis::Combine::kAll ? "label.and" : "label.or");
    title += node->name;
  }
  if (request.codes.empty()) return;
  auto segments = app::retrieve(*session_, request);
  if (!segments) {
    fail(segments.error());
    return;
  }
  show_results(results_of(*snapshot_, title, *segments));
}

void Workbench::import_codings(const std::filesystem::path& file) {
  auto report = app::import_codings(*session_, file, app::Apply::kCommit);
  if (!report) {
    fail(report.error());
    return;
  }
  acted();
  say(report->unplaced.empty() ? "status.codings-placed" : "status.codings-placed-some",
      {{"count", std::to_string(report->placed)}, {"unplaced", std::to_string(report->unplaced.size())}},
      report->placed > 0);
}

void Workbench::import_document_attributes(const std::filesystem::path& file) {
  auto report = app::import_document_attributes(*session_, file, app::Apply::kCommit);
  if (!report) {
    fail(report.error());
    return;
  }
  acted();
  say("status.documents-described",
      {{"count", std::to_string(report->documents.size())}, {"unmatched", std::to_string(report->unmatched.size())}},
      !report->documents.empty());
}

void Workbench::verify() {
  const auto faults = session_->project().verify();
  if (!faults) {
    fail(faults.error());
    return;
  }
  if (faults->empty())
    say("status.sound");
  else
    fail({base::ErrorCode::kProjectDamaged,
          {{"path", base::path_to_utf8(session_->project().path().filename())},
           {"detail", faults->front().kind + " " + faults->front().detail}},
          {}});
}

}  // namespace polyvocal::gui
