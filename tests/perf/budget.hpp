#pragma once

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace polyvocal::test {

/// Set by skip(): a benchmark that could not do its work makes the program fail.
inline bool& any_failed() {
  static bool failed = false;
  return failed;
}

inline void skip(benchmark::State& state, const std::string& why) {
  any_failed() = true;
  state.SkipWithError(why.c_str());
}
inline void skip(benchmark::State& state, const base::Error& error) {
  skip(state, std::string(base::error_name(error.code)).append(" ").append(error.param("detail")));
}

/// Measures the wall time of what it stands around, to set it beside a budget for one iteration.
class Stopwatch {
 public:
  double ms() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started_).count();
  }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

/// `over` above 1 is beyond the budget.
inline void show_budget(benchmark::State& state, double measured_ms, double budget_ms) {
  state.counters["budget_ms"] = budget_ms;
  state.counters["over"] = measured_ms / budget_ms;
}
inline void show_memory(benchmark::State& state, double measured_mb, double budget_mb) {
  state.counters["peak_mb"] = measured_mb;
  state.counters["budget_mb"] = budget_mb;
  state.counters["over_mb"] = measured_mb / budget_mb;
}

/// From here on peak_mb() counts anew, where the system can do that (Linux).
inline void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}
/// The most memory that this process held at once since forget_peak(), without helper processes.
inline double peak_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}
/// An upper bound of the memory of any helper process that has ended: the system counts it from the fork on, when it
/// still shares this process's memory.
inline double helper_peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Runs a benchmark program: `register_all(documents)` registers, the number comes from the first argument that is not
/// an option of the library. Exit status 1 after a failure.
template <typename Register>
int run_benchmarks(int argc, char** argv, std::int64_t documents, Register&& register_all) {
  benchmark::Initialize(&argc, argv);
  if (argc > 1) {
    const std::string_view text = argv[1];
    const auto read = std::from_chars(text.data(), text.data() + text.size(), documents);
    if (argc > 2 || read.ec != std::errc() || read.ptr != text.data() + text.size() || documents < 1) {
      std::cerr << "usage: " << argv[0] << " [number of transcripts] [--benchmark_...]\n";
      return 2;
    }
  }
  register_all(documents);
  if (benchmark::RunSpecifiedBenchmarks() == 0) any_failed() = true;
  benchmark::Shutdown();
  return any_failed() ? 1 : 0;
}

}  // namespace polyvocal::test
