#include <algorithm>
#include <array>
#include <map>

#include "gui/widgets/look.hpp"
#include "gui/widgets/transcript_canvas_internal.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr int kLane = 6;
constexpr int kLaneStep = 12;
constexpr int kNamesWidth = 148;

wxString clock_of(std::int64_t ms) {
  const std::int64_t seconds = ms / 1000;
  if (seconds >= 3600)
    return wxString::Format("%d:%02d:%02d", static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                            static_cast<int>(seconds % 60));
  return wxString::Format("%d:%02d", static_cast<int>(seconds / 60), static_cast<int>(seconds % 60));
}

/// Redaction marks of a line, as byte ranges: XXX, and one bracketed word in capitals or lower case ([REDACTED],
/// [name]).
std::vector<std::pair<std::size_t, std::size_t>> redaction_marks(std::string_view line) {
  std::vector<std::pair<std::size_t, std::size_t>> marks;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == 'X' && (i == 0 || !letter(line[i - 1]))) {
      std::size_t end = i;
      while (end < line.size() && line[end] == 'X') ++end;
      if (end - i >= 3 && (end == line.size() || !letter(line[end]))) marks.emplace_back(i, end);
      i = end - 1;
    }
  }
  return marks;
}

}  // namespace

void TranscriptCanvas::Impl::paint(wxDC& dc) {
  const auto& colours = palette(mode);
  dc.SetBackground(wxBrush(to_wx(colours.paper)));
  dc.Clear();
  painted_blocks = 0;
  stripe_rects.clear();
  folded_rects.clear();
  if (!layout || layout->blocks() == 0) return;
  const int client = canvas.GetClientSize().y;
  const auto first = layout->block_at(scroll);
  text::CodePointRange visible{layout->block(first).range.start, layout->block(first).range.end};
  const int line_height = layout->metrics().line_height;
  for (auto b = first; b < layout->blocks() && layout->top(b) < scroll + client; ++b) {
    layout->lay_out(b);
    ++painted_blocks;
    const auto& block = layout->block(b);
    visible.end = std::max(visible.end, block.range.end);
    if (block.opens_turn) paint_margin(dc, block, layout->line_top(b, 0) - scroll);
    for (std::size_t l = 0; l < block.lines.size(); ++l) {
      const int y = layout->line_top(b, l) - scroll;
      if (y + line_height >= 0 && y < client) paint_line(dc, b, l, y);
    }
  }
  paint_stripes(dc, visible);
}

void TranscriptCanvas::Impl::paint_margin(wxDC& dc, const PageBlock& block, int y) {
  const auto& colours = palette(mode);
  const auto& turn = text->turns[block.turn];
  const int line_height = layout->metrics().line_height;
  dc.SetFont(words_font());
  const int base = y + (line_height - dc.GetCharHeight()) / 2 + dc.GetFontMetrics().ascent;
  const auto put = [&](const wxString& words, int x, bool right) {
    const int width = dc.GetTextExtent(words).x;
    dc.DrawText(words, right ? x - width : x, base - dc.GetFontMetrics().ascent);
    return width;
  };
  dc.SetFont(margin_font(11.5));
  dc.SetTextForeground(to_wx(colours.faint));
  put(wxString(std::to_string(block.turn + 1)), number_right, true);
  int right = time_right;
  if (turn.start_ms) {
    dc.SetFont(margin_font(11));
    right -= put(clock_of(*turn.start_ms), time_right, true) + canvas.FromDIP(4);
  }
  if (turn.speaker < text->speakers.size()) {
    const auto& speaker = text->speakers[turn.speaker];
    dc.SetFont(margin_font(11));
    dc.SetTextForeground(to_wx(speaker.hue                                        ? colours.hues[*speaker.hue % kHues]
                               : speaker.role == model::SpeakerRole::kInterviewer ? colours.faint
                                                                                  : colours.secondary));
    put(wxControl::Ellipsize(upper(to_wx(speaker.label)), dc, wxELLIPSIZE_END, right - name_left), name_left, false);
  }
}

