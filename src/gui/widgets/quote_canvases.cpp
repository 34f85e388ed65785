#include "gui/widgets/quote_canvases.hpp"

#include <wx/dcbuffer.h>
#include <wx/dcclient.h>

#include <algorithm>
#include <set>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr double kQuotePixels = 15;

std::string turns_of(const app::CollectedQuoteView& quote) {
  const bool one = quote.first_turn == quote.last_turn;
  return messages::message(one ? "quotes.turn" : "quotes.turns", {{"document", quote.document},
                                                                  {"first", std::to_string(quote.first_turn)},
                                                                  {"last", std::to_string(quote.last_turn)}});
}

/// The quote as it is printed: participants' words in their face, what a researcher put in fainter.
void add_pieces(FlowText& flow, const app::CollectedQuoteView& quote, double pixels) {
  const auto& look = Look::get();
  const auto& colours = look.colours();
  for (const auto& piece : quote.pieces) {
    switch (piece.kind) {
      case model::PieceKind::kWords:
        flow.add(to_wx(piece.text), look.words(pixels), to_wx(colours.ink));
        break;
      case model::PieceKind::kVoice:
        flow.add(to_wx(piece.text).Upper(), look.heading(), to_wx(colours.secondary));
        break;
      default:
        flow.add(to_wx(piece.text), look.words(pixels), to_wx(colours.faint));
    }
  }
}

GroupLook look_of(const GroupLooks* looks, const app::CollectedQuoteView& quote) {
  return looks == nullptr || quote.groups.empty() ? GroupLook{} : looks->of(quote.groups.front());
}

}  // namespace

std::pair<const char*, Rgb> status_look(const app::CollectedQuoteView& quote, const Palette& colours) {
  const auto& stale = quote.stale;
  if (std::find(stale.begin(), stale.end(), "consent-ended") != stale.end()) return {"\xE2\x8A\x96 ", colours.stopped};
  if (!stale.empty()) return {"\xE2\x96\xB3 ", colours.to_check};
  switch (quote.quote.status) {
    case model::QuoteStatus::kApproved:
      return {"\xE2\x9C\x93 ", colours.ready};
    case model::QuoteStatus::kChecked:
      return {"\xE2\x97\x90 ", colours.secondary};
    case model::QuoteStatus::kDraft:
      break;
  }
  return {"\xE2\x97\x8B ", colours.faint};
}

// --- the list

QuoteListCanvas::QuoteListCanvas(wxWindow* parent, Events events)
    : wxScrolledCanvas(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxWANTS_CHARS),
      events_(std::move(events)) {
  SetName(tr("pane.quotes"));
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  SetScrollRate(0, FromDIP(12));
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    if (GetClientSize().x != width_) lay_out();
    Refresh(false);
  });
  Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) { on_key(event); });
  Bind(wxEVT_SET_FOCUS, [this](wxFocusEvent& event) {
    event.Skip();
    Refresh(false);
  });
  Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent& event) {
    event.Skip();
    Refresh(false);
  });
  const auto row_at = [this](wxPoint client) {
    const int y = CalcUnscrolledPosition(client).y;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (y >= rows_[i].top && y < rows_[i].top + rows_[i].height) return i;
    }
    return rows_.size();
  };
  Bind(wxEVT_LEFT_DOWN, [this, row_at](wxMouseEvent& event) {
    SetFocus();
    const auto row = row_at(event.GetPosition());
    if (row < rows_.size() && desk_->rows()[row].heading.empty()) events_.chosen(desk_->rows()[row].quote);
  });
  Bind(wxEVT_LEFT_DCLICK, [this, row_at](wxMouseEvent& event) {
    const auto row = row_at(event.GetPosition());
    if (row < rows_.size() && desk_->rows()[row].heading.empty()) events_.opened();
  });
}

void QuoteListCanvas::show(const QuotesDesk* desk, const GroupLooks* looks) {
  desk_ = desk;
  looks_ = looks;
  lay_out();
  Refresh(false);
}

int QuoteListCanvas::facts_width() const {
  return FromDIP(132);
}

