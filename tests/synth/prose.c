/* Subjects of documents, and sentences put together from parts that fit in any combination.  None of the parts names a
 * document, so what is found in them is found wrongly. */
#include "synth/prose.h"

const char *const prose_subjects[] = {
    "công tác văn thư, lưu trữ",
    "cải cách hành chính",
    "chuyển đổi số trong cơ quan nhà nước",
    "phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "quản lý, sử dụng đất công ích",
    "bảo vệ và phát triển rừng",
    "phòng, chống thiên tai và tìm kiếm cứu nạn",
    "quản lý chất thải rắn sinh hoạt",
    "cấp nước sạch nông thôn",
    "hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo",
    "phát triển du lịch cộng đồng",
    "quản lý, khai thác chợ",
    "bảo đảm an toàn thực phẩm",
    "tiêm chủng mở rộng",
    "phòng, chống dịch bệnh gia súc, gia cầm",
    "quản lý hoạt động vận tải hành khách",
    "bảo trì đường bộ địa phương",
    "chiếu sáng đô thị",
    "quản lý cây xanh, công viên",
    "thu, nộp và sử dụng học phí",
    "tuyển sinh vào các lớp đầu cấp",
    "bồi dưỡng cán bộ, công chức, viên chức",
    "quản lý biên chế và vị trí việc làm",
    "thi đua, khen thưởng",
    "tiếp công dân và xử lý đơn thư",
    "giải quyết thủ tục hành chính theo cơ chế một cửa",
    "kiểm soát tài sản, thu nhập",
    "quản lý tài sản công",
    "lập và phân bổ dự toán ngân sách",
    "quyết toán các nguồn vốn đầu tư",
    "đấu giá quyền khai thác khoáng sản",
    "quản lý tài nguyên nước",
    "bảo tồn và phát huy giá trị di tích",
    "xây dựng đời sống văn hóa cơ sở",
    "phát triển thể dục, thể thao quần chúng",
    "hỗ trợ doanh nghiệp nhỏ và vừa",
    "khuyến công và xúc tiến thương mại",
    "phát triển nông nghiệp công nghệ cao",
    "xây dựng nông thôn mới",
    "giảm nghèo bền vững",
    "trợ giúp pháp lý cho người dân",
    "phổ biến, giáo dục kiến thức pháp luật",
    "đăng ký và quản lý hộ tịch",
    "bảo vệ chăm sóc trẻ em",
    "giải quyết việc làm cho lao động nông thôn",
    "an toàn, vệ sinh lao động",
    "quản lý viễn thông và hạ tầng số",
    "ứng dụng khoa học, công nghệ vào sản xuất",
    "bảo đảm trật tự, an toàn giao thông",
    "quản lý quảng cáo ngoài trời",
};
const size_t prose_subject_count = sizeof prose_subjects / sizeof *prose_subjects;

static const char *const actors[] = {
    "Các cơ quan, đơn vị",
    "Thủ trưởng các sở, ban, ngành",
    "Ủy ban nhân dân các xã, phường",
    "Người đứng đầu từng đơn vị",
    "Công chức được giao nhiệm vụ",
    "Các tổ chức, cá nhân có liên quan",
    "Đơn vị chủ trì",
    "Bộ phận tiếp nhận và trả kết quả",
    "Các đơn vị sự nghiệp công lập",
    "Tổ công tác liên ngành",
    "Chủ đầu tư các công trình",
    "Đơn vị quản lý, vận hành",
};

static const char *const deeds[] = {
    "chủ động rà soát, cập nhật dữ liệu về",
    "tổ chức kiểm tra thường xuyên việc",
    "bố trí đủ nhân lực và kinh phí cho",
    "nâng cao chất lượng",
    "công khai đầy đủ thông tin về",
    "đánh giá định kỳ kết quả",
    "phân công rõ trách nhiệm trong",
    "tăng cường tuyên truyền, vận động về",
    "kịp thời tháo gỡ khó khăn, vướng mắc trong",
    "lập danh sách đối tượng và nhu cầu liên quan đến",
    "ứng dụng công nghệ thông tin trong",
    "tổng hợp ý kiến góp ý của người dân về",
    "nhân rộng cách làm hay trong",
    "giám sát chặt chẽ quá trình",
};

