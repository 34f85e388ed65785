#pragma once

#include <wx/modalhook.h>
#include <wx/uiaction.h>
#include <wx/wx.h>

#include <filesystem>
#include <functional>
#include <string>

#include "gui/widgets/bench_frame.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::gui {

/// Runs the event loop until `done`, at most `ms`. Tests wait for what they want to see, they never sleep.
bool pump_until(const std::function<bool()>& done, int ms = 5000);
/// Lets everything that is waiting happen.
void pump();

/// Keys and pointer as a person uses them.
void press(int key, int modifiers = 0);
void type(const std::string& text);
void click(wxWindow& window, wxPoint at);
void drag(wxWindow& window, wxPoint from, wxPoint to);

/// Draws the window as it is now into NAME.png, once nothing is being worked on, and expects that it shows something.
/// The picture goes where POLYVOCAL_PICTURES says, else into `folder`.
void take_picture(BenchFrame& frame, const std::string& name, const std::filesystem::path& folder);

/// While it lives, the next question for a line of text is answered with `text`.
class Answer : public wxModalDialogHook {
 public:
  explicit Answer(std::string text);
  ~Answer() override;
  bool asked() const { return asked_; }

 protected:
  int Enter(wxDialog* dialog) override;

 private:
  std::string text_;
  bool asked_ = false;
};

/// A window on a project of its own, made of the sample study or empty, in a folder that goes when it goes.
class WindowTest : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  /// Opens a copy of the sample study.
  void open_sample();
  /// Closes the window and opens the project again, as after a restart.
  void restart();
  /// The canvas' client point in the middle of a position's line.
  wxPoint point_of(text::CodePointOffset position);
  text::CodePointRange find(const std::string& words);
  /// The project as another program sees it.
  base::Result<std::vector<model::Coding>> codings_on_disk(const std::string& document);

  BenchFrame* frame_ = nullptr;
  std::filesystem::path project_;
  test::TempFolder folder_;
};

}  // namespace polyvocal::gui
