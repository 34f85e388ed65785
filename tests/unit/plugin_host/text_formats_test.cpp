#include "reading.hpp"

namespace polyvocal::plugin_host {
namespace {

using testing::Contains;
using testing::ElementsAre;
using Kind = text::RawBlock::Kind;

using TextFormats = Reading;

std::string joined(const RawDocument& document) {
  std::string text;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) text += (i > 0 ? "\n" : "") + document.blocks[i].text;
  return text;
}

TEST_F(TextFormats, PlainTextComesBackLineByLine) {
  for (const std::string text : {"one", "one\n", "\n\none\n\n two \n", "A:\twords\nB:\twords"}) {
    EXPECT_EQ(joined(document("a.txt", text)), text);
  }
  const auto windows = document("a.txt", "one\r\ntwo\r\n");
  EXPECT_THAT(texts(windows), ElementsAre("one", "two", ""));
  EXPECT_EQ(windows.encoding, "UTF-8");
  EXPECT_TRUE(windows.warnings.empty());
  EXPECT_EQ(document("a.txt", "speaker\ttext\nA\twords\n").format, "text");
}

TEST_F(TextFormats, AGivenEncodingIsObeyed) {
  EXPECT_EQ(document("a.txt", "\xCF\xF0\xE8\xE2\xE5\xF2", {.encoding = "windows-1251"}).blocks[0].text,
            "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82");
}

TEST_F(TextFormats, MarkdownKeepsWordsAndDropsMarks) {
  const auto read = document(
      "a.md",
      "---\ntitle: \"An interview\"\nlang: en\n---\n# Title\n\n**Parent 1:** It *was* [a letter](http://x.y),\n"
      "not a `call`.  \nThen &amp; there.\n\n> quoted <name of school> words\n\n- one\n- two\n\n"
      "2017. We began.\n\n    indented words\n\n### Speaker\xEF\xBC\x9A\n\nwith <b>bold</b> and a<br>break <!-- not "
      "this -->\n\n"
      "| who | what |\n|---|---|\n| A | words |\n");
  EXPECT_THAT(texts(read),
              ElementsAre("Title", "Parent 1: It was a letter, not a call.", "Then & there.",
                          "quoted <name of school> words", "one", "two", "2017. We began.", "indented words",
                          "Speaker\xEF\xBC\x9A", "with bold and a", "break", "who\twhat", "A\twords"));
  EXPECT_EQ(read.blocks[0].kind, Kind::kHeading);
  EXPECT_EQ(read.blocks[0].level, 1);
  EXPECT_EQ(read.blocks[1].bold_prefix_bytes, 9);
  EXPECT_EQ(read.blocks[8].level, 3);
  EXPECT_THAT(read.properties, Contains(std::pair<std::string, std::string>("title", "An interview")));
}

TEST_F(TextFormats, SubRip) {
  const auto read = document("a.srt",
                             "\xEF\xBB\xBF"
                             "1\r\n00:00:43,810 --> 00:00:47,850\r\n<i>Hello</i> {\\an8}everyone,\r\nall.\r\n\r\n"
                             "2\r\n01:00:00,000 --> 01:00:01,500 X1:0\r\n42\r\n3\r\n01:00:02,000 --> "
                             "01:00:03,000\r\nno blank before <name>\r\n");
  ASSERT_EQ(read.blocks.size(), 3u);
  EXPECT_EQ(read.blocks[0].kind, Kind::kCue);
  EXPECT_EQ(read.blocks[0].text, "Hello everyone,\nall.");
  EXPECT_EQ(read.blocks[0].start_ms, 43810);
  EXPECT_EQ(read.blocks[0].end_ms, 47850);
  EXPECT_EQ(read.blocks[1].text, "42");
  EXPECT_EQ(read.blocks[1].start_ms, 3600000);
  EXPECT_EQ(read.blocks[2].text, "no blank before <name>");
}

TEST_F(TextFormats, WebVtt) {
  const auto read = document(
      "a.vtt",
      "WEBVTT - an interview\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot said\n\nintro\n"
      "00:01.000 --> 00:02.500 align:start position:0%\n<v.loud Parent 1>It was <c.x>a</c> <00:01.500>letter &amp; "
      "more</v>\n\n"
      "00:03.000 --> 00:04.000\n<v Interviewer>Yes?</v> <v Parent 1>Yes.\n\n00:05.000 --> 00:06.000\n[Amit]: plain\n");
  ASSERT_EQ(read.blocks.size(), 4u);
  EXPECT_EQ(read.blocks[0].speaker, "Parent 1");
  EXPECT_EQ(read.blocks[0].text, "It was a letter & more");
  EXPECT_EQ(read.blocks[0].start_ms, 1000);
  EXPECT_EQ(read.blocks[0].end_ms, 2500);
  EXPECT_EQ(read.blocks[1].speaker, "Interviewer");
  EXPECT_EQ(read.blocks[2].speaker, "Parent 1");
  EXPECT_EQ(read.blocks[2].text, "Yes.");
  EXPECT_EQ(read.blocks[2].start_ms, 3000);
  EXPECT_EQ(read.blocks[3].text, "[Amit]: plain");
  EXPECT_EQ(read.blocks[3].speaker, "");
}

TEST_F(TextFormats, TimedLines) {
  const auto lyrics = document("a.lrc", "[ti:Title]\n[00:43.810]Hello\n[00:47.85]\n\n[01:00.5]there\nand on\n");
  ASSERT_EQ(lyrics.blocks.size(), 2u);
  EXPECT_EQ(lyrics.blocks[0].start_ms, 43810);
  EXPECT_EQ(lyrics.blocks[0].end_ms, 47850);
  EXPECT_EQ(lyrics.blocks[1].start_ms, 60500);
  EXPECT_EQ(lyrics.blocks[1].text, "there and on");
  const auto printed = document("a.txt", "[00:43.810 --> 00:47.850]  Hello\n[00:48.350 --> 01:00:54.570]  there\n");
  EXPECT_EQ(printed.format, "timed-text");
  ASSERT_EQ(printed.blocks.size(), 2u);
  EXPECT_EQ(printed.blocks[1].end_ms, 3654570);
  EXPECT_EQ(printed.blocks[1].text, "there");
  // One such line among others is a text that quotes it.
  EXPECT_EQ(document("b.txt", "[00:43.810 --> 00:47.850]  Hello\nbut\nthis\nis\nno list\n").format, "text");
}

TEST_F(TextFormats, SegmentsAsJson) {
  const auto whisper = document("a.json", R"({"language": "en", "segments": [
      {"start": 43.81, "end": 47.85, "text": " Hello \u00e9", "tokens": [1]}, {"start": 50, "end": 51, "text": ""},
      {"start": 52, "end": 53, "text": "x", "speaker": "SPEAKER_01"}]})");
  ASSERT_EQ(whisper.blocks.size(), 2u);
  EXPECT_EQ(whisper.blocks[0].text, "Hello \xC3\xA9");
  EXPECT_EQ(whisper.blocks[0].start_ms, 43810);
  EXPECT_EQ(whisper.blocks[0].end_ms, 47850);
  EXPECT_EQ(whisper.blocks[1].speaker, "SPEAKER_01");
  const auto cpp = document("b.json", R"({"transcription": [{"offsets": {"from": 100, "to": 200}, "text": "x"}]})");
  EXPECT_EQ(cpp.blocks.at(0).start_ms, 100);
  for (const char* other : {R"({"a": 1})", R"([{"epnum": 1, "title": "Episode 1"}])"}) {
    const auto refused = read("c.json", other);
    ASSERT_FALSE(refused.has_value()) << other;
    EXPECT_EQ(refused.error().code, base::ErrorCode::kUnknownFormat) << other;
    EXPECT_EQ(refused.error().param("variant"), "json") << other;
  }
  EXPECT_EQ(error("d.json", R"([{"epnum": 1, "title)"), base::ErrorCode::kDamagedFile);
}

