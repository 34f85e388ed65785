#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace polyvocal::gui {

struct Rgb {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  friend constexpr bool operator==(const Rgb&, const Rgb&) = default;
};

enum class Mode { kLight, kDark };

/// The shape a participant group has beside its colour, so that nothing is told by colour alone.
enum class Mark { kNone, kRound, kSquare, kDiamond, kTriangle };

/// Number of hues a code can have. Distance 8 in OKLab x 100 separates neighbours also for colour-blind eyes; it does
/// not name them: names stay beside the stripes.
inline constexpr std::size_t kHues = 12;

/// Every colour of the window, for one mode.
struct Palette {
  Mode mode;
  Rgb paper;           ///< behind text and grids
  Rgb pane;            ///< behind lists
  Rgb bar;             ///< behind the window's bars
  Rgb line;            ///< between regions
  Rgb hairline;        ///< inside a region
  Rgb ink;             ///< words
  Rgb secondary;       ///< the interviewer's words, labels
  Rgb faint;           ///< numbers, hints
  Rgb accent;          ///< focus line
  Rgb focused_row;     ///< where the keys go; its text is white
  Rgb pale_selection;  ///< other selections
  Rgb selected_words;
  Rgb link;
  Rgb ready;
  Rgb to_check;
  Rgb stopped;
  Rgb heat;
  std::array<Rgb, kHues> hues;
};

const Palette& palette(Mode mode);

/// `hue` over `ground` at `share` (0 to 1).
Rgb mix(Rgb ground, Rgb hue, double share);
/// The ground behind words that carry `count` (>= 1) codes whose hues average to `average`: 18 % for one code, 22 % for
/// two, 25 % for more, so that ink stays readable on every mix.
Rgb tint(const Palette& palette, Rgb average, std::size_t count);
/// The ground of a cell in a heat map: `step` 1 (pale) to kHeatSteps (strongest), 0 = the paper. Ink keeps a contrast
/// of 7 to 1 on all of them.
inline constexpr int kHeatSteps = 5;
Rgb heat_ground(const Palette& palette, int step);
/// The step of a share, 0 to 1: equal parts, and 0 only for nothing.
int heat_step(double share);
/// Contrast ratio of WCAG 2.1 (relative luminance of sRGB): 1 to 21.
double contrast(Rgb a, Rgb b);

/// A code's hue: the one nearest to its own colour ("#rrggbb") by OKLab distance in the light palette, else, for an
/// empty or unreadable colour, by its place among the top-level codes' branches, so that a branch keeps one hue.
std::size_t hue_of(std::string_view colour, std::size_t branch);

}  // namespace polyvocal::gui
