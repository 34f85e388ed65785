#pragma once

#include <wx/dataview.h>
#include <wx/window.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/presenter/reading_unit.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::gui {

/// What a screen reader may ask of a window that is drawn: its words, the caret, the selection, and where they stand.
/// Positions are code points of words(). GUI thread.
class ReadableWords {
 public:
  ReadableWords() = default;
  ReadableWords(const ReadableWords&) = delete;
  ReadableWords& operator=(const ReadableWords&) = delete;
  virtual ~ReadableWords() = default;

  /// What is read; null while nothing is shown. Valid until the next event.
  virtual const text::OffsetMap* words() = 0;
  virtual text::CodePointOffset caret() { return {}; }
  virtual text::CodePointRange selection() { return {caret(), caret()}; }
  /// Selects as a person would, caret at the end, and brings it into sight; false if nothing can be selected here.
  virtual bool select(text::CodePointRange) { return false; }
  /// The stretch that holds `position`; the last one at the end of the words. Precondition: words() is not null.
  virtual text::CodePointRange unit_at(text::CodePointOffset position, ReadingUnit unit);
  /// Where the words of `range` stand, line by line, in client coordinates; nothing for what is not drawn.
  virtual std::vector<wxRect> rects_of(text::CodePointRange) { return {}; }
  /// The position nearest to a point of the client area.
  virtual std::optional<text::CodePointOffset> position_at(wxPoint) { return std::nullopt; }
  virtual std::string language() { return {}; }
};

/// Lets screen readers read a drawn window: as a document with text on GTK (ATK, AT-SPI). Elsewhere it does nothing
/// yet. Made once the window exists, gone before it; `words` outlives it. GUI thread.
class Readable {
 public:
  /// A document to read and select in, or lines that say what is drawn.
  enum class Kind { kDocument, kLines };
  Readable(wxWindow& window, ReadableWords& words, Kind kind);
  ~Readable();
  Readable(const Readable&) = delete;
  Readable& operator=(const Readable&) = delete;

  /// Another text is shown, called `name`.
  void words_changed(const wxString& name);
  /// The caret or the selection moved.
  void caret_moved();

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

/// The words of a drawn cell, said in its renderer's SetValue(): that of the cell which is asked for next.
void say_cell(wxDataViewCustomRenderer& renderer, const std::string& words);

/// Plain lines for a drawn window without a caret of its own: the caret stands at the start of one of them.
class ReadableLines : public ReadableWords {
 public:
  void set(const std::vector<std::string>& lines);
  void set_line(std::size_t line);
  const text::OffsetMap* words() override { return map_.get(); }
  text::CodePointOffset caret() override { return caret_; }

 private:
  std::string text_;
  std::unique_ptr<text::OffsetMap> map_;
  std::vector<text::CodePointOffset> starts_;
  text::CodePointOffset caret_;
};

}  // namespace polyvocal::gui
