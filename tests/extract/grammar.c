/** The patterns one by one: each compiles, each alternative that MARKs something is reached, and the interpreter of
 *  PCRE2 finds what its JIT finds. */
#include "extract/grammar.h"
#include "base/crew.h"
#include "support/grammar.h"
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define X(name, anchored) extern const char vd_pcre_##name[];
VD_PATTERN_LIST(X)
#undef X

static const char *const sources[VD_PATTERN_COUNT] = {
#define X(name, anchored) vd_pcre_##name,
    VD_PATTERN_LIST(X)
#undef X
};

/* One match: in `text` (folded) the pattern finds `found` (NULL: nothing) with this mark (NULL: none). */
typedef struct sample {
    vd_pattern pattern;
    const char *text, *found, *mark;
} sample;

static const sample samples[] = {
    {VD_PAT_number, "33/ct-ttg ngay", "33/ct-ttg", NULL},
    {VD_PAT_number, "10/2022/qh15", "10/2022/qh15", NULL},
    {VD_PAT_number, "30a/2008/nq-cp", "30a/2008/nq-cp", NULL},
    {VD_PAT_number, "66.1/2025/nq-cp", "66.1/2025/nq-cp", NULL},
    {VD_PAT_number, "23-qd/tw", "23-qd/tw", NULL},
    {VD_PAT_number, "1455/ubnd-kgvx", "1455/ubnd-kgvx", NULL},
    {VD_PAT_number, "6217/snv-xdcq&cttn, ngay", "6217/snv-xdcq&cttn", NULL},
    {VD_PAT_number, "5053-cv/vptw/nb", "5053-cv/vptw/nb", NULL},
    {VD_PAT_number, "64-cp", "64-cp", NULL},
    {VD_PAT_number, "218- -qd/tw", "218- -qd/tw", NULL},
    {VD_PAT_number, "61/2023/nd- cp", "61/2023/nd- cp", NULL},
    {VD_PAT_number, "43 tc/qlcs ngay", "43 tc/qlcs", NULL},
    {VD_PAT_number, "1357tc/qd-tct", "1357tc/qd-tct", NULL},
    {VD_PAT_number, "91 cp ngay", "91 cp", NULL},
    {VD_PAT_number, "91 cps", NULL, NULL},
    {VD_PAT_number, "66 10/2025/nq-cp", "66 10/2025/nq-cp", NULL},
    {VD_PAT_number, "66 10/2025/tt-btc", NULL, NULL},
    {VD_PAT_number, "39/2010//tt-btnmt", "39/2010//tt-btnmt", NULL},
    {VD_PAT_number, "08 a/2010/tt-btp", "08 a/2010/tt-btp", NULL},
    {VD_PAT_number, "18/2008/nq-qh 12 ngay", "18/2008/nq-qh 12", NULL},
    {VD_PAT_number, "18/2008/nq-qh 12/3", "18/2008/nq-qh", NULL},
    {VD_PAT_number, "31/2024/qh151 ngay", "31/2024/qh15", NULL},
    {VD_PAT_number, "30/2020/nd-cp\x7f ngay", "30/2020/nd-cp", NULL},
    {VD_PAT_number, "33/ct:ttg", "33/ct:ttg", NULL},
    {VD_PAT_number, "252/kh-bcdqg1237", "252/kh-bcdqg1237", NULL},
    {VD_PAT_number, "26/11/2021", NULL, NULL},
    {VD_PAT_number, "12 ho", NULL, NULL},
    {VD_PAT_date, " ngay 26 thang 11 nam 2021 cua", " ngay 26 thang 11 nam 2021", NULL},
    {VD_PAT_date, ", ngay 15/8/2025cua", ", ngay 15/8/2025", NULL},
    {VD_PAT_date, " ngay 01-10-1997", " ngay 01-10-1997", NULL},
    {VD_PAT_date, " ngay 1.2.2020", " ngay 1.2.2020", NULL},
    {VD_PAT_date, " (da duoc quoc hoi thong qua ngay 18 thang 01 nam 2024)",
     " (da duoc quoc hoi thong qua ngay 18 thang 01 nam 2024)", NULL},
    {VD_PAT_date, " ban hanh ngay 2/3/2020", " ban hanh ngay 2/3/2020", NULL},
    {VD_PAT_date, " (ngay 05/3/2020) cua", " (ngay 05/3/2020)", NULL},
    {VD_PAT_date, " (13/4/2025), va", " (13/4/2025)", NULL},
    {VD_PAT_date, " (13/4/2025 den", NULL, NULL},
    {VD_PAT_date, " 13/4/2025", NULL, NULL},
    {VD_PAT_date, " cua ngay 6 thang 02 nam 2002", " cua ngay 6 thang 02 nam 2002", NULL},
    {VD_PAT_date, " ngay 26/02 nam 1998", " ngay 26/02 nam 1998", NULL},
    {VD_PAT_date, " ngay 26 thang 02 nam1998", " ngay 26 thang 02 nam1998", NULL},
    {VD_PAT_date, " phat sinh truoc ngay 31 thang 12 nam 2013", NULL, NULL},
    {VD_PAT_date, " ngay 26 thang 11", NULL, NULL},
    {VD_PAT_date, " ngay 1/2/20201", NULL, NULL},
    {VD_PAT_issuer, " cua thu tuong chinh phu ve tiep tuc", " cua thu tuong chinh phu", NULL},
    {VD_PAT_issuer, " cua uy ban nhan dan thanh pho trien khai", " cua uy ban nhan dan thanh pho", NULL},
    {VD_PAT_issuer, ", cua bo chinh tri; x", ", cua bo chinh tri", NULL},
    {VD_PAT_issuer, " cua chinh phu va phu luc i ban hanh kem theo", " cua chinh phu", NULL},
    {VD_PAT_issuer, " do bo noi vu ban hanh", " do bo noi vu", NULL},
    {VD_PAT_issuer, " cua uy ban nhan dan phuong 5, quan 3", " cua uy ban nhan dan phuong 5", NULL},
    {VD_PAT_issuer, " cua ngay 6 thang 02", NULL, NULL},
    {VD_PAT_issuer, " ve viec", NULL, NULL},
    {VD_PAT_note, "[1] ngay", "[1]", NULL},
    {VD_PAT_note, " (2) ngay", " (2)", NULL},
    {VD_PAT_note, " (a11) ngay", " (a11)", NULL},
    {VD_PAT_note, "\x7f ngay", "\x7f", NULL},
    {VD_PAT_note, "** ngay", "**", NULL},
    {VD_PAT_note, " (sau day", NULL, NULL},
    {VD_PAT_note, "1 ngay", NULL, NULL}, /* nothing stands before it */
    {VD_PAT_shared, " va ", " va ", NULL},
    {VD_PAT_shared, ", ", ", ", NULL},
    {VD_PAT_shared, " hoac ", " hoac ", NULL},
    {VD_PAT_shared, "; ", NULL, NULL},
    {VD_PAT_shared, " va quyet dinh ", NULL, NULL},
    {VD_PAT_title, " ve viec ban hanh", " ve viec", "about"},
    {VD_PAT_title, " ban hanh quy che", " ban hanh", "promulgates"},
    {VD_PAT_title, " quy dinh chi tiet", " quy dinh", "rules"},
    {VD_PAT_title, " trien khai nghi quyet", " trien khai", "implements"},
    {VD_PAT_title, " thuc hien luat", " thuc hien", "implements"},
    {VD_PAT_title, " huong dan thi hanh", " huong dan", "details"},
    {VD_PAT_title, " phe duyet de an", " phe duyet", "approves"},
    {VD_PAT_title, " cong bo danh muc", " cong bo", "announces"},
    {VD_PAT_title, " sua doi, bo sung mot so dieu", " sua doi, bo sung ", "amends"},
    {VD_PAT_title, " bai bo nghi dinh", " bai bo", "repeals"},
    {VD_PAT_title, " sua doi, bo sung, bai bo mot so dieu", " sua doi, bo sung, bai bo", "amends"},
    {VD_PAT_title, " sua doi, bo sung, thay the nghi dinh", NULL, NULL},
    {VD_PAT_title, " nghi dinh ve kho bai", " nghi dinh ve ", "about"},
    {VD_PAT_title, ", nghi dinh ve kho bai", NULL, NULL},
    {VD_PAT_title, " thi hanh mot so dieu cua luat", " thi hanh mot so dieu", "details"},
    {VD_PAT_title, " \"tang cuong quan ly", " \"tang cuong", "about"},
    {VD_PAT_title, " de nghi ban hanh nghi quyet", " de nghi ", "asks"},
    {VD_PAT_title, " quyet dinh viec ap dung", " quyet dinh ", "decides"},
    {VD_PAT_title, " quyet dinh nay", NULL, NULL},
    {VD_PAT_title, " quyet nghi thong qua", " quyet nghi ", "decides"},
    {VD_PAT_title, ", de nghi ban hanh nghi quyet", NULL, NULL},
    {VD_PAT_title, " thuc hien theo quy dinh", NULL, NULL},
    {VD_PAT_title, " tiep tuc ap dung theo quy dinh", NULL, NULL},
    {VD_PAT_title, " ap dung thi diem", " ap dung", "about"},
    {VD_PAT_title, " xe may", NULL, NULL},
    {VD_PAT_title_break, " (da duoc sua doi tai nghi dinh", " (da duoc sua doi", NULL},
    {VD_PAT_title_break, " (bi thay the boi nghi dinh", " (bi thay the", NULL},
    {VD_PAT_title_break, " (da duoc cap phep)", NULL, NULL},
    {VD_PAT_brings_in, "can cu khoan 2 dieu 5 cua ", "can cu khoan 2 dieu 5 cua ", NULL},
    {VD_PAT_brings_in, "dieu 1. sua doi, bo sung mot so dieu cua ", "dieu 1. sua doi, bo sung mot so dieu cua ", NULL},
    {VD_PAT_brings_in, "- ", "- ", NULL},
    {VD_PAT_brings_in, "cac so thuc hien theo ", NULL, NULL},
    {VD_PAT_other_part, "b) nghi dinh", "b)", NULL},
    {VD_PAT_other_part, "giao so noi vu", "giao ", NULL},
    {VD_PAT_other_part, "cac khoan 7, 8", "cac khoan 7", NULL},
    {VD_PAT_other_part, "kiem tra, giam sat hai quan", NULL, NULL},
    {VD_PAT_congress, "nghi quyet dai hoi xiv cua dang.", "nghi quyet dai hoi xiv cua dang", NULL},
    {VD_PAT_congress, "nghi quyet cua dai hoi dai bieu toan quoc lan thu xiii cua dang",
     "nghi quyet cua dai hoi dai bieu toan quoc lan thu xiii cua dang", NULL},
    {VD_PAT_congress, "nghi quyet dai hoi dang cac cap nhiem ky 2025 - 2030",
     "nghi quyet dai hoi dang cac cap nhiem ky 2025 - 2030", NULL},
    {VD_PAT_congress, "nghi quyet dai hoi dang bo tinh lan thu xvii", "nghi quyet dai hoi dang bo tinh lan thu xvii",
     NULL},
    {VD_PAT_congress, "x va dai hoi dai bieu toan quoc lan thu xiv cua dang",
     "dai hoi dai bieu toan quoc lan thu xiv cua dang", NULL},
    {VD_PAT_congress, "dai hoi xiv cua dang bo tinh", NULL, NULL},
    {VD_PAT_congress, "nghi quyet dai hoi dang lan thu xiii.", "nghi quyet dai hoi dang lan thu xiii", NULL},
    {VD_PAT_congress, "nghi quyet dai hoi dai bieu toan quoc dang cong san viet nam lan thu xiii",
     "nghi quyet dai hoi dai bieu toan quoc dang cong san viet nam lan thu xiii", NULL},
    {VD_PAT_congress, "nghi quyet dai hoi lan thu xx dang bo tinh nghe an, nhiem ky 2025 - 2030",
     "nghi quyet dai hoi lan thu xx dang bo tinh nghe an, nhiem ky 2025 - 2030", NULL},
    {VD_PAT_congress, "nghi quyet dai hoi dang bo quan doi lan thu xii va",
     "nghi quyet dai hoi dang bo quan doi lan thu xii", NULL},
    {VD_PAT_congress, "nghi quyet dai hoi dang bo tinh khoa xx", "nghi quyet dai hoi dang bo tinh khoa xx", NULL},
    {VD_PAT_congress, "nghi quyet dai hoi xii, xiii cua dang", "nghi quyet dai hoi xii, xiii cua dang", NULL},
    {VD_PAT_congress, "nghi quyet dai hoi dang vien lan thu ii", NULL, NULL},
    {VD_PAT_congress, "nghi quyet dai hoi dong co dong nam 2025", NULL, NULL},
    {VD_PAT_congress, "nghi quyet dai hoi chi bo", NULL, NULL},
    {VD_PAT_plenum, "trung uong 4 khoa xi ve", "trung uong 4 khoa xi", NULL},
    {VD_PAT_plenum, "hoi nghi trung uong 8 (khoa xi).", "hoi nghi trung uong 8 (khoa xi)", NULL},
    {VD_PAT_plenum, "hoi nghi lan thu tu ban chap hanh trung uong dang khoa xii",
     "hoi nghi lan thu tu ban chap hanh trung uong dang khoa xii", NULL},
    {VD_PAT_plenum, "hoi nghi ban chap hanh trung uong lan thu muoi hai",
     "hoi nghi ban chap hanh trung uong lan thu muoi hai", NULL},
    {VD_PAT_plenum, "trung uong 6 (lan 2), khoa viii", "trung uong 6 (lan 2), khoa viii", NULL},
    {VD_PAT_plenum, "tw 5, 6 va 7 khoa xii", "tw 5, 6 va 7 khoa xii", NULL},
    {VD_PAT_plenum, "trung uong 4 khoa xi, khoa xii va", "trung uong 4 khoa xi, khoa xii", NULL},
    {VD_PAT_plenum, "trung uong ve", NULL, NULL},
    {VD_PAT_plenum, "trung uong 4/2016", NULL, NULL},
    {VD_PAT_plenum, "trung uong hai ben", NULL, NULL},
    {VD_PAT_congress, "nghi quyet dai hoi xx dang cong san trung quoc", NULL, NULL},
    {VD_PAT_congress, "nghi quyet dai hoi lan thu xiii cua cong doan viet nam", NULL, NULL},
    {VD_PAT_plan, "phat trien giai doan 2021 - 2030 cua tinh", "phat trien giai doan 2021 - 2030", NULL},
    {VD_PAT_plan, "phat trien giai doan tu nam 2021 - 2030", "phat trien giai doan tu nam 2021 - 2030", NULL},
    {VD_PAT_plan, "phat trien 5 nam (2026 - 2030)", "phat trien 5 nam (2026 - 2030)", NULL},
    {VD_PAT_plan, "phat trien den nam 2030, tam nhin den nam 2050", "phat trien den nam 2030, tam nhin den nam 2050",
     NULL},
    {VD_PAT_plan, "to chuc nhiem ky 2025 - 2030", "to chuc nhiem ky 2025 - 2030", NULL},
    {VD_PAT_plan, "cong tac nam 2026 cua van phong", "cong tac nam 2026 cua van phong", NULL},
    {VD_PAT_plan, "cong tac, nam 2026", NULL, NULL},
    {VD_PAT_cue, "quy dinh khac nhau giua nghi quyet nay va", "khac nhau giua", "cites"},
    {VD_PAT_cue, "noi dung khac voi quy dinh cua luat dat dai", "khac voi", "cites"},
    {VD_PAT_cue, "muc gia khac nhau giua cac cho", NULL, NULL},
    {VD_PAT_cue, "cac quy dinh sau day cham dut hieu luc: dieu 5", "cac quy dinh sau day cham dut hieu luc", "repeals"},
    {VD_PAT_cue, "cho de lai sau day het hieu luc thi hanh: dieu 5", "het hieu luc thi hanh", "repeals:texts"},
    {VD_PAT_cue, "cho de lai sau day het hieu luc tu ngay ky", NULL, NULL},
    {VD_PAT_cue, "ngay luat dau thau co hieu luc", "ngay", "cites:when"},
    {VD_PAT_cue, "ngay luat nay co hieu luc", NULL, NULL},
    {VD_PAT_cue, "can cu luat", "can cu ", "based_on"},
    {VD_PAT_cue, "can cu phap ly\n- luat", "can cu", "based_on"},
    {VD_PAT_cue, "i. co so phap luat xay dung de an\n", "co so", "based_on"},
    {VD_PAT_cue, "hoan thien co so phap ly\n", NULL, NULL},
    {VD_PAT_cue, "thong tu nay co hieu luc, cac van ban sau day het hieu luc", "cac van ban sau day het hieu luc",
     "repeals"},
    {VD_PAT_cue, "cac van ban sau day tiep tuc co hieu luc thi hanh:",
     "cac van ban sau day tiep tuc co hieu luc thi hanh", "cites"},
    {VD_PAT_cue, "can cu chuc nang", NULL, NULL},
    {VD_PAT_cue, "can cu vao tinh hinh", NULL, NULL},
    {VD_PAT_cue, "gan voi viec thuc hien nghi quyet", "gan voi viec thuc hien", "implements:linked"},
    {VD_PAT_cue, "gan chat voi trien khai chi thi", "gan chat voi trien khai", "implements:linked"},
    {VD_PAT_cue, "thuc hien nghiem chi dao cua bo y te tai cong van so 5", "thuc hien nghiem chi dao cua bo y te tai",
     "implements"},
    {VD_PAT_cue, "theo huong dan so 05", "theo", "guided_by"},
    {VD_PAT_cue, "theo tinh than ket luan", "theo tinh than", "implements"},
    {VD_PAT_cue, "theo quy dinh tai dieu 5", "theo quy dinh tai", "cites"},
    {VD_PAT_cue, "quy dinh tai dieu 5", "quy dinh tai", "cites:place"},
    {VD_PAT_cue, "ban hanh kem theo quyet dinh", "ban hanh kem theo", "cites:place"},
    {VD_PAT_cue, "theo de nghi cua", "theo de nghi", "cites"},
    {VD_PAT_cue, "theo quyet dinh so", "theo", "cites"},
    {VD_PAT_cue, "theo doi viec", NULL, NULL},
    {VD_PAT_cue, "tai to trinh so", "tai", "cites:place"},
    {VD_PAT_cue, "xem xet to trinh so", "xem xet", "cites"},
    {VD_PAT_cue, "xet duyet ho so", NULL, NULL},
    {VD_PAT_cue, "tren co so nghi quyet so", "tren co so", "cites"},
    {VD_PAT_cue, "tai sao", NULL, NULL},
    {VD_PAT_cue, "quy dinh chi tiet mot so dieu va bien phap thi hanh luat",
     "quy dinh chi tiet mot so dieu va bien phap thi hanh", "details"},
    {VD_PAT_cue, "quy dinh chi tiet luat a va thi hanh luat b", "quy dinh chi tiet", "details"},
    {VD_PAT_cue, "huong dan chi tiet thi hanh khoan 2", "huong dan chi tiet thi hanh", "details"},
    {VD_PAT_cue, "phu hop voi quy dinh cua luat", "phu hop voi", "cites"},
    {VD_PAT_cue, "phu hop voi tinh hinh", NULL, NULL},
    {VD_PAT_cue, "sua doi mot so diem trong thong tu", "sua doi mot so diem trong", "amends"},
    {VD_PAT_embed, " sua doi, bo sung mot so diem trong ", "sua doi, bo sung mot so diem trong ", "amends"},
    {VD_PAT_embed, " huong dan mot so diem cua ", "huong dan mot so diem cua ", "details"},
    {VD_PAT_embed, " mot so diem cua ", NULL, NULL},
    {VD_PAT_embed, "sua doi muc thu phi tai bieu phi ban hanh kem theo",
     "sua doi muc thu phi tai bieu phi ban hanh kem theo", "amends"},
    {VD_PAT_embed, "thu tuc duoc sua doi muc phi tai danh muc ban hanh kem theo", "ban hanh kem theo", "promulgates"},
    {VD_PAT_embed, "ve ngung hieu luc thi hanh ", "ngung hieu luc thi hanh ", "suspends"},
    {VD_PAT_embed, "sap xep bo may theo ", "theo ", "cites"},
    {VD_PAT_embed, "danh muc kem theo ", NULL, NULL},
    {VD_PAT_embed, "huong dan ap dung mot so quy dinh cua", "huong dan ap dung mot so quy dinh cua", "details"},
    {VD_PAT_passive, "bi bai bo mot so dieu boi ", "bi bai bo mot so dieu boi ", "amends"},
    {VD_PAT_passive, "duoc sua doi muc phi tai danh muc ban hanh kem theo ", NULL, NULL},
    {VD_PAT_passive, " duoc sua doi mot so diem boi ", "duoc sua doi mot so diem boi ", "amends"},
    {VD_PAT_cue, "don vi thuc hien: so", "thuc hien", "cites"},
    {VD_PAT_cue, "don vi thuc hien nghi quyet", "thuc hien", "implements"},
    {VD_PAT_cue, "thuc hien cac thu tuc dau tu", "thuc hien", "cites"},
    {VD_PAT_cue, "thuc hien quyet dinh so", "thuc hien", "implements"},
    {VD_PAT_cue, "4. chinh phu quy dinh chi tiet dieu 4", "quy dinh chi tiet", "cites"},
    {VD_PAT_cue, "cua chinh phu quy dinh chi tiet dieu 4", "quy dinh chi tiet", "details"},
    {VD_PAT_cue, "thay the cho quyet dinh", "thay the cho", "supersedes"},
    {VD_PAT_cue, "bai bo toan bo thong tu", "bai bo toan bo", "repeals"},
    {VD_PAT_cue, "huy bo quyet dinh", "huy bo", "repeals"},
    {VD_PAT_cue, "sua doi, bo sung mot so dieu cua nghi dinh", "sua doi, bo sung mot so dieu cua", "amends"},
    {VD_PAT_cue, "bo sung khoan 3", "bo sung", "amends"},
    {VD_PAT_cue, "sua doi, bo sung quyet dinh so 5", "sua doi, bo sung", "amends"},
    {VD_PAT_cue, "sua doi, thay the, bai bo mot so dieu", "sua doi, thay the, bai bo", "amends"},
    {VD_PAT_cue, "dieu chinh ke hoach so 5", "dieu chinh", "amends"},
    {VD_PAT_cue, "dieu chinh ngan sach", NULL, NULL},
    {VD_PAT_cue, "keo dai thoi han ap dung nghi dinh", "keo dai thoi han ap dung", "amends"},
    {VD_PAT_cue, "thay the cum tu \"a\"", "thay the cum tu", "amends"},
    {VD_PAT_cue, "bo tu \"a\"", "bo tu", "amends"},
    {VD_PAT_cue, "bo tu duy cu", NULL, NULL},
    {VD_PAT_cue, "thay the phu luc i", "thay the", "amends"},
    {VD_PAT_cue, "duoc sua doi, bo sung, bi bai bo", "duoc sua doi, bo sung, bi bai bo", "participle"},
    {VD_PAT_cue, "trai voi nghi dinh", "trai voi", "none"},
    {VD_PAT_cue, "cac van ban sau day het hieu luc thi hanh ke tu", "cac van ban sau day het hieu luc thi hanh",
     "repeals"},
    {VD_PAT_cue, "duoc hop nhat tu 03 thong tu", "duoc hop nhat tu", "consolidates"},
    {VD_PAT_cue, "ngung hieu luc thi hanh mot phan", "ngung hieu luc thi hanh", "suspends"},
    {VD_PAT_cue, "bo sung can bo", NULL, NULL},
    {VD_PAT_cue, "quy dinh chi tiet luat", "quy dinh chi tiet", "details"},
    {VD_PAT_cue, "huong dan thi hanh luat", "huong dan thi hanh", "details"},
    {VD_PAT_cue, "dinh chinh thong tu", "dinh chinh", "corrects"},
    {VD_PAT_cue, "hop nhat nghi dinh", "hop nhat", "consolidates"},
    {VD_PAT_cue, "tam ngung hieu luc", "tam ngung hieu luc", "suspends"},
    {VD_PAT_cue, "dinh chi thi hanh", "dinh chi thi hanh", "suspends"},
    {VD_PAT_cue, "tiep tuc quan triet, trien khai thuc hien chi thi", "tiep tuc quan triet, trien khai thuc hien",
     "implements"},
    {VD_PAT_cue, "cu the hoa nghi quyet", "cu the hoa", "implements"},
    {VD_PAT_embed, "ve quy dinh chi tiet mot so dieu cua ", "quy dinh chi tiet mot so dieu cua ", "details"},
    {VD_PAT_embed, "huong dan thuc hien ", "huong dan thuc hien ", "details"},
    {VD_PAT_embed, "sua doi, bo sung mot so dieu cua ", "sua doi, bo sung mot so dieu cua ", "amends"},
    {VD_PAT_embed, "sua doi, bo sung, bai bo mot so khoan cua ", "sua doi, bo sung, bai bo mot so khoan cua ",
     "amends"},
    {VD_PAT_embed, "ve viec thay the ", "thay the ", "supersedes"},
    {VD_PAT_embed, "bai bo toan bo ", "bai bo toan bo ", "repeals"},
    {VD_PAT_embed, "ve tiep tuc thuc hien ", "ve tiep tuc thuc hien ", "implements"},
    {VD_PAT_embed, "hop nhat ", "hop nhat ", "consolidates"},
    {VD_PAT_embed, "dinh chinh ", "dinh chinh ", "corrects"},
    {VD_PAT_embed, "ve viec ban hanh \"", "ban hanh \"", "promulgates"},
    {VD_PAT_embed, "thuc hien luat ", NULL, NULL},
    {VD_PAT_passive, " da duoc sua doi, bo sung boi ", "da duoc sua doi, bo sung boi ", "amends"},
    {VD_PAT_part, " cac quy dinh ve thu phi tai ", " cac quy dinh ve thu phi tai ", NULL},
    {VD_PAT_part, " noi dung ve ho tich trong cac thong tu: ", " noi dung ve ho tich trong cac thong tu: ", NULL},
    {VD_PAT_part, " toan bo noi dung cua ", NULL, NULL},
    {VD_PAT_part, " quy che ban hanh tai ", NULL, NULL},
    {VD_PAT_part, " quy che ban hanh kem theo ", NULL, NULL},
    {VD_PAT_part, " van ban cua uy ban nhan dan tinh: ", NULL, NULL},
    {VD_PAT_passive, ", duoc sua doi, bo sung boi:\n1. ", "duoc sua doi, bo sung boi:\n1. ", "amends"},
    {VD_PAT_passive, " (sua doi tai ", "sua doi tai ", "amends"},
    {VD_PAT_passive, " sua doi tai ", NULL, NULL},
    {VD_PAT_passive, ", bo sung mot so dieu boi ", "bo sung mot so dieu boi ", "amends"},
    {VD_PAT_passive, " duoc dinh chinh tai ", "duoc dinh chinh tai ", "corrects"},
    {VD_PAT_passive, " duoc hop nhat tai ", "duoc hop nhat tai ", "consolidates"},
    {VD_PAT_passive, " bi ngung hieu luc thi hanh boi ", "bi ngung hieu luc thi hanh boi ", "suspends"},
    {VD_PAT_passive, " duoc huong dan boi ", "duoc huong dan boi ", "details"},
    {VD_PAT_acting, ", chu nhiem van phong chinh phu ve viec ", ", chu nhiem van phong chinh phu ve viec ", NULL},
    {VD_PAT_acting, ", bo tai chinh ", ", bo tai chinh ", "joint"},
    {VD_PAT_acting, " co hieu luc tu ngay 01 va ", " co hieu luc tu ngay 01 va ", "force"},
    {VD_PAT_acting, " co hieu luc tu ngay 01 ", NULL, NULL},
    {VD_PAT_acting, " cua bo tai chinh, ", " cua bo tai chinh, ", "aside"},
    {VD_PAT_acting, " va ", NULL, NULL},
    {VD_PAT_unnamed, "trinh du thao nghi dinh ", "nghi dinh ", NULL},
    {VD_PAT_unnamed, "cac van ban sua doi, ", "cac van ban sua doi, ", NULL},
    {VD_PAT_unnamed, "nghi dinh nay ", NULL, NULL},
    {VD_PAT_proposed, "tham muu uy ban ", "tham muu uy ban ", NULL},
    {VD_PAT_proposed, "quy trinh bo ", NULL, NULL},
    {VD_PAT_proposed, "+ noi dung: bao gom ", "noi dung: bao gom ", NULL},
    {VD_PAT_proposed, "noi dung sua doi: ", "noi dung sua doi: ", NULL},
    {VD_PAT_proposed, "noi dung nay ", NULL, NULL},
    {VD_PAT_proposed, "theo de nghi cua so, ", NULL, NULL},
    {VD_PAT_detour, " quy che phu hop voi thuc te", " phu hop ", NULL},
    {VD_PAT_detour, " quy che lam viec ", NULL, NULL},
    {VD_PAT_row_column, "stt", "stt", "count"},
    {VD_PAT_row_column, "ten loai van ban", "ten loai van ban", "type"},
    {VD_PAT_row_column, "so, ky hieu van ban; ngay, thang, nam ban hanh",
     "so, ky hieu van ban; ngay, thang, nam ban hanh", "number"},
    {VD_PAT_row_column, "so van ban thay the", "so van ban thay the", "supersedes"},
    {VD_PAT_row_column, "van ban bi thay the (neu co)", "van ban bi thay the (neu co)", "superseded"},
    {VD_PAT_row_column, "van ban bi bai bo", "van ban bi bai bo", "repealed"},
    {VD_PAT_row_column, "quyet dinh duoc sua doi, bo sung", "quyet dinh duoc sua doi, bo sung", "amended"},
    {VD_PAT_row_column, "bi bai bo boi", "bi bai bo boi", "repeals"},
    {VD_PAT_row_column, "van ban sua doi, bo sung", "van ban sua doi, bo sung", "amends"},
    {VD_PAT_row_column, "van ban sua doi, bo sung, thay the", NULL, NULL},
    {VD_PAT_row_column, "ngay, thang, nam ban hanh van ban", "ngay, thang, nam ban hanh van ban", "day"},
    {VD_PAT_row_column, "ngay thang", "ngay thang", "bare"},
    {VD_PAT_row_column, "ngay het hieu luc", NULL, NULL},
    {VD_PAT_row_column, "thoi gian thuc hien", NULL, NULL},
    {VD_PAT_row_column, "ten goi cua van ban/trich yeu noi dung", "ten goi cua van ban/trich yeu noi dung", "title"},
    {VD_PAT_row_column, "noi dung cong viec", NULL, NULL},
    {VD_PAT_row_column, "noi dung, quy dinh bi bai bo", "noi dung, quy dinh bi bai bo", "part"},
    {VD_PAT_row_column, "co quan ban hanh", "co quan ban hanh", "body"},
    {VD_PAT_row_column, "co quan chu tri", NULL, NULL},
    {VD_PAT_annex_act, "bai bo 12 quyet dinh cua ubnd tinh tai phu luc kem theo",
     "bai bo 12 quyet dinh cua ubnd tinh tai phu luc kem theo", "repeals"},
    {VD_PAT_annex_act, "thay the cac van ban tai danh muc nay", "thay the cac van ban tai danh muc nay", "supersedes"},
    {VD_PAT_annex_act, "cac thong tu trong phu luc kem theo thong tu nay het hieu luc",
     "cac thong tu trong phu luc kem theo thong tu nay het hieu luc", "repeals"},
    {VD_PAT_annex_act, "da bai bo cac van ban tai phu luc kem theo", NULL, NULL},
    {VD_PAT_annex_act, "bai bo quyet dinh so 1 tai phu luc kem theo", NULL, NULL},
    {VD_PAT_annex_column, "stt\n", "stt", "first"},
    {VD_PAT_annex_column, "so thu tu | ten", NULL, NULL},
    {VD_PAT_annex_column, "tt (1)", "tt", "first"},
    {VD_PAT_annex_column, "so tt *|\nten", "so tt", "first"},
    {VD_PAT_annex_column, "tthc", NULL, NULL},
    {VD_PAT_annex_column, "can cu phap ly", "can cu phap ly", "bases"},
    {VD_PAT_annex_column, "can cu phap li (neu co)", "can cu phap li", "bases"},
    {VD_PAT_annex_column, "co so phap ly |\n", "co so phap ly", "bases"},
    {VD_PAT_annex_column, "can cu phap ly cua du an", NULL, NULL},
    {VD_PAT_annex_column, "can cu phap ly cua thu tuc hanh chinh", "can cu phap ly cua thu tuc", "texts"},
    {VD_PAT_annex_column, "ten vbqppl quy dinh noi dung", "ten vbqppl quy dinh", "texts"},
    {VD_PAT_annex_column, "van ban qppl quy dinh", "van ban qppl quy dinh", "texts"},
    {VD_PAT_annex_column, "ten van ban quy pham phap luat quy dinh", "ten van ban quy pham phap luat quy dinh",
     "texts"},
    {VD_PAT_annex_column, "quyet dinh cong bo danh muc", "quyet dinh cong bo", "decisions"},
    {VD_PAT_annex_column, "quyet dinh da cong bo", "quyet dinh da cong bo", "decisions"},
    {VD_PAT_annex_column, "so quyet dinh cong bo", "so quyet dinh cong bo", "decisions"},
    {VD_PAT_annex_column, "quyet dinh ban hanh", NULL, NULL},
    {VD_PAT_listed, "bai bo cac quyet dinh sau", "bai bo cac quyet dinh sau", NULL},
    {VD_PAT_listed, "bai bo toan bo", "bai bo toan bo", NULL},
    {VD_PAT_listed, "thuc hien cac nhiem vu sau", NULL, NULL},
    {VD_PAT_opens_list, "bai bo toan bo cac quyet dinh", "toan bo cac quyet dinh", NULL},
    {VD_PAT_opens_list, "bo 02 van ban quy pham phap luat cua tinh sau day",
     "02 van ban quy pham phap luat cua tinh sau day", NULL},
    {VD_PAT_opens_list, "thuc hien quyet dinh", NULL, NULL},
    {VD_PAT_opens_list, "cac quyet dinh so 5", NULL, NULL},
    {VD_PAT_subject, "; khoan nay ", "khoan nay", NULL},
    {VD_PAT_subject, " cua chinh phu ", NULL, NULL},
    {VD_PAT_fate, " ngay 01/01/2020 het hieu luc ke tu", " ngay 01/01/2020 het hieu luc", "repeals"},
    {VD_PAT_fate, " duoc bai bo ke tu ngay", " duoc bai bo", "repeals"},
    {VD_PAT_fate, " duoc bai bo boi ", NULL, NULL},
    {VD_PAT_fate, " duoc sua doi, bo sung nhu sau", " duoc sua doi, bo sung nhu sau", "amends"},
    {VD_PAT_fate, " dinh chinh nhu sau", " dinh chinh nhu sau", "corrects"},
    {VD_PAT_until, "cho den khi ", "den khi ", "time"},
    {VD_PAT_until, "neu ", "neu ", "condition"},
    {VD_PAT_until, "den ngay 01/01/2020, ", NULL, NULL},
    {VD_PAT_passive, ", duoc sua doi, bo sung mot so dieu theo ", "duoc sua doi, bo sung mot so dieu theo ", "amends"},
    {VD_PAT_passive, " (duoc thay the bang ", "duoc thay the bang ", "supersedes"},
    {VD_PAT_passive, " bi bai bo boi cac ", "bi bai bo boi cac ", "repeals"},
    {VD_PAT_passive, " duoc sua chua boi ", NULL, NULL},
    {VD_PAT_header, "so: 70/kh-ubnd\n", "so: 70/kh-ubnd", NULL},
    {VD_PAT_header, "so 212-kl/tw ", "so 212-kl/tw", NULL},
    {VD_PAT_header, "so: /kh-vpub", "so: /kh-vpub", NULL},
    {VD_PAT_header, "so: ........./qd-ubnd", "so: ........./qd-ubnd", NULL},
    {VD_PAT_header, "s6:24 /kh-vpub", "s6:24 /kh-vpub", NULL},
    {VD_PAT_header, "so 12 ho", NULL, NULL},
    {VD_PAT_place_date, "can tho, ngay 15 thang 9 nam 2025", "can tho, ngay 15 thang 9 nam 2025", NULL},
    {VD_PAT_place_date, "can tho, ngay thang 02 nam 2026", "can tho, ngay thang 02 nam 2026", NULL},
    {VD_PAT_place_date, "can tho, thang 02 nam 2026", NULL, NULL},
    {VD_PAT_issuing,
     ", van phong ban hanh ke hoach thuc hien nhu sau:", ", van phong ban hanh ke hoach thuc hien nhu sau", NULL},
    {VD_PAT_issuing, ", van phong ban hanh ke hoach so 5 nhu sau:", NULL, NULL},
    {VD_PAT_residue, "15 thang 7 nam 2021 cua chinh phu ve viec", "15 thang 7 nam 2021 cua chinh phu ve viec", NULL},
    {VD_PAT_residue, "nam 2024 cua hoi dong nhan dan,", "nam 2024 cua hoi dong nhan dan", NULL},
    {VD_PAT_residue, "2015 cua ban bi thu,", "2015 cua ban bi thu", NULL},
    {VD_PAT_residue, "bo chinh tri ve cong tac,", "bo chinh tri ve cong tac", NULL},
    {VD_PAT_residue, "nam 2024 cua doi tuyen", NULL, NULL},
    {VD_PAT_pinpoint, "khoan 2 dieu 5 ", "khoan 2 dieu 5 ", NULL},
    {VD_PAT_pinpoint, "phu luc ii ban hanh kem theo ", "phu luc ii ban hanh kem theo ", NULL},
    {VD_PAT_pinpoint, "diem a, b khoan 1 dieu 3 cua ", "diem a, b khoan 1 dieu 3 cua ", NULL},
    {VD_PAT_pinpoint, "chuong iv ", "chuong iv ", NULL},
    {VD_PAT_pinpoint, "dieu 5 den 7 ", "dieu 5 den 7 ", NULL},
    {VD_PAT_pinpoint, "muc tieu ", NULL, NULL},
    {VD_PAT_generic, "cac nghi quyet, chi thi cua thanh uy.", "cac nghi quyet, chi thi cua thanh uy", NULL},
    {VD_PAT_generic, "nhung van ban huong dan thi hanh;", "nhung van ban huong dan thi hanh", NULL},
    {VD_PAT_generic, "cac xe may", NULL, NULL},
    {VD_PAT_technical, "theo qcvn 06:2022/bxd.", "qcvn 06:2022/bxd", NULL},
    {VD_PAT_technical, "tcvn iso 9001:2015", "tcvn iso 9001:2015", NULL},
    {VD_PAT_technical, "ty le 06:2022", NULL, NULL},
    {VD_PAT_term, " khoa xi ve", " khoa xi", NULL},
    {VD_PAT_term, " (khoa xii), ngay", " (khoa xii)", NULL},
    {VD_PAT_term, ", khoa 13 ve", ", khoa 13", NULL},
    {VD_PAT_term, " nhiem ky khoa x1", " nhiem ky khoa x1", NULL},
    {VD_PAT_term, " khoa xvi, nhiem ky 2020 - 2025 ve", " khoa xvi, nhiem ky 2020 - 2025", NULL},
    {VD_PAT_term, " nhiem ky 2020-2025", " nhiem ky 2020-2025", NULL},
    {VD_PAT_term, " khea xiii ve", " khea xiii", "misread"},
    {VD_PAT_term, " khoa xi, xii", NULL, NULL},
    {VD_PAT_term, " khoa xi va khoa xii", NULL, NULL},
    {VD_PAT_term, " khoa hoc", NULL, NULL},
    {VD_PAT_term, " khoa 12a", NULL, NULL},
    {VD_PAT_term, " khong 12", NULL, NULL},
    {VD_PAT_term, " (khoa xi va", NULL, NULL},
    {VD_PAT_law_stop, "va bo luat x", "va bo luat", "và bộ luật"},
    {VD_PAT_law_stop, "can cu x", "can cu", NULL},
    {VD_PAT_law_stop, "het hieu luc", "het hieu", "hết hiệu"},
    {VD_PAT_law_stop, "neu x", "neu", "nếu"},
    {VD_PAT_law_stop, "thang x", "thang", "tháng"},
    {VD_PAT_law_stop, "va chi thi x", "va chi thi", "và chỉ thị"},
    {VD_PAT_law_stop, "va phap lenh x", "va phap lenh", "và pháp lệnh"},
    {VD_PAT_law_stop, "va van ban x", "va van ban", "và văn bản"},
    {VD_PAT_law_stop, "ban hanh x", "ban hanh", "ban hành"},
    {VD_PAT_law_stop, "cong bo x", "cong bo", "công bố"},
    {VD_PAT_law_stop, "hien hanh x", "hien hanh", "hiện hành"},
    {VD_PAT_law_stop, "ke tu x", "ke tu", "kể từ"},
    {VD_PAT_law_stop, "neu tren x", "neu tren", "nêu trên"},
    {VD_PAT_law_stop, "noi tren x", "noi tren", "nói trên"},
    {VD_PAT_law_stop, "quy dinh x", "quy dinh", "quy định"},
    {VD_PAT_law_stop, "sau ngay x", "sau ngay", "sau ngày"},
    {VD_PAT_law_stop, "sua doi x", "sua doi", "sửa đổi"},
    {VD_PAT_law_stop, "thong qua x", "thong qua", "thông qua"},
    {VD_PAT_law_stop, "truoc ngay x", "truoc ngay", "trước ngày"},
    {VD_PAT_law_stop, "tro thanh x", "tro thanh", "trở thành"},
    {VD_PAT_law_stop, "tu ngay x", "tu ngay", "từ ngày"},
    {VD_PAT_law_stop, "va cac x", "va cac", "và các"},
    {VD_PAT_law_stop, "va luat x", "va luat", "và luật"},
    {VD_PAT_law_stop, "va nghi x", "va nghi", "và nghị"},
    {VD_PAT_law_stop, "va nhung x", "va nhung", "và những"},
    {VD_PAT_law_stop, "va quyet x", "va quyet", "và quyết"},
    {VD_PAT_law_stop, "va thong x", "va thong", "và thông"},
    {VD_PAT_law_stop, "vao ngay x", "vao ngay", "vào ngày"},
    {VD_PAT_law_stop, "yeu cau x", "yeu cau", "yêu cầu"},
    {VD_PAT_law_stop, "de nghi x", "de nghi", "đề nghị"},
    {VD_PAT_law_stop, "doi voi x", "doi voi", "đối với"},
    {VD_PAT_law_stop, "bang x", "bang", "bằng"},
    {VD_PAT_law_stop, "cho x", "cho", "cho"},
    {VD_PAT_law_stop, "co x", "co", "có"},
    {VD_PAT_law_stop, "cua x", "cua", "của"},
    {VD_PAT_law_stop, "do x", "do", "do"},
    {VD_PAT_law_stop, "gom x", "gom", "gồm"},
    {VD_PAT_law_stop, "gui x", "gui", "gửi"},
    {VD_PAT_law_stop, "hoac x", "hoac", "hoặc"},
    {VD_PAT_law_stop, "khi x", "khi", "khi"},
    {VD_PAT_law_stop, "la x", "la", "là"},
    {VD_PAT_law_stop, "ma x", "ma", "mà"},
    {VD_PAT_law_stop, "ngay x", "ngay", "ngày"},
    {VD_PAT_law_stop, "nhu x", "nhu", "như"},
    {VD_PAT_law_stop, "nay x", "nay", "này"},
    {VD_PAT_law_stop, "nam x", "nam", "năm"},
    {VD_PAT_law_stop, "nop x", "nop", "nộp"},
    {VD_PAT_law_stop, "phai x", "phai", "phải"},
    {VD_PAT_law_stop, "se x", "se", "sẽ"},
    {VD_PAT_law_stop, "so x", "so", "số"},
    {VD_PAT_law_stop, "theo x", "theo", "theo"},
    {VD_PAT_law_stop, "thi x", "thi", "thì"},
    {VD_PAT_law_stop, "trong x", "trong", "trong"},
    {VD_PAT_law_stop, "tren x", "tren", "trên"},
    {VD_PAT_law_stop, "tai x", "tai", "tại"},
    {VD_PAT_law_stop, "voi x", "voi", "với"},
    {VD_PAT_law_stop, "da x", "da", "đã"},
    {VD_PAT_law_stop, "duoc x", "duoc", "được"},
    {VD_PAT_law_stop, "den x", "den", "đến"},
    {VD_PAT_law_stop, "de x", "de", "để"},
    {VD_PAT_cue, "uy ban da ban hanh quyet dinh so 659", "da ban hanh", "cites:told"},
    {VD_PAT_letterhead, "uy ban\nnhan dan", "uy ban", NULL},
    {VD_PAT_letterhead, "so noi vu", "so", NULL},
    {VD_PAT_letterhead, "hoa toc", "hoa toc", NULL},
    {VD_PAT_letterhead, "phong, chong thien tai", NULL, NULL},
    {VD_PAT_letterhead, "ban hanh quy che", NULL, NULL},
    {VD_PAT_letterhead, "truong ban chi dao", NULL, NULL},
    {VD_PAT_authority, "chu tich uy ban nhan dan tinh\nha tinh", "chu tich uy ban nhan dan tinh\nha tinh", NULL},
    {VD_PAT_authority, "chinh phu", "chinh phu", NULL},
    {VD_PAT_authority, "bo truong bo van hoa, the\nthao va du lich", "bo truong bo van hoa, the\nthao va du lich",
     NULL},
    {VD_PAT_authority, "chinh phu new zealand", NULL, NULL},
    {VD_PAT_authority, "so nhiem vu cua uy ban nhan dan", NULL, NULL},
    {VD_PAT_place_date, "hai phong, ngay 02/10/2025", "hai phong, ngay 02/10/2025", NULL},
    {VD_PAT_place_date, "hue, ngay ...... thang 11 nam 2025", "hue, ngay ...... thang 11 nam 2025", NULL},
    {VD_PAT_place_date, "thu hai, ngay 20/01/2025", NULL, NULL},
    {VD_PAT_law_stop, "dat dai", NULL, NULL},
    {VD_PAT_law_stop, "coi", NULL, NULL},
    {VD_PAT_law_joint, "cac x", "cac", "các"},
    {VD_PAT_law_joint, "cung x", "cung", "cùng"},
    {VD_PAT_law_joint, "va x", "va", "và"},
    {VD_PAT_law_joint, "ve x", "ve", "về"},
    {VD_PAT_law_joint, "o x", "o", "ở"},
    {VD_PAT_law_joint, "van", NULL, NULL},
    {VD_PAT_law_not, "tro len", "tro len", "trở lên"},
    {VD_PAT_law_not, "tro xuong", "tro xuong", "trở xuống"},
    {VD_PAT_law_not, "nay co hieu luc", "nay", NULL},
    {VD_PAT_law_not, "thue doanh thu", NULL, NULL},
    {VD_PAT_law_not, "bao dam dong bo", "bao dam", NULL},
    {VD_PAT_law_not, "bao hiem tien gui", NULL, NULL},
    {VD_PAT_law_not, "thuoc x", "thuoc", "thuộc"},
    {VD_PAT_law_not, "ngoai x", "ngoai", "ngoài"},
    {VD_PAT_law_not, "nghiem x", "nghiem", "nghiêm"},
    {VD_PAT_law_not, "bang x", "bang", "bằng"},
    {VD_PAT_law_not, "nham x", "nham", "nhằm"},
    {VD_PAT_law_not, "dung x", "dung", "đúng"},
    {VD_PAT_law_not, "vao x", "vao", "vào"},
    {VD_PAT_law_not, "qua x", "qua", "qua"},
    {VD_PAT_law_not, "sau x", "sau", "sau"},
    {VD_PAT_law_not, "can x", "can", "cần"},
    {VD_PAT_law_not, "van x", "van", "vẫn"},
    {VD_PAT_law_not, "tao x", "tao", "tạo"},
    {VD_PAT_law_not, "som x", "som", "sớm"},
    {VD_PAT_law_not, "deu x", "deu", "đều"},
    {VD_PAT_law_not, "chi x", "chi", "chỉ"},
    {VD_PAT_law_not, "tu x", "tu", "từ"},
    {VD_PAT_law_not, "ke x", "ke", "kể"},
    {VD_PAT_law_not, "vi x", "vi", "vì"},
    {VD_PAT_law_not, "o x", "o", "ở"},
    {VD_PAT_ordered, "; y kien chi dao cua chu tich uy ban nhan dan tinh ",
     "; y kien chi dao cua chu tich uy ban nhan dan tinh ", NULL},
    {VD_PAT_ordered, ", cua thuong truc tinh uy ", ", cua thuong truc tinh uy ", NULL},
    {VD_PAT_ordered, "; y kien cua so theo quy dinh ", NULL, NULL},
    {VD_PAT_ordered, ", bao cao cua so ", NULL, NULL},
    {VD_PAT_amended_in, " (sua doi, bo sung nam 2017)", " (sua doi, bo sung nam 2017", NULL},
    {VD_PAT_amended_in, ", da duoc sua doi cac nam 2017, 2019 va nam 2020;",
     ", da duoc sua doi cac nam 2017, 2019 va nam 2020", NULL},
    {VD_PAT_amended_in, " sua doi 2020", " sua doi 2020", NULL},
    {VD_PAT_amended_in, " duoc sua doi, bo sung mot so dieu boi luat ngay 22",
     " duoc sua doi, bo sung mot so dieu boi luat", NULL},
    {VD_PAT_amended_in, " (sua doi nam 2020 - 2025)", NULL, NULL},
    {VD_PAT_amended_in, " (sua doi nam 2020 boi luat so 1)", NULL, NULL},
    {VD_PAT_amended_in, ", sua doi trong nam 2020 cac quy che", NULL, NULL},
    {VD_PAT_amended_in, " sua doi nam 2020 mot so dieu", NULL, NULL},
    {VD_PAT_amended_in, " (sua doi) nam 2024", NULL, NULL},
    {VD_PAT_amending, "sua doi, bo sung mot so dieu cua luat a", "sua doi, bo sung mot so dieu cua ", NULL},
    {VD_PAT_amending, "sua doi, bo sung mot so dieu luat a", "sua doi, bo sung mot so dieu ", NULL},
    {VD_PAT_amending, "sua doi bo sung mot so dieu cua cac luat ve thue", "sua doi bo sung mot so dieu cua cac ", NULL},
    {VD_PAT_amending, "sua doi dieu 10 cua phap lenh a", "sua doi dieu 10 cua ", NULL},
    {VD_PAT_amending, "bo sung khoan 3 dieu 5 va dieu 22 cua bo luat a", "bo sung khoan 3 dieu 5 va dieu 22 cua ",
     NULL},
    {VD_PAT_amending, "sua doi luat a, luat b 2031", "sua doi ", "short"},
    {VD_PAT_amending, "sua doi, bo sung bo luat a", "sua doi, bo sung ", "short"},
    {VD_PAT_amending, "sua doi nghi dinh a", NULL, NULL},
    {VD_PAT_amending, "sua doi khoan 2", NULL, NULL},
    {VD_PAT_amending, "sua doi, bo sung mot so dieu cua nghi dinh", NULL, NULL},
    {VD_PAT_unmade, "tham muu xay dung ", "xay dung ", NULL},
    {VD_PAT_unmade, "thuc hien ", NULL, NULL},
    {VD_PAT_title_not, "va to chuc trien khai", "va ", NULL},
    {VD_PAT_title_not, "phat trien kinh te", NULL, NULL},
    {VD_PAT_clause, "van phong uy ban ban hanh ke hoach", "van phong uy ban ban hanh ", NULL},
    {VD_PAT_clause, "pho thu tuong co y kien nhu sau", "pho thu tuong co y kien nhu sau", NULL},
    {VD_PAT_clause, "cac doan the; ban hanh ke hoach", NULL, NULL},
    {VD_PAT_title_break, " duoc sua doi, bo sung boi", " duoc sua doi", NULL},
    {VD_PAT_title_break, " nhu sau:", " nhu sau", NULL},
    {VD_PAT_title_break, " va dan chu", NULL, NULL},
    {VD_PAT_counted, " noi dung", " noi dung", NULL},
    {VD_PAT_counted, " cua chinh phu", NULL, NULL},
    {VD_PAT_back, "ke hoach nay.", " nay", "this"},
    {VD_PAT_back, "thong tu da neu tren,", " da neu tren", "above"},
    {VD_PAT_back, "chi thi tren;", " tren", "above"},
    {VD_PAT_back, "chuong trinh tren dia ban", NULL, NULL},
    {VD_PAT_amend_head, "dieu 2. sua doi khoan 1", "dieu 2. sua doi", NULL},
    {VD_PAT_amend_head, "dieu 4 duoc sua doi, bo sung nhu sau:", "dieu 4 duoc sua doi", NULL},
    {VD_PAT_amend_head, "3. cac khoan 1, 2 va 3 dieu 5 duoc bo sung", "3. cac khoan 1, 2 va 3 dieu 5 duoc bo sung",
     NULL},
    {VD_PAT_amend_head, "3. cac co quan duoc bo sung bien che", NULL, NULL},
    {VD_PAT_amend_head, "can cu nghi dinh", NULL, NULL},
    {VD_PAT_enact, "ban hanh kem theo quyet dinh nay quy che", "kem theo quyet dinh nay ", NULL},
    {VD_PAT_enact, "dieu 1. phe duyet de an", "dieu 1. phe duyet ", NULL},
    {VD_PAT_enact, "dieu 11. ban hanh quy che", NULL, NULL},
    {VD_PAT_provision, "dieu 1. nghi dinh", "dieu 1. ", NULL},
    {VD_PAT_provision, "theo nghi dinh", NULL, NULL},
    {VD_PAT_provides, " khong ap dung doi voi", " khong ap dung", NULL},
    {VD_PAT_provides, " cua chinh phu", NULL, NULL},
    {VD_PAT_define, "(sau day goi tat la de an 06)", "(sau day goi tat la de an 06)", "one"},
    {VD_PAT_define, "x (duoi day goi chung la luat).", "(duoi day goi chung la luat)", "class"},
    {VD_PAT_define, "ngan hang (de an 06)", "(de an 06)", "code"},
    {VD_PAT_define, "(sau khi goi dien thoai)", NULL, NULL},
    {VD_PAT_short_end, " duoc to chuc", " duoc", NULL},
    {VD_PAT_short_end, ": dao tao", ":", NULL},
    {VD_PAT_short_end, " du lich", NULL, NULL},
    {VD_PAT_task_section, "to chuc thuc hien", "to chuc thuc hien", "organise"},
    {VD_PAT_task_section, "phan cong nhiem vu", "phan cong", "organise"},
    {VD_PAT_task_section, "nhiem vu, giai phap", "nhiem vu", "content"},
    {VD_PAT_task_section, "muc dich, yeu cau", "muc dich", "aim"},
    {VD_PAT_task_section, "muc tieu, nhiem vu", "nhiem vu", "content"},
    {VD_PAT_task_section, "tong quan", NULL, NULL},
    {VD_PAT_task_field, "co quan chu tri: so noi vu", "co quan chu tri:", "lead"},
    {VD_PAT_task_field, "co quan chu tri, phoi hop\n", "co quan chu tri, phoi hop", "lead"},
    {VD_PAT_task_field, "lam dau moi: phong", "lam dau moi:", "focal"},
    {VD_PAT_task_field, "chi dao thuc hien: lanh dao", "chi dao thuc hien:", "direct"},
    {VD_PAT_task_field, "b) tham muu thyc hien: cac phong", "b) tham muu thyc hien:", "advise"},
    {VD_PAT_task_field, "don vi thuc hien: cac so", "don vi thuc hien:", "perform"},
    {VD_PAT_task_field, "don vi phoi hop: so tu phap", "don vi phoi hop:", "coordinate"},
    {VD_PAT_task_field,
     "c\x7f"
     ") thoi gian thyc hien: nam 2025",
     "c\x7f"
     ") thoi gian thyc hien:",
     "when"},
    {VD_PAT_task_field, "noi dung: trien khai", "noi dung:", "what"},
    {VD_PAT_task_field, "san pham: bao cao", "san pham:", "other"},
    {VD_PAT_task_field, "thuc hien tot: cong tac", NULL, NULL},
    {VD_PAT_task_body, "giao so tai chinh", "giao ", "give"},
    {VD_PAT_task_body, "de nghi uy ban mat tran", "de nghi ", "ask"},
    {VD_PAT_task_body, "doi voi so y te", "doi voi ", "of"},
    {VD_PAT_task_body, "cac so, ban", "", "name"},
    {VD_PAT_task_body, "phong, chong thien tai", NULL, NULL},
    {VD_PAT_task_verb, "so y te chu tri, phoi hop", "chu tri", "lead"},
    {VD_PAT_task_verb, "so y te lam dau moi", "lam dau moi", "focal"},
    {VD_PAT_task_verb, "so y te co trach nhiem", "co trach nhiem", "duty"},
    {VD_PAT_task_verb, "so y te phoi hop voi cac so", "phoi hop voi", "coordinate"},
    {VD_PAT_task_verb, "so y te can cu chuc nang", "can cu", "basis"},
    {VD_PAT_task_verb, "so y te tham muu", "tham muu", "verb"},
    {VD_PAT_task_verb, "so y te; so", ";", "stop"},
    {VD_PAT_task_verb, "so y te. so", ".", "stop"},
    {VD_PAT_task_verb, "cac to chuc chinh tri", NULL, NULL},
    {VD_PAT_task_when, "thuong xuyen", "thuong xuyen", "continuous"},
    {VD_PAT_task_when, "thuon", "thuon", "cropped"},
    {VD_PAT_task_when, "dinh ky 06 thang, hang nam", "dinh ky 06 thang", "half-yearly"},
    {VD_PAT_task_when, "hang quy", "hang quy", "quarterly"},
    {VD_PAT_task_when, "moi thang", "moi thang", "monthly"},
    {VD_PAT_task_when, "hang tuan", "hang tuan", "weekly"},
    {VD_PAT_task_when, "truoc 19h00' hang ngay", "truoc 19h00' hang ngay", "daily"},
    {VD_PAT_task_when, "hang nam", "hang nam", "yearly"},
    {VD_PAT_task_when, "6 thang cuoi nam 2025", "6 thang cuoi nam 2025", "half"},
    {VD_PAT_task_when, "truoc ngay 15/12/2025", "truoc ngay 15/12/2025", "day"},
    {VD_PAT_task_when, "ngay 16 thang 12 nam 2025", "ngay 16 thang 12 nam 2025", "day"},
    {VD_PAT_task_when, "thang 11, 12/2013", "thang 11, 12/2013", "month"},
    {VD_PAT_task_when, "quy ii/2026", "quy ii/2026", "quarter"},
    {VD_PAT_task_when, "giai doan 2026 - 2030", "giai doan 2026 - 2030", "span"},
    {VD_PAT_task_when, "nam 2026", "nam 2026", "year"},
    {VD_PAT_task_when, "hoan thanh", NULL, NULL},
    {VD_PAT_task_due, "bao cao truoc ngay 15", "truoc", NULL},
    {VD_PAT_task_due, "gui truoc ngay 15", "gui", NULL},
    {VD_PAT_task_due, "chi thi so 02-ct/tu ngay 07", NULL, NULL},
    {VD_PAT_task_close, "x\nnoi nhan: a", "noi nhan:", NULL},
    {VD_PAT_task_close, "x\ntren day la ke hoach", "tren day la ", NULL},
    {VD_PAT_task_close, "noi nhan", NULL, NULL},
    {VD_PAT_task_column, "stt", "stt", "no"},
    {VD_PAT_task_column, "noi dung cong viec", "noi dung cong viec", "what"},
    {VD_PAT_task_column, "co quan chu tri", "co quan chu tri", "lead"},
    {VD_PAT_task_column, "don vi phoi hop", "don vi phoi hop", "coordinate"},
    {VD_PAT_task_column, "thoi gian hoan thanh", "thoi gian hoan thanh", "when"},
    {VD_PAT_task_column, "san pham dau ra", "san pham dau ra", "other"},
    {VD_PAT_task_column, "ho va ten", NULL, NULL},
    {VD_PAT_task_cut, "; cu the:", "; cu the:", NULL},
    {VD_PAT_task_cut, "; kip thoi", NULL, NULL},
    {VD_PAT_task_title, "ban hanh ke hoach cong tac", "ke hoach", "assigns"},
    {VD_PAT_task_title, "cong bo danh muc", "cong bo", "silent"},
    {VD_PAT_task_title, "giao dat", NULL, NULL},
    {VD_PAT_task_section, "nhiem vu va quyen han", "nhiem vu va quyen han", "aim"},
    {VD_PAT_task_year, "van phong nam 2026", "nam 2026", "year"},
    {VD_PAT_task_year, "giai doan 2026 - 2030", "2026 - 2030", "span"},
    {VD_PAT_task_year, "nam 20261", NULL, NULL},
};

