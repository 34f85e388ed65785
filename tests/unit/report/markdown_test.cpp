#include <gtest/gtest.h>
#include <md4c.h>

#include "sample.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::report {
namespace {

/// What a Markdown reader makes of a text: each paragraph, heading or cell as "kind:text", and every span it saw.
struct Read {
  std::vector<std::string> blocks;
  std::vector<MD_SPANTYPE> spans;
  std::vector<MD_BLOCKTYPE> kinds;
  std::string text;
  int quote_depth = 0;
};

std::string plain_of_entity(const std::string& entity) {
  if (entity == "&amp;") return "&";
  if (entity == "&lt;") return "<";
  if (entity == "&gt;") return ">";
  if (entity == "&emsp;") return "\u2003";
  if (entity == "&#32;") return " ";
  if (entity == "&#9;") return "\t";
  return "?" + entity;
}

Read read(const std::string& markdown) {
  Read out;
  MD_PARSER parser = {};
  parser.flags = MD_DIALECT_GITHUB | MD_FLAG_LATEXMATHSPANS | MD_FLAG_PERMISSIVEAUTOLINKS;
  parser.enter_block = [](MD_BLOCKTYPE type, void*, void* user) {
    auto& read = *static_cast<Read*>(user);
    read.kinds.push_back(type);
    if (type == MD_BLOCK_QUOTE) ++read.quote_depth;
    read.text.clear();
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    auto& read = *static_cast<Read*>(user);
    if (type == MD_BLOCK_QUOTE) --read.quote_depth;
    if (type == MD_BLOCK_P) read.blocks.push_back((read.quote_depth > 0 ? "quote:" : "p:") + read.text);
    if (type == MD_BLOCK_H) {
      read.blocks.push_back("h" + std::to_string(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level) + ":" + read.text);
    }
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) read.blocks.push_back("cell:" + read.text);
    read.text.clear();
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* user) {
    static_cast<Read*>(user)->spans.push_back(type);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
    auto& read = *static_cast<Read*>(user);
    const std::string part(text, size);
    read.text += type == MD_TEXT_ENTITY ? plain_of_entity(part) : type == MD_TEXT_SOFTBR ? "\n" : part;
    return 0;
  };
  EXPECT_EQ(md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &out), 0);
  return out;
}

TEST(Markdown, QuotesReadAsTheyStand) {
  test::TempFolder folder;
  const auto path = folder.path() / "quotes.md";
  ASSERT_TRUE(write_quotes(sample_collection(), Format::kMarkdown, path));
  const std::string bytes = test::read_all(path);
  const Read got = read(bytes);
  std::vector<std::string> expected = {"h1:Support & <care>: \"what helps\"", "p:All themes; group = families",
                                       "h2:Nasty & <odd>", "p:=What *this* is",
                                       "p:" + std::to_string(nasty_lines().size()) + " quotations from 1 participant"};
  for (std::size_t i = 0; i < nasty_lines().size(); ++i) {
    const std::string number = std::to_string(i + 1);
    expected.push_back("quote:" + nasty_lines()[i]);
    expected.push_back("quote:— Parent " + number + " [q-" + number + "]");
  }
  const std::vector<std::string> rest = {"h3:Inner",
                                         "p:2 quotations from 2 participants",
                                         "quote:Interviewer: before?",
                                         "quote:First paragraph.",
                                         "quote:Second, with \"quotes\".",
                                         "quote:— Manager 2 [q-two]",
                                         "quote:Interviewer: after.",
                                         "quote:She spoke of her brother.",
                                         "quote:— אם 3 (from interview notes, not verbatim) [q-note]",
                                         "h6:Empty",
                                         "p:Known names were checked.",
                                         "p:Patterns were checked."};
  expected.insert(expected.end(), rest.begin(), rest.end());
  ASSERT_EQ(got.blocks.size(), expected.size()) << bytes;
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(got.blocks[i], expected[i]);
  // The context's emphasis is the only span: no link, no code, no bold came out of a text.
  EXPECT_EQ(got.spans, std::vector<MD_SPANTYPE>(2, MD_SPAN_EM));
}

TEST(Markdown, TableReadsAsItStands) {
  test::TempFolder folder;
  const auto path = folder.path() / "table.md";
  ASSERT_TRUE(write_table(sample_table(), Format::kMarkdown, path));
  const Read got = read(test::read_all(path));
  const std::vector<std::string> expected = {"h1:Codes by <group>",
                                             "cell:segments",
                                             "cell:families (n = 3)",
                                             "cell:=staff",
                                             "cell:Workload",
                                             "cell:12",
                                             "cell:-3",
                                             "cell:\u2003日本 | shift",
                                             "cell:5 (42%)",
                                             "cell:2.5",
                                             "cell:\u2003\u2003=SUM(A1)",
                                             "cell:007",
                                             "cell:",
                                             "cell:Total",
                                             "cell:24",
                                             "cell:1",
                                             "p:Cases & units are counted once.",
                                             "p:n: cases"};
  EXPECT_EQ(got.blocks, expected);
}

}  // namespace
}  // namespace polyvocal::report
