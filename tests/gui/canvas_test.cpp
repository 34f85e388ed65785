#include "gui/canvas_window.hpp"

#include <wx/dnd.h>

#include <set>

#ifdef __WXGTK__
#include <gtk/gtk.h>
#endif

#include "text/boundaries.hpp"

namespace polyvocal::gui {
namespace {

constexpr const char* kInterview =
    "Interview 6\n"
    "EM: And what did that mean for you, from one week to the next?\n"
    "P6: It meant nobody came. Like, for five weeks. Then a lady came who didn't know XXX had changed schools.\n"
    "EM: What do you think made that possible for her?\n"
    "P6: She had, what, eight or nine families. The one before her had thirty-odd, and you could tell.\n";

class Canvas : public CanvasWindow {
 protected:
  wxPoint middle_of(const std::string& part) {
    const auto rects = canvas->rects_of(range_of(part));
    EXPECT_EQ(rects.size(), 1U) << part;
    if (rects.empty()) return {};
    return {rects[0].x + rects[0].width / 2, rects[0].y + rects[0].height / 2};
  }
  void put_caret(const std::string& before) {
    const auto start = range_of(before).start;
    canvas->select({start, start}, TranscriptCanvas::Scroll::kNo);
  }
  std::shared_ptr<PageCodings> code(const std::vector<std::string>& parts, bool mine = true) {
    auto result = std::make_shared<PageCodings>();
    result->coders = {"EM", "BB"};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string name = "Code " + std::to_string(i);
      result->codes.push_back({model::CodeId{static_cast<std::int64_t>(i) + 1}, name, "Theme > " + name, i % kHues});
      PageCoding coding;
      coding.id = model::CodingId{static_cast<std::int64_t>(i) + 100};
      coding.range = range_of(parts[i]);
      coding.code = static_cast<std::uint32_t>(i);
      coding.mine = mine;
      coding.coder = mine ? 0 : 1;
      result->codings.push_back(coding);
    }
    canvas->show_codings(result);
    paint();
    return result;
  }
};

TEST_F(Canvas, DoubleClickSelectsTheWordAndTripleTheTurn) {
  show(kInterview);
  const wxPoint at = middle_of("nobody");
  click(*canvas, at);
  wxUIActionSimulator().MouseClick();
  ASSERT_TRUE(pump_until([&] { return !canvas->selection().empty(); }));
  EXPECT_EQ(words(canvas->selection()), "nobody");
  wxUIActionSimulator().MouseClick();
  EXPECT_TRUE(pump_until([&] { return canvas->selection().length() > 6; }));
  EXPECT_EQ(words(canvas->selection()),
            "It meant nobody came. Like, for five weeks. Then a lady came who didn't know XXX had changed schools.");
  EXPECT_EQ(reported, canvas->selection());
}

TEST_F(Canvas, KeysMoveTheCaretAndExtendTheSelection) {
  show(kInterview);
  put_caret("nobody");
  press(WXK_RIGHT, wxMOD_SHIFT);
  EXPECT_EQ(words(canvas->selection()), "n");
  press(WXK_RIGHT, wxMOD_SHIFT | wxMOD_CONTROL);
  EXPECT_EQ(words(canvas->selection()), "nobody ");
  press(WXK_LEFT, wxMOD_SHIFT);
  EXPECT_EQ(words(canvas->selection()), "nobody");
  press(WXK_RIGHT);
  EXPECT_TRUE(canvas->selection().empty());
  EXPECT_EQ(canvas->caret(), range_of("nobody").end);
  press(WXK_DOWN, wxMOD_CONTROL);
  EXPECT_EQ(canvas->caret(), range_of("Like").start);
  press(WXK_DOWN, wxMOD_CONTROL | wxMOD_SHIFT);
  EXPECT_EQ(words(canvas->selection()), "Like, for five weeks. ");
  press(WXK_UP, wxMOD_CONTROL);
  EXPECT_EQ(canvas->caret(), range_of("Like").start);
  press(WXK_HOME);
  EXPECT_EQ(canvas->caret(), range_of("It meant").start);
  press(WXK_UP);
  EXPECT_EQ(canvas->caret(), range_of("And what did").start);
  press(WXK_LEFT);
  EXPECT_EQ(canvas->caret(), range_of("Interview 6").end) << "the label is passed over";
  press(WXK_END, wxMOD_CONTROL);
  EXPECT_EQ(canvas->caret(), range_of("you could tell.").end);
  press(WXK_HOME, wxMOD_CONTROL | wxMOD_SHIFT);
  EXPECT_EQ(canvas->selection(), (text::CodePointRange{text::CodePointOffset(0), range_of("you could tell.").end}));
  press('A', wxMOD_CONTROL);
  EXPECT_EQ(canvas->selection(), (text::CodePointRange{text::CodePointOffset(0), map->code_points()}));
}

TEST_F(Canvas, ArrowsGoThroughHebrewAsTheEyeDoes) {
  show("P: אמרה clinic שלום\n", "he");
  put_caret("אמרה");
  press(WXK_LEFT, wxMOD_SHIFT);
  EXPECT_EQ(words(canvas->selection()), "א");
  press(WXK_LEFT, wxMOD_SHIFT | wxMOD_CONTROL);
  EXPECT_EQ(words(canvas->selection()), "אמרה ");
  press(WXK_END);
  EXPECT_EQ(canvas->caret(), range_of("שלום").end);
  press(WXK_RIGHT);
  EXPECT_EQ(canvas->caret(), range_of("ום").start + 1);
}

/// Every stretch of characters that a line holds is dragged over: what is selected is what was dragged over.
TEST_F(Canvas, WhatIsDraggedOverIsWhatIsSelected) {
  struct Sample {
    const char* text;
    const char* language;
  };
  for (const auto& sample : {Sample{"P: המשתתפת אמרה שלום\n", "he"}, Sample{"P: قالت المشاركة نعم\n", "ar"},
                             Sample{"P: ae\xCC\x81 👨‍👩‍👧 🇩🇪 👍🏽 z\n", "en"},
                             Sample{"P: नमस्ते दुनिया\n", "hi"}, Sample{"P: plain words\n", "en"}}) {
    show(sample.text, sample.language);
    const auto body = page->turns[0].body;
    const std::string slice(map->slice(body));
    auto stops = text::grapheme_boundaries(text::OffsetMap(slice), sample.language);
    for (auto& stop : stops) stop = body.start + stop.value;
    for (std::size_t from = 0; from + 1 < stops.size(); from += 2) {
      const std::size_t to = std::min(from + 3, stops.size() - 1);
      const text::CodePointRange wanted{stops[from], stops[to]};
      const auto first = canvas->rects_of({stops[from], stops[from + 1]});
      const auto last = canvas->rects_of({stops[to - 1], stops[to]});
      ASSERT_EQ(first.size(), 1U) << slice << " " << from;
      ASSERT_EQ(last.size(), 1U) << slice << " " << to;
      const bool right_to_left = page->language == "he" || page->language == "ar";
      const auto middle = first[0].y + first[0].height / 2;
      drag(*canvas, {right_to_left ? first[0].GetRight() : first[0].x + 1, middle},
           {right_to_left ? last[0].x + 1 : last[0].GetRight(), middle});
      EXPECT_EQ(canvas->selection(), wanted) << slice << " " << words(wanted) << " but " << words(canvas->selection());
    }
  }
}

TEST_F(Canvas, CombiningMarksTakeNoWidthOfTheLettersBehindThem) {
  show("P: caf\xC3\xA9 noir\nP: cafe\xCC\x81 noir\n");
  // The same word, once with a letter of its own and once composed: "noir" stands at the same place.
  const auto composed = canvas->rects_of(range_of("noir"));
  const auto at = static_cast<std::int64_t>(page->text.rfind("noir"));
  const auto start = map->to_code_point(text::ByteOffset(at));
  const auto combined = canvas->rects_of({start, start + 4});
  ASSERT_EQ(composed.size(), 1U);
  ASSERT_EQ(combined.size(), 1U);
  EXPECT_EQ(composed[0].x, combined[0].x);
  EXPECT_EQ(composed[0].width, combined[0].width);
}

TEST_F(Canvas, TheFirstLetterOfAnArabicWordIsAsWideAsItIsDrawn) {
  // Letters of unequal width: alef is narrow, seen and sad are wide.
  show("P: اصس\n", "ar");
  const auto start = range_of("اصس").start;
  const auto alef = canvas->rects_of({start, start + 1});
  const auto all = canvas->rects_of({start, start + 3});
  ASSERT_EQ(alef.size(), 1U);
  EXPECT_EQ(alef[0].GetRight(), all[0].GetRight()) << "it stands at the right";
  EXPECT_LT(alef[0].width, all[0].width / 4);
}

TEST_F(Canvas, TintsMyCodingsOnly) {
  show(kInterview);
  const Palette& colours = palette(Mode::kLight);
  code({"nobody came", "came. Like"});
  const auto ground = [&](const wxImage& image, const std::string& part) {
    const auto rects = canvas->rects_of(range_of(part));
    return rects.empty() ? Rgb{} : at(image, rects[0].x + 1, rects[0].y + 2);
  };
  const auto image = picture();
  EXPECT_EQ(ground(image, "nobody"), tint(colours, colours.hues[0], 1));
  EXPECT_EQ(ground(image, "Like"), tint(colours, colours.hues[1], 1));
  EXPECT_NE(ground(image, "came"), tint(colours, colours.hues[0], 1));
  EXPECT_EQ(ground(image, "for five"), colours.paper);
  code({"nobody came"}, false);
  EXPECT_EQ(ground(picture(), "nobody"), colours.paper);
}

TEST_F(Canvas, AStripeSaysWhatItIsAndLightsItsWords) {
  show(kInterview);
  const Palette& colours = palette(Mode::kLight);
  auto shown = code({"nobody came"}, false);
  const wxRect word = canvas->rects_of(range_of("nobody"))[0];
  wxUIActionSimulator mouse;
  const int y = word.y + word.height / 2;
  // From the column's right edge on, till something is hovered over.
  for (int x = 740; x < 980 && !hovered; x += 3) {
    mouse.MouseMove(canvas->ClientToScreen(wxPoint(x, y)));
    pump();
  }
  ASSERT_TRUE(hovered);
  EXPECT_EQ(*hovered, model::CodingId{100});
  EXPECT_NE(canvas->GetToolTipText().Find("BB"), wxNOT_FOUND);
  EXPECT_EQ(at(picture(), word.x + 1, word.y + 2), mix(colours.paper, colours.hues[0], 0.34));
  mouse.MouseClick();
  ASSERT_TRUE(pump_until([this] { return clicked.has_value(); }));
  EXPECT_EQ(*clicked, model::CodingId{100});
  mouse.MouseMove(canvas->ClientToScreen(wxPoint(300, y)));
  EXPECT_TRUE(pump_until([this] { return !hovered; }));
  EXPECT_TRUE(canvas->GetToolTipText().empty());
}

TEST_F(Canvas, LanesThatDoNotFitFoldIntoABarThatOpens) {
  show(kInterview);
  // Fourteen codings over one another: more than fit beside the names.
  const std::vector<std::string> parts(14, "nobody came");
  const auto shown = code(parts);
  const wxRect word = canvas->rects_of(range_of("nobody"))[0];
  const int y = word.y + word.height / 2;
  const auto seen = [&] {
    std::set<std::int64_t> found;
    for (int x = 740; x < 984; x += 2) {
      wxMouseEvent motion(wxEVT_MOTION);
      motion.SetPosition({x, y});
      canvas->HandleWindowEvent(motion);
      if (hovered) found.insert(hovered->value);
    }
    return found;
  };
  EXPECT_LT(seen().size(), parts.size());
  // The bar names what it holds.
  int bar = -1;
  for (int x = 740; x < 984 && bar < 0; x += 2) {
    wxMouseEvent motion(wxEVT_MOTION);
    motion.SetPosition({x, y});
    canvas->HandleWindowEvent(motion);
    if (!hovered && !canvas->GetToolTipText().empty()) bar = x;
  }
  ASSERT_GT(bar, 0);
  const std::size_t folded = parts.size() - seen().size();
  wxMouseEvent motion(wxEVT_MOTION);
  motion.SetPosition({bar, y});
  canvas->HandleWindowEvent(motion);
  EXPECT_TRUE(canvas->GetToolTipText().StartsWith(std::to_string(folded))) << canvas->GetToolTipText();
  click(*canvas, {bar, y});
  EXPECT_TRUE(canvas->all_lanes());
  EXPECT_TRUE(canvas->selection().empty()) << "the text was let alone";
  paint();
  EXPECT_EQ(seen().size(), parts.size());
  canvas->show_all_lanes(false);
  paint();
  EXPECT_LT(seen().size(), parts.size());
}

TEST_F(Canvas, TakesADroppedCode) {
  show(kInterview);
  canvas->select(range_of("nobody came"), TranscriptCanvas::Scroll::kNo);
  auto* target = dynamic_cast<wxTextDropTarget*>(canvas->GetDropTarget());
  ASSERT_NE(target, nullptr);
  wxPoint point = middle_of("nobody");
  EXPECT_TRUE(target->OnDropText(point.x, point.y, "code:7"));
  ASSERT_TRUE(dropped);
  EXPECT_EQ(dropped->first, model::CodeId{7});
  EXPECT_EQ(words(dropped->second), "nobody came");
  point = middle_of("possible");
  EXPECT_TRUE(target->OnDropText(point.x, point.y, "code:8"));
  EXPECT_EQ(words(dropped->second), "What do you think made that possible for her?");
}

TEST_F(Canvas, ShowsNothingAndTakesKeysWithoutADocument) {
  canvas->show_text(nullptr);
  paint();
  press(WXK_RIGHT);
  click(*canvas, {300, 100});
  EXPECT_FALSE(reported);
  show("");
  press(WXK_RIGHT);
  press('A', wxMOD_CONTROL);
  click(*canvas, {300, 100});
  EXPECT_TRUE(canvas->selection().empty());
}

#ifdef __WXGTK__
TEST_F(Canvas, AReaderMayKeepThePageForLongerThanTheWindow) {
  show(kInterview);
  AtkObject* const object = gtk_widget_get_accessible(canvas->m_wxwindow);
  ASSERT_TRUE(ATK_IS_TEXT(object));
  EXPECT_STREQ(atk_object_get_name(object), "Interview 6");
  int carets = 0;
  g_signal_connect_swapped(object, "text-caret-moved", G_CALLBACK(+[](int* count) { ++*count; }), &carets);
  canvas->select(range_of("nobody"), TranscriptCanvas::Scroll::kNo);
  EXPECT_EQ(carets, 1);
  EXPECT_EQ(atk_text_get_caret_offset(ATK_TEXT(object)), range_of("nobody").end.value);
  // A label is read at the start of its line, so that it is heard who speaks.
  int from = 0;
  int to = 0;
  gchar* line = atk_text_get_string_at_offset(ATK_TEXT(object), static_cast<gint>(range_of("It meant").start.value),
                                              ATK_TEXT_GRANULARITY_LINE, &from, &to);
  EXPECT_TRUE(std::string(line).starts_with("P6: It meant")) << line;
  g_free(line);
  g_object_ref(object);
  frame->DestroyChildren();
  EXPECT_EQ(atk_text_get_character_count(ATK_TEXT(object)), 0);
  g_object_unref(object);
}
#endif

}  // namespace
}  // namespace polyvocal::gui
