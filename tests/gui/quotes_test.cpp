// Quotes through real events: collected with one key, cut with a mark, undone, written as DOCX.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <wx/mstream.h>
#include <wx/textctrl.h>
#include <wx/wfstream.h>
#include <wx/zipstrm.h>

#include "app/quote_collections.hpp"
#include "app/settings.hpp"
#include "gui/driver.hpp"
#include "gui/widgets/crosstab_panel.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/quote_canvases.hpp"
#include "gui/widgets/quotes_part.hpp"
#include "gui/widgets/results_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

using testing::HasSubstr;
using testing::Not;

class Quoting : public WindowTest {
 protected:
  Workbench& bench() { return *frame_->bench(); }
  TranscriptCanvas& canvas() { return frame_->page().canvas(); }
  QuotesDesk& desk() { return *frame_->quotes().desk(); }
  QuoteEditorCanvas& editor() { return frame_->quotes().editor(); }
  void open(const std::string& name) {
    const auto id = bench().session().project().find_document(name);
    ASSERT_TRUE(id.has_value());
    bench().open_document(*id);
    canvas().SetFocus();
    pump();
  }
  text::CodePointRange select(const std::string& words) {
    const auto range = find(words);
    bench().set_selection(range);
    canvas().SetFocus();
    pump();
    return range;
  }
  /// The collections as another program reads them.
  std::vector<app::QuoteCollectionView> on_disk() {
    auto other = app::Session::open(project_, {.coder = {}, .mode = store::OpenMode::kReadOnly, .helpers = 1});
    EXPECT_TRUE(other.has_value());
    auto views = other ? app::quote_collections(**other) : base::Result<std::vector<app::QuoteCollectionView>>();
    EXPECT_TRUE(views.has_value());
    return views ? std::move(*views) : std::vector<app::QuoteCollectionView>();
  }
  std::string text_on_disk() {
    const auto views = on_disk();
    return views.empty() || views[0].quotes.empty() ? std::string() : views[0].quotes[0].text;
  }
  /// Collects these words of Carer 5 with the key, and shows them.
  void collect(const std::string& words) {
    open_sample();
    open("Carer 5");
    select(words);
    press('Q');
    ASSERT_TRUE(pump_until([&] { return text_on_disk() == words; })) << text_on_disk();
    frame_->commands().run("view.quotes");
    ASSERT_TRUE(pump_until([&] { return desk().current() != nullptr && editor().IsShownOnScreen(); }));
  }
  void click_word(std::size_t word) {
    const wxRect rect = editor().word_rect(word);
    ASSERT_GT(rect.width, 0) << word;
    click(editor(), {rect.x + rect.width / 2, rect.y + rect.height / 2});
    ASSERT_TRUE(pump_until([&] { return desk().selected() && desk().selected()->first == word; })) << word;
  }
};

/// What Word shows of a DOCX: the runs of its own document.xml.
std::string words_of_docx(const std::filesystem::path& file) {
  wxFileInputStream stream(to_wx(file.string()));
  wxZipInputStream zip(stream);
  std::string xml;
  for (std::unique_ptr<wxZipEntry> entry(zip.GetNextEntry()); entry; entry.reset(zip.GetNextEntry())) {
    if (entry->GetName() != "word/document.xml") continue;
    wxMemoryOutputStream out;
    zip.Read(out);
    xml.resize(out.GetSize());
    out.CopyTo(xml.data(), xml.size());
  }
  std::string words;
  for (auto at = xml.find("<w:t "); at != std::string::npos; at = xml.find("<w:t ", at)) {
    const auto start = xml.find('>', at) + 1;
    at = xml.find("</w:t>", start);
    wxString run = to_wx(xml.substr(start, at - start));
    run.Replace("&#39;", "'");
    words += from_wx(run) + "\n";
  }
  return words;
}

TEST_F(Quoting, QCollectsTheSelectionAndUndoTakesItBack) {
  collect("vicar's wife was fostering");
  const auto views = on_disk();
  ASSERT_EQ(views.size(), 1U);
  ASSERT_EQ(views[0].quotes.size(), 1U);
  EXPECT_EQ(views[0].quotes[0].document, "Carer 5");
  EXPECT_EQ(views[0].quotes[0].cases, std::vector<std::string>{"Carer 5"});
  EXPECT_THAT(bench().status().sentence, HasSubstr("Collected"));
  frame_->commands().run("edit.undo");
  EXPECT_TRUE(pump_until([&] { return on_disk().empty(); }));
  EXPECT_EQ(desk().current(), nullptr);
  frame_->commands().run("edit.redo");
  EXPECT_TRUE(pump_until([&] { return text_on_disk() == "vicar's wife was fostering"; }));
}

