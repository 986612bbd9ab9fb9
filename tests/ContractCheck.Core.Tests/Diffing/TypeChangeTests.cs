using ContractCheck.Core.Diffing;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Diffing;

public sealed class TypeChangeTests
{
    [Theory]
    [InlineData("VARCHAR(40)", "CHARACTER VARYING(40)")]
    [InlineData("VARCHAR(40)", "NVARCHAR(40)")]
    [InlineData("VARCHAR(40)", "VARCHAR(40) COLLATE \"C\"")]
    [InlineData("TEXT", "VARCHAR")]
    [InlineData("TEXT", "CLOB")]
    [InlineData("CHAR", "CHARACTER(1)")]
    [InlineData("INTEGER", "INT")]
    [InlineData("INTEGER", "SERIAL")]
    [InlineData("BIGINT", "INT8")]
    [InlineData("NUMERIC(10, 0)", "DECIMAL(10)")]
    [InlineData("NUMERIC(10,2)", "NUMBER(10, 2)")]
    [InlineData("FLOAT", "DOUBLE PRECISION")]
    [InlineData("FLOAT(53)", "FLOAT8")]
    [InlineData("BOOLEAN", "TINYINT(1)")]
    [InlineData("BOOLEAN", "BIT")]
    [InlineData("TIMESTAMP", "TIMESTAMP WITHOUT TIME ZONE")]
    [InlineData("TIMESTAMP", "DATETIME")]
    [InlineData("TIMESTAMP", "TIMESTAMP(6) WITHOUT TIME ZONE")]
    [InlineData("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")]
    [InlineData("BYTEA", "BLOB")]
    [InlineData("UUID", "UNIQUEIDENTIFIER")]
    [InlineData("INTERVAL", "INTERVAL DAY TO SECOND")]
    [InlineData("INTEGER[]", "INT[]")]
    [InlineData("INET", "inet")]
    public void Another_spelling_is_the_same(string one, string other)
    {
        Relate(one, other).ShouldBe(TypeRelation.Same);
        Relate(other, one).ShouldBe(TypeRelation.Same);
    }

    [Theory]
    [InlineData("VARCHAR(40)", "VARCHAR(80)")]
    [InlineData("VARCHAR2(40 CHAR)", "VARCHAR2(80 CHAR)")]
    [InlineData("VARCHAR(40)", "TEXT")]
    [InlineData("CHAR(8)", "VARCHAR(8)")]
    [InlineData("TINYTEXT", "MEDIUMTEXT")]
    [InlineData("VARBINARY(8)", "VARBINARY(16)")]
    [InlineData("SMALLINT", "INTEGER")]
    [InlineData("INTEGER", "BIGINT")]
    [InlineData("INTEGER UNSIGNED", "BIGINT")]
    [InlineData("REAL", "DOUBLE PRECISION")]
    [InlineData("NUMERIC(10, 2)", "NUMERIC(12, 2)")]
    [InlineData("NUMERIC(10, 2)", "NUMERIC(12, 4)")]
    [InlineData("NUMERIC(10, 2)", "NUMERIC")]
    [InlineData("TIMESTAMP(3) WITHOUT TIME ZONE", "TIMESTAMP")]
    [InlineData("JSON", "JSONB")]
    public void More_room_widens_and_less_narrows(string less, string more)
    {
        Relate(less, more).ShouldBe(TypeRelation.Widened);
        Relate(more, less).ShouldBe(TypeRelation.Narrowed);
    }

    [Theory]
    [InlineData("NUMERIC(10, 2)", "NUMERIC(10, 4)")]
    [InlineData("NUMERIC(10, 4)", "NUMERIC(10, 2)")]
    [InlineData("VARCHAR(40)", "CHAR(80)")]
    [InlineData("INTEGER", "INTEGER UNSIGNED")]
    [InlineData("INTEGER UNSIGNED", "INTEGER")]
    [InlineData("INTEGER", "BIGINT UNSIGNED")]
    public void Gain_in_one_way_and_loss_in_another_narrows(string before, string after) =>
        Relate(before, after).ShouldBe(TypeRelation.Narrowed);

    [Theory]
    [InlineData("INTEGER", "VARCHAR(10)")]
    [InlineData("INTEGER", "NUMERIC(10, 0)")]
    [InlineData("INTEGER", "INTEGER[]")]
    [InlineData("NUMERIC(10, 2)", "DOUBLE PRECISION")]
    [InlineData("DATE", "TIMESTAMP")]
    [InlineData("TIMESTAMP", "TIMESTAMP WITH TIME ZONE")]
    [InlineData("TIME", "TIME WITH TIME ZONE")]
    [InlineData("UUID", "VARCHAR(36)")]
    [InlineData("TEXT", "BYTEA")]
    [InlineData("TEXT", "JSON")]
    [InlineData("BOOLEAN", "SMALLINT")]
    [InlineData("INET", "CIDR")]
    [InlineData("geometry(POINT,4326)", "geometry(POLYGON,4326)")]
    public void Another_kind_of_value_is_incompatible(string one, string other)
    {
        Relate(one, other).ShouldBe(TypeRelation.Incompatible);
        Relate(other, one).ShouldBe(TypeRelation.Incompatible);
    }

    [Fact]
    public void Enumerations_are_compared_by_their_values_alone()
    {
        var named = new ColumnType { Sql = "order_status", EnumValues = ["new", "paid"] };
        TypeChange.Relate(named, named with { Sql = "order_state" }).ShouldBe(TypeRelation.Same);
        TypeChange.Relate(named, named with { Sql = "VARCHAR(4)" }).ShouldBe(TypeRelation.Same);
        TypeChange.Relate(named, named with { Sql = "ENUM('new','paid')" }).ShouldBe(TypeRelation.Same);
        TypeChange.Relate(named, new ColumnType { Sql = "VARCHAR(4)" }).ShouldBe(TypeRelation.Widened);
        TypeChange.Relate(new ColumnType { Sql = "VARCHAR(4)" }, named).ShouldBe(TypeRelation.Narrowed);
        TypeChange.Relate(named, new ColumnType { Sql = "INTEGER" }).ShouldBe(TypeRelation.Incompatible);
        TypeChange.Relate(named, named with { Sql = "order_status[]" }).ShouldBe(TypeRelation.Incompatible);
    }

    [Fact]
    public void A_type_of_a_missing_library_is_equal_to_itself_and_comparable_to_nothing_else()
    {
        var vector = new ColumnType { Sql = "Vector(3)", Resolved = false };
        TypeChange.Relate(vector, vector with { }).ShouldBe(TypeRelation.Same);
        TypeChange.Relate(vector, vector with { Sql = "Vector(4)" }).ShouldBe(TypeRelation.Unresolved);
        TypeChange.Relate(vector, new ColumnType { Sql = "TEXT" }).ShouldBe(TypeRelation.Unresolved);
        TypeChange.Relate(new ColumnType { Sql = "Vector(3)" }, vector).ShouldBe(TypeRelation.Unresolved);
    }

    private static TypeRelation Relate(string before, string after) =>
        TypeChange.Relate(new ColumnType { Sql = before }, new ColumnType { Sql = after });
}
