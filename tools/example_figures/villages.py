"""Invented village names."""

_FIRST = "青白红乌石泉松竹梅杏桃柳枫樟橘茶麦稻荷莲藕菱苇芦蓼蕨藤葛槐桑"
_LAST = ("坪", "湾", "坳", "塘", "岭", "溪", "坝", "冲", "垸", "畈", "墩", "埠", "渡", "桥", "井", "院")


def names(random, count):
    """So many different names."""
    found = []
    while len(found) < count:
        name = random.choice(_FIRST) + random.choice(_FIRST) + random.choice(_LAST) + "村"
        if name not in found:
            found.append(name)
    return found
