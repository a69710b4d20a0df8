/** The English names of the public enumerations, made from the lists in viendan.h. */
#include "base/str.h"

const char *vd_status_text(vd_status status)
{
    switch (status) {
#define X(name, text) \
    case VD_##name:   \
        return text;
        VD_STATUS_LIST(X)
#undef X
    }
    return "unknown status";
}

const char *vd_version(void)
{
    return VD_VERSION;
}

const char *vd_form_name(vd_form form)
{
    switch (form) {
#define X(name, text)    \
    case VD_FORM_##name: \
        return text;
        VD_FORM_LIST(X)
#undef X
    }
    return "";
}

bool vd_form_parse(vd_str name, vd_form *out)
{
    for (vd_form form = VD_FORM_NUMBERED; form <= VD_FORM_BACKWARD; form++) {
        if (vd_str_eq(name, vd_str_of(vd_form_name(form)))) {
            *out = form;
            return true;
        }
    }
    return false;
}

static const char *const relation_names[VD_REL_COUNT] = {
#define X(name, text) text,
    VD_RELATION_LIST(X)
#undef X
};

const char *vd_relation_name(vd_relation relation)
{
    return (unsigned)relation < VD_REL_COUNT ? relation_names[relation] : "";
}

const char *vd_strength_name(vd_strength strength)
{
    switch (strength) {
    case VD_STRENGTH_NONE:
        return "";
    case VD_STRENGTH_PRIMARY:
        return "primary";
    case VD_STRENGTH_TASK:
        return "task";
    case VD_STRENGTH_LINKED:
        return "linked";
    }
    return "";
}

bool vd_relation_parse(vd_str name, vd_relation *out)
{
    for (int i = 0; i < VD_REL_COUNT; i++) {
        if (vd_str_eq(name, vd_str_of(relation_names[i]))) {
            *out = (vd_relation)i;
            return true;
        }
    }
    return false;
}

static const char *const severity_names[] = {
#define X(name, text) text,
    VD_SEVERITY_LIST(X)
#undef X
};

const char *vd_severity_name(vd_severity severity)
{
    return (unsigned)severity <= VD_SEVERITY_NOTE ? severity_names[severity] : "";
}

bool vd_severity_parse(vd_str name, vd_severity *out)
{
    for (int i = 0; i <= VD_SEVERITY_NOTE; i++) {
        if (vd_str_eq(name, vd_str_of(severity_names[i]))) {
            *out = (vd_severity)i;
            return true;
        }
    }
    return false;
}

static const char *const duty_names[] = {
#define X(name, text) text,
    VD_DUTY_LIST(X)
#undef X
};

const char *vd_duty_name(vd_duty duty)
{
    return (size_t)duty < sizeof duty_names / sizeof *duty_names ? duty_names[duty] : "";
}

static const char *const recurring_names[VD_RECURRING_COUNT] = {
#define X(name, text) text,
    VD_RECURRING_LIST(X)
#undef X
};

const char *vd_recurring_name(vd_recurring recurring)
{
    return (unsigned)recurring < VD_RECURRING_COUNT ? recurring_names[recurring] : "";
}