enum { SAMPLES = sizeof samples / sizeof *samples };

static int patterns_open(void **state)
{
    vd_status status = grammar_open(state) == 0 ? VD_OK : VD_NO_MEMORY;
    for (int i = 0; i < VD_PATTERN_COUNT && status == VD_OK; i++) {
        status = vd_pattern_compile(grammar, (vd_pattern)i, NULL);
    }
    return status == VD_OK ? 0 : -1;
}

static bool mark_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Anchored patterns that the passes ask at every anchor of a text; the others are asked at one place. */
static bool asked_everywhere(vd_pattern pattern)
{
    static const vd_pattern patterns[] = {VD_PAT_cue,        VD_PAT_generic, VD_PAT_congress, VD_PAT_technical,
                                          VD_PAT_enact,      VD_PAT_back,    VD_PAT_header,   VD_PAT_define,
                                          VD_PAT_place_date, VD_PAT_pinpoint};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        if (patterns[i] == pattern) {
            return true;
        }
    }
    return false;
}

static bool sample_holds(const sample *s, pcre2_code *code, pcre2_match_data *data)
{
    size_t last = asked_everywhere(s->pattern) ? strlen(s->text) : 0;
    int count = PCRE2_ERROR_NOMATCH;
    for (size_t at = 0; at <= last && count == PCRE2_ERROR_NOMATCH; at++) {
        count = pcre2_match(code, (PCRE2_SPTR)s->text, strlen(s->text), at, 0, data, NULL);
    }
    const size_t *vector = pcre2_get_ovector_pointer(data);
    if (count < 0 || s->found == NULL) {
        return count == PCRE2_ERROR_NOMATCH && s->found == NULL;
    }
    vd_str found = {s->text + vector[0], vector[1] - vector[0]};
    return vd_str_eq(found, vd_str_of(s->found)) && mark_same((const char *)pcre2_get_mark(data), s->mark);
}

