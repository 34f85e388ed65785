#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/memos.hpp"
#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// The title, else the first words of the body, on one line of at most about 60 characters; "(empty)" in a person's
/// language where there are none.
std::string memo_line(const model::Memo& memo);
/// What a memo is on, as a phrase: "Code · Waiting", "Coding · Waiting · Family 4"; with what it was on, if that is
/// gone.
std::string memo_place(const app::MemoView& view);
/// What a memo begun now is on: the coding in question, else the selection, else the open document, else the project.
model::MemoTarget memo_target_here(const Workbench& bench);
/// The memos on a thing.
std::vector<const app::MemoView*> memos_on(const std::vector<app::MemoView>& memos, const model::MemoTarget& target);

/// One line of the list: a memo or a decision.
struct MemoLine {
  model::MemoId memo;          ///< zero for a decision
  model::DecisionId decision;  ///< zero for a memo
  std::string title;
  std::string on;     ///< of a decision: that it is one
  std::string coder;  ///< initials
  std::string day;
};

/// What the list shows beside words: everything, memos of one kind, or decisions.
enum class MemoShow { kAll, kAnalytic, kMethodological, kReflexive, kDefining, kDecisions };

/// What the editor holds: a memo or decision as it is stored, or one that is not stored yet.
struct MemoEntry {
  model::MemoId memo;
  model::DecisionId decision;
  bool is_decision = false;
  model::MemoTarget on;
  std::string about;  ///< memo_place(), or who decided when
  std::string title, body;
  std::string day;  ///< of a decision, "2026-11-21"
  model::MemoKind kind = model::MemoKind::kAnalytic;
  bool stored() const { return memo || decision; }
  bool linked() const { return on.place != model::MemoPlace::kProject && on.place != model::MemoPlace::kOther; }
};

/// The list of memos and decisions with the one that is open in the editor. What is typed is held here until save()
/// has it on the disk: an entry is stored with its first words, so that one begun by mistake leaves nothing. GUI
/// thread.
class MemoDesk {
 public:
  /// Another project; nullptr: none. Precondition: what was half written is saved or given up.
  void show(Workbench* bench);
  /// After any act. What is half written stays in the editor; a memo that is gone while half written is new again.
  void refresh();
  void filter(std::string words, MemoShow show);
  const std::vector<MemoLine>& lines() const { return lines_; }
  /// The line of what is open; nothing if it is not listed.
  std::optional<std::size_t> current() const;
  const std::optional<MemoEntry>& entry() const { return entry_; }

  // Each saves first, and does nothing if that fails.
  void open(std::size_t line);
  void begin_memo(const model::MemoTarget& on);
  void begin_decision();
  /// Deletes what is open (undo brings it back), or gives it up if it is not stored.
  void remove();

  /// What the editor holds now.
  void edit(const std::string& title, const std::string& body, model::MemoKind kind, const std::string& day);
  bool dirty() const;
  /// Writes what is not on the disk yet, as one act. False after an error, which the status tells; nothing is lost.
  bool save();
  /// Saves for the last time and forgets the project: a day that cannot be read is as it was.
  bool leave();

 private:
  void load(const MemoLine& line);
  /// A title is stored without needless blanks; the one being typed keeps them.
  void keep_typed(const MemoEntry& typed);
  bool save_memo();
  bool save_decision();
  Workbench* bench_ = nullptr;
  std::string words_;
  MemoShow show_ = MemoShow::kAll;
  std::vector<MemoLine> lines_;
  std::optional<MemoEntry> entry_;
  MemoEntry stored_;  ///< entry_ as it is on the disk
};

}  // namespace polyvocal::gui
