#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "reading.hpp"
#include "zip_maker.hpp"

namespace polyvocal::plugin_host {
namespace {

using base::ErrorCode;
using testing::Contains;
using testing::ElementsAre;

using HostTest = Reading;

const std::string kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

std::string wide(std::string_view text) {
  std::string made;
  for (const char c : text) {
    made += c;
    made += '\0';
  }
  return made + std::string(2, '\0');
}

/// An OLE file as far as the importers look: the signature and a directory with these names.
std::string ole_with(const std::vector<std::string>& names) {
  std::string bytes = kOle + std::string(1024 - kOle.size(), '\0');
  for (const auto& name : names) {
    std::string entry = wide(name);
    entry.resize(128, '\0');
    bytes += entry;
  }
  bytes.resize(8192, '\0');
  return bytes;
}

TEST_F(HostTest, FormatsAreListedByKind) {
  const auto formats = host().formats();
  ASSERT_TRUE(formats.has_value());
  std::vector<std::string> names;
  for (const auto& format : *formats) {
    EXPECT_FALSE(format.label.empty());
    EXPECT_FALSE(format.plugin_version.empty());
    names.push_back(format.kind + ":" + format.name);
  }
  for (const char* name : {"document:text", "document:markdown", "document:docx", "document:doc",  "document:odt",
                           "document:fodt", "document:rtf",      "document:html", "document:epub", "document:pdf",
                           "document:srt",  "document:vtt",      "document:lrc",  "document:json", "document:csv",
                           "document:tsv",  "document:xlsx",     "table:csv",     "table:tsv",     "table:xlsx"}) {
    EXPECT_THAT(names, Contains(name));
  }
  EXPECT_TRUE(host().refused()->empty());
}

TEST_F(HostTest, WhatIsNoFileIsSaidSo) {
  const auto missing = host().read_document(folder_.path() / "none.txt");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::kFileNotFound);
  EXPECT_EQ(missing.error().param("path"), (folder_.path() / "none.txt").string());
  const auto folder = host().read_document(folder_.path());
  ASSERT_FALSE(folder.has_value());
  EXPECT_EQ(folder.error().code, ErrorCode::kFileUnreadable);
  EXPECT_EQ(folder.error().param("detail"), "folder");
  const auto device = host().read_document("/dev/zero");
  ASSERT_FALSE(device.has_value());
  EXPECT_EQ(device.error().code, ErrorCode::kFileUnreadable);
}

TEST_F(HostTest, AFileWithoutPermissionIsUnreadable) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads everything";
  const auto file = folder_.write("secret.txt", "words");
  std::filesystem::permissions(file, std::filesystem::perms::none);
  const auto read = host().read_document(file);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kFileUnreadable);
}

TEST_F(HostTest, EmptyFilesAreEmptyWhateverTheirEnding) {
  for (const char* name : {"a.txt", "a.md", "a.docx", "a.pdf", "a.vtt", "a.csv", "a.rtf", "a.html", "a.unknown"}) {
    EXPECT_EQ(error(name, ""), ErrorCode::kEmptyFile) << name;
  }
  EXPECT_EQ(error("blank.txt", " \r\n\t\n"), ErrorCode::kEmptyFile);
  EXPECT_EQ(error("blank.md", "\n\n"), ErrorCode::kEmptyFile);
  EXPECT_EQ(error("blank.html", "<html><body> <script>words()</script> </body></html>"), ErrorCode::kEmptyFile);
  EXPECT_EQ(error("blank.docx", make_docx("<w:p/>")), ErrorCode::kEmptyFile);
  EXPECT_EQ(error("blank.csv", "speaker,text\n"), ErrorCode::kEmptyFile);
}

