"""Chinese in the office's pages with the punctuation of Chinese: ，：；？！（） where a keyboard gave ,:;?!().

    tools/fullwidth.py FILE...          rewrites them
    tools/fullwidth.py --check FILE...  says which would change, exit code 1 if any

Only between Chinese characters, in templates and in string literals of Rust; data that commas keep apart (a line of CSV in
a test) is left alone because it stands in no page.
"""

import re
import sys

HAN = "\u4e00-\u9fff\u3001-\u3002\u201c\u201d\u300a\u300b\u3014\u3015"
WIDE = {",": "\uff0c", ":": "\uff1a", ";": "\uff1b", "?": "\uff1f", "!": "\uff01"}
MARK = re.compile(rf"(?<=[{HAN}}}\uff09])([,:;?!])(?=[{HAN}\uff08{{0-9A-Za-z\"<(]|\s*$)|(?<=[0-9A-Za-z%}})])([,:;?!])(?=[{HAN}])")
BRACKETS = re.compile(rf"(?<![A-Za-z_0-9!])\(([^()\"\n]*[{HAN}][^()\"\n]*)\)|(?<=[{HAN}]|\}})\(([^()\"\n]*)\)")
LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"')
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def widened(text: str) -> str:
    """A piece of Chinese with its own punctuation."""
    text = BRACKETS.sub(lambda m: f"\uff08{m[1] if m[1] is not None else m[2]}\uff09", text)
    return MARK.sub(lambda m: WIDE[m[1] or m[2]], text)


def in_literals(text: str) -> str:
    """The same in every string literal that holds Chinese."""
    return LITERAL.sub(lambda m: '"' + widened(m[0][1:-1]) + '"' if CHINESE.search(m[0]) else m[0], text)


def between_tags(text: str) -> str:
    """The same in the text of a template that stands in no literal and no tag of either kind."""
    parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>)", text, flags=re.S)
    return "".join(part if at % 2 else widened(part) if CHINESE.search(part) else part for at, part in enumerate(parts))


def main() -> int:
    check = "--check" in sys.argv
    changed = []
    for path in (a for a in sys.argv[1:] if a != "--check"):
        with open(path, encoding="utf-8") as file:
            before = file.read()
        after = in_literals(before)
        if path.endswith(".html"):
            after = between_tags(after)
        if after != before:
            changed.append(path)
            if not check:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(after)
    print("\n".join(changed))
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
