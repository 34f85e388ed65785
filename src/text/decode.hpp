#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "text/edit_map.hpp"

namespace polyvocal::text {

/// A decoded text: valid UTF-8, LF line ends, no BOM, NUL replaced by U+FFFD, otherwise in the normal form it came in.
struct Decoded {
  std::string text;
  std::string encoding;  ///< IANA or ICU name: "UTF-8", "UTF-16LE", "windows-1252", "macintosh", ...
  int confidence = 100;  ///< 0..100; 100 for a BOM, valid UTF-8 with non-ASCII, pure ASCII or a forced encoding
  bool had_bom = false;
  std::int64_t replaced = 0;  ///< byte sequences that were invalid in the encoding and became U+FFFD
  EditMap edits;              ///< from the decoded code points (BOM and CR still there) to `text`
  /// Message keys with what was done or noticed: "line-ends-normalised", "nul-replaced", "mixed-encoding-lines",
  /// "low-confidence", "doubly-encoded" (`repair_doubly_encoded` would undo it), "doubly-encoded-repaired",
  /// "closing-quotes-restored" (bytes the double encoding had lost, and only a closing quotation mark explains).
  std::vector<std::string> notes;
};

struct DecodeOptions {
  /// An encoding that overrules detection ("windows-1251"); empty = detect.
  std::string encoding;
  /// ISO language hint for the detector ("uk"); may be empty.
  std::string language;
  /// Undo a double UTF-8 encoding when one is recognised, instead of only noting it.
  bool repair_doubly_encoded = false;
};

/// Decodes a file's bytes: BOM; UTF-32 and UTF-16 without BOM by structure; valid UTF-8; mostly UTF-8 with single lines
/// of windows-1252 (repaired line by line, noted); else the encoding in which the text reads most like one of the
/// languages it is used for, with ICU's detector as one voice among others. ISO-2022-JP is known by its escapes.
/// Errors: kEmptyFile (no bytes; params without path), kUnknownEncoding (binary, or a forced encoding ICU does not
/// know, or nothing above confidence 10). Any thread.
base::Result<Decoded> decode(std::string_view bytes, const DecodeOptions& options = {});

/// True if `utf8` reads as UTF-8 that was taken for windows-1252 and encoded again ("Ã©" for "é"), in a way chance
/// does not explain.
bool looks_doubly_encoded(std::string_view utf8);

/// True if every sequence is well-formed UTF-8 (no surrogates, no overlong forms).
bool valid_utf8(std::string_view bytes);

}  // namespace polyvocal::text
