using System.Xml.Linq;
using System.Xml.Schema;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rules;

namespace ContractCheck.Core.Tests.Rendering;

public sealed class JUnitTests
{
    [Fact]
    public void A_table_whose_promises_break_is_a_test_that_fails()
    {
        var contract = Sample.Contract("1.0.0", "- name: email\n  physicalType: varchar(80)");
        var before = Sample.Tables(Sample.Table("orders", Sample.Column("email", "VARCHAR(80)")));
        var after = Sample.Tables(Sample.Table("orders"));
        var document = Valid(new CheckInput { Base = before, Head = after, BaseContracts = [contract], HeadContracts = [contract] });
        var test = document.Descendants("testcase").Single(t => t.Attribute("name")!.Value == "orders");
        test.Element("failure")!.Attribute("type")!.Value.ShouldBe("CC201");
        test.Element("failure")!.Value.ShouldContain("orders.email was removed");
        document.Root!.Attribute("failures")!.Value.ShouldBe("1");
    }

    [Fact]
    public void A_deleted_contract_that_still_counts_has_its_suite()
    {
        var contract = Sample.Contract("1.0.0", "- name: email\n  physicalType: varchar(80)");
        var before = Sample.Tables(Sample.Table("orders", Sample.Column("email", "VARCHAR(80)")));
        var after = Sample.Tables(Sample.Table("orders"));
        var document = Valid(new CheckInput { Base = before, Head = after, BaseContracts = [contract], HeadContracts = [] });
        document.Descendants("testsuite").Select(s => s.Attribute("name")!.Value).ShouldBe(["contractcheck", "shop"]);
        document.Root!.Attribute("failures")!.Value.ShouldBe("1");
    }

    [Fact]
    public void No_verdict_is_an_error()
    {
        var report = NoVerdict.Of(new CheckException(ExitCode.NoVerdict, "<no> base", "fetch it"), new RevisionInfo("HEAD", null, null));
        var document = Valid(report);
        document.Root!.Attribute("errors")!.Value.ShouldBe("1");
        document.Descendants("error").Single().Value.ShouldContain("<no> base");
    }

    private static XDocument Valid(CheckInput input)
    {
        var info = new RevisionInfo("HEAD", null, null);
        return Valid(new Report { Verdict = Judge.Run(input), Head = info, Base = info, Contracts = input.HeadContracts, Profile = Profile.Reader });
    }

    private static XDocument Valid(Report report)
    {
        var document = XDocument.Parse(JUnitRenderer.Render(report).ToString());
        var schemas = new XmlSchemaSet();
        schemas.Add("", Path.Combine(AppContext.BaseDirectory, "junit.xsd"));
        document.Validate(schemas, (_, error) => throw error.Exception);
        return document;
    }
}
