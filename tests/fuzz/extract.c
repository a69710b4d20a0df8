/** Fuzz target: extraction of any bytes keeps the promises of vd_extract. */
#include "viendan.h"

#include "base/cpu.h"
#include "fuzz/fuzz.h"

/** Compiled once; the process holds it to its end. */
static const vd_grammar *grammar_get(void)
{
    static vd_grammar *grammar;
    vd_error err;
    if (!grammar) {
        FUZZ_MUST(vd_grammar_new(&grammar, &err) == VD_OK);
    }
    return grammar;
}

static void mentions_check(const vd_extraction *found, vd_str bytes)
{
    for (size_t i = 0; i < found->mention_count; i++) {
        const vd_mention *m = &found->mentions[i], *before = i ? m - 1 : NULL;
        FUZZ_MUST(m->start < m->end && m->end <= bytes.len);
        FUZZ_MUST(!before || before->start < m->start || (before->start == m->start && before->end >= m->end));
        FUZZ_MUST(vd_str_eq(m->surface, vd_str_slice(bytes, m->start, m->end)));
        FUZZ_MUST(m->confidence >= 0 && m->confidence <= 1);
        FUZZ_MUST(m->parent >= -1 && m->parent < (int)found->mention_count && m->parent != (int)i);
        FUZZ_MUST(vd_form_name(m->form)[0] != '\0');
        FUZZ_MUST(m->date.month >= 0 && m->date.month <= 12 && m->date.day >= 0 && m->date.day <= 31);
        FUZZ_MUST(m->antecedent >= 0 && m->antecedent <= (int)i);
        FUZZ_MUST(m->among >= 0 && m->among <= m->antecedent);
    }
}

static void statements_check(const vd_extraction *found, vd_str bytes)
{
    for (size_t i = 0; i < found->statement_count; i++) {
        const vd_statement *s = &found->statements[i];
        FUZZ_MUST(s->relation < VD_REL_COUNT);
        FUZZ_MUST(s->from >= -1 && s->from < (int)found->mention_count);
        FUZZ_MUST(s->to >= 0 && s->to < (int)found->mention_count && s->to != s->from);
        FUZZ_MUST(s->start < s->end && s->end <= bytes.len);
        FUZZ_MUST(s->cue_start <= s->cue_end && s->cue_end <= bytes.len);
        FUZZ_MUST(s->sentence_start <= s->sentence_end && s->sentence_end <= bytes.len);
        FUZZ_MUST(s->confidence >= 0 && s->confidence <= 1);
    }
}

static void tasks_check(vd_source *source, const vd_extraction *found, vd_str bytes)
{
    vd_tasks tasks;
    vd_error err;
    vd_status status = vd_tasks_read(grammar_get(), source, found, &tasks, &err);
    size_t before = 0;
    FUZZ_MUST(status == VD_OK);
    for (size_t i = 0; i < tasks.count; i++) {
        const vd_task *t = &tasks.tasks[i];
        FUZZ_MUST(before <= t->start && t->start < t->end && t->end <= bytes.len);
        FUZZ_MUST(t->path.len > 0 && t->what.len > 0);
        FUZZ_MUST(t->confidence > 0 && t->confidence <= 1);
        FUZZ_MUST(t->from.month >= 0 && t->from.month <= 12 && t->to.day >= 0 && t->to.day <= 31);
        before = t->end;
    }
}

static uint64_t str_mix(uint64_t sum, vd_str s)
{
    return (sum ^ vd_str_hash(s) ^ (s.ptr ? s.len : SIZE_MAX)) * UINT64_C(0x9E3779B97F4A7C15);
}

static uint64_t number_mix(uint64_t sum, uint64_t number)
{
    return (sum ^ number) * UINT64_C(0x9E3779B97F4A7C15) + (sum >> 31);
}

static uint64_t date_mix(uint64_t sum, vd_date date)
{
    return number_mix(sum, (uint64_t)(date.year * 10000 + date.month * 100 + date.day));
}

static uint64_t mention_mix(uint64_t sum, const vd_mention *m)
{
    const vd_str words[] = {m->type, m->number, m->symbol, m->issuer, m->place, m->title, m->pinpoint, m->repairs};
    const uint64_t numbers[] = {m->start,
                                m->end,
                                (uint64_t)m->form,
                                (uint64_t)m->year,
                                m->issuer_stated,
                                (uint64_t)(m->confidence * 1e6),
                                (uint64_t)m->parent,
                                m->core,
                                (uint64_t)m->catalogue,
                                (uint64_t)m->antecedent,
                                (uint64_t)m->among};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        sum = str_mix(sum, words[i]);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        sum = number_mix(sum, numbers[i]);
    }
    return date_mix(sum, m->date);
}

