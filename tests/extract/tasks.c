/** The tasks of plans: those of the corpus as checked by hand, single forms, and promises that hold for any text. */
#include "base/alloc.h"
#include "base/date.h"
#include "support/grammar.h"
#include "text.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* ---- Printing --------------------------------------------------------------------------------------------------- */

static void date_add(vd_buf *out, vd_date date)
{
    char text[16];
    vd_str view = vd_date_format(date, text);
    vd_buf_add(out, view.ptr ? view : VD_LIT(""));
}

/* One line a task: path | duty: body; … | coordinate | deadline [from..to; recurring] | inherited | start of what. */
static void task_print(const vd_task *task, vd_buf *out)
{
    size_t words = 0, len = 0;
    vd_buf_add(out, task->path);
    vd_buf_add_text(out, " | ");
    for (size_t i = 0; i < task->lead_count; i++) {
        vd_buf_add_text(out, i ? "; " : "");
        vd_buf_add_text(out, vd_duty_name(task->leads[i].duty));
        vd_buf_add_text(out, ": ");
        vd_buf_add(out, task->leads[i].body);
    }
    vd_buf_add_text(out, " | ");
    vd_buf_add(out, task->coordinate.ptr ? task->coordinate : VD_LIT(""));
    vd_buf_add_text(out, " | ");
    vd_buf_add(out, task->deadline.ptr ? task->deadline : VD_LIT(""));
    if (task->from.year || task->to.year) {
        vd_buf_add_text(out, " [");
        date_add(out, task->from);
        vd_buf_add_text(out, "..");
        date_add(out, task->to);
        vd_buf_add_text(out, "]");
    }
    for (int i = 0; i < VD_RECURRING_COUNT; i++) {
        if (task->recurring & (1U << i)) {
            vd_buf_add_text(out, " ");
            vd_buf_add_text(out, vd_recurring_name((vd_recurring)i));
        }
    }
    vd_buf_add_text(out, " | ");
    vd_buf_add_text(out, task->inherited & VD_TASK_LEAD ? "L" : "");
    vd_buf_add_text(out, task->inherited & VD_TASK_COORDINATE ? "C" : "");
    vd_buf_add_text(out, task->inherited & VD_TASK_DEADLINE ? "D" : "");
    vd_buf_add_text(out, " | ");
    while (len < task->what.len && (words += task->what.ptr[len] == ' ') < 7) {
        len++;
    }
    vd_buf_add(out, vd_str_slice(task->what, 0, len));
    vd_buf_add_text(out, "\n");
}

static void tasks_print(vd_str bytes, vd_buf *out)
{
    vd_tasks tasks;
    reading r = reading_open(grammar, bytes);
    assert_int_equal(r.status, VD_OK);
    assert_int_equal(vd_tasks_read(grammar, r.source, &r.found, &tasks, &r.err), VD_OK);
    for (size_t i = 0; i < tasks.count; i++) {
        task_print(&tasks.tasks[i], out);
    }
    reading_close(&r);
}

/* ---- The corpus ------------------------------------------------------------------------------------------------- */

/* tests/extract/tasks.txt: "== file", then its tasks.  VD_TASKS_WRITE names a file to write what is read now. */
static void the_corpus_has_these_tasks(void **state)
{
    (void)state;
    vd_buf found = {0}, wanted = {0};
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        vd_buf text = {0};
        assert_true(plan_read(i, &text));
        vd_buf_add_format(&found, "== %s\n", corpus_plans[i]);
        tasks_print(vd_buf_str(&text), &found);
        vd_buf_clear(&text);
    }
    assert_true(vd_buf_ok(&found));
    const char *path = getenv("VD_TASKS_WRITE");
    if (path) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(found.ptr, 1, found.len, file), found.len);
        assert_int_equal(fclose(file), 0);
    }
    assert_true(file_append(VD_ROOT "/tests/extract/tasks.txt", &wanted));
    vd_str rest = vd_buf_str(&wanted);
    while (rest.len > 0 && rest.ptr[0] == '#') { /* the remarks in front */
        const char *end = memchr(rest.ptr, '\n', rest.len);
        rest = vd_str_slice(rest, (size_t)(end - rest.ptr) + 1, rest.len);
    }
    vd_buf_add_char(&found, '\0');
    vd_buf_add_char(&wanted, '\0');
    assert_string_equal(found.ptr, rest.ptr);
    vd_buf_clear(&found);
    vd_buf_clear(&wanted);
}

/* ---- Single forms ----------------------------------------------------------------------------------------------- */

