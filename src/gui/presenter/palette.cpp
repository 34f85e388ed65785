#include "gui/presenter/palette.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace polyvocal::gui {
namespace {

constexpr Rgb rgb(std::uint32_t value) {
  return {static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>((value >> 8U) & 0xFFU),
          static_cast<std::uint8_t>(value & 0xFFU)};
}

constexpr Palette kLight = {
    .mode = Mode::kLight,
    .paper = rgb(0xffffff),
    .pane = rgb(0xfbfafa),
    .bar = rgb(0xf6f5f4),
    .line = rgb(0xd3cfca),
    .hairline = rgb(0xe7e4e0),
    .ink = rgb(0x1f2022),
    .secondary = rgb(0x5b5e63),
    .faint = rgb(0x686b70),
    .accent = rgb(0x1c71d8),
    .focused_row = rgb(0x1c68c8),
    .pale_selection = rgb(0xdbe8f8),
    .selected_words = rgb(0xb9d5f6),
    .link = rgb(0x1a5fb4),
    .ready = rgb(0x26733a),
    .to_check = rgb(0x8a5300),
    .stopped = rgb(0xb01722),
    .heat = rgb(0x2e4982),
    .hues = {rgb(0x2e49a9), rgb(0xe46f1a), rgb(0x3e8e81), rgb(0xaa324f), rgb(0x575700), rgb(0x433376), rgb(0x009be0),
             rgb(0x593721), rgb(0x729d5e), rgb(0xc96fb3), rgb(0x8f6800), rgb(0x5b6a80)},
};

constexpr Palette kDark = {
    .mode = Mode::kDark,
    .paper = rgb(0x202124),
    .pane = rgb(0x26272a),
    .bar = rgb(0x2b2c2f),
    .line = rgb(0x414247),
    .hairline = rgb(0x34353a),
    .ink = rgb(0xeceae6),
    .secondary = rgb(0xb3b3b1),
    .faint = rgb(0xa0a1a2),
    .accent = rgb(0x62a0ea),
    .focused_row = rgb(0x1c5fb0),
    .pale_selection = rgb(0x2d3c52),
    .selected_words = rgb(0x2c4d78),
    .link = rgb(0x8fbff5),
    .ready = rgb(0x86d39a),
    .to_check = rgb(0xe8b860),
    .stopped = rgb(0xf58a86),
    .heat = rgb(0x78a0e6),
    .hues = {rgb(0x5c9df8), rgb(0xfd8d05), rgb(0x299689), rgb(0xee4d74), rgb(0xdcd166), rgb(0x866be6), rgb(0x4ac1ff),
             rgb(0xcca67b), rgb(0x96e2b1), rgb(0xc675c4), rgb(0x997e06), rgb(0xa8b1bd)},
};

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Rgb c) {
  return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

struct Lab {
  double l;
  double a;
  double b;
};

// OKLab after Ottosson (2020), "A perceptual color space for image processing".
Lab oklab(Rgb c) {
  const double r = linear(c.red);
  const double g = linear(c.green);
  const double b = linear(c.blue);
  const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

bool read_hex(std::string_view text, Rgb& out) {
  if (text.size() != 7 || text[0] != '#') return false;
  std::uint32_t value = 0;
  for (const char c : text.substr(1)) {
    std::uint32_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<std::uint32_t>(c - 'a') + 10;
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<std::uint32_t>(c - 'A') + 10;
    } else {
      return false;
    }
    value = value * 16 + digit;
  }
  out = rgb(value);
  return true;
}

std::uint8_t blend(std::uint8_t ground, std::uint8_t hue, double share) {
  return static_cast<std::uint8_t>(std::lround(ground + (hue - ground) * share));
}

}  // namespace

const Palette& palette(Mode mode) {
  return mode == Mode::kDark ? kDark : kLight;
}

Rgb mix(Rgb ground, Rgb hue, double share) {
  return {blend(ground.red, hue.red, share), blend(ground.green, hue.green, share),
          blend(ground.blue, hue.blue, share)};
}

Rgb tint(const Palette& palette, Rgb average, std::size_t count) {
  const double share = count <= 1 ? 0.18 : count == 2 ? 0.22 : 0.25;
  return mix(palette.paper, average, share);
}

Rgb heat_ground(const Palette& palette, int step) {
  const double strongest = palette.mode == Mode::kDark ? 0.35 : 0.46;
  return mix(palette.paper, palette.heat, strongest * std::clamp(step, 0, kHeatSteps) / kHeatSteps);
}

int heat_step(double share) {
  if (share <= 0) return 0;
  return std::clamp(static_cast<int>(std::ceil(share * kHeatSteps - 1e-9)), 1, kHeatSteps);
}

double contrast(Rgb a, Rgb b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::fmax(la, lb) + 0.05) / (std::fmin(la, lb) + 0.05);
}

std::size_t hue_of(std::string_view colour, std::size_t branch) {
  Rgb own;
  if (!read_hex(colour, own)) return branch % kHues;
  const Lab wanted = oklab(own);
  std::size_t best = 0;
  double least = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < kHues; ++i) {
    const Lab hue = oklab(kLight.hues[i]);
    const double distance =
        std::pow(hue.l - wanted.l, 2) + std::pow(hue.a - wanted.a, 2) + std::pow(hue.b - wanted.b, 2);
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

}  // namespace polyvocal::gui