void QuoteListCanvas::lay_out() {
  rows_.clear();
  width_ = GetClientSize().x;
  if (desk_ == nullptr) return;
  wxClientDC dc(this);
  const auto& look = Look::get();
  const auto& colours = look.colours();
  const int left = FromDIP(36);
  const int text_width = std::max(FromDIP(160), width_ - left - facts_width() - FromDIP(24));
  int y = 0;
  for (const auto& row : desk_->rows()) {
    Laid laid;
    laid.top = y;
    if (!row.heading.empty()) {
      laid.text.add(to_wx(row.heading), look.tool_bold(), to_wx(colours.ink));
      laid.text.add("   " + to_wx(row.count), look.secondary(), to_wx(colours.secondary));
      laid.text.lay_out(dc, std::max(FromDIP(160), width_ - FromDIP(32)), 1.2);
      laid.height = laid.text.height() + FromDIP(16);
    } else {
      const auto& quote = desk_->quotes()[row.quote];
      add_pieces(laid.text, quote, kQuotePixels);
      laid.text.end_line();
      laid.text.add(to_wx("\xE2\x80\x94 " + quote.attribution), look.tool(), to_wx(colours.secondary));
      if (!quote.verbatim) laid.text.add("  (" + tr("report.notes") + ")", look.secondary(), to_wx(colours.to_check));
      laid.text.lay_out(dc, text_width, 1.35);
      const auto [sign, colour] = status_look(quote, colours);
      laid.facts.add(to_wx(sign), look.secondary(), to_wx(colour));
      const std::string status =
          quote.stale.empty() ? "quote-status." + std::string(app::status_name(quote.quote.status)) : "quotes.look";
      laid.facts.add(tr(status), look.secondary(), to_wx(colour));
      laid.facts.end_line();
      laid.facts.add(to_wx(turns_of(quote)), look.secondary(), to_wx(colours.faint));
      laid.facts.end_line();
      laid.facts.add(to_wx(messages::counted("count.words", quote.words)), look.secondary(), to_wx(colours.faint));
      laid.facts.lay_out(dc, facts_width(), 1.2);
      laid.height = std::max(laid.text.height(), laid.facts.height()) + FromDIP(24);
    }
    y += laid.height;
    rows_.push_back(std::move(laid));
  }
  SetVirtualSize(width_, y);
}

wxRect QuoteListCanvas::row_rect(std::size_t row) const {
  if (row >= rows_.size()) return {};
  const wxPoint at = CalcScrolledPosition(wxPoint(0, rows_[row].top));
  return {0, at.y, width_, rows_[row].height};
}

void QuoteListCanvas::scroll_to_current() {
  if (desk_ == nullptr || desk_->current() == nullptr) return;
  for (std::size_t i = 0; i < rows_.size() && i < desk_->rows().size(); ++i) {
    const auto& row = desk_->rows()[i];
    if (!row.heading.empty() || desk_->quotes()[row.quote].label != desk_->current()->label) continue;
    const wxRect rect = row_rect(i);
    const int unit = FromDIP(12);
    if (rect.y < 0 || rect.height > GetClientSize().y)
      Scroll(0, rows_[i].top / unit);
    else if (rect.GetBottom() > GetClientSize().y)
      Scroll(0, (rows_[i].top + rows_[i].height - GetClientSize().y + unit - 1) / unit);
  }
}

void QuoteListCanvas::on_key(wxKeyEvent& event) {
  if (desk_ == nullptr || event.HasAnyModifiers()) {
    event.Skip();
    return;
  }
  switch (event.GetKeyCode()) {
    case WXK_UP:
      events_.stepped(Direction::kBack);
      break;
    case WXK_DOWN:
      events_.stepped(Direction::kForward);
      break;
    case WXK_RETURN:
    case WXK_NUMPAD_ENTER:
      events_.opened();
      break;
    case WXK_DELETE:
      events_.removed();
      break;
    default:
      event.Skip();
  }
}