TEST_F(HostTest, BinaryFilesAreNotRead) {
  std::string noise;
  for (unsigned i = 0; i < 5000; ++i) noise += static_cast<char>((i * 2654435761U) >> 13);
  EXPECT_EQ(error("noise.unknown", noise), ErrorCode::kUnknownFormat);
  EXPECT_EQ(error("noise", noise), ErrorCode::kUnknownFormat);
  for (const char* name : {"noise.txt", "noise.docx", "noise.pdf", "noise.md", "noise.srt", "noise.odt", "noise.rtf"}) {
    EXPECT_EQ(error(name, noise), ErrorCode::kDamagedFile) << name;
  }
  EXPECT_EQ(error("picture.txt", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x8\x6\0\0\0", 29)),
            ErrorCode::kDamagedFile);
}

TEST_F(HostTest, TruncatedFilesAreDamaged) {
  const std::string docx = make_docx("<w:p><w:r><w:t>words</w:t></w:r></w:p>");
  EXPECT_EQ(error("half.docx", docx.substr(0, docx.size() / 2)), ErrorCode::kDamagedFile);
  const std::string odt = make_odt("<text:p>words</text:p>");
  EXPECT_EQ(error("half.odt", odt.substr(0, odt.size() - 30)), ErrorCode::kDamagedFile);
  EXPECT_EQ(error("half.fodt", make_fodt("<text:p>words</text:p>").substr(0, 400)), ErrorCode::kDamagedFile);
  EXPECT_EQ(error("half.rtf", "{\\rtf1\\ansi some words\\par and"), ErrorCode::kDamagedFile);
  EXPECT_EQ(error("half.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Cat"), ErrorCode::kDamagedFile);
  EXPECT_EQ(error("half.csv", "speaker,text\nA,\"never closed\nB,more"), ErrorCode::kDamagedFile);
  EXPECT_EQ(error("half.json", R"({"segments": [{"start": 1, "end": 2, "te)"), ErrorCode::kDamagedFile);
  EXPECT_EQ(error("inside.docx", make_docx("<w:p><w:r><w:t>words</w:r></w:p>")), ErrorCode::kDamagedFile);
}

TEST_F(HostTest, TheContentDecidesWhenTheEndingLies) {
  struct Case {
    const char* name;
    std::string bytes;
    const char* format;
  };
  const std::string docx = make_docx("<w:p><w:r><w:t>words</w:t></w:r></w:p>");
  const std::vector<Case> cases{
      {"a.txt", docx, "docx"},
      {"a.doc", docx, "docx"},
      {"a.odt", docx, "docx"},
      {"a.docx", make_odt("<text:p>words</text:p>"), "odt"},
      {"a.doc", "{\\rtf1\\ansi words\\par}", "rtf"},
      {"a.docx", "{\\rtf1\\ansi words\\par}", "rtf"},
      {"a.doc", "<html><body><p>words</p></body></html>", "html"},
      {"a.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nwords\n", "vtt"},
      {"a.txt", "1\n00:00:01,000 --> 00:00:02,000\nwords\n", "srt"},
      {"a.md", "WEBVTT\n\n00:01.000 --> 00:02.000\nwords\n", "vtt"},
      {"a.docx", "Interviewer: only text\n", "text"},
      {"a.pdf", "Interviewer: only text\n", "text"},
      {"a.srt", "Interviewer: only text\n", "text"},
  };
  for (const auto& test_case : cases) {
    const auto read = document(test_case.name, test_case.bytes);
    EXPECT_EQ(read.format, test_case.format) << test_case.name;
    EXPECT_THAT(warning_keys(read), Contains("ending-differs")) << test_case.name;
  }
  EXPECT_EQ(document("a", docx).format, "docx");
  EXPECT_THAT(warning_keys(document("a", docx)), testing::Not(Contains("ending-differs")));
  EXPECT_EQ(document("a.xyz", "just words").format, "text");
}

TEST_F(HostTest, AFormatMayBeGivenByName) {
  const auto read = document("a.md", "# not a heading\n", {.format = "text"});
  EXPECT_THAT(texts(read), ElementsAre("# not a heading", ""));
  const auto unknown = this->read("a.txt", "words", {.format = "no-such-format"});
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().code, ErrorCode::kUnknownFormat);
}

TEST_F(HostTest, ProtectedFilesAreRecognised) {
  EXPECT_EQ(error("office.docx", ole_with({"Root Entry", "EncryptionInfo", "EncryptedPackage"})),
            ErrorCode::kPasswordProtected);
  EXPECT_EQ(error("office.doc", ole_with({"Root Entry", "EncryptedPackage"})), ErrorCode::kPasswordProtected);
  EXPECT_EQ(error("table.xlsx", ole_with({"Root Entry", "EncryptedPackage"})), ErrorCode::kPasswordProtected);
  EXPECT_EQ(error("zipped.docx",
                  make_zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w:document/>", false, true}})),
            ErrorCode::kPasswordProtected);
  EXPECT_EQ(
      error("open.odt",
            make_odt("<text:p>words</text:p>", "",
                     {{"META-INF/manifest.xml",
                       "<manifest:manifest xmlns:manifest=\"m\"><manifest:encryption-data/></manifest:manifest>"}})),
      ErrorCode::kPasswordProtected);
  std::string word97 = ole_with({"Root Entry", "WordDocument"});
  word97.replace(512, 2, "\xEC\xA5");
  word97[512 + 11] = '\x01';
  EXPECT_EQ(error("old.doc", word97), ErrorCode::kPasswordProtected);
}

TEST_F(HostTest, ZipBombsAreRefused) {
  const std::string blanks(std::size_t{64} << 20, ' ');
  const std::string bomb = make_docx("<w:p><w:r><w:t>" + blanks + "</w:t></w:r></w:p>");
  ASSERT_LT(bomb.size(), blanks.size() / 200);
  EXPECT_EQ(error("bomb.docx", bomb), ErrorCode::kTooLarge);
  // Under the ratio, over the size.
  std::string many;
  for (unsigned i = 0; i < 400000; ++i) many += std::to_string(i * 2654435761U);
  auto small = make_host({.unpacked_bytes = std::uint64_t{1} << 20});
  const auto read =
      small.read_document(folder_.write("big.docx", make_docx("<w:p><w:r><w:t>" + many + "</w:t></w:r></w:p>")));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kTooLarge);
}

TEST_F(HostTest, ArchivesThatPointOutsideThemselvesAreRefused) {
  for (const char* name : {"../../etc/passwd", "/etc/passwd", "word/../../x", "C:/x", "word\\..\\..\\x"}) {
    EXPECT_EQ(error("path.docx", make_docx("<w:p><w:r><w:t>words</w:t></w:r></w:p>", {{name, "x"}})),
              ErrorCode::kDamagedFile)
        << name;
  }
  EXPECT_EQ(error("archive.zip", make_zip({{"readme.txt", "words"}})), ErrorCode::kUnknownFormat);
}

TEST_F(HostTest, DeepAndLoadingMarkupDoesNoHarm) {
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "<w:tbl><w:tr><w:tc>";
  for (int i = 0; i < 20000; ++i) deep += "</w:tc></w:tr></w:tbl>";
  EXPECT_EQ(error("deep.docx", make_docx(deep)), ErrorCode::kDamagedFile);
  std::string html = "<html><body>";
  for (int i = 0; i < 50000; ++i) html += "<div>";
  EXPECT_EQ(document("deep.html", html + "words").blocks.size(), 1u);
  const std::string entity =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\"><!ENTITY l \"lol\">]>";
  const auto flat = document("entity.fodt", entity + make_fodt("<text:p>a &e; &l; b</text:p>").substr(21));
  EXPECT_THAT(texts(flat), ElementsAre("a &e; &l; b"));
  const auto page =
      document("entity.html",
               "<!DOCTYPE html [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><html><body><p>a &e; b</p></body></html>");
  EXPECT_THAT(page.blocks.back().text, testing::Not(testing::HasSubstr("root")));
}

TEST_F(HostTest, FilesOverTheLimitAreNotOpened) {
  auto small = make_host({.file_bytes = 100});
  const auto read = small.read_document(folder_.write("a.txt", std::string(101, 'x')));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kTooLarge);
}

