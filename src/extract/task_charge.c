/* What a task says of who, with whom and until when, and what it takes from above.
 *
 * A field that a point lacks comes from its container, or from the fields that close its group; which were its own and
 * which came so stays told (VD_TASK_LEAD, …). */
#include "extract/task.h"

bool vd_task_add(vd_task_reader *reader, const vd_task *task)
{
    if (reader->count == reader->cap) {
        vd_task *grown = vd_arena_grown(reader->scan->arena, reader->tasks, &reader->cap, 32, sizeof *grown);
        if (grown == NULL) {
            vd_scan_fail_memory(reader->scan);
            return false;
        }
        reader->tasks = grown;
    }
    reader->tasks[reader->count++] = *task;
    return true;
}

bool vd_task_charge(vd_task_reader *reader, const vd_charge *charge, vd_task *task)
{
    if (charge->lead_count > 0) {
        vd_task_lead *leads = VD_ARENA_ARRAY(reader->scan->arena, vd_task_lead, charge->lead_count);
        if (leads == NULL) {
            vd_scan_fail_memory(reader->scan);
            return false;
        }
        memcpy(leads, charge->leads, charge->lead_count * sizeof *leads);
        task->leads = leads;
        task->lead_count = charge->lead_count;
    }
    task->coordinate = charge->coordinate;
    task->deadline = charge->when.printed;
    task->from = charge->when.from;
    task->to = charge->when.to;
    task->recurring = charge->when.recurring;
    task->inherited = charge->inherited;
    return true;
}

void vd_charge_inherit(vd_charge *own, const vd_charge *above)
{
    if (own->lead_count == 0 && above->lead_count > 0) {
        memcpy(own->leads, above->leads, sizeof own->leads);
        own->lead_count = above->lead_count;
        own->inherited |= VD_TASK_LEAD;
        if (own->own_duty && own->lead_count == 1) {
            own->leads[0].duty = own->duty;
        }
    }
    if (own->coordinate.ptr == NULL && above->coordinate.ptr) {
        own->coordinate = above->coordinate;
        own->inherited |= VD_TASK_COORDINATE;
    }
    if (own->when.printed.ptr == NULL && above->when.printed.ptr) {
        own->when = above->when;
        own->inherited |= VD_TASK_DEADLINE;
    }
}

void vd_task_inherit(vd_task_reader *reader, vd_task *task, const vd_charge *above)
{
    if (task->lead_count == 0 && above->lead_count > 0) {
        vd_task lead = *task;
        if (vd_task_charge(reader, above, &lead)) {
            task->leads = lead.leads;
            task->lead_count = lead.lead_count;
            task->inherited |= VD_TASK_LEAD;
        }
    }
    if (task->coordinate.ptr == NULL && above->coordinate.ptr) {
        task->coordinate = above->coordinate;
        task->inherited |= VD_TASK_COORDINATE;
    }
    if (task->deadline.ptr == NULL && above->when.printed.ptr) {
        task->deadline = above->when.printed;
        task->from = above->when.from;
        task->to = above->when.to;
        task->recurring = above->when.recurring;
        task->inherited |= VD_TASK_DEADLINE;
    }
}
