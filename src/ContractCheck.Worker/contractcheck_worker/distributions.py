"""Which distribution would provide a missing module."""

import re

from .tree import Tree

# Import names that differ from the distribution's name by more than dots, dashes and underscores.
KNOWN = {
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "dotenv": "python-dotenv",
    "flask_sqlalchemy": "Flask-SQLAlchemy",
    "flask_login": "Flask-Login",
    "flask_security": "Flask-Security",
    "geoalchemy2": "GeoAlchemy2",
    "jose": "python-jose",
    "jwt": "PyJWT",
    "magic": "python-magic",
    "PIL": "Pillow",
    "pkg_resources": "setuptools",
    "psycopg2": "psycopg2-binary",
    "public": "atpublic",
    "sklearn": "scikit-learn",
    "slugify": "python-slugify",
    "sqlalchemy_utils": "SQLAlchemy-Utils",
    "yaml": "PyYAML",
}
NAMESPACES = ("zope", "google", "azure", "oslo", "backports", "ruamel", "keystoneauth1")
_REQUIREMENT = re.compile(r"""(?:^|["'\[,=])\s*([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9])(?=\s*(?:\[|[<>=!~;"',#]|$|\())""", re.MULTILINE)


class Distributions:
    """Names as the repository's own requirements write them, where they do."""

    def __init__(self, tree: Tree) -> None:
        self.required: dict[str, str] = {}
        for path in tree.requirements:
            try:
                text = tree.read(path)[:200_000].decode("utf-8", "replace")
            except OSError:
                continue
            for name in _REQUIREMENT.findall(text):
                self.required.setdefault(_normal(name), name)

    def of(self, origin: str) -> str:
        """The distribution of a dotted name."""
        parts = origin.split(".")
        top = parts[0]
        if top in NAMESPACES and len(parts) > 2:
            return self.required.get(_normal(".".join(parts[:2])), ".".join(parts[:2]))
        known = KNOWN.get(top)
        if known is None and top.startswith("oslo_"):
            known = "oslo." + top[len("oslo_") :]
        known = known or top
        return self.required.get(_normal(known), known)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