TEST_F(TextFormats, WebPages) {
  const auto read = document("a.html",
                             "<!DOCTYPE html><html><head><title>An "
                             "interview</title><style>p{}</style></head><body><nav>Home</nav><h2>Part <i>one</i></h2>"
                             "<p><b>Parent 1:</b>  It\n was</p><p>a&nbsp;letter<br>then &eacute;</p><script>var x = "
                             "'<p>no</p>';</script><ul><li>one<li>two</ul>"
                             "<div>loose <div>inner</div> tail</div><table><tr><td>A</td><td> words "
                             "<p>more</p></td></tr></table><p hidden>no</p>"
                             "<p style=\"display: none\">no</p><pre>first\n\n  third</pre></body></html>");
  EXPECT_THAT(texts(read), ElementsAre("Part one", "Parent 1: It was", "a\xC2\xA0letter", "then \xC3\xA9", "one", "two",
                                       "loose", "inner", "tail", "A\twords more", "first", "", "  third"));
  EXPECT_EQ(read.blocks[0].level, 2);
  EXPECT_EQ(read.blocks[1].bold_prefix_bytes, 9);
  EXPECT_THAT(read.properties, Contains(std::pair<std::string, std::string>("title", "An interview")));
}

TEST_F(TextFormats, WebPagesInTheirOwnEncoding) {
  const std::string body = "<p>\xCF\xF0\xE8\xE2\xE5\xF2</p>";
  const std::string expected = "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82";
  EXPECT_THAT(texts(document("a.html", "<html><head><meta charset=\"windows-1251\"></head><body>" + body)),
              ElementsAre(expected));
  EXPECT_THAT(
      texts(document(
          "b.html",
          "<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1251'></head>" + body)),
      ElementsAre(expected));
  EXPECT_THAT(texts(document("c.html", "<html><head><meta charset=\"no-such\"></head><body><p>caf\xC3\xA9</p>")),
              ElementsAre("caf\xC3\xA9"));
}

}  // namespace
}  // namespace polyvocal::plugin_host
