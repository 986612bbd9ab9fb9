using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Schema;

public sealed class SqlTypeTests
{
    [Theory]
    [InlineData("VARCHAR(40)", TypeFamily.Text, 40)]
    [InlineData("character varying(40)", TypeFamily.Text, 40)]
    [InlineData("VARCHAR2(40 CHAR)", TypeFamily.Text, 40)]
    [InlineData("NVARCHAR(40) COLLATE Latin1_General_CI_AS", TypeFamily.Text, 40)]
    [InlineData("VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", TypeFamily.Text, 40)]
    [InlineData("NVARCHAR(max)", TypeFamily.Text, null)]
    [InlineData("VARCHAR", TypeFamily.Text, null)]
    [InlineData("TEXT", TypeFamily.Text, null)]
    [InlineData("LONGTEXT", TypeFamily.Text, null)]
    [InlineData("CLOB", TypeFamily.Text, null)]
    [InlineData("STRING", TypeFamily.Text, null)]
    [InlineData("TINYTEXT", TypeFamily.Text, 255)]
    [InlineData("CHAR", TypeFamily.Text, 1)]
    [InlineData("CHAR(8)", TypeFamily.Text, 8)]
    [InlineData("BYTEA", TypeFamily.Binary, null)]
    [InlineData("VARBINARY(16)", TypeFamily.Binary, 16)]
    [InlineData("RAW(16)", TypeFamily.Binary, 16)]
    public void Texts_and_bytes_have_a_length(string sql, TypeFamily family, int? length)
    {
        var type = SqlType.Parse(sql);
        type.Family.ShouldBe(family);
        type.Length.ShouldBe(length);
    }

    [Theory]
    [InlineData("SMALLINT", 2)]
    [InlineData("INT2", 2)]
    [InlineData("MEDIUMINT", 3)]
    [InlineData("int", 4)]
    [InlineData("INTEGER", 4)]
    [InlineData("SERIAL", 4)]
    [InlineData("INTEGER(10) UNSIGNED", 4)]
    [InlineData("BIGINT", 8)]
    [InlineData("INT64", 8)]
    [InlineData("BIGSERIAL", 8)]
    [InlineData("TINYINT", 1)]
    [InlineData("TINYINT(4)", 1)]
    public void Whole_numbers_have_a_width(string sql, int width)
    {
        var type = SqlType.Parse(sql);
        type.Family.ShouldBe(TypeFamily.Integer);
        type.Width.ShouldBe(width);
    }

    [Theory]
    [InlineData("REAL", 4)]
    [InlineData("FLOAT(24)", 4)]
    [InlineData("FLOAT", 8)]
    [InlineData("FLOAT(53)", 8)]
    [InlineData("DOUBLE PRECISION", 8)]
    [InlineData("double   precision", 8)]
    [InlineData("BINARY_DOUBLE", 8)]
    public void Floating_point_numbers_have_a_width(string sql, int width)
    {
        var type = SqlType.Parse(sql);
        type.Family.ShouldBe(TypeFamily.Float);
        type.Width.ShouldBe(width);
    }

    [Theory]
    [InlineData("NUMERIC", null, null)]
    [InlineData("NUMERIC(10)", 10, 0)]
    [InlineData("DECIMAL(10, 2)", 10, 2)]
    [InlineData("NUMBER(10,2)", 10, 2)]
    [InlineData("dec(5, 1)", 5, 1)]
    public void Exact_numbers_have_precision_and_scale(string sql, int? precision, int? scale)
    {
        var type = SqlType.Parse(sql);
        type.Family.ShouldBe(TypeFamily.Decimal);
        type.Precision.ShouldBe(precision);
        type.Scale.ShouldBe(scale);
    }

    [Theory]
    [InlineData("TIMESTAMP", TypeFamily.Timestamp, false, null)]
    [InlineData("TIMESTAMP WITHOUT TIME ZONE", TypeFamily.Timestamp, false, null)]
    [InlineData("DATETIME", TypeFamily.Timestamp, false, null)]
    [InlineData("DATETIME2(3)", TypeFamily.Timestamp, false, 3)]
    [InlineData("TIMESTAMP(3) WITHOUT TIME ZONE", TypeFamily.Timestamp, false, 3)]
    [InlineData("TIMESTAMP(3) WITH TIME ZONE", TypeFamily.Timestamp, true, 3)]
    [InlineData("TIMESTAMPTZ", TypeFamily.Timestamp, true, null)]
    [InlineData("DATETIMEOFFSET", TypeFamily.Timestamp, true, null)]
    [InlineData("TIMESTAMP WITH LOCAL TIME ZONE", TypeFamily.Timestamp, true, null)]
    [InlineData("TIME", TypeFamily.Time, false, null)]
    [InlineData("TIME(3) WITH TIME ZONE", TypeFamily.Time, true, 3)]
    public void Times_have_a_zone_or_not(string sql, TypeFamily family, bool zone, int? precision)
    {
        var type = SqlType.Parse(sql);
        type.Family.ShouldBe(family);
        type.Timezone.ShouldBe(zone);
        type.Precision.ShouldBe(precision);
    }

    [Theory]
    [InlineData("BOOLEAN", TypeFamily.Boolean)]
    [InlineData("BOOL", TypeFamily.Boolean)]
    [InlineData("BIT", TypeFamily.Boolean)]
    [InlineData("TINYINT(1)", TypeFamily.Boolean)]
    [InlineData("DATE", TypeFamily.Date)]
    [InlineData("INTERVAL", TypeFamily.Interval)]
    [InlineData("INTERVAL DAY(2) TO SECOND(6)", TypeFamily.Interval)]
    [InlineData("INTERVAL(3)", TypeFamily.Interval)]
    [InlineData("INTERVAL YEAR TO MONTH", TypeFamily.Interval)]
    [InlineData("JSON", TypeFamily.Json)]
    [InlineData("JSONB", TypeFamily.Json)]
    [InlineData("VARIANT", TypeFamily.Json)]
    [InlineData("UUID", TypeFamily.Uuid)]
    [InlineData("UNIQUEIDENTIFIER", TypeFamily.Uuid)]
    [InlineData("BIT(8)", TypeFamily.Other)]
    [InlineData("order_status", TypeFamily.Other)]
    [InlineData("geometry(POINT,4326)", TypeFamily.Other)]
    public void Other_families(string sql, TypeFamily family) => SqlType.Parse(sql).Family.ShouldBe(family);

    [Fact]
    public void Arrays_count_their_dimensions()
    {
        SqlType.Parse("INTEGER[]").ShouldSatisfyAllConditions(
            type => type.Dimensions.ShouldBe(1), type => type.Family.ShouldBe(TypeFamily.Integer));
        SqlType.Parse("VARCHAR(8)[][]").ShouldSatisfyAllConditions(
            type => type.Dimensions.ShouldBe(2), type => type.Length.ShouldBe(8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("(")]
    [InlineData(")(")]
    [InlineData("[]")]
    [InlineData("VARCHAR(99999999999999)")]
    [InlineData("VARCHAR(-1)")]
    [InlineData("NUMERIC(,)")]
    [InlineData(" COLLATE x")]
    public void Nonsense_is_taken_as_it_is(string sql) => SqlType.Parse(sql).Name.ShouldNotBeNull();
}
