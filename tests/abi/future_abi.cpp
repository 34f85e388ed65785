// Built for an ABI that does not exist yet.
#include <polyvocal_plugin.h>

extern "C" const pv_plugin* polyvocal_plugin_entry(uint32_t, uint32_t) {
  static const pv_plugin plugin = [] {
    pv_plugin made{};
    made.size = sizeof made;
    made.abi_major = PV_ABI_MAJOR + 1;
    made.id = {"org.polyvocal.test.future-abi", 29};
    made.version = {"1.0.0", 5};
    return made;
  }();
  return &plugin;
}