static void samples_run(bool jit)
{
    pcre2_match_data *data = pcre2_match_data_create(64, NULL);
    size_t wrong = 0;
    for (size_t i = 0; i < SAMPLES; i++) {
        const sample *s = &samples[i];
        pcre2_code *copy =
            jit ? NULL : pcre2_code_copy(vd_pattern_code(grammar, s->pattern)); /* without what the JIT made */
        if (!sample_holds(s, copy ? copy : vd_pattern_code(grammar, s->pattern), data)) {
            fprintf(stderr, "pattern %d does not find \"%s\" in \"%s\"\n", (int)s->pattern, s->found ? s->found : "",
                    s->text);
            wrong++;
        }
        pcre2_code_free(copy);
    }
    pcre2_match_data_free(data);
    assert_int_equal(wrong, 0);
}

static void every_pattern_compiles(void **state)
{
    (void)state;
    for (int i = 0; i < VD_PATTERN_COUNT; i++) {
        assert_int_equal(vd_pattern_compile(grammar, (vd_pattern)i, NULL), VD_OK);
        assert_non_null(vd_pattern_code(grammar, (vd_pattern)i));
    }
}

static void samples_hold(void **state)
{
    (void)state;
    samples_run(true);
}

static void samples_hold_without_jit(void **state)
{
    (void)state;
    samples_run(false);
}

