#include <polyvocal_plugin.h>
/* A second time: the guard holds. */
#include <polyvocal_plugin.h>

_Static_assert(offsetof(pv_block, size) == 0, "size comes first");
_Static_assert(offsetof(pv_host, size) == 0, "size comes first");
_Static_assert(offsetof(pv_format, size) == 0, "size comes first");
_Static_assert(offsetof(pv_plugin, size) == 0, "size comes first");
_Static_assert(offsetof(pv_decoded, size) == 0, "size comes first");

size_t polyvocal_test_size_of_host_in_c(void);
size_t polyvocal_test_size_of_host_in_c(void) { return sizeof(pv_host); }
size_t polyvocal_test_size_of_block_in_c(void);
size_t polyvocal_test_size_of_block_in_c(void) { return sizeof(pv_block); }
