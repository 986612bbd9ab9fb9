using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Schemas;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;
using ContractCheck.Core.Tests.Contracts.Csv;
using ContractCheck.Core.Tests.Contracts.DataContractSpecification;
using ContractCheck.Core.Tests.Contracts.Dbt;

namespace ContractCheck.Core.Tests.Fuzzing;

/// <summary>Whatever a stranger writes: no crash, no hang, and no control sequence in any output. <c>eng/fuzz.sh</c> runs it for longer.</summary>
public sealed partial class FuzzTests
{
    private static readonly Mutator Odcs = new(
        [.. SharedData.Files("odcs/examples", "*.yaml").Concat(SharedData.Files("odcs/invalid", "*.yaml")).Select(SharedData.Text).Where(t => t.Length < 20_000)]);

    private static readonly Mutator Sheets = new([CsvReaderTests.Shop, CsvReaderTests.Shop.Replace(',', ';'), "table\tcolumn\ttype\nt\ta\tTEXT\n"]);
    private static readonly Mutator Specifications = new([DataContractSpecificationTests.Orders]);
    private static readonly Mutator Properties = new([DbtReaderTests.Shop]);

    private static readonly Mutator Configurations = new(
    [
        "contracts: [\"contracts/**/*.odcs.yaml\"]\ndialect: postgresql\nprofile: reader\nexclude: [tools/legacy]\n",
        "include:\n  - docs_src\n  - 'a b'\nseconds: 10\nmemory-mib: 512\nresult-mib: 1\nlog-mib: 1\nfiles: 10\nfiles-mib: 1\n",
        "packages: [oslo.db, acme-orm==1.2]\npython: /usr/bin/python3\nsqlalchemy: \"1.4\"\n",
    ]);

    private static readonly Mutator Documents = new([Schema.SchemaDocumentReaderTests.Valid]);
    private static readonly Mutator Names = new(["orders", "email", "VARCHAR(80)", "shop/models.py", "RuntimeError: no settings", "a\nb", "customers.odcs.yaml"]);

    [Fact]
    public void Odcs_is_read_or_refused_with_a_place() => Contracts(Odcs, "x.odcs.yaml");

    [Fact]
    public void Sheets_are_read_or_refused_with_a_place() => Contracts(Sheets, "x.contract.csv");

    [Fact]
    public void Specifications_are_read_or_refused_with_a_place() => Contracts(Specifications, "datacontract.yaml");

    [Fact]
    public void Property_files_of_dbt_are_read_or_refused_with_a_place() => Contracts(Properties, "schema.yml");

    [Fact]
    public void Configurations_are_read_or_refused() => Each(Configurations, text =>
    {
        try
        {
            ConfigurationReader.Read(ConfigurationReader.FileName, text);
        }
        catch (CheckException exception)
        {
            exception.ExitCode.ShouldBe(ExitCode.Usage);
        }
    });

    [Fact]
    public void Schema_documents_are_read_or_give_no_verdict() => Each(Documents, text =>
    {
        DatabaseSchema schema;
        try
        {
            schema = SchemaDocumentReader.Read(Encoding.UTF8.GetBytes(text));
        }
        catch (CheckException exception)
        {
            exception.ExitCode.ShouldBe(ExitCode.NoVerdict);
            return;
        }

        Outputs(schema, Sample.Contract("1.0.0", "- name: email\n  physicalType: varchar(80)"));
    });

    [Fact]
    public void Names_never_reach_an_output_as_they_are()
    {
        var turn = 0;
        Each(Names, text =>
        {
            var column = Sample.Column(text, turn % 2 == 0 ? text : "INTEGER", turn % 3 == 0 ? [text, text + "x"] : []) with { Comment = text, ServerDefault = text, Location = new SourceLocation(text, 1) };
            var table = Sample.Table(text, column) with { Comment = text, Class = text, Location = new SourceLocation(text, 2) };
            var schema = Sample.Tables(turn++ % 5 == 0 ? table.Incomplete() : table).Unloaded(text).Unparsed(text);
            Outputs(schema, Sample.Contract("1.0.0", "- name: email\n  physicalType: varchar(80)"));
        });
    }

    private static void Contracts(Mutator mutator, string file) => Each(mutator, text =>
    {
        var reading = ContractReader.Read(file, text);
        (reading.Contract is null).ShouldBe(!reading.Errors.IsEmpty);
        foreach (var error in reading.Errors)
        {
            error.Position.Line.ShouldBeGreaterThan(0);
            ShouldBeClean(TerminalSink.Plain.Text(error.ToString()).ToString(), lines: false);
        }

        if (reading.Contract is { } contract)
        {
            Outputs(Sample.Tables(Sample.Table("orders", Sample.Column("email", "VARCHAR(80)"))), contract);
        }
    });

    /// <summary>Everything that can be written of a schema that appears, and of one that vanishes.</summary>
    private static void Outputs(DatabaseSchema schema, Contract contract)
    {
        var small = Sample.Tables(Sample.Table("orders", Sample.Column("email", "VARCHAR(80)"), Sample.Column("note", "TEXT")));
        foreach (var (before, after) in new[] { (small, schema), (schema, small) })
        {
            Verdict verdict;
            try
            {
                verdict = Judge.Run(new CheckInput { Base = before, Head = after, BaseContracts = [contract], HeadContracts = [contract] });
            }
            catch (CheckException exception)
            {
                exception.ExitCode.ShouldBe(ExitCode.Usage);
                continue;
            }

            var info = new RevisionInfo("HEAD", null, null);
            var report = new Report { Verdict = verdict, Head = info, Base = info, Contracts = [contract], Profile = Profile.Reader };
            foreach (var format in ReportFormat.All)
            {
                ShouldBeClean(format.Render(report, TerminalSink.Plain).ToString(), lines: true, commands: format.Name is "github" or "azure");
            }

            var changes = SchemaDiff.Between(before, after);
            ShouldBeClean(ChangesRenderer.Text(changes, TerminalSink.Plain).ToString(), lines: true);
            ShouldBeClean(ChangesRenderer.Markdown(changes).ToString(), lines: true);
        }

        foreach (var format in SchemaFormat.All)
        {
            ShouldBeClean(format.Render(schema, TerminalSink.Plain).ToString(), lines: true);
        }
    }

    private static void ShouldBeClean(string output, bool lines, bool commands = false)
    {
        // Our own commands begin lines; a stranger's would be a second one on a line, or none of ours. CSV ends lines as its standard has it.
        var text = output.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (commands)
        {
            text = Commands().Replace(text, "");
        }

        foreach (var c in text)
        {
            if ((char.IsControl(c) && !(lines && c == '\n')) || c is '\u202e' or '\u200b' or '\u2028' or '\ufeff')
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4} is in an output"));
            }
        }

        if (text.Split('\n').Any(l => l.TrimStart().StartsWith("::", StringComparison.Ordinal)) || text.Contains("##vso[", StringComparison.Ordinal) || text.Contains("##[", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("a pipeline's command is in an output");
        }
    }

    [GeneratedRegex(@"^(::(error|warning) |##vso\[task\.logissue type=(error|warning);)", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Commands();

    private static void Each(Mutator mutator, Action<string> act)
    {
        foreach (var seed in Mutator.Seeds())
        {
            var text = mutator.Text(seed);
            try
            {
                act(text);
            }
            catch (Exception exception) when (exception is not CheckException { ExitCode: ExitCode.Internal })
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {exception.Message}\n{text}"), exception);
            }
        }
    }
}
