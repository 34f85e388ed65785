# The layer table of docs/architecture.md, as code. polyvocal_layer() makes one static library a layer and stops the
# configure at an edge the table does not have. The include guard (check_includes.cmake) reads the same table.
set(POLYVOCAL_EDGES_base "")
set(POLYVOCAL_EDGES_text base)
set(POLYVOCAL_EDGES_model base text)
set(POLYVOCAL_EDGES_store base text model)
set(POLYVOCAL_EDGES_index base text model)
set(POLYVOCAL_EDGES_analysis base text model)
set(POLYVOCAL_EDGES_privacy base text model)
set(POLYVOCAL_EDGES_exchange base text model)
set(POLYVOCAL_EDGES_report base text model messages)
set(POLYVOCAL_EDGES_messages base)
set(POLYVOCAL_EDGES_plugin_api "")
set(POLYVOCAL_EDGES_plugin_host base text model plugin_api)
set(POLYVOCAL_EDGES_app base text model store index analysis privacy exchange report messages plugin_host)
set(POLYVOCAL_EDGES_cli base text model messages app)
# What the window decides, without wx, and what it draws.
set(POLYVOCAL_EDGES_gui_presenter base text model messages app)
set(POLYVOCAL_EDGES_gui_widgets base text model messages app gui_presenter)
set(POLYVOCAL_LAYERS base text model store index analysis privacy exchange report messages plugin_api plugin_host app cli
                     gui_presenter gui_widgets)
# Layers that do not lie in src/NAME.
set(POLYVOCAL_FOLDER_gui_presenter gui/presenter)
set(POLYVOCAL_FOLDER_gui_widgets gui/widgets)

# Outside libraries whose headers a layer may include (in .cpp files), as regular expressions over the include's path.
set(POLYVOCAL_OUTSIDE_text "^unicode/|^libstemmer")
set(POLYVOCAL_OUTSIDE_store "^SQLiteCpp/|^sqlite3\\.h")
set(POLYVOCAL_OUTSIDE_index "^xapian\\.h")
set(POLYVOCAL_OUTSIDE_analysis "^boost/math/")
set(POLYVOCAL_OUTSIDE_messages "^boost/locale/")
set(POLYVOCAL_OUTSIDE_report "^xlsxwriter|^zip\\.h|^pugixml|^cairo")
set(POLYVOCAL_OUTSIDE_plugin_host "^zip\\.h|^nlohmann/")
set(POLYVOCAL_OUTSIDE_exchange "^nlohmann/")
set(POLYVOCAL_OUTSIDE_cli "^CLI/|^nlohmann/")
set(POLYVOCAL_OUTSIDE_app "^nlohmann/")
set(POLYVOCAL_OUTSIDE_gui_presenter "^nlohmann/")
set(POLYVOCAL_OUTSIDE_gui_widgets "^wx/|^gtk/|^atk/")
# The command line is the top: nobody includes its headers, so its libraries may stand in them.
set(POLYVOCAL_OUTSIDE_IN_HEADERS_cli ON)
# Widgets derive from wx's classes.
set(POLYVOCAL_OUTSIDE_IN_HEADERS_gui_widgets ON)
# Guarded everywhere else: no layer but the ones above includes these.
set(POLYVOCAL_GUARDED "^unicode/|^libstemmer|^SQLiteCpp/|^sqlite3\\.h|^xapian\\.h|^boost/|^xlsxwriter|^zip\\.h|^pugixml|^cairo|^wx/|^gtk/|^atk/|^nlohmann/|^CLI/|^poppler|^md4c|^libxml")

# polyvocal_layer(NAME DEPENDS layer... SOURCES file... [LIBRARIES target...])
function(polyvocal_layer name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;SOURCES;LIBRARIES" ${ARGN})
  foreach(edge IN LISTS ARG_DEPENDS)
    if(NOT edge IN_LIST POLYVOCAL_EDGES_${name})
      message(FATAL_ERROR "Layer '${name}' may not depend on '${edge}'. Allowed: ${POLYVOCAL_EDGES_${name}}")
    endif()
  endforeach()
  add_library(polyvocal_${name} STATIC ${ARG_SOURCES})
  add_library(polyvocal::${name} ALIAS polyvocal_${name})
  target_include_directories(polyvocal_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(polyvocal_${name} PRIVATE polyvocal_warnings ${ARG_LIBRARIES} PUBLIC polyvocal_options)
  foreach(edge IN LISTS ARG_DEPENDS)
    target_link_libraries(polyvocal_${name} PUBLIC polyvocal::${edge})
  endforeach()
  set_target_properties(polyvocal_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

# polyvocal_unit_tests(NAME SOURCES file... LIBRARIES target...): one GoogleTest program, run as one CTest.
function(polyvocal_unit_tests name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LIBRARIES" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  add_executable(test_${name} ${ARG_SOURCES})
  target_link_libraries(test_${name} PRIVATE ${ARG_LIBRARIES} polyvocal_warnings polyvocal_test_support GTest::gmock
                                             GTest::gtest_main)
  add_test(NAME unit_${name} COMMAND test_${name})
  set_tests_properties(unit_${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} ENVIRONMENT
    "POLYVOCAL_SOURCE_DIR=${PROJECT_SOURCE_DIR};POLYVOCAL_BUILD_DIR=${PROJECT_BINARY_DIR}")
endfunction()