/* Some sample of this pattern has this mark. */
static bool mark_sampled(vd_pattern pattern, vd_str mark)
{
    for (size_t i = 0; i < SAMPLES; i++) {
        if (samples[i].pattern == pattern && samples[i].mark && vd_str_eq(mark, vd_str_of(samples[i].mark))) {
            return true;
        }
    }
    return false;
}

static void every_mark_is_sampled(void **state)
{
    (void)state;
    static const char open[] = "(*MARK:";
    size_t marks = 0;
    for (int i = 0; i < VD_PATTERN_COUNT; i++) {
        for (const char *at = strstr(sources[i], open); at; at = strstr(at + 1, open)) {
            vd_str mark = {at + sizeof open - 1, strcspn(at + sizeof open - 1, ")")};
            if (!mark_sampled((vd_pattern)i, mark)) {
                fail_msg("pattern %d: no sample has the mark %.*s", i, (int)mark.len, mark.ptr);
            }
            marks++;
        }
    }
    assert_true(marks > 40);
}

static void every_pattern_is_sampled_both_ways(void **state)
{
    (void)state;
    for (int i = 0; i < VD_PATTERN_COUNT; i++) {
        bool yes = false;
        bool no = false;
        for (size_t k = 0; k < SAMPLES; k++) {
            yes = yes || ((int)samples[k].pattern == i && samples[k].found);
            no = no || ((int)samples[k].pattern == i && !samples[k].found);
        }
        if (!yes || !no) {
            fail_msg("pattern %d has no sample that it %s", i, yes ? "refuses" : "finds");
        }
    }
}

