#include "gui/widgets/readable.hpp"

#include <algorithm>

#ifdef __WXGTK__
#include <gtk/gtk-a11y.h>
#include <gtk/gtk.h>

#include <unordered_map>
#endif

#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

using text::CodePointOffset;
using text::CodePointRange;

CodePointRange ReadableWords::unit_at(CodePointOffset position, ReadingUnit unit) {
  const auto& map = *words();
  return unit_within(map, paragraph_at(map, position), position, unit, language());
}

void ReadableLines::set(const std::vector<std::string>& lines) {
  map_.reset();
  text_.clear();
  starts_.clear();
  std::int64_t at = 0;
  for (const auto& line : lines) {
    starts_.emplace_back(at);
    if (&line != &lines.front()) text_ += '\n';
    text_ += line;
    at += text::count_code_points(line) + 1;
  }
  map_ = std::make_unique<text::OffsetMap>(text_);
  caret_ = {};
}

void ReadableLines::set_line(std::size_t line) {
  caret_ = line < starts_.size() ? starts_[line] : CodePointOffset();
}

#ifdef __WXGTK__

struct Readable::Impl {
  wxWindow* window = nullptr;
  ReadableWords* words = nullptr;
  GtkWidget* widget = nullptr;
  AtkRole role = ATK_ROLE_DOCUMENT_TEXT;
  AtkObject* object = nullptr;  ///< null until somebody asks
  wxString name;
  gint told = 0;  ///< how many characters screen readers have been told of
};