void QuoteListCanvas::paint() {
  wxAutoBufferedPaintDC dc(this);
  const auto& look = Look::get();
  const auto& colours = look.colours();
  dc.SetBackground(wxBrush(to_wx(colours.paper)));
  dc.Clear();
  if (desk_ == nullptr) return;
  const int pad = FromDIP(16);
  if (rows_.empty()) {
    FlowText empty;
    empty.add(tr(desk_->collection() == nullptr ? "empty.quotes" : "empty.collection"), look.tool(),
              to_wx(colours.faint));
    empty.lay_out(dc, std::max(FromDIP(200), std::min(GetClientSize().x - 2 * pad, FromDIP(520))), 1.4);
    empty.draw(dc, {pad, FromDIP(24)});
    return;
  }
  const auto* current = desk_->current();
  for (std::size_t i = 0; i < rows_.size() && i < desk_->rows().size(); ++i) {
    const wxRect rect = row_rect(i);
    if (rect.GetBottom() < 0) continue;
    if (rect.y > GetClientSize().y) break;
    const auto& row = desk_->rows()[i];
    dc.SetPen(*wxTRANSPARENT_PEN);
    if (!row.heading.empty()) {
      dc.SetBrush(wxBrush(to_wx(colours.bar)));
      dc.DrawRectangle(rect);
      rows_[i].text.draw(dc, {pad, rect.y + FromDIP(8)});
    } else {
      const auto& quote = desk_->quotes()[row.quote];
      if (current != nullptr && quote.label == current->label) {
        dc.SetBrush(wxBrush(to_wx(colours.pale_selection)));
        dc.DrawRectangle(rect);
        if (HasFocus()) {
          dc.SetBrush(wxBrush(to_wx(colours.accent)));
          dc.DrawRectangle(rect.x, rect.y, FromDIP(3), rect.height);
          dc.SetPen(*wxTRANSPARENT_PEN);
        }
      }
      const auto group = look_of(looks_, quote);
      if (group.mark != Mark::kNone)
        draw_mark(dc, group.mark, to_wx(colours.hues[group.hue]), {FromDIP(20), rect.y + FromDIP(23)}, FromDIP(11));
      rows_[i].text.draw(dc, {FromDIP(36), rect.y + FromDIP(12)});
      rows_[i].facts.draw(dc, {rect.width - facts_width() - FromDIP(8), rect.y + FromDIP(14)});
    }
    dc.SetPen(wxPen(to_wx(colours.hairline)));
    dc.DrawLine(0, rect.GetBottom(), rect.width, rect.GetBottom());
  }
}

// --- the editor

QuoteEditorCanvas::QuoteEditorCanvas(wxWindow* parent, Events events)
    : wxScrolledCanvas(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxWANTS_CHARS),
      events_(std::move(events)) {
  SetName(tr("quotes.original"));
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  SetScrollRate(0, FromDIP(12));
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    if (GetClientSize().x != width_) lay_out();
    Refresh(false);
  });
  Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) { on_key(event); });
  for (const auto type : {wxEVT_SET_FOCUS, wxEVT_KILL_FOCUS}) {
    Bind(type, [this](wxFocusEvent& event) {
      event.Skip();
      lay_out();
      Refresh(false);
    });
  }
  Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) {
    SetFocus();
    const int word = word_at(event.GetPosition());
    if (word < 0) return;
    events_.chosen(static_cast<std::size_t>(word), event.ShiftDown());
    if (!HasCapture()) CaptureMouse();
  });
  const auto drag = [this](wxMouseEvent& event) {
    if (!HasCapture()) return;
    const int word = word_at(event.GetPosition());
    if (word >= 0) events_.chosen(static_cast<std::size_t>(word), true);
    if (!event.LeftIsDown()) ReleaseMouse();
  };
  Bind(wxEVT_MOTION, drag);
  Bind(wxEVT_LEFT_UP, drag);
  Bind(wxEVT_MOUSE_CAPTURE_LOST, [](wxMouseCaptureLostEvent&) {});
}

void QuoteEditorCanvas::show(const QuotesDesk* desk, const GroupLooks* looks) {
  desk_ = desk;
  looks_ = looks;
  lay_out();
  Refresh(false);
}