TEST_F(Quoting, WordsAreLeftOutWithAMarkAndComeBack) {
  collect("vicar's wife was fostering");
  click_word(1);
  press('O');
  EXPECT_TRUE(pump_until([&] { return text_on_disk() == "vicar's [...] was fostering"; })) << text_on_disk();
  EXPECT_EQ(on_disk()[0].quotes[0].original, "vicar's wife was fostering");
  EXPECT_TRUE(desk().words()[1].left_out);
  // One more word by the keys alone.
  press(WXK_RIGHT);
  press('O');
  EXPECT_TRUE(pump_until([&] { return text_on_disk() == "vicar's [...] fostering"; })) << text_on_disk();
  press('Z', wxMOD_CONTROL);
  EXPECT_TRUE(pump_until([&] { return text_on_disk() == "vicar's [...] was fostering"; })) << text_on_disk();
  click_word(1);
  press('U');
  EXPECT_TRUE(pump_until([&] { return text_on_disk() == "vicar's wife was fostering"; })) << text_on_disk();
}

TEST_F(Quoting, AClarificationStandsInBracketsAndTheStatusSaysByWhom) {
  collect("vicar's wife was fostering");
  click_word(1);
  {
    const Answer answer("a neighbour");
    press('B');
    EXPECT_TRUE(pump_until([&] { return text_on_disk() == "vicar's wife [a neighbour] was fostering"; }))
        << text_on_disk();
    EXPECT_TRUE(answer.asked());
  }
  press('S');
  press('S');
  EXPECT_TRUE(pump_until([&] { return on_disk()[0].quotes[0].quote.status == model::QuoteStatus::kApproved; }));
  EXPECT_EQ(on_disk()[0].quotes[0].coder, bench().session().coder_name());
  click_word(0);
  press('O');
  EXPECT_TRUE(pump_until([&] { return on_disk()[0].quotes[0].quote.status == model::QuoteStatus::kDraft; }));
}

TEST_F(Quoting, TheAttributionIsPreviewedAsItIsTyped) {
  collect("vicar's wife was fostering");
  auto& rule = frame_->quotes().rule();
  rule.SetFocus();
  pump();
  press('A', wxMOD_CONTROL);
  type("a carer, {id}");
  EXPECT_EQ(rule.GetValue(), "a carer, {id}") << "letters are typed, not taken for keys";
  press(WXK_RETURN);
  EXPECT_TRUE(pump_until([&] {
    return on_disk()[0].quotes[0].attribution == "a carer, " + on_disk()[0].quotes[0].label;
  })) << on_disk()[0].quotes[0].attribution;
}

TEST_F(Quoting, TheDocxHoldsTheQuoteAsItIsShown) {
  collect("vicar's wife was fostering");
  click_word(1);
  press('O');
  ASSERT_TRUE(pump_until([&] { return text_on_disk() == "vicar's [...] was fostering"; }));
  const auto file = folder_.path() / "report.docx";
  frame_->quotes().export_to(file);
  ASSERT_TRUE(std::filesystem::exists(file)) << bench().status().sentence;
  const std::string words = words_of_docx(file);
  EXPECT_THAT(words, HasSubstr("vicar's [...] was fostering\n"));
  EXPECT_THAT(words, HasSubstr("Carer 5"));
  EXPECT_THAT(words, HasSubstr(on_disk()[0].quotes[0].label));
  EXPECT_THAT(words, Not(HasSubstr("vicar's wife was")));
}

TEST_F(Quoting, ResultsAndACellOfTheCrossTabAreCollected) {
  open_sample();
  bench().retrieve(*bench().snapshot().codes.resolve("Challenges > Communication > Not listened to"));
  pump();
  auto* list = frame_->results().list();
  list->SetFocus();
  list->SelectAll();
  pump();
  const auto rows = bench().results().rows.size();
  ASSERT_GT(rows, 2U);
  press('Q');
  EXPECT_TRUE(pump_until([&] { return !on_disk().empty() && on_disk()[0].quotes.size() == rows; }));
  const auto collected = on_disk();
  for (const auto& quote : collected.at(0).quotes) EXPECT_EQ(quote.theme, "Not listened to");
  frame_->commands().run("view.crosstab");
  ASSERT_TRUE(pump_until([&] { return !frame_->crosstab().shown().rows.empty(); }));
  frame_->crosstab().open(1, 3);
  frame_->crosstab().grid()->SetFocus();
  pump();
  const auto cell = bench().results().rows.size();
  ASSERT_GT(cell, 0U);
  press('Q');
  EXPECT_TRUE(pump_until([&] { return on_disk()[0].quotes.size() > rows; }));
  std::size_t staff = 0;
  const auto more = on_disk();
  for (const auto& quote : more.at(0).quotes)
    staff += std::find(quote.groups.begin(), quote.groups.end(), "staff") != quote.groups.end() ? 1U : 0U;
  EXPECT_GE(staff, cell);
}