static bool mention_same(const vd_mention *a, const vd_mention *b)
{
    return a->start == b->start && a->end == b->end && a->form == b->form && a->parent == b->parent &&
           vd_str_eq(a->number, b->number) && vd_str_eq(a->issuer, b->issuer) && vd_str_eq(a->title, b->title) &&
           vd_str_eq(a->pinpoint, b->pinpoint) && a->date.day == b->date.day && a->date.year == b->date.year;
}

static bool statement_same(const vd_statement *a, const vd_statement *b)
{
    return a->relation == b->relation && a->strength == b->strength && a->from == b->from && a->to == b->to &&
           a->cue_start == b->cue_start && a->cue_end == b->cue_end && a->start == b->start && a->end == b->end;
}

static bool found_same(const vd_extraction *a, const vd_extraction *b)
{
    bool same = a->mention_count == b->mention_count && a->statement_count == b->statement_count;
    for (size_t i = 0; same && i < a->mention_count; i++) {
        same = mention_same(&a->mentions[i], &b->mentions[i]);
    }
    for (size_t i = 0; same && i < a->statement_count; i++) {
        same = statement_same(&a->statements[i], &b->statements[i]);
    }
    return same;
}

/* The grammar as it is on a machine without JIT. */
static void interpreted_reads_the_same(void **state)
{
    (void)state;
    vd_grammar plain = *grammar;
    vd_pattern_set interpreter = {.context = NULL};
    plain.patterns = &interpreter;
    for (int i = 0; i < VD_PATTERN_COUNT; i++) {
        interpreter.codes[i] = pcre2_code_copy(vd_pattern_code(grammar, (vd_pattern)i));
        assert_non_null(interpreter.codes[i]);
    }
    size_t same = 0;
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        vd_buf text = {0};
        assert_true(plan_read(i, &text));
        reading jit = reading_open(grammar, vd_buf_str(&text));
        reading interpreted = reading_open(&plain, vd_buf_str(&text));
        same += jit.status == VD_OK && interpreted.status == VD_OK && jit.found.mention_count > 10 &&
                found_same(&jit.found, &interpreted.found);
        if (interpreted.status != VD_OK) {
            fprintf(stderr, "%s: %s\n", corpus_plans[i], interpreted.err.text);
        }
        reading_close(&jit);
        reading_close(&interpreted);
        vd_buf_clear(&text);
    }
    for (int i = 0; i < VD_PATTERN_COUNT; i++) {
        pcre2_code_free(interpreter.codes[i]);
    }
    assert_int_equal(same, CORPUS_PLANS);
}

