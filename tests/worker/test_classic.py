"""Models in the style of SQLAlchemy 1.4, tables without classes, inheritance, column types."""

from facts import FIXTURES, column, lines_with, names, places, table, types


def test_mixins_and_declared_attributes(extract):
    document = extract(FIXTURES / "legacy")
    assert names(document) == ["articles", "authors"]
    assert set(types(document, "articles")) == {"kind", "public", "serial", "created", "author_id", "id"}
    assert table(document, "articles")["foreignKeys"][0]["targetTable"] == "authors"
    assert column(document, "articles", "created")["timezone"] is True
    name = column(document, "authors", "full_name")
    assert (name["attribute"], name["clientDefault"], name["nullable"]) == ("name", True, False)


def test_columns_of_a_mixin_are_placed_in_the_mixin(extract):
    document = extract(FIXTURES / "legacy")
    lines = places(document, "articles")
    expected = lines_with("legacy/models.py", "class Article", "created = Column", "return Column(Integer", "id = Column", "kind = ")
    assert [lines[n] for n in ("", "created", "author_id", "id", "kind")] == expected


def test_defaults(extract):
    document = extract(FIXTURES / "legacy")
    assert column(document, "articles", "kind")["serverDefault"] == "'long'"
    assert column(document, "articles", "kind")["enum"] == ["long", "short"]
    assert column(document, "articles", "serial")["serverDefault"] == "nextval('article_serial')"
    assert table(document, "articles")["indexes"] == [{"name": "ix_articles_public", "columns": ["public"], "unique": False}]


def test_tables_in_a_loop_and_copies(extract):
    document = extract(FIXTURES / "tables")
    assert names(document) == ["box_copies", "boxes", "boxes_2023", "boxes_2024", "lids"]
    assert places(document, "boxes_2024")[""] == lines_with("tables/tables.py", 'Table(f"boxes_')[0]
    assert places(document, "boxes")["width"] == lines_with("tables/tables.py", 'Column("width"')[0]
    assert table(document, "boxes")["class"] is None


def test_computed_identity_and_conventions(extract):
    document = extract(FIXTURES / "tables")
    assert column(document, "boxes", "area")["computed"] == {"sql": "width * width", "persisted": True}
    assert column(document, "boxes", "id")["identity"] == {"always": True, "start": 5, "increment": None}
    assert table(document, "boxes")["indexes"] == [{"name": "ix_boxes_label", "columns": ["label"], "unique": True}]
    lids = table(document, "lids")
    assert lids["primaryKey"] == ["place", "box"]
    assert [(k["name"], k["onUpdate"]) for k in lids["foreignKeys"]] == [("fk_lids_also", None), ("fk_lids_box", "CASCADE")]
    assert column(document, "lids", "also")["type"] == "INTEGER"


def test_inheritance_and_association_tables(extract):
    document = extract(FIXTURES / "inheritance")
    assert names(document) == ["managers", "rooms", "staff", "staff_rooms"]
    assert set(types(document, "staff")) == {"id", "kind", "dish"}
    assert set(types(document, "managers")) == {"id", "grade"}
    assert table(document, "staff")["class"] == "models.Staff"
    assert column(document, "managers", "id")["identity"] is None
    assert table(document, "staff_rooms")["primaryKey"] == ["staff_id", "room_id"]
    assert types(document, "staff_rooms") == {"staff_id": "INTEGER", "room_id": "INTEGER"}


def test_types(extract):
    document = extract(FIXTURES / "kinds")
    assert types(document, "things") == {
        "id": "UUID",
        "by_name": "color",
        "by_value": "color_value",
        "tags": "VARCHAR(20)[]",
        "data": "JSONB",
        "size_cm": "INTEGER",
    }
    assert column(document, "things", "by_name")["enum"] == ["RED", "BLUE"]
    assert column(document, "things", "by_value")["enum"] == ["r", "b"]
    assert column(document, "things", "id")["python"] == "models.Guid"
    assert column(document, "things", "size_cm")["attribute"] == "size"


def test_another_dialect(extract):
    document = extract(FIXTURES / "kinds", dialect="mysql")
    assert document["dialect"] == "mysql"
    assert types(document, "things")["id"] == "CHAR(32)" and types(document, "things")["data"] == "JSON"


def test_imperative_mapping_in_a_src_layout(extract):
    document = extract(FIXTURES / "imperative")
    assert names(document) == ["lines"]
    lines = table(document, "lines")
    assert (lines["class"], lines["file"]) == ("store.domain.model.Line", "src/store/adapters/orm.py")
    assert lines["line"] == lines_with("imperative/src/store/adapters/orm.py", "lines = Table(")[0]
    assert [c["attribute"] for c in lines["columns"]] == ["id", "code"]


def test_class_factories(extract):
    document = extract(FIXTURES / "factories")
    assert names(document) == ["tags", "users", "users_history"]
    assert places(document, "users_history")["of"] == lines_with("factories/models.py", "of = Column")[0]
    assert places(document, "tags")[""] == lines_with("factories/models.py", "Tag = type(")[0]


def test_further_facts(extract):
    document = extract(FIXTURES / "facts")
    assert names(document) == ["MixedCase", "owners", "trucks", "vehicles", "audit.details", "audit.events", "shop.items"]
    assert all(t["complete"] for t in document["tables"])
    assert types(document, "owners") == {"id": "INTEGER", "first": "VARCHAR(40)", "family name": "VARCHAR(40)", "letters": "TEXT", "active": "BOOLEAN"}
    assert [c["name"] for c in table(document, "trucks")["columns"]] == ["id", "load"]
    items = table(document, "items")
    assert {t: types(document, "items")[t] for t in ("price", "weight", "matrix", "interval", "spelled")} == {
        "price": "INTEGER", "weight": "FLOAT(24)", "matrix": "INTEGER[][]", "interval": "INTERVAL DAY", "spelled": "VARCHAR(9)"
    }
    assert items["comment"] == "what is sold" and [u["name"] for u in items["uniques"]] == [None, "uq_price"]
    assert items["foreignKeys"][0]["name"] == "fk_item_owner" and column(document, "items", "id")["serverDefault"] == "nextval('keys')"
    assert table(document, "details")["foreignKeys"][0] == {
        "name": None, "columns": ["event_number", "event_part"], "targetSchema": "audit", "targetTable": "events",
        "targetColumns": ["number", "part"], "onDelete": None, "onUpdate": "CASCADE",
    }
    elsewhere = extract(FIXTURES / "facts", dialect="mysql")
    assert types(elsewhere, "items")["tiny"] == "TINYINT" and types(elsewhere, "events")["note"] == "VARCHAR(30)"
