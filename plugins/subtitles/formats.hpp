#pragma once

#include <string>
#include <string_view>

#include "plugin.hpp"

namespace subtitles {

/// Each reads one whole file. Cues come in file order.
void read_srt(pv::Host& host, std::string_view bytes, std::string_view extension);
void read_vtt(pv::Host& host, std::string_view bytes, std::string_view extension);
void read_lrc(pv::Host& host, std::string_view bytes, std::string_view extension);
/// "[00:43.810 --> 00:47.850]  words" on each line, as Whisper prints it.
void read_bracketed(pv::Host& host, std::string_view bytes, std::string_view extension);
/// {"segments": [{"start": 1.5, "end": 2.0, "text": "..."}]}, times in seconds; also a bare list of segments, and
/// whisper.cpp's {"transcription": [{"offsets": {"from": ms, "to": ms}, "text": "..."}]}.
void read_json(pv::Host& host, std::string_view bytes, std::string_view extension);

/// True if the line is "A --> B" with two times, with or without cue settings behind.
bool is_timing_line(std::string_view line);
/// True if the line begins with "[A --> B]".
bool is_bracketed_line(std::string_view line);
/// True if the line begins with "[mm:ss.xx]".
bool is_lyric_line(std::string_view line);

}  // namespace subtitles
