#include "model/collected_quote.hpp"

#include <algorithm>
#include <set>

namespace polyvocal::model {
namespace {

constexpr std::string_view kOmissionMark = "[...]";

/// White space of the texts that importers store: blanks, tabs, line ends, no-break and thin blanks.
bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c <= 0x20) {
      ++i;
    } else if (text.substr(i, 2) == "\xC2\xA0") {
      i += 2;
    } else if (text.substr(i, 2) == "\xE2\x80" && i + 2 < text.size() &&
               static_cast<unsigned char>(text[i + 2]) <= 0x8B) {
      i += 3;
    } else {
      return false;
    }
  }
  return true;
}

bool ends_open(std::string_view text) {
  if (text.empty()) return true;
  for (const std::string_view opening : {" ", "\n", "\t", "(", "\"", "'", "\xE2\x80\x9C", "\xE2\x80\x98", "\xC2\xA0"}) {
    if (text.ends_with(opening)) return true;
  }
  return false;
}

bool begins_closed(std::string_view text) {
  if (text.empty()) return true;
  for (const std::string_view closing :
       {" ", "\n", "\t", ".", ",", ";", ":", "!", "?", ")", "'", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xA0"}) {
    if (text.starts_with(closing)) return true;
  }
  return false;
}

class Renderer {
 public:
  explicit Renderer(const text::OffsetMap& map) : map_(map) {}

  void words(text::CodePointRange range) {
    if (range.empty()) return;
    const std::string_view slice = map_.slice(range);
    if (slice.empty()) return;
    if (after_mark() && !begins_closed(slice)) space();
    pieces_.push_back({PieceKind::kWords, std::string(slice), range});
  }
  void omission(text::CodePointRange range) {
    // What was left out before goes on, if only white space stood between.
    auto last = pieces_.size();
    while (last > 0 && (pieces_[last - 1].kind == PieceKind::kSpace ||
                        (pieces_[last - 1].kind == PieceKind::kWords && is_blank(pieces_[last - 1].text))))
      --last;
    if (last > 0 && pieces_[last - 1].kind == PieceKind::kOmission) {
      pieces_.resize(last);
      auto& known = pieces_.back().range;
      known = {std::min(known.start, range.start), std::max(known.end, range.end)};
      return;
    }
    mark(PieceKind::kOmission, std::string(kOmissionMark), range);
  }
  void clarification(text::CodePointRange range, const std::string& text) {
    mark(PieceKind::kClarification, "[" + text + "]", range);
  }
  void line() { pieces_.push_back({PieceKind::kBreak, "\n", {}}); }
  void voice(const std::string& label) { pieces_.push_back({PieceKind::kVoice, label + ": ", {}}); }
  void space() {
    if (!pieces_.empty() && !ends_open(pieces_.back().text)) pieces_.push_back({PieceKind::kSpace, " ", {}});
  }
  std::vector<QuotePiece> take() { return std::move(pieces_); }

 private:
  bool after_mark() const {
    return !pieces_.empty() &&
           (pieces_.back().kind == PieceKind::kOmission || pieces_.back().kind == PieceKind::kClarification);
  }
  void mark(PieceKind kind, std::string text, text::CodePointRange range) {
    space();
    pieces_.push_back({kind, std::move(text), range});
  }
  const text::OffsetMap& map_;
  std::vector<QuotePiece> pieces_;
};

void render_range(Renderer& out, const QuoteRange& quoted) {
  auto edits = quoted.edits;
  std::stable_sort(edits.begin(), edits.end(),
                   [](const QuoteEdit& a, const QuoteEdit& b) { return a.range < b.range; });
  auto at = quoted.range.start;
  for (const auto& edit : edits) {
    const auto start = std::max(edit.range.start, at);
    const auto end = std::min(edit.range.end, quoted.range.end);
    if (start > quoted.range.end || end < start || (start == end && !edit.range.empty())) continue;
    if (edit.kind == QuoteEditKind::kOmission && start == end) continue;
    out.words({at, start});
    if (edit.kind == QuoteEditKind::kOmission)
      out.omission({start, end});
    else
      out.clarification({start, end}, edit.text);
    at = end;
  }
  out.words({at, quoted.range.end});
}

void by_place(std::vector<QuoteEdit>& edits) {
  std::sort(edits.begin(), edits.end(), [](const QuoteEdit& a, const QuoteEdit& b) { return a.range < b.range; });
}

/// The part of `where` inside `quoted`, if the two share a unit, or if `where` is empty and lies in it.
bool clip(const QuoteRange& quoted, text::CodePointRange& where) {
  where = {std::max(where.start, quoted.range.start), std::min(where.end, quoted.range.end)};
  return where.start <= where.end;
}

}  // namespace

