#pragma once

#include <gtest/gtest.h>

#include "gui/driver.hpp"

#include <wx/dcclient.h>
#include <wx/dcmemory.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/widgets/transcript_canvas.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::gui {

/// A window with nothing but the canvas, of the size it has in the program's window.
class CanvasWindow : public testing::Test {
 protected:
  void SetUp() override {
    frame = new wxFrame(nullptr, wxID_ANY, "test", wxPoint(0, 0));
    frame->SetClientSize(984, 700);
    canvas = new TranscriptCanvas(frame);
    TranscriptCanvas::Events events;
    events.selection_changed = [this](text::CodePointRange range) { reported = range; };
    events.hovered = [this](std::optional<model::CodingId> id) { hovered = id; };
    events.coding_clicked = [this](model::CodingId id) { clicked = id; };
    events.code_dropped = [this](model::CodeId id, text::CodePointRange range) { dropped = {id, range}; };
    canvas->set_events(std::move(events));
    frame->Show();
    ASSERT_TRUE(pump_until([this] { return canvas->IsShownOnScreen() && canvas->GetClientSize().GetWidth() > 900; }));
    canvas->SetFocus();
  }
  void TearDown() override {
    frame->Destroy();
    pump();
  }

  /// Shows text: a line that begins with "NAME: " is a turn, any other belongs to nobody.
  void show(const std::string& words, const std::string& language = "en") {
    auto text = std::make_shared<PageText>();
    text->text = words;
    text->language = language;
    text->name = "Interview 6";
    const auto point = [&](std::size_t byte) {
      return text::CodePointOffset(text::count_code_points(std::string_view(words).substr(0, byte)));
    };
    for (std::size_t at = 0; at < words.size();) {
      const auto end = std::min(words.find('\n', at), words.size());
      const auto colon = words.find(": ", at);
      if (colon < end)
        text->turns.push_back({{point(at), point(end)}, {point(colon + 2), point(end)}, 0, std::nullopt});
      at = end + 1;
    }
    text->speakers.push_back({"P", model::SpeakerRole::kParticipant, Mark::kNone});
    show(std::move(text));
  }
  void show(std::shared_ptr<const PageText> text) {
    page = std::move(text);
    map = std::make_unique<text::OffsetMap>(page->text);
    canvas->show_text(page);
    paint();
  }
  void paint() {
    canvas->Refresh();
    canvas->Update();
    pump();
  }
  std::string words(text::CodePointRange range) const { return std::string(map->slice(range)); }
  text::CodePointRange range_of(const std::string& part) const {
    const auto at = static_cast<std::int64_t>(page->text.find(part));
    EXPECT_GE(at, 0) << part;
    return map->to_code_points({text::ByteOffset(at), text::ByteOffset(at + static_cast<std::int64_t>(part.size()))});
  }
  /// What the window shows.
  wxImage picture() {
    paint();
    wxClientDC dc(canvas);
    const wxSize size = canvas->GetClientSize();
    wxBitmap bitmap(size);
    wxMemoryDC memory(bitmap);
    memory.Blit(0, 0, size.x, size.y, &dc, 0, 0);
    memory.SelectObject(wxNullBitmap);
    return bitmap.ConvertToImage();
  }
  static Rgb at(const wxImage& image, int x, int y) {
    return {image.GetRed(x, y), image.GetGreen(x, y), image.GetBlue(x, y)};
  }

  wxFrame* frame = nullptr;
  TranscriptCanvas* canvas = nullptr;
  std::shared_ptr<const PageText> page;
  std::unique_ptr<text::OffsetMap> map;
  std::optional<text::CodePointRange> reported;
  std::optional<model::CodingId> hovered;
  std::optional<model::CodingId> clicked;
  std::optional<std::pair<model::CodeId, text::CodePointRange>> dropped;
};

}  // namespace polyvocal::gui
