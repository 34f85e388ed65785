#include <algorithm>

#include "gui/widgets/readable.hpp"
#include "gui/widgets/transcript_canvas_internal.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

using text::CodePointOffset;
using text::CodePointRange;

/// The page as screen readers read it: the whole text, speakers' labels at the start of their turn's first line.
class TranscriptCanvas::Impl::Reading : public ReadableWords {
 public:
  explicit Reading(Impl& canvas) : canvas_(canvas) {}

  const text::OffsetMap* words() override {
    return canvas_.layout && canvas_.layout->blocks() > 0 ? &canvas_.layout->map() : nullptr;
  }
  CodePointOffset caret() override { return canvas_.caret; }
  CodePointRange selection() override { return canvas_.selection(); }
  std::string language() override { return canvas_.text->language; }

  bool select(CodePointRange range) override {
    const auto grown = grow_to_graphemes(*canvas_.layout, range);
    canvas_.wanted_x = -1;
    canvas_.select(grown.start, grown.end);
    canvas_.reveal(grown);
    return true;
  }

  CodePointRange unit_at(CodePointOffset position, ReadingUnit unit) override {
    const auto block = block_of(position);
    const CodePointRange all{start_of(block), start_of(block + 1)};
    if (unit != ReadingUnit::kLine) return unit_within(*words(), all, position, unit, language());
    canvas_.layout->lay_out(block);
    const auto& lines = canvas_.layout->block(block).lines;
    std::size_t line = 0;
    while (line + 1 < lines.size() && position >= lines[line + 1].range.start) ++line;
    return {line == 0 ? all.start : lines[line].range.start,
            line + 1 == lines.size() ? all.end : lines[line + 1].range.start};
  }

  /// Nothing for what is out of sight, and for labels.
  std::vector<wxRect> rects_of(CodePointRange range) override {
    auto& layout = *canvas_.layout;
    const int client = canvas_.canvas.GetClientSize().y;
    const int height = layout.metrics().line_height;
    std::vector<wxRect> rects;
    auto block = std::max(layout.block_of(range.start), layout.block_at(canvas_.scroll));
    for (; block < layout.blocks() && layout.block(block).range.start < range.end; ++block) {
      if (layout.top(block) - canvas_.scroll >= client) break;
      layout.lay_out(block);
      for (std::size_t line = 0; line < layout.block(block).lines.size(); ++line) {
        const int y = layout.line_top(block, line) - canvas_.scroll;
        if (y + height <= 0 || y >= client || !layout.block(block).lines[line].range.overlaps(range)) continue;
        for (const auto& [x, width] : layout.stretches(block, line, range))
          rects.emplace_back(canvas_.column_left + x, y, width, height);
      }
    }
    return rects;
  }

  std::optional<CodePointOffset> position_at(wxPoint point) override {
    const auto caret = canvas_.caret_at(point);
    return caret ? std::optional(caret->at) : std::nullopt;
  }

 private:
  /// Where reading a block begins: behind the line feed that ends the one before, with the label.
  CodePointOffset start_of(std::size_t block) {
    const auto& layout = *canvas_.layout;
    if (block == 0) return {};
    if (block >= layout.blocks()) return layout.map().code_points();
    const auto end = layout.map().to_byte(layout.block(block - 1).range.end);
    const auto feed = layout.map().text().find('\n', static_cast<std::size_t>(end.value));
    const auto next = layout.block(block).range.start;
    if (feed == std::string_view::npos) return next;
    return std::min(next, layout.map().to_code_point(text::ByteOffset(static_cast<std::int64_t>(feed) + 1)));
  }
  std::size_t block_of(CodePointOffset position) {
    const auto block = canvas_.layout->block_of(position);
    return block + 1 < canvas_.layout->blocks() && position >= start_of(block + 1) ? block + 1 : block;
  }

  Impl& canvas_;
};

void TranscriptCanvas::Impl::make_readable() {
  reading = std::make_unique<Reading>(*this);
  readable = std::make_unique<Readable>(canvas, *reading, Readable::Kind::kDocument);
}

TranscriptCanvas::Impl::~Impl() {
  readable.reset();  // it asks the rest
}

}  // namespace polyvocal::gui
