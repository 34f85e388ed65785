#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "code_pages.hpp"
#include "plugin.hpp"
#include "text_tools.hpp"

namespace rtf {

/// Rich Text Format (Microsoft, specification 1.9.1): paragraphs, line breaks, tabs, tables, bold, headings by style or
/// outline level. Destinations that hold no text of the document are left out. One file, one thread.
class Reader {
 public:
  explicit Reader(pv::Host& host) : host_(host) {}
  /// Throws pv::Finish: PV_UNKNOWN (no RTF), PV_DAMAGED (it ends in the middle).
  void read(std::string_view bytes);

 private:
  /// Where text goes. What a group begins with decides; it ends with the group.
  enum class Destination { kText, kSkipped, kFontTable, kStyleSheet, kInfo, kTitle };
  struct State {
    Destination destination = Destination::kText;
    int font = -1;
    int unicode_fallback = 1;  ///< \ucN: how many characters stand in for a \u
    bool bold = false;
    bool hidden = false;
    bool deleted = false;
  };

  void control_word(std::string_view word, bool has_number, int number);
  void control_symbol(char symbol);
  bool enter_destination(std::string_view word);
  void character_control(std::string_view word, bool has_number, int number);
  void paragraph_control(std::string_view word, bool has_number, int number);
  void font_table_control(std::string_view word, int number);
  void style_sheet_control(std::string_view word, int number);
  void byte(unsigned char value);
  void unicode(int number);
  void add(std::string_view utf8);
  void flush_bytes();
  void flush_surrogate();
  int code_page() const;
  void end_line();
  void end_cell();
  void end_row();
  void emit(const std::string& text, std::size_t bold, int level);
  State& state() { return states_.back(); }

  struct Style {
    std::string name;
    bool bold = false;
    int level = 0;
  };
  struct Line {
    std::string text;
    std::size_t bold = 0;
  };

  pv::Host& host_;
  CodePages pages_;
  std::vector<State> states_;
  pv::ParagraphText text_;
  std::string pending_bytes_;
  std::uint32_t high_surrogate_ = 0;
  int skip_ = 0;  ///< fallback characters still to be left out after \u
  bool star_ = false;
  bool group_just_opened_ = false;
  int document_page_ = 1252;
  int default_font_ = -1;
  int current_font_entry_ = -1;
  int current_style_entry_ = 0;
  std::unordered_map<int, int> font_pages_;
  std::unordered_map<int, Style> styles_;
  std::string title_;
  int paragraph_style_ = -1;
  int outline_level_ = -1;
  bool in_table_ = false;
  std::vector<std::vector<Line>> cells_;
  std::vector<Line> cell_;
  int notes_ = 0;
  int comments_ = 0;
  int deleted_ = 0;
};

}  // namespace rtf
