# Makes resources.cpp out of gui/resources/: the files are the one source.
function(polyvocal_embed_resources output)
  foreach(name IN ITEMS menus shortcuts)
    set(file ${PROJECT_SOURCE_DIR}/src/gui/resources/${name}.json)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} POLYVOCAL_${name})
  endforeach()
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/resources.cpp.in ${output} @ONLY)
endfunction()
