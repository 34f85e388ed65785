#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/import_documents.hpp"
#include "app/import_preview.hpp"
#include "gui/presenter/transcript_content.hpp"

namespace polyvocal::gui {

/// What a file's row in the list says at a glance.
enum class FileMark {
  kWaiting,  ///< not read yet, or being read anew
  kReady,
  kToCheck,  ///< can be imported; something about it wants to be looked at
  kRefused,  ///< cannot be read
  kLeftOut,  ///< a person left it out
};

enum class SpeakerUse { kParticipant, kInterviewer, kOther, kNobody };

/// A label of a file with what will become of it.
struct PlannedSpeaker {
  std::string label;  ///< as recognised
  std::vector<std::string> spellings;
  std::int64_t turns = 0;
  std::string name;  ///< what the speaker will be called; labels of one name are one speaker
  SpeakerUse use = SpeakerUse::kParticipant;
  bool merged = false;     ///< another label has the same name
  std::size_t person = 0;  ///< labels of one name have one number, 0 for the first to speak
};

/// Files on their way into a project: what was read of each, what a person decided, what will be done. Draws and reads
/// nothing itself: whoever shows it reads what next_to_read() names and hands it to take(). GUI thread.
class ImportPlan {
 public:
  /// `taken`: names of the documents that the project has.
  explicit ImportPlan(const std::vector<std::string>& taken);

  struct File {
    std::filesystem::path path;
    bool included = true;
    app::FileChoices choices;
    std::optional<app::DocumentPreview> preview;  ///< the last one; older than `choices` while the mark is kWaiting
    std::optional<base::Error> refused;
    enum class State { kWaiting, kReading, kDone } state = State::kWaiting;
    std::uint64_t version = 0;  ///< of the choices that decide how it is read
  };

  /// Adds files that are not in the plan yet, and those that could not even be listed.
  void add(const std::vector<std::filesystem::path>& files, const std::vector<app::FailedFile>& failed = {});
  std::size_t size() const { return files_.size(); }
  const File& file(std::size_t index) const { return files_[index]; }
  std::string file_name(std::size_t index) const;

  struct Request {
    std::size_t index = 0;
    std::uint64_t version = 0;
    std::filesystem::path path;
    app::FileChoices choices;
  };
  /// The next files to be read, `first` before the others if it waits; they count as being read from now on.
  std::vector<Request> next_to_read(std::size_t most, std::optional<std::size_t> first);
  /// What was read. Dropped if the choices moved on meanwhile; kCancelled makes the file wait again.
  void take(std::size_t index, std::uint64_t version, base::Result<app::DocumentPreview> read);
  bool all_read() const;

  // --- what a person decides; `speaker`: index in speakers(file)
  void include(std::size_t index, bool included);
  void set_name(std::size_t index, std::string_view name);
  /// Empty = as detected.
  void set_encoding(std::size_t index, std::string_view encoding);
  void set_repair(std::size_t index, bool repair);
  void set_no_speakers(std::size_t index, bool no_speakers);
  void set_notes(std::size_t index, bool notes);
  /// A label that was taken for words. False if there is nothing in it or it is there already.
  bool add_label(std::size_t index, std::string_view label);
  /// An empty name is the label again. The name of another label makes them one speaker.
  void rename(std::size_t index, std::size_t speaker, std::string_view name);
  void set_use(std::size_t index, std::size_t speaker, SpeakerUse use);
  /// Gives `speakers` the name of the first of them.
  void merge(std::size_t index, const std::vector<std::size_t>& speakers);
  /// The names and uses of this file's labels, for the same labels of all others, also those still to be read. Returns
  /// how many of those that are read already changed.
  std::size_t use_everywhere(std::size_t index);

  // --- what is shown
  FileMark mark(std::size_t index) const;
  /// The document's name as it will be, but for a number behind a taken one.
  std::string name(std::size_t index) const;
  /// "docx · 47 turns · 2,561 words · English"; empty before it is read.
  std::string facts(std::size_t index) const;
  /// What is to be looked at, or why it cannot be read; sentences.
  std::vector<std::string> remarks(std::size_t index) const;
  /// One short line for the list: words, or why not.
  std::string summary(std::size_t index) const;
  std::vector<PlannedSpeaker> speakers(std::size_t index) const;
  /// The beginning of the text with the speakers as they will be; null before it is read.
  std::shared_ptr<const PageText> page(std::size_t index) const;

  struct Totals {
    std::size_t files = 0;
    std::size_t waiting = 0;
    std::size_t ready = 0;  ///< that will be imported, those to check among them
    std::size_t to_check = 0;
    std::size_t refused = 0;
    std::size_t left_out = 0;
    std::int64_t words = 0;  ///< of those that will be imported
  };
  Totals totals() const;
  /// "23 files: 21 to import, 1 cannot be read, 1 left out".
  std::string totals_sentence() const;

  /// What app::import_documents is asked for: the included files in the plan's order with the choices about them.
  std::vector<std::filesystem::path> paths() const;
  app::ImportOptions options() const;

 private:
  void changed_reading(File& file);
  app::SpeakerChoice& choice(File& file, const std::string& label);
  bool apply_rules(File& file);
  bool name_is_taken(std::size_t index) const;

  std::vector<File> files_;
  std::set<std::string> taken_;  ///< folded
  std::map<std::filesystem::path, std::size_t> by_path_;
  std::vector<app::SpeakerChoice> everywhere_;
  mutable std::map<std::string, std::size_t> first_of_name_;  ///< folded name -> first included file
  mutable bool names_known_ = false;
};

/// The sentence for a file that cannot be read, in the window's words.
std::string refusal(const base::Error& error);

/// How an import ended, file by file.
struct ImportOutcome {
  struct Row {
    FileMark mark = FileMark::kReady;
    std::string name;
    std::string turns, words, speakers;  ///< empty where nothing was imported
    std::string note;
  };
  std::string headline;  ///< "Imported 21 transcripts, 57,787 words."
  std::string detail;    ///< what was not, and what can be done; may be empty
  std::vector<Row> rows;
  bool undoable = false;
  /// Everything, to be copied: a line a row, cells divided by tabs.
  std::string text() const;
};
ImportOutcome outcome_of(const ImportPlan& plan, const app::ImportReport& report);
/// The same for an import that did not begin.
ImportOutcome outcome_of(const base::Error& error);

/// 57787 -> "57,787".
std::string grouped(std::int64_t number);

}  // namespace polyvocal::gui
