#include "gui/presenter/palette.hpp"

#include <gtest/gtest.h>

namespace polyvocal::gui {
namespace {

constexpr Mode kModes[] = {Mode::kLight, Mode::kDark};

TEST(Palette, ContrastIsWcags) {
  EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21.0, 0.01);
  EXPECT_NEAR(contrast({119, 119, 119}, {255, 255, 255}), 4.48, 0.01);  // the grey that just fails AA
  EXPECT_DOUBLE_EQ(contrast({10, 20, 30}, {200, 100, 0}), contrast({200, 100, 0}, {10, 20, 30}));
}

TEST(Palette, InkStaysReadableOnEveryMixOfHues) {
  for (const Mode mode : kModes) {
    const auto& colours = palette(mode);
    for (std::size_t a = 0; a < kHues; ++a) {
      EXPECT_GE(contrast(colours.ink, tint(colours, colours.hues[a], 1)), 7.0) << a;
      for (std::size_t b = 0; b < kHues; ++b) {
        const Rgb two = mix(colours.hues[a], colours.hues[b], 0.5);
        EXPECT_GE(contrast(colours.ink, tint(colours, two, 2)), 7.0) << a << " " << b;
        for (std::size_t c = 0; c < kHues; ++c)
          EXPECT_GE(contrast(colours.ink, tint(colours, mix(two, colours.hues[c], 1.0 / 3), 3)), 7.0) << a << b << c;
      }
    }
    EXPECT_GE(contrast(colours.ink, colours.selected_words), 7.0);
    EXPECT_GE(contrast(colours.secondary, colours.paper), 4.5);
    EXPECT_GE(contrast(colours.faint, colours.bar), 4.5);
    EXPECT_GE(contrast({255, 255, 255}, colours.focused_row), 4.5);
    for (const auto hue : colours.hues) EXPECT_GE(contrast(hue, colours.paper), 3.0);
  }
}

TEST(Palette, FiguresStayReadableOnEveryStepOfTheHeat) {
  for (const Mode mode : kModes) {
    const auto& colours = palette(mode);
    EXPECT_EQ(heat_ground(colours, 0), colours.paper);
    for (int step = 1; step <= kHeatSteps; ++step) {
      EXPECT_GE(contrast(colours.ink, heat_ground(colours, step)), 7.0) << step;
      EXPECT_GE(contrast(heat_ground(colours, step), heat_ground(colours, step - 1)), 1.08) << step;
    }
  }
  EXPECT_EQ(heat_step(0), 0);
  EXPECT_EQ(heat_step(0.0001), 1);
  EXPECT_EQ(heat_step(0.2), 1);
  EXPECT_EQ(heat_step(0.6), 3);  // not pushed up by what a division leaves
  EXPECT_EQ(heat_step(0.61), 4);
  EXPECT_EQ(heat_step(1), kHeatSteps);
}

TEST(Palette, ACodesOwnColourTakesTheNearestHue) {
  for (std::size_t i = 0; i < kHues; ++i) {
    const Rgb hue = palette(Mode::kLight).hues[i];
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02X%02x", hue.red, hue.green, hue.blue);
    EXPECT_EQ(hue_of(text, 5), i);
  }
  EXPECT_EQ(hue_of("#ff7700", 0), 1U);  // orange
  EXPECT_EQ(hue_of("", 14), 2U);
  EXPECT_EQ(hue_of("red", 3), 3U);
  EXPECT_EQ(hue_of("#12345g", 4), 4U);
}

TEST(Palette, MixingGoesFromGroundToHue) {
  EXPECT_EQ(mix({10, 20, 30}, {110, 220, 130}, 0), (Rgb{10, 20, 30}));
  EXPECT_EQ(mix({10, 20, 30}, {110, 220, 130}, 1), (Rgb{110, 220, 130}));
  EXPECT_EQ(mix({0, 0, 0}, {100, 200, 50}, 0.5), (Rgb{50, 100, 25}));
}

}  // namespace
}  // namespace polyvocal::gui
