/* SPDX-License-Identifier: MIT
 *
 * The smallest useful importer, in plain C: a starting point for your own.
 *
 * It reads files that begin with the line "#dialogue" and then hold one turn a line, "NAME | words":
 *
 *     #dialogue
 *     Interviewer | How did you come to be involved?
 *     Parent 1 | It began with a telephone call.
 *
 * Build it as a shared library against polyvocal_plugin.h, with nothing else, and put it into a plug-in folder together
 * with its manifest "example_c.plugin.json":
 *
 *     { "manifest": 1, "id": "org.polyvocal.example-c", "version": "1.0.0", "licence": "MIT",
 *       "library": "example_c", "abi": { "major": 1, "minor": 0 } }
 */
#include <polyvocal_plugin.h>

#include <string.h>

#ifndef POLYVOCAL_PLUGIN_VERSION
#define POLYVOCAL_PLUGIN_VERSION "1.0.0"
#endif

/* Strings carry their length; they need no NUL at the end. */
#define TEXT(literal) \
  { literal, sizeof(literal) - 1 }

static const char kFirstLine[] = "#dialogue";

static int begins_like_ours(pv_string bytes) {
  return bytes.length >= sizeof(kFirstLine) - 1 && memcmp(bytes.data, kFirstLine, sizeof(kFirstLine) - 1) == 0;
}

/* How sure are we, from the first bytes alone? Content speaks louder than the name's ending. */
static int probe(pv_string head, pv_string extension) {
  (void)extension;
  return begins_like_ours(head) ? 95 : 0;
}

static pv_string trimmed(pv_string text) {
  while (text.length > 0 && (text.data[0] == ' ' || text.data[0] == '\t')) {
    ++text.data;
    --text.length;
  }
  while (text.length > 0 && (text.data[text.length - 1] == ' ' || text.data[text.length - 1] == '\t')) --text.length;
  return text;
}

static pv_status emit_line(const pv_host* host, pv_string line) {
  pv_block block;
  const char* bar = memchr(line.data, '|', line.length);
  memset(&block, 0, sizeof block);
  block.size = sizeof block; /* every struct begins with its size */
  block.start_ms = PV_NO_TIME;
  block.end_ms = PV_NO_TIME;
  if (bar == NULL) {
    block.kind = PV_PARAGRAPH;
    block.text = line;
  } else {
    const size_t before = (size_t)(bar - line.data);
    pv_string speaker = {line.data, before};
    pv_string words = {bar + 1, line.length - before - 1};
    block.kind = PV_ROW; /* a row says who speaks; the program does not have to guess */
    block.speaker = trimmed(speaker);
    block.text = trimmed(words);
  }
  return host->block(host->context, &block);
}

static pv_status read_dialogue(const pv_host* host, pv_string bytes, pv_string name, pv_string extension) {
  pv_decoded decoded;
  pv_string rest;
  pv_status status;
  int first = 1;
  (void)name;
  (void)extension;
  if (!begins_like_ours(bytes)) return PV_UNKNOWN;
  /* The host turns any encoding into UTF-8 with LF at line ends. */
  memset(&decoded, 0, sizeof decoded);
  decoded.size = sizeof decoded;
  status = host->decode(host->context, bytes, &decoded);
  if (status != PV_OK) return status;
  rest = decoded.text;
  while (rest.length > 0) {
    const char* end = memchr(rest.data, '\n', rest.length);
    pv_string line = {rest.data, end == NULL ? rest.length : (size_t)(end - rest.data)};
    const size_t used = line.length + (end == NULL ? 0 : 1);
    rest.data += used;
    rest.length -= used;
    if (!first && line.length > 0) {
      /* Anything but PV_OK means: return at once, with the same status. */
      status = emit_line(host, line);
      if (status != PV_OK) return status;
    }
    first = 0;
  }
  return PV_OK;
}

static const pv_format kDialogue = {sizeof(pv_format),
                                    PV_DOCUMENT_IMPORTER,
                                    TEXT("dialogue"),
                                    TEXT("Example: a turn a line"),
                                    TEXT("dialogue"),
                                    TEXT(""),
                                    probe,
                                    read_dialogue};

static const pv_format* const kFormats[] = {&kDialogue};

static const pv_plugin kPlugin = {sizeof(pv_plugin),
                                  PV_ABI_MAJOR,
                                  PV_ABI_MINOR,
                                  TEXT("org.polyvocal.example-c"),
                                  TEXT(POLYVOCAL_PLUGIN_VERSION),
                                  TEXT("MIT"),
                                  kFormats,
                                  1};

/* The one function that is exported. */
PV_EXPORT const pv_plugin* polyvocal_plugin_entry(uint32_t host_major, uint32_t host_minor) {
  (void)host_minor; /* a newer minor version only adds */
  return host_major == PV_ABI_MAJOR ? &kPlugin : NULL;
}
