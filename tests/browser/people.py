"""Who takes part in the round: sign-in name, name, role, and the unit or department of the seat. Nobody is a real person."""

# Townships of the example that the round assesses, each with its villages: one that types (YT01), one with a bonus (YT18),
# one that has no nursery, so that four items do not apply (YT20), one with a veto (YT28).
TOWNSHIPS = ("YT01", "YT18", "YT20", "YT28")

ADMINISTRATORS = (("system-admin", "xitong", "管理甲"), ("security-admin", "anquan", "管理乙"), ("audit-admin", "jiandu", "管理丙"))

# The departments of a person: one may supply for several.
DEPARTMENTS = {
    "weisheng": ("县卫生健康局", "县妇幼保健院", "县人力资源社会保障局"),
    "tongji": ("县统计局", "县发展改革局"),
    "shichang": ("县市场监管局", "联席会议办公室"),
    "caizheng": ("县财政局",),
}

OFFICE, REVIEWER, AUDITOR, MEMBER, LEADER = "kaohe", "fuhe", "shenji", "zuyuan", "zuzhang"


def reporter(unit):
    """The clerk of a unit."""
    return unit.lower()


def signer(unit):
    """The leader who signs for a unit."""
    return f"{unit.lower()}-leader"


SECOND_CLERK = "yt01-second"


def seats():
    """A row a seat, as in the list that the administrators import: login, name, role, unit, department."""
    rows = [
        (OFFICE, "考核办丁", "考核办", "", ""),
        (REVIEWER, "复核庚", "复核人", "", ""),
        (AUDITOR, "审计辛", "审计", "", ""),
        (MEMBER, "组员戊", "考核组员", "", ""),
        (LEADER, "组长己", "考核组长", "", ""),
        (SECOND_CLERK, "YT01第二填报人", "填报人", "YT01", ""),
    ]
    for unit in TOWNSHIPS:
        rows.append((reporter(unit), f"{unit}填报人", "填报人", unit, ""))
        rows.append((signer(unit), f"{unit}签批人", "签批领导", unit, ""))
    for login, departments in DEPARTMENTS.items():
        rows.extend((login, f"{departments[0]}联络员", "数据提供部门", "", department) for department in departments)
    return rows


def logins():
    """Everybody but the administrators, once."""
    return list(dict.fromkeys(row[0] for row in seats()))


# What each chooses at the first sign-in.
PASSWORD = "竹篓 石磨 渡船 灯笼"