void QuoteEditorCanvas::lay_out() {
  quote_ = {};
  facts_ = {};
  original_ = {};
  width_ = GetClientSize().x;
  if (desk_ == nullptr || desk_->collection() == nullptr) return;
  wxClientDC dc(this);
  const auto& look = Look::get();
  const auto& colours = look.colours();
  const int pad = FromDIP(16);
  const int width = std::max(FromDIP(160), width_ - 2 * pad);
  int y = pad;
  if (const auto* quote = desk_->current()) {
    add_pieces(quote_, *quote, 17);
    quote_.end_line();
    quote_.add(to_wx("\xE2\x80\x94 " + quote->attribution), look.tool(), to_wx(colours.ink));
    quote_.lay_out(dc, width, 1.4);
    y += quote_.height() + FromDIP(12);
    const auto [sign, colour] = status_look(*quote, colours);
    const auto line = [&](const wxString& text, Rgb ink) {
      facts_.add(text, look.secondary(), to_wx(ink));
      facts_.end_line();
    };
    line(to_wx(sign) +
             tr("quotes.status-by",
                {{"status", messages::message("quote-status." + std::string(app::status_name(quote->quote.status)))},
                 {"coder", quote->coder}}),
         colour);
    for (const auto& reason : quote->stale)
      line(to_wx("\xE2\x96\xB3 ") + tr("stale." + reason),
           reason == "consent-ended" ? colours.stopped : colours.to_check);
    line(to_wx(turns_of(*quote) + " \xC2\xB7 " + messages::counted("count.words", quote->words) + " \xC2\xB7 " +
               quote->label),
         colours.faint);
    facts_.lay_out(dc, width, 1.3);
    y += facts_.height() + FromDIP(44);
    original_top_ = y;
    const auto chosen = desk_->selected();
    const auto ground = to_wx(HasFocus() ? colours.selected_words : colours.pale_selection);
    const auto& words = desk_->words();
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto& word = words[i];
      const int tag = static_cast<int>(i);
      if (word.line && i > 0) original_.end_line();
      if (!word.voice.empty()) original_.add(to_wx(word.voice).Upper(), look.heading(), to_wx(colours.secondary));
      if (!word.clarification.empty())
        original_.add(to_wx(word.clarification) + " ", look.words(kQuotePixels), to_wx(colours.link));
      const bool marked = chosen && i >= chosen->first && i <= chosen->second;
      if (!word.text.empty()) {
        original_.add_run({to_wx(word.text), look.words(kQuotePixels),
                           to_wx(word.left_out ? colours.faint : colours.ink), marked ? ground : wxColour(),
                           word.left_out, tag});
        const bool on = marked && i < chosen->second;
        original_.add_run({" ", look.words(kQuotePixels), to_wx(colours.ink), on ? ground : wxColour(), false, tag});
      }
    }
    original_.lay_out(dc, width, 1.4);
    y += original_.height() + FromDIP(28);
  } else {
    y += FromDIP(24);
  }
  voices_top_ = y;
  const auto groups = static_cast<int>(desk_->collection()->groups.size());
  SetVirtualSize(width_, y + FromDIP(60) + groups * FromDIP(48) + FromDIP(24));
}

wxRect QuoteEditorCanvas::word_rect(std::size_t word) const {
  const wxRect rect = original_.rect_of(static_cast<int>(word));
  if (rect.width == 0) return {};
  const wxPoint at = CalcScrolledPosition(wxPoint(FromDIP(16) + rect.x, original_top_ + rect.y));
  return {at.x, at.y, rect.width, rect.height};
}

int QuoteEditorCanvas::word_at(wxPoint client) const {
  const wxPoint at = CalcUnscrolledPosition(client);
  return original_.at({at.x - FromDIP(16), at.y - original_top_});
}

void QuoteEditorCanvas::on_key(wxKeyEvent& event) {
  if (desk_ == nullptr || event.ControlDown() || event.AltDown()) {
    event.Skip();
    return;
  }
  switch (event.GetKeyCode()) {
    case WXK_LEFT:
      events_.stepped(Direction::kBack, event.ShiftDown());
      break;
    case WXK_RIGHT:
      events_.stepped(Direction::kForward, event.ShiftDown());
      break;
    case WXK_RETURN:
    case WXK_NUMPAD_ENTER:
      events_.opened();
      break;
    case WXK_DELETE:
      if (event.ShiftDown())
        event.Skip();
      else
        events_.removed();
      break;
    default:
      event.Skip();
  }
}

