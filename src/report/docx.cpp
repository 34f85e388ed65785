#include <algorithm>

#include "report/markup_internal.hpp"
#include "report/phrases_internal.hpp"
#include "report/writers_internal.hpp"

namespace polyvocal::report {
namespace {

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kContentTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>)";
constexpr std::string_view kPackageRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>)";
constexpr std::string_view kDocumentRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>)";
constexpr std::string_view kFooter =
    R"(<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>)";
constexpr std::string_view kDocumentBegin =
    R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>)";

/// Builds the body paragraph by paragraph.
class Body {
 public:
  Body() : out_(std::string(kDeclaration).append(kDocumentBegin)) {}

  /// `before` and `after`: more properties, which the schema wants before or behind the direction.
  void begin(std::string_view style, bool rtl, std::string_view before = {}, std::string_view after = {}) {
    rtl_ = rtl;
    out_.append("<w:p><w:pPr><w:pStyle w:val=\"").append(style).append("\"/>").append(before);
    if (rtl) out_ += bidi(style);
    out_.append(after).append("</w:pPr>");
  }
  void run(std::string_view text, std::string_view properties = {}) {
    out_ += "<w:r>";
    if (rtl_ || !properties.empty()) {
      out_.append("<w:rPr>").append(properties).append(rtl_ ? "<w:rtl/>" : "").append("</w:rPr>");
    }
    // A tab inside <w:t> would show as a blank.
    for (std::size_t at = 0;;) {
      const std::size_t tab = std::min(text.find('\t', at), text.size());
      if (tab > at) {
        out_ += "<w:t xml:space=\"preserve\">";
        append_escaped(out_, text.substr(at, tab - at));
        out_ += "</w:t>";
      }
      if (tab == text.size()) break;
      out_ += "<w:tab/>";
      at = tab + 1;
    }
    out_ += "</w:r>";
  }
  void end() { out_ += "</w:p>"; }
  void paragraph(std::string_view style, std::string_view text, std::string_view before = {}) {
    begin(style, right_to_left(text), before);
    run(text);
    end();
  }
  void paragraphs_of(std::string_view style, std::string_view text) {
    for (const auto line : paragraphs(text)) paragraph(style, line);
  }
  void raw(std::string_view xml) { out_ += xml; }
  std::string take(bool landscape) {
    out_ += "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>";
    out_ += landscape ? "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"
                      : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>";
    out_ +=
        "<w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1304\" w:left=\"1418\" w:header=\"709\" w:footer=\"624\" "
        "w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
    return std::move(out_);
  }

 private:
  /// What the schema wants behind the style, in its order. The rule beside a quote stands where its lines begin: Word
  /// takes "left" of a border for the left side of the page also in a right-to-left paragraph.
  static std::string bidi(std::string_view style) {
    if (style != "Quote") return "<w:bidi/>";
    return "<w:pBdr><w:left w:val=\"nil\"/><w:right w:val=\"single\" w:sz=\"18\" w:space=\"10\" "
           "w:color=\"B9C7D8\"/></w:pBdr><w:bidi/>";
  }
  std::string out_;
  bool rtl_ = false;
};

base::Result<std::string> package(std::string_view title, std::string_view language, std::string document) {
  const std::string tag = language_tag(language);
  const auto part = [](std::string_view xml) { return std::string(kDeclaration).append(xml); };
  return zip_parts({{"[Content_Types].xml", part(kContentTypes)},
                    {"_rels/.rels", part(kPackageRelations)},
                    {"word/document.xml", std::move(document)},
                    {"word/_rels/document.xml.rels", part(kDocumentRelations)},
                    {"word/styles.xml", docx_styles(tag)},
                    {"word/settings.xml", docx_settings()},
                    {"word/footer1.xml", part(kFooter)},
                    {"docProps/core.xml", office_core_properties(title, language)},
                    {"docProps/app.xml", office_app_properties()}});
}

void add_quote(Body& body, const model::QuoteRecord& quote) {
  body.paragraphs_of("QuoteContext", quote.context_before);
  // The attribution stays with the end of its quote; a long quote may run over the page.
  const auto lines = paragraphs(quote.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    body.paragraph("Quote", lines[i], i + 1 < lines.size() ? "<w:keepNext w:val=\"0\"/>" : "");
  }
  const auto after = paragraphs(quote.context_after);
  constexpr std::string_view kClose = "<w:spacing w:after=\"80\"/>";
  body.begin("Attribution", right_to_left(quote.text), after.empty() ? "" : "<w:keepNext/>",
             after.empty() ? "" : kClose);
  body.run("— " + quote.attribution);
  if (!quote.verbatim) body.run(" (" + messages::message("report.notes") + ")", "<w:rStyle w:val=\"NotVerbatim\"/>");
  body.run("   " + quote.quote_id, "<w:rStyle w:val=\"QuoteIdentifier\"/>");
  body.end();
  for (std::size_t i = 0; i < after.size(); ++i) {
    const bool last = i + 1 == after.size();
    body.begin("QuoteContext", right_to_left(after[i]), last ? "<w:keepNext w:val=\"0\"/>" : "",
               last ? "<w:spacing w:after=\"300\"/>" : "");
    body.run(after[i]);
    body.end();
  }
}

}  // namespace

