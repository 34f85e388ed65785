// Pictures of every view, for the manual and for the eye. They are written where POLYVOCAL_PICTURES says, else into the
// test's own folder; each must show something.
#include <gtest/gtest.h>
#include <gtk/gtk.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <set>

#include "app/settings.hpp"
#include "gui/driver.hpp"
#include "gui/widgets/code_tree_panel.hpp"
#include "gui/widgets/crosstab_panel.hpp"
#include "gui/widgets/crosstab_part.hpp"
#include "gui/widgets/import_panel.hpp"
#include "gui/widgets/import_part.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/participants_part.hpp"

namespace polyvocal::gui {
namespace {

class Pictures : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    frame_->SetPosition({0, 0});
    frame_->SetClientSize(frame_->FromDIP(wxSize(1600, 1000)));
    pump();
  }

  void import_pages(const std::string& suffix);
  /// Writes what the screen shows into a file: only there have tables their headers. The number of different colours.
  std::size_t grab(const std::filesystem::path& file) {
    auto* widget = static_cast<GtkWidget*>(frame_->GetHandle());
    GdkPixbuf* picture =
        gdk_pixbuf_get_from_window(gtk_widget_get_window(widget), 0, 0, gtk_widget_get_allocated_width(widget),
                                   gtk_widget_get_allocated_height(widget));
    if (picture == nullptr) return 0;
    std::set<std::uint32_t> colours;
    const guint8* data = gdk_pixbuf_read_pixels(picture);
    const int channels = gdk_pixbuf_get_n_channels(picture);
    for (int y = 0; y < gdk_pixbuf_get_height(picture); y += 2) {
      for (int x = 0; x < gdk_pixbuf_get_width(picture); x += 2) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, data + y * gdk_pixbuf_get_rowstride(picture) + x * channels, 3);
        colours.insert(pixel);
      }
    }
    EXPECT_TRUE(gdk_pixbuf_save(picture, file.c_str(), "png", nullptr, nullptr));
    g_object_unref(picture);
    return colours.size();
  }

  enum class From { kToolkit, kScreen };
  void take(const std::string& name, From from = From::kToolkit) {
    pump_until([this] { return !frame_->jobs().busy(); });
    if (from == From::kToolkit) {
      take_picture(*frame_, name, folder_.path());
      return;
    }
    // What is on the screen comes a few frames later.
    int frames = 0;
    pump_until([&] { return ++frames > 30; });
    const char* place = std::getenv("POLYVOCAL_PICTURES");
    const auto folder = place != nullptr ? std::filesystem::path(place) : folder_.path();
    std::filesystem::create_directories(folder);
    std::size_t colours = 0;
    pump_until([&] { return (colours = grab(folder / (name + ".png"))) > 20; });
    EXPECT_GT(colours, 20U) << name;
  }
  Workbench& bench() { return *frame_->bench(); }
  void open(const std::string& name) {
    const auto id = bench().session().project().find_document(name);
    ASSERT_TRUE(id.has_value());
    bench().open_document(*id);
    frame_->page().canvas().SetFocus();
    pump();
  }
};

TEST_F(Pictures, StartPage) {
  take("start");
}

TEST_F(Pictures, CodingAFamilyInterview) {
  open_sample();
  open("Family 4");
  for (int i = 0; i < 9; ++i) bench().step_coding(Direction::kForward);
  pump();
  const auto* wanted =
      bench().snapshot().codes.find(*bench().snapshot().codes.resolve("Challenges > Communication > Left in the dark"));
  bench().retrieve(wanted->id);
  pump();
  const auto& page = *bench().page();
  for (const auto& turn : page.turns) {
    if (turn.body.start > bench().selection().end + 150 && turn.body.length() > 120) {
      bench().set_selection({turn.body.start, turn.body.start + 90});
      break;
    }
  }
  pump();
  take("coding");
  frame_->commands().run("code.pick");
  pump();
  type("wor");
  take("picker");
}

TEST_F(Pictures, CrossTab) {
  open_sample();
  frame_->commands().run("view.crosstab");
  pump();
  frame_->crosstab().open(2, 3);
  take("crosstab");
}

