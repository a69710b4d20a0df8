# Writes a header with a name for the rules as they are: cmake -DOUT=… -DROOT=…/src -P rules_version.cmake
# The name depends on the files' content and on their paths below ROOT only.
set(all "")
foreach(room text tables extract resolve)
    file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/${room}/*.c" "${ROOT}/${room}/*.h" "${ROOT}/${room}/*.tsv"
         "${ROOT}/${room}/*.pcre")
    list(SORT files)
    foreach(file IN LISTS files)
        file(SHA256 "${ROOT}/${file}" hash)
        string(APPEND all "${file} ${hash}\n")
    endforeach()
endforeach()
string(SHA256 version "${all}")
string(SUBSTRING "${version}" 0 16 version)
file(CONFIGURE OUTPUT "${OUT}" CONTENT "#define VD_RULES_VERSION \"${version}\"\n" @ONLY)
