// Memos and the decision log at the workbench.

#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

std::optional<model::MemoId> Workbench::add_memo(const store::NewMemo& memo) {
  auto made = app::add_memo(*session_, memo, app::Apply::kCommit);
  if (!made) {
    fail(made.error());
    return std::nullopt;
  }
  acted();
  say("status.memo-kept", {}, true);
  return *made;
}

bool Workbench::change_memo(model::MemoId memo, const store::MemoChange& change) {
  return memo_act(app::change_memo(*session_, memo, change, app::Apply::kCommit), "status.memo-kept");
}

bool Workbench::delete_memo(model::MemoId memo) {
  return memo_act(app::delete_memo(*session_, memo, app::Apply::kCommit), "status.memo-deleted");
}

std::optional<model::DecisionId> Workbench::add_decision(const app::NewDecision& decision) {
  auto made = app::add_decision(*session_, decision, app::Apply::kCommit);
  if (!made) {
    fail(made.error());
    return std::nullopt;
  }
  acted();
  say("status.decision-kept", {}, true);
  return *made;
}

bool Workbench::change_decision(model::DecisionId decision, const store::DecisionChange& change) {
  return memo_act(app::change_decision(*session_, decision, change, app::Apply::kCommit), "status.decision-kept");
}

bool Workbench::delete_decision(model::DecisionId decision) {
  return memo_act(app::delete_decision(*session_, decision, app::Apply::kCommit), "status.decision-deleted");
}

bool Workbench::memo_act(const base::Result<void>& done, std::string_view sentence) {
  if (!done) {
    fail(done.error());
    return false;
  }
  acted();
  say(sentence, {}, true);
  return true;
}

}  // namespace polyvocal::gui
