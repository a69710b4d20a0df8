"""What is searched for, and texts that are hard to read."""
import os

PYTHON_COUNT = """
import re, sys, time
text = open(sys.argv[1], encoding="utf-8").read()
pattern = re.compile(sys.argv[2], %s)
text = text[:int(len(text) * %s)]
begin = time.process_time()
found = sum(1 for _ in pattern.finditer(text))
print(found, time.process_time() - begin)
"""


def alternation(root):
    """Every type of the tables, and a number: what somebody would type who has no viendan."""
    with open(os.path.join(root, "src", "tables", "types.tsv"), encoding="utf-8") as rows:
        names = [row.split("\t")[0] for row in rows][1:]
    words = "|".join(sorted(names, key=lambda name: (-len(name), name)))
    return r"(?:%s)[ \n]+(?:số[ \n]*:?[ \n]*)?[0-9]+[0-9a-zA-Z.]*[ \n]*[/-][ \n]*[0-9A-Za-zĐđÀ-ỹ&/-]+" % words


FILLER = ("Các cơ quan, đơn vị chủ động rà soát, bố trí đủ nhân lực, kinh phí và tổ chức kiểm tra thường xuyên; kịp thời tháo gỡ "
          "khó khăn, vướng mắc trong từng lĩnh vực được giao, bảo đảm công khai, minh bạch và phục vụ tốt hơn người dân. "
          "Số liệu được tổng hợp hằng tháng, gửi về bộ phận thường trực. ")


def repeated(unit, size):
    return unit * (size // len(unit.encode()))


def dense(size):
    """References make up 7 % of the bytes."""
    unit = FILLER + "Nội dung cụ thể thực hiện theo Nghị định số 30/2020/NĐ-CP.\n"
    return repeated(unit, size)


def dense_count(size):
    return size // len((FILLER + "Nội dung cụ thể thực hiện theo Nghị định số 30/2020/NĐ-CP.\n").encode())


def listed_count(size):
    return size // 20


def listed(size):
    """One sentence that names thousands of decisions."""
    return "Bãi bỏ các Quyết định: " + "; ".join("số %d/QĐ-UBND" % (n + 1) for n in range(listed_count(size))) + "."


def same(unit):
    return lambda size: repeated(unit, size)


def unknown(_size):
    return None


# name, text of about so many bytes, how many mentions it has
HARD = [
    ("7 % references", dense, dense_count),
    ("one list of numbers", listed, listed_count),
    ("type words without end", same("Luật "), unknown),
    ("names that go on and on", same("Luật Thực hiện dân chủ ở cơ sở và "), unknown),
    ("numbers cut off", same("Nghị định số 12/2020/NĐ-\n"), unknown),
    ("pinpoints without a document", same("điểm a khoản 2 Điều 5 "), unknown),
    ("quotes and brackets that never close", same("(“Quyết định số 5/QĐ-UBND “("), unknown),
    ("digits and strokes", same("1/2/3-4/"), unknown),
    ("one line without blanks", same("nghịđịnhsố"), unknown),
]