TEST_F(Pictures, CrossTabOfWordsByHubInOrder) {
  open_sample();
  for (const char* command : {"view.crosstab", "crosstab.measure-words", "crosstab.percent-column",
                              "crosstab.percent-few", "crosstab.collapse-all", "crosstab.sort", "crosstab.chart-top"})
    EXPECT_TRUE(frame_->commands().run(command)) << command;
  frame_->crosstab_part().columns_by("hub");
  pump();
  take("crosstab-hub");
}

TEST_F(Pictures, CrossTabWithoutGroups) {
  project_ = folder_.path() / "empty.polyvocal";
  ASSERT_TRUE(frame_->create_project(project_));
  bench().add_code("First", {});
  frame_->commands().run("view.crosstab");
  pump();
  take("crosstab-empty");
}

TEST_F(Pictures, EmptyProject) {
  project_ = folder_.path() / "empty.polyvocal";
  ASSERT_TRUE(frame_->create_project(project_));
  pump();
  take("empty");
}

TEST_F(Pictures, ReadingAtTwiceTheSize) {
  open_sample();
  open("Parent 1");
  frame_->commands().run("view.reading");
  frame_->page().canvas().set_zoom(2);
  take("reading");
}

/// The study's transcripts and some odd ones, on their way into an empty project: before and after.
void Pictures::import_pages(const std::string& suffix) {
  project_ = folder_.path() / "Nearer Home.polyvocal";
  ASSERT_TRUE(frame_->create_project(project_));
  const auto corpus = std::filesystem::path(std::getenv("POLYVOCAL_SOURCE_DIR")) / "sample_corpus";
  frame_->take_files({corpus / "transcripts", corpus / "edge"});
  auto& part = frame_->import_assistant();
  ASSERT_TRUE(pump_until([&] { return part.plan() != nullptr && part.plan()->size() > 30 && part.plan()->all_read(); },
                         60'000));
  const auto choose = [&](const std::string& name) {
    for (std::size_t i = 0; i < part.plan()->size(); ++i) {
      if (part.plan()->file_name(i) == name) part.panel().choose(i);
    }
    pump();
  };
  choose("Family 4.txt");
  part.plan()->rename(*part.panel().chosen(), 3, "Dad 4");
  part.panel().refresh();
  take("import" + suffix, From::kScreen);
  if (suffix.empty()) {
    choose("empty.txt");
    take("import-refused", From::kScreen);
    choose("rtl-hebrew.txt");
    take("import-hebrew", From::kScreen);
  }
  frame_->commands().run("import.start");
  ASSERT_TRUE(pump_until([&] { return part.panel().showing_outcome(); }, 60'000));
  take("import-report" + suffix, From::kScreen);
  auto& participants = frame_->participants();
  participants.open(corpus / "participants.csv");
  ASSERT_TRUE(pump_until([&] { return participants.rehearsed(); }, 30'000));
  take("participants" + suffix, From::kScreen);
}

TEST_F(Pictures, Import) {
  import_pages("");
}

TEST_F(Pictures, ImportDark) {
  ASSERT_TRUE(app::Settings::load().set_values({{"window.colours", "dark"}}).has_value());
  frame_->Close(true);
  pump();
  frame_ = new BenchFrame;
  frame_->Show();
  frame_->SetClientSize(frame_->FromDIP(wxSize(1600, 1000)));
  import_pages("-dark");
  Look::get().choose("light");
}

TEST_F(Pictures, Dark) {
  ASSERT_TRUE(app::Settings::load().set_values({{"window.colours", "dark"}}).has_value());
  frame_->Close(true);
  pump();
  frame_ = new BenchFrame;
  frame_->Show();
  frame_->SetClientSize(frame_->FromDIP(wxSize(1600, 1000)));
  open_sample();
  open("Family 4");
  for (int i = 0; i < 9; ++i) bench().step_coding(Direction::kForward);
  bench().retrieve(*bench().snapshot().codes.resolve("Challenges > Communication > Left in the dark"));
  EXPECT_EQ(Look::get().mode(), Mode::kDark);
  take("dark");
  frame_->commands().run("view.crosstab");
  pump();
  frame_->crosstab().open(2, 3);
  take("crosstab-dark");
  Look::get().choose("light");
}

}  // namespace
}  // namespace polyvocal::gui
