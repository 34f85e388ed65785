// The window in French: what it says, and whether it has the room to say it. The machine needs no French locale for it.
#include <gtest/gtest.h>
#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/dataview.h>
#include <wx/stattext.h>

#include <cstdlib>

#include "gui/driver.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/wx_text.hpp"
#include "messages/translation.hpp"

namespace polyvocal::gui {
namespace {

/// Visible texts that have less room than they need, in a window and all that is in it.
void cut_texts(const wxWindow& window, std::vector<std::string>& cut) {
  for (const auto* child : window.GetChildren()) {
    if (!child->IsShown()) continue;
    const bool label =
        dynamic_cast<const wxStaticText*>(child) != nullptr || dynamic_cast<const wxCheckBox*>(child) != nullptr;
    if (label && child->GetBestSize().x > child->GetSize().x) {
      cut.push_back(from_wx(child->GetLabel()) + ": " + std::to_string(child->GetSize().x) + " of " +
                    std::to_string(child->GetBestSize().x) + " pixels");
    }
    // A list may be narrower than its longest line, not than the one it shows; the arrow needs room too.
    if (const auto* choice = dynamic_cast<const wxChoice*>(child); choice != nullptr) {
      const int needed = choice->GetTextExtent(choice->GetStringSelection()).x + choice->FromDIP(40);
      if (needed > choice->GetSize().x) cut.push_back(from_wx(choice->GetStringSelection()) + " in a list");
    }
    if (const auto* list = dynamic_cast<const wxDataViewCtrl*>(child); list != nullptr) {
      for (unsigned i = 0; i < list->GetColumnCount(); ++i) {
        const auto* column = list->GetColumn(i);
        if (column->IsHidden() || list->HasFlag(wxDV_NO_HEADER)) continue;
        if (list->GetTextExtent(column->GetTitle()).x > column->GetWidth())
          cut.push_back("column " + from_wx(column->GetTitle()) + ": " + std::to_string(column->GetWidth()) + " of " +
                        std::to_string(list->GetTextExtent(column->GetTitle()).x) + " pixels");
      }
    }
    cut_texts(*child, cut);
  }
}

class FrenchWindow : public WindowTest {
 protected:
  void SetUp() override {
    const char* build = std::getenv("POLYVOCAL_BUILD_DIR");
    ASSERT_NE(build, nullptr);
    ASSERT_EQ(messages::choose_language(std::filesystem::path(build) / "share" / "locale", {"fr"}), "fr");
    WindowTest::SetUp();
    frame_->SetPosition({0, 0});
    frame_->SetClientSize(frame_->FromDIP(wxSize(1280, 800)));
    pump();
  }
  void TearDown() override {
    WindowTest::TearDown();
    messages::choose_language({}, {});
  }
  std::vector<std::string> cut() const {
    std::vector<std::string> found;
    cut_texts(*frame_, found);
    return found;
  }
};

TEST_F(FrenchWindow, MenusAndWhatHappenedAreFrench) {
  const auto* bar = frame_->GetMenuBar();
  ASSERT_NE(bar, nullptr);
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < bar->GetMenuCount(); ++i) titles.push_back(from_wx(bar->GetMenuLabelText(i)));
  EXPECT_EQ(titles,
            (std::vector<std::string>{"Fichier", "Édition", "Code", "Rechercher", "Analyse", "Affichage", "Aide"}));
  const auto* first = bar->GetMenu(0)->FindItemByPosition(0);
  EXPECT_EQ(from_wx(first->GetItemLabelText()), "Nouveau projet…");

  open_sample();
  EXPECT_EQ(frame_->bench()->status().sentence,
            frame_->bench()->session().project().title() + " est ouvert\u00a0: tout est enregistré au fil du travail.");
  const auto id = frame_->bench()->session().project().find_document("Parent 1");
  ASSERT_TRUE(id.has_value());
  frame_->bench()->open_document(*id);
  frame_->page().canvas().SetFocus();
  pump();
  press('.');
  EXPECT_EQ(frame_->bench()->status().sentence,
            "Aucun code n’a encore servi\u00a0: la touche C ouvre la liste des codes.");
  const auto turn = frame_->bench()->page()->turns.at(2).body;
  frame_->bench()->set_selection({turn.start, turn.start + 30});
  const auto words = frame_->bench()->words_selected();
  ASSERT_GT(words, 1);
  press('C');
  type("not listened");
  press(WXK_RETURN);
  EXPECT_EQ(frame_->bench()->status().sentence, std::to_string(words) + " mots codés Not listened to.");
  press('Z', wxMOD_CONTROL);
  EXPECT_EQ(frame_->bench()->status().sentence, "Annulé\u00a0: codage d’un passage (EM).");
}

TEST_F(FrenchWindow, HasRoomForItsWords) {
  EXPECT_EQ(cut(), std::vector<std::string>{});
  take_picture(*frame_, "french-start", folder_.path());
  open_sample();
  const auto id = frame_->bench()->session().project().find_document("Family 4");
  ASSERT_TRUE(id.has_value());
  frame_->bench()->open_document(*id);
  for (int i = 0; i < 9; ++i) frame_->bench()->step_coding(Direction::kForward);
  frame_->bench()->retrieve(
      *frame_->bench()->snapshot().codes.resolve("Challenges > Communication > Left in the dark"));
  pump();
  EXPECT_EQ(cut(), std::vector<std::string>{});
  take_picture(*frame_, "french-coding", folder_.path());
  frame_->page().canvas().SetFocus();
  frame_->commands().run("code.pick");
  pump();
  type("wor");
  EXPECT_EQ(cut(), std::vector<std::string>{});
  take_picture(*frame_, "french-picker", folder_.path());
  press(WXK_ESCAPE);
  frame_->commands().run("view.crosstab");
  pump();
  EXPECT_EQ(cut(), std::vector<std::string>{});
  take_picture(*frame_, "french-crosstab", folder_.path());
}

}  // namespace
}  // namespace polyvocal::gui
