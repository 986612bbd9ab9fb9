using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContractCheck.Engine.Publishing;

/// <summary>A label of a pull request.</summary>
internal sealed record GitHubLabel(string Name);

/// <summary>A comment of a pull request.</summary>
internal sealed record GitHubComment(long Id, string? Body, GitHubUser? User);

/// <summary>Who wrote it.</summary>
internal sealed record GitHubUser(string? Type);

/// <summary>A comment's text, to be sent.</summary>
internal sealed record GitHubText(string Body);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImmutableArray<GitHubLabel>))]
[JsonSerializable(typeof(ImmutableArray<GitHubComment>))]
[JsonSerializable(typeof(GitHubText))]
internal sealed partial class GitHubJson : JsonSerializerContext;