/* All that was read, as one number. */
static uint64_t found_sum(const vd_extraction *found)
{
    const vd_header *h = &found->header;
    const vd_str words[] = {h->type, h->number, h->symbol, h->issuer, h->place, h->title, h->signer, h->signer_role};
    uint64_t sum = number_mix(date_mix(date_mix(1, h->date), h->effective), h->issuer_stated);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        sum = str_mix(sum, words[i]);
    }
    for (size_t i = 0; i < found->mention_count; i++) {
        sum = mention_mix(sum, &found->mentions[i]);
    }
    for (size_t i = 0; i < found->statement_count; i++) {
        const vd_statement *s = &found->statements[i];
        const uint64_t numbers[] = {(uint64_t)s->relation,
                                    (uint64_t)s->strength,
                                    (uint64_t)s->from,
                                    (uint64_t)s->to,
                                    s->start,
                                    s->end,
                                    s->cue_start,
                                    s->cue_end,
                                    s->sentence_start,
                                    s->sentence_end,
                                    s->preamble,
                                    (uint64_t)(s->confidence * 1e6)};
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
            sum = number_mix(sum, numbers[k]);
        }
    }
    return number_mix(sum, found->given_up);
}

/* The same again, of the same source and, with every form of the fast loops, of a new one. */
static void again_check(vd_source *source, vd_str bytes, uint64_t sum)
{
    vd_extraction found;
    vd_error err;
    FUZZ_MUST(vd_extract(grammar_get(), source, &found, &err) == VD_OK && found_sum(&found) == sum);
    vd_cpu used = vd_cpu_use();
    for (vd_cpu cpu = VD_CPU_PLAIN; cpu <= vd_cpu_best(); cpu++) {
        vd_source *other = NULL;
        vd_cpu_force(cpu);
        FUZZ_MUST(vd_source_from_bytes(VD_LIT("fuzz.txt"), bytes, &other, &err) == VD_OK);
        FUZZ_MUST(vd_extract(grammar_get(), other, &found, &err) == VD_OK && found_sum(&found) == sum);
        vd_source_free(other);
    }
    vd_cpu_force(used);
}

/* Of a form alone there are as many mentions as among all, at the same places. */
static void forms_check(vd_source *source)
{
    vd_extraction found;
    vd_error err;
    size_t count[VD_FORM_BACKWARD + 1] = {0}, sum[VD_FORM_BACKWARD + 1] = {0};
    FUZZ_MUST(vd_extract(grammar_get(), source, &found, &err) == VD_OK);
    for (size_t i = 0; i < found.mention_count; i++) {
        count[found.mentions[i].form]++;
        sum[found.mentions[i].form] += found.mentions[i].start * 3 + found.mentions[i].end +
                                       found.mentions[i].title.len + found.mentions[i].pinpoint.len * 7;
    }
    for (vd_form form = VD_FORM_NUMBERED; form <= VD_FORM_BACKWARD; form++) {
        FUZZ_MUST(vd_extract_forms(grammar_get(), source, VD_FORM_BIT(form), &found, &err) == VD_OK);
        for (size_t i = 0; i < found.mention_count; i++) {
            const vd_mention *m = &found.mentions[i];
            if (m->form == form) {
                count[form]--;
                sum[form] -= m->start * 3 + m->end + m->title.len + m->pinpoint.len * 7;
            }
        }
        FUZZ_MUST(count[form] == 0 && sum[form] == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    vd_str bytes = {size ? (const char *)data : "", size};
    vd_source *source = NULL;
    vd_extraction found;
    vd_error err;
    FUZZ_MUST(vd_source_from_bytes(VD_LIT("fuzz.txt"), bytes, &source, &err) == VD_OK);
    FUZZ_MUST(vd_extract(grammar_get(), source, &found, &err) == VD_OK);
    FUZZ_MUST(found.given_up == 0 || found.given_up_first < bytes.len);
    mentions_check(&found, bytes);
    statements_check(&found, bytes);
    tasks_check(source, &found, bytes);
    again_check(source, bytes, found_sum(&found));
    forms_check(source);
    vd_source_free(source);
    return 0;
}
