using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContractCheck.Engine.Publishing;

/// <summary>A label of a pull request.</summary>
internal sealed record GitHubLabel(string Name);

/// <summary>A comment of a pull request.</summary>
internal sealed record GitHubComment(long Id, string? Body, GitHubUser? User);

/// <summary>An account.</summary>
internal sealed record GitHubUser(string? Login);

/// <summary>A comment's text, to be sent.</summary>
internal sealed record GitHubText(string Body);

/// <summary>A question to GraphQL.</summary>
internal sealed record GitHubQuery(string Query);

/// <summary>Who the token is.</summary>
internal sealed record GitHubViewerAnswer(GitHubViewer? Data);

/// <summary>Who the token is.</summary>
internal sealed record GitHubViewer(GitHubUser? Viewer);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImmutableArray<GitHubLabel>))]
[JsonSerializable(typeof(ImmutableArray<GitHubComment>))]
[JsonSerializable(typeof(GitHubText))]
[JsonSerializable(typeof(GitHubQuery))]
[JsonSerializable(typeof(GitHubViewerAnswer))]
internal sealed partial class GitHubJson : JsonSerializerContext;
