// What is done to the list of results: coded, coded otherwise, uncoded; and answers to a question.

#include <algorithm>

#include "app/answers.hpp"
#include "app/coding.hpp"
#include "gui/presenter/results.hpp"
#include "gui/presenter/workbench.hpp"
#include "messages/messages.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {

void Workbench::show_results(Results results) {
  results_ = std::move(results);
  all_rows_.clear();
  facets_.clear();
  if (results_.query.empty() && !results_.rows.empty()) {
    std::vector<app::CodingPlace> places;
    places.reserve(results_.rows.size());
    for (const auto& row : results_.rows) places.push_back({row.document, row.range});
    results_.facets = app::facets(*snapshot_, app::passages_at(*snapshot_, places));
  }
  tell(Topic::kResults);
}

void Workbench::narrow_results(std::string_view field, std::string_view value) {
  if (facets_.empty()) all_rows_ = results_.rows;
  if (value.empty())
    facets_.erase(std::string(field));
  else
    facets_[std::string(field)] = value;
  results_.rows = all_rows_;
  for (const auto& [name, wanted] : facets_) {
    const auto passages = app::passages_of(*snapshot_, name, wanted);
    std::erase_if(results_.rows, [&](const ResultRow& row) {
      const auto here = app::passages_at(*snapshot_, {{row.document, row.range}});
      return std::none_of(here.ids().begin(), here.ids().end(), [&](const auto id) { return passages.contains(id); });
    });
  }
  tell(Topic::kResults);
}

std::string Workbench::narrowed_query(std::string_view field, std::string_view value) const {
  return value.empty() ? app::widened(results_.query, field) : app::narrowed(results_.query, field, value);
}

void Workbench::code_rows(const std::vector<std::size_t>& rows, model::CodeId code) {
  const auto* node = snapshot_->codes.find(code);
  std::vector<app::CodingPlace> places;
  for (const auto row : rows) {
    if (row < results_.rows.size()) places.push_back({results_.rows[row].document, results_.rows[row].range});
  }
  if (places.empty() || node == nullptr) return;
  const std::string name = node->name;
  auto made = app::apply_code_to(*session_, places, code, app::Apply::kCommit);
  if (!made) {
    fail(made.error());
    return;
  }
  used(code);
  acted();
  say("status.coded-rows", {{"count", std::to_string(*made)}, {"code", name}}, *made > 0);
}

void Workbench::code_rows_new(const std::vector<std::size_t>& rows, std::string_view name, model::CodeId parent) {
  if (rows.empty()) return;
  if (const auto code = code_called(name, parent)) code_rows(rows, code);
}

std::vector<model::CodingId> Workbench::my_codings(const std::vector<std::size_t>& rows,
                                                   std::vector<bool>& gone) const {
  const auto coder = me();
  std::vector<model::CodingId> mine;
  gone.assign(results_.rows.size(), false);
  for (const auto row : rows) {
    if (row >= results_.rows.size()) continue;
    bool others = false;
    for (const auto& guid : results_.rows[row].codings) {
      const auto id = session_->project().find_coding(guid);
      if (!id) continue;
      const auto coding = session_->project().coding(*id);
      if (coding && coding->coder == coder)
        mine.push_back(*id);
      else
        others = true;
    }
    gone[row] = !others && !results_.rows[row].codings.empty();
  }
  return mine;
}

void Workbench::drop_rows(const std::vector<bool>& gone) {
  const auto is_gone = [&](const ResultRow& row) {
    for (std::size_t i = 0; i < gone.size(); ++i) {
      if (gone[i] && results_.rows[i].document == row.document && results_.rows[i].range == row.range) return true;
    }
    return false;
  };
  std::erase_if(all_rows_, is_gone);
  std::vector<ResultRow> left;
  for (std::size_t i = 0; i < gone.size(); ++i) {
    if (!gone[i]) left.push_back(results_.rows[i]);
  }
  results_.rows = std::move(left);
  tell(Topic::kResults);
}

void Workbench::uncode_rows(const std::vector<std::size_t>& rows) {
  std::vector<bool> gone;
  const auto mine = my_codings(rows, gone);
  if (mine.empty()) {
    say("status.no-codings-of-mine");
    return;
  }
  if (auto done = app::remove_codings(*session_, mine, app::Apply::kCommit); !done) {
    fail(done.error());
    return;
  }
  acted();
  drop_rows(gone);
  say("status.uncoded-rows", {{"count", std::to_string(mine.size())}}, true);
}

void Workbench::recode_rows(const std::vector<std::size_t>& rows, model::CodeId code) {
  const auto* node = snapshot_->codes.find(code);
  std::vector<bool> gone;
  const auto mine = my_codings(rows, gone);
  if (mine.empty() || node == nullptr) {
    say("status.no-codings-of-mine");
    return;
  }
  const std::string name = node->name;
  auto done = app::recode(*session_, mine, code, app::Apply::kCommit);
  if (!done) {
    fail(done.error());
    return;
  }
  used(code);
  acted();
  drop_rows(gone);
  say("status.recoded-rows", {{"count", std::to_string(*done)}, {"code", name}}, true);
}

void Workbench::find_answers() {
  if (!page_) return;
  auto answers = app::answers_to(*session_, page_->document, selection_.start);
  if (!answers) {
    if (answers.error().code == base::ErrorCode::kNotFound)
      say("status.no-question-here");
    else
      fail(answers.error());
    return;
  }
  const auto count = answers->turns.size();
  const auto asked_in = answers->asked_in;
  show_results(results_of(*snapshot_, answers->question, answers->turns));
  say("status.answers", {{"count", std::to_string(count)},
                         {"documents", messages::counted("count.documents", static_cast<std::int64_t>(asked_in))}});
}

}  // namespace polyvocal::gui