std::string quoted_words(const std::vector<QuoteRange>& ranges, const text::OffsetMap& map) {
  std::string words;
  for (const auto& quoted : ranges) {
    words += map.slice(quoted.range);
    words += '\n';
  }
  return words;
}

std::vector<QuotePiece> render_quote(const std::vector<QuoteRange>& ranges, const text::OffsetMap& map,
                                     const std::vector<QuoteVoice>& voices) {
  Renderer out(map);
  std::set<std::string> labels;
  for (const auto& voice : voices) labels.insert(voice.label);
  const bool dialogue = labels.size() > 1 && voices.size() == ranges.size();
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const auto& quoted = ranges[i];
    if (i == 0) {
      if (dialogue) out.voice(voices[i].label);
      render_range(out, quoted);
      continue;
    }
    const auto& before = ranges[i - 1];
    const auto left_out = [&](text::CodePointOffset from, text::CodePointOffset to) {
      return from < to && !is_blank(map.slice({from, to}));
    };
    const bool known = voices.size() == ranges.size();
    if (known && voices[i].turn != voices[i - 1].turn) {
      if (left_out(before.range.end, voices[i - 1].body.end)) out.omission({before.range.end, voices[i - 1].body.end});
      out.line();
      if (dialogue) out.voice(voices[i].label);
      if (voices[i].turn != voices[i - 1].turn + 1)
        out.omission({std::min(voices[i - 1].body.end, quoted.range.start), quoted.range.start});
      else if (left_out(voices[i].body.start, quoted.range.start))
        out.omission({voices[i].body.start, quoted.range.start});
    } else if (quoted.range.start < before.range.end) {
      out.omission({quoted.range.start, quoted.range.start});
    } else if (left_out(before.range.end, quoted.range.start)) {
      out.omission({before.range.end, quoted.range.start});
    } else {
      out.space();
    }
    render_range(out, quoted);
  }
  return out.take();
}

std::string text_of(const std::vector<QuotePiece>& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += piece.text;
  return text;
}

std::vector<QuoteRange> with_omission(std::vector<QuoteRange> ranges, text::CodePointRange where) {
  for (auto& quoted : ranges) {
    auto part = where;
    if (!clip(quoted, part) || part.empty()) continue;
    std::vector<QuoteEdit> kept;
    for (auto& edit : quoted.edits) {
      const bool touches = edit.range.start <= part.end && part.start <= edit.range.end;
      if (edit.kind == QuoteEditKind::kOmission && touches) {
        part = {std::min(part.start, edit.range.start), std::max(part.end, edit.range.end)};
      } else if (edit.range.overlaps(part) ||
                 (edit.range.empty() && part.contains(edit.range.start) && edit.range.start != part.start)) {
        // A clarification of words that go goes with them.
        part = {std::min(part.start, edit.range.start), std::max(part.end, edit.range.end)};
      } else {
        kept.push_back(std::move(edit));
      }
    }
    kept.push_back({QuoteEditKind::kOmission, part, {}});
    quoted.edits = std::move(kept);
    by_place(quoted.edits);
  }
  return ranges;
}

std::vector<QuoteRange> with_clarification(std::vector<QuoteRange> ranges, text::CodePointRange where,
                                           std::string words) {
  for (auto& quoted : ranges) {
    auto part = where;
    if (!clip(quoted, part) || (part.empty() && !where.empty())) continue;
    const auto inside = [](text::CodePointOffset at, text::CodePointRange range) {
      return range.start < at && at < range.end;
    };
    std::erase_if(quoted.edits, [&](const QuoteEdit& edit) {
      return edit.range.overlaps(part) || edit.range == part || (part.empty() && inside(part.start, edit.range)) ||
             (edit.range.empty() && inside(edit.range.start, part));
    });
    quoted.edits.push_back({QuoteEditKind::kClarification, part, std::move(words)});
    by_place(quoted.edits);
    break;
  }
  return ranges;
}

std::vector<QuoteRange> restored(std::vector<QuoteRange> ranges, text::CodePointRange where) {
  for (auto& quoted : ranges) {
    std::erase_if(quoted.edits, [&](const QuoteEdit& edit) {
      return edit.range.start <= where.end && where.start <= edit.range.end;
    });
  }
  return ranges;
}

}  // namespace polyvocal::model
