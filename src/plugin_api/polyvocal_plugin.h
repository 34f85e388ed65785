/* SPDX-License-Identifier: MIT
 *
 * Polyvocal plug-in interface, version 1.
 *
 * The only header a plug-in needs, in plain C. A plug-in is a shared library that exports one function,
 * polyvocal_plugin_entry(). It reads one file at a time, given as bytes, and tells what it found by calling functions of
 * the host; it returns nothing else and keeps nothing. It runs in a helper process with limits on time, memory and
 * unpacked size, without the right to open files.
 *
 * Rules
 *  - Every struct begins with its size and is filled in by its owner; fields are only ever added at the end. Read a field
 *    only if `size` says it is there (PV_HAS).
 *  - Strings are UTF-8 with an explicit length; they need no ending NUL and stay the caller's. The host checks and
 *    repairs UTF-8.
 *  - No C++ exception, no longjmp across the border.
 *  - Threads: [helper] marks what is called on the helper's one thread. The host's functions may be called only from
 *    there, during the call that handed them over.
 *  - Calls from plug-in to host return PV_OK, or PV_STOP when the host wants the plug-in to return at once (cancelled,
 *    over a limit). After PV_STOP return PV_STOP.
 */
#ifndef POLYVOCAL_PLUGIN_H
#define POLYVOCAL_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define PV_EXPORT __declspec(dllexport)
#else
#define PV_EXPORT __attribute__((visibility("default")))
#endif

/* An unknown major version is refused; a newer minor one only adds. */
#define PV_ABI_MAJOR 1u
#define PV_ABI_MINOR 0u

#define PV_HAS(ptr, type, field) ((ptr)->size >= offsetof(type, field) + sizeof((ptr)->field))

typedef struct pv_string {
  const char* data;
  size_t length;
} pv_string;

typedef enum pv_status {
  PV_OK = 0,
  PV_STOP = 1,        /* the host asked to stop */
  PV_UNKNOWN = 2,     /* this is not a file of my formats */
  PV_DAMAGED = 3,     /* my format, but malformed or truncated */
  PV_PASSWORD = 4,    /* protected by a password */
  PV_TOO_LARGE = 5,   /* over a limit */
  PV_EMPTY = 6,       /* nothing in it */
  PV_FAILED = 7,      /* another fault; see pv_host.detail */
  PV_ENCODING = 8,    /* the text's encoding is not known */
  PV_STATUS_SIZE_ = 0x7fffffff /* makes the type an int everywhere */
} pv_status;

typedef enum pv_kind {
  PV_DOCUMENT_IMPORTER = 1, /* one file = one transcript: paragraphs and cues */
  PV_TABLE_READER = 2,      /* one file = one table: rows of cells (participants, codings, codebooks) */
  PV_PROJECT_IMPORTER = 3,   /* one file = a project of another program: interchange records */
  PV_KIND_SIZE_ = 0x7fffffff
} pv_kind;

typedef enum pv_block_kind {
  PV_PARAGRAPH = 0,
  PV_HEADING = 1,
  PV_CUE = 2,
  PV_ROW = 3,
  PV_BLOCK_KIND_SIZE_ = 0x7fffffff
} pv_block_kind;

#define PV_NO_TIME INT64_MIN

/* One paragraph, heading, cue or row of a transcript, in reading order. */
typedef struct pv_block {
  size_t size;
  pv_block_kind kind;
  pv_string text;     /* no LF in paragraphs and headings; an empty paragraph is a blank line */
  pv_string speaker;  /* if the format itself says who speaks; else length 0 */
  int32_t level;      /* headings: 1..6 */
  uint64_t bold_prefix_bytes; /* how many bytes at the start of `text` are bold */
  int64_t start_ms;   /* or PV_NO_TIME */
  int64_t end_ms;     /* or PV_NO_TIME */
} pv_block;

/* Interchange record kinds for project importers. Fields are named strings; positions are zero-based code points,
 * half-open, in the text of the source record they name. GUIDs are 36-character text. */
typedef enum pv_record_kind {
  PV_REC_PROJECT = 1, /* name, description */
  PV_REC_CODER = 2,   /* guid, name */
  PV_REC_SOURCE = 3,  /* guid, name, text, coder */
  PV_REC_CODE = 4,    /* guid, parent, name, description, colour, codable */
  PV_REC_CODING = 5,  /* guid, source, start, end, code, coder, created, note */
  PV_REC_CASE = 6,    /* guid, name, description; sources separated by blanks */
  PV_REC_VARIABLE = 7,       /* guid, name, type, description */
  PV_REC_VARIABLE_VALUE = 8, /* variable, target, value */
  PV_REC_NOTE = 9,    /* guid, target, name, text, coder, created */
  PV_REC_SET = 10,    /* guid, name, description; members separated by blanks */
  PV_REC_LINK = 11,   /* guid, name, origin, target, direction */
  PV_REC_LOST = 12,    /* kind, what, why: something the format has and these records cannot carry */
  PV_REC_SIZE_ = 0x7fffffff
} pv_record_kind;

