using System.Collections.Immutable;
using ContractCheck.Core;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Lineage.Building;
using ContractCheck.Core.Lineage.Consumers;
using ContractCheck.Core.Lineage.Loads;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Rules.Impacts;
using ContractCheck.Core.Schema;
using ContractCheck.Engine.Git;
using ContractCheck.Engine.Lineage;
using ContractCheck.Engine.Publishing;

namespace ContractCheck.Engine;

/// <summary>The one orchestration: every front end calls it with one options record.</summary>
public static class CheckRunner
{
    /// <summary>Judges the revision against its base and the contracts.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Ends the work; nothing is left behind.</param>
    /// <exception cref="CheckException">No verdict could be reached; the exception says why and how to go on.</exception>
    public static async Task<Report> CheckAsync(RunOptions options, IProgress<string> progress, CancellationToken cancellation = default)
    {
        await using var session = await Session.OpenAsync(options, progress, cancellation);
        var reading = session.HeadContractsAsync(cancellation);
        var @base = await BaseAsync(session, reading, cancellation);
        var schemas = session.ExtractBothAsync(@base);
        var lineage = session.LineageSourcesAsync(@base, session.Head);
        var contracts = await reading;
        var (baseContracts, unread) = await session.BaseContractsAsync(@base, contracts, cancellation);
        if (contracts.IsEmpty && baseContracts.IsEmpty)
        {
            throw session.NoContract();
        }

        var (before, after, baseSource, headSource) = await schemas;
        if (before.Tables.IsEmpty)
        {
            RequireModels(after, session.Head.Snapshot.Revision);
        }

        var waivers = await session.WaiversAsync(cancellation);
        var sandbox = await session.SandboxAsync(cancellation);
        var end = session.CompleteAsync(cancellation);
        var policy = session.PolicyAgainst(@base);
        var input = new CheckInput
        {
            Base = before,
            Head = after,
            BaseContracts = @base.Configuration.Apply(baseContracts, @base.Configuration),
            HeadContracts = session.Head.Configuration.Apply(contracts, @base.Configuration),
            Renames = session.Head.Configuration.Renames,
            BaseSource = baseSource,
            HeadSource = headSource,
            LeftOut = [.. session.LeftOut, .. unread, .. session.NotYetInForce(@base)],
            Hidden = session.HiddenSince(@base),
            Waivers = waivers,
            Today = DateOnly.FromDateTime(DateTime.UtcNow),
            Policy = policy,
        };
        input = input with { Changes = Judge.ChangesOf(input) };
        var downstream = await DownstreamAsync(session, @base, input, await lineage, cancellation);
        var verdict = Judge.Run(input with { Downstream = downstream });
        await end;
        return new Report
        {
            Lineage = downstream.Graph.Nodes.IsEmpty ? null : downstream.Graph,
            Verdict = await AcceptedAsync(verdict, await session.TrailerAsync(@base, cancellation), options, progress, cancellation),
            Head = SourceAddresses.With(session.Head.Info, options.Environment),
            Base = SourceAddresses.With(@base.Info, options.Environment),
            Contracts = contracts,
            Profile = policy.Profile,
            Schemas = verdict.Introduced.Any(f => f.Rule == "CC902") ? null : new ComparedSchemas(before, after, input.Changes.Value),
            ReadWith = new ReadWith(after.Diagnostics.Python, after.Diagnostics.SqlAlchemy, sandbox),
            Tables = after.Tables.Length,
            Columns = after.Tables.Sum(t => t.Columns.Length),
        };
    }

