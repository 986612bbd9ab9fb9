using ContractCheck.Core.Findings;

namespace ContractCheck.Engine.Git;

/// <summary>Tells where a revision's files are on the web, as far as the CI systems say it in their environment variables.</summary>
internal static class SourceAddresses
{
    /// <summary>The revision with the address of its files; only one of <c>https</c> counts.</summary>
    public static RevisionInfo With(RevisionInfo revision, IReadOnlyDictionary<string, string> environment) =>
        revision.Commit is { } commit && Find(environment, commit) is { Folder: { Scheme: "https" } folder } found && folder.Query.Length + folder.Fragment.Length == 0
            ? revision with { Source = found }
            : revision;

    private static SourceAddress? Find(IReadOnlyDictionary<string, string> environment, string commit)
    {
        var (folder, lineMark) = environment switch
        {
            _ when Get("GITHUB_REPOSITORY") is { } name => ($"{Get("GITHUB_SERVER_URL") ?? "https://github.com"}/{name}/blob/{commit}", "#L"),
            _ when Get("CI_PROJECT_URL") is { } project => ($"{project}/-/blob/{commit}", "#L"),
            _ when Get("BITBUCKET_GIT_HTTP_ORIGIN") is { } origin => ($"{origin}/src/{commit}", "#lines-"),
            _ => ("", ""),
        };
        return Uri.TryCreate(folder, UriKind.Absolute, out var address) ? new SourceAddress(address, lineMark) : null;

        string? Get(string name) => environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
    }
}
