#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/participants.hpp"
#include "gui/presenter/import_plan.hpp"

namespace polyvocal::gui {

/// A table of participants on its way into a project: what its columns say, and what each row would do. GUI thread.
class ParticipantsPlan {
 public:
  ParticipantsPlan(std::filesystem::path file, app::TableLook look);

  const std::filesystem::path& file() const { return file_; }
  const app::TableLook& look() const { return look_; }
  const std::vector<app::ColumnMapping>& columns() const { return columns_; }
  app::Match match() const { return match_; }
  void set_match(app::Match match) { match_ = match; }

  /// What a column can say, in the order in which it is offered; sentences beside it.
  struct Choice {
    app::ColumnMapping mapping;
    std::string sentence;
  };
  static const std::vector<Choice>& choices();
  /// The choice a column has now.
  std::size_t choice(std::size_t column) const;
  /// Gives a column a choice; a column that said the same until now is left out, but for attributes.
  void choose(std::size_t column, std::size_t choice);
  /// "age: attribute, whole number", and whether the project has decided its type already.
  std::string says(std::size_t column) const;
  /// The first values, divided by commas.
  std::string sample(std::size_t column) const;

  /// What the rehearsal of the import said.
  struct Row {
    FileMark mark = FileMark::kReady;
    std::int64_t row = 0;
    std::string participant;
    std::string finding;  ///< whose words it found, or why none
  };
  static std::vector<Row> rows_of(const app::ParticipantsReport& report);
  static std::string sentence_of(const app::ParticipantsReport& report);

 private:
  std::filesystem::path file_;
  app::TableLook look_;
  std::vector<app::ColumnMapping> columns_;
  app::Match match_ = app::Match::kAuto;
};

}  // namespace polyvocal::gui