    /// <summary>Who uses a table or a column of the models, or of a dbt project.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="target"><c>TABLE[.COLUMN]</c>.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">Nothing downstream is known, or there is no such table.</exception>
    public static async Task<TableImpact> ImpactAsync(RunOptions options, string target, IProgress<string> progress, CancellationToken cancellation = default)
    {
        await using var session = await Session.OpenAsync(options, progress, cancellation);
        var reading = session.LineageSourcesAsync(session.Head);
        var schema = (await session.ExtractAsync(cancellation)).Schema();
        var sources = await reading;
        var contracts = session.Head.Configuration.Apply(await session.HeadContractsAsync(cancellation), session.Head.Configuration);
        await session.CompleteAsync(cancellation);
        if (sources.KnowNobody && !contracts.SelectMany(ContractConsumers.Of).Any())
        {
            throw sources.Notes is [var note, ..]
                ? new CheckException(ExitCode.Usage, $"{note.Subject} {note.Reason}", "Nothing else says who uses the data.")
                : new CheckException(ExitCode.Usage, "Nothing says who uses the data.", "Name a dbt manifest with --manifest target/manifest.json, or a list with --consumers consumers.csv; or set 'manifests' or 'consumers' in .contractcheck.yml.");
        }

        var question = ImpactQuestion.Of(target, schema, [.. sources.Projects.SelectMany(p => p.Nodes).Select(n => n.Node)]);
        var lineage = await session.LineageOf(sources).ReadAsync(
            SourceTable.Of(schema), [.. CodeLineage.Edges(schema)], session.Head.Configuration.Loads, contracts, new HashSet<string>(StringComparer.Ordinal) { question.Node }, cancellation);
        var impact = ImpactAnalysis.Of(lineage.Graph, question.Node, question.Column is null ? [] : [question.Column]);
        return new TableImpact(
            lineage.Graph.Find(question.Node)!, question.Column, impact, lineage.Graph, [.. lineage.Loads.Where(l => l.Table.Id == question.Node)], [.. lineage.Notes, .. NotLoaded(question, sources, lineage)])
        {
            InCode = question.Table is { } table ? [.. CodeLineage.Uses(schema, table, question.Column)] : [],
        };
    }

    private static IEnumerable<Unjudged> NotLoaded(ImpactQuestion question, LineageSources sources, LineageReading lineage) =>
        question.Table is { } table && !sources.Projects.IsEmpty && !lineage.Loads.Any(l => l.Table.Id == question.Node)
            ? [new Unjudged(table.ToString(), "has no source in the dbt projects: where one is loaded from it under another name, say so in 'loads' of .contractcheck.yml")]
            : [];

    private static async Task<Downstream> DownstreamAsync(Session session, Revision @base, CheckInput input, LineageSources sources, CancellationToken cancellation)
    {
        if (sources.KnowNobody && !input.BaseContracts.Concat(input.HeadContracts).SelectMany(ContractConsumers.Of).Any())
        {
            return Downstream.Unknown with { Notes = sources.Notes };
        }

        var starts = ChangeImpact.Starts(input.Changes!.Value, input);
        var reading = await session.LineageOf(sources).ReadAsync(
            SourceTable.Of(input.Base, input.Head), [.. CodeLineage.Edges(input.Base).Concat(CodeLineage.Edges(input.Head)).Distinct()], [.. @base.Configuration.Loads, .. session.Head.Configuration.Loads], input.BaseContracts.Concat(input.HeadContracts), starts, cancellation);
        return new Downstream(reading.Graph, reading.Notes);
    }

    /// <summary>What differs between the schemas of base and head, without contracts, and what is unknown of them.</summary>
    /// <exception cref="CheckException">One of the schemas could not be read.</exception>
    public static async Task<(ImmutableArray<Change> Changes, ImmutableArray<Unjudged> Unjudged)> DiffAsync(
        RunOptions options, IProgress<string> progress, CancellationToken cancellation = default)
    {
        await using var session = await Session.OpenAsync(options, progress, cancellation);
        var @base = await session.BaseAsync(cancellation);
        var (before, after, _, _) = await session.ExtractBothAsync(@base);
        await session.CompleteAsync(cancellation);
        if (before.Tables.IsEmpty)
        {
            RequireModels(after, session.Head.Snapshot.Revision);
        }

        var compared = new CheckInput { Base = before, Head = after, BaseContracts = [], HeadContracts = [], LeftOut = session.LeftOut };
        return (SchemaDiff.Between(before, after, session.Head.Configuration.Renames), UnjudgedThings.Of(compared, []));
    }