typedef struct shared_run {
    vd_grammar *fresh;
    size_t left;
    size_t mentions[16]; /* by slot */
} shared_run;

static vd_status shared_take(void *context, size_t slot, bool *end, vd_error *err)
{
    shared_run *run = context;
    (void)slot;
    (void)err;
    *end = run->left == 0;
    run->left -= !*end;
    return VD_OK;
}

static vd_status shared_work(void *context, size_t member, size_t slot, vd_error *err)
{
    shared_run *run = context;
    vd_buf text = {0};
    vd_extraction found = {0};
    vd_source *source = NULL;
    (void)member;
    vd_status status =
        plan_read(0, &text) ? vd_source_from_bytes(VD_LIT("plan"), vd_buf_str(&text), &source, err) : VD_NOT_FOUND;
    if (status == VD_OK) {
        status = vd_extract(run->fresh, source, &found, err);
    }
    run->mentions[slot] = found.mention_count;
    vd_source_free(source);
    vd_buf_clear(&text);
    return status;
}

static vd_status shared_give(void *context, size_t slot, vd_error *err)
{
    const shared_run *run = context;
    (void)err;
    return run->mentions[slot] == run->mentions[0] && run->mentions[slot] > 10 ? VD_OK : VD_INTERNAL;
}

/* Threads that begin at once ask for the same patterns before any is compiled. */
static void threads_share_a_fresh_grammar(void **state)
{
    (void)state;
    for (int round = 0; round < 5; round++) {
        shared_run run = {.left = 8};
        vd_crew_job job = {
            .members = 4, .slots = 8, .context = &run, .take = shared_take, .work = shared_work, .give = shared_give};
        assert_int_equal(vd_grammar_new(&run.fresh, NULL), VD_OK);
        assert_true(vd_crew_slots(&job) <= sizeof run.mentions / sizeof *run.mentions);
        assert_int_equal(vd_crew_run(&job, NULL), VD_OK);
        vd_grammar_free(run.fresh);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pattern_compiles),     cmocka_unit_test(samples_hold),
        cmocka_unit_test(samples_hold_without_jit),   cmocka_unit_test(threads_share_a_fresh_grammar),
        cmocka_unit_test(every_mark_is_sampled),      cmocka_unit_test(every_pattern_is_sampled_both_ways),
        cmocka_unit_test(interpreted_reads_the_same),
    };
    return cmocka_run_group_tests(tests, patterns_open, grammar_close);
}