typedef struct pv_field {
  pv_string name;
  pv_string value;
} pv_field;

/* A decoded text, owned by the host until the call that handed it over ends. */
typedef struct pv_decoded {
  size_t size;
  pv_string text;     /* UTF-8, LF, no BOM */
  pv_string encoding; /* what it was */
  int32_t confidence; /* 0..100 */
} pv_decoded;

typedef struct pv_unzip_entry {
  size_t size;
  pv_string name;     /* path inside the archive; never absolute, never with ".." */
  uint64_t unpacked;  /* bytes */
} pv_unzip_entry;

typedef struct pv_host pv_host;
struct pv_host {
  size_t size;
  uint32_t abi_major;
  uint32_t abi_minor;
  void* context; /* the host's; hand it back as the first argument */

  /* [helper] What the file holds. */
  pv_status (*block)(void* context, const pv_block* block);
  pv_status (*row)(void* context, const pv_string* cells, size_t count);
  pv_status (*record)(void* context, pv_record_kind kind, const pv_field* fields, size_t count);
  /* [helper] Document properties worth keeping: "title", "language", "date", "encoding". "converter" with the value
   * "word" before returning PV_UNKNOWN says: a Word 97 document, which only an outside converter reads. */
  pv_status (*property)(void* context, pv_string name, pv_string value);
  /* [helper] Something the person should know; `key` is a short English key with '-', `detail` may be empty. */
  pv_status (*warning)(void* context, pv_string key, pv_string detail);
  /* [helper] Why the status is what it is; a few words for the message. */
  pv_status (*detail)(void* context, pv_string text);
  /* [helper] True (1) when the plug-in should return PV_STOP. */
  int (*cancelled)(void* context);

  /* [helper] Services, so that a plug-in needs no ICU and no unzip of its own. */
  pv_status (*decode)(void* context, pv_string bytes, pv_decoded* result);
  /* Opens a ZIP archive held in `bytes`. Entries are counted against the limit on unpacked size, and refused with
   * PV_TOO_LARGE beyond it or beyond a ratio of 200; encrypted entries give PV_PASSWORD. */
  pv_status (*unzip_open)(void* context, pv_string bytes, size_t* entry_count);
  pv_status (*unzip_entry)(void* context, size_t index, pv_unzip_entry* entry);
  pv_status (*unzip_read)(void* context, pv_string name, pv_string* bytes); /* PV_UNKNOWN if there is none */
  /* As decode, where the file itself names its encoding ("windows-1251", an HTML meta element). An encoding that the
   * person gave overrules it; one the host does not know is detected as by decode. */
  pv_status (*decode_as)(void* context, pv_string bytes, pv_string encoding, pv_decoded* result);
};

/* One format that a plug-in reads. */
typedef struct pv_format {
  size_t size;
  pv_kind kind;
  pv_string name;       /* stable key: "docx" */
  pv_string label;      /* for people: "Word document" */
  pv_string extensions; /* lower case, separated by blanks: "docx docm" */
  pv_string mime;       /* separated by blanks; may be empty */
  /* [helper] 0..100: how sure that these first bytes (up to 4096) are of this format; the name's ending is `extension`. */
  int (*probe)(pv_string head, pv_string extension);
  /* [helper] Reads the whole file. `name` is the file's name without folders, for messages only. */
  pv_status (*read)(const pv_host* host, pv_string bytes, pv_string name, pv_string extension);
} pv_format;

typedef struct pv_plugin {
  size_t size;
  uint32_t abi_major;
  uint32_t abi_minor;
  pv_string id;      /* "org.example.my-importer" */
  pv_string version; /* "1.0.0" */
  pv_string licence; /* SPDX */
  const pv_format* const* formats;
  size_t format_count;
} pv_plugin;

/* [helper] The one exported symbol. Returns a static description, or NULL if `host_major` is not supported. */
typedef const pv_plugin* (*pv_entry_function)(uint32_t host_major, uint32_t host_minor);
PV_EXPORT const pv_plugin* polyvocal_plugin_entry(uint32_t host_major, uint32_t host_minor);

#ifdef __cplusplus
}
#endif
#endif /* POLYVOCAL_PLUGIN_H */