base::Result<std::string> quotes_docx(const model::QuoteCollection& collection) {
  Body body;
  body.paragraph("Title", collection.title);
  body.paragraphs_of("Subtitle", collection.subtitle);
  for (const auto& section : collection.sections) {
    body.paragraph("Heading" + std::to_string(std::clamp(section.level, 1, 4)), section.heading);
    body.paragraphs_of("Definition", section.description);
    if (const auto note = section_note(section); !note.empty()) body.paragraph("SectionNote", note);
    for (const auto& quote : section.quotes) add_quote(body, quote);
  }
  bool first = true;
  for (const auto line : paragraphs(collection.statement)) {
    body.paragraph(
        "Statement", line,
        first ? "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"6\" w:color=\"D5DCE4\"/></w:pBdr>" : "");
    first = false;
  }
  return package(collection.title, collection.language, body.take(false));
}

base::Result<std::string> table_docx(const Table& table) {
  Body body;
  if (!table.title.empty()) body.paragraph("Title", table.title);
  std::size_t columns = table.header.size();
  for (const auto& row : table.rows) columns = std::max(columns, row.cells.size());
  const bool landscape = columns > 6;
  constexpr std::size_t kPortraitWidth = 11906 - 2 * 1418;
  constexpr std::size_t kLandscapeWidth = 16838 - 2 * 1418;
  const std::size_t page = landscape ? kLandscapeWidth : kPortraitWidth;
  // The first column holds names, the others mostly figures.
  const std::size_t share = columns <= 1 ? 0 : std::min<std::size_t>(page * 65 / 100 / (columns - 1), 2000);
  const std::size_t first = columns == 0 ? page : page - share * (columns - 1);
  const auto width = [&](std::size_t column) { return std::to_string(column == 0 ? first : share); };
  const auto add_row = [&](const std::vector<std::string>& cells, bool header, int indent, bool total) {
    body.raw("<w:tr><w:trPr><w:cantSplit/>");
    if (header) body.raw("<w:tblHeader/>");
    body.raw("</w:trPr>");
    for (std::size_t column = 0; column < columns; ++column) {
      body.raw("<w:tc><w:tcPr><w:tcW w:w=\"" + width(column) + "\" w:type=\"dxa\"/>");
      if (total) {
        body.raw("<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"2F4B6E\"/></w:tcBorders>");
      }
      body.raw(header ? "<w:vAlign w:val=\"bottom\"/></w:tcPr>" : "</w:tcPr>");
      const std::string_view text = cell_of(cells, column);
      std::string more;
      if (column == 0 && indent > 0) more += "<w:ind w:left=\"" + std::to_string(std::min(indent, 12) * 227) + "\"/>";
      if (numeric_column(table, column)) more += "<w:jc w:val=\"right\"/>";
      auto lines = paragraphs(text);
      if (lines.empty()) lines.emplace_back();
      for (const auto line : lines) {
        body.begin(header ? "TableHeading" : "TableText", right_to_left(line), "", more);
        body.run(line, total ? "<w:b/><w:bCs/>" : "");
        body.end();
      }
      body.raw("</w:tc>");
    }
    body.raw("</w:tr>");
  };
  if (columns > 0) {
    body.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"PlainRules\"/><w:tblW w:w=\"" + std::to_string(page) +
             "\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/>"
             "</w:tblPr><w:tblGrid>");
    for (std::size_t column = 0; column < columns; ++column) body.raw("<w:gridCol w:w=\"" + width(column) + "\"/>");
    body.raw("</w:tblGrid>");
    add_row(table.header, true, 0, false);
    for (const auto& row : table.rows) add_row(row.cells, false, row.indent, row.total);
    body.raw("</w:tbl>");
  }
  body.paragraph("Normal", "");
  for (const auto& note : table.notes) body.paragraphs_of("Statement", note);
  return package(table.title, "", body.take(landscape));
}

}  // namespace polyvocal::report
