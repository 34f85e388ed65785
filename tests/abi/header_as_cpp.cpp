#include <polyvocal_plugin.h>

extern "C" size_t polyvocal_test_size_of_host_in_cpp();
extern "C" size_t polyvocal_test_size_of_host_in_cpp() {
  return sizeof(pv_host);
}
extern "C" size_t polyvocal_test_size_of_block_in_cpp();
extern "C" size_t polyvocal_test_size_of_block_in_cpp() {
  return sizeof(pv_block);
}
