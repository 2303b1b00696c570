"""Text as people type it, that a terminal program easily drops a part of."""

from __future__ import annotations

TYPED = {
    "family": "👨\u200d👩\u200d👧\u200d👦",
    "profession": "🧑🏽\u200d⚕\ufe0f",
    "heart": "❤\ufe0f",
    "keycap": "1\ufe0f\u20e3",
    "skin": "👍🏽",
    "flag": "🇩🇪🇳🇱",
    "region": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "newer than Python": "\U0001fae8\U0001fadf\U0001fac8",
    "marks": "e\u0301 a\u0308\u0323 Z\u0351\u036b",
    "Persian": "می\u200cخواهم نمی\u200cدود",
    "Sinhala": "ශ්\u200dරී",
    "Devanagari": "क्\u200dषि हिन्दी",
    "Thai": "ข้อเท้า",
    "Korean": "발목 \u1100\u1161\u11a8",
    "Japanese": "足首\u3000左",
    "French": "douleur\u00a0: 3\u202f%",
    "hyphens": "Achilles\u00adsehne\u2060\u2011\u200bx",
    "private": "\uf8ff",
}
"""By what it is."""