TEST_F(Quoting, OrderRemovalAndTheDoorToTheText) {
  collect("vicar's wife was fostering");
  const auto theme = *bench().snapshot().codes.resolve("Challenges > Roles");
  desk().place_under(theme);
  open("Carer 5");
  frame_->bring_to_text();
  select("nineteen years");
  press('Q');
  ASSERT_TRUE(pump_until([&] { return on_disk()[0].quotes.size() == 2; }));
  frame_->commands().run("view.quotes");
  pump();
  desk().place_under(theme);
  const auto order = [&] {
    std::vector<std::string> texts;
    const auto views = on_disk();
    for (const auto& quote : views.at(0).quotes) texts.push_back(quote.text);
    return texts;
  };
  EXPECT_THAT(order(), testing::ElementsAre("vicar's wife was fostering", "nineteen years"));
  frame_->commands().run("quote.up");
  EXPECT_THAT(order(), testing::ElementsAre("nineteen years", "vicar's wife was fostering"));
  frame_->quotes().list().SetFocus();
  press(WXK_RETURN);
  EXPECT_TRUE(pump_until([&] { return bench().selected_text() == "nineteen years"; })) << bench().selected_text();
  EXPECT_TRUE(canvas().IsShownOnScreen());
  const auto codings = codings_on_disk("Carer 5").value().size();
  frame_->commands().run("view.quotes");
  pump();
  press(WXK_DELETE);
  EXPECT_TRUE(pump_until([&] { return order() == std::vector<std::string>{"vicar's wife was fostering"}; }));
  EXPECT_EQ(codings_on_disk("Carer 5").value().size(), codings) << "Delete is the quote's here";
}

class QuotePictures : public Quoting {
 protected:
  void fill() {
    open_sample();
    frame_->SetPosition({0, 0});
    frame_->SetClientSize(frame_->FromDIP(wxSize(1600, 1000)));
    frame_->commands().run("view.quotes");
    pump();
    desk().make_collection("Report, chapter 4");
    for (const char* path : {"Challenges > Communication > Not listened to", "Challenges > Roles > Role confusion"}) {
      bench().retrieve(*bench().snapshot().codes.resolve(path));
      std::vector<std::size_t> rows;
      for (std::size_t i = 0; i < bench().results().rows.size() && rows.size() < 5; i += 2) rows.push_back(i);
      desk().collect_results(rows);
    }
    desk().choose(0);
    const auto words = desk().words().size();
    ASSERT_GT(words, 8U);
    desk().choose_word(4, false);
    desk().choose_word(6, true);
    desk().omit();
    desk().choose_word(1, false);
    desk().clarify("the hub", QuotesDesk::Where::kBehind);
    desk().next_status();
    desk().next_status();
    desk().choose(1);
    desk().next_status();
    desk().choose(0);
    desk().choose_word(7, false);
    frame_->quotes().update(Topic::kProject);
    editor().SetFocus();
    pump();
  }
};

TEST_F(QuotePictures, ACollection) {
  fill();
  take_picture(*frame_, "quotes", folder_.path());
}

TEST_F(QuotePictures, ACollectionInTheDark) {
  ASSERT_TRUE(app::Settings::load().set_values({{"window.colours", "dark"}}).has_value());
  frame_->Close(true);
  pump();
  frame_ = new BenchFrame;
  frame_->Show();
  fill();
  EXPECT_EQ(Look::get().mode(), Mode::kDark);
  take_picture(*frame_, "quotes-dark", folder_.path());
  Look::get().choose("light");
}

TEST_F(QuotePictures, Nothing) {
  open_sample();
  frame_->commands().run("view.quotes");
  pump();
  take_picture(*frame_, "quotes-empty", folder_.path());
}

}  // namespace
}  // namespace polyvocal::gui