TEST_F(HostTest, SeveralThreadsReadAtOnceAndHelpersAreReplaced) {
  auto pool = make_host({.files_per_helper = 5}, 3);
  std::vector<std::filesystem::path> files;
  for (int i = 0; i < 40; ++i)
    files.push_back(folder_.write("f" + std::to_string(i) + ".txt", "file " + std::to_string(i)));
  std::atomic<int> next{0};
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&] {
      for (int i = next++; i < 40; i = next++) {
        const auto read = pool.read_document(files[static_cast<std::size_t>(i)]);
        if (read && read->blocks.size() == 1 && read->blocks[0].text == "file " + std::to_string(i)) ++right;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 40);
}

TEST_F(HostTest, ACancelledTokenStopsBeforeReading) {
  base::CancelToken cancel;
  cancel.cancel();
  const auto read = host().read_document(folder_.write("a.txt", "words"), {}, &cancel);
  if (!read) {
    EXPECT_EQ(read.error().code, ErrorCode::kCancelled);
  }
  EXPECT_TRUE(host().read_document(folder_.write("b.txt", "words")).has_value());
}

class WithPath : public HostTest {
 protected:
  void SetUp() override {
    const char* path = std::getenv("PATH");
    if (path != nullptr) saved_ = path;
  }
  void TearDown() override { ::setenv("PATH", saved_.c_str(), 1); }
  /// A folder whose only program is `name`, a shell script.
  void only_program(const std::string& name, const std::string& script) {
    const auto file = folder_.write("bin/" + name, "#!/bin/sh\n" + script);
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    ::setenv("PATH", (folder_.path() / "bin").c_str(), 1);
  }
  const std::string word97_ = ole_with({"Root Entry", "WordDocument"});

