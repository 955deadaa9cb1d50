"""What a browser's window can be made to do beyond clicks: another width, no scripts, a picture, a sheet of paper."""

import base64

NARROW, WIDE = 360, 1280


def resize(browser, width):
    """The page as a window of this width shows it; a phone below 500 pixels."""
    browser.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    )


def overflow(browser):
    """How many pixels the page is wider than its window."""
    return browser.driver.execute_script("const e = document.documentElement; return e.scrollWidth - e.clientWidth")


def photograph(browser, file, tallest=4000):
    """The whole page as PNG."""
    size = browser.driver.execute_script("const e = document.documentElement; return [e.clientWidth, e.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], tallest), "scale": 1}
    shot = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "format": "png", "clip": clip})
    file.write_bytes(base64.b64decode(shot["data"]))


def scripts(browser, on):
    """Turns the page's own scripts on or off, from the next page on."""
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})


def printed(browser):
    """The page as PDF, as the browser would print it."""
    options = {"preferCSSPageSize": True, "printBackground": False}
    return base64.b64decode(browser.driver.execute_cdp_cmd("Page.printToPDF", options)["data"])