namespace {

// A drawn window is blank to screen readers. Here it is given the text interface of ATK, whose positions are code
// points as ours are. An accessible object may be kept by its readers for longer than its window lives.

std::unordered_map<GtkWidget*, Readable::Impl*>& known() {
  static std::unordered_map<GtkWidget*, Readable::Impl*> widgets;
  return widgets;
}

AtkObject* (*next_get_accessible)(GtkWidget*) = nullptr;

/// Null once the window is gone, or while it shows nothing.
Readable::Impl* shown(gpointer object) {
  const auto found = known().find(gtk_accessible_get_widget(static_cast<GtkAccessible*>(object)));
  if (found == known().end() || found->second->words->words() == nullptr) return nullptr;
  return found->second;
}

gint to_atk(CodePointOffset position) {
  return static_cast<gint>(position.value);
}

CodePointOffset clamped(Readable::Impl& readable, gint at) {
  return std::clamp(CodePointOffset(at), CodePointOffset(), readable.words->words()->code_points());
}

/// A negative end is the end of the text.
CodePointRange clamped(Readable::Impl& readable, gint start, gint end) {
  const auto from = clamped(readable, start);
  return {from, end < 0 ? readable.words->words()->code_points() : std::max(from, clamped(readable, end))};
}

gchar* copy_of(Readable::Impl& readable, CodePointRange range, gint* start, gint* end) {
  *start = to_atk(range.start);
  *end = to_atk(range.end);
  const std::string_view words = readable.words->words()->slice(range);
  return g_strndup(words.data(), words.size());
}

gchar* nothing(gint* start, gint* end) {
  *start = *end = 0;
  return g_strdup("");
}

gchar* get_text(AtkText* object, gint start, gint end) {
  auto* const readable = shown(object);
  if (!readable) return g_strdup("");
  return copy_of(*readable, clamped(*readable, start, end), &start, &end);
}

gunichar get_character(AtkText* object, gint at) {
  auto* const readable = shown(object);
  if (!readable) return 0;
  const std::string one(readable->words->words()->slice(clamped(*readable, at, at + 1)));
  return one.empty() ? 0 : g_utf8_get_char(one.c_str());
}

gint get_count(AtkText* object) {
  auto* const readable = shown(object);
  return readable ? to_atk(readable->words->words()->code_points()) : 0;
}

gint get_caret(AtkText* object) {
  auto* const readable = shown(object);
  return readable ? to_atk(readable->words->caret()) : 0;
}

gboolean set_caret(AtkText* object, gint at) {
  auto* const readable = shown(object);
  if (!readable) return FALSE;
  const auto to = clamped(*readable, at);
  return readable->words->select({to, to}) ? TRUE : FALSE;
}

gint get_selections(AtkText* object) {
  auto* const readable = shown(object);
  return readable && !readable->words->selection().empty() ? 1 : 0;
}

gchar* get_selection(AtkText* object, gint index, gint* start, gint* end) {
  *start = *end = 0;
  if (index != 0 || get_selections(object) == 0) return nullptr;
  auto* const readable = shown(object);
  return copy_of(*readable, readable->words->selection(), start, end);
}

gboolean set_selection(AtkText* object, gint index, gint start, gint end) {
  auto* const readable = shown(object);
  if (!readable || index != 0 || start < 0 || end < 0) return FALSE;
  return readable->words->select(clamped(*readable, std::min(start, end), std::max(start, end))) ? TRUE : FALSE;
}

gboolean add_selection(AtkText* object, gint start, gint end) {
  return get_selections(object) == 0 ? set_selection(object, 0, start, end) : FALSE;
}

gboolean remove_selection(AtkText* object, gint index) {
  if (index != 0 || get_selections(object) == 0) return FALSE;
  auto* const readable = shown(object);
  const auto caret = readable->words->caret();
  return readable->words->select({caret, caret}) ? TRUE : FALSE;
}

ReadingUnit unit_of(AtkTextGranularity granularity) {
  switch (granularity) {
    case ATK_TEXT_GRANULARITY_CHAR:
      return ReadingUnit::kCharacter;
    case ATK_TEXT_GRANULARITY_WORD:
      return ReadingUnit::kWord;
    case ATK_TEXT_GRANULARITY_SENTENCE:
      return ReadingUnit::kSentence;
    case ATK_TEXT_GRANULARITY_LINE:
      return ReadingUnit::kLine;
    case ATK_TEXT_GRANULARITY_PARAGRAPH:
      break;
  }
  return ReadingUnit::kParagraph;
}

/// Readers of an older kind ask by boundaries; where a unit ends is taken for where the next one starts.
ReadingUnit unit_of(AtkTextBoundary boundary) {
  switch (boundary) {
    case ATK_TEXT_BOUNDARY_CHAR:
      return ReadingUnit::kCharacter;
    case ATK_TEXT_BOUNDARY_WORD_START:
    case ATK_TEXT_BOUNDARY_WORD_END:
      return ReadingUnit::kWord;
    case ATK_TEXT_BOUNDARY_SENTENCE_START:
    case ATK_TEXT_BOUNDARY_SENTENCE_END:
      return ReadingUnit::kSentence;
    case ATK_TEXT_BOUNDARY_LINE_START:
    case ATK_TEXT_BOUNDARY_LINE_END:
      break;
  }
  return ReadingUnit::kLine;
}

gchar* get_string_at(AtkText* object, gint at, AtkTextGranularity granularity, gint* start, gint* end) {
  auto* const readable = shown(object);
  if (!readable) return nothing(start, end);
  return copy_of(*readable, readable->words->unit_at(clamped(*readable, at), unit_of(granularity)), start, end);
}

gchar* get_text_at(AtkText* object, gint at, AtkTextBoundary boundary, gint* start, gint* end) {
  auto* const readable = shown(object);
  if (!readable) return nothing(start, end);
  return copy_of(*readable, readable->words->unit_at(clamped(*readable, at), unit_of(boundary)), start, end);
}

gchar* get_text_before(AtkText* object, gint at, AtkTextBoundary boundary, gint* start, gint* end) {
  auto* const readable = shown(object);
  if (!readable) return nothing(start, end);
  const auto here = readable->words->unit_at(clamped(*readable, at), unit_of(boundary));
  if (here.start.value == 0) return nothing(start, end);
  return copy_of(*readable, readable->words->unit_at(here.start - 1, unit_of(boundary)), start, end);
}

gchar* get_text_after(AtkText* object, gint at, AtkTextBoundary boundary, gint* start, gint* end) {
  auto* const readable = shown(object);
  if (!readable) return nothing(start, end);
  const auto here = readable->words->unit_at(clamped(*readable, at), unit_of(boundary));
  const auto last = readable->words->words()->code_points();
  if (here.end >= last) {
    *start = *end = to_atk(last);
    return g_strdup("");
  }
  return copy_of(*readable, readable->words->unit_at(here.end, unit_of(boundary)), start, end);
}

/// The window's corner in the coordinates that a reader counts in.
wxPoint corner_of(const Readable::Impl& readable, AtkCoordType type) {
  if (type == ATK_XY_PARENT) return readable.window->GetPosition();
  const wxPoint on_screen = readable.window->ClientToScreen(wxPoint(0, 0));
  if (type == ATK_XY_SCREEN) return on_screen;
  const auto* const top = wxGetTopLevelParent(readable.window);
  return top == nullptr ? on_screen : on_screen - top->GetScreenPosition();
}

void get_extents(AtkText* object, gint at, gint* x, gint* y, gint* width, gint* height, AtkCoordType type) {
  *x = *y = *width = *height = -1;
  auto* const readable = shown(object);
  if (!readable) return;
  const auto rects = readable->words->rects_of(clamped(*readable, at, at + 1));
  if (rects.empty()) return;
  const wxPoint corner = corner_of(*readable, type);
  *x = rects.front().x + corner.x;
  *y = rects.front().y + corner.y;
  *width = rects.front().width;
  *height = rects.front().height;
}

void get_range_extents(AtkText* object, gint start, gint end, AtkCoordType type, AtkTextRectangle* rect) {
  *rect = {-1, -1, -1, -1};
  auto* const readable = shown(object);
  if (!readable) return;
  wxRect all;
  for (const auto& one : readable->words->rects_of(clamped(*readable, start, end))) all.Union(one);
  if (all.IsEmpty()) return;
  const wxPoint corner = corner_of(*readable, type);
  *rect = {all.x + corner.x, all.y + corner.y, all.width, all.height};
}

gint get_offset_at(AtkText* object, gint x, gint y, AtkCoordType type) {
  auto* const readable = shown(object);
  if (!readable) return -1;
  const auto position = readable->words->position_at(wxPoint(x, y) - corner_of(*readable, type));
  return position ? to_atk(*position) : -1;
}

void fill_text(gpointer table, gpointer) {
  auto* const text = static_cast<AtkTextIface*>(table);
  text->get_text = get_text;
  text->get_character_at_offset = get_character;
  text->get_character_count = get_count;
  text->get_caret_offset = get_caret;
  text->set_caret_offset = set_caret;
  text->get_n_selections = get_selections;
  text->get_selection = get_selection;
  text->set_selection = set_selection;
  text->add_selection = add_selection;
  text->remove_selection = remove_selection;
  text->get_string_at_offset = get_string_at;
  text->get_text_at_offset = get_text_at;
  text->get_text_before_offset = get_text_before;
  text->get_text_after_offset = get_text_after;
  text->get_character_extents = get_extents;
  text->get_range_extents = get_range_extents;
  text->get_offset_at_point = get_offset_at;
}

gpointer parent_class = nullptr;

AtkStateSet* ref_states(AtkObject* object) {
  AtkStateSet* const states = ATK_OBJECT_CLASS(parent_class)->ref_state_set(object);
  if (shown(object) != nullptr) {
    atk_state_set_add_state(states, ATK_STATE_MULTI_LINE);
    atk_state_set_add_state(states, ATK_STATE_SELECTABLE_TEXT);
    atk_state_set_add_state(states, ATK_STATE_READ_ONLY);
  }
  return states;
}

void init_class(gpointer object_class, gpointer) {
  parent_class = g_type_class_peek_parent(object_class);
  static_cast<AtkObjectClass*>(object_class)->ref_state_set = ref_states;
}

GType accessible_type() {
  static const GType type = [] {
    GTypeQuery parent;
    g_type_query(gtk_widget_accessible_get_type(), &parent);
    GTypeInfo info{};
    info.class_size = static_cast<guint16>(parent.class_size);
    info.instance_size = static_cast<guint16>(parent.instance_size);
    info.class_init = init_class;
    const GType made =
        g_type_register_static(gtk_widget_accessible_get_type(), "PolyvocalReadable", &info, GTypeFlags(0));
    const GInterfaceInfo text = {fill_text, nullptr, nullptr};
    g_type_add_interface_static(made, atk_text_get_type(), &text);
    return made;
  }();
  return type;
}

AtkObject* get_accessible(GtkWidget* widget) {
  const auto found = known().find(widget);
  if (found == known().end()) return next_get_accessible(widget);
  auto& readable = *found->second;
  if (!readable.object) {
    readable.object = static_cast<AtkObject*>(g_object_new(accessible_type(), nullptr));
    gtk_accessible_set_widget(GTK_ACCESSIBLE(readable.object), widget);
    atk_object_initialize(readable.object, widget);
    atk_object_set_role(readable.object, readable.role);
    atk_object_set_name(readable.object, readable.name.utf8_str());
    readable.told = get_count(ATK_TEXT(readable.object));
  }
  return readable.object;
}

const char* const kCellWords = "polyvocal-words";

/// The name of a drawn cell is what its renderer was last given.
void update_cell(GtkCellAccessible* cell, gboolean) {
  GtkCellRenderer* renderer = nullptr;
  g_object_get(cell, "renderer", &renderer, nullptr);
  if (renderer == nullptr) return;
  const auto* const words = static_cast<const char*>(g_object_get_data(G_OBJECT(renderer), kCellWords));
  auto* const object = ATK_OBJECT(cell);
  if (words != nullptr && g_strcmp0(words, atk_object_get_name(object)) != 0) atk_object_set_name(object, words);
  g_object_unref(renderer);
}

void init_cell_class(gpointer object_class, gpointer) {
  static_cast<GtkCellAccessibleClass*>(object_class)->update_cache = update_cell;
}

GType cell_type() {
  static const GType type = [] {
    GTypeQuery parent;
    g_type_query(gtk_renderer_cell_accessible_get_type(), &parent);
    GTypeInfo info{};
    info.class_size = static_cast<guint16>(parent.class_size);
    info.instance_size = static_cast<guint16>(parent.instance_size);
    info.class_init = init_cell_class;
    return g_type_register_static(gtk_renderer_cell_accessible_get_type(), "PolyvocalCell", &info, GTypeFlags(0));
  }();
  return type;
}

}  // namespace

