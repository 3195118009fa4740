"""One search over every page that an app has registered: see ``docs/search.md``.

An app says in ``AppConfig.ready`` what can be found (``register``) and afterwards when it has changed
(``keep_in_step``); what is found for whom is asked in ``asking``.
"""

from ai4t.searching.indexing import keep_in_step, rebuild
from ai4t.searching.kinds import Kind, Page, register

__all__ = ["Kind", "Page", "keep_in_step", "rebuild", "register"]
