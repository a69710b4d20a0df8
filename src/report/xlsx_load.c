/** Where libxlsxwriter's functions are. */
#include "report/xlsx_load.h"

#include "base/library.h"

VD_LIBRARY_NOTE(note, "xlsx", "Tables as XLSX workbooks", VD_XLSXWRITER_FILE);

vd_lxw_functions vd_lxw;

static const vd_library_symbol symbols[] = {
#define F(name) {#name, &vd_lxw.name},
#include "report/xlsx.def"
#undef F
};

static vd_library library = {VD_XLSXWRITER_FILE, symbols, sizeof symbols / sizeof *symbols, false};

vd_status vd_xlsx_load(vd_error *err)
{
    return vd_library_load(&library, err);
}