void say_cell(wxDataViewCustomRenderer& renderer, const std::string& words) {
  GtkCellRenderer* const cell = renderer.GetGtkHandle();
  if (cell == nullptr) return;
  // The class of the toolkit's drawn cells is shared; those that say nothing stay without a name.
  gtk_cell_renderer_class_set_accessible_type(GTK_CELL_RENDERER_GET_CLASS(cell), cell_type());
  g_object_set_data_full(G_OBJECT(cell), kCellWords, g_strdup(words.c_str()), g_free);
}

Readable::Readable(wxWindow& window, ReadableWords& words, Kind kind) : impl_(std::make_unique<Impl>()) {
  impl_->window = &window;
  impl_->words = &words;
  impl_->widget = window.m_wxwindow;
  impl_->role = kind == Kind::kLines ? ATK_ROLE_TEXT : ATK_ROLE_DOCUMENT_TEXT;
  if (impl_->widget == nullptr) return;
  known()[impl_->widget] = impl_.get();
  // The class of the toolkit's drawn windows is shared; others go on as before.
  auto* const type = GTK_WIDGET_GET_CLASS(impl_->widget);
  if (type->get_accessible != get_accessible) {
    next_get_accessible = type->get_accessible;
    type->get_accessible = get_accessible;
  }
}

