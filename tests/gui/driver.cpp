#include <gtest/gtest.h>
#include <gtk/gtk.h>

#include "gui/driver.hpp"

#include <wx/textdlg.h>

#include <wx/uiaction.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <set>

#include "app/sample_study.hpp"
#include "app/settings.hpp"
#include "gui/presenter/find_in_text.hpp"
#include "gui/widgets/page_panel.hpp"

namespace polyvocal::gui {
namespace {

/// The sample study, made once for all tests.
const std::filesystem::path& sample_project() {
  static const test::TempFolder folder;
  static const std::filesystem::path path = [] {
    const auto file = folder.path() / "sample.polyvocal";
    const auto corpus = std::filesystem::path(std::getenv("POLYVOCAL_SOURCE_DIR")) / "sample_corpus";
    const auto made = app::make_sample_study(corpus, file, {});
    EXPECT_TRUE(made.has_value());
    return file;
  }();
  return path;
}

/// Lets the toolkit draw the window into a file (what the screen shows may be older). Returns the number of different
/// colours, which says whether it shows anything: 1 before the window has its place.
std::size_t draw(BenchFrame& frame, const std::filesystem::path& file) {
  auto* widget = static_cast<GtkWidget*>(frame.GetHandle());
  const int width = gtk_widget_get_allocated_width(widget);
  const int height = gtk_widget_get_allocated_height(widget);
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  cairo_t* context = cairo_create(surface);
  gtk_widget_draw(widget, context);
  cairo_surface_flush(surface);
  std::set<std::uint32_t> colours;
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < height; y += 2) {
    for (int x = 0; x < width; x += 2) {
      std::uint32_t pixel = 0;
      std::memcpy(&pixel, data + y * stride + x * 4, sizeof pixel);
      colours.insert(pixel & 0xFFFFFFU);
    }
  }
  EXPECT_EQ(cairo_surface_write_to_png(surface, file.c_str()), CAIRO_STATUS_SUCCESS);
  cairo_destroy(context);
  cairo_surface_destroy(surface);
  return colours.size();
}

}  // namespace

void pump() {
  for (int i = 0; i < 3; ++i) {
    wxTheApp->Yield(true);
    wxTheApp->ProcessIdle();
  }
}

bool pump_until(const std::function<bool()>& done, int ms) {
  const auto end = wxGetLocalTimeMillis() + ms;
  while (wxGetLocalTimeMillis() < end) {
    wxTheApp->Yield(true);
    wxTheApp->ProcessIdle();
    if (done()) return true;
    wxMilliSleep(5);
  }
  return done();
}

void press(int key, int modifiers) {
  wxUIActionSimulator().Char(key, modifiers);
  pump();
}

void type(const std::string& text) {
  wxUIActionSimulator().Text(wxString::FromUTF8(text));
  pump();
}

void click(wxWindow& window, wxPoint at) {
  wxUIActionSimulator simulator;
  simulator.MouseMove(window.ClientToScreen(at));
  pump();
  simulator.MouseClick();
  pump();
}

void drag(wxWindow& window, wxPoint from, wxPoint to) {
  wxUIActionSimulator simulator;
  simulator.MouseMove(window.ClientToScreen(from));
  pump();
  simulator.MouseDown();
  pump();
  simulator.MouseMove(window.ClientToScreen((from + to) / 2));
  pump();
  simulator.MouseMove(window.ClientToScreen(to));
  pump();
  simulator.MouseUp();
  pump();
}

void take_picture(BenchFrame& frame, const std::string& name, const std::filesystem::path& folder) {
  pump_until([&] { return !frame.jobs().busy(); });
  const char* place = std::getenv("POLYVOCAL_PICTURES");
  const auto where = place != nullptr ? std::filesystem::path(place) : folder;
  std::filesystem::create_directories(where);
  std::size_t colours = 0;
  pump_until([&] { return (colours = draw(frame, where / (name + ".png"))) > 20; });
  EXPECT_GT(colours, 20U) << name;
}

Answer::Answer(std::string text) : text_(std::move(text)) {
  Register();
}

Answer::~Answer() {
  Unregister();
}

int Answer::Enter(wxDialog* dialog) {
  auto* question = dynamic_cast<wxTextEntryDialog*>(dialog);
  if (question == nullptr || asked_) return wxID_NONE;
  asked_ = true;
  question->SetValue(wxString::FromUTF8(text_));
  return wxID_OK;
}

void WindowTest::SetUp() {
  wxSetEnv("POLYVOCAL_CONFIG", wxString::FromUTF8((folder_.path() / "config").string()));
  wxSetEnv("POLYVOCAL_SAMPLE", wxString::FromUTF8(std::string(std::getenv("POLYVOCAL_SOURCE_DIR")) + "/sample_corpus"));
  frame_ = new BenchFrame;
  frame_->Show();
  pump();
}

void WindowTest::TearDown() {
  if (frame_ != nullptr) frame_->Close(true);
  frame_ = nullptr;
  pump();
}

void WindowTest::open_sample() {
  project_ = folder_.path() / "study.polyvocal";
  std::filesystem::copy_file(sample_project(), project_);
  {
    auto project = store::Project::open(project_, store::OpenMode::kReadOnly);
    ASSERT_TRUE(project.has_value());
    ASSERT_TRUE(app::Settings::load().set_coder_for(project->guid(), "EM").has_value());
  }
  ASSERT_TRUE(frame_->open_project(project_));
  pump();
}

void WindowTest::restart() {
  frame_->Close(true);
  pump();
  frame_ = new BenchFrame;
  frame_->Show();
  ASSERT_TRUE(frame_->open_project(project_));
  pump();
}

text::CodePointRange WindowTest::find(const std::string& words) {
  const auto hits = find_in_text(frame_->bench()->page()->text, words);
  EXPECT_FALSE(hits.empty()) << words;
  return hits.empty() ? text::CodePointRange{} : hits.front();
}

wxPoint WindowTest::point_of(text::CodePointOffset position) {
  auto& canvas = frame_->page().canvas();
  canvas.scroll_into_view({position, position + 1});
  pump();
  const wxRect rect = canvas.rect_of_last_line({position, position + 1});
  return {rect.x, rect.y + rect.height / 2};
}

base::Result<std::vector<model::Coding>> WindowTest::codings_on_disk(const std::string& document) {
  auto project = store::Project::open(project_, store::OpenMode::kReadOnly);
  if (!project) return base::pass(project);
  auto id = project->find_document(document);
  if (!id) return base::pass(id);
  return project->codings(*id);
}

}  // namespace polyvocal::gui