void QuoteEditorCanvas::draw_voices(wxDC& dc, int y) {
  const auto& look = Look::get();
  const auto& colours = look.colours();
  const int pad = FromDIP(16);
  const auto& view = *desk_->collection();
  dc.SetFont(look.heading());
  dc.SetTextForeground(to_wx(colours.secondary));
  dc.DrawText(tr("quotes.balance").Upper(), pad, y);
  y += FromDIP(26);
  for (const auto& group : view.groups) {
    const GroupLook group_look = looks_ == nullptr ? GroupLook{} : looks_->of(group.name);
    dc.SetFont(look.tool_bold());
    dc.SetTextForeground(to_wx(colours.ink));
    dc.DrawText(group.name.empty() ? tr("word.no-value") : to_wx(group.name), pad, y);
    dc.SetFont(look.secondary());
    dc.SetTextForeground(to_wx(colours.secondary));
    const wxString figures = tr("quotes.group-figures", {{"quotes", messages::counted("count.quotes", group.quotes)},
                                                         {"cases", std::to_string(group.cases)},
                                                         {"all", std::to_string(group.all_cases)}});
    dc.DrawText(figures, width_ - pad - dc.GetTextExtent(figures).x, y + 1);
    y += FromDIP(28);
    // One mark a participant: filled if quoted, with a figure if more than once.
    const int step = std::min(
        FromDIP(18), std::max(FromDIP(6), (width_ - 2 * pad) / std::max(1, static_cast<int>(group.all_cases))));
    int x = pad + step / 2;
    std::int64_t drawn = 0;
    const auto hue = to_wx(group_look.mark == Mark::kNone ? colours.secondary : colours.hues[group_look.hue]);
    const Mark mark = group_look.mark == Mark::kNone ? Mark::kRound : group_look.mark;
    for (const auto& voice : view.voices) {
      if (voice.group != group.name) continue;
      draw_mark(dc, mark, hue, {x, y}, FromDIP(12));
      if (voice.quotes > 1) {
        dc.SetFont(look.secondary().Scaled(0.8F));
        dc.SetTextForeground(to_wx(colours.paper));
        const wxString figure = std::to_string(voice.quotes);
        const wxSize size = dc.GetTextExtent(figure);
        dc.DrawText(figure, x - size.x / 2, y - size.y / 2);
      }
      x += step;
      ++drawn;
    }
    for (; drawn < group.all_cases; ++drawn) {
      draw_mark(dc, mark, hue, {x, y}, FromDIP(12));
      draw_mark(dc, mark, to_wx(colours.paper), {x, y}, FromDIP(mark == Mark::kTriangle ? 7 : 9));
      x += step;
    }
    y += FromDIP(20);
  }
}

void QuoteEditorCanvas::paint() {
  wxAutoBufferedPaintDC dc(this);
  const auto& look = Look::get();
  const auto& colours = look.colours();
  dc.SetBackground(wxBrush(to_wx(colours.pane)));
  dc.Clear();
  if (desk_ == nullptr || desk_->collection() == nullptr) return;
  const int pad = FromDIP(16);
  const int y = CalcScrolledPosition(wxPoint(0, 0)).y;
  if (desk_->current() != nullptr) {
    quote_.draw(dc, {pad, y + pad});
    facts_.draw(dc, {pad, y + pad + quote_.height() + FromDIP(12)});
    dc.SetFont(look.heading());
    dc.SetTextForeground(to_wx(colours.secondary));
    dc.DrawText(tr("quotes.original").Upper(), pad, y + original_top_ - FromDIP(24));
    original_.draw(dc, {pad, y + original_top_});
    dc.SetPen(wxPen(to_wx(colours.hairline)));
    for (const int line : {original_top_ - FromDIP(34), voices_top_ - FromDIP(12)})
      dc.DrawLine(0, y + line, width_, y + line);
  }
  draw_voices(dc, y + voices_top_);
}

}  // namespace polyvocal::gui