Readable::~Readable() {
  known().erase(impl_->widget);
  if (impl_->object == nullptr) return;
  gtk_accessible_set_widget(GTK_ACCESSIBLE(impl_->object), nullptr);
  atk_object_notify_state_change(impl_->object, ATK_STATE_DEFUNCT, TRUE);
  g_object_unref(impl_->object);
}

void Readable::words_changed(const wxString& name) {
  impl_->name = name;
  if (impl_->object == nullptr) return;
  atk_object_set_name(impl_->object, name.utf8_str());
  const gint count = get_count(ATK_TEXT(impl_->object));
  if (impl_->told > 0) g_signal_emit_by_name(impl_->object, "text-changed::delete", 0, impl_->told);
  if (count > 0) g_signal_emit_by_name(impl_->object, "text-changed::insert", 0, count);
  impl_->told = count;
  caret_moved();
}

void Readable::caret_moved() {
  if (impl_->object == nullptr) return;
  g_signal_emit_by_name(impl_->object, "text-caret-moved", get_caret(ATK_TEXT(impl_->object)));
  g_signal_emit_by_name(impl_->object, "text-selection-changed");
}

#else

// Elsewhere wxAccessible would have to be taught the text pattern; not built yet.
struct Readable::Impl {};
Readable::Readable(wxWindow&, ReadableWords&, Kind) {}
Readable::~Readable() = default;
void Readable::words_changed(const wxString&) {}
void Readable::caret_moved() {}
void say_cell(wxDataViewCustomRenderer&, const std::string&) {}

#endif

}  // namespace polyvocal::gui
