// Timed transcripts: SubRip, WebVTT, LRC, what Whisper prints on a terminal, and Whisper's JSON.
#include "formats.hpp"
#include "text_tools.hpp"

namespace {

/// The first line that is not empty.
std::string_view first_line(std::string_view head) {
  head = pv::without_leading_space(head);
  return pv::trimmed(head.substr(0, head.find('\n')));
}

int probe_srt(std::string_view head, std::string_view extension) {
  if (!pv::looks_like_text(head)) return 0;
  std::size_t seen = 0;
  for (const auto line : pv::lines_of(pv::without_leading_space(head))) {
    if (++seen > 3) break;
    if (subtitles::is_timing_line(line) && line.find('[') == std::string_view::npos) return 85;
  }
  return extension == "srt" ? 40 : 0;
}

int probe_vtt(std::string_view head, std::string_view extension) {
  if (first_line(head).starts_with("WEBVTT")) return 95;
  return extension == "vtt" && pv::looks_like_text(head) ? 40 : 0;
}

int probe_lrc(std::string_view head, std::string_view extension) {
  if (!pv::looks_like_text(head)) return 0;
  return extension == "lrc" ? 60 : 0;
}

int probe_bracketed(std::string_view head, std::string_view) {
  return subtitles::is_bracketed_line(first_line(head)) ? 80 : 0;
}

int probe_json(std::string_view head, std::string_view extension) {
  if (extension != "json" || !pv::looks_like_text(head)) return 0;
  const auto start = pv::without_leading_space(head);
  return start.starts_with('{') || start.starts_with('[') || head.find('\0') != std::string_view::npos ? 70 : 30;
}

const pv_format kSrt = pv::format<probe_srt, subtitles::read_srt>(PV_DOCUMENT_IMPORTER, "srt", "SubRip subtitles",
                                                                  "srt", "application/x-subrip");
const pv_format kVtt =
    pv::format<probe_vtt, subtitles::read_vtt>(PV_DOCUMENT_IMPORTER, "vtt", "WebVTT subtitles", "vtt", "text/vtt");
const pv_format kLrc =
    pv::format<probe_lrc, subtitles::read_lrc>(PV_DOCUMENT_IMPORTER, "lrc", "LRC timed lines", "lrc");
const pv_format kBracketed = pv::format<probe_bracketed, subtitles::read_bracketed>(
    PV_DOCUMENT_IMPORTER, "timed-text", "Text with a time range on each line", "txt");
const pv_format kJson = pv::format<probe_json, subtitles::read_json>(
    PV_DOCUMENT_IMPORTER, "json", "Segments as JSON (Whisper)", "json", "application/json");

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.subtitles", &kSrt, &kVtt, &kLrc, &kBracketed, &kJson)