#define PLAN "Số: 12/KH-UBND\n\nCần Thơ, ngày 03 tháng 02 năm 2026\n\nKẾ HOẠCH\nPhòng, chống thiên tai năm 2026\n\n"

static void gives(const char *bytes, const char *wanted)
{
    vd_buf found = {0};
    tasks_print(vd_str_of(bytes), &found);
    vd_buf_add_char(&found, '\0');
    assert_string_equal(found.ptr, wanted);
    vd_buf_clear(&found);
}

static void deadlines_come_to_days(void **state)
{
    (void)state;
    static const struct {
        const char *printed, *wanted;
    } forms[] = {
        {"Thường xuyên", "Thường xuyên continuous"},
        {"Năm 2026", "Năm 2026 [2026-01-01..2026-12-31]"},
        {"Quý II/2026", "Quý II/2026 [2026-04-01..2026-06-30]"},
        {"quý III, IV năm 2026", "quý III, IV năm 2026 [2026-07-01..2026-12-31]"},
        {"Trước ngày 15/12", "Trước ngày 15/12 [..2026-12-15]"},
        {"trong tháng 6 năm 2026", "trong tháng 6 năm 2026 [2026-06-01..2026-06-30]"},
        {"Tháng 11, 12/2026", "Tháng 11, 12/2026 [2026-11-01..2026-12-31]"},
        {"Chậm nhất ngày 20 tháng 10 năm 2026", "Chậm nhất ngày 20 tháng 10 năm 2026 [..2026-10-20]"},
        {"Từ ngày 15/11 đến ngày 15/12/2026", "Từ ngày 15/11 đến ngày 15/12/2026 [2026-11-15..2026-12-15]"},
        {"Từ 01/7/2026", "Từ 01/7/2026 [2026-07-01..]"},
        {"Giai đoạn 2026 - 2030", "Giai đoạn 2026 - 2030 [2026-01-01..2030-12-31]"},
        {"6 tháng cuối năm 2026", "6 tháng cuối năm 2026 [2026-07-01..2026-12-31]"},
        {"Định kỳ 6 tháng, hằng năm", "Định kỳ 6 tháng, hằng năm half-yearly yearly"},
        {"Hằng quý", "Hằng quý quarterly"},
        {"Trước ngày 15/12 hàng năm", "Trước ngày 15/12 hàng năm [..2026-12-15] yearly"},
        {"Định kỳ hằng năm (trước ngày 15 tháng 12)",
         "Định kỳ hằng năm (trước ngày 15 tháng 12) [..2026-12-15] yearly"},
        {"Theo yêu cầu của cấp trên", "Theo yêu cầu của cấp trên"},
        {"Ngày 31/02/2026", "Ngày 31/02/2026"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char text[1024], wanted[1024];
        snprintf(text, sizeof text,
                 PLAN "II. NHIỆM VỤ\n\n1. Rà soát các công trình đê điều trên địa bàn.\n\na) Cơ quan chủ trì: Sở Xây "
                      "dựng.\n\nb) Thời gian thực hiện: %s.\n\nIII. KINH PHÍ\n",
                 forms[i].printed);
        snprintf(wanted, sizeof wanted, "II.1 | leads: Sở Xây dựng |  | %s |  | Rà soát các công trình đê điều\n",
                 forms[i].wanted);
        gives(text, wanted);
    }
}

static void bodies_are_named_in_many_ways(void **state)
{
    (void)state;
    static const struct {
        const char *said, *wanted;
    } forms[] = {
        {"1. Sở Tài chính chủ trì, phối hợp với Sở Xây dựng và các đơn vị liên quan bố trí kinh phí.",
         "III.1 | leads: Sở Tài chính | Sở Xây dựng và các đơn vị liên quan |  |  | Sở Tài chính chủ trì, phối hợp\n"},
        {"1. Giao Sở Tài chính tham mưu bố trí kinh phí.",
         "III.1 | assigned: Sở Tài chính |  |  |  | Giao Sở Tài chính tham mưu bố\n"},
        {"1. Đề nghị Ủy ban Mặt trận Tổ quốc thành phố giám sát việc thực hiện.",
         "III.1 | asked: Ủy ban Mặt trận Tổ quốc thành phố |  |  |  | Đề nghị Ủy ban Mặt trận Tổ\n"},
        {"1. Phòng Tổ chức có trách nhiệm tổng hợp báo cáo trước ngày 15/12.",
         "III.1 | responsible: Phòng Tổ chức |  | trước ngày 15/12 [..2026-12-15] |  | Phòng Tổ chức có trách nhiệm "
         "tổng\n"},
        {"1. Sở Nội vụ: Tham mưu kiện toàn Ban Chỉ huy.",
         "III.1 | performs: Sở Nội vụ |  |  |  | Tham mưu kiện toàn Ban Chỉ huy\n"},
        {"1. Sở Nội vụ\n\na) Chủ trì, phối hợp với các sở tham mưu kế hoạch.\n\nb) Theo dõi kết quả thực hiện.",
         "III.1.a | leads: Sở Nội vụ | các sở |  | L | Chủ trì, phối hợp với các sở\n"
         "III.1.b | performs: Sở Nội vụ |  |  | L | Theo dõi kết quả thực hiện\n"},
        {"1. Nâng cao nhận thức của người dân về thiên tai.", "III.1 |  |  |  |  | Nâng cao nhận thức của người dân\n"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char text[1024];
        snprintf(text, sizeof text, PLAN "III. TỔ CHỨC THỰC HIỆN\n\n%s\n\nNơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\n",
                 forms[i].said);
        gives(text, forms[i].wanted);
    }
}

static void fields_behind_points_hold_for_all_of_them(void **state)
{
    (void)state;
    gives(PLAN
          "I. NHIỆM VỤ\n\n1. Nội dung, biện pháp\n\na) Rà soát các công trình.\n\nb) Lập phương án sơ tán.\n\n2. Cơ "
          "quan chủ trì: Sở Xây dựng.\n\n3. Thời gian thực hiện: Năm 2026.\n\nII. KINH PHÍ\n\n1. Ngân sách lo.\n",
          "I.1.a | leads: Sở Xây dựng |  | Năm 2026 [2026-01-01..2026-12-31] | LD | Rà soát các công trình\n"
          "I.1.b | leads: Sở Xây dựng |  | Năm 2026 [2026-01-01..2026-12-31] | LD | Lập phương án sơ tán\n");
}

/* A bracket is not cut at the end of its line, nor at its last time. */
static void deadlines_keep_their_brackets(void **state)
{
    (void)state;
    gives(PLAN "III. TỔ CHỨC THỰC HIỆN\n\n1. Định kỳ hằng năm (trước\nngày 15 tháng 12) báo cáo kết quả về Ủy ban nhân "
               "dân.\n\n2. Định kỳ hằng quý (trước ngày 20 của tháng cuối) tổng hợp tình hình đê điều.\n\n3. Định kỳ "
               "hằng tháng (khi có yêu "
               "cầu) tổng hợp tình hình đê điều.\n",
          "III.1 |  |  | Định kỳ hằng năm (trước ngày 15 tháng 12) [..2026-12-15] yearly |  | Định kỳ hằng năm (trước "
          "ngày 15\n"
          "III.2 |  |  | Định kỳ hằng quý quarterly |  | Định kỳ hằng quý (trước ngày 20\n"
          "III.3 |  |  | Định kỳ hằng tháng monthly |  | Định kỳ hằng tháng (khi có yêu\n");
}

/* What the sections about aims and money say is no task, nor what a law or a regulation demands. */
static void what_assigns_nothing_gives_nothing(void **state)
{
    (void)state;
    gives(PLAN
          "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Sở Y tế chủ trì, phối hợp với các sở.\n\nIV. KINH PHÍ\n\n1. Sở Tài chính lo.\n",
          "");
    gives("NGHỊ ĐỊNH\nSố: 59/2023/NĐ-CP\n\nChương II\nNHIỆM VỤ\n\n1. Bộ Nội vụ chủ trì tổng hợp, báo cáo.\n", "");
    gives("NGHỊ QUYẾT LIÊN TỊCH\n\nChương II\nNHIỆM VỤ\n\n1. Sở Nội vụ chủ trì tổng hợp, báo cáo.\n", "");
    gives("Số: 16/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc công bố danh mục thủ tục hành chính\n\nII. NỘI DUNG\n\n1. Sở Nội vụ "
          "chủ trì.\n",
          "");
    gives(PLAN "II. CHỨC NĂNG, NHIỆM VỤ\n\n1. Tham mưu cho Ủy ban nhân dân về đê điều.\n", "");
    gives("Số: 16/2025/QĐ-UBND\n\nQUYẾT ĐỊNH\n\nII. NHIỆM VỤ\n\n1. Sở Nội vụ chủ trì tổng hợp, báo cáo.\n", "");
}

static void tables_give_whole_rows(void **state)
{
    (void)state;
    static const char wanted[] =
        "II.1 | leads: Sở Y tế | Các xã | Quý I/2026 [2026-01-01..2026-03-31] |  | Tập huấn cán bộ\n"
        "II.2 | leads: Công an xã |  | Thường xuyên continuous |  | Tuần tra ban đêm\n";
    gives(PLAN
          "II. PHÂN CÔNG\n\n| TT | Nội dung công việc | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n| 1 "
          "| Tập huấn cán bộ | Sở Y tế | Các xã | Quý I/2026 |\n| 2 | Tuần tra ban đêm | Công an xã |  | Thường "
          "xuyên |\n| 3 | Không đủ ô |\n",
          wanted);
    gives(PLAN
          "II. PHÂN CÔNG\n\nTT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn\n1\tTập huấn cán bộ\tSở Y tế\tCác "
          "xã\tQuý I/2026\n2\tTuần tra ban đêm\tCông an xã\t\tThường xuyên\n",
          wanted);
    gives(PLAN "II. PHÂN CÔNG\n\n"
               "TT   Nội dung công việc   Đơn vị chủ trì   Đơn vị phối hợp   Thời gian hoàn thành\n"
               "1    Tập huấn             Sở Y tế          Các xã            Quý\n"
               "     cán bộ                                                  I/2026\n"
               "2    Tuần tra             Công an xã                         Thường xuyên\n"
               "     ban đêm\n",
          wanted);
    /* Cells under each other: the second row lacks one, nobody knows which. */
    gives(PLAN
          "II. PHÂN CÔNG\n\nSTT\n\nNhiệm vụ\n\nĐơn vị\nthực hiện\n\nĐơn vị phối hợp\n\nThời gian\n\nA\n\nCHUNG\n\n1\n\n"
          "Tập huấn cán bộ\n\nSở Y tế\n\nCác xã\n\nQuý I/2026\n\n2\n\nTuần tra\n\nCông an xã\n\nThường "
          "xuyên\n\n3\n\nTổng "
          "kết công tác\n\nSở Y tế\n\nCác xã\n\nTháng\n12/2026\n",
          "II.A.1 | leads: Sở Y tế | Các xã | Quý I/2026 [2026-01-01..2026-03-31] |  | Tập huấn cán bộ\n"
          "II.A.3 | leads: Sở Y tế | Các xã | Tháng 12/2026 [2026-12-01..2026-12-31] |  | Tổng kết công tác\n");
    /* A table of something else. */
    gives(PLAN "II. PHÂN CÔNG\n\n| TT | Họ và tên | Chức vụ |\n|---|---|---|\n| 1 | A | Ủy viên |\n", "");
}

/* Heads and cells that run over several lines. */
static void tables_are_wrapped(void **state)
{
    (void)state;
    static const char wanted[] =
        "II.1 | leads: Bộ Khoa học và Công nghệ | Các xã, phường | Quý I/2026 [2026-01-01..2026-03-31] |  | Tập huấn "
        "cán bộ các xã\n"
        "II.2 | leads: Công an xã |  | Thường xuyên continuous |  | Tuần tra ban đêm\n";
    gives(PLAN "II. PHÂN CÔNG\n\n"
               "            Nội dung              Cơ quan          Đơn vị          Thời gian\n"
               "  TT                                                               hoàn\n"
               "            công việc             chủ trì         phối hợp         thành\n"
               "   1   Tập huấn cán bộ     Bộ Khoa học và        Các xã,      Quý I/2026\n"
               "       các xã              Công nghệ             phường\n"
               "   2   Tuần tra ban đêm    Công an xã                         Thường xuyên\n",
          wanted);
    gives(PLAN "II. PHÂN CÔNG\n\n"
               "| TT | Nội dung công việc | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n"
               "| 1 | Tập huấn cán bộ | Bộ Khoa học và | Các xã, | Quý I/2026 |\n"
               "|   | các xã | Công nghệ | phường |  |\n"
               "| 2 | Tuần tra ban đêm | Công an xã |  | Thường |\n|  |  |  |  | xuyên |\n",
          wanted);
    /* The second line may be a task whose number is merged with the first one's. */
    gives(PLAN "II. PHÂN CÔNG\n\n"
               "| TT | Nội dung công việc | Chủ trì | Thời gian |\n|---|---|---|---|\n"
               "| 1 | Tập huấn cán bộ | Sở Y tế | Quý I/2026 |\n|  | Tuần tra ban đêm | Công an xã | Quý II/2026 |\n",
          "");
    /* Who leads stands under two heads, or under none: nobody knows which. */
    gives(PLAN "II. PHÂN CÔNG\n\n"
               "TT   Nội dung công việc   Chủ trì   Phối hợp   Thời gian\n"
               "1    Tập huấn cán bộ      Sở Y tế thành phố    Quý I/2026\n"
               "2    Tuần tra             Công an   Các xã     Quý II/2026\n",
          "II.2 | leads: Công an | Các xã | Quý II/2026 [2026-04-01..2026-06-30] |  | Tuần tra\n");
    /* Lines of cells under each other without anything between them. */
    gives(PLAN "II. PHÂN CÔNG\n\nTT\nNhiệm vụ\nCơ quan\nchủ trì\nThời gian\n1\nTập huấn cán bộ\ncác xã\nSở Y "
               "tế\nSở Nội vụ\nQuý I/2026\n",
          "");
}

/* ---- Promises --------------------------------------------------------------------------------------------------- */

static void promises_keep(vd_str bytes)
{
    vd_tasks tasks, again;
    reading r = reading_open(grammar, bytes);
    assert_int_equal(r.status, VD_OK);
    assert_int_equal(vd_tasks_read(grammar, r.source, &r.found, &tasks, &r.err), VD_OK);
    size_t before = 0;
    for (size_t i = 0; i < tasks.count; i++) {
        const vd_task *task = &tasks.tasks[i];
        assert_true(before <= task->start && task->start < task->end && task->end <= bytes.len);
        assert_true(task->path.len > 0 && task->what.len > 0);
        assert_true(task->lead_count == 0 || task->leads[0].body.len > 0);
        assert_true(vd_date_valid(task->from) && vd_date_valid(task->to));
        assert_true(!task->from.year || !task->to.year || vd_date_cmp(task->from, task->to) <= 0);
        assert_true(task->confidence > 0 && task->confidence <= 1);
        assert_true(task->deadline.ptr || (!task->from.year && !task->to.year && !task->recurring));
        assert_true(task->lead_count > 0 || !(task->inherited & VD_TASK_LEAD));
        before = task->end;
    }
    assert_int_equal(vd_tasks_read(grammar, r.source, &r.found, &again, &r.err), VD_OK);
    assert_int_equal(again.count, tasks.count);
    for (size_t i = 0; i < tasks.count; i++) {
        assert_true(tasks.tasks[i].start == again.tasks[i].start &&
                    vd_str_eq(tasks.tasks[i].what, again.tasks[i].what));
    }
    reading_close(&r);
}

static void promises_hold_for_shuffled_plans(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        vd_buf text = {0};
        assert_true(plan_read(i, &text));
        for (int round = 0; round < 12; round++) {
            promises_keep(vd_buf_str(&text));
            /* Cut a piece out, put another in its place. */
            size_t from = random_below(&seed, text.len + 1), len = random_below(&seed, 400),
                   to = random_below(&seed, text.len + 1);
            len = len < text.len - from ? len : text.len - from;
            len = len < text.len - to ? len : text.len - to;
            memmove(text.ptr + to, text.ptr + from, len);
        }
        vd_buf_clear(&text);
    }
}

static void memory_may_end(void **state)
{
    (void)state;
    static const char text[] = PLAN
        "II. NHIỆM VỤ\n\n1. Rà soát các công trình.\n\na) Cơ quan chủ trì: Sở Xây dựng.\n\nb) Thời gian thực hiện: Năm "
        "2026.\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ\n\n- Chủ trì, phối hợp với các sở tham mưu.\n\n| TT | Nội "
        "dung | "
        "Chủ trì |\n| 1 | Tập huấn | Sở Y tế |\n";
    reading r = reading_open(grammar, vd_str_of(text));
    assert_int_equal(r.status, VD_OK);
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        vd_tasks tasks;
        vd_error err = {0};
        vd_alloc_fail_at(nth);
        vd_status status = vd_tasks_read(grammar, r.source, &r.found, &tasks, &err);
        vd_alloc_fail_at(0);
        if (status == VD_OK) {
            assert_int_equal(tasks.count, 3);
            break;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_int_equal(err.status, VD_NO_MEMORY);
        assert_int_equal(tasks.count, 0);
        failures++;
    }
    assert_true(failures > 4);
    reading_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corpus_has_these_tasks),       cmocka_unit_test(deadlines_come_to_days),
        cmocka_unit_test(bodies_are_named_in_many_ways),    cmocka_unit_test(fields_behind_points_hold_for_all_of_them),
        cmocka_unit_test(deadlines_keep_their_brackets),    cmocka_unit_test(what_assigns_nothing_gives_nothing),
        cmocka_unit_test(tables_give_whole_rows),           cmocka_unit_test(tables_are_wrapped),
        cmocka_unit_test(promises_hold_for_shuffled_plans), cmocka_unit_test(memory_may_end),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