void TranscriptCanvas::Impl::paint_line(wxDC& dc, std::size_t b, std::size_t l, int y) {
  const auto& colours = palette(mode);
  const auto& block = layout->block(b);
  const auto& line = layout->line(b, l);
  const int line_height = layout->metrics().line_height;
  const int gap = canvas.FromDIP(1);
  dc.SetFont(words_font());
  const int text_y = y + (line_height - dc.GetCharHeight()) / 2;
  dc.SetPen(*wxTRANSPARENT_PEN);
  const auto fill = [&](text::CodePointRange range, Rgb colour) {
    dc.SetBrush(wxBrush(to_wx(colour)));
    for (const auto& [x, width] : layout->stretches(b, l, range))
      dc.DrawRectangle(column_left + x, y + gap, width, line_height - 2 * gap);
  };

  // Tints: the hues of my codings under each stretch, averaged.
  const auto& list = codings->codings;
  const auto here = index.overlapping(list, line.range);
  std::vector<text::CodePointOffset> edges{line.range.start, line.range.end};
  for (const auto i : here) {
    if (!list[i].mine && hovered != i) continue;
    edges.push_back(std::clamp(list[i].range.start, line.range.start, line.range.end));
    edges.push_back(std::clamp(list[i].range.end, line.range.start, line.range.end));
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  for (std::size_t e = 0; e + 1 < edges.size() && edges.size() > 2; ++e) {
    const text::CodePointRange part{edges[e], edges[e + 1]};
    std::array<bool, kHues> seen{};
    std::array<int, 3> sum{};
    int count = 0;
    for (const auto i : here) {
      if ((!list[i].mine && hovered != i) || !list[i].range.overlaps(part)) continue;
      const auto hue = codings->codes[list[i].code].hue;
      if (seen[hue]) continue;
      seen[hue] = true;
      ++count;
      sum[0] += colours.hues[hue].red;
      sum[1] += colours.hues[hue].green;
      sum[2] += colours.hues[hue].blue;
    }
    if (count == 0) continue;
    const auto average = [&](int channel) { return static_cast<std::uint8_t>(channel / count); };
    Rgb ground = tint(colours, {average(sum[0]), average(sum[1]), average(sum[2])}, static_cast<std::size_t>(count));
    if (hovered && list[*hovered].range.overlaps(part))
      ground = mix(colours.paper, colours.hues[codings->codes[list[*hovered].code].hue], 0.34);
    fill(part, ground);
  }
  // A one-edge line that lies inside a coding whole has its tint too.
  if (edges.size() == 2 && !here.empty()) {
    std::array<bool, kHues> seen{};
    std::array<int, 3> sum{};
    int count = 0;
    for (const auto i : here) {
      if (!list[i].mine && hovered != i) continue;
      const auto hue = codings->codes[list[i].code].hue;
      if (seen[hue]) continue;
      seen[hue] = true;
      ++count;
      sum[0] += colours.hues[hue].red;
      sum[1] += colours.hues[hue].green;
      sum[2] += colours.hues[hue].blue;
    }
    if (count > 0) {
      const auto average = [&](int channel) { return static_cast<std::uint8_t>(channel / count); };
      fill(line.range,
           tint(colours, {average(sum[0]), average(sum[1]), average(sum[2])}, static_cast<std::size_t>(count)));
    }
  }

  // What was found, what is selected.
  const auto hit = std::lower_bound(hits.begin(), hits.end(), line.range.start,
                                    [](const text::CodePointRange& a, text::CodePointOffset p) { return a.end <= p; });
  for (auto it = hit; it != hits.end() && it->start < line.range.end; ++it) {
    const bool current = current_hit && static_cast<std::size_t>(it - hits.begin()) == *current_hit;
    dc.SetPen(wxPen(to_wx(current ? colours.to_check : colours.faint), canvas.FromDIP(current ? 2 : 1)));
    dc.SetBrush(*wxTRANSPARENT_BRUSH);
    for (const auto& [x, width] : layout->stretches(b, l, *it))
      dc.DrawRectangle(column_left + x - gap, y + gap, width + 2 * gap, line_height - 2 * gap);
    dc.SetPen(*wxTRANSPARENT_PEN);
  }
  const auto chosen = selection();
  if (!chosen.empty() && chosen.overlaps(line.range)) {
    const bool is_active = active && std::any_of(here.begin(), here.end(), [&](std::size_t i) {
                             return list[i].id == *active && list[i].range == chosen;
                           });
    if (!is_active) fill(chosen, colours.selected_words);
  }

  // The words.
  const bool interviewer = block.turn != PageBlock::kNoTurn &&
                           text->turns[block.turn].speaker < text->speakers.size() &&
                           text->speakers[text->turns[block.turn].speaker].role == model::SpeakerRole::kInterviewer;
  dc.SetTextForeground(to_wx(block.turn == PageBlock::kNoTurn ? colours.faint
                             : interviewer                    ? colours.secondary
                                                              : colours.ink));
  dc.SetLayoutDirection(wxLayout_LeftToRight);
  for (const auto& run : line.runs) {
    const auto words = layout->map().slice(run.range);
    dc.DrawText(to_wx(directed(words, run.right_to_left ? text::WritingDirection::kRightToLeft
                                                        : text::WritingDirection::kLeftToRight)),
                column_left + run.x, text_y);
    for (const auto& [from, to] : redaction_marks(words)) {
      const auto at = [&](std::size_t byte) {
        return run.range.start + text::count_code_points(words.substr(0, byte));
      };
      dc.SetPen(wxPen(to_wx(colours.faint)));
      dc.SetBrush(*wxTRANSPARENT_BRUSH);
      for (const auto& [x, width] : layout->stretches(b, l, {at(from), at(to)}))
        dc.DrawRectangle(column_left + x - gap, text_y, width + 2 * gap, dc.GetCharHeight());
      dc.SetPen(*wxTRANSPARENT_PEN);
    }
  }
  // The coding in question.
  for (const auto i : here) {
    if (!active || list[i].id != *active) continue;
    dc.SetPen(wxPen(to_wx(colours.hues[codings->codes[list[i].code].hue]), canvas.FromDIP(2)));
    for (const auto& [x, width] : layout->stretches(b, l, list[i].range))
      dc.DrawLine(column_left + x, y + line_height - canvas.FromDIP(2), column_left + x + width,
                  y + line_height - canvas.FromDIP(2));
  }
  // The caret.
  if (chosen.empty() && canvas.HasFocus() && caret >= line.range.start && caret <= line.range.end &&
      layout->place_of(PageCaret{caret, side}) == PagePlace{b, l}) {
    const int x = layout->x_of({b, l}, PageCaret{caret, side});
    dc.SetPen(wxPen(to_wx(colours.ink), std::max(1, canvas.FromDIP(1))));
    dc.DrawLine(column_left + x, text_y, column_left + x, text_y + dc.GetCharHeight());
  }
}

int TranscriptCanvas::Impl::y_of(text::CodePointOffset position, bool end) {
  const auto block = layout->block_of(position);
  if (!layout->block(block).laid_out) return layout->top(block) - scroll;
  const auto place = layout->place_of(position);
  return layout->line_top(place.block, place.line) - scroll + (end ? layout->metrics().line_height : 0);
}

void TranscriptCanvas::Impl::paint_stripes(wxDC& dc, text::CodePointRange visible) {
  const auto& colours = palette(mode);
  const auto& list = codings->codings;
  const int client = canvas.GetClientSize().y;
  const int step = canvas.FromDIP(kLaneStep);
  const int lane_width = canvas.FromDIP(kLane);
  const int room = canvas.GetClientSize().x - stripes_left - canvas.FromDIP(kNamesWidth) - canvas.FromDIP(16);
  lanes_shown = static_cast<std::uint32_t>(std::max(2, room / step));
  const int edge = canvas.GetClientSize().x - canvas.FromDIP(8);
  if (all_lanes)
    lanes_shown = std::max(lanes_shown, static_cast<std::uint32_t>(std::max(2, (edge - stripes_left) / step)));
  struct Name {
    int y;
    int stripe_x;
    std::size_t coding;
  };
  std::vector<Name> names;
  std::uint32_t widest = 0;
  std::map<int, std::vector<std::size_t>> folded;  // by line of the screen: the codings without a lane of their own
  for (const auto i : index.overlapping(list, visible)) {
    const int top = std::max(y_of(list[i].range.start, false), -lane_width) + canvas.FromDIP(2);
    const int bottom = std::min(y_of(list[i].range.end - 1, true), client + lane_width) - canvas.FromDIP(2);
    if (bottom <= 0 || top >= client) continue;
    if (lanes[i] + 1 >= lanes_shown && lane_count > lanes_shown) {
      for (int y = std::max(0, top); y < std::min(client, bottom); y += layout->metrics().line_height)
        folded[y / layout->metrics().line_height].push_back(i);
      continue;
    }
    widest = std::max(widest, lanes[i]);
    const wxRect rect(stripes_left + static_cast<int>(lanes[i]) * step, top, lane_width,
                      std::max(lane_width, bottom - top));
    const wxColour hue = to_wx(colours.hues[codings->codes[list[i].code].hue]);
    dc.SetPen(wxPen(hue));
    dc.SetBrush(wxBrush(hue, wxBRUSHSTYLE_SOLID));
    if (list[i].mine) {
      dc.DrawRectangle(rect);
    } else {
      // Another coder's: hatched.
      dc.SetBrush(wxBrush(to_wx(colours.paper)));
      dc.DrawRectangle(rect);
      const wxDCClipper clip(dc, rect);
      dc.SetPen(wxPen(hue, canvas.FromDIP(2)));
      const int low = std::max(rect.y, -step);
      const int high = std::min(rect.GetBottom(), client + step);
      for (int y = low - lane_width; y <= high; y += canvas.FromDIP(5))
        dc.DrawLine(rect.x, y + lane_width, rect.x + lane_width, y);
    }
    const bool boxed = (active && list[i].id == *active) || hovered == i;
    if (boxed) {
      dc.SetPen(wxPen(to_wx(colours.ink)));
      dc.SetBrush(*wxTRANSPARENT_BRUSH);
      wxRect box = rect;
      box.Inflate(canvas.FromDIP(2));
      dc.DrawRectangle(box);
    }
    stripe_rects.push_back({rect, i});
    names.push_back({std::max(top, canvas.FromDIP(2)), rect.x + lane_width, i});
  }
  if (!folded.empty()) {
    // A bar as dark, and as wide, as there are codings in it; its frame says that there is something to open.
    const int x = stripes_left + static_cast<int>(lanes_shown - 1) * step;
    const int line_height = layout->metrics().line_height;
    const int full = step;
    widest = std::max(widest, lanes_shown - 1);
    std::size_t most = 1;
    for (const auto& [row, here] : folded) most = std::max(most, here.size());
    for (auto& [row, here] : folded) {
      const double share = static_cast<double>(here.size()) / static_cast<double>(most);
      const int width = std::max(canvas.FromDIP(3), static_cast<int>(share * full));
      dc.SetPen(*wxTRANSPARENT_PEN);
      dc.SetBrush(wxBrush(to_wx(mix(colours.paper, colours.secondary, 0.12))));
      dc.DrawRectangle(x, row * line_height, full, line_height);
      dc.SetBrush(wxBrush(to_wx(mix(colours.paper, colours.secondary, 0.35 + 0.5 * share))));
      dc.DrawRectangle(x, row * line_height, width, line_height);
      folded_rects.push_back({wxRect(x, row * line_height, full, line_height), std::move(here)});
    }
    dc.SetPen(wxPen(to_wx(colours.line)));
    for (const auto& one : folded_rects) {
      dc.DrawLine(one.rect.x + full, one.rect.y, one.rect.x + full, one.rect.GetBottom() + 1);
    }
  }
  // Names at the top of each run, pushed apart, with a thin leader.
  names_left = stripes_left + static_cast<int>(widest + 1) * step + canvas.FromDIP(20);
  const int width = canvas.GetClientSize().x - names_left - canvas.FromDIP(8);
  if (width < canvas.FromDIP(40)) return;
  wxFont font = Look::get().tool();
  font.SetFractionalPointSize(font.GetFractionalPointSize() * 11.5 / 13.0);
  dc.SetFont(font);
  std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.y < b.y; });
  std::vector<int> wanted;
  for (const auto& name : names) wanted.push_back(name.y);
  const int height = dc.GetCharHeight();
  const auto tops = spread_labels(wanted, height, 0, client);
  for (std::size_t n = 0; n < tops.size(); ++n) {
    const auto& coding = list[names[n].coding];
    const wxString coder = to_wx(codings->coders[coding.coder]);
    dc.SetPen(wxPen(to_wx(colours.line)));
    const int from_y = std::clamp(names[n].y + canvas.FromDIP(1), 0, client);
    const int middle = tops[n] + height / 2;
    dc.DrawLine(names[n].stripe_x + 1, from_y, names_left - canvas.FromDIP(12), from_y);
    dc.DrawLine(names_left - canvas.FromDIP(12), from_y, names_left - canvas.FromDIP(3), middle);
    const int coder_width = dc.GetTextExtent(coder).x;
    const wxString label = wxControl::Ellipsize(to_wx(codings->codes[coding.code].name), dc, wxELLIPSIZE_END,
                                                std::max(canvas.FromDIP(30), width - coder_width - canvas.FromDIP(6)));
    dc.SetTextForeground(to_wx(hovered == names[n].coding ? colours.link : colours.ink));
    dc.DrawText(label, names_left, tops[n]);
    dc.SetTextForeground(to_wx(colours.faint));
    dc.DrawText(coder, names_left + dc.GetTextExtent(label).x + canvas.FromDIP(5), tops[n]);
  }
}

}  // namespace polyvocal::gui