    /// <summary>What one revision's models declare.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="withDatasets">Whether contracts and lineage are read, too.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">It could not be read, or holds no models.</exception>
    public static async Task<Extracted> ExtractAsync(
        RunOptions options, IProgress<string> progress, bool withDatasets = false, CancellationToken cancellation = default)
    {
        await using var session = await Session.OpenAsync(options, progress, cancellation);
        var models = await session.ExtractAsync(cancellation);
        await session.CompleteAsync(cancellation);
        var schema = models.Schema();
        RequireModels(schema, session.Head.Snapshot.Revision);
        return new Extracted(schema, models.Document, session.Top, withDatasets ? await session.DatasetsAsync(schema, cancellation) : null);
    }

    private static async Task<Verdict> AcceptedAsync(Verdict verdict, string? trailer, RunOptions options, IProgress<string> progress, CancellationToken cancellation)
    {
        if (trailer is not null)
        {
            return verdict.Accepted(trailer);
        }

        if (verdict.Outcome != Outcome.Failed || options.AcceptLabel is not { } label)
        {
            return verdict;
        }

        if (Publisher.Of(options) is not { } publisher)
        {
            return verdict with { Unjudged = [.. verdict.Unjudged, new Unjudged($"label '{label}'", "is not asked for without --publish")] };
        }

        progress.Report("Asking for labels");
        var labels = await publisher.LabelsAsync(cancellation);
        return labels.Contains(label, StringComparer.Ordinal) ? verdict.Accepted($"label '{label}'")
            : publisher.Notices.IsEmpty ? verdict
            : verdict with { Unjudged = [.. verdict.Unjudged, .. publisher.Notices.Select(n => new Unjudged($"label '{label}'", n))] };
    }

    // Where both are wrong the contract is told: without it a base would not help.
    private static async Task<Revision> BaseAsync(Session session, Task<ImmutableArray<Contract>> contracts, CancellationToken cancellation)
    {
        try
        {
            return await session.BaseAsync(cancellation);
        }
        catch (CheckException)
        {
            if ((await contracts).IsEmpty)
            {
                throw session.NoContract();
            }

            throw;
        }
    }

    internal static void RequireModels(DatabaseSchema schema, string revision)
    {
        if (!schema.Tables.IsEmpty)
        {
            return;
        }

        var unread = schema.Diagnostics.Unloaded.Select(u => $"{u.Location}: {u.Name ?? u.Class} did not load: {u.Reason}")
            .Concat(schema.Diagnostics.Unparsed.Select(f => $"{f.Location}: {f.Error}"))
            .ToImmutableArray();
        throw unread.IsEmpty
            ? new CheckException(
                ExitCode.Usage,
                $"No SQLAlchemy models found in {revision}.",
                "Is --repo the right folder? Models under tests, migrations, examples or docs are read only where 'include' in "
                + ".contractcheck.yml names them.")
            : new CheckException(
                ExitCode.NoVerdict,
                $"No model of {revision} could be read.\n{string.Join('\n', unread.Take(10))}",
                "Mend what the lines name, then run again.")
            {
                Rule = "CC901",
            };
    }
}

/// <summary>An extraction.</summary>
/// <param name="Schema">What the models declare.</param>
/// <param name="Document">The schema document as the worker sent it.</param>
/// <param name="Top">Top folder of the checkout.</param>
/// <param name="Datasets">What an OpenLineage API can be told, where that was asked for.</param>
public sealed record Extracted(DatabaseSchema Schema, ReadOnlyMemory<byte> Document, string Top, ModelDatasets? Datasets);