static const char *const manners[] = {
    "bảo đảm đúng tiến độ và chất lượng",
    "gắn với trách nhiệm của người đứng đầu",
    "không để phát sinh chậm trễ, kéo dài",
    "tránh chồng chéo, lãng phí nguồn lực",
    "phù hợp với điều kiện thực tế từng địa bàn",
    "trong phạm vi nguồn lực được giao",
    "trên cơ sở số liệu đã được xác minh",
    "có sự tham gia của người dân và cộng đồng",
    "bảo đảm công khai, minh bạch",
    "theo đúng thẩm quyền được phân cấp",
};

static const char *const purposes[] = {
    "phục vụ tốt hơn người dân và doanh nghiệp", "góp phần ổn định tình hình cơ sở",
    "tạo chuyển biến rõ nét ngay trong quý tới", "làm căn cứ xếp loại hằng năm",
    "hạn chế thấp nhất thiệt hại có thể xảy ra", "từng bước hoàn thiện hạ tầng kỹ thuật",
    "giữ vững an ninh, trật tự trên địa bàn",    "bảo đảm quyền lợi hợp pháp của người lao động",
};

static const char *const wholes[] = {
    "Kinh phí được bố trí từ ngân sách địa phương và các nguồn huy động hợp pháp khác.",
    "Trong quá trình tổ chức, nếu có khó khăn, vướng mắc, các đơn vị phản ánh bằng văn bản để được xem xét.",
    "Thời gian giải quyết không quá 05 ngày làm việc kể từ khi nhận đủ hồ sơ hợp lệ.",
    "Tỷ lệ hoàn thành đạt từ 85% trở lên, tăng 3,5% so với cùng kỳ.",
    "Mức hỗ trợ tối đa 30 triệu đồng cho một mô hình, chi trả làm 02 đợt.",
    "Hồ sơ gồm đơn đề nghị, bản vẽ hiện trạng và biên bản xác nhận của thôn, tổ dân phố.",
    "Số liệu được tổng hợp vào ngày 25 hằng tháng và gửi về cơ quan thường trực.",
    "Kết quả được niêm yết tại trụ sở trong 15 ngày và thông báo trên hệ thống loa truyền thanh.",
};

static const char *const cells[] = {
    "Đã hoàn thành",
    "Đang thực hiện",
    "Quý II",
    "Quý IV",
    "Ngân sách địa phương",
    "Tổ công tác",
    "x",
    "-",
    "1.250",
    "35,5",
    "0,8",
    "Xã, phường",
    "Cái",
    "km",
    "ha",
    "Hộ gia đình",
    "Trung tâm hành chính công",
    "Theo tiến độ",
};

static void part(vd_buf *out, const char *before, const char *text)
{
    vd_buf_add_text(out, before);
    vd_buf_add_text(out, text);
}

void prose_task(draw *d, vd_buf *out)
{
    part(out, "", DRAW_ONE(d, deeds));
    part(out, " ", prose_subjects[draw_below(d, (uint32_t)prose_subject_count)]);
    if (draw_chance(d, 50)) {
        part(out, ", ", DRAW_ONE(d, manners));
    }
}

void prose_sentence(draw *d, vd_buf *out)
{
    if (draw_chance(d, 15)) {
        part(out, "", DRAW_ONE(d, wholes));
        return;
    }
    part(out, "", DRAW_ONE(d, actors));
    vd_buf_add_char(out, ' ');
    prose_task(d, out);
    if (draw_chance(d, 40)) {
        part(out, "; ", DRAW_ONE(d, deeds));
        part(out, " ", prose_subjects[draw_below(d, (uint32_t)prose_subject_count)]);
    }
    if (draw_chance(d, 50)) {
        part(out, ", ", DRAW_ONE(d, purposes));
    }
    vd_buf_add_char(out, '.');
}

void prose_row(draw *d, unsigned number, vd_buf *out)
{
    vd_buf_add_format(out, "%u\n", number);
    for (unsigned cell = 2 + draw_below(d, 4); cell > 0; cell--) {
        part(out, "", DRAW_ONE(d, cells));
        part(out, "", draw_chance(d, 60) ? "\n\n" : "\n");
    }
    part(out, "", prose_subjects[draw_below(d, (uint32_t)prose_subject_count)]);
    vd_buf_add_char(out, '\n');
}
