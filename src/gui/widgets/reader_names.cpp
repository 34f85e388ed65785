#include "gui/widgets/reader_names.hpp"

#include <wx/wx.h>

#include <algorithm>
#include <iterator>

#ifdef __WXGTK__
#include <gtk/gtk-a11y.h>
#include <gtk/gtk.h>
#endif

#include <wx/choicebk.h>
#include <wx/dataview.h>
#include <wx/notebook.h>
#include <wx/scrolwin.h>
#include <wx/spinctrl.h>
#include <wx/srchctrl.h>

namespace polyvocal::gui {
namespace {

/// True if somebody gave the window its name; the toolkit's own names are nobody's words.
bool has_own_name(const wxWindow& window) {
  static const wxString defaults[] = {wxString(),
                                      wxPanelNameStr,
                                      wxTextCtrlNameStr,
                                      wxSearchCtrlNameStr,
                                      wxChoiceNameStr,
                                      wxCheckBoxNameStr,
                                      wxButtonNameStr,
                                      wxNotebookNameStr,
                                      wxStaticTextNameStr,
                                      wxDialogNameStr,
                                      wxFrameNameStr,
                                      wxListBoxNameStr,
                                      wxComboBoxNameStr,
                                      wxRadioButtonNameStr,
                                      wxRadioBoxNameStr,
                                      wxDataViewCtrlNameStr,
                                      wxStaticBitmapNameStr,
                                      wxStaticBoxNameStr,
                                      wxSliderNameStr,
                                      wxGaugeNameStr,
                                      "window",
                                      "polyvocal",
                                      "scrolledWindow",
                                      "treelist",
                                      "wxSpinCtrl",
                                      "groupBox",
                                      "check",
                                      "staticLine",
                                      "wxSpinCtrlDouble"};
  const wxString name = window.GetName();
  return std::find(std::begin(defaults), std::end(defaults), name) == std::end(defaults);
}

#ifdef __WXGTK__

void name_widget(GtkWidget* widget, const char* name) {
  AtkObject* const object = gtk_widget_get_accessible(widget);
  if (object != nullptr && g_strcmp0(atk_object_get_name(object), name) != 0) atk_object_set_name(object, name);
}

struct Inner {
  const char* name;
  const GtkWidget* pizza;  ///< windows below it have names of their own
};

/// A control may be made of several widgets: the one that gets the keys is asked for its name.
void name_inner(GtkWidget* widget, gpointer data) {
  const auto* const inner = static_cast<const Inner*>(data);
  if (gtk_widget_get_can_focus(widget)) name_widget(widget, inner->name);
  if (widget != inner->pizza && GTK_IS_CONTAINER(widget)) gtk_container_forall(GTK_CONTAINER(widget), name_inner, data);
}

void name_one(const wxWindow& window) {
  if (window.m_widget == nullptr || !has_own_name(window)) return;
  const auto name = window.GetName().utf8_string();
  name_widget(window.m_widget, name.c_str());
  // Pages of a book are windows of their own.
  if (dynamic_cast<const wxBookCtrlBase*>(&window) != nullptr || !GTK_IS_CONTAINER(window.m_widget)) return;
  Inner inner{name.c_str(), window.m_wxwindow};
  gtk_container_forall(GTK_CONTAINER(window.m_widget), name_inner, &inner);
}

#else

void name_one(const wxWindow&) {}

#endif

}  // namespace

void name_for_readers(wxWindow& window) {
  name_one(window);
  for (auto* child : window.GetChildren()) name_for_readers(*child);
}

void describe_for_readers(wxWindow& window, const wxString& sentence) {
#ifdef __WXGTK__
  if (window.m_widget == nullptr) return;
  AtkObject* const object = gtk_widget_get_accessible(window.m_widget);
  if (object != nullptr) atk_object_set_description(object, sentence.utf8_str());
#else
  window.SetHelpText(sentence);
#endif
}

int ReaderNames::FilterEvent(wxEvent& event) {
  const auto type = event.GetEventType();
  auto* const window = dynamic_cast<wxWindow*>(event.GetEventObject());
  if (window == nullptr) return Event_Skip;
  if (type == wxEVT_SET_FOCUS) {
    name_one(*window);
  } else if ((type == wxEVT_SHOW || type == wxEVT_INIT_DIALOG) && window->IsTopLevel()) {
    name_for_readers(*window);
  }
  return Event_Skip;
}

}  // namespace polyvocal::gui
