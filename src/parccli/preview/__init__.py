"""The site folder as it is being written -> pages in a browser, on this computer alone.

    snapshot   the site at one instant         guard      which requests are let in
    live       the newest snapshot             answers    what goes back, and what a browser may do with it
    watching   when to take the next           pages      the HTML around a fragment
    server     on the loopback addresses       routes     an address -> its answer
    memory     what still stands since then    frame      the site's own page, or a plain one

It reads the site folder and writes at most to its cache of pictures. What it shows is made when it is asked for, by
what makes an export.
"""
