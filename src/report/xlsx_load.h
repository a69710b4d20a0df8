/** The functions of libxlsxwriter that are used, in a library that is loaded when the first workbook is written: it
 * brings OpenSSL with it, which a program that writes none need not wait for. */
#ifndef VD_REPORT_XLSX_LOAD_H
#define VD_REPORT_XLSX_LOAD_H

#include "viendan.h"

#include <xlsxwriter.h>

/** All of them; what they are is known once vd_xlsx_load() has been OK. */
typedef struct vd_lxw_functions {
#define F(name) __typeof__(&name) name;
#include "report/xlsx.def"
#undef F
} vd_lxw_functions;
extern vd_lxw_functions vd_lxw;

/** Errors: IO when it is not there, or is not what it was built with. */
VD_CHECKED vd_status vd_xlsx_load(vd_error *err);

#endif