 private:
  std::string saved_;
};

TEST_F(WithPath, Word97WithoutAConverterSaysWhatIsMissing) {
  ::setenv("PATH", folder_.path().c_str(), 1);
  const auto made = read("old.doc", word97_);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, ErrorCode::kMissingConverter);
  EXPECT_THAT(std::string(made.error().param("program")), testing::HasSubstr("antiword"));
}

TEST_F(WithPath, Word97GoesThroughTheConverterThatIsThere) {
  only_program("antiword",
               "/bin/cat /dev/null; echo \"Interviewer: converted in $HOME\"\n[ \"$HOME\" = \"$TMPDIR\" ] && [ -f "
               "input.doc ] || exit 1\n");
  const auto made = document("old.doc", word97_);
  EXPECT_EQ(made.format, "doc");
  EXPECT_THAT(made.properties, Contains(std::pair<std::string, std::string>("converter", "antiword")));
  ASSERT_FALSE(made.blocks.empty());
  EXPECT_THAT(made.blocks[0].text, testing::StartsWith("Interviewer: converted in "));
  // The private folder is gone.
  EXPECT_FALSE(std::filesystem::exists(made.blocks[0].text.substr(26)));
}

TEST_F(WithPath, AConverterThatFailsOrHangsIsGivenUp) {
  only_program("catdoc", "exit 3\n");
  EXPECT_EQ(error("old.doc", word97_), ErrorCode::kDamagedFile);
  only_program("catdoc", "/bin/sleep 60\n");
  auto quick = make_host({.deadline = std::chrono::seconds(1)});
  const auto start = std::chrono::steady_clock::now();
  const auto made = quick.read_document(folder_.write("old.doc", word97_));
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, ErrorCode::kTimeout);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

}  // namespace
}  // namespace polyvocal::plugin_host
