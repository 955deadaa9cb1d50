"""From an empty folder to an office in which everybody can sign in: setup, accounts, seats, passwords, a second factor."""

import factor
import people
import workbook

OFFICE = "云汀县托育服务考核办公室"


def found(play):
    """The first page of all, with the code from the terminal; gives the one-time passwords of the administrators."""
    tab = play.tab("")
    tab.go("/")
    play.equal(tab.path, "/setup", "an office that is empty asks to be founded")
    founders = {f"name-{role}": name for role, _, name in people.ADMINISTRATORS}
    founders |= {f"login-{role}": login for role, login, _ in people.ADMINISTRATORS}
    tab.send("/setup", {"code": "00000000", "office": OFFICE} | founders, status=422)
    play.has(tab.main, "不是启动时显示的那个码")
    tab.send("/setup", {"code": play.setup_code()} | founders)
    play.passwords |= one_time(tab)
    play.equal(set(play.passwords), {login for _, login, _ in people.ADMINISTRATORS}, "who was founded")
    # It is founded once.
    tab.go("/setup", status=404)


def one_time(tab):
    """The one-time passwords that a page shows: the last two cells of each row."""
    rows = (row.find_elements("css selector", "code") for row in tab.all("main tbody tr"))
    return {login.text: password.text for login, password in rows}


def enter(play, login):
    """The first sign-in: the password that was handed over is exchanged for one's own."""
    tab = play.tab(login)
    tab.go("/sign-in")
    tab.send("/sign-in", {"login": login, "password": play.passwords[login]})
    play.equal(tab.path.split("?")[0], "/sign-in/password", "a one-time password is good for choosing another")
    own = people.PASSWORD
    tab.send("/sign-in/password", {"password": own, "password_again": own})
    play.passwords[login] = own
    if tab.path.startswith("/sign-in/enrol"):
        enrol(play, tab, login)
        tab.go("/")
    play.has(tab.find("header").text, "退出")
    return tab


def enrol(play, tab, login):
    """Sets a second factor up with a telephone, on the page that shows its secret."""
    secret, step = tab.find("main section p code").text, factor.step_now()
    tab.send(tab.path.split("?")[0], {"code": factor.code(secret, step)})
    play.equal(len(tab.all("#codes li")) > 4, True, "recovery codes are shown")
    play.factors[login] = secret, step


def set_up_factor(play, login):
    """A second factor, set up unless the first sign-in asked for it already, and used at the next."""
    tab = play.tab(login)
    if login not in play.factors:
        tab.go("/account")
        tab.press("开启动态口令")
        enrol(play, tab, login)
    tab.click(tab.find("header form[action='/sign-out'] button"))
    tab.go("/sign-in")
    tab.send("/sign-in", {"login": login, "password": play.passwords[login]})
    play.equal(tab.path.split("?")[0], "/sign-in/factor", "the password alone is not enough")
    # A code is good once: the next is that of the step after.
    secret, step = play.factors[login]
    tab.send("/sign-in/factor", {"code": factor.code(secret, step)}, status=401)
    tab.send("/sign-in/factor", {"code": factor.code(secret, step + 1)})
    play.has(tab.find("header").text, "退出")


def people_in(play):
    """Accounts from the system administrator, seats and passwords from the security administrator, of one workbook."""
    rows = [("登录名", "姓名", "岗位", "单位编码", "部门"), *people.seats()]
    book = workbook.write(play.folder / "people.xlsx", rows)
    system, security = enter(play, "xitong"), enter(play, "anquan")
    enter(play, "jiandu")
    set_up_factor(play, "anquan")
    imported(play, system, "/people/import", book)
    system.go("/people/import-seats", status=403)
    imported(play, security, "/people/import-seats", book)
    kept_apart(play, security)
    security.go("/people")
    security.send("/people/passwords")
    given = one_time(security)
    play.equal(set(given), set(people.logins()), "everybody gets a password")
    play.passwords |= given
    # Whoever watches sees who sits where, and changes nothing.
    audit = play.tab("jiandu")
    audit.go("/people")
    play.has(audit.main, "签批领导")
    play.equal(audit.all("main a[href='/people/new']"), [], "the audit administration opens no accounts")


def imported(play, tab, address, book):
    """Tried first, then taken."""
    tab.go(address)
    tab.send(address, {"file": book})
    play.lacks(tab.main, "不能办理")
    tab.send(f"{address}/take")
    play.has(tab.main, f"已办理 {len(people.logins())} 人")


def kept_apart(play, security):
    """An administration and another seat for one person are refused, and nothing of it stays."""
    seats = "/people/person/xitong/seats"
    security.go("/people/person/xitong")
    rows = security.form(seats).find_elements("css selector", ".row")
    free = next(row for row in rows if not row.find_element("css selector", "select").get_attribute("value"))
    security.put(free, "role", "office")
    security.send(seats, status=422)
    security.go("/people/person/xitong")
    play.lacks(security.find("main dl").text, "考核办")


def everybody(play):
    """All others choose their passwords."""
    for login in people.logins():
        enter(play, login)

