#include <algorithm>

#include "report/markup_internal.hpp"
#include "report/phrases_internal.hpp"
#include "report/writers_internal.hpp"

namespace polyvocal::report {
namespace {

// Everything in the file itself: it must look the same on a machine without a network.
constexpr std::string_view kStyle = R"(
:root { --ink: #22303c; --accent: #2f4b6e; --muted: #5f6b78; --faint: #98a2ad; --rule: #d5dce4; --paper: #fff; }
* { box-sizing: border-box; }
html { background: #f3f5f7; }
body { margin: 0; color: var(--ink); font: 16px/1.55 "Segoe UI", "Helvetica Neue", Helvetica, Arial, "Noto Sans", sans-serif; }
main { max-width: 48rem; margin: 2.5rem auto; padding: 3.5rem 4rem; background: var(--paper);
  border: 1px solid var(--rule); border-radius: 3px; }
main.wide { max-width: max-content; }
h1, h2, h3, h4, h5, h6 { color: var(--accent); line-height: 1.25; margin: 0; break-after: avoid; }
h1 { font-size: 2rem; font-weight: 600; letter-spacing: -0.01em; }
h2 { font-size: 1.45rem; font-weight: 600; margin-top: 3rem; padding-top: 1.1rem; border-top: 2px solid var(--accent); }
h3 { font-size: 1.2rem; font-weight: 600; margin-top: 2.2rem; }
h4 { font-size: 1.05rem; font-weight: 600; margin-top: 1.8rem; }
h5, h6 { font-size: 1rem; font-weight: 600; margin-top: 1.5rem; color: var(--ink); }
.subtitle { margin: 0.5rem 0 0; color: var(--muted); font-size: 1.05rem; }
.definition { margin: 0.5rem 0 0; }
.note { margin: 0.35rem 0 0; color: var(--muted); font-size: 0.875rem; }
nav { margin-top: 2rem; padding: 1rem 1.25rem; background: #f7f9fb; border-radius: 3px; font-size: 0.95rem; }
nav h2 { font-size: 0.95rem; margin: 0 0 0.4rem; padding: 0; border: 0; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { display: flex; gap: 0.75rem; padding: 0.1rem 0; }
nav a { color: inherit; text-decoration: none; flex: 1; }
nav a:hover, nav a:focus { text-decoration: underline; }
nav span { color: var(--muted); font-variant-numeric: tabular-nums; }
nav .l2 { padding-inline-start: 1.25rem; } nav .l3 { padding-inline-start: 2.5rem; } nav .l4 { padding-inline-start: 3.75rem; }
figure { margin: 1.6rem 0 0; break-inside: avoid; }
blockquote { margin: 0; padding-inline-start: 1.1rem; border-inline-start: 3px solid #b9c7d8;
  font: 1.08rem/1.6 Georgia, "Iowan Old Style", "Times New Roman", "Noto Serif", serif; }
blockquote p { margin: 0 0 0.5rem; } blockquote p:last-child { margin-bottom: 0; }
.context { margin: 0.35rem 0; padding-inline-start: calc(1.1rem + 3px); color: var(--muted);
  font: 0.95rem/1.55 Georgia, "Times New Roman", "Noto Serif", serif; }
figcaption { margin-top: 0.4rem; padding-inline-start: calc(1.1rem + 3px); color: var(--muted); font-size: 0.9rem;
  display: flex; gap: 1rem; align-items: baseline; }
cite { font-style: normal; font-weight: 600; color: var(--accent); }
.id { margin-inline-start: auto; color: var(--faint); font-size: 0.75rem; white-space: nowrap; }
footer { margin-top: 3.5rem; padding-top: 0.9rem; border-top: 1px solid var(--rule); color: var(--muted); font-size: 0.85rem; }
footer p { margin: 0.2rem 0; }
table { margin-top: 1.75rem; border-collapse: collapse; font-size: 0.95rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.42rem 0.9rem; text-align: start; vertical-align: top; border-bottom: 1px solid var(--rule); }
thead th { color: var(--accent); vertical-align: bottom; border-bottom: 2px solid var(--accent); }
tbody th { font-weight: normal; padding-inline-start: calc(0.9rem + var(--depth, 0) * 1.25rem); }
.n { text-align: end; white-space: nowrap; }
tr.total th, tr.total td { font-weight: 600; border-top: 2px solid var(--accent); }
.scroll { overflow-x: auto; }
@media (max-width: 640px) { main { margin: 0; padding: 1.5rem 1.25rem; border: 0; } }
@media print {
  @page { margin: 20mm; }
  html { background: none; }
  body { font-size: 10.5pt; }
  main, main.wide { max-width: none; margin: 0; padding: 0; border: 0; }
  nav a { text-decoration: none; }
  h2 { margin-top: 1.8rem; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
)";

std::string direction(std::string_view text) {
  return right_to_left(text) ? "rtl" : "ltr";
}

/// dir="auto" lets the browser find each paragraph's own direction.
void append_paragraphs(std::string& out, std::string_view text, std::string_view attributes) {
  for (const auto line : paragraphs(text)) {
    out.append("<p").append(attributes).append(" dir=\"auto\">");
    append_escaped(out, line);
    out += "</p>\n";
  }
}

std::string head(std::string_view title, std::string_view language, std::string_view text_for_direction) {
  std::string out = "<!DOCTYPE html>\n<html";
  if (const auto tag = language_tag(language); tag != "und") out += " lang=\"" + tag + "\"";
  const bool rtl = language.empty() ? right_to_left(text_for_direction) : right_to_left_language(language);
  out += std::string(" dir=\"") + (rtl ? "rtl" : "ltr") + "\">\n<head>\n<meta charset=\"utf-8\"/>\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n";
  out += "<meta name=\"generator\" content=\"Polyvocal\"/>\n<title>" + escaped(title) + "</title>\n<style>";
  out += kStyle;
  out += "</style>\n</head>\n<body>\n";
  return out;
}

void append_contents(std::string& out, const model::QuoteCollection& collection) {
  if (collection.sections.size() < 3) return;
  out += "<nav><h2>" + escaped(messages::message("report.contents")) + "</h2>\n<ul>\n";
  for (std::size_t i = 0; i < collection.sections.size(); ++i) {
    const auto& section = collection.sections[i];
    const std::string level = std::to_string(std::clamp(section.level, 1, 4));
    out += "<li class=\"l" + level + "\"><a dir=\"auto\" href=\"#s" + std::to_string(i + 1) + "\">";
    append_escaped(out, section.heading);
    out += "</a>";
    if (!section.quotes.empty()) out += "<span>" + std::to_string(section.quotes.size()) + "</span>";
    out += "</li>\n";
  }
  out += "</ul></nav>\n";
}

void append_quote(std::string& out, const model::QuoteRecord& quote) {
  out += "<figure dir=\"" + direction(quote.text) + "\">\n";
  append_paragraphs(out, quote.context_before, " class=\"context\"");
  out += "<blockquote>\n";
  append_paragraphs(out, quote.text, "");
  out += "</blockquote>\n";
  out += "<figcaption><span>— <cite dir=\"auto\">";
  append_escaped(out, quote.attribution);
  out += "</cite>";
  if (!quote.verbatim) out += " (" + escaped(messages::message("report.notes")) + ")";
  out += "</span><span class=\"id\">";
  append_escaped(out, quote.quote_id);
  out += "</span></figcaption>\n";
  append_paragraphs(out, quote.context_after, " class=\"context\"");
  out += "</figure>\n";
}

}  // namespace

std::string quotes_html(const model::QuoteCollection& collection) {
  std::string out = head(collection.title, collection.language, collection.title);
  out += "<main>\n<header>\n<h1 dir=\"auto\">" + escaped(collection.title) + "</h1>\n";
  append_paragraphs(out, collection.subtitle, " class=\"subtitle\"");
  out += "</header>\n";
  append_contents(out, collection);
  for (std::size_t i = 0; i < collection.sections.size(); ++i) {
    const auto& section = collection.sections[i];
    const std::string tag = "h" + std::to_string(std::clamp(section.level, 1, 5) + 1);
    out += "<section>\n<" + tag + " id=\"s" + std::to_string(i + 1) + "\" dir=\"auto\">";
    append_escaped(out, section.heading);
    out += "</" + tag + ">\n";
    append_paragraphs(out, section.description, " class=\"definition\"");
    if (const auto note = section_note(section); !note.empty()) out += "<p class=\"note\">" + escaped(note) + "</p>\n";
    for (const auto& quote : section.quotes) append_quote(out, quote);
    out += "</section>\n";
  }
  if (!collection.statement.empty()) {
    out += "<footer>\n";
    append_paragraphs(out, collection.statement, "");
    out += "</footer>\n";
  }
  out += "</main>\n</body>\n</html>\n";
  return out;
}

std::string table_html(const Table& table) {
  std::string out = head(table.title, "", table.title);
  out += "<main class=\"wide\">\n";
  if (!table.title.empty()) out += "<h1 dir=\"auto\">" + escaped(table.title) + "</h1>\n";
  std::size_t columns = table.header.size();
  for (const auto& row : table.rows) columns = std::max(columns, row.cells.size());
  const auto shape = [&](std::size_t column) { return numeric_column(table, column) ? " class=\"n\"" : ""; };
  out += "<div class=\"scroll\">\n<table>\n<thead><tr>";
  for (std::size_t column = 0; column < columns; ++column) {
    out.append("<th scope=\"col\"").append(shape(column)).append(" dir=\"auto\">");
    append_escaped(out, cell_of(table.header, column));
    out += "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    out += row.total ? "<tr class=\"total\">" : "<tr>";
    for (std::size_t column = 0; column < columns; ++column) {
      const std::string tag = column == 0 ? "th" : "td";
      out += "<" + tag + (column == 0 ? " scope=\"row\"" : "") + shape(column);
      if (column == 0 && row.indent > 0) {
        out += " style=\"--depth: " + std::to_string(row.indent) + "\"";
      }
      out += ">";
      append_escaped(out, cell_of(row.cells, column));
      out += "</" + tag + ">";
    }
    out += "</tr>\n";
  }
  out += "</tbody>\n</table>\n</div>\n";
  if (!table.notes.empty()) {
    out += "<footer>\n";
    for (const auto& note : table.notes) append_paragraphs(out, note, "");
    out += "</footer>\n";
  }
  out += "</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace polyvocal::report
