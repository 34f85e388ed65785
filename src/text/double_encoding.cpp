#include "text/double_encoding.hpp"

#include <algorithm>
#include <array>

#include "text/decode.hpp"
#include "text/offset_map.hpp"
#include "text/utf8.hpp"

namespace polyvocal::text {
namespace {

/// What windows-1252 has at 0x80 to 0x9F (0 where it has nothing), from the table at unicode.org.
constexpr std::array<std::int32_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                       0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The byte that windows-1252 shows as `c`, or -1.
int windows_1252_byte(std::int32_t c) {
  if (c >= 0x80 && c <= 0xFF) return c;  // C1 controls stand for the bytes that windows-1252 leaves undefined
  const auto* const found = std::find(kWindows1252.begin(), kWindows1252.end(), c);
  return c > 0 && found != kWindows1252.end() ? 0x80 + static_cast<int>(found - kWindows1252.begin()) : -1;
}

/// Turns a run back into bytes. False where a character is not in windows-1252.
bool to_bytes(std::string_view run, std::string& bytes, std::int64_t& restored) {
  bytes.clear();
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(run.size());) {
    const std::int32_t c = next_code_point(run, i);
    // A byte without a character was lost as U+FFFD. After E2 80 only 9D makes a mark of prose (a closing quotation
    // mark).
    if (c == 0xFFFD && bytes.ends_with("\xE2\x80")) {
      bytes += '\x9D';
      ++restored;
      continue;
    }
    const int byte = windows_1252_byte(c);
    if (byte < 0) return false;
    bytes += static_cast<char>(byte);
  }
  return true;
}

bool ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

/// Calls `each(begin, end)` for every run of bytes beyond ASCII.
template <typename Each>
void for_each_run(std::string_view utf8, Each&& each) {
  for (std::size_t begin = 0; begin < utf8.size();) {
    if (ascii(utf8[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < utf8.size() && !ascii(utf8[end])) ++end;
    each(begin, end);
    begin = end;
  }
}

}  // namespace

Undone undo_double_encoding(std::string_view utf8) {
  Undone undone;
  undone.text.reserve(utf8.size());
  std::string bytes;
  std::size_t copied = 0;
  std::int64_t position = 0;
  for_each_run(utf8, [&](std::size_t begin, std::size_t end) {
    const std::string_view run = utf8.substr(begin, end - begin);
    position += static_cast<std::int64_t>(begin - copied);
    undone.text += utf8.substr(copied, begin - copied);
    copied = end;
    ++undone.runs;
    const std::int64_t length = count_code_points(run);
    std::int64_t restored = 0;
    if (to_bytes(run, bytes, restored) && valid_utf8(bytes)) {
      ++undone.repaired;
      undone.restored += restored;
      undone.text += bytes;
      undone.edits.add({CodePointOffset(position), length, count_code_points(bytes)});
    } else {
      undone.text += run;
    }
    position += length;
  });
  undone.text += utf8.substr(copied);
  return undone;
}

bool looks_doubly_encoded(std::string_view utf8) {
  // One run such as "Ã©" may be well-formed by chance; that nearly all runs are is no chance.
  std::int64_t runs = 0;
  std::int64_t repaired = 0;
  std::string bytes;
  for_each_run(utf8, [&](std::size_t begin, std::size_t end) {
    ++runs;
    std::int64_t restored = 0;
    if (to_bytes(utf8.substr(begin, end - begin), bytes, restored) && valid_utf8(bytes)) ++repaired;
  });
  return repaired >= 3 && repaired * 10 >= runs * 7;
}

}  // namespace polyvocal::text
